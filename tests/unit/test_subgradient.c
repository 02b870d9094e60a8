// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Prices of loads and slots without a relaxation: a settled auction leaves nobody better off elsewhere by more than a
 * raise, and the bound holds against every choice of tiny problems and is nearly that of the relaxation of larger ones.
 */
#include "failing_memory.h"
#include "suite.h"

#include "engine/bound/auction.h"
#include "engine/bound/reduced_cost_fixing.h"
#include "engine/bound/subgradient.h"
#include "engine/engine.h"
#include "engine/lp/column_generation.h"
#include "engine/lp/glpk_guard.h"
#include "problem/load_reach.h"
#include "random_problem.h"

#include <stdlib.h>
#include <string.h>

static struct koppel_arena arena; /* of what a test makes; it frees it at its end */

enum { N_PROBLEMS = 800, N_TOWNS = 6, MOST_AGENTS = 400 };

/* A problem ready for prices. */
struct market {
    struct koppel_problem problem;
    struct koppel_classes classes;
    struct koppel_lagrangian lagrangian;
    struct koppel_deadline deadline;
    int32_t slot_of[MOST_AGENTS];
    int64_t best[1];
};

static enum koppel_status market_open(struct market *market)
{
    enum koppel_status status = koppel_problem_limit_loads(&market->problem);

    if (status == KOPPEL_OK) {
        status = koppel_classes_make(&market->classes, &market->problem, 1, &arena);
    }
    return status == KOPPEL_OK ? koppel_lagrangian_make(&market->lagrangian, &market->problem, &market->classes, 0,
                                                        market->best, &arena)
                               : status;
}

static struct koppel_subgradient search_of(struct market *market)
{
    return (struct koppel_subgradient){.lagrangian = &market->lagrangian,
                                       .deadline = &market->deadline,
                                       .close_enough = 0.01,
                                       .slot_of = market->slot_of};
}

/* A random problem of one tier, with every kind of load and term, without decisions. */
static struct koppel_problem draw(uint64_t seed)
{
    struct koppel_problem problem =
        random_problem(seed, (struct random_size){.agents = 7, .slots = 6, .loads = 4, .tiers = 1});

    memset(problem.state, KOPPEL_PAIR_FREE, (size_t)problem.n_pairs);
    return problem;
}

/* Agents of 1 to 5 persons, slots in areas with a cap on persons that leaves some of them empty, and a cost of its own
 * for every pair. */
static struct koppel_problem draw_town(uint64_t seed, int32_t n_agents, int32_t n_areas)
{
    enum { SLOTS_OF_AREA = 20 };
    int32_t n_slots = n_areas * SLOTS_OF_AREA;
    size_t n_pairs = (size_t)n_agents * (size_t)n_slots;
    struct koppel_problem p = {.n_agents = n_agents,
                               .n_slots = n_slots,
                               .n_loads = n_areas,
                               .n_measures = 1,
                               .n_tiers = 1,
                               .n_pairs = (int64_t)n_pairs};

    p.first = calloc((size_t)n_agents + 1, sizeof *p.first);
    p.slot = calloc(n_pairs, sizeof *p.slot);
    p.state = calloc(n_pairs, sizeof *p.state);
    p.must_place = calloc((size_t)n_agents, sizeof *p.must_place);
    p.places = calloc((size_t)n_slots, sizeof *p.places);
    p.entry_first = calloc((size_t)n_slots + 1, sizeof *p.entry_first);
    p.entries = calloc((size_t)n_slots, sizeof *p.entries);
    p.measures = calloc((size_t)n_agents, sizeof *p.measures);
    p.loads = calloc((size_t)n_areas, sizeof *p.loads);
    p.tiers = calloc(1, sizeof *p.tiers);
    p.tiers[0].scale = 1;
    p.tiers[0].pair_cost = calloc(n_pairs, sizeof *p.tiers[0].pair_cost);
    for (int32_t i = 0; i < n_agents; i++) {
        p.first[i + 1] = p.first[i] + n_slots;
        p.measures[i] = (int32_t)random_between(&seed, 1, 5);
        for (int32_t j = 0; j < n_slots; j++) {
            p.slot[p.first[i] + j] = j;
            p.tiers[0].pair_cost[p.first[i] + j] = -random_between(&seed, 1, 10000);
        }
    }
    for (int32_t j = 0; j < n_slots; j++) {
        p.places[j] = 1;
        p.entries[j] = (struct koppel_entry){.load = j / SLOTS_OF_AREA, .measure = 0};
        p.entry_first[j + 1] = j + 1;
    }
    for (int32_t g = 0; g < n_areas; g++) {
        p.loads[g] = (struct koppel_load){0, KOPPEL_NO_MIN, random_between(&seed, 30, 60)};
    }
    return p;
}

/* Is no agent better off elsewhere by more than a raise, and does no free place cost anything? For cores of all pairs.
 */
static bool is_settled(const struct market *market, const struct koppel_auction *auction)
{
    const struct koppel_classes *classes = &market->classes;
    bool ok = true;

    for (int32_t i = 0; i < market->problem.n_agents; i++) {
        int32_t s = classes->class_of_agent[i];
        int64_t place = auction->place_of[i];
        int64_t least = market->problem.must_place[i] ? INT64_MAX : 0, pays = 0;

        ok = ok && (place != KOPPEL_NONE || !market->problem.must_place[i]);
        for (int64_t k = classes->first[s]; k < classes->first[s + 1]; k++) {
            int32_t slot_class = koppel_slot_class_of(classes, s, k);
            int64_t cost = koppel_lagrangian_reduced_cost(&market->lagrangian, s, k);

            least = cost < least && classes->places[slot_class] > 0 ? cost : least;
            if (place != KOPPEL_NONE && auction->class_of_place[place] == slot_class) {
                pays = cost - market->lagrangian.slot_price[slot_class] + auction->place_price[place];
            }
        }
        ok = ok && pays == auction->pays[i] && pays <= least + auction->raise;
        ok = ok && (place == KOPPEL_NONE || auction->holder[place] == i);
    }
    for (int64_t p = 0; p < auction->n_places; p++) {
        ok = ok && auction->place_price[p] >= 0 && (auction->holder[p] != KOPPEL_NONE || auction->place_price[p] == 0);
    }
    return ok;
}

static void test_settled_auction_leaves_nobody_better_off_elsewhere(void)
{
    int n_stuck = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct market market = {.problem = draw(seed)};
        struct koppel_auction auction = {0};
        uint64_t state = seed;

        CU_ASSERT_EQUAL_FATAL(market_open(&market), KOPPEL_OK);
        CU_ASSERT_EQUAL_FATAL(koppel_auction_start(&auction, &market.lagrangian, &market.deadline, &arena), KOPPEL_OK);
        auction.raise = market.lagrangian.scale;
        for (int round = 0; round < 6 && !auction.is_stuck; round++) {
            for (int32_t g = 0; g < market.problem.n_loads; g++) {
                market.lagrangian.load_price[g] = random_between(&state, -3, 3) * market.lagrangian.scale;
            }
            CU_ASSERT_EQUAL_FATAL(koppel_auction_list_core(&auction), KOPPEL_OK);
            koppel_auction_settle(&auction);
            CU_ASSERT_TRUE(auction.is_stuck || is_settled(&market, &auction));
        }
        n_stuck += auction.is_stuck;
        koppel_arena_free(&arena);
        koppel_problem_free(&market.problem);
    }
    CU_ASSERT_TRUE(n_stuck < N_PROBLEMS / 4);
}

static void test_load_prices_prove_no_more_than_the_optimum(void)
{
    int n_choices = 0, n_exact = 0;

    for (uint64_t seed = 0; seed < N_PROBLEMS; seed++) {
        struct market market = {.problem = draw(seed)};
        struct koppel_engine_options options = {0};
        struct koppel_solution oracle = {0};
        struct koppel_subgradient search = search_of(&market);
        bool ok = false;

        CU_ASSERT_EQUAL(koppel_engine_find("exhaustive")->solve(&market.problem, &options, &oracle), KOPPEL_OK);
        CU_ASSERT_EQUAL_FATAL(market_open(&market), KOPPEL_OK);
        CU_ASSERT_EQUAL(koppel_subgradient_find(&search), KOPPEL_OK);
        if (oracle.slot_of != NULL) {
            CU_ASSERT_TRUE(koppel_lagrangian_cost(&market.lagrangian, 0) <= oracle.tiers[0].cost);
            n_exact += koppel_lagrangian_cost(&market.lagrangian, 0) == oracle.tiers[0].cost;
        }
        if (search.has_incumbent) {
            CU_ASSERT_EQUAL(koppel_problem_feasible(&market.problem, market.slot_of, &ok), KOPPEL_OK);
            CU_ASSERT_TRUE(ok && oracle.slot_of != NULL && search.cost >= oracle.tiers[0].cost);
            n_choices++;
        }
        koppel_solution_free(&oracle);
        koppel_arena_free(&arena);
        koppel_problem_free(&market.problem);
    }
    CU_ASSERT_TRUE(n_choices > N_PROBLEMS / 2);
    CU_ASSERT_TRUE(n_exact > N_PROBLEMS / 3);
}

/* The bound that the linear relaxation gives. */
static int64_t relaxed_bound(struct market *market)
{
    struct koppel_column_generation sifting = {
        .lagrangian = &market->lagrangian, .deadline = &market->deadline, .slot_of = market->slot_of, .arena = &arena};

    for (int32_t i = 0; i < market->problem.n_agents; i++) {
        market->slot_of[i] = KOPPEL_NONE;
    }
    CU_ASSERT_EQUAL_FATAL(koppel_column_generation_run(&sifting), KOPPEL_OK);
    return koppel_lagrangian_cost(&market->lagrangian, 1);
}

/* Also where there are more persons than the caps allow, so that all prices have a long way to go. */
static void test_load_prices_are_nearly_those_of_the_relaxation(void)
{
    int n_choices = 0;

    for (uint64_t seed = 0; seed < N_TOWNS; seed++) {
        struct market market = {.problem = draw_town(seed, 250, 15)};
        struct koppel_subgradient search = search_of(&market);
        int64_t bound = 0, relaxed = 0;

        CU_ASSERT_EQUAL_FATAL(market_open(&market), KOPPEL_OK);
        relaxed = relaxed_bound(&market);
        koppel_arena_free(&arena);
        CU_ASSERT_EQUAL_FATAL(market_open(&market), KOPPEL_OK);
        CU_ASSERT_EQUAL(koppel_subgradient_find(&search), KOPPEL_OK);
        bound = koppel_lagrangian_cost(&market.lagrangian, 1);
        CU_ASSERT_TRUE(search.has_prices && bound <= relaxed && relaxed - bound < -relaxed / 5000);
        n_choices += search.has_incumbent && search.cost >= bound;
        koppel_arena_free(&arena);
        koppel_problem_free(&market.problem);
    }
    CU_ASSERT_TRUE(n_choices == N_TOWNS);
}

static void test_load_prices_stop_when_time_is_up(void)
{
    struct market market = {.problem = draw_town(1, 250, 15)};
    struct koppel_subgradient search = search_of(&market);
    const volatile sig_atomic_t stop = 1;

    CU_ASSERT_EQUAL_FATAL(market_open(&market), KOPPEL_OK);
    market.deadline.stop = &stop;
    CU_ASSERT_EQUAL(koppel_subgradient_find(&search), KOPPEL_OK);
    CU_ASSERT_TRUE(koppel_lagrangian_cost(&market.lagrangian, 1) < 0);
    koppel_arena_free(&arena);
    koppel_problem_free(&market.problem);
}

static enum koppel_status price_town(void *data, struct koppel_errors *errors)
{
    struct market market = {.problem = *(const struct koppel_problem *)data};
    enum koppel_status status = market_open(&market);

    (void)errors;
    if (status == KOPPEL_OK) {
        struct koppel_subgradient search = search_of(&market);

        status = koppel_subgradient_find(&search);
    }
    koppel_arena_free(&arena);
    return status;
}

static void test_load_prices_survive_every_failed_allocation(void)
{
    struct koppel_problem problem = draw_town(1, 40, 2);

    CU_ASSERT_TRUE(failing_memory_each(price_town, &problem, KOPPEL_OK) > 20);
    koppel_problem_free(&problem);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_settled_auction_leaves_nobody_better_off_elsewhere),
        TEST(test_load_prices_prove_no_more_than_the_optimum),
        TEST(test_load_prices_are_nearly_those_of_the_relaxation),
        TEST(test_load_prices_stop_when_time_is_up),
        TEST(test_load_prices_survive_every_failed_allocation),
        TEST_END,
    };

    return suite_run("load prices", tests);
}
