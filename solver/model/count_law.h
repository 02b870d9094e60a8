// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* count_law.h - how many come in a week: Poisson's law or the negative binomial one, in whole numbers throughout, so that
 * every machine draws and fits the same.
 *
 * LAW     mean m = M / 1000, dispersion d = D / 1000, variance m + d m^2:
 *             P(0) = (1 + m d)^(-1/d), for d = 0 e^-m        P(k+1) = P(k) m (1 + k d) / ((k+1)(1 + m d))
 * METHOD  A law of mean m is the sum of n independent ones of mean m / n and dispersion n d; n so that each has a mean of
 *         at most 4. Logarithms and powers of 2 in fixed point, bit by bit by squaring and by square roots: no function
 *         of a mathematical library, whose last digits differ between machines.
 */
#ifndef KOPPEL_MODEL_COUNT_LAW_H
#define KOPPEL_MODEL_COUNT_LAW_H

#include <stdint.h>

enum { KOPPEL_LAW_STEPS = 200, KOPPEL_LOG_BITS = 24 };

/** One of the n_parts equal parts of a law. */
struct koppel_count_law {
    int32_t n_parts;
    int32_t n_steps;
    uint32_t at_most[KOPPEL_LAW_STEPS]; /* chance of at most k, times 2^32 */
};

/** @param mean, dispersion  in thousandths: 0 .. 10^6, 0 .. 10^5 */
void koppel_count_law_make(int64_t mean, int64_t dispersion, struct koppel_count_law *law);

/** How many come by one part, for a random number. O(steps) */
int32_t koppel_count_law_draw(const struct koppel_count_law *law, uint32_t number);

/** log2(a / b) times 2^KOPPEL_LOG_BITS, rounded down, for a >= b > 0. */
int64_t koppel_log2_ratio(int64_t a, int64_t b);

/** What the dispersion decides of the log-likelihood of a count: log2, times 2^KOPPEL_LOG_BITS. Laws of equal mean may be
 * compared by sums of it. O(count) */
int64_t koppel_count_law_likelihood(int64_t count, int64_t mean, int64_t dispersion);

#endif
