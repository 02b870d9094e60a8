// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* objective_cut.h - an objective cut, as a load: what the cost of some slots can be in tiers that are held.
 *
 * METHOD  A row that holds a tier at its optimum keeps a relaxation from paying more, not from gaining persons by
 *   splitting households. What is known of whole assignments is told to it by one more load. With
 *
 *     cost = sum over agents i placed in the slots of
 *                (sum_t w_t agent_cost_ti + extra_i + sum over given g of price_g a_ijg)
 *          + sum over the other loads g of the slots of sum_t w_t F_tg(L_g)
 *
 *   and the chord F_g(L) <= F_g(lo_g) + sigma_g (L - lo_g) between the limits of a load (F is convex), cost >= least
 *   implies that a sum over the pairs of the slots keeps a limit. Where F is linear between the limits, so does cost <=
 *   most.
 * COMPLEXITY  O(pairs * entries of a slot + slots * MOST_MEASURES * entries of a slot).
 * SOURCE  own: a bound that was proven in whole numbers is worth more to later tiers than their relaxation can find
 *   again; written as a load, docs/model.md (4), every step knows it.
 */
#ifndef KOPPEL_ENGINE_BOUND_OBJECTIVE_CUT_H
#define KOPPEL_ENGINE_BOUND_OBJECTIVE_CUT_H

#include "base/exact.h"
#include "problem/problem.h"

struct koppel_objective_cut {
    const struct koppel_tier *tiers;
    const int64_t *weight; /* n_tiers */
    int32_t n_tiers;
    const int64_t *extra;          /* n_agents; NULL: zeros */
    const unsigned char *has_slot; /* n_slots; NULL: all */
    const unsigned char *is_given; /* n_loads: loads with a multiplier instead of their costs; NULL: none */
    const int64_t *load_price;     /* n_loads */
    koppel_wide least;
    koppel_wide most; /* INT64_MAX: unknown */
};

/**
 * Adds the load, if every pair of the slots adds a cost of the same sign, no weighted tier has pair costs, and the
 * numbers fit.
 * @param[out] n_added  1 or 0
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the problem is then unchanged)
 */
enum koppel_status koppel_objective_cut_add(struct koppel_problem *problem, const struct koppel_objective_cut *cut,
                                            int32_t *n_added);

#endif
