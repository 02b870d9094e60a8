// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Abstract problems written out by hand, and every choice of them (see tiny_problem.h). */
#include "tiny_problem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *fresh(size_t n, size_t size)
{
    void *items = calloc(n > 0 ? n : 1, size);

    if (items == NULL) {
        fputs("tiny_problem: out of memory\n", stderr);
        abort();
    }
    return items;
}

struct koppel_problem tiny_problem(struct tiny_size size)
{
    size_t n_pairs = (size_t)size.agents * (size_t)size.slots;
    struct koppel_problem p = {.n_agents = size.agents,
                               .n_slots = size.slots,
                               .n_loads = size.loads,
                               .n_measures = size.measures,
                               .n_tiers = size.tiers,
                               .n_pairs = (int64_t)n_pairs};

    p.first = fresh((size_t)size.agents + 1, sizeof *p.first);
    p.slot = fresh(n_pairs, sizeof *p.slot);
    p.state = fresh(n_pairs, sizeof *p.state);
    p.must_place = fresh((size_t)size.agents, sizeof *p.must_place);
    p.places = fresh((size_t)size.slots, sizeof *p.places);
    p.entry_first = fresh((size_t)size.slots + 1, sizeof *p.entry_first);
    p.entries = fresh((size_t)size.slots * (size_t)(size.loads + 1), sizeof *p.entries);
    p.measures = fresh((size_t)size.measures * (size_t)size.agents, sizeof *p.measures);
    p.loads = fresh((size_t)size.loads, sizeof *p.loads);
    p.tiers = fresh((size_t)size.tiers, sizeof *p.tiers);
    for (int32_t i = 0; i < size.agents; i++) {
        p.first[i + 1] = p.first[i] + size.slots;
        for (int32_t j = 0; j < size.slots; j++) {
            p.slot[p.first[i] + j] = j;
        }
    }
    for (int32_t j = 0; j < size.slots; j++) {
        p.places[j] = 1;
    }
    for (int32_t k = 0; k < size.measures * size.agents; k++) {
        p.measures[k] = 1;
    }
    for (int32_t g = 0; g < size.loads; g++) {
        p.loads[g] = (struct koppel_load){0, KOPPEL_NO_MIN, KOPPEL_NO_MAX};
    }
    for (int32_t t = 0; t < size.tiers; t++) {
        snprintf(p.tiers[t].name, sizeof p.tiers[t].name, "tier%d", (int)t);
        p.tiers[t].scale = 1;
        p.tiers[t].terms = fresh(1, sizeof *p.tiers[t].terms);
    }
    return p;
}

void tiny_problem_entry(struct koppel_problem *problem, int32_t slot, int32_t load, int32_t measure)
{
    int64_t n = problem->entry_first[problem->n_slots], at = problem->entry_first[slot + 1];
    struct koppel_entry *longer = fresh((size_t)n + 1, sizeof *longer);

    memcpy(longer, problem->entries, (size_t)at * sizeof *longer);
    longer[at] = (struct koppel_entry){load, measure};
    memcpy(longer + at + 1, problem->entries + at, (size_t)(n - at) * sizeof *longer);
    free(problem->entries);
    problem->entries = longer;
    for (int32_t j = slot; j < problem->n_slots; j++) {
        problem->entry_first[j + 1]++;
    }
}

void tiny_problem_measure(struct koppel_problem *problem, int32_t measure, const int32_t *amounts)
{
    size_t n = (size_t)problem->n_agents;

    memcpy(problem->measures + (size_t)measure * n, amounts, n * sizeof *amounts);
}

void tiny_problem_pair_costs(struct koppel_problem *problem, int32_t tier, const int64_t *costs)
{
    size_t n = (size_t)problem->n_pairs;

    problem->tiers[tier].pair_cost = fresh(n, sizeof *costs);
    memcpy(problem->tiers[tier].pair_cost, costs, n * sizeof *costs);
}

void tiny_problem_agent_costs(struct koppel_problem *problem, int32_t tier, const int64_t *costs)
{
    size_t n = (size_t)problem->n_agents;

    problem->tiers[tier].agent_cost = fresh(n, sizeof *costs);
    memcpy(problem->tiers[tier].agent_cost, costs, n * sizeof *costs);
}

void tiny_problem_term(struct koppel_problem *problem, int32_t tier, struct koppel_term term)
{
    struct koppel_tier *t = &problem->tiers[tier];
    struct koppel_term *longer = fresh(t->n_terms + 1, sizeof *longer);

    memcpy(longer, t->terms, t->n_terms * sizeof *longer);
    longer[t->n_terms++] = term;
    free(t->terms);
    t->terms = longer;
}

void tiny_problem_drop_pair(struct koppel_problem *problem, int32_t agent, int32_t slot)
{
    int64_t at = koppel_problem_pair(problem, agent, slot);

    for (int64_t p = at; p + 1 < problem->n_pairs; p++) {
        problem->slot[p] = problem->slot[p + 1];
        problem->state[p] = problem->state[p + 1];
        for (int32_t t = 0; t < problem->n_tiers; t++) {
            if (problem->tiers[t].pair_cost != NULL) {
                problem->tiers[t].pair_cost[p] = problem->tiers[t].pair_cost[p + 1];
            }
        }
    }
    for (int32_t i = agent; i < problem->n_agents; i++) {
        problem->first[i + 1]--;
    }
    problem->n_pairs--;
}

struct walk {
    const struct koppel_problem *problem;
    void (*look)(void *data, const struct tiny_choice *choice);
    void *data;
    int32_t slot_of[TINY_AGENTS];
    int32_t n_taken[TINY_SLOTS];
    int64_t loads[TINY_LOADS];
    int64_t costs[TINY_TIERS]; /* of agents and pairs */
};

/* All agents stand somewhere: rows (4), and the costs of loads. */
static void end_choice(struct walk *walk)
{
    const struct koppel_problem *problem = walk->problem;
    struct tiny_choice choice = {walk->slot_of, walk->loads, NULL};
    int64_t costs[TINY_TIERS];

    for (int32_t g = 0; g < problem->n_loads; g++) {
        if (walk->loads[g] < problem->loads[g].lo || walk->loads[g] > problem->loads[g].hi) {
            return;
        }
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        costs[t] = walk->costs[t];
        for (size_t k = 0; k < problem->tiers[t].n_terms; k++) {
            const struct koppel_term *term = &problem->tiers[t].terms[k];
            int64_t over = walk->loads[term->load] - term->at;

            costs[t] += over > 0 ? term->over * over : term->under * -over;
        }
    }
    choice.costs = costs;
    walk->look(walk->data, &choice);
}

/* Adds sign times what a pair adds. */
static void count_pair(struct walk *walk, int32_t agent, int64_t pair, int32_t sign)
{
    const struct koppel_problem *problem = walk->problem;
    int32_t j = koppel_pair_slot(problem, agent, pair);

    walk->n_taken[j] += sign;
    for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
        const struct koppel_entry *entry = &problem->entries[e];

        walk->loads[entry->load] += sign * problem->measures[(int64_t)entry->measure * problem->n_agents + agent];
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        walk->costs[t] += sign * koppel_cost_of_pair(problem, t, agent, pair);
    }
}

/* Rows (1) to (3) of one agent after another. */
static void descend(struct walk *walk, int32_t agent)
{
    const struct koppel_problem *problem = walk->problem;
    int n_kept = 0;

    if (agent == problem->n_agents) {
        end_choice(walk);
        return;
    }
    for (int64_t p = problem->first[agent]; p < problem->first[agent + 1]; p++) {
        n_kept += koppel_state_of_pair(problem, p) == KOPPEL_PAIR_KEPT;
    }
    for (int64_t p = problem->first[agent]; p < problem->first[agent + 1] && n_kept < 2; p++) {
        int32_t j = koppel_pair_slot(problem, agent, p);
        enum koppel_pair_state state = koppel_state_of_pair(problem, p);

        if (state != KOPPEL_PAIR_BANNED && (n_kept == 0 || state == KOPPEL_PAIR_KEPT) &&
            walk->n_taken[j] < problem->places[j]) {
            walk->slot_of[agent] = j;
            count_pair(walk, agent, p, 1);
            descend(walk, agent + 1);
            count_pair(walk, agent, p, -1);
        }
    }
    if (n_kept == 0 && !problem->must_place[agent]) {
        walk->slot_of[agent] = KOPPEL_NONE;
        descend(walk, agent + 1);
    }
}

void each_choice(const struct koppel_problem *problem, void (*look)(void *data, const struct tiny_choice *choice),
                 void *data)
{
    struct walk walk = {.problem = problem, .look = look, .data = data};

    if (problem->n_agents > TINY_AGENTS || problem->n_slots > TINY_SLOTS || problem->n_loads > TINY_LOADS ||
        problem->n_tiers > TINY_TIERS) {
        fputs("tiny_problem: the problem is not tiny\n", stderr);
        abort();
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        walk.loads[g] = problem->loads[g].base;
    }
    descend(&walk, 0);
}

struct best {
    const struct koppel_problem *problem;
    int32_t *slot_of;
    int64_t *costs;
    bool is_found;
};

static void keep_better(void *data, const struct tiny_choice *choice)
{
    struct best *best = data;
    int32_t n_tiers = best->problem->n_tiers, t = 0;

    while (best->is_found && t < n_tiers && choice->costs[t] == best->costs[t]) {
        t++;
    }
    if (!best->is_found || (t < n_tiers && choice->costs[t] < best->costs[t])) {
        memcpy(best->costs, choice->costs, (size_t)n_tiers * sizeof *best->costs);
        if (best->slot_of != NULL) {
            memcpy(best->slot_of, choice->slot_of, (size_t)best->problem->n_agents * sizeof *best->slot_of);
        }
        best->is_found = true;
    }
}

bool best_choice(const struct koppel_problem *problem, int32_t *slot_of, int64_t *costs)
{
    struct best best = {.problem = problem, .slot_of = slot_of, .costs = costs};

    each_choice(problem, keep_better, &best);
    return best.is_found;
}

struct least {
    int32_t tier;
    const int64_t *best;
    int64_t cost;
};

static void keep_least(void *data, const struct tiny_choice *choice)
{
    struct least *least = data;

    for (int32_t s = 0; s < least->tier; s++) {
        if (choice->costs[s] > least->best[s]) {
            return;
        }
    }
    least->cost = choice->costs[least->tier] < least->cost ? choice->costs[least->tier] : least->cost;
}

int64_t least_cost_of_tier(const struct koppel_problem *problem, int32_t tier, const int64_t *best)
{
    struct least least = {.tier = tier, .best = best, .cost = INT64_MAX};

    each_choice(problem, keep_least, &least);
    return least.cost;
}
