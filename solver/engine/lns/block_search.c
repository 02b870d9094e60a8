// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* block_search.c - blocks solved for a bound, and improved one by one (see block_search.h). */
#include "engine/lns/block_search.h"

#include "base/arena.h"
#include "base/workers.h"
#include "engine/bound/objective_cut.h"
#include "engine/lp/glpk_guard.h"

#include <string.h>

/* A block solved for the multipliers. */
struct solved_block {
    struct koppel_arena arena;
    struct koppel_block block;
    struct koppel_lexicographic component;
    struct koppel_deadline deadline; /* counts the block's own work, for blocks are solved on several threads */
    int64_t steps_left;
    bool is_known; /* component.bounds[0] is z_b */
};

struct round {
    struct koppel_arena arena;
    struct koppel_block_search *search;
    const struct koppel_problem *problem;
    struct koppel_lagrangian lagrangian; /* the same multipliers on a coarse scale */
    int64_t *price;                      /* n_agents: u_i of free agents */
    int32_t *n_uses;                     /* n_agents: blocks that place the agent */
    int32_t *proposed;                   /* n_agents */
    unsigned char *has_agent;            /* n_agents, n_slots: of the block that is improved */
    unsigned char *has_slot;
    struct solved_block *solved; /* n_blocks */
    int64_t *least;              /* n_blocks: z_b */
    koppel_wide bound;
    bool is_known;
};

static int64_t coarse(int64_t price, int64_t from, int64_t to)
{
    koppel_wide product = (koppel_wide)price * to;

    return (int64_t)((product + (product < 0 ? -from / 2 : from / 2)) / from);
}

/* 2520 = lcm(1..10) holds duals with small denominators exactly; larger costs need a smaller scale for the numbers of a
 * search. */
static int64_t coarse_scale(const struct koppel_lagrangian *lagrangian)
{
    int64_t largest = koppel_lagrangian_largest_cost(lagrangian, lagrangian->tier);

    return largest <= 8192 ? 2520 : (largest <= 1 << 20 ? 60 : 1);
}

static enum koppel_status round_start(struct round *round)
{
    const struct koppel_lagrangian *from = round->search->lagrangian;
    struct koppel_lagrangian *to = &round->lagrangian;
    size_t n_agents = (size_t)round->problem->n_agents;
    enum koppel_status status =
        koppel_lagrangian_make(to, from->problem, from->classes, from->tier, from->best, &round->arena);

    round->price = koppel_arena_new(&round->arena, n_agents, sizeof *round->price);
    round->n_uses = koppel_arena_new(&round->arena, n_agents, sizeof *round->n_uses);
    round->proposed = koppel_arena_new(&round->arena, n_agents, sizeof *round->proposed);
    round->least = koppel_arena_new(&round->arena, (size_t)round->search->blocks->n_blocks, sizeof *round->least);
    round->solved = koppel_arena_new(&round->arena, (size_t)round->search->blocks->n_blocks, sizeof *round->solved);
    if (status != KOPPEL_OK || koppel_arena_failed(&round->arena)) {
        return KOPPEL_E_MEMORY;
    }
    to->scale = coarse_scale(from);
    for (int32_t g = 0; g < round->problem->n_loads; g++) {
        to->load_price[g] = coarse(from->load_price[g], from->scale, to->scale);
    }
    for (int32_t t = 0; t < from->tier; t++) {
        to->tier_price[t] = coarse(from->tier_price[t], from->scale, to->scale);
    }
    to->tier_price[from->tier] = to->scale;
    for (size_t i = 0; i < n_agents; i++) {
        int64_t price = from->agent_price[from->classes->class_of_agent[i]];

        round->price[i] = price == INT64_MAX ? 0 : coarse(price, from->scale, to->scale);
    }
    return KOPPEL_OK;
}

static bool is_free(const struct round *round, int32_t i)
{
    return round->search->blocks->block_of_agent[i] == KOPPEL_NONE &&
           round->problem->first[i] < round->problem->first[i + 1];
}

/* Marks the slots of a block, its own agents, and the free agents that have a pair in it. */
static void mark_block(const struct round *round, int32_t b, unsigned char *has_agent, unsigned char *has_slot)
{
    const struct koppel_problem *problem = round->problem;
    const struct koppel_blocks *blocks = round->search->blocks;

    for (int32_t j = 0; j < problem->n_slots; j++) {
        has_slot[j] = blocks->block_of_slot[j] == b;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        has_agent[i] = blocks->block_of_agent[i] == b;
        for (int64_t p = problem->first[i]; is_free(round, i) && p < problem->first[i + 1]; p++) {
            if (has_slot[koppel_pair_slot(problem, i, p)]) {
                has_agent[i] = 1;
                break;
            }
        }
    }
}

/* The incumbent, as far as it lies in the block. */
static void copy_choice(const struct koppel_block_search *search, const struct koppel_block *block,
                        const unsigned char *has_slot, int32_t *slot_of)
{
    int32_t *row = slot_of;

    for (int32_t r = 0; r < block->problem.n_agents; r++) {
        int32_t j = search->slot_of[block->agents[r]];

        row[r] = KOPPEL_NONE;
        for (int32_t k = 0; j != KOPPEL_NONE && has_slot[j] && k < block->problem.n_slots; k++) {
            if (block->slots[k] == j) {
                row[r] = k;
                break;
            }
        }
    }
}

/* Starts a component on a block from the incumbent; has_incumbent tells whether that keeps the block's rows. */
static enum koppel_status start_part(const struct koppel_block_search *search, const struct koppel_block *block,
                                     const unsigned char *has_slot, const struct koppel_deadline *deadline,
                                     struct koppel_lexicographic *component, struct koppel_arena *arena)
{
    enum koppel_status status = KOPPEL_OK;

    *component = (struct koppel_lexicographic){.problem = &block->problem,
                                               .deadline = deadline,
                                               .gap_ppm = search->gap_ppm,
                                               .most_nodes = search->most_nodes,
                                               .opening_work = 20000};
    status = koppel_lexicographic_start(component, arena);
    if (status == KOPPEL_OK) {
        copy_choice(search, block, has_slot, component->trial);
        status = koppel_lexicographic_try_incumbent(component);
    }
    return status;
}

static void propose(struct round *round, const struct solved_block *solved)
{
    for (int32_t r = 0; r < solved->block.problem.n_agents; r++) {
        int32_t i = solved->block.agents[r];

        if (solved->component.slot_of[r] != KOPPEL_NONE) {
            round->n_uses[i]++;
            if (round->proposed[i] == KOPPEL_NONE) {
                round->proposed[i] = solved->block.slots[solved->component.slot_of[r]];
            }
        }
    }
}

/* z_b of one block. Of the round it only reads, for blocks are solved at the same time. */
static enum koppel_status solve_block(const struct round *round, int32_t b, unsigned char *has_agent,
                                      unsigned char *has_slot, struct solved_block *solved)
{
    const struct koppel_block_search *search = round->search;
    enum koppel_status status = KOPPEL_OK;

    mark_block(round, b, has_agent, has_slot);
    status = koppel_block_make(&solved->block, round->problem, has_agent, has_slot, NULL, &solved->arena);
    if (status == KOPPEL_OK) {
        status = koppel_block_price(&solved->block, search->blocks, &round->lagrangian, round->price, &solved->arena);
    }
    if (status == KOPPEL_OK) {
        status = start_part(search, &solved->block, has_slot, &solved->deadline, &solved->component, &solved->arena);
    }
    if (status == KOPPEL_OK && solved->component.has_incumbent) {
        status = search->solve(&solved->component);
    }
    solved->is_known =
        status == KOPPEL_OK && solved->component.has_incumbent && solved->component.bounds[0] != INT64_MIN;
    return status;
}

static enum koppel_status solve_item(void *data, int32_t worker, int32_t b)
{
    struct round *round = data;
    struct koppel_arena scratch = {0};
    unsigned char *has_agent = koppel_arena_new(&scratch, (size_t)round->problem->n_agents, 1);
    unsigned char *has_slot = koppel_arena_new(&scratch, (size_t)round->problem->n_slots, 1);
    enum koppel_status status = koppel_arena_status(&scratch);

    (void)worker;
    if (status == KOPPEL_OK) {
        status = solve_block(round, b, has_agent, has_slot, &round->solved[b]);
    }
    koppel_arena_free(&scratch);
    return status;
}

/* What free agents, cross loads and held tiers add to the bound. */
static void bound_rest(struct round *round)
{
    const struct koppel_lagrangian *lagrangian = &round->lagrangian;
    int64_t at = 0;

    for (int32_t i = 0; i < round->problem->n_agents; i++) {
        round->bound += is_free(round, i) ? round->price[i] : 0;
    }
    for (int32_t g = 0; g < round->problem->n_loads; g++) {
        if (round->search->blocks->is_cross[g]) {
            round->bound += koppel_lagrangian_load_least(lagrangian, g, &at);
        }
    }
    for (int32_t t = 0; t < lagrangian->tier; t++) {
        round->bound -= (koppel_wide)lagrangian->tier_price[t] * lagrangian->best[t];
    }
}

/* Adds up the blocks in their order, so that threads change nothing, and frees them. */
static void add_blocks(struct round *round)
{
    round->bound = 0;
    round->is_known = true;
    for (int32_t i = 0; i < round->problem->n_agents; i++) {
        round->n_uses[i] = 0;
        round->proposed[i] = KOPPEL_NONE;
    }
    for (int32_t b = 0; b < round->search->blocks->n_blocks; b++) {
        struct solved_block *solved = &round->solved[b];

        round->is_known = round->is_known && solved->is_known;
        if (round->is_known) {
            round->bound += solved->component.bounds[0];
            round->least[b] = solved->component.bounds[0];
            propose(round, solved);
        }
        round->search->n_nodes += solved->component.n_nodes;
        koppel_arena_free(&solved->arena);
        *solved = (struct solved_block){0};
    }
    bound_rest(round);
}

/* Every block may take an equal share of the work that is left. */
static int64_t share_work(struct round *round)
{
    const struct koppel_deadline *deadline = round->search->deadline;
    int32_t n = round->search->blocks->n_blocks;
    int64_t share = deadline->steps_left != NULL ? *deadline->steps_left / (n > 0 ? n : 1) + 1 : INT64_MAX;

    for (int32_t b = 0; b < n; b++) {
        round->solved[b].steps_left = share;
        round->solved[b].deadline = *deadline;
        round->solved[b].deadline.steps_left = &round->solved[b].steps_left;
    }
    return share;
}

static enum koppel_status bound_blocks(struct round *round)
{
    const struct koppel_workers workers = {.n_items = round->search->blocks->n_blocks,
                                           .n_threads = round->search->n_threads,
                                           .data = round,
                                           .work = solve_item,
                                           .end = koppel_guard_end};
    int64_t share = share_work(round);
    enum koppel_status status = koppel_workers_run(&workers);

    for (int32_t b = 0; b < round->search->blocks->n_blocks; b++) {
        koppel_deadline_spend(round->search->deadline, share - round->solved[b].steps_left);
    }
    add_blocks(round);
    return status;
}

/* Makes room for what keep_best keeps. */
static enum koppel_status best_start(struct koppel_block_search *search)
{
    const struct koppel_problem *problem = search->lagrangian->problem;

    search->bound = INT64_MIN;
    search->least = koppel_arena_new(search->arena, (size_t)search->blocks->n_blocks, sizeof *search->least);
    search->extra = koppel_arena_new(search->arena, (size_t)problem->n_agents, sizeof *search->extra);
    search->weight = koppel_arena_new(search->arena, (size_t)problem->n_tiers, sizeof *search->weight);
    search->load_price = koppel_arena_new(search->arena, (size_t)problem->n_loads, sizeof *search->load_price);
    return koppel_arena_status(search->arena);
}

/* Keeps multipliers and z_b of the best bound. */
static void keep_best(struct round *round, int64_t cost)
{
    struct koppel_block_search *search = round->search;
    size_t n_agents = (size_t)round->problem->n_agents;

    memcpy(search->proposed, round->proposed, n_agents * sizeof *search->proposed);
    memcpy(search->least, round->least, (size_t)search->blocks->n_blocks * sizeof *search->least);
    memcpy(search->weight, round->lagrangian.tier_price, (size_t)round->problem->n_tiers * sizeof *search->weight);
    memcpy(search->load_price, round->lagrangian.load_price,
           (size_t)round->problem->n_loads * sizeof *search->load_price);
    for (int32_t i = 0; i < round->problem->n_agents; i++) {
        search->extra[i] = is_free(round, i) ? -round->price[i] : 0;
    }
    search->gap = (koppel_wide)round->lagrangian.scale * cost - round->bound;
}

enum koppel_status koppel_block_search_floors(const struct koppel_block_search *search, struct koppel_problem *problem,
                                              int32_t *n_added)
{
    const struct koppel_problem *searched = search->lagrangian->problem;
    const struct koppel_blocks *blocks = search->blocks;
    struct koppel_arena arena = {0};
    unsigned char *has_slot = koppel_arena_new(&arena, (size_t)problem->n_slots, 1);
    unsigned char *is_given = koppel_arena_new(&arena, (size_t)problem->n_loads + (size_t)blocks->n_blocks, 1);
    int64_t *price = koppel_arena_new(&arena, (size_t)problem->n_loads + (size_t)blocks->n_blocks, sizeof *price);
    enum koppel_status status = koppel_arena_status(&arena);
    int32_t n_loads = problem->n_loads;

    *n_added = 0;
    for (int32_t b = 0; b < blocks->n_blocks && status == KOPPEL_OK; b++) {
        struct koppel_objective_cut cut = {.tiers = searched->tiers,
                                           .weight = search->weight,
                                           .n_tiers = search->lagrangian->tier + 1,
                                           .extra = search->extra,
                                           .has_slot = has_slot,
                                           .is_given = is_given,
                                           .load_price = price,
                                           .least = search->least[b],
                                           .most = search->least[b] + search->gap};
        int32_t n = 0;

        /* the loads that this call adds cost nothing: given, with a multiplier of 0 */
        for (int32_t g = 0; g < problem->n_loads; g++) {
            is_given[g] = g >= n_loads || blocks->is_cross[g];
            price[g] = g < n_loads && blocks->is_cross[g] ? search->load_price[g] : 0;
        }
        for (int32_t j = 0; j < problem->n_slots; j++) {
            has_slot[j] = blocks->block_of_slot[j] == b;
        }
        status = koppel_objective_cut_add(problem, &cut, &n);
        *n_added += n;
    }
    koppel_arena_free(&arena);
    return status;
}

/* A subgradient step of u by half of what would close the gap if the bound were linear: agents that several blocks
 * place cost more, agents that must be placed and that none places bring more. */
static void step(struct round *round, int64_t cost)
{
    koppel_wide gap = (koppel_wide)round->lagrangian.scale * cost - round->bound;
    koppel_wide norm = 0;

    for (int32_t i = 0; i < round->problem->n_agents; i++) {
        int64_t g = is_free(round, i) ? 1 - round->n_uses[i] : 0;

        norm += (round->price[i] == 0 && g > 0 && !round->problem->must_place[i]) ? 0 : g * g;
    }
    for (int32_t i = 0; norm > 0 && i < round->problem->n_agents; i++) {
        int64_t g = is_free(round, i) ? 1 - round->n_uses[i] : 0;

        round->price[i] += (int64_t)(gap * g / (2 * norm));
        if (!round->problem->must_place[i] && round->price[i] > 0) {
            round->price[i] = 0;
        }
    }
}

enum koppel_status koppel_block_search_bound(struct koppel_block_search *search)
{
    struct round round = {.search = search, .problem = search->lagrangian->problem};
    enum koppel_status status = best_start(search);
    int64_t unit = koppel_lagrangian_unit(search->lagrangian);

    if (status == KOPPEL_OK) {
        status = round_start(&round);
    }
    for (int32_t r = 0; r < search->n_rounds && status == KOPPEL_OK && !koppel_deadline_expired(search->deadline);
         r++) {
        int64_t bound = INT64_MIN;

        status = bound_blocks(&round);
        if (status != KOPPEL_OK || !round.is_known) {
            break;
        }
        round.lagrangian.bound = round.bound;
        bound = koppel_lagrangian_cost(&round.lagrangian, unit);
        if (bound > search->bound) {
            search->bound = bound;
            keep_best(&round, search->costs[search->lagrangian->tier]);
        }
        if (search->bound >= search->costs[search->lagrangian->tier]) {
            break;
        }
        step(&round, search->costs[search->lagrangian->tier]);
    }
    koppel_arena_free(&round.arena);
    return status;
}

/* Marks what may change: the block's slots, its agents, and free agents that are in it or nowhere. The loads of all
 * others are added up in rest. */
static void mark_movable(struct round *round, int32_t b, int64_t *rest)
{
    const struct koppel_problem *problem = round->problem;
    const int32_t *slot_of = round->search->slot_of;

    mark_block(round, b, round->has_agent, round->has_slot);
    memset(rest, 0, (size_t)problem->n_loads * sizeof *rest);
    for (int32_t i = 0; i < problem->n_agents; i++) {
        int32_t j = slot_of[i];

        if (j == KOPPEL_NONE || round->has_slot[j]) {
            continue;
        }
        round->has_agent[i] = 0;
        koppel_add_to_loads(problem, i, j, 1, rest);
    }
}

static enum koppel_status improve_block(struct round *round, int32_t b, int64_t *rest, int64_t *before)
{
    struct koppel_block_search *search = round->search;
    struct koppel_arena arena = {0};
    struct koppel_block block = {0};
    struct koppel_lexicographic component = {0};
    bool is_same = true;
    enum koppel_status status = KOPPEL_OK;

    mark_movable(round, b, rest);
    status = koppel_block_make(&block, round->problem, round->has_agent, round->has_slot, rest, &arena);
    if (status == KOPPEL_OK) {
        status = start_part(search, &block, round->has_slot, search->deadline, &component, &arena);
    }
    component.tier = search->lagrangian->tier;
    if (status == KOPPEL_OK && component.has_incumbent) {
        memcpy(before, component.costs, (size_t)component.tier * sizeof *before);
        component.n_best_tiers = component.tier;
        status = search->improves_later ? search->solve(&component) : koppel_lexicographic_solve_tier(&component);
    }
    if ((status == KOPPEL_OK || status == KOPPEL_E_ENGINE) && component.has_incumbent) {
        status = KOPPEL_OK;
        /* costs of earlier tiers must stay: reduced_problem.h holds only what costs the same there */
        is_same = memcmp(before, component.costs, (size_t)search->lagrangian->tier * sizeof *before) == 0;
        for (int32_t r = 0; is_same && r < block.problem.n_agents; r++) {
            search->slot_of[block.agents[r]] =
                component.slot_of[r] != KOPPEL_NONE ? block.slots[component.slot_of[r]] : KOPPEL_NONE;
        }
    }
    search->n_nodes += component.n_nodes;
    koppel_arena_free(&arena);
    return status;
}

enum koppel_status koppel_block_search_improve(struct koppel_block_search *search)
{
    struct round round = {.search = search, .problem = search->lagrangian->problem};
    int64_t *rest = koppel_arena_new(&round.arena, (size_t)round.problem->n_loads, sizeof *rest);
    int64_t *before =
        koppel_arena_new(&round.arena, (size_t)round.problem->n_tiers, sizeof *before); /* costs of a block */
    enum koppel_status status = KOPPEL_OK;

    round.has_agent = koppel_arena_new(&round.arena, (size_t)round.problem->n_agents, 1);
    round.has_slot = koppel_arena_new(&round.arena, (size_t)round.problem->n_slots, 1);
    status = koppel_arena_status(&round.arena);
    for (int32_t b = 0;
         b < search->blocks->n_blocks && status == KOPPEL_OK && !koppel_deadline_expired(search->deadline); b++) {
        status = improve_block(&round, b, rest, before);
    }
    koppel_arena_free(&round.arena);
    return status;
}
