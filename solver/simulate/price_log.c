// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* price_log.c - what look-ahead took things to be worth (see price_log.h). */
#include "simulate/price_log.h"

#include "base/memory.h"
#include "simulate/future_prices.h"

#include <stdlib.h>

/* Room for the items of a step, all zero but for what they are. */
static enum koppel_status begin_step(struct koppel_price_log *log, const struct koppel_part *today)
{
    const int32_t n_of_kind[] = {today->slots.n_items, today->agents.n_items, today->world->problem->n_loads};
    const int32_t n = n_of_kind[0] + n_of_kind[1] + n_of_kind[2];

    if (koppel_grow((void **)&log->items, &log->capacity, (size_t)log->n_items + (size_t)n, sizeof *log->items) !=
        KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    log->first_of_step = log->n_items;
    for (int kind = 0; kind < 3; kind++) {
        const int32_t *names = kind == KOPPEL_PRICED_SLOT ? today->slot_item : today->agent_item;

        for (int32_t k = 0; k < n_of_kind[kind]; k++) {
            log->items[log->n_items++] = (struct koppel_price_told){.step = today->step,
                                                                    .kind = (enum koppel_priced_kind)kind,
                                                                    .item = kind == KOPPEL_PRICED_LOAD ? k : names[k]};
        }
    }
    return KOPPEL_OK;
}

static void add(struct koppel_price_told *item, int64_t price)
{
    item->n_futures++;
    item->sum += (double)price;
    item->squares += (double)price * (double)price;
}

static void add_taker(struct koppel_price_told *item, const struct koppel_part *today,
                      const struct koppel_future_prices *prices, int32_t slot)
{
    int32_t persons = 0;

    if (prices->taker[slot] == KOPPEL_NONE) {
        return;
    }
    persons = today->world->persons[prices->taker[slot]];
    persons = persons < 1 ? 1 : persons < KOPPEL_MOST_PERSONS_TOLD ? persons : KOPPEL_MOST_PERSONS_TOLD;
    item->n_taken++;
    item->taken_days += (int64_t)(prices->taken[slot] - today->step) * today->world->every;
    item->by_persons[persons - 1]++;
}

enum koppel_status koppel_price_log_add(struct koppel_price_log *log, const struct koppel_part *today,
                                        const struct koppel_future_prices *prices)
{
    struct koppel_price_told *item = NULL;

    if ((log->n_items == 0 || log->items[log->n_items - 1].step != today->step) &&
        begin_step(log, today) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    item = log->items + log->first_of_step;
    for (int32_t j = 0; j < today->slots.n_items; j++, item++) {
        add(item, prices->slot[j]);
        add_taker(item, today, prices, j);
    }
    for (int32_t i = 0; i < today->agents.n_items; i++, item++) {
        add(item, prices->agent[i]);
    }
    for (int32_t g = 0; g < today->world->problem->n_loads; g++, item++) {
        add(item, prices->load[g]);
    }
    return KOPPEL_OK;
}

const struct koppel_price_told *koppel_price_log_slot(const struct koppel_price_log *log, int32_t slot, int32_t step)
{
    for (int32_t k = 0; k < log->n_items; k++) {
        if (log->items[k].step == step && log->items[k].kind == KOPPEL_PRICED_SLOT && log->items[k].item == slot) {
            return &log->items[k];
        }
    }
    return NULL;
}

void koppel_price_log_free(struct koppel_price_log *log)
{
    free(log->items);
    *log = (struct koppel_price_log){0};
}
