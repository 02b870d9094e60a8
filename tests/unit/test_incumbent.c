// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The incumbent: what changes are said to bring is what they bring, and what they made is what is there. */
#include "engine/heuristic/incumbent.h"
#include "random_problem.h"
#include "suite.h"
#include "tiny_problem.h"

#include <string.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROBLEMS = 300, N_STEPS = 40 };

static const struct random_size size = {.agents = 8, .slots = 6, .loads = 4, .tiers = 3};

/* Broken limits and costs of a choice, by the definitions in incumbent.h and problem.h. */
static void value_of(const struct koppel_problem *problem, const int32_t *slot_of, int64_t *value)
{
    int64_t loads[TINY_LOADS];

    koppel_problem_loads(problem, slot_of, loads);
    value[0] = 0;
    for (int32_t g = 0; g < problem->n_loads; g++) {
        value[0] += loads[g] < problem->loads[g].lo ? problem->loads[g].lo - loads[g] : 0;
        value[0] += loads[g] > problem->loads[g].hi ? loads[g] - problem->loads[g].hi : 0;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        value[0] += problem->must_place[i] && slot_of[i] == KOPPEL_NONE;
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        value[t + 1] = koppel_problem_cost(problem, t, slot_of, loads);
    }
}

/* A household of 3 that must be placed, one of 2, two homes in a neighbourhood with at least 1 and at most 4 persons; a
 * person above 2 costs 5, and so does one below. Nobody: the household and 1 person are missing, 10. The household of 3
 * placed: nothing broken, 5. Both: 1 person too many, 15. */
static void test_value_is_the_one_worked_out_by_hand(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 2, .slots = 2, .loads = 1, .measures = 1, .tiers = 1});
    struct koppel_incumbent incumbent;
    const struct koppel_shift both[] = {{0, 0}, {1, 3}};
    int64_t delta[2];
    int32_t slot_of[2];

    tiny_problem_measure(&problem, 0, (const int32_t[]){3, 2});
    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_entry(&problem, 1, 0, 0);
    tiny_problem_term(&problem, 0, (struct koppel_term){.load = 0, .at = 2, .over = 5, .under = 5});
    problem.loads[0] = (struct koppel_load){0, 1, 4};
    problem.must_place[0] = 1;
    CU_ASSERT_EQUAL_FATAL(koppel_incumbent_start(&incumbent, &problem, &arena), KOPPEL_OK);
    CU_ASSERT_TRUE(incumbent.value[0] == 2 && incumbent.value[1] == 10);
    koppel_incumbent_weigh(&incumbent, both, 1, delta);
    CU_ASSERT_TRUE(delta[0] == -2 && delta[1] == -5);
    koppel_incumbent_weigh(&incumbent, both, 2, delta);
    CU_ASSERT_TRUE(delta[0] == -1 && delta[1] == 5);
    koppel_incumbent_apply(&incumbent, both, 2, delta);
    CU_ASSERT_TRUE(incumbent.value[0] == 1 && incumbent.value[1] == 15);
    CU_ASSERT_TRUE(incumbent.loads[0] == 5 && incumbent.free_places[0] == 0 && incumbent.free_places[1] == 0);
    koppel_incumbent_slots(&incumbent, slot_of);
    CU_ASSERT_TRUE(slot_of[0] == 0 && slot_of[1] == 1);
    koppel_arena_free(&arena);
    koppel_problem_free(&problem);
}

/* Moves of one or two agents at a time to any pair or away. @return how many shifts there are */
static int draw_shifts(const struct koppel_problem *problem, uint64_t *state, struct koppel_shift *shifts)
{
    int n = problem->n_agents > 1 ? (int)random_between(state, 1, 2) : 1;
    int32_t first = (int32_t)random_between(state, 0, problem->n_agents - 1);

    for (int s = 0; s < n; s++) {
        int32_t i = (first + s) % problem->n_agents;
        int64_t p = random_between(state, problem->first[i] - 1, problem->first[i + 1] - 1);

        shifts[s] = (struct koppel_shift){i, p >= problem->first[i] ? p : KOPPEL_NONE};
    }
    return n;
}

static void test_changes_bring_what_they_were_weighed_to_bring(void)
{
    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = random_problem(seed, size);
        size_t n_bytes = ((size_t)problem.n_tiers + 1) * sizeof(int64_t);
        struct koppel_incumbent incumbent;
        uint64_t state = seed;

        CU_ASSERT_EQUAL_FATAL(koppel_incumbent_start(&incumbent, &problem, &arena), KOPPEL_OK);
        for (int step = 0; step < N_STEPS; step++) {
            struct koppel_shift shifts[2];
            int64_t delta[TINY_TIERS + 1], value[TINY_TIERS + 1], loads[TINY_LOADS];
            int32_t slot_of[TINY_AGENTS], n_free[TINY_SLOTS];
            int n = draw_shifts(&problem, &state, shifts);

            koppel_incumbent_weigh(&incumbent, shifts, n, delta);
            koppel_incumbent_apply(&incumbent, shifts, n, delta);
            koppel_incumbent_slots(&incumbent, slot_of);
            value_of(&problem, slot_of, value);
            CU_ASSERT_EQUAL(memcmp(incumbent.value, value, n_bytes), 0);
            koppel_problem_loads(&problem, slot_of, loads);
            CU_ASSERT_EQUAL(memcmp(incumbent.loads, loads, (size_t)problem.n_loads * sizeof *loads), 0);
            memcpy(n_free, problem.places, (size_t)problem.n_slots * sizeof *n_free);
            for (int32_t i = 0; i < problem.n_agents; i++) {
                n_free[slot_of[i] != KOPPEL_NONE ? slot_of[i] : 0] -= slot_of[i] != KOPPEL_NONE;
            }
            CU_ASSERT_EQUAL(memcmp(incumbent.free_places, n_free, (size_t)problem.n_slots * sizeof *n_free), 0);
        }
        koppel_arena_free(&arena);
        koppel_problem_free(&problem);
    }
}

static void test_vectors_are_compared_from_their_first_entry(void)
{
    const int64_t a[] = {1, 5, -9}, b[] = {1, 6, -99}, c[] = {0, 99, 99};

    CU_ASSERT_TRUE(koppel_vector_compare(a, b, 3) < 0);
    CU_ASSERT_TRUE(koppel_vector_compare(b, a, 3) > 0);
    CU_ASSERT_TRUE(koppel_vector_compare(c, a, 3) < 0);
    CU_ASSERT_EQUAL(koppel_vector_compare(a, b, 1), 0);
    CU_ASSERT_EQUAL(koppel_vector_compare(a, a, 3), 0);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_value_is_the_one_worked_out_by_hand),
        TEST(test_changes_bring_what_they_were_weighed_to_bring),
        TEST(test_vectors_are_compared_from_their_first_entry),
        TEST_END,
    };

    return suite_run("incumbent", tests);
}
