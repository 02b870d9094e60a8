// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* price_bound.h - what the prices of a certificate prove, worked out from the input tables in whole numbers alone.
 *
 * Shares nothing with engine and formulate: a Lagrangian bound, added up again. For tier t of the certificate and a
 * part of the case (open_parts.h), with cost to be minimised (urgency, fit and stay count with a minus sign):
 *
 *     m_t = scale    m_s >= 0 on the tiers s before    v_j >= 0 on units    pi_a any sign on accounts
 *
 *     u_i = least of 0 and, over the open pairs (i,j) of the household, of
 *           sum of m_s cost_s(i,j) over s <= t  +  sum of pi_a amount_a(i) over the accounts a of the unit  +  v_j
 *     f_a = least over lo_a <= L <= hi_a of
 *           sum of m_s cost_s(a, L) over s <= t  -  pi_a (L - low_a)
 *     B   = sum of u_i  -  sum of places_j v_j  -  sum of m_s H_s over s < t  +  sum of f_a over the live accounts
 *     LB  = B / scale, rounded up to a multiple of the greatest common divisor of all costs of tier t in the part
 *
 * No proposal that costs at most H_s in the part in every tier s before costs less than LB in it: whatever is chosen,
 * B is at most scale times its cost, because every term is a least value, the places and H_s are most values, and the
 * prices of accounts cancel. So a wrong price proves less, never more. Over the parts, with V_s the proposal's cost:
 *
 *     bound_t   = constants_t + sum of LB_t over the parts
 *     H_s(part) = V_s - (bound_s - LB_s(part))
 *
 * What a tier rules out for the tiers after it: with slack = scale H_t - B, every proposal that costs at most H_t in
 * the part has only pairs with (their sum in u_i) - u_i <= slack, leaves out only households with -u_i <= slack, and
 * has only numbers L of an account with (their sum in f_a) - f_a <= slack. Other pairs are taken out of u_i, households
 * that cannot be left out lose the 0 in u_i, and lo_a and hi_a are moved together.
 *
 * An account may also have prices on rounded rows (mixed-integer rounding). With r = c mod k and 0 < r < k, households
 * being whole gives
 *
 *     most   c = hi - low   sum of ((k - r) floor(a / k) + max(0, a mod k - r)) x <= (k - r) floor(c / k)   price >= 0
 *     least  c = lo - low   sum of (r floor(a / k) + min(r, a mod k)) x >= r ceil(c / k)                    price <= 0
 *
 * The row's left side is added in u_i, price times its right side is subtracted from B.
 *
 * An account may be kept whole instead: it has no price then, what is said of it and its units is worked out over whole
 * households by dynamic programming (whole_accounts.h), and in its part households have prices instead of units. With
 * w_i >= 0 on households, any sign where one must be placed, and the sum over accounts a that are not whole:
 *
 *     r_ij = sum of m_s cost_s(i,j) over s <= t  +  sum of pi_a amount_a(i) over the accounts a of the unit  +  w_i
 *     z_g  = least, for the whole account g, of
 *            sum of the r_ij chosen  +  sum of m_s cost_s(g, L) over s <= t
 *            over choices among the pairs of its units that fill unit j at most n_j times and add up to L - low_g,
 *            lo_g <= L <= hi_g; n_j is the lesser of its places and its open pairs; a household may be in several units
 *     B    = sum of z_g  +  sum of n_j min(0, least r_ij) over the units of no whole account
 *            -  sum of w_i  -  sum of m_s H_s over s < t  +  sum of f_a over the live accounts that are not whole
 *
 * B is at most scale times the cost, because a proposal is such a choice and has every household once at most. Against
 * the slack are held: of a pair, what the least choice that uses it lies above B; of leaving a household out, w_i; of a
 * number L of a whole account, what the least choice that comes to it lies above z_g.
 *
 * SOURCE  docs/model.md (26)-(37); Geoffrion, Lagrangean relaxation for integer programming, 1974; Nemhauser and
 *         Wolsey, Integer and combinatorial optimization, 1988 (mixed-integer rounding).
 */
#ifndef KOPPEL_VERIFY_PRICE_BOUND_H
#define KOPPEL_VERIFY_PRICE_BOUND_H

#include "base/deadline.h"
#include "model/certificate.h"
#include "verify/verdict.h"

struct koppel_price_bound {
    int32_t rule[KOPPEL_MAX_TIERS];  /* tier of the certificate -> tier of the policy, KOPPEL_NONE: it has no such */
    bool is_known[KOPPEL_MAX_TIERS]; /* by tiers of the certificate: the prices prove a bound */
    int64_t bound[KOPPEL_MAX_TIERS]; /* the cost below which no proposal goes that is as good in the tiers before */
};

/**
 * Works out what a certificate proves of a proposal's tiers.
 *
 * @param costs  tier_cost of the proposal's verdict, by the policy's tiers: V_s
 * @param deadline  tiers that it cuts off are not known; NULL: all are looked at
 * @param[out] bound  prices that do not belong to the case (an unknown account, two parts that are one, two whole
 * accounts of one unit) or leave the range of the arithmetic prove nothing: is_known is false then
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 * Time O(pairs looked at * tiers * accounts of a unit), and for every whole account and tier O(places of its units *
 * its numbers * amounts), both within the limits of whole_accounts.h.
 */
enum koppel_status koppel_price_bound_make(const struct koppel_suitability *fit, const int64_t *costs,
                                           const struct koppel_certificate *certificate,
                                           const struct koppel_deadline *deadline, struct koppel_price_bound *bound);

#endif
