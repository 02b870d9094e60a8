// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* lns_neighbourhood.h - neighbourhoods of a large neighbourhood search: agents and slots that are related by pairs of
 * small reduced cost.
 *
 * METHOD  Slots are grouped by the smallest load that they add to (the cap of a neighbourhood, say). Two groups are
 *   related by the number of near pairs that lead from an agent in one to a slot in the other. A neighbourhood grows
 *   from a drawn group by the group that is most related to it, until so many agents stand in it. All neighbourhoods of
 *   a round divide the slots among them, so that each can be searched with all others left where they are
 *   (block_search.h); another round divides them otherwise.
 * DIFFERS  Shaw removes related requests one by one at random and reinserts them; here a round covers the whole
 *   problem, and what is released is searched as an integer program over near pairs only, as RINS restricts columns by
 *   the relaxation (Danna, Rothberg, Le Pape 2005).
 * COMPLEXITY  O(near pairs + groups * groups of a neighbourhood) a round.
 * SOURCE  Shaw, Using constraint programming and local search methods to solve vehicle routing problems, CP98, LNCS
 *   1520, 1998; Pisinger, Ropke, Large neighborhood search, in Handbook of Metaheuristics, Springer 2010.
 */
#ifndef KOPPEL_ENGINE_LNS_LNS_NEIGHBOURHOOD_H
#define KOPPEL_ENGINE_LNS_LNS_NEIGHBOURHOOD_H

#include "engine/lns/blocks.h"

/**
 * Divides slots and agents into neighbourhoods, as the blocks of a block search. Agents without a slot belong to one
 * that a near pair of theirs leads to.
 *
 * @param near         the pairs that count, those of the incumbent among them
 * @param slot_of      n_agents: the incumbent
 * @param round        seeds what is drawn: equal numbers give equal neighbourhoods
 * @param most_agents  agents that stand in a neighbourhood, at most (a group alone may have more)
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_lns_neighbourhoods_make(struct koppel_blocks *blocks, const struct koppel_problem *near,
                                                  const int32_t *slot_of, int32_t round, int32_t most_agents,
                                                  struct koppel_arena *arena);

#endif
