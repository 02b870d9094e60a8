// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* group_floors.c - floors as a share of what a group would get otherwise (see group_floors.h). */
#include "solve/group_floors.h"

#include "base/memory.h"
#include "compare/mechanism/largest.h"
#include "compare/mechanism/queue.h"
#include "formulate/formulation.h"
#include "model/tie_lot.h"

#include <stdlib.h>
#include <string.h>

/* A proposal as the references count it, and what it was made with. */
struct otherwise {
    const struct koppel_suitability *fit;
    struct koppel_market market;
    int32_t *order;   /* n_households */
    int32_t *unit_of; /* n_households */
};

struct place_in_line {
    int64_t first;
    uint64_t lot; /* among equals */
    int32_t row;
};

static int compare_places(const void *a, const void *b)
{
    const struct place_in_line *one = a;
    const struct place_in_line *two = b;

    if (one->first != two->first) {
        return one->first < two->first ? -1 : 1;
    }
    if (one->lot != two->lot) {
        return one->lot < two->lot ? -1 : 1;
    }
    return one->row < two->row ? -1 : 1;
}

/* What a group gets of a proposal. */
static int64_t value_of(const struct koppel_suitability *fit, const struct koppel_group *group, const int32_t *unit_of)
{
    int64_t sum = 0;

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        if (unit_of[i] != KOPPEL_NONE && koppel_household_in_group(fit, i, group)) {
            sum += koppel_offer_measure(fit, i, unit_of[i], group->value);
        }
    }
    return sum;
}

static void add_values(const struct otherwise *otherwise, enum koppel_group_reference reference,
                       struct koppel_policy *policy)
{
    for (int32_t k = 0; k < policy->n_groups; k++) {
        struct koppel_group *group = &policy->groups[k];

        if (group->reference == reference) {
            group->reference_sum += value_of(otherwise->fit, group, otherwise->unit_of);
        }
    }
}

/* Each row's place in the order of `first`, then of the lots of the keys, written over `first`. */
static enum koppel_status rank(int64_t *first, int32_t n, const struct koppel_case *kase, bool is_household)
{
    struct place_in_line *line = koppel_new((size_t)n, sizeof *line);

    if (line == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < n; i++) {
        line[i] = (struct place_in_line){first[i],
                                         is_household ? koppel_household_order(0, kase->households[i].id)
                                                      : koppel_unit_order(0, kase->units[i].id),
                                         i};
    }
    if (n > 0) {
        qsort(line, (size_t)n, sizeof *line, compare_places);
    }
    for (int32_t i = 0; i < n; i++) {
        first[line[i].row] = i;
    }
    free(line);
    return KOPPEL_OK;
}

static enum koppel_status first_come(struct otherwise *otherwise, struct koppel_policy *policy)
{
    const struct koppel_case *kase = otherwise->fit->kase;
    struct koppel_market *market = &otherwise->market;
    enum koppel_status status = rank(market->waits_since, kase->n_households, kase, true);

    if (status == KOPPEL_OK) {
        status = rank(market->free_from, kase->n_units, kase, false);
    }
    if (status == KOPPEL_OK) {
        status = koppel_queue_by_link_date(market, otherwise->order);
    }
    if (status == KOPPEL_OK) {
        status = koppel_queue_offer(market, otherwise->order, otherwise->unit_of);
    }
    if (status == KOPPEL_OK) {
        add_values(otherwise, KOPPEL_FLOOR_FIRST_COME, policy);
    }
    return status;
}

/* The households in an order drawn by lot, each with the home of the lowest lot. */
static enum koppel_status random_proposals(struct otherwise *otherwise, struct koppel_policy *policy)
{
    const struct koppel_case *kase = otherwise->fit->kase;
    struct koppel_market *market = &otherwise->market;
    const struct koppel_problem *open = &market->open;
    enum koppel_status status = KOPPEL_OK;

    for (uint64_t draw = 1; draw <= KOPPEL_FLOOR_DRAWS && status == KOPPEL_OK; draw++) {
        for (int32_t i = 0; i < open->n_agents; i++) {
            market->waits_since[i] = (int64_t)(koppel_household_order(draw, kase->households[i].id) >> 1);
            for (int64_t p = open->first[i]; p < open->first[i + 1]; p++) {
                market->score[p] = -koppel_pair_lot(draw, kase->households[i].id, kase->units[open->slot[p]].id);
            }
        }
        status = koppel_queue_by_link_date(market, otherwise->order);
        if (status == KOPPEL_OK) {
            status = koppel_queue_serve(market, otherwise->order, true, otherwise->unit_of);
        }
        if (status == KOPPEL_OK) {
            add_values(otherwise, KOPPEL_FLOOR_RANDOM, policy);
        }
    }
    return status;
}

/* Leaves the pairs of the group alone. @return households of the group */
static int32_t leave_alone(struct otherwise *otherwise, const struct koppel_group *group)
{
    struct koppel_market *market = &otherwise->market;
    struct koppel_problem *open = &market->open;
    int64_t begin = 0, n = 0;
    int32_t n_members = 0;

    for (int32_t i = 0; i < open->n_agents; i++) {
        bool is_in = koppel_household_in_group(otherwise->fit, i, group);
        int64_t end = open->first[i + 1];

        for (int64_t p = begin; is_in && p < end; p++) {
            open->slot[n] = open->slot[p];
            market->score[n] = market->score[p];
            market->spare_rooms[n++] = market->spare_rooms[p];
        }
        begin = end;
        open->first[i + 1] = n;
        n_members += is_in ? 1 : 0;
    }
    open->n_pairs = n;
    return n_members;
}

static int compare_larger(const void *a, const void *b)
{
    const int64_t *one = a;
    const int64_t *two = b;

    return *one > *two ? -1 : (*one < *two);
}

/* The households that can be housed together are the independent sets of a matroid, so the heaviest ones of the
 * heaviest set are the heaviest of their number. */
static enum koppel_status own_share(struct otherwise *otherwise, struct koppel_group *group)
{
    const struct koppel_suitability *fit = otherwise->fit;
    const struct koppel_case *kase = fit->kase;
    int32_t n_members = leave_alone(otherwise, group);
    int64_t n_places = 0, share = 0;
    int64_t *values = koppel_new((size_t)kase->n_households, sizeof *values);
    size_t n = 0;
    enum koppel_status status =
        values != NULL ? koppel_largest_find(&otherwise->market, NULL, otherwise->unit_of) : KOPPEL_E_MEMORY;

    for (int32_t j = 0; j < kase->n_units; j++) {
        n_places += kase->units[j].places;
    }
    share = kase->n_households > 0 ? n_places * n_members / kase->n_households : 0;
    for (int32_t i = 0; i < kase->n_households && status == KOPPEL_OK; i++) {
        if (otherwise->unit_of[i] != KOPPEL_NONE && koppel_household_in_group(fit, i, group)) {
            values[n++] = koppel_household_measure(fit, i, group->value, KOPPEL_NONE);
        }
    }
    if (n > 0) {
        qsort(values, n, sizeof *values, compare_larger);
    }
    for (size_t k = 0; k < n && (int64_t)k < share; k++) {
        group->reference_sum += values[k];
    }
    free(values);
    return status;
}

/* Makes a market anew and works out one reference, of all groups that have it or of one. */
static enum koppel_status work_out(struct otherwise *otherwise, const struct koppel_problem *problem,
                                   struct koppel_policy *policy, enum koppel_group_reference reference,
                                   struct koppel_group *group)
{
    enum koppel_status status = koppel_market_make(&otherwise->market, otherwise->fit, problem);

    if (status == KOPPEL_OK) {
        status = reference == KOPPEL_FLOOR_OWN_SHARE ? own_share(otherwise, group)
                 : reference == KOPPEL_FLOOR_RANDOM  ? random_proposals(otherwise, policy)
                                                     : first_come(otherwise, policy);
    }
    koppel_market_free(&otherwise->market);
    return status;
}

static bool has_reference(const struct koppel_group *group)
{
    return group->reference != KOPPEL_FLOOR_NUMBER;
}

/* ceil((1 - delta) * mean) */
static int32_t least_of(const struct koppel_group *group)
{
    int64_t whole = INT64_C(1000) * group->n_references;

    return (int32_t)(((1000 - group->delta) * group->reference_sum + whole - 1) / whole);
}

static enum koppel_status find_references(const struct koppel_suitability *fit, const struct koppel_problem *problem,
                                          struct koppel_policy *policy)
{
    size_t n = (size_t)fit->kase->n_households;
    struct otherwise otherwise = {.fit = fit,
                                  .order = koppel_new(n, sizeof *otherwise.order),
                                  .unit_of = koppel_new(n, sizeof *otherwise.unit_of)};
    enum koppel_status status = otherwise.order != NULL && otherwise.unit_of != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
    bool is_done[KOPPEL_FLOOR_FIRST_COME + 1] = {false};

    for (int32_t k = 0; k < policy->n_groups && status == KOPPEL_OK; k++) {
        struct koppel_group *group = &policy->groups[k];

        if (has_reference(group) && !is_done[group->reference]) {
            is_done[group->reference] = group->reference != KOPPEL_FLOOR_OWN_SHARE;
            status = work_out(&otherwise, problem, policy, group->reference, group);
        }
    }
    for (int32_t k = 0; k < policy->n_groups && status == KOPPEL_OK; k++) {
        if (has_reference(&policy->groups[k]) && policy->groups[k].rule == KOPPEL_GROUP_FLOOR) {
            policy->groups[k].least = least_of(&policy->groups[k]);
        }
    }
    free(otherwise.order);
    free(otherwise.unit_of);
    return status;
}

static enum koppel_status check_columns(const struct koppel_suitability *fit, const struct koppel_policy *policy,
                                        struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    for (int32_t k = 0; k < policy->n_groups; k++) {
        const char *column = policy->groups[k].column;

        if (column[0] != '\0' &&
            koppel_extra_column(&fit->kase->household_extra, column, strlen(column)) == KOPPEL_NONE) {
            status = koppel_errors_add(errors, KOPPEL_E_INPUT, koppel_case_file_name(fit->kase, "households.csv"), 0, 0,
                                       "the policy makes the group \"%s\" by the column %s, which is not there",
                                       policy->groups[k].name, column);
        }
    }
    return status;
}

enum koppel_status koppel_group_floors_set(const struct koppel_suitability *fit, struct koppel_policy *policy,
                                           struct koppel_errors *errors)
{
    struct koppel_formulation formulation = {0};
    bool has_any = false;
    enum koppel_status status = check_columns(fit, policy, errors);

    for (int32_t k = 0; k < policy->n_groups; k++) {
        struct koppel_group *group = &policy->groups[k];

        group->reference_sum = 0;
        group->n_references = !has_reference(group)                     ? 0
                              : group->reference == KOPPEL_FLOOR_RANDOM ? KOPPEL_FLOOR_DRAWS
                                                                        : 1;
        has_any = has_any || has_reference(group);
    }
    if (status == KOPPEL_OK && has_any) {
        koppel_policy_take_floors_out(policy);
        status = koppel_formulation_make(&formulation, fit, errors);
        if (status == KOPPEL_OK) {
            status = find_references(fit, &formulation.problem, policy);
            status = status == KOPPEL_OK ? status : koppel_errors_no_memory(errors, NULL);
        }
        koppel_formulation_free(&formulation);
    }
    koppel_policy_set_floors(policy);
    return status;
}
