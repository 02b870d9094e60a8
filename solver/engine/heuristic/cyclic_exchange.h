// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* cyclic_exchange.h - the best exchanges of slots that leave every load as it is, found as one assignment problem.
 *
 * METHOD  Two neighbourhoods of the incumbent, in turn, each searched to its optimum (assignment.h):
 *
 *     trades  agents that count alike in every measure take each other's places, placed or not; all places that are
 *             held stay held
 *     moves   agents go to slots that add to the same loads by the same measures
 *
 *   No load changes, nor any cost but those of agents and pairs, so feasibility needs no check.
 * DIFFERS  Cyclic exchanges between agents of any kind change loads; an improving one is a negative cycle through
 *   different slots, which is NP-hard to find. Within one kind no load changes, and the best set of all cycles together
 *   is an assignment.
 * COMPLEXITY  An assignment a round, at most KOPPEL_MOST_EXCHANGES of them, and O(agents * measures) to find kinds.
 * SOURCE  Thompson, Orlin, The theory of cyclic transfers, MIT Operations Research Center 1989; Ahuja, Ergun, Orlin,
 *   Punnen, A survey of very large-scale neighborhood search techniques, Discrete Applied Mathematics 123, 2002.
 */
#ifndef KOPPEL_ENGINE_HEURISTIC_CYCLIC_EXCHANGE_H
#define KOPPEL_ENGINE_HEURISTIC_CYCLIC_EXCHANGE_H

#include "base/deadline.h"
#include "problem/problem.h"

/** Rounds of trades and moves at most; each is optimal by itself, so few are needed. */
enum { KOPPEL_MOST_EXCHANGES = 6 };

/**
 * Trades and moves in turn, as long as the tier gets cheaper.
 *
 * @param problem  whose loads and measures count
 * @param pairs    the same agents and slots with the pairs that may be used; those of the assignment are among them
 * @param tier     of pairs: its costs are minimised, those of the tiers before come first
 * @param most_rounds  trades and moves together
 * @param slot_of  n_agents: an assignment, improved; left as it is when the deadline passes
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_cyclic_exchange_run(const struct koppel_problem *problem, const struct koppel_problem *pairs,
                                              int32_t tier, int most_rounds, const struct koppel_deadline *deadline,
                                              int32_t *slot_of);

#endif
