// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* unit_lists.h - the units of every municipality. */
#ifndef KOPPEL_MODEL_UNIT_LISTS_H
#define KOPPEL_MODEL_UNIT_LISTS_H

#include "model/case.h"

/** Units of municipality m: units[first[m]] .. units[first[m+1]-1], in table order. */
struct koppel_unit_lists {
    int32_t *first; /* n_municipalities + 1 */
    int32_t *units; /* n_units */
};

/** KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). O(units + municipalities) */
enum koppel_status koppel_unit_lists_make(struct koppel_unit_lists *lists, const struct koppel_case *kase);

/** Safe on zeroed lists. */
void koppel_unit_lists_free(struct koppel_unit_lists *lists);

#endif
