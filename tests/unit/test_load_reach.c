// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The values that loads can reach: by the slots of each, by pairs that count, within smaller loads, and never a choice
 * lost. */
#include "problem/load_reach.h"
#include "random_problem.h"
#include "suite.h"
#include "tiny_problem.h"

#include <string.h>

enum { N_PROBLEMS = 1500 };

static const struct random_size tiny = {.agents = 5, .slots = 5, .loads = 4, .tiers = 1};

/* Households of 1, 2 and 4; home 0 for one of them, home 1 for two, but not for the household of 4. Load 0 counts both
 * homes, load 1 home 1. */
static struct koppel_problem two_homes(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 3, .slots = 2, .loads = 2, .measures = 1, .tiers = 1});

    problem.places[1] = 2;
    tiny_problem_measure(&problem, 0, (const int32_t[]){1, 2, 4});
    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_entry(&problem, 1, 0, 0);
    tiny_problem_entry(&problem, 1, 1, 0);
    tiny_problem_drop_pair(&problem, 2, 1);
    return problem;
}

static void test_reach_fills_the_places_with_those_who_add_most(void)
{
    struct koppel_problem problem = two_homes();
    struct koppel_arena arena = {0};
    struct koppel_load_reach reach;

    CU_ASSERT_EQUAL_FATAL(koppel_load_reach_make(&reach, &problem, problem.places, false, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(reach.top[0], 4 + 2 * 2);
    CU_ASSERT_EQUAL(reach.top[1], 2 * 2);
    koppel_arena_free(&arena);
    koppel_problem_free(&problem);
}

static void test_reach_counts_open_pairs_and_places_that_are_left(void)
{
    static const int32_t left[] = {1, 5};
    struct koppel_problem problem = two_homes();
    struct koppel_arena arena = {0};
    struct koppel_load_reach reach;

    CU_ASSERT_EQUAL_FATAL(koppel_problem_hold_states(&problem), KOPPEL_OK);
    problem.state[problem.first[1]] = KOPPEL_PAIR_KEPT;
    CU_ASSERT_EQUAL_FATAL(koppel_load_reach_make(&reach, &problem, left, true, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(reach.places[1], 1);
    CU_ASSERT_EQUAL(reach.top[0], 4 + 1);
    CU_ASSERT_EQUAL(reach.top[1], 1);
    koppel_arena_free(&arena);
    koppel_problem_free(&problem);
}

static void test_loads_are_limited_within_smaller_ones(void)
{
    struct koppel_problem problem = two_homes();

    problem.loads[0].base = 10;
    problem.loads[1].hi = 3;
    CU_ASSERT_EQUAL_FATAL(koppel_problem_limit_loads(&problem), KOPPEL_OK);
    CU_ASSERT_EQUAL(problem.loads[0].lo, 10);
    CU_ASSERT_EQUAL(problem.loads[0].hi, 10 + 4 + 3);
    CU_ASSERT_EQUAL(problem.loads[1].lo, 0);
    CU_ASSERT_EQUAL(problem.loads[1].hi, 3);
    koppel_problem_free(&problem);
}

static void test_loads_are_limited_by_their_own_slots(void)
{
    struct koppel_problem problem = two_homes();

    problem.loads[0].base = 10;
    problem.loads[1] = (struct koppel_load){0, 1, 9};
    CU_ASSERT_EQUAL_FATAL(koppel_problem_limit_by_slots(&problem, 1, true), KOPPEL_OK);
    CU_ASSERT_EQUAL(problem.loads[0].hi, KOPPEL_NO_MAX);
    CU_ASSERT_EQUAL(problem.loads[1].lo, 1);
    CU_ASSERT_EQUAL(problem.loads[1].hi, 9);
    CU_ASSERT_EQUAL_FATAL(koppel_problem_limit_by_slots(&problem, 0, false), KOPPEL_OK);
    CU_ASSERT_EQUAL(problem.loads[0].hi, 10 + 4 + 2 * 2);
    CU_ASSERT_EQUAL(problem.loads[1].hi, 2 * 2);
    koppel_problem_free(&problem);
}

/* Households of 4, 3 and 1, two homes in a neighbourhood of base 2: 2 .. 10, for each home the largest household. Where
 * only the household of 1 may have home 1, and home 0 has 5 places for 3 households: 2 .. 2 + 3 * 4 + 1. */
static void test_load_reaches_what_its_homes_can_hold(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 3, .slots = 2, .loads = 1, .measures = 1, .tiers = 1});

    tiny_problem_measure(&problem, 0, (const int32_t[]){4, 3, 1});
    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_entry(&problem, 1, 0, 0);
    problem.loads[0].base = 2;
    CU_ASSERT_EQUAL(koppel_problem_limit_loads(&problem), KOPPEL_OK);
    CU_ASSERT_EQUAL(problem.loads[0].lo, 2);
    CU_ASSERT_EQUAL(problem.loads[0].hi, 10);
    tiny_problem_drop_pair(&problem, 0, 1);
    tiny_problem_drop_pair(&problem, 1, 1);
    problem.places[0] = 5;
    problem.loads[0].hi = KOPPEL_NO_MAX;
    CU_ASSERT_EQUAL(koppel_problem_limit_loads(&problem), KOPPEL_OK);
    CU_ASSERT_EQUAL(problem.loads[0].hi, 15);
    koppel_problem_free(&problem);
}

/* A town of three homes, two of them in a neighbourhood whose cap has room for 3: the town gets 3 there and 4 in the
 * third home, not 12. A cap without room for more than its homes hold changes nothing. */
static void test_load_reaches_no_more_than_the_loads_within_it(void)
{
    for (int64_t cap = 3; cap <= 9; cap += 6) {
        struct koppel_problem problem =
            tiny_problem((struct tiny_size){.agents = 3, .slots = 3, .loads = 2, .measures = 1, .tiers = 1});

        tiny_problem_measure(&problem, 0, (const int32_t[]){4, 4, 4});
        for (int32_t j = 0; j < 3; j++) {
            tiny_problem_entry(&problem, j, 0, 0);
        }
        tiny_problem_entry(&problem, 0, 1, 0);
        tiny_problem_entry(&problem, 1, 1, 0);
        problem.loads[1] = (struct koppel_load){1, KOPPEL_NO_MIN, 1 + cap};
        CU_ASSERT_EQUAL(koppel_problem_limit_loads(&problem), KOPPEL_OK);
        CU_ASSERT_EQUAL(problem.loads[0].hi, cap == 3 ? 7 : 12);
        CU_ASSERT_EQUAL(problem.loads[1].hi, cap == 3 ? 4 : 9);
        koppel_problem_free(&problem);
    }
}

/* Limits that nothing can keep stay such: at least 9 of 8 persons. */
static void test_limits_that_nothing_keeps_contradict_each_other(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 2, .slots = 2, .loads = 1, .measures = 1, .tiers = 1});

    tiny_problem_measure(&problem, 0, (const int32_t[]){4, 4});
    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_entry(&problem, 1, 0, 0);
    problem.loads[0].lo = 9;
    CU_ASSERT_EQUAL(koppel_problem_limit_loads(&problem), KOPPEL_OK);
    CU_ASSERT_TRUE(problem.loads[0].lo > problem.loads[0].hi);
    koppel_problem_free(&problem);
}

struct trial {
    const struct koppel_load *limited;
    int32_t n_loads;
    int n_choices;
    int n_wrong;
};

static void look(void *data, const struct tiny_choice *choice)
{
    struct trial *trial = data;

    trial->n_choices++;
    for (int32_t g = 0; g < trial->n_loads; g++) {
        trial->n_wrong += choice->loads[g] < trial->limited[g].lo || choice->loads[g] > trial->limited[g].hi;
    }
}

static void test_no_choice_is_lost(void)
{
    int n_choices = 0, n_narrowed = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = random_problem(seed, tiny);
        struct koppel_load before[TINY_LOADS], after[TINY_LOADS];
        size_t size = (size_t)problem.n_loads * sizeof *before;
        struct trial trial = {.limited = after, .n_loads = problem.n_loads};

        memset(problem.state, KOPPEL_PAIR_FREE, (size_t)problem.n_pairs);
        memcpy(before, problem.loads, size);
        CU_ASSERT_EQUAL_FATAL(koppel_problem_limit_loads(&problem), KOPPEL_OK);
        memcpy(after, problem.loads, size);
        memcpy(problem.loads, before, size);
        each_choice(&problem, look, &trial);
        CU_ASSERT_EQUAL(trial.n_wrong, 0);
        n_choices += trial.n_choices;
        for (int32_t g = 0; g < problem.n_loads; g++) {
            CU_ASSERT_TRUE(after[g].lo >= before[g].lo && after[g].hi <= before[g].hi);
            n_narrowed += before[g].hi != KOPPEL_NO_MAX && after[g].hi < before[g].hi;
        }
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_choices > 20 * N_PROBLEMS);
    CU_ASSERT_TRUE(n_narrowed > N_PROBLEMS / 20);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_reach_fills_the_places_with_those_who_add_most),
        TEST(test_reach_counts_open_pairs_and_places_that_are_left),
        TEST(test_loads_are_limited_within_smaller_ones),
        TEST(test_loads_are_limited_by_their_own_slots),
        TEST(test_load_reaches_what_its_homes_can_hold),
        TEST(test_load_reaches_no_more_than_the_loads_within_it),
        TEST(test_limits_that_nothing_keeps_contradict_each_other),
        TEST(test_no_choice_is_lost),
        TEST_END,
    };

    return suite_run("load reach", tests);
}
