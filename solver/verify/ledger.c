// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* ledger.c - the accounts of a case and their counting (see ledger.h). */
#include "verify/ledger.h"
#include "verify/decided_accounts.h"
#include "verify/spread_accounts.h"

#include "model/earlier.h"

#include <stdlib.h>

int64_t koppel_account_sum(int64_t a, int64_t b)
{
    int64_t sum = 0;

    if (koppel_add(a, b, &sum)) {
        return sum;
    }
    return b > 0 ? INT64_MAX : INT64_MIN;
}

struct koppel_account *koppel_ledger_push(struct koppel_ledger *ledger, enum koppel_account_kind kind)
{
    struct koppel_account *account = NULL;
    void *accounts = ledger->accounts;

    if (koppel_grow(&accounts, &ledger->capacity, (size_t)ledger->n_accounts + 1, sizeof *ledger->accounts) !=
        KOPPEL_OK) {
        return NULL;
    }
    ledger->accounts = accounts;
    account = &ledger->accounts[ledger->n_accounts++];
    *account = (struct koppel_account){.kind = kind,
                                       .enforce = KOPPEL_GOAL,
                                       .place = KOPPEL_NONE,
                                       .rule = KOPPEL_NONE,
                                       .municipality = KOPPEL_NONE,
                                       .min = KOPPEL_UNKNOWN,
                                       .max = KOPPEL_UNKNOWN};
    return account;
}

int32_t koppel_account_place(const struct koppel_case *kase, enum koppel_area area, int32_t unit)
{
    const struct koppel_neighbourhood *neighbourhood = &kase->neighbourhoods[kase->units[unit].neighbourhood];

    switch (area) {
    case KOPPEL_AREA_UNIT:
        return unit;
    case KOPPEL_AREA_COMPLEX:
        return kase->units[unit].complex;
    case KOPPEL_AREA_NEIGHBOURHOOD:
        return kase->units[unit].neighbourhood;
    case KOPPEL_AREA_DISTRICT:
        return neighbourhood->district;
    case KOPPEL_AREA_MUNICIPALITY:
        return neighbourhood->municipality;
    case KOPPEL_AREA_CASE:
        return 0;
    case KOPPEL_AREA_GROUP: /* a unit may be in several */
        break;
    }
    return KOPPEL_NONE;
}

static int32_t count_places(const struct koppel_case *kase, enum koppel_area area)
{
    const int32_t n_places[] = {kase->n_units,
                                kase->complexes.n_ids,
                                kase->n_neighbourhoods,
                                kase->districts.n_ids,
                                kase->n_municipalities,
                                kase->groups.n_ids,
                                1};

    return n_places[area];
}

/* What a level looks like: for every place whether it has units, and the municipality they all stand in. */
struct level {
    int32_t n_places;
    int32_t *n_units;
    int32_t *municipality; /* KOPPEL_NONE: none or several */
};

static void level_free(struct level *level)
{
    free(level->n_units);
    free(level->municipality);
    *level = (struct level){0};
}

static enum koppel_status level_make(const struct koppel_case *kase, enum koppel_area area, struct level *level)
{
    level->n_places = count_places(kase, area);
    level->n_units = koppel_new((size_t)level->n_places, sizeof *level->n_units);
    level->municipality = koppel_new((size_t)level->n_places, sizeof *level->municipality);
    if (level->n_units == NULL || level->municipality == NULL) {
        level_free(level);
        return KOPPEL_E_MEMORY;
    }
    for (int32_t place = 0; place < level->n_places; place++) {
        level->municipality[place] = area == KOPPEL_AREA_NEIGHBOURHOOD  ? kase->neighbourhoods[place].municipality
                                     : area == KOPPEL_AREA_MUNICIPALITY ? place
                                                                        : KOPPEL_NONE;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        int32_t place = koppel_account_place(kase, area, j);
        int32_t m = koppel_unit_municipality(kase, j);

        if (place == KOPPEL_NONE) {
            continue;
        }
        level->municipality[place] = level->n_units[place] == 0 || level->municipality[place] == m ? m : KOPPEL_NONE;
        level->n_units[place]++;
    }
    return KOPPEL_OK;
}

/* ---- Making ---- */

static enum koppel_status push_targets(const struct koppel_suitability *fit, struct koppel_ledger *ledger)
{
    for (int32_t m = 0; m < fit->kase->n_municipalities; m++) {
        struct koppel_account *account = koppel_ledger_push(ledger, KOPPEL_ACCOUNT_TARGET);

        if (account == NULL) {
            return KOPPEL_E_MEMORY;
        }
        account->enforce = fit->policy->target_enforce;
        account->area = KOPPEL_AREA_MUNICIPALITY;
        account->place = m;
        account->municipality = m;
        account->min = koppel_municipality_persons_left(fit, m);
    }
    return KOPPEL_OK;
}

static enum koppel_status push_agreements(const struct koppel_suitability *fit, struct koppel_ledger *ledger)
{
    for (int32_t a = 0; a < fit->kase->n_agreements; a++) {
        const struct koppel_agreement *agreement = &fit->kase->agreements[a];
        struct koppel_account *account = koppel_ledger_push(ledger, KOPPEL_ACCOUNT_AGREEMENT);

        if (account == NULL) {
            return KOPPEL_E_MEMORY;
        }
        account->enforce = fit->policy->agreement == KOPPEL_AGREEMENT_MUST ? KOPPEL_MUST : KOPPEL_GOAL;
        account->area = KOPPEL_AREA_MUNICIPALITY;
        account->place = a;
        account->municipality = agreement->municipality;
        if (fit->policy->agreement != KOPPEL_AGREEMENT_IGNORE) {
            account->min = agreement->min_homes;
            account->max = agreement->max_homes;
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status push_limits(const struct koppel_suitability *fit, struct koppel_ledger *ledger)
{
    struct level levels[KOPPEL_AREA_CASE + 1] = {{0}};
    enum koppel_status status = KOPPEL_OK;

    for (int32_t l = 0; l < fit->kase->n_limits; l++) {
        const struct koppel_limit *limit = &fit->kase->limits[l];
        struct koppel_account *account = koppel_ledger_push(ledger, KOPPEL_ACCOUNT_LIMIT);

        if (account == NULL || (levels[limit->area].n_units == NULL &&
                                level_make(fit->kase, limit->area, &levels[limit->area]) != KOPPEL_OK)) {
            status = KOPPEL_E_MEMORY;
            break;
        }
        account->enforce = limit->enforce;
        account->area = limit->area;
        account->place = limit->place;
        account->rule = l;
        account->municipality = levels[limit->area].municipality[limit->place];
        account->min = limit->min;
        account->max = limit->max;
    }
    for (size_t k = 0; k < sizeof levels / sizeof *levels; k++) {
        level_free(&levels[k]);
    }
    return status;
}

/* One account for every place of the rule's level that has units. */
static enum koppel_status push_mix_rule(const struct koppel_suitability *fit, int32_t rule,
                                        struct koppel_ledger *ledger)
{
    const struct koppel_case *kase = fit->kase;
    const struct koppel_mix_rule *mix = &fit->policy->mix[rule];
    int32_t *of_unit = &ledger->mix_of_unit[(size_t)rule * (size_t)kase->n_units];
    struct level level = {0};
    enum koppel_status status = level_make(kase, mix->level, &level);

    for (int32_t place = 0; status == KOPPEL_OK && place < level.n_places; place++) {
        struct koppel_account *account = NULL;

        if (level.n_units[place] == 0) {
            continue;
        }
        account = koppel_ledger_push(ledger, KOPPEL_ACCOUNT_MIX);
        if (account == NULL) {
            status = KOPPEL_E_MEMORY;
            break;
        }
        account->enforce = mix->enforce;
        account->area = mix->level;
        account->place = place;
        account->rule = rule;
        account->municipality = level.municipality[place];
        account->min = mix->min;
        account->max = mix->max;
        level.n_units[place] = ledger->n_accounts; /* from here on: the account's number, from 1 */
    }
    for (int32_t j = 0; status == KOPPEL_OK && j < kase->n_units; j++) {
        int32_t place = koppel_account_place(kase, mix->level, j);

        of_unit[j] = place == KOPPEL_NONE ? KOPPEL_NONE : level.n_units[place] - 1;
    }
    level_free(&level);
    return status;
}

static enum koppel_status push_mix(const struct koppel_suitability *fit, struct koppel_ledger *ledger)
{
    enum koppel_status status = KOPPEL_OK;
    size_t n_rules = (size_t)fit->policy->n_mix;

    ledger->mix_of_unit = koppel_new(n_rules * (size_t)fit->kase->n_units, sizeof *ledger->mix_of_unit);
    if (ledger->mix_of_unit == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t rule = 0; status == KOPPEL_OK && rule < fit->policy->n_mix; rule++) {
        status = push_mix_rule(fit, rule, ledger);
    }
    return status;
}

/* One account for every row of borders.csv, and one of all together when the policy has a number for it. */
static enum koppel_status push_borders(const struct koppel_suitability *fit, struct koppel_ledger *ledger)
{
    const struct koppel_case *kase = fit->kase;
    int32_t most = fit->policy->border_max_households;

    for (int32_t b = 0; b < kase->n_borders + (most != KOPPEL_UNKNOWN ? 1 : 0); b++) {
        struct koppel_account *account = koppel_ledger_push(ledger, KOPPEL_ACCOUNT_BORDER);

        if (account == NULL) {
            return KOPPEL_E_MEMORY;
        }
        account->enforce = KOPPEL_MUST;
        account->area = KOPPEL_AREA_MUNICIPALITY;
        account->place = b;
        account->max = b < kase->n_borders ? kase->borders[b].max_persons : most;
    }
    return KOPPEL_OK;
}

/* One account, when the policy lets only so many of the earlier offers change that some must be kept. */
static enum koppel_status push_stay(const struct koppel_suitability *fit, struct koppel_ledger *ledger)
{
    int32_t most = fit->policy->stay_max_changes;
    struct koppel_account *account = NULL;

    ledger->stay_of_unit = koppel_new((size_t)fit->kase->n_units, sizeof *ledger->stay_of_unit);
    if (ledger->stay_of_unit == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t j = 0; j < fit->kase->n_units; j++) {
        ledger->stay_of_unit[j] = KOPPEL_NONE;
    }
    if (fit->earlier_unit == NULL || most == KOPPEL_UNKNOWN || fit->n_earlier_standing <= most) {
        return KOPPEL_OK;
    }
    account = koppel_ledger_push(ledger, KOPPEL_ACCOUNT_STAY);
    if (account == NULL) {
        return KOPPEL_E_MEMORY;
    }
    account->enforce = KOPPEL_MUST;
    account->area = KOPPEL_AREA_MUNICIPALITY;
    account->place = 0;
    account->min = fit->n_earlier_standing - most;
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        if (fit->earlier_unit[i] != KOPPEL_NONE) {
            ledger->stay_of_unit[fit->earlier_unit[i]] = ledger->n_accounts - 1;
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_ledger_make(const struct koppel_suitability *fit, struct koppel_ledger *ledger)
{
    /* cppcheck-suppress uninitvar; it takes the array's name for a use */
    enum koppel_status (*const push[KOPPEL_N_ACCOUNT_KINDS])(const struct koppel_suitability *,
                                                             struct koppel_ledger *) = {
        push_targets, koppel_spread_accounts_push, push_agreements, push_limits, push_mix, push_borders, push_stay};
    enum koppel_status status = KOPPEL_OK;

    *ledger = (struct koppel_ledger){0};
    for (int kind = 0; status == KOPPEL_OK && kind < KOPPEL_N_ACCOUNT_KINDS; kind++) {
        ledger->first[kind] = ledger->n_accounts;
        status = push[kind](fit, ledger);
    }
    ledger->first[KOPPEL_N_ACCOUNT_KINDS] = ledger->n_accounts;
    if (status == KOPPEL_OK) {
        status = koppel_ledger_decide(fit, ledger);
    }
    if (status != KOPPEL_OK) {
        koppel_ledger_free(ledger);
    }
    return status;
}

/* ---- Counting ---- */

/* The account counts one offer more. */
static void add_offer(const struct koppel_suitability *fit, struct koppel_account *account, int32_t i, int32_t j,
                      int64_t amount)
{
    account->n_offers++;
    account->placed = koppel_account_sum(account->placed, amount);
    if (koppel_account_excepts(fit, account, i, j)) {
        account->excepted = koppel_account_sum(account->excepted, amount);
    }
}

static void place_household(const struct koppel_suitability *fit, struct koppel_ledger *ledger, int32_t i, int32_t j)
{
    const struct koppel_policy *policy = fit->policy;
    const struct koppel_need *need = &fit->needs[i];
    struct koppel_account *accounts = ledger->accounts;
    int32_t target = ledger->first[KOPPEL_ACCOUNT_TARGET] + koppel_counted_municipality(fit, i, j);

    add_offer(fit, &accounts[target], i, j, need->persons_target);
    if (ledger->spread_of_unit[j] != KOPPEL_NONE) {
        add_offer(fit, &accounts[ledger->spread_of_unit[j]], i, j,
                  policy->spread_measure == KOPPEL_MEASURE_HOMES ? 1 : need->persons_spread);
    }
    for (int32_t k = ledger->first[KOPPEL_ACCOUNT_AGREEMENT]; k < ledger->first[KOPPEL_ACCOUNT_LIMIT]; k++) {
        if (koppel_account_counts(fit, &accounts[k], j)) {
            add_offer(fit, &accounts[k], i, j, 1);
        }
    }
    for (int32_t k = ledger->first[KOPPEL_ACCOUNT_BORDER]; k < ledger->first[KOPPEL_ACCOUNT_STAY]; k++) {
        if (koppel_account_counts(fit, &accounts[k], j)) {
            add_offer(fit, &accounts[k], i, j, koppel_account_measure(fit, &accounts[k], i, j));
        }
    }
    if (ledger->stay_of_unit[j] != KOPPEL_NONE && koppel_pair_is_earlier(fit, i, j)) {
        accounts[ledger->stay_of_unit[j]].placed++;
    }
    for (int32_t rule = 0; rule < policy->n_mix; rule++) {
        int32_t k = ledger->mix_of_unit[(size_t)rule * (size_t)fit->kase->n_units + (size_t)j];

        if (k != KOPPEL_NONE) {
            add_offer(fit, &accounts[k], i, j, koppel_account_measure(fit, &accounts[k], i, j));
        }
    }
}

static void count_limits(const struct koppel_suitability *fit, const int32_t *unit_of, struct koppel_ledger *ledger)
{
    for (int32_t k = ledger->first[KOPPEL_ACCOUNT_LIMIT]; k < ledger->first[KOPPEL_ACCOUNT_MIX]; k++) {
        struct koppel_account *account = &ledger->accounts[k];

        for (int32_t i = 0; i < fit->kase->n_households; i++) {
            if (unit_of[i] != KOPPEL_NONE && koppel_account_counts(fit, account, unit_of[i])) {
                add_offer(fit, account, i, unit_of[i], koppel_account_measure(fit, account, i, unit_of[i]));
            }
        }
    }
}

int64_t koppel_account_cost(const struct koppel_suitability *fit, const struct koppel_account *account)
{
    int64_t total = koppel_account_sum(account->base, account->placed);
    int64_t counted = koppel_account_total(account);
    int64_t cost = 0;

    if (account->kind == KOPPEL_ACCOUNT_SPREAD && fit->policy->spread_rule == KOPPEL_SPREAD_EVEN) {
        return koppel_spread_account_unevenness(account);
    }
    if (account->enforce == KOPPEL_GOAL && account->max != KOPPEL_UNKNOWN && counted > account->max) {
        cost = koppel_account_sum(counted, -account->max);
    }
    if ((account->enforce == KOPPEL_GOAL || account->kind == KOPPEL_ACCOUNT_SPREAD) && account->min != KOPPEL_UNKNOWN &&
        total < account->min) {
        cost = koppel_account_sum(cost, koppel_account_sum(account->min, -total));
    }
    return cost;
}

void koppel_ledger_count(const struct koppel_suitability *fit, const int32_t *unit_of, struct koppel_ledger *ledger)
{
    for (int32_t k = 0; k < ledger->n_accounts; k++) {
        ledger->accounts[k].placed = 0;
        ledger->accounts[k].excepted = 0;
        ledger->accounts[k].n_offers = 0;
    }
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        if (unit_of[i] != KOPPEL_NONE) {
            place_household(fit, ledger, i, unit_of[i]);
        }
    }
    count_limits(fit, unit_of, ledger);
    for (int32_t k = 0; k < ledger->n_accounts; k++) {
        ledger->accounts[k].cost = koppel_account_cost(fit, &ledger->accounts[k]);
    }
}

bool koppel_account_is_broken(const struct koppel_account *account)
{
    int64_t total = koppel_account_sum(account->base, account->placed);

    if (account->enforce != KOPPEL_MUST) {
        return false;
    }
    return (account->allowed_max != KOPPEL_UNKNOWN && koppel_account_total(account) > account->allowed_max) ||
           (account->allowed_min != KOPPEL_UNKNOWN && total < account->allowed_min &&
            account->kind != KOPPEL_ACCOUNT_SPREAD);
}

void koppel_ledger_free(struct koppel_ledger *ledger)
{
    free(ledger->accounts);
    free(ledger->spread_of_unit);
    free(ledger->stay_of_unit);
    free(ledger->mix_of_unit);
    *ledger = (struct koppel_ledger){0};
}
