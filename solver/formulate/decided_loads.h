// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* decided_loads.h - what recorded decisions change of the loads.
 *
 * ROWS    base + sum a x <= max(hi, base + sum a over what is kept), of every load that counts a pair that is kept; least
 *         likewise
 *         base + sum a x over the pairs for which the rule is not overruled <= hi
 * SOURCE  docs/model.md (48), (49) and (50)
 */
#ifndef KOPPEL_FORMULATE_DECIDED_LOADS_H
#define KOPPEL_FORMULATE_DECIDED_LOADS_H

#include "formulate/load_list.h"

/**
 * Splits the loads whose rule is overruled for some pair, then moves limits so far that what is kept is allowed. Needs
 * the entries and measures of the problem, and the terms that are not in a tier yet.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 * Time O(loads * overruled pairs + loads of theirs * (entries + households)).
 */
enum koppel_status koppel_decided_loads_make(struct koppel_load_list *list);

#endif
