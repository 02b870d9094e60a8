/* look_ahead.c - the problem of the day with prices on what tomorrow may bring.
 *
 * METHOD  With v, u, pi the means over the imagined futures of the prices in future_prices.h, an offer ij of today
 *
 *     gains   b_ij = - c_ij - sum_g pi_g a_ij,g                      c_ij: koppel_world_blended
 *     loses   v_j - u_i - b_ij >= 0                                   what tomorrow could make of j and i apart
 *
 *   and the day is solved for the least sum of v_j - u_i - (1 + patience) b_ij: an offer is made when it loses no more
 *   than that share of what it gains. A home that is gone tomorrow has v_j = 0.
 * DIFFERS  Ahani and others place everybody on the day of arrival, so that capacities alone have prices; here households
 *   wait as well, and a home may be held for a better one of either side.
 * COMPLEXITY  A solved problem of the days ahead for every future, and one of the day.
 * SOURCE  policies.h; docs/time.md
 */
#include "simulate/future_prices.h"
#include "simulate/policies.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Adds what one future says of every pair of the day. */
static void add_future(const struct koppel_policy_run *run, const struct koppel_part *today,
                       const struct koppel_future_prices *prices, const struct koppel_problem *day, int64_t *costs)
{
    for (int32_t i = 0; i < day->n_agents; i++) {
        const int32_t waited = today->step * run->world->every - today->agents.since[i];
        const bool may_wait = run->holds_against_overdue || waited <= run->world->term_days;

        for (int64_t pair = day->first[i]; pair < day->first[i + 1]; pair++) {
            const int32_t j = koppel_pair_slot(day, i, pair);
            const int64_t gains = koppel_future_gain(prices, run->world, today->agents.row[i], today->slots.row[j]);
            const int64_t share = gains / 100 * run->patience_percent;
            const int64_t loses = prices->slot[j] - prices->agent[i] - gains;

            costs[pair] += (may_wait || loses < 0 ? loses : 0) - share;
        }
    }
}

/* The problem of the day with these costs alone: what loads cost is in the prices. */
static enum koppel_status price_day(struct koppel_problem *day, const int64_t *costs, int32_t n_futures)
{
    struct koppel_tier priced = {.name = "priced", .scale = 1};

    priced.pair_cost = koppel_new((size_t)day->n_pairs, sizeof *priced.pair_cost);
    priced.terms = koppel_new(0, sizeof *priced.terms);
    for (int64_t pair = 0; pair < day->n_pairs && priced.pair_cost != NULL; pair++) {
        priced.pair_cost[pair] = costs[pair] / n_futures;
    }
    return koppel_part_one_tier(day, &priced);
}

static enum koppel_status sum_futures(const struct koppel_policy_run *run, const struct koppel_part *today,
                                      const struct koppel_problem *day, int64_t *costs)
{
    enum koppel_status status = KOPPEL_OK;

    for (int32_t k = 1; k <= run->n_futures && status == KOPPEL_OK; k++) {
        struct koppel_future_prices prices = {0};

        status = koppel_future_prices_find(&prices, run, today, k);
        if (status == KOPPEL_OK) {
            add_future(run, today, &prices, day, costs);
        }
        if (status == KOPPEL_OK && run->prices != NULL) {
            status = koppel_price_log_add(run->prices, today, &prices);
        }
        koppel_future_prices_free(&prices);
    }
    return status;
}

enum koppel_status koppel_look_ahead_decide(const struct koppel_policy_run *run, const struct koppel_part *today,
                                            int32_t *slot_of)
{
    struct koppel_part_problem day = {0};
    struct koppel_solution solution = {0};
    int64_t *costs = NULL;
    enum koppel_status status = KOPPEL_OK;

    if (today->step + 1 >= run->world->n_steps) {
        return koppel_myopic_decide(run, today, slot_of); /* there is no tomorrow */
    }
    status = koppel_part_problem_make(&day, today);
    if (status == KOPPEL_OK && day.problem.n_pairs > 0 && day.problem.n_tiers > 0) {
        costs = koppel_new((size_t)day.problem.n_pairs, sizeof *costs);
        status = costs != NULL ? sum_futures(run, today, &day.problem, costs) : KOPPEL_E_MEMORY;
        if (status == KOPPEL_OK) {
            status = price_day(&day.problem, costs, run->n_futures);
        }
        if (status == KOPPEL_OK) {
            status = koppel_engine_find(NULL)->solve(&day.problem, &run->options, &solution);
        }
    }
    if (status == KOPPEL_OK && solution.slot_of != NULL) {
        memcpy(slot_of, solution.slot_of, (size_t)today->agents.n_items * sizeof *slot_of);
    }
    free(costs);
    koppel_solution_free(&solution);
    koppel_part_problem_free(&day);
    return status;
}
