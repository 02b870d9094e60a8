// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* auction.c - forward and reverse bids over a core of pairs (see auction.h). */
#include "engine/bound/auction.h"

#include "base/arena.h"

#include <string.h>

/* Pairs and places that one settlement may look at for each agent on average; bids between two looks at the clock. */
enum { WEIGHED_PER_AGENT = 30000, WATCH_EVERY = 4096 };

/* Numbers the places of every slot class, at most as many as agents have a pair to it. */
static enum koppel_status count_places(struct koppel_auction *auction)
{
    const struct koppel_classes *classes = auction->lagrangian->classes;

    auction->place_first =
        koppel_arena_new(auction->core.arena, (size_t)classes->n_slot_classes + 1, sizeof *auction->place_first);
    if (koppel_arena_failed(auction->core.arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        for (int64_t k = classes->first[s]; k < classes->first[s + 1]; k++) {
            auction->place_first[koppel_slot_class_of(classes, s, k) + 1] += koppel_class_size(classes, s);
        }
    }
    for (int32_t k = 0; k < classes->n_slot_classes; k++) {
        int64_t n_open = auction->place_first[k + 1];

        auction->place_first[k + 1] =
            auction->place_first[k] + (n_open < classes->places[k] ? n_open : classes->places[k]);
    }
    auction->n_places = auction->place_first[classes->n_slot_classes];
    return KOPPEL_OK;
}

/* The slots of a class give their places one after another. */
static void name_places(struct koppel_auction *auction)
{
    const struct koppel_classes *classes = auction->lagrangian->classes;

    for (int32_t k = 0; k < classes->n_slot_classes; k++) {
        int64_t place = auction->place_first[k];

        for (int32_t m = classes->slot_first[k]; m < classes->slot_first[k + 1]; m++) {
            int32_t n = auction->lagrangian->problem->places[classes->slots[m]];

            for (; n > 0 && place < auction->place_first[k + 1]; n--, place++) {
                auction->holder[place] = KOPPEL_NONE;
                auction->slot_of_place[place] = classes->slots[m];
                auction->class_of_place[place] = k;
            }
        }
    }
}

enum koppel_status koppel_auction_start(struct koppel_auction *auction, struct koppel_lagrangian *lagrangian,
                                        const struct koppel_deadline *deadline, struct koppel_arena *arena)
{
    size_t n_agents = (size_t)lagrangian->problem->n_agents, n_places = 0;

    *auction = (struct koppel_auction){.lagrangian = lagrangian, .deadline = deadline};
    if (koppel_auction_core_start(&auction->core, lagrangian->classes, arena) != KOPPEL_OK ||
        count_places(auction) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    n_places = (size_t)auction->n_places;
    auction->place_price = koppel_arena_new(arena, n_places, sizeof *auction->place_price);
    auction->holder = koppel_arena_new(arena, n_places, sizeof *auction->holder);
    auction->slot_of_place = koppel_arena_new(arena, n_places, sizeof *auction->slot_of_place);
    auction->class_of_place = koppel_arena_new(arena, n_places, sizeof *auction->class_of_place);
    auction->is_free = koppel_arena_new(arena, (size_t)lagrangian->classes->n_slot_classes, 1);
    auction->held = koppel_arena_new(arena, n_agents, sizeof *auction->held);
    auction->place_of = koppel_arena_new(arena, n_agents, sizeof *auction->place_of);
    auction->pays = koppel_arena_new(arena, n_agents, sizeof *auction->pays);
    auction->free_places = koppel_arena_new(arena, n_places, sizeof *auction->free_places);
    auction->waiting = koppel_arena_new(arena, n_agents, sizeof *auction->waiting);
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    name_places(auction);
    for (size_t i = 0; i < n_agents; i++) {
        auction->place_of[i] = KOPPEL_NONE;
    }
    return KOPPEL_OK;
}

/* Costs of the core at the load prices. */
static void price_core(struct koppel_auction *auction)
{
    const struct koppel_lagrangian *lagrangian = auction->lagrangian;
    const struct koppel_auction_core *core = &auction->core;
    int32_t n_classes = lagrangian->classes->n_agent_classes;
    int64_t least = INT64_MAX, most = INT64_MIN;

    koppel_lagrangian_charge(auction->lagrangian);
    for (int32_t s = 0; s < n_classes; s++) {
        for (int64_t c = core->first[s]; c < core->first[s + 1]; c++) {
            int32_t k = core->slot[c];

            auction->cost[c] = core->base[c] + koppel_lagrangian_charged(lagrangian, s, k) - lagrangian->slot_price[k];
            least = auction->cost[c] < least ? auction->cost[c] : least;
            most = auction->cost[c] > most ? auction->cost[c] : most;
        }
    }
    auction->spread = least <= most ? most - least : 0;
}

enum koppel_status koppel_auction_list_core(struct koppel_auction *auction)
{
    const struct koppel_lagrangian *lagrangian = auction->lagrangian;
    enum koppel_status status = KOPPEL_OK;

    memset(auction->is_free, 0, (size_t)lagrangian->classes->n_slot_classes);
    for (int64_t p = 0; p < auction->n_places; p++) {
        auction->is_free[auction->class_of_place[p]] |= auction->holder[p] == KOPPEL_NONE;
    }
    for (int32_t i = 0; i < lagrangian->problem->n_agents; i++) {
        int64_t place = auction->place_of[i];

        auction->held[i] = place != KOPPEL_NONE ? auction->class_of_place[place] : KOPPEL_NONE;
    }
    koppel_lagrangian_charge(auction->lagrangian);
    status = koppel_auction_core_list(&auction->core, lagrangian, auction->is_free, auction->held);
    if (status == KOPPEL_OK) {
        status =
            koppel_arena_grow(auction->core.arena, (void **)&auction->cost, &auction->cost_capacity,
                              (size_t)auction->core.first[lagrangian->classes->n_agent_classes], sizeof *auction->cost);
    }
    if (status == KOPPEL_OK) {
        price_core(auction);
    }
    return status;
}

/* The price of a slot class is that of its cheapest place. */
static void price_class(struct koppel_auction *auction, int32_t k)
{
    int64_t least = INT64_MAX;

    for (int64_t p = auction->place_first[k]; p < auction->place_first[k + 1]; p++) {
        least = auction->place_price[p] < least ? auction->place_price[p] : least;
    }
    auction->lagrangian->slot_price[k] = least;
}

static void leave_place(struct koppel_auction *auction, int32_t agent)
{
    if (auction->place_of[agent] != KOPPEL_NONE) {
        auction->holder[auction->place_of[agent]] = KOPPEL_NONE;
        auction->place_of[agent] = KOPPEL_NONE;
    }
}

/* The cheapest option of an agent and the cost of the second: another pair, another place of the class, or to be left
 * out. */
struct ways {
    int64_t core; /* row of the core; KOPPEL_NONE: to be left out */
    int64_t place;
    int64_t cost;
    int64_t second; /* INT64_MAX: there is none */
};

static struct ways best_ways(struct koppel_auction *auction, int32_t agent)
{
    int32_t s = auction->lagrangian->classes->class_of_agent[agent];
    const int64_t *price = auction->lagrangian->slot_price;
    int64_t out = auction->lagrangian->problem->must_place[agent] ? INT64_MAX : 0;
    struct ways ways = {.core = KOPPEL_NONE, .cost = out, .second = INT64_MAX};
    int32_t k = 0;

    for (int64_t c = auction->core.first[s]; c < auction->core.first[s + 1]; c++) {
        int64_t cost = auction->cost[c] + price[auction->core.slot[c]];

        if (cost < ways.cost) {
            ways.second = ways.cost;
            ways.cost = cost;
            ways.core = c;
        } else if (cost < ways.second) {
            ways.second = cost;
        }
    }
    auction->n_weighed += auction->core.first[s + 1] - auction->core.first[s];
    if (ways.core == KOPPEL_NONE) {
        return ways;
    }
    k = auction->core.slot[ways.core];
    ways.place = KOPPEL_NONE;
    for (int64_t p = auction->place_first[k]; p < auction->place_first[k + 1]; p++) {
        int64_t cost = auction->cost[ways.core] + auction->place_price[p];

        if (ways.place == KOPPEL_NONE && cost == ways.cost) {
            ways.place = p;
        } else if (cost < ways.second) {
            ways.second = cost;
        }
    }
    auction->n_weighed += auction->place_first[k + 1] - auction->place_first[k];
    return ways;
}

/* A forward bid: an agent takes its cheapest place. @return the agent that is put out, or KOPPEL_NONE */
static int32_t bid(struct koppel_auction *auction, int32_t agent)
{
    struct ways ways = best_ways(auction, agent);
    int64_t rise = 0;
    int32_t out = KOPPEL_NONE;

    auction->pays[agent] = 0;
    if (ways.core == KOPPEL_NONE) {
        auction->is_stuck = auction->lagrangian->problem->must_place[agent];
        return KOPPEL_NONE;
    }
    rise = (ways.second != INT64_MAX ? ways.second - ways.cost : auction->spread) + auction->raise;
    out = auction->holder[ways.place];
    if (out != KOPPEL_NONE) {
        leave_place(auction, out);
    }
    auction->place_price[ways.place] += rise;
    auction->is_stuck = auction->place_price[ways.place] > auction->lagrangian->most_slot_price / 2;
    auction->pays[agent] = ways.cost + rise;
    auction->place_of[agent] = ways.place;
    auction->holder[ways.place] = agent;
    price_class(auction, auction->core.slot[ways.core]);
    return out;
}

/* Puts out every agent whose place is more than epsilon above its best option. @return how many must bid */
static int32_t find_waiting(struct koppel_auction *auction)
{
    int32_t n = 0;

    for (int32_t i = auction->lagrangian->problem->n_agents - 1; i >= 0; i--) {
        int32_t s = auction->lagrangian->classes->class_of_agent[i];
        int64_t place = auction->place_of[i];
        int64_t least = auction->lagrangian->problem->must_place[i] ? INT64_MAX : 0;
        bool is_placed = place != KOPPEL_NONE;

        auction->pays[i] = 0;
        for (int64_t c = auction->core.first[s]; c < auction->core.first[s + 1]; c++) {
            int32_t k = auction->core.slot[c];
            int64_t cost = auction->cost[c] + auction->lagrangian->slot_price[k];

            least = cost < least ? cost : least;
            if (is_placed && k == auction->class_of_place[place]) {
                auction->pays[i] = auction->cost[c] + auction->place_price[place];
            }
        }
        if (is_placed ? auction->pays[i] - auction->raise > least
                      : least < 0 || auction->lagrangian->problem->must_place[i]) {
            leave_place(auction, i);
            auction->waiting[n++] = i;
        }
    }
    return n;
}

/* Agents bid until none waits. */
static void place_waiting(struct koppel_auction *auction)
{
    int32_t n = find_waiting(auction);
    int64_t most = (int64_t)WEIGHED_PER_AGENT * auction->lagrangian->problem->n_agents;

    auction->n_weighed = 0;
    for (int64_t n_bids = 1; n > 0 && !auction->is_stuck; n_bids++) {
        int32_t out = bid(auction, auction->waiting[n - 1]);

        n--;
        if (out != KOPPEL_NONE) {
            auction->waiting[n++] = out;
        }
        auction->is_stuck = auction->is_stuck || auction->n_weighed > most ||
                            (n_bids % WATCH_EVERY == 0 && koppel_deadline_expired(auction->deadline));
    }
    koppel_deadline_spend(auction->deadline, auction->n_weighed);
}

/* The most and second most that core agents would pay for a free place; below 0: there is none. */
struct demand {
    int32_t agent;
    int64_t most;
    int64_t next;
};

static struct demand find_demand(struct koppel_auction *auction, int32_t k)
{
    const struct koppel_classes *classes = auction->lagrangian->classes;
    struct demand demand = {KOPPEL_NONE, -1, -1};

    for (int64_t a = auction->core.asker_first[k]; a < auction->core.asker_first[k + 1]; a++) {
        int64_t cost = auction->cost[auction->core.asker_pair[a]];
        int32_t s = auction->core.asker_class[a];

        for (int32_t m = classes->agent_first[s]; m < classes->agent_first[s + 1]; m++) {
            int64_t would_pay = auction->pays[classes->agents[m]] - cost;

            if (would_pay > demand.most) {
                demand = (struct demand){classes->agents[m], would_pay, demand.most};
            } else if (would_pay > demand.next) {
                demand.next = would_pay;
            }
        }
        auction->n_weighed += koppel_class_size(classes, s);
    }
    return demand;
}

/* A reverse bid: a free place goes to the agent that would pay most for it, at the second price less epsilon, or its
 * price falls to 0 when nobody would gain epsilon. Without a second one in the core it takes the first, for agents
 * outside of the core may want the place, too. @return the place that the agent leaves, or KOPPEL_NONE */
static int64_t give_place(struct koppel_auction *auction, int64_t place)
{
    int32_t k = auction->class_of_place[place];
    struct demand demand = find_demand(auction, k);
    int64_t price = (demand.next >= 0 ? demand.next : demand.most) - auction->raise, left = KOPPEL_NONE;

    auction->place_price[place] = 0;
    if (demand.most > auction->raise) {
        left = auction->place_of[demand.agent];
        leave_place(auction, demand.agent);
        auction->place_price[place] = price > 0 ? price : 0;
        auction->pays[demand.agent] -= demand.most - auction->place_price[place];
        auction->place_of[demand.agent] = place;
        auction->holder[place] = demand.agent;
    }
    price_class(auction, k);
    return left;
}

/* Reverse bids for all free places whose price is above 0, until epsilon-complementary slackness holds for them. */
static void give_free_places(struct koppel_auction *auction)
{
    int64_t most = (int64_t)WEIGHED_PER_AGENT * auction->lagrangian->problem->n_agents;
    int64_t n = 0;

    auction->n_weighed = 0;
    for (int64_t p = 0; p < auction->n_places; p++) {
        if (auction->holder[p] == KOPPEL_NONE && auction->place_price[p] > 0) {
            auction->free_places[n++] = p;
        }
    }
    for (int64_t n_given = 1; n > 0 && !auction->is_stuck; n_given++) {
        int64_t left = give_place(auction, auction->free_places[--n]);

        if (left != KOPPEL_NONE && auction->place_price[left] > 0) {
            auction->free_places[n++] = left;
        }
        auction->is_stuck =
            auction->n_weighed > most || (n_given % WATCH_EVERY == 0 && koppel_deadline_expired(auction->deadline));
    }
    koppel_deadline_spend(auction->deadline, auction->n_weighed);
}

void koppel_auction_settle(struct koppel_auction *auction)
{
    price_core(auction);
    if (!auction->is_stuck) {
        place_waiting(auction);
    }
    if (!auction->is_stuck) {
        give_free_places(auction);
    }
}

void koppel_auction_assignment(const struct koppel_auction *auction, int32_t *slot_of)
{
    for (int32_t i = 0; i < auction->lagrangian->problem->n_agents; i++) {
        slot_of[i] = auction->place_of[i] != KOPPEL_NONE ? auction->slot_of_place[auction->place_of[i]] : KOPPEL_NONE;
    }
}
