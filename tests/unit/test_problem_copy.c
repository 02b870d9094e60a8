// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Copies of a problem: the pairs that were asked for at the costs that they had, and pairs that are only borrowed. */
#include "base/bits.h"
#include "failing_memory.h"
#include "problem/problem_copy.h"
#include "random_problem.h"
#include "suite.h"
#include "tiny_problem.h"

#include <string.h>

enum { N_PROBLEMS = 400, MOST_PAIRS = 128 };

static const struct random_size size = {.agents = 8, .slots = 7, .loads = 4, .tiers = 3};

static struct koppel_problem draw(uint64_t seed)
{
    struct koppel_problem problem = random_problem(seed, size);

    memset(problem.state, KOPPEL_PAIR_FREE, (size_t)problem.n_pairs);
    return problem;
}

static bool same_rows(const struct koppel_problem *a, const struct koppel_problem *b)
{
    size_t n_entries = (size_t)a->entry_first[a->n_slots];
    bool same = a->n_agents == b->n_agents && a->n_slots == b->n_slots && a->n_loads == b->n_loads &&
                a->n_measures == b->n_measures && a->n_tiers == b->n_tiers;

    same = same && memcmp(a->must_place, b->must_place, (size_t)a->n_agents) == 0 &&
           memcmp(a->places, b->places, (size_t)a->n_slots * sizeof *a->places) == 0 &&
           memcmp(a->entry_first, b->entry_first, ((size_t)a->n_slots + 1) * sizeof *a->entry_first) == 0 &&
           memcmp(a->entries, b->entries, n_entries * sizeof *a->entries) == 0 &&
           memcmp(a->loads, b->loads, (size_t)a->n_loads * sizeof *a->loads) == 0 &&
           memcmp(a->measures, b->measures, (size_t)(a->n_measures * a->n_agents) * sizeof *a->measures) == 0;
    for (int32_t t = 0; t < a->n_tiers && same; t++) {
        same = a->tiers[t].n_terms == b->tiers[t].n_terms &&
               memcmp(a->tiers[t].terms, b->tiers[t].terms, a->tiers[t].n_terms * sizeof *a->tiers[t].terms) == 0;
    }
    return same;
}

/* Has the copy every pair whose bit is set, no other, and each at its cost in every tier? */
static bool same_pairs(const struct koppel_problem *from, const struct koppel_problem *to, const unsigned char *keep)
{
    int64_t n = 0;
    bool same = true;

    for (int32_t i = 0; i < from->n_agents; i++) {
        for (int64_t p = from->first[i]; p < from->first[i + 1]; p++) {
            int32_t j = koppel_pair_slot(from, i, p);
            int64_t q = koppel_problem_pair(to, i, j);

            same = same && (q != KOPPEL_NONE) == koppel_bit(keep, p);
            for (int32_t t = 0; t < from->n_tiers && same && q != KOPPEL_NONE; t++) {
                same = koppel_cost_of_pair(to, t, i, q) == koppel_cost_of_pair(from, t, i, p);
            }
            n += koppel_bit(keep, p);
        }
    }
    return same && n == to->n_pairs;
}

/* Also where costs are worked out by rules, which the copy may hold instead. */
static void test_copy_has_the_pairs_that_were_kept_at_their_costs(void)
{
    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = draw(seed), by_rule, copy;
        struct random_rule rules[TINY_TIERS];
        unsigned char keep[MOST_PAIRS / 8] = {0};
        uint64_t state = seed;

        for (int64_t p = 0; p < problem.n_pairs; p++) {
            koppel_bit_set(keep, p, random_between(&state, 0, 2) > 0);
        }
        CU_ASSERT_EQUAL_FATAL(koppel_problem_select(&copy, &problem, keep), KOPPEL_OK);
        CU_ASSERT_EQUAL(koppel_problem_check(&copy), KOPPEL_OK);
        CU_ASSERT_TRUE(same_rows(&problem, &copy));
        CU_ASSERT_TRUE(same_pairs(&problem, &copy, keep));
        koppel_problem_free(&copy);
        by_rule = random_by_rule(&problem, (int32_t)seed % 3, rules);
        CU_ASSERT_EQUAL_FATAL(koppel_problem_select(&copy, &by_rule, keep), KOPPEL_OK);
        CU_ASSERT_TRUE(same_pairs(&problem, &copy, keep));
        koppel_problem_free(&copy);
        koppel_problem_free(&by_rule);
        koppel_problem_free(&problem);
    }
}

/* What is changed in a copy that borrows pairs stays its own; freeing it leaves the pairs to their owner. */
static void test_copy_that_borrows_its_pairs_has_rows_of_its_own(void)
{
    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = draw(seed), again = draw(seed), copy;
        unsigned char all[MOST_PAIRS / 8];

        memset(all, 255, sizeof all);
        CU_ASSERT_EQUAL_FATAL(koppel_problem_share(&copy, &problem), KOPPEL_OK);
        CU_ASSERT_TRUE(same_rows(&problem, &copy));
        CU_ASSERT_TRUE(same_pairs(&problem, &copy, all));
        CU_ASSERT_PTR_EQUAL(copy.slot, problem.slot);
        for (int32_t g = 0; g < copy.n_loads; g++) {
            copy.loads[g].hi = -1;
        }
        copy.places[0] = 99;
        copy.must_place[0] = 1;
        for (int32_t t = 0; t < copy.n_tiers && copy.tiers[t].agent_cost != NULL; t++) {
            copy.tiers[t].agent_cost[0] += 5;
        }
        koppel_problem_free(&copy);
        CU_ASSERT_TRUE(same_rows(&problem, &again));
        CU_ASSERT_TRUE(same_pairs(&again, &problem, all));
        koppel_problem_free(&problem);
        koppel_problem_free(&again);
    }
}

static enum koppel_status copy_both_ways(void *data, struct koppel_errors *errors)
{
    const struct koppel_problem *problem = data;
    struct koppel_problem selected = {0}, shared = {0};
    unsigned char keep[MOST_PAIRS / 8] = {255};
    enum koppel_status status = koppel_problem_select(&selected, problem, keep);

    (void)errors;
    if (status == KOPPEL_OK) {
        status = koppel_problem_share(&shared, problem);
        koppel_problem_free(&shared);
    }
    koppel_problem_free(&selected);
    return status;
}

static void test_every_failed_allocation_is_told(void)
{
    struct koppel_problem problem = draw(1);

    CU_ASSERT_TRUE(failing_memory_each(copy_both_ways, &problem, KOPPEL_OK) > 15);
    koppel_problem_free(&problem);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_copy_has_the_pairs_that_were_kept_at_their_costs),
        TEST(test_copy_that_borrows_its_pairs_has_rows_of_its_own),
        TEST(test_every_failed_allocation_is_told),
        TEST_END,
    };

    return suite_run("problem copy", tests);
}
