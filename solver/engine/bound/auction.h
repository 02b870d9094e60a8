// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* auction.h - epsilon-auction: slot prices at which every agent's slot is within epsilon of its best.
 *
 * METHOD  For given multipliers of the loads, what is left of a tier is an assignment problem. A forward/reverse
 *   auction solves its dual, one bid at a time:
 *
 *     forward   an agent without a place takes the place that is cheapest for it, and raises its price by what its
 *               second best costs more, and by epsilon; who held the place bids again
 *     reverse   a free place whose price is above 0 (the multipliers have moved) goes to the agent that would pay most
 *               for it, at what the next would pay less epsilon; or its price falls to 0
 *
 *   A settled auction has epsilon-complementary slackness over its core (auction_core.h):
 *
 *     r of the place held   <=  least r over the core (0 where the agent may be left out) + epsilon
 *     price of a free place  =  0
 *
 *   so its prices prove a bound (lagrangian_bound.h) within agents * epsilon of the optimum over the core without
 *   limits of loads.
 * DIFFERS  Prices and places are kept between settlements, so a small move of the multipliers costs few bids. A core of
 *   pairs bids, not all. Epsilon (`raise`) is the caller's: subgradient.h scales it down.
 * COMPLEXITY  Pseudo-polynomial in spread / epsilon at worst. A settlement that has looked at WEIGHED_PER_AGENT pairs
 *   an agent on average is given up (is_stuck).
 * SOURCE  Bertsekas, The auction algorithm: a distributed relaxation method for the assignment problem, Annals of
 *   Operations Research 14, 1988; Bertsekas, Castanon, A forward/reverse auction algorithm for asymmetric assignment
 *   problems, Computational Optimization and Applications 1, 1992.
 */
#ifndef KOPPEL_ENGINE_BOUND_AUCTION_H
#define KOPPEL_ENGINE_BOUND_AUCTION_H

#include "base/deadline.h"
#include "engine/bound/auction_core.h"

struct koppel_auction {
    struct koppel_lagrangian *lagrangian; /* load prices are the caller's; slot prices are set here */
    const struct koppel_deadline *deadline;
    int64_t raise;  /* epsilon, above 0; the caller's */
    int64_t spread; /* (out) largest less least cost of a core pair, prices of loads included */
    struct koppel_auction_core core;
    int64_t *cost; /* of core pairs at the load prices: reduced costs without slot prices */
    size_t cost_capacity;
    int64_t *place_first;   /* n_slot_classes + 1: places of a class, at most as many as have a pair to it */
    int64_t *place_price;   /* n_places */
    int32_t *holder;        /* n_places: agent, KOPPEL_NONE = free */
    int32_t *slot_of_place; /* n_places */
    int32_t *class_of_place;
    unsigned char *is_free; /* n_slot_classes: had a free place when the core was listed */
    int32_t *held;          /* n_agents: slot class of its place at that time */
    int64_t *place_of;      /* n_agents: KOPPEL_NONE = left out */
    int64_t *pays;          /* n_agents: reduced cost of its place, 0 = left out */
    int64_t *free_places;
    int32_t *waiting; /* n_agents */
    int64_t n_places;
    int64_t n_weighed; /* core pairs and places looked at in this settlement */
    bool is_stuck;     /* (out) given up: time, work, or too few places in the core for agents that must be placed */
};

/** Sets up all places, free and at price 0, in the arena. KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs) */
enum koppel_status koppel_auction_start(struct koppel_auction *auction, struct koppel_lagrangian *lagrangian,
                                        const struct koppel_deadline *deadline, struct koppel_arena *arena);

/**
 * Lists the core anew at the present prices. O(pairs of classes)
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_auction_list_core(struct koppel_auction *auction);

/** Bids until epsilon-complementary slackness holds at the load prices, or the auction is given up (is_stuck). */
void koppel_auction_settle(struct koppel_auction *auction);

/** The slot of every agent (n_agents, out); KOPPEL_NONE = left out. */
void koppel_auction_assignment(const struct koppel_auction *auction, int32_t *slot_of);

#endif
