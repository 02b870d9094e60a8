// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* exact.h - whole-number arithmetic that says so when it does not fit. */
#ifndef KOPPEL_BASE_EXACT_H
#define KOPPEL_BASE_EXACT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

__extension__ typedef __int128 koppel_wide;

/** Fit scores are held in micro-points: 1 point is 1,000,000. */
#define KOPPEL_MICRO INT64_C(1000000)

/** *sum = a + b. @return false when it does not fit */
bool koppel_add(int64_t a, int64_t b, int64_t *sum);

/** *product = a * b. @return false when it does not fit */
bool koppel_multiply(int64_t a, int64_t b, int64_t *product);

/** floor(a * b / c) and ceil(a * b / c) for c > 0, with a 128-bit product; saturates at the ends of int64_t. */
int64_t koppel_muldiv_floor(int64_t a, int64_t b, int64_t c);
int64_t koppel_muldiv_ceil(int64_t a, int64_t b, int64_t c);

/** Greatest common divisor of |a| and |b|; gcd(0, 0) = 0. */
int64_t koppel_gcd(int64_t a, int64_t b);

/** True when cost - bound is at most gap_ppm millionths of max(1, |cost|). An unknown bound (INT64_MIN) never is. */
bool koppel_gap_within(int64_t cost, int64_t bound, int64_t gap_ppm);

/**
 * Writes value / scale as a decimal number without trailing zeros, exactly; scale is a power of ten from 1 to 10^6.
 * @param point the decimal sign, '.' or ','
 * @return out
 */
char *koppel_decimal_format(int64_t value, int64_t scale, char point, char *out, size_t n_out);

#endif
