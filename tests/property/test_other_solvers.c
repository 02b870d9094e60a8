// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Other solvers, where they are installed, against the exact engine on random small problems: equal costs in every
 * tier. */
#include "suite.h"

#include "adapter/other_solvers.h"
#include "random_problem.h"

#include <stdio.h>
#include <string.h>

static const struct random_size small = {.agents = 10, .slots = 8, .loads = 4, .tiers = 3};

static uint64_t n_problems(void)
{
    return suite_is_long() ? 400 : 40;
}

/* Solves the random problem of that seed; its empty solution says why when the program is not here. */
static enum koppel_status solve(const char *engine, const struct koppel_problem *problem,
                                struct koppel_solution *solution)
{
    struct koppel_engine_options options = {.deadline = koppel_deadline_in(60, NULL)};

    return koppel_solver_find(engine)->solve(problem, &options, solution);
}

static bool is_installed(const char *engine)
{
    struct koppel_problem problem = random_problem(1, small);
    struct koppel_solution solution = {0};
    bool is_here = solve(engine, &problem, &solution) == KOPPEL_OK;

    koppel_solution_free(&solution);
    koppel_problem_free(&problem);
    return is_here;
}

/* Equal costs; and what it says is the least is no more than they are. */
static bool agrees(const struct koppel_problem *problem, const struct koppel_solution *exact,
                   const struct koppel_solution *other)
{
    bool ok = false;

    if (problem->n_pairs == 0) { /* nothing to choose: the solver is not asked */
        return other->outcome == exact->outcome;
    }
    if (exact->slot_of == NULL) {
        return exact->outcome == KOPPEL_INFEASIBLE && other->slot_of == NULL && other->outcome == KOPPEL_NO_ANSWER &&
               strstr(other->note, "no proposal meets every must") != NULL;
    }
    if (other->slot_of == NULL || other->outcome == KOPPEL_PROVEN || !other->is_finished ||
        koppel_problem_feasible(problem, other->slot_of, &ok) != KOPPEL_OK || !ok) {
        return false;
    }
    for (int32_t t = 0; t < exact->n_tiers; t++) {
        if (other->tiers[t].cost != exact->tiers[t].cost || !other->tiers[t].has_said_bound ||
            other->tiers[t].said_bound != other->tiers[t].cost || other->tiers[t].bound != INT64_MIN ||
            other->tiers[t].proven) {
            return false;
        }
    }
    return other->n_tiers == exact->n_tiers;
}

static void compare(const char *engine)
{
    uint64_t n_feasible = 0;

    if (!is_installed(engine)) {
        printf("not tested here: %s is not installed\n", engine);
        CU_PASS(engine);
        return;
    }
    for (uint64_t seed = 0; seed < n_problems(); seed++) {
        struct koppel_problem problem = random_problem(seed, small);
        struct koppel_solution exact = {0};
        struct koppel_solution other = {0};
        bool ok = solve("exact", &problem, &exact) == KOPPEL_OK && solve(engine, &problem, &other) == KOPPEL_OK &&
                  agrees(&problem, &exact, &other);

        if (!ok) {
            printf("seed %d, %s: %s\n", (int)seed, engine, other.note);
        }
        CU_ASSERT_TRUE(ok);
        n_feasible += exact.slot_of != NULL;
        koppel_solution_free(&exact);
        koppel_solution_free(&other);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_feasible > n_problems() / 2);
    CU_ASSERT_TRUE(n_feasible < n_problems());
}

static void test_glpsol_agrees_with_exact(void)
{
    compare("glpsol");
}

static void test_cbc_agrees_with_exact(void)
{
    compare("cbc");
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_glpsol_agrees_with_exact),
        TEST(test_cbc_agrees_with_exact),
        TEST_END,
    };

    return suite_run("other_solvers", tests);
}
