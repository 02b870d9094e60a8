/* Every allocation of the procedures, the trade-off and the measures is failed once: they say so and leave nothing. */
#include "failing_memory.h"
#include "random_market.h"
#include "small_town.h"
#include "suite.h"

#include "engine/trade_off.h"
#include "mechanism/procedure.h"
#include "random_problem.h"
#include "report/measures.h"

enum { MOST_HOUSEHOLDS = 6, N_DRAWS = 2, MOST_ALLOCATIONS = 100000 };

static void test_every_allocation_of_a_procedure_may_fail(void)
{
    struct random_market random;
    int32_t unit_of[MOST_HOUSEHOLDS * N_DRAWS];

    random_market_make(&random, 12, MOST_HOUSEHOLDS, 4);
    for (const struct koppel_procedure *procedure = koppel_procedures; procedure->name != NULL; procedure++) {
        long n = 0;

        for (; n < MOST_ALLOCATIONS; n++) {
            enum koppel_status status = KOPPEL_OK;

            failing_memory_after(n);
            status = procedure->run(&random.market, 1, procedure->draws_lots ? N_DRAWS : 1, unit_of);
            if (!failing_memory_has_failed()) {
                CU_ASSERT_EQUAL(status, KOPPEL_OK);
                break;
            }
            CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
        }
        failing_memory_after(-1);
        CU_ASSERT_TRUE(n > 0 && n < MOST_ALLOCATIONS);
    }
    random_market_free(&random);
}

static void test_every_allocation_of_a_trade_off_may_fail(void)
{
    struct koppel_problem problem =
        random_problem(3, (struct random_size){.agents = 3, .slots = 3, .loads = 2, .tiers = 3});
    const struct koppel_engine_options options = {0};
    long n = 0;

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
    for (; n < MOST_ALLOCATIONS; n++) {
        struct koppel_trade_off trade_off = {0};
        enum koppel_status status = KOPPEL_OK;

        failing_memory_after(n);
        status = koppel_trade_off_find(&problem, koppel_engine_find("exhaustive"), &options, 0, &trade_off);
        koppel_trade_off_free(&trade_off);
        if (!failing_memory_has_failed()) {
            CU_ASSERT_EQUAL(status, KOPPEL_OK);
            break;
        }
        CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
    }
    failing_memory_after(-1);
    CU_ASSERT_TRUE(n > 0 && n < MOST_ALLOCATIONS);
    koppel_problem_free(&problem);
}

static void test_every_allocation_of_the_measures_may_fail(void)
{
    struct town town = town_new();
    long n = 0;

    town_join(&town);
    for (; n < MOST_ALLOCATIONS; n++) {
        struct koppel_measures measures;
        enum koppel_status status = KOPPEL_OK;

        failing_memory_after(n);
        status = koppel_measures_make(&town.fit, town.unit_of, &measures, NULL);
        if (!failing_memory_has_failed()) {
            CU_ASSERT_EQUAL(status, KOPPEL_OK);
            break;
        }
        CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
    }
    failing_memory_after(-1);
    CU_ASSERT_TRUE(n > 0 && n < MOST_ALLOCATIONS);
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
