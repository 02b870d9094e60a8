// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Mixed-integer rounding cuts: a cap of 3 that no household of 4 fits below, by hand; and no whole choice is ever cut
 * off. */
#include "engine/bound/mir_cuts.h"
#include "priced_problem.h"
#include "problem/problem_copy.h"
#include "suite.h"

#include <stdlib.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROBLEMS = 800 };

/* Two households of 4 persons and one of 2 in a neighbourhood with three homes; tier 0 counts persons placed. */
static struct koppel_problem neighbourhood(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 3, .slots = 3, .loads = 1, .measures = 1, .tiers = 1});

    tiny_problem_measure(&problem, 0, (const int32_t[]){4, 4, 2});
    for (int32_t j = 0; j < 3; j++) {
        tiny_problem_entry(&problem, j, 0, 0);
    }
    return problem;
}

/* The bound of the relaxation, in whole units of cost. */
static int64_t relaxed_bound(struct priced_problem *priced, struct koppel_class_values *values)
{
    priced_problem_relax(priced, values);
    return koppel_lagrangian_cost(&priced->lagrangian, 1);
}

/* Room for 3 persons. The relaxation fills it: -3. Rounding by k = 4 (r = 3): a household of 4 counts floor(4/4) +
 * max(0, 0 - 3) = 1, one of 2 counts 0, and together at most (4 - 3) floor(3/4) = 0. So no household of 4 is placed,
 * and the bound is -2, which is the optimum. */
static void test_no_household_of_4_fits_below_a_cap_of_3(void)
{
    struct priced_problem priced;
    struct koppel_problem problem = neighbourhood();
    struct koppel_class_values values = {0};
    struct koppel_mir_cut_list list = {0};
    int32_t n_added = 0, at = 0;

    tiny_problem_agent_costs(&problem, 0, (const int64_t[]){-4, -4, -2});
    problem.loads[0].hi = 3;
    priced_problem_open(&priced, problem);
    CU_ASSERT_EQUAL(priced.best[0], -2);
    CU_ASSERT_EQUAL(relaxed_bound(&priced, &values), -3);
    CU_ASSERT_EQUAL(koppel_mir_cuts_add(&priced.problem, 1, &priced.classes, &values, &list, &n_added), KOPPEL_OK);
    for (at = 0; at < n_added && list.items[at].divisor != 4; at++) {
    }
    CU_ASSERT_TRUE_FATAL(at < n_added && list.items[at].load == 0 && list.items[at].is_upper);
    CU_ASSERT_EQUAL(priced.problem.loads[1 + at].hi, 0);
    CU_ASSERT_EQUAL(priced.problem.measures[3 * (1 + at)], 1);
    CU_ASSERT_EQUAL(priced.problem.measures[3 * (1 + at) + 2], 0);
    priced_problem_renew(&priced);
    CU_ASSERT_EQUAL(relaxed_bound(&priced, &values), -2);
    free(list.items);
    priced_problem_free(&priced);
}

/* Three households of 4 at 10 each; where 1 person lives (base 1), there are to be 6 at least, so 5 more. The
 * relaxation takes 5/4 of a household: 12.5, for whole costs 13. Rounding by k = 4 (r = 1): a household counts 1,
 * and together at least ceil(5/4) = 2: the bound is 20, which is the optimum. */
static void test_least_value_is_rounded_up_to_whole_households(void)
{
    struct priced_problem priced;
    struct koppel_problem problem = neighbourhood();
    struct koppel_class_values values = {0};
    int32_t n_added = 0;

    tiny_problem_measure(&problem, 0, (const int32_t[]){4, 4, 4});
    tiny_problem_agent_costs(&problem, 0, (const int64_t[]){10, 10, 10});
    problem.loads[0].base = 1;
    problem.loads[0].lo = 6;
    priced_problem_open(&priced, problem);
    CU_ASSERT_EQUAL(priced.best[0], 20);
    CU_ASSERT_EQUAL(relaxed_bound(&priced, &values), 13);
    CU_ASSERT_EQUAL(koppel_mir_cuts_add(&priced.problem, 1, &priced.classes, &values, NULL, &n_added), KOPPEL_OK);
    CU_ASSERT_TRUE(n_added > 0);
    priced_problem_renew(&priced);
    CU_ASSERT_EQUAL(relaxed_bound(&priced, &values), 20);
    priced_problem_free(&priced);
}

/* Values drawn at random: as far from whole choices as any relaxation. */
static void draw_values(const struct koppel_classes *classes, uint64_t *state, struct koppel_class_values *values)
{
    values->items = koppel_arena_new(&arena, (size_t)classes->n_pairs + 1, sizeof *values->items);
    CU_ASSERT_PTR_NOT_NULL_FATAL(values->items);
    for (int64_t k = 0; k < classes->n_pairs; k++) {
        if (random_between(state, 0, 2) > 0) {
            values->items[values->n_items++] = (struct koppel_class_value){k, (double)random_between(state, 1, 12) / 8};
        }
    }
}

/* The coefficient and the limit of mir_cuts.h. */
static int64_t coefficient(const struct koppel_mir_cut *cut, int64_t c, int64_t a)
{
    int64_t k = cut->divisor, r = c % k;

    if (cut->is_upper) {
        return (k - r) * (a / k) + (a % k > r ? a % k - r : 0);
    }
    return r * (a / k) + (a % k < r ? a % k : r);
}

static int64_t limit(const struct koppel_mir_cut *cut, int64_t c)
{
    int64_t k = cut->divisor, r = c % k;

    return cut->is_upper ? (k - r) * (c / k) : r * ((c + k - 1) / k);
}

/* Does the load that a cut added say what mir_cuts.h says, and do the values break it? */
static bool is_right(const struct koppel_problem *problem, const struct koppel_classes *classes,
                     const struct koppel_class_values *values, const struct koppel_mir_cut *cut, int32_t load)
{
    const struct koppel_load *own = &problem->loads[cut->load], *added = &problem->loads[load];
    int64_t c = (cut->is_upper ? own->hi : own->lo) - own->base;
    double sum = 0;
    bool ok = added->base == 0 && (cut->is_upper ? added->hi : added->lo) == limit(cut, c);
    int64_t v = 0;

    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        for (; v < values->n_items && values->items[v].pair < classes->first[s + 1]; v++) {
            int32_t i = koppel_first_agent(classes, s), j = koppel_class_pair_slot(classes, s, values->items[v].pair);

            for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
                int64_t a = problem->measures[(int64_t)problem->entries[e].measure * problem->n_agents + i];

                if (problem->entries[e].load == load) {
                    sum += (double)a * values->items[v].value;
                }
            }
        }
    }
    return ok && (cut->is_upper ? sum > (double)added->hi : sum < (double)added->lo);
}

struct trial {
    const struct koppel_problem *cut; /* with the new loads */
    int32_t n_before;
    int n_choices;
    int n_wrong;
};

/* A choice that keeps the rows keeps the new ones. */
static void look(void *data, const struct tiny_choice *choice)
{
    struct trial *trial = data;
    int64_t loads[TINY_LOADS];

    koppel_problem_loads(trial->cut, choice->slot_of, loads);
    trial->n_choices++;
    for (int32_t g = trial->n_before; g < trial->cut->n_loads; g++) {
        trial->n_wrong += loads[g] < trial->cut->loads[g].lo || loads[g] > trial->cut->loads[g].hi;
    }
}

/* Agents of 1 to 12 persons, two neighbourhoods and the town, with limits that some choice keeps. */
static struct koppel_problem draw_town(uint64_t *state)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 4, .slots = 4, .loads = 3, .measures = 2, .tiers = 1});

    for (int32_t k = 0; k < 2 * problem.n_agents; k++) {
        problem.measures[k] = (int32_t)random_between(state, 0, 12);
    }
    for (int32_t j = 0; j < problem.n_slots; j++) {
        problem.places[j] = (int32_t)random_between(state, 1, 2);
        tiny_problem_entry(&problem, j, j / 2, 0);
        tiny_problem_entry(&problem, j, 2, 1);
    }
    for (int32_t g = 0; g < problem.n_loads; g++) {
        int64_t base = random_between(state, 0, 5);

        problem.loads[g] = (struct koppel_load){base, base + random_between(state, 0, 5), base + 12};
        problem.loads[g].hi += random_between(state, 0, 9);
    }
    return problem;
}

/* Do the new measures hold the coefficients of the cuts? */
static void check_coefficients(const struct koppel_problem *problem, const struct koppel_mir_cut *list, int32_t n_cuts)
{
    for (int32_t c = 0; c < n_cuts; c++) {
        const struct koppel_load *load = &problem->loads[list[c].load];
        const int32_t *own = problem->measures + (list[c].load == 2 ? problem->n_agents : 0);
        const int32_t *added = problem->measures + (2 + c) * problem->n_agents;

        for (int32_t i = 0; i < problem->n_agents; i++) {
            int64_t end = (list[c].is_upper ? load->hi : load->lo) - load->base;

            CU_ASSERT_EQUAL(added[i], coefficient(&list[c], end, own[i]));
        }
    }
}

static void test_no_whole_choice_is_cut_off(void)
{
    int32_t n_cuts = 0;
    int n_choices = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        uint64_t state = seed;
        struct koppel_problem problem = draw_town(&state), cut;
        struct trial trial = {.cut = &cut, .n_before = problem.n_loads};
        struct koppel_classes classes;
        struct koppel_class_values values = {0};
        struct koppel_mir_cut_list list = {0};
        int32_t n_added = 0;

        CU_ASSERT_EQUAL_FATAL(koppel_problem_share(&cut, &problem), KOPPEL_OK);
        CU_ASSERT_EQUAL_FATAL(koppel_classes_make(&classes, &problem, 1, &arena), KOPPEL_OK);
        draw_values(&classes, &state, &values);
        CU_ASSERT_EQUAL(koppel_mir_cuts_add(&cut, problem.n_loads, &classes, &values, &list, &n_added), KOPPEL_OK);
        CU_ASSERT_EQUAL(cut.n_loads, problem.n_loads + n_added);
        check_coefficients(&cut, list.items, n_added);
        for (int32_t c = 0; c < n_added; c++) {
            CU_ASSERT_TRUE(is_right(&cut, &classes, &values, &list.items[c], problem.n_loads + c));
        }
        each_choice(&problem, look, &trial);
        CU_ASSERT_EQUAL(trial.n_wrong, 0);
        n_cuts += n_added;
        n_choices += trial.n_choices;
        free(list.items);
        koppel_arena_free(&arena);
        koppel_problem_free(&cut);
        koppel_problem_free(&problem);
    }
    CU_ASSERT_TRUE(n_cuts > 2 * N_PROBLEMS);
    CU_ASSERT_TRUE(n_choices > 10 * N_PROBLEMS);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_no_household_of_4_fits_below_a_cap_of_3),
        TEST(test_least_value_is_rounded_up_to_whole_households),
        TEST(test_no_whole_choice_is_cut_off),
        TEST_END,
    };

    return suite_run("MIR cuts", tests);
}
