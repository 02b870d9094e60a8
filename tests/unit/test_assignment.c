// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The least-cost assignment: its prices prove it, and the exhaustive engine agrees. */
#include "suite.h"

#include "engine/engine.h"
#include "engine/heuristic/assignment.h"
#include "random_problem.h"

#include <string.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROBLEMS = 3000, N_LARGE = 200 };

/* A random problem of one tier without loads and decisions. */
static struct koppel_problem draw(uint64_t seed)
{
    struct koppel_problem problem =
        random_problem(seed, (struct random_size){.agents = 7, .slots = 6, .loads = 0, .tiers = 1});

    memset(problem.state, KOPPEL_PAIR_FREE, (size_t)problem.n_pairs);
    return problem;
}

static void solve(struct koppel_assignment *assignment, const struct koppel_problem *problem)
{
    const struct koppel_deadline deadline = {0};
    bool fits = false;

    CU_ASSERT_EQUAL_FATAL(koppel_assignment_start(assignment, problem, 1, &fits, &arena), KOPPEL_OK);
    CU_ASSERT_TRUE_FATAL(fits);
    CU_ASSERT_EQUAL_FATAL(koppel_assignment_solve(assignment, &deadline), KOPPEL_OK);
}

/* The conditions of assignment.h under which prices prove the result. */
static bool prices_prove(const struct koppel_problem *problem, const struct koppel_assignment *assignment)
{
    const koppel_wide *u = assignment->agent_price;
    const koppel_wide *v = assignment->slot_price;
    bool ok = true;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        ok = ok && (problem->must_place[i] || u[i] <= 0);
        ok = ok && (assignment->pair_of[i] != KOPPEL_NONE || (!problem->must_place[i] && u[i] == 0));
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            koppel_wide reduced = koppel_cost_of_pair(problem, 0, i, p) - u[i] - v[problem->slot[p]];

            ok = ok && (reduced >= 0 || problem->places[problem->slot[p]] == 0);
            ok = ok && (reduced == 0 || p != assignment->pair_of[i]);
        }
    }
    for (int64_t c = 1; c < assignment->core.first[problem->n_agents]; c++) {
        ok = ok && assignment->core.pairs[c - 1].pair < assignment->core.pairs[c].pair; /* none comes twice */
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        ok = ok && v[j] <= 0 && (v[j] == 0 || assignment->n_free[j] == 0) && assignment->n_free[j] >= 0;
    }
    return ok;
}

static void test_assignment_is_proven_by_its_prices(void)
{
    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = draw(seed);
        struct koppel_assignment assignment;

        solve(&assignment, &problem);
        CU_ASSERT_TRUE(assignment.is_infeasible || prices_prove(&problem, &assignment));
        koppel_arena_free(&arena);
        koppel_problem_free(&problem);
    }
}

/* Many pairs an agent: most are left aside until prices show that they are needed. */
static void test_assignment_is_proven_by_its_prices_when_few_pairs_are_looked_at(void)
{
    int n_partly = 0;

    for (uint64_t seed = 0; seed < N_LARGE; seed++) {
        struct koppel_problem problem =
            random_problem(seed, (struct random_size){.agents = 60, .slots = 400, .loads = 0, .tiers = 1});
        struct koppel_assignment assignment;

        memset(problem.state, KOPPEL_PAIR_FREE, (size_t)problem.n_pairs);
        solve(&assignment, &problem);
        CU_ASSERT_TRUE(assignment.is_infeasible || prices_prove(&problem, &assignment));
        n_partly += assignment.core.first[problem.n_agents] < problem.n_pairs;
        koppel_arena_free(&arena);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_partly > N_LARGE / 4);
}

static void test_assignment_agrees_with_exhaustive(void)
{
    int n_infeasible = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = draw(seed);
        struct koppel_engine_options options = {0};
        struct koppel_solution oracle = {0};
        struct koppel_assignment assignment;
        int64_t cost = 0;

        solve(&assignment, &problem);
        CU_ASSERT_EQUAL(koppel_engine_find("exhaustive")->solve(&problem, &options, &oracle), KOPPEL_OK);
        CU_ASSERT_EQUAL(assignment.is_infeasible, oracle.outcome == KOPPEL_INFEASIBLE);
        for (int32_t i = 0; i < problem.n_agents; i++) {
            int64_t p = assignment.pair_of[i];

            cost += p != KOPPEL_NONE ? koppel_cost_of_pair(&problem, 0, i, p) : 0;
        }
        CU_ASSERT_TRUE(oracle.slot_of == NULL || oracle.tiers[0].cost == cost);
        n_infeasible += assignment.is_infeasible;
        koppel_solution_free(&oracle);
        koppel_arena_free(&arena);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_infeasible > N_PROBLEMS / 50);
}

static void test_assignment_free_is_safe_when_zeroed(void)
{
    struct koppel_assignment assignment = {0};

    koppel_arena_free(&arena);
    CU_ASSERT_PTR_NULL(assignment.core.pairs);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_assignment_is_proven_by_its_prices),
        TEST(test_assignment_is_proven_by_its_prices_when_few_pairs_are_looked_at),
        TEST(test_assignment_agrees_with_exhaustive),
        TEST(test_assignment_free_is_safe_when_zeroed),
        TEST_END,
    };

    return suite_run("assignment", tests);
}
