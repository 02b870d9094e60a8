// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Branch and bound: a program that has to be branched on by hand, and the best of all whole points on random ones; what
 * is said of a bound when it ends early. */
#include "engine/branch/branch_and_bound.h"
#include "random_problem.h"
#include "suite.h"
#include "tiny_program.h"

#include <string.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROGRAMS = 500 };

/* minimise -8x - 11y - 6z,  5x + 7y + 4z <= 11,  x, y, z in {0, 1}. The relaxation takes x and 6/7 of y: -17.43. y has
 * to be branched on: with y = 0 there is x and z at -14; with y = 1 the relaxation takes y and 4/5 of x, and x is next:
 * x = 0 leaves y and z at -17, the optimum, x = 1 leaves nothing. */
static const struct tiny_table knapsack = {.n_columns = 3,
                                           .n_rows = 1,
                                           .cost = {-8, -11, -6},
                                           .hi = {1, 1, 1},
                                           .row_lo = {KOPPEL_ROW_NO_MIN},
                                           .row_hi = {11},
                                           .value = {{5, 7, 4}}};

static const struct koppel_deadline never = {0};

/* Searches a table from a point, which becomes the best one found. */
static struct koppel_branch_and_bound_result search(const struct tiny_table *table,
                                                    struct koppel_branch_and_bound_options options, int64_t *point)
{
    struct koppel_program program = tiny_program(table);
    struct koppel_branch_and_bound_result result = {.point = point};

    options.deadline = options.deadline != NULL ? options.deadline : &never;
    CU_ASSERT_EQUAL(koppel_branch_and_bound(&program, &options, &result), KOPPEL_OK);
    koppel_program_free(&program);
    return result;
}

static void test_optimum_is_found_where_columns_have_to_be_branched_on(void)
{
    int64_t point[] = {0, 0, 0};
    struct koppel_branch_and_bound_result result =
        search(&knapsack, (struct koppel_branch_and_bound_options){0}, point);

    CU_ASSERT_EQUAL(result.cost, -17);
    CU_ASSERT_EQUAL(result.bound, -17);
    CU_ASSERT_TRUE(point[0] == 0 && point[1] == 1 && point[2] == 1);
}

/* From (1, 0, 1) at -14, which the root's bound of -17 leaves 3 behind: 3 of 14 are 214,286 millionths. */
static void test_gap_is_what_was_asked_for_and_no_more(void)
{
    int64_t point[] = {1, 0, 1};
    struct koppel_branch_and_bound_result result =
        search(&knapsack, (struct koppel_branch_and_bound_options){.gap_ppm = 215000}, point);

    CU_ASSERT_EQUAL(result.cost, -14);
    CU_ASSERT_EQUAL(result.bound, -17);
    result = search(&knapsack, (struct koppel_branch_and_bound_options){.gap_ppm = 214000}, point);
    CU_ASSERT_EQUAL(result.cost, -17);
}

/* A point at the stop cutoff ends the search; one above it does not. */
static void test_search_ends_at_the_stop_cutoff(void)
{
    int64_t point[] = {1, 0, 1};
    struct koppel_branch_and_bound_result result =
        search(&knapsack, (struct koppel_branch_and_bound_options){.has_stop_cutoff = true, .stop_cutoff = -14}, point);

    CU_ASSERT_EQUAL(result.n_nodes, 1);
    CU_ASSERT_TRUE(result.bound <= -17);
    result =
        search(&knapsack, (struct koppel_branch_and_bound_options){.has_stop_cutoff = true, .stop_cutoff = -15}, point);
    CU_ASSERT_EQUAL(result.cost, -17);
}

static void test_expired_deadline_leaves_the_point_and_an_honest_bound(void)
{
    const volatile sig_atomic_t stop = 1;
    const struct koppel_deadline expired = {.stop = &stop};
    int64_t point[] = {1, 0, 1};
    struct koppel_branch_and_bound_result result =
        search(&knapsack, (struct koppel_branch_and_bound_options){.deadline = &expired}, point);

    CU_ASSERT_EQUAL(result.cost, -8 * point[0] - 11 * point[1] - 6 * point[2]);
    CU_ASSERT_TRUE(result.cost <= -14);
    CU_ASSERT_TRUE(result.bound <= -17);
}

/* Rounding that offers the optimum, and one that offers a point that breaks the row. */
static bool round_well(void *data, const double *values, int64_t *point)
{
    (void)values;
    memcpy(point, data, 3 * sizeof *point);
    return true;
}

static void test_rounded_points_are_taken_only_when_they_keep_the_rows(void)
{
    int64_t good[] = {0, 1, 1}, bad[] = {1, 1, 1}, point[] = {0, 0, 0};
    struct koppel_branch_and_bound_result result =
        search(&knapsack, (struct koppel_branch_and_bound_options){.round = round_well, .data = good}, point);

    CU_ASSERT_EQUAL(result.cost, -17);
    CU_ASSERT_EQUAL(result.n_nodes, 0); /* the root's bound is -17, too */
    memset(point, 0, sizeof point);
    result = search(&knapsack, (struct koppel_branch_and_bound_options){.round = round_well, .data = bad}, point);
    CU_ASSERT_EQUAL(result.cost, -17);
}

/* Bounds that are reported on the way rise, and none is above what is proven in the end. */
struct reports {
    int64_t bound;
    int n;
    int n_wrong;
};

static void note(void *data, int64_t best, int64_t bound)
{
    struct reports *reports = data;

    reports->n_wrong += bound > best || bound < reports->bound;
    reports->bound = bound;
    reports->n++;
}

/* A sum that 40 columns of even weights cannot reach: nothing costs -21, but every relaxation does. */
static struct tiny_table odd_sum(void)
{
    struct tiny_table table = {.n_columns = TINY_COLUMNS, .n_rows = 1, .row_lo = {KOPPEL_ROW_NO_MIN}, .row_hi = {21}};

    for (int32_t c = 0; c < TINY_COLUMNS; c++) {
        table.cost[c] = -2 - 4 * (c % 2);
        table.value[0][c] = 2 + 4 * (c % 2);
        table.hi[c] = 3;
    }
    return table;
}

static void test_bound_reported_on_the_way_never_exceeds_the_best(void)
{
    struct tiny_table table = odd_sum();
    int64_t point[TINY_COLUMNS] = {0};
    struct reports reports = {.bound = INT64_MIN};
    struct koppel_branch_and_bound_result result =
        search(&table, (struct koppel_branch_and_bound_options){.report = note, .data = &reports}, point);

    CU_ASSERT_EQUAL(result.cost, -20);
    CU_ASSERT_EQUAL(result.bound, -20);
    CU_ASSERT_TRUE(reports.n > 0);
    CU_ASSERT_EQUAL(reports.n_wrong, 0);
}

/* A knapsack of two rows in which what weighs more is worth more, so that many nodes have to be looked at. */
static struct tiny_table draw_hard(uint64_t seed, int64_t *point)
{
    struct tiny_table table = {.n_columns = TINY_COLUMNS, .n_rows = 2};
    uint64_t state = seed;

    for (int32_t r = 0; r < table.n_rows; r++) {
        int64_t sum = 0;

        for (int32_t c = 0; c < table.n_columns; c++) {
            table.value[r][c] = random_between(&state, 10, 40);
            sum += table.value[r][c];
        }
        table.row_lo[r] = r == 0 ? KOPPEL_ROW_NO_MIN : 0;
        table.row_hi[r] = sum;
    }
    for (int32_t c = 0; c < table.n_columns; c++) {
        table.hi[c] = 2;
        table.cost[c] = -(table.value[0][c] + table.value[1][c] + random_between(&state, 8, 12));
        point[c] = 0;
    }
    return table;
}

/* Every fifth one is hard; the others have either sign of everything, some of them a divisor of all costs. */
static struct tiny_table draw(uint64_t seed, int64_t *point)
{
    struct tiny_table table = seed % 5 == 0 ? draw_hard(seed, point) : random_table(seed, 7, 4, point);

    for (int32_t c = 0; c < table.n_columns; c++) {
        table.cost[c] *= 1 + (int64_t)(seed % 3);
    }
    return table;
}

static bool keeps_all(const struct tiny_table *table, const int64_t *point)
{
    struct koppel_program program = tiny_program(table);
    struct koppel_node_bounds bounds;
    bool ok = koppel_node_bounds_make(&bounds, &program, &arena) == KOPPEL_OK && allows_point(table, &bounds, point);

    koppel_arena_free(&arena);
    koppel_program_free(&program);
    return ok;
}

static void test_search_finds_the_best_of_all_points(void)
{
    int64_t n_nodes = 0;

    for (uint64_t seed = 0; seed < N_PROGRAMS; seed++) {
        int64_t point[TINY_COLUMNS];
        struct tiny_table table = draw(seed, point);
        int64_t least = least_cost_of_table(&table);
        struct koppel_branch_and_bound_result result =
            search(&table, (struct koppel_branch_and_bound_options){0}, point);

        CU_ASSERT_EQUAL(result.cost, least);
        CU_ASSERT_EQUAL(result.bound, least);
        CU_ASSERT_TRUE(keeps_all(&table, point));
        n_nodes += result.n_nodes;
    }
    CU_ASSERT_TRUE(n_nodes > 10 * N_PROGRAMS);
}

/* With a gap, with few nodes, and with both. */
static void test_bound_never_exceeds_the_best_when_a_search_ends_early(void)
{
    int n_open = 0;

    for (uint64_t seed = 0; seed < N_PROGRAMS; seed++) {
        int64_t point[TINY_COLUMNS];
        struct tiny_table table = draw(seed, point);
        int64_t least = least_cost_of_table(&table);
        struct koppel_branch_and_bound_options options = {.gap_ppm = seed % 2 == 0 ? 0 : (int64_t)(seed % 5) * 60000,
                                                          .most_nodes = (int64_t)(seed % 4)};
        struct koppel_branch_and_bound_result result = search(&table, options, point);
        int64_t size = result.cost < 0 ? -result.cost : result.cost;

        CU_ASSERT_TRUE(result.cost >= least);
        CU_ASSERT_TRUE(result.bound <= least);
        CU_ASSERT_TRUE(keeps_all(&table, point));
        CU_ASSERT_TRUE(options.most_nodes > 0 || result.cost - result.bound <= size * options.gap_ppm / 1000000);
        n_open += result.bound < result.cost;
    }
    CU_ASSERT_TRUE(n_open > N_PROGRAMS / 10);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_optimum_is_found_where_columns_have_to_be_branched_on),
        TEST(test_gap_is_what_was_asked_for_and_no_more),
        TEST(test_search_ends_at_the_stop_cutoff),
        TEST(test_expired_deadline_leaves_the_point_and_an_honest_bound),
        TEST(test_rounded_points_are_taken_only_when_they_keep_the_rows),
        TEST(test_bound_reported_on_the_way_never_exceeds_the_best),
        TEST(test_search_finds_the_best_of_all_points),
        TEST(test_bound_never_exceeds_the_best_when_a_search_ends_early),
        TEST_END,
    };

    return suite_run("branch and bound", tests);
}
