// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The lottery with the most equal chances: chances by brute force, tickets that add up to them exactly. */
#include "random_market.h"
#include "suite.h"

#include "compare/mechanism/lottery.h"

#include <stdlib.h>
#include <string.h>

enum { N_MARKETS = 800, MOST_HOUSEHOLDS = 9, MOST_HOMES = 5 };

/* ---- Chances by brute force ---- */

/* Places of the homes that suit any household of the set, but for homes that are used up. */
static int64_t places_of(const struct koppel_problem *open, uint32_t set, uint32_t used_up)
{
    uint32_t homes = 0;
    int64_t n = 0;

    for (int32_t i = 0; i < open->n_agents; i++) {
        for (int64_t p = open->first[i]; (set >> i & 1) != 0 && p < open->first[i + 1]; p++) {
            homes |= UINT32_C(1) << open->slot[p];
        }
    }
    for (int32_t j = 0; j < open->n_slots; j++) {
        n += ((homes & ~used_up) >> j & 1) != 0 ? open->places[j] : 0;
    }
    return n;
}

static int64_t size_of(uint32_t set)
{
    int64_t n = 0;

    for (; set != 0; set &= set - 1) {
        n++;
    }
    return n;
}

static uint32_t homes_of(const struct koppel_problem *open, uint32_t set)
{
    uint32_t homes = 0;

    for (int32_t i = 0; i < open->n_agents; i++) {
        for (int64_t p = open->first[i]; (set >> i & 1) != 0 && p < open->first[i + 1]; p++) {
            homes |= UINT32_C(1) << open->slot[p];
        }
    }
    return homes;
}

/* The largest set of the rest with the least places each; the empty set when everybody can be housed. */
static uint32_t tightest(const struct koppel_problem *open, uint32_t rest, uint32_t used_up, int64_t *p, int64_t *q)
{
    uint32_t best = 0;

    *p = *q = 1;
    for (uint32_t set = rest; set != 0; set = (set - 1) & rest) {
        int64_t places = places_of(open, set, used_up);
        int64_t size = size_of(set);
        int64_t less = places * *q - *p * size;

        if (less < 0 || (less == 0 && best != 0 && size > size_of(best))) {
            best = set;
            *p = places;
            *q = size;
        }
    }
    return best;
}

static void expect_chances(const struct koppel_problem *open, const struct koppel_chances *chances)
{
    uint32_t rest = 0;
    uint32_t used_up = 0;

    for (int32_t i = 0; i < open->n_agents; i++) {
        rest |= open->first[i] < open->first[i + 1] ? UINT32_C(1) << i : 0;
        CU_ASSERT_EQUAL(chances->group_of[i] == KOPPEL_NONE, open->first[i] == open->first[i + 1]);
    }
    while (rest != 0) {
        int64_t p = 1;
        int64_t q = 1;
        uint32_t set = tightest(open, rest, used_up, &p, &q);

        set = set == 0 ? rest : set;
        for (int32_t i = 0; i < open->n_agents; i++) {
            if ((set >> i & 1) != 0) {
                const struct koppel_chance_group *group = &chances->groups[chances->group_of[i]];

                CU_ASSERT_EQUAL(group->p * q, p * group->q);
            }
        }
        used_up |= homes_of(open, set);
        rest &= ~set;
    }
}

/* ---- Tests ---- */

static void test_chances_are_the_most_equal_ones(void)
{
    for (uint64_t seed = 0; seed < N_MARKETS; seed++) {
        struct random_market random;
        struct koppel_chances chances;

        random_market_make(&random, seed, MOST_HOUSEHOLDS, MOST_HOMES);
        CU_ASSERT_EQUAL(koppel_chances_find(&random.market, &chances), KOPPEL_OK);
        expect_chances(&random.market.open, &chances);
        koppel_chances_free(&chances);
        random_market_free(&random);
    }
}

/* Three households for one home, and a fourth that has its own. */
static void test_chances_are_worked_out_by_hand(void)
{
    struct random_market made;
    struct koppel_chances chances;

    made_market_make(&made, 4, 2, (int[]){1, 0, /**/ 1, 0, /**/ 1, 0, /**/ 1, 1}, (int[]){1, 1});
    CU_ASSERT_EQUAL(koppel_chances_find(&made.market, &chances), KOPPEL_OK);
    CU_ASSERT_EQUAL(chances.n_groups, 2);
    for (int32_t i = 0; i < 4; i++) {
        CU_ASSERT_EQUAL(chances.groups[chances.group_of[i]].p, 1);
        CU_ASSERT_EQUAL(chances.groups[chances.group_of[i]].q, i < 3 ? 3 : 1);
    }
    koppel_chances_free(&chances);
    random_market_free(&made);
}

/* A ticket fills no home beyond its places. */
static void expect_whole(const struct koppel_problem *open, const struct koppel_ticket *ticket)
{
    int32_t n_in[MOST_HOMES] = {0};

    CU_ASSERT_TRUE(ticket->weight > 0);
    for (int32_t i = 0; i < open->n_agents; i++) {
        if (ticket->pair_of[i] != KOPPEL_NONE) {
            int32_t j = open->slot[ticket->pair_of[i]];

            CU_ASSERT_TRUE(ticket->pair_of[i] >= open->first[i] && ticket->pair_of[i] < open->first[i + 1]);
            CU_ASSERT_TRUE(++n_in[j] <= open->places[j]);
        }
    }
}

static void expect_sums(const struct koppel_problem *open, const struct koppel_lottery *lottery)
{
    const struct koppel_chances *chances = &lottery->chances;
    int64_t of_pair[MOST_HOUSEHOLDS * MOST_HOMES] = {0};
    int64_t of_group[MOST_HOUSEHOLDS] = {0};

    for (int32_t t = 0; t < lottery->n_tickets; t++) {
        const struct koppel_ticket *ticket = &lottery->tickets[t];

        expect_whole(open, ticket);
        of_group[ticket->group] += ticket->weight;
        for (int32_t i = 0; i < open->n_agents; i++) {
            if (ticket->pair_of[i] != KOPPEL_NONE) {
                CU_ASSERT_EQUAL(chances->group_of[i], ticket->group);
                of_pair[ticket->pair_of[i]] += ticket->weight;
            }
        }
    }
    for (int32_t g = 0; g < chances->n_groups; g++) {
        CU_ASSERT_EQUAL(of_group[g], chances->groups[g].q);
    }
    for (int32_t i = 0; i < open->n_agents; i++) {
        int64_t sum = 0;

        for (int64_t p = open->first[i]; p < open->first[i + 1]; p++) {
            CU_ASSERT_EQUAL(of_pair[p], chances->flow[p]);
            sum += of_pair[p];
        }
        CU_ASSERT_TRUE(chances->group_of[i] == KOPPEL_NONE || sum == chances->groups[chances->group_of[i]].p);
    }
}

static void test_tickets_add_up_to_the_fractional_solution(void)
{
    int32_t most_tickets = 0;

    for (uint64_t seed = 0; seed < N_MARKETS; seed++) {
        struct random_market random;
        struct koppel_lottery lottery = {0};

        random_market_make(&random, seed, MOST_HOUSEHOLDS, MOST_HOMES);
        CU_ASSERT_EQUAL(koppel_lottery_make(&random.market, &lottery), KOPPEL_OK);
        expect_sums(&random.market.open, &lottery);
        most_tickets = lottery.n_tickets > most_tickets ? lottery.n_tickets : most_tickets;
        koppel_lottery_free(&lottery);
        random_market_free(&random);
    }
    CU_ASSERT_TRUE(most_tickets > 5); /* some markets need a mix */
}

static void test_draws_house_whom_a_ticket_names(void)
{
    for (uint64_t seed = 0; seed < N_MARKETS; seed++) {
        struct random_market random;
        struct koppel_lottery lottery = {0};
        int32_t unit_of[MOST_HOUSEHOLDS];
        uint64_t state = seed;
        int64_t housed = 0;
        int64_t expected = 0;

        random_market_make(&random, seed, MOST_HOUSEHOLDS, MOST_HOMES);
        CU_ASSERT_EQUAL(koppel_lottery_make(&random.market, &lottery), KOPPEL_OK);
        CU_ASSERT_EQUAL(koppel_lottery_draw(&random.market, &lottery, &state, unit_of), KOPPEL_OK);
        CU_ASSERT_TRUE(market_allows(&random.market, unit_of));
        /* every ticket of a group houses as many, so every draw does */
        for (int32_t g = 0, t = 0; g < lottery.chances.n_groups; g++) {
            for (int32_t i = 0; i < random.market.open.n_agents; i++) {
                expected += lottery.tickets[t].pair_of[i] != KOPPEL_NONE ? 1 : 0;
            }
            while (t < lottery.n_tickets && lottery.tickets[t].group == g) {
                t++;
            }
        }
        for (int32_t i = 0; i < random.market.open.n_agents; i++) {
            housed += unit_of[i] != KOPPEL_NONE ? 1 : 0;
        }
        CU_ASSERT_EQUAL(housed, expected);
        koppel_lottery_free(&lottery);
        random_market_free(&random);
    }
}

static void test_draws_follow_the_chances(void)
{
    enum { N_DRAWS = 6000 };
    struct random_market made;
    struct koppel_lottery lottery = {0};
    int32_t n_housed[5] = {0};
    uint64_t state = 3;

    /* five households for two homes */
    made_market_make(&made, 5, 2, (int[]){1, 0, /**/ 1, 1, /**/ 0, 1, /**/ 1, 1, /**/ 1, 0}, (int[]){1, 1});
    CU_ASSERT_EQUAL(koppel_lottery_make(&made.market, &lottery), KOPPEL_OK);
    for (int d = 0; d < N_DRAWS; d++) {
        int32_t unit_of[5];

        CU_ASSERT_EQUAL(koppel_lottery_draw(&made.market, &lottery, &state, unit_of), KOPPEL_OK);
        for (int i = 0; i < 5; i++) {
            n_housed[i] += unit_of[i] != KOPPEL_NONE ? 1 : 0;
        }
    }
    for (int i = 0; i < 5; i++) {
        CU_ASSERT_TRUE(n_housed[i] > 2250 && n_housed[i] < 2550); /* four standard deviations: 2400 +- 152 */
    }
    koppel_lottery_free(&lottery);
    random_market_free(&made);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_chances_are_the_most_equal_ones),
        TEST(test_chances_are_worked_out_by_hand),
        TEST(test_tickets_add_up_to_the_fractional_solution),
        TEST(test_draws_house_whom_a_ticket_names),
        TEST(test_draws_follow_the_chances),
        TEST_END,
    };
    return suite_run("lottery", tests);
}
