// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* future_prices.h - what a place, an agent and a unit of each load are worth tomorrow, by one imagined future.
 *
 * METHOD  A future is drawn (course.h) behind what waits and is free today, and its whole problem from the next step on is
 *   solved, with all tiers as one (koppel_world_blended). Lagrangian multipliers (lagrangian_bound.h) price a slot that is
 *   kept until tomorrow (v_j) and a unit of every load (pi_g); an agent who waits is worth u_i <= 0, the least reduced cost of its pairs, or 0.
 *   What is given out today is no part of tomorrow; its prices are what it would bring there, which keeps all of them dual
 *   feasible: what tomorrow costs without these and those is never below `cost` + sum of the prices of what else is taken
 *   out. Where nothing is given yet and nothing is held against agents past their term, slots that these will take are no
 *   part of tomorrow either.
 * SOURCE  Ahani and others 2023 (policies.h); docs/time.md
 */
#ifndef KOPPEL_SIMULATE_FUTURE_PRICES_H
#define KOPPEL_SIMULATE_FUTURE_PRICES_H

#include "simulate/history.h"

/** In units of koppel_world_blended, times KOPPEL_PRICE_SCALE. Zero-initialise; koppel_future_prices_free releases. */
struct koppel_future_prices {
    struct koppel_arena arena;
    int64_t *slot;  /* slots of today's part: v_j >= 0; 0 for those that are gone tomorrow */
    int64_t *agent; /* agents of today's part: u_i <= 0 */
    int64_t *load;  /* n_loads of the world: pi_g, over the half-years that are left */
    int32_t *taker; /* slots of today's part: row of the agent that has it in the solution, or KOPPEL_NONE */
    int32_t *taken; /* the step from which that one can have it */
    int64_t cost;   /* of tomorrow at best; where loads cost something or bind, a lower bound */
};

enum { KOPPEL_PRICE_SCALE = 1024 };

/** @param today   of a step that is not the last, in a problem with tiers
 * @param given   agents of today's part: the slot of it that is given to each today, or KOPPEL_NONE; NULL: not decided
 * @param future  number of the future, from 1. KOPPEL_OK, KOPPEL_E_MEMORY or the fault of an engine */
enum koppel_status koppel_future_prices_find(struct koppel_future_prices *prices, const struct koppel_policy_run *run,
                                             const struct koppel_part *today, const int32_t *given, int32_t future);

/** What an offer gains by these prices, b_ij of look_ahead.c, in the same units. Rows of the world. O(tiers * log pairs + entries) */
int64_t koppel_future_gain(const struct koppel_future_prices *prices, const struct koppel_world *world, int32_t agent,
                           int32_t slot);

void koppel_future_prices_free(struct koppel_future_prices *prices);

#endif
