/* auction.h - prices of places at which nearly nobody would rather have another, for given prices of loads.
 *
 * An agent without a place takes the one that costs it least, price included, and makes it dearer until its second way
 * is as good, and by one raise more; who held it looks for another. A free place that still has a price (the prices of
 * loads have changed since) goes to the agent that would pay most for it, at a raise less than that, or costs nothing
 * again. So a settled auction is within one raise for every agent:
 *
 *     r of its own place  <=  least r over the core (0 where it may be left out) + raise        free places cost 0
 *
 * and its prices prove a bound (lagrangian_bound.h) within agents * raise of the optimum without limits of loads. The core
 * (auction_core.h) is a few pairs of every agent; it is listed anew while prices change. What moves little between
 * two settlements costs little: prices and places are kept.
 *
 * SOURCE  Bertsekas, The auction algorithm: a distributed relaxation method for the assignment problem, Annals of
 * Operations Research 14, 1988; Bertsekas, Castanon, A forward/reverse auction algorithm for asymmetric assignment
 * problems, Computational Optimization and Applications 1, 1992.
 */
#ifndef KOPPEL_ENGINE_BOUND_AUCTION_H
#define KOPPEL_ENGINE_BOUND_AUCTION_H

#include "base/deadline.h"
#include "engine/bound/auction_core.h"

struct koppel_auction {
    struct koppel_lagrangian *lagrangian; /* load prices are the caller's, slot prices are set here */
    const struct koppel_deadline *deadline;
    int64_t raise;  /* least raise of a price, above 0; the caller's */
    int64_t spread; /* (out) largest less least cost of a core pair, prices of loads included */
    struct koppel_auction_core core;
    int64_t *cost; /* of core pairs at the prices of loads: reduced costs without the prices of slots */
    size_t cost_capacity;
    int64_t *place_first;   /* n_slot_classes + 1: places of a class, no more than agents ask for */
    int64_t *place_price;   /* n_places */
    int32_t *holder;        /* n_places: agent, KOPPEL_NONE = free */
    int32_t *slot_of_place; /* n_places */
    int32_t *class_of_place;
    unsigned char *is_free; /* n_slot_classes: had a free place when the core was listed */
    int32_t *held;          /* n_agents: slot class of its place, then */
    int64_t *place_of;      /* n_agents: KOPPEL_NONE = left out */
    int64_t *pays;          /* n_agents: reduced cost of its place, 0 = left out */
    int64_t *free_places;
    int32_t *waiting; /* n_agents */
    int64_t n_places;
    int64_t n_weighed; /* of this settlement: core pairs and places looked at */
    bool is_stuck;     /* (out) time is up, or the core has too few places for agents that must have one */
};

/** Sets up places, free and at price 0. KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). O(pairs) */
enum koppel_status koppel_auction_start(struct koppel_auction *auction, struct koppel_lagrangian *lagrangian,
                                        const struct koppel_deadline *deadline);

/** Lists the cheapest pairs of every agent class at the prices, and those of the places held. O(pairs of classes)
 * @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_auction_list_core(struct koppel_auction *auction);

/** Lets agents bid until all is settled at the prices of loads and the raise, unless the auction gets stuck. */
void koppel_auction_settle(struct koppel_auction *auction);

/** Who stands where: slot_of (n_agents, out), KOPPEL_NONE = left out. */
void koppel_auction_assignment(const struct koppel_auction *auction, int32_t *slot_of);

/** Safe on a zeroed one. */
void koppel_auction_free(struct koppel_auction *auction);

#endif
