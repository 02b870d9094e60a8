// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* count_law.c - Poisson's and the negative binomial law in whole numbers (see count_law.h). */
#include "model/count_law.h"

#include "base/exact.h"

#define ONE (INT64_C(1) << 31)
#define THOUSAND INT64_C(1000)
#define MILLION (THOUSAND * THOUSAND)
/* log2(e) times 2^24 */
#define LOG2_E INT64_C(24204406)

enum { MOST_PART_MEAN = 4000 };

int64_t koppel_log2_ratio(int64_t a, int64_t b)
{
    int64_t log = 0;
    uint64_t x = 0;

    while (a / 2 >= b) {
        b *= 2;
        log++;
    }
    x = (uint64_t)koppel_muldiv_floor(a, ONE, b); /* ONE <= x < 2 ONE */
    for (int k = 0; k < KOPPEL_LOG_BITS; k++) {
        x = x * x / (uint64_t)ONE;
        log *= 2;
        if (x >= (uint64_t)(2 * ONE)) {
            x /= 2;
            log++;
        }
    }
    return log;
}

static uint64_t square_root(uint64_t x)
{
    uint64_t root = 0;

    for (uint64_t bit = UINT64_C(1) << 31; bit > 0; bit /= 2) {
        if ((root + bit) * (root + bit) <= x) {
            root += bit;
        }
    }
    return root;
}

/* 2^-log, times ONE. */
static int64_t power(int64_t log)
{
    const int64_t whole = log >> KOPPEL_LOG_BITS;
    uint64_t result = (uint64_t)ONE;
    uint64_t factor = (uint64_t)ONE / 2;

    if (whole > 31) {
        return 0;
    }
    for (int k = 1; k <= KOPPEL_LOG_BITS; k++) {
        factor = square_root(factor * (uint64_t)ONE); /* 2^-(2^-k) */
        if ((log >> (KOPPEL_LOG_BITS - k)) % 2 == 1) {
            result = result * factor / (uint64_t)ONE;
        }
    }
    return (int64_t)(result >> whole);
}

void koppel_count_law_make(int64_t mean, int64_t dispersion, struct koppel_count_law *law)
{
    const int64_t n = mean > MOST_PART_MEAN ? (mean + MOST_PART_MEAN - 1) / MOST_PART_MEAN : 1;
    const int64_t whole = MILLION + mean * dispersion;
    const int64_t log = dispersion == 0 ? mean * LOG2_E / (THOUSAND * n)
                                        : koppel_log2_ratio(whole, MILLION) * THOUSAND / (dispersion * n);
    int64_t chance = power(log);
    int64_t sum = 0;

    law->n_parts = (int32_t)n;
    law->n_steps = 0;
    while (law->n_steps < KOPPEL_LAW_STEPS && (chance > 0 || law->n_steps * THOUSAND * n < mean)) {
        const int64_t k = law->n_steps;

        sum += chance;
        law->at_most[law->n_steps++] = sum >= ONE ? UINT32_MAX : (uint32_t)(2 * sum);
        chance = koppel_muldiv_floor(chance, mean * (THOUSAND + k * dispersion * n), n * (k + 1) * whole);
    }
}

int32_t koppel_count_law_draw(const struct koppel_count_law *law, uint32_t number)
{
    int32_t k = 0;

    while (k < law->n_steps && number >= law->at_most[k]) {
        k++;
    }
    return k;
}

int64_t koppel_count_law_likelihood(int64_t count, int64_t mean, int64_t dispersion)
{
    int64_t sum = 0;

    if (dispersion == 0) {
        return -(mean * LOG2_E / THOUSAND);
    }
    for (int64_t k = 0; k < count; k++) {
        sum += koppel_log2_ratio(THOUSAND + k * dispersion, THOUSAND);
    }
    return sum - koppel_muldiv_floor(koppel_log2_ratio(MILLION + mean * dispersion, MILLION),
                                     count * dispersion + THOUSAND, dispersion);
}
