// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Block search: two neighbourhoods that want the same household, by hand; the bound is below every choice, what is
 * added to later tiers loses none, and improving a choice never makes it worse. */
#include "engine/heuristic/incumbent.h"
#include "engine/lns/block_search.h"
#include "priced_problem.h"
#include "problem/problem_copy.h"
#include "suite.h"

#include <string.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROBLEMS = 150 };

static const struct random_size tiny = {.agents = 5, .slots = 5, .loads = 4, .tiers = 2};
static const struct koppel_deadline never = {0};

/* A search of the blocks of a priced problem from a choice. Must stay where it is. */
struct stage {
    struct koppel_blocks blocks;
    struct koppel_block_search search;
    int32_t slot_of[TINY_AGENTS];
    int32_t proposed[TINY_AGENTS];
    int64_t costs[TINY_TIERS];
};

static void costs_of(const struct koppel_problem *problem, const int32_t *slot_of, int64_t *costs)
{
    int64_t loads[TINY_LOADS];

    koppel_problem_loads(problem, slot_of, loads);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        costs[t] = koppel_problem_cost(problem, t, slot_of, loads);
    }
}

static void stage_open(struct stage *stage, const struct priced_problem *priced, int64_t most_slots,
                       const int32_t *slot_of)
{
    *stage = (struct stage){0};
    CU_ASSERT_EQUAL_FATAL(koppel_blocks_make(&stage->blocks, &priced->problem, most_slots, false, &arena), KOPPEL_OK);
    memcpy(stage->slot_of, slot_of, (size_t)priced->problem.n_agents * sizeof *slot_of);
    costs_of(&priced->problem, slot_of, stage->costs);
    stage->search = (struct koppel_block_search){.arena = &arena,
                                                 .blocks = &stage->blocks,
                                                 .lagrangian = &priced->lagrangian,
                                                 .deadline = &never,
                                                 .n_rounds = 4,
                                                 .solve = koppel_lexicographic_solve_tier,
                                                 .slot_of = stage->slot_of,
                                                 .proposed = stage->proposed,
                                                 .costs = stage->costs};
}

/* Two homes, each in a neighbourhood of its own. Household 0 may have either and is worth 10; household 1 may have
 * home 0 and household 2 home 1, for 1 each. */
static struct koppel_problem two_neighbourhoods(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 3, .slots = 2, .loads = 2, .measures = 1, .tiers = 1});

    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_entry(&problem, 1, 1, 0);
    problem.loads[0].hi = problem.loads[1].hi = 1;
    tiny_problem_pair_costs(&problem, 0, (const int64_t[]){-10, -10, -1, 0, 0, -1});
    tiny_problem_drop_pair(&problem, 1, 1);
    tiny_problem_drop_pair(&problem, 2, 0);
    return problem;
}

/* At a price of u = -10, all that household 0 is worth, each block comes to -1 by its own household: -1 - 1 - 10 =
 * -12. At u = -9 each block comes to -1, whoever it takes, and -11 is the optimum. The relaxation has that price. */
static void test_household_that_two_blocks_want_is_counted_once(void)
{
    struct priced_problem priced;
    struct koppel_class_values values = {0};
    struct stage stage;
    static const int32_t known[] = {KOPPEL_NONE, 0, 1};

    priced_problem_open(&priced, two_neighbourhoods());
    koppel_lagrangian_bound(&priced.lagrangian);
    stage_open(&stage, &priced, 1, known);
    stage.search.n_rounds = 1;
    CU_ASSERT_EQUAL(stage.blocks.block_of_agent[0], KOPPEL_NONE);
    CU_ASSERT_EQUAL(koppel_block_search_bound(&stage.search), KOPPEL_OK);
    CU_ASSERT_EQUAL(stage.search.bound, -12);
    koppel_arena_free(&arena);
    priced_problem_relax(&priced, &values);
    stage_open(&stage, &priced, 1, known);
    CU_ASSERT_EQUAL(koppel_block_search_bound(&stage.search), KOPPEL_OK);
    CU_ASSERT_EQUAL(stage.search.bound, -11);
    koppel_arena_free(&arena);
    priced_problem_free(&priced);
}

/* Household 0 stands nowhere and may come into either block; then the others are left where they are. */
static void test_block_takes_in_who_stands_nowhere(void)
{
    struct priced_problem priced;
    struct stage stage;

    priced_problem_open(&priced, two_neighbourhoods());
    stage_open(&stage, &priced, 1, (const int32_t[]){KOPPEL_NONE, 0, 1});
    CU_ASSERT_EQUAL(koppel_block_search_improve(&stage.search), KOPPEL_OK);
    CU_ASSERT_TRUE(stage.slot_of[0] == 0 && stage.slot_of[1] == KOPPEL_NONE && stage.slot_of[2] == 1);
    koppel_arena_free(&arena);
    priced_problem_free(&priced);
}

static void test_nothing_is_claimed_or_changed_when_time_is_up(void)
{
    const volatile sig_atomic_t stop = 1;
    const struct koppel_deadline expired = {.stop = &stop};
    struct priced_problem priced;
    struct stage stage;

    priced_problem_open(&priced, two_neighbourhoods());
    stage_open(&stage, &priced, 1, (const int32_t[]){KOPPEL_NONE, 0, 1});
    stage.search.deadline = &expired;
    CU_ASSERT_EQUAL(koppel_block_search_bound(&stage.search), KOPPEL_OK);
    CU_ASSERT_EQUAL(stage.search.bound, INT64_MIN);
    CU_ASSERT_EQUAL(koppel_block_search_improve(&stage.search), KOPPEL_OK);
    CU_ASSERT_TRUE(stage.slot_of[0] == KOPPEL_NONE && stage.slot_of[1] == 0 && stage.slot_of[2] == 1);
    koppel_arena_free(&arena);
    priced_problem_free(&priced);
}

/* Some choice that keeps the held tiers at their best, not always the best one. */
struct known {
    const struct priced_problem *priced;
    uint64_t state;
    int64_t n_seen;
    int32_t slot_of[TINY_AGENTS];
};

static void keep_some(void *data, const struct tiny_choice *choice)
{
    struct known *known = data;
    const struct priced_problem *priced = known->priced;

    for (int32_t t = 0; t < priced->tier; t++) {
        if (choice->costs[t] != priced->best[t]) {
            return;
        }
    }
    if (random_between(&known->state, 0, known->n_seen++) == 0) {
        memcpy(known->slot_of, choice->slot_of, (size_t)priced->problem.n_agents * sizeof *known->slot_of);
    }
}

/* A choice that costs at most what is known, with the held tiers at their best or below, keeps the added loads. */
struct trial {
    const struct priced_problem *priced;
    const struct koppel_problem *extended;
    int64_t known; /* cost */
    int n_good;
    int n_wrong;
};

static void look(void *data, const struct tiny_choice *choice)
{
    struct trial *trial = data;
    const struct priced_problem *priced = trial->priced;
    int64_t loads[TINY_LOADS];

    for (int32_t t = 0; t < priced->tier; t++) {
        if (choice->costs[t] > priced->best[t]) {
            return;
        }
    }
    if (choice->costs[priced->tier] > trial->known) {
        return;
    }
    trial->n_good++;
    koppel_problem_loads(trial->extended, choice->slot_of, loads);
    for (int32_t g = priced->problem.n_loads; g < trial->extended->n_loads; g++) {
        trial->n_wrong += loads[g] < trial->extended->loads[g].lo || loads[g] > trial->extended->loads[g].hi;
    }
}

/* Does every agent that the blocks proposed a slot have that pair? */
static bool proposals_are_pairs(const struct stage *stage, const struct koppel_problem *problem)
{
    bool ok = true;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        int32_t j = stage->proposed[i];

        ok = ok && (j == KOPPEL_NONE || koppel_problem_pair(problem, i, j) != KOPPEL_NONE);
    }
    return ok;
}

/* The bound, and the loads that it gives to later tiers. @return how many of these there are */
static int32_t bound_and_check(const struct priced_problem *priced, const int32_t *slot_of, int *n_exact)
{
    struct stage stage;
    struct koppel_problem extended;
    struct trial trial = {.priced = priced, .extended = &extended};
    int32_t n_added = 0;

    stage_open(&stage, priced, 1 + priced->problem.n_slots / 2, slot_of);
    trial.known = stage.costs[priced->tier];
    CU_ASSERT_EQUAL(koppel_block_search_bound(&stage.search), KOPPEL_OK);
    CU_ASSERT_TRUE(stage.search.bound <= priced->best[priced->tier]);
    CU_ASSERT_TRUE(stage.search.bound == INT64_MIN || proposals_are_pairs(&stage, &priced->problem));
    *n_exact += stage.search.bound == priced->best[priced->tier];
    CU_ASSERT_EQUAL_FATAL(koppel_problem_share(&extended, &priced->problem), KOPPEL_OK);
    if (stage.search.bound != INT64_MIN) {
        CU_ASSERT_EQUAL(koppel_block_search_floors(&stage.search, &extended, &n_added), KOPPEL_OK);
        CU_ASSERT_EQUAL(extended.n_loads, priced->problem.n_loads + n_added);
        each_choice(&priced->problem, look, &trial);
        CU_ASSERT_TRUE(trial.n_good > 0);
        CU_ASSERT_EQUAL(trial.n_wrong, 0);
    }
    koppel_problem_free(&extended);
    koppel_arena_free(&arena);
    return n_added;
}

/* @return whether the choice got better: in the tier at hand, or with later ones */
static bool improve_and_check(const struct priced_problem *priced, const int32_t *slot_of, bool improves_later)
{
    struct stage stage;
    int64_t after[TINY_TIERS];
    bool ok = false, is_better = false;
    int32_t n_tiers = priced->problem.n_tiers;

    stage_open(&stage, priced, 1 + priced->problem.n_slots / 2, slot_of);
    stage.search.improves_later = improves_later;
    stage.search.solve = koppel_lexicographic_solve;
    CU_ASSERT_EQUAL(koppel_block_search_improve(&stage.search), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_problem_feasible(&priced->problem, stage.slot_of, &ok), KOPPEL_OK);
    CU_ASSERT_TRUE(ok);
    costs_of(&priced->problem, stage.slot_of, after);
    for (int32_t t = 0; t < priced->tier; t++) {
        CU_ASSERT_EQUAL(after[t], priced->best[t]);
    }
    CU_ASSERT_TRUE(after[priced->tier] <= stage.costs[priced->tier]);
    is_better = koppel_vector_compare(after, stage.costs, improves_later ? n_tiers : priced->tier + 1) < 0;
    CU_ASSERT_TRUE(!improves_later || is_better || memcmp(after, stage.costs, (size_t)n_tiers * sizeof *after) == 0);
    koppel_arena_free(&arena);
    return is_better;
}

static void test_blocks_claim_no_more_than_is_true_and_never_make_worse(void)
{
    int n_exact = 0, n_better = 0, n_all_better = 0;
    int32_t n_added = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct priced_problem priced;
        struct known known = {.priced = &priced, .state = seed};
        struct koppel_class_values values = {0};

        priced_problem_draw(&priced, seed, tiny);
        each_choice(&priced.problem, keep_some, &known);
        priced_problem_relax(&priced, &values);
        n_added += bound_and_check(&priced, known.slot_of, &n_exact);
        n_better += improve_and_check(&priced, known.slot_of, false);
        n_all_better += improve_and_check(&priced, known.slot_of, true);
        priced_problem_draw_prices(&priced, seed);
        n_added += bound_and_check(&priced, priced.slot_of, &n_exact);
        priced_problem_free(&priced);
    }
    CU_ASSERT_TRUE(n_exact > N_PROBLEMS / 2);
    CU_ASSERT_TRUE(n_better > N_PROBLEMS / 5);
    CU_ASSERT_TRUE(n_all_better >= n_better);
    CU_ASSERT_TRUE(n_added > N_PROBLEMS / 20);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_household_that_two_blocks_want_is_counted_once),
        TEST(test_block_takes_in_who_stands_nowhere),
        TEST(test_nothing_is_claimed_or_changed_when_time_is_up),
        TEST(test_blocks_claim_no_more_than_is_true_and_never_make_worse),
        TEST_END,
    };

    return suite_run("block search", tests);
}
