// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Every engine against the exhaustive oracle on random tiny problems. */
#include "suite.h"

#include "engine/engine.h"
#include "random_problem.h"

#include <stdio.h>
#include <stdlib.h>

static const struct random_size tiny = {.agents = 8, .slots = 6, .loads = 4, .tiers = 4};

static uint64_t n_problems(void)
{
    return suite_is_long() ? 20000 : 2000;
}

static struct koppel_solution solve(const char *engine, const struct koppel_problem *problem)
{
    struct koppel_engine_options options = {0};
    struct koppel_solution solution = {0};
    enum koppel_status status = koppel_engine_find(engine)->solve(problem, &options, &solution);

    if (status != KOPPEL_OK) {
        printf("engine %s: %s\n", engine, koppel_status_name(status));
    }
    CU_ASSERT_EQUAL(status, KOPPEL_OK);
    return solution;
}

static bool same_costs(const struct koppel_solution *a, const struct koppel_solution *b)
{
    for (int32_t t = 0; t < a->n_tiers; t++) {
        if (a->tiers[t].cost != b->tiers[t].cost) {
            return false;
        }
    }
    return a->n_tiers == b->n_tiers;
}

static void test_exact_agrees_with_exhaustive(void)
{
    uint64_t n_infeasible = 0;

    for (uint64_t seed = 0; seed < n_problems(); seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        struct koppel_solution oracle = solve("exhaustive", &problem);
        struct koppel_solution exact = solve("exact", &problem);
        bool agrees =
            exact.outcome == oracle.outcome && same_costs(&exact, &oracle) && solution_is_honest(&problem, &exact);

        for (int32_t t = 0; t < exact.n_tiers && agrees; t++) {
            agrees = exact.tiers[t].proven && exact.tiers[t].bound == exact.tiers[t].cost;
        }
        if (!agrees) {
            printf("seed %d: outcome %d, oracle %d\n", (int)seed, (int)exact.outcome, (int)oracle.outcome);
        }
        CU_ASSERT_TRUE(agrees);
        n_infeasible += oracle.outcome == KOPPEL_INFEASIBLE;
        koppel_solution_free(&exact);
        koppel_solution_free(&oracle);
        koppel_problem_free(&problem);
    }
    /* The random problems are worth something only when both outcomes occur often. */
    CU_ASSERT_TRUE(n_infeasible > n_problems() / 20);
    CU_ASSERT_TRUE(n_infeasible < n_problems() / 2);
}

static void test_greedy_is_feasible_and_never_better_than_the_optimum(void)
{
    uint64_t n_found = 0, n_feasible = 0, n_best = 0;

    for (uint64_t seed = 0; seed < n_problems(); seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        struct koppel_solution oracle = solve("exhaustive", &problem);
        struct koppel_solution greedy = solve("greedy", &problem);
        bool ok = solution_is_honest(&problem, &greedy) && (greedy.slot_of == NULL || oracle.slot_of != NULL);

        for (int32_t t = 0; t < greedy.n_tiers && ok; t++) {
            ok = greedy.tiers[t].bound <= oracle.tiers[t].cost;
            if (greedy.tiers[t].cost != oracle.tiers[t].cost) {
                ok = ok && greedy.tiers[t].cost > oracle.tiers[t].cost;
                break;
            }
        }
        if (!ok) {
            printf("seed %d: greedy %d, oracle %d\n", (int)seed, (int)greedy.outcome, (int)oracle.outcome);
        }
        CU_ASSERT_TRUE(ok);
        n_feasible += oracle.slot_of != NULL;
        n_found += greedy.slot_of != NULL;
        n_best += greedy.slot_of != NULL && same_costs(&greedy, &oracle);
        koppel_solution_free(&greedy);
        koppel_solution_free(&oracle);
        koppel_problem_free(&problem);
    }
    printf("greedy: %d feasible, %d found, %d optimal\n", (int)n_feasible, (int)n_found, (int)n_best);
    CU_ASSERT_TRUE(n_found * 100 > n_feasible * 90);
    CU_ASSERT_TRUE(n_best * 100 > n_feasible * 60);
}

static void test_order_of_rows_never_changes_the_costs(void)
{
    for (uint64_t seed = 0; seed < n_problems() / 4; seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        struct koppel_problem permuted = random_permuted(&problem, seed);
        struct koppel_solution a = solve("exact", &problem);
        struct koppel_solution b = solve("exact", &permuted);

        CU_ASSERT_EQUAL(koppel_problem_check(&permuted), KOPPEL_OK);
        CU_ASSERT_EQUAL(a.outcome, b.outcome);
        CU_ASSERT_TRUE(same_costs(&a, &b));
        koppel_solution_free(&a);
        koppel_solution_free(&b);
        koppel_problem_free(&problem);
        koppel_problem_free(&permuted);
    }
}

static void test_one_more_slot_never_makes_the_first_tier_worse(void)
{
    for (uint64_t seed = 0; seed < n_problems() / 4; seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        struct koppel_problem larger = random_with_slot(&problem);
        struct koppel_solution a = solve("exact", &problem);
        struct koppel_solution b = solve("exact", &larger);

        CU_ASSERT_EQUAL(koppel_problem_check(&larger), KOPPEL_OK);
        CU_ASSERT_TRUE(a.slot_of == NULL || (b.slot_of != NULL && b.tiers[0].cost <= a.tiers[0].cost));
        koppel_solution_free(&a);
        koppel_solution_free(&b);
        koppel_problem_free(&problem);
        koppel_problem_free(&larger);
    }
}

/* The very same answer, or within an allowed gap and time. */
static bool same_answer(const struct koppel_problem *problem, const struct koppel_solution *a,
                        const struct koppel_solution *b)
{
    bool same = a->outcome == b->outcome && same_costs(a, b) && (a->slot_of == NULL) == (b->slot_of == NULL);

    for (int32_t t = 0; t < a->n_tiers && same; t++) {
        same = a->tiers[t].bound == b->tiers[t].bound;
    }
    for (int32_t i = 0; i < problem->n_agents && same && a->slot_of != NULL; i++) {
        same = a->slot_of[i] == b->slot_of[i];
    }
    return same;
}

/* Lists that agents share, states that are not held, and costs that are worked out, always or for large problems only,
 * change nothing. */
static void check_rules(const char *engine, struct random_size size, uint64_t n)
{
    uint64_t n_shared = 0;

    for (uint64_t seed = 0; seed < n; seed++) {
        struct koppel_problem problem = random_problem(seed, size);
        struct random_rule rules[8];
        struct koppel_problem by_rule = random_by_rule(&problem, seed % 2 == 0 ? 0 : 3, rules);
        struct koppel_solution a = solve(engine, &problem);
        struct koppel_solution b = solve(engine, &by_rule);

        CU_ASSERT_EQUAL(koppel_problem_check(&by_rule), KOPPEL_OK);
        if (!same_answer(&problem, &a, &b)) {
            printf("engine %s, seed %d: another answer by rules\n", engine, (int)seed);
            CU_FAIL("another answer by rules");
        }
        n_shared += by_rule.n_listed < by_rule.n_pairs;
        koppel_solution_free(&a);
        koppel_solution_free(&b);
        koppel_problem_free(&by_rule);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_shared > n / 4);
}

static void test_pairs_by_rules_have_the_same_answers(void)
{
    static const struct random_size more = {.agents = 40, .slots = 30, .loads = 6, .tiers = 3};

    check_rules("exhaustive", tiny, n_problems() / 8);
    check_rules("greedy", tiny, n_problems() / 8);
    check_rules("exact", tiny, n_problems() / 8);
    check_rules("scale", tiny, n_problems() / 4);
    check_rules("auto", tiny, n_problems() / 8);
    check_rules("scale", more, suite_is_long() ? 400 : 60);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_exact_agrees_with_exhaustive),
        TEST(test_greedy_is_feasible_and_never_better_than_the_optimum),
        TEST(test_order_of_rows_never_changes_the_costs),
        TEST(test_one_more_slot_never_makes_the_first_tier_worse),
        TEST(test_pairs_by_rules_have_the_same_answers),
        TEST_END,
    };

    return suite_run("engines", tests);
}
