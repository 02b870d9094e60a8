// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The integer program of a tier: its rows by hand; the point of every choice keeps them when the choice may be taken,
 * costs what the choice costs, and opens into a choice that costs the same. */
#include "engine/lp/tier_program.h"
#include "priced_problem.h"
#include "suite.h"

#include <string.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROBLEMS = 400, MOST_COLUMNS = 256 };

static const struct random_size tiny = {.agents = 5, .slots = 4, .loads = 3, .tiers = 3};

/* Two alike households of 2 persons and one of 3 that must be placed; two alike homes in a neighbourhood where 1 person
 * lives, with a cap of 5 and a target of 6, and one home elsewhere. Tier 0 counts persons short, at 4 each; tier 1 the
 * fit, at 10 or 20. */
static struct koppel_problem town(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 3, .slots = 3, .loads = 1, .measures = 1, .tiers = 2});

    tiny_problem_measure(&problem, 0, (const int32_t[]){2, 2, 3});
    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_entry(&problem, 1, 0, 0);
    problem.loads[0] = (struct koppel_load){1, KOPPEL_NO_MIN, 5};
    problem.must_place[2] = 1;
    tiny_problem_term(&problem, 0, (struct koppel_term){.load = 0, .at = 6, .under = 4});
    tiny_problem_pair_costs(&problem, 1, (const int64_t[]){-10, -10, -20, -10, -10, -20, -20, -20, -10});
    return problem;
}

/* Tier 0: 2 classes of households, 2 of homes: rows of at most 2 and just 1 household, of 2 places and 1; the cap, 1
 * + 2y + 3y' <= 5; the target, 2y + 3y' + under >= 5. Columns: 4 pairs of classes, and under, between 0 and 5 at 1. */
static void test_rows_are_those_worked_out_by_hand(void)
{
    struct koppel_problem problem = town();
    struct koppel_tier_program made;
    const struct koppel_program *program = &made.program;

    CU_ASSERT_EQUAL_FATAL(koppel_tier_program_make(&made, &problem, 0, NULL), KOPPEL_OK);
    CU_ASSERT_EQUAL(made.unit, 4);
    CU_ASSERT_EQUAL_FATAL(program->n_rows, 6);
    CU_ASSERT_EQUAL_FATAL(program->n_columns, 5);
    CU_ASSERT_TRUE(program->rows[0].lo == 0 && program->rows[0].hi == 2);
    CU_ASSERT_TRUE(program->rows[1].lo == 1 && program->rows[1].hi == 1);
    CU_ASSERT_TRUE(program->rows[2].lo == 0 && program->rows[2].hi == 2);
    CU_ASSERT_TRUE(program->rows[3].lo == 0 && program->rows[3].hi == 1);
    CU_ASSERT_TRUE(program->rows[4].lo == KOPPEL_ROW_NO_MIN && program->rows[4].hi == 4);
    CU_ASSERT_TRUE(program->rows[5].lo == 5 && program->rows[5].hi == KOPPEL_ROW_NO_MAX);
    CU_ASSERT_TRUE(program->columns[0].hi == 2 && program->columns[0].cost == 0 && program->columns[0].is_integer);
    CU_ASSERT_TRUE(program->columns[1].hi == 1);
    CU_ASSERT_TRUE(program->columns[4].hi == 5 && program->columns[4].cost == 1 && !program->columns[4].is_integer);
    CU_ASSERT_EQUAL(made.load_row[0], 4);
    koppel_tier_program_free(&made);
    koppel_problem_free(&problem);
}

/* Tier 1 with tier 0 held at 4, that is 1 in its units: one more row, under <= 1. Without the cap, the household of
 * 3 and one of 2 meet the target of 6; the household of 3 alone leaves it 2 short and breaks the row. */
static void test_held_tier_is_a_row_in_its_own_units(void)
{
    struct koppel_problem problem = town();
    struct koppel_tier_program made;
    struct koppel_node_bounds bounds;
    int64_t point[8], activity[8];

    problem.loads[0].hi = KOPPEL_NO_MAX;
    CU_ASSERT_EQUAL_FATAL(koppel_tier_program_make(&made, &problem, 1, (const int64_t[]){4}), KOPPEL_OK);
    CU_ASSERT_TRUE(made.unit == 10 && made.units[0] == 4);
    CU_ASSERT_EQUAL(made.program.rows[made.tier_row[0]].hi, 1);
    CU_ASSERT_EQUAL_FATAL(koppel_node_bounds_make(&bounds, &made.program, &arena), KOPPEL_OK);
    koppel_tier_program_point(&made, (const int32_t[]){0, KOPPEL_NONE, 1}, point);
    CU_ASSERT_EQUAL(koppel_program_cost(&made.program, point), -3);
    CU_ASSERT_TRUE(koppel_program_holds(&made.program, &bounds, point, activity));
    koppel_tier_program_point(&made, (const int32_t[]){KOPPEL_NONE, KOPPEL_NONE, 1}, point);
    CU_ASSERT_FALSE(koppel_program_holds(&made.program, &bounds, point, activity));
    koppel_arena_free(&arena);
    koppel_tier_program_free(&made);
    koppel_problem_free(&problem);
}

/* Prices by row of the problem come to the program's rows with their sign turned, in units of cost of the program. */
static void test_prices_come_to_their_rows(void)
{
    struct priced_problem priced;
    struct koppel_tier_program made;
    struct koppel_multipliers saved;
    double prices[8];

    priced_problem_open(&priced, town());
    koppel_lagrangian_load(&priced.lagrangian, 0, 5);
    koppel_lagrangian_hold(&priced.lagrangian, 0, 3);
    priced.lagrangian.slot_price[1] = koppel_lagrangian_round(&priced.lagrangian, 20);
    CU_ASSERT_EQUAL_FATAL(koppel_multipliers_start(&saved, &priced.lagrangian, &arena), KOPPEL_OK);
    koppel_multipliers_save(&saved, &priced.lagrangian);
    CU_ASSERT_EQUAL_FATAL(koppel_tier_program_make(&made, &priced.problem, 1, priced.best), KOPPEL_OK);
    koppel_tier_program_prices(&made, &saved, prices);
    CU_ASSERT_DOUBLE_EQUAL(prices[2], 0, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(prices[3], -2, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(prices[made.load_row[0]], -0.5, 1e-9);
    CU_ASSERT_DOUBLE_EQUAL(prices[made.tier_row[0]], -3 * 4 / 10.0, 1e-9);
    koppel_tier_program_free(&made);
    koppel_arena_free(&arena);
    priced_problem_free(&priced);
}

struct trial {
    const struct priced_problem *priced;
    const struct koppel_problem *problem; /* of the program */
    struct koppel_tier_program made;
    struct koppel_node_bounds bounds;
    int64_t scratch[MOST_COLUMNS];
    int n_holding;
    int n_choices;
    int n_wrong;
};

/* A choice of the problem without limits of loads, so that the rows of the program have something to refuse. */
static void look(void *data, const struct tiny_choice *choice)
{
    struct trial *trial = data;
    const struct koppel_problem *problem = trial->problem;
    int32_t tier = trial->made.tier, slot_of[TINY_AGENTS], places[TINY_SLOTS];
    int64_t point[MOST_COLUMNS], loads[TINY_LOADS];
    bool may_be_taken = true, holds = false, is_feasible = false;

    for (int32_t g = 0; g < problem->n_loads; g++) {
        may_be_taken =
            may_be_taken && choice->loads[g] >= problem->loads[g].lo && choice->loads[g] <= problem->loads[g].hi;
    }
    for (int32_t t = 0; t < tier; t++) {
        may_be_taken = may_be_taken && choice->costs[t] <= trial->priced->best[t];
    }
    koppel_tier_program_point(&trial->made, choice->slot_of, point);
    holds = koppel_program_holds(&trial->made.program, &trial->bounds, point, trial->scratch);
    trial->n_wrong += holds != may_be_taken;
    trial->n_wrong += koppel_program_cost(&trial->made.program, point) * trial->made.unit != choice->costs[tier];
    koppel_tier_program_open(&trial->made, point, slot_of, places);
    koppel_problem_loads(problem, slot_of, loads);
    trial->n_wrong += memcmp(loads, choice->loads, (size_t)problem->n_loads * sizeof *loads) != 0;
    for (int32_t t = 0; t <= tier; t++) {
        trial->n_wrong += koppel_problem_cost(problem, t, slot_of, loads) != choice->costs[t];
    }
    if (koppel_problem_feasible(problem, slot_of, &is_feasible) != KOPPEL_OK || (holds && !is_feasible)) {
        trial->n_wrong++;
    }
    trial->n_holding += holds;
    trial->n_choices++;
}

static void test_points_keep_the_rows_that_their_choices_keep(void)
{
    int n_choices = 0, n_holding = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct priced_problem priced;
        struct koppel_load limited[TINY_LOADS];
        struct koppel_problem unlimited;
        struct trial trial = {.priced = &priced, .problem = &priced.problem};

        priced_problem_draw(&priced, seed, tiny);
        unlimited = priced.problem;
        unlimited.loads = limited;
        for (int32_t g = 0; g < unlimited.n_loads; g++) {
            limited[g] = (struct koppel_load){priced.problem.loads[g].base, KOPPEL_NO_MIN, KOPPEL_NO_MAX};
        }
        CU_ASSERT_EQUAL_FATAL(koppel_tier_program_make(&trial.made, &priced.problem, priced.tier, priced.best),
                              KOPPEL_OK);
        CU_ASSERT_EQUAL_FATAL(koppel_node_bounds_make(&trial.bounds, &trial.made.program, &arena), KOPPEL_OK);
        each_choice(&unlimited, look, &trial);
        CU_ASSERT_EQUAL(trial.n_wrong, 0);
        n_choices += trial.n_choices;
        n_holding += trial.n_holding;
        koppel_arena_free(&arena);
        koppel_tier_program_free(&trial.made);
        priced_problem_free(&priced);
    }
    CU_ASSERT_TRUE(n_holding > N_PROBLEMS && n_choices > 2 * n_holding);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_rows_are_those_worked_out_by_hand),
        TEST(test_held_tier_is_a_row_in_its_own_units),
        TEST(test_prices_come_to_their_rows),
        TEST(test_points_keep_the_rows_that_their_choices_keep),
        TEST_END,
    };

    return suite_run("tier program", tests);
}
