// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* queue.h - waiting lists: one home after another goes to the first in the queue, or one household after another takes
 * the best home that is left (serial dictatorship).
 *
 * The procedures differ in the order of the queue and in what may be taken. The lists by day of linking and by urgency
 * are how homes are given out where nobody plans ahead.
 *
 * SOURCE  random serial dictatorship: Abdulkadiroglu and Sonmez, Econometrica 66(3), 1998.
 */
#ifndef KOPPEL_COMPARE_MECHANISM_QUEUE_H
#define KOPPEL_COMPARE_MECHANISM_QUEUE_H

#include "compare/mechanism/market.h"

/** order: n_agents rows, in which the households come. KOPPEL_OK or KOPPEL_E_MEMORY. */
enum koppel_status koppel_queue_by_link_date(const struct koppel_market *market,
                                             int32_t *order); /* longest linked first */
enum koppel_status koppel_queue_by_urgency(const struct koppel_market *market,
                                           int32_t *order); /* then longest linked */

/** A permutation drawn with equal chances; *state (any number) moves on, so that the next draw is another one. */
void koppel_queue_by_lot(const struct koppel_market *market, uint64_t *state, int32_t *order);

/**
 * One offer at a time, as it is done today: homes in the order in which they come free (then of the table), each place
 * to the first of the queue that it suits and that has none yet; nobody chooses.
 * @param[out] unit_of n_agents entries; unit or KOPPEL_NONE
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs log pairs)
 */
enum koppel_status koppel_queue_offer(const struct koppel_market *market, const int32_t *order, int32_t *unit_of);

/**
 * Lets the households take their best home in this order.
 * @param heed_limits  a home that would lift a load of market->whole above its limit is not offered: the check of caps
 * @param[out] unit_of n_agents entries; unit or KOPPEL_NONE
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs * loads of a unit)
 *
 * Without heed_limits no household can get a better home unless another gets a worse one (Pareto-efficient).
 */
enum koppel_status koppel_queue_serve(const struct koppel_market *market, const int32_t *order, bool heed_limits,
                                      int32_t *unit_of);

#endif
