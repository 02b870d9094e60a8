// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* price_rows.h - the prices that a certificate's tier has on accounts and on their rounded rows, by account.
 *
 * A price counts 0 where it says nothing: on an account that is not live, on a row that rounds nothing, with the wrong
 * sign for a rounded row, and on an account that is kept whole (there it cancels; its rounded rows count).
 *
 * SOURCE  docs/model.md (32) and (33).
 */
#ifndef KOPPEL_VERIFY_PRICE_ROWS_H
#define KOPPEL_VERIFY_PRICE_ROWS_H

#include "model/certificate.h"
#include "verify/open_parts.h"

/** The price of one row: of an account itself (divisor 0) or of one of its rounded rows. */
struct koppel_price_row {
    int64_t price;
    int32_t account;
    int32_t divisor;
    int64_t rest; /* r of price_bound.h */
    bool is_most;
};

/** Zero-initialise; koppel_price_rows_free releases everything. */
struct koppel_price_rows {
    struct koppel_price_row *items;
    int64_t *first;          /* n_accounts + 2: rows of account k are items[first[k]] .. */
    unsigned char *is_whole; /* n_accounts: live and kept whole */
};

/**
 * Sorts the prices of a tier by account, with the reach that accounts have now.
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, or KOPPEL_E_ARGUMENT: they are not prices of this case; free is due always
 * Time O(accounts + prices * log accounts).
 */
enum koppel_status koppel_price_rows_make(struct koppel_price_rows *rows, const struct koppel_open_parts *parts,
                                          const struct koppel_certificate_tier *tier);

/** Frees and zeroes. Safe on zeroed rows. */
void koppel_price_rows_free(struct koppel_price_rows *rows);

/** What an amount of the account counts in the row. */
int64_t koppel_price_row_amount(const struct koppel_price_row *row, int64_t amount);

/** The right side of a rounded row. */
koppel_wide koppel_price_row_limit(const struct koppel_price_row *row, const struct koppel_reach *reach);

/** The price of an account itself; its rounded rows are apart. */
koppel_wide koppel_price_rows_own(const struct koppel_price_rows *rows, int32_t account);

#endif
