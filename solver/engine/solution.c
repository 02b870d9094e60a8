// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* solution.c - costs in whole numbers, gaps, outcome, and a simple bound (see solution.h). */
#include "engine/solution.h"

#include "base/arena.h"
#include "base/exact.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool koppel_solution_is_best(const struct koppel_solution *solution)
{
    if (solution->slot_of == NULL) {
        return false;
    }
    for (int32_t t = 0; t < solution->n_tiers; t++) {
        if (solution->tiers[t].bound != solution->tiers[t].cost) {
            return false;
        }
    }
    return true;
}

void koppel_solution_free(struct koppel_solution *solution)
{
    free(solution->slot_of);
    free(solution->tiers);
    free(solution->possible);
    *solution = (struct koppel_solution){0};
}

enum koppel_status koppel_solution_set(struct koppel_solution *solution, const struct koppel_problem *problem,
                                       const int32_t *slot_of, const int64_t *bounds, int64_t gap_ppm)
{
    enum koppel_status status = KOPPEL_E_MEMORY;
    size_t n_agents = (size_t)problem->n_agents;
    int64_t *loads = koppel_new((size_t)problem->n_loads, sizeof *loads);
    bool proven = true;
    bool ok = false;

    free(solution->slot_of);
    free(solution->tiers);
    solution->slot_of = koppel_new(n_agents, sizeof *solution->slot_of);
    solution->tiers = koppel_new((size_t)problem->n_tiers, sizeof *solution->tiers);
    solution->n_tiers = problem->n_tiers;
    if (loads == NULL || solution->slot_of == NULL || solution->tiers == NULL) {
        goto out;
    }
    status = koppel_problem_feasible(problem, slot_of, &ok);
    if (status != KOPPEL_OK || !ok) {
        status = status != KOPPEL_OK ? status : KOPPEL_E_INTERNAL;
        goto out;
    }
    if (n_agents > 0) {
        memcpy(solution->slot_of, slot_of, n_agents * sizeof *slot_of);
    }
    koppel_problem_loads(problem, slot_of, loads);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        struct koppel_tier_result *tier = &solution->tiers[t];

        tier->cost = koppel_problem_cost(problem, t, slot_of, loads);
        tier->bound = bounds[t] < tier->cost ? bounds[t] : tier->cost;
        tier->has_said_bound = false;
        tier->proven = proven && koppel_gap_within(tier->cost, tier->bound, gap_ppm);
        proven = tier->proven;
    }
    solution->outcome = proven ? KOPPEL_PROVEN : KOPPEL_FEASIBLE;
out:
    if (status != KOPPEL_OK) {
        koppel_solution_free(solution);
        solution->outcome = KOPPEL_NO_ANSWER;
    }
    free(loads);
    return status;
}

/* The cheapest pair of an agent that is not banned; INT64_MAX: there is none. */
static int64_t cheapest_pair(const struct koppel_problem *problem, int32_t t, int32_t agent, int64_t *scratch)
{
    const int64_t *costs = koppel_costs_of(problem, t, agent, scratch);
    int64_t first = problem->first[agent], least = INT64_MAX;

    if (costs == NULL && problem->state == NULL) {
        return problem->first[agent + 1] > first ? 0 : INT64_MAX;
    }
    for (int64_t k = 0; k < problem->first[agent + 1] - first; k++) {
        int64_t cost = costs != NULL ? costs[k] : 0;

        if (cost < least && koppel_state_of_pair(problem, first + k) != KOPPEL_PAIR_BANNED) {
            least = cost;
        }
    }
    return least;
}

/* Every agent on its own at its cheapest. is_short: what a rule says of its costs will do. */
static int64_t agents_bound(const struct koppel_problem *problem, int32_t t, bool is_short, int64_t *scratch)
{
    const struct koppel_tier *tier = &problem->tiers[t];
    int64_t sum = 0;

    is_short = is_short && tier->rule.work_out != NULL && tier->rule.most > 0;
    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t least = is_short ? -tier->rule.most : cheapest_pair(problem, t, i, scratch);

        if (least != INT64_MAX) {
            least += koppel_cost_of_agent(tier, i);
            sum += least < 0 || problem->must_place[i] ? least : 0;
        }
    }
    return sum;
}

static int64_t terms_at(const struct koppel_term *terms, size_t n_terms, int64_t value)
{
    int64_t cost = 0;

    for (size_t k = 0; k < n_terms; k++) {
        cost += koppel_cost_of_term(&terms[k], value);
    }
    return cost;
}

/* A convex piecewise linear cost is least at a breakpoint or at an end of the range low..top. */
static int64_t load_bound(const struct koppel_term *terms, size_t n_terms, int64_t low, int64_t top)
{
    int64_t least = terms_at(terms, n_terms, low);
    int64_t cost = terms_at(terms, n_terms, top);

    least = cost < least ? cost : least;
    for (size_t k = 0; k < n_terms; k++) {
        if (terms[k].at > low && terms[k].at < top) {
            cost = terms_at(terms, n_terms, terms[k].at);
            least = cost < least ? cost : least;
        }
    }
    return least;
}

static int compare_terms(const void *left, const void *right)
{
    const struct koppel_term *a = left;
    const struct koppel_term *b = right;

    return (a->load > b->load) - (a->load < b->load);
}

/* Every load on its own at its cheapest value in reach; sorts the terms (a copy of the tier's) by load. */
static int64_t terms_bound(const struct koppel_problem *problem, struct koppel_term *terms, size_t n_terms,
                           const int64_t *top)
{
    int64_t sum = 0;
    size_t next = 0;

    qsort(terms, n_terms, sizeof *terms, compare_terms);
    for (size_t k = 0; k < n_terms; k = next) {
        int32_t g = terms[k].load;

        for (next = k; next < n_terms && terms[next].load == g;) {
            next++;
        }
        sum += load_bound(terms + k, next - k, problem->loads[g].base, top[g]);
    }
    return sum;
}

/* The largest value of each load in reach: every place taken at the largest measure. */
static enum koppel_status loads_top(const struct koppel_problem *problem, int64_t *top, struct koppel_arena *arena)
{
    int64_t *largest = koppel_problem_largest_amounts(problem, arena);

    if (largest == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        top[g] = problem->loads[g].base;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        int64_t places = problem->places[j] < problem->n_agents ? problem->places[j] : problem->n_agents;

        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            top[problem->entries[e].load] += places * largest[problem->entries[e].measure];
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_problem_simple_bounds(const struct koppel_problem *problem,
                                                const struct koppel_deadline *deadline, int64_t *bounds)
{
    struct koppel_arena arena = {0};
    int64_t *scratch = koppel_arena_new(&arena, (size_t)koppel_problem_most_pairs(problem), sizeof *scratch);
    int64_t *top = koppel_arena_new(&arena, (size_t)problem->n_loads, sizeof *top);
    enum koppel_status status = top != NULL ? loads_top(problem, top, &arena) : KOPPEL_E_MEMORY;

    for (int32_t t = 0; t < problem->n_tiers && status == KOPPEL_OK; t++) {
        const struct koppel_tier *tier = &problem->tiers[t];
        struct koppel_term *terms = koppel_arena_new(&arena, tier->n_terms, sizeof *terms);

        if (terms == NULL || scratch == NULL) {
            status = KOPPEL_E_MEMORY;
            break;
        }
        if (tier->n_terms > 0) {
            memcpy(terms, tier->terms, tier->n_terms * sizeof *terms);
        }
        bounds[t] = agents_bound(problem, t, koppel_deadline_expired(deadline), scratch) +
                    terms_bound(problem, terms, tier->n_terms, top);
    }
    koppel_arena_free(&arena);
    return status;
}
