// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* simulation_measures.c - means and standard errors over common paths (see simulation_measures.h). */
#include "simulate/simulation_measures.h"

#include "base/date.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MILLIONTH 1e-6

static const char *const told_names[KOPPEL_N_TOLD] = {
    "households",     "households_housed", "persons_housed", "persons_in_term",
    "waiting_days",   "waiting_days_p90",  "overdue",        "homes",
    "homes_empty",    "home_days_held",    "homes_held",     "longest_held_days",
    "offers_refused", "homes_late",        "outgrown",       "offers_outside"};

static const char *const of_group_names[KOPPEL_N_TOLD_OF_GROUP] = {"households", "households_housed", "waiting_days",
                                                                   "waiting_days_p90", "overdue"};

static const char *const group_names[KOPPEL_N_TOLD_GROUPS] = {"1", "2_3", "4_5", "6"};

static const char *const series_names[KOPPEL_N_SERIES] = {"waiting", "past_term",           "homes_free",
                                                          "spread",  "uneven_corporations", "uneven_municipalities"};

/* The first measures of each kind. */
static int32_t first_told(const struct koppel_simulation_settings *settings)
{
    return 2 * (int32_t)settings->number[KOPPEL_SETTING_TIERS];
}

static int32_t first_half_year(const struct koppel_simulation_settings *settings)
{
    return first_told(settings) + KOPPEL_N_TOLD;
}

static int32_t first_group(const struct koppel_simulation_settings *settings)
{
    return first_half_year(settings) + koppel_simulation_n_half_years(settings);
}

int32_t koppel_simulation_n_half_years(const struct koppel_simulation_settings *settings)
{
    const int64_t n = settings->number[KOPPEL_SETTING_HALF_YEARS];

    return n < KOPPEL_MOST_HALF_YEARS_TOLD ? (int32_t)n : KOPPEL_MOST_HALF_YEARS_TOLD;
}

int32_t koppel_simulation_n_of_path(const struct koppel_simulation_settings *settings)
{
    return first_group(settings) + KOPPEL_N_TOLD_GROUPS * KOPPEL_N_TOLD_OF_GROUP;
}

int32_t koppel_simulation_n_measures(const struct koppel_simulation_settings *settings)
{
    return koppel_simulation_n_of_path(settings) + KOPPEL_N_SERIES * (int32_t)settings->number[KOPPEL_SETTING_MONTHS];
}

int32_t koppel_simulation_measure_of_tier(int32_t tier)
{
    return 2 * tier + 1;
}

int32_t koppel_simulation_measure_of(const struct koppel_simulation_settings *settings, enum koppel_told told)
{
    return first_told(settings) + (int32_t)told;
}

int32_t koppel_simulation_measure_of_half_year(const struct koppel_simulation_settings *settings, int32_t half_year)
{
    return first_half_year(settings) + half_year;
}

int32_t koppel_simulation_measure_of_group(const struct koppel_simulation_settings *settings, int32_t group,
                                           enum koppel_told_of_group told)
{
    return first_group(settings) + group * KOPPEL_N_TOLD_OF_GROUP + (int32_t)told;
}

int32_t koppel_simulation_measure_of_month(const struct koppel_simulation_settings *settings, enum koppel_series series,
                                           int32_t month)
{
    return koppel_simulation_n_of_path(settings) + (int32_t)series * (int32_t)settings->number[KOPPEL_SETTING_MONTHS] +
           month;
}

char *koppel_simulation_month(const struct koppel_simulation_settings *settings, int32_t month,
                              char name[KOPPEL_MONTH_NAME])
{
    char day[11];
    int64_t months = 0;

    koppel_date_format((int32_t)settings->number[KOPPEL_SETTING_FIRST_DAY], day);
    months = 12 * strtoll(day, NULL, 10) + (day[0] != '\0' ? strtoll(day + 5, NULL, 10) - 1 : 0) + month;
    snprintf(name, KOPPEL_MONTH_NAME, "%04d-%02d", (int)(months / 12 % 10000), (int)(months % 12) + 1);
    return name;
}

char *koppel_simulation_measure_name(const struct koppel_simulation_settings *settings, int32_t measure,
                                     char name[KOPPEL_MEASURE_NAME])
{
    const int32_t of_path = koppel_simulation_n_of_path(settings);
    char when[KOPPEL_MONTH_NAME];

    if (measure < first_told(settings)) {
        const struct koppel_told_tier *tier = &settings->tiers[measure / 2];

        snprintf(name, KOPPEL_MEASURE_NAME, "%s%s", tier->name,
                 measure % 2 == 0 ? ""
                 : tier->maximise ? "_percent"
                                  : "_above");
    } else if (measure < first_half_year(settings)) {
        snprintf(name, KOPPEL_MEASURE_NAME, "%s", told_names[measure - first_told(settings)]);
    } else if (measure < first_group(settings)) {
        koppel_period_format(
            (int32_t)settings->number[KOPPEL_SETTING_FIRST_PERIOD] + measure - first_half_year(settings), when);
        snprintf(name, KOPPEL_MEASURE_NAME, "short_%s", when);
    } else if (measure < of_path) {
        const int32_t k = measure - first_group(settings);

        snprintf(name, KOPPEL_MEASURE_NAME, "%s_size_%s", of_group_names[k % KOPPEL_N_TOLD_OF_GROUP],
                 group_names[k / KOPPEL_N_TOLD_OF_GROUP]);
    } else {
        const int32_t n_months = (int32_t)settings->number[KOPPEL_SETTING_MONTHS];

        koppel_simulation_month(settings, (measure - of_path) % n_months, when);
        snprintf(name, KOPPEL_MEASURE_NAME, "%s_%s", series_names[(measure - of_path) / n_months], when);
    }
    return name;
}

/* The tally of hindsight on a path; NULL when it was not asked for or not done. */
static const struct koppel_course_tally *find_hindsight(const struct koppel_simulation *simulation, int32_t path_row)
{
    for (int32_t p = 0; p < koppel_simulation_n_policies(simulation); p++) {
        const struct koppel_course_tally *tally = koppel_simulation_tally(simulation, path_row, p);

        if (simulation->settings.policies[p].kind == KOPPEL_POLICY_HINDSIGHT && tally->is_done) {
            return tally;
        }
    }
    return NULL;
}

static double tier_value(const struct koppel_told_tier *tier, int64_t cost)
{
    return (tier->maximise ? -(double)cost : (double)cost) / (double)tier->scale;
}

static double against_hindsight(const struct koppel_told_tier *tier, int64_t cost, int64_t bound)
{
    if (bound == INT64_MIN) {
        return NAN;
    }
    if (!tier->maximise) {
        return ((double)cost - (double)bound) / (double)tier->scale;
    }
    return bound == 0 ? (cost == 0 ? 100 : NAN) : 100 * (double)cost / (double)bound;
}

static double of_tier(const struct koppel_simulation *simulation, int32_t path_row, int32_t policy, int32_t measure)
{
    const struct koppel_told_tier *tier = &simulation->settings.tiers[measure / 2];
    const struct koppel_course_tally *hindsight = find_hindsight(simulation, path_row);
    const int64_t cost = koppel_simulation_tally(simulation, path_row, policy)->cost[measure / 2];

    if (measure % 2 == 0) {
        return tier_value(tier, cost);
    }
    return hindsight != NULL ? against_hindsight(tier, cost, hindsight->bound[measure / 2]) : NAN;
}

static double quotient(int64_t sum, int64_t n)
{
    return n > 0 ? (double)sum / (double)n : NAN;
}

static double of_all(const struct koppel_course_tally *tally, bool decides, enum koppel_told told)
{
    if (told == KOPPEL_TOLD_WAITING) {
        return quotient(tally->number[told], tally->number[KOPPEL_TOLD_CAME]);
    }
    if (told >= KOPPEL_TOLD_HELD && told <= KOPPEL_TOLD_REFUSED && !decides) {
        return NAN; /* hindsight decides on no day */
    }
    return (double)tally->number[told];
}

static double of_group(const int64_t *told, enum koppel_told_of_group what)
{
    return what == KOPPEL_GROUP_WAITING       ? quotient(told[what], told[KOPPEL_GROUP_CAME])
           : what == KOPPEL_GROUP_WAITING_P90 ? quotient(told[what], told[KOPPEL_GROUP_CAME] > 0)
                                              : (double)told[what];
}

double koppel_simulation_value(const struct koppel_simulation *simulation, int32_t path_row, int32_t policy,
                               int32_t measure)
{
    const struct koppel_simulation_settings *settings = &simulation->settings;
    const struct koppel_course_tally *tally = koppel_simulation_tally(simulation, path_row, policy);
    const int32_t of_groups = measure - first_group(settings);

    if (!tally->is_done) {
        return NAN;
    }
    if (measure < first_told(settings)) {
        return of_tier(simulation, path_row, policy, measure);
    }
    if (measure < first_half_year(settings)) {
        return of_all(tally, settings->policies[policy].kind != KOPPEL_POLICY_HINDSIGHT,
                      (enum koppel_told)(measure - first_told(settings)));
    }
    if (of_groups < 0) {
        return (double)tally->missing[measure - first_half_year(settings)];
    }
    return of_group(tally->group[of_groups / KOPPEL_N_TOLD_OF_GROUP],
                    (enum koppel_told_of_group)(of_groups % KOPPEL_N_TOLD_OF_GROUP));
}

/* Of the end of a month: from exact sums, so that the order of the paths does not matter. */
static void mean_of_month(const struct koppel_simulation *simulation, int32_t policy, int32_t k, double *mean,
                          double *error)
{
    const struct koppel_series_sums *sums = &simulation->series[policy];
    const int32_t n_months = (int32_t)simulation->settings.number[KOPPEL_SETTING_MONTHS];
    const int32_t series = k / n_months;
    const double unit = series >= KOPPEL_SERIES_SPREAD ? MILLIONTH : 1;
    const koppel_wide n = sums->n_paths;
    const koppel_wide sum = sums->sum[series][k % n_months];
    const koppel_wide apart = n * sums->squares[series][k % n_months] - sum * sum;

    *mean = n > 0 ? unit * (double)sum / (double)n : NAN;
    *error = n > 1 ? unit * sqrt((double)apart / (double)n / (double)(n - 1) / (double)n) : NAN;
}

void koppel_simulation_mean(const struct koppel_simulation *simulation, int32_t policy, int32_t measure, double *mean,
                            double *error)
{
    const int32_t n_paths = koppel_settings_n_paths(&simulation->settings);
    const int32_t of_path = koppel_simulation_n_of_path(&simulation->settings);
    double sum = 0;
    double squares = 0;
    int32_t n = 0;

    if (measure >= of_path) {
        mean_of_month(simulation, policy, measure - of_path, mean, error);
        return;
    }
    for (int32_t path = 0; path < n_paths; path++) {
        const double value = koppel_simulation_value(simulation, path, policy, measure);

        if (!isnan(value)) {
            sum += value;
            n++;
        }
    }
    *mean = n > 0 ? sum / n : NAN;
    for (int32_t path = 0; path < n_paths; path++) {
        const double value = koppel_simulation_value(simulation, path, policy, measure);

        squares += isnan(value) ? 0 : (value - *mean) * (value - *mean);
    }
    *error = n > 1 ? sqrt(squares / (n - 1) / n) : NAN;
}
