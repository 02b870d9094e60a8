// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The knapsack bound by hand: a cap of 3 that is kept whole, what amounts cost above the bound, and the values that are
 * left to a load. (tests/property/test_knapsack_bound.c has every choice of random problems.) */
#include "base/bits.h"
#include "engine/bound/knapsack_bound.h"
#include "engine/bound/reduced_cost_fixing.h"
#include "priced_problem.h"
#include "suite.h"

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROBLEMS = 300 };

/* Households of so many persons, as many homes in one neighbourhood with a cap; a person placed is worth 1. */
static void open_cap(struct priced_problem *priced, int32_t n, const int32_t *persons, int64_t cap)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = n, .slots = n, .loads = 1, .measures = 1, .tiers = 1});
    int64_t costs[TINY_AGENTS];

    for (int32_t i = 0; i < n; i++) {
        costs[i] = -persons[i];
        tiny_problem_entry(&problem, i, 0, 0);
    }
    tiny_problem_measure(&problem, 0, persons);
    tiny_problem_agent_costs(&problem, 0, costs);
    problem.loads[0].hi = cap;
    priced_problem_open(priced, problem);
}

/* Room for 3 persons, households of 4, 4 and 2. At a price of 1 a person, nobody pays anything (w = 0) and the plain
 * bound is -3, that of the relaxation. Kept whole, the room takes the household of 2 or nobody: -2, the optimum. With
 * prices of 0 households pay all they are worth (w = 4, 4, 2), and both bounds are -10. */
static void test_cap_of_3_takes_no_part_of_a_household_of_4(void)
{
    struct priced_problem priced;
    struct koppel_knapsacks knapsacks;

    open_cap(&priced, 3, (const int32_t[]){4, 4, 2}, 3);
    koppel_lagrangian_bound(&priced.lagrangian);
    CU_ASSERT_EQUAL_FATAL(koppel_knapsacks_make(&knapsacks, &priced.lagrangian, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(knapsacks.n_own, 1);
    koppel_knapsacks_bound(&knapsacks);
    CU_ASSERT_EQUAL(koppel_lagrangian_cost(&knapsacks.lagrangian, 1), -10);
    koppel_arena_free(&arena);
    koppel_lagrangian_load(&priced.lagrangian, 0, 1);
    koppel_lagrangian_bound(&priced.lagrangian);
    CU_ASSERT_EQUAL(koppel_lagrangian_cost(&priced.lagrangian, 1), -3);
    CU_ASSERT_EQUAL_FATAL(koppel_knapsacks_make(&knapsacks, &priced.lagrangian, &arena), KOPPEL_OK);
    koppel_knapsacks_bound(&knapsacks);
    CU_ASSERT_TRUE(knapsacks.lagrangian.bound == -2 * (koppel_wide)priced.lagrangian.scale);
    CU_ASSERT_EQUAL(priced.best[0], -2);
    koppel_knapsacks_price_amounts(&knapsacks);
    CU_ASSERT_EQUAL(koppel_knapsacks_reduced_costs_of(&knapsacks, 0)[0], INT64_MAX); /* no choice has a 4 */
    CU_ASSERT_EQUAL(koppel_knapsacks_reduced_costs_of(&knapsacks, 1)[0], 0);
    koppel_arena_free(&arena);
    priced_problem_free(&priced);
}

/* Room for 4, households of 3 and 2 in two homes, again at 1 a person and w = 0. The bound takes 2 twice: -4. With a 3,
 * nothing else fits: -3, so a household of 3 costs 1 above the bound; it stays where the known choice is 1 above. The
 * load costs 0 at 4, 1 at 3, 2 at 2 and 4 at 0 above the bound; nothing comes to 1. */
static void test_amounts_and_values_cost_what_they_leave_room_for(void)
{
    static const int64_t least[] = {4, 3, 2, 2, 0};
    struct priced_problem priced;
    struct koppel_knapsacks knapsacks;
    unsigned char keep[1] = {0};
    int64_t scale = 0;

    open_cap(&priced, 2, (const int32_t[]){3, 2}, 4);
    scale = priced.lagrangian.scale;
    koppel_lagrangian_load(&priced.lagrangian, 0, 1);
    koppel_lagrangian_bound(&priced.lagrangian);
    CU_ASSERT_EQUAL_FATAL(koppel_knapsacks_make(&knapsacks, &priced.lagrangian, &arena), KOPPEL_OK);
    koppel_knapsacks_bound(&knapsacks);
    CU_ASSERT_EQUAL(koppel_lagrangian_cost(&knapsacks.lagrangian, 1), -4);
    koppel_knapsacks_price_amounts(&knapsacks);
    CU_ASSERT_EQUAL(koppel_knapsacks_reduced_costs_of(&knapsacks, 0)[0], scale);
    CU_ASSERT_EQUAL(koppel_knapsacks_reduced_costs_of(&knapsacks, 1)[0], 0);
    CU_ASSERT_EQUAL(koppel_fix_pairs_by(&priced.problem, &priced.classes, koppel_knapsacks_reduced_costs_of, &knapsacks,
                                        scale, keep),
                    4);
    CU_ASSERT_EQUAL(koppel_fix_pairs_by(&priced.problem, &priced.classes, koppel_knapsacks_reduced_costs_of, &knapsacks,
                                        scale - 1, keep),
                    2);
    CU_ASSERT_TRUE(!koppel_bit(keep, 0) && koppel_bit(keep, 2));
    for (int64_t gap = 4; gap >= 0; gap--) {
        koppel_knapsacks_fix_rows(&knapsacks, gap * scale, &priced.problem);
        CU_ASSERT_EQUAL(priced.problem.loads[0].lo, least[gap]);
        CU_ASSERT_EQUAL(priced.problem.loads[0].hi, 4);
        CU_ASSERT_FALSE(priced.problem.must_place[0]); /* w = 0: leaving out costs nothing */
        priced.problem.loads[0].lo = 0;
    }
    koppel_arena_free(&arena);
    priced_problem_free(&priced);
}

/* Homes that must take 5 persons at least, when a person placed costs so much that a sum of a few has room for little
 * more: the bound is no higher than the only choice, and rules it out nowhere. */
static void test_pairs_that_cost_very_much_are_still_there(void)
{
    const int64_t cost = INT64_C(1) << 53;
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 2, .slots = 2, .loads = 1, .measures = 1, .tiers = 1});
    struct priced_problem priced;
    struct koppel_knapsacks knapsacks;

    tiny_problem_measure(&problem, 0, (const int32_t[]){3, 2});
    tiny_problem_agent_costs(&problem, 0, (const int64_t[]){3 * cost, 2 * cost});
    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_entry(&problem, 1, 0, 0);
    problem.loads[0].lo = 5;
    problem.loads[0].hi = 5;
    priced_problem_open(&priced, problem);
    koppel_lagrangian_bound(&priced.lagrangian);
    CU_ASSERT_EQUAL_FATAL(koppel_knapsacks_make(&knapsacks, &priced.lagrangian, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(knapsacks.n_own, 1);
    koppel_knapsacks_bound(&knapsacks);
    CU_ASSERT_TRUE(knapsacks.lagrangian.bound > 0);
    CU_ASSERT_TRUE(koppel_lagrangian_cost(&knapsacks.lagrangian, 1) <= priced.best[0]);
    koppel_knapsacks_price_amounts(&knapsacks);
    for (int32_t s = 0; s < priced.classes.n_agent_classes; s++) {
        CU_ASSERT_NOT_EQUAL(koppel_knapsacks_reduced_costs_of(&knapsacks, s)[0], INT64_MAX);
    }
    koppel_arena_free(&arena);
    priced_problem_free(&priced);
}

/* A load that neither limits nor costs anything is not kept whole, nor is one with more room than a table has. */
static void test_load_is_kept_whole_only_where_that_can_help(void)
{
    struct priced_problem priced;
    struct koppel_knapsacks knapsacks;

    open_cap(&priced, 2, (const int32_t[]){3, 2}, KOPPEL_NO_MAX);
    CU_ASSERT_EQUAL_FATAL(koppel_knapsacks_make(&knapsacks, &priced.lagrangian, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(knapsacks.n_own, 0);
    koppel_arena_free(&arena);
    priced_problem_free(&priced);
    open_cap(&priced, 2, (const int32_t[]){3000, 2000}, 4000);
    CU_ASSERT_EQUAL_FATAL(koppel_knapsacks_make(&knapsacks, &priced.lagrangian, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(knapsacks.n_own, 0);
    koppel_arena_free(&arena);
    priced_problem_free(&priced);
}

/* At the prices of the relaxation it is at least as good as the relaxation, and no better than the best choice. */
static void test_bound_lies_between_the_relaxation_and_the_best_choice(void)
{
    static const struct random_size tiny = {.agents = 5, .slots = 4, .loads = 3, .tiers = 2};
    int n_better = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct priced_problem priced;
        struct koppel_knapsacks knapsacks;
        struct koppel_class_values values = {0};

        priced_problem_draw(&priced, seed, tiny);
        priced_problem_relax(&priced, &values);
        CU_ASSERT_EQUAL_FATAL(koppel_knapsacks_make(&knapsacks, &priced.lagrangian, &arena), KOPPEL_OK);
        koppel_knapsacks_bound(&knapsacks);
        CU_ASSERT_TRUE(knapsacks.lagrangian.bound >= priced.lagrangian.bound);
        CU_ASSERT_TRUE(koppel_lagrangian_cost(&knapsacks.lagrangian, 1) <= priced.best[priced.tier]);
        n_better += koppel_lagrangian_cost(&knapsacks.lagrangian, 1) > koppel_lagrangian_cost(&priced.lagrangian, 1);
        koppel_arena_free(&arena);
        priced_problem_free(&priced);
    }
    CU_ASSERT_TRUE(n_better > N_PROBLEMS / 50);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_cap_of_3_takes_no_part_of_a_household_of_4),
        TEST(test_amounts_and_values_cost_what_they_leave_room_for),
        TEST(test_pairs_that_cost_very_much_are_still_there),
        TEST(test_load_is_kept_whole_only_where_that_can_help),
        TEST(test_bound_lies_between_the_relaxation_and_the_best_choice),
        TEST_END,
    };

    return suite_run("knapsack bound", tests);
}
