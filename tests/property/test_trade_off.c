// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The trade-off between two tiers is the one that trying every choice finds. */
#include "random_problem.h"
#include "suite.h"

#include "engine/epsilon_constraint.h"

#include <stdlib.h>
#include <string.h>

enum { SHORT_PROBLEMS = 400, LONG_PROBLEMS = 6000, MOST_AGENTS = 12, MOST_TIERS = 4 };

/* Every feasible choice is tried; kept are the points of those that are best in the tiers before. */
struct trial {
    const struct koppel_problem *problem;
    int32_t slot_of[MOST_AGENTS];
    int64_t loads[64];
    int64_t held[MOST_TIERS]; /* best costs of the tiers before the last two */
    bool is_found;
    struct {
        int64_t a, b;
    } points[100000];
    int32_t n_points;
};

/* Below, equal to or above 0: the tiers before the last two against the best so far. */
static int compare_held(struct trial *trial, const int64_t *costs)
{
    for (int32_t t = 0; t < trial->problem->n_tiers - 2; t++) {
        if (costs[t] != trial->held[t]) {
            return costs[t] < trial->held[t] ? -1 : 1;
        }
    }
    return 0;
}

static void weigh(struct trial *trial)
{
    const struct koppel_problem *problem = trial->problem;
    int64_t costs[MOST_TIERS];
    int order = 0;
    bool ok = false;

    CU_ASSERT_EQUAL(koppel_problem_feasible(problem, trial->slot_of, &ok), KOPPEL_OK);
    if (!ok) {
        return;
    }
    koppel_problem_loads(problem, trial->slot_of, trial->loads);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        costs[t] = koppel_problem_cost(problem, t, trial->slot_of, trial->loads);
    }
    order = trial->is_found ? compare_held(trial, costs) : -1;
    if (order > 0) {
        return;
    }
    if (order < 0) {
        trial->n_points = 0;
        memcpy(trial->held, costs, sizeof trial->held);
    }
    trial->is_found = true;
    for (int32_t k = 0; k < trial->n_points; k++) {
        if (trial->points[k].a <= costs[problem->n_tiers - 2] && trial->points[k].b <= costs[problem->n_tiers - 1]) {
            return;
        }
    }
    trial->points[trial->n_points].a = costs[problem->n_tiers - 2];
    trial->points[trial->n_points++].b = costs[problem->n_tiers - 1];
}

static void try_all(struct trial *trial, int32_t i)
{
    const struct koppel_problem *problem = trial->problem;

    if (i == problem->n_agents) {
        weigh(trial);
        return;
    }
    trial->slot_of[i] = KOPPEL_NONE;
    try_all(trial, i + 1);
    for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
        trial->slot_of[i] = problem->slot[p];
        try_all(trial, i + 1);
    }
}

static bool is_dominated(const struct trial *trial, int32_t k)
{
    for (int32_t o = 0; o < trial->n_points; o++) {
        if (o != k && trial->points[o].a <= trial->points[k].a && trial->points[o].b <= trial->points[k].b) {
            return true;
        }
    }
    return false;
}

static bool has_point(const struct koppel_trade_off *trade_off, int64_t a, int64_t b)
{
    for (int32_t k = 0; k < trade_off->n_points; k++) {
        if (trade_off->points[k].a == a && trade_off->points[k].b == b) {
            return true;
        }
    }
    return false;
}

/* A problem of two or three tiers; the last is made a goal over pairs: to be maximised, or for every third seed to be
 * minimised. */
static struct koppel_problem draw(uint64_t seed)
{
    const struct random_size size = {.agents = 5, .slots = 5, .loads = 3, .tiers = 3};
    struct koppel_problem problem = random_problem(seed, size);
    struct koppel_tier *last = NULL;
    uint64_t state = seed;

    for (uint64_t again = 1; problem.n_tiers < 2; again++) {
        koppel_problem_free(&problem);
        problem = random_problem(seed + again * 1000003, size);
    }
    last = &problem.tiers[problem.n_tiers - 1];

    free(last->agent_cost);
    free(last->pair_cost);
    free(last->terms);
    last->agent_cost = NULL;
    last->terms = NULL;
    last->n_terms = 0;
    last->pair_cost = calloc((size_t)problem.n_pairs + 1, sizeof *last->pair_cost);
    for (int64_t p = 0; last->pair_cost != NULL && p < problem.n_pairs; p++) {
        last->pair_cost[p] = random_between(&state, 0, 9) * (seed % 3 == 0 ? 3 : -3);
    }
    return problem;
}

/* Cuts a problem in two that share no slot and no load, so that its trade-off is a sum of two. */
static void cut_in_two(struct koppel_problem *problem)
{
    for (int32_t j = 0; j < problem->n_slots; j++) {
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            problem->entries[e].load = problem->n_loads > 1 ? j % 2 : problem->entries[e].load;
        }
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            if (problem->slot[p] % 2 != i % 2) {
                problem->state[p] = KOPPEL_PAIR_BANNED;
            }
        }
    }
}

/* Points rise in a, fall in b, and have the costs that they claim. */
static void expect_honest(const struct koppel_problem *problem, const struct koppel_trade_off *trade_off)
{
    int64_t loads[64];

    for (int32_t k = 0; k < trade_off->n_points; k++) {
        const struct koppel_trade_off_point *point = &trade_off->points[k];
        bool ok = false;

        CU_ASSERT_EQUAL(koppel_problem_feasible(problem, point->slot_of, &ok), KOPPEL_OK);
        CU_ASSERT_TRUE(ok);
        koppel_problem_loads(problem, point->slot_of, loads);
        CU_ASSERT_EQUAL(koppel_problem_cost(problem, problem->n_tiers - 2, point->slot_of, loads), point->a);
        CU_ASSERT_EQUAL(koppel_problem_cost(problem, problem->n_tiers - 1, point->slot_of, loads), point->b);
        CU_ASSERT_TRUE(k == 0 || (point->a > point[-1].a && point->b < point[-1].b));
    }
}

static void test_trade_off_is_what_trying_everything_finds(void)
{
    uint64_t n = suite_is_long() ? LONG_PROBLEMS : SHORT_PROBLEMS;
    const struct koppel_engine_options options = {0};
    static struct trial trial;
    int32_t most_points = 0;

    for (uint64_t seed = 0; seed < n; seed++) {
        struct koppel_problem problem = draw(seed);
        struct koppel_trade_off trade_off = {0};
        int32_t n_points = 0;

        if (seed % 2 == 0) {
            cut_in_two(&problem);
        }
        trial.problem = &problem;
        trial.is_found = false;
        trial.n_points = 0;
        try_all(&trial, 0);
        CU_ASSERT_EQUAL(koppel_trade_off_find(&problem, koppel_engine_find(NULL), &options, 0, &trade_off), KOPPEL_OK);
        CU_ASSERT_TRUE(trade_off.is_complete && !trade_off.is_stopped);
        expect_honest(&problem, &trade_off);
        for (int32_t k = 0; k < trial.n_points; k++) {
            if (!is_dominated(&trial, k)) {
                n_points++;
                CU_ASSERT_TRUE(has_point(&trade_off, trial.points[k].a, trial.points[k].b));
            }
        }
        CU_ASSERT_EQUAL(trade_off.n_points, n_points);
        most_points = n_points > most_points ? n_points : most_points;
        koppel_trade_off_free(&trade_off);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(most_points > 4);
}

/* With fewer points each is still one of all. */
static void test_trade_off_of_some_points_is_part_of_the_whole(void)
{
    const struct koppel_engine_options options = {0};
    int32_t n_left_out = 0;

    for (uint64_t seed = 0; seed < SHORT_PROBLEMS; seed++) {
        struct koppel_problem problem = draw(seed);
        struct koppel_trade_off all = {0};
        struct koppel_trade_off some = {0};

        CU_ASSERT_EQUAL(koppel_trade_off_find(&problem, koppel_engine_find(NULL), &options, 0, &all), KOPPEL_OK);
        CU_ASSERT_EQUAL(koppel_trade_off_find(&problem, koppel_engine_find(NULL), &options, 3, &some), KOPPEL_OK);
        CU_ASSERT_TRUE(some.n_points <= all.n_points && (some.n_points > 0) == (all.n_points > 0));
        for (int32_t k = 0; k < some.n_points; k++) {
            CU_ASSERT_TRUE(has_point(&all, some.points[k].a, some.points[k].b));
        }
        if (some.n_points < all.n_points) {
            n_left_out++;
            CU_ASSERT_FALSE(some.is_complete || some.is_stopped);
            CU_ASSERT_EQUAL(some.points[some.n_points - 1].b, all.points[all.n_points - 1].b);
        }
        koppel_trade_off_free(&all);
        koppel_trade_off_free(&some);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_left_out > 0);
}

static int n_solves_left; /* until the engine below is out of time */

static enum koppel_status solve_until_stopped(const struct koppel_problem *problem,
                                              const struct koppel_engine_options *options,
                                              struct koppel_solution *solution)
{
    enum koppel_status status = koppel_engine_find(NULL)->solve(problem, options, solution);

    if (n_solves_left-- <= 0 && solution->outcome == KOPPEL_PROVEN) {
        solution->outcome = KOPPEL_FEASIBLE;
    }
    return status;
}

/* What is there has the least costs of a, and it is told that more would follow. */
static void test_trade_off_says_so_when_it_was_stopped(void)
{
    const struct koppel_engine engine = {.name = "stopped", .solve = solve_until_stopped};
    const struct koppel_engine_options options = {0};
    int32_t n_begun = 0;

    for (uint64_t seed = 0; seed < SHORT_PROBLEMS; seed++) {
        struct koppel_problem problem = draw(seed);
        struct koppel_trade_off all = {0};
        struct koppel_trade_off some = {0};

        CU_ASSERT_EQUAL(koppel_trade_off_find(&problem, koppel_engine_find(NULL), &options, 0, &all), KOPPEL_OK);
        n_solves_left = 3;
        CU_ASSERT_EQUAL(koppel_trade_off_find(&problem, &engine, &options, 0, &some), KOPPEL_OK);
        CU_ASSERT_TRUE(some.is_stopped || some.is_complete);
        CU_ASSERT_TRUE(some.n_points <= all.n_points && (some.is_stopped || some.n_points == all.n_points));
        for (int32_t k = 0; k < some.n_points; k++) {
            CU_ASSERT_TRUE(some.points[k].a == all.points[k].a && some.points[k].b == all.points[k].b);
        }
        n_begun += some.is_stopped && some.n_points > 0;
        koppel_trade_off_free(&all);
        koppel_trade_off_free(&some);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_begun > 0);
}

static void test_trade_off_of_another_kind_is_refused(void)
{
    struct koppel_problem problem = draw(1);
    const struct koppel_engine_options options = {0};
    struct koppel_trade_off trade_off = {0};

    for (uint64_t seed = 2; problem.n_pairs < 2 || seed % 3 == 1; seed++) {
        koppel_problem_free(&problem);
        problem = draw(seed);
    }
    problem.tiers[problem.n_tiers - 1].pair_cost[0] = 1;
    problem.tiers[problem.n_tiers - 1].pair_cost[1] = -1;
    memset(problem.state, KOPPEL_PAIR_FREE, (size_t)problem.n_pairs);
    problem.places[problem.slot[0]] = 1;
    CU_ASSERT_EQUAL(koppel_trade_off_find(&problem, koppel_engine_find(NULL), &options, 0, &trade_off),
                    KOPPEL_E_ARGUMENT);
    CU_ASSERT_EQUAL(trade_off.n_points, 0);
    koppel_problem_free(&problem);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_trade_off_is_what_trying_everything_finds),
        TEST(test_trade_off_of_some_points_is_part_of_the_whole),
        TEST(test_trade_off_says_so_when_it_was_stopped),
        TEST(test_trade_off_of_another_kind_is_refused),
        TEST_END,
    };
    return suite_run("trade-off", tests);
}
