// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* fitted.c - fits laws to past weeks (see fitted.h). */
#include "forecast/fitted.h"

#include "base/siphash.h"

#include <stdlib.h>

/* 2.706 / (2 ln 2), in bits as the likelihood counts them */
#define ENOUGH_BITS (INT64_C(1952) * (INT64_C(1) << KOPPEL_LOG_BITS) / 1000)

const int32_t koppel_levels[KOPPEL_N_LEVELS] = {10, 25, 50, 75, 90};

static int32_t quarter_of(const struct koppel_fitted *fitted, int32_t day)
{
    char text[11]; /* YYYY-MM-DD */

    if (!fitted->has_seasons) {
        return 0;
    }
    koppel_date_format(day, text);
    return ((text[5] - '0') * 10 + text[6] - '0' - 1) / 3;
}

static int kind_of(int32_t class_)
{
    return class_ >= KOPPEL_N_HOUSEHOLD_CLASSES;
}

static void fit_means(const struct koppel_past *past, int32_t n_weeks, struct koppel_fitted *fitted)
{
    int64_t came[2][KOPPEL_N_QUARTERS] = {{0}};
    int64_t all[2] = {0};
    int64_t weeks[KOPPEL_N_QUARTERS] = {0};

    for (int32_t w = 0; w < n_weeks; w++) {
        const int32_t quarter = quarter_of(fitted, past->weeks[w].first_day);

        weeks[quarter]++;
        for (int32_t c = 0; c < KOPPEL_N_CLASSES; c++) {
            fitted->total[c] += past->weeks[w].count[c];
            came[kind_of(c)][quarter] += past->weeks[w].count[c];
            all[kind_of(c)] += past->weeks[w].count[c];
        }
    }
    for (int32_t c = 0; c < KOPPEL_N_CLASSES; c++) {
        for (int32_t q = 0; q < KOPPEL_N_QUARTERS; q++) {
            const int64_t below = all[kind_of(c)] * weeks[q];

            /* rounded to the nearest thousandth */
            fitted->mean[c][q] =
                below > 0 ? (2 * 1000 * fitted->total[c] * came[kind_of(c)][q] + below) / (2 * below) : 0;
        }
    }
}

static int64_t likelihood(const struct koppel_past *past, const struct koppel_fitted *fitted, int32_t class_,
                          int64_t dispersion)
{
    int64_t sum = 0;

    for (int32_t w = 0; w < fitted->n_weeks; w++) {
        sum += koppel_count_law_likelihood(past->weeks[w].count[class_],
                                           koppel_fitted_mean(fitted, class_, past->weeks[w].first_day), dispersion);
    }
    return sum;
}

static int64_t fit_dispersion(const struct koppel_past *past, const struct koppel_fitted *fitted, int32_t class_)
{
    static const int64_t dispersions[] = {50,  100, 150,  200,  250,  300,  400,  500,
                                          600, 800, 1000, 1500, 2000, 3000, 5000, 10000};
    const int64_t of_poisson = likelihood(past, fitted, class_, 0);
    int64_t best = of_poisson + ENOUGH_BITS;
    int64_t chosen = 0;

    for (size_t k = 0; k < sizeof dispersions / sizeof *dispersions; k++) {
        const int64_t here = likelihood(past, fitted, class_, dispersions[k]);

        if (here > best) {
            best = here;
            chosen = dispersions[k];
        }
    }
    return chosen;
}

void koppel_fit(const struct koppel_past *past, int32_t n_weeks, struct koppel_fitted *fitted)
{
    *fitted = (struct koppel_fitted){.n_weeks = n_weeks, .has_seasons = n_weeks >= KOPPEL_WEEKS_OF_SEASONS};
    fit_means(past, n_weeks, fitted);
    for (int32_t c = 0; c < KOPPEL_N_CLASSES; c++) {
        fitted->dispersion[c] = fitted->total[c] > 0 ? fit_dispersion(past, fitted, c) : 0;
    }
}

int64_t koppel_fitted_mean(const struct koppel_fitted *fitted, int32_t class_, int32_t week)
{
    return fitted->mean[class_][quarter_of(fitted, week)];
}

/* ---- Quantiles -------------------------------------------------------------------------------------------------- */

static uint32_t number(int32_t class_, int32_t draw, int32_t part)
{
    const uint32_t counter[] = {(uint32_t)class_, (uint32_t)draw, (uint32_t)part};
    struct koppel_siphash hash = koppel_siphash_begin(1, 0);

    for (size_t i = 0; i < sizeof counter / sizeof *counter; i++) {
        const unsigned char bytes[4] = {(unsigned char)counter[i], (unsigned char)(counter[i] >> 8),
                                        (unsigned char)(counter[i] >> 16), (unsigned char)(counter[i] >> 24)};

        koppel_siphash_add(&hash, bytes, sizeof bytes);
    }
    return (uint32_t)(koppel_siphash_end(&hash) >> 32);
}

static int compare_counts(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a;
    const int32_t y = *(const int32_t *)b;

    return (x > y) - (x < y);
}

/* Quantiles of n counts, which it sorts. */
static void take_quantiles(int32_t *counts, int32_t n, int32_t quantile[KOPPEL_N_LEVELS])
{
    qsort(counts, (size_t)n, sizeof *counts, compare_counts);
    for (int k = 0; k < KOPPEL_N_LEVELS; k++) {
        const int32_t rank = (koppel_levels[k] * n + 99) / 100; /* the least with so many per cent at or below it */

        quantile[k] = counts[rank > 0 ? rank - 1 : 0];
    }
}

void koppel_fitted_quantiles(const struct koppel_fitted *fitted, int32_t from, int32_t to, int32_t week,
                             int32_t quantile[KOPPEL_N_LEVELS])
{
    int32_t counts[KOPPEL_N_DRAWS] = {0};

    for (int32_t c = from; c < to; c++) {
        struct koppel_count_law law;

        if (fitted->total[c] == 0) {
            continue;
        }
        koppel_count_law_make(koppel_fitted_mean(fitted, c, week), fitted->dispersion[c], &law);
        for (int32_t k = 0; k < KOPPEL_N_DRAWS; k++) {
            for (int32_t part = 0; part < law.n_parts; part++) {
                counts[k] += koppel_count_law_draw(&law, number(c, k, part));
            }
        }
    }
    take_quantiles(counts, KOPPEL_N_DRAWS, quantile);
}

/* ---- Back-test -------------------------------------------------------------------------------------------------- */

/* In hundredths. */
static int64_t pinball(int32_t came, const int32_t quantile[KOPPEL_N_LEVELS])
{
    int64_t sum = 0;

    for (int k = 0; k < KOPPEL_N_LEVELS; k++) {
        const int64_t above = came - quantile[k];

        sum += above >= 0 ? koppel_levels[k] * above : (koppel_levels[k] - 100) * above;
    }
    return sum;
}

void koppel_back_test(const struct koppel_past *past, struct koppel_back_test *test)
{
    const int32_t half = past->n_weeks / 2;
    const int32_t n = half < KOPPEL_ENOUGH_WEEKS ? half : KOPPEL_ENOUGH_WEEKS;
    const int32_t first = past->n_weeks - n;
    int64_t losses[2] = {0};
    int64_t n_terms = 0;
    struct koppel_fitted fitted;

    *test = (struct koppel_back_test){.n_weeks = past->n_weeks >= 2 * KOPPEL_LEAST_WEEKS ? n : 0};
    if (test->n_weeks == 0) {
        return;
    }
    koppel_fit(past, first, &fitted);
    for (int32_t c = 0; c < KOPPEL_N_CLASSES; c++) {
        int32_t before[KOPPEL_ENOUGH_WEEKS] = {0};
        int32_t as_before[KOPPEL_N_LEVELS];
        int32_t quantile[KOPPEL_N_LEVELS] = {0};
        int32_t quarter = KOPPEL_NONE;
        bool came = fitted.total[c] > 0;

        for (int32_t w = 0; w < n; w++) {
            before[w] = past->weeks[first - n + w].count[c];
            came = came || past->weeks[first + w].count[c] > 0;
        }
        take_quantiles(before, n, as_before);
        for (int32_t w = first; w < past->n_weeks && came; w++) {
            const int32_t day = past->weeks[w].first_day;

            if (quarter != quarter_of(&fitted, day)) {
                quarter = quarter_of(&fitted, day);
                koppel_fitted_quantiles(&fitted, c, c + 1, day, quantile);
            }
            losses[0] += pinball(past->weeks[w].count[c], quantile);
            losses[1] += pinball(past->weeks[w].count[c], as_before);
            n_terms += KOPPEL_N_LEVELS;
        }
    }
    test->fitted = n_terms > 0 ? (losses[0] * 20 + n_terms) / (2 * n_terms) : 0;
    test->as_before = n_terms > 0 ? (losses[1] * 20 + n_terms) / (2 * n_terms) : 0;
}
