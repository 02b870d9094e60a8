// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The engine for large problems against the exhaustive oracle and the exact engine on random problems. */
#include "suite.h"

#include "engine/engine.h"
#include "large_problem.h"
#include "random_problem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct random_size tiny = {.agents = 8, .slots = 6, .loads = 4, .tiers = 4};
static const struct random_size small = {.agents = 16, .slots = 14, .loads = 7, .tiers = 4};

static uint64_t n_problems(void)
{
    return 1000; /* more take minutes: a few of the larger ones are hard to prove */
}

static struct koppel_solution solve(const char *engine, const struct koppel_problem *problem,
                                    const struct koppel_engine_options *options)
{
    struct koppel_solution solution = {0};
    enum koppel_status status = koppel_engine_find(engine)->solve(problem, options, &solution);

    if (status != KOPPEL_OK) {
        printf("engine %s: %s\n", engine, koppel_status_name(status));
    }
    CU_ASSERT_EQUAL(status, KOPPEL_OK);
    return solution;
}

static bool is_proven_optimum(const struct koppel_solution *found, const struct koppel_solution *known)
{
    if (found->outcome != known->outcome || found->n_tiers != known->n_tiers) {
        return false;
    }
    for (int32_t t = 0; t < found->n_tiers; t++) {
        const struct koppel_tier_result *tier = &found->tiers[t];

        if (tier->cost != known->tiers[t].cost || tier->bound != tier->cost || !tier->proven) {
            return false;
        }
    }
    return true;
}

/* As long as the tiers before are optimal, no bound is above the optimum; within the gap asked for, tiers are proven.
 */
static bool bounds_hold(const struct koppel_solution *found, const struct koppel_solution *known)
{
    for (int32_t t = 0; t < found->n_tiers; t++) {
        if (found->tiers[t].bound > known->tiers[t].cost) {
            return false;
        }
        if (found->tiers[t].cost != known->tiers[t].cost) {
            return found->tiers[t].cost > known->tiers[t].cost;
        }
    }
    return true;
}

/* The least cost of a tier over all choices that cost at most `most` in the tiers before; tries every choice. */
static void try_all(const struct koppel_problem *problem, int32_t agent, int32_t *slot_of, int32_t tier,
                    const struct koppel_tier_result *most, int64_t *least)
{
    int64_t loads[16];
    bool ok = false;

    if (agent < problem->n_agents) {
        slot_of[agent] = KOPPEL_NONE;
        try_all(problem, agent + 1, slot_of, tier, most, least);
        for (int64_t p = problem->first[agent]; p < problem->first[agent + 1]; p++) {
            slot_of[agent] = problem->slot[p];
            try_all(problem, agent + 1, slot_of, tier, most, least);
        }
        return;
    }
    koppel_problem_loads(problem, slot_of, loads);
    for (int32_t t = 0; t < tier; t++) {
        if (koppel_problem_cost(problem, t, slot_of, loads) > most[t].cost) {
            return;
        }
    }
    if (koppel_problem_cost(problem, tier, slot_of, loads) < *least &&
        koppel_problem_feasible(problem, slot_of, &ok) == KOPPEL_OK && ok) {
        *least = koppel_problem_cost(problem, tier, slot_of, loads);
    }
}

/* Also after a tier that was left with a gap, the bounds of later tiers hold for its cost. */
static void test_bounds_hold_for_the_costs_of_the_tiers_before(void)
{
    const struct random_size mini = {.agents = 6, .slots = 5, .loads = 3, .tiers = 4};
    const struct koppel_engine_options loose = {.gap_ppm = 900000};
    int n_gaps = 0;

    for (uint64_t seed = 0; seed < n_problems() / 4; seed++) {
        struct koppel_problem problem = random_problem(seed, mini);
        struct koppel_solution found = solve("scale", &problem, &loose);
        int32_t slot_of[8];

        for (int32_t t = 0; t < found.n_tiers; t++) {
            int64_t least = INT64_MAX;

            try_all(&problem, 0, slot_of, t, found.tiers, &least);
            CU_ASSERT_TRUE(found.tiers[t].bound <= least);
            n_gaps += found.tiers[t].bound < found.tiers[t].cost;
        }
        koppel_solution_free(&found);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_gaps > 10);
}

static void agree(const char *other, struct random_size size, uint64_t n)
{
    const struct koppel_engine_options options = {0};

    for (uint64_t seed = 0; seed < n; seed++) {
        struct koppel_problem problem = random_problem(seed, size);
        struct koppel_solution known = solve(other, &problem, &options);
        struct koppel_solution found = solve("scale", &problem, &options);
        bool ok = is_proven_optimum(&found, &known) && solution_is_honest(&problem, &found);

        if (!ok) {
            printf("seed %d: outcome %d, %s %d\n", (int)seed, (int)found.outcome, other, (int)known.outcome);
            for (int32_t t = 0; t < found.n_tiers && t < known.n_tiers; t++) {
                printf("  tier %d: cost %lld bound %lld, known %lld\n", (int)t, (long long)found.tiers[t].cost,
                       (long long)found.tiers[t].bound, (long long)known.tiers[t].cost);
            }
        }
        CU_ASSERT_TRUE(ok);
        koppel_solution_free(&known);
        koppel_solution_free(&found);
        koppel_problem_free(&problem);
    }
}

static void test_scale_agrees_with_exhaustive(void)
{
    agree("exhaustive", tiny, n_problems());
}

static void test_scale_agrees_with_exact_on_larger_problems(void)
{
    agree("exact", small, n_problems() / 4);
}

static void test_bounds_hold_when_a_gap_is_allowed_or_time_is_short(void)
{
    const struct koppel_engine_options exact_options = {0};
    const struct koppel_engine_options loose = {.gap_ppm = 50000};

    for (uint64_t seed = 0; seed < n_problems() / 4; seed++) {
        struct koppel_problem problem = random_problem(seed, small);
        struct koppel_solution known = solve("exact", &problem, &exact_options);
        struct koppel_solution with_gap = solve("scale", &problem, &loose);
        const struct koppel_engine_options hasty = {.deadline = koppel_deadline_in(0.002, NULL)};
        struct koppel_solution stopped = solve("scale", &problem, &hasty);

        CU_ASSERT_TRUE(solution_is_honest(&problem, &with_gap) && bounds_hold(&with_gap, &known));
        CU_ASSERT_TRUE(solution_is_honest(&problem, &stopped) && bounds_hold(&stopped, &known));
        for (int32_t t = 0; stopped.slot_of != NULL && t < stopped.n_tiers; t++) {
            CU_ASSERT_NOT_EQUAL(stopped.tiers[t].bound, INT64_MIN);
        }
        koppel_solution_free(&known);
        koppel_solution_free(&with_gap);
        koppel_solution_free(&stopped);
        koppel_problem_free(&problem);
    }
}

static void test_threads_never_change_the_choice(void)
{
    for (uint64_t seed = 0; seed < 4; seed++) {
        struct koppel_problem problem =
            large_problem(seed, (struct large_size){.agents = 60,
                                                    .slots = 70,
                                                    .areas = 3,
                                                    .linked_percent = 100 - 10 * (int32_t)seed,
                                                    .spread_must = seed % 2 == 0,
                                                    .micro = 1});
        struct koppel_solution one = solve("scale", &problem, &(struct koppel_engine_options){.gap_ppm = 100});
        struct koppel_solution two =
            solve("scale", &problem, &(struct koppel_engine_options){.gap_ppm = 100, .n_threads = 2});

        CU_ASSERT_EQUAL(koppel_problem_check(&problem), KOPPEL_OK);
        CU_ASSERT_EQUAL(one.outcome, KOPPEL_PROVEN);
        CU_ASSERT_TRUE(solution_is_honest(&problem, &one));
        CU_ASSERT_PTR_NOT_NULL_FATAL(one.slot_of);
        CU_ASSERT_PTR_NOT_NULL_FATAL(two.slot_of);
        CU_ASSERT_EQUAL(memcmp(one.slot_of, two.slot_of, (size_t)problem.n_agents * sizeof *one.slot_of), 0);
        CU_ASSERT_EQUAL(memcmp(one.tiers, two.tiers, (size_t)problem.n_tiers * sizeof *one.tiers), 0);
        koppel_solution_free(&one);
        koppel_solution_free(&two);
        koppel_problem_free(&problem);
    }
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_scale_agrees_with_exhaustive),
        TEST(test_scale_agrees_with_exact_on_larger_problems),
        TEST(test_bounds_hold_when_a_gap_is_allowed_or_time_is_short),
        TEST(test_bounds_hold_for_the_costs_of_the_tiers_before),
        TEST(test_threads_never_change_the_choice),
        TEST_END,
    };

    return suite_run("scale engine", tests);
}
