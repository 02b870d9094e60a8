// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Bounds that keep loads whole, and what they rule out, against every choice of tiny problems; and trades that leave
 * loads as they are. */
#include "suite.h"

#include "engine/bound/knapsack_bound.h"
#include "engine/bound/reduced_cost_fixing.h"
#include "engine/heuristic/cyclic_exchange.h"
#include "problem/load_reach.h"
#include "random_problem.h"

#include <stdlib.h>
#include <string.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { MOST_TIERS = 4, MOST_LOADS = 8, MOST_AGENTS = 8 };

static const struct random_size tiny = {.agents = 5, .slots = 5, .loads = 4, .tiers = 3};

/* A problem with random prices for its last tier, the tiers before held at the costs of some choice. */
struct priced {
    struct koppel_problem problem;
    struct koppel_classes classes;
    struct koppel_lagrangian lagrangian;
    struct koppel_knapsacks knapsacks;
    int64_t *deviations;
    int64_t best[MOST_TIERS];
    int32_t slot_of[MOST_AGENTS];
    int32_t choice[MOST_AGENTS]; /* the best choice */
    bool has_incumbent;
    int64_t least;     /* of the last tier, while the others keep to best */
    koppel_wide slack; /* of that cost */
    int n_wrong;       /* choices that contradict the bound or what it rules out */
};

/* Costs of a choice that keeps every row. @return false when it does not */
static bool costs_of(const struct koppel_problem *problem, const int32_t *slot_of, int64_t *loads, int64_t *costs)
{
    bool ok = false;

    if (koppel_problem_feasible(problem, slot_of, &ok) != KOPPEL_OK || !ok) {
        return false;
    }
    koppel_problem_loads(problem, slot_of, loads);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        costs[t] = koppel_problem_cost(problem, t, slot_of, loads);
    }
    return true;
}

/* Every choice, given to `look`. */
static void try_all(struct priced *priced, int32_t agent,
                    void (*look)(struct priced *, const int64_t *, const int64_t *))
{
    const struct koppel_problem *problem = &priced->problem;
    int64_t loads[MOST_LOADS], costs[MOST_TIERS];

    if (agent == problem->n_agents) {
        if (costs_of(problem, priced->slot_of, loads, costs)) {
            look(priced, loads, costs);
        }
        return;
    }
    priced->slot_of[agent] = KOPPEL_NONE;
    try_all(priced, agent + 1, look);
    for (int64_t p = problem->first[agent]; p < problem->first[agent + 1]; p++) {
        priced->slot_of[agent] = problem->slot[p];
        try_all(priced, agent + 1, look);
    }
}

static void keep_best(struct priced *priced, const int64_t *loads, const int64_t *costs)
{
    int32_t last = priced->problem.n_tiers - 1, t = 0;

    (void)loads;
    while (t < last && costs[t] == priced->best[t]) {
        t++;
    }
    if (!priced->has_incumbent || costs[t] < priced->best[t]) {
        memcpy(priced->best, costs, (size_t)priced->problem.n_tiers * sizeof *costs);
        memcpy(priced->choice, priced->slot_of, (size_t)priced->problem.n_agents * sizeof *priced->choice);
        priced->has_incumbent = true;
        priced->least = costs[last];
    }
}

static int64_t deviation_of(const struct priced *priced, int32_t agent)
{
    const struct koppel_classes *classes = &priced->classes;
    int32_t s = classes->class_of_agent[agent];
    int64_t k = classes->first[s];

    while (koppel_slot_class_of(classes, s, k) != classes->class_of_slot[priced->slot_of[agent]]) {
        k++;
    }
    return priced->deviations[k];
}

static void check_choice(struct priced *priced, const int64_t *loads, const int64_t *costs)
{
    const struct koppel_lagrangian *lagrangian = &priced->knapsacks.lagrangian;
    int32_t last = priced->problem.n_tiers - 1;
    koppel_wide above = (koppel_wide)lagrangian->scale * costs[last] - lagrangian->bound;

    (void)loads;
    for (int32_t t = 0; t < last; t++) {
        if (costs[t] > priced->best[t]) {
            return;
        }
    }
    priced->n_wrong += above < 0;
    for (int32_t i = 0; i < priced->problem.n_agents; i++) {
        priced->n_wrong += priced->slot_of[i] != KOPPEL_NONE && deviation_of(priced, i) > above;
    }
}

/* A choice that costs no more than the best stays within narrowed rows; priced->problem is the narrowed one here. */
static void count_best(struct priced *priced, const int64_t *loads, const int64_t *costs)
{
    (void)loads;
    priced->n_wrong += memcmp(costs, priced->best, (size_t)priced->problem.n_tiers * sizeof *costs) == 0;
}

static struct koppel_problem free_problem(uint64_t seed)
{
    struct koppel_problem problem = random_problem(seed, tiny);

    memset(problem.state, KOPPEL_PAIR_FREE, (size_t)problem.n_pairs);
    CU_ASSERT_EQUAL_FATAL(koppel_problem_limit_loads(&problem), KOPPEL_OK);
    return problem;
}

static void set_prices(struct priced *priced, uint64_t seed)
{
    uint64_t state = seed * 77 + 5;

    for (int32_t g = 0; g < priced->problem.n_loads; g++) {
        koppel_lagrangian_load(&priced->lagrangian, g, (double)random_between(&state, -40, 40) / 8);
    }
    for (int32_t t = 0; t + 1 < priced->problem.n_tiers; t++) {
        koppel_lagrangian_hold(&priced->lagrangian, t, (double)random_between(&state, -2, 8) / 4);
    }
    for (int32_t k = 0; k < priced->classes.n_slot_classes; k++) {
        int64_t price = random_between(&state, -8, 8);

        priced->lagrangian.slot_price[k] =
            price > 0 ? koppel_lagrangian_round(&priced->lagrangian, (double)price / 2) : 0;
    }
    koppel_lagrangian_bound(&priced->lagrangian);
}

static bool priced_make(struct priced *priced, uint64_t seed)
{
    struct koppel_problem *problem = &priced->problem;

    *priced = (struct priced){.problem = free_problem(seed)};
    try_all(priced, 0, keep_best);
    if (!priced->has_incumbent) {
        return false;
    }
    CU_ASSERT_EQUAL_FATAL(koppel_classes_make(&priced->classes, problem, problem->n_tiers, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_lagrangian_make(&priced->lagrangian, problem, &priced->classes, problem->n_tiers - 1,
                                                 priced->best, &arena),
                          KOPPEL_OK);
    set_prices(priced, seed);
    CU_ASSERT_EQUAL_FATAL(koppel_knapsacks_make(&priced->knapsacks, &priced->lagrangian, &arena), KOPPEL_OK);
    koppel_knapsacks_bound(&priced->knapsacks);
    priced->deviations = calloc((size_t)priced->classes.n_pairs + 1, sizeof *priced->deviations);
    CU_ASSERT_PTR_NOT_NULL_FATAL(priced->deviations);
    koppel_knapsacks_price_amounts(&priced->knapsacks);
    for (int32_t s = 0; s < priced->classes.n_agent_classes; s++) {
        int64_t first = priced->classes.first[s], n = priced->classes.first[s + 1] - first;

        memcpy(priced->deviations + first, koppel_knapsacks_reduced_costs_of(&priced->knapsacks, s),
               (size_t)n * sizeof *priced->deviations);
    }
    priced->slack = (koppel_wide)priced->lagrangian.scale * priced->least - priced->knapsacks.lagrangian.bound;
    return true;
}

static void priced_free(struct priced *priced)
{
    koppel_arena_free(&arena);
    koppel_problem_free(&priced->problem);
    free(priced->deviations);
}

static uint64_t n_problems(void)
{
    return getenv("KOPPEL_LONG") != NULL ? 20000 : 1500;
}

static void test_no_choice_contradicts_the_bound(void)
{
    int n_own = 0, n_better = 0;

    for (uint64_t seed = 0; seed < n_problems(); seed++) {
        struct priced priced;

        if (priced_make(&priced, seed)) {
            try_all(&priced, 0, check_choice);
            CU_ASSERT_EQUAL(priced.n_wrong, 0);
            CU_ASSERT_TRUE(priced.knapsacks.lagrangian.bound >= priced.lagrangian.bound);
            n_own += priced.knapsacks.n_own > 0;
            n_better += priced.knapsacks.lagrangian.bound > priced.lagrangian.bound;
        }
        priced_free(&priced);
    }
    CU_ASSERT_TRUE(n_own > 300);
    CU_ASSERT_TRUE(n_better > 300);
}

static void test_narrowed_rows_keep_every_best_choice(void)
{
    int n_narrowed = 0;

    for (uint64_t seed = 0; seed < n_problems(); seed++) {
        struct priced priced;

        if (priced_make(&priced, seed)) {
            struct koppel_load before[MOST_LOADS];
            size_t size = (size_t)priced.problem.n_loads * sizeof *before;
            int n_before = 0;

            try_all(&priced, 0, count_best);
            n_before = priced.n_wrong;
            priced.n_wrong = 0;
            memcpy(before, priced.problem.loads, size);
            koppel_knapsacks_fix_rows(&priced.knapsacks, priced.slack, &priced.problem);
            n_narrowed += memcmp(before, priced.problem.loads, size) != 0;
            try_all(&priced, 0, count_best);
            CU_ASSERT_EQUAL(priced.n_wrong, n_before);
        }
        priced_free(&priced);
    }
    CU_ASSERT_TRUE(n_narrowed > 50);
}

/* From any choice, trades keep loads and rows and never cost more, in the order of the tiers. */
static void test_trades_keep_loads_and_never_cost_more(void)
{
    const struct koppel_deadline deadline = {0};
    int n_gains = 0;

    for (uint64_t seed = 0; seed < n_problems(); seed++) {
        struct koppel_problem problem = free_problem(seed);
        int64_t loads[2][MOST_LOADS], costs[2][MOST_TIERS];
        int32_t slot_of[MOST_AGENTS];
        uint64_t state = seed;
        int32_t last = problem.n_tiers - 1, t = 0;

        for (int32_t i = 0; i < problem.n_agents; i++) {
            int64_t n = problem.first[i + 1] - problem.first[i], k = random_between(&state, 0, n);

            slot_of[i] = k < n ? problem.slot[problem.first[i] + k] : KOPPEL_NONE;
        }
        if (costs_of(&problem, slot_of, loads[0], costs[0])) {
            CU_ASSERT_EQUAL(
                koppel_cyclic_exchange_run(&problem, &problem, last, KOPPEL_MOST_EXCHANGES, &deadline, slot_of),
                KOPPEL_OK);
            CU_ASSERT_TRUE(costs_of(&problem, slot_of, loads[1], costs[1]));
            CU_ASSERT_EQUAL(memcmp(loads[0], loads[1], (size_t)problem.n_loads * sizeof *loads[0]), 0);
            while (t < last && costs[1][t] == costs[0][t]) {
                t++;
            }
            CU_ASSERT_TRUE(costs[1][t] <= costs[0][t]);
            n_gains += costs[1][t] < costs[0][t];
        }
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_gains > 30);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_no_choice_contradicts_the_bound),
        TEST(test_narrowed_rows_keep_every_best_choice),
        TEST(test_trades_keep_loads_and_never_cost_more),
        TEST_END,
    };

    return suite_run("knapsacks", tests);
}
