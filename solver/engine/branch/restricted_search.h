/* restricted_search.h - branch and bound over some of the pairs that are left in a tier, for a better incumbent.
 *
 * METHOD  The tier's integer program (tier_program.h) over these pairs alone, from the incumbent and with the known
 *   multipliers as first duals; it ends early at a cost that the bound proves within the gap.
 * SOURCE  own: which pairs. Pairs of the relaxation and the incumbent as in Danna, Rothberg, Le Pape, Exploring
 *   relaxation induced neighborhoods to improve MIP solutions, Mathematical Programming 102, 2005.
 */
#ifndef KOPPEL_ENGINE_BRANCH_RESTRICTED_SEARCH_H
#define KOPPEL_ENGINE_BRANCH_RESTRICTED_SEARCH_H

#include "engine/branch/reduced_problem.h"

/**
 * Marks about `wanted` pairs of classes of least reduced cost, and the pairs of the incumbent.
 * @param keep  a bit for every pair of the view (out)
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_restricted_search_near(const struct koppel_reduced_problem *reduced, int64_t wanted,
                                                 unsigned char *keep);

/** Searches the pairs between classes that the last relaxation or the incumbent uses. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_restricted_search_values(struct koppel_reduced_problem *reduced, int64_t most_nodes);

/** Searches what lies between the incumbent and another assignment (n_agents): the pairs of both, and those of least
 * reduced cost. What a better incumbent rules out is fixed. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_restricted_search_between(struct koppel_reduced_problem *reduced, const int32_t *proposed);

/** Searches all pairs that are left: raises the bound, and fixes what a better incumbent rules out.
 * @param most_nodes  0: no limit
 * @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_restricted_search_all(struct koppel_reduced_problem *reduced, int64_t most_nodes);

#endif
