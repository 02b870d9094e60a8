// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* spread_accounts.h - the accounts of even spread: areas, fair shares, caps and least numbers.
 *
 * SOURCE  docs/model.md section 11.
 */
#ifndef KOPPEL_VERIFY_SPREAD_ACCOUNTS_H
#define KOPPEL_VERIFY_SPREAD_ACCOUNTS_H

#include "verify/ledger.h"

/**
 * Adds one account for every area of the policy's spread level: every neighbourhood; every district (in the
 * municipality of its first neighbourhood); every part of a complex that stands in one municipality, by complex, then
 * municipality. Fills ledger->spread_of_unit.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_spread_accounts_push(const struct koppel_suitability *fit, struct koppel_ledger *ledger);

/** The fair share in thousandths, halves rounded up: round(1000 S_m w / W_m); 0 for W_m = 0. */
int64_t koppel_spread_account_fair(const struct koppel_account *account);

/** Cost of the rule `even`: |1000 (b + placed) - koppel_spread_account_fair|. */
int64_t koppel_spread_account_unevenness(const struct koppel_account *account);

#endif
