// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* block_bound.c - better incumbents, a bound and objective cuts from blocks (see block_bound.h). */
#include "engine/lns/block_bound.h"

#include "base/arena.h"
#include "base/steps.h"
#include "engine/branch/restricted_search.h"
#include "engine/heuristic/cyclic_exchange.h"
#include "engine/lns/block_search.h"

#include <string.h>

/* Nodes of the search of a block; its gap is the gap asked for divided by FINER_THAN_GAP. */
enum { NODES_OF_BLOCK = 200, FINER_THAN_GAP = 4 };

/* Rounds of improvement, first and after a bound; bounds; multipliers of free agents for a bound. */
enum { FIRST_ROUNDS = 3, LATER_ROUNDS = 2, MOST_BOUNDS = 2, PRICES_OF_BOUND = 2 };

/* A descent by blocks: nodes of a search; slots of a block at most, twice as many in every further round; rounds. */
enum { NODES_OF_DESCENT = 10, SLOTS_OF_DESCENT = 400, ROUNDS_OF_DESCENT = 2 };

/* Sets up a search of blocks from the incumbent. */
static enum koppel_status search_start(struct koppel_block_search *search, const struct koppel_reduced_problem *reduced,
                                       const struct koppel_blocks *blocks, const struct koppel_lagrangian *lagrangian,
                                       struct koppel_arena *arena)
{
    size_t n_agents = (size_t)reduced->left.n_agents;

    *search = (struct koppel_block_search){.arena = arena,
                                           .blocks = blocks,
                                           .lagrangian = lagrangian,
                                           .costs = reduced->costs,
                                           .deadline = reduced->component->deadline,
                                           .gap_ppm = reduced->component->gap_ppm / FINER_THAN_GAP,
                                           .most_nodes = NODES_OF_BLOCK,
                                           .n_threads = reduced->component->n_threads,
                                           .solve = reduced->solve,
                                           .bound = INT64_MIN};
    search->slot_of = koppel_arena_new(arena, n_agents, sizeof *search->slot_of);
    search->proposed = koppel_arena_new(arena, n_agents, sizeof *search->proposed);
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(search->slot_of, reduced->component->slot_of, n_agents * sizeof *search->slot_of);
    return KOPPEL_OK;
}

/* Improves the incumbent block by block. */
static enum koppel_status improve_blocks(struct koppel_reduced_problem *reduced, struct koppel_block_search *search)
{
    enum koppel_status status = koppel_block_search_improve(search);

    if (status == KOPPEL_OK) {
        memcpy(reduced->component->trial, search->slot_of, (size_t)reduced->left.n_agents * sizeof *search->slot_of);
        status = koppel_reduced_problem_try_incumbent(reduced);
    }
    return status;
}

enum koppel_status koppel_block_bound_descend(struct koppel_reduced_problem *reduced)
{
    enum koppel_status status = KOPPEL_OK;

    for (int round = 0; round < ROUNDS_OF_DESCENT && status == KOPPEL_OK; round++) {
        struct koppel_arena arena = {0};
        struct koppel_blocks blocks;
        struct koppel_block_search search = {0};

        status = koppel_blocks_make(&blocks, &reduced->bound.view, SLOTS_OF_DESCENT << round, true, &arena);
        if (status == KOPPEL_OK) {
            status = search_start(&search, reduced, &blocks, &reduced->bound.lagrangian, &arena);
        }
        search.most_nodes = NODES_OF_DESCENT;
        search.improves_later = true;
        if (status == KOPPEL_OK) {
            status = improve_blocks(reduced, &search);
            koppel_reduced_problem_raise_bound(reduced, INT64_MIN);
        }
        koppel_arena_free(&arena);
    }
    return status;
}

enum koppel_status koppel_block_bound_improve_by(struct koppel_reduced_problem *reduced,
                                                 const struct koppel_blocks *blocks,
                                                 const struct koppel_lagrangian *lagrangian, int64_t most_nodes)
{
    struct koppel_arena arena = {0};
    struct koppel_block_search search;
    enum koppel_status status = search_start(&search, reduced, blocks, lagrangian, &arena);

    search.most_nodes = most_nodes;
    if (status == KOPPEL_OK) {
        status = improve_blocks(reduced, &search);
    }
    koppel_arena_free(&arena);
    return status;
}

static enum koppel_status make_blocks(struct koppel_blocks *blocks, const struct koppel_problem *view,
                                      struct koppel_arena *arena)
{
    return koppel_blocks_make(blocks, view, view->n_slots / 2, false, arena);
}

/* Every block with all other agents left where they are, as long as it helps. */
static enum koppel_status improve(struct koppel_reduced_problem *reduced, int most_rounds)
{
    enum koppel_status status = KOPPEL_OK;

    for (int round = 0; round < most_rounds && status == KOPPEL_OK && !koppel_reduced_problem_is_done(reduced) &&
                        koppel_step_is_on(KOPPEL_STEP_BLOCK_IMPROVE);
         round++) {
        int64_t before = koppel_reduced_problem_cost(reduced);
        struct koppel_arena arena = {0};
        struct koppel_blocks blocks;

        status = make_blocks(&blocks, &reduced->bound.view, &arena);
        if (status == KOPPEL_OK) {
            status = koppel_block_bound_improve_by(reduced, &blocks, &reduced->bound.lagrangian, NODES_OF_BLOCK);
        }
        koppel_arena_free(&arena);
        if (status == KOPPEL_OK) {
            status = koppel_reduced_problem_exchange(reduced, KOPPEL_MOST_EXCHANGES);
        }
        if (status != KOPPEL_OK || koppel_reduced_problem_cost(reduced) == before) {
            break;
        }
        koppel_reduced_problem_raise_bound(reduced, INT64_MIN);
        status = koppel_reduced_problem_fix(reduced);
    }
    return status;
}

/* Blocks prove little when most agents are free. */
static bool is_apart(const struct koppel_problem *view, const struct koppel_blocks *blocks)
{
    int32_t n_free = 0;

    for (int32_t i = 0; i < view->n_agents; i++) {
        n_free += blocks->block_of_agent[i] == KOPPEL_NONE && view->first[i] < view->first[i + 1];
    }
    return n_free <= view->n_agents / 2;
}

/* The bound of the blocks, INT64_MIN where they are not apart. Search and blocks are in the arena. */
static enum koppel_status find_bound(const struct koppel_reduced_problem *reduced, int32_t n_rounds,
                                     struct koppel_blocks *blocks, struct koppel_block_search *search,
                                     struct koppel_arena *arena)
{
    enum koppel_status status = make_blocks(blocks, &reduced->bound.view, arena);

    *search = (struct koppel_block_search){.bound = INT64_MIN};
    if (status == KOPPEL_OK) {
        status = search_start(search, reduced, blocks, &reduced->bound.lagrangian, arena);
    }
    search->n_rounds = n_rounds;
    if (status == KOPPEL_OK && is_apart(&reduced->bound.view, blocks)) {
        status = koppel_block_search_bound(search);
    }
    return status;
}

/* A bound from the blocks, and a search between the incumbent and what they propose. */
static enum koppel_status raise_bound(struct koppel_reduced_problem *reduced, int32_t n_rounds)
{
    struct koppel_arena arena = {0};
    struct koppel_blocks blocks;
    struct koppel_block_search search;
    enum koppel_status status = find_bound(reduced, n_rounds, &blocks, &search, &arena);

    reduced->component->n_nodes += search.n_nodes;
    if (status == KOPPEL_OK && search.bound != INT64_MIN) {
        koppel_reduced_problem_raise_bound(reduced, search.bound);
        if (koppel_step_is_on(KOPPEL_STEP_BLOCK_SEARCH) && !koppel_reduced_problem_is_done(reduced)) {
            status = koppel_restricted_search_between(reduced, search.proposed);
        }
    }
    koppel_arena_free(&arena);
    return status;
}

enum koppel_status koppel_block_bound_run(struct koppel_reduced_problem *reduced)
{
    enum koppel_status status = improve(reduced, FIRST_ROUNDS);

    for (int round = 0; round < MOST_BOUNDS && status == KOPPEL_OK && !koppel_reduced_problem_is_done(reduced);
         round++) {
        int64_t before = koppel_reduced_problem_cost(reduced);

        status = koppel_step_is_on(KOPPEL_STEP_BLOCK_BOUND) ? raise_bound(reduced, PRICES_OF_BOUND) : KOPPEL_OK;
        if (koppel_reduced_problem_cost(reduced) == before) {
            break;
        }
        if (status == KOPPEL_OK) {
            status = improve(reduced, LATER_ROUNDS);
        }
    }
    return status;
}

enum koppel_status koppel_block_bound_add_cuts(struct koppel_reduced_problem *reduced)
{
    struct koppel_arena arena = {0};
    struct koppel_blocks blocks;
    struct koppel_block_search search;
    int32_t n_added = 0;
    enum koppel_status status = find_bound(reduced, 1, &blocks, &search, &arena);

    if (status == KOPPEL_OK && search.bound != INT64_MIN) {
        status = koppel_block_search_floors(&search, &reduced->left, &n_added);
    }
    koppel_arena_free(&arena);
    koppel_reduced_problem_view(reduced);
    return status;
}
