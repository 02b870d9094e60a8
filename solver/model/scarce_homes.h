// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* scarce_homes.h - homes with something that a household of the case needs, and others do without.
 *
 *     step-free   a household that needs a step-free home suits it
 *     large       it has at least fit.large_home_rooms rooms, and a household that needs them all suits it
 *
 * A labelled home is not among them: the rules admit nobody else to it.
 *
 * METHOD      the households that ask are tried until one suits the home
 * COMPLEXITY  O(homes with the feature * households that ask for it) at worst
 * SOURCE      docs/model.md section 9, component spare, with what it was measured to do; own
 */
#ifndef KOPPEL_MODEL_SCARCE_HOMES_H
#define KOPPEL_MODEL_SCARCE_HOMES_H

#include "model/suitability.h"

/** Fills fit->wanted, and fit->has_wanted. The rest of `fit` is set. */
void koppel_scarce_homes_find(struct koppel_suitability *fit);

/** Is it a home that somebody else needs, with something that this household does without? O(1) */
bool koppel_pair_is_wasteful(const struct koppel_suitability *fit, int32_t household, int32_t unit);

#endif
