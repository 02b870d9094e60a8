// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* whole_accounts.h - what an account that is kept whole and its homes cost at least: a multiple-choice knapsack, solved
 * by dynamic programming.
 *
 * In a part with whole accounts a unit is of the whole account to which one of its open pairs adds; of two, the prices
 * make no sense. A unit j of account g is filled n_j times at most, the lesser of its places and its open pairs. With
 * F_g(L) = sum of m_s cost_s(g, L) over s <= t:
 *
 *     c_j(a)        least r_ij over the open pairs of the unit that add a to g
 *     z_g           least of F_g(low + x) + sum of the c_j(a) chosen, over x = sum of their a, lo <= low + x <= hi
 *     behind[t][x]  the least that the fillings from t on, and the account, cost when x has been added before:
 *                   F_g(low + x) after the last one; else behind[t+1][x] or some c_j(a) + behind[t+1][x+a]
 *     ahead[t][x]   the least that the fillings before t cost when they add x
 *
 * z_g is behind[0][0]. A choice that fills unit j, whose first filling is t, with an amount a costs at least
 * c_j(a) + (least over x of ahead[t][x] + behind[t+1][x+a]); what that is above z_g but for c_j(a) is the unit's
 * `extra` of a. Units of no whole account cost n_j min(0, c_j(0)), with the extra -min(0, c_j(0)).
 *
 * Whatever a certificate asks for, an account has at most 1025 numbers and its program 2^20 states, and no unit is in
 * two programs.
 *
 * SOURCE  docs/model.md (34)-(36); Geoffrion, Lagrangean relaxation for integer programming, 1974; Kellerer, Pferschy,
 *         Pisinger, Knapsack problems, 2004, chapter 11 (multiple-choice).
 */
#ifndef KOPPEL_VERIFY_WHOLE_ACCOUNTS_H
#define KOPPEL_VERIFY_WHOLE_ACCOUNTS_H

#include "verify/bound_terms.h"

/** No choice comes here. */
#define KOPPEL_WHOLE_NOWHERE ((koppel_wide)1 << 124)

/** A term is of this size at most, so that no sum of a program comes to KOPPEL_WHOLE_NOWHERE. */
#define KOPPEL_WHOLE_MOST_TERM ((koppel_wide)1 << 100)

/** Zero-initialise; koppel_whole_accounts_free releases everything. */
struct koppel_whole_accounts {
    int32_t *account_of;   /* n_units: the whole account of the unit, KOPPEL_NONE */
    int32_t *n_fillings;   /* n_units; 0 in parts without whole accounts */
    int64_t *unit_first;   /* n_accounts + 2: units of account k are units[unit_first[k]] .. */
    int32_t *units;        /* n_units */
    int64_t *option_first; /* n_units + 1: c_j(a) is options[option_first[j] + a] */
    koppel_wide *options;
    koppel_wide *extra;  /* by option, after koppel_whole_accounts_narrow */
    koppel_wide *ahead;  /* of the program at hand */
    koppel_wide *behind; /* the same */
};

/**
 * Prepares for the tier, open pairs and reach at hand; no pair is offered yet.
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, or KOPPEL_E_ARGUMENT: two whole accounts share a unit, or one is too large; free
 * is due always
 */
enum koppel_status koppel_whole_accounts_make(struct koppel_whole_accounts *whole,
                                              const struct koppel_bound_terms *terms);

/** Frees and zeroes. Safe on zeroed ones. */
void koppel_whole_accounts_free(struct koppel_whole_accounts *whole);

/** Takes r_ij of an open pair up, in a part with whole accounts. */
void koppel_whole_accounts_offer(struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms,
                                 int32_t household, int32_t unit, koppel_wide r);

/** Adds z_g and what the other units cost to B of their parts. O(fillings * numbers * amounts) for every account */
void koppel_whole_accounts_add(struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms);

/**
 * Leaves numbers of whole accounts off at both ends that lie above z_g by more than the slack of their part, and works
 * out `extra`, for parts with a slack of at least 0. KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_whole_accounts_narrow(struct koppel_whole_accounts *whole, struct koppel_bound_terms *terms,
                                                const koppel_wide *slack);

/** True when a choice that uses the pair can lie above B by no more than the slack, after
 * koppel_whole_accounts_narrow. */
bool koppel_whole_accounts_allow(const struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms,
                                 int32_t household, int32_t unit, koppel_wide slack);

/** hi - low of an account. */
int64_t koppel_whole_accounts_room(const struct koppel_bound_terms *terms, int32_t account);

/** How often the units of a whole account can be filled. */
int64_t koppel_whole_accounts_fillings(const struct koppel_whole_accounts *whole, int32_t account);

/** The option that a pair is for its unit; KOPPEL_NONE when the account cannot take the amount. */
int64_t koppel_whole_accounts_option(const struct koppel_whole_accounts *whole, const struct koppel_bound_terms *terms,
                                     int32_t household, int32_t unit);

#endif
