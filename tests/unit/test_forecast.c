// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Laws in whole numbers against those of the mathematical library; what a fit finds in weeks that were drawn by a law. */
#include "forecast/fitted.h"
#include "suite.h"

#include <math.h>

enum { N_WEEKS = 400 };

static void test_logarithms_are_those_of_the_library(void)
{
    for (int64_t a = 1; a < INT64_C(1000000000000); a = 3 * a + 7) {
        const double exact = log2((double)a / 3.0) * (1 << KOPPEL_LOG_BITS);

        if (a >= 3) {
            CU_ASSERT_DOUBLE_EQUAL((double)koppel_log2_ratio(a, 3), exact, 2.0);
        }
    }
    CU_ASSERT_EQUAL(koppel_log2_ratio(8, 1), INT64_C(3) << KOPPEL_LOG_BITS);
}

/* The first chances of one part, against those by lgamma. */
static void assert_law(int64_t mean, int64_t dispersion)
{
    struct koppel_count_law law;
    double sum = 0;

    koppel_count_law_make(mean, dispersion, &law);
    for (int32_t k = 0; k < law.n_steps && k < 40; k++) {
        const double m = (double)mean / 1000 / law.n_parts;
        const double d = (double)dispersion / 1000 * law.n_parts;
        const double log_chance = d == 0 ? k * log(m) - m - lgamma(k + 1)
                                         : lgamma(k + 1 / d) - lgamma(1 / d) - lgamma(k + 1) +
                                               k * log(m * d / (1 + m * d)) - log(1 + m * d) / d;

        sum += exp(log_chance);
        CU_ASSERT_DOUBLE_EQUAL((double)law.at_most[k] / 4294967296.0, sum, 1e-6);
    }
}

static void test_chances_are_those_of_the_laws(void)
{
    assert_law(1, 0);
    assert_law(1000, 0);
    assert_law(4000, 0);
    assert_law(25000, 0);
    assert_law(350, 500);
    assert_law(4000, 2000);
    assert_law(9000, 100);
}

static uint32_t number(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

/* Weeks in which class 0 comes by a law. */
static void draw_past(struct koppel_past *past, int64_t mean, int64_t dispersion)
{
    struct koppel_count_law law;
    uint32_t state = 2463534242U;

    koppel_count_law_make(mean, dispersion, &law);
    past->weeks = koppel_arena_new(&past->arena, N_WEEKS, sizeof *past->weeks);
    CU_ASSERT_PTR_NOT_NULL_FATAL(past->weeks);
    past->n_weeks = N_WEEKS;
    for (int32_t w = 0; w < N_WEEKS; w++) {
        past->weeks[w].first_day = 20000 + 7 * w;
        for (int32_t part = 0; part < law.n_parts; part++) {
            past->weeks[w].count[0] += koppel_count_law_draw(&law, number(&state));
        }
    }
}

static void assert_fit(int64_t mean, int64_t dispersion, int64_t least, int64_t most)
{
    struct koppel_past past = {0};
    struct koppel_fitted fitted;
    int64_t sum = 0;

    draw_past(&past, mean, dispersion);
    koppel_fit(&past, N_WEEKS, &fitted);
    for (int32_t q = 0; q < KOPPEL_N_QUARTERS; q++) {
        sum += fitted.mean[0][q];
    }
    CU_ASSERT_DOUBLE_EQUAL((double)sum / 4, (double)mean, (double)mean / 5);
    CU_ASSERT(fitted.dispersion[0] >= least && fitted.dispersion[0] <= most);
    CU_ASSERT_EQUAL(fitted.mean[1][0], 0);
    koppel_past_free(&past);
}

static void test_a_fit_finds_the_law_by_which_weeks_were_drawn(void)
{
    assert_fit(2000, 0, 0, 0);
    assert_fit(6000, 0, 0, 50);
    assert_fit(2000, 1000, 600, 1500);
    assert_fit(9000, 250, 150, 400);
}

static void test_quantiles_rise_and_the_middle_is_near_the_mean(void)
{
    struct koppel_past past = {0};
    struct koppel_fitted fitted;
    struct koppel_back_test test;
    int32_t quantile[KOPPEL_N_LEVELS];

    draw_past(&past, 20000, 0);
    koppel_fit(&past, N_WEEKS, &fitted);
    koppel_fitted_quantiles(&fitted, 0, KOPPEL_N_HOUSEHOLD_CLASSES, 20000, quantile);
    for (int k = 1; k < KOPPEL_N_LEVELS; k++) {
        CU_ASSERT(quantile[k] > quantile[k - 1]);
    }
    CU_ASSERT(quantile[2] >= 18 && quantile[2] <= 22);
    CU_ASSERT(quantile[0] >= 12 && quantile[4] <= 28);
    koppel_back_test(&past, &test);
    CU_ASSERT_EQUAL(test.n_weeks, KOPPEL_ENOUGH_WEEKS);
    CU_ASSERT(test.fitted > 0 && test.fitted <= test.as_before);
    koppel_past_free(&past);
}

static void test_the_weeks_before_count_in_any_order(void)
{
    struct koppel_past past = {0};
    struct koppel_back_test test;
    struct koppel_back_test turned;
    int32_t first = 0;

    draw_past(&past, 20000, 1000);
    koppel_back_test(&past, &test);
    first = past.n_weeks - 2 * test.n_weeks; /* the weeks before those that are tried */
    for (int32_t w = 0; w < test.n_weeks / 2; w++) {
        int32_t other = first + test.n_weeks - 1 - w;
        int32_t count = past.weeks[first + w].count[0];

        past.weeks[first + w].count[0] = past.weeks[other].count[0];
        past.weeks[other].count[0] = count;
    }
    koppel_back_test(&past, &turned);
    CU_ASSERT(test.as_before > 0);
    CU_ASSERT_EQUAL(turned.as_before, test.as_before);
    koppel_past_free(&past);
}

static void test_too_few_weeks_have_no_back_test(void)
{
    struct koppel_past past = {0};
    struct koppel_back_test test;

    draw_past(&past, 2000, 0);
    past.n_weeks = 2 * KOPPEL_LEAST_WEEKS - 1;
    koppel_back_test(&past, &test);
    CU_ASSERT_EQUAL(test.n_weeks, 0);
    koppel_past_free(&past);
}

static void test_days_that_an_earlier_case_covers_are_not_counted_again(void)
{
    struct koppel_household here = {.id = "H1", .adults = 1, .linked_on = 20000};
    struct koppel_arrival arrivals[] = {{.household = {.id = "A1", .adults = 2}, .arrived_on = 20001},
                                        {.household = {.id = "A2", .adults = 2}, .arrived_on = 20008},
                                        {.household = {.id = "A3", .adults = 2}, .arrived_on = 20021}};
    const struct koppel_case kase = {.households = &here, .n_households = 1, .arrivals = arrivals, .n_arrivals = 3};
    const struct koppel_rules rules = {0};
    struct koppel_past past = {0};

    CU_ASSERT_EQUAL_FATAL(koppel_case_last_day(&kase), 20000);
    CU_ASSERT_EQUAL_FATAL(koppel_past_add(&past, &kase, &rules, KOPPEL_NO_DATE), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(past.n_weeks, 3);
    CU_ASSERT_EQUAL(past.weeks[0].count[2], 1);
    CU_ASSERT_EQUAL(past.weeks[2].count[2], 1);
    CU_ASSERT_EQUAL(koppel_past_add(&past, &kase, &rules, 20014), KOPPEL_OK);
    CU_ASSERT_EQUAL(past.n_weeks, 4);
    CU_ASSERT_EQUAL(koppel_past_add(&past, &kase, &rules, 20021), KOPPEL_OK);
    CU_ASSERT_EQUAL(past.n_weeks, 4);
    koppel_past_free(&past);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_logarithms_are_those_of_the_library),
        TEST(test_chances_are_those_of_the_laws),
        TEST(test_a_fit_finds_the_law_by_which_weeks_were_drawn),
        TEST(test_quantiles_rise_and_the_middle_is_near_the_mean),
        TEST(test_the_weeks_before_count_in_any_order),
        TEST(test_too_few_weeks_have_no_back_test),
        TEST(test_days_that_an_earlier_case_covers_are_not_counted_again),
        TEST_END,
    };
    return suite_run("forecast", tests);
}
