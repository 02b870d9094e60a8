// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* certificate_check.h - holds what a certificate claims against what its prices prove. */
#ifndef KOPPEL_VERIFY_CERTIFICATE_CHECK_H
#define KOPPEL_VERIFY_CERTIFICATE_CHECK_H

#include "verify/price_bound.h"

/**
 * Adds a violation for every tier of a certificate that claims what is not so: a tier or value that is not the
 * proposal's, a bound that is not the one claimed beside the proposal, or more than its prices prove.
 *
 * A certificate that proves less than `claimed` is no violation.
 *
 * @param claimed  tiers as summary.json claims them, n_claimed entries (0: it claims nothing)
 * @param bound    from koppel_price_bound_make for verdict->tier_cost
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_certificate_check(const struct koppel_suitability *fit,
                                            const struct koppel_certificate *certificate,
                                            const struct koppel_price_bound *bound,
                                            const struct koppel_proposal_tier *claimed, int32_t n_claimed,
                                            struct koppel_verdict *verdict);

#endif
