// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* look_ahead.c - the problem of the day with prices on what tomorrow may bring.
 *
 * METHOD  With v, u, pi the means over the imagined futures of the prices in future_prices.h, an offer ij of today
 *
 *     gains   b_ij = - c_ij - sum_g pi_g a_ij,g                      c_ij: koppel_world_blended
 *     loses   v_j - u_i - b_ij >= 0                                   what tomorrow could make of j and i apart
 *
 *   and the day is solved for the least sum of v_j - u_i - (1 + patience) b_ij: an offer is made when it loses no more
 *   than that share of what it gains. A home that is gone tomorrow has v_j = 0.
 *   Then, unless the options say otherwise, what was held goes to agents past their term: of them and the slots that are
 *   left, the problem in which every offer is worth making, the one that loses least most of all. Prices choose who gets
 *   what of everybody; a held slot alone gives way.
 *
 *   Prices of a problem with everything there understate what several offers together take from tomorrow. So tomorrow is
 *   priced again without what the choice gives out, and the next choice is made by the mean of all prices so far (each of
 *   them bounds what tomorrow costs after any choice: cuts of the L-shaped method, of which the mean is taken instead of a
 *   master problem); at most MOST_CHOICES times, or until a choice comes back. Of all, the one is made that costs least
 *   today and, on average, tomorrow. Told the true course for its only future (foresight), and free to hold, it is as good
 *   as hindsight within 0.3 per cent.
 * DIFFERS  Ahani and others place everybody on the day of arrival, so that capacities alone have prices; here households
 *   wait as well, and a home may be held for a better one of either side.
 * COMPLEXITY  For every choice a solved problem of the days ahead for every future, and one or two of the day.
 * SOURCE  policies.h; docs/time.md; Van Slyke, Wets, L-shaped linear programs with applications to optimal control and
 *   stochastic programming, SIAM Journal on Applied Mathematics 17(4), 1969
 */
#include "simulate/future_prices.h"
#include "simulate/policies.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CHOICES = 3 }; /* that are priced on a day */

/* ---- The prices of the day: means over the futures ------------------------------------------------------------- */

static enum koppel_status start_prices(struct koppel_future_prices *prices, int32_t n_agents, int32_t n_slots,
                                       int32_t n_loads)
{
    prices->slot = koppel_arena_new(&prices->arena, (size_t)n_slots, sizeof *prices->slot);
    prices->agent = koppel_arena_new(&prices->arena, (size_t)n_agents, sizeof *prices->agent);
    prices->load = koppel_arena_new(&prices->arena, (size_t)n_loads, sizeof *prices->load);
    return koppel_arena_status(&prices->arena);
}

static void add_each(int64_t *sum, const int64_t *more, int32_t n)
{
    for (int32_t k = 0; k < n; k++) {
        sum[k] += more[k];
    }
}

static void divide_each(int64_t *sum, int32_t n, int32_t by)
{
    for (int32_t k = 0; k < n; k++) {
        sum[k] /= by;
    }
}

static void add_prices(struct koppel_future_prices *sum, const struct koppel_future_prices *more,
                       const struct koppel_policy_run *run, const struct koppel_part *today)
{
    add_each(sum->slot, more->slot, today->slots.n_items);
    add_each(sum->agent, more->agent, today->agents.n_items);
    add_each(sum->load, more->load, run->world->problem->n_loads);
}

static void divide_prices(struct koppel_future_prices *sum, const struct koppel_policy_run *run,
                          const struct koppel_part *today, int32_t by)
{
    divide_each(sum->slot, today->slots.n_items, by);
    divide_each(sum->agent, today->agents.n_items, by);
    divide_each(sum->load, run->world->problem->n_loads, by);
}

/* @param given  as for koppel_future_prices_find */
static enum koppel_status average(const struct koppel_policy_run *run, const struct koppel_part *today,
                                  const int32_t *given, struct koppel_future_prices *mean)
{
    enum koppel_status status =
        start_prices(mean, today->agents.n_items, today->slots.n_items, run->world->problem->n_loads);

    for (int32_t k = 1; k <= run->n_futures && status == KOPPEL_OK; k++) {
        struct koppel_future_prices prices = {0};

        status = koppel_future_prices_find(&prices, run, today, given, k);
        if (status == KOPPEL_OK) {
            add_prices(mean, &prices, run, today);
            mean->cost += prices.cost / run->n_futures;
        }
        if (status == KOPPEL_OK && run->prices != NULL && given == NULL) {
            status = koppel_price_log_add(run->prices, today, &prices);
        }
        koppel_future_prices_free(&prices);
    }
    if (status == KOPPEL_OK) {
        divide_prices(mean, run, today, run->n_futures);
    }
    return status;
}

/* ---- The problem of the day by these prices --------------------------------------------------------------------- */

/* What the pairs of an agent cost; where each is to be worth making, the one that loses most by the least. */
static void price_agent(const struct koppel_policy_run *run, const struct koppel_part *part,
                        const struct koppel_future_prices *prices, bool each_is_worth, int32_t i,
                        const struct koppel_problem *day, int64_t *costs)
{
    int64_t top = INT64_MIN;

    for (int64_t pair = day->first[i]; pair < day->first[i + 1]; pair++) {
        const int32_t j = koppel_pair_slot(day, i, pair);
        const int64_t gains = koppel_future_gain(prices, run->world, part->agents.row[i], part->slots.row[j]);
        const int64_t loses = prices->slot[j] - prices->agent[i] - gains;

        costs[pair] = loses - gains / 100 * run->patience_percent;
        top = costs[pair] > top ? costs[pair] : top;
    }
    for (int64_t pair = day->first[i]; pair < day->first[i + 1] && each_is_worth; pair++) {
        costs[pair] -= top + 1;
    }
}

/* The problem with these costs alone: what loads cost is in the prices. */
static enum koppel_status price_day(const struct koppel_policy_run *run, const struct koppel_part *part,
                                    const struct koppel_future_prices *prices, bool each_is_worth,
                                    struct koppel_problem *day)
{
    struct koppel_tier priced = {.name = "priced", .scale = 1};

    priced.pair_cost = koppel_new((size_t)day->n_pairs, sizeof *priced.pair_cost);
    priced.terms = koppel_new(0, sizeof *priced.terms);
    for (int32_t i = 0; i < day->n_agents && priced.pair_cost != NULL; i++) {
        price_agent(run, part, prices, each_is_worth, i, day, priced.pair_cost);
    }
    return koppel_part_one_tier(day, &priced);
}

/* Places agents of a part by the prices. */
static enum koppel_status decide(const struct koppel_policy_run *run, const struct koppel_part *part,
                                 const struct koppel_future_prices *prices, bool each_is_worth, int32_t *slot_of)
{
    struct koppel_part_problem day = {0};
    struct koppel_solution solution = {0};
    enum koppel_status status = koppel_part_problem_make(&day, part);

    if (status == KOPPEL_OK && day.problem.n_pairs > 0 && day.problem.n_tiers > 0) {
        status = price_day(run, part, prices, each_is_worth, &day.problem);
        if (status == KOPPEL_OK) {
            status = koppel_engine_find(NULL)->solve(&day.problem, &run->options, &solution);
        }
    }
    if (status == KOPPEL_OK && solution.slot_of != NULL) {
        memcpy(slot_of, solution.slot_of, (size_t)part->agents.n_items * sizeof *slot_of);
    }
    koppel_solution_free(&solution);
    koppel_part_problem_free(&day);
    return status;
}

/* ---- Who is past the term ------------------------------------------------------------------------------------------ */

/* Those past their term who have nothing, and the slots that are left. */
struct left_over {
    struct koppel_arena arena;
    struct koppel_part part;
    struct koppel_future_prices prices; /* of the part */
    int32_t *free;                      /* slots of today: places that are left */
    int32_t *places;
    int64_t *loads;
    int32_t *agent, *slot; /* of the part: that of today */
    int32_t *agent_item, *slot_item;
    int32_t *choice; /* of the part */
};

static enum koppel_status start_left_over(struct left_over *left, const struct koppel_part *today)
{
    struct koppel_comers *all[] = {&left->part.agents, &left->part.slots};
    const int32_t sizes[] = {today->agents.n_items, today->slots.n_items};
    int32_t **numbers[] = {&left->agent, &left->slot};
    int32_t **items[] = {&left->agent_item, &left->slot_item};

    for (size_t k = 0; k < 2; k++) {
        all[k]->row = koppel_arena_new(&left->arena, (size_t)sizes[k], sizeof *all[k]->row);
        all[k]->first = koppel_arena_new(&left->arena, (size_t)sizes[k], sizeof *all[k]->first);
        all[k]->last = koppel_arena_new(&left->arena, (size_t)sizes[k], sizeof *all[k]->last);
        all[k]->grown = koppel_arena_new(&left->arena, (size_t)sizes[k], sizeof *all[k]->grown);
        *items[k] = koppel_arena_new(&left->arena, (size_t)sizes[k], sizeof **items[k]);
        *numbers[k] = koppel_arena_new(&left->arena, (size_t)sizes[k], sizeof **numbers[k]);
    }
    left->places = koppel_arena_new(&left->arena, (size_t)sizes[1], sizeof *left->places);
    left->free = koppel_arena_new(&left->arena, (size_t)sizes[1], sizeof *left->free);
    left->loads = koppel_arena_new(&left->arena, (size_t)today->world->problem->n_loads, sizeof *left->loads);
    left->choice = koppel_arena_new(&left->arena, (size_t)sizes[0], sizeof *left->choice);
    if (koppel_arena_failed(&left->arena)) {
        return KOPPEL_E_MEMORY;
    }
    return start_prices(&left->prices, sizes[0], sizes[1], today->world->problem->n_loads);
}

static void leave(struct koppel_comers *to, const struct koppel_comers *from, int32_t k, const int32_t *item_now,
                  int32_t *number, int32_t *item)
{
    to->row[to->n_items] = from->row[k];
    to->first[to->n_items] = from->first[k];
    to->last[to->n_items] = from->last[k];
    to->grown[to->n_items] = from->grown != NULL ? from->grown[k] : INT32_MAX;
    item[to->n_items] = item_now != NULL ? item_now[k] : k;
    number[to->n_items++] = k;
}

/* What is left after a choice. */
static void list_left_over(struct left_over *left, const struct koppel_part *today,
                           const struct koppel_future_prices *prices, const int32_t *slot_of)
{
    const struct koppel_world *world = today->world;

    left->part.world = world;
    left->part.step = today->step;
    left->part.first_half_year = today->first_half_year;
    left->part.last_half_year = today->last_half_year;
    left->part.places = left->places;
    left->part.loads = left->loads;
    left->part.agent_item = left->agent_item;
    left->part.slot_item = left->slot_item;
    left->part.refused = today->refused;
    left->part.n_refused = today->n_refused;
    memcpy(left->loads, today->loads, (size_t)world->problem->n_loads * sizeof *left->loads);
    memcpy(left->prices.load, prices->load, (size_t)world->problem->n_loads * sizeof *prices->load);
    memcpy(left->free, today->places, (size_t)today->slots.n_items * sizeof *left->free);
    for (int32_t i = 0; i < today->agents.n_items; i++) {
        if (slot_of[i] != KOPPEL_NONE) {
            left->free[slot_of[i]]--;
            koppel_add_to_loads(world->problem, today->agents.row[i], today->slots.row[slot_of[i]], 1, left->loads);
        } else if (today->step * world->every - today->agents.since[i] > world->term_days) {
            left->prices.agent[left->part.agents.n_items] = prices->agent[i];
            left->choice[left->part.agents.n_items] = KOPPEL_NONE;
            leave(&left->part.agents, &today->agents, i, today->agent_item, left->agent, left->agent_item);
        }
    }
    for (int32_t j = 0; j < today->slots.n_items; j++) {
        if (left->free[j] > 0) {
            left->places[left->part.slots.n_items] = left->free[j];
            left->prices.slot[left->part.slots.n_items] = prices->slot[j];
            leave(&left->part.slots, &today->slots, j, today->slot_item, left->slot, left->slot_item);
        }
    }
}

static enum koppel_status place_overdue(const struct koppel_policy_run *run, const struct koppel_part *today,
                                        const struct koppel_future_prices *prices, int32_t *slot_of)
{
    struct left_over left = {0};
    enum koppel_status status = start_left_over(&left, today);

    if (status == KOPPEL_OK) {
        list_left_over(&left, today, prices, slot_of);
        status = decide(run, &left.part, &left.prices, true, left.choice);
    }
    for (int32_t i = 0; i < left.part.agents.n_items && status == KOPPEL_OK; i++) {
        if (left.choice[i] != KOPPEL_NONE) {
            slot_of[left.agent[i]] = left.slot[left.choice[i]];
        }
    }
    koppel_future_prices_free(&left.prices);
    koppel_arena_free(&left.arena);
    return status;
}

/* ---- The choice of the day ------------------------------------------------------------------------------------------ */

/* What is chosen by some prices: slots of today of its agents. */
static enum koppel_status choose(const struct koppel_policy_run *run, const struct koppel_part *today,
                                 const struct koppel_future_prices *prices, int32_t *slot_of)
{
    enum koppel_status status = KOPPEL_OK;

    for (int32_t i = 0; i < today->agents.n_items; i++) {
        slot_of[i] = KOPPEL_NONE;
    }
    status = decide(run, today, prices, false, slot_of);
    return status == KOPPEL_OK && !run->holds_against_overdue ? place_overdue(run, today, prices, slot_of) : status;
}

/* What loads cost at the ends of half-years before tomorrow. */
static int64_t cost_until_tomorrow(const struct koppel_part *today, const int64_t *loads)
{
    const struct koppel_world *world = today->world;
    int64_t cost = 0;

    for (int32_t h = today->first_half_year; h < world->half_year_of_step[today->step + 1]; h++) {
        for (int32_t t = 0; t < world->problem->n_tiers; t++) {
            const struct koppel_tier *tier = &world->problem->tiers[t];

            for (size_t k = 0; k < tier->n_terms; k++) {
                struct koppel_term term = tier->terms[k];

                term.at = koppel_world_at(world, term.load, term.at, h);
                cost += world->by_half_year[term.load]
                            ? koppel_world_part_of_blend(world, t, koppel_cost_of_term(&term, loads[term.load]))
                            : 0;
            }
        }
    }
    return cost;
}

/* What a choice costs today, and the mean of what tomorrow costs after it; what it gains counts patience_percent more. */
static int64_t cost_of_choice(const struct koppel_policy_run *run, const struct koppel_part *today,
                              const struct koppel_future_prices *after, const int32_t *slot_of, int64_t *loads)
{
    const struct koppel_problem *problem = run->world->problem;
    int64_t cost = after->cost;

    memcpy(loads, today->loads, (size_t)problem->n_loads * sizeof *loads);
    for (int32_t i = 0; i < today->agents.n_items; i++) {
        if (slot_of[i] != KOPPEL_NONE) {
            const int32_t agent = today->agents.row[i];
            const int32_t slot = today->slots.row[slot_of[i]];

            koppel_add_to_loads(problem, agent, slot, 1, loads);
            cost +=
                KOPPEL_PRICE_SCALE * koppel_world_blended(run->world, agent, koppel_problem_pair(problem, agent, slot));
            cost -= koppel_future_gain(after, run->world, agent, slot) / 100 * run->patience_percent;
        }
    }
    return cost + KOPPEL_PRICE_SCALE * cost_until_tomorrow(today, loads);
}

/* Choices of the day, priced again and again. */
struct search {
    const struct koppel_policy_run *run;
    const struct koppel_part *today;
    struct koppel_arena arena;
    struct koppel_future_prices sum, mean; /* of all prices so far, and their mean */
    int32_t n_prices;
    int32_t *choice; /* agents of today: the one at hand */
    int64_t *loads;
    int64_t best_cost;
};

static enum koppel_status start_search(struct search *search)
{
    const int32_t n_agents = search->today->agents.n_items;
    const int32_t n_slots = search->today->slots.n_items;
    const int32_t n_loads = search->run->world->problem->n_loads;

    search->choice = koppel_arena_new(&search->arena, (size_t)n_agents, sizeof *search->choice);
    search->loads = koppel_arena_new(&search->arena, (size_t)n_loads, sizeof *search->loads);
    if (koppel_arena_failed(&search->arena) || start_prices(&search->sum, n_agents, n_slots, n_loads) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    return start_prices(&search->mean, n_agents, n_slots, n_loads);
}

/* Prices tomorrow after the choice at hand (none: as it is), and chooses by the mean of all prices.
 * @param best  the best choice so far (in, out) */
static enum koppel_status price_and_choose(struct search *search, bool has_choice, int32_t *best)
{
    const struct koppel_policy_run *run = search->run;
    const struct koppel_part *today = search->today;
    const size_t size = (size_t)today->agents.n_items * sizeof *best;
    struct koppel_future_prices prices = {0};
    enum koppel_status status = average(run, today, has_choice ? search->choice : NULL, &prices);

    if (status == KOPPEL_OK && has_choice) {
        const int64_t cost = cost_of_choice(run, today, &prices, search->choice, search->loads);

        if (search->n_prices == 1 || cost < search->best_cost) {
            search->best_cost = cost;
            memcpy(best, search->choice, size);
        }
    }
    if (status == KOPPEL_OK) {
        add_prices(&search->sum, &prices, run, today);
        search->n_prices++;
        memcpy(search->mean.slot, search->sum.slot, (size_t)today->slots.n_items * sizeof *search->mean.slot);
        memcpy(search->mean.agent, search->sum.agent, (size_t)today->agents.n_items * sizeof *search->mean.agent);
        memcpy(search->mean.load, search->sum.load, (size_t)run->world->problem->n_loads * sizeof *search->mean.load);
        divide_prices(&search->mean, run, today, search->n_prices);
        status = choose(run, today, &search->mean, search->choice);
    }
    koppel_future_prices_free(&prices);
    return status;
}

enum koppel_status koppel_look_ahead_decide(const struct koppel_policy_run *run, const struct koppel_part *today,
                                            int32_t *slot_of)
{
    struct search search = {.run = run, .today = today};
    const size_t size = (size_t)today->agents.n_items * sizeof *slot_of;
    enum koppel_status status = KOPPEL_OK;

    if (today->step + 1 >= run->world->n_steps) {
        return koppel_myopic_decide(run, today, slot_of); /* there is no tomorrow */
    }
    status = start_search(&search);
    if (status == KOPPEL_OK) {
        status = price_and_choose(&search, false, slot_of);
    }
    for (int k = 0; k < MOST_CHOICES && status == KOPPEL_OK; k++) {
        if (k > 0 && memcmp(search.choice, slot_of, size) == 0) {
            break; /* it would be priced as before */
        }
        status = price_and_choose(&search, true, slot_of);
    }
    koppel_future_prices_free(&search.sum);
    koppel_future_prices_free(&search.mean);
    koppel_arena_free(&search.arena);
    return status;
}
