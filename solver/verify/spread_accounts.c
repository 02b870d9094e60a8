// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* spread_accounts.c - the accounts of even spread (see spread_accounts.h).
 *
 *     b    persons who live in the area now; 0 when homes are counted, and for complexes (known by their units only)
 *     w    reference of the area: corporation dwellings or inhabitants; for a complex the places of its units
 *     S_m  sum of b + max(T_m, persons linked to m)
 *     W_m  sum of w over the municipality
 *     fair share = S_m w / W_m
 *
 * Products of counts are taken in 128 bits, so no comparison rounds.
 */
#include "verify/spread_accounts.h"
#include "verify/shares.h"

#include <stdlib.h>

/* ---- Areas ---- */

/* The areas as ascending keys: row of the place * municipalities + municipality. */
struct areas {
    int64_t *keys;
    int32_t n;
};

/* Position of a place. */
static int32_t area_find(const struct koppel_suitability *fit, const struct areas *areas, int32_t place)
{
    int64_t first = (int64_t)place * fit->kase->n_municipalities;
    int32_t low = 0;
    int32_t high = areas->n;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (areas->keys[middle] < first) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void complexes_list(const struct koppel_case *kase, const int32_t *towns, struct areas *areas)
{
    for (int32_t c = 0; c < kase->complexes.n_ids; c++) {
        if (towns[c] != KOPPEL_NONE) {
            areas->keys[areas->n++] = (int64_t)c * kase->n_municipalities + towns[c];
        }
    }
}

static void districts_list(const struct koppel_case *kase, struct areas *areas)
{
    int64_t n_districts = kase->districts.n_ids;

    for (int64_t d = 0; d < n_districts; d++) {
        areas->keys[d] = -1;
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        int32_t district = kase->neighbourhoods[n].district;

        if (areas->keys[district] < 0) {
            areas->keys[district] = (int64_t)district * kase->n_municipalities + kase->neighbourhoods[n].municipality;
        }
    }
    for (int64_t d = 0; d < n_districts; d++) {
        if (areas->keys[d] >= 0) {
            areas->keys[areas->n++] = areas->keys[d];
        }
    }
}

static enum koppel_status areas_make(const struct koppel_suitability *fit, struct areas *areas)
{
    const struct koppel_case *kase = fit->kase;
    enum koppel_area level = fit->policy->spread_level;
    int32_t *towns = NULL;
    int32_t room = koppel_spread_by_complex(fit)   ? kase->complexes.n_ids
                   : level == KOPPEL_AREA_DISTRICT ? kase->districts.n_ids
                                                   : kase->n_neighbourhoods;

    *areas = (struct areas){.keys = koppel_new((size_t)room, sizeof *areas->keys)};
    if (areas->keys == NULL) {
        return KOPPEL_E_MEMORY;
    }
    if (koppel_spread_by_complex(fit)) {
        towns = koppel_complex_towns_new(kase);
        if (towns == NULL) {
            free(areas->keys);
            *areas = (struct areas){0};
            return KOPPEL_E_MEMORY;
        }
        complexes_list(kase, towns, areas);
        free(towns);
    } else if (level == KOPPEL_AREA_DISTRICT) {
        districts_list(kase, areas);
    } else {
        for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
            areas->keys[areas->n++] = (int64_t)n * kase->n_municipalities + kase->neighbourhoods[n].municipality;
        }
    }
    return KOPPEL_OK;
}

/* Fills ledger->spread_of_unit, and adds up bases and references of the accounts that stand from `first` on. */
static enum koppel_status areas_fill(const struct koppel_suitability *fit, const struct areas *areas, int32_t first,
                                     struct koppel_ledger *ledger)
{
    const struct koppel_case *kase = fit->kase;
    enum koppel_area level = fit->policy->spread_level;

    ledger->spread_of_unit = koppel_new((size_t)kase->n_units, sizeof *ledger->spread_of_unit);
    if (ledger->spread_of_unit == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        int32_t place = koppel_account_place(kase, level, j);

        ledger->spread_of_unit[j] = place == KOPPEL_NONE ? KOPPEL_NONE : first + area_find(fit, areas, place);
        if (koppel_spread_by_complex(fit) && place != KOPPEL_NONE) {
            ledger->accounts[ledger->spread_of_unit[j]].reference += kase->units[j].places;
        }
    }
    for (int32_t n = 0; !koppel_spread_by_complex(fit) && n < kase->n_neighbourhoods; n++) {
        int32_t place = level == KOPPEL_AREA_DISTRICT ? kase->neighbourhoods[n].district : n;
        struct koppel_account *account = &ledger->accounts[first + area_find(fit, areas, place)];

        account->base += koppel_spread_base(fit, n);
        account->is_open = fit->spread_is_open[n];
        account->reference += account->is_open ? 0 : koppel_spread_reference(fit, n);
    }
    return KOPPEL_OK;
}

/* ---- Limits ---- */

static int64_t larger(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* percent / 100 * S * w / W for W > 0, rounded down or up; held at the largest whole number. */
static int64_t percent_of_share(int64_t percent, const struct koppel_share *share, int64_t reference, bool up)
{
    koppel_wide numerator = (koppel_wide)percent * share->total * reference;
    koppel_wide denominator = (koppel_wide)100 * share->reference;
    koppel_wide quotient = numerator / denominator + (up && numerator % denominator != 0 ? 1 : 0);

    return quotient > INT64_MAX ? INT64_MAX : (int64_t)quotient;
}

struct candidate {
    int64_t measure;
    int32_t household;
};

static int compare_candidates(const void *a, const void *b)
{
    const struct candidate *one = a;
    const struct candidate *two = b;

    if (one->measure != two->measure) {
        return one->measure > two->measure ? -1 : 1;
    }
    return one->household < two->household ? -1 : 1;
}

/* All households, the largest first, so that the first that fits a unit is the largest. */
static struct candidate *candidates_new(const struct koppel_suitability *fit)
{
    int32_t n = fit->kase->n_households;
    struct candidate *candidates = koppel_new((size_t)n, sizeof *candidates);

    if (candidates == NULL) {
        return NULL;
    }
    for (int32_t i = 0; i < n; i++) {
        candidates[i] = (struct candidate){koppel_spread_by_homes(fit) ? 1 : fit->needs[i].persons_spread, i};
    }
    qsort(candidates, (size_t)n, sizeof *candidates, compare_candidates);
    return candidates;
}

/* The most that an area's suitable units could take: places times the largest household that fits the unit. */
static void potentials_add(const struct koppel_suitability *fit, const struct koppel_ledger *ledger, int32_t first,
                           const struct candidate *candidates, int64_t *potential)
{
    for (int32_t j = 0; j < fit->kase->n_units; j++) {
        int32_t k = ledger->spread_of_unit[j];
        int32_t c = 0;

        /* an area that is full enough without this round needs no potential */
        if (k == KOPPEL_NONE || ledger->accounts[k].min <= ledger->accounts[k].base) {
            continue;
        }
        while (c < fit->kase->n_households &&
               koppel_household_fits_unit(fit, candidates[c].household, j) != KOPPEL_SUITABLE) {
            c++;
        }
        if (c < fit->kase->n_households) {
            int64_t most = candidates[c].measure * fit->kase->units[j].places;

            potential[k - first] = koppel_account_sum(potential[k - first], most);
        }
    }
}

/* Lowers the least numbers of `band` to what suitable units make possible. */
static enum koppel_status lower_minimums(const struct koppel_suitability *fit, int32_t first,
                                         struct koppel_ledger *ledger)
{
    int64_t *potential = koppel_new((size_t)(ledger->n_accounts - first), sizeof *potential);
    struct candidate *candidates = candidates_new(fit);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (potential == NULL || candidates == NULL) {
        goto out;
    }
    potentials_add(fit, ledger, first, candidates, potential);
    for (int32_t k = first; k < ledger->n_accounts; k++) {
        struct koppel_account *account = &ledger->accounts[k];

        if (account->min > account->base) {
            account->min = smaller(account->min, koppel_account_sum(account->base, potential[k - first]));
        }
    }
    status = KOPPEL_OK;
out:
    free(potential);
    free(candidates);
    return status;
}

static void limit_absolute(const struct koppel_policy *policy, struct koppel_account *account)
{
    if (policy->spread_absolute_max != KOPPEL_UNKNOWN) {
        account->max = account->base + policy->spread_absolute_max;
    }
    if (policy->spread_absolute_percent != KOPPEL_UNKNOWN && !account->is_open) {
        int64_t part = koppel_muldiv_floor(policy->spread_absolute_percent, account->reference, 100);
        int64_t most = larger(account->base, part);

        account->max = account->max == KOPPEL_UNKNOWN ? most : smaller(account->max, most);
    }
}

static void limit_share(const struct koppel_policy *policy, const struct koppel_share *share,
                        struct koppel_account *account)
{
    int64_t tolerance = policy->spread_tolerance_percent;
    bool has_share = account->reference > 0 && share->reference > 0;

    if (account->is_open) {
        return;
    }
    account->max = account->base;
    if (has_share) {
        account->max = larger(account->base, percent_of_share(100 + tolerance, share, account->reference, true));
    }
    if (policy->spread_rule == KOPPEL_SPREAD_BAND) {
        account->min =
            has_share && tolerance < 100 ? percent_of_share(100 - tolerance, share, account->reference, false) : 0;
    }
}

static void limit_account(const struct koppel_policy *policy, const struct koppel_share *share,
                          struct koppel_account *account)
{
    account->fair_numerator = koppel_muldiv_floor(share->total, account->reference, 1);
    account->fair_denominator = share->reference;
    switch (policy->spread_rule) {
    case KOPPEL_SPREAD_NONE:
    case KOPPEL_SPREAD_EVEN:
        break; /* no limits: `even` is a cost on every number */
    case KOPPEL_SPREAD_CAP:
    case KOPPEL_SPREAD_BAND:
        account->enforce = policy->spread_enforce;
        limit_share(policy, share, account);
        break;
    case KOPPEL_SPREAD_ABSOLUTE:
        account->enforce = policy->spread_enforce;
        limit_absolute(policy, account);
        break;
    }
}

enum koppel_status koppel_spread_accounts_push(const struct koppel_suitability *fit, struct koppel_ledger *ledger)
{
    int32_t first = ledger->n_accounts;
    struct areas areas = {0};
    struct koppel_share *shares = koppel_shares_new(fit);
    enum koppel_status status = shares == NULL ? KOPPEL_E_MEMORY : areas_make(fit, &areas);

    for (int32_t a = 0; status == KOPPEL_OK && a < areas.n; a++) {
        struct koppel_account *account = koppel_ledger_push(ledger, KOPPEL_ACCOUNT_SPREAD);

        if (account == NULL) {
            status = KOPPEL_E_MEMORY;
            break;
        }
        account->area = fit->policy->spread_level;
        account->place = (int32_t)(areas.keys[a] / fit->kase->n_municipalities);
        account->municipality = (int32_t)(areas.keys[a] % fit->kase->n_municipalities);
    }
    if (status == KOPPEL_OK) {
        status = areas_fill(fit, &areas, first, ledger);
    }
    for (int32_t k = first; status == KOPPEL_OK && k < ledger->n_accounts; k++) {
        struct koppel_account *account = &ledger->accounts[k];

        limit_account(fit->policy, &shares[account->municipality], account);
    }
    if (status == KOPPEL_OK && fit->policy->spread_rule == KOPPEL_SPREAD_BAND) {
        status = lower_minimums(fit, first, ledger);
    }
    free(areas.keys);
    free(shares);
    return status;
}

int64_t koppel_spread_account_fair(const struct koppel_account *account)
{
    koppel_wide twice = (koppel_wide)2 * account->fair_denominator;
    koppel_wide fair = 0;

    if (account->fair_denominator > 0) {
        fair = ((koppel_wide)2000 * account->fair_numerator + account->fair_denominator) / twice;
    }
    return fair > INT64_MAX ? INT64_MAX : (int64_t)fair;
}

int64_t koppel_spread_account_unevenness(const struct koppel_account *account)
{
    koppel_wide total = (koppel_wide)1000 * account->base + (koppel_wide)1000 * account->placed;
    koppel_wide fair = koppel_spread_account_fair(account);
    koppel_wide distance = 0;

    if (account->is_open) {
        return 0;
    }
    distance = total > fair ? total - fair : fair - total;
    return distance > INT64_MAX ? INT64_MAX : (int64_t)distance;
}

int64_t koppel_area_cap(const struct koppel_suitability *fit, const struct koppel_account *account)
{
    const struct koppel_policy *policy = fit->policy;

    if (account->is_open) {
        return KOPPEL_UNKNOWN;
    }
    switch (policy->spread_rule) {
    case KOPPEL_SPREAD_CAP:
    case KOPPEL_SPREAD_BAND:
        if (account->fair_denominator <= 0 || account->reference == 0) {
            return KOPPEL_UNKNOWN; /* nothing to hold its persons against */
        }
        return koppel_muldiv_ceil(account->fair_numerator, 100 + policy->spread_tolerance_percent,
                                  100 * account->fair_denominator);
    case KOPPEL_SPREAD_ABSOLUTE:
        return policy->spread_absolute_percent == KOPPEL_UNKNOWN
                   ? INT64_MAX
                   : koppel_muldiv_floor(account->reference, policy->spread_absolute_percent, 100);
    case KOPPEL_SPREAD_NONE:
    case KOPPEL_SPREAD_EVEN:
        break;
    }
    return KOPPEL_UNKNOWN;
}

int64_t koppel_area_limit(const struct koppel_suitability *fit, const struct koppel_account *account)
{
    int64_t cap = koppel_area_cap(fit, account);

    return account->max != KOPPEL_UNKNOWN && cap != KOPPEL_UNKNOWN && cap < account->max ? cap : account->max;
}
