// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* block_search.h - integer programs over the blocks of a problem: for a Lagrangian bound, and for a better incumbent.
 *
 * METHOD  koppel_block_search_bound solves every block for given multipliers as an integer program (blocks.h); the sum
 *   is a bound. Multipliers u of agents that several blocks use move by a subgradient step of half the length that
 *   would close the gap if the bound were linear, n_rounds times. koppel_block_search_improve solves the tier in every
 *   block with all other agents left where they are. It serves blocks and the neighbourhoods of lns_neighbourhood.h
 *   alike.
 * DIFFERS  Multipliers of cross loads are the duals of the linear relaxation and stay; only u moves. All are rounded to
 *   a coarse scale (2520, 60 or 1), which holds small denominators exactly and keeps costs of a block small.
 * COMPLEXITY  A search of at most most_nodes nodes for every block and round.
 * SOURCE  Geoffrion 1974 (lagrangian_bound.h) on Lagrangian bounds above the linear relaxation; step: Held, Wolfe,
 *   Crowder, Validation of subgradient optimization, Mathematical Programming 6, 1974.
 */
#ifndef KOPPEL_ENGINE_LNS_BLOCK_SEARCH_H
#define KOPPEL_ENGINE_LNS_BLOCK_SEARCH_H

#include "engine/branch/lexicographic.h"
#include "engine/lns/blocks.h"

struct koppel_block_search {
    struct koppel_arena *arena; /* for the arrays of the best bound */
    const struct koppel_blocks *blocks;
    const struct koppel_lagrangian *lagrangian; /* multipliers of the relaxation, with agent prices */
    const struct koppel_deadline *deadline;
    int64_t gap_ppm;     /* of a block */
    int64_t most_nodes;  /* of a block's search */
    int32_t n_rounds;    /* of multipliers of free agents */
    int32_t n_threads;   /* on which blocks are solved for their bound; changes nothing but the time */
    bool improves_later; /* koppel_block_search_improve solves the tiers to come, too */
    /** Solves the tiers of a block from its incumbent. */
    enum koppel_status (*solve)(struct koppel_lexicographic *component);
    int32_t *slot_of;  /* n_agents: a feasible assignment; improved by koppel_block_search_improve */
    int32_t *proposed; /* n_agents (out of koppel_block_search_bound): solutions of the blocks, free agents once */
    int64_t *costs;    /* n_tiers of slot_of */
    int64_t bound;     /* (out) nothing costs less in the tier; INT64_MIN: unknown */
    /* (out) of the best bound, in units of 1 / its scale: */
    int64_t *least;      /* n_blocks: z_b */
    int64_t *extra;      /* n_agents: -u_i of free agents, else 0 */
    int64_t *weight;     /* n_tiers: m */
    int64_t *load_price; /* n_loads: pi */
    koppel_wide gap;     /* scale * cost - bound */
    int64_t n_nodes;     /* (out) added to */
};

/** Solves all blocks for multipliers of the free agents, moved n_rounds times. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_block_search_bound(struct koppel_block_search *search);

/**
 * Adds to a problem (the one searched, perhaps with its tiers in another order) an objective cut for every block: what
 * its pairs cost at the multipliers of the best bound, at least z_b and at most z_b + gap (objective_cut.h).
 * KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_block_search_floors(const struct koppel_block_search *search, struct koppel_problem *problem,
                                              int32_t *n_added);

/** Solves the tier, and with improves_later those after it, in every block with all other agents left where they are.
 * KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_block_search_improve(struct koppel_block_search *search);

#endif
