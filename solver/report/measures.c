// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* measures.c - what a proposal is worth by the measures of research (see measures.h). */
#include "report/measures.h"

#include "model/score.h"
#include "report/access_table.h"
#include "report/area_tables.h"
#include "report/tally.h"
#include "verify/decided_accounts.h"

#include <math.h>
#include <stdlib.h>

const struct koppel_measure_name koppel_measure_names[KOPPEL_N_MEASURED] = {
    [KOPPEL_MEASURED_HOUSEHOLDS_HOUSED] = {"households_housed", 6},
    [KOPPEL_MEASURED_HOUSEHOLDS_LEFT] = {"households_left", 6},
    [KOPPEL_MEASURED_PERSONS_HOUSED] = {"persons_housed", 6},
    [KOPPEL_MEASURED_PERSONS_LEFT] = {"persons_left", 6},
    [KOPPEL_MEASURED_TARGET_SHORT] = {"target_short_persons", 6},
    [KOPPEL_MEASURED_URGENCY] = {"urgency_points", 6},
    [KOPPEL_MEASURED_LARGE_LEFT] = {"large_households_left", 6},
    [KOPPEL_MEASURED_WAITING_MEAN] = {"waiting_mean_days", 6},
    [KOPPEL_MEASURED_WAITING_P90] = {"waiting_p90_days", 6},
    [KOPPEL_MEASURED_WAITING_HOUSED_MEAN] = {"waiting_housed_mean_days", 6},
    [KOPPEL_MEASURED_FIT_TOTAL] = {"fit_total_points", 6},
    [KOPPEL_MEASURED_FIT_MEAN] = {"fit_mean_points", 6},
    [KOPPEL_MEASURED_FIT_LOWEST_TENTH] = {"fit_lowest_tenth_points", 6},
    [KOPPEL_MEASURED_DISSIMILARITY] = {"dissimilarity", KOPPEL_INDEX_LONG},
    [KOPPEL_MEASURED_DISSIMILARITY_LEAST] = {"dissimilarity_least_same_households", KOPPEL_INDEX_LONG},
    [KOPPEL_MEASURED_DISSIMILARITY_BOUND] = {"dissimilarity_bound", KOPPEL_INDEX_LONG},
    [KOPPEL_MEASURED_ISOLATION] = {"isolation", KOPPEL_INDEX_LONG},
    [KOPPEL_MEASURED_GINI] = {"gini", KOPPEL_INDEX_LONG},
    [KOPPEL_MEASURED_THEIL] = {"theil", KOPPEL_INDEX_LONG},
    [KOPPEL_MEASURED_HIGHEST_QUOTIENT] = {"highest_location_quotient", KOPPEL_INDEX_LONG},
    [KOPPEL_MEASURED_ACCESS_MEAN + KOPPEL_SERVICE_SCHOOL] = {"school_mean_m", 6},
    [KOPPEL_MEASURED_ACCESS_MEAN + KOPPEL_SERVICE_GP] = {"gp_mean_m", 6},
    [KOPPEL_MEASURED_ACCESS_MEAN + KOPPEL_SERVICE_TRANSIT] = {"transit_mean_m", 6},
    [KOPPEL_MEASURED_ACCESS_WITHIN + KOPPEL_SERVICE_SCHOOL] = {"school_p90_m", 6},
    [KOPPEL_MEASURED_ACCESS_WITHIN + KOPPEL_SERVICE_GP] = {"gp_p90_m", 6},
    [KOPPEL_MEASURED_ACCESS_WITHIN + KOPPEL_SERVICE_TRANSIT] = {"transit_p90_m", 6},
    [KOPPEL_MEASURED_ACCESS_BEYOND] = {"beyond_median_person_km", 6},
    [KOPPEL_MEASURED_OVER_CAP] = {"over_cap", 6},
    [KOPPEL_MEASURED_OVER_CAP_AREAS] = {"over_cap_areas", 6},
    [KOPPEL_MEASURED_AGREEMENT_HOMES] = {"agreement_homes_off", 6},
    [KOPPEL_MEASURED_LIMITS_BROKEN] = {"limits_broken", 6},
    [KOPPEL_MEASURED_UNSUITABLE] = {"unsuitable_offers", 6},
    [KOPPEL_MEASURED_GAP_HOUSED] = {"gap_housed_percentage_points", 6},
    [KOPPEL_MEASURED_GAP_WAITING] = {"gap_waiting_days", 6},
    [KOPPEL_MEASURED_GAP_FIT] = {"gap_fit_points", 6},
    [KOPPEL_MEASURED_PERSONS_LOST] = {"persons_lost_to_spread", 6},
    [KOPPEL_MEASURED_FIT_LOST] = {"fit_lost_to_spread_points", 6},
};

const struct koppel_measure_name koppel_of_group_names[KOPPEL_N_OF_GROUP] = {
    [KOPPEL_OF_GROUP_HOUSEHOLDS] = {"households", 6},        [KOPPEL_OF_GROUP_HOUSED] = {"housed", 2},
    [KOPPEL_OF_GROUP_SHARE] = {"housed_percent", 6},         [KOPPEL_OF_GROUP_WAITING_MEAN] = {"waiting_mean_days", 2},
    [KOPPEL_OF_GROUP_WAITING_P90] = {"waiting_p90_days", 6}, [KOPPEL_OF_GROUP_FIT_MEAN] = {"fit_mean_points", 2},
};

const char *const koppel_group_names[KOPPEL_N_GROUPS] = {"1", "2-3", "4-5", "6+", "2-5", "step_free"};

/* ---- Numbers of some households ---- */

/* Whole numbers that are added up and ranked. */
struct sample {
    int64_t *values; /* as many as there are households */
    int32_t n;
    int64_t sum;
};

static void sample_add(struct sample *sample, int64_t value)
{
    sample->values[sample->n++] = value;
    sample->sum += value;
}

static int compare_values(const void *a, const void *b)
{
    int64_t one = *(const int64_t *)a;
    int64_t two = *(const int64_t *)b;

    return one < two ? -1 : (one > two ? 1 : 0);
}

static double sample_mean(const struct sample *sample, double scale)
{
    return sample->n == 0 ? NAN : (double)sample->sum / scale / (double)sample->n;
}

/* The value of rank ceil(tenths * n / 10), of a sample that is sorted here. */
static double sample_rank(const struct sample *sample, int32_t tenths, double scale)
{
    int64_t rank = ((int64_t)tenths * sample->n + 9) / 10;

    if (sample->n == 0) {
        return NAN;
    }
    qsort(sample->values, (size_t)sample->n, sizeof *sample->values, compare_values);
    return (double)sample->values[rank - 1] / scale;
}

/* ---- Households ---- */

/* What is measured of each household. */
struct looked {
    const struct koppel_suitability *fit;
    const int32_t *unit_of;
    int64_t *score;   /* micro-points; of households with an offer */
    int64_t *waiting; /* days; KOPPEL_UNKNOWN: no day of linking */
    struct sample waits, housed_waits, scores;
};

int64_t koppel_waiting_days(const struct koppel_suitability *fit, int32_t i, int32_t unit)
{
    int32_t linked_on = fit->kase->households[i].linked_on;
    int32_t day = koppel_period_last_day(fit->period);

    if (linked_on == KOPPEL_NO_DATE) {
        return KOPPEL_UNKNOWN;
    }
    if (unit != KOPPEL_NONE) {
        int32_t available_from = fit->kase->units[unit].available_from; /* KOPPEL_NO_DATE is below every day */

        day = available_from > fit->as_of ? available_from : fit->as_of;
    }
    return day > linked_on ? day - linked_on : 0;
}

static bool is_in_group(const struct koppel_suitability *fit, int32_t i, enum koppel_measured_group group)
{
    int32_t size = fit->needs[i].persons_rooms;

    switch (group) {
    case KOPPEL_GROUP_SIZE_1:
        return size <= 1;
    case KOPPEL_GROUP_SIZE_2_3:
        return size == 2 || size == 3;
    case KOPPEL_GROUP_SIZE_4_5:
        return size == 4 || size == 5;
    case KOPPEL_GROUP_SIZE_6:
        return size >= 6;
    case KOPPEL_GROUP_FAMILY:
        return size >= 2 && size <= 5;
    case KOPPEL_GROUP_STEP_FREE:
        return fit->kase->households[i].step_free;
    default:
        return true; /* KOPPEL_N_GROUPS: all households */
    }
}

/* The samples of a group; n counts its households and those of them with an offer. */
static void look_at(struct looked *looked, enum koppel_measured_group group, int64_t n[2])
{
    looked->waits.n = looked->housed_waits.n = looked->scores.n = 0;
    looked->waits.sum = looked->housed_waits.sum = looked->scores.sum = 0;
    n[0] = n[1] = 0;
    for (int32_t i = 0; i < looked->fit->kase->n_households; i++) {
        bool is_housed = looked->unit_of[i] != KOPPEL_NONE;

        if (!is_in_group(looked->fit, i, group)) {
            continue;
        }
        n[0]++;
        n[1] += is_housed ? 1 : 0;
        if (looked->waiting[i] != KOPPEL_UNKNOWN) {
            sample_add(&looked->waits, looked->waiting[i]);
            if (is_housed) {
                sample_add(&looked->housed_waits, looked->waiting[i]);
            }
        }
        if (is_housed) {
            sample_add(&looked->scores, looked->score[i]);
        }
    }
}

static void measure_households(struct looked *looked, struct koppel_measures *measures)
{
    double *all = measures->all;
    double micro = (double)KOPPEL_MICRO;
    int64_t n[2];

    for (int32_t g = 0; g < KOPPEL_N_GROUPS; g++) {
        double *group = measures->group[g];

        look_at(looked, (enum koppel_measured_group)g, n);
        group[KOPPEL_OF_GROUP_HOUSEHOLDS] = (double)n[0];
        group[KOPPEL_OF_GROUP_HOUSED] = (double)n[1];
        group[KOPPEL_OF_GROUP_SHARE] = n[0] == 0 ? NAN : 100.0 * (double)n[1] / (double)n[0];
        group[KOPPEL_OF_GROUP_WAITING_MEAN] = sample_mean(&looked->waits, 1.0);
        group[KOPPEL_OF_GROUP_WAITING_P90] = sample_rank(&looked->waits, 9, 1.0);
        group[KOPPEL_OF_GROUP_FIT_MEAN] = sample_mean(&looked->scores, micro);
    }
    look_at(looked, KOPPEL_N_GROUPS, n);
    all[KOPPEL_MEASURED_HOUSEHOLDS_HOUSED] = (double)n[1];
    all[KOPPEL_MEASURED_HOUSEHOLDS_LEFT] = (double)(n[0] - n[1]);
    all[KOPPEL_MEASURED_LARGE_LEFT] = measures->group[KOPPEL_GROUP_SIZE_6][KOPPEL_OF_GROUP_HOUSEHOLDS] -
                                      measures->group[KOPPEL_GROUP_SIZE_6][KOPPEL_OF_GROUP_HOUSED];
    all[KOPPEL_MEASURED_WAITING_MEAN] = sample_mean(&looked->waits, 1.0);
    all[KOPPEL_MEASURED_WAITING_P90] = sample_rank(&looked->waits, 9, 1.0);
    all[KOPPEL_MEASURED_WAITING_HOUSED_MEAN] = sample_mean(&looked->housed_waits, 1.0);
    all[KOPPEL_MEASURED_FIT_TOTAL] = (double)looked->scores.sum / micro;
    all[KOPPEL_MEASURED_FIT_MEAN] = sample_mean(&looked->scores, micro);
    all[KOPPEL_MEASURED_FIT_LOWEST_TENTH] = sample_rank(&looked->scores, 1, micro);
}

static enum koppel_status look_and_measure(const struct koppel_suitability *fit, const int32_t *unit_of,
                                           struct koppel_measures *measures)
{
    size_t n = (size_t)fit->kase->n_households;
    struct looked looked = {.fit = fit,
                            .unit_of = unit_of,
                            .score = koppel_new(n, sizeof *looked.score),
                            .waiting = koppel_new(n, sizeof *looked.waiting),
                            .waits.values = koppel_new(n, sizeof *looked.waits.values),
                            .housed_waits.values = koppel_new(n, sizeof *looked.housed_waits.values),
                            .scores.values = koppel_new(n, sizeof *looked.scores.values)};
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (looked.score != NULL && looked.waiting != NULL && looked.waits.values != NULL &&
        looked.housed_waits.values != NULL && looked.scores.values != NULL) {
        for (int32_t i = 0; i < fit->kase->n_households; i++) {
            looked.waiting[i] = koppel_waiting_days(fit, i, unit_of[i]);
            looked.score[i] = unit_of[i] == KOPPEL_NONE ? 0 : koppel_pair_score(fit, i, unit_of[i]);
        }
        measure_households(&looked, measures);
        status = KOPPEL_OK;
    }
    free(looked.score);
    free(looked.waiting);
    free(looked.waits.values);
    free(looked.housed_waits.values);
    free(looked.scores.values);
    return status;
}

/* ---- Accounts ---- */

/* What the verdict's accounts say: the target, the caps, the agreements, the limits. */
static void measure_accounts(const struct koppel_suitability *fit, const struct koppel_verdict *verdict, double *all)
{
    int64_t short_persons = 0;
    int64_t over_persons = 0;
    int64_t over_areas = 0;
    int64_t agreement_homes = 0;
    int64_t limits_broken = 0;
    bool has_cap = false;

    for (int32_t k = 0; k < verdict->n_accounts; k++) {
        const struct koppel_account *account = &verdict->accounts[k];
        int64_t total = koppel_account_total(account);
        bool is_over = account->max != KOPPEL_UNKNOWN && total > account->max;
        bool is_under = account->min != KOPPEL_UNKNOWN && account->base + account->placed < account->min;

        switch (account->kind) {
        case KOPPEL_ACCOUNT_TARGET:
            short_persons += koppel_persons_short(fit, account);
            break;
        case KOPPEL_ACCOUNT_SPREAD:
            has_cap = has_cap || account->max != KOPPEL_UNKNOWN;
            over_persons += is_over ? total - account->max : 0;
            over_areas += is_over ? 1 : 0;
            break;
        case KOPPEL_ACCOUNT_AGREEMENT: {
            int64_t off = koppel_agreement_off(fit, account);

            agreement_homes += off < 0 ? -off : off;
            break;
        }
        case KOPPEL_ACCOUNT_LIMIT:
        case KOPPEL_ACCOUNT_MIX:
        case KOPPEL_ACCOUNT_BORDER:
            limits_broken += is_over || is_under ? 1 : 0;
            break;
        case KOPPEL_ACCOUNT_STAY:
            break;
        }
    }
    all[KOPPEL_MEASURED_TARGET_SHORT] = (double)short_persons;
    all[KOPPEL_MEASURED_OVER_CAP] = has_cap ? (double)over_persons : NAN;
    all[KOPPEL_MEASURED_OVER_CAP_AREAS] = has_cap ? (double)over_areas : NAN;
    all[KOPPEL_MEASURED_AGREEMENT_HOMES] = (double)agreement_homes;
    all[KOPPEL_MEASURED_LIMITS_BROKEN] = (double)limits_broken;
}

static void measure_verdict(const struct koppel_suitability *fit, const struct koppel_verdict *verdict, double *all)
{
    int64_t unsuitable = 0;
    int64_t persons = 0;

    for (size_t v = 0; v < verdict->n_violations; v++) {
        unsuitable += verdict->violations[v].kind == KOPPEL_VIOLATION_PAIR ? 1 : 0;
    }
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        persons += fit->needs[i].persons_target;
    }
    all[KOPPEL_MEASURED_PERSONS_HOUSED] = (double)verdict->n_placed_persons;
    all[KOPPEL_MEASURED_PERSONS_LEFT] = (double)(persons - verdict->n_placed_persons);
    all[KOPPEL_MEASURED_URGENCY] = -(double)verdict->objective_cost[KOPPEL_OBJECTIVE_URGENCY];
    all[KOPPEL_MEASURED_UNSUITABLE] = (double)unsuitable;
    measure_accounts(fit, verdict, all);
}

/* ---- Access ---- */

static enum koppel_status measure_access(const struct koppel_suitability *fit, const int32_t *unit_of, double *all)
{
    enum koppel_status status = KOPPEL_OK;
    int64_t beyond_m = 0;

    for (int32_t k = 0; k < fit->access.n_services && status == KOPPEL_OK; k++) {
        struct koppel_access_figures figures;

        status = koppel_access_figures_make(fit, unit_of, KOPPEL_NONE, k, &figures);
        beyond_m += figures.beyond_m;
        if (k < KOPPEL_N_SERVICES) {
            bool is_known = figures.offered.persons > 0;

            all[KOPPEL_MEASURED_ACCESS_MEAN + k] = is_known ? (double)figures.offered.mean_m : NAN;
            all[KOPPEL_MEASURED_ACCESS_WITHIN + k] = is_known ? (double)figures.offered.within_m : NAN;
        }
    }
    all[KOPPEL_MEASURED_ACCESS_BEYOND] = (double)beyond_m / 1000;
    return status;
}

/* ---- Gaps ---- */

static double group_gap(const struct koppel_measures *measures, enum koppel_measured_of_group which)
{
    static const enum koppel_measured_group groups[] = {KOPPEL_GROUP_SIZE_1, KOPPEL_GROUP_FAMILY, KOPPEL_GROUP_SIZE_6,
                                                        KOPPEL_GROUP_STEP_FREE};
    double lowest = NAN;
    double highest = NAN;

    for (size_t g = 0; g < sizeof groups / sizeof *groups; g++) {
        double value = measures->group[groups[g]][which];

        if (!isnan(value)) {
            lowest = isnan(lowest) || value < lowest ? value : lowest;
            highest = isnan(highest) || value > highest ? value : highest;
        }
    }
    return highest - lowest;
}

void koppel_measures_gaps(struct koppel_measures *measures)
{
    measures->all[KOPPEL_MEASURED_GAP_HOUSED] = group_gap(measures, KOPPEL_OF_GROUP_SHARE);
    measures->all[KOPPEL_MEASURED_GAP_WAITING] = group_gap(measures, KOPPEL_OF_GROUP_WAITING_MEAN);
    measures->all[KOPPEL_MEASURED_GAP_FIT] = group_gap(measures, KOPPEL_OF_GROUP_FIT_MEAN);
}

enum koppel_status koppel_measures_make(const struct koppel_suitability *fit, const int32_t *unit_of,
                                        struct koppel_measures *measures, struct koppel_spread_indices *spread)
{
    struct koppel_spread_indices indices = {0};
    struct koppel_verdict verdict = {0};
    enum koppel_status status = koppel_verdict_make(fit, unit_of, NULL, 0, &verdict);

    *measures = (struct koppel_measures){0};
    if (status == KOPPEL_OK) {
        measure_verdict(fit, &verdict, measures->all);
        status = look_and_measure(fit, unit_of, measures);
    }
    if (status == KOPPEL_OK) {
        status = measure_access(fit, unit_of, measures->all);
    }
    if (status == KOPPEL_OK) {
        status = koppel_spread_indices_make(fit, unit_of, KOPPEL_NONE, &indices);
    }
    measures->all[KOPPEL_MEASURED_DISSIMILARITY] = indices.after.dissimilarity;
    measures->all[KOPPEL_MEASURED_DISSIMILARITY_LEAST] = NAN;
    measures->all[KOPPEL_MEASURED_DISSIMILARITY_BOUND] = indices.after.reachable;
    measures->all[KOPPEL_MEASURED_ISOLATION] = indices.after.isolation;
    measures->all[KOPPEL_MEASURED_GINI] = indices.after.gini;
    measures->all[KOPPEL_MEASURED_THEIL] = indices.after.theil;
    measures->all[KOPPEL_MEASURED_HIGHEST_QUOTIENT] = indices.after.highest_quotient;
    measures->all[KOPPEL_MEASURED_PERSONS_LOST] = NAN;
    measures->all[KOPPEL_MEASURED_FIT_LOST] = NAN;
    koppel_measures_gaps(measures);
    if (spread != NULL) {
        *spread = indices;
    }
    koppel_verdict_free(&verdict);
    return status;
}
