// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* exhaustive_engine.c - tries every assignment of a tiny problem; the oracle of the tests, so it is plain on purpose.
 *
 * Agents are given their slots one after another by recursion; every complete assignment is tested against the loads
 * and compared by its vector of tier costs. Nothing is pruned but broken rows (1)-(3), and nothing is shared with the
 * other engines.
 */
#include "engine/engines.h"

#include "base/arena.h"
#include "base/deadline.h"
#include "engine/solution.h"

#include <string.h>

struct search {
    struct koppel_arena arena;
    const struct koppel_problem *problem;
    struct koppel_deadline deadline;
    int32_t *slot_of; /* n_agents: the assignment so far */
    int32_t *used;    /* n_slots: agents in each slot */
    int64_t *loads;   /* n_loads: of a complete assignment */
    int64_t *costs;   /* n_tiers: of a complete assignment */
    int32_t *best;    /* n_agents */
    int64_t *best_costs;
    bool found;
    bool expired;
    int64_t n_tried;
};

static enum koppel_status search_start(struct search *search, const struct koppel_problem *problem)
{
    search->problem = problem;
    search->slot_of = koppel_arena_new(&search->arena, (size_t)problem->n_agents, sizeof *search->slot_of);
    search->used = koppel_arena_new(&search->arena, (size_t)problem->n_slots, sizeof *search->used);
    search->loads = koppel_arena_new(&search->arena, (size_t)problem->n_loads, sizeof *search->loads);
    search->costs = koppel_arena_new(&search->arena, (size_t)problem->n_tiers, sizeof *search->costs);
    search->best = koppel_arena_new(&search->arena, (size_t)problem->n_agents, sizeof *search->best);
    search->best_costs = koppel_arena_new(&search->arena, (size_t)problem->n_tiers, sizeof *search->best_costs);
    return koppel_arena_status(&search->arena);
}

/* Whether the product of (pairs + 1) over the agents stays within the limit. */
static bool is_tiny(const struct koppel_problem *problem)
{
    int64_t product = 1;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t n_choices = problem->first[i + 1] - problem->first[i] + 1;

        if (n_choices > KOPPEL_EXHAUSTIVE_LIMIT / product) {
            return false;
        }
        product *= n_choices;
    }
    return true;
}

static bool limits_hold(const struct search *search)
{
    for (int32_t g = 0; g < search->problem->n_loads; g++) {
        const struct koppel_load *load = &search->problem->loads[g];

        if (search->loads[g] < load->lo || search->loads[g] > load->hi) {
            return false;
        }
    }
    return true;
}

/* Compares a complete assignment with the best so far. */
static void try_choice(struct search *search)
{
    const struct koppel_problem *problem = search->problem;
    bool better = !search->found;

    search->n_tried++;
    koppel_problem_loads(problem, search->slot_of, search->loads);
    if (!limits_hold(search)) {
        return;
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        search->costs[t] = koppel_problem_cost(problem, t, search->slot_of, search->loads);
    }
    for (int32_t t = 0; t < problem->n_tiers && !better; t++) {
        if (search->costs[t] != search->best_costs[t]) {
            better = search->costs[t] < search->best_costs[t];
            break;
        }
    }
    if (better) {
        search->found = true;
        memcpy(search->best, search->slot_of, (size_t)problem->n_agents * sizeof *search->best);
        memcpy(search->best_costs, search->costs, (size_t)problem->n_tiers * sizeof *search->costs);
    }
}

static void search_from(struct search *search, int32_t agent)
{
    const struct koppel_problem *problem = search->problem;
    bool has_kept = false;

    if (search->n_tried % 4096 == 0 && koppel_deadline_expired(&search->deadline)) {
        search->expired = true;
    }
    if (search->expired) {
        return;
    }
    if (agent == problem->n_agents) {
        try_choice(search);
        return;
    }
    for (int64_t p = problem->first[agent]; p < problem->first[agent + 1]; p++) {
        has_kept = has_kept || koppel_state_of_pair(problem, p) == KOPPEL_PAIR_KEPT;
    }
    search->slot_of[agent] = KOPPEL_NONE;
    if (!has_kept && !problem->must_place[agent]) {
        search_from(search, agent + 1);
    }
    for (int64_t p = problem->first[agent]; p < problem->first[agent + 1]; p++) {
        int32_t j = koppel_pair_slot(problem, agent, p);
        int64_t n_other_kept = 0;

        for (int64_t q = problem->first[agent]; q < problem->first[agent + 1]; q++) {
            n_other_kept += q != p && koppel_state_of_pair(problem, q) == KOPPEL_PAIR_KEPT;
        }
        if (koppel_state_of_pair(problem, p) == KOPPEL_PAIR_BANNED || n_other_kept > 0 ||
            search->used[j] == problem->places[j]) {
            continue;
        }
        search->slot_of[agent] = j;
        search->used[j]++;
        search_from(search, agent + 1);
        search->used[j]--;
    }
    search->slot_of[agent] = KOPPEL_NONE;
}

enum koppel_status koppel_exhaustive_solve(const struct koppel_problem *problem,
                                           const struct koppel_engine_options *options,
                                           struct koppel_solution *solution)
{
    struct search search = {0};
    enum koppel_status status = KOPPEL_OK;

    *solution = (struct koppel_solution){.outcome = KOPPEL_NO_ANSWER};
    status = koppel_problem_check(problem);
    if (status != KOPPEL_OK) {
        return status;
    }
    if (!is_tiny(problem)) {
        return KOPPEL_E_ARGUMENT;
    }
    status = search_start(&search, problem);
    if (status != KOPPEL_OK) {
        goto out;
    }
    search.deadline = options->deadline;
    search_from(&search, 0);
    if (search.found) {
        for (int32_t t = 0; t < problem->n_tiers; t++) {
            search.costs[t] = search.expired ? INT64_MIN : search.best_costs[t];
        }
        status = koppel_solution_set(solution, problem, search.best, search.costs, options->gap_ppm);
    } else {
        solution->outcome = search.expired ? KOPPEL_NO_ANSWER : KOPPEL_INFEASIBLE;
    }
    solution->n_nodes = search.n_tried;
    solution->n_components = 1;
out:
    koppel_arena_free(&search.arena);
    return status;
}
