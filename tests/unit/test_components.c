// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Parts: twin slots become one with the places of all, and choices go into parts and out of them again. */
#include "failing_memory.h"
#include "problem/components.h"
#include "random_problem.h"
#include "suite.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { N_PROBLEMS = 400 };

static const struct random_size size = {.agents = 12, .slots = 14, .loads = 5, .tiers = 3};

/* Two agents who may have any of four slots at the given costs; slots 0 and 1 add to load 0, which is limited, 2 and 3
 * to load 1, which is not. */
static struct koppel_problem draw_four(const int64_t costs[8])
{
    static const struct koppel_entry entries[] = {{0, 0}, {0, 0}, {1, 0}, {1, 0}};
    struct koppel_problem problem = {
        .n_agents = 2, .n_slots = 4, .n_loads = 2, .n_measures = 1, .n_tiers = 1, .n_pairs = 8};

    problem.first = koppel_new(3, sizeof *problem.first);
    problem.slot = koppel_new(8, sizeof *problem.slot);
    problem.state = koppel_new(8, 1);
    problem.must_place = koppel_new(2, 1);
    problem.places = koppel_new(4, sizeof *problem.places);
    problem.entry_first = koppel_new(5, sizeof *problem.entry_first);
    problem.entries = koppel_new(4, sizeof *problem.entries);
    problem.measures = koppel_new(2, sizeof *problem.measures);
    problem.loads = koppel_new(2, sizeof *problem.loads);
    problem.tiers = koppel_new(1, sizeof *problem.tiers);
    problem.tiers[0].pair_cost = koppel_new(8, sizeof(int64_t));
    problem.tiers[0].scale = 1;
    memcpy(problem.tiers[0].pair_cost, costs, 8 * sizeof(int64_t));
    memcpy(problem.entries, entries, sizeof entries);
    for (int32_t k = 0; k < 8; k++) {
        problem.slot[k] = k % 4;
    }
    for (int32_t j = 0; j < 4; j++) {
        problem.places[j] = 1;
        problem.entry_first[j + 1] = j + 1;
    }
    problem.first[1] = 4;
    problem.first[2] = 8;
    problem.measures[0] = problem.measures[1] = 1;
    problem.loads[0] = (struct koppel_load){0, KOPPEL_NO_MIN, 1};
    problem.loads[1] = (struct koppel_load){0, KOPPEL_NO_MIN, KOPPEL_NO_MAX};
    return problem;
}

static int32_t count_slots(const struct koppel_problem *problem, enum koppel_equal_slots twins)
{
    struct koppel_components components;
    int32_t n = 0;

    CU_ASSERT_EQUAL_FATAL(koppel_components_make(&components, problem, twins), KOPPEL_OK);
    for (int32_t k = 0; k < components.n_items; k++) {
        n += components.items[k].problem.n_slots;
    }
    koppel_components_free(&components);
    return n;
}

static void test_slots_with_the_same_pairs_and_loads_are_one(void)
{
    static const int64_t alike[] = {3, 3, 3, 3, 5, 5, 5, 5};
    struct koppel_problem problem = draw_four(alike);
    struct koppel_components components;

    CU_ASSERT_EQUAL(count_slots(&problem, KOPPEL_LEAVE_EQUAL_SLOTS), 4);
    CU_ASSERT_EQUAL_FATAL(koppel_components_make(&components, &problem, KOPPEL_MERGE_EQUAL_SLOTS), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(components.n_items, 1);
    CU_ASSERT_EQUAL_FATAL(components.items[0].problem.n_slots, 2);
    CU_ASSERT_EQUAL(components.items[0].problem.n_pairs, 4);
    CU_ASSERT_EQUAL(components.items[0].problem.places[0], 2);
    CU_ASSERT_EQUAL(components.items[0].slots[1], 2);
    CU_ASSERT_EQUAL(components.items[0].problem.loads[0].hi, 1);
    koppel_components_free(&components);
    koppel_problem_free(&problem);
}

static void test_slots_that_a_cost_or_a_decision_tells_apart_are_not(void)
{
    static const int64_t alike[] = {3, 3, 3, 3, 5, 5, 5, 5};
    static const int64_t another[] = {3, 3, 3, 3, 5, 5, 5, 6};
    struct koppel_problem problem = draw_four(another);

    CU_ASSERT_EQUAL(count_slots(&problem, KOPPEL_MERGE_EQUAL_SLOTS), 3);
    koppel_problem_free(&problem);
    problem = draw_four(alike);
    problem.state[1] = KOPPEL_PAIR_BANNED;
    CU_ASSERT_EQUAL(count_slots(&problem, KOPPEL_MERGE_EQUAL_SLOTS), 3);
    problem.state[1] = KOPPEL_PAIR_FREE;
    problem.entries[3].load = 0; /* the limit of load 0 now concerns slot 3, but not slot 2 */
    CU_ASSERT_EQUAL(count_slots(&problem, KOPPEL_MERGE_EQUAL_SLOTS), 2);
    problem.places[0] = 0;
    CU_ASSERT_EQUAL(count_slots(&problem, KOPPEL_MERGE_EQUAL_SLOTS), 2);
    koppel_problem_free(&problem);
}

/* A choice within the parts, drawn so that it keeps the places. */
static void fill_parts(const struct koppel_components *components, uint64_t *state, int32_t *slot_of)
{
    for (int32_t k = 0; k < components->n_items; k++) {
        const struct koppel_problem *component = &components->items[k].problem;
        int32_t *within = koppel_new((size_t)component->n_agents, sizeof *within);
        int32_t *again = koppel_new((size_t)component->n_agents, sizeof *again);
        int32_t *n_taken = koppel_new((size_t)component->n_slots, sizeof *n_taken);

        for (int32_t i = 0; i < component->n_agents; i++) {
            int64_t p = random_between(state, component->first[i] - 1, component->first[i + 1] - 1);
            int32_t j = p >= component->first[i] ? koppel_pair_slot(component, i, p) : KOPPEL_NONE;
            bool has_place = j != KOPPEL_NONE && n_taken[j] < component->places[j];

            within[i] = has_place ? j : KOPPEL_NONE;
            n_taken[has_place ? j : 0] += has_place;
        }
        CU_ASSERT_EQUAL(koppel_components_extend(components, k, within, slot_of), KOPPEL_OK);
        koppel_components_restrict(components, k, slot_of, again);
        CU_ASSERT_EQUAL(memcmp(within, again, (size_t)component->n_agents * sizeof *within), 0);
        free(within);
        free(again);
        free(n_taken);
    }
}

/* Merged slots hold no more than their twins do: nobody is in a slot that is full or not open to him. */
static void test_choices_within_parts_keep_the_places_of_the_whole(void)
{
    uint64_t state = 1;
    int32_t n_merged = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = random_problem(seed, size);
        struct koppel_components components;
        int32_t slot_of[16], n_taken[16] = {0};

        CU_ASSERT_EQUAL_FATAL(koppel_components_make(&components, &problem, KOPPEL_MERGE_EQUAL_SLOTS), KOPPEL_OK);
        memcpy(slot_of, components.kept, (size_t)problem.n_agents * sizeof *slot_of);
        fill_parts(&components, &state, slot_of);
        for (int32_t i = 0; !components.infeasible && i < problem.n_agents; i++) {
            CU_ASSERT_TRUE(slot_of[i] == KOPPEL_NONE || koppel_problem_pair(&problem, i, slot_of[i]) != KOPPEL_NONE);
            n_taken[slot_of[i] != KOPPEL_NONE ? slot_of[i] : 0] += slot_of[i] != KOPPEL_NONE;
        }
        for (int32_t j = 0; j < problem.n_slots; j++) {
            CU_ASSERT_TRUE(n_taken[j] <= problem.places[j]);
            n_merged += components.next_equal != NULL && components.next_equal[j] != KOPPEL_NONE &&
                        components.component_of_slot[j] >= 0;
        }
        koppel_components_free(&components);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_merged > N_PROBLEMS / 4);
}

/* Every pair of a part costs what it costs in the whole problem. @return how many pairs there are */
static int64_t check_costs(const struct koppel_component *component, const struct koppel_problem *whole)
{
    for (int32_t i = 0; i < component->problem.n_agents; i++) {
        for (int64_t p = component->problem.first[i]; p < component->problem.first[i + 1]; p++) {
            int32_t old = component->agents[i];
            int64_t q = koppel_problem_pair(whole, old, component->slots[koppel_pair_slot(&component->problem, i, p)]);

            for (int32_t t = 0; t < whole->n_tiers; t++) {
                CU_ASSERT_EQUAL(koppel_cost_of_pair(&component->problem, t, i, p),
                                koppel_cost_of_pair(whole, t, old, q));
            }
        }
    }
    return component->problem.n_pairs;
}

/* Costs that a rule works out are the same in parts, and in parts of parts, whose rows have other numbers again. */
static void test_parts_of_parts_cost_what_the_whole_says(void)
{
    int64_t n_pairs = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct koppel_problem problem = random_problem(seed, size);
        struct random_rule rules[8];
        struct koppel_problem by_rule = random_by_rule(&problem, 0, rules);
        struct koppel_components components;

        CU_ASSERT_EQUAL_FATAL(koppel_components_make(&components, &by_rule, KOPPEL_MERGE_EQUAL_SLOTS), KOPPEL_OK);
        for (int32_t k = 0; k < components.n_items; k++) {
            struct koppel_problem *component = &components.items[k].problem;
            struct koppel_components within;

            check_costs(&components.items[k], &problem);
            CU_ASSERT_EQUAL_FATAL(koppel_problem_hold_states(component), KOPPEL_OK);
            component->state[0] = KOPPEL_PAIR_KEPT; /* so that rows change their numbers */
            CU_ASSERT_EQUAL_FATAL(koppel_components_make(&within, component, KOPPEL_LEAVE_EQUAL_SLOTS), KOPPEL_OK);
            for (int32_t m = 0; m < within.n_items; m++) {
                n_pairs += check_costs(&within.items[m], component);
            }
            koppel_components_free(&within);
        }
        koppel_components_free(&components);
        koppel_problem_free(&by_rule);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_pairs > 10 * N_PROBLEMS);
}

static enum koppel_status make_and_widen(void *data, struct koppel_errors *errors)
{
    const struct koppel_problem *problem = data;
    struct koppel_components components;
    int32_t slot_of[16];
    int32_t within[16] = {0};
    enum koppel_status status = koppel_components_make(&components, problem, KOPPEL_MERGE_EQUAL_SLOTS);

    (void)errors;
    if (status == KOPPEL_OK && components.n_items > 0) {
        status = koppel_components_extend(&components, 0, within, slot_of);
    }
    koppel_components_free(&components);
    return status;
}

static void test_every_failed_allocation_is_told(void)
{
    static const int64_t alike[] = {3, 3, 3, 3, 5, 5, 5, 5};
    struct koppel_problem problem = draw_four(alike);

    CU_ASSERT_TRUE(failing_memory_each(make_and_widen, &problem, KOPPEL_OK) > 20);
    koppel_problem_free(&problem);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_slots_with_the_same_pairs_and_loads_are_one),
        TEST(test_slots_that_a_cost_or_a_decision_tells_apart_are_not),
        TEST(test_choices_within_parts_keep_the_places_of_the_whole),
        TEST(test_parts_of_parts_cost_what_the_whole_says),
        TEST(test_every_failed_allocation_is_told),
        TEST_END,
    };

    return suite_run("part", tests);
}
