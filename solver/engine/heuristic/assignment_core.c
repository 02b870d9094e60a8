// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* assignment_core.c - packed costs of an assignment and its core of pairs (see assignment_core.h). */
#include "engine/heuristic/assignment_core.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* Packed costs stay below this, so that sums over paths fit. */
static const koppel_wide largest = (koppel_wide)1 << 90;
static const koppel_wide lowest = -((koppel_wide)1 << 125);

/* Pairs of an agent that come in at a time. */
enum { MOST_FOUND = 24 };

/* The most by which the costs of two assignments can differ in a tier. */
static koppel_wide range_of(struct koppel_assignment_core *core, int32_t t)
{
    const struct koppel_problem *problem = core->problem;
    koppel_wide range = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        const int64_t *costs = koppel_costs_of(problem, t, i, core->rows.scratch);
        int64_t own = koppel_cost_of_agent(&problem->tiers[t], i), low = 0, high = 0;

        for (int64_t k = 0; k < problem->first[i + 1] - problem->first[i]; k++) {
            int64_t cost = own + (costs != NULL ? costs[k] : 0);

            low = cost < low ? cost : low;
            high = cost > high ? cost : high;
        }
        range += (koppel_wide)high - low;
    }
    return range;
}

static bool pack(struct koppel_assignment_core *core)
{
    koppel_wide weight = 1;

    for (int32_t t = core->rows.n_tiers - 1; t >= 0; t--) {
        koppel_wide range = range_of(core, t);

        core->weight[t] = weight;
        if (__builtin_mul_overflow(range + 1, weight, &range) || range > largest) {
            return false;
        }
        weight = range;
    }
    return true;
}

enum koppel_status koppel_assignment_core_start(struct koppel_assignment_core *core,
                                                const struct koppel_problem *problem, int32_t n_tiers, bool *fits,
                                                struct koppel_arena *arena)
{
    *core = (struct koppel_assignment_core){.arena = arena, .problem = problem};
    koppel_cost_rows_start(&core->rows, problem, n_tiers, arena);
    core->weight = koppel_arena_new(arena, (size_t)n_tiers, sizeof *core->weight);
    core->row = koppel_arena_new(arena, (size_t)core->rows.length, sizeof *core->row);
    core->first = koppel_arena_new(arena, (size_t)problem->n_agents + 1, sizeof *core->first);
    core->found_first = koppel_arena_new(arena, (size_t)problem->n_agents + 1, sizeof *core->found_first);
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    *fits = pack(core);
    return KOPPEL_OK;
}

const koppel_wide *koppel_assignment_core_row(struct koppel_assignment_core *core, int32_t agent)
{
    koppel_wide own = core->bonus;

    koppel_cost_rows_read(&core->rows, agent);
    for (int32_t t = 0; t < core->rows.n_tiers; t++) {
        own += core->weight[t] * koppel_cost_of_agent(&core->problem->tiers[t], agent);
    }
    for (int64_t k = 0; k < core->rows.n; k++) {
        core->row[k] = own;
    }
    for (int32_t t = 0; t < core->rows.n_tiers; t++) {
        for (int64_t k = 0; core->rows.costs[t] != NULL && k < core->rows.n; k++) {
            core->row[k] += core->weight[t] * core->rows.costs[t][k];
        }
    }
    return core->row;
}

koppel_wide koppel_assignment_core_cost(const struct koppel_assignment_core *core, int32_t agent, int64_t pair)
{
    koppel_wide cost = core->bonus;

    for (int32_t t = 0; t < core->rows.n_tiers; t++) {
        cost += core->weight[t] * koppel_cost_of_pair(core->problem, t, agent, pair);
    }
    return cost;
}

enum koppel_status koppel_assignment_core_take_all(struct koppel_assignment_core *core)
{
    const struct koppel_problem *problem = core->problem;
    int64_t n = 0;

    if (koppel_arena_grow(core->arena, (void **)&core->pairs, &core->capacity, (size_t)problem->n_pairs,
                          sizeof *core->pairs) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        const koppel_wide *costs = koppel_assignment_core_row(core, i);
        const int32_t *slots = koppel_slots_of(problem, i);

        for (int64_t k = 0; k < core->rows.n; k++) {
            core->pairs[n++] = (struct koppel_core_pair){costs[k], problem->first[i] + k, slots[k]};
        }
        core->first[i + 1] = n;
    }
    return KOPPEL_OK;
}

static int compare_pairs(const void *left, const void *right)
{
    int64_t a = ((const struct koppel_core_pair *)left)->pair, b = ((const struct koppel_core_pair *)right)->pair;

    return (a > b) - (a < b);
}

enum koppel_status koppel_assignment_core_find(struct koppel_assignment_core *core, int32_t agent,
                                               const koppel_wide *slot_price, koppel_wide limit)
{
    const struct koppel_problem *problem = core->problem;
    const koppel_wide *costs = koppel_assignment_core_row(core, agent);
    const int32_t *slots = koppel_slots_of(problem, agent);
    int32_t held = core->held != NULL ? core->held[agent] : KOPPEL_NONE;
    int64_t first = core->found_first[agent], next = core->first[agent];
    koppel_wide priced[MOST_FOUND];
    int n = 0;

    if (koppel_arena_grow(core->arena, (void **)&core->found, &core->found_capacity, (size_t)first + MOST_FOUND,
                          sizeof *core->found) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    for (int64_t k = 0; k < core->rows.n; k++) {
        koppel_wide price = slots[k] == held ? lowest : costs[k] - slot_price[slots[k]];
        bool is_in_core = next < core->first[agent + 1] && core->pairs[next].pair == problem->first[agent] + k;
        int at = n < MOST_FOUND ? n : MOST_FOUND - 1;

        next += is_in_core;
        if (price >= limit || is_in_core || problem->places[slots[k]] == 0 ||
            (n == MOST_FOUND && price >= priced[at])) {
            continue;
        }
        for (; at > 0 && priced[at - 1] > price; at--) {
            priced[at] = priced[at - 1];
            core->found[first + at] = core->found[first + at - 1];
        }
        priced[at] = price;
        core->found[first + at] = (struct koppel_core_pair){costs[k], problem->first[agent] + k, slots[k]};
        n += n < MOST_FOUND;
    }
    qsort(core->found + first, (size_t)n, sizeof *core->found, compare_pairs);
    core->found_first[agent + 1] = first + n;
    return KOPPEL_OK;
}

/* Merges from the last pair of the last agent on, so that pairs of the core only move up, into what is free. */
enum koppel_status koppel_assignment_core_take_found(struct koppel_assignment_core *core, int64_t *n_new)
{
    int32_t n_agents = core->problem->n_agents;
    int64_t at = core->first[n_agents] + core->found_first[n_agents];

    *n_new = core->found_first[n_agents];
    if (koppel_arena_grow(core->arena, (void **)&core->pairs, &core->capacity, (size_t)at, sizeof *core->pairs) !=
        KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = n_agents - 1; i >= 0; i--) {
        int64_t old = core->first[i + 1], found = core->found_first[i + 1], end = at;

        while (old > core->first[i] || found > core->found_first[i]) {
            bool takes_old = found == core->found_first[i] ||
                             (old > core->first[i] && core->pairs[old - 1].pair > core->found[found - 1].pair);

            core->pairs[--at] = takes_old ? core->pairs[--old] : core->found[--found];
        }
        core->first[i + 1] = end;
    }
    return KOPPEL_OK;
}
