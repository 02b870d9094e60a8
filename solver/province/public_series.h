// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* public_series.h - what a public table shows, in view of the tables of the same half-year before it. */
#ifndef KOPPEL_PROVINCE_PUBLIC_SERIES_H
#define KOPPEL_PROVINCE_PUBLIC_SERIES_H

#include "province/province.h"
#include "province/published_reader.h"

/** The cells of a public table, by column: counts and states of n_municipalities, of n_provinces totals and of the
 * grand total. A municipality without a target and a province without municipalities are KOPPEL_CELL_ABSENT. */
struct koppel_public_cells {
    int64_t *counts[KOPPEL_PUBLIC_COLUMNS];
    enum koppel_cell_state *states[KOPPEL_PUBLIC_COLUMNS];
};

/**
 * Decides what is shown. When more must be hidden, municipalities with few inhabitants come first, in the order of
 * their codes where they have equally many. Where nobody says what was published, a table is taken for published
 * whenever the tables of the case had new counts: of targets at any time, of persons housed from the first day of the
 * half-year on.
 *
 * @param published  earlier tables; NULL: nobody says
 * @param[out] cells  koppel_public_cells_free, also after an error
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. Time O(days with new counts * municipalities * targets).
 */
enum koppel_status koppel_public_cells_make(const struct koppel_province *province,
                                            const struct koppel_published *published,
                                            struct koppel_public_cells *cells);

void koppel_public_cells_free(struct koppel_public_cells *cells);

#endif
