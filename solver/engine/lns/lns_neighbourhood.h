/* lns_neighbourhood.h - small parts of a choice to search again: agents and slots that have much to do with each other.
 *
 * Slots are grouped by the smallest load that they add to (a neighbourhood's cap, say). A vicinity grows from one group
 * by those that most near pairs lead to or from, until so many agents stand in it. All vicinities of a round divide the
 * slots; another round divides them otherwise.
 */
#ifndef KOPPEL_ENGINE_LNS_LNS_NEIGHBOURHOOD_H
#define KOPPEL_ENGINE_LNS_LNS_NEIGHBOURHOOD_H

#include "engine/lns/blocks.h"

/**
 * Divides slots and agents into vicinities, as the blocks of a block search. Agents without a slot belong to one that a
 * near pair of theirs leads to.
 *
 * @param near     the pairs that count, those of the choice among them
 * @param slot_of  n_agents: the choice
 * @param round    equal numbers give equal vicinities
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then koppel_blocks_free is still due)
 * Time O(pairs + groups * groups of a vicinity).
 */
enum koppel_status koppel_lns_neighbourhoods_make(struct koppel_blocks *blocks, const struct koppel_problem *near,
                                                  const int32_t *slot_of, int32_t round, int32_t most_agents);

#endif
