// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* rule_out.h - which tier rules out what in components whose optima are known.
 *
 * METHOD  The tiers of each component by the loop of scale_engine.c, from an assignment that is as good as can be in
 *   every one of them: there is nothing to search, only multipliers are found and pairs fixed (branch/ruled_out.h).
 * COMPLEXITY  A column generation a tier and component.
 * SOURCE  own: the engine's loop, run for its reduced costs.
 */
#ifndef KOPPEL_ENGINE_RULE_OUT_H
#define KOPPEL_ENGINE_RULE_OUT_H

#include "engine/branch/ruled_out.h"

/** A component, with all that is the caller's: its problem, without kept or banned pairs; the proven assignment of its
 * agents. */
struct koppel_proven_component {
    const struct koppel_problem *problem;
    const int32_t *slot_of;
    struct koppel_arena *arena; /* of the result */
    struct koppel_ruled_out ruled_out;
};

/**
 * Works out ruled_out of n components on n_threads threads. One that the deadline cuts off is not complete.
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, or KOPPEL_E_INTERNAL when a bound is above the cost of an assignment
 */
enum koppel_status koppel_rule_out(struct koppel_proven_component *components, int32_t n, int32_t n_threads,
                                   const struct koppel_deadline *deadline);

#endif
