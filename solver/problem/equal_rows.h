// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* equal_rows.h - which rows are the same, by hashing them and comparing those that hash alike. */
#ifndef KOPPEL_PROBLEM_EQUAL_ROWS_H
#define KOPPEL_PROBLEM_EQUAL_ROWS_H

#include "koppel.h"

#include <stdbool.h>
#include <stdint.h>

/**
 * Gives every row the lowest row that is the same.
 * @param hash  equal for rows that are the same
 * @param same  an equivalence
 * @param data  goes to both
 * @param[out] twin  n_rows
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(n log n), and a comparison for every row that hashes alike and is another
 */
enum koppel_status koppel_equal_rows_find(int32_t n_rows, uint64_t (*hash)(const void *data, int32_t row),
                                          bool (*same)(const void *data, int32_t a, int32_t b), const void *data,
                                          int32_t *twin);

#endif
