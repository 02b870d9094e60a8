// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* alike.h - households that the rules on suitable homes treat alike, so that the rules are asked once for them. */
#ifndef KOPPEL_MODEL_ALIKE_H
#define KOPPEL_MODEL_ALIKE_H

#include "model/suitability.h"

/**
 * Gives every household the first one in the table for which koppel_household_fits_unit answers the same for all units;
 * itself where there is none, or where a decision concerns the household.
 * @param[out] alike  n_households
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(n log n) in households and units
 */
enum koppel_status koppel_alike_find(const struct koppel_suitability *fit, int32_t *alike);

#endif
