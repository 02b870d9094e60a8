// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* subgradient.c - steps of load prices around an auction of places (see subgradient.h). */
#include "engine/bound/subgradient.h"

#include "base/arena.h"
#include "base/steps.h"
#include "engine/bound/auction.h"
#include "engine/bound/multipliers.h"

#include <string.h>

/* With fewer rows, or fewer pairs of classes, column generation by simplex is used instead. */
enum { MANY_ROWS = 10000, MANY_PAIRS = 5000000 };

/* Scaling of epsilon: it begins at spread / FIRST_FRACTION and is divided by FINER after SETTLEMENTS settlements. At
 * the first the core is listed FIRST_CORES times while prices come about. */
enum { FIRST_FRACTION = 64, FINER = 4, FIRST_CORES = 3, SETTLEMENTS = 20 };

/* A step is at most the first epsilon, and half of that for every finer one. Prices of one side move together by up to
 * TOGETHER times as much, once the sum of their subgradients has kept its sign ONE_WAY times. */
enum { TOGETHER = 8, ONE_WAY = 4 };

/* For a feasible assignment: settlements at most, of which given up, and epsilon as a fraction of the widest step. */
enum { MOST_REPAIRS = 200, MOST_STUCK = 6, STEP_OF_RAISES = 16 };

/* The step size of a price and the signs of its last subgradients. */
struct pace {
    int64_t step;
    int to;     /* sign of the last subgradient that was not 0 */
    int now;    /* sign of the present one; 0: the price stays */
    int n_same; /* times in a row that the sign stayed */
};

struct run {
    struct koppel_arena arena;
    struct koppel_subgradient *search;
    struct koppel_lagrangian *lagrangian;
    struct koppel_auction auction;
    int64_t *loads;            /* n_loads: values in the present assignment */
    int64_t *excess;           /* n_loads: subgradients, those values less the best ones at the prices */
    struct pace *pace;         /* n_loads */
    struct pace together[2];   /* of all loads that hold too little, too much */
    unsigned char *is_on_side; /* n_loads */
    int32_t *slot_of;
    struct koppel_multipliers kept; /* of the finest epsilon that was settled */
    int64_t most_step;
};

bool koppel_subgradient_suit(const struct koppel_lagrangian *lagrangian)
{
    const struct koppel_classes *classes = lagrangian->classes;

    return koppel_step_is_on(KOPPEL_STEP_SUBGRADIENT) &&
           (int64_t)classes->n_agent_classes + classes->n_slot_classes > MANY_ROWS && classes->n_pairs > MANY_PAIRS &&
           lagrangian->tier == 0 && koppel_tier_has_pair_costs(&lagrangian->problem->tiers[0]);
}

static enum koppel_status run_start(struct run *run)
{
    size_t n_loads = (size_t)run->lagrangian->problem->n_loads;

    run->loads = koppel_arena_new(&run->arena, n_loads, sizeof *run->loads);
    run->excess = koppel_arena_new(&run->arena, n_loads, sizeof *run->excess);
    run->pace = koppel_arena_new(&run->arena, n_loads, sizeof *run->pace);
    run->is_on_side = koppel_arena_new(&run->arena, n_loads, 1);
    run->slot_of = koppel_arena_new(&run->arena, (size_t)run->lagrangian->problem->n_agents, sizeof *run->slot_of);
    if (koppel_multipliers_start(&run->kept, run->lagrangian, &run->arena) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    return koppel_auction_start(&run->auction, run->lagrangian, run->search->deadline, &run->arena);
}

/* Settles, and keeps the assignment when it is feasible and the cheapest so far. @return whether it is feasible */
static bool settle(struct run *run)
{
    const struct koppel_problem *problem = run->lagrangian->problem;
    struct koppel_subgradient *search = run->search;
    bool ok = true;

    koppel_auction_settle(&run->auction);
    koppel_auction_assignment(&run->auction, run->slot_of);
    koppel_problem_loads(problem, run->slot_of, run->loads);
    for (int32_t g = 0; g < problem->n_loads; g++) {
        ok = ok && run->loads[g] >= problem->loads[g].lo && run->loads[g] <= problem->loads[g].hi;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        ok = ok && (run->slot_of[i] != KOPPEL_NONE || !problem->must_place[i]);
    }
    if (ok) {
        int64_t cost = koppel_problem_cost(problem, run->lagrangian->tier, run->slot_of, run->loads);

        if (!search->has_incumbent || cost < search->cost) {
            memcpy(search->slot_of, run->slot_of, (size_t)problem->n_agents * sizeof *search->slot_of);
            search->cost = cost;
            search->has_incumbent = true;
        }
    }
    return ok;
}

/* One-sided slopes of a load's terms at a value: what one unit less saves, and one more costs. */
static void find_slopes(const struct koppel_lagrangian *lagrangian, int32_t g, int64_t value, int64_t *less,
                        int64_t *more)
{
    *less = *more = 0;
    for (int64_t k = lagrangian->terms.first[g]; k < lagrangian->terms.first[g + 1]; k++) {
        const struct koppel_term *term = &lagrangian->terms.items[k].term;
        int64_t price = lagrangian->tier_price[lagrangian->terms.items[k].tier];

        *less += price * (value > term->at ? term->over : -term->under);
        *more += price * (value >= term->at ? term->over : -term->under);
    }
}

/* The subgradient of a load: its value less the best one at its price; 0 when it is a best one itself. */
static int64_t find_excess(const struct run *run, int32_t g)
{
    const struct koppel_load *load = &run->lagrangian->problem->loads[g];
    int64_t price = run->lagrangian->load_price[g], value = run->loads[g];
    int64_t less = 0, more = 0, at = 0;

    find_slopes(run->lagrangian, g, value, &less, &more);
    if (value >= load->lo && value <= load->hi && (price >= less || value == load->lo) &&
        (price <= more || value == load->hi)) {
        return 0;
    }
    koppel_lagrangian_load_least(run->lagrangian, g, &at);
    return value - at;
}

/* Rprop: a longer step while the sign of the subgradient stays, half of it when it turns. */
static void set_pace(struct pace *pace, int64_t excess, int64_t most)
{
    int to = (excess > 0) - (excess < 0);

    if (to != 0) {
        pace->step = to == pace->to ? pace->step + pace->step / 4 + 1 : (to == -pace->to ? pace->step / 2 : pace->step);
        pace->step = pace->step > most ? most : (pace->step < 1 ? 1 : pace->step);
    }
    pace->n_same = to != 0 && to == pace->to ? pace->n_same + 1 : 0;
    pace->now = to;
    pace->to = to != 0 ? to : pace->to;
}

/* Moves a price by its step; to 0 instead of across it. */
static void move_price(struct run *run, int32_t g, const struct pace *pace)
{
    int64_t most = run->lagrangian->most_load_price[g], before = run->lagrangian->load_price[g];
    int64_t price = before + pace->now * pace->step;

    price = (before > 0 && price < 0) || (before < 0 && price > 0) ? 0 : price;
    run->lagrangian->load_price[g] = price > most ? most : (price < -most ? -most : price);
}

/* Moves the prices of one side together by the sign of the sum of their subgradients: when all loads are full, agents
 * that one price sends away only fill another. */
static void move_side(struct run *run, int side)
{
    int32_t n_loads = run->lagrangian->problem->n_loads;
    struct pace *pace = &run->together[side > 0];
    int64_t sum = 0;

    for (int32_t g = 0; g < n_loads; g++) {
        run->is_on_side[g] = side * run->lagrangian->load_price[g] > 0 || side * run->excess[g] > 0;
        sum += run->is_on_side[g] ? run->excess[g] : 0;
    }
    set_pace(pace, sum, TOGETHER * run->most_step);
    for (int32_t g = 0; g < n_loads; g++) {
        if (run->is_on_side[g] && pace->n_same >= ONE_WAY) {
            move_price(run, g, pace);
        }
    }
}

/* New prices for the loads after a settlement. */
static void move_prices(struct run *run)
{
    int32_t n_loads = run->lagrangian->problem->n_loads;

    for (int32_t g = 0; g < n_loads; g++) {
        run->excess[g] = find_excess(run, g);
    }
    move_side(run, 1);
    move_side(run, -1);
    for (int32_t g = 0; g < n_loads; g++) {
        set_pace(&run->pace[g], run->excess[g], run->most_step);
        move_price(run, g, &run->pace[g]);
    }
}

/* One scale of epsilon: settlements with steps of the prices in between. */
static enum koppel_status refine(struct run *run)
{
    int32_t n_loads = run->lagrangian->problem->n_loads;
    enum koppel_status status = koppel_auction_list_core(&run->auction);

    for (int32_t g = 0; g < n_loads; g++) {
        run->pace[g] = (struct pace){.step = run->most_step / 4};
    }
    run->together[0] = run->together[1] = (struct pace){.step = run->most_step / 4};
    for (int n = 0; n < SETTLEMENTS && status == KOPPEL_OK && !run->auction.is_stuck; n++) {
        if (n > 0) {
            move_prices(run);
        }
        settle(run);
    }
    return status;
}

/* Moves the prices of loads with broken limits. @return the widest step */
static int64_t move_broken(struct run *run)
{
    const struct koppel_problem *problem = run->lagrangian->problem;
    int64_t widest = 0;

    for (int32_t g = 0; g < problem->n_loads; g++) {
        bool is_over = run->loads[g] > problem->loads[g].hi;

        if (is_over || run->loads[g] < problem->loads[g].lo) {
            set_pace(&run->pace[g], is_over ? 1 : -1, run->lagrangian->most_load_price[g]);
            move_price(run, g, &run->pace[g]);
            widest = run->pace[g].step > widest ? run->pace[g].step : widest;
        }
    }
    return widest;
}

/* A feasible assignment: prices of broken limits move one way only, by growing steps, until all limits are kept, if
 * agents can go elsewhere. Epsilon grows with the steps, for an auction with a fine epsilon takes long after them. */
static void meet_limits(struct run *run)
{
    struct koppel_auction *auction = &run->auction;
    int n_stuck = auction->is_stuck;

    for (int32_t g = 0; g < run->lagrangian->problem->n_loads; g++) {
        run->pace[g] = (struct pace){.step = run->most_step};
    }
    auction->is_stuck = false;
    for (int n = 0; n < MOST_REPAIRS && n_stuck < MOST_STUCK && !koppel_deadline_expired(run->search->deadline); n++) {
        int64_t raise = auction->raise;

        if (settle(run)) {
            return;
        }
        if (auction->is_stuck) {
            raise = raise < auction->spread ? raise * STEP_OF_RAISES : raise;
            n_stuck++;
        } else {
            raise = move_broken(run) / STEP_OF_RAISES;
        }
        auction->raise = raise > auction->raise ? raise : auction->raise;
        auction->is_stuck = false;
    }
}

/* The first epsilon and a core for it. The cheapest pairs at prices of 0 tell little, so the core is listed a few times
 * while prices come about. */
static enum koppel_status open_auction(struct run *run)
{
    enum koppel_status status = koppel_auction_list_core(&run->auction);

    run->most_step = run->auction.raise = run->auction.spread / FIRST_FRACTION + 1;
    for (int n = 0; n < FIRST_CORES && status == KOPPEL_OK && !run->auction.is_stuck; n++) {
        koppel_auction_settle(&run->auction);
        status = koppel_auction_list_core(&run->auction);
    }
    return status;
}

/* The finest epsilon: agents * epsilon is close enough. */
static int64_t last_raise(const struct koppel_subgradient *search)
{
    const struct koppel_lagrangian *lagrangian = search->lagrangian;
    double raise = search->close_enough * (double)lagrangian->scale / (lagrangian->problem->n_agents + 1);

    return raise > 1 && raise < 1e15 ? (int64_t)raise : 1;
}

enum koppel_status koppel_subgradient_find(struct koppel_subgradient *search)
{
    struct run run = {.search = search, .lagrangian = search->lagrangian};
    int64_t last = last_raise(search);
    enum koppel_status status = run_start(&run);

    search->has_incumbent = search->has_prices = false;
    if (status == KOPPEL_OK) {
        status = open_auction(&run);
    }
    while (status == KOPPEL_OK) {
        status = refine(&run);
        /* the prices of an auction that was given up prove less */
        if (status == KOPPEL_OK && (!run.auction.is_stuck || !search->has_prices)) {
            koppel_multipliers_save(&run.kept, run.lagrangian);
        }
        search->has_prices = search->has_prices || !run.auction.is_stuck;
        if (run.auction.raise <= last || run.auction.is_stuck) {
            break;
        }
        run.auction.raise = run.auction.raise / FINER > last ? run.auction.raise / FINER : last;
        run.most_step = run.most_step / 2 + 1;
    }
    if (status == KOPPEL_OK) {
        meet_limits(&run);
        koppel_multipliers_load(&run.kept, run.lagrangian);
    }
    koppel_arena_free(&run.arena);
    return status;
}
