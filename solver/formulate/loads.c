// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* loads.c - collects the loads of a problem (see loads.h). */
#include "formulate/loads.h"

#include "base/bits.h"

#include <stdlib.h>

/* Marks a unit that somebody can get who is linked to another municipality, and counts there. */
static enum koppel_status mark_elsewhere(struct koppel_load_list *list, int32_t unit, int32_t municipality)
{
    const struct koppel_case *kase = list->fit->kase;
    int64_t n = kase->n_municipalities;

    if (list->elsewhere == NULL) {
        list->elsewhere = koppel_bits_new(kase->n_units * n);
        list->target_load = koppel_new((size_t)n, sizeof *list->target_load);
        list->linked_measure = koppel_new((size_t)n, sizeof *list->linked_measure);
        if (list->elsewhere == NULL || list->target_load == NULL || list->linked_measure == NULL) {
            return KOPPEL_E_MEMORY;
        }
        for (int32_t m = 0; m < n; m++) {
            list->target_load[m] = KOPPEL_NONE;
        }
    }
    koppel_bit_set(list->elsewhere, unit * n + municipality, true);
    return KOPPEL_OK;
}

/* Goes through the pairs of linked households; of neighbours in the table with the same units and link, only the first
 * looks. */
static enum koppel_status find_elsewhere(struct koppel_load_list *list)
{
    const struct koppel_suitability *fit = list->fit;
    const struct koppel_problem *problem = &list->formulation->problem;
    int32_t last = KOPPEL_NONE;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t i = 0; i < problem->n_agents && status == KOPPEL_OK; i++) {
        int32_t linked = fit->kase->households[i].municipality;
        const int32_t *slots = koppel_slots_of(problem, i);
        int64_t n = problem->first[i + 1] - problem->first[i];

        if (linked == KOPPEL_NONE || n == 0 ||
            (last != KOPPEL_NONE && koppel_slots_of(problem, last) == slots &&
             fit->kase->households[last].municipality == linked)) {
            continue;
        }
        last = i;
        for (int64_t k = 0; k < n && status == KOPPEL_OK; k++) {
            int32_t counted = koppel_counted_municipality(fit, i, slots[k]);

            if (counted != koppel_unit_municipality(fit->kase, slots[k])) {
                status = mark_elsewhere(list, slots[k], counted);
            }
        }
    }
    return status;
}

static bool has_free_households(const struct koppel_case *kase)
{
    for (int32_t i = 0; i < kase->n_households; i++) {
        if (kase->households[i].municipality == KOPPEL_NONE) {
            return true;
        }
    }
    return false;
}

/* Who counts for a target: with nobody who counts elsewhere, everybody who gets a home in the municipality. */
static struct koppel_load_measure counted_measure(const struct koppel_load_list *list, int32_t municipality,
                                                  bool and_free)
{
    return (struct koppel_load_measure){.measure = KOPPEL_MEASURE_PERSONS,
                                        .only_mix = KOPPEL_NONE,
                                        .only_counted = list->elsewhere != NULL,
                                        .counted_for = list->elsewhere != NULL ? municipality : 0,
                                        .and_free = list->elsewhere != NULL && and_free};
}

/* Who adds to the target that was collected last in units of other municipalities. */
static enum koppel_status count_elsewhere(struct koppel_load_list *list, int32_t municipality)
{
    const struct koppel_load_measure linked = counted_measure(list, municipality, false);

    if (list->elsewhere == NULL) {
        return KOPPEL_OK;
    }
    list->target_load[municipality] = list->formulation->problem.n_loads - 1;
    list->linked_measure[municipality] = koppel_measure_add(list, &linked);
    return list->linked_measure[municipality] != KOPPEL_NONE ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

/* A target that is met already: does it grow in the half-years that follow? */
static bool counts_later(const struct koppel_suitability *fit, int32_t municipality)
{
    return fit->kase->has_future && fit->target_row[municipality] != KOPPEL_NONE;
}

static enum koppel_status collect_targets(struct koppel_load_list *list)
{
    const bool and_free = has_free_households(list->fit->kase);
    enum koppel_status status = find_elsewhere(list);

    for (int32_t m = 0; m < list->fit->kase->n_municipalities && status == KOPPEL_OK; m++) {
        int64_t left = koppel_municipality_persons_left(list->fit, m);
        const struct koppel_load_measure measure = counted_measure(list, m, and_free);
        struct koppel_load load = koppel_load_free(0);
        struct koppel_load_subject subject = {
            KOPPEL_LOAD_TARGET, KOPPEL_AREA_MUNICIPALITY, m, KOPPEL_NONE, KOPPEL_NONE, false, {0}};

        if (left == 0 && !counts_later(list->fit, m)) {
            continue;
        }
        status = koppel_load_range(list, &load, left, KOPPEL_UNKNOWN, list->fit->policy->target_enforce,
                                   KOPPEL_OBJECTIVE_TARGET);
        if (status == KOPPEL_OK) {
            status = koppel_load_add(list, &load, &subject, &measure,
                                     (struct koppel_counter){.match = KOPPEL_AREA_MUNICIPALITY,
                                                             .place = m,
                                                             .municipality = KOPPEL_NONE,
                                                             .corporation = KOPPEL_NONE});
        }
        status = status == KOPPEL_OK ? count_elsewhere(list, m) : status;
    }
    return status;
}

static enum koppel_status collect_agreements(struct koppel_load_list *list)
{
    const struct koppel_case *kase = list->fit->kase;
    const struct koppel_load_measure measure = {.measure = KOPPEL_MEASURE_HOMES, .only_mix = KOPPEL_NONE};
    enum koppel_enforce enforce = list->fit->policy->agreement == KOPPEL_AGREEMENT_MUST ? KOPPEL_MUST : KOPPEL_GOAL;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t a = 0; a < kase->n_agreements && status == KOPPEL_OK; a++) {
        const struct koppel_agreement *agreement = &kase->agreements[a];
        bool everywhere = agreement->municipality == KOPPEL_NONE;
        struct koppel_load load = koppel_load_free(0);
        struct koppel_load_subject subject = {
            KOPPEL_LOAD_AGREEMENT, KOPPEL_AREA_MUNICIPALITY, a, KOPPEL_NONE, KOPPEL_NONE, false, {0}};

        if (agreement->min_homes == KOPPEL_UNKNOWN && agreement->max_homes == KOPPEL_UNKNOWN) {
            continue;
        }
        status = koppel_load_range(list, &load, agreement->min_homes, agreement->max_homes, enforce,
                                   KOPPEL_OBJECTIVE_AGREEMENT);
        if (status == KOPPEL_OK) {
            status =
                koppel_load_add(list, &load, &subject, &measure,
                                (struct koppel_counter){
                                    .match = everywhere ? KOPPEL_MATCH_CORPORATION : (int32_t)KOPPEL_AREA_MUNICIPALITY,
                                    .place = everywhere ? agreement->corporation : agreement->municipality,
                                    .municipality = KOPPEL_NONE,
                                    .corporation = agreement->corporation});
        }
    }
    return status;
}

static enum koppel_status collect_limits(struct koppel_load_list *list)
{
    const struct koppel_case *kase = list->fit->kase;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t l = 0; l < kase->n_limits && status == KOPPEL_OK; l++) {
        const struct koppel_limit *limit = &kase->limits[l];
        const struct koppel_load_measure measure = {.measure = limit->measure,
                                                    .extra_column = limit->measure_column,
                                                    .only = limit->where_column != KOPPEL_NONE ? limit : NULL,
                                                    .only_mix = KOPPEL_NONE};
        struct koppel_load load = koppel_load_free(0);
        struct koppel_load_subject subject = {KOPPEL_LOAD_LIMIT, limit->area, limit->place, l, KOPPEL_NONE, false, {0}};

        status = koppel_load_range(list, &load, limit->min, limit->max, limit->enforce, KOPPEL_OBJECTIVE_MIX);
        if (status == KOPPEL_OK) {
            status = koppel_load_add(list, &load, &subject, &measure,
                                     (struct koppel_counter){.match = (int32_t)limit->area,
                                                             .place = limit->place,
                                                             .municipality = KOPPEL_NONE,
                                                             .corporation = KOPPEL_NONE});
        }
    }
    return status;
}

static int32_t area_rows(const struct koppel_case *kase, enum koppel_area area)
{
    const int32_t rows[] = {kase->n_units,
                            kase->complexes.n_ids,
                            kase->n_neighbourhoods,
                            kase->districts.n_ids,
                            kase->n_municipalities,
                            kase->groups.n_ids,
                            1};

    return rows[area];
}

static enum koppel_status collect_mix_rule(struct koppel_load_list *list, int32_t r)
{
    const struct koppel_case *kase = list->fit->kase;
    const struct koppel_mix_rule *rule = &list->fit->policy->mix[r];
    const struct koppel_load_measure measure = {.measure = rule->measure, .only_mix = r};
    int32_t n_rows = area_rows(kase, rule->level);
    bool *has_units = koppel_new((size_t)n_rows, sizeof *has_units);
    enum koppel_status status = has_units != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    for (int32_t j = 0; j < kase->n_units && status == KOPPEL_OK; j++) {
        int32_t place = koppel_unit_place(kase, j, (int32_t)rule->level);

        if (place != KOPPEL_NONE) {
            has_units[place] = true;
        }
    }
    for (int32_t place = 0; place < n_rows && status == KOPPEL_OK; place++) {
        struct koppel_load load = koppel_load_free(0);
        struct koppel_load_subject subject = {KOPPEL_LOAD_MIX, rule->level, place, r, KOPPEL_NONE, false, {0}};

        if (!has_units[place]) {
            continue;
        }
        status = koppel_load_range(list, &load, rule->min, rule->max, rule->enforce,
                                   rule->floor_of > 0 ? KOPPEL_OBJECTIVE_GROUPS : KOPPEL_OBJECTIVE_MIX);
        if (status == KOPPEL_OK) {
            status = koppel_load_add(list, &load, &subject, &measure,
                                     (struct koppel_counter){.match = (int32_t)rule->level,
                                                             .place = place,
                                                             .municipality = KOPPEL_NONE,
                                                             .corporation = KOPPEL_NONE});
        }
    }
    free(has_units);
    return status;
}

enum koppel_status koppel_loads_collect(struct koppel_load_list *list)
{
    const struct koppel_policy *policy = list->fit->policy;
    enum koppel_status status = collect_targets(list);

    if (status == KOPPEL_OK && policy->spread_rule != KOPPEL_SPREAD_NONE) {
        status = koppel_spread_loads_collect(list);
    }
    if (status == KOPPEL_OK && policy->agreement != KOPPEL_AGREEMENT_IGNORE) {
        status = collect_agreements(list);
    }
    if (status == KOPPEL_OK) {
        status = collect_limits(list);
    }
    for (int32_t r = 0; r < policy->n_mix && status == KOPPEL_OK; r++) {
        status = collect_mix_rule(list, r);
    }
    return status;
}
