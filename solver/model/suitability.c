// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* suitability.c - the rules that decide whether a household may be offered a unit (see suitability.h). */
#include "model/suitability.h"

#include "base/memory.h"
#include "model/decisions.h"
#include "model/earlier.h"
#include "model/needs.h"
#include "model/reference.h"
#include "model/scarce_homes.h"
#include "model/score.h"
#include "model/target_history.h"
#include "model/vacancies.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_POINTS = 1000 }; /* of fit, of one offer */

const char *koppel_refusal_code(enum koppel_refusal refusal)
{
    static const char *const codes[KOPPEL_N_REFUSALS] = {
        N_("suitable"), N_("link"), N_("tie"),   N_("rooms"), N_("rent"),    N_("step_free"),
        N_("label"),    N_("date"), N_("share"), N_("area"),  N_("refused"), N_("forbidden")};

    return codes[refusal];
}

const char *koppel_refusal_text(enum koppel_refusal refusal)
{
    static const char *const texts[KOPPEL_N_REFUSALS] = {
        N_("suitable"),
        N_("in a municipality to which the household is not linked"),
        N_("outside the municipality of a hard tie (family, work, study or care)"),
        N_("too few or too many rooms for the household"),
        N_("rent above the limit for the household's size"),
        N_("not step-free"),
        N_("labelled for another age group"),
        N_("available too late"),
        N_("shared home and the household may not share it, or the reverse"),
        N_("in an excluded area"),
        N_("refused earlier by the household"),
        N_("ruled out by a recorded decision"),
    };

    return texts[refusal];
}

static void targets_find(struct koppel_suitability *fit, struct koppel_errors *errors)
{
    const struct koppel_case *kase = fit->kase;
    char period[8];
    char day[KOPPEL_DAY_WORDS];
    char place[KOPPEL_PLACE_TEXT];

    koppel_period_format(fit->period, period);
    koppel_date_words(fit->as_of, day);
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        fit->target_row[m] = koppel_case_target(kase, m, fit->period, fit->as_of);
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        int32_t m = kase->households[i].municipality;

        if (m != KOPPEL_NONE && fit->target_row[m] == KOPPEL_NONE) {
            koppel_place_format(koppel_case_file_name(kase, "households.csv"), kase->households[i].line, 0, place,
                                sizeof place);
            koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "targets.csv"), 0, 0,
                              "municipality %s (%s) has linked households (%s, %s) but no target for %s "
                              "published on or before %s; add its row",
                              kase->municipalities[m].id, kase->municipalities[m].name, place, kase->households[i].id,
                              period, day);
            fit->target_row[m] = KOPPEL_NONE - 1; /* said once for a municipality */
        }
    }
}

static int compare_scores(const void *a, const void *b)
{
    return koppel_score_compare(*(const struct koppel_score *const *)a, *(const struct koppel_score *const *)b);
}

static void scores_sort(struct koppel_suitability *fit)
{
    for (int32_t s = 0; s < fit->kase->n_scores; s++) {
        fit->scores[s] = &fit->kase->scores[s];
        fit->has_scores[fit->kase->scores[s].household] = true;
    }
    qsort(fit->scores, (size_t)fit->kase->n_scores, sizeof *fit->scores, compare_scores);
}

static enum koppel_status arrays_new(struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;

    fit->needs = koppel_new((size_t)kase->n_households, sizeof *fit->needs);
    fit->unit_ages = koppel_new((size_t)kase->n_units, sizeof *fit->unit_ages);
    fit->decision_keys = koppel_new((size_t)kase->n_decisions, sizeof *fit->decision_keys);
    fit->decision_rows = koppel_new((size_t)kase->n_decisions, sizeof *fit->decision_rows);
    fit->decision_kinds = koppel_new((size_t)kase->n_decisions, sizeof *fit->decision_kinds);
    fit->decision_states = koppel_new((size_t)kase->n_decisions, sizeof *fit->decision_states);
    fit->barred = koppel_new((size_t)kase->n_decisions, sizeof *fit->barred);
    fit->is_decided = koppel_new((size_t)kase->n_households, sizeof *fit->is_decided);
    fit->spread_reference = koppel_new((size_t)kase->n_neighbourhoods, sizeof *fit->spread_reference);
    fit->spread_is_open = koppel_new((size_t)kase->n_neighbourhoods, sizeof *fit->spread_is_open);
    fit->wanted = koppel_new((size_t)kase->n_units, sizeof *fit->wanted);
    fit->target_row = koppel_new((size_t)kase->n_municipalities, sizeof *fit->target_row);
    fit->scores = koppel_new((size_t)kase->n_scores, sizeof *fit->scores);
    fit->has_scores = koppel_new((size_t)kase->n_households, sizeof *fit->has_scores);
    return fit->needs != NULL && fit->unit_ages != NULL && fit->decision_keys != NULL && fit->decision_rows != NULL &&
                   fit->decision_kinds != NULL && fit->decision_states != NULL && fit->barred != NULL &&
                   fit->is_decided != NULL && fit->spread_reference != NULL && fit->spread_is_open != NULL &&
                   fit->wanted != NULL && fit->target_row != NULL && fit->scores != NULL && fit->has_scores != NULL
               ? KOPPEL_OK
               : KOPPEL_E_MEMORY;
}

enum koppel_status koppel_suitability_init(struct koppel_suitability *fit, const struct koppel_case *kase,
                                           const struct koppel_policy *policy, const struct koppel_rules *rules,
                                           int32_t as_of, int32_t period, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    *fit =
        (struct koppel_suitability){.kase = kase, .policy = policy, .rules = *rules, .as_of = as_of, .period = period};
    status = arrays_new(fit);
    if (status == KOPPEL_OK) {
        status = koppel_references_make(fit);
    }
    if (status == KOPPEL_OK) {
        status = koppel_access_make(&fit->access, kase);
    }
    if (status == KOPPEL_OK) {
        status = koppel_vacancies_count(fit);
    }
    if (status == KOPPEL_OK) {
        status = koppel_decisions_sort(fit);
    }
    if (status != KOPPEL_OK) {
        koppel_suitability_free(fit);
        return koppel_errors_no_memory(errors, NULL);
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        koppel_need_make(fit, i, errors);
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        koppel_unit_ages_make(fit, j, errors);
    }
    scores_sort(fit);
    targets_find(fit, errors);
    koppel_scores_check(kase, policy, errors);
    if (koppel_errors_none(errors)) {
        status = koppel_decisions_check(fit, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_errors_status(errors);
    }
    if (status == KOPPEL_OK) {
        koppel_scarce_homes_find(fit);
        status = koppel_earlier_weigh(fit);
        if (status != KOPPEL_OK) {
            koppel_errors_no_memory(errors, NULL);
        }
    }
    if (status != KOPPEL_OK) {
        koppel_suitability_free(fit);
    }
    return status;
}

enum koppel_status koppel_suitability_day(const struct koppel_case *kase, const struct koppel_policy *policy,
                                          int32_t *as_of, int32_t *period, struct koppel_errors *errors)
{
    char day[KOPPEL_DAY_WORDS];

    *as_of = policy->as_of != KOPPEL_NO_DATE ? policy->as_of : koppel_case_last_day(kase);
    if (*as_of == KOPPEL_NO_DATE) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, NULL, 0, 0,
                                 "the tables hold no date, so the day of the run is not known; state it with --as-of");
    }
    *period = policy->period != KOPPEL_NONE ? policy->period : koppel_case_period(kase, *as_of);
    if (*period == KOPPEL_NONE) {
        koppel_date_words(*as_of, day);
        return koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(kase, "targets.csv"), 0, 0,
                                 "no target was published on or before the day of the run, %s", day);
    }
    return KOPPEL_OK;
}

void koppel_suitability_free(struct koppel_suitability *fit)
{
    free(fit->needs);
    free(fit->unit_ages);
    free(fit->decision_keys);
    free(fit->decision_rows);
    free(fit->decision_kinds);
    free(fit->decision_states);
    free(fit->barred);
    free(fit->is_decided);
    free(fit->spread_reference);
    free(fit->spread_is_open);
    free(fit->target_row);
    free(fit->scores);
    free(fit->has_scores);
    free(fit->wanted);
    free(fit->earlier_unit);
    free(fit->earlier_row);
    free(fit->earlier_fate);
    koppel_access_free(&fit->access);
    free(fit->vacancies);
    free(fit->has_jobs);
    *fit = (struct koppel_suitability){0};
}

static bool is_linked_elsewhere(const struct koppel_suitability *fit, const struct koppel_household *household,
                                int32_t municipality)
{
    const struct koppel_municipality *municipalities = fit->kase->municipalities;
    int32_t region = household->region;

    if (fit->policy->link_scope == KOPPEL_LINK_MUNICIPALITY) {
        return household->municipality != KOPPEL_NONE && household->municipality != municipality;
    }
    if (household->municipality == municipality) {
        return false;
    }
    if (household->municipality != KOPPEL_NONE) {
        region = municipalities[household->municipality].region;
        return region == KOPPEL_NONE || region != municipalities[municipality].region;
    }
    return fit->policy->link_scope == KOPPEL_LINK_REGION && region != KOPPEL_NONE &&
           region != municipalities[municipality].region;
}

/* A shared unit takes one person a place, so its rooms say nothing; a pool takes families and needs rooms enough. */
static bool has_wrong_rooms(const struct koppel_suitability *fit, const struct koppel_need *need,
                            const struct koppel_unit *unit)
{
    const struct koppel_occupancy_row *row = koppel_occupancy_row(&fit->rules, unit->rooms);
    int32_t max_spare = fit->policy->max_spare_rooms;

    if (unit->places > 1) {
        return fit->policy->shared_take_families && need->rooms_needed > unit->rooms;
    }
    return need->persons_rooms < row->min_persons || need->persons_rooms > row->max_persons ||
           (max_spare != KOPPEL_UNKNOWN && unit->rooms - need->rooms_needed > max_spare);
}

static bool is_wrongly_shared(const struct koppel_suitability *fit, const struct koppel_household *household,
                              const struct koppel_need *need, const struct koppel_unit *unit)
{
    if (unit->places > 1) {
        return !fit->policy->shared_take_families && (!household->may_share || need->persons_rooms > 1);
    }
    return household->may_share && !fit->policy->sharers_self_contained;
}

/* The refusal, unless it is one of those that are passed over; then KOPPEL_SUITABLE. */
static enum koppel_refusal refusal_of(bool refuses, enum koppel_refusal refusal, uint32_t passed)
{
    return refuses && (passed & koppel_rule_bit((int)refusal)) == 0 ? refusal : KOPPEL_SUITABLE;
}

/* The first rule of those that look at decisions on the pair or its areas. */
static enum koppel_refusal decided_refusal(const struct koppel_suitability *fit, int32_t household, int32_t unit,
                                           uint32_t passed)
{
    bool is_refused = koppel_pair_refused(fit, household, unit, KOPPEL_REFUSED) != NULL;
    enum koppel_refusal refusal = refusal_of(is_refused, KOPPEL_REFUSAL_REFUSED, passed);

    return refusal != KOPPEL_SUITABLE ? refusal
                                      : refusal_of(koppel_pair_refused(fit, household, unit, KOPPEL_FORBID) != NULL,
                                                   KOPPEL_REFUSAL_FORBIDDEN, passed);
}

/* The first rule that refuses a pair, but for those of the bits. */
static enum koppel_refusal first_refusal(const struct koppel_suitability *fit, int32_t household, int32_t unit,
                                         uint32_t passed)
{
    const struct koppel_case *kase = fit->kase;
    const struct koppel_household *h = &kase->households[household];
    const struct koppel_unit *u = &kase->units[unit];
    const struct koppel_need *need = &fit->needs[household];
    int32_t municipality = kase->neighbourhoods[u->neighbourhood].municipality;

    if (refusal_of(is_linked_elsewhere(fit, h, municipality), KOPPEL_REFUSAL_LINK, passed)) {
        return KOPPEL_REFUSAL_LINK;
    }
    if (refusal_of(h->tie != KOPPEL_NONE && h->tie != municipality, KOPPEL_REFUSAL_TIE, passed)) {
        return KOPPEL_REFUSAL_TIE;
    }
    if (refusal_of(has_wrong_rooms(fit, need, u), KOPPEL_REFUSAL_ROOMS, passed)) {
        return KOPPEL_REFUSAL_ROOMS;
    }
    if (refusal_of(fit->policy->rent_limit && u->rent_cents > need->rent_limit_cents, KOPPEL_REFUSAL_RENT, passed)) {
        return KOPPEL_REFUSAL_RENT;
    }
    if (refusal_of(h->step_free && !u->step_free, KOPPEL_REFUSAL_STEP_FREE, passed)) {
        return KOPPEL_REFUSAL_STEP_FREE;
    }
    if (refusal_of((fit->unit_ages[unit] & need->age_bit) == 0, KOPPEL_REFUSAL_LABEL, passed)) {
        return KOPPEL_REFUSAL_LABEL;
    }
    if (refusal_of(u->available_from > need->latest_day, KOPPEL_REFUSAL_DATE, passed)) {
        return KOPPEL_REFUSAL_DATE;
    }
    if (refusal_of(is_wrongly_shared(fit, h, need, u), KOPPEL_REFUSAL_SHARE, passed)) {
        return KOPPEL_REFUSAL_SHARE;
    }
    if (refusal_of(kase->neighbourhoods[u->neighbourhood].excluded, KOPPEL_REFUSAL_AREA, passed)) {
        return KOPPEL_REFUSAL_AREA;
    }
    return fit->is_decided[household] ? decided_refusal(fit, household, unit, passed) : KOPPEL_SUITABLE;
}

enum koppel_refusal koppel_household_fits_unit(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    const struct koppel_decision *row = fit->is_decided[household] ? koppel_pair_decision(fit, household, unit) : NULL;

    if (row != NULL && koppel_decision_holds(row->kind)) {
        return KOPPEL_SUITABLE;
    }
    return first_refusal(fit, household, unit, row != NULL && row->kind == KOPPEL_EXCEPT ? row->rules : 0);
}

uint32_t koppel_rules_against(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    uint32_t found = 0;
    enum koppel_refusal refusal = first_refusal(fit, household, unit, found);

    while (refusal != KOPPEL_SUITABLE) {
        found |= koppel_rule_bit((int)refusal);
        refusal = first_refusal(fit, household, unit, found);
    }
    return found;
}

bool koppel_pair_is_kept(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    const struct koppel_decision *row = fit->is_decided[household] ? koppel_pair_decision(fit, household, unit) : NULL;

    return row != NULL && koppel_decision_holds(row->kind);
}

int32_t koppel_pair_spare_rooms(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    const struct koppel_unit *u = &fit->kase->units[unit];

    if (u->places > 1) {
        return 0;
    }
    return fit->needs[household].rooms_needed == INT32_MAX ? -1 : u->rooms - fit->needs[household].rooms_needed;
}

int64_t koppel_municipality_persons_left(const struct koppel_suitability *fit, int32_t municipality)
{
    int32_t row = fit->target_row[municipality];
    struct koppel_target target;

    if (row < 0) {
        return 0;
    }
    target = fit->kase->targets[row];
    target.target_persons += (int32_t)koppel_swapped_persons(fit->kase, municipality, fit->period, fit->as_of);
    return koppel_target_persons_left(&target);
}

int32_t koppel_counted_municipality(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    int32_t linked = fit->kase->households[household].municipality;

    return fit->policy->target_counts == KOPPEL_COUNTS_LINKED && linked != KOPPEL_NONE
               ? linked
               : koppel_unit_municipality(fit->kase, unit);
}

static bool is_among(enum koppel_any_or asked, bool is)
{
    return asked == KOPPEL_ANY || (asked == KOPPEL_ONLY) == is;
}

bool koppel_household_in_group(const struct koppel_suitability *fit, int32_t household,
                               const struct koppel_group *group)
{
    const struct koppel_case *kase = fit->kase;
    const struct koppel_household *row = &kase->households[household];
    const struct koppel_extra *extra = &kase->household_extra;
    const struct koppel_need *need = &fit->needs[household];
    int32_t persons = group->size_by == KOPPEL_SIZE_ROOMS ? need->persons_rooms : need->persons_target;
    bool is_in =
        persons >= group->persons_min && (group->persons_max == KOPPEL_UNKNOWN || persons <= group->persons_max) &&
        is_among(group->step_free, row->step_free) && is_among(group->single, row->adults == 1 && row->children == 0);

    if (is_in && group->urgency[0] != '\0') {
        is_in = strcmp(fit->policy->urgency[need->urgency_class].name, group->urgency) == 0;
    }
    if (is_in && group->column[0] != '\0') {
        int32_t column = koppel_extra_column(extra, group->column, strlen(group->column));

        is_in = column != KOPPEL_NONE &&
                strcmp(extra->values[(size_t)household * (size_t)extra->n_columns + (size_t)column], group->is) == 0;
    }
    return is_in;
}

bool koppel_household_in_mix(const struct koppel_suitability *fit, int32_t household, const struct koppel_mix_rule *mix)
{
    int32_t persons = fit->needs[household].persons_target;

    if (mix->floor_of > 0) {
        return koppel_household_in_group(fit, household, &fit->policy->groups[mix->floor_of - 1]);
    }
    return persons >= mix->persons_min && (mix->persons_max == KOPPEL_UNKNOWN || persons <= mix->persons_max);
}

bool koppel_household_in_limit(const struct koppel_suitability *fit, int32_t household,
                               const struct koppel_limit *limit)
{
    return limit->where_column == KOPPEL_NONE ||
           strcmp(koppel_where_value(fit->kase, household, limit->where_column), limit->where_value) == 0;
}

/* Of the half-year, after a day or the day of the run. */
static int64_t days_left(const struct koppel_suitability *fit, int32_t day)
{
    int64_t left = (int64_t)koppel_period_last_day(fit->period) - (day > fit->as_of ? day : fit->as_of);

    return left > 0 ? left : 0;
}

int64_t koppel_household_measure(const struct koppel_suitability *fit, int32_t household, enum koppel_measure measure,
                                 int32_t extra_column)
{
    switch (measure) {
    case KOPPEL_MEASURE_PERSONS:
        return fit->needs[household].persons_target;
    case KOPPEL_MEASURE_HOMES:
        return 1;
    case KOPPEL_MEASURE_ADULTS:
        return fit->kase->households[household].adults;
    case KOPPEL_MEASURE_CHILDREN:
        return fit->kase->households[household].children;
    case KOPPEL_MEASURE_EXTRA:
        return koppel_extra_number(&fit->kase->household_extra, household, extra_column);
    case KOPPEL_MEASURE_FIT:
        return MOST_POINTS;
    case KOPPEL_MEASURE_DAYS:
        return days_left(fit, fit->as_of);
    }
    return 0;
}

int64_t koppel_offer_measure(const struct koppel_suitability *fit, int32_t household, int32_t unit,
                             enum koppel_measure measure)
{
    switch (measure) {
    case KOPPEL_MEASURE_FIT:
        return koppel_pair_score(fit, household, unit) / KOPPEL_MICRO;
    case KOPPEL_MEASURE_DAYS:
        return days_left(fit, fit->kase->units[unit].available_from);
    default:
        return koppel_household_measure(fit, household, measure, KOPPEL_NONE);
    }
}
