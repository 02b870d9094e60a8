// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* A problem in the order of keys: the same to the last number however its rows were listed, and the problem that it
 * was. */
#include "failing_memory.h"
#include "problem/arrangement.h"
#include "random_problem.h"
#include "suite.h"
#include "tiny_problem.h"

#include <string.h>

enum { N_PROBLEMS = 400 };

static const struct random_size size = {.agents = 8, .slots = 7, .loads = 4, .tiers = 3};

/* Keys of agents and slots, drawn from a seed. */
struct keys {
    uint64_t agents[TINY_AGENTS];
    uint64_t slots[TINY_SLOTS];
};

static struct keys draw_keys(uint64_t seed)
{
    struct keys keys;
    uint64_t state = seed;

    for (int32_t k = 0; k < TINY_AGENTS; k++) {
        keys.agents[k] = (uint64_t)random_between(&state, 0, INT64_MAX - 1);
        keys.slots[k] = (uint64_t)random_between(&state, 0, INT64_MAX - 1);
    }
    return keys;
}

static bool same_bytes(const void *a, const void *b, size_t n)
{
    return (a == NULL) == (b == NULL) && (a == NULL || n == 0 || memcmp(a, b, n) == 0);
}

static bool same_tiers(const struct koppel_problem *a, const struct koppel_problem *b)
{
    bool same = a->n_tiers == b->n_tiers;

    for (int32_t t = 0; t < a->n_tiers && same; t++) {
        const struct koppel_tier *x = &a->tiers[t], *y = &b->tiers[t];

        same = x->n_terms == y->n_terms && same_bytes(x->terms, y->terms, x->n_terms * sizeof *x->terms) &&
               same_bytes(x->agent_cost, y->agent_cost, (size_t)a->n_agents * sizeof *x->agent_cost) &&
               same_bytes(x->pair_cost, y->pair_cost, (size_t)a->n_pairs * sizeof *x->pair_cost);
    }
    return same;
}

/* Equal in every array. */
static bool same_problem(const struct koppel_problem *a, const struct koppel_problem *b)
{
    size_t n_agents = (size_t)a->n_agents, n_slots = (size_t)a->n_slots;

    return a->n_agents == b->n_agents && a->n_slots == b->n_slots && a->n_loads == b->n_loads &&
           a->n_measures == b->n_measures && a->n_pairs == b->n_pairs && a->n_listed == b->n_listed &&
           same_bytes(a->first, b->first, (n_agents + 1) * sizeof *a->first) &&
           same_bytes(a->list, b->list, n_agents * sizeof *a->list) &&
           same_bytes(a->slot, b->slot, (size_t)a->n_listed * sizeof *a->slot) &&
           same_bytes(a->state, b->state, (size_t)a->n_pairs) && same_bytes(a->must_place, b->must_place, n_agents) &&
           same_bytes(a->places, b->places, n_slots * sizeof *a->places) &&
           same_bytes(a->entry_first, b->entry_first, (n_slots + 1) * sizeof *a->entry_first) &&
           same_bytes(a->entries, b->entries, (size_t)a->entry_first[n_slots] * sizeof *a->entries) &&
           same_bytes(a->loads, b->loads, (size_t)a->n_loads * sizeof *a->loads) &&
           same_bytes(a->measures, b->measures, (size_t)a->n_measures * n_agents * sizeof *a->measures) &&
           same_tiers(a, b);
}

static void reverse_terms(struct koppel_problem *problem)
{
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        struct koppel_tier *tier = &problem->tiers[t];

        for (size_t k = 0; k < tier->n_terms / 2; k++) {
            struct koppel_term kept = tier->terms[k];

            tier->terms[k] = tier->terms[tier->n_terms - 1 - k];
            tier->terms[tier->n_terms - 1 - k] = kept;
        }
    }
}

/* Arranged once, and arranged after its rows were listed in another order. */
static void test_arranged_problem_does_not_depend_on_the_order_of_rows(void)
{
    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = random_problem(seed, size);
        struct keys keys = draw_keys(seed), others = draw_keys(seed + N_PROBLEMS), listed;
        struct koppel_arrangement right = {0}, otherwise = {0}, again = {0};

        CU_ASSERT_EQUAL_FATAL(koppel_arrangement_make(&right, &problem, keys.agents, keys.slots), KOPPEL_OK);
        CU_ASSERT_EQUAL_FATAL(koppel_arrangement_make(&otherwise, &problem, others.agents, others.slots), KOPPEL_OK);
        reverse_terms(&otherwise.problem);
        for (int32_t i = 0; i < problem.n_agents; i++) {
            listed.agents[i] = keys.agents[otherwise.agent_of[i]];
        }
        for (int32_t j = 0; j < problem.n_slots; j++) {
            listed.slots[j] = keys.slots[otherwise.slot_of[j]];
        }
        CU_ASSERT_EQUAL_FATAL(koppel_arrangement_make(&again, &otherwise.problem, listed.agents, listed.slots),
                              KOPPEL_OK);
        CU_ASSERT_TRUE(same_problem(&right.problem, &again.problem));
        koppel_arrangement_free(&again);
        koppel_arrangement_free(&otherwise);
        koppel_arrangement_free(&right);
        koppel_problem_free(&problem);
    }
}

/* The best costs are the same, also where costs are worked out by rules, and the best choice goes both ways. */
static void test_arranged_problem_is_the_same_problem(void)
{
    int32_t n_solved = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS / 4; seed++) {
        struct koppel_problem problem = random_problem(seed, size), by_rule;
        struct random_rule rules[TINY_TIERS];
        struct koppel_arrangement arrangement = {0};
        struct keys keys = draw_keys(seed);
        int32_t best[TINY_AGENTS], arranged[TINY_AGENTS], back[TINY_AGENTS];
        int64_t costs[TINY_TIERS], costs_arranged[TINY_TIERS];
        bool has_choice = best_choice(&problem, best, costs);

        by_rule = random_by_rule(&problem, (int32_t)seed % 3, rules);
        CU_ASSERT_EQUAL_FATAL(koppel_arrangement_make(&arrangement, &by_rule, keys.agents, keys.slots), KOPPEL_OK);
        CU_ASSERT_EQUAL(koppel_problem_check(&arrangement.problem), KOPPEL_OK);
        CU_ASSERT_EQUAL(best_choice(&arrangement.problem, arranged, costs_arranged), has_choice);
        if (has_choice) {
            CU_ASSERT_EQUAL(memcmp(costs, costs_arranged, (size_t)problem.n_tiers * sizeof *costs), 0);
            koppel_arrangement_enter(&arrangement, best, arranged);
            koppel_arrangement_leave(&arrangement, arranged, back);
            CU_ASSERT_EQUAL(memcmp(best, back, (size_t)problem.n_agents * sizeof *best), 0);
            n_solved++;
        }
        koppel_arrangement_free(&arrangement);
        koppel_problem_free(&by_rule);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_solved > N_PROBLEMS / 16);
}

static enum koppel_status arrange(void *data, struct koppel_errors *errors)
{
    const struct koppel_problem *problem = data;
    struct koppel_arrangement arrangement = {0};
    struct keys keys = draw_keys(1);
    enum koppel_status status = koppel_arrangement_make(&arrangement, problem, keys.agents, keys.slots);

    (void)errors;
    koppel_arrangement_free(&arrangement);
    return status;
}

static void test_every_failed_allocation_is_told(void)
{
    struct koppel_problem problem = random_problem(1, size);

    CU_ASSERT_TRUE(failing_memory_each(arrange, &problem, KOPPEL_OK) > 20);
    koppel_problem_free(&problem);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_arranged_problem_does_not_depend_on_the_order_of_rows),
        TEST(test_arranged_problem_is_the_same_problem),
        TEST(test_every_failed_allocation_is_told),
        TEST_END,
    };

    return suite_run("arrangement", tests);
}
