// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The fit score of a pair: each component, what does not apply, what is unknown, and the weighted mean. */
#include "model/score.h"
#include "small_town.h"
#include "suite.h"

static void expect_component(struct town *town, int32_t household, int32_t unit, enum koppel_fit_component component,
                             int64_t points)
{
    int64_t components[KOPPEL_N_FIT];

    town_join(town);
    koppel_pair_components(&town->fit, household, unit, components);
    CU_ASSERT_EQUAL(components[component], points < 0 ? KOPPEL_NOT_APPLICABLE : points * KOPPEL_MICRO);
}

static void test_rooms_lose_points_for_every_spare_room(void)
{
    struct town town = town_new();

    expect_component(&town, H1, U1, KOPPEL_FIT_ROOMS, 1000); /* 4 persons need 4 rooms */
    expect_component(&town, H0, U0, KOPPEL_FIT_ROOMS, 700);  /* 1 person in 2 rooms */
    town.policy.fit_points_per_spare_room = 1200;
    expect_component(&town, H0, U0, KOPPEL_FIT_ROOMS, 0);
    expect_component(&town, H2, U2, KOPPEL_FIT_ROOMS, 1000); /* shared: rooms say nothing */
    expect_component(&town, H1, U0, KOPPEL_FIT_ROOMS, 1000); /* 2 rooms, which only an exception gives them: no merit */
    town_free(&town);
}

/* U4 is step-free. It is spared for H3 alone, who needs that and whom it suits; U0 is step-free too, but of those whom it
 * suits nobody needs it. */
static void test_homes_that_others_need_are_spared(void)
{
    struct town town = town_new();

    town.policy.fit_weight[KOPPEL_FIT_SPARE] = 1;
    expect_component(&town, H0, U0, KOPPEL_FIT_SPARE, -1); /* nobody needs what is scarce */
    town.units[U0].step_free = true;
    town.units[U4].step_free = true;
    town.households[H3].step_free = true;
    town.households[H3].municipality = 1;
    expect_component(&town, H3, U4, KOPPEL_FIT_SPARE, 1000);
    expect_component(&town, H0, U4, KOPPEL_FIT_SPARE, 0);
    expect_component(&town, H0, U0, KOPPEL_FIT_SPARE, 1000);
    town.policy.fit_weight[KOPPEL_FIT_SPARE] = 0;
    expect_component(&town, H0, U4, KOPPEL_FIT_SPARE, -1);
    town_free(&town);
}

/* U1 has the 4 rooms that H1 needs: spared from 4 rooms on, where 4 are many. */
static void test_large_homes_are_spared_for_who_needs_every_room(void)
{
    struct town town = town_new();

    town.policy.fit_weight[KOPPEL_FIT_SPARE] = 1;
    expect_component(&town, H0, U1, KOPPEL_FIT_SPARE, -1); /* 5 rooms are large */
    town.policy.fit_large_home_rooms = 4;
    expect_component(&town, H1, U1, KOPPEL_FIT_SPARE, 1000);
    expect_component(&town, H0, U1, KOPPEL_FIT_SPARE, 0);
    expect_component(&town, H0, U0, KOPPEL_FIT_SPARE, 1000);
    town_free(&town);
}

static void test_school_counts_for_households_with_children_only(void)
{
    struct town town = town_new();

    expect_component(&town, H0, U0, KOPPEL_FIT_SCHOOL, -1);
    expect_component(&town, H1, U1, KOPPEL_FIT_SCHOOL, 500); /* distance unknown */
    town.neighbourhoods[1].school_m = 500;
    expect_component(&town, H1, U1, KOPPEL_FIT_SCHOOL, 1000);
    town.neighbourhoods[1].school_m = 2750; /* halfway between 500 and 5000 */
    expect_component(&town, H1, U1, KOPPEL_FIT_SCHOOL, 500);
    town.neighbourhoods[1].school_m = 5000;
    expect_component(&town, H1, U1, KOPPEL_FIT_SCHOOL, 0);
    town_free(&town);
}

static void test_transit_does_not_count_for_households_with_a_car(void)
{
    struct town town = town_new();

    town.neighbourhoods[0].transit_m = 0;
    expect_component(&town, H0, U0, KOPPEL_FIT_TRANSIT, -1);
    town.households[H0].car = KOPPEL_MAYBE;
    expect_component(&town, H0, U0, KOPPEL_FIT_TRANSIT, 1000);
    town_free(&town);
}

static void test_network_and_region_compare_places(void)
{
    struct town town = town_new();

    expect_component(&town, H3, U4, KOPPEL_FIT_NETWORK, -1);
    expect_component(&town, H3, U4, KOPPEL_FIT_REGION, -1);
    town.households[H3].network = 1;
    town.households[H3].region = 1;
    expect_component(&town, H3, U4, KOPPEL_FIT_NETWORK, 1000);
    expect_component(&town, H3, U0, KOPPEL_FIT_NETWORK, 0);
    expect_component(&town, H3, U4, KOPPEL_FIT_REGION, 1000);
    expect_component(&town, H3, U0, KOPPEL_FIT_REGION, 0);
    town.municipalities[1].region = KOPPEL_NONE;
    expect_component(&town, H3, U4, KOPPEL_FIT_REGION, 500);
    town_free(&town);
}

static void test_labour_region_is_one_of_the_household(void)
{
    struct town town = town_new();
    int32_t labour[] = {4, 7};

    expect_component(&town, H0, U0, KOPPEL_FIT_LABOUR, -1);
    town.kase.household_labour = labour;
    town.households[H0].labour_first = 0;
    town.households[H0].n_labour = 2;
    expect_component(&town, H0, U0, KOPPEL_FIT_LABOUR, 500); /* the municipality's region is unknown */
    town.municipalities[0].labour_region = 7;
    expect_component(&town, H0, U0, KOPPEL_FIT_LABOUR, 1000);
    town.municipalities[0].labour_region = 5;
    expect_component(&town, H0, U0, KOPPEL_FIT_LABOUR, 0);
    town_free(&town);
}

static void test_most_precise_place_of_scores_wins(void)
{
    struct town town = town_new();
    struct koppel_score scores[] = {
        {.household = H0, .area = KOPPEL_AREA_MUNICIPALITY, .place = 0, .billionths = 1000},
        {.household = H0, .area = KOPPEL_AREA_UNIT, .place = U0, .billionths = 3000},
        {.household = H0, .area = KOPPEL_AREA_NEIGHBOURHOOD, .place = 0, .billionths = 2000}};
    int64_t components[KOPPEL_N_FIT];

    town.kase.scores = scores;
    town.kase.n_scores = 3;
    town_join(&town);
    koppel_pair_components(&town.fit, H0, U0, components);
    CU_ASSERT_EQUAL(components[KOPPEL_FIT_SCORES], 3);
    koppel_pair_components(&town.fit, H0, U1, components);
    CU_ASSERT_EQUAL(components[KOPPEL_FIT_SCORES], 1);
    koppel_pair_components(&town.fit, H0, U4, components);
    CU_ASSERT_EQUAL(components[KOPPEL_FIT_SCORES], 0); /* scored places, but not this one */
    koppel_pair_components(&town.fit, H2, U0, components);
    CU_ASSERT_EQUAL(components[KOPPEL_FIT_SCORES], KOPPEL_NOT_APPLICABLE);
    town_free(&town);
}

static void test_score_is_the_weighted_mean_of_what_applies(void)
{
    struct town town = town_new();

    town.policy.fit_weight[KOPPEL_FIT_ROOMS] = 3;
    town.policy.fit_weight[KOPPEL_FIT_GP] = 1;
    town.policy.fit_weight[KOPPEL_FIT_SCHOOL] = 9;
    town.neighbourhoods[0].gp_m = 4000; /* 1000 * 1000 / 4500 = 222.222222 */
    town_join(&town);
    CU_ASSERT_EQUAL(koppel_pair_score(&town.fit, H0, U0), 580 * KOPPEL_MICRO); /* (3 * 700 + 222.2) / 4 = 580.56 */
    town.policy.fit_whole_points = false;
    town_join(&town);
    CU_ASSERT_EQUAL(koppel_pair_score(&town.fit, H0, U0), 580555555);
    for (int c = 0; c < KOPPEL_N_FIT; c++) {
        town.policy.fit_weight[c] = 0;
    }
    town_join(&town);
    CU_ASSERT_EQUAL(koppel_pair_score(&town.fit, H0, U0), 500 * KOPPEL_MICRO);
    town_free(&town);
}

/* A reception place 11.1 km to the north of N0; of N1 no position is known. */
static void test_reception_counts_the_way_to_the_home(void)
{
    struct koppel_reception places[] = {{.id = "R0", .municipality = 0, .lat_micro = 52100000, .lon_micro = 5000000},
                                        {.id = "R1", .municipality = 0, .lat_micro = KOPPEL_NO_COORDINATE}};
    struct town town = town_new();

    town.neighbourhoods[0].lat_micro = 52000000;
    town.neighbourhoods[0].lon_micro = 5000000;
    town.neighbourhoods[1].lat_micro = KOPPEL_NO_COORDINATE;
    town.policy.reception = (struct koppel_distance_rule){1119, 21119};
    town.kase.receptions = places;
    town.kase.n_receptions = 2;
    expect_component(&town, H0, U0, KOPPEL_FIT_RECEPTION, -1); /* waits nowhere that is known */
    town.households[H0].reception = 1;
    expect_component(&town, H0, U0, KOPPEL_FIT_RECEPTION, -1); /* no position */
    town.households[H0].reception = 0;
    expect_component(&town, H0, U0, KOPPEL_FIT_RECEPTION, 500); /* 11,119 metres */
    expect_component(&town, H0, U1, KOPPEL_FIT_RECEPTION, 500);
    town.policy.reception = (struct koppel_distance_rule){0, 11119};
    expect_component(&town, H0, U0, KOPPEL_FIT_RECEPTION, 0);
    town.policy.reception = (struct koppel_distance_rule){11119, 11120};
    expect_component(&town, H0, U0, KOPPEL_FIT_RECEPTION, 1000);
    town.kase.receptions = NULL;
    town.kase.n_receptions = 0;
    town.households[H0].reception = KOPPEL_NONE;
    town_free(&town);
}

/* Care: 10 vacancies in Town 1, 30 in its labour region; building: none. Nothing is known of Town 2. */
static void test_vacancies_take_the_place_of_labour_regions(void)
{
    static const char *fields[] = {"care", "building"};
    static const char *regions[] = {"L"};
    int32_t sought[] = {0, 1, 0};
    struct koppel_job_opening jobs[] = {{.field = 0, .municipality = 0, .labour_region = KOPPEL_NONE, .vacancies = 10},
                                        {.field = 0, .municipality = KOPPEL_NONE, .labour_region = 0, .vacancies = 30},
                                        {.field = 1, .municipality = 0, .labour_region = KOPPEL_NONE, .vacancies = 0}};
    int32_t region = 0;
    struct town town = town_new();

    town.municipalities[0].labour_region = 0;
    town.kase.labour_regions = (struct koppel_names){.ids = regions, .n_ids = 1};
    town.kase.fields = (struct koppel_names){.ids = fields, .n_ids = 2};
    town.kase.household_fields = sought;
    town.kase.household_labour = &region;
    town.kase.jobs = jobs;
    town.kase.n_jobs = 3;
    town.policy.fit_half_vacancies = 10;
    town.households[H0].n_fields = 2;
    town.households[H1].n_labour = 1;
    town.households[H3].field_first = 2;
    town.households[H3].n_fields = 1;
    expect_component(&town, H0, U0, KOPPEL_FIT_LABOUR, 400); /* (40 / 50 + 0 / 10) / 2 */
    expect_component(&town, H3, U0, KOPPEL_FIT_LABOUR, 800);
    expect_component(&town, H3, U4, KOPPEL_FIT_LABOUR, 500);
    expect_component(&town, H1, U0, KOPPEL_FIT_LABOUR, 1000); /* no fields: by its labour region */
    expect_component(&town, H2, U0, KOPPEL_FIT_LABOUR, -1);
    town.kase.jobs = NULL;
    town.kase.n_jobs = 0;
    expect_component(&town, H0, U0, KOPPEL_FIT_LABOUR, -1); /* without the table fields say nothing */
    town.kase.labour_regions = town.kase.fields = (struct koppel_names){0};
    town.kase.household_fields = town.kase.household_labour = NULL;
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_rooms_lose_points_for_every_spare_room),
                                              TEST(test_homes_that_others_need_are_spared),
                                              TEST(test_large_homes_are_spared_for_who_needs_every_room),
                                              TEST(test_school_counts_for_households_with_children_only),
                                              TEST(test_transit_does_not_count_for_households_with_a_car),
                                              TEST(test_network_and_region_compare_places),
                                              TEST(test_labour_region_is_one_of_the_household),
                                              TEST(test_most_precise_place_of_scores_wins),
                                              TEST(test_score_is_the_weighted_mean_of_what_applies),
                                              TEST(test_reception_counts_the_way_to_the_home),
                                              TEST(test_vacancies_take_the_place_of_labour_regions),
                                              TEST_END};

    return suite_run("score", tests);
}
