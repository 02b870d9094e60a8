// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Integer programs in whole numbers: the bound that prices prove, worked out by hand and held against every whole
 * point, and what reduced costs fix. */
#include "random_problem.h"
#include "suite.h"
#include "tiny_program.h"

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROGRAMS = 400, N_PRICES = 6 };

/* minimise -3x - 2y,  2x + y <= 5,  0 <= x, y <= 2. The points (2, 1) at -8 and (1, 2) at -7 are the best ones; the
 * relaxation costs -8.5 at (1.5, 2). */
static const struct tiny_table two_columns = {.n_columns = 2,
                                              .n_rows = 1,
                                              .cost = {-3, -2},
                                              .hi = {2, 2},
                                              .row_lo = {KOPPEL_ROW_NO_MIN},
                                              .row_hi = {5},
                                              .value = {{2, 1}}};

static int64_t bound_of(const struct tiny_table *table, double price, bool with_cost)
{
    struct koppel_program program = tiny_program(table);
    struct koppel_node_bounds bounds;
    double prices[TINY_ROWS] = {price};
    int64_t scratch[TINY_ROWS], bound = 0;

    CU_ASSERT_EQUAL_FATAL(koppel_node_bounds_make(&bounds, &program, &arena), KOPPEL_OK);
    bound = koppel_program_bound(&program, &bounds, prices, with_cost, scratch);
    koppel_arena_free(&arena);
    koppel_program_free(&program);
    return bound;
}

/* price p: 5p + least of (-3 - 2p) x + least of (-2 - p) y, for p <= 0 as the row has no least value.
 *   p = -1.5: -7.5 + 0 - 1 = -8.5, and whole costs are at least -8
 *   p = -1:   -5 - 2 - 2 = -9        p = -2: -10 + 0 + 0        p = 1 counts as 0: -6 - 4 */
static void test_bound_is_the_one_worked_out_by_hand(void)
{
    CU_ASSERT_EQUAL(least_cost_of_table(&two_columns), -8);
    CU_ASSERT_EQUAL(bound_of(&two_columns, -1.5, true), -8);
    CU_ASSERT_EQUAL(bound_of(&two_columns, -1, true), -9);
    CU_ASSERT_EQUAL(bound_of(&two_columns, -2, true), -10);
    CU_ASSERT_EQUAL(bound_of(&two_columns, 1, true), -10);
    CU_ASSERT_EQUAL(bound_of(&two_columns, 1e300, true), -10);
}

/* x + y >= 5 with x, y <= 2: a price of 1 shows 5 - 2 - 2 = 1 > 0. x + y >= 4 holds at (2, 2), and the same price
 * shows nothing. */
static void test_bound_without_costs_proves_that_nothing_keeps_the_limits(void)
{
    struct tiny_table table = two_columns;

    table.row_lo[0] = 5;
    table.row_hi[0] = KOPPEL_ROW_NO_MAX;
    table.value[0][0] = 1;
    CU_ASSERT_EQUAL(bound_of(&table, 1, false), 1);
    table.row_lo[0] = 4;
    CU_ASSERT_EQUAL(bound_of(&table, 1, false), 0);
}

/* Costs near the end of 64 bits: the bound says that it does not know, rather than something wrong. */
static void test_bound_that_does_not_fit_is_unknown(void)
{
    struct tiny_table table = two_columns;

    table.cost[0] = table.cost[1] = -(INT64_C(1) << 61);
    table.hi[0] = table.hi[1] = INT64_C(1) << 61;
    CU_ASSERT_EQUAL(bound_of(&table, 0, true), INT64_MIN);
}

/* At the price of -1.5 the bound is -8.5 and y has a reduced cost of -0.5. What costs at most -8 may leave it by 0.5:
 * y >= 2 - 1 must be fixed; x, whose reduced cost is 0, and y at a target of -7, which leaves 1.5, must not. */
static void test_fixing_takes_what_costs_more_than_the_target_and_nothing_else(void)
{
    struct koppel_program program = tiny_program(&two_columns);
    struct koppel_node_bounds bounds;
    const double prices[] = {-1.5};
    int64_t scratch[1];
    koppel_wide reduced[2];

    CU_ASSERT_EQUAL_FATAL(koppel_node_bounds_make(&bounds, &program, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_program_fix(&program, &bounds, prices, -7, scratch, reduced), -8);
    CU_ASSERT_EQUAL(bounds.column_lo[1], 0);
    CU_ASSERT_EQUAL(koppel_program_fix(&program, &bounds, prices, -8, scratch, reduced), -8);
    CU_ASSERT_EQUAL(bounds.column_lo[1], 1);
    CU_ASSERT_EQUAL(bounds.column_hi[1], 2);
    CU_ASSERT_EQUAL(bounds.column_lo[0], 0);
    CU_ASSERT_EQUAL(bounds.column_hi[0], 2);
    CU_ASSERT_EQUAL(koppel_program_fix(&program, &bounds, prices, -9, scratch, reduced), -8);
    CU_ASSERT_EQUAL(bounds.column_lo[1], 1); /* nothing costs -9: the limits stay as they are */
    koppel_arena_free(&arena);
    koppel_program_free(&program);
}

/* The formula of integer_program.h in quarters, rounded up. */
static int64_t formula(const struct tiny_table *table, const int64_t *quarters, bool with_cost)
{
    int64_t sum = 0;

    for (int32_t c = 0; c < table->n_columns; c++) {
        int64_t reduced = with_cost ? 4 * table->cost[c] : 0;

        for (int32_t r = 0; r < table->n_rows; r++) {
            bool is_missing =
                quarters[r] > 0 ? table->row_lo[r] == KOPPEL_ROW_NO_MIN : table->row_hi[r] == KOPPEL_ROW_NO_MAX;

            reduced -= is_missing ? 0 : quarters[r] * table->value[r][c];
        }
        sum += reduced * (reduced > 0 ? table->lo[c] : table->hi[c]);
    }
    for (int32_t r = 0; r < table->n_rows; r++) {
        int64_t side = quarters[r] > 0 ? table->row_lo[r] : table->row_hi[r];

        sum += side == KOPPEL_ROW_NO_MIN || side == KOPPEL_ROW_NO_MAX ? 0 : quarters[r] * side;
    }
    return sum >= 0 ? (sum + 3) / 4 : -(-sum / 4);
}

/* What is looked at with every point. */
struct trial {
    const struct tiny_table *table;
    const struct koppel_node_bounds *bounds; /* after fixing */
    int64_t bound;
    int64_t target;
    int n_wrong;
    int n_kept;
};

static void look(void *data, const int64_t *point, int64_t cost)
{
    struct trial *trial = data;

    trial->n_wrong += cost < trial->bound;
    trial->n_wrong += cost <= trial->target && !allows_point(trial->table, trial->bounds, point);
    trial->n_kept += allows_point(trial->table, trial->bounds, point);
}

/* Prices of random quarters, none of them where the relaxation would have them. @return how many columns were fixed */
static int try_prices(const struct tiny_table *table, const struct koppel_program *program, uint64_t *state)
{
    int64_t quarters[TINY_ROWS], scratch[TINY_ROWS];
    koppel_wide reduced[TINY_COLUMNS];
    double prices[TINY_ROWS];
    struct koppel_node_bounds bounds;
    struct trial trial = {.table = table, .bounds = &bounds};
    int n_narrowed = 0;

    for (int32_t r = 0; r < table->n_rows; r++) {
        quarters[r] = random_between(state, -9, 9);
        prices[r] = (double)quarters[r] / 4;
    }
    CU_ASSERT_EQUAL_FATAL(koppel_node_bounds_make(&bounds, program, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_program_bound(program, &bounds, prices, false, scratch), formula(table, quarters, false));
    trial.bound = koppel_program_bound(program, &bounds, prices, true, scratch);
    CU_ASSERT_EQUAL(trial.bound, formula(table, quarters, true));
    trial.target = trial.bound + random_between(state, -2, 25);
    CU_ASSERT_EQUAL(koppel_program_fix(program, &bounds, prices, trial.target, scratch, reduced), trial.bound);
    each_point(table, look, &trial);
    CU_ASSERT_EQUAL(trial.n_wrong, 0);
    for (int32_t c = 0; c < table->n_columns; c++) {
        n_narrowed += bounds.column_lo[c] > table->lo[c] || bounds.column_hi[c] < table->hi[c];
    }
    koppel_arena_free(&arena);
    return n_narrowed;
}

static void test_no_point_costs_less_than_the_bound_of_any_prices(void)
{
    int n_narrowed = 0;

    for (uint64_t seed = 0; seed < N_PROGRAMS; seed++) {
        int64_t point[TINY_COLUMNS];
        struct tiny_table table = random_table(seed, 5, 4, point);
        struct koppel_program program = tiny_program(&table);
        uint64_t state = seed;

        for (int k = 0; k < N_PRICES; k++) {
            n_narrowed += try_prices(&table, &program, &state);
        }
        koppel_program_free(&program);
    }
    CU_ASSERT_TRUE(n_narrowed > N_PROGRAMS);
}

/* The same coefficients by column and by row; a row that is named twice has the sum. */
static void test_program_lists_the_same_by_column_and_by_row(void)
{
    int64_t point[TINY_COLUMNS];
    struct tiny_table table = random_table(3, TINY_COLUMNS, TINY_ROWS, point);
    struct koppel_program program = tiny_program(&table);
    struct koppel_program twice = {0};
    int32_t number = 0;

    CU_ASSERT_EQUAL(program.row_first[program.n_rows], program.first[program.n_columns]);
    for (int32_t r = 0; r < program.n_rows; r++) {
        for (int64_t k = program.row_first[r]; k < program.row_first[r + 1]; k++) {
            CU_ASSERT_EQUAL(program.row_value[k], table.value[r][program.row_column[k]]);
        }
    }
    koppel_program_free(&program);
    CU_ASSERT_EQUAL(koppel_program_add_row(&twice, 0, 9, false, &number), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_program_add_column(&twice, (struct koppel_program_column){.hi = 1}, &number), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_program_add_value(&twice, 0, 2), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_program_add_value(&twice, 0, 3), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_program_finish(&twice), KOPPEL_OK);
    CU_ASSERT_EQUAL(twice.first[1], 1);
    CU_ASSERT_EQUAL(twice.value[0], 5);
    koppel_program_free(&twice);
}

static void test_point_holds_when_columns_and_rows_keep_their_limits(void)
{
    struct koppel_program program = tiny_program(&two_columns);
    struct koppel_node_bounds bounds;
    int64_t activity[1];

    CU_ASSERT_EQUAL_FATAL(koppel_node_bounds_make(&bounds, &program, &arena), KOPPEL_OK);
    CU_ASSERT_TRUE(koppel_program_holds(&program, &bounds, (const int64_t[]){2, 1}, activity));
    CU_ASSERT_EQUAL(activity[0], 5);
    CU_ASSERT_FALSE(koppel_program_holds(&program, &bounds, (const int64_t[]){2, 2}, activity));
    CU_ASSERT_FALSE(koppel_program_holds(&program, &bounds, (const int64_t[]){0, 3}, activity));
    CU_ASSERT_EQUAL(koppel_program_cost(&program, (const int64_t[]){2, 1}), -8);
    koppel_arena_free(&arena);
    koppel_program_free(&program);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_bound_is_the_one_worked_out_by_hand),
        TEST(test_bound_without_costs_proves_that_nothing_keeps_the_limits),
        TEST(test_bound_that_does_not_fit_is_unknown),
        TEST(test_fixing_takes_what_costs_more_than_the_target_and_nothing_else),
        TEST(test_no_point_costs_less_than_the_bound_of_any_prices),
        TEST(test_program_lists_the_same_by_column_and_by_row),
        TEST(test_point_holds_when_columns_and_rows_keep_their_limits),
        TEST_END,
    };

    return suite_run("integer program", tests);
}
