// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* subgradient.h - multipliers for a tier with more rows than a simplex can take: subgradient steps on the loads, an
 * epsilon-auction for the assignment that is left.
 *
 * METHOD  Lagrangian relaxation of the loads. The subproblem is an assignment, which auction.h settles. The subgradient
 *   of a load is its value less the value that is best at its multiplier; only its sign s_g counts:
 *
 *     step_g  becomes  5/4 step_g + 1  while s_g stays, 1/2 step_g when it turns, at most most_step
 *     pi_g    becomes  pi_g + s_g step_g, and 0 instead of across 0
 *
 *   The multipliers of all loads that hold too much (too little) move together as well, by the sign of the sum of their
 *   subgradients, once that has been the same ONE_WAY times: when all loads are full, agents that one multiplier sends
 *   away only fill another. Epsilon begins at 1 / FIRST_FRACTION of the spread of costs, and is divided by FINER after
 *   every SETTLEMENTS settlements, until agents * epsilon is within close_enough. Where limits are still broken then,
 *   the multipliers of such loads move one way only until all are kept: that gives an assignment; the bound is that of
 *   the multipliers before.
 * DIFFERS  A step size a load by the sign alone (Rprop), instead of one step along the subgradient that needs an
 *   estimate of the optimum (Held, Wolfe, Crowder 1974). No convergence is claimed: the bound is proven wherever the
 *   steps end.
 * COMPLEXITY  A pass over all pairs of classes and some dozen settlements for every factor FINER of epsilon.
 * SOURCE  Fisher, The Lagrangian relaxation method for solving integer programming problems, Management Science 27(1),
 *   1981; Riedmiller, Braun, A direct adaptive method for faster backpropagation learning: the RPROP algorithm, IEEE
 *   International Conference on Neural Networks, 1993; Bertsekas 1988 (auction.h) on scaling epsilon.
 */
#ifndef KOPPEL_ENGINE_BOUND_SUBGRADIENT_H
#define KOPPEL_ENGINE_BOUND_SUBGRADIENT_H

#include "base/deadline.h"
#include "engine/bound/lagrangian_bound.h"

struct koppel_subgradient {
    struct koppel_lagrangian
        *lagrangian; /* in: multipliers of 0, limits of loads finite; out: the last ones, with their bound */
    const struct koppel_deadline *deadline;
    double close_enough; /* what agents * epsilon may come to, in units of cost */
    int32_t *slot_of;    /* n_agents (out): the cheapest feasible assignment met; the caller's */
    int64_t cost;        /* (out) of that assignment */
    bool has_incumbent;  /* (out) */
    bool has_prices;     /* (out) false: the auction was given up at its first epsilon; the bound may be far off */
};

/** True where multipliers are found sooner so than by column_generation.h: many rows and pairs, pairs with costs, no
 * tier to be held. */
bool koppel_subgradient_suit(const struct koppel_lagrangian *lagrangian);

/**
 * Finds multipliers and perhaps a feasible assignment. Deterministic unless the deadline passes.
 * @return KOPPEL_OK (also when it was stopped early) or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_subgradient_find(struct koppel_subgradient *search);

#endif
