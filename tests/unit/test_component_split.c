// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* What is left once decisions are applied: the optima of the components and what is booked outside them add up to the
 * optimum of the whole, tier after tier. (test_components.c has how choices go into components and out again.) */
#include "problem/components.h"
#include "random_problem.h"
#include "suite.h"
#include "tiny_problem.h"

#include <string.h>

enum { N_PROBLEMS = 1500 };

static const struct random_size tiny = {.agents = 6, .slots = 6, .loads = 4, .tiers = 3};

/* Household 0 of 4 persons is kept in home 0, household 1 may have home 1 and household 2 home 2. Homes 0 and 1 are
 * in a neighbourhood where 1 person lives, with a cap of 7 and a goal of 6; home 2 is in another, whose cap of 9
 * nobody can reach. Tier 0 counts persons from the goal, tier 1 the fit. */
static struct koppel_problem town(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 3, .slots = 3, .loads = 2, .measures = 1, .tiers = 2});

    tiny_problem_measure(&problem, 0, (const int32_t[]){4, 3, 2});
    for (int32_t j = 0; j < 3; j++) {
        tiny_problem_entry(&problem, j, j / 2, 0);
    }
    problem.loads[0] = (struct koppel_load){1, KOPPEL_NO_MIN, 7};
    problem.loads[1].hi = 9;
    tiny_problem_term(&problem, 0, (struct koppel_term){.load = 0, .at = 6, .over = 1, .under = 1});
    tiny_problem_pair_costs(&problem, 1, (const int64_t[]){-5, 0, 0, 0, -6, 0, 0, 0, -7});
    for (int32_t i = 1; i < 3; i++) {
        for (int32_t j = 0; j < 3; j++) {
            if (i != j) {
                tiny_problem_drop_pair(&problem, i, j);
            }
        }
    }
    problem.state[koppel_problem_pair(&problem, 0, 0)] = KOPPEL_PAIR_KEPT;
    return problem;
}

/* The kept pair is booked: -5 in tier 1, and 5 persons in the neighbourhood, where the household of 3 would be too
 * many. Households 1 and 2 share nothing: two components; the load that no choice can break is in none. */
static void test_kept_pair_is_booked_and_the_rest_falls_apart(void)
{
    struct koppel_problem problem = town();
    struct koppel_components components;

    CU_ASSERT_EQUAL_FATAL(koppel_components_make(&components, &problem, KOPPEL_LEAVE_EQUAL_SLOTS), KOPPEL_OK);
    CU_ASSERT_FALSE(components.infeasible);
    CU_ASSERT_EQUAL_FATAL(components.n_items, 2);
    CU_ASSERT_TRUE(components.constants[0] == 0 && components.constants[1] == -5);
    CU_ASSERT_TRUE(components.kept[0] == 0 && components.places[0] == 0);
    CU_ASSERT_EQUAL_FATAL(components.items[0].problem.n_loads, 1);
    CU_ASSERT_EQUAL(components.items[0].problem.loads[0].base, 5);
    CU_ASSERT_EQUAL(components.items[0].problem.loads[0].hi, 7);
    CU_ASSERT_EQUAL(components.items[1].problem.n_loads, 0);
    CU_ASSERT_TRUE(components.items[0].agents[0] == 1 && components.items[1].agents[0] == 2);
    koppel_components_free(&components);
    koppel_problem_free(&problem);
}

/* Adds up the optima of the components. @return false when one has no choice */
static bool add_optima(const struct koppel_problem *problem, enum koppel_equal_slots twins, int64_t *costs,
                       int32_t *n_components)
{
    struct koppel_components components;
    bool is_feasible = false;

    CU_ASSERT_EQUAL_FATAL(koppel_components_make(&components, problem, twins), KOPPEL_OK);
    memcpy(costs, components.constants, (size_t)problem->n_tiers * sizeof *costs);
    is_feasible = !components.infeasible;
    for (int32_t k = 0; k < components.n_items; k++) {
        int64_t best[TINY_TIERS] = {0};

        is_feasible = best_choice(&components.items[k].problem, NULL, best) && is_feasible;
        for (int32_t t = 0; t < problem->n_tiers; t++) {
            costs[t] += best[t];
        }
    }
    *n_components = components.n_items;
    koppel_components_free(&components);
    return is_feasible;
}

/* The kept household and the 1 person make 5: a cap of 5 can be kept, one of 4 cannot, nor can a home without a
 * place. */
static void test_decision_that_breaks_a_row_leaves_no_choice(void)
{
    struct koppel_problem problem = town();
    int64_t costs[TINY_TIERS];
    int32_t n = 0;

    problem.loads[0].hi = 5;
    CU_ASSERT_TRUE(add_optima(&problem, KOPPEL_MERGE_EQUAL_SLOTS, costs, &n));
    CU_ASSERT_TRUE(costs[0] == 1 && costs[1] == -12);
    problem.loads[0].hi = 4;
    CU_ASSERT_FALSE(add_optima(&problem, KOPPEL_MERGE_EQUAL_SLOTS, costs, &n));
    problem.loads[0].hi = 5;
    problem.places[0] = 0;
    CU_ASSERT_FALSE(add_optima(&problem, KOPPEL_MERGE_EQUAL_SLOTS, costs, &n));
    koppel_problem_free(&problem);
}

static void test_optima_of_the_components_add_up_to_that_of_the_whole(void)
{
    int n_apart = 0, n_infeasible = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        enum koppel_equal_slots twins = seed % 2 == 0 ? KOPPEL_MERGE_EQUAL_SLOTS : KOPPEL_LEAVE_EQUAL_SLOTS;
        int64_t whole[TINY_TIERS], sum[TINY_TIERS];
        bool is_feasible = best_choice(&problem, NULL, whole);
        int32_t n = 0;

        CU_ASSERT_EQUAL(add_optima(&problem, twins, sum, &n), is_feasible);
        CU_ASSERT_TRUE(!is_feasible || memcmp(sum, whole, (size_t)problem.n_tiers * sizeof *sum) == 0);
        n_apart += n > 1;
        n_infeasible += !is_feasible;
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_apart > N_PROBLEMS / 50);
    CU_ASSERT_TRUE(n_infeasible > N_PROBLEMS / 20);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_kept_pair_is_booked_and_the_rest_falls_apart),
        TEST(test_decision_that_breaks_a_row_leaves_no_choice),
        TEST(test_optima_of_the_components_add_up_to_that_of_the_whole),
        TEST_END,
    };

    return suite_run("component split", tests);
}
