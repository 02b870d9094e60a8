// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* open_parts.c - open pairs, reach of accounts, and parts by union-find (see open_parts.h). */
#include "verify/open_parts.h"
#include "verify/decided_accounts.h"
#include "verify/spread_accounts.h"
#include "verify/targets_elsewhere.h"

#include "base/memory.h"
#include "model/decisions.h"
#include "model/earlier.h"
#include "model/score.h"

#include <stdlib.h>

/* Working data: units by municipality; how many households fit each unit, and the most that one of them adds. */
struct fitting {
    int32_t *units_first; /* n_municipalities + 1 */
    int32_t *units;       /* n_units by municipality, then n_units in table order */
    size_t capacity;      /* of the open pairs */
    int64_t *n_open;      /* n_units */
    int64_t *most;        /* by entry */
    int32_t *leader;      /* households, units, accounts: union-find */
};

int64_t koppel_account_amount(const struct koppel_open_parts *parts, int32_t account, int32_t household, int32_t unit)
{
    const struct koppel_account *row = &parts->ledger.accounts[account];

    return row->is_apart && koppel_account_excepts(parts->fit, row, household, unit)
               ? 0
               : koppel_account_measure(parts->fit, row, household, unit);
}

int64_t koppel_account_cost_at(const struct koppel_open_parts *parts, int32_t account, int64_t total)
{
    struct koppel_account row = parts->ledger.accounts[account];

    row.placed = total - row.base;
    return koppel_account_cost(parts->fit, &row);
}

/* An open area has no fair share, so it costs nothing. */
static bool is_even(const struct koppel_open_parts *parts, const struct koppel_account *account)
{
    return account->kind == KOPPEL_ACCOUNT_SPREAD && parts->fit->policy->spread_rule == KOPPEL_SPREAD_EVEN &&
           !account->is_open;
}

static bool costs_above(const struct koppel_account *account)
{
    return account->enforce == KOPPEL_GOAL && account->max != KOPPEL_UNKNOWN;
}

/* The least number of `band` is always a goal. */
static bool costs_below(const struct koppel_account *account)
{
    return (account->enforce == KOPPEL_GOAL || account->kind == KOPPEL_ACCOUNT_SPREAD) &&
           account->min != KOPPEL_UNKNOWN;
}

int64_t koppel_account_slope(const struct koppel_open_parts *parts, int32_t account)
{
    const struct koppel_account *row = &parts->ledger.accounts[account];

    if (is_even(parts, row)) {
        return koppel_gcd(1000, koppel_spread_account_fair(row) % 1000);
    }
    return costs_above(row) || costs_below(row) ? 1 : 0;
}

/* ---- Which accounts count a unit ---- */

/* Takes up an account for every unit that it counts; see walk_entries. */
static void walk_account(const struct koppel_open_parts *parts, int32_t k, int64_t *next, int32_t *entries)
{
    for (int32_t j = 0; j < parts->fit->kase->n_units; j++) {
        if (koppel_account_counts(parts->fit, &parts->ledger.accounts[k], j)) {
            if (entries != NULL) {
                entries[next[j]] = k;
            }
            next[j]++;
        }
    }
}

/* Goes through every unit and the accounts that count it: next[j] is moved on by how many, and `entries`, when given,
 * is filled from there. */
static void walk_entries(const struct koppel_open_parts *parts, const struct koppel_targets_elsewhere *elsewhere,
                         int64_t *next, int32_t *entries)
{
    const struct koppel_case *kase = parts->fit->kase;
    const struct koppel_ledger *ledger = &parts->ledger;

    for (int32_t j = 0; j < kase->n_units; j++) {
        int32_t single[KOPPEL_N_ACCOUNT_KINDS + KOPPEL_MAX_MIX + KOPPEL_MAX_GROUPS];
        int n = 0;

        single[n++] = ledger->first[KOPPEL_ACCOUNT_TARGET] + koppel_unit_municipality(kase, j);
        single[n++] = ledger->spread_of_unit[j];
        single[n++] = ledger->stay_of_unit[j];
        for (int32_t rule = 0; rule < parts->fit->policy->n_mix; rule++) {
            single[n++] = ledger->mix_of_unit[(size_t)rule * (size_t)kase->n_units + (size_t)j];
        }
        for (int k = 0; k < n; k++) {
            if (single[k] != KOPPEL_NONE && entries != NULL) {
                entries[next[j]] = single[k];
            }
            next[j] += single[k] != KOPPEL_NONE;
        }
        for (int32_t m = 0; m < kase->n_municipalities; m++) {
            bool counts = koppel_counts_elsewhere(elsewhere, j, m);

            if (counts && entries != NULL) {
                entries[next[j]] = ledger->first[KOPPEL_ACCOUNT_TARGET] + m;
            }
            next[j] += counts;
        }
    }
    for (int32_t k = ledger->first[KOPPEL_ACCOUNT_AGREEMENT]; k < ledger->first[KOPPEL_ACCOUNT_MIX]; k++) {
        walk_account(parts, k, next, entries);
    }
    for (int32_t k = ledger->first[KOPPEL_ACCOUNT_BORDER]; k < ledger->first[KOPPEL_ACCOUNT_STAY]; k++) {
        walk_account(parts, k, next, entries);
    }
    for (int32_t k = ledger->first[KOPPEL_N_ACCOUNT_KINDS]; k < ledger->n_accounts; k++) {
        walk_account(parts, k, next, entries);
    }
}

static enum koppel_status list_entries(struct koppel_open_parts *parts)
{
    size_t n_units = (size_t)parts->fit->kase->n_units;
    int64_t *next = koppel_new(n_units, sizeof *next);
    struct koppel_targets_elsewhere elsewhere = {0};
    enum koppel_status status = KOPPEL_E_MEMORY;

    parts->entry_first = koppel_new(n_units + 1, sizeof *parts->entry_first);
    if (next != NULL && parts->entry_first != NULL &&
        koppel_targets_elsewhere_make(parts->fit, &elsewhere) == KOPPEL_OK) {
        walk_entries(parts, &elsewhere, next, NULL);
        for (size_t j = 0; j < n_units; j++) {
            parts->entry_first[j + 1] = parts->entry_first[j] + next[j];
            next[j] = parts->entry_first[j];
        }
        parts->entries = koppel_new((size_t)parts->entry_first[n_units], sizeof *parts->entries);
        if (parts->entries != NULL) {
            walk_entries(parts, &elsewhere, next, parts->entries);
            status = KOPPEL_OK;
        }
    }
    koppel_targets_elsewhere_free(&elsewhere);
    free(next);
    return status;
}

/* Units by municipality, so that a linked household only looks at those of its own. */
static enum koppel_status list_units(const struct koppel_case *kase, struct fitting *fitting)
{
    int32_t *next = koppel_new((size_t)kase->n_municipalities, sizeof *next);

    fitting->units_first = koppel_new((size_t)kase->n_municipalities + 1, sizeof *fitting->units_first);
    fitting->units = koppel_new(2 * (size_t)kase->n_units, sizeof *fitting->units);
    if (next == NULL || fitting->units_first == NULL || fitting->units == NULL) {
        free(next);
        return KOPPEL_E_MEMORY;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        next[koppel_unit_municipality(kase, j)]++;
    }
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        fitting->units_first[m + 1] = fitting->units_first[m] + next[m];
        next[m] = fitting->units_first[m];
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        fitting->units[next[koppel_unit_municipality(kase, j)]++] = j;
        fitting->units[kase->n_units + j] = j;
    }
    free(next);
    return KOPPEL_OK;
}

/* The units among which all open pairs of a household are, in table order; *n receives how many. */
static const int32_t *find_units(const struct koppel_open_parts *parts, const struct fitting *fitting,
                                 int32_t household, int32_t *n)
{
    const struct koppel_case *kase = parts->fit->kase;
    int32_t m = kase->households[household].municipality;

    if (parts->kept[household] != KOPPEL_NONE) {
        *n = 0;
        return fitting->units;
    }
    if (m == KOPPEL_NONE || parts->fit->policy->link_scope != KOPPEL_LINK_MUNICIPALITY ||
        parts->fit->is_decided[household]) {
        *n = kase->n_units;
        return fitting->units + kase->n_units;
    }
    *n = fitting->units_first[m + 1] - fitting->units_first[m];
    return fitting->units + fitting->units_first[m];
}

/* ---- What is kept ---- */

static int64_t factor_of(const struct koppel_open_parts *parts, int32_t tier, enum koppel_objective objective)
{
    const struct koppel_policy *policy = parts->fit->policy;

    return koppel_tier_factor(policy, &policy->tiers[tier], objective);
}

/* Books what decisions keep: places, accounts, costs. */
static enum koppel_status book_kept(struct koppel_open_parts *parts)
{
    const struct koppel_suitability *fit = parts->fit;
    const struct koppel_case *kase = fit->kase;

    parts->kept = koppel_new((size_t)kase->n_households, sizeof *parts->kept);
    parts->places = koppel_new((size_t)kase->n_units, sizeof *parts->places);
    parts->reach = koppel_new((size_t)parts->ledger.n_accounts, sizeof *parts->reach);
    if (parts->kept == NULL || parts->places == NULL || parts->reach == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        parts->kept[i] = KOPPEL_NONE;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        parts->places[j] = kase->units[j].places;
    }
    for (int32_t k = 0; k < parts->ledger.n_accounts; k++) {
        parts->reach[k].low = parts->ledger.accounts[k].base;
    }
    for (int32_t d = 0; d < fit->n_decisions; d++) {
        int32_t i = koppel_decided_household(fit, d);
        int32_t j = koppel_decided_unit(fit, d);

        if (!koppel_decision_holds((enum koppel_decision_kind)fit->decision_kinds[d])) {
            continue;
        }
        parts->kept[i] = j;
        parts->places[j]--;
        for (int64_t e = parts->entry_first[j]; e < parts->entry_first[j + 1]; e++) {
            parts->reach[parts->entries[e]].low += koppel_account_amount(parts, parts->entries[e], i, j);
        }
        for (int32_t t = 0; t < fit->policy->n_tiers; t++) {
            parts->constants[t] -=
                (koppel_wide)factor_of(parts, t, KOPPEL_OBJECTIVE_URGENCY) * fit->needs[i].urgency_points;
            parts->constants[t] -=
                (koppel_wide)factor_of(parts, t, KOPPEL_OBJECTIVE_FIT) * koppel_pair_score(fit, i, j);
            parts->constants[t] +=
                (koppel_wide)factor_of(parts, t, KOPPEL_OBJECTIVE_ACCESS) * koppel_pair_access(fit, i, j);
            parts->constants[t] -= koppel_pair_is_earlier(fit, i, j) ? factor_of(parts, t, KOPPEL_OBJECTIVE_STAY) : 0;
        }
    }
    return KOPPEL_OK;
}

/* ---- Reach and parts ---- */

static int32_t find_leader(int32_t *leader, int32_t node)
{
    while (leader[node] != node) {
        leader[node] = leader[leader[node]];
        node = leader[node];
    }
    return node;
}

/* The lower node leads: a part is led by its first household. */
static void join(int32_t *leader, int32_t a, int32_t b)
{
    a = find_leader(leader, a);
    b = find_leader(leader, b);
    leader[a > b ? a : b] = a > b ? b : a;
}

/* Takes an open pair up: joins the household with the unit, and finds what it can add. */
static enum koppel_status add_pair(struct koppel_open_parts *parts, struct fitting *fitting, int32_t i, int32_t j)
{
    int64_t at = parts->pair_end[i]++;

    if (koppel_grow((void **)&parts->pair_unit, &fitting->capacity, (size_t)at + 1, sizeof *parts->pair_unit) !=
        KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    parts->pair_unit[at] = j;
    fitting->n_open[j]++;
    join(fitting->leader, i, parts->fit->kase->n_households + j);
    for (int64_t e = parts->entry_first[j]; e < parts->entry_first[j + 1]; e++) {
        int64_t amount = koppel_account_amount(parts, parts->entries[e], i, j);

        fitting->most[e] = amount > fitting->most[e] ? amount : fitting->most[e];
    }
    return KOPPEL_OK;
}

/* Lists the open pairs. */
static enum koppel_status list_pairs(struct koppel_open_parts *parts, struct fitting *fitting)
{
    const struct koppel_case *kase = parts->fit->kase;
    enum koppel_status status = list_units(kase, fitting);

    for (int32_t i = 0; i < kase->n_households && status == KOPPEL_OK; i++) {
        int32_t n = 0;
        const int32_t *units = find_units(parts, fitting, i, &n);

        parts->pair_end[i] = parts->pair_first[i];
        for (int32_t c = 0; c < n && status == KOPPEL_OK; c++) {
            if (parts->places[units[c]] > 0 && koppel_household_fits_unit(parts->fit, i, units[c]) == KOPPEL_SUITABLE) {
                status = add_pair(parts, fitting, i, units[c]);
            }
        }
        parts->pair_first[i + 1] = parts->pair_end[i];
    }
    return status;
}

static bool is_counted(const struct koppel_open_parts *parts, enum koppel_objective objective)
{
    bool counted = false;

    for (int32_t t = 0; t < parts->fit->policy->n_tiers; t++) {
        counted = counted || factor_of(parts, t, objective) != 0;
    }
    return counted;
}

/* The reach of one account, whose `high` is known, and whether it is live. */
static void limit_account(const struct koppel_open_parts *parts, int32_t k)
{
    const struct koppel_account *account = &parts->ledger.accounts[k];
    struct koppel_reach *reach = &parts->reach[k];
    bool is_must = account->enforce == KOPPEL_MUST;
    bool has_least = is_must && account->allowed_min != KOPPEL_UNKNOWN && account->kind != KOPPEL_ACCOUNT_SPREAD;
    bool has_most = is_must && account->allowed_max != KOPPEL_UNKNOWN;
    bool costs = is_counted(parts, koppel_account_objective(parts->fit->policy, account)) &&
                 (is_even(parts, account) || (costs_above(account) && reach->high > account->max) ||
                  (costs_below(account) && reach->low < account->min));

    reach->lo = has_least && account->allowed_min > reach->low ? account->allowed_min : reach->low;
    reach->hi = has_most && account->allowed_max < reach->high ? account->allowed_max : reach->high;
    reach->is_live = reach->high > reach->low && (costs || reach->lo > reach->low || reach->hi < reach->high);
    /* limits that leave nothing: there is no proposal, and whatever is said of all of them is true */
    reach->hi = reach->hi > reach->lo ? reach->hi : reach->lo;
}

static void find_reach(struct koppel_open_parts *parts, const struct fitting *fitting)
{
    const struct koppel_case *kase = parts->fit->kase;

    for (int32_t k = 0; k < parts->ledger.n_accounts; k++) {
        parts->reach[k].high = parts->reach[k].low;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        int64_t n = parts->places[j] < fitting->n_open[j] ? parts->places[j] : fitting->n_open[j];

        for (int64_t e = parts->entry_first[j]; e < parts->entry_first[j + 1]; e++) {
            parts->reach[parts->entries[e]].high += n * fitting->most[e];
        }
    }
    for (int32_t k = 0; k < parts->ledger.n_accounts; k++) {
        enum koppel_objective objective = koppel_account_objective(parts->fit->policy, &parts->ledger.accounts[k]);

        limit_account(parts, k);
        for (int32_t t = 0; t < parts->fit->policy->n_tiers && !parts->reach[k].is_live; t++) {
            parts->constants[t] +=
                (koppel_wide)factor_of(parts, t, objective) * koppel_account_cost_at(parts, k, parts->reach[k].low);
        }
    }
}

/* Joins units with the live accounts to which they can add, and numbers the parts. A part is led by its first
 * household. */
static void number_parts(struct koppel_open_parts *parts, const struct fitting *fitting)
{
    const struct koppel_case *kase = parts->fit->kase;
    int32_t first_account = kase->n_households + kase->n_units;

    for (int32_t j = 0; j < kase->n_units; j++) {
        for (int64_t e = parts->entry_first[j]; e < parts->entry_first[j + 1] && fitting->n_open[j] > 0; e++) {
            if (parts->reach[parts->entries[e]].is_live && fitting->most[e] > 0) {
                join(fitting->leader, kase->n_households + j, first_account + parts->entries[e]);
            }
        }
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        int32_t leader = find_leader(fitting->leader, i);

        if (parts->pair_end[i] == parts->pair_first[i]) {
            parts->household_part[i] = KOPPEL_NONE;
        } else {
            parts->household_part[i] = leader == i ? parts->n_parts++ : parts->household_part[leader];
        }
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        int32_t leader = find_leader(fitting->leader, kase->n_households + j);

        parts->unit_part[j] = fitting->n_open[j] > 0 ? parts->household_part[leader] : KOPPEL_NONE;
    }
    for (int32_t k = 0; k < parts->ledger.n_accounts; k++) {
        int32_t leader = find_leader(fitting->leader, first_account + k);

        parts->account_part[k] = parts->reach[k].is_live ? parts->household_part[leader] : KOPPEL_NONE;
    }
}

static enum koppel_status find_parts(struct koppel_open_parts *parts)
{
    const struct koppel_case *kase = parts->fit->kase;
    size_t n_households = (size_t)kase->n_households, n_units = (size_t)kase->n_units;
    size_t n_accounts = (size_t)parts->ledger.n_accounts, n_nodes = n_households + n_units + n_accounts;
    struct fitting fitting = {.n_open = koppel_new(n_units, sizeof *fitting.n_open),
                              .most = koppel_new((size_t)parts->entry_first[n_units], sizeof *fitting.most),
                              .leader = koppel_new(n_nodes, sizeof *fitting.leader)};
    enum koppel_status status = KOPPEL_E_MEMORY;

    parts->pair_first = koppel_new(n_households + 1, sizeof *parts->pair_first);
    parts->pair_end = koppel_new(n_households, sizeof *parts->pair_end);
    parts->pair_unit = koppel_new(1, sizeof *parts->pair_unit);
    parts->must_place = koppel_new(n_households, sizeof *parts->must_place);
    fitting.capacity = 1;
    parts->household_part = koppel_new(n_households, sizeof *parts->household_part);
    parts->unit_part = koppel_new(n_units, sizeof *parts->unit_part);
    parts->account_part = koppel_new(n_accounts, sizeof *parts->account_part);
    if (parts->pair_first != NULL && parts->pair_end != NULL && parts->pair_unit != NULL && parts->must_place != NULL &&
        fitting.n_open != NULL && fitting.most != NULL && fitting.leader != NULL && parts->household_part != NULL &&
        parts->unit_part != NULL && parts->account_part != NULL) {
        for (size_t node = 0; node < n_nodes; node++) {
            fitting.leader[node] = (int32_t)node;
        }
        status = list_pairs(parts, &fitting);
    }
    if (status == KOPPEL_OK) {
        find_reach(parts, &fitting);
        number_parts(parts, &fitting);
    }
    free(fitting.units_first);
    free(fitting.units);
    free(fitting.n_open);
    free(fitting.most);
    free(fitting.leader);
    return status;
}

enum koppel_status koppel_open_parts_make(const struct koppel_suitability *fit, struct koppel_open_parts *parts)
{
    enum koppel_status status = KOPPEL_OK;

    *parts = (struct koppel_open_parts){.fit = fit};
    status = koppel_ledger_make(fit, &parts->ledger);
    if (status == KOPPEL_OK) {
        status = koppel_ledger_split(fit, &parts->ledger);
    }
    if (status == KOPPEL_OK) {
        status = list_entries(parts);
    }
    if (status == KOPPEL_OK) {
        status = book_kept(parts);
    }
    if (status == KOPPEL_OK) {
        status = find_parts(parts);
    }
    if (status != KOPPEL_OK) {
        koppel_open_parts_free(parts);
    }
    return status;
}

void koppel_open_parts_free(struct koppel_open_parts *parts)
{
    koppel_ledger_free(&parts->ledger);
    free(parts->reach);
    free(parts->entry_first);
    free(parts->entries);
    free(parts->kept);
    free(parts->places);
    free(parts->pair_first);
    free(parts->pair_end);
    free(parts->pair_unit);
    free(parts->must_place);
    free(parts->household_part);
    free(parts->unit_part);
    free(parts->account_part);
    *parts = (struct koppel_open_parts){0};
}
