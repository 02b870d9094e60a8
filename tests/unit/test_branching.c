// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Where a node is split: fractional columns and rows, what is learned from splits, and sides that are cut off because
 * they are proven to be empty. */
#include "engine/branch/branching.h"
#include "engine/lp/glpk_guard.h"
#include "random_problem.h"
#include "suite.h"
#include "tiny_program.h"

#include <math.h>
#include <string.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROGRAMS = 1000 };

/* minimise -10x - y,  2x + 2y <= 3,  x, y in {0, 1}: the relaxation stands at x = 1, y = 1/2 and costs -10.5. */
static const struct tiny_table half = {.n_columns = 2,
                                       .n_rows = 1,
                                       .cost = {-10, -1},
                                       .hi = {1, 1},
                                       .row_lo = {KOPPEL_ROW_NO_MIN},
                                       .row_hi = {3},
                                       .value = {{2, 2}}};

/* A table at its relaxation, and what is chosen for points that cost at most the cutoff. */
struct trial {
    const struct tiny_table *table;
    int64_t cutoff;
    struct koppel_deadline deadline;
    struct koppel_program program;
    struct koppel_node_bounds bounds;
    struct koppel_relaxation relaxation;
    struct koppel_branching branching;
    enum koppel_relaxation_state state;
    int64_t point[TINY_COLUMNS];
    double values[TINY_COLUMNS];
    double cost;
    int32_t n_fractional;
    struct koppel_branching_decision decision;
    int n_wrong;
};

static enum koppel_status run(void *data)
{
    struct trial *trial = data;
    enum koppel_status status = koppel_relaxation_make(&trial->relaxation, &trial->program, &trial->bounds);

    if (status == KOPPEL_OK) {
        status = koppel_branching_start(&trial->branching, &trial->program, &arena);
    }
    if (status != KOPPEL_OK) {
        return status;
    }
    koppel_relaxation_start(&trial->relaxation, trial->point, NULL);
    trial->state = koppel_relaxation_solve(&trial->relaxation, &trial->bounds, true, INFINITY, 0, &trial->deadline);
    memcpy(trial->values, trial->relaxation.values, (size_t)trial->program.n_columns * sizeof *trial->values);
    trial->cost = trial->relaxation.cost;
    trial->n_fractional = koppel_branching_find(&trial->branching, &trial->relaxation);
    if (trial->n_fractional > 0) {
        trial->decision = koppel_branching_choose(&trial->branching, &trial->relaxation, &trial->bounds, trial->cost,
                                                  trial->cutoff, &trial->deadline);
    }
    return KOPPEL_OK;
}

static void trial_run(struct trial *trial)
{
    bool lost = false;

    trial->program = tiny_program(trial->table);
    CU_ASSERT_EQUAL_FATAL(koppel_node_bounds_make(&trial->bounds, &trial->program, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_guard_run(run, trial, &lost), KOPPEL_OK);
    CU_ASSERT_EQUAL(trial->state, KOPPEL_RELAXATION_OPTIMAL);
}

static void trial_free(struct trial *trial)
{
    koppel_arena_free(&arena);
    koppel_relaxation_free(&trial->relaxation, true);
    koppel_arena_free(&arena);
    koppel_program_free(&trial->program);
}

/* y is the only column to split; 2x + 2y = 3 is whole, so the row is not. y <= 0 costs -10 at least, y >= 1 costs
 * -6. */
static void test_split_is_around_the_fractional_column(void)
{
    struct trial trial = {.table = &half, .cutoff = -6};

    trial_run(&trial);
    CU_ASSERT_EQUAL(trial.n_fractional, 1);
    CU_ASSERT_EQUAL(trial.branching.n_splits, 1);
    CU_ASSERT_EQUAL(trial.decision.n_forced, 0);
    CU_ASSERT_FALSE(trial.decision.is_closed);
    CU_ASSERT_EQUAL(trial.decision.split.candidate, 1);
    CU_ASSERT_EQUAL(trial.decision.split.floor, 0);
    CU_ASSERT_DOUBLE_EQUAL(trial.decision.split.fraction, 0.5, 1e-6);
    CU_ASSERT_EQUAL(trial.decision.side, 0); /* where the cost rises by 0.5, not by 4.5 */
    CU_ASSERT_EQUAL(trial.bounds.column_lo[1], 0);
    CU_ASSERT_EQUAL(trial.bounds.column_hi[1], 1);
    trial_free(&trial);
}

/* Where points of -7 are wanted, y >= 1 is empty: y is kept at 0. The point (1, 0) at -10 stays, also when -10 is the
 * most that may be paid. Where -11 is wanted, both sides are empty. */
static void test_side_that_is_proven_empty_is_cut_off(void)
{
    for (int64_t cutoff = -11; cutoff <= -7; cutoff++) {
        struct trial trial = {.table = &half, .cutoff = cutoff};

        trial_run(&trial);
        CU_ASSERT_EQUAL(trial.decision.n_forced, 1);
        CU_ASSERT_EQUAL(trial.decision.is_closed, cutoff == -11);
        if (!trial.decision.is_closed) {
            CU_ASSERT_EQUAL(trial.branching.forced[0].candidate, 1);
            CU_ASSERT_EQUAL(trial.branching.forced[0].lo, 0);
            CU_ASSERT_EQUAL(trial.branching.forced[0].hi, 0);
            CU_ASSERT_EQUAL(trial.bounds.column_hi[1], 0);
        }
        trial_free(&trial);
    }
}

/* Without time nothing is tried, so nothing is cut off; there is a split all the same. */
static void test_without_time_a_split_is_chosen_and_nothing_is_cut_off(void)
{
    const volatile sig_atomic_t stop = 1;
    struct trial trial = {.table = &half, .cutoff = -7};

    trial_run(&trial);
    trial.deadline.stop = &stop;
    trial.bounds.column_hi[1] = 1;
    trial.decision = koppel_branching_choose(&trial.branching, &trial.relaxation, &trial.bounds, trial.cost,
                                             trial.cutoff, &trial.deadline);
    CU_ASSERT_EQUAL(trial.decision.split.candidate, 1);
    CU_ASSERT_EQUAL(trial.decision.n_forced, 0);
    CU_ASSERT_FALSE(trial.decision.is_closed);
    CU_ASSERT_EQUAL(trial.bounds.column_hi[1], 1);
    trial_free(&trial);
}

/* Gains are per unit of distance: 3 over 0.5 is 6. A rise that is only known to be 3 at least tells nothing where 6 is
 * known; one of 4 over 0.5 does. Rows have an average of their own. */
static void test_gains_are_learned_per_unit_of_distance(void)
{
    struct koppel_program program = tiny_program(&half);
    struct koppel_branching branching;

    CU_ASSERT_EQUAL_FATAL(koppel_branching_start(&branching, &program, &arena), KOPPEL_OK);
    koppel_branching_learn(&branching, 1, 1, 0.5, 3, false);
    CU_ASSERT_EQUAL(branching.gains[1].count[1], 1);
    CU_ASSERT_DOUBLE_EQUAL(branching.gains[1].sum[1], 6, 1e-9);
    koppel_branching_learn(&branching, 1, 1, 0.5, 3, true);
    CU_ASSERT_EQUAL(branching.gains[1].count[1], 1);
    koppel_branching_learn(&branching, 1, 1, 0.5, 4, true);
    CU_ASSERT_EQUAL(branching.gains[1].count[1], 2);
    koppel_branching_learn(&branching, 1, 0, 0.5, -2, false);
    CU_ASSERT_EQUAL(branching.gains[1].count[0], 1);
    CU_ASSERT_DOUBLE_EQUAL(branching.gains[1].sum[0], 0, 1e-9);
    CU_ASSERT_EQUAL(branching.average[0].count[1], 2);
    CU_ASSERT_EQUAL(branching.average[1].count[1], 0);
    koppel_arena_free(&arena);
    koppel_program_free(&program);
}

static void test_candidates_are_columns_and_then_rows(void)
{
    struct koppel_program program = tiny_program(&half);
    struct koppel_node_bounds bounds;
    int64_t lo = 0, hi = 0;

    CU_ASSERT_EQUAL_FATAL(koppel_node_bounds_make(&bounds, &program, &arena), KOPPEL_OK);
    koppel_candidate_set(&program, &bounds, 2, 1, 2);
    koppel_candidate_set(&program, &bounds, 0, 1, 1);
    koppel_candidate_get(&program, &bounds, 2, &lo, &hi);
    CU_ASSERT_TRUE(lo == 1 && hi == 2 && bounds.row_lo[0] == 1 && bounds.row_hi[0] == 2);
    koppel_candidate_get(&program, &bounds, 0, &lo, &hi);
    CU_ASSERT_TRUE(lo == 1 && hi == 1 && bounds.column_lo[0] == 1);
    koppel_arena_free(&arena);
    koppel_program_free(&program);
}

/* Every point that costs at most the cutoff is within the limits that are left. */
static void look(void *data, const int64_t *point, int64_t cost)
{
    struct trial *trial = data;

    trial->n_wrong +=
        cost <= trial->cutoff && (trial->decision.is_closed || !allows_point(trial->table, &trial->bounds, point));
}

/* Is every split around a value that is not whole, and is none left out? */
static bool splits_are_right(const struct trial *trial)
{
    int32_t n_columns = trial->program.n_columns, n_fractional = 0, n_splits = 0;
    bool ok = true;

    for (int32_t c = 0; c < n_columns + trial->program.n_rows; c++) {
        double value = 0;
        bool is_fractional = false;

        for (int32_t k = 0; k < n_columns; k++) {
            value +=
                (c < n_columns ? (double)(c == k) : (double)trial->table->value[c - n_columns][k]) * trial->values[k];
        }
        is_fractional = fabs(value - round(value)) > 1e-5;
        n_splits += is_fractional;
        n_fractional += is_fractional && c < n_columns;
        for (int32_t k = 0; k < trial->branching.n_splits; k++) {
            const struct koppel_branching_split *split = &trial->branching.splits[k];

            ok = ok && (split->candidate != c || (is_fractional && (double)split->floor == floor(value) &&
                                                  fabs(value - (double)split->floor - split->fraction) < 1e-5));
        }
    }
    return ok && n_fractional == trial->n_fractional && n_splits == trial->branching.n_splits;
}

static void test_no_point_within_the_cutoff_is_cut_off(void)
{
    int n_split = 0, n_forced = 0, n_closed = 0;

    for (uint64_t seed = 0; seed < N_PROGRAMS; seed++) {
        struct trial trial = {0};
        struct tiny_table table = random_table(seed, 6, 4, trial.point);

        trial.table = &table;
        trial.cutoff = least_cost_of_table(&table) + 5 * (int64_t)(seed % 4) - 1;
        trial_run(&trial);
        CU_ASSERT_TRUE(splits_are_right(&trial));
        if (trial.n_fractional > 0) {
            each_point(&table, look, &trial);
            CU_ASSERT_EQUAL(trial.n_wrong, 0);
            n_split++;
            n_forced += trial.decision.n_forced > 0;
            n_closed += trial.decision.is_closed;
        }
        trial_free(&trial);
    }
    CU_ASSERT_TRUE(n_forced > N_PROGRAMS / 8);
    CU_ASSERT_TRUE(n_split - n_forced > N_PROGRAMS / 20);
    CU_ASSERT_TRUE(n_closed > N_PROGRAMS / 50);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_split_is_around_the_fractional_column),
        TEST(test_side_that_is_proven_empty_is_cut_off),
        TEST(test_without_time_a_split_is_chosen_and_nothing_is_cut_off),
        TEST(test_gains_are_learned_per_unit_of_distance),
        TEST(test_candidates_are_columns_and_then_rows),
        TEST(test_no_point_within_the_cutoff_is_cut_off),
        TEST_END,
    };

    return suite_run("branching", tests);
}
