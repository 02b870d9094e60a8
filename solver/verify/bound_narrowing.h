// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* bound_narrowing.h - what a tier rules out for the tiers after it, by reduced cost: docs/model.md section 17. */
#ifndef KOPPEL_VERIFY_BOUND_NARROWING_H
#define KOPPEL_VERIFY_BOUND_NARROWING_H

#include "verify/whole_accounts.h"

/**
 * Takes open pairs and numbers of accounts out that lie above B by more than the slack of their part, and marks
 * households that cannot be left out. A slack below 0 rules out nothing.
 *
 * @param terms  of the tier; its parts are narrowed
 * @param slack  n_parts
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_bound_narrow(struct koppel_bound_terms *terms, struct koppel_whole_accounts *whole,
                                       const koppel_wide *slack);

#endif
