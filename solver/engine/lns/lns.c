// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* lns.c - large neighbourhood search (see lns.h). */
#include "engine/lns/lns.h"

#include "base/bits.h"
#include "engine/branch/restricted_search.h"
#include "engine/lns/block_bound.h"
#include "engine/lns/lns_neighbourhood.h"
#include "problem/problem_copy.h"

#include <stdlib.h>

/* Near pairs an agent. Rounds take N_SIZES sizes in turn, from FEWEST_IN_NEIGHBOURHOOD agents on, each twice the one
 * before, with NODES_IN_SMALLEST nodes and half as many for each next size. */
enum {
    NEAR_PAIRS = 8,
    FEWEST_IN_NEIGHBOURHOOD = 125,
    N_SIZES = 4,
    MOST_IDLE_ROUNDS = 3 * N_SIZES,
    NODES_IN_SMALLEST = 200
};

/* The near pairs: those of least reduced cost, about NEAR_PAIRS an agent, and the incumbent's. */
static enum koppel_status select_near(const struct koppel_reduced_problem *reduced, struct koppel_problem *near)
{
    const struct koppel_problem *view = &reduced->bound.view;
    unsigned char *keep = koppel_bits_new(view->n_pairs);
    enum koppel_status status = keep != NULL
                                    ? koppel_restricted_search_near(reduced, (int64_t)NEAR_PAIRS * view->n_agents, keep)
                                    : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK) {
        status = koppel_problem_select(near, view, keep);
    }
    free(keep);
    return status;
}

/* One round: every neighbourhood with all other agents left where they are. */
static enum koppel_status improve_round(struct koppel_reduced_problem *reduced, const struct koppel_problem *near,
                                        int32_t round)
{
    struct koppel_lagrangian lagrangian = reduced->bound.lagrangian;
    struct koppel_arena arena = {0};
    struct koppel_blocks blocks;
    enum koppel_status status = koppel_lns_neighbourhoods_make(&blocks, near, reduced->component->slot_of, round,
                                                               FEWEST_IN_NEIGHBOURHOOD << round % N_SIZES, &arena);

    lagrangian.problem = near;
    if (status == KOPPEL_OK) {
        status = koppel_block_bound_improve_by(reduced, &blocks, &lagrangian, NODES_IN_SMALLEST >> round % N_SIZES);
    }
    koppel_arena_free(&arena);
    return status;
}

enum koppel_status koppel_lns_improve(struct koppel_reduced_problem *reduced)
{
    struct koppel_problem near = {0};
    enum koppel_status status = select_near(reduced, &near);
    int64_t at_first = koppel_reduced_problem_cost(reduced);
    int n_idle = 0;

    for (int32_t round = 0;
         status == KOPPEL_OK && n_idle < MOST_IDLE_ROUNDS && !koppel_reduced_problem_is_done(reduced); round++) {
        int64_t before = koppel_reduced_problem_cost(reduced);

        status = improve_round(reduced, &near, round);
        n_idle = koppel_reduced_problem_cost(reduced) < before ? 0 : n_idle + 1;
    }
    koppel_problem_free(&near);
    if (status == KOPPEL_OK && koppel_reduced_problem_cost(reduced) < at_first) {
        koppel_reduced_problem_raise_bound(reduced, INT64_MIN);
        status = koppel_reduced_problem_fix(reduced);
    }
    return status;
}
