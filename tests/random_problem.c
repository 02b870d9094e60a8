// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Random abstract problems for the property tests (see random_problem.h). */
#include "random_problem.h"

#include "problem/slot_lists.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

uint64_t random_next(uint64_t *state)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));

    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

int64_t random_between(uint64_t *state, int64_t low, int64_t high)
{
    return low + (int64_t)(random_next(state) % (uint64_t)(high - low + 1));
}

static bool chance(uint64_t *state, int64_t percent)
{
    return random_between(state, 1, 100) <= percent;
}

static void *fresh(size_t n, size_t size)
{
    void *items = calloc(n > 0 ? n : 1, size);

    if (items == NULL) {
        fputs("random_problem: out of memory\n", stderr);
        abort();
    }
    return items;
}

static void allocate(struct koppel_problem *p, int64_t n_pairs, int64_t n_entries)
{
    p->n_pairs = n_pairs;
    p->first = fresh((size_t)p->n_agents + 1, sizeof *p->first);
    p->slot = fresh((size_t)n_pairs, sizeof *p->slot);
    p->state = fresh((size_t)n_pairs, sizeof *p->state);
    p->must_place = fresh((size_t)p->n_agents, sizeof *p->must_place);
    p->places = fresh((size_t)p->n_slots, sizeof *p->places);
    p->entry_first = fresh((size_t)p->n_slots + 1, sizeof *p->entry_first);
    p->entries = fresh((size_t)n_entries, sizeof *p->entries);
    p->measures = fresh((size_t)p->n_measures * (size_t)p->n_agents, sizeof *p->measures);
    p->loads = fresh((size_t)p->n_loads, sizeof *p->loads);
    p->tiers = fresh((size_t)p->n_tiers, sizeof *p->tiers);
}

/* What the rows of one problem are drawn from: every agent and slot has a type; with as many types as rows all differ.
 */
struct types {
    int32_t n_agents;
    int32_t n_slots;
    int32_t *of_agent;
    int32_t *of_slot;
    uint64_t seed;
};

/* A number that depends on a salt and two types only, in low..high. */
static int64_t typed(const struct types *types, uint64_t salt, int32_t a, int32_t b, int64_t low, int64_t high)
{
    uint64_t state = types->seed ^ (salt * UINT64_C(0x2545f4914f6cdd1d)) ^ ((uint64_t)(uint32_t)a << 32) ^
                     ((uint64_t)(uint32_t)b << 8);

    random_next(&state);
    return random_between(&state, low, high);
}

static struct types draw_types(uint64_t *state, int32_t n_agents, int32_t n_slots)
{
    bool few = chance(state, 60);
    struct types types = {
        .n_agents = few ? (int32_t)random_between(state, 1, 3) : n_agents,
        .n_slots = few ? (int32_t)random_between(state, 1, 3) : n_slots,
        .of_agent = fresh((size_t)n_agents, sizeof *types.of_agent),
        .of_slot = fresh((size_t)n_slots, sizeof *types.of_slot),
        .seed = random_next(state),
    };

    for (int32_t i = 0; i < n_agents; i++) {
        types.of_agent[i] = few ? (int32_t)random_between(state, 0, types.n_agents - 1) : i;
    }
    for (int32_t j = 0; j < n_slots; j++) {
        types.of_slot[j] = few ? (int32_t)random_between(state, 0, types.n_slots - 1) : j;
    }
    return types;
}

static void draw_pairs(struct koppel_problem *p, const struct types *types, uint64_t *state)
{
    int64_t density = random_between(state, 30, 100);
    int64_t must = chance(state, 30) ? 25 : 0;
    int64_t decided = chance(state, 40) ? 6 : 0;
    int64_t n_pairs = 0;

    for (int32_t i = 0; i < p->n_agents; i++) {
        p->first[i] = n_pairs;
        p->must_place[i] = typed(types, 1, types->of_agent[i], 0, 1, 100) <= must;
        for (int32_t j = 0; j < p->n_slots; j++) {
            if (typed(types, 2, types->of_agent[i], types->of_slot[j], 1, 100) > density) {
                continue;
            }
            p->slot[n_pairs] = j;
            p->state[n_pairs] = chance(state, decided) ? KOPPEL_PAIR_BANNED : KOPPEL_PAIR_FREE;
            if (chance(state, decided / 2)) {
                p->state[n_pairs] = KOPPEL_PAIR_KEPT;
            }
            n_pairs++;
        }
    }
    p->first[p->n_agents] = n_pairs;
    p->n_pairs = n_pairs;
}

static void draw_slots(struct koppel_problem *p, const struct types *types, int32_t most_entries)
{
    int64_t n_entries = 0;

    for (int32_t j = 0; j < p->n_slots; j++) {
        int32_t type = types->of_slot[j];
        int64_t places = typed(types, 3, type, 0, 0, 9);
        int64_t n = p->n_loads > 0 && p->n_measures > 0 ? typed(types, 4, type, 0, 0, most_entries) : 0;

        p->places[j] = places == 0 ? 0 : (places < 8 ? 1 : (int32_t)places - 6);
        p->entry_first[j] = n_entries;
        for (int32_t e = 0; e < n; e++) {
            p->entries[n_entries].load = (int32_t)typed(types, 5, type, e, 0, p->n_loads - 1);
            p->entries[n_entries++].measure = (int32_t)typed(types, 6, type, e, 0, p->n_measures - 1);
        }
    }
    p->entry_first[p->n_slots] = n_entries;
}

static void draw_loads(struct koppel_problem *p, const struct types *types, uint64_t *state)
{
    int64_t limited = chance(state, 60) ? 40 : 0;

    for (int32_t q = 0; q < p->n_measures; q++) {
        for (int32_t i = 0; i < p->n_agents; i++) {
            p->measures[q * p->n_agents + i] = (int32_t)typed(types, 7, types->of_agent[i], q, 0, 4);
        }
    }
    for (int32_t g = 0; g < p->n_loads; g++) {
        struct koppel_load *load = &p->loads[g];

        load->base = random_between(state, 0, 3);
        load->lo = chance(state, limited / 2) ? load->base + random_between(state, -1, 4) : KOPPEL_NO_MIN;
        load->hi = chance(state, limited) ? load->base + random_between(state, 0, 7) : KOPPEL_NO_MAX;
    }
}

static void draw_tier(struct koppel_problem *p, struct koppel_tier *tier, const struct types *types, uint64_t *state)
{
    int64_t unit = chance(state, 30) ? 1000 : 1;
    uint64_t salt = random_next(state);
    bool single = chance(state, 50);

    snprintf(tier->name, sizeof tier->name, "tier%d", (int)(tier - p->tiers));
    tier->maximise = chance(state, 30);
    tier->scale = 1;
    if (chance(state, 40)) {
        tier->agent_cost = fresh((size_t)p->n_agents, sizeof *tier->agent_cost);
        for (int32_t i = 0; i < p->n_agents; i++) {
            tier->agent_cost[i] = unit * typed(types, salt, single ? i : types->of_agent[i], -1, -9, 3);
        }
    }
    if (chance(state, 50)) {
        tier->pair_cost = fresh((size_t)p->n_pairs, sizeof *tier->pair_cost);
        for (int32_t i = 0; i < p->n_agents; i++) {
            for (int64_t k = p->first[i]; k < p->first[i + 1]; k++) {
                int32_t j = p->slot[k];

                tier->pair_cost[k] = unit * typed(types, salt + 1, single ? i : types->of_agent[i],
                                                  single ? j : types->of_slot[j], -20, 8);
            }
        }
    }
    tier->n_terms = p->n_loads > 0 ? (size_t)random_between(state, 0, p->n_loads + 2) : 0;
    tier->terms = fresh(tier->n_terms, sizeof *tier->terms);
    for (size_t k = 0; k < tier->n_terms; k++) {
        struct koppel_term *term = &tier->terms[k];

        term->load = (int32_t)random_between(state, 0, p->n_loads - 1);
        term->at = random_between(state, 0, 8);
        term->over = chance(state, 50) ? unit * random_between(state, 0, 5) : 0;
        term->under = chance(state, 60) ? unit * random_between(state, 0, 5) : 0;
    }
}

struct koppel_problem random_problem(uint64_t seed, struct random_size size)
{
    enum { MOST_ENTRIES = 3 };
    uint64_t state = seed;
    struct koppel_problem p = {
        .n_agents = (int32_t)random_between(&state, 1, size.agents),
        .n_slots = (int32_t)random_between(&state, 1, size.slots),
        .n_loads = (int32_t)random_between(&state, 0, size.loads),
        .n_measures = (int32_t)random_between(&state, 1, 3),
        .n_tiers = (int32_t)random_between(&state, 1, size.tiers),
    };
    struct types types = draw_types(&state, p.n_agents, p.n_slots);

    allocate(&p, (int64_t)p.n_agents * p.n_slots, (int64_t)p.n_slots * MOST_ENTRIES);
    draw_pairs(&p, &types, &state);
    draw_slots(&p, &types, MOST_ENTRIES);
    draw_loads(&p, &types, &state);
    for (int32_t t = 0; t < p.n_tiers; t++) {
        draw_tier(&p, &p.tiers[t], &types, &state);
    }
    free(types.of_agent);
    free(types.of_slot);
    return p;
}

static int32_t *shuffled(uint64_t *state, int32_t n)
{
    int32_t *order = fresh((size_t)n, sizeof *order);

    for (int32_t k = 0; k < n; k++) {
        int32_t other = (int32_t)random_between(state, 0, k);

        order[k] = order[other];
        order[other] = k;
    }
    return order;
}

/* Copies the terms, with the loads renamed: load g becomes new_load[g] (NULL: the same). */
static void copy_terms(struct koppel_tier *to, const struct koppel_tier *from, const int32_t *new_load)
{
    to->n_terms = from->n_terms;
    to->terms = fresh(from->n_terms, sizeof *to->terms);
    for (size_t k = 0; k < from->n_terms; k++) {
        to->terms[k] = from->terms[k];
        to->terms[k].load = new_load != NULL ? new_load[from->terms[k].load] : from->terms[k].load;
    }
}

static void start_tiers(struct koppel_problem *to, const struct koppel_problem *from, const int32_t *new_load)
{
    for (int32_t t = 0; t < from->n_tiers; t++) {
        struct koppel_tier *tier = &to->tiers[t];

        *tier = from->tiers[t];
        tier->agent_cost = NULL;
        tier->pair_cost = NULL;
        copy_terms(tier, &from->tiers[t], new_load);
        if (from->tiers[t].agent_cost != NULL) {
            tier->agent_cost = fresh((size_t)to->n_agents, sizeof *tier->agent_cost);
        }
        if (from->tiers[t].pair_cost != NULL) {
            tier->pair_cost = fresh((size_t)to->n_pairs, sizeof *tier->pair_cost);
        }
    }
}

/* Agent i of `to` is agent old_agent[i] of `from`, slot j is slot old_slot[j] where from has it; other slots are open
 * to all. */
static void copy_agents(struct koppel_problem *to, const struct koppel_problem *from, const int32_t *old_agent,
                        const int32_t *old_slot)
{
    int64_t n_pairs = 0;

    for (int32_t i = 0; i < to->n_agents; i++) {
        int32_t old = old_agent[i];

        to->first[i] = n_pairs;
        to->must_place[i] = from->must_place[old];
        for (int32_t j = 0; j < to->n_slots; j++) {
            bool is_new = old_slot[j] >= from->n_slots;
            int64_t p = is_new ? KOPPEL_NONE : koppel_problem_pair(from, old, old_slot[j]);

            if (!is_new && p == KOPPEL_NONE) {
                continue;
            }
            to->slot[n_pairs] = j;
            to->state[n_pairs] = is_new ? KOPPEL_PAIR_FREE : from->state[p];
            for (int32_t t = 0; t < to->n_tiers; t++) {
                if (to->tiers[t].pair_cost != NULL) {
                    to->tiers[t].pair_cost[n_pairs] = is_new ? 0 : from->tiers[t].pair_cost[p];
                }
            }
            n_pairs++;
        }
        for (int32_t q = 0; q < to->n_measures; q++) {
            to->measures[q * to->n_agents + i] = from->measures[q * from->n_agents + old];
        }
        for (int32_t t = 0; t < to->n_tiers; t++) {
            if (to->tiers[t].agent_cost != NULL) {
                to->tiers[t].agent_cost[i] = from->tiers[t].agent_cost[old];
            }
        }
    }
    to->first[to->n_agents] = n_pairs;
    to->n_pairs = n_pairs;
}

static void copy_slots(struct koppel_problem *to, const struct koppel_problem *from, const int32_t *old_slot,
                       const int32_t *new_load)
{
    int64_t n_entries = 0;

    for (int32_t j = 0; j < to->n_slots; j++) {
        int32_t old = old_slot[j];

        to->entry_first[j] = n_entries;
        to->places[j] = old < from->n_slots ? from->places[old] : 1;
        for (int64_t e = old < from->n_slots ? from->entry_first[old] : 0;
             old < from->n_slots && e < from->entry_first[old + 1]; e++) {
            to->entries[n_entries] = from->entries[e];
            to->entries[n_entries++].load = new_load[from->entries[e].load];
        }
    }
    to->entry_first[to->n_slots] = n_entries;
    for (int32_t g = 0; g < from->n_loads; g++) {
        to->loads[new_load[g]] = from->loads[g];
    }
}

static struct koppel_problem rebuild(const struct koppel_problem *from, int32_t n_slots, const int32_t *old_agent,
                                     const int32_t *old_slot, const int32_t *new_load)
{
    struct koppel_problem to = {.n_agents = from->n_agents,
                                .n_slots = n_slots,
                                .n_loads = from->n_loads,
                                .n_measures = from->n_measures,
                                .n_tiers = from->n_tiers};

    allocate(&to, (int64_t)from->n_agents * n_slots, from->entry_first[from->n_slots]);
    start_tiers(&to, from, new_load);
    copy_agents(&to, from, old_agent, old_slot);
    copy_slots(&to, from, old_slot, new_load);
    return to;
}

struct koppel_problem random_permuted(const struct koppel_problem *problem, uint64_t seed)
{
    uint64_t state = seed;
    int32_t *old_agent = shuffled(&state, problem->n_agents);
    int32_t *old_slot = shuffled(&state, problem->n_slots);
    int32_t *new_load = shuffled(&state, problem->n_loads);
    struct koppel_problem to = rebuild(problem, problem->n_slots, old_agent, old_slot, new_load);

    free(old_agent);
    free(old_slot);
    free(new_load);
    return to;
}

static void look_up(const void *data, int32_t agent, const int32_t *slots, const int32_t *slot_name, int64_t n,
                    int64_t *costs)
{
    const struct random_rule *rule = data;

    for (int64_t k = 0; k < n; k++) {
        int64_t p = koppel_problem_pair(rule->problem, agent, slot_name != NULL ? slot_name[slots[k]] : slots[k]);

        costs[k] = rule->problem->tiers[rule->tier].pair_cost[p];
    }
}

struct koppel_problem random_by_rule(const struct koppel_problem *problem, int32_t few_pairs, struct random_rule *rules)
{
    int32_t *same = fresh((size_t)(problem->n_agents + problem->n_slots + problem->n_loads), sizeof *same);
    struct koppel_slot_lists lists = {0};
    struct koppel_problem made;
    bool has_states = false;

    for (int32_t k = 0; k < problem->n_agents + problem->n_slots + problem->n_loads; k++) {
        same[k] = k;
    }
    made = rebuild(problem, problem->n_slots, same, same, same);
    free(same);
    free(made.first);
    free(made.slot);
    made.n_pairs = 0;
    if (koppel_slot_lists_start(&lists, &made) != KOPPEL_OK) {
        abort();
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        int32_t n = (int32_t)(problem->first[i + 1] - problem->first[i]);

        if (koppel_slot_lists_add(&lists, i, koppel_slots_of(problem, i), n) != KOPPEL_OK) {
            abort();
        }
    }
    if (koppel_slot_lists_end(&lists, KOPPEL_OK) != KOPPEL_OK) {
        abort();
    }
    for (int64_t p = 0; p < made.n_pairs; p++) {
        has_states = has_states || made.state[p] != KOPPEL_PAIR_FREE;
    }
    if (!has_states) {
        free(made.state);
        made.state = NULL;
    }
    for (int32_t t = 0; t < made.n_tiers; t++) {
        rules[t] = (struct random_rule){problem, t};
        if (made.tiers[t].pair_cost != NULL) {
            free(made.tiers[t].pair_cost);
            made.tiers[t].pair_cost = NULL;
            made.tiers[t].rule = (struct koppel_cost_rule){look_up, &rules[t], few_pairs, 0};
        }
    }
    return made;
}

struct koppel_problem random_with_slot(const struct koppel_problem *problem)
{
    int32_t n = problem->n_agents > problem->n_slots ? problem->n_agents : problem->n_slots;
    int32_t *same = NULL;
    struct koppel_problem to;

    n = (n > problem->n_loads ? n : problem->n_loads) + 1;
    same = fresh((size_t)n, sizeof *same);
    for (int32_t k = 0; k < n; k++) {
        same[k] = k;
    }
    to = rebuild(problem, problem->n_slots + 1, same, same, same);
    free(same);
    return to;
}

bool solution_is_honest(const struct koppel_problem *problem, const struct koppel_solution *solution)
{
    int64_t loads[4096];
    bool ok = false;

    if (solution->slot_of == NULL) {
        return solution->outcome == KOPPEL_INFEASIBLE || solution->outcome == KOPPEL_NO_ANSWER;
    }
    if (problem->n_loads > 4096 || koppel_problem_feasible(problem, solution->slot_of, &ok) != KOPPEL_OK || !ok) {
        return false;
    }
    koppel_problem_loads(problem, solution->slot_of, loads);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        const struct koppel_tier_result *tier = &solution->tiers[t];

        if (tier->cost != koppel_problem_cost(problem, t, solution->slot_of, loads) || tier->bound > tier->cost) {
            return false;
        }
    }
    return true;
}
