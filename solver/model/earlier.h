// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* earlier.h - an earlier proposal from which a case is solved again: which of its offers can still stand.
 *
 * An offer that cannot stand any more counts for nothing: neither as kept nor as changed. What is left is compared with
 * the new proposal, pair by pair. Shared by the model and the independent check, like the rules of suitability.h.
 *
 * SOURCE  docs/model.md section 12.
 */
#ifndef KOPPEL_MODEL_EARLIER_H
#define KOPPEL_MODEL_EARLIER_H

#include "model/suitability.h"

/** Whether an earlier offer can stand, and why not. */
enum koppel_fate {
    KOPPEL_FATE_STANDS,
    KOPPEL_FATE_HOUSEHOLD_GONE, /* the household is not in the case any more */
    KOPPEL_FATE_HOME_GONE,      /* the home is not in the case any more */
    KOPPEL_FATE_UNSUITABLE,     /* a rule or a recorded decision refuses the pair */
    KOPPEL_FATE_DECIDED,        /* a recorded decision keeps the household elsewhere, or every place for others */
    KOPPEL_N_FATES
};

/**
 * Fills fit->earlier_unit, earlier_row, earlier_fate and n_earlier_standing; leaves them empty when the case has no
 * earlier proposal. Part of koppel_suitability_init; needs the sorted decisions.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_earlier_weigh(struct koppel_suitability *fit);

/** True when this very pair was offered earlier, and can still stand. */
bool koppel_pair_is_earlier(const struct koppel_suitability *fit, int32_t household, int32_t unit);

/** The policy's most changes as the fewest earlier offers that must be kept; KOPPEL_UNKNOWN: there is no such limit. */
int64_t koppel_earlier_least_kept(const struct koppel_suitability *fit);

/**
 * Makes a policy stay close to the earlier proposal: a whole number is the most offers that may change, "most" adds the
 * tier `stay` behind target and urgency (unless it has that tier already).
 * @return false when the text is neither
 */
bool koppel_policy_stay_close(struct koppel_policy *policy, const char *text);

/** Lets a policy keep as many earlier offers as can be where all else is equal: adds the tier `stay` at the end, unless
 * some tier counts it already. docs/model.md section 12. */
void koppel_policy_keep_ties(struct koppel_policy *policy);

#endif
