// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* home_value.h - what one more home of each kind is worth in every tier, by solving again.
 *
 * METHOD  The problem with the home is split into components. Only the one that holds the home can differ from the best
 *   proposal without it, so that one alone is solved, from the proposal.
 * SOURCE  docs/model.md section 28.
 */
#ifndef KOPPEL_NEEDED_HOME_VALUE_H
#define KOPPEL_NEEDED_HOME_VALUE_H

#include "needed/needed.h"

/**
 * Fills value and has_value of `needed`.
 * @param problem  of the policy, with the new homes of kind k as slot first + k, which have no places; its places are changed
 * and set back
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or the engine's status
 */
enum koppel_status koppel_needed_weigh(const struct koppel_needed_request *request, struct koppel_problem *problem,
                                       int32_t first, struct koppel_needed *needed);

#endif
