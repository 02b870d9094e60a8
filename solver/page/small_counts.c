// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* small_counts.c - a column of counts beside its total (see small_counts.h). */
#include "page/small_counts.h"

#include "base/memory.h"

#include <stdlib.h>

enum koppel_status koppel_small_counts_protect(const int64_t *counts, int32_t n, enum koppel_cell_state *states,
                                               bool *is_told)
{
    struct koppel_told *told = koppel_new((size_t)n + 1, sizeof *told);
    int32_t *order = koppel_new((size_t)n + 1, sizeof *order);
    struct koppel_series series = {0};

    *is_told = false;
    if (told == NULL || order == NULL) {
        free(told);
        free(order);
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < n; k++) {
        order[k] = k;
    }
    koppel_series_begin(&series, n, order, told);
    for (int32_t k = 0; k <= n; k++) {
        states[k] = KOPPEL_CELL_SHOWN;
    }
    koppel_series_protect(&series, counts, states);
    *is_told = states[n] == KOPPEL_CELL_SHOWN;
    free(told);
    free(order);
    return KOPPEL_OK;
}
