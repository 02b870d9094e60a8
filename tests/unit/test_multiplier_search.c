// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Multipliers of a solved problem: a cap of 3 by hand; on random problems no choice that costs as little in the tiers
 * before costs less than their bound, whatever choice they were found from. */
#include "engine/certificate/multiplier_search.h"
#include "random_problem.h"
#include "suite.h"
#include "tiny_problem.h"

#include <string.h>

enum { N_PROBLEMS = 400 };

static const struct random_size tiny = {.agents = 6, .slots = 5, .loads = 4, .tiers = 3};

/* Households of 4 and 2 persons and two homes in a neighbourhood with room for 3; tier 0 counts persons placed, tier 1
 * their fit, of which home 1 offers the household of 2 more. */
static struct koppel_problem neighbourhood(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 2, .slots = 2, .loads = 1, .measures = 1, .tiers = 2});

    tiny_problem_measure(&problem, 0, (const int32_t[]){4, 2});
    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_entry(&problem, 1, 0, 0);
    problem.loads[0].hi = 3;
    tiny_problem_agent_costs(&problem, 0, (const int64_t[]){-4, -2});
    tiny_problem_pair_costs(&problem, 1, (const int64_t[]){-9, -9, -5, -6});
    return problem;
}

/* The relaxation would prove -3; with the load whole or cut off, both tiers are proven at -2 and -6. */
static void test_bounds_of_both_tiers_are_the_optimum(void)
{
    struct koppel_problem problem = neighbourhood();
    const struct koppel_engine_options options = {0};
    struct koppel_proof_multipliers prices;

    CU_ASSERT_EQUAL_FATAL(
        koppel_multiplier_search(&problem, (const int32_t[]){KOPPEL_NONE, 1}, problem.n_tiers, &options, &prices),
        KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(prices.n_found, 2);
    CU_ASSERT_EQUAL(prices.n_components, 1);
    CU_ASSERT_EQUAL(prices.tiers[0].bound, -2);
    CU_ASSERT_EQUAL(prices.tiers[1].bound, -6);
    CU_ASSERT_TRUE(prices.tiers[0].is_whole[0] || prices.tiers[0].n_cuts > 0);
    koppel_proof_multipliers_free(&prices);
    koppel_problem_free(&problem);
}

/* A town of two neighbourhoods with a home each, room for 7 persons in the town and for 5 in either neighbourhood,
 * which keeps out the household of 6. A home can keep its neighbourhood whole, but not the town as well, whose room
 * is left to a cut: 7 persons by k = 4 (r = 3) are floor(7/4) = 1 household of 4. The bound is -4, not the -7 of the
 * relaxation. */
static void test_cut_proves_what_no_load_kept_whole_does(void)
{
    const struct koppel_engine_options options = {0};
    struct koppel_proof_multipliers prices;
    int n_of_town = 0;
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 3, .slots = 2, .loads = 3, .measures = 1, .tiers = 1});

    tiny_problem_measure(&problem, 0, (const int32_t[]){4, 4, 6});
    for (int32_t j = 0; j < 2; j++) {
        tiny_problem_entry(&problem, j, j, 0);
        tiny_problem_entry(&problem, j, 2, 0);
        problem.loads[j].hi = 5;
    }
    problem.loads[2].hi = 7;
    tiny_problem_agent_costs(&problem, 0, (const int64_t[]){-4, -4, -6});
    CU_ASSERT_EQUAL_FATAL(koppel_multiplier_search(&problem, (const int32_t[]){KOPPEL_NONE, 1, KOPPEL_NONE},
                                                   problem.n_tiers, &options, &prices),
                          KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(prices.n_found, 1);
    CU_ASSERT_EQUAL(prices.tiers[0].bound, -4);
    CU_ASSERT_FALSE(prices.tiers[0].is_whole[2]);
    for (size_t c = 0; c < prices.tiers[0].n_cuts; c++) {
        const struct koppel_mir_cut_price *cut = &prices.tiers[0].cuts[c];

        n_of_town += cut->load == 2 && cut->divisor == 4 && cut->is_upper && cut->price > 0;
    }
    CU_ASSERT_EQUAL(n_of_town, 1);
    koppel_proof_multipliers_free(&prices);
    koppel_problem_free(&problem);
}

/* From nobody placed: tier 0 stands at 0, so tier 1 may be paid for with persons; -2 and -6 hold all the same. */
static void test_bounds_hold_for_a_choice_that_is_not_the_best(void)
{
    struct koppel_problem problem = neighbourhood();
    const struct koppel_engine_options options = {0};
    struct koppel_proof_multipliers prices;

    CU_ASSERT_EQUAL_FATAL(koppel_multiplier_search(&problem, (const int32_t[]){KOPPEL_NONE, KOPPEL_NONE},
                                                   problem.n_tiers, &options, &prices),
                          KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(prices.n_found, 2);
    CU_ASSERT_TRUE(prices.tiers[0].bound <= -2 && prices.tiers[1].bound <= -6);
    koppel_proof_multipliers_free(&prices);
    koppel_problem_free(&problem);
}

/* Some choice that keeps every row: one of all, with the same chance. */
struct some {
    uint64_t state;
    int32_t n_agents;
    int32_t n_tiers;
    int64_t n_seen;
    int32_t slot_of[TINY_AGENTS];
    int64_t costs[TINY_TIERS];
};

static void keep_some(void *data, const struct tiny_choice *choice)
{
    struct some *some = data;

    if (random_between(&some->state, 0, some->n_seen++) == 0) {
        memcpy(some->slot_of, choice->slot_of, (size_t)some->n_agents * sizeof *some->slot_of);
        memcpy(some->costs, choice->costs, (size_t)some->n_tiers * sizeof *some->costs);
    }
}

/* Prices found from a choice prove what they say of every tier. @return how many tiers are proven to the last */
static int check_bounds(const struct koppel_problem *problem, const int32_t *slot_of, const int64_t *costs)
{
    const struct koppel_engine_options options = {0};
    struct koppel_proof_multipliers prices;
    int n_exact = 0;

    CU_ASSERT_EQUAL_FATAL(koppel_multiplier_search(problem, slot_of, problem->n_tiers, &options, &prices), KOPPEL_OK);
    CU_ASSERT_EQUAL(prices.n_found, problem->n_tiers);
    for (int32_t t = 0; t < prices.n_found; t++) {
        const struct koppel_tier_multipliers *tier = &prices.tiers[t];
        int64_t least = least_cost_of_tier(problem, t, costs);

        CU_ASSERT_TRUE(tier->bound <= least);
        n_exact += tier->bound == least;
        for (int32_t j = 0; j < problem->n_slots; j++) {
            CU_ASSERT_TRUE(tier->slot_price[j] >= 0);
        }
        for (size_t c = 0; c < tier->n_cuts; c++) {
            CU_ASSERT_TRUE(tier->cuts[c].is_upper ? tier->cuts[c].price >= 0 : tier->cuts[c].price <= 0);
        }
        for (int64_t k = 0; k < (int64_t)prices.n_components * t; k++) {
            CU_ASSERT_TRUE(tier->held_price[k / t * problem->n_tiers + k % t] >= 0);
        }
    }
    koppel_proof_multipliers_free(&prices);
    return n_exact;
}

/* With kept and banned pairs, so that there are constants and several components. */
static void test_no_choice_costs_less_than_the_bounds(void)
{
    int n_tiers = 0, n_exact = 0, n_choices = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        struct some some = {.state = seed, .n_agents = problem.n_agents, .n_tiers = problem.n_tiers};
        int32_t slot_of[TINY_AGENTS];
        int64_t best[TINY_TIERS];

        if (best_choice(&problem, slot_of, best)) {
            n_exact += check_bounds(&problem, slot_of, best);
            n_tiers += problem.n_tiers;
            each_choice(&problem, keep_some, &some);
            check_bounds(&problem, some.slot_of, some.costs);
            n_choices++;
        }
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_choices > N_PROBLEMS / 2);
    CU_ASSERT_TRUE(n_exact * 10 > n_tiers * 8);
}

static void test_no_tier_is_claimed_when_time_is_up(void)
{
    const volatile sig_atomic_t stop = 1;
    const struct koppel_engine_options options = {.deadline = {.stop = &stop}};
    struct koppel_problem problem = neighbourhood();
    struct koppel_proof_multipliers prices;

    CU_ASSERT_EQUAL_FATAL(
        koppel_multiplier_search(&problem, (const int32_t[]){KOPPEL_NONE, 1}, problem.n_tiers, &options, &prices),
        KOPPEL_OK);
    CU_ASSERT_EQUAL(prices.n_found, 0);
    CU_ASSERT_EQUAL(prices.tiers[0].bound, INT64_MIN);
    koppel_proof_multipliers_free(&prices);
    koppel_problem_free(&problem);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_bounds_of_both_tiers_are_the_optimum),
        TEST(test_cut_proves_what_no_load_kept_whole_does),
        TEST(test_bounds_hold_for_a_choice_that_is_not_the_best),
        TEST(test_no_choice_costs_less_than_the_bounds),
        TEST(test_no_tier_is_claimed_when_time_is_up),
        TEST_END,
    };

    return suite_run("multiplier search", tests);
}
