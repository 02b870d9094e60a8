// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* earlier_policy.h - the policy of an earlier proposal: taken where no other is named, and what another one changes. */
#ifndef KOPPEL_SOLVE_EARLIER_POLICY_H
#define KOPPEL_SOLVE_EARLIER_POLICY_H

#include "base/error.h"
#include "model/policy.h"

/**
 * Takes the policy of an earlier proposal, but for the day of the run, from the summary.json beside its proposal.csv.
 * Without that file the policy stays, which is noted.
 * @param earlier  a folder or its proposal.csv
 * @param[in,out] policy  complete
 * @return KOPPEL_OK, or a fault with a message
 */
enum koppel_status koppel_earlier_policy_take(const char *earlier, struct koppel_policy *policy,
                                              struct koppel_errors *errors, struct koppel_errors *notes);

/**
 * Notes in one line which keys of a policy are other ones than in the earlier proposal's policy. Says nothing when none
 * is, or when that policy cannot be read. The day of the run, and keeping earlier offers where all else is equal, are no
 * differences.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (message in errors)
 */
enum koppel_status koppel_earlier_policy_compare(const char *earlier, const struct koppel_policy *policy,
                                                 struct koppel_errors *errors, struct koppel_errors *notes);

#endif
