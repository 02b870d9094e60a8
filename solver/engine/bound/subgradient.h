/* subgradient.h - good prices for a tier with more rows of agents and slots than a simplex can take.
 *
 * Lagrangian relaxation of the loads: for given prices of loads what is left is an assignment problem, which an auction
 * settles (auction.h). Then every load whose value is not the best one at its price has its price moved, up where it
 * holds more, down where it holds less, by a step of its own that grows while the direction stays and is halved when it
 * turns; and so have all prices together by what their loads hold too much in all. Settling again takes a moment, for
 * few agents move. The auction's raise starts coarse and gets finer, until all raises together are within what is close
 * enough; the prices prove their bound in whole numbers (lagrangian_bound.h), whatever became of the steps.
 *
 * Where limits are still broken then, the prices of such loads move one way only until all are kept, for a choice; the
 * bound is that of the prices before.
 *
 * SOURCE  Fisher, The Lagrangian relaxation method for solving integer programming problems, Management Science 27(1),
 * 1981; steps: Riedmiller, Braun, A direct adaptive method for faster backpropagation learning: the RPROP algorithm,
 * 1993.
 */
#ifndef KOPPEL_ENGINE_BOUND_SUBGRADIENT_H
#define KOPPEL_ENGINE_BOUND_SUBGRADIENT_H

#include "base/deadline.h"
#include "engine/bound/lagrangian_bound.h"

struct koppel_subgradient {
    struct koppel_lagrangian
        *lagrangian; /* in: prices of 0, limits of loads finite; out: the last prices, with their bound */
    const struct koppel_deadline *deadline;
    double close_enough; /* what the raises of all agents may add up to, in units of cost */
    int32_t *slot_of;    /* n_agents (out): the cheapest choice met that keeps the limits; the caller's */
    int64_t cost;        /* (out) of that choice */
    bool has_incumbent;  /* (out) */
    bool has_prices;     /* (out) false: the auction got stuck at its first raise, and the bound may be far off */
};

/** True where prices are better found so than by column_generation.h: many rows and pairs, pairs with costs, no tier to be held.
 */
bool koppel_subgradient_suit(const struct koppel_lagrangian *lagrangian);

/**
 * Finds prices and perhaps a choice. The same everywhere, unless the watch expires.
 * @return KOPPEL_OK (also when it was stopped early) or KOPPEL_E_MEMORY
 * Time: a pass over all pairs of classes and some dozen settlements for every factor of 4 by which raises get finer.
 */
enum koppel_status koppel_subgradient_find(struct koppel_subgradient *search);

#endif
