// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* componentwise.c - components solved apart on threads (see componentwise.h). */
#include "engine/componentwise.h"

#include "base/arena.h"
#include "base/bits.h"
#include "base/deadline.h"
#include "base/memory.h"
#include "base/steps.h"
#include "base/workers.h"
#include "engine/coupling_row.h"
#include "engine/lp/glpk_guard.h"
#include "engine/solution.h"
#include "engine/tier_assignment.h"
#include "problem/components.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Nodes of the last search of a tier in a component's first turn; how much longer every further turn is. */
enum { FIRST_SLICE = 200, LONGER = 8 };

struct run {
    struct koppel_arena arena;
    const struct koppel_problem *problem;
    const struct koppel_engine_options *options;
    const struct koppel_component_method *method;
    double begin; /* of the solve, on the clock of deadline.h */
    struct koppel_components components;
    struct koppel_lexicographic *solves; /* n_items of components */
    int32_t *order;                      /* n_items: components as they are taken */
    int64_t *best;                       /* components x tiers: costs so far, for progress */
    int64_t *bounds;                     /* components x tiers */
    struct koppel_deadline *deadlines;   /* n_items: each counts its own work */
    int64_t *steps_left;                 /* n_items */
    int64_t *known_bound;                /* n_tiers: the caller's less the constants, for a single component */
    int64_t slice_nodes;                 /* of the turn at hand; 0: no limit */
    pthread_mutex_t lock;                /* of what the caller is told */
};

struct sized_part {
    int64_t n_pairs;
    int32_t component;
};

static int compare_sizes(const void *left, const void *right)
{
    const struct sized_part *a = left, *b = right;

    return a->n_pairs != b->n_pairs ? (a->n_pairs > b->n_pairs) - (a->n_pairs < b->n_pairs)
                                    : (a->component > b->component) - (a->component < b->component);
}

/* Small components come first, so that a hard one does not use up the time of all others; but every thread beyond the
 * first begins with one of the largest, so that none is left to one thread in the end. */
static enum koppel_status put_in_order(struct run *run)
{
    int32_t n = run->components.n_items, n_first = run->options->n_threads - 1;
    struct sized_part *sizes = koppel_new((size_t)n, sizeof *sizes);

    if (sizes == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < n; k++) {
        sizes[k] = (struct sized_part){run->components.items[k].problem.n_pairs, k};
    }
    qsort(sizes, (size_t)n, sizeof *sizes, compare_sizes);
    n_first = n_first < 0 ? 0 : (n_first < n ? n_first : n);
    for (int32_t k = 0; k < n; k++) {
        run->order[k] = sizes[k < n_first ? n - 1 - k : k - n_first].component;
    }
    free(sizes);
    return KOPPEL_OK;
}

/* Sums over the components what is known of a tier, and tells the caller. */
static void report_part(void *data, const struct koppel_lexicographic *component, int32_t tier, int64_t best,
                        int64_t bound)
{
    struct run *run = data;
    int32_t n_tiers = run->problem->n_tiers;
    int64_t row = component - run->solves;
    int64_t total = run->components.constants[tier], total_bound = run->components.constants[tier];
    bool has_bound = true;

    pthread_mutex_lock(&run->lock);
    run->best[row * n_tiers + tier] = best;
    run->bounds[row * n_tiers + tier] = bound;
    for (int32_t k = 0; k < run->components.n_items; k++) {
        total += run->best[(int64_t)k * n_tiers + tier];
        has_bound = has_bound && run->bounds[(int64_t)k * n_tiers + tier] != INT64_MIN;
        total_bound += has_bound ? run->bounds[(int64_t)k * n_tiers + tier] : 0;
    }
    run->options->progress(run->options->progress_data, tier, total, has_bound ? total_bound : INT64_MIN,
                           koppel_clock_seconds() - run->begin);
    pthread_mutex_unlock(&run->lock);
}

/* Of one component; without a limit they are counted all the same. */
static int64_t most_steps(const struct run *run)
{
    return run->options->most_steps > 0 ? run->options->most_steps : INT64_MAX;
}

static enum koppel_status run_start(struct run *run)
{
    size_t n_components = 0, n_tiers = (size_t)run->problem->n_tiers;
    /* merging takes a look at every cost, and gains nothing once the time is up */
    bool merges = koppel_step_is_on(KOPPEL_STEP_EQUAL_SLOTS) && !koppel_deadline_expired(&run->options->deadline);
    enum koppel_status status = koppel_components_make_until(
        &run->components, run->problem, merges ? KOPPEL_MERGE_EQUAL_SLOTS : KOPPEL_LEAVE_EQUAL_SLOTS,
        &run->options->deadline);

    n_components = (size_t)run->components.n_items;
    run->solves = koppel_arena_new(&run->arena, n_components, sizeof *run->solves);
    run->order = koppel_arena_new(&run->arena, n_components, sizeof *run->order);
    run->best = koppel_arena_new(&run->arena, n_components * n_tiers, sizeof *run->best);
    run->bounds = koppel_arena_new(&run->arena, n_components * n_tiers, sizeof *run->bounds);
    run->deadlines = koppel_arena_new(&run->arena, n_components, sizeof *run->deadlines);
    run->steps_left = koppel_arena_new(&run->arena, n_components, sizeof *run->steps_left);
    run->known_bound = koppel_arena_new(&run->arena, n_tiers, sizeof *run->known_bound);
    if (status != KOPPEL_OK || koppel_arena_failed(&run->arena)) {
        return KOPPEL_E_MEMORY;
    }
    if (put_in_order(run) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t t = 0; t < n_tiers && run->options->known_bound != NULL; t++) {
        run->known_bound[t] = run->options->known_bound[t] - run->components.constants[t];
    }
    for (size_t k = 0; k < n_components * n_tiers; k++) {
        run->bounds[k] = INT64_MIN;
    }
    for (size_t k = 0; k < n_components; k++) {
        run->steps_left[k] = most_steps(run);
        run->deadlines[k] = run->options->deadline;
        run->deadlines[k].steps_left = &run->steps_left[k];
        run->solves[k] = (struct koppel_lexicographic){
            .problem = &run->components.items[k].problem,
            .deadline = &run->deadlines[k],
            .gap_ppm = run->options->gap_ppm,
            .n_threads = n_components == 1 ? run->options->n_threads : 1,
            .most_nodes = run->options->most_nodes,
            .most_weighed = run->options->most_weighed,
            .n_best_tiers = run->options->start != NULL ? run->options->n_best_tiers : 0,
            .wants_possible = run->options->wants_possible,
            /* a known bound of all components together says nothing of one of several */
            .known_bound = run->options->known_bound != NULL && n_components == 1 ? run->known_bound : NULL,
            .report = run->options->progress != NULL ? report_part : NULL,
            .report_data = run,
        };
        if (koppel_lexicographic_start(&run->solves[k], &run->arena) != KOPPEL_OK) {
            return KOPPEL_E_MEMORY;
        }
    }
    return KOPPEL_OK;
}

/* The caller's start within one component. */
static enum koppel_status guess_from_start(struct run *run, int32_t k)
{
    int32_t *start = NULL;
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (run->options->start == NULL) {
        return run->method->guess(&run->solves[k], NULL);
    }
    start = koppel_new((size_t)run->components.items[k].problem.n_agents, sizeof *start);
    if (start != NULL) {
        koppel_components_restrict(&run->components, k, run->options->start, start);
        status = run->method->guess(&run->solves[k], start);
    }
    free(start);
    return status;
}

/* The component's optimum as one assignment where that is possible, else a first incumbent. */
static enum koppel_status guess_part(struct run *run, int32_t k)
{
    const struct koppel_problem *problem = &run->components.items[k].problem;
    int64_t most = run->method->most_tried_pairs;
    bool is_tried = (most == 0 || problem->n_loads == 0 || problem->n_pairs <= most) &&
                    koppel_step_is_on(KOPPEL_STEP_ASSIGNMENT_FIRST);
    enum koppel_status status = is_tried ? koppel_tier_assignment_solve(&run->solves[k]) : KOPPEL_OK;

    return status == KOPPEL_OK && !run->solves[k].is_done ? guess_from_start(run, k) : status;
}

static enum koppel_status guess_item(void *data, int32_t worker, int32_t k)
{
    struct run *run = data;

    (void)worker; /* all that a component needs is its own */
    return guess_part(run, run->order[k]);
}

/* A component solved again begins with its incumbent: what was proven before holds as long as nothing got worse. */
static void keep_bounds(struct koppel_lexicographic *component, const int64_t *costs, const int64_t *bounds)
{
    for (int32_t t = 0; t < component->problem->n_tiers; t++) {
        component->bounds[t] = component->bounds[t] > bounds[t] ? component->bounds[t] : bounds[t];
        if (component->costs[t] > costs[t]) {
            break;
        }
    }
}

static enum koppel_status solve_again(struct run *run, struct koppel_lexicographic *component)
{
    size_t n_tiers = (size_t)run->problem->n_tiers;
    struct koppel_arena arena = {0};
    int64_t *costs = koppel_arena_new(&arena, n_tiers, sizeof *costs);
    int64_t *bounds = koppel_arena_new(&arena, n_tiers, sizeof *bounds);
    enum koppel_status status = koppel_arena_status(&arena);

    if (status == KOPPEL_OK) {
        memcpy(costs, component->costs, n_tiers * sizeof *costs);
        memcpy(bounds, component->bounds, n_tiers * sizeof *bounds);
        for (size_t t = 1; t < n_tiers; t++) { /* they hold for what the tiers before cost then */
            component->bounds[t] = INT64_MIN;
        }
        status = run->method->solve(component);
        keep_bounds(component, costs, bounds);
    }
    koppel_arena_free(&arena);
    return status;
}

static enum koppel_status solve_item(void *data, int32_t worker, int32_t k)
{
    struct run *run = data;
    struct koppel_lexicographic *component = &run->solves[run->order[k]];
    bool is_too_large = run->options->most_pairs > 0 && component->problem->n_pairs > run->options->most_pairs;
    bool is_solved = component->is_done || is_too_large;
    bool is_again = component->was_cut;
    enum koppel_status status = KOPPEL_OK;

    (void)worker;
    if (is_solved || (run->slice_nodes > FIRST_SLICE && !is_again) ||
        (component->has_incumbent && koppel_deadline_expired(component->deadline))) {
        return KOPPEL_OK;
    }
    component->was_cut = false;
    component->slice_nodes = run->slice_nodes;
    component->is_first_turn = run->slice_nodes == FIRST_SLICE;
    if (is_again) {
        return solve_again(run, component);
    }
    if (koppel_step_is_on(KOPPEL_STEP_COUPLING_ROW)) {
        status = koppel_coupling_row_solve(component, run->options, run->method, &is_solved);
    }
    return status == KOPPEL_OK && !is_solved ? run->method->solve(component) : status;
}

/* Runs one phase over all components. */
static enum koppel_status for_parts(struct run *run, enum koppel_status (*work)(void *, int32_t, int32_t))
{
    const struct koppel_workers workers = {.n_items = run->components.n_items,
                                           .n_threads = run->options->n_threads,
                                           .data = run,
                                           .work = work,
                                           .end = koppel_guard_end};

    return koppel_workers_run(&workers);
}

static bool any_cut(const struct run *run)
{
    bool found = false;

    for (int32_t k = 0; k < run->components.n_items; k++) {
        found = found || (run->solves[k].was_cut && !koppel_deadline_expired(&run->deadlines[k]));
    }
    return found;
}

/* Every component has its turn before a hard one has another, which is longer. */
static enum koppel_status solve_in_turns(struct run *run)
{
    enum koppel_status status = KOPPEL_OK;

    run->slice_nodes = run->components.n_items > 1 && run->options->most_nodes == 0 ? FIRST_SLICE : 0;
    do {
        status = for_parts(run, solve_item);
        run->slice_nodes *= run->slice_nodes < INT64_MAX / LONGER ? LONGER : 1;
    } while (status == KOPPEL_OK && any_cut(run) && !koppel_deadline_expired(&run->options->deadline));
    return status;
}

static bool any_infeasible(const struct run *run)
{
    bool found = run->components.infeasible;

    for (int32_t k = 0; k < run->components.n_items; k++) {
        found = found || run->solves[k].is_infeasible;
    }
    return found;
}

static bool all_have_choices(const struct run *run)
{
    bool all = true;

    for (int32_t k = 0; k < run->components.n_items; k++) {
        all = all && run->solves[k].has_incumbent;
    }
    return all;
}

static void note_guesses(struct run *run)
{
    int32_t n_tiers = run->problem->n_tiers;

    for (int32_t k = 0; k < run->components.n_items; k++) {
        for (int32_t t = 0; t < n_tiers; t++) {
            run->best[(int64_t)k * n_tiers + t] = run->solves[k].costs[t];
        }
    }
}

/* Tiers that time did not allow for get the bounds of a simple relaxation. */
static enum koppel_status bound_simply(struct run *run, int32_t k)
{
    struct koppel_lexicographic *component = &run->solves[k];
    int32_t n_tiers = run->problem->n_tiers; /* may be 0 */
    int32_t n_known = 0;

    while (n_known < n_tiers && component->bounds[n_known] != INT64_MIN) {
        n_known++;
    }
    if (n_known == n_tiers) {
        return KOPPEL_OK;
    }
    if (koppel_problem_simple_bounds(component->problem, component->deadline, component->trial_costs) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t t = n_known; t < n_tiers; t++) {
        int64_t bound =
            component->trial_costs[t] < component->costs[t] ? component->trial_costs[t] : component->costs[t];

        component->bounds[t] = component->bounds[t] == INT64_MIN ? bound : component->bounds[t];
    }
    return KOPPEL_OK;
}

/* Can a pair of the whole problem be in an optimum, for all that is known? */
static bool is_possible(const struct run *run, int32_t k, int32_t agent, int32_t slot)
{
    const struct koppel_lexicographic *solve = &run->solves[k];
    int64_t pair = 0;

    if (run->components.component_of_slot[slot] != k) {
        return false;
    }
    pair = koppel_problem_pair(solve->problem, agent, run->components.row_of_slot[slot]);
    return pair != KOPPEL_NONE && (solve->possible == NULL || koppel_bit(solve->possible, pair));
}

/* What components know of their pairs, for the pairs of the whole problem. Of equal slots, what holds for one holds for
 * all. */
static enum koppel_status collect_possible(struct run *run, struct koppel_solution *solution)
{
    const struct koppel_problem *problem = run->problem;

    solution->possible = koppel_bits_new(problem->n_pairs);
    if (solution->possible == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < run->components.n_items; k++) {
        const struct koppel_component *component = &run->components.items[k];

        for (int32_t i = 0; i < component->problem.n_agents; i++) {
            int32_t agent = component->agents[i];

            for (int64_t p = problem->first[agent]; p < problem->first[agent + 1]; p++) {
                bool possible = koppel_state_of_pair(problem, p) == KOPPEL_PAIR_FREE &&
                                is_possible(run, k, i, koppel_pair_slot(problem, agent, p));

                koppel_bit_set(solution->possible, p, possible);
            }
        }
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        if (run->components.kept[i] != KOPPEL_NONE) {
            koppel_bit_set(solution->possible, koppel_problem_pair(problem, i, run->components.kept[i]), true);
        }
    }
    return KOPPEL_OK;
}

/* Puts the components' assignments and bounds together. */
static enum koppel_status collect(struct run *run, struct koppel_solution *solution)
{
    const struct koppel_problem *problem = run->problem;
    struct koppel_arena arena = {0};
    int32_t *slot_of = koppel_arena_new(&arena, (size_t)problem->n_agents, sizeof *slot_of);
    int64_t *bounds = koppel_arena_new(&arena, (size_t)problem->n_tiers, sizeof *bounds);
    enum koppel_status status = koppel_arena_status(&arena);

    if (status != KOPPEL_OK) {
        goto out;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        slot_of[i] = run->components.kept[i];
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        bounds[t] = run->components.constants[t];
    }
    for (int32_t k = 0; k < run->components.n_items; k++) {
        const struct koppel_lexicographic *solve = &run->solves[k];

        status = bound_simply(run, k);
        if (status == KOPPEL_OK) {
            status = koppel_components_extend(&run->components, k, solve->slot_of, slot_of);
        }
        if (status != KOPPEL_OK) {
            goto out;
        }
        for (int32_t t = 0; t < problem->n_tiers; t++) {
            bounds[t] += solve->bounds[t];
        }
    }
    status = koppel_solution_set(solution, problem, slot_of, bounds, run->options->gap_ppm);
    if (status == KOPPEL_OK && run->options->wants_possible && koppel_solution_is_best(solution)) {
        status = collect_possible(run, solution);
    }
out:
    koppel_arena_free(&arena);
    return status;
}

static enum koppel_status solve_parts(struct run *run, struct koppel_solution *solution)
{
    enum koppel_status status = for_parts(run, guess_item);

    if (status == KOPPEL_OK) {
        note_guesses(run);
        status = solve_in_turns(run);
    }
    solution->n_components = run->components.n_items;
    for (int32_t k = 0; k < run->components.n_items; k++) {
        solution->n_nodes += run->solves[k].n_nodes;
        solution->n_steps += most_steps(run) - run->steps_left[k];
        solution->is_cut_by_work = solution->is_cut_by_work || run->steps_left[k] <= 0;
    }
    if (status != KOPPEL_OK) {
        return status;
    }
    if (any_infeasible(run)) {
        solution->outcome = KOPPEL_INFEASIBLE;
        return KOPPEL_OK;
    }
    return all_have_choices(run) ? collect(run, solution) : KOPPEL_OK;
}

enum koppel_status koppel_componentwise_solve(const struct koppel_problem *problem,
                                              const struct koppel_engine_options *options,
                                              const struct koppel_component_method *method,
                                              struct koppel_solution *solution)
{
    struct run run = {.problem = problem, .options = options, .method = method};
    enum koppel_status status = koppel_problem_check(problem);

    *solution = (struct koppel_solution){.outcome = KOPPEL_NO_ANSWER};
    if (status != KOPPEL_OK) {
        return status;
    }
    if (pthread_mutex_init(&run.lock, NULL) != 0) {
        return KOPPEL_E_MEMORY;
    }
    run.begin = koppel_clock_seconds();
    status = run_start(&run);
    if (status == KOPPEL_OK && run.components.infeasible) {
        solution->outcome = KOPPEL_INFEASIBLE;
    } else if (status == KOPPEL_OK) {
        status = solve_parts(&run, solution);
    }
    koppel_components_free(&run.components);
    koppel_arena_free(&run.arena);
    pthread_mutex_destroy(&run.lock);
    return status;
}
