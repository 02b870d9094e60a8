// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* component_multipliers.h - multipliers of one tier in one component, by the better of two bounds, and what they fix.
 *
 * METHOD  The loop of tier_bound.h. The duals of the relaxation prove a bound as they are (lagrangian_bound.h), and one
 *   with loads kept whole (knapsack_bound.h), for which the multipliers of agents follow from them. Mixed-integer
 *   rounding cuts are added as long as the better of the two is below the cost of the assignment and the relaxation
 *   violates any; the best multipliers stay.
 * DIFFERS  The engine keeps the multipliers of the last relaxation and starts the next one from them; here each starts
 *   from 0, and those that prove most are kept.
 * COMPLEXITY  At most MOST_RELAXATIONS relaxations.
 * SOURCE  docs/model.md, "Bound and certificate".
 */
#ifndef KOPPEL_ENGINE_CERTIFICATE_COMPONENT_MULTIPLIERS_H
#define KOPPEL_ENGINE_CERTIFICATE_COMPONENT_MULTIPLIERS_H

#include "engine/certificate/multiplier_run.h"

/**
 * Finds the multipliers of a component for the tier at hand. Components may be worked on at the same time.
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, or the fault of an engine
 */
enum koppel_status koppel_component_multipliers_find(struct koppel_multiplier_run *run, int32_t component);

/**
 * Writes the multipliers of a component down as others read them, and fixes what no assignment uses that costs at most
 * H in the tier at hand. To be called once every component has multipliers and H. KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_component_multipliers_settle(struct koppel_multiplier_run *run, int32_t component);

#endif
