// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* block_bound.h - the blocks of a tier (a municipality, say): better incumbents, a bound, and objective cuts.
 *
 * METHOD  Two uses of blocks (blocks.h, block_search.h) take turns, as long as they help. For a better incumbent, every
 *   block is searched with all other agents left where they are, and cyclic exchange follows. For a bound, every block
 *   is solved on its own, with multipliers on the agents that several blocks use; then the pairs of the blocks'
 *   solutions and of the incumbent are searched together (restricted_search.h). There is no bound by blocks where more
 *   than half of the agents are free.
 *   A descent needs no relaxation: in every small block all tiers to come are solved, all other agents left where they
 *   are. It serves large problems, whose first relaxation takes long and whose greedy start is poor.
 * COMPLEXITY  A search of at most NODES_OF_BLOCK nodes for every block: FIRST_ROUNDS + MOST_BOUNDS * (PRICES_OF_BOUND +
 *   LATER_ROUNDS) times at most; of NODES_OF_DESCENT nodes for every block and tier, ROUNDS_OF_DESCENT times.
 * SOURCE  Geoffrion 1974 (lagrangian_bound.h) on Lagrangian bounds above the linear relaxation; own: the turns.
 */
#ifndef KOPPEL_ENGINE_LNS_BLOCK_BOUND_H
#define KOPPEL_ENGINE_LNS_BLOCK_BOUND_H

#include "engine/branch/reduced_problem.h"
#include "engine/lns/blocks.h"

/**
 * Searches every one of some blocks with all other agents left where they are, once, for a better incumbent.
 * @param lagrangian  of the pairs that count
 * @param most_nodes  of the search of a block
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_block_bound_improve_by(struct koppel_reduced_problem *reduced,
                                                 const struct koppel_blocks *blocks,
                                                 const struct koppel_lagrangian *lagrangian, int64_t most_nodes);

/** Improves the incumbent in this tier and all after it: the tiers are solved in every small block of what is left with
 * all other agents left where they are. Needs no relaxation of the whole. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_block_bound_descend(struct koppel_reduced_problem *reduced);

/** Improves the incumbent by the blocks of what is left, and raises the bound by them, in turns as long as it helps.
 * KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_block_bound_run(struct koppel_reduced_problem *reduced);

/** Adds to what is left an objective cut for every block (objective_cut.h), from a bound by blocks. KOPPEL_OK or
 * KOPPEL_E_MEMORY */
enum koppel_status koppel_block_bound_add_cuts(struct koppel_reduced_problem *reduced);

#endif
