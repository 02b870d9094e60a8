// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* What rows imply for the limits of columns: worked out by hand, and never a whole point lost. */
#include "random_problem.h"
#include "suite.h"
#include "tiny_program.h"

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROGRAMS = 1500 };

/* Tightens the limits of a table. @return false: nothing keeps them */
static bool tighten(const struct tiny_table *table, struct koppel_node_bounds *bounds)
{
    struct koppel_program program = tiny_program(table);
    bool ok = false;

    CU_ASSERT_EQUAL_FATAL(koppel_node_bounds_make(bounds, &program, &arena), KOPPEL_OK);
    ok = koppel_node_bounds_tighten(bounds, &program);
    koppel_program_free(&program);
    return ok;
}

/* 3x + 2y <= 7, 2x >= 3, x - y <= -1 with x, y in 0..9:
 *   x >= 3/2, so x >= 2;  3x <= 7, so x <= 2;  2y <= 7 - 6, so y <= 0;  but y >= x + 1. Nothing is left.
 * Without the last row: x = 2, y = 0. */
static void test_rows_imply_limits_one_after_another(void)
{
    struct tiny_table table = {.n_columns = 2,
                               .n_rows = 2,
                               .hi = {9, 9},
                               .row_lo = {KOPPEL_ROW_NO_MIN, 3, KOPPEL_ROW_NO_MIN},
                               .row_hi = {7, KOPPEL_ROW_NO_MAX, -1},
                               .value = {{3, 2}, {2, 0}, {1, -1}}};
    struct koppel_node_bounds bounds;

    CU_ASSERT_TRUE(tighten(&table, &bounds));
    CU_ASSERT_EQUAL(bounds.column_lo[0], 2);
    CU_ASSERT_EQUAL(bounds.column_hi[0], 2);
    CU_ASSERT_EQUAL(bounds.column_lo[1], 0);
    CU_ASSERT_EQUAL(bounds.column_hi[1], 0);
    koppel_arena_free(&arena);
    table.n_rows = 3;
    CU_ASSERT_FALSE(tighten(&table, &bounds));
    koppel_arena_free(&arena);
}

/* 2x <= -3: x <= -2, not -1.  -2y <= -3, that is y >= 1.5: y >= 2, not 1.  2z = 3 has no whole z. */
static void test_limits_below_zero_are_rounded_to_the_inside(void)
{
    struct tiny_table table = {.n_columns = 2,
                               .n_rows = 2,
                               .lo = {-9, -9},
                               .hi = {9, 9},
                               .row_lo = {KOPPEL_ROW_NO_MIN, KOPPEL_ROW_NO_MIN},
                               .row_hi = {-3, -3},
                               .value = {{2, 0}, {0, -2}}};
    struct koppel_node_bounds bounds;

    CU_ASSERT_TRUE(tighten(&table, &bounds));
    CU_ASSERT_EQUAL(bounds.column_hi[0], -2);
    CU_ASSERT_EQUAL(bounds.column_lo[1], 2);
    koppel_arena_free(&arena);
    table.n_columns = table.n_rows = 1;
    table.row_lo[0] = table.row_hi[0] = 3;
    CU_ASSERT_FALSE(tighten(&table, &bounds));
    koppel_arena_free(&arena);
}

/* x + y <= 2 with x, y >= 1 holds at (1, 1) only, where the row is full. */
static void test_row_that_can_only_just_hold_still_holds(void)
{
    const struct tiny_table table = {.n_columns = 2,
                                     .n_rows = 1,
                                     .lo = {1, 1},
                                     .hi = {5, 5},
                                     .row_lo = {KOPPEL_ROW_NO_MIN},
                                     .row_hi = {2},
                                     .value = {{1, 1}}};
    struct koppel_node_bounds bounds;

    CU_ASSERT_TRUE(tighten(&table, &bounds));
    CU_ASSERT_EQUAL(bounds.column_hi[0], 1);
    CU_ASSERT_EQUAL(bounds.column_hi[1], 1);
    koppel_arena_free(&arena);
}

struct trial {
    const struct tiny_table *table;
    struct koppel_node_bounds bounds;
    bool is_feasible; /* what tightening says */
    int n_points;
    int n_wrong;
};

static void look(void *data, const int64_t *point, int64_t cost)
{
    struct trial *trial = data;

    (void)cost;
    trial->n_points++;
    trial->n_wrong += !trial->is_feasible || !allows_point(trial->table, &trial->bounds, point);
}

static void test_no_whole_point_is_lost(void)
{
    int n_narrowed = 0, n_empty = 0;

    for (uint64_t seed = 0; seed < N_PROGRAMS; seed++) {
        int64_t point[TINY_COLUMNS];
        struct tiny_table table = random_table(seed, 5, 4, point);
        struct trial trial = {.table = &table};

        if (seed % 3 == 0 && table.row_hi[0] != KOPPEL_ROW_NO_MAX) { /* perhaps beyond what the columns allow */
            table.row_lo[0] = table.row_hi[0] += 6;
        }
        trial.is_feasible = tighten(&table, &trial.bounds);
        each_point(&table, look, &trial);
        CU_ASSERT_EQUAL(trial.n_wrong, 0);
        n_empty += !trial.is_feasible;
        for (int32_t c = 0; c < table.n_columns; c++) {
            n_narrowed += trial.bounds.column_lo[c] > table.lo[c] || trial.bounds.column_hi[c] < table.hi[c];
        }
        koppel_arena_free(&arena);
    }
    CU_ASSERT_TRUE(n_narrowed > N_PROGRAMS / 2);
    CU_ASSERT_TRUE(n_empty > N_PROGRAMS / 50);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_rows_imply_limits_one_after_another),
        TEST(test_limits_below_zero_are_rounded_to_the_inside),
        TEST(test_row_that_can_only_just_hold_still_holds),
        TEST(test_no_whole_point_is_lost),
        TEST_END,
    };

    return suite_run("node bounds", tests);
}
