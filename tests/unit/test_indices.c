// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The indices of spread: examples worked out by hand, their definitions taken literally, and the least that whole
 * persons allow. */
#include "failing_memory.h"
#include "random_case.h"
#include "report/indices.h"
#include "small_town.h"
#include "suite.h"

#include <math.h>

#define NEAR(a, b) CU_ASSERT_DOUBLE_EQUAL(a, b, 1e-12)

static const int64_t nobody[200];

static struct koppel_indices indices_of(const int64_t *x, const int64_t *t, int32_t n)
{
    struct koppel_indices indices;

    CU_ASSERT_EQUAL(koppel_indices_make(x, nobody, t, n, &indices), KOPPEL_OK);
    return indices;
}

/* ---- By hand ---- */

static void test_two_areas_by_hand(void)
{
    const int64_t x[] = {1, 3};
    const int64_t t[] = {4, 6};
    struct koppel_indices indices = indices_of(x, t, 2);
    /* y = 3, 3; Q = 0.4 */
    double whole = -0.4 * log(0.4) - 0.6 * log(0.6);
    double one = -0.25 * log(0.25) - 0.75 * log(0.75);
    double two = log(2.0);

    CU_ASSERT_EQUAL(indices.n_areas, 2);
    CU_ASSERT_EQUAL(indices.persons, 4);
    CU_ASSERT_EQUAL(indices.reference, 10);
    NEAR(indices.dissimilarity, 0.25); /* (|1/4 - 3/6| + |3/4 - 3/6|) / 2 */
    NEAR(indices.gini, 0.25);          /* 2 * 24 * 0.25 / (2 * 100 * 0.24) */
    NEAR(indices.isolation, 0.4375);   /* 1/4 * 1/4 + 3/4 * 1/2 */
    NEAR(indices.theil, (4.0 * (whole - one) + 6.0 * (whole - two)) / (whole * 10.0));
    NEAR(indices.highest_quotient, 1.25);
    NEAR(indices.highest_share, 0.5);
    NEAR(indices.share_variance, 0.015625); /* of 0.25 and 0.5 */
    CU_ASSERT_EQUAL(indices.highest_area, 1);
    NEAR(indices.least, 2.0 * 4.0 / (2.0 * 4.0 * 6.0)); /* 2 and 2: |20 - 16| + |20 - 24| */
}

static void test_even_distribution_is_zero(void)
{
    const int64_t x[] = {1, 2, 3};
    const int64_t t[] = {10, 20, 30};
    struct koppel_indices indices = indices_of(x, t, 3);

    CU_ASSERT_EQUAL(indices.dissimilarity, 0.0);
    CU_ASSERT_EQUAL(indices.gini, 0.0);
    CU_ASSERT_EQUAL(indices.least, 0.0);
    NEAR(indices.theil, 0.0);
    NEAR(indices.isolation, 0.1);
    NEAR(indices.highest_quotient, 1.0);
    NEAR(indices.highest_share, 0.1);
    NEAR(indices.share_variance, 0.0);
    CU_ASSERT_EQUAL(indices.highest_area, 0); /* the first of equals */
}

static void test_full_segregation_is_one(void)
{
    const int64_t x[] = {5, 0};
    const int64_t t[] = {5, 7};
    struct koppel_indices indices = indices_of(x, t, 2);

    CU_ASSERT_EQUAL(indices.dissimilarity, 1.0);
    CU_ASSERT_EQUAL(indices.gini, 1.0);
    NEAR(indices.theil, 1.0);
    NEAR(indices.isolation, 1.0);
    NEAR(indices.highest_quotient, 12.0 / 5.0);
    NEAR(indices.share_variance, 0.25);
    NEAR(indices.least, 1.0 / 35.0); /* 2 and 3: (|24 - 25| + |36 - 35|) / (2 * 5 * 7) */
}

/* Carrington and Troske: few persons over many areas are never spread evenly, and look segregated without being so. */
static void test_small_numbers_cannot_be_even(void)
{
    int64_t x[100] = {0};
    int64_t t[100];
    struct koppel_indices indices;

    for (int32_t k = 0; k < 100; k++) {
        t[k] = 10;
        x[k] = k < 20 ? 1 : 0;
    }
    indices = indices_of(x, t, 100);
    NEAR(indices.dissimilarity, 800.0 / 980.0); /* (20 * |1000 - 200| + 80 * 200) / (2 * 20 * 980) */
    CU_ASSERT_EQUAL(indices.least, indices.dissimilarity);
    for (int32_t k = 0; k < 100; k++) {
        x[k] = k < 10 ? 2 : 0;
    }
    indices = indices_of(x, t, 100);
    NEAR(indices.dissimilarity, 900.0 / 980.0);
    NEAR(indices.least, 800.0 / 980.0);
}

static void test_residents_who_stay_limit_what_is_reachable(void)
{
    const int64_t residents[] = {6, 0};
    const int64_t x[] = {7, 1};
    const int64_t t[] = {20, 20};
    struct koppel_indices indices;

    CU_ASSERT_EQUAL(koppel_indices_make(x, residents, t, 2, &indices), KOPPEL_OK);
    CU_ASSERT_EQUAL(indices.least, 0.0);                               /* 4 and 4 */
    NEAR(indices.reachable, (80.0 + 80.0) / (2.0 * 8.0 * 32.0));       /* 6 and 2: |240 - 160| + |80 - 160| */
    NEAR(indices.dissimilarity, (120.0 + 120.0) / (2.0 * 8.0 * 32.0)); /* 7 and 1 */
    CU_ASSERT_EQUAL(koppel_indices_make(x, x, t, 2, &indices), KOPPEL_OK);
    CU_ASSERT_EQUAL(indices.reachable, indices.dissimilarity);
}

/* ---- Where a formula has no value ---- */

static void test_nobody_is_zero_everywhere(void)
{
    const int64_t t[] = {4, 0, 6};
    struct koppel_indices indices = indices_of(nobody, t, 3);

    CU_ASSERT_EQUAL(indices.n_areas, 2);
    CU_ASSERT_EQUAL(indices.persons, 0);
    CU_ASSERT_EQUAL(indices.dissimilarity, 0.0);
    CU_ASSERT_EQUAL(indices.least, 0.0);
    CU_ASSERT_EQUAL(indices.reachable, 0.0);
    CU_ASSERT_EQUAL(indices.gini, 0.0);
    CU_ASSERT_EQUAL(indices.theil, 0.0);
    CU_ASSERT_EQUAL(indices.isolation, 0.0);
    CU_ASSERT_EQUAL(indices.highest_quotient, 0.0);
    CU_ASSERT_EQUAL(indices.highest_share, 0.0);
    CU_ASSERT_EQUAL(indices.share_variance, 0.0);
    CU_ASSERT_EQUAL(indices.highest_area, KOPPEL_NONE);
}

static void test_no_area_is_zero_everywhere(void)
{
    struct koppel_indices indices = indices_of(nobody, nobody, 0);

    CU_ASSERT_EQUAL(indices.n_areas, 0);
    CU_ASSERT_EQUAL(indices.dissimilarity, 0.0);
    indices = indices_of(nobody, nobody, 5);
    CU_ASSERT_EQUAL(indices.n_areas, 0);
    CU_ASSERT_EQUAL(indices.share_variance, 0.0);
}

static void test_nobody_else_leaves_nothing_to_be_apart_from(void)
{
    const int64_t x[] = {2, 3};
    struct koppel_indices indices = indices_of(x, x, 2);

    CU_ASSERT_EQUAL(indices.dissimilarity, 0.0);
    CU_ASSERT_EQUAL(indices.gini, 0.0);
    CU_ASSERT_EQUAL(indices.theil, 0.0);
    CU_ASSERT_EQUAL(indices.least, 0.0);
    NEAR(indices.isolation, 1.0);
    NEAR(indices.highest_share, 1.0);
    NEAR(indices.highest_quotient, 1.0);
}

static void test_area_without_reference_is_full_of_those_who_live_there(void)
{
    const int64_t x[] = {2, 0, 0};
    const int64_t t[] = {0, 4, 0};
    const int64_t same_x[] = {2, 0};
    const int64_t same_t[] = {2, 4};
    struct koppel_indices indices = indices_of(x, t, 3);
    struct koppel_indices same = indices_of(same_x, same_t, 2);

    CU_ASSERT_EQUAL(indices.n_areas, 2);
    CU_ASSERT_EQUAL(indices.reference, 6);
    CU_ASSERT_EQUAL(indices.dissimilarity, 1.0);
    CU_ASSERT_EQUAL(indices.highest_area, KOPPEL_NONE);
    CU_ASSERT_EQUAL(indices.theil, same.theil);
    CU_ASSERT_EQUAL(indices.least, 0.0); /* both persons could live in the second area: 2 of 4, the only one */
}

static void test_area_with_more_persons_than_reference_is_full(void)
{
    const int64_t x[] = {9, 1};
    const int64_t t[] = {5, 20};
    const int64_t as_counted[] = {9, 20};
    struct koppel_indices indices = indices_of(x, t, 2);
    struct koppel_indices counted = indices_of(x, as_counted, 2);

    NEAR(indices.highest_share, 1.0);
    CU_ASSERT_EQUAL(indices.reference, 29);
    CU_ASSERT_EQUAL(indices.dissimilarity, counted.dissimilarity);
    CU_ASSERT_EQUAL(indices.gini, counted.gini);
    CU_ASSERT_TRUE(indices.dissimilarity < 1.0);
}

static void test_wrong_numbers_are_refused(void)
{
    const int64_t x[] = {1, 2};
    const int64_t more[] = {1, 3};
    const int64_t negative[] = {1, -1};
    struct koppel_indices indices;

    CU_ASSERT_EQUAL(koppel_indices_make(x, more, x, 2, &indices), KOPPEL_E_ARGUMENT);
    CU_ASSERT_EQUAL(koppel_indices_make(x, x, negative, 2, &indices), KOPPEL_E_ARGUMENT);
    CU_ASSERT_EQUAL(koppel_indices_make(negative, negative, x, 2, &indices), KOPPEL_E_ARGUMENT);
    CU_ASSERT_EQUAL(koppel_indices_make(x, x, x, -1, &indices), KOPPEL_E_ARGUMENT);
}

/* ---- Definitions taken literally ---- */

static int32_t random_distribution(uint64_t *state, int64_t *x, int64_t *t)
{
    int32_t n = 1 + random_case_below(state, 12);

    for (int32_t k = 0; k < n; k++) {
        t[k] = random_case_chance(state, 85) ? random_case_below(state, 60) : 0;
        x[k] = random_case_chance(state, 60) ? random_case_below(state, (int32_t)t[k] + 4) : 0;
    }
    return n;
}

static void test_indices_equal_their_definitions(void)
{
    uint64_t state = 7;

    for (int32_t trial = 0; trial < 500; trial++) {
        int64_t x[12];
        int64_t t[12];
        int32_t n = random_distribution(&state, x, t);
        struct koppel_indices indices = indices_of(x, t, n);
        double X = 0.0;
        double T = 0.0;
        double d = 0.0;
        double g = 0.0;

        for (int32_t k = 0; k < n; k++) {
            X += (double)x[k];
            T += (double)(x[k] > t[k] ? x[k] : t[k]);
        }
        if (X == 0.0 || X == T) {
            continue;
        }
        for (int32_t k = 0; k < n; k++) {
            double tk = (double)(x[k] > t[k] ? x[k] : t[k]);

            d += fabs((double)x[k] / X - (tk - (double)x[k]) / (T - X)) / 2.0;
            for (int32_t l = 0; l < n; l++) {
                double tl = (double)(x[l] > t[l] ? x[l] : t[l]);

                g += tk > 0.0 && tl > 0.0 ? tk * tl * fabs((double)x[k] / tk - (double)x[l] / tl) : 0.0;
            }
        }
        NEAR(indices.dissimilarity, d);
        NEAR(indices.gini, g / (2.0 * T * T * (X / T) * (1.0 - X / T)));
        CU_ASSERT_TRUE(indices.gini >=
                       indices.dissimilarity - 1e-12); /* the Lorenz curve's area holds its largest triangle */
        CU_ASSERT_TRUE(indices.theil >= 0.0 && indices.theil <= 1.0 + 1e-12);
        CU_ASSERT_TRUE(indices.isolation >= X / T - 1e-12 && indices.isolation <= 1.0 + 1e-12);
    }
}

static void test_order_of_areas_does_not_matter(void)
{
    uint64_t state = 8;

    for (int32_t trial = 0; trial < 200; trial++) {
        int64_t x[12];
        int64_t t[12];
        int64_t x_turned[12];
        int64_t t_turned[12];
        int32_t n = random_distribution(&state, x, t);
        struct koppel_indices one = indices_of(x, t, n);
        struct koppel_indices two;

        for (int32_t k = 0; k < n; k++) {
            x_turned[k] = x[n - 1 - k];
            t_turned[k] = t[n - 1 - k];
        }
        two = indices_of(x_turned, t_turned, n);
        CU_ASSERT_EQUAL(one.dissimilarity, two.dissimilarity);
        CU_ASSERT_EQUAL(one.gini, two.gini);
        CU_ASSERT_EQUAL(one.least, two.least);
        NEAR(one.theil, two.theil);
        NEAR(one.isolation, two.isolation);
        NEAR(one.share_variance, two.share_variance);
    }
}

static void test_one_area_twice_as_large_is_two_equal_areas(void)
{
    const int64_t x[] = {4, 2};
    const int64_t t[] = {10, 30};
    const int64_t x_split[] = {2, 2, 2};
    const int64_t t_split[] = {5, 5, 30};
    struct koppel_indices one = indices_of(x, t, 2);
    struct koppel_indices two = indices_of(x_split, t_split, 3);

    CU_ASSERT_EQUAL(one.dissimilarity, two.dissimilarity);
    CU_ASSERT_EQUAL(one.gini, two.gini);
    NEAR(one.theil, two.theil);
    NEAR(one.isolation, two.isolation);
}

/* ---- The least dissimilarity against all distributions ---- */

struct search {
    const int64_t *residents;
    const int64_t *t;
    int32_t n;
    int64_t x[4];
    double least;
};

static void try_all(struct search *search, int32_t k, int64_t left)
{
    int64_t room = search->t[k] > search->residents[k] ? search->t[k] - search->residents[k] : 0;

    for (int64_t more = k == search->n - 1 ? left : 0; more <= left && more <= room; more++) {
        search->x[k] = search->residents[k] + more;
        if (k < search->n - 1) {
            try_all(search, k + 1, left - more);
        } else {
            double d = indices_of(search->x, search->t, search->n).dissimilarity;

            search->least = d < search->least ? d : search->least;
        }
    }
}

static void test_least_is_the_smallest_of_all_distributions(void)
{
    uint64_t state = 9;
    int32_t n_searched = 0;

    for (int32_t trial = 0; trial < 600; trial++) {
        int64_t residents[4];
        int64_t x[4];
        int64_t t[4];
        int64_t n_new = 0;
        int64_t total = 0;
        int32_t n = 1 + random_case_below(&state, 4);
        struct koppel_indices indices;

        for (int32_t k = 0; k < n; k++) {
            t[k] = random_case_below(&state, 7);
            residents[k] = random_case_chance(&state, 40) ? random_case_below(&state, 4) : 0;
            x[k] = residents[k] + (random_case_chance(&state, 50) ? random_case_below(&state, 3) : 0);
            n_new += x[k] - residents[k];
            total += t[k] > residents[k] ? t[k] - residents[k] : 0;
        }
        CU_ASSERT_EQUAL(koppel_indices_make(x, residents, t, n, &indices), KOPPEL_OK);
        if (n_new <= total) {
            struct search search = {.residents = residents, .t = t, .n = n, .least = 2.0};

            try_all(&search, 0, n_new);
            CU_ASSERT_EQUAL(indices.reachable, search.least);
            n_searched++;
        }
    }
    CU_ASSERT_TRUE(n_searched > 300);
}

/* ---- From a case ---- */

static void test_town_before_and_after(void)
{
    struct town town = town_new();
    struct koppel_spread_indices indices;

    town.unit_of[H1] = U1;
    town.unit_of[H3] = U4;
    town_check(&town);
    CU_ASSERT_EQUAL(koppel_spread_indices_make(&town.fit, town.unit_of, 0, &indices), KOPPEL_OK);
    /* x = 10, 0, 4; t = 100, 300, 4 (nobody's dwellings, four persons) */
    CU_ASSERT_EQUAL(indices.before.persons, 14);
    CU_ASSERT_EQUAL(indices.before.reference, 404);
    NEAR(indices.before.dissimilarity, (10.0 / 14 - 90.0 / 390 + 300.0 / 390 + 4.0 / 14) / 2.0);
    CU_ASSERT_EQUAL(indices.before.highest_area, 0); /* not the one without dwellings */
    CU_ASSERT_EQUAL(indices.before.reachable, indices.before.dissimilarity);
    CU_ASSERT_EQUAL(indices.after.persons, 18);
    NEAR(indices.after.dissimilarity, (10.0 / 18 - 90.0 / 386 + 296.0 / 386 - 4.0 / 18 + 4.0 / 18) / 2.0);
    CU_ASSERT_TRUE(indices.after.dissimilarity < indices.before.dissimilarity);
    CU_ASSERT_EQUAL(koppel_spread_indices_make(&town.fit, town.unit_of, 1, &indices), KOPPEL_OK);
    CU_ASSERT_EQUAL(indices.after.persons, 6);
    CU_ASSERT_EQUAL(indices.after.highest_area, 3);
    CU_ASSERT_EQUAL(koppel_spread_indices_make(&town.fit, town.unit_of, KOPPEL_NONE, &indices), KOPPEL_OK);
    CU_ASSERT_EQUAL(indices.before.persons, 19);
    CU_ASSERT_EQUAL(indices.after.persons, 24);
    CU_ASSERT_EQUAL(indices.after.n_areas, 4);
    town_free(&town);
}

static void test_index_is_printed_with_so_many_decimals(void)
{
    char out[32];

    CU_ASSERT_STRING_EQUAL(koppel_index_format(0.25, 4, '.', out), "0.2500");
    CU_ASSERT_STRING_EQUAL(koppel_index_format(1.0, 4, ',', out), "1,0000");
    CU_ASSERT_STRING_EQUAL(koppel_index_format(0.99996, 4, '.', out), "1.0000");
    CU_ASSERT_STRING_EQUAL(koppel_index_format(12.03456, 4, '.', out), "12.0346");
    CU_ASSERT_STRING_EQUAL(koppel_index_format(-0.00001, 4, '.', out), "0.0000");
    CU_ASSERT_STRING_EQUAL(koppel_index_format(-0.5, 4, '.', out), "-0.5000");
    CU_ASSERT_STRING_EQUAL(koppel_index_format(0.000213456789, 9, '.', out), "0.000213457");
    CU_ASSERT_STRING_EQUAL(koppel_index_format(2.0 / 3, 9, '.', out), "0.666666667");
}

static void test_area_without_reference_is_never_the_highest(void)
{
    const int64_t x[] = {5, 3, 0};
    const int64_t t[] = {0, 30, 10};
    const int64_t none[] = {0, 0, 0};
    struct koppel_indices indices = indices_of(x, t, 3);

    CU_ASSERT_EQUAL(indices.n_areas, 3);
    CU_ASSERT_EQUAL(indices.persons, 8);
    CU_ASSERT_EQUAL(indices.reference, 45);
    CU_ASSERT_EQUAL(indices.highest_area, 1);
    NEAR(indices.highest_share, 0.1);
    NEAR(indices.highest_quotient, (3.0 / 8) / (30.0 / 45));
    indices = indices_of(x, none, 3);
    CU_ASSERT_EQUAL(indices.highest_area, KOPPEL_NONE);
    CU_ASSERT_EQUAL(indices.highest_share, 0.0);
}

static void test_every_allocation_may_fail(void)
{
    struct town town = town_new();
    struct koppel_spread_indices indices;
    long n = 0;

    town_join(&town);
    for (n = 0; n < 100; n++) {
        enum koppel_status status = KOPPEL_OK;

        failing_memory_after(n);
        status = koppel_spread_indices_make(&town.fit, town.unit_of, KOPPEL_NONE, &indices);
        if (!failing_memory_has_failed()) {
            CU_ASSERT_EQUAL(status, KOPPEL_OK);
            break;
        }
        CU_ASSERT_EQUAL(status, KOPPEL_E_MEMORY);
    }
    CU_ASSERT_EQUAL(n, 5 + 3 + 3);
    failing_memory_after(-1);
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_two_areas_by_hand),
        TEST(test_even_distribution_is_zero),
        TEST(test_full_segregation_is_one),
        TEST(test_small_numbers_cannot_be_even),
        TEST(test_residents_who_stay_limit_what_is_reachable),
        TEST(test_nobody_is_zero_everywhere),
        TEST(test_no_area_is_zero_everywhere),
        TEST(test_nobody_else_leaves_nothing_to_be_apart_from),
        TEST(test_area_without_reference_is_full_of_those_who_live_there),
        TEST(test_area_with_more_persons_than_reference_is_full),
        TEST(test_wrong_numbers_are_refused),
        TEST(test_indices_equal_their_definitions),
        TEST(test_order_of_areas_does_not_matter),
        TEST(test_one_area_twice_as_large_is_two_equal_areas),
        TEST(test_least_is_the_smallest_of_all_distributions),
        TEST(test_town_before_and_after),
        TEST(test_index_is_printed_with_so_many_decimals),
        TEST(test_area_without_reference_is_never_the_highest),
        TEST(test_every_allocation_may_fail),
        TEST_END,
    };

    return suite_run("indices", tests);
}
