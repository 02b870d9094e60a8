// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The Lagrangian bound: worked out by hand, below every choice, and what a choice costs above it is its deviations. */
#include "priced_problem.h"
#include "suite.h"

enum { N_PROBLEMS = 500 };

static const struct random_size tiny = {.agents = 5, .slots = 4, .loads = 3, .tiers = 3};

/* Two households of 4 persons, two homes in a neighbourhood with room for 3 persons, of which one is taken already
 * (base 1, cap 4); tier 0 counts persons. */
static struct koppel_problem small_cap(void)
{
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 2, .slots = 2, .loads = 1, .measures = 1, .tiers = 1});

    tiny_problem_measure(&problem, 0, (const int32_t[]){4, 4});
    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_entry(&problem, 1, 0, 0);
    tiny_problem_agent_costs(&problem, 0, (const int64_t[]){-4, -4});
    problem.loads[0] = (struct koppel_load){1, KOPPEL_NO_MIN, 4};
    return problem;
}

/* pi on the load, r = -4 + 4 pi for both households, and the load's least is that of -pi (L - 1) over L = 1 .. 4:
 *   pi = 0:    u = -4, twice                                       bound -8
 *   pi = 1:    r = 0, u = 0, least -3 at L = 4                     bound -3, as good as the relaxation
 *   pi = 0.5:  r = -2, u = -2, twice, least -1.5                   bound -5.5, for whole costs -5
 *   pi = 1 and v = 1 on both homes: r = 1, u = 0, -2 for places    bound -5 */
static void test_bound_is_the_one_worked_out_by_hand(void)
{
    struct priced_problem priced;
    struct koppel_lagrangian *lagrangian = &priced.lagrangian;

    priced_problem_open(&priced, small_cap());
    koppel_lagrangian_bound(lagrangian);
    CU_ASSERT_TRUE(lagrangian->bound == -8 * (koppel_wide)lagrangian->scale);
    koppel_lagrangian_load(lagrangian, 0, 1);
    koppel_lagrangian_bound(lagrangian);
    CU_ASSERT_TRUE(lagrangian->bound == -3 * (koppel_wide)lagrangian->scale);
    CU_ASSERT_EQUAL(lagrangian->agent_price[0], 0);
    koppel_lagrangian_load(lagrangian, 0, 0.5);
    koppel_lagrangian_bound(lagrangian);
    CU_ASSERT_TRUE(2 * lagrangian->bound == -11 * (koppel_wide)lagrangian->scale);
    CU_ASSERT_EQUAL(koppel_lagrangian_cost(lagrangian, 0), -5);
    CU_ASSERT_EQUAL(koppel_lagrangian_cost(lagrangian, 4), -4); /* costs are multiples of 4 */
    koppel_lagrangian_load(lagrangian, 0, 1);
    lagrangian->slot_price[0] = koppel_lagrangian_round(lagrangian, 1);
    koppel_lagrangian_bound(lagrangian);
    CU_ASSERT_TRUE(lagrangian->bound == -5 * (koppel_wide)lagrangian->scale);
    priced_problem_free(&priced);
}

/* A bound of -8 is one of -8, not of -7; one a hair above it is one of -7. */
static void test_bound_is_rounded_up_only_where_it_is_not_whole(void)
{
    struct priced_problem priced;

    priced_problem_open(&priced, small_cap());
    for (int64_t cost = -9; cost <= 9; cost++) {
        priced.lagrangian.bound = (koppel_wide)priced.lagrangian.scale * cost;
        CU_ASSERT_EQUAL(koppel_lagrangian_cost(&priced.lagrangian, 1), cost);
        priced.lagrangian.bound++;
        CU_ASSERT_EQUAL(koppel_lagrangian_cost(&priced.lagrangian, 1), cost + 1);
        priced.lagrangian.bound -= 2;
        CU_ASSERT_EQUAL(koppel_lagrangian_cost(&priced.lagrangian, 1), cost);
    }
    priced_problem_free(&priced);
}

/* With a household that must be placed, u may be above 0: 3 for the only home at a price of 7, less its 7. */
static void test_household_that_must_be_placed_pays_more_than_nothing(void)
{
    struct priced_problem priced;
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 1, .slots = 1, .loads = 0, .measures = 1, .tiers = 1});

    tiny_problem_pair_costs(&problem, 0, (const int64_t[]){3});
    problem.must_place[0] = 1;
    priced_problem_open(&priced, problem);
    priced.lagrangian.slot_price[0] = koppel_lagrangian_round(&priced.lagrangian, 7);
    koppel_lagrangian_bound(&priced.lagrangian);
    CU_ASSERT_EQUAL(priced.lagrangian.agent_price[0], 10 * priced.lagrangian.scale);
    CU_ASSERT_EQUAL(koppel_lagrangian_cost(&priced.lagrangian, 0), 3);
    priced_problem_free(&priced);
}

/* Costs 6 and -9 and a term of 12: all are multiples of 3. */
static void test_unit_divides_every_cost(void)
{
    struct priced_problem priced;
    struct koppel_problem problem =
        tiny_problem((struct tiny_size){.agents = 1, .slots = 2, .loads = 1, .measures = 1, .tiers = 1});

    tiny_problem_pair_costs(&problem, 0, (const int64_t[]){6, -9});
    tiny_problem_entry(&problem, 0, 0, 0);
    tiny_problem_term(&problem, 0, (struct koppel_term){.load = 0, .at = 1, .over = 12});
    priced_problem_open(&priced, problem);
    CU_ASSERT_EQUAL(koppel_lagrangian_unit(&priced.lagrangian), 3);
    priced_problem_free(&priced);
}

/* F of a load, weighed by the prices of tiers, less the price of the load: as in lagrangian_bound.h. */
static koppel_wide load_value(const struct priced_problem *priced, int32_t g, int64_t value)
{
    const struct koppel_lagrangian *lagrangian = &priced->lagrangian;
    koppel_wide sum = -(koppel_wide)lagrangian->load_price[g] * (value - priced->problem.loads[g].base);

    for (int32_t t = 0; t <= priced->tier; t++) {
        for (size_t k = 0; k < priced->problem.tiers[t].n_terms; k++) {
            const struct koppel_term *term = &priced->problem.tiers[t].terms[k];

            if (term->load == g) {
                sum += (koppel_wide)lagrangian->tier_price[t] *
                       (value > term->at ? term->over * (value - term->at) : term->under * (term->at - value));
            }
        }
    }
    return sum;
}

static koppel_wide load_least(const struct priced_problem *priced, int32_t g)
{
    koppel_wide least = load_value(priced, g, priced->problem.loads[g].lo);

    for (int64_t value = priced->problem.loads[g].lo; value <= priced->problem.loads[g].hi; value++) {
        least = load_value(priced, g, value) < least ? load_value(priced, g, value) : least;
    }
    return least;
}

struct trial {
    const struct priced_problem *priced;
    koppel_wide least[TINY_LOADS];
    int n_choices;
    int n_wrong;
};

/* What a choice costs above the bound: r - u for its pairs, -u for who is left out, v for every empty place, the
 * distance of every load from its least, and m for what is left of a held tier. */
static koppel_wide deviations_of(const struct trial *trial, const struct tiny_choice *choice)
{
    const struct priced_problem *priced = trial->priced;
    const struct koppel_lagrangian *lagrangian = &priced->lagrangian;
    koppel_wide sum = 0;

    for (int32_t i = 0; i < priced->problem.n_agents; i++) {
        int32_t j = choice->slot_of[i];

        sum -= lagrangian->agent_price[priced->classes.class_of_agent[i]];
        sum += j != KOPPEL_NONE ? priced_problem_reduced_cost(priced, i, j) : 0;
        sum -= j != KOPPEL_NONE ? lagrangian->slot_price[priced->classes.class_of_slot[j]] : 0;
    }
    for (int32_t j = 0; j < priced->problem.n_slots; j++) {
        sum += (koppel_wide)lagrangian->slot_price[priced->classes.class_of_slot[j]] * priced->problem.places[j];
    }
    for (int32_t g = 0; g < priced->problem.n_loads; g++) {
        sum += load_value(priced, g, choice->loads[g]) - trial->least[g];
    }
    for (int32_t t = 0; t < priced->tier; t++) {
        sum += (koppel_wide)lagrangian->tier_price[t] * (priced->best[t] - choice->costs[t]);
    }
    return sum;
}

static void look(void *data, const struct tiny_choice *choice)
{
    struct trial *trial = data;
    const struct koppel_lagrangian *lagrangian = &trial->priced->lagrangian;
    koppel_wide above = (koppel_wide)lagrangian->scale * choice->costs[trial->priced->tier] - lagrangian->bound;
    bool keeps_tiers = true;

    for (int32_t t = 0; t < trial->priced->tier; t++) {
        keeps_tiers = keeps_tiers && choice->costs[t] <= trial->priced->best[t];
    }
    trial->n_choices++;
    trial->n_wrong += keeps_tiers && above < 0;
    trial->n_wrong += above != deviations_of(trial, choice);
}

static void test_choice_costs_its_deviations_above_the_bound(void)
{
    int n_choices = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct priced_problem priced;
        struct trial trial = {.priced = &priced};

        priced_problem_draw(&priced, seed, tiny);
        priced_problem_draw_prices(&priced, seed);
        for (int32_t g = 0; g < priced.problem.n_loads; g++) {
            int64_t at = 0;

            trial.least[g] = load_least(&priced, g);
            CU_ASSERT_TRUE(koppel_lagrangian_load_least(&priced.lagrangian, g, &at) == trial.least[g]);
            CU_ASSERT_TRUE(load_value(&priced, g, at) == trial.least[g]);
        }
        each_choice(&priced.problem, look, &trial);
        CU_ASSERT_EQUAL(trial.n_wrong, 0);
        n_choices += trial.n_choices;
        priced_problem_free(&priced);
    }
    CU_ASSERT_TRUE(n_choices > 20 * N_PROBLEMS);
}

/* Class by class, r is that of every pair of the classes; and u is the least of a class. */
static void test_reduced_costs_are_those_of_every_pair_of_the_classes(void)
{
    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct priced_problem priced;
        const struct koppel_problem *problem = &priced.problem;
        const struct koppel_classes *classes = &priced.classes;

        priced_problem_draw(&priced, seed, tiny);
        priced_problem_draw_prices(&priced, seed);
        for (int32_t i = 0; i < problem->n_agents; i++) {
            int32_t s = classes->class_of_agent[i];
            const int64_t *row = koppel_lagrangian_reduced_costs_of(&priced.lagrangian, s);
            int64_t least = problem->must_place[i] ? INT64_MAX : 0;

            for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
                int32_t j = koppel_pair_slot(problem, i, p);
                int64_t reduced = priced_problem_reduced_cost(&priced, i, j), k = classes->first[s];

                while (koppel_slot_class_of(classes, s, k) != classes->class_of_slot[j]) {
                    k++;
                }
                CU_ASSERT_EQUAL(row[k - classes->first[s]], reduced);
                CU_ASSERT_EQUAL(koppel_lagrangian_reduced_cost(&priced.lagrangian, s, k), reduced);
                least = reduced < least ? reduced : least;
            }
            CU_ASSERT_EQUAL(priced.lagrangian.agent_price[s], least);
        }
        priced_problem_free(&priced);
    }
}

/* Prices that are not numbers, or beyond all sense, are clamped; the bound stays one. */
static void test_prices_out_of_range_are_clamped(void)
{
    struct priced_problem priced;
    struct koppel_lagrangian *lagrangian = &priced.lagrangian;
    const double huge = 1e300, none = huge * huge - huge * huge;

    priced_problem_open(&priced, small_cap());
    koppel_lagrangian_load(lagrangian, 0, none);
    CU_ASSERT_EQUAL(lagrangian->load_price[0], 0);
    koppel_lagrangian_load(lagrangian, 0, -huge);
    CU_ASSERT_EQUAL(lagrangian->load_price[0], -lagrangian->most_load_price[0]);
    lagrangian->slot_price[0] = koppel_lagrangian_round(lagrangian, huge);
    CU_ASSERT_EQUAL(lagrangian->slot_price[0], lagrangian->most_slot_price);
    koppel_lagrangian_bound(lagrangian);
    CU_ASSERT_TRUE(koppel_lagrangian_cost(lagrangian, 1) <= priced.best[0]);
    priced_problem_free(&priced);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_bound_is_the_one_worked_out_by_hand),
        TEST(test_bound_is_rounded_up_only_where_it_is_not_whole),
        TEST(test_household_that_must_be_placed_pays_more_than_nothing),
        TEST(test_unit_divides_every_cost),
        TEST(test_choice_costs_its_deviations_above_the_bound),
        TEST(test_reduced_costs_are_those_of_every_pair_of_the_classes),
        TEST(test_prices_out_of_range_are_clamped),
        TEST_END,
    };

    return suite_run("Lagrangian bound", tests);
}
