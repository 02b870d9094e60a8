// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* bound_terms.c - terms of a tier's bound (see bound_terms.h). */
#include "verify/bound_terms.h"

#include "model/earlier.h"
#include "model/score.h"
#include "verify/spread_accounts.h"

/* True when a proposal may leave the household out; also when it has no pair left, which no proposal then needs. */
static bool may_stay(const struct koppel_open_parts *parts, int32_t household)
{
    return !parts->must_place[household] || parts->pair_end[household] == parts->pair_first[household];
}

int64_t koppel_bound_household_price(const struct koppel_bound_terms *terms, int32_t household)
{
    int64_t price = terms->tier->household_price != NULL ? terms->tier->household_price[household] : 0;

    return price < 0 && may_stay(terms->parts, household) ? 0 : price;
}

int64_t koppel_bound_score(const struct koppel_bound_terms *terms, int32_t household, int32_t unit)
{
    const struct koppel_bound_part *cell = &terms->cells[terms->parts->household_part[household]];

    return cell->weight[KOPPEL_OBJECTIVE_FIT] != 0 ? koppel_pair_score(terms->parts->fit, household, unit) : 0;
}

struct koppel_bound_sum koppel_bound_pair(const struct koppel_bound_terms *terms, int32_t household, int32_t unit,
                                          int64_t score)
{
    const struct koppel_open_parts *parts = terms->parts;
    const struct koppel_bound_part *cell = &terms->cells[parts->household_part[household]];
    const struct koppel_price_rows *rows = &terms->rows;
    struct koppel_bound_sum sum = {0};

    koppel_bound_sum_add(&sum, -cell->weight[KOPPEL_OBJECTIVE_URGENCY] * parts->fit->needs[household].urgency_points);
    koppel_bound_sum_add(&sum, -cell->weight[KOPPEL_OBJECTIVE_FIT] * score);
    koppel_bound_sum_add_product(&sum, cell->weight[KOPPEL_OBJECTIVE_ACCESS],
                                 koppel_pair_access(parts->fit, household, unit));
    koppel_bound_sum_add(
        &sum, koppel_pair_is_earlier(parts->fit, household, unit) ? -cell->weight[KOPPEL_OBJECTIVE_STAY] : 0);
    koppel_bound_sum_add(&sum, cell->is_whole ? koppel_bound_household_price(terms, household)
                                              : terms->tier->unit_price[unit]);
    for (int64_t e = parts->entry_first[unit]; e < parts->entry_first[unit + 1]; e++) {
        int32_t k = parts->entries[e];
        int64_t amount = 0;

        if (rows->first[k] == rows->first[k + 1]) {
            continue;
        }
        amount = koppel_account_amount(parts, k, household, unit);
        for (int64_t r = rows->first[k]; r < rows->first[k + 1]; r++) {
            koppel_bound_sum_add(&sum,
                                 (koppel_wide)rows->items[r].price * koppel_price_row_amount(&rows->items[r], amount));
        }
    }
    return sum;
}

void koppel_bound_household_join(const struct koppel_bound_terms *terms, int32_t household, int64_t p,
                                 struct koppel_bound_sum pair, struct koppel_bound_sum *least)
{
    bool is_first = p == terms->parts->pair_first[household];

    least->is_lost = least->is_lost || pair.is_lost;
    if (pair.value < least->value || (is_first && terms->parts->must_place[household])) {
        least->value = pair.value;
    }
}

struct koppel_bound_sum koppel_bound_account_at(const struct koppel_bound_terms *terms, int32_t account, int64_t at)
{
    const struct koppel_open_parts *parts = terms->parts;
    const struct koppel_bound_part *cell = &terms->cells[parts->account_part[account]];
    enum koppel_objective objective = koppel_account_objective(parts->fit->policy, &parts->ledger.accounts[account]);
    struct koppel_bound_sum sum = {0};

    koppel_bound_sum_add_product(&sum, cell->weight[objective], koppel_account_cost_at(parts, account, at));
    koppel_bound_sum_add_product(&sum, -koppel_price_rows_own(&terms->rows, account), at - parts->reach[account].low);
    return sum;
}

/* Convex with its breaks at these values, so the least lies at one of them. */
struct koppel_bound_sum koppel_bound_account(const struct koppel_bound_terms *terms, int32_t account, int64_t *where)
{
    const struct koppel_account *row = &terms->parts->ledger.accounts[account];
    const struct koppel_reach *reach = &terms->parts->reach[account];
    int64_t fair = koppel_spread_account_fair(row) / 1000;
    const int64_t values[] = {reach->hi, row->min, row->max, fair, fair + 1};
    struct koppel_bound_sum least = koppel_bound_account_at(terms, account, reach->lo);

    *where = reach->lo;
    for (size_t v = 0; v < sizeof values / sizeof *values; v++) {
        struct koppel_bound_sum sum = {0};

        if (values[v] < reach->lo || values[v] > reach->hi) {
            continue;
        }
        sum = koppel_bound_account_at(terms, account, values[v]);
        least.is_lost = least.is_lost || sum.is_lost;
        if (sum.value < least.value) {
            least.value = sum.value;
            *where = values[v];
        }
    }
    return least;
}
