// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* groups.c - who pays for a policy, and leximin over groups (see groups.h). */
#include "compare/groups.h"

#include "base/memory.h"
#include "solve/leximin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the search goes with. */
struct search {
    const struct koppel_groups_request *request;
    struct koppel_groups *groups;
    int32_t *base; /* the proposal under the policy; NULL: none */
    struct koppel_errors *errors;
};

static bool is_in(const struct koppel_suitability *fit, int32_t household, const struct koppel_size_group *group)
{
    int32_t persons = fit->needs[household].persons_target;

    return persons >= group->persons_min && (group->persons_max == KOPPEL_UNKNOWN || persons <= group->persons_max);
}

static int32_t count(const struct koppel_suitability *fit, const struct koppel_size_group *group,
                     const int32_t *unit_of)
{
    int32_t n = 0;

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        n += is_in(fit, i, group) && (unit_of == NULL || unit_of[i] != KOPPEL_NONE);
    }
    return n;
}

static const char *const names[KOPPEL_N_SIZE_GROUPS] = {"size_1", "size_2_5", "size_6"};

static struct koppel_group size_group(const struct koppel_size_group *size, const char *name)
{
    struct koppel_group group = {.persons_min = size->persons_min,
                                 .persons_max = size->persons_max,
                                 .step_free = KOPPEL_ANY,
                                 .single = KOPPEL_ANY,
                                 .value = KOPPEL_MEASURE_HOMES,
                                 .rule = KOPPEL_GROUP_LEXIMIN,
                                 .enforce = KOPPEL_GOAL,
                                 .least = KOPPEL_UNKNOWN};

    snprintf(group.name, sizeof group.name, "%s", name);
    return group;
}

/* The policy with leximin over the groups before all else. What it asks of groups as a goal gives way, musts stay.
 * @return false when it has no room for them */
static bool make_fair(const struct koppel_groups *groups, struct koppel_policy *fair)
{
    const struct koppel_policy *policy = &groups->job.policy;
    int32_t own = koppel_policy_tier_of(policy, KOPPEL_OBJECTIVE_GROUPS);

    *fair = *policy;
    koppel_policy_forget_floors(fair);
    snprintf(fair->name, sizeof fair->name, "leximin");
    fair->n_groups = 0;
    for (int32_t k = 0; k < policy->n_groups; k++) {
        if (policy->groups[k].rule == KOPPEL_GROUP_FLOOR && policy->groups[k].enforce == KOPPEL_MUST) {
            fair->groups[fair->n_groups++] = policy->groups[k];
        }
    }
    if (fair->n_groups + KOPPEL_N_SIZE_GROUPS > KOPPEL_MAX_GROUPS) {
        return false;
    }
    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
        fair->groups[fair->n_groups++] = size_group(&groups->items[k], names[k]);
    }
    fair->tiers[0] = (struct koppel_tier_rule){.weight = {[KOPPEL_OBJECTIVE_GROUPS] = 1}};
    fair->n_tiers = 1;
    for (int32_t t = 0; t < policy->n_tiers; t++) {
        if (t != own) {
            fair->tiers[fair->n_tiers++] = policy->tiers[t];
        }
    }
    return true;
}

/* The costs of a proposal in the tiers of the policy as it is; those of the proposal count from `first` on. */
static void take_costs(const struct koppel_groups *groups, const struct koppel_proposal *proposal, int32_t first,
                       int64_t *costs)
{
    for (int32_t t = 0; t < groups->n_tiers; t++) {
        costs[t] = groups->tier_before[t];
        for (int32_t k = first; k < proposal->n_tiers; k++) {
            if (strcmp(proposal->tiers[k].name, groups->job.formulation.problem.tiers[t].name) == 0) {
                costs[t] = proposal->tiers[k].cost;
            }
        }
    }
}

/* Solves under a policy, checked from the tables. */
static enum koppel_status solve(struct search *search, const struct koppel_job *job, bool is_fair)
{
    struct koppel_groups *groups = search->groups;
    struct koppel_engine_options options = *search->request->options;
    struct koppel_solution solution = {0};
    struct koppel_proposal proposal = {0};
    struct koppel_verdict verdict = {0};
    bool is_found = false;
    enum koppel_status status = KOPPEL_OK;

    options.start = search->base;
    status = koppel_job_solve(job, search->request->engine, &options, &solution, &proposal, &verdict, search->errors);
    is_found = status == KOPPEL_OK && proposal.unit_of != NULL;
    groups->is_proven = groups->is_proven && is_found && solution.outcome == KOPPEL_PROVEN;
    groups->is_impossible =
        groups->is_impossible || (status == KOPPEL_OK && !is_fair && solution.outcome == KOPPEL_INFEASIBLE);
    *(is_fair ? &groups->is_fair_found : &groups->is_found) = is_found;
    for (int32_t t = 0; t < proposal.n_tiers && is_found && !is_fair; t++) {
        groups->tier_before[t] = proposal.tiers[t].cost;
    }
    if (is_found && is_fair) {
        take_costs(groups, &proposal, 1, groups->tier_after);
    }
    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS && is_found; k++) {
        int32_t n = count(&job->fit, &groups->items[k], proposal.unit_of);

        *(is_fair ? &groups->items[k].n_fair : &groups->items[k].n_housed) = n;
    }
    if (is_found && !is_fair) {
        search->base = proposal.unit_of;
        proposal.unit_of = NULL;
    }
    koppel_verdict_free(&verdict);
    koppel_proposal_free(&proposal);
    koppel_solution_free(&solution);
    return status;
}

static enum koppel_status solve_fair(struct search *search)
{
    struct koppel_groups *groups = search->groups;
    struct koppel_engine_options options = *search->request->options;
    struct koppel_job_files files;
    struct koppel_job job = {0};
    enum koppel_status status = KOPPEL_OK;

    if (!make_fair(groups, &groups->fair)) {
        return koppel_errors_add(search->errors, KOPPEL_E_INPUT, "policy", 0, 0,
                                 "the policy has too many groups: leximin over sizes needs three more");
    }
    files = koppel_job_files_under(search->request->files, &groups->fair);
    options.start = search->base;
    status = koppel_job_open(&job, &files, search->errors, NULL);
    if (status == KOPPEL_OK) {
        status = koppel_leximin_settle(&job, search->request->engine, &options, search->errors, NULL);
    }
    if (status == KOPPEL_OK) {
        groups->fair = job.policy;
        for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
            int32_t least = job.policy.groups[job.policy.n_groups - KOPPEL_N_SIZE_GROUPS + k].least;

            groups->items[k].floor = least != KOPPEL_UNKNOWN ? least : 0;
        }
        status = solve(search, &job, true);
    }
    koppel_job_close(&job);
    return status;
}

/* ---- What a larger least share costs ---- */

int koppel_groups_worst(const struct koppel_groups *groups, const int32_t *n_housed)
{
    int worst = 0;

    for (int k = 1; k < KOPPEL_N_SIZE_GROUPS; k++) {
        int64_t n = groups->items[k].n_households, n_worst = groups->items[worst].n_households;

        worst = n > 0 && (n_worst == 0 || n_housed[k] * n_worst < n_housed[worst] * n) ? k : worst;
    }
    return worst;
}

/* The policy with the fewest homes as musts that give every group a larger share than the least of the last point.
 * @return false when there is no room for them, or that is more than all of a group: then there is no larger share */
static bool ask_more(struct koppel_groups *groups, struct koppel_policy *policy)
{
    const int32_t *n_housed = groups->price[groups->n_price - 1].n_housed;
    int worst = koppel_groups_worst(groups, n_housed);
    bool has_room = groups->job.policy.n_groups + KOPPEL_N_SIZE_GROUPS <= KOPPEL_MAX_GROUPS;

    *policy = groups->job.policy;
    groups->is_price_whole = groups->items[worst].n_households == 0;
    if (!has_room || groups->is_price_whole) {
        return false;
    }
    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
        int64_t n = groups->items[k].n_households;
        int64_t least = n > 0 ? n_housed[worst] * n / groups->items[worst].n_households + 1 : 0;
        struct koppel_group *group = &policy->groups[policy->n_groups++];

        *group = size_group(&groups->items[k], names[k]);
        group->rule = KOPPEL_GROUP_FLOOR;
        group->enforce = KOPPEL_MUST;
        group->least = (int32_t)least;
        groups->is_price_whole = groups->is_price_whole || least > n;
    }
    koppel_policy_set_floors(policy);
    return !groups->is_price_whole;
}

static bool is_as_good(const struct koppel_groups *groups, const struct koppel_groups_point *a,
                       const struct koppel_groups_point *b)
{
    int32_t t = 0;

    while (t < groups->n_tiers && a->cost[t] == b->cost[t]) {
        t++;
    }
    return t == groups->n_tiers || a->cost[t] < b->cost[t];
}

/* Takes a point up; those that it is as good as, with a larger share, go. */
static enum koppel_status add_point(struct koppel_groups *groups, const struct koppel_groups_point *point)
{
    enum koppel_status status = KOPPEL_OK;

    while (groups->n_price > 0 && is_as_good(groups, point, &groups->price[groups->n_price - 1])) {
        groups->n_price--;
    }
    status = koppel_grow((void **)&groups->price, &groups->price_capacity, (size_t)groups->n_price + 1,
                         sizeof *groups->price);
    if (status == KOPPEL_OK) {
        groups->price[groups->n_price++] = *point;
    }
    return status;
}

/* Solves for the next point. *goes_on: there is one */
static enum koppel_status next_point(struct search *search, const struct koppel_policy *policy, bool *goes_on)
{
    struct koppel_groups *groups = search->groups;
    const struct koppel_job_files files = koppel_job_files_under(search->request->files, policy);
    struct koppel_engine_options options = *search->request->options;
    struct koppel_groups_point point = {.is_proven = false};
    struct koppel_job job = {0};
    struct koppel_solution solution = {0};
    struct koppel_proposal proposal = {0};
    struct koppel_verdict verdict = {0};
    enum koppel_status status = koppel_job_open(&job, &files, search->errors, NULL);

    options.start = search->base;
    if (status == KOPPEL_OK) {
        status =
            koppel_job_solve(&job, search->request->engine, &options, &solution, &proposal, &verdict, search->errors);
    }
    *goes_on = status == KOPPEL_OK && proposal.unit_of != NULL;
    groups->is_price_whole = solution.outcome == KOPPEL_INFEASIBLE;
    if (*goes_on) {
        point.is_proven = solution.outcome == KOPPEL_PROVEN;
        take_costs(groups, &proposal, 0, point.cost);
        for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
            point.n_housed[k] = count(&job.fit, &groups->items[k], proposal.unit_of);
        }
        status = add_point(groups, &point);
    }
    koppel_verdict_free(&verdict);
    koppel_proposal_free(&proposal);
    koppel_solution_free(&solution);
    koppel_job_close(&job);
    return status;
}

/* From the policy as it is, point by point. */
static enum koppel_status find_price(struct search *search, bool is_proven)
{
    struct koppel_groups *groups = search->groups;
    struct koppel_groups_point point = {.is_proven = is_proven};
    struct koppel_policy policy;
    bool goes_on = true;
    enum koppel_status status = KOPPEL_OK;

    memcpy(point.cost, groups->tier_before, sizeof point.cost);
    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
        point.n_housed[k] = groups->items[k].n_housed;
    }
    status = add_point(groups, &point);
    groups->is_price_whole = groups->job.kase.n_units == 0; /* without homes no floor is asked for */
    goes_on = !groups->is_price_whole;
    while (goes_on && status == KOPPEL_OK && !koppel_deadline_expired(&search->request->options->deadline)) {
        goes_on = ask_more(groups, &policy);
        status = goes_on ? next_point(search, &policy, &goes_on) : status;
    }
    return status;
}

static void make_groups(struct koppel_groups *groups)
{
    static const int32_t sizes[KOPPEL_N_SIZE_GROUPS][2] = {{1, 1}, {2, 5}, {6, KOPPEL_UNKNOWN}};

    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
        struct koppel_size_group *group = &groups->items[k];

        *group = (struct koppel_size_group){.persons_min = sizes[k][0], .persons_max = sizes[k][1]};
        group->n_households = count(&groups->job.fit, group, NULL);
    }
    groups->n_tiers = groups->job.formulation.problem.n_tiers;
}

enum koppel_status koppel_groups_find(const struct koppel_groups_request *request, struct koppel_groups *groups,
                                      struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct search search = {.request = request, .groups = groups, .errors = errors};
    bool is_best = false;
    enum koppel_status status = koppel_job_open(&groups->job, request->files, errors, notes);

    groups->is_proven = true;
    if (status == KOPPEL_OK) {
        status = koppel_leximin_settle(&groups->job, request->engine, request->options, errors, notes);
    }
    if (status == KOPPEL_OK) {
        make_groups(groups);
        status = solve(&search, &groups->job, false);
    }
    is_best = groups->is_proven;
    if (status == KOPPEL_OK && groups->is_found) {
        status = solve_fair(&search);
    }
    if (status == KOPPEL_OK && groups->is_found) {
        status = find_price(&search, is_best);
    }
    groups->is_cut = !groups->is_proven && koppel_deadline_expired(&request->options->deadline);
    free(search.base);
    return status == KOPPEL_E_MEMORY && koppel_errors_none(errors) ? koppel_errors_no_memory(errors, NULL) : status;
}

void koppel_groups_free(struct koppel_groups *groups)
{
    free(groups->price);
    koppel_job_close(&groups->job);
    *groups = (struct koppel_groups){0};
}
