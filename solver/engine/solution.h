// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* solution.h - filling in a solution: costs worked out again in whole numbers, outcome.
 *
 * METHOD  Nothing that an engine says of its assignment is taken over but the bounds; an assignment that breaks a row
 *   is an error. The simple bound of a tier is that of every agent and every load on its own.
 * COMPLEXITY  O(pairs) to fill in.
 * SOURCE  docs/model.md (1), (2), (4), (5).
 */
#ifndef KOPPEL_ENGINE_SOLUTION_H
#define KOPPEL_ENGINE_SOLUTION_H

#include "engine/engine.h"

/**
 * Stores an assignment with the given bounds: works out each tier's cost from the problem, lowers a bound above the
 * cost to it, sets proven and the outcome (KOPPEL_PROVEN or KOPPEL_FEASIBLE). n_nodes and n_components are left alone.
 *
 * @param slot_of  n_agents entries; copied. One that breaks a row is KOPPEL_E_INTERNAL
 * @param bounds   n_tiers entries, INT64_MIN: unknown
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or KOPPEL_E_INTERNAL; on failure the solution has no assignment
 */
enum koppel_status koppel_solution_set(struct koppel_solution *solution, const struct koppel_problem *problem,
                                       const int32_t *slot_of, const int64_t *bounds, int64_t gap_ppm);

/**
 * Lower bound on each tier's cost whatever the other tiers are: every agent takes its cheapest pair, every load its
 * cheapest value in reach. Once the deadline has passed, a rule that says how far its costs go is taken at its word
 * instead of being asked for every pair. bounds: n_tiers entries (out). O(tiers * (pairs + terms log terms) + entries); KOPPEL_OK or
 * KOPPEL_E_MEMORY
 */
enum koppel_status koppel_problem_simple_bounds(const struct koppel_problem *problem,
                                                const struct koppel_deadline *deadline, int64_t *bounds);

#endif
