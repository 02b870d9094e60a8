// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Equivalence classes: who and what is interchangeable, by hand; and swapping two of a class changes nothing. */
#include "problem/equivalence_classes.h"
#include "random_problem.h"
#include "suite.h"
#include "tiny_problem.h"

#include <string.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROBLEMS = 1000 };

static const struct random_size size = {.agents = 9, .slots = 8, .loads = 4, .tiers = 3};

/* Three households of 2 persons and three homes, the first two in one neighbourhood; tier 1 has household 1 prefer home
 * 0. For tier 0 the households are one class and the homes two; with tier 1 household 1 is apart, and so is home 0. */
static void test_later_tiers_tell_more_apart(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 3, .slots = 3, .loads = 1, .measures = 1, .tiers = 2});
    struct koppel_classes classes;

    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_entry(&problem, 1, 0, 0);
    tiny_problem_pair_costs(&problem, 1, (const int64_t[]){0, 0, 0, -1, 0, 0, 0, 0, 0});
    problem.places[1] = 4;
    CU_ASSERT_EQUAL_FATAL(koppel_classes_make(&classes, &problem, 1, &arena), KOPPEL_OK);
    CU_ASSERT_TRUE(classes.n_agent_classes == 1 && classes.n_slot_classes == 2 && classes.n_pairs == 2);
    CU_ASSERT_TRUE(classes.places[0] == 5 && classes.places[1] == 1);
    CU_ASSERT_TRUE(classes.class_of_slot[1] == 0 && classes.class_of_slot[2] == 1);
    koppel_arena_free(&arena);
    CU_ASSERT_EQUAL_FATAL(koppel_classes_make(&classes, &problem, 2, &arena), KOPPEL_OK);
    CU_ASSERT_TRUE(classes.n_agent_classes == 2 && classes.n_slot_classes == 3 && classes.n_pairs == 6);
    CU_ASSERT_TRUE(classes.class_of_agent[0] == classes.class_of_agent[2]);
    CU_ASSERT_EQUAL(koppel_class_pair_cost(&classes, &problem, 1, 1, classes.first[1]), -1);
    koppel_arena_free(&arena);
    koppel_problem_free(&problem);
}

/* Two households alike but for one thing each time: who must be placed, what it counts, what it costs, where it may
 * go. */
static void test_every_difference_sets_households_apart(void)
{
    for (int difference = 0; difference <= 4; difference++) {
        struct koppel_problem problem =
            tiny_problem((struct tiny_size){.agents = 2, .slots = 2, .loads = 1, .measures = 1, .tiers = 1});
        struct koppel_classes classes;

        tiny_problem_entry(&problem, 0, 0, 0);
        tiny_problem_agent_costs(&problem, 0, (const int64_t[]){-1, difference == 3 ? -2 : -1});
        problem.must_place[1] = difference == 1;
        problem.measures[1] = difference == 2 ? 3 : 1;
        if (difference == 4) {
            tiny_problem_drop_pair(&problem, 1, 1);
        }
        CU_ASSERT_EQUAL_FATAL(koppel_classes_make(&classes, &problem, 1, &arena), KOPPEL_OK);
        CU_ASSERT_EQUAL(classes.n_agent_classes, difference == 0 ? 1 : 2);
        koppel_arena_free(&arena);
        koppel_problem_free(&problem);
    }
}

/* Loads and costs of the first tiers, in a row. */
static void outcome_of(const struct koppel_problem *problem, int32_t n_tiers, const int32_t *slot_of, int64_t *outcome)
{
    koppel_problem_loads(problem, slot_of, outcome);
    for (int32_t t = 0; t < n_tiers; t++) {
        outcome[problem->n_loads + t] = koppel_problem_cost(problem, t, slot_of, outcome);
    }
}

/* Does the choice come to the same when two of its agents, or the contents of two slots, change places? */
static bool is_same(const struct koppel_problem *problem, int32_t n_tiers, const int32_t *slot_of,
                    const int32_t *changed)
{
    int64_t before[TINY_LOADS + TINY_TIERS], after[TINY_LOADS + TINY_TIERS];

    for (int32_t i = 0; i < problem->n_agents; i++) {
        if (changed[i] != KOPPEL_NONE && koppel_problem_pair(problem, i, changed[i]) == KOPPEL_NONE) {
            return false;
        }
    }
    outcome_of(problem, n_tiers, slot_of, before);
    outcome_of(problem, n_tiers, changed, after);
    return memcmp(before, after, (size_t)(problem->n_loads + n_tiers) * sizeof *before) == 0;
}

/* Everybody somewhere or nowhere, at random; places do not matter here. */
static void draw_choice(const struct koppel_problem *problem, uint64_t *state, int32_t *slot_of)
{
    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t p = random_between(state, problem->first[i] - 1, problem->first[i + 1] - 1);

        slot_of[i] = p >= problem->first[i] ? problem->slot[p] : KOPPEL_NONE;
    }
}

static void test_two_of_a_class_can_change_places(void)
{
    int n_agents = 0, n_slots = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = random_problem(seed, size);
        struct koppel_classes classes;
        int32_t slot_of[TINY_AGENTS], changed[TINY_AGENTS], n_tiers = 1 + (int32_t)seed % problem.n_tiers;
        uint64_t state = seed;

        memset(problem.state, KOPPEL_PAIR_FREE, (size_t)problem.n_pairs);
        CU_ASSERT_EQUAL_FATAL(koppel_classes_make(&classes, &problem, n_tiers, &arena), KOPPEL_OK);
        draw_choice(&problem, &state, slot_of);
        for (int32_t a = 0; a < problem.n_agents; a++) {
            int32_t b = classes.agents[classes.agent_first[classes.class_of_agent[a]]];

            memcpy(changed, slot_of, sizeof changed);
            changed[a] = slot_of[b];
            changed[b] = slot_of[a];
            CU_ASSERT_TRUE(is_same(&problem, n_tiers, slot_of, changed));
            CU_ASSERT_EQUAL(problem.must_place[a], problem.must_place[b]);
            n_agents += a != b;
        }
        for (int32_t j = 0; j < problem.n_slots; j++) {
            int32_t k = classes.slots[classes.slot_first[classes.class_of_slot[j]]];

            for (int32_t i = 0; i < problem.n_agents; i++) {
                changed[i] = slot_of[i] == j ? k : (slot_of[i] == k ? j : slot_of[i]);
            }
            CU_ASSERT_TRUE(is_same(&problem, n_tiers, slot_of, changed));
            n_slots += j != k;
        }
        koppel_arena_free(&arena);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_agents > N_PROBLEMS && n_slots > N_PROBLEMS);
}

/* Every pair is in just one pair of classes, and costs there what it costs. */
static void test_pairs_of_classes_stand_for_their_pairs(void)
{
    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = random_problem(seed, size);
        struct koppel_classes classes;
        int32_t n_tiers = 1 + (int32_t)seed % problem.n_tiers;

        CU_ASSERT_EQUAL_FATAL(koppel_classes_make(&classes, &problem, n_tiers, &arena), KOPPEL_OK);
        for (int32_t i = 0; i < problem.n_agents; i++) {
            int32_t s = classes.class_of_agent[i];

            for (int64_t p = problem.first[i]; p < problem.first[i + 1]; p++) {
                int32_t slot_class = classes.class_of_slot[problem.slot[p]];
                int n_found = 0;

                for (int64_t k = classes.first[s]; k < classes.first[s + 1]; k++) {
                    if (koppel_slot_class_of(&classes, s, k) != slot_class) {
                        continue;
                    }
                    n_found++;
                    CU_ASSERT_EQUAL(classes.class_of_slot[koppel_class_pair_slot(&classes, s, k)], slot_class);
                    for (int32_t t = 0; t < n_tiers; t++) {
                        CU_ASSERT_EQUAL(koppel_class_pair_cost(&classes, &problem, t, s, k),
                                        koppel_cost_of_pair(&problem, t, i, p));
                    }
                }
                CU_ASSERT_EQUAL(n_found, 1);
            }
        }
        koppel_arena_free(&arena);
        koppel_problem_free(&problem);
    }
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_later_tiers_tell_more_apart),
        TEST(test_every_difference_sets_households_apart),
        TEST(test_two_of_a_class_can_change_places),
        TEST(test_pairs_of_classes_stand_for_their_pairs),
        TEST_END,
    };

    return suite_run("equivalence classes", tests);
}
