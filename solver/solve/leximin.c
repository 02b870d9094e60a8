// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* leximin.c - the largest floors of groups, the least first (see leximin.h). */
#include "solve/leximin.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Of the time limit, for the floors. */
static const double floors_share = 0.5;

/* A search for the floors: the best that was found, and a proposal on the way. */
struct search {
    const struct koppel_engine *engine;
    struct koppel_engine_options options;
    struct koppel_problem *problem; /* its last tier counts what is missing from the floors */
    int n;                          /* groups, in the order of the policy */
    int32_t row[KOPPEL_MAX_GROUPS]; /* of the policy */
    struct koppel_term *term[KOPPEL_MAX_GROUPS];
    int32_t load[KOPPEL_MAX_GROUPS];
    int64_t total[KOPPEL_MAX_GROUPS]; /* of all households of the group */
    int64_t best[KOPPEL_MAX_GROUPS];
    int64_t base[KOPPEL_MAX_TIERS];  /* costs of the tiers before, */
    int64_t bound[KOPPEL_MAX_TIERS]; /* and of what they are proven to cost at least */
    int64_t *loads;
    int32_t *possible; /* the last proposal that had the floors that were tried; NULL: none */
    bool is_proven;
};

/* Is the solution at least as good in the tiers before, with nothing missing in the last? */
static bool has_floors(const struct search *search, const struct koppel_solution *solution)
{
    int32_t last = search->problem->n_tiers - 1, t = 0;

    while (t < last && solution->tiers[t].cost == search->base[t]) {
        t++;
    }
    return solution->tiers[last].cost == 0 && (t == last || solution->tiers[t].cost < search->base[t]);
}

/* Is there a proposal with these floors? What is not settled in time counts as no, and is remembered. */
static enum koppel_status is_possible(struct search *search, const int64_t *floors, bool *possible)
{
    int32_t last = search->problem->n_tiers - 1;
    struct koppel_solution solution = {0};
    enum koppel_status status = KOPPEL_OK;

    for (int k = 0; k < search->n; k++) {
        search->term[k]->at = floors[k];
    }
    search->options.start = search->possible;
    status = search->engine->solve(search->problem, &search->options, &solution);
    *possible = status == KOPPEL_OK && solution.slot_of != NULL && has_floors(search, &solution);
    if (status == KOPPEL_OK && !*possible) {
        search->is_proven = search->is_proven && solution.slot_of != NULL && solution.tiers[last].bound > 0;
    }
    if (*possible) {
        free(search->possible);
        search->possible = solution.slot_of;
        solution.slot_of = NULL;
    }
    koppel_solution_free(&solution);
    return status;
}

/* The floors with every open group at a share of at least part / whole. */
static void raise_to(const struct search *search, const bool *is_settled, const int64_t *from, int64_t part,
                     int64_t whole, int64_t *to)
{
    for (int k = 0; k < search->n; k++) {
        int64_t least = (part * search->total[k] + whole - 1) / whole;

        to[k] = is_settled[k] || least < from[k] ? from[k] : least;
    }
}

/* Raises the open groups together to the largest share that is possible: every such share is that of a whole number of
 * some group, so each group's numbers are searched by halving. */
static enum koppel_status raise_open(struct search *search, const bool *is_settled, int64_t *floors)
{
    enum koppel_status status = KOPPEL_OK;

    for (int g = 0; g < search->n && status == KOPPEL_OK; g++) {
        int64_t low = floors[g], high = search->total[g];

        while (!is_settled[g] && low < high && status == KOPPEL_OK) {
            int64_t middle = low + (high - low + 1) / 2;
            int64_t tried[KOPPEL_MAX_GROUPS];
            bool possible = false;

            raise_to(search, is_settled, floors, middle, search->total[g], tried);
            status = is_possible(search, tried, &possible);
            if (possible) {
                low = middle;
                memcpy(floors, tried, (size_t)search->n * sizeof *floors);
            } else {
                high = middle - 1;
            }
        }
    }
    return status;
}

/* The groups with households, by share, the least first. @return how many */
static int sort_by_share(const struct search *search, const int64_t *floors, int *order)
{
    int n = 0;

    for (int k = 0; k < search->n; k++) {
        int at = n;

        if (search->total[k] == 0) {
            continue;
        }
        for (; at > 0 && floors[order[at - 1]] * search->total[k] > floors[k] * search->total[order[at - 1]]; at--) {
            order[at] = order[at - 1];
        }
        order[at] = k;
        n++;
    }
    return n;
}

/* Is the first share that differs, the least first, larger in `a`? */
static bool is_better(const struct search *search, const int64_t *a, const int64_t *b)
{
    int of_a[KOPPEL_MAX_GROUPS], of_b[KOPPEL_MAX_GROUPS];
    int n = sort_by_share(search, a, of_a);

    sort_by_share(search, b, of_b);
    for (int k = 0; k < n; k++) {
        int64_t left = a[of_a[k]] * search->total[of_b[k]];
        int64_t right = b[of_b[k]] * search->total[of_a[k]];

        if (left != right) {
            return left > right;
        }
    }
    return false;
}

/* Settles the open groups that cannot have more while the others keep theirs. */
static enum koppel_status settle(struct search *search, bool *is_settled, int64_t *floors, bool *found)
{
    enum koppel_status status = KOPPEL_OK;

    *found = false;
    for (int k = 0; k < search->n && status == KOPPEL_OK; k++) {
        bool possible = false;

        if (is_settled[k]) {
            continue;
        }
        if (floors[k] < search->total[k]) {
            floors[k]++;
            status = is_possible(search, floors, &possible);
            floors[k]--;
        }
        is_settled[k] = !possible;
        *found = *found || !possible;
    }
    return status;
}

/* Would the group be raised with the next share that some open group can have? Not all of these can be. */
static bool is_next(const struct search *search, const bool *is_settled, const int64_t *floors, int group)
{
    bool is = !is_settled[group];

    for (int k = 0; k < search->n; k++) {
        is = is && (is_settled[k] || floors[group] * search->total[k] < (floors[k] + 1) * search->total[group]);
    }
    return is;
}

/* Where any one group could have more, but not all of them, each is tried as the one that stays. */
static enum koppel_status search_floors(struct search *search, const bool *settled, const int64_t *from)
{
    bool is_settled[KOPPEL_MAX_GROUPS];
    int64_t floors[KOPPEL_MAX_GROUPS];
    bool found = false, is_open = false;
    enum koppel_status status = KOPPEL_OK;

    memcpy(is_settled, settled, sizeof is_settled);
    memcpy(floors, from, sizeof floors);
    status = raise_open(search, is_settled, floors);
    if (status == KOPPEL_OK) {
        status = settle(search, is_settled, floors, &found);
    }
    for (int k = 0; k < search->n; k++) {
        is_open = is_open || !is_settled[k];
    }
    if (status == KOPPEL_OK && !is_open && is_better(search, floors, search->best)) {
        memcpy(search->best, floors, sizeof floors);
    }
    if (status != KOPPEL_OK || !is_open) {
        return status;
    }
    if (found) {
        return search_floors(search, is_settled, floors);
    }
    for (int k = 0; k < search->n && status == KOPPEL_OK; k++) {
        if (is_next(search, is_settled, floors, k)) {
            is_settled[k] = true;
            status = search_floors(search, is_settled, floors);
            is_settled[k] = false;
        }
    }
    return status;
}

/* What the tiers before come to without floors, and what the groups get then: the fairest shares are no worse, and no
 * share is below the least of these. */
static enum koppel_status begin(struct search *search, bool *is_settled, int64_t *floors, bool *is_there)
{
    struct koppel_solution solution = {0};
    struct koppel_problem *problem = search->problem;
    int order[KOPPEL_MAX_GROUPS];
    enum koppel_status status = search->engine->solve(problem, &search->options, &solution);

    *is_there = status == KOPPEL_OK && solution.slot_of != NULL;
    search->is_proven = search->is_proven && (*is_there || solution.outcome == KOPPEL_INFEASIBLE);
    for (int32_t t = 0; *is_there && t < problem->n_tiers; t++) {
        search->base[t] = solution.tiers[t].cost;
        search->bound[t] = solution.tiers[t].bound;
        search->is_proven = search->is_proven && solution.tiers[t].bound == solution.tiers[t].cost;
    }
    if (*is_there) {
        koppel_problem_loads(problem, solution.slot_of, search->loads);
        for (int k = 0; k < search->n; k++) {
            search->best[k] = search->loads[search->load[k]];
            is_settled[k] = search->total[k] == 0;
        }
        search->possible = solution.slot_of;
        solution.slot_of = NULL;
        search->options.known_bound = search->bound;
        search->options.n_best_tiers = search->is_proven ? problem->n_tiers - 1 : 0;
        if (sort_by_share(search, search->best, order) > 0) {
            raise_to(search, is_settled, floors, search->best[order[0]], search->total[order[0]], floors);
        }
    }
    koppel_solution_free(&solution);
    return status;
}

/* The groups of the search: their loads, and the terms by which they are missed. */
static void find_groups(struct search *search, const struct koppel_formulation *trial)
{
    const struct koppel_policy *policy = trial->fit->policy;
    struct koppel_tier *tier = &search->problem->tiers[search->problem->n_tiers - 1];

    for (size_t u = 0; u < tier->n_terms; u++) {
        int32_t g = tier->terms[u].load;
        const struct koppel_group *group = &policy->groups[policy->mix[trial->subjects[g].rule].floor_of - 1];
        int k = search->n++;

        search->row[k] = (int32_t)(group - policy->groups);
        search->term[k] = &tier->terms[u];
        search->load[k] = g;
        for (int32_t i = 0; i < trial->fit->kase->n_households; i++) {
            search->total[k] += koppel_household_in_group(trial->fit, i, group)
                                    ? koppel_household_measure(trial->fit, i, group->value, KOPPEL_NONE)
                                    : 0;
        }
    }
}

/* Searches with the policy cut off behind the tier `groups`. */
static enum koppel_status search_trial(struct search *search, struct koppel_formulation *trial)
{
    bool is_settled[KOPPEL_MAX_GROUPS] = {false};
    int64_t floors[KOPPEL_MAX_GROUPS] = {0};
    bool is_there = false;
    enum koppel_status status = KOPPEL_OK;

    search->problem = &trial->problem;
    if (trial->problem.n_tiers == 0 || strcmp(trial->problem.tiers[trial->problem.n_tiers - 1].name, "groups") != 0) {
        return KOPPEL_OK; /* no homes */
    }
    search->loads = koppel_new((size_t)trial->problem.n_loads, sizeof *search->loads);
    if (search->loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    find_groups(search, trial);
    status = begin(search, is_settled, floors, &is_there);
    return status == KOPPEL_OK && is_there ? search_floors(search, is_settled, floors) : status;
}

/* The policy as it is searched: no floors yet, and nothing behind them. */
static void cut(struct koppel_policy *policy)
{
    for (int32_t k = 0; k < policy->n_groups; k++) {
        if (policy->groups[k].rule == KOPPEL_GROUP_LEXIMIN) {
            policy->groups[k].least = 0;
        }
    }
    policy->n_tiers = koppel_policy_tier_of(policy, KOPPEL_OBJECTIVE_GROUPS) + 1;
    koppel_policy_set_floors(policy);
}

/* The fairest floors, of the groups in search->row. */
static enum koppel_status find_floors(const struct koppel_suitability *fit, struct search *search,
                                      struct koppel_errors *errors)
{
    struct koppel_policy policy = *fit->policy;
    struct koppel_suitability up_to = *fit;
    struct koppel_formulation trial = {0};
    enum koppel_status status = KOPPEL_OK;

    search->is_proven = true;
    search->options.deadline = koppel_deadline_share(&search->options.deadline, floors_share);
    search->options.progress = NULL;
    cut(&policy);
    up_to.policy = &policy;
    status = koppel_formulation_make(&trial, &up_to, errors);
    if (status == KOPPEL_OK) {
        status = search_trial(search, &trial);
        if (status == KOPPEL_E_MEMORY) {
            koppel_errors_no_memory(errors, NULL);
        } else if (status != KOPPEL_OK) {
            koppel_errors_add(errors, status, NULL, 0, 0, "engine %s could not solve this problem",
                              search->engine->name);
        }
    }
    free(search->possible);
    free(search->loads);
    koppel_formulation_free(&trial);
    return status;
}

enum koppel_status koppel_leximin_settle(struct koppel_job *job, const struct koppel_engine *engine,
                                         const struct koppel_engine_options *options, struct koppel_errors *errors,
                                         struct koppel_errors *notes)
{
    struct search search = {.engine = engine, .options = *options};
    enum koppel_status status = KOPPEL_OK;

    if (!koppel_policy_has_leximin(&job->policy)) {
        return KOPPEL_OK;
    }
    status = find_floors(&job->fit, &search, errors);
    for (int k = 0; k < search.n; k++) {
        job->policy.groups[search.row[k]].least = (int32_t)search.best[k];
    }
    koppel_policy_set_floors(&job->policy);
    job->are_floors_open = !search.is_proven;
    if (status == KOPPEL_OK && !search.is_proven) {
        koppel_errors_add(notes, KOPPEL_OK, NULL, 0, 0,
                          "it is not proven that no proposal gives the group that is worst off a larger share; "
                          "--time-limit may allow more");
    }
    return status == KOPPEL_OK ? koppel_job_formulate_again(job, errors) : status;
}

enum koppel_status koppel_leximin_search_again(const struct koppel_job *job, const struct koppel_engine *engine,
                                               const struct koppel_engine_options *options, bool *is_better_found,
                                               bool *is_proven, struct koppel_errors *errors)
{
    struct search search = {.engine = engine, .options = *options};
    int64_t floors[KOPPEL_MAX_GROUPS] = {0};
    enum koppel_status status = find_floors(&job->fit, &search, errors);

    for (int k = 0; k < search.n; k++) {
        floors[k] = job->policy.groups[search.row[k]].least;
    }
    *is_better_found = is_better(&search, search.best, floors);
    *is_proven = search.is_proven;
    return status;
}
