/* solution.h - filling in a solution: costs recomputed in integers, gaps, outcome. */
#ifndef KOPPEL_ENGINE_SOLUTION_H
#define KOPPEL_ENGINE_SOLUTION_H

#include "engine/engine.h"

/** True when cost - bound is at most gap_ppm millionths of max(1, |cost|); an unknown bound (INT64_MIN) is never
 * within. */
bool koppel_gap_within(int64_t cost, int64_t bound, int64_t gap_ppm);

/**
 * Stores a choice with the given bounds: recomputes each tier's cost from the problem, lifts a cost's bound to the cost
 * at most, sets proven and the outcome (KOPPEL_PROVEN or KOPPEL_FEASIBLE). n_nodes and n_parts are left alone.
 *
 * @param slot_of  n_agents entries; copied. A choice that breaks a row is KOPPEL_E_INTERNAL
 * @param bounds   n_tiers entries, INT64_MIN: unknown
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or KOPPEL_E_INTERNAL; on failure the solution has no choice
 */
enum koppel_status koppel_solution_set(struct koppel_solution *solution, const struct koppel_problem *problem,
                                       const int32_t *slot_of, const int64_t *bounds, int64_t gap_ppm);

/**
 * Lower bound on each tier's cost whatever the other tiers are: every agent takes its cheapest pair, every load its
 * cheapest value in reach. bounds: n_tiers entries (out). O(tiers * (pairs + terms log terms) + entries); KOPPEL_OK or
 * KOPPEL_E_MEMORY
 */
enum koppel_status koppel_problem_simple_bounds(const struct koppel_problem *problem, int64_t *bounds);

#endif
