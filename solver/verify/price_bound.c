// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* price_bound.c - adds up what prices prove (see price_bound.h for the formulas). */
#include "verify/price_bound.h"

#include "base/memory.h"
#include "model/earlier.h"
#include "verify/bound_narrowing.h"

#include <stdlib.h>
#include <string.h>

static const koppel_wide most_weight = (koppel_wide)1 << 80;

struct adding {
    const struct koppel_suitability *fit;
    const struct koppel_certificate *certificate;
    const int64_t *costs;
    struct koppel_price_bound *result;
    struct koppel_open_parts parts;
    struct koppel_bound_terms terms;    /* of the tier at hand */
    struct koppel_whole_accounts whole; /* the same */
    koppel_wide *slack;                 /* n_parts: scale H_t - B */
    int64_t *least;                     /* n_parts x n_tiers: LB */
    int32_t tier;                       /* at hand */
    const struct koppel_deadline *deadline;
};

static bool is_late(const struct adding *adding)
{
    return adding->deadline != NULL && koppel_deadline_expired(adding->deadline);
}

static const struct koppel_certificate_tier *tier_now(const struct adding *adding)
{
    return &adding->certificate->tiers[adding->tier];
}

/* ---- Prices by rows of the parts ---- */

static int64_t factor_of(const struct adding *adding, int32_t tier, int objective)
{
    const struct koppel_policy *policy = adding->fit->policy;

    return koppel_tier_factor(policy, &policy->tiers[adding->result->rule[tier]], (enum koppel_objective)objective);
}

/* The tier of the policy that has the name of the tier at hand, after those of the tiers before. */
static int32_t find_rule(const struct adding *adding)
{
    const struct koppel_policy *policy = adding->fit->policy;
    int32_t first = 0;

    for (int32_t s = 0; s < adding->tier; s++) {
        first = adding->result->rule[s] != KOPPEL_NONE ? adding->result->rule[s] + 1 : first;
    }
    for (int32_t rule = first; rule < policy->n_tiers; rule++) {
        char name[KOPPEL_TIER_NAME];

        koppel_tier_name(&policy->tiers[rule], name);
        if (strcmp(name, tier_now(adding)->claim.name) == 0) {
            return rule;
        }
    }
    return KOPPEL_NONE;
}

/* Prices of tiers before count where these have a bound themselves. @return false when they make no sense */
static bool fill_cell(const struct adding *adding, const struct koppel_part_prices *prices,
                      struct koppel_bound_part *cell)
{
    if (cell->has_prices || prices->scale < 1 || prices->scale > KOPPEL_MOST_PRICE_SCALE) {
        return false;
    }
    cell->has_prices = true;
    cell->scale = prices->scale;
    for (int32_t s = 0; s < adding->tier; s++) {
        if (prices->held[s] < 0 || prices->held[s] > KOPPEL_MOST_PRICE) {
            return false;
        }
        cell->held[s] = adding->result->is_known[s] ? prices->held[s] : 0;
    }
    return true;
}

static bool make_cells(struct adding *adding)
{
    const struct koppel_certificate_tier *tier = tier_now(adding);
    bool ok = true;

    memset(adding->terms.cells, 0, (size_t)adding->parts.n_parts * sizeof *adding->terms.cells);
    for (int32_t p = 0; p < adding->parts.n_parts; p++) {
        adding->terms.cells[p].scale = 1;
    }
    for (size_t k = 0; k < tier->n_parts && ok; k++) {
        int32_t household = tier->parts[k].household;
        int32_t part = KOPPEL_NONE;

        if (household >= 0 && household < adding->fit->kase->n_households) {
            part = adding->parts.household_part[household];
        }
        ok = part != KOPPEL_NONE && fill_cell(adding, &tier->parts[k], &adding->terms.cells[part]);
    }
    for (int o = 0; o < KOPPEL_N_OBJECTIVES && ok; o++) {
        adding->terms.factor[o] = factor_of(adding, adding->tier, o);
        for (int32_t p = 0; p < adding->parts.n_parts && ok; p++) {
            struct koppel_bound_part *cell = &adding->terms.cells[p];

            cell->weight[o] = (koppel_wide)cell->scale * adding->terms.factor[o];
            for (int32_t s = 0; s < adding->tier; s++) {
                cell->weight[o] += cell->held[s] != 0 ? (koppel_wide)cell->held[s] * factor_of(adding, s, o) : 0;
            }
            ok = cell->weight[o] <= most_weight;
        }
    }
    return ok;
}

/* ---- Adding up ---- */

/* The cost of a pair in tier t itself joins the greatest common divisor. */
static void join_unit(const struct adding *adding, struct koppel_bound_part *cell, int32_t i, int32_t j, int64_t score)
{
    const int64_t *factor = adding->terms.factor;
    int64_t stay = koppel_pair_is_earlier(adding->fit, i, j) ? factor[KOPPEL_OBJECTIVE_STAY] : 0;
    int64_t urgency = 0, fit = 0, access = 0, cost = 0;

    if (koppel_multiply(factor[KOPPEL_OBJECTIVE_URGENCY], adding->fit->needs[i].urgency_points, &urgency) &&
        koppel_multiply(factor[KOPPEL_OBJECTIVE_FIT], score, &fit) && koppel_add(urgency, fit, &cost) &&
        koppel_multiply(factor[KOPPEL_OBJECTIVE_ACCESS], koppel_pair_access(adding->fit, i, j), &access) &&
        koppel_add(cost, -access, &cost) && koppel_add(cost, stay, &cost)) {
        cell->unit = cell->unit != 0 && cost % cell->unit == 0 ? cell->unit : koppel_gcd(cell->unit, cost);
    } else {
        cell->unit = 1;
    }
}

static void add_household(struct adding *adding, int32_t i)
{
    const struct koppel_open_parts *parts = &adding->parts;
    struct koppel_bound_part *cell = &adding->terms.cells[parts->household_part[i]];
    struct koppel_bound_sum least = {0};

    for (int64_t p = parts->pair_first[i]; p < parts->pair_end[i]; p++) {
        int32_t j = parts->pair_unit[p];
        int64_t score = koppel_bound_score(&adding->terms, i, j);
        struct koppel_bound_sum sum = koppel_bound_pair(&adding->terms, i, j, score);

        join_unit(adding, cell, i, j, score);
        koppel_bound_household_join(&adding->terms, i, p, sum, &least);
        if (cell->is_whole) {
            koppel_whole_accounts_offer(&adding->whole, &adding->terms, i, j, sum.value);
        }
    }
    if (cell->is_whole && parts->pair_end[i] > parts->pair_first[i]) {
        least.value = -(koppel_wide)koppel_bound_household_price(&adding->terms, i);
    }
    cell->bound.is_lost = cell->bound.is_lost || least.is_lost;
    koppel_bound_sum_add(&cell->bound, least.value);
}

static void add_account(struct adding *adding, int32_t k)
{
    const struct koppel_account *account = &adding->parts.ledger.accounts[k];
    const struct koppel_price_rows *rows = &adding->terms.rows;
    struct koppel_bound_part *cell = &adding->terms.cells[adding->parts.account_part[k]];
    int64_t slope = 0, where = 0;

    if (!rows->is_whole[k]) {
        struct koppel_bound_sum least = koppel_bound_account(&adding->terms, k, &where);

        cell->bound.is_lost = cell->bound.is_lost || least.is_lost;
        koppel_bound_sum_add(&cell->bound, least.value);
    }
    for (int64_t r = rows->first[k]; r < rows->first[k + 1]; r++) {
        const struct koppel_price_row *row = &rows->items[r];

        if (row->divisor != 0) {
            koppel_bound_sum_add(&cell->bound,
                                 -(koppel_wide)row->price * koppel_price_row_limit(row, &adding->parts.reach[k]));
        }
    }
    if (koppel_multiply(adding->terms.factor[koppel_account_objective(adding->fit->policy, account)],
                        koppel_account_slope(&adding->parts, k), &slope)) {
        cell->unit = koppel_gcd(cell->unit, slope);
    } else {
        cell->unit = 1;
    }
}

/* H_s of a part. */
static koppel_wide held_value(const struct adding *adding, int32_t part, int32_t s)
{
    const struct koppel_price_bound *result = adding->result;
    koppel_wide others =
        (koppel_wide)result->bound[s] - adding->least[(int64_t)part * adding->certificate->n_tiers + s];

    return adding->costs[result->rule[s]] - others;
}

/* LB of a part. @return false when it is not known */
static bool round_up(const struct adding *adding, int32_t part)
{
    const struct koppel_bound_part *cell = &adding->terms.cells[part];
    koppel_wide unit = cell->unit > 0 ? cell->unit : 1;
    koppel_wide step = unit * cell->scale;
    koppel_wide least = (cell->bound.value / step + (cell->bound.value % step > 0)) * unit;

    if (cell->bound.is_lost || least >= INT64_MAX || least <= INT64_MIN) {
        return false;
    }
    adding->least[(int64_t)part * adding->certificate->n_tiers + adding->tier] = (int64_t)least;
    return true;
}

/* Adds up the tier at hand. @return false when it proves nothing */
static bool add_tier(struct adding *adding)
{
    const struct koppel_open_parts *parts = &adding->parts;
    const struct koppel_case *kase = adding->fit->kase;
    struct koppel_bound_sum bound = {0};
    bool ok = true;

    for (int32_t i = 0; i < kase->n_households && ok; i++) {
        if (parts->household_part[i] != KOPPEL_NONE) {
            add_household(adding, i);
        }
        ok = !is_late(adding);
    }
    if (!ok) {
        return false;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        if (parts->unit_part[j] != KOPPEL_NONE && !adding->terms.cells[parts->unit_part[j]].is_whole) {
            koppel_bound_sum_add(&adding->terms.cells[parts->unit_part[j]].bound,
                                 -(koppel_wide)tier_now(adding)->unit_price[j] * parts->places[j]);
        }
    }
    for (int32_t k = 0; k < parts->ledger.n_accounts; k++) {
        if (parts->account_part[k] != KOPPEL_NONE) {
            add_account(adding, k);
        }
    }
    koppel_whole_accounts_add(&adding->whole, &adding->terms);
    koppel_bound_sum_add(&bound, parts->constants[adding->result->rule[adding->tier]]);
    for (int32_t p = 0; p < parts->n_parts && ok; p++) {
        for (int32_t s = 0; s < adding->tier; s++) {
            koppel_wide held = adding->terms.cells[p].held[s];

            koppel_bound_sum_add(&adding->terms.cells[p].bound, held != 0 ? -held * held_value(adding, p, s) : 0);
        }
        ok = round_up(adding, p);
        koppel_bound_sum_add(&bound, ok ? adding->least[(int64_t)p * adding->certificate->n_tiers + adding->tier] : 0);
    }
    ok = ok && !bound.is_lost && bound.value < INT64_MAX && bound.value > INT64_MIN;
    adding->result->bound[adding->tier] = ok ? (int64_t)bound.value : INT64_MIN;
    return ok;
}

/* scale * H_t - B of a part: how much the terms of a proposal may lie above their least. Below 0, or too large for the
 * arithmetic: nothing is ruled out. */
static koppel_wide slack_of(const struct adding *adding, int32_t part)
{
    const struct koppel_bound_part *cell = &adding->terms.cells[part];
    koppel_wide held = held_value(adding, part, adding->tier);
    struct koppel_bound_sum slack = {0};

    if (held > INT64_MAX || held < INT64_MIN) {
        return -1;
    }
    koppel_bound_sum_add(&slack, cell->scale * held);
    koppel_bound_sum_add(&slack, -cell->bound.value);
    return slack.is_lost ? -1 : slack.value;
}

static bool are_prices_in_range(const int64_t *price, int32_t n, int64_t least)
{
    bool ok = true;

    for (int32_t k = 0; k < n && ok; k++) {
        ok = price[k] >= least && price[k] <= KOPPEL_MOST_PRICE;
    }
    return ok;
}

static bool has_good_prices(const struct adding *adding)
{
    const struct koppel_certificate_tier *tier = tier_now(adding);
    const struct koppel_case *kase = adding->fit->kase;

    return tier->unit_price != NULL && are_prices_in_range(tier->unit_price, kase->n_units, 0) &&
           (tier->household_price == NULL ||
            are_prices_in_range(tier->household_price, kase->n_households, -KOPPEL_MOST_PRICE));
}

/* A part is priced by households when one of its accounts is kept whole. */
static enum koppel_status make_terms(struct adding *adding)
{
    struct koppel_bound_terms *terms = &adding->terms;
    enum koppel_status status = koppel_price_rows_make(&terms->rows, &adding->parts, tier_now(adding));

    for (int32_t k = 0; k < adding->parts.ledger.n_accounts && status == KOPPEL_OK; k++) {
        if (terms->rows.is_whole[k] && adding->parts.account_part[k] != KOPPEL_NONE) {
            terms->cells[adding->parts.account_part[k]].is_whole = true;
        }
    }
    return status == KOPPEL_OK ? koppel_whole_accounts_make(&adding->whole, terms) : status;
}

/* Rules out for the tiers after it what costs more than H_t in the tier at hand. */
static enum koppel_status narrow_tier(struct adding *adding)
{
    for (int32_t p = 0; p < adding->parts.n_parts; p++) {
        adding->slack[p] = slack_of(adding, p);
    }
    return koppel_bound_narrow(&adding->terms, &adding->whole, adding->slack);
}

/* *known: the tier at hand has a bound. */
static enum koppel_status weigh_tier(struct adding *adding, bool *known)
{
    enum koppel_status status = KOPPEL_OK;

    adding->terms.tier = tier_now(adding);
    *known = tier_now(adding)->has_prices && adding->result->rule[adding->tier] != KOPPEL_NONE &&
             has_good_prices(adding) && make_cells(adding);
    if (*known) {
        status = make_terms(adding);
        *known = status == KOPPEL_OK && add_tier(adding);
        status = status == KOPPEL_E_ARGUMENT ? KOPPEL_OK : status;
        status = *known && adding->tier + 1 < adding->certificate->n_tiers ? narrow_tier(adding) : status;
    }
    koppel_price_rows_free(&adding->terms.rows);
    koppel_whole_accounts_free(&adding->whole);
    return status;
}

static enum koppel_status add_tiers(struct adding *adding)
{
    enum koppel_status status = KOPPEL_OK;

    for (; adding->tier < adding->certificate->n_tiers && status == KOPPEL_OK && !is_late(adding); adding->tier++) {
        adding->result->rule[adding->tier] = find_rule(adding);
        status = weigh_tier(adding, &adding->result->is_known[adding->tier]);
    }
    return status;
}

enum koppel_status koppel_price_bound_make(const struct koppel_suitability *fit, const int64_t *costs,
                                           const struct koppel_certificate *certificate,
                                           const struct koppel_deadline *deadline, struct koppel_price_bound *bound)
{
    struct adding adding = {
        .fit = fit, .certificate = certificate, .costs = costs, .result = bound, .deadline = deadline};
    enum koppel_status status = KOPPEL_OK;

    *bound = (struct koppel_price_bound){0};
    status = koppel_open_parts_make(fit, &adding.parts);
    if (status != KOPPEL_OK) {
        return status;
    }
    adding.terms.parts = &adding.parts;
    adding.terms.cells = koppel_new((size_t)adding.parts.n_parts, sizeof *adding.terms.cells);
    adding.least = koppel_new((size_t)adding.parts.n_parts * KOPPEL_MAX_TIERS, sizeof *adding.least);
    adding.slack = koppel_new((size_t)adding.parts.n_parts, sizeof *adding.slack);
    status = adding.terms.cells != NULL && adding.least != NULL && adding.slack != NULL ? add_tiers(&adding)
                                                                                        : KOPPEL_E_MEMORY;
    free(adding.terms.cells);
    free(adding.least);
    free(adding.slack);
    koppel_open_parts_free(&adding.parts);
    return status;
}
