// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* ledger.h - the accounts of a case and what a proposal adds to them, from the tables alone.
 *
 * An account is what formulate and engine call a load; it is made here a second time, by code that shares nothing with
 * theirs.
 *
 * SOURCE  docs/model.md section 5.
 */
#ifndef KOPPEL_VERIFY_LEDGER_H
#define KOPPEL_VERIFY_LEDGER_H

#include "verify/verdict.h"

enum { KOPPEL_N_ACCOUNT_KINDS = KOPPEL_ACCOUNT_STAY + 1 };

/** Zero-initialise; koppel_ledger_free releases everything. */
struct koppel_ledger {
    struct koppel_account *accounts; /* targets, spread, agreements, limits, mix, borders, stay; each in row order */
    int32_t n_accounts;
    size_t capacity;
    int32_t first[KOPPEL_N_ACCOUNT_KINDS + 1]; /* accounts of kind k are first[k] .. first[k+1]-1; those that are apart
                                                  are behind */
    int32_t *spread_of_unit;                   /* n_units: account, or KOPPEL_NONE (no complex at complex level) */
    int32_t *stay_of_unit;                     /* n_units: account, or KOPPEL_NONE (no earlier offer that counts) */
    int32_t *mix_of_unit;                      /* n_mix x n_units: account of rule r and unit j, or KOPPEL_NONE */
};

/**
 * Makes all accounts with their bases and limits; nothing is placed yet.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the ledger is then empty)
 * Time O(tables + accounts), for the rule `band` also O(units * households).
 */
enum koppel_status koppel_ledger_make(const struct koppel_suitability *fit, struct koppel_ledger *ledger);

/** Counts a proposal (n_households rows of units or KOPPEL_NONE) and works out each account's cost. */
void koppel_ledger_count(const struct koppel_suitability *fit, const int32_t *unit_of, struct koppel_ledger *ledger);

/** True when a must account is outside its limits. The least number of `band` is a goal, so it never makes a spread
 * account wrong. */
bool koppel_account_is_broken(const struct koppel_account *account);

/** What base + placed costs the account's objective: how far it is outside min .. max, of the sides that are goals; the
 * unevenness of the rule `even`. */
int64_t koppel_account_cost(const struct koppel_suitability *fit, const struct koppel_account *account);

/** Adds a zeroed account of a kind. @return it (valid until the next push), or NULL without memory */
struct koppel_account *koppel_ledger_push(struct koppel_ledger *ledger, enum koppel_account_kind kind);

/** a + b, held at the ends of int64_t. */
int64_t koppel_account_sum(int64_t a, int64_t b);

/** Row of the place of a level in which a unit stands; KOPPEL_NONE for a unit without complex. */
int32_t koppel_account_place(const struct koppel_case *kase, enum koppel_area area, int32_t unit);

/** Frees and zeroes. Safe on a zeroed ledger. */
void koppel_ledger_free(struct koppel_ledger *ledger);

#endif
