// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Multipliers by row of the problem: they come back as they were saved, also into classes that have become others. */
#include "engine/bound/multipliers.h"
#include "priced_problem.h"
#include "suite.h"

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROBLEMS = 300 };

static const struct random_size tiny = {.agents = 5, .slots = 5, .loads = 3, .tiers = 3};

/* Two agents and four homes at the costs given, in two neighbourhoods that count persons. */
static struct koppel_problem four_homes(const int64_t *costs)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 2, .slots = 4, .loads = 2, .measures = 1, .tiers = 1});

    for (int32_t j = 0; j < 4; j++) {
        tiny_problem_entry(&problem, j, j / 2, 0);
    }
    tiny_problem_pair_costs(&problem, 0, costs);
    return problem;
}

/* Homes 0 and 1 are one class, 2 and 3 another. Once home 1 costs agent 0 something else, it is a class of its own,
 * with the price that its class had: prices 2, 2, 3, 3 by row. */
static void test_prices_go_by_row_when_classes_fall_apart(void)
{
    struct priced_problem before, after;
    struct koppel_multipliers saved;

    priced_problem_open(&before, four_homes((const int64_t[]){-5, -5, -1, -1, -5, -5, -1, -1}));
    priced_problem_open(&after, four_homes((const int64_t[]){-5, -4, -1, -1, -5, -5, -1, -1}));
    CU_ASSERT_EQUAL_FATAL(before.classes.n_slot_classes, 2);
    CU_ASSERT_EQUAL_FATAL(after.classes.n_slot_classes, 3);
    before.lagrangian.slot_price[0] = koppel_lagrangian_round(&before.lagrangian, 2);
    before.lagrangian.slot_price[1] = koppel_lagrangian_round(&before.lagrangian, 3);
    koppel_lagrangian_load(&before.lagrangian, 1, -0.5);
    CU_ASSERT_EQUAL_FATAL(koppel_multipliers_start(&saved, &before.lagrangian, &arena), KOPPEL_OK);
    koppel_multipliers_save(&saved, &before.lagrangian);
    koppel_multipliers_load(&saved, &after.lagrangian);
    CU_ASSERT_EQUAL(after.lagrangian.slot_price[0], 2 * saved.scale);
    CU_ASSERT_EQUAL(after.lagrangian.slot_price[1], 2 * saved.scale);
    CU_ASSERT_EQUAL(after.lagrangian.slot_price[2], 3 * saved.scale);
    CU_ASSERT_EQUAL(after.lagrangian.load_price[0], 0);
    CU_ASSERT_EQUAL(2 * after.lagrangian.load_price[1], -saved.scale);
    koppel_arena_free(&arena);
    priced_problem_free(&before);
    priced_problem_free(&after);
}

static void test_saved_prices_prove_the_same_bound_again(void)
{
    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct priced_problem priced;
        struct koppel_multipliers saved;
        koppel_wide bound = 0;

        priced_problem_draw(&priced, seed, tiny);
        priced_problem_draw_prices(&priced, seed);
        bound = priced.lagrangian.bound;
        CU_ASSERT_EQUAL_FATAL(koppel_multipliers_start(&saved, &priced.lagrangian, &arena), KOPPEL_OK);
        koppel_multipliers_save(&saved, &priced.lagrangian);
        priced_problem_draw_prices(&priced, seed + 1);
        koppel_multipliers_load(&saved, &priced.lagrangian);
        CU_ASSERT_TRUE(priced.lagrangian.bound == bound);
        koppel_arena_free(&arena);
        priced_problem_free(&priced);
    }
}

static void test_new_loads_have_no_price_and_old_ones_keep_theirs(void)
{
    struct priced_problem priced;
    struct koppel_multipliers saved;

    priced_problem_open(&priced, four_homes((const int64_t[]){-5, -5, -1, -1, -5, -5, -1, -1}));
    koppel_lagrangian_load(&priced.lagrangian, 0, 4);
    koppel_lagrangian_load(&priced.lagrangian, 1, 7);
    CU_ASSERT_EQUAL_FATAL(koppel_multipliers_start(&saved, &priced.lagrangian, &arena), KOPPEL_OK);
    koppel_multipliers_save(&saved, &priced.lagrangian);
    CU_ASSERT_EQUAL(koppel_multipliers_extend(&saved, 2, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(saved.n_loads, 4);
    CU_ASSERT_EQUAL(saved.load_price[0], 4 * saved.scale);
    CU_ASSERT_EQUAL(saved.load_price[1], 7 * saved.scale);
    CU_ASSERT_EQUAL(saved.load_price[2], 0);
    CU_ASSERT_EQUAL(saved.load_price[3], 0);
    koppel_arena_free(&arena);
    priced_problem_free(&priced);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_prices_go_by_row_when_classes_fall_apart),
        TEST(test_saved_prices_prove_the_same_bound_again),
        TEST(test_new_loads_have_no_price_and_old_ones_keep_theirs),
        TEST_END,
    };

    return suite_run("multipliers", tests);
}
