// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* blocks.h - a problem cut into blocks of slots that few agents and loads have in common.
 *
 * METHOD  Slots are in one block when they add to the same load, as long as the block stays small. Loads that span
 *   blocks are "cross" loads, agents with pairs in several blocks are "free". With cross loads (4) relaxed by pi, and
 *   rows (1) of the free agents by u, the blocks are independent integer programs:
 *
 *     r_ij  = m_t c_t + sum_s m_s c_s + sum over cross g of pi_g a_ijg - u_i
 *     z_b   = least cost of block b with pair costs r
 *     scale * cost  >=  sum_b z_b + sum over free i of u_i + sum over cross g of f_g - sum_s m_s best_s
 *
 *   with f_g as in lagrangian_bound.h and u_i <= 0 where i may be left out.
 * DIFFERS  A Lagrangian relaxation without the integrality property: its bound can lie above the linear relaxation.
 * COMPLEXITY  O(entries log loads + pairs) to find blocks.
 * SOURCE  Geoffrion 1974 (lagrangian_bound.h); block structure as in Dantzig, Wolfe, Decomposition principle for linear
 *   programs, Operations Research 8, 1960; docs/model.md (1), (4).
 */
#ifndef KOPPEL_ENGINE_LNS_BLOCKS_H
#define KOPPEL_ENGINE_LNS_BLOCKS_H

#include "engine/bound/lagrangian_bound.h"

struct koppel_blocks {
    int32_t n_blocks;
    int32_t *block_of_slot;  /* n_slots */
    int32_t *block_of_agent; /* n_agents: KOPPEL_NONE = free, or without pairs */
    unsigned char *is_cross; /* n_loads */
};

/** Makes room for blocks in the arena, all in block 0. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_blocks_start(struct koppel_blocks *blocks, const struct koppel_problem *problem,
                                       struct koppel_arena *arena);

/**
 * Finds the blocks, in the arena: loads join their slots, those of few slots first, as long as a block has at most
 * most_slots. With joins_agents, agents join theirs after that.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_blocks_make(struct koppel_blocks *blocks, const struct koppel_problem *problem,
                                      int64_t most_slots, bool joins_agents, struct koppel_arena *arena);

/** Some agents and slots of a problem, with all loads that the slots add to and all tiers. All is in an arena, the
 * problem too: koppel_problem_free is not for it. */
struct koppel_block {
    struct koppel_problem problem;
    int32_t *agents; /* rows of the whole problem */
    int32_t *slots;
    int32_t *loads;
    int64_t *pairs;
};

/**
 * Copies the pairs between the agents and slots that are marked, into the arena.
 * @param rest  n_loads: what others add to the loads, added to their bases; NULL: nothing
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_block_make(struct koppel_block *block, const struct koppel_problem *problem,
                                     const unsigned char *has_agent, const unsigned char *has_slot, const int64_t *rest,
                                     struct koppel_arena *arena);

/**
 * Turns a block, made in this arena, into the program of z_b: one tier, cross loads without limits, free agents may be
 * left out.
 * @param free_price  n_agents of the whole: u_i of free agents
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_block_price(struct koppel_block *block, const struct koppel_blocks *blocks,
                                      const struct koppel_lagrangian *lagrangian, const int64_t *free_price,
                                      struct koppel_arena *arena);

#endif
