// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* lexicographic.c - one component, solved tier after tier as integer programs (see lexicographic.h). */
#include "engine/branch/lexicographic.h"

#include "base/bits.h"
#include "base/memory.h"
#include "engine/branch/branch_and_bound.h"
#include "engine/heuristic/greedy.h"
#include "engine/heuristic/incumbent.h"
#include "engine/lp/tier_program.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* work_limit of the greedy descent when a relaxation is rounded. */
static const int64_t rounding_work = 200000;

enum koppel_status koppel_lexicographic_start(struct koppel_lexicographic *component, struct koppel_arena *arena)
{
    size_t n_agents = (size_t)component->problem->n_agents;
    size_t n_tiers = (size_t)component->problem->n_tiers;

    component->slot_of = koppel_arena_new(arena, n_agents, sizeof *component->slot_of);
    component->costs = koppel_arena_new(arena, n_tiers, sizeof *component->costs);
    component->bounds = koppel_arena_new(arena, n_tiers, sizeof *component->bounds);
    component->trial = koppel_arena_new(arena, n_agents, sizeof *component->trial);
    component->trial_costs = koppel_arena_new(arena, n_tiers + 1, sizeof *component->trial_costs);
    if (component->wants_possible) {
        component->possible_room = koppel_arena_bits(arena, component->problem->n_pairs);
    }
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t t = 0; t < n_tiers; t++) {
        component->bounds[t] = INT64_MIN;
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_lexicographic_try_incumbent(struct koppel_lexicographic *component)
{
    const struct koppel_problem *problem = component->problem;
    int64_t *loads = koppel_new((size_t)problem->n_loads, sizeof *loads);
    bool ok = false;
    enum koppel_status status =
        loads != NULL ? koppel_problem_feasible(problem, component->trial, &ok) : KOPPEL_E_MEMORY;

    if (status != KOPPEL_OK || !ok) {
        goto out;
    }
    koppel_problem_loads(problem, component->trial, loads);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        component->trial_costs[t] = koppel_problem_cost(problem, t, component->trial, loads);
    }
    if (!component->has_incumbent ||
        koppel_vector_compare(component->trial_costs, component->costs, problem->n_tiers) < 0) {
        memcpy(component->slot_of, component->trial, (size_t)problem->n_agents * sizeof *component->slot_of);
        memcpy(component->costs, component->trial_costs, (size_t)problem->n_tiers * sizeof *component->costs);
        component->has_incumbent = true;
    }
out:
    free(loads);
    return status;
}

enum koppel_status koppel_lexicographic_guess(struct koppel_lexicographic *component, const int32_t *start)
{
    enum koppel_status status =
        koppel_greedy_best(component->problem, component->deadline, start, component->trial, component->trial_costs);

    return status == KOPPEL_OK ? koppel_lexicographic_try_incumbent(component) : status;
}

/* Rounding heuristic: every pair of classes gets the floor of its value; the greedy descent places the rest. A fault is
 * kept in component->rounding: without memory the search would go on, but on another path than with it. */
static bool round_relaxation(void *data, const double *values, int64_t *point)
{
    struct koppel_lexicographic *component = data;
    const struct koppel_problem *problem = component->problem;
    struct koppel_arena arena = {0};
    int32_t *places = koppel_arena_new(&arena, (size_t)problem->n_slots, sizeof *places);
    int32_t *start = koppel_arena_new(&arena, (size_t)problem->n_agents, sizeof *start);
    enum koppel_status status = koppel_arena_status(&arena);
    bool found = false;

    if (status == KOPPEL_OK) {
        for (int32_t c = 0; c < component->program->program.n_columns; c++) {
            point[c] = (int64_t)floor(values[c] + 0.01);
        }
        koppel_tier_program_open(component->program, point, start, places);
        status = koppel_greedy_run(problem, component->deadline, start, koppel_descent_work(component, rounding_work),
                                   component->trial, component->trial_costs);
    }
    if (status == KOPPEL_OK && component->trial_costs[0] == 0) {
        status = koppel_lexicographic_try_incumbent(component);
        found = status == KOPPEL_OK;
    }
    if (found) {
        koppel_tier_program_point(component->program, component->trial, point);
    }
    if (status != KOPPEL_OK) {
        component->rounding = status;
    }
    koppel_arena_free(&arena);
    return found;
}

static void report_search(void *data, int64_t best, int64_t bound)
{
    struct koppel_lexicographic *component = data;
    int64_t unit = component->program->unit;

    if (component->report != NULL) {
        component->report(component->report_data, component, component->tier, best * unit,
                          bound != INT64_MIN ? bound * unit : INT64_MIN);
    }
}

/* Opens the point of a search into an assignment, lets the greedy descent improve the later tiers, and keeps what is
 * better. */
static enum koppel_status open_point(struct koppel_lexicographic *component, const int64_t *point)
{
    const struct koppel_problem *problem = component->problem;
    struct koppel_arena arena = {0};
    int32_t *places = koppel_arena_new(&arena, (size_t)problem->n_slots, sizeof *places);
    int32_t *start = koppel_arena_new(&arena, (size_t)problem->n_agents, sizeof *start);
    enum koppel_status status = koppel_arena_status(&arena);

    if (status != KOPPEL_OK) {
        goto out;
    }
    koppel_tier_program_open(component->program, point, start, places);
    memcpy(component->trial, start, (size_t)problem->n_agents * sizeof *start);
    status = koppel_lexicographic_try_incumbent(component);
    if (status == KOPPEL_OK) {
        status = koppel_greedy_run(problem, component->deadline, start, component->opening_work, component->trial,
                                   component->trial_costs);
    }
    if (status == KOPPEL_OK && component->trial_costs[0] == 0) {
        status = koppel_lexicographic_try_incumbent(component);
    }
out:
    koppel_arena_free(&arena);
    return status;
}

static enum koppel_status search_tier(struct koppel_lexicographic *component, const struct koppel_tier_program *program)
{
    struct koppel_branch_and_bound_options options = {
        .gap_ppm = component->gap_ppm,
        .most_nodes = component->most_nodes > 0 ? component->most_nodes : component->slice_nodes,
        .has_stop_cutoff = component->has_stop_cutoff,
        .stop_cutoff = component->stop_cutoff / program->unit - (component->stop_cutoff % program->unit < 0),
        .deadline = component->deadline,
        .round = round_relaxation,
        .report = report_search,
        .data = component,
    };
    struct koppel_branch_and_bound_result result = {0};
    struct koppel_arena arena = {0};
    enum koppel_status status = KOPPEL_OK;
    int64_t before = component->costs[component->tier];
    double *prices = NULL;

    result.point = koppel_arena_new(&arena, (size_t)program->program.n_columns, sizeof *result.point);
    prices = koppel_arena_new(&arena, (size_t)program->program.n_rows, sizeof *prices);
    if (koppel_arena_failed(&arena)) {
        koppel_arena_free(&arena);
        return KOPPEL_E_MEMORY;
    }
    if (component->prices != NULL) {
        koppel_tier_program_prices(program, component->prices, prices);
    }
    options.prices = prices;
    component->program = program;
    component->rounding = KOPPEL_OK;
    koppel_tier_program_point(program, component->slot_of, result.point);
    status = koppel_branch_and_bound(&program->program, &options, &result);
    status = status == KOPPEL_OK ? component->rounding : status;
    component->n_nodes += result.n_nodes;
    component->was_cut = component->was_cut || (component->slice_nodes > 0 && result.n_nodes >= component->slice_nodes);
    if (status == KOPPEL_OK && result.cost * program->unit < before) {
        status = open_point(component, result.point);
    }
    if (status == KOPPEL_OK && result.bound != INT64_MIN) {
        component->bounds[component->tier] = result.bound * program->unit;
    }
    component->program = NULL;
    koppel_arena_free(&arena);
    return status;
}

bool koppel_lexicographic_is_at_known_bound(const struct koppel_lexicographic *component)
{
    bool at_known_bound = component->known_bound != NULL;

    for (int32_t t = 0; t <= component->tier && at_known_bound; t++) {
        at_known_bound = component->costs[t] == component->known_bound[t];
    }
    return at_known_bound;
}

enum koppel_status koppel_lexicographic_solve_tier(struct koppel_lexicographic *component)
{
    struct koppel_tier_program program;
    enum koppel_status status = KOPPEL_OK;

    if (koppel_lexicographic_is_at_known_bound(component) || component->tier < component->n_best_tiers) {
        component->bounds[component->tier] = component->costs[component->tier];
        return KOPPEL_OK;
    }
    status = koppel_tier_program_make(&program, component->problem, component->tier, component->costs);

    if (status == KOPPEL_OK && program.unit == 0) {
        component->bounds[component->tier] = component->costs[component->tier];
    } else if (status == KOPPEL_OK) {
        status = search_tier(component, &program);
    }
    koppel_tier_program_free(&program);
    return status;
}

/* The elastic problem, whose only tier is how far limits are broken: they become terms, and an agent that must be
 * placed brings -1. */
static enum koppel_status make_elastic(const struct koppel_problem *problem, struct koppel_problem *elastic,
                                       struct koppel_tier *tier, int64_t *n_must, struct koppel_arena *arena)
{
    size_t n_agents = (size_t)problem->n_agents;
    size_t n_loads = (size_t)problem->n_loads;

    *elastic = *problem;
    *tier = (struct koppel_tier){.name = "limits", .scale = 1};
    elastic->n_tiers = 1;
    elastic->tiers = tier;
    elastic->loads = koppel_arena_new(arena, n_loads, sizeof *elastic->loads);
    elastic->must_place = koppel_arena_new(arena, n_agents, sizeof *elastic->must_place);
    tier->agent_cost = koppel_arena_new(arena, n_agents, sizeof *tier->agent_cost);
    tier->terms = koppel_arena_new(arena, 2 * n_loads, sizeof *tier->terms);
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    *n_must = 0;
    for (size_t i = 0; i < n_agents; i++) {
        tier->agent_cost[i] = problem->must_place[i] ? -1 : 0;
        *n_must += problem->must_place[i];
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        const struct koppel_load *load = &problem->loads[g];

        elastic->loads[g] = (struct koppel_load){load->base, KOPPEL_NO_MIN, KOPPEL_NO_MAX};
        if (load->lo != KOPPEL_NO_MIN) {
            tier->terms[tier->n_terms++] = (struct koppel_term){.load = g, .at = load->lo, .under = 1};
        }
        if (load->hi != KOPPEL_NO_MAX) {
            tier->terms[tier->n_terms++] = (struct koppel_term){.load = g, .at = load->hi, .over = 1};
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_lexicographic_find(struct koppel_lexicographic *component)
{
    struct koppel_problem elastic;
    struct koppel_tier tier;
    struct koppel_lexicographic inner = {.problem = &elastic, .deadline = component->deadline};
    struct koppel_arena arena = {0};
    int64_t n_must = 0;
    enum koppel_status status = make_elastic(component->problem, &elastic, &tier, &n_must, &arena);

    if (status == KOPPEL_OK) {
        status = koppel_lexicographic_start(&inner, &arena);
    }
    if (status == KOPPEL_OK) {
        status = koppel_lexicographic_guess(&inner, NULL);
    }
    if (status == KOPPEL_OK) {
        status = koppel_lexicographic_solve_tier(&inner);
    }
    if (status == KOPPEL_OK) {
        component->n_nodes += inner.n_nodes;
        component->is_infeasible = inner.bounds[0] > -n_must;
    }
    if (status == KOPPEL_OK && inner.costs[0] == -n_must) {
        status = koppel_greedy_run(component->problem, component->deadline, inner.slot_of, 0, component->trial,
                                   component->trial_costs);
        if (status == KOPPEL_OK) {
            status = koppel_lexicographic_try_incumbent(component);
        }
    }
    koppel_arena_free(&arena);
    return status;
}

enum koppel_status koppel_lexicographic_solve(struct koppel_lexicographic *component)
{
    enum koppel_status status = KOPPEL_OK;

    if (!component->has_incumbent) {
        status = koppel_lexicographic_find(component);
    }
    for (component->tier = 0;
         status == KOPPEL_OK && component->has_incumbent && component->tier < component->problem->n_tiers;
         component->tier++) {
        if (koppel_deadline_expired(component->deadline)) {
            break;
        }
        status = koppel_lexicographic_solve_tier(component);
    }
    return status;
}
