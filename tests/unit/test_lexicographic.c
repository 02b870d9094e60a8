// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* A component, tier after tier: two tiers by hand, the best of all choices on random problems, and honest bounds
 * when it ends early. */
#include "engine/branch/lexicographic.h"
#include "random_problem.h"
#include "suite.h"
#include "tiny_problem.h"

#include <string.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROBLEMS = 400, N_TIGHT = 40 };

static const struct random_size tiny = {.agents = 6, .slots = 5, .loads = 4, .tiers = 3};
static const struct koppel_deadline never = {0};

/* Households of 4, 3 and 2, room for 5 persons in three homes: the target wants 5 (3 + 2). Tier 1 would have the
 * household of 4, whose fit is 9; of the households of 3 and 2, home 0 suits the one of 3 better by 2. */
static struct koppel_problem town(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 3, .slots = 3, .loads = 1, .measures = 1, .tiers = 2});

    tiny_problem_measure(&problem, 0, (const int32_t[]){4, 3, 2});
    for (int32_t j = 0; j < 3; j++) {
        tiny_problem_entry(&problem, j, 0, 0);
    }
    problem.loads[0].hi = 5;
    tiny_problem_term(&problem, 0, (struct koppel_term){.load = 0, .at = 9, .under = 2});
    tiny_problem_pair_costs(&problem, 1, (const int64_t[]){-9, -9, -9, -6, -4, -4, -3, -3, -3});
    return problem;
}

static struct koppel_lexicographic start(const struct koppel_problem *problem, const struct koppel_deadline *deadline)
{
    struct koppel_lexicographic component = {.problem = problem, .deadline = deadline};

    CU_ASSERT_EQUAL_FATAL(koppel_lexicographic_start(&component, &arena), KOPPEL_OK);
    return component;
}

static void test_later_tier_is_solved_at_the_cost_of_the_earlier_one(void)
{
    struct koppel_problem problem = town();
    struct koppel_lexicographic component = start(&problem, &never);

    CU_ASSERT_EQUAL(koppel_lexicographic_solve(&component), KOPPEL_OK);
    CU_ASSERT_TRUE(component.has_incumbent && !component.is_infeasible);
    CU_ASSERT_TRUE(component.costs[0] == 8 && component.bounds[0] == 8); /* 4 persons short, at 2 each */
    CU_ASSERT_TRUE(component.costs[1] == -9 && component.bounds[1] == -9);
    CU_ASSERT_TRUE(component.slot_of[0] == KOPPEL_NONE && component.slot_of[1] == 0 && component.slot_of[2] > 0);
    koppel_arena_free(&arena);
    koppel_problem_free(&problem);
}

/* Two households that must be placed and one home: there is no choice. With two homes there is, and it is found. */
static void test_no_choice_is_proven_and_a_choice_is_found(void)
{
    for (int32_t n_slots = 1; n_slots <= 2; n_slots++) {
        struct koppel_problem problem =
            tiny_problem((struct tiny_size){.agents = 2, .slots = n_slots, .loads = 0, .measures = 1, .tiers = 1});
        struct koppel_lexicographic component;

        problem.must_place[0] = problem.must_place[1] = 1;
        component = start(&problem, &never);
        CU_ASSERT_EQUAL(koppel_lexicographic_find(&component), KOPPEL_OK);
        CU_ASSERT_EQUAL(component.is_infeasible, n_slots == 1);
        CU_ASSERT_EQUAL(component.has_incumbent, n_slots == 2);
        koppel_arena_free(&arena);
        koppel_problem_free(&problem);
    }
}

/* A trial is taken when it keeps every row and is better in the first tier that differs. */
static void test_incumbent_is_replaced_by_a_better_choice_only(void)
{
    struct koppel_problem problem = town();
    struct koppel_lexicographic component = start(&problem, &never);
    static const int32_t trials[][3] = {{KOPPEL_NONE, KOPPEL_NONE, 0}, /* 14, -3 */
                                        {0, KOPPEL_NONE, 1},           /* 6 persons: breaks the cap */
                                        {0, KOPPEL_NONE, KOPPEL_NONE}, /* 10, -9 */
                                        {KOPPEL_NONE, 1, 0},           /* 8, -7 */
                                        {KOPPEL_NONE, 0, 1},           /* 8, -9 */
                                        {1, KOPPEL_NONE, KOPPEL_NONE}};
    static const int64_t costs[][2] = {{14, -3}, {14, -3}, {10, -9}, {8, -7}, {8, -9}, {8, -9}};

    for (int k = 0; k < 6; k++) {
        memcpy(component.trial, trials[k], sizeof trials[k]);
        CU_ASSERT_EQUAL(koppel_lexicographic_try_incumbent(&component), KOPPEL_OK);
        CU_ASSERT_TRUE(component.costs[0] == costs[k][0] && component.costs[1] == costs[k][1]);
    }
    koppel_arena_free(&arena);
    koppel_problem_free(&problem);
}

/* What is known to be the least needs no search; where a tier stands above it, there is one. */
static void test_known_bound_saves_the_search(void)
{
    struct koppel_problem problem = town();
    const int64_t known[] = {8, -9};

    for (int32_t tier = 0; tier < 2; tier++) {
        struct koppel_lexicographic component = start(&problem, &never);

        component.known_bound = known;
        component.tier = tier;
        memcpy(component.trial, (const int32_t[]){KOPPEL_NONE, 1, 0}, 3 * sizeof(int32_t)); /* 8, -7 */
        CU_ASSERT_EQUAL(koppel_lexicographic_try_incumbent(&component), KOPPEL_OK);
        CU_ASSERT_EQUAL(koppel_lexicographic_is_at_known_bound(&component), tier == 0);
        CU_ASSERT_EQUAL(koppel_lexicographic_solve_tier(&component), KOPPEL_OK);
        CU_ASSERT_EQUAL(component.costs[tier], known[tier]);
        CU_ASSERT_EQUAL(component.bounds[tier], known[tier]);
        CU_ASSERT_TRUE(tier == 1 || component.n_nodes == 0);
        koppel_arena_free(&arena);
    }
    koppel_problem_free(&problem);
}

static struct koppel_problem draw(uint64_t seed)
{
    struct koppel_problem problem = random_problem(seed, tiny);

    memset(problem.state, KOPPEL_PAIR_FREE, (size_t)problem.n_pairs);
    return problem;
}

/* The choices of least cost but one. */
struct second {
    const struct koppel_problem *problem;
    int64_t best;
    int64_t cost;
    int32_t slot_of[TINY_AGENTS];
};

static void keep_second(void *data, const struct tiny_choice *choice)
{
    struct second *second = data;

    if (choice->costs[0] > second->best && choice->costs[0] < second->cost) {
        second->cost = choice->costs[0];
        memcpy(second->slot_of, choice->slot_of, (size_t)second->problem->n_agents * sizeof *second->slot_of);
    }
}

/* Eight households and three homes with places for all, each with a cap on persons, tight enough that it takes more
 * than a swap to mend a choice: a generalised assignment problem. Costs are multiples of 3. */
static struct koppel_problem draw_tight(uint64_t seed)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 8, .slots = 3, .loads = 3, .measures = 3, .tiers = 1});
    int64_t costs[24], persons = 0;
    uint64_t state = seed;

    for (int32_t k = 0; k < 24; k++) {
        int32_t *amount = &problem.measures[k % 3 * 8 + k / 3];

        *amount = (int32_t)random_between(&state, 5, 25);
        costs[k] = -3 * (*amount + random_between(&state, -4, 4)); /* who takes more room is worth more */
        persons += *amount;
    }
    for (int32_t j = 0; j < 3; j++) {
        problem.places[j] = 8;
        problem.loads[j].hi = persons / 12;
        tiny_problem_entry(&problem, j, j, j);
    }
    tiny_problem_pair_costs(&problem, 0, costs);
    return problem;
}

/* Costs are multiples of 3, and the second best choice is known. Where 2 above the best is asked for, which no choice
 * costs, that is not enough; where its own cost is asked for, it is. */
static void test_stop_cutoff_between_two_costs_asks_for_the_lower_one(void)
{
    for (uint64_t seed = 0; seed < N_TIGHT; seed++) {
        struct koppel_problem problem = draw_tight(seed);
        struct koppel_lexicographic component;
        struct second second = {.problem = &problem, .cost = INT64_MAX};

        component = start(&problem, &never);
        if (best_choice(&problem, NULL, &second.best)) {
            each_choice(&problem, keep_second, &second);
        }
        for (int64_t above = 0; second.cost < INT64_MAX && above < 3; above += 2) {
            component.has_stop_cutoff = true;
            component.stop_cutoff = above == 0 ? second.cost : second.best + above;
            component.has_incumbent = false;
            memcpy(component.trial, second.slot_of, (size_t)problem.n_agents * sizeof *component.trial);
            CU_ASSERT_EQUAL(koppel_lexicographic_try_incumbent(&component), KOPPEL_OK);
            CU_ASSERT_EQUAL(koppel_lexicographic_solve_tier(&component), KOPPEL_OK);
            CU_ASSERT_TRUE(component.costs[0] <= component.stop_cutoff && component.bounds[0] <= second.best);
        }
        koppel_arena_free(&arena);
        koppel_problem_free(&problem);
    }
}

static void test_tiers_come_to_the_best_of_all_choices(void)
{
    int n_infeasible = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = draw(seed);
        struct koppel_lexicographic component = start(&problem, &never);
        size_t n_bytes = (size_t)problem.n_tiers * sizeof(int64_t);
        int64_t best[TINY_TIERS];
        bool is_feasible = best_choice(&problem, NULL, best);

        CU_ASSERT_EQUAL(koppel_lexicographic_solve(&component), KOPPEL_OK);
        CU_ASSERT_EQUAL(component.is_infeasible, !is_feasible);
        CU_ASSERT_EQUAL(component.has_incumbent, is_feasible);
        CU_ASSERT_TRUE(!is_feasible || memcmp(component.costs, best, n_bytes) == 0);
        CU_ASSERT_TRUE(!is_feasible || memcmp(component.bounds, best, n_bytes) == 0);
        n_infeasible += !is_feasible;
        koppel_arena_free(&arena);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_infeasible > N_PROBLEMS / 20);
}

/* No time, few nodes, or a gap: bounds hold for the costs of the tiers before, and nothing is called impossible that is
 * not. */
static void test_bounds_are_honest_when_it_ends_early(void)
{
    const volatile sig_atomic_t stop = 1;
    const struct koppel_deadline expired = {.stop = &stop};
    int n_open = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = draw(seed);
        struct koppel_lexicographic component = start(&problem, seed % 3 == 0 ? &expired : &never);
        int64_t best[TINY_TIERS];
        bool is_feasible = best_choice(&problem, NULL, best);

        component.most_nodes = seed % 3 == 1 ? 1 : 0;
        component.gap_ppm = seed % 3 == 2 ? 300000 : 0;
        CU_ASSERT_EQUAL(koppel_lexicographic_solve(&component), KOPPEL_OK);
        CU_ASSERT_FALSE(component.is_infeasible && is_feasible);
        CU_ASSERT_FALSE(component.has_incumbent && !is_feasible);
        for (int32_t t = 0; t < problem.n_tiers && component.has_incumbent; t++) {
            CU_ASSERT_TRUE(component.bounds[t] <= least_cost_of_tier(&problem, t, component.costs));
            n_open += component.bounds[t] < component.costs[t];
        }
        koppel_arena_free(&arena);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_open > N_PROBLEMS / 10);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_later_tier_is_solved_at_the_cost_of_the_earlier_one),
        TEST(test_no_choice_is_proven_and_a_choice_is_found),
        TEST(test_incumbent_is_replaced_by_a_better_choice_only),
        TEST(test_known_bound_saves_the_search),
        TEST(test_stop_cutoff_between_two_costs_asks_for_the_lower_one),
        TEST(test_tiers_come_to_the_best_of_all_choices),
        TEST(test_bounds_are_honest_when_it_ends_early),
        TEST_END,
    };

    return suite_run("lexicographic", tests);
}
