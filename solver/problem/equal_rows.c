// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* equal_rows.c - rows that are the same (see equal_rows.h). */
#include "problem/equal_rows.h"

#include "base/memory.h"

#include <stdlib.h>

struct hashed {
    uint64_t hash;
    int32_t row;
};

static int compare_hashed(const void *left, const void *right)
{
    const struct hashed *a = left;
    const struct hashed *b = right;

    if (a->hash != b->hash) {
        return a->hash < b->hash ? -1 : 1;
    }
    return (a->row > b->row) - (a->row < b->row);
}

enum koppel_status koppel_equal_rows_find(int32_t n_rows, uint64_t (*hash)(const void *data, int32_t row),
                                          bool (*same)(const void *data, int32_t a, int32_t b), const void *data,
                                          int32_t *twin)
{
    struct hashed *rows = koppel_new((size_t)n_rows, sizeof *rows);

    if (rows == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < n_rows; k++) {
        rows[k] = (struct hashed){hash(data, k), k};
    }
    qsort(rows, (size_t)n_rows, sizeof *rows, compare_hashed);
    for (int32_t k = 0; k < n_rows; k++) {
        int32_t row = rows[k].row;

        twin[row] = row;
        for (int32_t m = k - 1; m >= 0 && rows[m].hash == rows[k].hash; m--) {
            if (same(data, twin[rows[m].row], row)) {
                twin[row] = twin[rows[m].row];
                break;
            }
        }
    }
    free(rows);
    return KOPPEL_OK;
}
