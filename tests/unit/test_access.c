// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Distances to what people use: medians of inhabitants, who lives beyond them, the user's own columns. */
#include "model/access.h"
#include "report/access_table.h"
#include "small_town.h"
#include "suite.h"

/* Town 1: 400 inhabitants at 0.5 km of a school, 400 at 1 km, 200 at 3 km; gp known in one neighbourhood of it. */
static struct town town_with_distances(void)
{
    struct town town = town_new();

    town.neighbourhoods[0].school_m = 500;
    town.neighbourhoods[1].school_m = 1000;
    town.neighbourhoods[2].school_m = 3000;
    town.neighbourhoods[1].gp_m = 700;
    town.neighbourhoods[3].transit_m = 2000;
    return town;
}

static void test_distances_have_a_mean_and_ranks(void)
{
    struct koppel_distance some[] = {{300, 1}, {100, 8}, {200, 1}};

    koppel_distances_sort(some, 3);
    CU_ASSERT_EQUAL(some[0].metres, 100);
    CU_ASSERT_EQUAL(koppel_distances_mean(some, 3), 130);
    CU_ASSERT_EQUAL(koppel_distances_within(some, 3, 1, 2), 100);
    CU_ASSERT_EQUAL(koppel_distances_within(some, 3, 9, 10), 200);
    CU_ASSERT_EQUAL(koppel_distances_within(some, 3, 1, 1), 300);
    some[0].persons = some[1].persons = some[2].persons = 0;
    CU_ASSERT_EQUAL(koppel_distances_mean(some, 3), KOPPEL_UNKNOWN);
    CU_ASSERT_EQUAL(koppel_distances_within(some, 3, 1, 2), KOPPEL_UNKNOWN);
    some[0] = (struct koppel_distance){1, 1};
    some[1] = (struct koppel_distance){2, 1};
    CU_ASSERT_EQUAL(koppel_distances_mean(some, 2), 2); /* a half goes up */
}

static void test_access_counts_metres_beyond_the_median(void)
{
    struct town town = town_with_distances();

    town_join(&town);
    CU_ASSERT_EQUAL(town.fit.access.n_services, 3);
    CU_ASSERT_EQUAL(town.fit.access.median[0], 1000);
    CU_ASSERT_EQUAL(town.fit.access.median[1], KOPPEL_UNKNOWN);
    CU_ASSERT_EQUAL(town.fit.access.median[N_TOWNS], 700);
    CU_ASSERT_EQUAL(town.fit.access.median[2 * N_TOWNS + 1], 2000);
    CU_ASSERT_EQUAL(koppel_pair_access(&town.fit, H1, U0), 0); /* nearer than the median */
    CU_ASSERT_EQUAL(koppel_pair_access(&town.fit, H1, U1), 0);
    CU_ASSERT_EQUAL(koppel_pair_access(&town.fit, H1, U3), 4 * 2000);
    CU_ASSERT_EQUAL(koppel_pair_access(&town.fit, H0, U3), 0); /* no children, no school */
    town_free(&town);
}

static void test_access_counts_an_own_column_of_km(void)
{
    static const char *names[] = {"x_library_km", "x_km_band", "x_noise_km"};
    static const char *values[] = {"0,5", "a", "1", "0.5", "b", "far", "1.25", "c", "2", "", "d", "3"};
    struct town town = town_with_distances();
    long line = -1;

    town.kase.neighbourhood_extra = (struct koppel_extra){3, names, values};
    town.neighbourhoods[1].line = 3;
    town_join(&town);
    CU_ASSERT_EQUAL_FATAL(town.fit.access.n_services, 4);
    CU_ASSERT_STRING_EQUAL(koppel_access_column(&town.fit.access, &town.kase, 0), "school_km");
    CU_ASSERT_STRING_EQUAL(koppel_access_column(&town.fit.access, &town.kase, 3), "x_library_km");
    CU_ASSERT_EQUAL(koppel_pair_access(&town.fit, H0, U3), 750);
    CU_ASSERT_EQUAL(koppel_pair_access(&town.fit, H1, U3), 4 * 2750);
    CU_ASSERT_EQUAL(koppel_pair_access(&town.fit, H3, U4), 0); /* not known there */
    CU_ASSERT_FALSE(koppel_column_is_distance(&town.kase, 1, &line));
    CU_ASSERT_EQUAL(line, 0);
    CU_ASSERT_FALSE(koppel_column_is_distance(&town.kase, 2, &line));
    CU_ASSERT_EQUAL(line, 3);
    town.kase.neighbourhood_extra = (struct koppel_extra){0};
    town_free(&town);
}

static void test_km_are_read_exactly_or_not_at_all(void)
{
    static const struct {
        const char *cell;
        bool is_good;
    } cells[] = {{"0", true},         {"1000", true},    {"1000.000", true}, {"1.234", true},
                 {"1000.001", false}, {"1.2345", false}, {"-1", false},      {".5", false},
                 {"1.", false},       {"1 km", false},   {"1e3", false},     {"99999999999999", false}};
    static const char *names[] = {"x_pool_km"};

    for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
        const char *values[N_HOODS] = {cells[k].cell, "", "1", "2"};
        struct town town = town_new();

        town.kase.neighbourhood_extra = (struct koppel_extra){1, names, values};
        town_join(&town);
        CU_ASSERT_EQUAL(koppel_column_is_distance(&town.kase, 0, NULL), cells[k].is_good);
        town.kase.neighbourhood_extra = (struct koppel_extra){0};
        town_free(&town);
    }
}

static void test_access_figures_compare_offers_with_inhabitants(void)
{
    struct town town = town_with_distances();
    struct koppel_access_figures figures;

    town.unit_of[H1] = U3;
    town.unit_of[H0] = U0;
    town.unit_of[H3] = U4;
    town_join(&town);
    CU_ASSERT_EQUAL(koppel_access_figures_make(&town.fit, town.unit_of, KOPPEL_NONE, 0, &figures), KOPPEL_OK);
    CU_ASSERT_EQUAL(figures.offered.persons, 4);
    CU_ASSERT_EQUAL(figures.offered.mean_m, 3000);
    CU_ASSERT_EQUAL(figures.residents.persons, 1000);
    CU_ASSERT_EQUAL(figures.residents.mean_m, 1200);
    CU_ASSERT_EQUAL(figures.residents.median_m, 1000);
    CU_ASSERT_EQUAL(figures.residents.within_m, 3000);
    CU_ASSERT_EQUAL(figures.beyond, 4);
    CU_ASSERT_EQUAL(figures.beyond_m, 8000);
    CU_ASSERT_EQUAL(koppel_access_figures_make(&town.fit, town.unit_of, 0, KOPPEL_SERVICE_GP, &figures), KOPPEL_OK);
    CU_ASSERT_EQUAL(figures.offered.persons, 0);
    CU_ASSERT_EQUAL(figures.offered.mean_m, KOPPEL_UNKNOWN);
    CU_ASSERT_EQUAL(figures.unknown, 5); /* H0 and H1; H3 lives in the other town */
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_distances_have_a_mean_and_ranks),
        TEST(test_access_counts_metres_beyond_the_median),
        TEST(test_access_counts_an_own_column_of_km),
        TEST(test_km_are_read_exactly_or_not_at_all),
        TEST(test_access_figures_compare_offers_with_inhabitants),
        TEST_END,
    };

    return suite_run("access", tests);
}
