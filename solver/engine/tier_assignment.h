// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tier_assignment.h - all tiers at once where no load matters: one assignment with the tiers packed into one cost.
 *
 * METHOD  Without its loads, a component whose tiers have no terms is an assignment problem (assignment.h). When the
 *   result keeps the limits of the loads, it is the optimum of every tier.
 * DIFFERS  Weights that put one tier before another are exact here: they are made from the ranges of the costs, in 128
 *   bits.
 * COMPLEXITY  One assignment.
 * SOURCE  Sherali, Soyster 1983 and Jonker, Volgenant 1987 (assignment_core.h, assignment.h); docs/model.md (1), (2).
 */
#ifndef KOPPEL_ENGINE_TIER_ASSIGNMENT_H
#define KOPPEL_ENGINE_TIER_ASSIGNMENT_H

#include "engine/branch/lexicographic.h"

/**
 * Solves a component whose tiers have no terms without its loads. When the result keeps their limits, incumbent, costs
 * and bounds are set and is_done; also when nothing can place all agents that must be placed (is_infeasible). All other
 * components need an engine.
 *
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_tier_assignment_solve(struct koppel_lexicographic *component);

#endif
