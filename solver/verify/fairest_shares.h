// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* fairest_shares.h - whether the lines of a certificate prove the floors of leximin, from the input tables alone.
 *
 * A line is of one group k that is not settled yet. With l the floors of the policy, V what all of a group come to and
 *
 *     m   = least l_j / V_j over the groups that are not settled
 *     f_j = l_j of a settled group, ceil(m V_j) of another
 *
 * its prices prove that no proposal that is as good in the tiers before gives every group its f_j and k one more than
 * l_k. Where l_k = f_k, k is settled then. A proposal with shares at least as fair as l gives every group its f_j, as
 * long as those that are settled have their l_j by it; so, line by line, it gives all of them l. A group with l_k = V_k
 * needs no line.
 *
 * SOURCE  docs/model.md (75), (76), (85).
 */
#ifndef KOPPEL_VERIFY_FAIREST_SHARES_H
#define KOPPEL_VERIFY_FAIREST_SHARES_H

#include "verify/price_bound.h"

/** What the floors of leximin are measured by, and how far they are settled. */
struct koppel_fairest_shares {
    int64_t total[KOPPEL_MAX_GROUPS]; /* V; 0 of groups without leximin, floor or households */
    bool is_settled[KOPPEL_MAX_GROUPS];
};

/** The shares before the first line. */
struct koppel_fairest_shares koppel_fairest_shares_begin(const struct koppel_suitability *fit);

/** Does every group that is left need no line? */
bool koppel_fairest_shares_end(const struct koppel_suitability *fit, const struct koppel_fairest_shares *shares);

/**
 * The floors of the line of a group, of which it has one more than f.
 * @param[out] floors  by groups of the policy, where it is left: KOPPEL_UNKNOWN of those without leximin
 * @return whether the line would settle the group
 */
bool koppel_fairest_line_floors(const struct koppel_suitability *fit, const struct koppel_fairest_shares *shares,
                                int32_t group, int32_t floors[KOPPEL_MAX_GROUPS]);

/** The policy of the case with other floors of leximin. */
struct koppel_policy koppel_policy_with_floors(const struct koppel_policy *policy,
                                               const int32_t floors[KOPPEL_MAX_GROUPS]);

/**
 * Adds up the prices of one line. The tiers before are those of the certificate.
 * @param costs  tier_cost of the proposal's verdict
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_fairest_line_weigh(const struct koppel_suitability *fit, const int64_t *costs,
                                             const struct koppel_certificate *certificate,
                                             const struct koppel_fairest_line *line,
                                             const struct koppel_deadline *deadline, bool *is_proven);

/**
 * Goes through all lines.
 * @param[out] n_proven  the first lines that prove what they should
 * @param[out] is_all    they prove every floor; true also of a policy without leximin
 */
enum koppel_status koppel_fairest_shares_weigh(const struct koppel_suitability *fit, const int64_t *costs,
                                               const struct koppel_certificate *certificate, int32_t *n_proven,
                                               bool *is_all);

#endif
