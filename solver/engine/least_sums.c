// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* least_sums.c - min-plus sums of vectors over parts (see least_sums.h). */
#include "engine/least_sums.h"

#include <string.h>

static const int64_t *value_of(const struct koppel_least_sums *sums, int32_t k, int32_t level)
{
    return sums->values + ((int64_t)sums->first[k] + level) * sums->width;
}

static bool is_none(const int64_t *vector)
{
    return vector[0] == INT64_MAX;
}

/* Compares a + b + c, each of which is to be had, with a vector that may not be; c may be NULL. */
static int compare_sum(const struct koppel_least_sums *sums, const int64_t *a, const int64_t *b, const int64_t *c,
                       const int64_t *vector)
{
    if (is_none(vector)) {
        return -1;
    }
    for (int32_t t = 0; t < sums->width; t++) {
        int64_t sum = a[t] + b[t] + (c != NULL ? c[t] : 0);

        if (sum != vector[t]) {
            return sum < vector[t] ? -1 : 1;
        }
    }
    return 0;
}

/* No part at all: a sum of 0 for every budget. */
static void start_row(const struct koppel_least_sums *sums, int64_t *row)
{
    memset(row, 0, ((size_t)sums->budget + 1) * (size_t)sums->width * sizeof *row);
}

/* The row of one part more. */
static void add_part(const struct koppel_least_sums *sums, int32_t k, const int64_t *before, int64_t *row)
{
    int32_t n_levels = sums->first[k + 1] - sums->first[k];

    for (int32_t n = 0; n <= sums->budget; n++) {
        int64_t *least = row + (int64_t)n * sums->width;

        least[0] = INT64_MAX;
        for (int32_t c = 0; c < n_levels && c <= n; c++) {
            const int64_t *a = before + (int64_t)(n - c) * sums->width, *b = value_of(sums, k, c);

            if (is_none(a) || is_none(b) || compare_sum(sums, a, b, NULL, least) >= 0) {
                continue;
            }
            for (int32_t t = 0; t < sums->width; t++) {
                least[t] = a[t] + b[t];
            }
        }
    }
}

void koppel_least_sums_from_first(const struct koppel_least_sums *sums, int64_t *tables)
{
    int64_t length = ((int64_t)sums->budget + 1) * sums->width;

    start_row(sums, tables);
    for (int32_t k = 0; k < sums->n_parts; k++) {
        add_part(sums, k, tables + k * length, tables + (k + 1) * length);
    }
}

void koppel_least_sums_from_last(const struct koppel_least_sums *sums, int64_t *tables)
{
    int64_t length = ((int64_t)sums->budget + 1) * sums->width;

    start_row(sums, tables + sums->n_parts * length);
    for (int32_t k = sums->n_parts - 1; k >= 0; k--) {
        add_part(sums, k, tables + (k + 1) * length, tables + k * length);
    }
}

void koppel_least_sums_choose(const struct koppel_least_sums *sums, const int64_t *tables, int32_t *level)
{
    int32_t n = sums->budget;

    for (int32_t k = sums->n_parts - 1; k >= 0; k--) {
        const int64_t *least = koppel_least_sum(sums, tables, k + 1, n);
        int32_t c = 0;

        for (;; c++) {
            const int64_t *a = koppel_least_sum(sums, tables, k, n - c), *b = value_of(sums, k, c);

            if (!is_none(a) && !is_none(b) && compare_sum(sums, a, b, NULL, least) == 0) {
                break;
            }
        }
        level[k] = c;
        n -= c;
    }
}

bool koppel_least_sums_can_use(const struct koppel_least_sums *sums, const int64_t *from_first,
                               const int64_t *from_last, int32_t k, int32_t level)
{
    const int64_t *least = koppel_least_sum(sums, from_first, sums->n_parts, sums->budget);
    const int64_t *value = value_of(sums, k, level);

    for (int32_t n = 0; n <= sums->budget - level && !is_none(value) && !is_none(least); n++) {
        const int64_t *a = koppel_least_sum(sums, from_first, k, n);
        const int64_t *b = koppel_least_sum(sums, from_last, k + 1, sums->budget - level - n);

        if (!is_none(a) && !is_none(b) && compare_sum(sums, a, value, b, least) == 0) {
            return true;
        }
    }
    return false;
}
