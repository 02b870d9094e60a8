// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* verdict.c - re-checks a proposal from the input tables alone (see verdict.h). */
#include "verify/verdict.h"
#include "model/score.h"
#include "verify/ledger.h"
#include "verify/phrases.h"
#include "verify/violations.h"

#include "model/decisions.h"
#include "model/earlier.h"

#include <stdlib.h>
#include <string.h>

enum koppel_status koppel_verdict_add(struct koppel_verdict *verdict, const struct koppel_violation *violation)
{
    void *violations = verdict->violations;
    enum koppel_status status =
        koppel_grow(&violations, &verdict->violations_capacity, verdict->n_violations + 1, sizeof *verdict->violations);

    if (status != KOPPEL_OK) {
        return status;
    }
    verdict->violations = violations;
    verdict->violations[verdict->n_violations] = *violation;
    verdict->violations[verdict->n_violations].text[sizeof violation->text - 1] = '\0';
    verdict->n_violations++;
    return KOPPEL_OK;
}

bool koppel_verdict_lacks_proof_only(const struct koppel_verdict *verdict)
{
    bool only = verdict->n_violations > 0;

    for (size_t k = 0; k < verdict->n_violations; k++) {
        only = only && verdict->violations[k].kind == KOPPEL_VIOLATION_PROOF;
    }
    return only;
}

void koppel_verdict_free(struct koppel_verdict *verdict)
{
    free(verdict->accounts);
    free(verdict->violations);
    *verdict = (struct koppel_verdict){0};
}

struct koppel_violation koppel_violation_of(enum koppel_violation_kind kind)
{
    return (struct koppel_violation){.kind = kind,
                                     .refusal = KOPPEL_SUITABLE,
                                     .household = KOPPEL_NONE,
                                     .unit = KOPPEL_NONE,
                                     .account = KOPPEL_NONE,
                                     .tier = KOPPEL_NONE};
}

/* ---- Pairs, places, decisions ---- */

static enum koppel_status check_pairs(const struct koppel_suitability *fit, const int32_t *unit_of,
                                      struct koppel_verdict *verdict)
{
    enum koppel_status status = KOPPEL_OK;

    for (int32_t i = 0; status == KOPPEL_OK && i < fit->kase->n_households; i++) {
        struct koppel_violation violation = koppel_violation_of(KOPPEL_VIOLATION_PAIR);

        if (unit_of[i] == KOPPEL_NONE) {
            continue;
        }
        violation.refusal = koppel_household_fits_unit(fit, i, unit_of[i]);
        if (violation.refusal != KOPPEL_SUITABLE) {
            violation.household = i;
            violation.unit = unit_of[i];
            koppel_violation_describe_pair(fit, &violation);
            status = koppel_verdict_add(verdict, &violation);
        }
    }
    return status;
}

static enum koppel_status check_places(const struct koppel_suitability *fit, const int32_t *unit_of,
                                       struct koppel_verdict *verdict)
{
    const struct koppel_case *kase = fit->kase;
    int32_t *n_offered = koppel_new((size_t)kase->n_units, sizeof *n_offered);
    enum koppel_status status = n_offered != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    for (int32_t i = 0; status == KOPPEL_OK && i < kase->n_households; i++) {
        if (unit_of[i] != KOPPEL_NONE) {
            n_offered[unit_of[i]]++;
        }
    }
    for (int32_t j = 0; status == KOPPEL_OK && j < kase->n_units; j++) {
        if (n_offered[j] > kase->units[j].places) {
            struct koppel_violation violation = koppel_violation_of(KOPPEL_VIOLATION_PLACES);

            violation.unit = j;
            koppel_violation_describe_places(fit, n_offered[j], &violation);
            status = koppel_verdict_add(verdict, &violation);
        }
    }
    free(n_offered);
    return status;
}

/* The sorted decisions give the order by household, then unit. */
static enum koppel_status check_keeps(const struct koppel_suitability *fit, const int32_t *unit_of,
                                      struct koppel_verdict *verdict)
{
    enum koppel_status status = KOPPEL_OK;

    for (int32_t d = 0; status == KOPPEL_OK && d < fit->n_decisions; d++) {
        struct koppel_violation violation = koppel_violation_of(KOPPEL_VIOLATION_KEEP);

        if (!koppel_decision_holds((enum koppel_decision_kind)fit->decision_kinds[d])) {
            continue;
        }
        violation.household = koppel_decided_household(fit, d);
        violation.unit = koppel_decided_unit(fit, d);
        if (unit_of[violation.household] != violation.unit) {
            koppel_violation_describe_keep(fit, unit_of[violation.household], &violation);
            status = koppel_verdict_add(verdict, &violation);
        }
    }
    return status;
}

/* ---- Accounts and costs ---- */

static enum koppel_status check_accounts(const struct koppel_suitability *fit, struct koppel_verdict *verdict)
{
    enum koppel_status status = KOPPEL_OK;

    for (int32_t k = 0; status == KOPPEL_OK && k < verdict->n_accounts; k++) {
        if (koppel_account_is_broken(&verdict->accounts[k])) {
            struct koppel_violation violation = koppel_violation_of(KOPPEL_VIOLATION_ACCOUNT);

            violation.account = k;
            koppel_violation_describe_account(fit, &verdict->accounts[k], &violation);
            status = koppel_verdict_add(verdict, &violation);
        }
    }
    return status;
}

enum koppel_objective koppel_account_objective(const struct koppel_policy *policy, const struct koppel_account *account)
{
    static const enum koppel_objective objectives[KOPPEL_N_ACCOUNT_KINDS] = {
        KOPPEL_OBJECTIVE_TARGET, KOPPEL_OBJECTIVE_SPREAD, KOPPEL_OBJECTIVE_AGREEMENT, KOPPEL_OBJECTIVE_MIX,
        KOPPEL_OBJECTIVE_MIX,    KOPPEL_OBJECTIVE_MIX,    KOPPEL_OBJECTIVE_STAY};
    bool is_floor = account->kind == KOPPEL_ACCOUNT_MIX && policy->mix[account->rule].floor_of > 0;

    return is_floor ? KOPPEL_OBJECTIVE_GROUPS : objectives[account->kind];
}

static int64_t saturate(koppel_wide value)
{
    return value > INT64_MAX ? INT64_MAX : (value < INT64_MIN ? INT64_MIN : (int64_t)value);
}

static void sum_objectives(const struct koppel_suitability *fit, const int32_t *unit_of, struct koppel_verdict *verdict)
{
    koppel_wide cost[KOPPEL_N_OBJECTIVES] = {0};

    for (int32_t k = 0; k < verdict->n_accounts; k++) {
        cost[koppel_account_objective(fit->policy, &verdict->accounts[k])] += verdict->accounts[k].cost;
    }
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        if (unit_of[i] != KOPPEL_NONE) {
            cost[KOPPEL_OBJECTIVE_URGENCY] -= fit->needs[i].urgency_points;
            cost[KOPPEL_OBJECTIVE_ACCESS] += koppel_pair_access(fit, i, unit_of[i]);
            cost[KOPPEL_OBJECTIVE_FIT] -= koppel_pair_score(fit, i, unit_of[i]);
            cost[KOPPEL_OBJECTIVE_STAY] -= koppel_pair_is_earlier(fit, i, unit_of[i]) ? 1 : 0;
            verdict->n_placed_households++;
            verdict->n_placed_persons += fit->needs[i].persons_target;
        }
    }
    for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
        verdict->objective_cost[o] = saturate(cost[o]);
    }
}

/* sum of weight * cost * (scale of the tier / scale of the objective) */
static int64_t sum_tier(const struct koppel_policy *policy, const struct koppel_tier_rule *tier,
                        const int64_t *objective_cost)
{
    int64_t tier_scale = koppel_tier_scale(policy, tier);
    koppel_wide sum = 0;

    for (int o = 0; o < KOPPEL_N_OBJECTIVES; o++) {
        if (tier->weight[o] != 0) {
            int64_t factor = tier_scale / koppel_objective_scale(policy, (enum koppel_objective)o);
            int64_t weighted = saturate((koppel_wide)tier->weight[o] * objective_cost[o]);

            sum += (koppel_wide)weighted * factor;
        }
    }
    return saturate(sum);
}

/* ---- Claims ---- */

static const char *print_value(const struct koppel_policy *policy, const struct koppel_tier_rule *tier, int64_t cost,
                               char *out, size_t n_out)
{
    bool turned = koppel_tier_maximise(tier);

    return koppel_decimal_format(turned ? saturate(-(koppel_wide)cost) : cost, koppel_tier_scale(policy, tier), '.',
                                 out, n_out);
}

/*
 * Pairs claims with the policy's tiers by name, in order. A tier may stand without a claim, a claim may not stand
 * without a tier. claim_of: the claim of each tier or KOPPEL_NONE; tier_of: the tier of each claim or KOPPEL_NONE.
 */
static void match_claims(const struct koppel_policy *policy, const struct koppel_proposal_tier *claimed,
                         int32_t n_claimed, int32_t *claim_of, int32_t *tier_of)
{
    int32_t next = 0;

    for (int32_t t = 0; t < policy->n_tiers; t++) {
        claim_of[t] = KOPPEL_NONE;
    }
    for (int32_t c = 0; c < n_claimed; c++) {
        tier_of[c] = KOPPEL_NONE;
        for (int32_t t = next; t < policy->n_tiers; t++) {
            char name[KOPPEL_TIER_NAME];

            koppel_tier_name(&policy->tiers[t], name);
            if (strcmp(name, claimed[c].name) == 0) {
                tier_of[c] = t;
                claim_of[t] = c;
                next = t + 1;
                break;
            }
        }
    }
}

static enum koppel_status add_tier(struct koppel_verdict *verdict, struct koppel_violation *violation, int32_t tier)
{
    violation->tier = tier;
    return koppel_verdict_add(verdict, violation);
}

/* The value of one claim against the recomputed one. */
static enum koppel_status check_value(const struct koppel_policy *policy, const struct koppel_proposal_tier *claim,
                                      int32_t t, struct koppel_verdict *verdict)
{
    const struct koppel_tier_rule *tier = &policy->tiers[t];
    struct koppel_violation violation = koppel_violation_of(KOPPEL_VIOLATION_TIER);
    char ours[64];
    char theirs[64];

    print_value(policy, tier, verdict->tier_cost[t], ours, sizeof ours);
    print_value(policy, tier, claim->cost, theirs, sizeof theirs);
    if (claim->scale != koppel_tier_scale(policy, tier) || claim->maximise != koppel_tier_maximise(tier)) {
        koppel_phrase_append(&violation,
                             "tier %s: the claim is counted in another unit or direction than the policy's tier",
                             _(claim->name));
    } else if (claim->cost != verdict->tier_cost[t]) {
        koppel_phrase_append(&violation, "tier %s: the tables give the value %s, the claim says %s", _(claim->name),
                             ours, theirs);
    } else {
        return KOPPEL_OK;
    }
    return add_tier(verdict, &violation, t);
}

static enum koppel_status check_bound(const struct koppel_policy *policy, const struct koppel_proposal_tier *claim,
                                      int32_t t, int64_t cost, struct koppel_verdict *verdict)
{
    struct koppel_violation violation = koppel_violation_of(KOPPEL_VIOLATION_TIER);
    char value[64];
    char bound[64];

    if (claim->bound == INT64_MIN || claim->bound <= cost) {
        return KOPPEL_OK;
    }
    print_value(policy, &policy->tiers[t], cost, value, sizeof value);
    print_value(policy, &policy->tiers[t], claim->bound, bound, sizeof bound);
    koppel_phrase_append(&violation,
                         "tier %s: the value %s is better than the bound %s that is claimed to hold for every "
                         "proposal",
                         _(claim->name), value, bound);
    return add_tier(verdict, &violation, t);
}

static enum koppel_status check_absent(const struct koppel_policy *policy, int32_t t, struct koppel_verdict *verdict)
{
    struct koppel_violation violation = koppel_violation_of(KOPPEL_VIOLATION_TIER);
    char name[KOPPEL_TIER_NAME];
    char value[64];

    if (verdict->tier_cost[t] == 0) {
        return KOPPEL_OK;
    }
    koppel_tier_name(&policy->tiers[t], name);
    print_value(policy, &policy->tiers[t], verdict->tier_cost[t], value, sizeof value);
    koppel_phrase_append(&violation, "tier %s: the tables give the value %s, but nothing is claimed", name, value);
    return add_tier(verdict, &violation, t);
}

/*
 * A bound of a tier holds for proposals whose earlier tiers are at least as good as claimed. The claim itself is always
 * held against its bound; the recomputed value only while the earlier tiers are.
 */
static enum koppel_status check_claims(const struct koppel_policy *policy, const struct koppel_proposal_tier *claimed,
                                       int32_t n_claimed, struct koppel_verdict *verdict)
{
    int32_t claim_of[KOPPEL_MAX_TIERS];
    int32_t *tier_of = koppel_new((size_t)n_claimed, sizeof *tier_of);
    enum koppel_status status = KOPPEL_OK;
    bool earlier_hold = true;

    if (tier_of == NULL) {
        return KOPPEL_E_MEMORY;
    }
    match_claims(policy, claimed, n_claimed, claim_of, tier_of);
    for (int32_t c = 0; status == KOPPEL_OK && c < n_claimed; c++) {
        if (tier_of[c] == KOPPEL_NONE) {
            struct koppel_violation violation = koppel_violation_of(KOPPEL_VIOLATION_TIER);

            koppel_phrase_append(&violation, "tier %s: the policy has no such tier in this place", claimed[c].name);
            status = koppel_verdict_add(verdict, &violation);
        }
    }
    for (int32_t t = 0; status == KOPPEL_OK && t < policy->n_tiers; t++) {
        const struct koppel_proposal_tier *claim = claim_of[t] != KOPPEL_NONE ? &claimed[claim_of[t]] : NULL;
        int64_t cost = verdict->tier_cost[t];

        if (claim == NULL) {
            status = check_absent(policy, t, verdict);
            continue;
        }
        status = check_value(policy, claim, t, verdict);
        if (status == KOPPEL_OK) {
            status = check_bound(policy, claim, t, earlier_hold && cost < claim->cost ? cost : claim->cost, verdict);
        }
        earlier_hold = earlier_hold && cost <= claim->cost;
    }
    free(tier_of);
    return status;
}

/* ---- The whole ---- */

static bool rows_are_in_range(const struct koppel_suitability *fit, const int32_t *unit_of)
{
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        if (unit_of[i] != KOPPEL_NONE && (unit_of[i] < 0 || unit_of[i] >= fit->kase->n_units)) {
            return false;
        }
    }
    return true;
}

static enum koppel_status count_everything(const struct koppel_suitability *fit, const int32_t *unit_of,
                                           struct koppel_verdict *verdict)
{
    struct koppel_ledger ledger = {0};
    enum koppel_status status = koppel_ledger_make(fit, &ledger);

    if (status != KOPPEL_OK) {
        return status;
    }
    koppel_ledger_count(fit, unit_of, &ledger);
    verdict->accounts = ledger.accounts;
    verdict->n_accounts = ledger.n_accounts;
    ledger.accounts = NULL;
    koppel_ledger_free(&ledger);
    sum_objectives(fit, unit_of, verdict);
    verdict->n_tiers = fit->policy->n_tiers;
    for (int32_t t = 0; t < verdict->n_tiers; t++) {
        verdict->tier_cost[t] = sum_tier(fit->policy, &fit->policy->tiers[t], verdict->objective_cost);
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_verdict_make(const struct koppel_suitability *fit, const int32_t *unit_of,
                                       const struct koppel_proposal_tier *claimed, int32_t n_claimed,
                                       struct koppel_verdict *verdict)
{
    enum koppel_status status = KOPPEL_OK;

    *verdict = (struct koppel_verdict){0};
    if (n_claimed < 0 || (claimed == NULL && n_claimed > 0) || !rows_are_in_range(fit, unit_of)) {
        return KOPPEL_E_ARGUMENT;
    }
    status = count_everything(fit, unit_of, verdict);
    if (status == KOPPEL_OK) {
        status = check_pairs(fit, unit_of, verdict);
    }
    if (status == KOPPEL_OK) {
        status = check_places(fit, unit_of, verdict);
    }
    if (status == KOPPEL_OK) {
        status = check_keeps(fit, unit_of, verdict);
    }
    if (status == KOPPEL_OK) {
        status = check_accounts(fit, verdict);
    }
    if (status == KOPPEL_OK && n_claimed > 0) {
        status = check_claims(fit->policy, claimed, n_claimed, verdict);
    }
    if (status != KOPPEL_OK) {
        koppel_verdict_free(verdict);
    }
    return status;
}
