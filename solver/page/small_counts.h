// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* small_counts.h - one column of counts whose total stands elsewhere on the page, without a small count that anybody
 * could work out.
 *
 * The rules are those of one public table (province/disclosure.h); where they would not show the total, there is no
 * column at all. To withhold one count after another instead until they would, tells too much: that the one before the
 * last was not enough bounds what is hidden (tests/property/test_small_counts.c tries every column with the same page).
 */
#ifndef KOPPEL_PAGE_SMALL_COUNTS_H
#define KOPPEL_PAGE_SMALL_COUNTS_H

#include "province/disclosure.h"

/**
 * @param counts  n counts, none negative
 * @param[out] states  n + 1: of each count, and of the total
 * @param[out] is_told  whether the column may be shown, beside its total
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 *
 * Time O(n).
 */
enum koppel_status koppel_small_counts_protect(const int64_t *counts, int32_t n, enum koppel_cell_state *states,
                                               bool *is_told);

#endif
