// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Invented cases: the random numbers are those of the published generator, totals come out, rows fit together. */
#include "generate/prng.h"
#include "generate/sampling.h"
#include "generate/synthetic_case.h"
#include "suite.h"

#include <stdlib.h>
#include <string.h>

static struct koppel_draft draft;

static const struct koppel_synthetic_spec usual = {.n_municipalities = 9,
                                                   .n_households = 1000,
                                                   .n_units = 900,
                                                   .n_neighbourhoods = 30,
                                                   .link_percent = 70,
                                                   .free_region_percent = 50,
                                                   .scarcity_percent = 20,
                                                   .concentration_percent = 65,
                                                   .seed = 3};

static void make(struct koppel_synthetic_spec spec)
{
    koppel_draft_free(&draft);
    koppel_synthetic_make(&spec, &draft);
    CU_ASSERT_FALSE_FATAL(draft.failed);
}

/* The first numbers of xoshiro256** from the state 1, 2, 3, 4, by the algorithm of Blackman and Vigna. */
static void test_random_numbers_are_those_of_xoshiro(void)
{
    static const uint64_t expected[] = {UINT64_C(11520),
                                        UINT64_C(0),
                                        UINT64_C(1509978240),
                                        UINT64_C(1215971899390074240),
                                        UINT64_C(1216172134540287360),
                                        UINT64_C(607988272756665600)};
    struct koppel_prng r = {{1, 2, 3, 4}};

    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        CU_ASSERT_EQUAL(koppel_prng_next(&r), expected[i]);
    }
}

static void test_streams_of_one_seed_differ(void)
{
    struct koppel_prng a;
    struct koppel_prng b;
    struct koppel_prng again;

    koppel_prng_start_part(&a, 7, KOPPEL_STREAM_HOMES, 1);
    koppel_prng_start_part(&b, 7, KOPPEL_STREAM_HOMES, 2);
    koppel_prng_start_part(&again, 7, KOPPEL_STREAM_HOMES, 1);
    CU_ASSERT_NOT_EQUAL(koppel_prng_next(&a), koppel_prng_next(&b));
    koppel_prng_next(&again);
    CU_ASSERT_EQUAL(koppel_prng_next(&a), koppel_prng_next(&again));
}

static void test_shares_add_up_and_follow_the_weights(void)
{
    static const int64_t weights[] = {5, 0, 3, 3};
    static const int64_t nothing[] = {0, 0};
    int64_t shares[4];

    CU_ASSERT_EQUAL(koppel_share_out(10, weights, 4, shares), KOPPEL_OK);
    CU_ASSERT_EQUAL(shares[0], 4); /* 4 6/11, 2 8/11, 2 8/11: the two largest remainders go up */
    CU_ASSERT_EQUAL(shares[1], 0);
    CU_ASSERT_EQUAL(shares[2], 3);
    CU_ASSERT_EQUAL(shares[3], 3);
    CU_ASSERT_EQUAL(koppel_share_out(10, nothing, 2, shares), KOPPEL_OK);
    CU_ASSERT_EQUAL(shares[0] + shares[1], 0);
}

static void test_draws_are_as_many_as_the_weights_say(void)
{
    static const int64_t weights[] = {570, 0, 430};
    struct koppel_prng r;
    int drawn[100];
    int count[3] = {0};

    koppel_prng_start(&r, 1, 0);
    koppel_draw_evenly(&r, weights, 3, drawn, 100);
    for (int i = 0; i < 100; i++) {
        count[drawn[i]]++;
    }
    CU_ASSERT_EQUAL(count[0], 57);
    CU_ASSERT_EQUAL(count[1], 0);
    CU_ASSERT_EQUAL(count[2], 43);
}

static void test_sizes_of_households_are_those_documented(void)
{
    static const int expected[] = {0, 570, 90, 90, 110, 80, 30, 15, 9, 6};
    int count[10] = {0};

    make(usual);
    for (int i = 0; i < draft.n_households; i++) {
        count[koppel_draft_persons(&draft.households[i])]++;
        CU_ASSERT_TRUE(draft.households[i].adults >= 1);
    }
    for (int size = 1; size < 10; size++) {
        CU_ASSERT_EQUAL(count[size], expected[size]);
    }
}

static void test_the_case_has_the_size_asked_for(void)
{
    int neighbourhoods = 0;

    make(usual);
    CU_ASSERT_EQUAL(draft.n_municipalities, 9);
    CU_ASSERT_EQUAL(draft.n_households, 1000);
    CU_ASSERT_EQUAL(draft.n_units, 900);
    CU_ASSERT_EQUAL(draft.n_neighbourhoods, 9 * 30);
    for (int k = 0; k < draft.n_municipalities; k++) {
        CU_ASSERT_EQUAL(draft.municipalities[k].first_neighbourhood, neighbourhoods);
        neighbourhoods += draft.municipalities[k].n_neighbourhoods;
    }
    CU_ASSERT_EQUAL(neighbourhoods, draft.n_neighbourhoods);
}

/* Codes and names of neighbourhoods are unique, homes stand where there is social housing, by a corporation of the
 * municipality, and at most four fifths of the dwellings are social. */
static void test_places_fit_together(void)
{
    make(usual);
    for (int i = 0; i < draft.n_neighbourhoods; i++) {
        const struct koppel_draft_neighbourhood *n = &draft.neighbourhoods[i];

        CU_ASSERT_EQUAL((int)strtol(n->code + 2, NULL, 10) / 10000, draft.municipalities[n->municipality].code);
        CU_ASSERT_TRUE(n->corporation_dwellings <= n->inhabitants);
        CU_ASSERT_TRUE(n->permit_holders >= 0 && n->permit_holders <= n->inhabitants);
        for (int j = 0; j < i; j++) {
            if (draft.neighbourhoods[j].municipality == n->municipality) {
                CU_ASSERT_STRING_NOT_EQUAL(draft.neighbourhoods[j].code, n->code);
                CU_ASSERT_STRING_NOT_EQUAL(draft.neighbourhoods[j].name, n->name);
            }
        }
    }
    for (int i = 0; i < draft.n_units; i++) {
        const struct koppel_draft_neighbourhood *n = &draft.neighbourhoods[draft.units[i].neighbourhood];

        CU_ASSERT_TRUE(n->corporation_dwellings > 0);
        CU_ASSERT_EQUAL(draft.agreements[draft.units[i].agreement].municipality, n->municipality);
    }
}

static void test_targets_are_the_persons_rounded_up_for_each_municipality(void)
{
    int64_t persons = 0;
    int64_t targets = 0;

    make(usual);
    for (int i = 0; i < draft.n_households; i++) {
        persons += draft.households[i].adults + draft.households[i].children;
    }
    for (int k = 0; k < draft.n_targets; k++) {
        targets += draft.targets[k].target;
        CU_ASSERT_EQUAL(draft.targets[k].linked, draft.municipalities[k].linked_present);
    }
    CU_ASSERT_EQUAL(draft.n_targets, draft.n_municipalities);
    CU_ASSERT_TRUE(targets >= persons && targets < persons + draft.n_municipalities);
}

static void test_link_share_and_free_region_hold(void)
{
    int linked = 0;
    int in_region = 0;

    make(usual);
    for (int i = 0; i < draft.n_households; i++) {
        linked += draft.households[i].municipality != KOPPEL_NONE;
        in_region += draft.households[i].municipality == KOPPEL_NONE && draft.households[i].region != NULL;
    }
    CU_ASSERT_TRUE(linked >= 650 && linked <= 750);
    CU_ASSERT_TRUE(in_region >= 110 && in_region <= 190);
}

/* The same people and places, whatever is linked and however many homes there are. */
static void test_cases_that_differ_in_links_share_the_rest(void)
{
    struct koppel_synthetic_spec free_spec = usual;
    struct koppel_draft linked = {0};

    koppel_synthetic_make(&usual, &linked);
    free_spec.link_percent = 0;
    free_spec.n_units = 500;
    make(free_spec);
    for (int i = 0; i < draft.n_households; i++) {
        CU_ASSERT_EQUAL(draft.households[i].adults, linked.households[i].adults);
        CU_ASSERT_EQUAL(draft.households[i].network, linked.households[i].network);
        CU_ASSERT_EQUAL(draft.households[i].municipality, KOPPEL_NONE);
    }
    for (int i = 0; i < draft.n_neighbourhoods; i++) {
        CU_ASSERT_EQUAL(draft.neighbourhoods[i].corporation_dwellings, linked.neighbourhoods[i].corporation_dwellings);
        CU_ASSERT_EQUAL(draft.neighbourhoods[i].inhabitants, linked.neighbourhoods[i].inhabitants);
    }
    koppel_draft_free(&linked);
}

/* One neighbourhood in each of the most municipalities, and more homes than places to put them. */
static void test_the_smallest_and_largest_sizes_work(void)
{
    struct koppel_synthetic_spec spec = usual;

    spec.n_municipalities = KOPPEL_MOST_MUNICIPALITIES;
    spec.n_neighbourhoods = 1;
    spec.n_households = 1;
    spec.n_units = 1;
    make(spec);
    CU_ASSERT_EQUAL(draft.n_neighbourhoods, KOPPEL_MOST_MUNICIPALITIES);
    CU_ASSERT_EQUAL(draft.n_units, 1);
    spec.n_municipalities = 1;
    spec.n_neighbourhoods = KOPPEL_MOST_NEIGHBOURHOODS;
    spec.n_units = 3000;
    spec.concentration_percent = 0;
    spec.scarcity_percent = 100;
    make(spec);
    CU_ASSERT_EQUAL(draft.n_neighbourhoods, KOPPEL_MOST_NEIGHBOURHOODS);
    CU_ASSERT_EQUAL(draft.n_units, 3000);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_random_numbers_are_those_of_xoshiro),
        TEST(test_streams_of_one_seed_differ),
        TEST(test_shares_add_up_and_follow_the_weights),
        TEST(test_draws_are_as_many_as_the_weights_say),
        TEST(test_sizes_of_households_are_those_documented),
        TEST(test_the_case_has_the_size_asked_for),
        TEST(test_places_fit_together),
        TEST(test_targets_are_the_persons_rounded_up_for_each_municipality),
        TEST(test_link_share_and_free_region_hold),
        TEST(test_cases_that_differ_in_links_share_the_rest),
        TEST(test_the_smallest_and_largest_sizes_work),
        TEST_END,
    };
    int failed = suite_run("generate", tests);

    koppel_draft_free(&draft);
    return failed;
}
