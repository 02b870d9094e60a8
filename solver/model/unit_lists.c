// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* unit_lists.c - the units of every municipality (see unit_lists.h). */
#include "model/unit_lists.h"

#include "base/memory.h"

#include <stdlib.h>

enum koppel_status koppel_unit_lists_make(struct koppel_unit_lists *lists, const struct koppel_case *kase)
{
    int32_t *next = NULL;

    *lists = (struct koppel_unit_lists){0};
    lists->first = koppel_new((size_t)kase->n_municipalities + 2, sizeof *lists->first);
    lists->units = koppel_new((size_t)kase->n_units, sizeof *lists->units);
    if (lists->first == NULL || lists->units == NULL) {
        return KOPPEL_E_MEMORY;
    }
    /* counting sort: next[m] runs from the start of m's list to its end, which is then the start of m + 1 */
    next = lists->first + 1;
    for (int32_t j = 0; j < kase->n_units; j++) {
        next[koppel_unit_municipality(kase, j) + 1]++;
    }
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        next[m + 1] += next[m];
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        lists->units[next[koppel_unit_municipality(kase, j)]++] = j;
    }
    return KOPPEL_OK;
}

void koppel_unit_lists_free(struct koppel_unit_lists *lists)
{
    free(lists->first);
    free(lists->units);
    *lists = (struct koppel_unit_lists){0};
}
