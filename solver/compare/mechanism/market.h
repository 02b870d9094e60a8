// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* market.h - who may be offered which home, and what each side prefers: what the procedures of this room work on.
 *
 * SETS         households i, units j with places, suitable pairs (i,j) that no recorded decision settles
 * HOUSEHOLDS   prefer the home that fits better (s_ij of the policy); among equals the home that stands first in the
 *              table. Any home that suits is better than none
 * CORPORATIONS what they prefer is said by each procedure that asks for it (stable.h)
 *
 * Recorded decisions come first everywhere: a household that a decision keeps in a home has it, and its place is gone.
 */
#ifndef KOPPEL_COMPARE_MECHANISM_MARKET_H
#define KOPPEL_COMPARE_MECHANISM_MARKET_H

#include "model/suitability.h"
#include "problem/problem.h"

/** Zero-initialise; koppel_market_free releases everything. */
struct koppel_market {
    struct koppel_problem open;         /* agents, slots, places and pairs that are still open, without loads and tiers;
                                           no list is shared, so open.slot[p] is the slot of pair p */
    int64_t *score;                     /* open.n_pairs: s_ij in micro-points, 0 .. 10^9 */
    int32_t *spare_rooms;               /* open.n_pairs: rooms that would stay empty */
    int64_t *waits_since;               /* n_agents: day of linking; INT64_MAX: not known, so behind all others */
    int64_t *free_from;                 /* n_slots: day on which the home is free; INT64_MIN: now */
    int64_t *urgency;                   /* n_agents: u_i */
    int64_t *persons;                   /* n_agents: persons that count for the target */
    int32_t *kept;                      /* n_agents: unit in which a decision keeps the household, or KOPPEL_NONE */
    const struct koppel_problem *whole; /* with the loads, for procedures that look at them; borrowed */
};

/**
 * Makes the market of a case.
 * @param whole  the problem of the same case (koppel_formulation_make); borrowed, as long as the market lives
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the market is then empty). O(pairs)
 */
enum koppel_status koppel_market_make(struct koppel_market *market, const struct koppel_suitability *fit,
                                      const struct koppel_problem *whole);

/** True when the household prefers pair p to pair q; both are open pairs of its own. */
bool koppel_market_prefers(const struct koppel_market *market, int64_t p, int64_t q);

void koppel_market_free(struct koppel_market *market);

#endif
