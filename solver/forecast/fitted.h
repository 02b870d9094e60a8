// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* fitted.h - a law for every class, fitted to past weeks, and what it would have been worth.
 *
 * METHOD  mean      n_c n_q / (n w_q): what came of class c in all weeks, by the share of its kind (households or homes)
 *                   that comes in a week of quarter q; the most likely mean where classes have the seasons of their kind.
 *                   Quarters are told apart from two years of weeks on
 *         law       the dispersion d of a fixed list that is most likely; Poisson's (d = 0) unless 2 log(L_d / L_0) is
 *                   above 2.706, the value that Poisson's law itself exceeds in one case of twenty (Lawless 1987)
 *         back-test the last weeks, half a year at the most, are held out, and the chances of 10, 25, 50, 75 and 90 per cent of
 *                   every class and week held against them by the pinball loss (Gneiting, Raftery 2007), beside "as last
 *                   half-year": the counts of as many weeks before
 * SOURCE  Lawless, Negative binomial and mixed Poisson regression, Canadian Journal of Statistics 15(3), 1987; Gneiting,
 *   Raftery, Strictly proper scoring rules, prediction, and estimation, JASA 102(477), 2007; docs/time.md
 */
#ifndef KOPPEL_FORECAST_FITTED_H
#define KOPPEL_FORECAST_FITTED_H

#include "forecast/past.h"
#include "model/count_law.h"

enum { KOPPEL_N_QUARTERS = 4, KOPPEL_LEAST_WEEKS = 8, KOPPEL_ENOUGH_WEEKS = 26, KOPPEL_WEEKS_OF_SEASONS = 104 };

/** Laws by class. */
struct koppel_fitted {
    bool has_seasons;
    int32_t n_weeks;
    int64_t total[KOPPEL_N_CLASSES];                   /* that came */
    int64_t mean[KOPPEL_N_CLASSES][KOPPEL_N_QUARTERS]; /* a week, in thousandths */
    int64_t dispersion[KOPPEL_N_CLASSES];              /* in thousandths */
};

/** Pinball loss a class and week, in thousandths of a household or home. */
struct koppel_back_test {
    int32_t n_weeks; /* held out; 0: too little history */
    int64_t fitted, as_before;
};

/** Fits the first n_weeks weeks of a past. O(weeks * classes * dispersions) */
void koppel_fit(const struct koppel_past *past, int32_t n_weeks, struct koppel_fitted *fitted);

/** Mean of a class in the week that begins on a day. */
int64_t koppel_fitted_mean(const struct koppel_fitted *fitted, int32_t class_, int32_t week);

enum { KOPPEL_N_LEVELS = 5, KOPPEL_N_DRAWS = 999 };

/** 10, 25, 50, 75, 90 */
extern const int32_t koppel_levels[KOPPEL_N_LEVELS];

/** The counts that classes from..to-1 together stay below in so many per cent of imagined weeks. Deterministic.
 * O(draws * classes) */
void koppel_fitted_quantiles(const struct koppel_fitted *fitted, int32_t from, int32_t to, int32_t week,
                             int32_t quantile[KOPPEL_N_LEVELS]);

void koppel_back_test(const struct koppel_past *past, struct koppel_back_test *test);

#endif
