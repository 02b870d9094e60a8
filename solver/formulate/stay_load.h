// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* stay_load.h - the load that counts the offers of an earlier proposal that are kept, when few may change.
 *
 * SOURCE  docs/model.md (24).
 */
#ifndef KOPPEL_FORMULATE_STAY_LOAD_H
#define KOPPEL_FORMULATE_STAY_LOAD_H

#include "formulate/formulation.h"

/**
 * Adds the load, at least as many offers as the policy's most changes leave; nothing when the policy has no such limit,
 * the case no earlier proposal, or every change is allowed.
 *
 * A load is a sum over slots and measures, not over pairs, so the pair that is counted needs a measure that no other
 * pair of its slot has. Slots share one when that counts no wrong pair: their earlier agents have no pair to each
 * other's slots. Slots take the first measure that is free, in the order of the table.
 *
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the problem is then still whole)
 * Time O(pairs + measures * agents).
 */
enum koppel_status koppel_stay_load_add(struct koppel_formulation *formulation);

#endif
