// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The loop of bounds on three households of 2 persons below a cap of 3, which bring 5, 4 and 2: the linear relaxation
 * sends one and a half, 7; a cut proves 5. */
#include "engine/lp/tier_bound.h"
#include "suite.h"

#include "base/bits.h"
#include "problem/load_reach.h"
#include "tiny_problem.h"

#include <stdlib.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { MOST_ROUNDS = 5 };

static const int32_t slot_of[] = {0, KOPPEL_NONE, KOPPEL_NONE};
static const struct koppel_deadline never;

/* The households and their only place. */
static struct koppel_problem town(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 3, .slots = 1, .loads = 1, .measures = 1, .tiers = 1});

    problem.places[0] = 2;
    problem.loads[0].hi = 3;
    tiny_problem_measure(&problem, 0, (const int32_t[]){2, 2, 2});
    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_agent_costs(&problem, 0, (const int64_t[]){-5, -4, -2});
    return problem;
}

/* What the rounds of a run prove. */
struct rounds {
    struct koppel_tier_bound bound;
    struct koppel_problem problem;
    struct koppel_mir_cut_list cuts;
    int64_t proven[MOST_ROUNDS];
    int n;
    int64_t enough; /* a bound that ends the run */
};

static enum koppel_status keep(void *data, bool *is_enough)
{
    struct rounds *rounds = data;

    rounds->proven[rounds->n] = koppel_lagrangian_cost(&rounds->bound.lagrangian, 1);
    *is_enough = rounds->proven[rounds->n++] >= rounds->enough;
    return koppel_tier_bound_keep(&rounds->bound);
}

static void run(struct rounds *rounds, bool is_listed)
{
    rounds->problem = town();
    CU_ASSERT_EQUAL_FATAL(koppel_problem_limit_loads(&rounds->problem), KOPPEL_OK);
    rounds->bound = (struct koppel_tier_bound){.problem = &rounds->problem,
                                               .tiers = rounds->problem.tiers,
                                               .n_tiers = 1,
                                               .deadline = &never,
                                               .slot_of = slot_of,
                                               .close_enough = 1e-7,
                                               .n_rounded = 1,
                                               .most_rounds = MOST_ROUNDS,
                                               .is_warm = !is_listed,
                                               .cuts = is_listed ? &rounds->cuts : NULL,
                                               .keep = keep,
                                               .data = rounds};
    CU_ASSERT_EQUAL_FATAL(koppel_tier_bound_open(&rounds->bound, false), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_tier_bound_run(&rounds->bound), KOPPEL_OK);
}

static void end(struct rounds *rounds)
{
    koppel_tier_bound_free(&rounds->bound);
    koppel_problem_free(&rounds->problem);
    free(rounds->cuts.items);
}

static void test_rounds_of_cuts_prove_what_the_relaxation_cannot(void)
{
    for (int is_listed = 0; is_listed < 2; is_listed++) {
        struct rounds rounds = {.enough = INT64_MAX};

        run(&rounds, is_listed == 1);
        CU_ASSERT_EQUAL(rounds.n, 2);
        CU_ASSERT_EQUAL(rounds.proven[0], -7);
        CU_ASSERT_EQUAL(rounds.proven[1], -5);
        CU_ASSERT_EQUAL((int32_t)rounds.cuts.n_items, is_listed * (rounds.problem.n_loads - 1));
        CU_ASSERT_EQUAL(rounds.bound.kept.n_loads, rounds.problem.n_loads);
        CU_ASSERT_FALSE(rounds.bound.is_lost);
        end(&rounds);
    }
}

static void test_rounds_end_when_a_bound_is_enough(void)
{
    struct rounds rounds = {.enough = -7};

    run(&rounds, false);
    CU_ASSERT_EQUAL(rounds.n, 1);
    CU_ASSERT_EQUAL(rounds.problem.n_loads, 1);
    end(&rounds);
}

static void test_fix_takes_out_what_costs_more(void)
{
    struct rounds rounds = {.enough = INT64_MAX};
    unsigned char kept[1] = {0}; /* a bit for every pair */
    int64_t n_kept = 0;

    run(&rounds, false);
    CU_ASSERT_EQUAL(koppel_tier_bound_gap(&rounds.bound, NULL, -5), 0);
    CU_ASSERT_EQUAL(koppel_tier_bound_fix(&rounds.bound, NULL, -2, kept, &n_kept), KOPPEL_OK);
    CU_ASSERT_EQUAL(n_kept, 3);
    CU_ASSERT_EQUAL(koppel_tier_bound_fix(&rounds.bound, NULL, -5, kept, &n_kept), KOPPEL_OK);
    CU_ASSERT_TRUE(koppel_bit(kept, 0));
    CU_ASSERT_FALSE(koppel_bit(kept, 2)); /* whatever the price of the cut is, from 4 to 5 */
    CU_ASSERT_EQUAL(koppel_tier_bound_fix(&rounds.bound, NULL, -6, kept, &n_kept), KOPPEL_E_INTERNAL);
    end(&rounds);
}

static void test_fix_by_whole_loads_needs_no_cut(void)
{
    struct rounds rounds = {.enough = -7};
    unsigned char kept[1] = {0}; /* a bit for every pair */
    struct koppel_knapsacks whole;
    int64_t n_kept = 0;

    run(&rounds, false);
    CU_ASSERT_EQUAL_FATAL(koppel_knapsacks_make(&whole, &rounds.bound.lagrangian, &arena), KOPPEL_OK);
    CU_ASSERT_EQUAL(whole.n_own, 1);
    koppel_knapsacks_bound(&whole);
    CU_ASSERT_TRUE(koppel_tier_bound_gap(&rounds.bound, &whole, -5) < koppel_tier_bound_gap(&rounds.bound, NULL, -5));
    CU_ASSERT_EQUAL(koppel_tier_bound_fix(&rounds.bound, &whole, -5, kept, &n_kept), KOPPEL_OK);
    CU_ASSERT_TRUE(koppel_bit(kept, 0));
    koppel_arena_free(&arena);
    end(&rounds);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_rounds_of_cuts_prove_what_the_relaxation_cannot), TEST(test_rounds_end_when_a_bound_is_enough),
        TEST(test_fix_takes_out_what_costs_more), TEST(test_fix_by_whole_loads_needs_no_cut), TEST_END};

    return suite_run("bound of a tier", tests);
}
