// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The measures that policies are compared by, on a town that is worked out by hand (small_town.h). */
#include "small_town.h"
#include "suite.h"

#include "report/measures.h"

#include <math.h>

static bool is_near(double value, double wanted)
{
    return fabs(value - wanted) < 1e-9;
}

/* H0 to U0, H1 to U1 ten days from now, H3 to U4; H2 is left. H3 has no day of linking. */
static struct koppel_measures measure(struct town *town, struct koppel_spread_indices *spread)
{
    struct koppel_measures measures;

    town->unit_of[H0] = U0;
    town->unit_of[H1] = U1;
    town->unit_of[H3] = U4;
    town->households[H0].linked_on = TOWN_DAY - 30;
    town->households[H1].linked_on = TOWN_DAY - 100;
    town->households[H2].linked_on = TOWN_DAY - 5;
    town->units[U1].available_from = TOWN_DAY + 10;
    town_join(town);
    CU_ASSERT_EQUAL(koppel_measures_make(&town->fit, town->unit_of, &measures, spread), KOPPEL_OK);
    return measures;
}

static void test_measures_count_who_is_housed(void)
{
    struct town town = town_new();
    struct koppel_measures measures = measure(&town, NULL);

    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_HOUSEHOLDS_HOUSED], 3);
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_HOUSEHOLDS_LEFT], 1);
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_PERSONS_HOUSED], 6);
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_PERSONS_LEFT], 1);
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_TARGET_SHORT], (15 - 5) + (6 - 1));
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_LARGE_LEFT], 0);
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_UNSUITABLE], 0);
    town_free(&town);
}

/* 30 days, 110 (until the home is free), and 125 until the half-year ends on 30 June. */
static void test_waiting_runs_to_the_home_or_to_the_end_of_the_half_year(void)
{
    struct town town = town_new();
    struct koppel_measures measures = measure(&town, NULL);

    CU_ASSERT_TRUE(is_near(measures.all[KOPPEL_MEASURED_WAITING_MEAN], (30 + 110 + 125) / 3.0));
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_WAITING_P90], 125);
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_WAITING_HOUSED_MEAN], 70);
    CU_ASSERT_EQUAL(measures.group[KOPPEL_GROUP_SIZE_1][KOPPEL_OF_GROUP_WAITING_MEAN], 77.5);
    CU_ASSERT_EQUAL(measures.group[KOPPEL_GROUP_SIZE_4_5][KOPPEL_OF_GROUP_WAITING_MEAN], 110);
    town_free(&town);
}

/* Rooms alone count: 700 points with one spare room, 1000 without. */
static void test_fit_is_the_mean_and_the_lowest_tenth_of_offers(void)
{
    struct town town = town_new();
    struct koppel_measures measures = measure(&town, NULL);

    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_FIT_TOTAL], 2400);
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_FIT_MEAN], 800);
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_FIT_LOWEST_TENTH], 700);
    CU_ASSERT_EQUAL(measures.group[KOPPEL_GROUP_SIZE_1][KOPPEL_OF_GROUP_FIT_MEAN], 700);
    town_free(&town);
}

static void test_gaps_are_between_the_extreme_groups(void)
{
    struct town town = town_new();
    struct koppel_measures measures = measure(&town, NULL);

    CU_ASSERT_EQUAL(measures.group[KOPPEL_GROUP_SIZE_1][KOPPEL_OF_GROUP_HOUSEHOLDS], 3);
    CU_ASSERT_EQUAL(measures.group[KOPPEL_GROUP_SIZE_1][KOPPEL_OF_GROUP_HOUSED], 2);
    CU_ASSERT_EQUAL(measures.group[KOPPEL_GROUP_FAMILY][KOPPEL_OF_GROUP_SHARE], 100);
    CU_ASSERT_TRUE(isnan(measures.group[KOPPEL_GROUP_SIZE_6][KOPPEL_OF_GROUP_SHARE]));
    CU_ASSERT_TRUE(isnan(measures.group[KOPPEL_GROUP_STEP_FREE][KOPPEL_OF_GROUP_SHARE]));
    CU_ASSERT_TRUE(is_near(measures.all[KOPPEL_MEASURED_GAP_HOUSED], 100.0 - 200.0 / 3.0));
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_GAP_WAITING], 32.5);
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_GAP_FIT], 300);
    town_free(&town);
}

/* The step-free households are a group beside their size. */
static void test_step_free_overlaps_the_sizes(void)
{
    struct town town = town_new();
    struct koppel_measures measures;

    town.households[H2].step_free = true;
    measures = measure(&town, NULL);
    CU_ASSERT_EQUAL(measures.group[KOPPEL_GROUP_STEP_FREE][KOPPEL_OF_GROUP_HOUSEHOLDS], 1);
    CU_ASSERT_EQUAL(measures.group[KOPPEL_GROUP_STEP_FREE][KOPPEL_OF_GROUP_SHARE], 0);
    CU_ASSERT_EQUAL(measures.group[KOPPEL_GROUP_SIZE_1][KOPPEL_OF_GROUP_HOUSEHOLDS], 3);
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_GAP_HOUSED], 100);
    town_free(&town);
}

/*
 * Caps of Town 1: S = 14 + 15, W = 400: N0 ceil(1.25 * 29 * 100 / 400) = 10, and 10 live there, so H0 is one too many.
 * D: x = 11, 4, 4, 6 and t = 100, 300, 4 (t = 0 < x counts as x), 50, so X = 25, T = 454:
 *    (|4994 - 2500| + |1816 - 7500| + |1816 - 100| + |2724 - 1250|) / (2 * 25 * 429)
 */
static void test_spread_counts_who_is_beyond_the_cap(void)
{
    struct town town = town_new();
    struct koppel_spread_indices spread;
    struct koppel_measures measures = measure(&town, &spread);

    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_OVER_CAP], 1);
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_OVER_CAP_AREAS], 1);
    CU_ASSERT_TRUE(
        is_near(measures.all[KOPPEL_MEASURED_DISSIMILARITY], (2494 + 5684 + 1716 + 1474) / (2.0 * 25 * 429)));
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_DISSIMILARITY], spread.after.dissimilarity);
    CU_ASSERT_TRUE(measures.all[KOPPEL_MEASURED_DISSIMILARITY_BOUND] <= spread.after.dissimilarity);
    CU_ASSERT_EQUAL(spread.before.persons, 19);
    town_free(&town);
}

static void test_offers_that_the_yardstick_refuses_are_counted(void)
{
    struct town town = town_new();
    struct koppel_measures measures;

    town.unit_of[H2] = U4; /* linked to the other town */
    measures = measure(&town, NULL);
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_UNSUITABLE], 1);
    town_free(&town);
}

static void test_measures_of_nobody_are_not_defined(void)
{
    struct town town = town_new();
    struct koppel_measures measures;

    town.policy.spread_rule = KOPPEL_SPREAD_NONE;
    for (int32_t n = 0; n < N_HOODS; n++) {
        town.neighbourhoods[n].permit_holders = 0;
    }
    town_join(&town);
    CU_ASSERT_EQUAL(koppel_measures_make(&town.fit, town.unit_of, &measures, NULL), KOPPEL_OK);
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_HOUSEHOLDS_HOUSED], 0);
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_DISSIMILARITY], 0); /* X = 0 */
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_FIT_TOTAL], 0);
    CU_ASSERT_TRUE(isnan(measures.all[KOPPEL_MEASURED_FIT_MEAN]));
    CU_ASSERT_TRUE(isnan(measures.all[KOPPEL_MEASURED_WAITING_MEAN]));
    CU_ASSERT_TRUE(isnan(measures.all[KOPPEL_MEASURED_OVER_CAP])); /* no cap, no excess */
    CU_ASSERT_TRUE(isnan(measures.all[KOPPEL_MEASURED_GAP_FIT]));
    CU_ASSERT_EQUAL(measures.all[KOPPEL_MEASURED_GAP_HOUSED], 0);
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_measures_count_who_is_housed),
        TEST(test_waiting_runs_to_the_home_or_to_the_end_of_the_half_year),
        TEST(test_fit_is_the_mean_and_the_lowest_tenth_of_offers),
        TEST(test_gaps_are_between_the_extreme_groups),
        TEST(test_step_free_overlaps_the_sizes),
        TEST(test_spread_counts_who_is_beyond_the_cap),
        TEST(test_offers_that_the_yardstick_refuses_are_counted),
        TEST(test_measures_of_nobody_are_not_defined),
        TEST_END,
    };
    return suite_run("measures", tests);
}
