// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* exact.c - whole-number arithmetic (see exact.h). */
#include "base/exact.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

bool koppel_add(int64_t a, int64_t b, int64_t *sum)
{
    return !__builtin_add_overflow(a, b, sum);
}

bool koppel_multiply(int64_t a, int64_t b, int64_t *product)
{
    return !__builtin_mul_overflow(a, b, product);
}

static int64_t saturate(koppel_wide value)
{
    if (value > INT64_MAX) {
        return INT64_MAX;
    }
    return value < INT64_MIN ? INT64_MIN : (int64_t)value;
}

int64_t koppel_muldiv_floor(int64_t a, int64_t b, int64_t c)
{
    koppel_wide product = (koppel_wide)a * b;
    koppel_wide quotient = product / c;

    return saturate(quotient - (product % c < 0 ? 1 : 0));
}

int64_t koppel_muldiv_ceil(int64_t a, int64_t b, int64_t c)
{
    koppel_wide product = (koppel_wide)a * b;
    koppel_wide quotient = product / c;

    return saturate(quotient + (product % c > 0 ? 1 : 0));
}

int64_t koppel_gcd(int64_t a, int64_t b)
{
    uint64_t x = a < 0 ? 0 - (uint64_t)a : (uint64_t)a;
    uint64_t y = b < 0 ? 0 - (uint64_t)b : (uint64_t)b;

    while (y != 0) {
        uint64_t rest = x % y;

        x = y;
        y = rest;
    }
    return x > INT64_MAX ? INT64_MAX : (int64_t)x;
}

bool koppel_gap_within(int64_t cost, int64_t bound, int64_t gap_ppm)
{
    koppel_wide size = cost < 0 ? -(koppel_wide)cost : cost;

    if (bound == INT64_MIN) {
        return false;
    }
    return ((koppel_wide)cost - bound) * 1000000 <= (koppel_wide)gap_ppm * (size > 1 ? size : 1);
}

char *koppel_decimal_format(int64_t value, int64_t scale, char point, char *out, size_t n_out)
{
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint64_t fraction = magnitude % (uint64_t)scale;
    int n = snprintf(out, n_out, "%s%" PRIu64, value < 0 ? "-" : "", magnitude / (uint64_t)scale);

    if (fraction == 0 || n < 0 || (size_t)n >= n_out) {
        return out;
    }
    {
        char digits[20]; /* a scale of 64 bits has at most 19 */
        size_t n_digits = 0;

        for (uint64_t unit = (uint64_t)scale / 10; fraction > 0 && unit > 0; unit /= 10) {
            /* cppcheck-suppress zerodivcond; the loop's condition holds unit > 0 */
            digits[n_digits++] = (char)('0' + fraction / unit);
            fraction %= unit;
        }
        digits[n_digits] = '\0';
        snprintf(out + n, n_out - (size_t)n, "%c%s", point, digits);
    }
    return out;
}
