// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* restricted_search.h - branch and bound on the tier at hand over some of the pairs that are left, or all of them.
 *
 * METHOD  The tier's integer program (tier_program.h) over few pairs is soon searched, and what is best among the right
 *   pairs is often best, or near it. Four choices of pairs: what the relaxation or the incumbent uses; those of least
 *   reduced cost and the incumbent's ("near" pairs); what lies between the incumbent and another assignment, with near
 *   pairs; all, which proves a bound as well. A search starts from the incumbent, with the known multipliers as first
 *   duals, and ends early at a cost that the bound proves within the gap.
 * DIFFERS  RINS fixes variables on which relaxation and incumbent agree; here what either uses stays, by whole classes,
 *   for single pairs would split them.
 * COMPLEXITY  O(pairs) to choose; a search of at most most_nodes nodes (branch_and_bound.h).
 * SOURCE  Danna, Rothberg, Le Pape, Exploring relaxation induced neighborhoods to improve MIP solutions, Mathematical
 *   Programming 102, 2005.
 */
#ifndef KOPPEL_ENGINE_BRANCH_RESTRICTED_SEARCH_H
#define KOPPEL_ENGINE_BRANCH_RESTRICTED_SEARCH_H

#include "engine/branch/reduced_problem.h"

/**
 * Marks the near pairs: about `wanted` pairs of classes, those of least reduced cost, and the incumbent's.
 * @param keep  a bit for every pair of the view (out)
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_restricted_search_near(const struct koppel_reduced_problem *reduced, int64_t wanted,
                                                 unsigned char *keep);

/** Searches the pairs between classes that the last relaxation or the incumbent uses. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_restricted_search_values(struct koppel_reduced_problem *reduced, int64_t most_nodes);

/** Searches the pairs of the incumbent, of another assignment (n_agents), and those of least reduced cost. What a
 * better incumbent rules out is fixed. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_restricted_search_between(struct koppel_reduced_problem *reduced, const int32_t *proposed);

/** Searches all pairs that are left: raises the bound, and fixes what a better incumbent rules out.
 * @param most_nodes  0: no limit
 * @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_restricted_search_all(struct koppel_reduced_problem *reduced, int64_t most_nodes);

#endif
