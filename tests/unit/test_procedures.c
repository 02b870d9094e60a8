// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The procedures that policies are compared with: small markets worked out by hand, and what holds for every market. */
#include "random_market.h"
#include "suite.h"

#include "compare/mechanism/largest.h"
#include "compare/mechanism/procedure.h"
#include "compare/mechanism/queue.h"
#include "compare/mechanism/stable.h"

#include <string.h>

enum { N_MARKETS = 1000, MOST_HOUSEHOLDS = 7, MOST_HOMES = 6 };

static const int ONES[MOST_HOMES] = {1, 1, 1, 1, 1, 1};

static void expect_units(const int32_t *unit_of, const int32_t *wanted, int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        CU_ASSERT_EQUAL(unit_of[i], wanted[i]);
    }
}

/* ---- By hand ---- */

/* Household 0 fits home 0 with 900 and home 1 with 800; household 1 fits home 0 only. */
static const int TIGHT[] = {900, 800, /**/ 500, 0};

static void test_queue_offers_homes_in_the_order_they_come_free(void)
{
    struct random_market made;
    int32_t order[2];
    int32_t unit_of[2];

    made_market_make(&made, 2, 2, TIGHT, ONES);
    CU_ASSERT_EQUAL(koppel_queue_by_link_date(&made.market, order), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_queue_offer(&made.market, order, unit_of), KOPPEL_OK);
    expect_units(unit_of, (int32_t[]){0, KOPPEL_NONE}, 2);
    made.market.free_from[0] = 5; /* home 1 comes first: household 0 takes it, and 1 gets home 0 */
    CU_ASSERT_EQUAL(koppel_queue_offer(&made.market, order, unit_of), KOPPEL_OK);
    expect_units(unit_of, (int32_t[]){1, 0}, 2);
    random_market_free(&made);
}

static void test_queue_serves_the_best_home_that_is_left(void)
{
    struct random_market made;
    int32_t unit_of[2];

    made_market_make(&made, 2, 2, TIGHT, ONES);
    CU_ASSERT_EQUAL(koppel_queue_serve(&made.market, (int32_t[]){0, 1}, false, unit_of), KOPPEL_OK);
    expect_units(unit_of, (int32_t[]){0, KOPPEL_NONE}, 2);
    CU_ASSERT_EQUAL(koppel_queue_serve(&made.market, (int32_t[]){1, 0}, false, unit_of), KOPPEL_OK);
    expect_units(unit_of, (int32_t[]){1, 0}, 2);
    random_market_free(&made);
}

static void test_queue_comes_by_link_date_and_by_urgency(void)
{
    struct random_market made;
    int32_t order[2];

    made_market_make(&made, 2, 2, TIGHT, ONES);
    made.market.waits_since[0] = INT64_MAX; /* not known: last */
    CU_ASSERT_EQUAL(koppel_queue_by_link_date(&made.market, order), KOPPEL_OK);
    expect_units(order, (int32_t[]){1, 0}, 2);
    made.market.urgency[0] = 300;
    CU_ASSERT_EQUAL(koppel_queue_by_urgency(&made.market, order), KOPPEL_OK);
    expect_units(order, (int32_t[]){0, 1}, 2);
    random_market_free(&made);
}

static void test_largest_houses_all_that_can_be_housed(void)
{
    struct random_market made;
    int32_t unit_of[2];

    made_market_make(&made, 2, 2, TIGHT, ONES);
    CU_ASSERT_EQUAL(koppel_largest_find(&made.market, NULL, unit_of), KOPPEL_OK);
    expect_units(unit_of, (int32_t[]){1, 0}, 2);
    random_market_free(&made);
}

/* Two homes for three households: the one of five persons is housed, and who is named is. */
static void test_largest_houses_most_persons_and_exactly_whom_it_must(void)
{
    static const int suits[] = {1, 0, /**/ 1, 1, /**/ 0, 1};
    struct random_market made;
    int32_t unit_of[3];

    made_market_make(&made, 3, 2, suits, ONES);
    made.market.persons[1] = 5;
    CU_ASSERT_EQUAL(koppel_largest_find(&made.market, NULL, unit_of), KOPPEL_OK);
    CU_ASSERT_NOT_EQUAL(unit_of[1], KOPPEL_NONE);
    CU_ASSERT_EQUAL(koppel_largest_find(&made.market, (bool[]){true, false, true}, unit_of), KOPPEL_OK);
    expect_units(unit_of, (int32_t[]){0, KOPPEL_NONE, 1}, 3);
    CU_ASSERT_EQUAL(koppel_largest_find(&made.market, (bool[]){true, true, true}, unit_of), KOPPEL_E_INTERNAL);
    random_market_free(&made);
}

/* Both households like home 0 best; its corporation prefers household 1, which leaves no room empty. */
static void test_stable_gives_a_home_to_whom_its_corporation_prefers(void)
{
    static const int suits[] = {900, 100, /**/ 900, 100};
    struct random_market made;
    int32_t unit_of[2];
    int64_t pair = 0;

    made_market_make(&made, 2, 2, suits, ONES);
    made.market.spare_rooms[0] = 1;
    CU_ASSERT_EQUAL(koppel_stable_find(&made.market, unit_of), KOPPEL_OK);
    expect_units(unit_of, (int32_t[]){1, 0}, 2);
    CU_ASSERT_EQUAL(koppel_stable_block(&made.market, KOPPEL_STABLE_STRICT, (int32_t[]){0, 1}, &pair), KOPPEL_OK);
    CU_ASSERT_EQUAL(pair, 2); /* household 1 and home 0 */
    random_market_free(&made);
}

static void test_kept_households_stay_in_every_procedure(void)
{
    struct random_market made;
    int32_t unit_of[2 * 3];

    made_market_make(&made, 2, 2, TIGHT, ONES);
    made.market.kept[0] = 0; /* as market.c opens it: no open pairs, and its place is gone */
    made.market.open.places[0] = 0;
    memmove(made.market.open.slot, made.market.open.slot + 2, 2 * sizeof *made.market.open.slot);
    made.market.open.first[1] = 0;
    made.market.open.first[2] = made.market.open.n_pairs = 2;
    for (const struct koppel_procedure *procedure = koppel_procedures; procedure->name != NULL; procedure++) {
        CU_ASSERT_EQUAL(procedure->run(&made.market, 1, procedure->draws_lots ? 3 : 1, unit_of), KOPPEL_OK);
        expect_units(unit_of, (int32_t[]){0, KOPPEL_NONE}, 2);
    }
    random_market_free(&made);
}

static void test_queue_heeds_the_limits_of_loads(void)
{
    static const int suits[] = {900, 100, /**/ 900, 100};
    struct random_market made;
    struct koppel_problem *whole = &made.problem;
    int64_t entry_first[] = {0, 1, 1};
    struct koppel_entry entries[] = {{0, 0}};
    int32_t persons[] = {3, 2};
    struct koppel_load loads[] = {{.base = 5, .lo = KOPPEL_NO_MIN, .hi = 7}};
    int64_t *own = NULL;
    int32_t unit_of[2];

    made_market_make(&made, 2, 2, suits, (int[]){2, 2});
    own = whole->entry_first;
    whole->entry_first = entry_first;
    whole->entries = entries;
    whole->measures = persons;
    whole->loads = loads;
    whole->n_loads = whole->n_measures = 1;
    CU_ASSERT_EQUAL(koppel_queue_serve(&made.market, (int32_t[]){0, 1}, true, unit_of), KOPPEL_OK);
    expect_units(unit_of, (int32_t[]){1, 0}, 2); /* 5 + 3 is above 7, 5 + 2 is not */
    CU_ASSERT_EQUAL(koppel_queue_serve(&made.market, (int32_t[]){0, 1}, false, unit_of), KOPPEL_OK);
    expect_units(unit_of, (int32_t[]){0, 0}, 2);
    whole->entry_first = own;
    whole->entries = NULL;
    whole->measures = NULL;
    whole->loads = NULL;
    random_market_free(&made);
}

/* ---- For every market ---- */

/* What a market allows, tried one choice after another, with something to ask of each. */
struct trial {
    const struct koppel_market *market;
    const int32_t *unit_of; /* what the procedure found */
    int32_t choice[MOST_HOUSEHOLDS];
    int32_t left[MOST_HOMES];
    int32_t most_households;
    int64_t most_persons;
    bool is_dominated; /* another choice is as good for every household and better for one */
    bool is_beaten;    /* another stable matching is better for a household */
};

static int64_t score_of(const struct koppel_market *market, int32_t i, int32_t unit)
{
    return unit == KOPPEL_NONE ? -1 : market->score[koppel_problem_pair(&market->open, i, unit)];
}

static void weigh(struct trial *trial)
{
    int32_t n = 0;
    int64_t persons = 0;
    bool nobody_loses = true;
    bool somebody_gains = false;

    for (int32_t i = 0; i < trial->market->open.n_agents; i++) {
        int64_t here = score_of(trial->market, i, trial->choice[i]);
        int64_t there = score_of(trial->market, i, trial->unit_of[i]);

        n += here >= 0 ? 1 : 0;
        persons += here >= 0 ? trial->market->persons[i] : 0;
        nobody_loses = nobody_loses && here >= there;
        somebody_gains = somebody_gains || here > there;
    }
    trial->most_households = n > trial->most_households ? n : trial->most_households;
    trial->most_persons = persons > trial->most_persons ? persons : trial->most_persons;
    trial->is_dominated = trial->is_dominated || (nobody_loses && somebody_gains);
    if (somebody_gains && !trial->is_beaten) {
        int64_t pair = 0;

        CU_ASSERT_EQUAL(koppel_stable_block(trial->market, KOPPEL_STABLE_STRICT, trial->choice, &pair), KOPPEL_OK);
        trial->is_beaten = pair == KOPPEL_NONE;
    }
}

static void try_all(struct trial *trial, int32_t i)
{
    const struct koppel_problem *open = &trial->market->open;

    if (i == open->n_agents) {
        weigh(trial);
        return;
    }
    trial->choice[i] = KOPPEL_NONE;
    try_all(trial, i + 1);
    for (int64_t p = open->first[i]; p < open->first[i + 1]; p++) {
        if (trial->left[open->slot[p]] > 0) {
            trial->left[open->slot[p]]--;
            trial->choice[i] = open->slot[p];
            try_all(trial, i + 1);
            trial->left[open->slot[p]]++;
        }
    }
    trial->choice[i] = KOPPEL_NONE;
}

static struct trial trial_of(const struct koppel_market *market, const int32_t *unit_of)
{
    struct trial trial = {.market = market, .unit_of = unit_of};

    memcpy(trial.left, market->open.places, (size_t)market->open.n_slots * sizeof *trial.left);
    try_all(&trial, 0);
    return trial;
}

/* Strict preferences, so that Pareto-efficiency needs no ties. */
static void break_ties(struct koppel_market *market)
{
    for (int64_t p = 0; p < market->open.n_pairs; p++) {
        market->score[p] += p;
    }
}

static void test_serial_dictatorship_is_pareto_efficient(void)
{
    for (uint64_t seed = 0; seed < N_MARKETS; seed++) {
        struct random_market random;
        int32_t order[MOST_HOUSEHOLDS];
        int32_t unit_of[MOST_HOUSEHOLDS];
        uint64_t state = seed;

        random_market_make(&random, seed, MOST_HOUSEHOLDS - 2, MOST_HOMES - 2);
        break_ties(&random.market);
        koppel_queue_by_lot(&random.market, &state, order);
        CU_ASSERT_EQUAL(koppel_queue_serve(&random.market, order, false, unit_of), KOPPEL_OK);
        CU_ASSERT_TRUE(market_allows(&random.market, unit_of));
        CU_ASSERT_FALSE(trial_of(&random.market, unit_of).is_dominated);
        random_market_free(&random);
    }
}

static void count(const struct koppel_market *market, const int32_t *unit_of, int32_t *n, int64_t *persons)
{
    *n = 0;
    *persons = 0;
    for (int32_t i = 0; i < market->open.n_agents; i++) {
        *n += unit_of[i] != KOPPEL_NONE ? 1 : 0;
        *persons += unit_of[i] != KOPPEL_NONE ? market->persons[i] : 0;
    }
}

static void test_largest_is_as_large_as_any(void)
{
    for (uint64_t seed = 0; seed < N_MARKETS; seed++) {
        struct random_market random;
        int32_t unit_of[MOST_HOUSEHOLDS];
        int32_t n = 0;
        int64_t persons = 0;

        random_market_make(&random, seed, MOST_HOUSEHOLDS - 2, MOST_HOMES - 2);
        CU_ASSERT_EQUAL(koppel_largest_find(&random.market, NULL, unit_of), KOPPEL_OK);
        CU_ASSERT_TRUE(market_allows(&random.market, unit_of));
        count(&random.market, unit_of, &n, &persons);
        CU_ASSERT_EQUAL(n, trial_of(&random.market, unit_of).most_households);
        CU_ASSERT_EQUAL(persons, trial_of(&random.market, unit_of).most_persons);
        random_market_free(&random);
    }
}

static void test_stable_has_no_blocking_pair(void)
{
    for (uint64_t seed = 0; seed < N_MARKETS; seed++) {
        struct random_market random;
        int32_t unit_of[MOST_HOUSEHOLDS];
        int64_t pair = 0;

        random_market_make(&random, seed, MOST_HOUSEHOLDS, MOST_HOMES);
        CU_ASSERT_EQUAL(koppel_stable_find(&random.market, unit_of), KOPPEL_OK);
        CU_ASSERT_TRUE(market_allows(&random.market, unit_of));
        CU_ASSERT_EQUAL(koppel_stable_block(&random.market, KOPPEL_STABLE_STRICT, unit_of, &pair), KOPPEL_OK);
        CU_ASSERT_EQUAL(pair, KOPPEL_NONE);
        CU_ASSERT_EQUAL(koppel_largest_find(&random.market, NULL, unit_of), KOPPEL_OK);
        CU_ASSERT_EQUAL(koppel_stable_block(&random.market, KOPPEL_STABLE_INDIFFERENT, unit_of, &pair), KOPPEL_OK);
        CU_ASSERT_EQUAL(pair, KOPPEL_NONE);
        random_market_free(&random);
    }
}

static void test_stable_is_what_every_household_likes_best(void)
{
    for (uint64_t seed = 0; seed < N_MARKETS / 4; seed++) {
        struct random_market random;
        int32_t unit_of[MOST_HOUSEHOLDS];

        random_market_make(&random, seed, MOST_HOUSEHOLDS - 2, MOST_HOMES - 2);
        break_ties(&random.market);
        CU_ASSERT_EQUAL(koppel_stable_find(&random.market, unit_of), KOPPEL_OK);
        CU_ASSERT_FALSE(trial_of(&random.market, unit_of).is_beaten);
        random_market_free(&random);
    }
}

static void test_lots_are_the_same_for_the_same_seed(void)
{
    const struct koppel_procedure *procedure = koppel_procedure_find("random-order");
    int32_t one[MOST_HOUSEHOLDS * 4];
    int32_t two[MOST_HOUSEHOLDS * 4];
    bool differs = false;

    CU_ASSERT_PTR_NOT_NULL_FATAL(procedure);
    for (uint64_t seed = 0; seed < 20; seed++) {
        struct random_market random;
        size_t n = 0;

        random_market_make(&random, seed, MOST_HOUSEHOLDS, MOST_HOMES);
        n = (size_t)random.market.open.n_agents * 4;
        CU_ASSERT_EQUAL(procedure->run(&random.market, 7, 4, one), KOPPEL_OK);
        CU_ASSERT_EQUAL(procedure->run(&random.market, 7, 4, two), KOPPEL_OK);
        CU_ASSERT_EQUAL(memcmp(one, two, n * sizeof *one), 0);
        CU_ASSERT_EQUAL(procedure->run(&random.market, 8, 4, two), KOPPEL_OK);
        differs = differs || memcmp(one, two, n * sizeof *one) != 0;
        random_market_free(&random);
    }
    CU_ASSERT_TRUE(differs);
}

static void test_lots_put_everybody_first_equally_often(void)
{
    enum { N_DRAWS = 6000 };
    struct random_market made;
    int32_t n_first[3] = {0, 0, 0};
    uint64_t state = 1;

    made_market_make(&made, 3, 1, (int[]){1, 1, 1}, ONES);
    for (int d = 0; d < N_DRAWS; d++) {
        int32_t order[3];

        koppel_queue_by_lot(&made.market, &state, order);
        CU_ASSERT_EQUAL(order[0] + order[1] + order[2], 3);
        n_first[order[0]]++;
    }
    for (int i = 0; i < 3; i++) {
        CU_ASSERT_TRUE(n_first[i] > 1850 && n_first[i] < 2150); /* four standard deviations: 2000 +- 146 */
    }
    random_market_free(&made);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_queue_offers_homes_in_the_order_they_come_free),
        TEST(test_queue_serves_the_best_home_that_is_left),
        TEST(test_queue_comes_by_link_date_and_by_urgency),
        TEST(test_largest_houses_all_that_can_be_housed),
        TEST(test_largest_houses_most_persons_and_exactly_whom_it_must),
        TEST(test_stable_gives_a_home_to_whom_its_corporation_prefers),
        TEST(test_kept_households_stay_in_every_procedure),
        TEST(test_queue_heeds_the_limits_of_loads),
        TEST(test_serial_dictatorship_is_pareto_efficient),
        TEST(test_largest_is_as_large_as_any),
        TEST(test_stable_has_no_blocking_pair),
        TEST(test_stable_is_what_every_household_likes_best),
        TEST(test_lots_are_the_same_for_the_same_seed),
        TEST(test_lots_put_everybody_first_equally_often),
        TEST_END,
    };
    return suite_run("procedures", tests);
}
