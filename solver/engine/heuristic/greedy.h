/* greedy.h - the greedy engine's descent, for use by other engines. */
#ifndef KOPPEL_ENGINE_HEURISTIC_GREEDY_H
#define KOPPEL_ENGINE_HEURISTIC_GREEDY_H

#include "base/deadline.h"
#include "problem/problem.h"

/**
 * Places the agents that are not placed yet, then improves by insertions, moves, swaps and ejections until none helps.
 *
 * @param start       n_agents entries, may leave agents unplaced and break limits of loads, but keeps rows (1)-(3);
 * NULL: nobody
 * @param work_limit  exchanges weighed at most; 0: a few seconds' worth
 * @param slot_of     n_agents entries (out), written when value[0] < INT64_MAX
 * @param value       n_tiers + 1 entries (out): how far limits are broken (0: every row holds; INT64_MAX: kept pairs
 * contradict each other), then the tier costs
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_greedy_run(const struct koppel_problem *problem, const struct koppel_deadline *deadline,
                                     const int32_t *start, int64_t work_limit, int32_t *slot_of, int64_t *value);

/** The better of a run from nothing and a run from a start (ignored when NULL or infeasible); as koppel_greedy_run. */
enum koppel_status koppel_greedy_best(const struct koppel_problem *problem, const struct koppel_deadline *deadline,
                                      const int32_t *start, int32_t *slot_of, int64_t *value);

#endif
