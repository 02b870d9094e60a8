// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Every allocation of the procedures, the trade-off and the measures is failed once: they say so and leave nothing. */
#include "failing_memory.h"
#include "random_market.h"
#include "small_town.h"
#include "suite.h"

#include "compare/mechanism/procedure.h"
#include "engine/epsilon_constraint.h"
#include "random_problem.h"
#include "report/measures.h"

enum { MOST_HOUSEHOLDS = 6, N_DRAWS = 2 };

struct procedure_run {
    const struct koppel_procedure *procedure;
    struct random_market random;
};

static enum koppel_status run_procedure(void *data, struct koppel_errors *errors)
{
    const struct procedure_run *run = data;
    int32_t unit_of[MOST_HOUSEHOLDS * N_DRAWS];

    (void)errors; /* a procedure has no message to give */
    return run->procedure->run(&run->random.market, 1, run->procedure->draws_lots ? N_DRAWS : 1, unit_of);
}

static void test_every_allocation_of_a_procedure_may_fail(void)
{
    struct procedure_run run;

    random_market_make(&run.random, 12, MOST_HOUSEHOLDS, 4);
    for (run.procedure = koppel_procedures; run.procedure->name != NULL; run.procedure++) {
        CU_ASSERT_TRUE(failing_memory_each(run_procedure, &run, KOPPEL_OK) > 0);
    }
    random_market_free(&run.random);
}

static enum koppel_status find_trade_off(void *data, struct koppel_errors *errors)
{
    const struct koppel_engine_options options = {0};
    struct koppel_trade_off trade_off = {0};
    enum koppel_status status = koppel_trade_off_find(data, koppel_engine_find("exhaustive"), &options, 0, &trade_off);

    (void)errors; /* nor has this */
    koppel_trade_off_free(&trade_off);
    return status;
}

static void test_every_allocation_of_a_trade_off_may_fail(void)
{
    struct koppel_problem problem =
        random_problem(3, (struct random_size){.agents = 3, .slots = 3, .loads = 2, .tiers = 3});

    for (uint64_t seed = 4; problem.n_tiers < 2 || problem.n_pairs < 3; seed++) {
        koppel_problem_free(&problem);
        problem = random_problem(seed, (struct random_size){.agents = 3, .slots = 3, .loads = 2, .tiers = 3});
    }
    problem.tiers[problem.n_tiers - 1].n_terms = 0;
    for (int32_t i = 0; problem.tiers[problem.n_tiers - 1].agent_cost != NULL && i < problem.n_agents; i++) {
        problem.tiers[problem.n_tiers - 1].agent_cost[i] = 0;
    }
    for (int64_t p = 0; problem.tiers[problem.n_tiers - 1].pair_cost != NULL && p < problem.n_pairs; p++) {
        problem.tiers[problem.n_tiers - 1].pair_cost[p] = -p;
    }
    CU_ASSERT_TRUE(failing_memory_each(find_trade_off, &problem, KOPPEL_OK) > 0);
    koppel_problem_free(&problem);
}

static enum koppel_status measure_town(void *data, struct koppel_errors *errors)
{
    const struct town *town = data;
    struct koppel_measures measures;

    (void)errors;
    return koppel_measures_make(&town->fit, town->unit_of, &measures, NULL);
}

static void test_every_allocation_of_the_measures_may_fail(void)
{
    struct town town = town_new();

    town_join(&town);
    CU_ASSERT_TRUE(failing_memory_each(measure_town, &town, KOPPEL_OK) > 0);
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_every_allocation_of_a_procedure_may_fail),
        TEST(test_every_allocation_of_a_trade_off_may_fail),
        TEST(test_every_allocation_of_the_measures_may_fail),
        TEST_END,
    };
    return suite_run("comparison memory", tests);
}
