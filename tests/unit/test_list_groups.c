// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Agents with one list of slots: who is put together, and that what is worked out by list is what pairs say one by one. */
#include "base/memory.h"
#include "problem/components.h"
#include "problem/list_groups.h"
#include "problem/load_reach.h"
#include "random_problem.h"
#include "suite.h"
#include "tiny_problem.h"

#include <stdlib.h>
#include <string.h>

enum { N_PROBLEMS = 1500 };

static const struct random_size small = {.agents = 9, .slots = 7, .loads = 5, .tiers = 2};

static bool same_slots(const struct koppel_problem *problem, int32_t a, int32_t b)
{
    int64_t n = problem->first[a + 1] - problem->first[a];

    return problem->first[b + 1] - problem->first[b] == n &&
           memcmp(koppel_slots_of(problem, a), koppel_slots_of(problem, b), (size_t)n * sizeof(int32_t)) == 0;
}

static bool all_free(const struct koppel_problem *problem, int32_t agent)
{
    bool free = true;

    for (int64_t p = problem->first[agent]; p < problem->first[agent + 1]; p++) {
        free = free && koppel_state_of_pair(problem, p) == KOPPEL_PAIR_FREE;
    }
    return free;
}

/* Every agent is in one group; those of a shared one have the same slots and free pairs alone. */
static void check_groups(const struct koppel_problem *problem, int64_t *n_shared)
{
    struct koppel_arena arena = {0};
    struct koppel_list_groups groups;
    int32_t n_seen[16] = {0};

    CU_ASSERT_EQUAL_FATAL(koppel_list_groups_make(&groups, problem, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(groups.first[groups.n], problem->n_agents);
    for (int32_t k = 0; k < groups.n; k++) {
        int32_t lead = groups.agents[groups.first[k]];

        for (int32_t m = groups.first[k]; m < groups.first[k + 1]; m++) {
            n_seen[groups.agents[m]]++;
            CU_ASSERT(groups.agents[m] >= lead && same_slots(problem, lead, groups.agents[m]));
            CU_ASSERT(!koppel_list_group_is_shared(&groups, k) || all_free(problem, groups.agents[m]));
        }
        *n_shared += koppel_list_group_is_shared(&groups, k);
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        CU_ASSERT_EQUAL(n_seen[i], 1);
    }
    koppel_arena_free(&arena);
}

static void check_reach(const struct koppel_problem *plain, const struct koppel_problem *shared, bool only_open)
{
    struct koppel_arena arena = {0};
    struct koppel_load_reach a, b;

    CU_ASSERT_EQUAL_FATAL(koppel_load_reach_make(&a, plain, plain->places, only_open, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_load_reach_make(&b, shared, shared->places, only_open, &arena), KOPPEL_OK);
    for (int32_t g = 0; g < plain->n_loads; g++) {
        CU_ASSERT_EQUAL(a.top[g], b.top[g]);
    }
    for (int32_t j = 0; j < plain->n_slots; j++) {
        CU_ASSERT_EQUAL(a.places[j], b.places[j]);
    }
    koppel_arena_free(&arena);
}

static void check_components(const struct koppel_problem *plain, const struct koppel_problem *shared)
{
    struct koppel_components a = {0}, b = {0};

    CU_ASSERT_EQUAL_FATAL(koppel_components_make(&a, plain, KOPPEL_MERGE_EQUAL_SLOTS), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_components_make(&b, shared, KOPPEL_MERGE_EQUAL_SLOTS), KOPPEL_OK);
    CU_ASSERT_EQUAL(a.infeasible, b.infeasible);
    CU_ASSERT_EQUAL_FATAL(a.n_items, b.n_items);
    for (int32_t k = 0; k < a.n_items; k++) {
        const struct koppel_problem *one = &a.items[k].problem, *other = &b.items[k].problem;

        CU_ASSERT_EQUAL_FATAL(one->n_agents, other->n_agents);
        CU_ASSERT_EQUAL(one->n_loads, other->n_loads);
        CU_ASSERT_EQUAL_FATAL(one->n_pairs, other->n_pairs);
        for (int32_t i = 0; i < one->n_agents; i++) {
            CU_ASSERT_EQUAL(a.items[k].agents[i], b.items[k].agents[i]);
            for (int64_t p = one->first[i]; p < one->first[i + 1]; p++) {
                CU_ASSERT_EQUAL(koppel_pair_slot(one, i, p), koppel_pair_slot(other, i, p));
            }
        }
    }
    koppel_components_free(&a);
    koppel_components_free(&b);
}

static void test_lists_say_the_same_as_pairs(void)
{
    int64_t n_shared = 0;

    for (uint64_t seed = 1; seed <= N_PROBLEMS; seed++) {
        struct random_rule rules[8];
        struct koppel_problem plain = random_problem(seed, small);
        struct koppel_problem shared = random_by_rule(&plain, 0, rules);

        check_groups(&shared, &n_shared);
        check_reach(&plain, &shared, false);
        check_reach(&plain, &shared, true);
        check_components(&plain, &shared);
        koppel_problem_free(&shared);
        koppel_problem_free(&plain);
    }
    CU_ASSERT(n_shared > N_PROBLEMS / 4);
}

/* The list of agent 2 is the beginning of that which agents 0 and 1 share. */
static void test_beginning_of_a_list_is_another_one(void)
{
    struct koppel_problem problem = tiny_problem((struct tiny_size){.agents = 3, .slots = 3, .tiers = 1});
    struct koppel_arena arena = {0};
    struct koppel_list_groups groups;
    int64_t n_shared = 0;

    free(problem.list);
    problem.list = koppel_new(3, sizeof *problem.list);
    CU_ASSERT_PTR_NOT_NULL_FATAL(problem.list);
    problem.n_listed = 9;
    problem.first[3] = 8;
    problem.n_pairs = 8;
    check_groups(&problem, &n_shared);
    CU_ASSERT_EQUAL_FATAL(koppel_list_groups_make(&groups, &problem, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(groups.n, 2);
    CU_ASSERT_EQUAL(n_shared, 1);
    koppel_arena_free(&arena);
    koppel_problem_free(&problem);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_lists_say_the_same_as_pairs),
                                              TEST(test_beginning_of_a_list_is_another_one), TEST_END};

    return suite_run("list groups", tests);
}
