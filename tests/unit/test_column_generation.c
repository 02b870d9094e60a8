// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Column generation: the linear relaxation of a tier by hand, and against a simplex that is given the whole program;
 * its prices prove no more than the best choice costs. */
#include "engine/lp/column_generation.h"
#include "engine/lp/glpk_guard.h"
#include "engine/lp/tier_program.h"
#include "large_problem.h"
#include "priced_problem.h"
#include "problem/load_reach.h"
#include "suite.h"

#include <math.h>

enum { N_PROBLEMS = 400, N_LARGE = 6 };

static const struct random_size tiny = {.agents = 6, .slots = 5, .loads = 3, .tiers = 3};

/* Runs it from the known choice. */
static struct koppel_column_generation generate(struct priced_problem *priced, const struct koppel_deadline *deadline)
{
    struct koppel_column_generation generation = {
        .lagrangian = &priced->lagrangian, .deadline = deadline, .slot_of = priced->slot_of, .arena = &priced->arena};

    CU_ASSERT_EQUAL_FATAL(koppel_column_generation_run(&generation), KOPPEL_OK);
    return generation;
}

static int row_type(int64_t lo, int64_t hi)
{
    if (lo == KOPPEL_ROW_NO_MIN) {
        return hi == KOPPEL_ROW_NO_MAX ? GLP_FR : GLP_UP;
    }
    return hi == KOPPEL_ROW_NO_MAX ? GLP_LO : (lo < hi ? GLP_DB : GLP_FX);
}

/* The least cost of the linear relaxation of the tier's program, by GLPK over all its columns. */
static double relaxed_cost(const struct priced_problem *priced)
{
    struct koppel_tier_program made;
    glp_prob *lp = glp_create_prob();
    double cost = 0;

    glp_term_out(GLP_OFF);
    CU_ASSERT_EQUAL_FATAL(koppel_tier_program_make(&made, &priced->problem, priced->tier, priced->best), KOPPEL_OK);
    glp_add_rows(lp, made.program.n_rows + 1);
    for (int32_t r = 0; r < made.program.n_rows; r++) {
        const struct koppel_program_row *row = &made.program.rows[r];

        glp_set_row_bnds(lp, r + 1, row_type(row->lo, row->hi), (double)row->lo, (double)row->hi);
    }
    for (int32_t c = 0; c < made.program.n_columns; c++) {
        const struct koppel_program_column *column = &made.program.columns[c];
        int index[64], n = 0;
        double value[64];

        for (int64_t k = made.program.first[c]; k < made.program.first[c + 1]; k++) {
            index[++n] = made.program.row[k] + 1;
            value[n] = (double)made.program.value[k];
        }
        glp_set_mat_col(lp, glp_add_cols(lp, 1), n, index, value);
        glp_set_obj_coef(lp, c + 1, (double)column->cost);
        glp_set_col_bnds(lp, c + 1, column->lo < column->hi ? GLP_DB : GLP_FX, (double)column->lo, (double)column->hi);
    }
    CU_ASSERT_EQUAL(glp_simplex(lp, NULL), 0);
    CU_ASSERT_EQUAL(glp_get_status(lp), GLP_OPT);
    cost = glp_get_obj_val(lp) * (double)made.unit;
    glp_delete_prob(lp);
    koppel_tier_program_free(&made);
    return cost;
}

/* Households of 4 and 2 persons, room for 3: the relaxation fills it, at 1 a person. Homes have no price, a person in
 * the neighbourhood costs 1, and nobody pays anything. */
static void test_relaxation_fills_a_cap_with_parts_of_households(void)
{
    struct priced_problem priced;
    const struct koppel_deadline never = {0};
    struct koppel_column_generation generation;
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 2, .slots = 2, .loads = 1, .measures = 1, .tiers = 1});
    double n_placed = 0;

    tiny_problem_measure(&problem, 0, (const int32_t[]){4, 2});
    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_entry(&problem, 1, 0, 0);
    tiny_problem_agent_costs(&problem, 0, (const int64_t[]){-4, -2});
    problem.loads[0].hi = 3;
    priced_problem_open(&priced, problem);
    generation = generate(&priced, &never);
    CU_ASSERT_TRUE(generation.is_optimal);
    CU_ASSERT_DOUBLE_EQUAL(generation.cost, -3, 1e-6);
    CU_ASSERT_TRUE(priced.lagrangian.bound == -3 * (koppel_wide)priced.lagrangian.scale);
    CU_ASSERT_EQUAL(priced.lagrangian.load_price[0], priced.lagrangian.scale);
    CU_ASSERT_EQUAL(priced.lagrangian.agent_price[0], 0);
    for (int64_t v = 0; v < generation.values.n_items; v++) {
        const struct koppel_class_value *item = &generation.values.items[v];

        n_placed += item->value * (item->pair < priced.classes.first[1] ? 4 : 2);
    }
    CU_ASSERT_DOUBLE_EQUAL(n_placed, 3, 1e-6);
    priced_problem_free(&priced);
}

/* Tier 0 wants 2 persons in home 0 and at most that: cost 0. Held, it keeps the household of 4 out of home 0 but for
 * a half, whose fit is 10 there and 1 in home 1. The relaxation: half in each, -5.5; a price of 9/8 on tier 0, which
 * costs 2 a person above 2 and below. */
static void test_held_tier_keeps_the_relaxation_at_its_cost(void)
{
    struct priced_problem priced;
    const struct koppel_deadline never = {0};
    struct koppel_column_generation generation;
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 2, .slots = 2, .loads = 1, .measures = 1, .tiers = 2});

    tiny_problem_measure(&problem, 0, (const int32_t[]){4, 2});
    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_term(&problem, 0, (struct koppel_term){.load = 0, .at = 2, .over = 2, .under = 2});
    tiny_problem_pair_costs(&problem, 1, (const int64_t[]){-10, -1, 0, 0});
    priced_problem_open(&priced, problem);
    CU_ASSERT_TRUE(priced.best[0] == 0 && priced.best[1] == -1);
    generation = generate(&priced, &never);
    CU_ASSERT_TRUE(generation.is_optimal);
    CU_ASSERT_DOUBLE_EQUAL(generation.cost, -5.5, 1e-6);
    CU_ASSERT_EQUAL(koppel_lagrangian_cost(&priced.lagrangian, 1), -5);
    CU_ASSERT_DOUBLE_EQUAL((double)priced.lagrangian.tier_price[0] / (double)priced.lagrangian.scale, 9.0 / 8, 1e-4);
    priced_problem_free(&priced);
}

/* What the rounding of the held tiers' prices to the Lagrangian's scale can cost the bound. */
static double rounding_of(const struct priced_problem *priced)
{
    double sum = 0;

    for (int32_t t = 0; t < priced->tier; t++) {
        sum += fabs((double)priced->best[t]);
        sum += (double)koppel_lagrangian_largest_cost(&priced->lagrangian, t) * priced->problem.n_agents;
    }
    return sum / (double)priced->lagrangian.scale;
}

static void test_relaxation_costs_what_the_whole_program_does(void)
{
    const struct koppel_deadline never = {0};
    int n_optimal = 0, n_above = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct priced_problem priced;
        struct koppel_column_generation generation;
        double cost = 0, bound = 0, size = 0;

        priced_problem_draw(&priced, seed, tiny);
        cost = relaxed_cost(&priced);
        generation = generate(&priced, &never);
        bound = (double)priced.lagrangian.bound / (double)priced.lagrangian.scale;
        size = 1e-4 * (1 + fabs(cost));
        CU_ASSERT_TRUE(koppel_lagrangian_cost(&priced.lagrangian, koppel_lagrangian_unit(&priced.lagrangian)) <=
                       priced.best[priced.tier]);
        CU_ASSERT_TRUE(bound <= cost + size);
        if (generation.is_optimal) {
            CU_ASSERT_TRUE(fabs(generation.cost - cost) <= size);
            CU_ASSERT_TRUE(bound >= cost - size - rounding_of(&priced));
        }
        n_optimal += generation.is_optimal;
        n_above += cost < (double)priced.best[priced.tier] - size;
        priced_problem_free(&priced);
    }
    CU_ASSERT_TRUE(n_optimal == N_PROBLEMS);
    CU_ASSERT_TRUE(n_above > N_PROBLEMS / 20); /* the relaxation is not the whole choice all the time */
}

/* Thirty homes, each of a class of its own, so that most pairs are left out at first and come in by their price. */
static void test_pairs_come_in_by_their_price(void)
{
    const struct koppel_deadline never = {0};

    for (uint64_t seed = 0; seed < N_LARGE; seed++) {
        struct priced_problem priced = {.best = {0}};
        struct koppel_column_generation generation;
        struct koppel_problem problem =
            tiny_problem((struct tiny_size){.agents = 12, .slots = 30, .loads = 2, .measures = 1, .tiers = 1});
        int64_t costs[12 * 30];
        uint64_t state = seed;

        for (int32_t k = 0; k < 12 * 30; k++) {
            costs[k] = -1000 + 10 * (k % 30) - random_between(&state, 0, 9);
        }
        for (int32_t j = 0; j < 30; j++) {
            tiny_problem_entry(&problem, j, j % 2, 0);
        }
        tiny_problem_pair_costs(&problem, 0, costs);
        priced.problem = problem;
        priced.problem.loads[0].hi = priced.problem.loads[1].hi = 5;
        for (int32_t i = 0; i < 12; i++) {
            priced.slot_of[i] = KOPPEL_NONE;
        }
        priced_problem_renew(&priced);
        generation = generate(&priced, &never);
        CU_ASSERT_TRUE(generation.is_optimal);
        CU_ASSERT_TRUE(generation.n_columns > 12 * 6); /* more than those that it began with */
        CU_ASSERT_TRUE(generation.n_columns < 12 * 30);
        CU_ASSERT_DOUBLE_EQUAL(generation.cost, relaxed_cost(&priced), 1e-4);
        CU_ASSERT_DOUBLE_EQUAL((double)priced.lagrangian.bound / (double)priced.lagrangian.scale, generation.cost,
                               1e-3);
        priced_problem_free(&priced);
    }
}

/* When time is up, what prices there are prove what they prove. */
static void test_expired_deadline_leaves_an_honest_bound(void)
{
    const volatile sig_atomic_t stop = 1;
    const struct koppel_deadline expired = {.stop = &stop};

    for (uint64_t seed = 0; seed < N_PROBLEMS / 4; seed++) {
        struct priced_problem priced;

        priced_problem_draw(&priced, seed, tiny);
        generate(&priced, &expired);
        CU_ASSERT_TRUE(koppel_lagrangian_cost(&priced.lagrangian, 1) <= priced.best[priced.tier]);
        priced_problem_free(&priced);
    }
}

/* GLPK aborts for lack of memory in the middle of its work: everything that is not its own is freed (the sanitizers
 * tell), and the next run is as good as any. */
static void test_abort_of_glpk_is_a_status_and_leaves_nothing_behind(void)
{
    enum { AGENTS = 1000 };
    static const int64_t none[1] = {0};
    const struct koppel_deadline never = {0};
    struct koppel_problem problem = large_problem(1, (struct large_size){AGENTS, 800, 4, 50, false, 1});
    struct koppel_arena arena = {0};
    struct koppel_classes classes;
    struct koppel_lagrangian lagrangian;
    int32_t slot_of[AGENTS];
    struct koppel_column_generation generation = {
        .lagrangian = &lagrangian, .deadline = &never, .slot_of = slot_of, .arena = &arena};

    for (int32_t i = 0; i < AGENTS; i++) {
        slot_of[i] = KOPPEL_NONE;
    }
    CU_ASSERT_EQUAL_FATAL(koppel_problem_limit_loads(&problem), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_classes_make(&classes, &problem, 1, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_lagrangian_make(&lagrangian, &problem, &classes, 0, none, &arena), KOPPEL_OK);
    glp_init_env();
    glp_mem_limit(1); /* MB */
    CU_ASSERT_EQUAL(koppel_column_generation_run(&generation), KOPPEL_E_MEMORY);
    CU_ASSERT_PTR_NULL(generation.values.items);
    CU_ASSERT_EQUAL(koppel_column_generation_run(&generation), KOPPEL_OK);
    CU_ASSERT_TRUE(generation.is_optimal && generation.values.n_items > 0);
    koppel_arena_free(&arena);
    koppel_problem_free(&problem);
    koppel_guard_end();
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_relaxation_fills_a_cap_with_parts_of_households),
        TEST(test_held_tier_keeps_the_relaxation_at_its_cost),
        TEST(test_relaxation_costs_what_the_whole_program_does),
        TEST(test_pairs_come_in_by_their_price),
        TEST(test_expired_deadline_leaves_an_honest_bound),
        TEST(test_abort_of_glpk_is_a_status_and_leaves_nothing_behind),
        TEST_END,
    };

    return suite_run("column generation", tests);
}
