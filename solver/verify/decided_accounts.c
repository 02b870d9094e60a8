// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* decided_accounts.c - what recorded decisions change of accounts (see decided_accounts.h). */
#include "verify/decided_accounts.h"

#include "model/decisions.h"
#include "model/earlier.h"

#include <stdlib.h>

bool koppel_account_counts(const struct koppel_suitability *fit, const struct koppel_account *account, int32_t unit)
{
    const struct koppel_case *kase = fit->kase;
    int32_t m = koppel_unit_municipality(kase, unit);

    switch (account->kind) {
    case KOPPEL_ACCOUNT_TARGET: /* who is linked elsewhere counts there: koppel_account_measure tells */
        return account->place == m || fit->policy->target_counts == KOPPEL_COUNTS_LINKED;
    case KOPPEL_ACCOUNT_AGREEMENT:
        return kase->agreements[account->place].corporation == kase->units[unit].corporation &&
               (account->municipality == KOPPEL_NONE || account->municipality == m);
    case KOPPEL_ACCOUNT_SPREAD:
    case KOPPEL_ACCOUNT_LIMIT:
    case KOPPEL_ACCOUNT_MIX:
        return koppel_unit_is_in(kase, unit, account->area, account->place);
    case KOPPEL_ACCOUNT_BORDER:
        return account->place == kase->n_borders || kase->borders[account->place].to == m;
    case KOPPEL_ACCOUNT_STAY: /* of the whole case */
        break;
    }
    return true;
}

int64_t koppel_account_measure(const struct koppel_suitability *fit, const struct koppel_account *account,
                               int32_t household, int32_t unit)
{
    const struct koppel_limit *limit = NULL;
    const struct koppel_mix_rule *mix = NULL;
    int32_t linked = KOPPEL_NONE;

    switch (account->kind) {
    case KOPPEL_ACCOUNT_TARGET:
        return koppel_counted_municipality(fit, household, unit) == account->place
                   ? fit->needs[household].persons_target
                   : 0;
    case KOPPEL_ACCOUNT_SPREAD:
        return fit->policy->spread_measure == KOPPEL_MEASURE_HOMES ? 1 : fit->needs[household].persons_spread;
    case KOPPEL_ACCOUNT_AGREEMENT:
        return 1;
    case KOPPEL_ACCOUNT_LIMIT:
        limit = &fit->kase->limits[account->rule];
        return koppel_household_in_limit(fit, household, limit)
                   ? koppel_household_measure(fit, household, limit->measure, limit->measure_column)
                   : 0;
    case KOPPEL_ACCOUNT_MIX:
        mix = &fit->policy->mix[account->rule];
        return koppel_household_in_mix(fit, household, mix) ? koppel_offer_measure(fit, household, unit, mix->measure)
                                                            : 0;
    case KOPPEL_ACCOUNT_BORDER:
        linked = fit->kase->households[household].municipality;
        if (account->place == fit->kase->n_borders) {
            return linked != KOPPEL_NONE && linked != koppel_unit_municipality(fit->kase, unit) ? 1 : 0;
        }
        return linked == fit->kase->borders[account->place].from ? fit->needs[household].persons_target : 0;
    case KOPPEL_ACCOUNT_STAY:
        return koppel_pair_is_earlier(fit, household, unit) ? 1 : 0;
    }
    return 0;
}

int koppel_account_counted(enum koppel_account_kind kind)
{
    switch (kind) {
    case KOPPEL_ACCOUNT_SPREAD:
        return KOPPEL_COUNTED_CAP;
    case KOPPEL_ACCOUNT_AGREEMENT:
        return KOPPEL_COUNTED_AGREEMENT;
    case KOPPEL_ACCOUNT_LIMIT:
        return KOPPEL_COUNTED_LIMIT;
    case KOPPEL_ACCOUNT_MIX:
        return KOPPEL_COUNTED_MIX;
    case KOPPEL_ACCOUNT_TARGET:
    case KOPPEL_ACCOUNT_BORDER:
    case KOPPEL_ACCOUNT_STAY:
        break;
    }
    return 0;
}

bool koppel_account_excepts(const struct koppel_suitability *fit, const struct koppel_account *account,
                            int32_t household, int32_t unit)
{
    int counted = koppel_account_counted(account->kind);

    return counted != 0 && koppel_pair_is_excepted(fit, household, unit, counted);
}

int64_t koppel_account_total(const struct koppel_account *account)
{
    return koppel_account_sum(koppel_account_sum(account->base, account->placed), -account->excepted);
}

/* (48) and (49): the limits of a must, with only what is decided placed. What is held counts for a target and for the
 * earlier offers that stand; it contradicts neither. */
static void give_way(struct koppel_account *account)
{
    bool is_contradicted = account->n_offers > 0 && account->kind != KOPPEL_ACCOUNT_TARGET;
    int64_t held = koppel_account_sum(account->base, account->placed);
    int64_t counted = koppel_account_total(account);

    account->kept = account->placed;
    account->kept_counted = counted;
    account->allowed_min = account->min;
    account->allowed_max = account->max;
    if (!is_contradicted || account->enforce != KOPPEL_MUST) {
        return;
    }
    if (account->max != KOPPEL_UNKNOWN && counted > account->max) {
        account->allowed_max = counted;
    }
    if (account->min != KOPPEL_UNKNOWN && held < account->min && account->area != KOPPEL_AREA_CASE) {
        account->allowed_min = held;
    }
}

enum koppel_status koppel_ledger_decide(const struct koppel_suitability *fit, struct koppel_ledger *ledger)
{
    int32_t *unit_of = koppel_new((size_t)fit->kase->n_households, sizeof *unit_of);

    if (unit_of == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        unit_of[i] = KOPPEL_NONE;
    }
    for (int32_t d = 0; d < fit->n_decisions; d++) {
        if (koppel_decision_holds((enum koppel_decision_kind)fit->decision_kinds[d])) {
            unit_of[koppel_decided_household(fit, d)] = koppel_decided_unit(fit, d);
        }
    }
    koppel_ledger_count(fit, unit_of, ledger);
    for (int32_t k = 0; k < ledger->n_accounts; k++) {
        give_way(&ledger->accounts[k]);
    }
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        unit_of[i] = KOPPEL_NONE;
    }
    koppel_ledger_count(fit, unit_of, ledger);
    free(unit_of);
    return KOPPEL_OK;
}

/* Is the most of the account overruled for some pair, whether or not this pair could be offered? */
static bool is_overruled(const struct koppel_suitability *fit, const struct koppel_account *account)
{
    bool found = false;

    for (int32_t d = 0; d < fit->n_decisions && !found && account->max != KOPPEL_UNKNOWN; d++) {
        int32_t i = koppel_decided_household(fit, d), j = koppel_decided_unit(fit, d);

        found = koppel_account_excepts(fit, account, i, j) && koppel_account_counts(fit, account, j);
    }
    return found;
}

enum koppel_status koppel_ledger_split(const struct koppel_suitability *fit, struct koppel_ledger *ledger)
{
    for (int32_t k = 0; k < ledger->first[KOPPEL_N_ACCOUNT_KINDS] && fit->n_excepted > 0; k++) {
        struct koppel_account whole = ledger->accounts[k];
        struct koppel_account *apart = NULL;

        if (!is_overruled(fit, &whole)) {
            continue;
        }
        apart = koppel_ledger_push(ledger, whole.kind);
        if (apart == NULL) {
            return KOPPEL_E_MEMORY;
        }
        *apart = whole;
        apart->is_apart = true;
        apart->min = apart->allowed_min = KOPPEL_UNKNOWN;
        ledger->accounts[k].max = ledger->accounts[k].allowed_max = KOPPEL_UNKNOWN;
    }
    return KOPPEL_OK;
}
