// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* greedy.h - a greedy descent: agents one after another to their best free places, then local search.
 *
 * METHOD  Agents are ordered by what placing each of them first would bring, then by how few pairs they have. After
 *   that, as long as anything improves: an agent is taken out, inserted, moved to a free place, or takes the place of
 *   another, who goes where the agent was, to a free place, or out (an ejection). The best change of every agent is
 *   made. What is better is decided by the value vector of incumbent.h, so repair of limits and all tiers are one
 *   descent. Once the time is up, whoever is not placed yet takes the first free place that is better than none,
 *   of a few.
 * COMPLEXITY  A pass is O(agents * pairs of an agent * pairs of the agents there); work_limit ends it.
 * SOURCE  own: a plain first-improvement descent over agents; Martello, Toth, Knapsack Problems, Wiley 1990, chapter 7,
 *   has its relatives for the generalized assignment problem.
 */
#ifndef KOPPEL_ENGINE_HEURISTIC_GREEDY_H
#define KOPPEL_ENGINE_HEURISTIC_GREEDY_H

#include "base/deadline.h"
#include "problem/problem.h"

/**
 * Places the agents that are not placed yet, then improves by insertions, moves, swaps and ejections until none helps.
 *
 * @param start       n_agents entries, may leave agents unplaced and break limits of loads, but keeps rows (1)-(3);
 *                    NULL: nobody
 * @param work_limit  changes weighed at most; 0: most_work, which takes a few seconds
 * @param slot_of     n_agents entries (out), written when value[0] < INT64_MAX
 * @param value       n_tiers + 1 entries (out): how far limits are broken (0: every row holds; INT64_MAX: kept pairs
 *                    contradict each other), then the tier costs
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_greedy_run(const struct koppel_problem *problem, const struct koppel_deadline *deadline,
                                     const int32_t *start, int64_t work_limit, int32_t *slot_of, int64_t *value);

/** The better of a run from nothing and a run from a start (ignored when NULL or infeasible); as koppel_greedy_run. */
enum koppel_status koppel_greedy_best(const struct koppel_problem *problem, const struct koppel_deadline *deadline,
                                      const int32_t *start, int32_t *slot_of, int64_t *value);

#endif
