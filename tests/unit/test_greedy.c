// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The greedy descent: exchanges that it has to see, by hand; never better than the best of all choices; and no
 * change of one agent that would still help. */
#include "engine/heuristic/greedy.h"
#include "engine/heuristic/incumbent.h"
#include "random_problem.h"
#include "suite.h"
#include "tiny_problem.h"

#include <string.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROBLEMS = 1000 };

static const struct random_size tiny = {.agents = 6, .slots = 5, .loads = 4, .tiers = 3};
static const struct koppel_deadline never = {0};

/* Agent 0 is worth 9 in home 0 and 8 in home 1, agent 1 is worth 7 in home 0 and nothing in home 1. Placed one after
 * another, 0 takes home 0, and 9 is all there is; 0 has to make room: 8 + 7. */
static void test_agent_makes_room_where_that_is_worth_more(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 2, .slots = 2, .loads = 0, .measures = 1, .tiers = 1});
    int32_t slot_of[2];
    int64_t value[2];

    tiny_problem_pair_costs(&problem, 0, (const int64_t[]){-9, -8, -7, 0});
    tiny_problem_drop_pair(&problem, 1, 1);
    CU_ASSERT_EQUAL(koppel_greedy_run(&problem, &never, NULL, 0, slot_of, value), KOPPEL_OK);
    CU_ASSERT_TRUE(value[0] == 0 && value[1] == -15);
    CU_ASSERT_TRUE(slot_of[0] == 1 && slot_of[1] == 0);
    koppel_problem_free(&problem);
}

/* The same homes, but agent 0 has a kept pair with home 0: it stays, and agent 1 goes without. Two agents kept in one
 * home contradict each other. */
static void test_kept_pairs_stay(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 2, .slots = 2, .loads = 0, .measures = 1, .tiers = 1});
    int32_t slot_of[2];
    int64_t value[2];

    tiny_problem_pair_costs(&problem, 0, (const int64_t[]){-9, -8, -7, 0});
    tiny_problem_drop_pair(&problem, 1, 1);
    problem.state[0] = KOPPEL_PAIR_KEPT;
    CU_ASSERT_EQUAL(koppel_greedy_run(&problem, &never, NULL, 0, slot_of, value), KOPPEL_OK);
    CU_ASSERT_TRUE(value[0] == 0 && value[1] == -9);
    CU_ASSERT_TRUE(slot_of[0] == 0 && slot_of[1] == KOPPEL_NONE);
    problem.state[2] = KOPPEL_PAIR_KEPT;
    CU_ASSERT_EQUAL(koppel_greedy_run(&problem, &never, NULL, 0, slot_of, value), KOPPEL_OK);
    CU_ASSERT_EQUAL(value[0], INT64_MAX);
    koppel_problem_free(&problem);
}

/* A start that breaks a limit is repaired: 3 persons where 2 are allowed; a household of 2 goes, one of 1 stays. */
static void test_broken_limits_are_repaired_first(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 2, .slots = 2, .loads = 1, .measures = 1, .tiers = 1});
    int32_t slot_of[2];
    int64_t value[2];

    tiny_problem_measure(&problem, 0, (const int32_t[]){2, 1});
    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_entry(&problem, 1, 0, 0);
    tiny_problem_agent_costs(&problem, 0, (const int64_t[]){-1, -5});
    problem.loads[0].hi = 2;
    CU_ASSERT_EQUAL(koppel_greedy_run(&problem, &never, (const int32_t[]){0, 1}, 0, slot_of, value), KOPPEL_OK);
    CU_ASSERT_TRUE(value[0] == 0 && value[1] == -5);
    CU_ASSERT_EQUAL(slot_of[0], KOPPEL_NONE);
    koppel_problem_free(&problem);
}

/* Is the choice what its value says? Kept and banned pairs and places hold always, limits where nothing is broken. */
static bool is_honest(const struct koppel_problem *problem, const int32_t *slot_of, const int64_t *value)
{
    int64_t loads[TINY_LOADS];
    int32_t n_taken[TINY_SLOTS] = {0};
    bool ok = true, is_feasible = false;

    koppel_problem_loads(problem, slot_of, loads);
    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            bool is_chosen = koppel_pair_slot(problem, i, p) == slot_of[i];

            ok = ok && (problem->state[p] != KOPPEL_PAIR_KEPT || is_chosen);
            ok = ok && (problem->state[p] != KOPPEL_PAIR_BANNED || !is_chosen);
        }
        ok = ok && (slot_of[i] == KOPPEL_NONE || ++n_taken[slot_of[i]] <= problem->places[slot_of[i]]);
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        ok = ok && value[t + 1] == koppel_problem_cost(problem, t, slot_of, loads);
    }
    return ok && koppel_problem_feasible(problem, slot_of, &is_feasible) == KOPPEL_OK && is_feasible == (value[0] == 0);
}

/* No agent alone can still improve the value: by leaving, by coming, or by moving to a free place. */
static bool is_settled(const struct koppel_problem *problem, const int32_t *slot_of)
{
    struct koppel_incumbent incumbent;
    int64_t delta[TINY_TIERS + 1];
    static const int64_t zeros[TINY_TIERS + 1];
    bool ok = koppel_incumbent_start(&incumbent, problem, &arena) == KOPPEL_OK;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        struct koppel_shift shift = {i, slot_of[i] != KOPPEL_NONE ? koppel_problem_pair(problem, i, slot_of[i])
                                                                  : KOPPEL_NONE};

        koppel_incumbent_weigh(&incumbent, &shift, 1, delta);
        koppel_incumbent_apply(&incumbent, &shift, 1, delta);
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        bool is_kept = false;

        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            is_kept = is_kept || problem->state[p] == KOPPEL_PAIR_KEPT;
        }
        for (int64_t p = problem->first[i] - 1; !is_kept && p < problem->first[i + 1]; p++) {
            struct koppel_shift shift = {i, p >= problem->first[i] ? p : KOPPEL_NONE};

            if (shift.to != KOPPEL_NONE && (problem->state[p] == KOPPEL_PAIR_BANNED ||
                                            incumbent.free_places[koppel_pair_slot(problem, i, p)] <= 0)) {
                continue;
            }
            koppel_incumbent_weigh(&incumbent, &shift, 1, delta);
            ok = ok && koppel_vector_compare(delta, zeros, problem->n_tiers + 1) >= 0;
        }
    }
    koppel_arena_free(&arena);
    return ok;
}

static void test_descent_ends_where_no_agent_alone_can_improve(void)
{
    int n_feasible = 0, n_found = 0, n_best = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        int32_t slot_of[TINY_AGENTS];
        int64_t value[TINY_TIERS + 1], best[TINY_TIERS];
        bool is_feasible = best_choice(&problem, NULL, best);

        CU_ASSERT_EQUAL(koppel_greedy_run(&problem, &never, NULL, 0, slot_of, value), KOPPEL_OK);
        CU_ASSERT_TRUE(value[0] != 0 || is_feasible);
        if (value[0] < INT64_MAX) {
            CU_ASSERT_TRUE(is_honest(&problem, slot_of, value));
            CU_ASSERT_TRUE(is_settled(&problem, slot_of));
        }
        if (value[0] == 0) {
            int sign = koppel_vector_compare(value + 1, best, problem.n_tiers);

            CU_ASSERT_TRUE(sign >= 0);
            n_found++;
            n_best += sign == 0;
        }
        n_feasible += is_feasible;
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_found * 100 > n_feasible * 90);
    CU_ASSERT_TRUE(n_best * 100 > n_feasible * 60);
}

/* With no time at all every agent takes the first home that is better than none, and no time is spent on the best: the
 * first home of agent 0 costs something, the second is worth 3, the third 9; agent 1 has what is left. */
static void test_first_home_that_helps_is_taken_when_time_is_up(void)
{
    const volatile sig_atomic_t stop = 1;
    const struct koppel_deadline expired = {.stop = &stop};
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 2, .slots = 3, .loads = 0, .measures = 1, .tiers = 1});
    int32_t slot_of[2];
    int64_t value[2];

    tiny_problem_pair_costs(&problem, 0, (const int64_t[]){1, -3, -9, 1, -2, -1});
    CU_ASSERT_EQUAL(koppel_greedy_run(&problem, &expired, NULL, 0, slot_of, value), KOPPEL_OK);
    CU_ASSERT_TRUE(value[0] == 0 && value[1] == -4);
    CU_ASSERT_TRUE(slot_of[0] == 1 && slot_of[1] == 2);
    koppel_problem_free(&problem);
}

/* From a start, and with no time at all: an honest choice that is no worse than the start. */
static void test_choice_is_no_worse_than_its_start_when_time_is_up(void)
{
    const volatile sig_atomic_t stop = 1;
    const struct koppel_deadline expired = {.stop = &stop};
    int n_tried = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        int32_t start[TINY_AGENTS], slot_of[TINY_AGENTS];
        int64_t value[TINY_TIERS + 1], best[TINY_TIERS];

        if (best_choice(&problem, start, best)) {
            CU_ASSERT_EQUAL(koppel_greedy_run(&problem, &expired, start, 0, slot_of, value), KOPPEL_OK);
            CU_ASSERT_TRUE(is_honest(&problem, slot_of, value));
            CU_ASSERT_TRUE(value[0] == 0 && memcmp(value + 1, best, (size_t)problem.n_tiers * sizeof *best) == 0);
            CU_ASSERT_EQUAL(koppel_greedy_best(&problem, &expired, start, slot_of, value), KOPPEL_OK);
            CU_ASSERT_TRUE(value[0] == 0 && memcmp(value + 1, best, (size_t)problem.n_tiers * sizeof *best) == 0);
            n_tried++;
        }
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_tried > N_PROBLEMS / 2);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_agent_makes_room_where_that_is_worth_more),
        TEST(test_kept_pairs_stay),
        TEST(test_broken_limits_are_repaired_first),
        TEST(test_descent_ends_where_no_agent_alone_can_improve),
        TEST(test_first_home_that_helps_is_taken_when_time_is_up),
        TEST(test_choice_is_no_worse_than_its_start_when_time_is_up),
        TEST_END,
    };

    return suite_run("greedy", tests);
}
