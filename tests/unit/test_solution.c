// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Solutions: what is within a gap, what counts as proven, and a simple bound that no choice goes below. */
#include "base/exact.h"
#include "engine/solution.h"
#include "random_problem.h"
#include "suite.h"
#include "tiny_problem.h"

enum { N_PROBLEMS = 800 };

static const struct random_size tiny = {.agents = 5, .slots = 5, .loads = 4, .tiers = 3};

/* 5 below a cost of 100, of either sign, is 50,000 millionths; a cost of 0 counts as 1; what is unknown is never
 * within. */
static void test_gap_is_compared_to_the_last_millionth(void)
{
    CU_ASSERT_TRUE(koppel_gap_within(100, 95, 50000));
    CU_ASSERT_FALSE(koppel_gap_within(100, 95, 49999));
    CU_ASSERT_TRUE(koppel_gap_within(-100, -105, 50000));
    CU_ASSERT_FALSE(koppel_gap_within(-100, -105, 49999));
    CU_ASSERT_TRUE(koppel_gap_within(0, -1, 1000000));
    CU_ASSERT_FALSE(koppel_gap_within(0, -1, 999999));
    CU_ASSERT_TRUE(koppel_gap_within(7, 7, 0));
    CU_ASSERT_FALSE(koppel_gap_within(7, 6, 0));
    CU_ASSERT_FALSE(koppel_gap_within(7, INT64_MIN, INT64_MAX));
}

/* One household in one home at 10, -3 and 2 in three tiers. */
static struct koppel_problem one_home(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 1, .slots = 1, .loads = 0, .measures = 1, .tiers = 3});

    tiny_problem_pair_costs(&problem, 0, (const int64_t[]){10});
    tiny_problem_pair_costs(&problem, 1, (const int64_t[]){-3});
    tiny_problem_pair_costs(&problem, 2, (const int64_t[]){2});
    return problem;
}

/* A tier counts as proven only when those before it are; a bound above the cost is one of the cost. */
static void test_tier_is_proven_only_behind_proven_tiers(void)
{
    struct koppel_problem problem = one_home();
    struct koppel_solution solution = {0};
    const int32_t slot_of[] = {0};

    CU_ASSERT_EQUAL(koppel_solution_set(&solution, &problem, slot_of, (const int64_t[]){10, -4, 2}, 0), KOPPEL_OK);
    CU_ASSERT_EQUAL(solution.outcome, KOPPEL_FEASIBLE);
    CU_ASSERT_TRUE(solution.tiers[0].proven && !solution.tiers[1].proven && !solution.tiers[2].proven);
    CU_ASSERT_TRUE(solution.tiers[0].cost == 10 && solution.tiers[1].cost == -3 && solution.tiers[2].cost == 2);
    CU_ASSERT_FALSE(koppel_solution_is_best(&solution));
    CU_ASSERT_EQUAL(koppel_solution_set(&solution, &problem, slot_of, (const int64_t[]){12, -3, 99}, 0), KOPPEL_OK);
    CU_ASSERT_EQUAL(solution.outcome, KOPPEL_PROVEN);
    CU_ASSERT_TRUE(solution.tiers[0].bound == 10 && solution.tiers[2].bound == 2);
    CU_ASSERT_TRUE(koppel_solution_is_best(&solution));
    koppel_solution_free(&solution);
    koppel_problem_free(&problem);
}

static void test_choice_that_breaks_a_row_is_no_solution(void)
{
    struct koppel_problem problem = one_home();
    struct koppel_solution solution = {0};

    problem.places[0] = 0;
    CU_ASSERT_EQUAL(koppel_solution_set(&solution, &problem, (const int32_t[]){0}, (const int64_t[]){0, 0, 0}, 0),
                    KOPPEL_E_INTERNAL);
    CU_ASSERT_PTR_NULL(solution.slot_of);
    CU_ASSERT_EQUAL(solution.outcome, KOPPEL_NO_ANSWER);
    koppel_problem_free(&problem);
}

struct trial {
    int32_t n_tiers;
    int64_t bounds[TINY_TIERS];
    int64_t least[TINY_TIERS];
    int n_choices;
};

static void look(void *data, const struct tiny_choice *choice)
{
    struct trial *trial = data;

    for (int32_t t = 0; t < trial->n_tiers; t++) {
        trial->least[t] = choice->costs[t] < trial->least[t] ? choice->costs[t] : trial->least[t];
    }
    trial->n_choices++;
}

static void test_simple_bounds_are_below_every_choice(void)
{
    const struct koppel_deadline never = {0};
    int n_tiers = 0, n_exact = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        struct trial trial = {.n_tiers = problem.n_tiers};

        for (int32_t t = 0; t < problem.n_tiers; t++) {
            trial.least[t] = INT64_MAX;
        }
        CU_ASSERT_EQUAL(koppel_problem_simple_bounds(&problem, &never, trial.bounds), KOPPEL_OK);
        each_choice(&problem, look, &trial);
        for (int32_t t = 0; t < problem.n_tiers && trial.n_choices > 0; t++) {
            CU_ASSERT_TRUE(trial.bounds[t] <= trial.least[t]);
            n_exact += trial.bounds[t] == trial.least[t];
            n_tiers++;
        }
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_tiers > N_PROBLEMS && n_exact * 4 > n_tiers);
}

/* The largest magnitude of the costs of a tier's pairs. */
static int64_t most_of(const struct koppel_problem *problem, int32_t t)
{
    int64_t most = 0;

    for (int64_t p = 0; problem->tiers[t].pair_cost != NULL && p < problem->n_pairs; p++) {
        int64_t cost = problem->tiers[t].pair_cost[p];

        most = cost > most ? cost : most;
        most = -cost > most ? -cost : most;
    }
    return most;
}

/* A rule that says how far its costs go: bounds without asking it are still bounds, and no better ones. */
static void test_bounds_once_the_time_is_up_are_below_every_choice(void)
{
    const volatile sig_atomic_t stop = 1;
    const struct koppel_deadline never = {0}, passed = {.stop = &stop};
    int n_worse = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct random_rule rules[TINY_TIERS];
        struct koppel_problem plain = random_problem(seed, tiny);
        struct koppel_problem problem = random_by_rule(&plain, 0, rules);
        int64_t in_time[TINY_TIERS], late[TINY_TIERS];

        for (int32_t t = 0; t < problem.n_tiers; t++) {
            problem.tiers[t].rule.most = most_of(&plain, t);
        }
        CU_ASSERT_EQUAL(koppel_problem_check(&problem), KOPPEL_OK);
        CU_ASSERT_EQUAL(koppel_problem_simple_bounds(&problem, &never, in_time), KOPPEL_OK);
        CU_ASSERT_EQUAL(koppel_problem_simple_bounds(&problem, &passed, late), KOPPEL_OK);
        for (int32_t t = 0; t < problem.n_tiers; t++) {
            CU_ASSERT_TRUE(late[t] <= in_time[t]);
            n_worse += late[t] < in_time[t];
        }
        koppel_problem_free(&problem);
        koppel_problem_free(&plain);
    }
    CU_ASSERT_TRUE(n_worse > N_PROBLEMS / 4);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_gap_is_compared_to_the_last_millionth),
        TEST(test_tier_is_proven_only_behind_proven_tiers),
        TEST(test_choice_that_breaks_a_row_is_no_solution),
        TEST(test_simple_bounds_are_below_every_choice),
        TEST(test_bounds_once_the_time_is_up_are_below_every_choice),
        TEST_END,
    };

    return suite_run("solution", tests);
}
