// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* decided_accounts.h - what recorded decisions change of accounts: limits that give way, pairs that are left out of them.
 *
 * SOURCE  docs/model.md (48), (49) and (50)
 */
#ifndef KOPPEL_VERIFY_DECIDED_ACCOUNTS_H
#define KOPPEL_VERIFY_DECIDED_ACCOUNTS_H

#include "verify/ledger.h"

/** Does the account count the unit? */
bool koppel_account_counts(const struct koppel_suitability *fit, const struct koppel_account *account, int32_t unit);

/** What a household adds to an account that counts the unit. */
int64_t koppel_account_measure(const struct koppel_suitability *fit, const struct koppel_account *account,
                               int32_t household, int32_t unit);

/** The value of enum koppel_counted whose exception concerns an account of this kind; 0 when nothing overrules it. */
int koppel_account_counted(enum koppel_account_kind kind);

/** Is the rule of the account overruled for the pair? */
bool koppel_account_excepts(const struct koppel_suitability *fit, const struct koppel_account *account,
                            int32_t household, int32_t unit);

/** base + placed - excepted: what is held against the most. */
int64_t koppel_account_total(const struct koppel_account *account);

/**
 * Works out what decisions place in every account, and moves the limits of musts so far that it is allowed. Part of
 * koppel_ledger_make; leaves nothing placed.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_ledger_decide(const struct koppel_suitability *fit, struct koppel_ledger *ledger);

/**
 * Takes the most of every rule that is overruled for some pair as an account of its own, behind the others, in which
 * these pairs count nothing: is_apart. The first account keeps the least.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_ledger_split(const struct koppel_suitability *fit, struct koppel_ledger *ledger);

#endif
