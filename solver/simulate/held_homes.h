// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* held_homes.h - which homes that are free today are worth holding, for whom, until when, and what that is worth.
 *
 * METHOD  Today is decided by look-ahead (look_ahead.c). A home that it leaves free though it suits somebody without an
 *   offer is held, unless the best such offer loses less than half a per cent of what it brings. Of the imagined futures, in so many it goes to a household that is still to come or waits already;
 *   of the best offer that could be made today, the mean over the futures of what it loses (with its standard error) and
 *   of what it gains. All of this rests on sampling: it is an estimate.
 * SOURCE  docs/time.md
 */
#ifndef KOPPEL_SIMULATE_HELD_HOMES_H
#define KOPPEL_SIMULATE_HELD_HOMES_H

#include "simulate/case_world.h"
#include "simulate/future_prices.h"

/** A home that is held; agents and slots by row of the world. */
struct koppel_held_home {
    int32_t slot;
    int32_t last_step;                   /* at which it can be given out */
    int32_t agent;                       /* who would best have it today */
    int32_t n_taken;                     /* futures in which somebody gets it later */
    int32_t least_persons, most_persons; /* of these */
    int32_t class_;                      /* of most of these; of equal ones the first */
    double days;                         /* until then, mean */
    double loses, loses_error,
        gains; /* of today's offer: points of koppel_world_blended, of one tier those of the tier */
};

/** Zero-initialise; koppel_held_homes_free releases everything. */
struct koppel_held_homes {
    struct koppel_arena arena;
    int32_t *slot_of; /* agents of the world that are here: what look-ahead offers today, or KOPPEL_NONE */
    struct koppel_held_home *items; /* n_items, by slot */
    int32_t n_items;
};

/**
 * @param run  options, futures, patience and seed; path and policy are not looked at
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or the fault of an engine
 */
enum koppel_status koppel_held_homes_find(struct koppel_held_homes *held, const struct koppel_case_world *made,
                                          const struct koppel_policy_run *run);

void koppel_held_homes_free(struct koppel_held_homes *held);

#endif
