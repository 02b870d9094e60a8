// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* price_log.h - what look-ahead took agents, slots and loads to be worth, step by step on one path. */
#ifndef KOPPEL_SIMULATE_PRICE_LOG_H
#define KOPPEL_SIMULATE_PRICE_LOG_H

#include "simulate/part.h"

struct koppel_future_prices;

enum koppel_priced_kind { KOPPEL_PRICED_SLOT, KOPPEL_PRICED_AGENT, KOPPEL_PRICED_LOAD };
enum { KOPPEL_MOST_PERSONS_TOLD = 12 };

/** What the futures of one step say of one of them; prices as in future_prices.h. */
struct koppel_price_told {
    int32_t step;
    enum koppel_priced_kind kind;
    int32_t item;                                 /* agent or slot of the path, load of the world */
    int32_t n_futures;                            /* that were imagined */
    double sum, squares;                          /* of the prices */
    int32_t n_taken;                              /* of a slot: futures in which somebody gets it later */
    int64_t taken_days;                           /* days until then, of these together */
    int32_t by_persons[KOPPEL_MOST_PERSONS_TOLD]; /* these futures by persons - 1 of who gets it; the last: and more */
};

/** Zero-initialise; koppel_price_log_free releases everything. */
struct koppel_price_log {
    struct koppel_price_told *items; /* n_items, by step */
    int32_t n_items;
    size_t capacity;
    int32_t first_of_step; /* item */
};

/** Adds one future of a step to the log; `today` names the items of the path. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_price_log_add(struct koppel_price_log *log, const struct koppel_part *today,
                                        const struct koppel_future_prices *prices);

/** What was said of a slot of the path at a step; NULL: nothing. O(items) */
const struct koppel_price_told *koppel_price_log_slot(const struct koppel_price_log *log, int32_t slot, int32_t step);

void koppel_price_log_free(struct koppel_price_log *log);

#endif
