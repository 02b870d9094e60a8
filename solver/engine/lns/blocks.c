// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* blocks.c - blocks by union-find, and their problems (see blocks.h). */
#include "engine/lns/blocks.h"

#include "base/arena.h"
#include "base/union_find.h"

#include <stdlib.h>
#include <string.h>

struct sized_load {
    int64_t n_slots;
    int32_t load;
};

static int compare_sizes(const void *left, const void *right)
{
    const struct sized_load *a = left, *b = right;

    if (a->n_slots != b->n_slots) {
        return a->n_slots < b->n_slots ? -1 : 1;
    }
    return (a->load > b->load) - (a->load < b->load);
}

/* Slots of every load: slots[first[g]] .. slots[first[g+1]-1]. */
static enum koppel_status list_slots(const struct koppel_problem *problem, int64_t **first, int32_t **slots,
                                     struct koppel_arena *arena)
{
    *first = koppel_arena_new(arena, (size_t)problem->n_loads + 2, sizeof **first);
    *slots = koppel_arena_new(arena, (size_t)problem->entry_first[problem->n_slots], sizeof **slots);
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int64_t e = 0; e < problem->entry_first[problem->n_slots]; e++) {
        (*first)[problem->entries[e].load + 2]++;
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        (*first)[g + 2] += (*first)[g + 1];
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            (*slots)[(*first)[problem->entries[e].load + 1]++] = j;
        }
    }
    return KOPPEL_OK;
}

/* Joins the slots of a load unless they would become too many together. @return whether they are together */
static bool join_slots(int32_t *leader, int64_t *size, int32_t *seen, const int32_t *slots, int64_t n, int32_t mark,
                       int64_t most)
{
    int64_t sum = 0;

    for (int64_t k = 0; k < n; k++) {
        int32_t top = koppel_union_find_leader(leader, slots[k]);

        if (seen[top] != mark) {
            seen[top] = mark;
            sum += size[top];
        }
    }
    if (sum > most) {
        return false;
    }
    for (int64_t k = 1; k < n; k++) {
        koppel_union_find_join(leader, slots[0], slots[k]);
    }
    size[koppel_union_find_leader(leader, slots[0])] = sum;
    return true;
}

static void number_blocks(struct koppel_blocks *blocks, const struct koppel_problem *problem, int32_t *leader)
{
    for (int32_t j = 0; j < problem->n_slots; j++) {
        int32_t top = koppel_union_find_leader(leader, j);

        blocks->block_of_slot[j] = top == j ? blocks->n_blocks++ : blocks->block_of_slot[top];
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        blocks->block_of_agent[i] = KOPPEL_NONE;
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int32_t block = blocks->block_of_slot[koppel_pair_slot(problem, i, p)];

            if (p == problem->first[i]) {
                blocks->block_of_agent[i] = block;
            } else if (blocks->block_of_agent[i] != block) {
                blocks->block_of_agent[i] = KOPPEL_NONE;
                break;
            }
        }
    }
}

enum koppel_status koppel_blocks_start(struct koppel_blocks *blocks, const struct koppel_problem *problem,
                                       struct koppel_arena *arena)
{
    *blocks = (struct koppel_blocks){0};
    blocks->block_of_slot = koppel_arena_new(arena, (size_t)problem->n_slots, sizeof *blocks->block_of_slot);
    blocks->block_of_agent = koppel_arena_new(arena, (size_t)problem->n_agents, sizeof *blocks->block_of_agent);
    blocks->is_cross = koppel_arena_new(arena, (size_t)problem->n_loads, 1);
    return koppel_arena_status(arena);
}

enum koppel_status koppel_blocks_make(struct koppel_blocks *blocks, const struct koppel_problem *problem,
                                      int64_t most_slots, bool joins_agents, struct koppel_arena *arena)
{
    struct koppel_arena scratch = {0};
    int64_t *first = NULL;
    int32_t *slots = NULL;
    size_t n_slots = (size_t)problem->n_slots, n_loads = (size_t)problem->n_loads;
    struct sized_load *order = koppel_arena_new(&scratch, n_loads, sizeof *order);
    int32_t *leader = koppel_arena_new(&scratch, 2 * n_slots, sizeof *leader);
    int64_t *size = koppel_arena_new(&scratch, n_slots, sizeof *size);
    enum koppel_status status = koppel_blocks_start(blocks, problem, arena);

    if (status == KOPPEL_OK) {
        status = list_slots(problem, &first, &slots, &scratch);
    }
    if (status != KOPPEL_OK) {
        goto out;
    }
    koppel_union_find_start(leader, problem->n_slots);
    for (int32_t j = 0; j < problem->n_slots; j++) {
        size[j] = 1;
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        order[g] = (struct sized_load){first[g + 1] - first[g], g};
    }
    qsort(order, n_loads, sizeof *order, compare_sizes);
    for (size_t k = 0; k < n_loads; k++) {
        int32_t g = order[k].load;

        blocks->is_cross[g] = first[g] == first[g + 1] || !join_slots(leader, size, leader + n_slots, slots + first[g],
                                                                      first[g + 1] - first[g], g + 1, most_slots);
    }
    for (int32_t i = 0; joins_agents && i < problem->n_agents; i++) {
        int64_t n = problem->first[i + 1] - problem->first[i];

        if (n > 0 && n <= most_slots) {
            join_slots(leader, size, leader + n_slots, koppel_slots_of(problem, i), n, problem->n_loads + 1 + i,
                       most_slots);
        }
    }
    number_blocks(blocks, problem, leader);
out:
    koppel_arena_free(&scratch);
    return status;
}

/* A block while it is made. New row numbers of its agents, slots and loads; KOPPEL_NONE: not in it. */
struct rows {
    struct koppel_arena *arena;  /* of the block */
    struct koppel_arena scratch; /* of the numbers */
    int32_t *agent;
    int32_t *slot;
    int32_t *load;
};

static enum koppel_status number_rows(struct koppel_block *block, const struct koppel_problem *problem,
                                      const unsigned char *has_agent, const unsigned char *has_slot, struct rows *rows)
{
    struct koppel_problem *to = &block->problem;

    rows->agent = koppel_arena_new(&rows->scratch, (size_t)problem->n_agents, sizeof *rows->agent);
    rows->slot = koppel_arena_new(&rows->scratch, (size_t)problem->n_slots, sizeof *rows->slot);
    rows->load = koppel_arena_new(&rows->scratch, (size_t)problem->n_loads, sizeof *rows->load);
    block->agents = koppel_arena_new(rows->arena, (size_t)problem->n_agents, sizeof *block->agents);
    block->slots = koppel_arena_new(rows->arena, (size_t)problem->n_slots, sizeof *block->slots);
    block->loads = koppel_arena_new(rows->arena, (size_t)problem->n_loads, sizeof *block->loads);
    if (koppel_arena_failed(rows->arena) || koppel_arena_failed(&rows->scratch)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        rows->agent[i] = has_agent[i] ? to->n_agents : KOPPEL_NONE;
        if (has_agent[i]) {
            block->agents[to->n_agents++] = i;
        }
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        rows->load[g] = KOPPEL_NONE;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        rows->slot[j] = has_slot[j] ? to->n_slots : KOPPEL_NONE;
        if (!has_slot[j]) {
            continue;
        }
        block->slots[to->n_slots++] = j;
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            int32_t g = problem->entries[e].load;

            if (rows->load[g] == KOPPEL_NONE) {
                rows->load[g] = to->n_loads;
                block->loads[to->n_loads++] = g;
            }
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status copy_pairs(struct koppel_block *block, const struct koppel_problem *problem,
                                     const struct rows *rows)
{
    struct koppel_problem *to = &block->problem;
    size_t most = 0;

    for (int32_t r = 0; r < to->n_agents; r++) {
        most += (size_t)(problem->first[block->agents[r] + 1] - problem->first[block->agents[r]]);
    }
    to->first = koppel_arena_new(rows->arena, (size_t)to->n_agents + 1, sizeof *to->first);
    to->slot = koppel_arena_new(rows->arena, most, sizeof *to->slot);
    block->pairs = koppel_arena_new(rows->arena, most, sizeof *block->pairs);
    if (koppel_arena_failed(rows->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t r = 0; r < to->n_agents; r++) {
        int32_t i = block->agents[r];

        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int32_t slot = rows->slot[koppel_pair_slot(problem, i, p)];

            if (slot != KOPPEL_NONE) {
                block->pairs[to->n_pairs] = p;
                to->slot[to->n_pairs++] = slot;
            }
        }
        to->first[r + 1] = to->n_pairs;
    }
    return KOPPEL_OK;
}

static enum koppel_status copy_slots_and_loads(struct koppel_block *block, const struct koppel_problem *problem,
                                               const struct rows *rows, const int64_t *rest)
{
    struct koppel_problem *to = &block->problem;
    int64_t n_entries = 0;

    for (int32_t r = 0; r < to->n_slots; r++) {
        n_entries += problem->entry_first[block->slots[r] + 1] - problem->entry_first[block->slots[r]];
    }
    to->places = koppel_arena_new(rows->arena, (size_t)to->n_slots, sizeof *to->places);
    to->entry_first = koppel_arena_new(rows->arena, (size_t)to->n_slots + 1, sizeof *to->entry_first);
    to->entries = koppel_arena_new(rows->arena, (size_t)n_entries, sizeof *to->entries);
    to->loads = koppel_arena_new(rows->arena, (size_t)to->n_loads, sizeof *to->loads);
    to->must_place = koppel_arena_new(rows->arena, (size_t)to->n_agents, 1);
    to->measures =
        koppel_arena_new(rows->arena, (size_t)problem->n_measures * (size_t)to->n_agents, sizeof *to->measures);
    if (koppel_arena_failed(rows->arena)) {
        return KOPPEL_E_MEMORY;
    }
    n_entries = 0;
    for (int32_t r = 0; r < to->n_slots; r++) {
        int32_t j = block->slots[r];

        to->places[r] = problem->places[j];
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            to->entries[n_entries] = problem->entries[e];
            to->entries[n_entries++].load = rows->load[problem->entries[e].load];
        }
        to->entry_first[r + 1] = n_entries;
    }
    for (int32_t r = 0; r < to->n_loads; r++) {
        to->loads[r] = problem->loads[block->loads[r]];
        to->loads[r].base += rest != NULL ? rest[block->loads[r]] : 0;
    }
    to->n_measures = problem->n_measures;
    for (int32_t r = 0; r < to->n_agents; r++) {
        int32_t i = block->agents[r];

        to->must_place[r] = problem->must_place[i];
        for (int32_t q = 0; q < to->n_measures; q++) {
            to->measures[(int64_t)q * to->n_agents + r] = problem->measures[(int64_t)q * problem->n_agents + i];
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status copy_tier(struct koppel_block *block, const struct koppel_problem *problem, int32_t t,
                                    const struct rows *rows)
{
    const struct koppel_tier *from = &problem->tiers[t];
    struct koppel_tier *to = &block->problem.tiers[t];
    bool has_pair_costs = koppel_tier_has_pair_costs(from);

    *to = *from;
    to->agent_cost = NULL;
    to->pair_cost = NULL;
    to->rule = (struct koppel_cost_rule){0}; /* a block is small and looked at often: it holds its costs */
    to->n_terms = 0;
    to->terms = koppel_arena_new(rows->arena, from->n_terms, sizeof *to->terms);
    if (from->agent_cost != NULL) {
        to->agent_cost = koppel_arena_new(rows->arena, (size_t)block->problem.n_agents, sizeof *to->agent_cost);
    }
    if (has_pair_costs) {
        to->pair_cost = koppel_arena_new(rows->arena, (size_t)block->problem.n_pairs, sizeof *to->pair_cost);
    }
    if (koppel_arena_failed(rows->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t r = 0; from->agent_cost != NULL && r < block->problem.n_agents; r++) {
        to->agent_cost[r] = from->agent_cost[block->agents[r]];
    }
    for (int32_t r = 0; has_pair_costs && r < block->problem.n_agents; r++) {
        for (int64_t p = block->problem.first[r]; p < block->problem.first[r + 1]; p++) {
            to->pair_cost[p] = koppel_cost_of_pair(problem, t, block->agents[r], block->pairs[p]) -
                               koppel_cost_of_agent(from, block->agents[r]);
        }
    }
    for (size_t k = 0; k < from->n_terms; k++) {
        if (rows->load[from->terms[k].load] != KOPPEL_NONE) {
            to->terms[to->n_terms] = from->terms[k];
            to->terms[to->n_terms++].load = rows->load[from->terms[k].load];
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_block_make(struct koppel_block *block, const struct koppel_problem *problem,
                                     const unsigned char *has_agent, const unsigned char *has_slot, const int64_t *rest,
                                     struct koppel_arena *arena)
{
    struct rows rows = {.arena = arena};
    enum koppel_status status = KOPPEL_OK;

    *block = (struct koppel_block){0};
    status = number_rows(block, problem, has_agent, has_slot, &rows);
    if (status == KOPPEL_OK) {
        status = copy_pairs(block, problem, &rows);
    }
    if (status == KOPPEL_OK) {
        status = copy_slots_and_loads(block, problem, &rows, rest);
    }
    if (status == KOPPEL_OK) {
        block->problem.tiers = koppel_arena_new(arena, (size_t)problem->n_tiers, sizeof *block->problem.tiers);
        status = koppel_arena_status(arena);
    }
    for (int32_t t = 0; t < problem->n_tiers && status == KOPPEL_OK; t++) {
        block->problem.n_tiers++;
        status = copy_tier(block, problem, t, &rows);
    }
    koppel_arena_free(&rows.scratch);
    return status;
}

/* r_ij of a pair of the whole problem. */
static int64_t priced_cost(const struct koppel_blocks *blocks, const struct koppel_lagrangian *lagrangian,
                           const int64_t *free_price, int32_t i, int64_t p)
{
    const struct koppel_problem *problem = lagrangian->problem;
    int32_t j = koppel_pair_slot(problem, i, p);
    int64_t cost = blocks->block_of_agent[i] == KOPPEL_NONE ? -free_price[i] : 0;

    for (int32_t t = 0; t <= lagrangian->tier; t++) {
        if (lagrangian->tier_price[t] != 0) {
            cost += lagrangian->tier_price[t] * koppel_cost_of_pair(problem, t, i, p);
        }
    }
    for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
        int32_t g = problem->entries[e].load;

        cost += blocks->is_cross[g] ? lagrangian->load_price[g] * koppel_amount_of_entry(problem, e, i) : 0;
    }
    return cost;
}

enum koppel_status koppel_block_price(struct koppel_block *block, const struct koppel_blocks *blocks,
                                      const struct koppel_lagrangian *lagrangian, const int64_t *free_price,
                                      struct koppel_arena *arena)
{
    struct koppel_problem *to = &block->problem;
    struct koppel_tier tier = {.name = "block", .scale = 1};
    size_t n_terms = 0;

    for (int32_t t = 0; t < to->n_tiers; t++) {
        n_terms += to->tiers[t].n_terms;
    }
    tier.pair_cost = koppel_arena_new(arena, (size_t)to->n_pairs, sizeof *tier.pair_cost);
    tier.terms = koppel_arena_new(arena, n_terms, sizeof *tier.terms);
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t r = 0; r < to->n_agents; r++) {
        int32_t i = block->agents[r];

        for (int64_t p = to->first[r]; p < to->first[r + 1]; p++) {
            tier.pair_cost[p] = priced_cost(blocks, lagrangian, free_price, i, block->pairs[p]);
        }
        to->must_place[r] = to->must_place[r] && blocks->block_of_agent[i] != KOPPEL_NONE;
    }
    for (int32_t t = 0; t < to->n_tiers; t++) {
        struct koppel_tier *old = &to->tiers[t];

        for (size_t k = 0; k < old->n_terms && t <= lagrangian->tier; k++) {
            struct koppel_term term = old->terms[k];

            term.over *= lagrangian->tier_price[t];
            term.under *= lagrangian->tier_price[t];
            if (!blocks->is_cross[block->loads[term.load]] && (term.over != 0 || term.under != 0)) {
                tier.terms[tier.n_terms++] = term;
            }
        }
        koppel_arena_drop(arena, old->terms);
        koppel_arena_drop(arena, old->agent_cost);
        koppel_arena_drop(arena, old->pair_cost);
    }
    for (int32_t r = 0; r < to->n_loads; r++) {
        if (blocks->is_cross[block->loads[r]]) {
            to->loads[r].lo = KOPPEL_NO_MIN;
            to->loads[r].hi = KOPPEL_NO_MAX;
        }
    }
    to->n_tiers = 1;
    to->tiers[0] = tier;
    return KOPPEL_OK;
}
