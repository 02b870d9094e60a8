/* cyclic_exchange.h - a better choice by assignments that leave every load as it is.
 *
 * Agents that count alike in every measure can take each other's places, and agents can move within slots that add to
 * the same loads: no load changes, nor any cost but those of agents and pairs. Which trades are best together is an
 * assignment problem.
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
 * @param pairs    the same agents and slots with the pairs that may be used; those of the choice are among them
 * @param tier     of pairs: its costs are minimised, those of the tiers before come first
 * @param most_rounds  trades and moves together
 * @param slot_of  n_agents: a choice, improved; left as it is when the watch expires
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_cyclic_exchange_run(const struct koppel_problem *problem, const struct koppel_problem *pairs,
                                              int32_t tier, int most_rounds, const struct koppel_deadline *deadline,
                                              int32_t *slot_of);

#endif
