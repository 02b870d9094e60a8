// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Vicinities divide the slots, keep groups and their agents together, and are drawn anew every round. */
#include "engine/heuristic/greedy.h"
#include "engine/lns/lns_neighbourhood.h"
#include "failing_memory.h"
#include "random_problem.h"
#include "suite.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROBLEMS = 200, MOST_AGENTS = 9 };

/* A random problem with a choice. */
struct setting {
    struct koppel_problem problem;
    int32_t *slot_of;
};

static struct setting draw(uint64_t seed)
{
    struct setting setting = {
        .problem = random_problem(seed, (struct random_size){.agents = 40, .slots = 50, .loads = 9, .tiers = 1})};
    const struct koppel_deadline deadline = {0};
    int64_t value[2];

    memset(setting.problem.state, KOPPEL_PAIR_FREE, (size_t)setting.problem.n_pairs);
    setting.slot_of = koppel_new((size_t)setting.problem.n_agents, sizeof *setting.slot_of);
    CU_ASSERT_PTR_NOT_NULL_FATAL(setting.slot_of);
    CU_ASSERT_EQUAL_FATAL(koppel_greedy_run(&setting.problem, &deadline, NULL, 1000, setting.slot_of, value),
                          KOPPEL_OK);
    return setting;
}

static void setting_free(struct setting *setting)
{
    koppel_problem_free(&setting->problem);
    free(setting->slot_of);
}

static struct koppel_blocks make(const struct setting *setting, int32_t round)
{
    struct koppel_blocks blocks;

    CU_ASSERT_EQUAL_FATAL(
        koppel_lns_neighbourhoods_make(&blocks, &setting->problem, setting->slot_of, round, MOST_AGENTS, &arena),
        KOPPEL_OK);
    return blocks;
}

/* The load of the slot with the fewest slots, the first in its entries; KOPPEL_NONE without any. */
static int32_t smallest_load(const struct koppel_problem *problem, int32_t slot)
{
    int32_t smallest = KOPPEL_NONE;
    int64_t least = INT64_MAX;

    for (int64_t e = problem->entry_first[slot]; e < problem->entry_first[slot + 1]; e++) {
        int64_t n = 0;

        for (int64_t f = 0; f < problem->entry_first[problem->n_slots]; f++) {
            n += problem->entries[f].load == problem->entries[e].load;
        }
        if (n < least) {
            least = n;
            smallest = problem->entries[e].load;
        }
    }
    return smallest;
}

static void test_vicinities_divide_the_slots_and_keep_groups_whole(void)
{
    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct setting setting = draw(seed);
        struct koppel_blocks blocks = make(&setting, (int32_t)seed % 5);
        int32_t *block_of_load = koppel_new((size_t)setting.problem.n_loads, sizeof *block_of_load);
        bool ok = true;

        for (int32_t j = 0; j < setting.problem.n_slots; j++) {
            int32_t b = blocks.block_of_slot[j], g = smallest_load(&setting.problem, j);

            ok = ok && b >= 0 && b < blocks.n_blocks;
            if (g != KOPPEL_NONE) {
                ok = ok && (block_of_load[g] == 0 || block_of_load[g] == b + 1);
                block_of_load[g] = b + 1;
            }
        }
        CU_ASSERT_TRUE(ok);
        free(block_of_load);
        koppel_arena_free(&arena);
        setting_free(&setting);
    }
}

static void test_vicinities_hold_their_agents_and_those_without_a_slot(void)
{
    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct setting setting = draw(seed);
        const struct koppel_problem *problem = &setting.problem;
        struct koppel_blocks blocks = make(&setting, 1);
        bool ok = true;

        for (int32_t i = 0; i < problem->n_agents; i++) {
            bool leads_there = problem->first[i] == problem->first[i + 1] && blocks.block_of_agent[i] == KOPPEL_NONE;

            for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
                bool is_own = setting.slot_of[i] == KOPPEL_NONE || setting.slot_of[i] == problem->slot[p];

                leads_there =
                    leads_there || (is_own && blocks.block_of_agent[i] == blocks.block_of_slot[problem->slot[p]]);
            }
            ok = ok && leads_there;
        }
        CU_ASSERT_TRUE(ok);
        koppel_arena_free(&arena);
        setting_free(&setting);
    }
}

static void test_vicinities_are_the_same_for_a_round_and_others_for_another(void)
{
    int n_other = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct setting setting = draw(seed);
        size_t size = (size_t)setting.problem.n_slots * sizeof(int32_t);
        struct koppel_blocks blocks = make(&setting, 0), again = make(&setting, 0), other = make(&setting, 1);

        CU_ASSERT_EQUAL(memcmp(blocks.block_of_slot, again.block_of_slot, size), 0);
        n_other += memcmp(blocks.block_of_slot, other.block_of_slot, size) != 0;
        koppel_arena_free(&arena);
        setting_free(&setting);
    }
    CU_ASSERT_TRUE(n_other > N_PROBLEMS / 4);
}

static enum koppel_status make_once(void *data, struct koppel_errors *errors)
{
    const struct setting *setting = data;
    struct koppel_blocks blocks;
    enum koppel_status status =
        koppel_lns_neighbourhoods_make(&blocks, &setting->problem, setting->slot_of, 2, MOST_AGENTS, &arena);

    (void)errors;
    koppel_arena_free(&arena);
    return status;
}

static void test_vicinities_survive_failed_allocations(void)
{
    struct setting setting = draw(3);

    CU_ASSERT_TRUE(failing_memory_each(make_once, &setting, KOPPEL_OK) >= 10);
    setting_free(&setting);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_vicinities_divide_the_slots_and_keep_groups_whole),
        TEST(test_vicinities_hold_their_agents_and_those_without_a_slot),
        TEST(test_vicinities_are_the_same_for_a_round_and_others_for_another),
        TEST(test_vicinities_survive_failed_allocations),
        TEST_END,
    };

    return suite_run("vicinities", tests);
}
