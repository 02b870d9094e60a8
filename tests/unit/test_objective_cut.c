// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Objective cuts: the load that says what some slots can cost, by hand, and never a choice lost that costs as much. */
#include "engine/bound/objective_cut.h"
#include "priced_problem.h"
#include "problem/problem_copy.h"
#include "suite.h"

enum { N_PROBLEMS = 2000 };

static const struct random_size tiny = {.agents = 5, .slots = 4, .loads = 3, .tiers = 2};

/* Households of 4, 4 and 2 persons, three homes in a neighbourhood of which the target is 6 persons: every person below
 * it costs 1. No choice costs less than 1 if the last household may not come: then 8 >= 6 costs 0. */
static struct koppel_problem target(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 3, .slots = 3, .loads = 1, .measures = 1, .tiers = 1});

    tiny_problem_measure(&problem, 0, (const int32_t[]){4, 4, 2});
    for (int32_t j = 0; j < 3; j++) {
        tiny_problem_entry(&problem, j, 0, 0);
    }
    tiny_problem_term(&problem, 0, (struct koppel_term){.load = 0, .at = 6, .under = 1});
    return problem;
}

/* Between 0 and 5 persons the cost is 6 - L, linear with a slope of -1: 6 - sum 1 persons. "At least 2" says that
 * persons add up to 4 at most; "at most 3", that they are 3 at least. Between 0 and 8 the slope is -6/8, rounded up
 * to 0: the line says nothing, and no load is added. */
static void test_limits_are_those_worked_out_by_hand(void)
{
    struct koppel_problem problem = target();
    const int64_t weight[] = {1};
    struct koppel_objective_cut cut = {.tiers = problem.tiers, .weight = weight, .n_tiers = 1, .least = 2, .most = 3};
    int32_t n_added = 0;

    problem.loads[0] = (struct koppel_load){0, 0, 5};
    CU_ASSERT_EQUAL(koppel_objective_cut_add(&problem, &cut, &n_added), KOPPEL_OK);
    CU_ASSERT_EQUAL(n_added, 1);
    CU_ASSERT_EQUAL(problem.n_loads, 2);
    CU_ASSERT_EQUAL(problem.loads[1].lo, 3);
    CU_ASSERT_EQUAL(problem.loads[1].hi, 4);
    CU_ASSERT_EQUAL(problem.measures[3], 4);
    CU_ASSERT_EQUAL(problem.measures[5], 2);
    koppel_problem_free(&problem);
    problem = target();
    cut.tiers = problem.tiers;
    problem.loads[0] = (struct koppel_load){0, 0, 8};
    CU_ASSERT_EQUAL(koppel_objective_cut_add(&problem, &cut, &n_added), KOPPEL_OK);
    CU_ASSERT_EQUAL(n_added, 0);
    CU_ASSERT_EQUAL(problem.n_loads, 1);
    koppel_problem_free(&problem);
}

/* A cost that bends between the limits is below its line: what is proven as least still limits the line, what is known
 * as most does not. Under = 3 up to 6, limits 0 .. 8: the line falls by 18/8 = 2.25 a person, rounded up to 2. */
static void test_cost_that_bends_has_no_limit_from_the_most(void)
{
    struct koppel_problem problem = target();
    const int64_t weight[] = {3};
    struct koppel_objective_cut cut = {.tiers = problem.tiers, .weight = weight, .n_tiers = 1, .least = 6, .most = 9};
    int32_t n_added = 0;

    problem.loads[0] = (struct koppel_load){0, 0, 8};
    CU_ASSERT_EQUAL(koppel_objective_cut_add(&problem, &cut, &n_added), KOPPEL_OK);
    CU_ASSERT_EQUAL(n_added, 1);
    CU_ASSERT_EQUAL(problem.loads[1].lo, KOPPEL_NO_MIN);
    CU_ASSERT_EQUAL(problem.loads[1].hi, 12); /* 18 - 2 persons >= 6 */
    CU_ASSERT_EQUAL(problem.measures[3], 8);
    koppel_problem_free(&problem);
}

/* What is drawn for a cut, and the cost that it is about. */
struct trial {
    const struct koppel_problem *problem;
    const struct koppel_problem *with_cut;
    struct koppel_objective_cut cut;
    int64_t weight[TINY_TIERS];
    int64_t extra[TINY_AGENTS];
    unsigned char has_slot[TINY_SLOTS];
    unsigned char is_given[TINY_LOADS];
    int64_t load_price[TINY_LOADS];
    bool is_of_slots[TINY_LOADS]; /* some slot adds to it */
    koppel_wide least;            /* over all choices */
    int n_choices;
    int n_wrong;
};

/* The cost of objective_cut.h: agents placed in the slots with their extras, given loads at their prices, the others
 * at their terms. */
static koppel_wide cost_of(const struct trial *trial, const struct tiny_choice *choice)
{
    const struct koppel_problem *problem = trial->problem;
    koppel_wide cost = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        int32_t j = choice->slot_of[i];

        if (j == KOPPEL_NONE || !trial->has_slot[j]) {
            continue;
        }
        cost += trial->extra[i];
        for (int32_t t = 0; t < problem->n_tiers; t++) {
            cost += trial->weight[t] * koppel_cost_of_agent(&problem->tiers[t], i);
        }
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            const struct koppel_entry *entry = &problem->entries[e];

            cost += trial->is_given[entry->load]
                        ? trial->load_price[entry->load] *
                              problem->measures[(int64_t)entry->measure * problem->n_agents + i]
                        : 0;
        }
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        for (size_t k = 0; k < problem->tiers[t].n_terms; k++) {
            const struct koppel_term *term = &problem->tiers[t].terms[k];
            int64_t over = choice->loads[term->load] - term->at;

            cost += trial->is_of_slots[term->load] && !trial->is_given[term->load]
                        ? trial->weight[t] * (over > 0 ? term->over * over : term->under * -over)
                        : 0;
        }
    }
    return cost;
}

static void find_least(void *data, const struct tiny_choice *choice)
{
    struct trial *trial = data;
    koppel_wide cost = cost_of(trial, choice);

    trial->least = cost < trial->least ? cost : trial->least;
}

/* A choice that costs what the cut allows keeps the new load. */
static void look(void *data, const struct tiny_choice *choice)
{
    struct trial *trial = data;
    const struct koppel_load *load = &trial->with_cut->loads[trial->with_cut->n_loads - 1];
    int64_t loads[TINY_LOADS];

    koppel_problem_loads(trial->with_cut, choice->slot_of, loads);
    trial->n_choices++;
    if (cost_of(trial, choice) <= trial->cut.most) {
        trial->n_wrong +=
            loads[trial->with_cut->n_loads - 1] < load->lo || loads[trial->with_cut->n_loads - 1] > load->hi;
    }
}

static void draw_cut(struct trial *trial, uint64_t *state)
{
    const struct koppel_problem *problem = trial->problem;
    bool is_part = random_between(state, 0, 1) == 1;

    for (int32_t t = 0; t < problem->n_tiers; t++) {
        trial->weight[t] = koppel_tier_has_pair_costs(&problem->tiers[t]) ? 0 : random_between(state, 0, 3);
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        trial->extra[i] = random_between(state, 0, 2);
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        trial->has_slot[j] = !is_part || random_between(state, 0, 2) > 0;
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            /* a load whose other slots are not among these is given */
            trial->is_of_slots[problem->entries[e].load] |= trial->has_slot[j];
        }
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            trial->is_given[problem->entries[e].load] |= !trial->has_slot[j] || random_between(state, 0, 3) == 0;
        }
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        trial->load_price[g] = random_between(state, -3, 3);
    }
    trial->cut = (struct koppel_objective_cut){.tiers = problem->tiers,
                                               .weight = trial->weight,
                                               .n_tiers = problem->n_tiers,
                                               .extra = trial->extra,
                                               .has_slot = trial->has_slot,
                                               .is_given = trial->is_given,
                                               .load_price = trial->load_price};
    trial->least = INT64_MAX;
    each_choice(problem, find_least, trial);
    trial->cut.least = trial->least;
    trial->cut.most = trial->least + random_between(state, 0, 6);
}

static void test_no_choice_within_the_costs_is_cut_off(void)
{
    int n_cuts = 0, n_choices = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct priced_problem priced;
        struct koppel_problem with_cut;
        struct trial trial = {.problem = &priced.problem, .with_cut = &with_cut};
        uint64_t state = seed;
        int32_t n_added = 0;

        priced_problem_draw(&priced, seed, tiny);
        draw_cut(&trial, &state);
        CU_ASSERT_EQUAL_FATAL(koppel_problem_share(&with_cut, &priced.problem), KOPPEL_OK);
        CU_ASSERT_EQUAL(koppel_objective_cut_add(&with_cut, &trial.cut, &n_added), KOPPEL_OK);
        CU_ASSERT_EQUAL(with_cut.n_loads, priced.problem.n_loads + n_added);
        if (n_added == 1) {
            each_choice(&priced.problem, look, &trial);
            CU_ASSERT_EQUAL(trial.n_wrong, 0);
        }
        n_cuts += n_added;
        n_choices += trial.n_choices;
        koppel_problem_free(&with_cut);
        priced_problem_free(&priced);
    }
    CU_ASSERT_TRUE(n_cuts > N_PROBLEMS / 10);
    CU_ASSERT_TRUE(n_choices > 10 * n_cuts);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_limits_are_those_worked_out_by_hand),
        TEST(test_cost_that_bends_has_no_limit_from_the_most),
        TEST(test_no_choice_within_the_costs_is_cut_off),
        TEST_END,
    };

    return suite_run("objective cut", tests);
}
