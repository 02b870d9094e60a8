// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* price_rows.c - prices by account (see price_rows.h). */
#include "verify/price_rows.h"

#include "base/memory.h"

#include <stdlib.h>

/* Order of accounts of one kind: by rule, place, municipality, as far as the price names them. */
static int compare_account(const struct koppel_account *account, const struct koppel_load_price *price)
{
    if (price->kind == KOPPEL_PRICED_LIMIT) {
        return (account->rule > price->place) - (account->rule < price->place);
    }
    if (price->rule != KOPPEL_NONE && account->rule != price->rule) {
        return account->rule > price->rule ? 1 : -1;
    }
    if (account->place != price->place || price->municipality == KOPPEL_NONE) {
        return (account->place > price->place) - (account->place < price->place);
    }
    return (account->municipality > price->municipality) - (account->municipality < price->municipality);
}

/* The account of a price, or KOPPEL_NONE. */
static int32_t find_account(const struct koppel_ledger *ledger, const struct koppel_load_price *price)
{
    int32_t low = ledger->first[price->kind], high = ledger->first[price->kind + 1];

    if (price->is_apart) { /* few, in no order of their own */
        for (int32_t k = ledger->first[KOPPEL_N_ACCOUNT_KINDS]; k < ledger->n_accounts; k++) {
            if ((int)ledger->accounts[k].kind == (int)price->kind &&
                compare_account(&ledger->accounts[k], price) == 0) {
                return k;
            }
        }
        return KOPPEL_NONE;
    }
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        int order = compare_account(&ledger->accounts[middle], price);

        if (order == 0) {
            return middle;
        }
        *(order < 0 ? &low : &high) = order < 0 ? middle + 1 : middle;
    }
    return KOPPEL_NONE;
}

/* The row of a price. @return false when there is no such account */
static bool make_row(const struct koppel_open_parts *parts, const struct koppel_load_price *price,
                     struct koppel_price_row *row)
{
    const struct koppel_reach *reach = NULL;

    *row = (struct koppel_price_row){.account = find_account(&parts->ledger, price),
                                     .price = price->is_whole ? 0 : price->price,
                                     .divisor = price->divisor,
                                     .is_most = price->is_most};
    if (row->account == KOPPEL_NONE || price->price > KOPPEL_MOST_PRICE || price->price < -KOPPEL_MOST_PRICE ||
        price->divisor < 0) {
        return false;
    }
    reach = &parts->reach[row->account];
    if (price->divisor != 0) {
        row->rest = ((row->is_most ? reach->hi : reach->lo) - reach->low) % row->divisor;
    }
    if (!reach->is_live ||
        (price->divisor != 0 && (row->rest == 0 || (row->is_most ? row->price < 0 : row->price > 0)))) {
        row->price = 0;
    }
    return true;
}

/* Marks the accounts that are kept whole. */
static enum koppel_status mark_whole(struct koppel_price_rows *rows, const struct koppel_open_parts *parts,
                                     const struct koppel_certificate_tier *tier)
{
    for (size_t k = 0; k < tier->n_loads; k++) {
        struct koppel_price_row row;

        if (!make_row(parts, &tier->loads[k], &row)) {
            return KOPPEL_E_ARGUMENT;
        }
        if (tier->loads[k].is_whole && parts->reach[row.account].is_live) {
            rows->is_whole[row.account] = 1;
        }
    }
    return KOPPEL_OK;
}

static bool counts(const struct koppel_price_rows *rows, const struct koppel_price_row *row)
{
    return row->price != 0 && (row->divisor != 0 || !rows->is_whole[row->account]);
}

enum koppel_status koppel_price_rows_make(struct koppel_price_rows *rows, const struct koppel_open_parts *parts,
                                          const struct koppel_certificate_tier *tier)
{
    int32_t n_accounts = parts->ledger.n_accounts;
    struct koppel_price_row row;
    int64_t *first = NULL;
    enum koppel_status status = KOPPEL_E_MEMORY;

    rows->items = koppel_new(tier->n_loads, sizeof *rows->items);
    rows->first = first = koppel_new((size_t)n_accounts + 2, sizeof *rows->first);
    rows->is_whole = koppel_new((size_t)n_accounts, sizeof *rows->is_whole);
    if (rows->items != NULL && first != NULL && rows->is_whole != NULL) {
        status = mark_whole(rows, parts, tier);
    }
    for (size_t k = 0; k < tier->n_loads && status == KOPPEL_OK; k++) {
        make_row(parts, &tier->loads[k], &row);
        first[row.account + 2] += counts(rows, &row);
    }
    for (int32_t k = 0; k < n_accounts && status == KOPPEL_OK; k++) {
        first[k + 2] += first[k + 1];
    }
    for (size_t k = 0; k < tier->n_loads && status == KOPPEL_OK; k++) {
        make_row(parts, &tier->loads[k], &row);
        if (counts(rows, &row)) {
            rows->items[first[row.account + 1]++] = row;
        }
    }
    return status;
}

void koppel_price_rows_free(struct koppel_price_rows *rows)
{
    free(rows->items);
    free(rows->first);
    free(rows->is_whole);
    *rows = (struct koppel_price_rows){0};
}

int64_t koppel_price_row_amount(const struct koppel_price_row *row, int64_t amount)
{
    int64_t times = 0, over = 0;

    if (row->divisor == 0) {
        return amount;
    }
    times = amount / row->divisor;
    over = amount % row->divisor;
    if (row->is_most) {
        return (row->divisor - row->rest) * times + (over > row->rest ? over - row->rest : 0);
    }
    return row->rest * times + (over < row->rest ? over : row->rest);
}

koppel_wide koppel_price_row_limit(const struct koppel_price_row *row, const struct koppel_reach *reach)
{
    if (row->is_most) {
        return (koppel_wide)(row->divisor - row->rest) * ((reach->hi - reach->low) / row->divisor);
    }
    return (koppel_wide)row->rest * ((reach->lo - reach->low) / row->divisor + 1);
}

koppel_wide koppel_price_rows_own(const struct koppel_price_rows *rows, int32_t account)
{
    koppel_wide price = 0;

    for (int64_t r = rows->first[account]; r < rows->first[account + 1]; r++) {
        price += rows->items[r].divisor == 0 ? rows->items[r].price : 0;
    }
    return price;
}
