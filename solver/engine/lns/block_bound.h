/* block_bound.h - the blocks of a tier (a municipality, say): better incumbents, a bound, and objective cuts.
 *
 * METHOD  For incumbents every block is searched with all other agents left where they are. For a bound every block is
 *   solved on its own, with the agents that several blocks want at a price (block_search.h), and what the blocks choose
 *   and the incumbent span a small problem, which is searched (restricted_search.h). Where most agents are free of any
 *   block, there is no bound.
 * SOURCE  own: the order of these steps; block_search.h has that of the bound.
 */
#ifndef KOPPEL_ENGINE_LNS_BLOCK_BOUND_H
#define KOPPEL_ENGINE_LNS_BLOCK_BOUND_H

#include "engine/branch/reduced_problem.h"
#include "engine/lns/blocks.h"

/** Searches every one of some blocks with all other agents left where they are, once, for a better incumbent.
 * @param lagrangian  of the pairs that count
 * @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_block_bound_improve_by(struct koppel_reduced_problem *reduced,
                                                 const struct koppel_blocks *blocks,
                                                 const struct koppel_lagrangian *lagrangian, int64_t most_nodes);

/** Improves the incumbent by the blocks of what is left, and raises the bound by them, in turns as long as it helps.
 * KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_block_bound_run(struct koppel_reduced_problem *reduced);

/** Adds to what is left an objective cut for every block: the tiers to come cannot gain in it. KOPPEL_OK or
 * KOPPEL_E_MEMORY */
enum koppel_status koppel_block_bound_add_cuts(struct koppel_reduced_problem *reduced);

#endif
