// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The abstract problem: integrity, loads, costs and rows on a case small enough to do by hand. */
#include "failing_memory.h"
#include "suite.h"

#include "base/memory.h"
#include "engine/engine.h"
#include "problem/problem.h"

#include <stdlib.h>
#include <string.h>

/* Two agents of 3 and 2 persons; slot 0 counts persons and homes, slot 1 counts persons in the same load, slot 2
 * nothing. */
static int64_t first[] = {0, 3, 5};
static int32_t slot[] = {0, 1, 2, 0, 1};
static unsigned char state[] = {0, 0, 0, 0, 0};
static unsigned char must_place[] = {0, 0};
static int32_t places[] = {1, 2, 1};
static int64_t entry_first[] = {0, 2, 3, 3};
static struct koppel_entry entries[] = {{0, 0}, {1, 1}, {0, 0}};
static int32_t measures[] = {3, 2, 1, 1};
static struct koppel_load loads[2];
static int64_t agent_cost[] = {-10, -20};
static int64_t pair_cost[] = {1, 2, 3, 4, 5};
static struct koppel_term terms[2];
static struct koppel_tier tiers[2];

static struct koppel_problem fresh_problem(void)
{
    struct koppel_problem problem = {.n_agents = 2,
                                     .n_slots = 3,
                                     .n_loads = 2,
                                     .n_measures = 2,
                                     .n_tiers = 2,
                                     .n_pairs = 5,
                                     .first = first,
                                     .slot = slot,
                                     .state = state,
                                     .must_place = must_place,
                                     .places = places,
                                     .entry_first = entry_first,
                                     .entries = entries,
                                     .measures = measures,
                                     .loads = loads,
                                     .tiers = tiers};

    memset(state, 0, sizeof state);
    memset(must_place, 0, sizeof must_place);
    loads[0] = (struct koppel_load){10, KOPPEL_NO_MIN, KOPPEL_NO_MAX};
    loads[1] = (struct koppel_load){0, KOPPEL_NO_MIN, KOPPEL_NO_MAX};
    terms[0] = (struct koppel_term){0, 14, 7, 2};
    terms[1] = (struct koppel_term){0, 12, 100, 0};
    tiers[0] = (struct koppel_tier){.name = "target", .scale = 1, .terms = terms, .n_terms = 2};
    tiers[1] = (struct koppel_tier){.name = "fit", .scale = 1, .agent_cost = agent_cost, .pair_cost = pair_cost};
    slot[0] = 0;
    return problem;
}

static void test_problem_loads_add_the_measures_of_the_slots_entries(void)
{
    struct koppel_problem problem = fresh_problem();
    int64_t result[2];

    koppel_problem_loads(&problem, (int32_t[]){0, 1}, result);
    CU_ASSERT_EQUAL(result[0], 10 + 3 + 2);
    CU_ASSERT_EQUAL(result[1], 1);
    koppel_problem_loads(&problem, (int32_t[]){2, KOPPEL_NONE}, result);
    CU_ASSERT_EQUAL(result[0], 10);
    CU_ASSERT_EQUAL(result[1], 0);
}

static void test_problem_cost_adds_agents_pairs_and_terms(void)
{
    struct koppel_problem problem = fresh_problem();

    CU_ASSERT_EQUAL(koppel_problem_cost(&problem, 0, (int32_t[]){0, 1}, (int64_t[]){15, 1}), 7 + 300);
    CU_ASSERT_EQUAL(koppel_problem_cost(&problem, 0, (int32_t[]){2, 1}, (int64_t[]){12, 0}), 2 * 2);
    CU_ASSERT_EQUAL(koppel_problem_cost(&problem, 1, (int32_t[]){2, 1}, (int64_t[]){12, 0}), -10 - 20 + 3 + 5);
    CU_ASSERT_EQUAL(koppel_problem_cost(&problem, 1, (int32_t[]){KOPPEL_NONE, 1}, (int64_t[]){12, 0}), -20 + 5);
}

static bool feasible(const struct koppel_problem *problem, int32_t a, int32_t b)
{
    bool ok = false;

    CU_ASSERT_EQUAL(koppel_problem_feasible(problem, (int32_t[]){a, b}, &ok), KOPPEL_OK);
    return ok;
}

static void test_problem_feasible_refuses_each_broken_row(void)
{
    struct koppel_problem problem = fresh_problem();

    CU_ASSERT_TRUE(feasible(&problem, 1, 1));
    CU_ASSERT_FALSE(feasible(&problem, 0, 0));
    CU_ASSERT_FALSE(feasible(&problem, 0, 2));
    CU_ASSERT_FALSE(feasible(&problem, 3, 1));
    CU_ASSERT_FALSE(feasible(&problem, -2, 1));
    must_place[1] = 1;
    CU_ASSERT_FALSE(feasible(&problem, 0, KOPPEL_NONE));
    CU_ASSERT_TRUE(feasible(&problem, KOPPEL_NONE, 0));
    state[4] = KOPPEL_PAIR_BANNED;
    CU_ASSERT_FALSE(feasible(&problem, 0, 1));
    state[0] = KOPPEL_PAIR_KEPT;
    CU_ASSERT_FALSE(feasible(&problem, KOPPEL_NONE, 0));
    problem = fresh_problem();
    loads[0].hi = 14;
    CU_ASSERT_FALSE(feasible(&problem, 0, 1));
    loads[0].hi = 15;
    CU_ASSERT_TRUE(feasible(&problem, 0, 1));
    loads[1].lo = 1;
    CU_ASSERT_FALSE(feasible(&problem, 1, 1));
}

static void test_problem_pair_finds_only_pairs(void)
{
    struct koppel_problem problem = fresh_problem();

    CU_ASSERT_EQUAL(koppel_problem_pair(&problem, 0, 2), 2);
    CU_ASSERT_EQUAL(koppel_problem_pair(&problem, 1, 0), 3);
    CU_ASSERT_EQUAL(koppel_problem_pair(&problem, 1, 2), KOPPEL_NONE);
}

static void test_problem_check_refuses_what_is_out_of_shape_or_range(void)
{
    struct koppel_problem problem = fresh_problem();

    CU_ASSERT_EQUAL(koppel_problem_check(&problem), KOPPEL_OK);
    slot[0] = 1;
    CU_ASSERT_EQUAL(koppel_problem_check(&problem), KOPPEL_E_ARGUMENT);
    problem = fresh_problem();
    state[2] = 3;
    CU_ASSERT_EQUAL(koppel_problem_check(&problem), KOPPEL_E_ARGUMENT);
    problem = fresh_problem();
    problem.n_pairs = 4;
    CU_ASSERT_EQUAL(koppel_problem_check(&problem), KOPPEL_E_ARGUMENT);
    problem = fresh_problem();
    terms[0].under = -1;
    CU_ASSERT_EQUAL(koppel_problem_check(&problem), KOPPEL_E_ARGUMENT);
    problem = fresh_problem();
    terms[0].load = 2;
    CU_ASSERT_EQUAL(koppel_problem_check(&problem), KOPPEL_E_ARGUMENT);
    problem = fresh_problem();
    terms[0].over = INT64_C(1) << 59;
    CU_ASSERT_EQUAL(koppel_problem_check(&problem), KOPPEL_E_ARGUMENT);
    problem = fresh_problem();
    loads[0].base = INT64_MAX;
    CU_ASSERT_EQUAL(koppel_problem_check(&problem), KOPPEL_E_ARGUMENT);
    problem = fresh_problem();
    tiers[1].scale = 0;
    CU_ASSERT_EQUAL(koppel_problem_check(&problem), KOPPEL_E_ARGUMENT);
}

static void *copy(const void *items, size_t n_bytes)
{
    void *copied = koppel_new(n_bytes, 1);

    return copied != NULL ? memcpy(copied, items, n_bytes) : NULL;
}

/* Slot 0 counts the new load by a measure of (1, 0), slot 2 by one of (0, 4), slot 1 not at all. */
static void test_problem_gets_one_more_load_or_stays_as_it_was(void)
{
    const struct koppel_load load = {5, 6, 9};
    const int32_t measure_of[] = {0, KOPPEL_NONE, 1}, amounts[] = {1, 0, 0, 4};
    const int32_t slot_of[] = {0, 2};
    int64_t before[] = {0, 2, 3, 3};
    int64_t result[3];
    struct koppel_problem problem = fresh_problem();
    enum koppel_status status = KOPPEL_E_MEMORY;

    problem.entry_first = before;
    problem.entries = copy(entries, sizeof entries);
    problem.measures = copy(measures, sizeof measures);
    problem.loads = copy(loads, sizeof loads);
    for (long n = 0; status != KOPPEL_OK && n < 10; n++) {
        failing_memory_after(n);
        status = koppel_problem_add_load(&problem, &load, measure_of, 2, amounts);
        CU_ASSERT_EQUAL(status, failing_memory_has_failed() ? KOPPEL_E_MEMORY : KOPPEL_OK);
        CU_ASSERT_EQUAL(problem.n_loads, status == KOPPEL_OK ? 3 : 2);
        CU_ASSERT_EQUAL(problem.n_measures, status == KOPPEL_OK ? 4 : 2);
        CU_ASSERT_EQUAL(problem.entry_first[3], status == KOPPEL_OK ? 5 : 3);
    }
    failing_memory_after(-1);
    CU_ASSERT_EQUAL_FATAL(status, KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_problem_check(&problem), KOPPEL_OK);
    CU_ASSERT_EQUAL(problem.loads[2].lo, 6);
    CU_ASSERT_EQUAL(problem.loads[2].hi, 9);
    koppel_problem_loads(&problem, slot_of, result);
    CU_ASSERT_EQUAL(result[0], 13);
    CU_ASSERT_EQUAL(result[1], 1);
    CU_ASSERT_EQUAL(result[2], 5 + 1 + 4);
    free(problem.entries);
    free(problem.measures);
    free(problem.loads);
}

static void test_problem_and_solution_free_are_safe_when_zeroed(void)
{
    struct koppel_problem problem = {0};
    struct koppel_solution solution = {0};

    koppel_problem_free(&problem);
    koppel_problem_free(&problem);
    koppel_solution_free(&solution);
    CU_ASSERT_PTR_NULL(problem.first);
    CU_ASSERT_PTR_NULL(solution.slot_of);
}

static void test_engine_find_knows_every_name(void)
{
    CU_ASSERT_PTR_EQUAL(koppel_engine_find(NULL), &koppel_engines[0]);
    CU_ASSERT_STRING_EQUAL(koppel_engines[0].name, "auto");
    CU_ASSERT_STRING_EQUAL(koppel_engine_find("greedy")->name, "greedy");
    CU_ASSERT_STRING_EQUAL(koppel_engine_find("exhaustive")->name, "exhaustive");
    CU_ASSERT_PTR_NULL(koppel_engine_find("simplex"));
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_problem_loads_add_the_measures_of_the_slots_entries),
        TEST(test_problem_cost_adds_agents_pairs_and_terms),
        TEST(test_problem_feasible_refuses_each_broken_row),
        TEST(test_problem_pair_finds_only_pairs),
        TEST(test_problem_check_refuses_what_is_out_of_shape_or_range),
        TEST(test_problem_gets_one_more_load_or_stays_as_it_was),
        TEST(test_problem_and_solution_free_are_safe_when_zeroed),
        TEST(test_engine_find_knows_every_name),
        TEST_END,
    };

    return suite_run("problem", tests);
}
