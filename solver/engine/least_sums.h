// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* least_sums.h - one value of every part, each a vector for a level, so that levels keep a budget and the sum is least.
 *
 * METHOD  table_k(n) = min over c <= n of table_(k-1)(n - c) + value_k(c), in lexicographic order, for every n up to
 *   the budget: min-plus convolution, part after part, from the first or from the last.
 * COMPLEXITY  O(parts * budget * levels of a part * width)
 * SOURCE  Bellman, Dynamic Programming, Princeton 1957; Ibaraki, Katoh, Resource Allocation Problems: Algorithmic
 *   Approaches, MIT Press 1988, chapter 3.
 */
#ifndef KOPPEL_ENGINE_LEAST_SUMS_H
#define KOPPEL_ENGINE_LEAST_SUMS_H

#include <stdbool.h>
#include <stdint.h>

/** All borrowed. */
struct koppel_least_sums {
    int32_t n_parts;
    int32_t budget;        /* the sum of levels is at most this */
    int32_t width;         /* numbers of a vector, at least 1 */
    const int32_t *first;  /* n_parts + 1: values of part k are first[k] .. first[k+1]-1, for levels from 0 */
    const int64_t *values; /* first[n_parts] vectors; one that begins with INT64_MAX is not to be had */
};

/** Numbers of the tables below. */
static inline int64_t koppel_least_sums_size(const struct koppel_least_sums *sums)
{
    return ((int64_t)sums->n_parts + 1) * (sums->budget + 1) * sums->width;
}

/** The vector of budget n in a table of parts, which is row k. */
static inline const int64_t *koppel_least_sum(const struct koppel_least_sums *sums, const int64_t *tables, int32_t k,
                                              int32_t n)
{
    return tables + ((int64_t)k * (sums->budget + 1) + n) * sums->width;
}

/** tables (out), row k: of the first k parts. Rows are 0 .. n_parts. */
void koppel_least_sums_from_first(const struct koppel_least_sums *sums, int64_t *tables);

/** tables (out), row k: of the parts from k on. */
void koppel_least_sums_from_last(const struct koppel_least_sums *sums, int64_t *tables);

/** The levels of a least sum, where there is one: of equal ones, the lowest level of the last part, and so on.
 * @param tables      from the first part
 * @param[out] level  n_parts */
void koppel_least_sums_choose(const struct koppel_least_sums *sums, const int64_t *tables, int32_t *level);

/** Whether some least sum has part k at the level. Both tables are needed. O(budget * width) */
bool koppel_least_sums_can_use(const struct koppel_least_sums *sums, const int64_t *from_first,
                               const int64_t *from_last, int32_t k, int32_t level);

#endif
