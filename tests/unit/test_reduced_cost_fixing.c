// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fixing by reduced cost: what must go and what must stay, by hand; and no choice at the known cost or below it is
 * lost. */
#include "base/bits.h"
#include "engine/bound/reduced_cost_fixing.h"
#include "priced_problem.h"
#include "suite.h"

#include <string.h>

enum { N_PROBLEMS = 600 };

static const struct random_size tiny = {.agents = 5, .slots = 4, .loads = 3, .tiers = 3};

/* Agent 0 has homes at 0, 2 and 3, agent 1 one home at -5; with prices of 0 the bound is -5 and deviations are the
 * costs above 0 and -5. */
static struct koppel_problem two_agents(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 2, .slots = 4, .loads = 0, .measures = 1, .tiers = 1});

    tiny_problem_pair_costs(&problem, 0, (const int64_t[]){0, 2, 3, 9, 9, 9, 9, -5});
    tiny_problem_drop_pair(&problem, 0, 3);
    for (int32_t j = 0; j < 3; j++) {
        tiny_problem_drop_pair(&problem, 1, j);
    }
    return problem;
}

/* A choice at -3 is known, 2 above the bound: the pair at 2 may be part of one as good and must stay, the pair at 3
 * must go; agent 1 cannot be left out. With 5 above the bound, it can. */
static void test_pair_that_may_be_as_good_stays_and_a_dearer_one_goes(void)
{
    struct priced_problem priced;
    unsigned char keep[1] = {0};

    priced_problem_open(&priced, two_agents());
    koppel_lagrangian_bound(&priced.lagrangian);
    CU_ASSERT_EQUAL(koppel_lagrangian_cost(&priced.lagrangian, 1), -5);
    CU_ASSERT_EQUAL(koppel_fix_pairs(&priced.lagrangian, 2 * priced.lagrangian.scale, keep), 3);
    CU_ASSERT_TRUE(koppel_bit(keep, 0) && koppel_bit(keep, 1) && !koppel_bit(keep, 2) && koppel_bit(keep, 3));
    CU_ASSERT_EQUAL(koppel_fix_pairs(&priced.lagrangian, 2 * priced.lagrangian.scale - 1, keep), 2);
    CU_ASSERT_FALSE(koppel_bit(keep, 1));
    koppel_fix_rows(&priced.lagrangian, 5 * priced.lagrangian.scale, NULL, &priced.problem);
    CU_ASSERT_TRUE(!priced.problem.must_place[0] && !priced.problem.must_place[1]);
    koppel_fix_rows(&priced.lagrangian, 5 * priced.lagrangian.scale - 1, NULL, &priced.problem);
    CU_ASSERT_TRUE(!priced.problem.must_place[0] && priced.problem.must_place[1]);
    priced_problem_free(&priced);
}

/* Four agents of one person, a goal of 2 at 1 below and 3 above: L costs 2, 1, 0, 3, 6. With 3 above the least at L
 * = 2, the load is kept within 0 .. 3; with 2, within 0 .. 2; with 0, at 2. A load that is skipped stays. */
static void test_load_is_kept_to_values_that_cost_no_more_than_the_gap(void)
{
    const int64_t lo[] = {2, 1, 0, 0, 0, 0, 0}, hi[] = {2, 2, 2, 3, 3, 3, 4};

    for (int64_t gap = 0; gap <= 6; gap++) {
        struct priced_problem priced;
        struct koppel_problem problem =
            tiny_problem((struct tiny_size){.agents = 4, .slots = 4, .loads = 1, .measures = 1, .tiers = 1});

        for (int32_t j = 0; j < 4; j++) {
            tiny_problem_entry(&problem, j, 0, 0);
        }
        tiny_problem_term(&problem, 0, (struct koppel_term){.load = 0, .at = 2, .over = 3, .under = 1});
        priced_problem_open(&priced, problem);
        koppel_lagrangian_bound(&priced.lagrangian);
        koppel_fix_rows(&priced.lagrangian, gap * priced.lagrangian.scale, (const unsigned char[]){1}, &priced.problem);
        CU_ASSERT_TRUE(priced.problem.loads[0].lo == 0 && priced.problem.loads[0].hi == 4);
        koppel_fix_rows(&priced.lagrangian, gap * priced.lagrangian.scale, NULL, &priced.problem);
        CU_ASSERT_EQUAL(priced.problem.loads[0].lo, lo[gap]);
        CU_ASSERT_EQUAL(priced.problem.loads[0].hi, hi[gap]);
        priced_problem_free(&priced);
    }
}

/* Deviations 0, 2, 3 and 0: the gap that keeps about n pairs, as long as it is at most 10. */
static void test_gap_is_chosen_for_so_many_pairs(void)
{
    struct priced_problem priced;
    int64_t scale = 0;

    priced_problem_open(&priced, two_agents());
    koppel_lagrangian_bound(&priced.lagrangian);
    scale = priced.lagrangian.scale;
    CU_ASSERT_EQUAL(koppel_fix_choose_gap(&priced.lagrangian, 1, 10 * scale), 0);
    CU_ASSERT_EQUAL(koppel_fix_choose_gap(&priced.lagrangian, 2, 10 * scale), 0);
    CU_ASSERT_EQUAL(koppel_fix_choose_gap(&priced.lagrangian, 3, 10 * scale), 2 * scale);
    CU_ASSERT_EQUAL(koppel_fix_choose_gap(&priced.lagrangian, 4, 10 * scale), 10 * scale);
    CU_ASSERT_EQUAL(koppel_fix_choose_gap(&priced.lagrangian, 4, scale), scale);
    priced_problem_free(&priced);
}

struct trial {
    const struct priced_problem *priced;
    const struct koppel_problem *narrowed;
    const unsigned char *keep;
    int64_t cost; /* known */
    int n_good;
    int n_wrong;
};

/* A choice that costs at most what is known, with the held tiers at their best or below. */
static void look(void *data, const struct tiny_choice *choice)
{
    struct trial *trial = data;
    const struct priced_problem *priced = trial->priced;
    const struct koppel_problem *problem = &priced->problem;

    for (int32_t t = 0; t < priced->tier; t++) {
        if (choice->costs[t] > priced->best[t]) {
            return;
        }
    }
    if (choice->costs[priced->tier] > trial->cost) {
        return;
    }
    trial->n_good++;
    for (int32_t i = 0; i < problem->n_agents; i++) {
        int32_t j = choice->slot_of[i];

        trial->n_wrong += j == KOPPEL_NONE ? trial->narrowed->must_place[i]
                                           : !koppel_bit(trial->keep, koppel_problem_pair(problem, i, j));
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        trial->n_wrong +=
            choice->loads[g] < trial->narrowed->loads[g].lo || choice->loads[g] > trial->narrowed->loads[g].hi;
    }
}

/* Fixes by random prices for a known cost near the best. @return how much was fixed */
static int64_t fix(struct priced_problem *priced, uint64_t seed)
{
    unsigned char keep[TINY_AGENTS * TINY_SLOTS] = {0};
    unsigned char must_place[TINY_AGENTS];
    struct koppel_load loads[TINY_LOADS];
    struct koppel_problem narrowed = priced->problem;
    struct trial trial = {.priced = priced, .narrowed = &narrowed, .keep = keep};
    koppel_wide gap = 0;
    int64_t n_fixed = 0;

    memcpy(must_place, priced->problem.must_place, (size_t)priced->problem.n_agents);
    memcpy(loads, priced->problem.loads, (size_t)priced->problem.n_loads * sizeof *loads);
    narrowed.must_place = must_place;
    narrowed.loads = loads;
    trial.cost = priced->best[priced->tier] + (int64_t)(seed % 3);
    gap = (koppel_wide)priced->lagrangian.scale * trial.cost - priced->lagrangian.bound;
    n_fixed = priced->problem.n_pairs - koppel_fix_pairs(&priced->lagrangian, gap, keep);
    koppel_fix_rows(&priced->lagrangian, gap, NULL, &narrowed);
    each_choice(&priced->problem, look, &trial);
    CU_ASSERT_TRUE(trial.n_good > 0);
    CU_ASSERT_EQUAL(trial.n_wrong, 0);
    for (int32_t g = 0; g < priced->problem.n_loads; g++) {
        n_fixed += loads[g].lo > priced->problem.loads[g].lo || loads[g].hi < priced->problem.loads[g].hi;
    }
    return n_fixed;
}

static void test_no_choice_at_the_known_cost_is_lost(void)
{
    int64_t n_fixed = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct priced_problem priced;

        priced_problem_draw(&priced, seed, tiny);
        koppel_lagrangian_bound(&priced.lagrangian);
        n_fixed += fix(&priced, seed);
        priced_problem_draw_prices(&priced, seed);
        n_fixed += fix(&priced, seed);
        priced_problem_free(&priced);
    }
    CU_ASSERT_TRUE(n_fixed > N_PROBLEMS / 2);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_pair_that_may_be_as_good_stays_and_a_dearer_one_goes),
        TEST(test_load_is_kept_to_values_that_cost_no_more_than_the_gap),
        TEST(test_gap_is_chosen_for_so_many_pairs),
        TEST(test_no_choice_at_the_known_cost_is_lost),
        TEST_END,
    };

    return suite_run("reduced-cost fixing", tests);
}
