/* tier_assignment.h - all tiers at once where no load matters: one assignment with the tiers packed into one cost. */
#ifndef KOPPEL_ENGINE_TIER_ASSIGNMENT_H
#define KOPPEL_ENGINE_TIER_ASSIGNMENT_H

#include "engine/branch/lexicographic.h"

/**
 * Solves a part whose tiers have no terms as an assignment problem, without its loads. When the result keeps the loads'
 * limits it is the optimum of every tier: choice, costs and bounds of the part are set and it is done. A part without
 * a choice is done as well. All other parts need an engine.
 *
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_tier_assignment_solve(struct koppel_lexicographic *component);

#endif
