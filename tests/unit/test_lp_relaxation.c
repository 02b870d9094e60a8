// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* A relaxation that is given few of its columns comes to what all of them come to. */
#include "engine/lp/glpk_guard.h"
#include "engine/lp/lp_relaxation.h"
#include "random_problem.h"
#include "suite.h"

#include <math.h>
#include <stdlib.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

/* Agents times slots columns are more than the relaxation takes at once. */
enum { N_AGENTS = 30, N_SLOTS = 110, N_LOADS = 4, N_PROGRAMS = 6, N_STEPS = 12 };

struct trial {
    struct koppel_program program;
    struct koppel_node_bounds limits;
    struct koppel_relaxation relaxation;
    uint64_t random;
    struct koppel_deadline deadline;
    int64_t *point;
    int64_t *scratch;
    int n_optimal, n_infeasible, n_cutoff, n_wrong;
    int n_given; /* most columns that GLPK had */
};

static int64_t draw(struct trial *trial, int64_t n)
{
    return random_between(&trial->random, 0, n - 1);
}

/* Every agent one slot at most, every slot one agent, and loads that limit what agents add to their slots. */
static void make_program(struct trial *trial)
{
    struct koppel_program *program = &trial->program;
    int32_t row = 0, column = 0;

    for (int r = 0; r < N_AGENTS + N_SLOTS; r++) {
        CU_ASSERT_EQUAL(koppel_program_add_row(program, 0, 1, true, &row), KOPPEL_OK);
    }
    for (int g = 0; g < N_LOADS; g++) {
        CU_ASSERT_EQUAL(koppel_program_add_row(program, 2, 14, true, &row), KOPPEL_OK);
    }
    for (int i = 0; i < N_AGENTS; i++) {
        for (int j = 0; j < N_SLOTS; j++) {
            struct koppel_program_column new = {.hi = 1, .cost = -draw(trial, 1000), .is_integer = true};

            koppel_program_add_column(program, new, &column);
            koppel_program_add_value(program, i, 1);
            koppel_program_add_value(program, N_AGENTS + j, 1);
            koppel_program_add_value(program, N_AGENTS + N_SLOTS + j % N_LOADS, 1 + i % 5);
        }
    }
    CU_ASSERT_EQUAL(koppel_program_finish(program), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_node_bounds_make(&trial->limits, program, &arena), KOPPEL_OK);
}

/* The relaxation with all columns. @return false: nothing keeps the limits */
static bool solve_all(const struct trial *trial, double *cost)
{
    const struct koppel_program *program = &trial->program;
    const struct koppel_node_bounds *limits = &trial->limits;
    glp_prob *lp = glp_create_prob();
    bool is_optimal = false;

    glp_add_rows(lp, program->n_rows);
    glp_add_cols(lp, program->n_columns);
    for (int r = 0; r < program->n_rows; r++) {
        glp_set_row_bnds(lp, r + 1, limits->row_lo[r] < limits->row_hi[r] ? GLP_DB : GLP_FX, (double)limits->row_lo[r],
                         (double)limits->row_hi[r]);
    }
    for (int c = 0; c < program->n_columns; c++) {
        int index[4];
        double value[4];
        int n = 0;

        for (int64_t k = program->first[c]; k < program->first[c + 1]; k++) {
            index[++n] = program->row[k] + 1;
            value[n] = (double)program->value[k];
        }
        glp_set_mat_col(lp, c + 1, n, index, value);
        glp_set_obj_coef(lp, c + 1, (double)program->columns[c].cost);
        glp_set_col_bnds(lp, c + 1, limits->column_lo[c] < limits->column_hi[c] ? GLP_DB : GLP_FX,
                         (double)limits->column_lo[c], (double)limits->column_hi[c]);
    }
    glp_simplex(lp, NULL);
    is_optimal = glp_get_status(lp) == GLP_OPT;
    *cost = glp_get_obj_val(lp);
    glp_delete_prob(lp);
    return is_optimal;
}

/* Compares an answer with that of all columns. */
static void compare(struct trial *trial, enum koppel_relaxation_state state, double cutoff)
{
    const struct koppel_relaxation *relaxation = &trial->relaxation;
    double cost = 0;
    bool is_right = false;
    bool is_feasible = solve_all(trial, &cost);

    if (state == KOPPEL_RELAXATION_OPTIMAL) {
        int64_t bound = koppel_program_bound(&trial->program, &trial->limits, relaxation->prices, true, trial->scratch);

        trial->n_optimal++;
        is_right = is_feasible && fabs(relaxation->cost - cost) < 1e-3 && (double)bound <= ceil(cost + 1e-3) &&
                   (double)bound >= cost - 1e-2;
    } else if (state == KOPPEL_RELAXATION_CUTOFF) {
        trial->n_cutoff++;
        is_right = !is_feasible || cost > cutoff - 1e-3;
    } else if (state == KOPPEL_RELAXATION_INFEASIBLE) {
        trial->n_infeasible++;
        is_right = !is_feasible &&
                   koppel_program_bound(&trial->program, &trial->limits, relaxation->prices, false, trial->scratch) > 0;
    }
    trial->n_wrong += !is_right;
    if (glp_get_num_cols(relaxation->lp) > trial->n_given) {
        trial->n_given = glp_get_num_cols(relaxation->lp);
    }
}

/* Other limits, some of which nothing keeps: columns fixed, rows narrowed. */
static void change_limits(struct trial *trial)
{
    int32_t load = N_AGENTS + N_SLOTS + (int32_t)draw(trial, N_LOADS);

    for (int k = 0; k < 200; k++) {
        trial->limits.column_hi[draw(trial, trial->program.n_columns)] = 0;
    }
    if (draw(trial, 2) == 0) {
        int32_t i = (int32_t)draw(trial, N_AGENTS), c = i * N_SLOTS + (int32_t)draw(trial, N_SLOTS);

        trial->limits.column_lo[c] = trial->limits.column_hi[c];
    }
    trial->limits.row_lo[load] = draw(trial, 12);
    trial->limits.row_hi[load] = trial->limits.row_lo[load] + draw(trial, 3);
    trial->limits.row_lo[draw(trial, N_AGENTS)] = 1;
}

static enum koppel_status run_trial(void *data)
{
    struct trial *trial = data;
    enum koppel_relaxation_state state;

    koppel_relaxation_make(&trial->relaxation, &trial->program, &trial->limits);
    koppel_relaxation_start(&trial->relaxation, trial->point, NULL);
    state = koppel_relaxation_solve(&trial->relaxation, &trial->limits, true, INFINITY, 0, &trial->deadline);
    compare(trial, state, INFINITY);
    for (int step = 0; step < N_STEPS; step++) {
        double cutoff = step % 3 == 2 ? trial->relaxation.cost + 20 : INFINITY;
        struct koppel_relaxation part;

        if (step == N_STEPS / 2) { /* what the limits leave by now, in a relaxation of its own */
            koppel_arena_free(&arena);
            koppel_node_bounds_make(&trial->limits, &trial->program, &arena);
            change_limits(trial);
            koppel_relaxation_part(&part, &trial->relaxation, &trial->limits);
            koppel_relaxation_free(&trial->relaxation, true);
            trial->relaxation = part;
        } else {
            change_limits(trial);
        }
        state = koppel_relaxation_solve(&trial->relaxation, &trial->limits, false, cutoff, 0, &trial->deadline);
        compare(trial, state, cutoff);
    }
    return KOPPEL_OK;
}

static void test_few_columns_come_to_what_all_come_to(void)
{
    int n_optimal = 0, n_infeasible = 0, n_cutoff = 0;

    for (int k = 0; k < N_PROGRAMS; k++) {
        struct trial trial = {.random = (uint64_t)k + 1};
        bool lost = false;

        make_program(&trial);
        trial.point = calloc((size_t)trial.program.n_columns, sizeof *trial.point);
        trial.scratch = calloc((size_t)trial.program.n_rows, sizeof *trial.scratch);
        CU_ASSERT_EQUAL(koppel_guard_run(run_trial, &trial, &lost), KOPPEL_OK);
        CU_ASSERT_EQUAL(trial.n_wrong, 0);
        CU_ASSERT(trial.n_given < trial.program.n_columns / 2);
        n_optimal += trial.n_optimal;
        n_infeasible += trial.n_infeasible;
        n_cutoff += trial.n_cutoff;
        koppel_relaxation_free(&trial.relaxation, !lost);
        koppel_arena_free(&arena);
        koppel_program_free(&trial.program);
        free(trial.point);
        free(trial.scratch);
    }
    CU_ASSERT(n_optimal >= 20);
    CU_ASSERT(n_infeasible >= 3);
    CU_ASSERT(n_cutoff >= 3);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_few_columns_come_to_what_all_come_to),
        TEST_END,
    };
    return suite_run("relaxation", tests);
}
