// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* score.c - the fit score of a suitable pair (see score.h). */
#include "model/score.h"

#include "model/beeline.h"
#include "model/scarce_homes.h"
#include "model/vacancies.h"

#include <inttypes.h>

static const int64_t FULL = 1000 * KOPPEL_MICRO;
static const int64_t NEUTRAL = 500 * KOPPEL_MICRO;
static const int64_t BILLION = 1000000000;

/* 1000 points up to near_m, 0 from far_m on, linear between. */
static int64_t distance_points(const struct koppel_distance_rule *rule, int32_t metres)
{
    if (metres == KOPPEL_UNKNOWN) {
        return NEUTRAL;
    }
    if (metres <= rule->near_m) {
        return FULL;
    }
    if (metres >= rule->far_m) {
        return 0;
    }
    return koppel_muldiv_floor(FULL, rule->far_m - metres, rule->far_m - rule->near_m);
}

static int64_t rooms_points(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    int64_t spare = koppel_pair_spare_rooms(fit, household, unit); /* below 0: an exception gives it too few */
    int64_t points = 1000 - (spare > 0 ? spare : 0) * fit->policy->fit_points_per_spare_room;

    return points < 0 ? 0 : points * KOPPEL_MICRO;
}

static int64_t labour_points(const struct koppel_case *kase, const struct koppel_household *household,
                             const struct koppel_municipality *municipality)
{
    if (household->n_labour == 0) {
        return KOPPEL_NOT_APPLICABLE;
    }
    if (municipality->labour_region == KOPPEL_NONE) {
        return NEUTRAL;
    }
    for (int32_t k = 0; k < household->n_labour; k++) {
        if (kase->household_labour[household->labour_first + k] == municipality->labour_region) {
            return FULL;
        }
    }
    return 0;
}

static int64_t jobs_points(const struct koppel_suitability *fit, int32_t household, int32_t municipality)
{
    int64_t points = koppel_vacancies_points(fit, household, municipality);

    return points == KOPPEL_UNKNOWN ? NEUTRAL : points;
}

static int64_t region_points(const struct koppel_household *household, const struct koppel_municipality *municipality)
{
    if (household->region == KOPPEL_NONE) {
        return KOPPEL_NOT_APPLICABLE;
    }
    if (municipality->region == KOPPEL_NONE) {
        return NEUTRAL;
    }
    return household->region == municipality->region ? FULL : 0;
}

int64_t koppel_reception_points(const struct koppel_suitability *fit, int32_t reception, int32_t neighbourhood)
{
    const struct koppel_reception *from = &fit->kase->receptions[reception];
    const struct koppel_neighbourhood *to = &fit->kase->neighbourhoods[neighbourhood];

    if (from->lat_micro == KOPPEL_NO_COORDINATE) {
        return KOPPEL_NOT_APPLICABLE;
    }
    if (to->lat_micro == KOPPEL_NO_COORDINATE || to->lon_micro == KOPPEL_NO_COORDINATE) {
        return NEUTRAL;
    }
    return distance_points(&fit->policy->reception,
                           koppel_beeline_m(from->lat_micro, from->lon_micro, to->lat_micro, to->lon_micro));
}

int64_t koppel_score_points(const struct koppel_policy *policy, const struct koppel_score *score)
{
    int64_t above = score->billionths - policy->scores_low * BILLION;

    return above / (policy->scores_high - policy->scores_low);
}

enum koppel_status koppel_scores_check(const struct koppel_case *kase, const struct koppel_policy *policy,
                                       struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;
    int64_t span = (int64_t)policy->scores_high - policy->scores_low;

    for (int32_t s = 0; s < kase->n_scores; s++) {
        const struct koppel_score *score = &kase->scores[s];
        int64_t above = score->billionths - policy->scores_low * BILLION;
        char shown[40];

        koppel_decimal_format(score->billionths, BILLION, '.', shown, sizeof shown);
        if (above < 0 || above > span * BILLION) {
            status = koppel_errors_add(
                errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "scores.csv"), score->line, 0,
                "column %s: %s lies outside %" PRId32 "..%" PRId32 ": state the range of the "
                "scores in the policy (fit.scores.low, fit.scores.high)",
                koppel_case_column_name(kase, "scores.csv", "score"), shown, policy->scores_low, policy->scores_high);
        } else if (above % span != 0) {
            status = koppel_errors_add(
                errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "scores.csv"), score->line, 0,
                "column %s: %s in %" PRId32 "..%" PRId32 " is no whole number of millionths of a "
                "point: write fewer decimal places, or state a range that divides evenly "
                "(fit.scores.low, fit.scores.high)",
                koppel_case_column_name(kase, "scores.csv", "score"), shown, policy->scores_low, policy->scores_high);
        }
    }
    return status;
}

/* The score that the household gave the place, or KOPPEL_NOT_APPLICABLE. */
static int64_t place_points(const struct koppel_suitability *fit, int32_t household, enum koppel_area area,
                            int32_t place)
{
    const struct koppel_score wanted = {.household = household, .area = area, .place = place};
    int32_t low = 0;
    int32_t high = fit->kase->n_scores;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        int order = koppel_score_compare(fit->scores[middle], &wanted);

        if (order == 0) {
            return koppel_score_points(fit->policy, fit->scores[middle]);
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return KOPPEL_NOT_APPLICABLE;
}

/* The most precise place that was scored wins: the unit, its neighbourhood, its municipality. */
static int64_t brought_points(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    int32_t neighbourhood = fit->kase->units[unit].neighbourhood;
    int64_t points = KOPPEL_NOT_APPLICABLE;

    points = place_points(fit, household, KOPPEL_AREA_UNIT, unit);
    if (points == KOPPEL_NOT_APPLICABLE) {
        points = place_points(fit, household, KOPPEL_AREA_NEIGHBOURHOOD, neighbourhood);
    }
    if (points == KOPPEL_NOT_APPLICABLE) {
        points = place_points(fit, household, KOPPEL_AREA_MUNICIPALITY,
                              fit->kase->neighbourhoods[neighbourhood].municipality);
    }
    return points;
}

bool koppel_pair_is_scored(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    return fit->has_scores[household] && brought_points(fit, household, unit) != KOPPEL_NOT_APPLICABLE;
}

static int64_t scores_points(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    int64_t points = fit->has_scores[household] ? brought_points(fit, household, unit) : KOPPEL_NOT_APPLICABLE;

    return points == KOPPEL_NOT_APPLICABLE && fit->has_scores[household] ? 0 : points;
}

/* A home that somebody else needs is not spent on a household that does without what it has. */
static int64_t spare_points(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    if (!fit->has_wanted) {
        return KOPPEL_NOT_APPLICABLE;
    }
    return koppel_pair_is_wasteful(fit, household, unit) ? 0 : FULL;
}

void koppel_municipality_components(const struct koppel_suitability *fit, int32_t household, int32_t municipality,
                                    int64_t components[KOPPEL_N_FIT])
{
    const struct koppel_household *h = &fit->kase->households[household];
    const struct koppel_municipality *m = &fit->kase->municipalities[municipality];

    components[KOPPEL_FIT_LABOUR] = koppel_household_seeks_jobs(fit, household)
                                        ? jobs_points(fit, household, municipality)
                                        : labour_points(fit->kase, h, m);
    components[KOPPEL_FIT_NETWORK] = KOPPEL_NOT_APPLICABLE;
    if (h->network != KOPPEL_NONE) {
        components[KOPPEL_FIT_NETWORK] = h->network == municipality ? FULL : 0;
    }
    components[KOPPEL_FIT_REGION] = region_points(h, m);
}

void koppel_pair_components(const struct koppel_suitability *fit, int32_t household, int32_t unit,
                            int64_t components[KOPPEL_N_FIT])
{
    const struct koppel_case *kase = fit->kase;
    const struct koppel_policy *policy = fit->policy;
    const struct koppel_household *h = &kase->households[household];
    const struct koppel_neighbourhood *n = &kase->neighbourhoods[kase->units[unit].neighbourhood];

    components[KOPPEL_FIT_ROOMS] = rooms_points(fit, household, unit);
    components[KOPPEL_FIT_SCHOOL] =
        h->children > 0 ? distance_points(&policy->school, n->school_m) : KOPPEL_NOT_APPLICABLE;
    components[KOPPEL_FIT_GP] = distance_points(&policy->gp, n->gp_m);
    components[KOPPEL_FIT_TRANSIT] =
        h->car != KOPPEL_YES ? distance_points(&policy->transit, n->transit_m) : KOPPEL_NOT_APPLICABLE;
    koppel_municipality_components(fit, household, n->municipality, components);
    components[KOPPEL_FIT_SCORES] = scores_points(fit, household, unit);
    components[KOPPEL_FIT_SPARE] = spare_points(fit, household, unit);
    components[KOPPEL_FIT_RECEPTION] = h->reception != KOPPEL_NONE
                                           ? koppel_reception_points(fit, h->reception, kase->units[unit].neighbourhood)
                                           : KOPPEL_NOT_APPLICABLE;
}

int64_t koppel_pair_score(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    int64_t components[KOPPEL_N_FIT];
    int64_t sum = 0;
    int64_t weight = 0;
    int64_t score = NEUTRAL;

    koppel_pair_components(fit, household, unit, components);
    for (int c = 0; c < KOPPEL_N_FIT; c++) {
        if (components[c] != KOPPEL_NOT_APPLICABLE) {
            sum += components[c] * fit->policy->fit_weight[c];
            weight += fit->policy->fit_weight[c];
        }
    }
    if (weight > 0) {
        score = sum / weight;
    }
    return fit->policy->fit_whole_points ? score / KOPPEL_MICRO * KOPPEL_MICRO : score;
}
