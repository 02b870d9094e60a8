// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* keep_costs.h - what it would cost the whole proposal to keep each earlier offer that it changes. */
#ifndef KOPPEL_SOLVE_QUESTIONS_KEEP_COSTS_H
#define KOPPEL_SOLVE_QUESTIONS_KEEP_COSTS_H

#include "model/suitability.h"
#include "solve/questions/next_best.h"

/**
 * For every household whose earlier offer could stand and is changed, the best proposal that keeps it.
 *
 * @param asked  the proposal, as for koppel_next_best_find; the time limit is for all households together
 * @param[out] found  n_agents entries, owned by the caller (free); NULL on failure, or without an earlier proposal.
 * Households whose offer is not changed, and what is cut off, stay KOPPEL_ALTERNATIVE_UNKNOWN
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or the engine's status
 */
enum koppel_status koppel_keep_costs_find(const struct koppel_suitability *fit, const struct koppel_next_best *asked,
                                          struct koppel_alternative **found);

#endif
