// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Blocks: which slots belong together, by hand; and the bound that blocks add up to, below every choice. */
#include "engine/lns/blocks.h"
#include "priced_problem.h"
#include "suite.h"

#include <string.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROBLEMS = 300 };

static const struct random_size tiny = {.agents = 5, .slots = 5, .loads = 4, .tiers = 2};

/* Five homes: load 0 holds homes 0 and 1, load 1 homes 2 and 3, load 2 homes 1, 2 and 4, load 3 none. Agent 0 may have
 * homes 0 and 1, agent 1 homes 1 and 2, agent 2 home 4, agent 3 none. */
static struct koppel_problem five_homes(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 4, .slots = 5, .loads = 4, .measures = 1, .tiers = 2});
    static const char pairs[4][6] = {"11000", "01100", "00001", "00000"};
    int64_t costs[20];

    for (int32_t k = 0; k < 20; k++) {
        costs[k] = -k;
    }
    tiny_problem_measure(&problem, 0, (const int32_t[]){2, 3, 4, 5});
    tiny_problem_pair_costs(&problem, 1, costs);
    tiny_problem_agent_costs(&problem, 0, (const int64_t[]){10, 11, 12, 13});
    tiny_problem_term(&problem, 0, (struct koppel_term){.load = 1, .at = 3, .over = 7});
    tiny_problem_term(&problem, 0, (struct koppel_term){.load = 0, .at = 2, .under = 5});
    for (int32_t j = 0; j < 4; j++) {
        tiny_problem_entry(&problem, j, j / 2, 0);
    }
    tiny_problem_entry(&problem, 1, 2, 0);
    tiny_problem_entry(&problem, 2, 2, 0);
    tiny_problem_entry(&problem, 4, 2, 0);
    for (int32_t i = 0; i < 4; i++) {
        for (int32_t j = 0; j < 5; j++) {
            if (pairs[i][j] == '0') {
                tiny_problem_drop_pair(&problem, i, j);
            }
        }
    }
    return problem;
}

/* At most 2 slots: loads 0 and 1 make a block each, load 2 would make one of 5. At most 1: every slot is alone. At most
 * 5: all are together. */
static void test_slots_of_a_load_are_together_as_long_as_blocks_stay_small(void)
{
    static const int32_t expected[6][5] = {{0}, {0, 1, 2, 3, 4}, {0, 0, 1, 1, 2}, {0, 0, 1, 1, 2}, {0, 0, 1, 1, 2}};
    static const int32_t of_agent[6][4] = {
        {0}, {-1, -1, 4, -1}, {0, -1, 2, -1}, {0, -1, 2, -1}, {0, -1, 2, -1}, {0, 0, 0, -1}};
    struct koppel_problem problem = five_homes();

    for (int64_t most = 1; most <= 5; most++) {
        struct koppel_blocks blocks;

        CU_ASSERT_EQUAL_FATAL(koppel_blocks_make(&blocks, &problem, most, false, &arena), KOPPEL_OK);
        CU_ASSERT_EQUAL(blocks.n_blocks, most == 1 ? 5 : (most == 5 ? 1 : 3));
        CU_ASSERT_EQUAL(memcmp(blocks.block_of_slot, expected[most], sizeof expected[most]), 0);
        for (int32_t i = 0; i < 4; i++) {
            CU_ASSERT_EQUAL(blocks.block_of_agent[i], of_agent[most][i] < 0 ? KOPPEL_NONE : of_agent[most][i]);
        }
        CU_ASSERT_EQUAL(blocks.is_cross[0], most < 2);
        CU_ASSERT_EQUAL(blocks.is_cross[1], most < 2);
        CU_ASSERT_EQUAL(blocks.is_cross[2], most < 5);
        CU_ASSERT_TRUE(blocks.is_cross[3]);
        koppel_arena_free(&arena);
    }
    koppel_problem_free(&problem);
}

/* At most 3 slots: loads 0 and 1 make a block each; agent 1 would join them to one of 4, and agent 2 has one home. At
 * most 2, without loads: agent 0 joins homes 0 and 1, and agent 1 comes too late. */
static void test_homes_of_an_agent_are_together_where_that_is_asked_for(void)
{
    static const int32_t by_loads[] = {0, 0, 1, 1, 2}, by_agents[] = {0, 0, 1, 2, 3}, of_agent[] = {0, -1, 3, -1};
    struct koppel_problem problem = five_homes();
    struct koppel_blocks blocks;

    CU_ASSERT_EQUAL_FATAL(koppel_blocks_make(&blocks, &problem, 3, true, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(memcmp(blocks.block_of_slot, by_loads, sizeof by_loads), 0);
    koppel_arena_free(&arena);
    problem.n_loads = 0;
    memset(problem.entry_first, 0, ((size_t)problem.n_slots + 1) * sizeof *problem.entry_first);
    CU_ASSERT_EQUAL_FATAL(koppel_blocks_make(&blocks, &problem, 2, true, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(memcmp(blocks.block_of_slot, by_agents, sizeof by_agents), 0);
    for (int32_t i = 0; i < 4; i++) {
        CU_ASSERT_EQUAL(blocks.block_of_agent[i], of_agent[i] < 0 ? KOPPEL_NONE : of_agent[i]);
    }
    koppel_arena_free(&arena);
    koppel_problem_free(&problem);
}

/* The block of homes 2 and 3 with agent 1, where others hold 6 persons of load 2: one pair, at what it cost. */
static void test_block_holds_its_pairs_and_what_others_add(void)
{
    struct koppel_problem problem = five_homes();
    struct koppel_block block;

    problem.loads[2].base = 1;
    CU_ASSERT_EQUAL_FATAL(koppel_block_make(&block, &problem, (const unsigned char[]){0, 1, 0, 0},
                                            (const unsigned char[]){0, 0, 1, 1, 0}, (const int64_t[]){0, 0, 6, 0},
                                            &arena),
                          KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(block.problem.n_pairs, 1);
    CU_ASSERT_TRUE(block.problem.n_agents == 1 && block.problem.n_slots == 2 && block.problem.n_loads == 2);
    CU_ASSERT_TRUE(block.agents[0] == 1 && block.slots[0] == 2 && block.loads[0] == 1 && block.loads[1] == 2);
    CU_ASSERT_EQUAL(block.problem.loads[1].base, 7);
    CU_ASSERT_EQUAL(block.problem.measures[0], 3);
    CU_ASSERT_EQUAL(koppel_cost_of_pair(&block.problem, 0, 0, 0), 11);
    CU_ASSERT_EQUAL(koppel_cost_of_pair(&block.problem, 1, 0, 0), -7);
    CU_ASSERT_TRUE(block.problem.tiers[0].n_terms == 1 && block.problem.tiers[0].terms[0].load == 0);
    koppel_arena_free(&arena);
    koppel_problem_free(&problem);
}

struct trial {
    const struct priced_problem *priced;
    koppel_wide bound;
    int n_choices;
    int n_wrong;
};

static void look(void *data, const struct tiny_choice *choice)
{
    struct trial *trial = data;
    const struct priced_problem *priced = trial->priced;

    for (int32_t t = 0; t < priced->tier; t++) {
        if (choice->costs[t] > priced->best[t]) {
            return;
        }
    }
    trial->n_choices++;
    trial->n_wrong += (koppel_wide)priced->lagrangian.scale * choice->costs[priced->tier] < trial->bound;
}

/* z_b by every choice of the block at its price. */
static int64_t least_of_block(const struct priced_problem *priced, const struct koppel_blocks *blocks, int32_t b,
                              const int64_t *free_price)
{
    const struct koppel_problem *problem = &priced->problem;
    unsigned char has_agent[TINY_AGENTS] = {0}, has_slot[TINY_SLOTS];
    struct koppel_arena own = {0};
    struct koppel_block block;
    int64_t least = 0;

    for (int32_t j = 0; j < problem->n_slots; j++) {
        has_slot[j] = blocks->block_of_slot[j] == b;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            has_agent[i] |= has_slot[koppel_pair_slot(problem, i, p)];
        }
    }
    CU_ASSERT_EQUAL_FATAL(koppel_block_make(&block, problem, has_agent, has_slot, NULL, &own), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_block_price(&block, blocks, &priced->lagrangian, free_price, &own), KOPPEL_OK);
    CU_ASSERT_EQUAL(block.problem.n_tiers, 1);
    CU_ASSERT_TRUE(best_choice(&block.problem, NULL, &least));
    koppel_arena_free(&own);
    return least;
}

/* scale * cost >= sum of z_b + sum of u of free agents + least of cross loads - m best, for any prices: blocks.h. */
static koppel_wide bound_of(struct priced_problem *priced, const struct koppel_blocks *blocks,
                            const int64_t *free_price)
{
    const struct koppel_problem *problem = &priced->problem;
    koppel_wide bound = 0;
    int64_t at = 0;

    for (int32_t b = 0; b < blocks->n_blocks; b++) {
        bound += least_of_block(priced, blocks, b, free_price);
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        bool is_free = blocks->block_of_agent[i] == KOPPEL_NONE && problem->first[i] < problem->first[i + 1];

        bound += is_free ? free_price[i] : 0;
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        bound += blocks->is_cross[g] ? koppel_lagrangian_load_least(&priced->lagrangian, g, &at) : 0;
    }
    for (int32_t t = 0; t < priced->tier; t++) {
        bound -= (koppel_wide)priced->lagrangian.tier_price[t] * priced->best[t];
    }
    return bound;
}

static void test_no_choice_costs_less_than_blocks_add_up_to(void)
{
    int n_choices = 0, n_several = 0, n_exact = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct priced_problem priced;
        struct koppel_blocks blocks;
        struct trial trial = {.priced = &priced};
        int64_t free_price[TINY_AGENTS];
        uint64_t state = seed;

        priced_problem_draw(&priced, seed, tiny);
        priced_problem_draw_prices(&priced, seed);
        CU_ASSERT_EQUAL_FATAL(koppel_blocks_make(&blocks, &priced.problem, 1 + (int64_t)(seed % 4), false, &arena),
                              KOPPEL_OK);
        for (int32_t i = 0; i < priced.problem.n_agents; i++) {
            free_price[i] = random_between(&state, -20, priced.problem.must_place[i] ? 20 : 0);
            free_price[i] *= priced.lagrangian.scale;
        }
        trial.bound = bound_of(&priced, &blocks, free_price);
        each_choice(&priced.problem, look, &trial);
        CU_ASSERT_EQUAL(trial.n_wrong, 0);
        n_choices += trial.n_choices;
        n_several += blocks.n_blocks > 1;
        n_exact += trial.bound == (koppel_wide)priced.lagrangian.scale * priced.best[priced.tier];
        koppel_arena_free(&arena);
        priced_problem_free(&priced);
    }
    CU_ASSERT_TRUE(n_choices > 2 * N_PROBLEMS);
    CU_ASSERT_TRUE(n_several > N_PROBLEMS / 2);
    CU_ASSERT_TRUE(n_exact > N_PROBLEMS / 20);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_slots_of_a_load_are_together_as_long_as_blocks_stay_small),
        TEST(test_homes_of_an_agent_are_together_where_that_is_asked_for),
        TEST(test_block_holds_its_pairs_and_what_others_add),
        TEST(test_no_choice_costs_less_than_blocks_add_up_to),
        TEST_END,
    };

    return suite_run("blocks", tests);
}
