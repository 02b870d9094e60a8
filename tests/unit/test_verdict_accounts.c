// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The verdict on accounts: targets, even spread in all its forms, agreements, limits, mix rules. */
#include "small_town.h"
#include "suite.h"

/* ---- Target ---- */

static void test_target_counts_persons_placed_in_the_municipality(void)
{
    struct town town = town_new();

    town.unit_of[H1] = U1;
    town.unit_of[H2] = U2;
    town.unit_of[H3] = U4;
    town_check(&town);
    town_expect_account(&town.verdict.accounts[0], 0, 5, 15, KOPPEL_UNKNOWN, 10);
    town_expect_account(&town.verdict.accounts[1], 0, 1, 6, KOPPEL_UNKNOWN, 5);
    CU_ASSERT_EQUAL(town.verdict.objective_cost[KOPPEL_OBJECTIVE_TARGET], 15);
    town_free(&town);
}

static void test_target_that_must_be_met_is_a_violation(void)
{
    struct town town = town_new();

    town.policy.target_enforce = KOPPEL_MUST;
    town.targets[1].target_persons = 5; /* 5 - 2 - 3: nothing left */
    town.unit_of[H1] = U1;
    town_check(&town);
    town_expect_one(
        &town, KOPPEL_VIOLATION_ACCOUNT,
        "municipality GM0001 (Town 1) is offered homes for 4 persons; its target (taakstelling) still asks 15");
    CU_ASSERT_EQUAL(town.verdict.objective_cost[KOPPEL_OBJECTIVE_TARGET], 0);
    town_free(&town);
}

/* ---- Spread: S = 14 + max(15, 6) = 29, W = 400 in Town 1; S = 5 + 6 = 11, W = 50 in Town 2 ---- */

static void test_cap_is_the_rounded_up_share_but_never_below_who_lives_there(void)
{
    struct town town = town_new();

    town_check(&town);
    town_expect_account(&town.verdict.accounts[SPREAD], 10, 0, KOPPEL_UNKNOWN, 10, 0);    /* ceil(9.0625) = 10 */
    town_expect_account(&town.verdict.accounts[SPREAD + 1], 0, 0, KOPPEL_UNKNOWN, 28, 0); /* ceil(27.1875) */
    town_expect_account(&town.verdict.accounts[SPREAD + 2], 4, 0, KOPPEL_UNKNOWN, 4, 0);  /* no dwellings */
    town_expect_account(&town.verdict.accounts[SPREAD + 3], 5, 0, KOPPEL_UNKNOWN, 14, 0); /* ceil(13.75) */
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 1].fair_numerator, 29 * 300);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 1].fair_denominator, 400);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 1].reference, 300);
    town_free(&town);
}

static void test_cap_that_must_hold_is_broken_by_one_person(void)
{
    struct town town = town_new();

    town.unit_of[H0] = U0;
    town_check(&town);
    town_expect_one(&town, KOPPEL_VIOLATION_ACCOUNT,
                    "neighbourhood BU00010001 (Quarter) would hold 11 permit holders, 1 of them new; the cap is 10");
    CU_ASSERT_EQUAL(town.verdict.violations[0].account, SPREAD);
    CU_ASSERT_EQUAL(town.verdict.objective_cost[KOPPEL_OBJECTIVE_SPREAD], 0);
    town.policy.spread_enforce = KOPPEL_GOAL;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    CU_ASSERT_EQUAL(town.verdict.objective_cost[KOPPEL_OBJECTIVE_SPREAD], 1);
    town_free(&town);
}

static void test_area_over_its_cap_is_wrong_only_when_someone_is_placed_there(void)
{
    struct town town = town_new();

    town.neighbourhoods[2].permit_holders = 100;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    town.unit_of[H0] = U3;
    town_check(&town);
    town_expect_one(&town, KOPPEL_VIOLATION_ACCOUNT,
                    "neighbourhood BU00010003 (Quarter) would hold 101 permit holders, 1 of them new; the cap is 100");
    town_free(&town);
}

static void test_share_grows_when_more_are_linked_than_the_target_asks(void)
{
    struct town town = town_new();

    town.households[H1].children = 20;
    town_check(&town);
    /* S = 14 + max(15, 1 + 22 + 1) = 38 */
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 1].fair_numerator, 38 * 300);
    town_free(&town);
}

static void test_expected_relatives_count_as_the_policy_says(void)
{
    struct town town = town_new();

    town.households[H2].expected_relatives = 2;
    town.policy.rooms_persons = KOPPEL_PERSONS_PRESENT;
    town.unit_of[H2] = U2;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.accounts[0].placed, 1);          /* target: present */
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 1].placed, 3); /* spread: expected as well */
    town_free(&town);
}

static void test_band_asks_no_more_than_suitable_units_can_take(void)
{
    struct town town = town_new();

    town.policy.spread_rule = KOPPEL_SPREAD_BAND;
    town.unit_of[H2] = U2;
    town_check(&town);
    /* floor(0.75 * 29 * 300 / 400) = 16, but U1 takes H1 (4 persons) and U2 twice one of 1 person */
    town_expect_account(&town.verdict.accounts[SPREAD + 1], 0, 1, 6, 28, 5);
    town_expect_account(&town.verdict.accounts[SPREAD], 10, 0, 5, 10, 0);   /* floor(5.4375) */
    town_expect_account(&town.verdict.accounts[SPREAD + 2], 4, 0, 0, 4, 0); /* no dwellings */
    town_expect_account(&town.verdict.accounts[SPREAD + 3], 5, 0, 6, 14,
                        1); /* floor(8.25) = 8, but U4 takes H3 alone */
    CU_ASSERT_EQUAL(town.verdict.objective_cost[KOPPEL_OBJECTIVE_SPREAD], 6);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0); /* must: only the cap */
    town.policy.spread_tolerance_percent = 150;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 1].min, 0);
    town_free(&town);
}

static void test_even_costs_the_distance_to_the_share_in_thousandths(void)
{
    struct town town = town_new();

    town.policy.spread_rule = KOPPEL_SPREAD_EVEN;
    town.unit_of[H1] = U1;
    town_check(&town);
    town_expect_account(&town.verdict.accounts[SPREAD], 10, 0, KOPPEL_UNKNOWN, KOPPEL_UNKNOWN, 2750);     /* 7.250 */
    town_expect_account(&town.verdict.accounts[SPREAD + 1], 0, 4, KOPPEL_UNKNOWN, KOPPEL_UNKNOWN, 17750); /* 21.750 */
    town_expect_account(&town.verdict.accounts[SPREAD + 2], 4, 0, KOPPEL_UNKNOWN, KOPPEL_UNKNOWN, 4000);  /* 0 */
    town_expect_account(&town.verdict.accounts[SPREAD + 3], 5, 0, KOPPEL_UNKNOWN, KOPPEL_UNKNOWN, 6000);  /* 11 */
    CU_ASSERT_EQUAL(town.verdict.objective_cost[KOPPEL_OBJECTIVE_SPREAD], 30500);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    town_free(&town);
}

static void test_even_rounds_half_a_thousandth_up(void)
{
    struct town town = town_new();

    town.policy.spread_rule = KOPPEL_SPREAD_EVEN;
    town.neighbourhoods[0].corporation_dwellings = 1;
    town.neighbourhoods[1].corporation_dwellings = 1999; /* 29000 / 2000 = 14.5 thousandths and 28985.5 */
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD].cost, 10000 - 15);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 1].cost, 28986);
    town_free(&town);
}

static void test_absolute_takes_the_smaller_of_number_and_share(void)
{
    struct town town = town_new();

    town.policy.spread_rule = KOPPEL_SPREAD_ABSOLUTE;
    town.policy.spread_absolute_max = 2;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD].max, 12);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 1].max, 2);
    town.policy.spread_absolute_percent = 5;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD].max, 10);    /* max(10, 5) < 12 */
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 1].max, 2); /* 2 < 15 */
    town.policy.spread_absolute_max = KOPPEL_UNKNOWN;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 1].max, 15);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 2].max, 4);
    town_free(&town);
}

static void test_spread_none_only_counts(void)
{
    struct town town = town_new();

    town.policy.spread_rule = KOPPEL_SPREAD_NONE;
    town.unit_of[H0] = U0;
    town_check(&town);
    town_expect_account(&town.verdict.accounts[SPREAD], 10, 1, KOPPEL_UNKNOWN, KOPPEL_UNKNOWN, 0);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    town_free(&town);
}

static void test_spread_against_inhabitants(void)
{
    struct town town = town_new();

    town.policy.spread_reference = KOPPEL_REFERENCE_INHABITANTS;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD].max, 15);    /* ceil(1.25 * 29 * 400 / 1000 = 14.5) */
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 2].max, 8); /* ceil(7.25) */
    town_free(&town);
}

static void test_spread_in_homes_counts_households_of_average_size(void)
{
    struct town town = town_new();

    town.policy.spread_measure = KOPPEL_MEASURE_HOMES;
    town.unit_of[H1] = U1;
    town_check(&town);
    /* 4 households of 7 persons: S = max(3 linked, ceil(15 * 4 / 7) = 9) and ceil(6 * 4 / 7) = 4 */
    town_expect_account(&town.verdict.accounts[SPREAD], 0, 0, KOPPEL_UNKNOWN, 3, 0);     /* ceil(2.8125) */
    town_expect_account(&town.verdict.accounts[SPREAD + 1], 0, 1, KOPPEL_UNKNOWN, 9, 0); /* ceil(8.4375) */
    town_expect_account(&town.verdict.accounts[SPREAD + 3], 0, 0, KOPPEL_UNKNOWN, 5, 0);
    town_free(&town);
}

static void test_spread_by_district_adds_its_neighbourhoods(void)
{
    struct town town = town_new();

    town.policy.spread_level = KOPPEL_AREA_DISTRICT;
    town.unit_of[H0] = U0;
    town.unit_of[H1] = U1;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.n_accounts, N_TOWNS + 3);
    town_expect_account(&town.verdict.accounts[SPREAD], 10, 5, KOPPEL_UNKNOWN, 37, 0); /* ceil(36.25) */
    town_expect_account(&town.verdict.accounts[SPREAD + 1], 4, 0, KOPPEL_UNKNOWN, 4, 0);
    town_free(&town);
}

static void test_complex_that_spans_municipalities_belongs_to_the_one_with_the_lowest_code(void)
{
    struct town town = town_new();

    town.policy.spread_level = KOPPEL_AREA_COMPLEX;
    town.policy.spread_tolerance_percent = 0;
    town.unit_of[H1] = U1;
    town.unit_of[H3] = U4;
    town_check(&town);
    /* Town 1: S = max(15, 6), W = 6 places of U0 .. U3 and, with X0, of U4 in Town 2 */
    CU_ASSERT_EQUAL(town.verdict.n_accounts, N_TOWNS + 2);
    town_expect_account(&town.verdict.accounts[SPREAD], 0, 1, KOPPEL_UNKNOWN, 5, 0);     /* X0: 15 * 2 / 6 */
    town_expect_account(&town.verdict.accounts[SPREAD + 1], 0, 4, KOPPEL_UNKNOWN, 5, 0); /* X1: two homes */
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD].place, 0);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD].municipality, 0);
    town_free(&town);
}

static void test_spread_of_a_municipality_without_reference_keeps_everybody_out(void)
{
    struct town town = town_new();

    town.neighbourhoods[3].corporation_dwellings = 0;
    town.policy.spread_rule = KOPPEL_SPREAD_BAND;
    town.unit_of[H3] = U4;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 3].min, 0);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 3].fair_denominator, 0);
    town_expect_one(&town, KOPPEL_VIOLATION_ACCOUNT,
                    "neighbourhood BU00020001 (Quarter) would hold 6 permit holders, 1 of them new; the cap is 5");
    town.policy.spread_rule = KOPPEL_SPREAD_EVEN;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 3].cost, 6000);
    town_free(&town);
}

static void test_shares_of_very_large_numbers_do_not_overflow(void)
{
    struct town town = town_new();

    town.neighbourhoods[0].permit_holders = INT32_MAX;
    town.neighbourhoods[1].permit_holders = 0;
    town.neighbourhoods[0].corporation_dwellings = INT32_MAX;
    town.neighbourhoods[1].corporation_dwellings = INT32_MAX;
    town.policy.spread_tolerance_percent = 1000000;
    town_check(&town);
    /* S = 2147483647 + 4 + 15 = 2147483666, half of it times 10001 */
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + 1].max, INT64_C(2147483666) / 2 * 10001);
    town_free(&town);
}

/* ---- Agreements, limits, mix ---- */

static void test_agreement_counts_homes_per_municipality_or_everywhere(void)
{
    struct town town = town_new();

    town.agreements[0] = (struct koppel_agreement){0, 0, 2, 3, 2};
    town.agreements[1] = (struct koppel_agreement){1, KOPPEL_NONE, KOPPEL_UNKNOWN, 1, 3};
    town.kase.n_agreements = 2;
    town.unit_of[H1] = U1;
    town.unit_of[H2] = U2;
    town.unit_of[H3] = U4;
    town_check(&town);
    town_expect_account(&town.verdict.accounts[SPREAD + N_HOODS], 0, 1, 2, 3, 1);
    town_expect_account(&town.verdict.accounts[SPREAD + N_HOODS + 1], 0, 2, KOPPEL_UNKNOWN, 1, 1);
    CU_ASSERT_EQUAL(town.verdict.objective_cost[KOPPEL_OBJECTIVE_AGREEMENT], 2);
    town.policy.agreement = KOPPEL_AGREEMENT_MUST;
    town_check(&town);
    CU_ASSERT_EQUAL_FATAL(town.verdict.n_violations, 2);
    CU_ASSERT_STRING_EQUAL(town.verdict.violations[0].text,
                           "corporation C0 (Woonplus) offers 1 home in GM0001 (Town 1); agreed are at least 2");
    CU_ASSERT_STRING_EQUAL(town.verdict.violations[1].text,
                           "corporation C1 (Thuis) offers 2 homes in all municipalities; agreed are at most 1");
    town.policy.agreement = KOPPEL_AGREEMENT_IGNORE;
    town_check(&town);
    town_expect_account(&town.verdict.accounts[SPREAD + N_HOODS], 0, 1, KOPPEL_UNKNOWN, KOPPEL_UNKNOWN, 0);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    town_free(&town);
}

static void test_limit_counts_its_measure_of_the_households_it_names(void)
{
    struct town town = town_new();

    town.limits[0] = (struct koppel_limit){.area = KOPPEL_AREA_DISTRICT,
                                           .place = 0,
                                           .measure = KOPPEL_MEASURE_CHILDREN,
                                           .measure_column = KOPPEL_NONE,
                                           .min = KOPPEL_UNKNOWN,
                                           .max = 1,
                                           .enforce = KOPPEL_MUST,
                                           .where_column = 0,
                                           .where_value = "A",
                                           .line = 2};
    town.limits[1] = town.limits[0];
    town.limits[1].where_value = "B";
    town.kase.n_limits = 2;
    town.unit_of[H1] = U1;
    town_check(&town);
    town_expect_account(&town.verdict.accounts[SPREAD + N_HOODS], 0, 2, KOPPEL_UNKNOWN, 1, 0);
    town_expect_account(&town.verdict.accounts[SPREAD + N_HOODS + 1], 0, 0, KOPPEL_UNKNOWN, 1, 0);
    town_expect_one(
        &town, KOPPEL_VIOLATION_ACCOUNT,
        "district WK000100 gets 2 children of households with x_type=A; row 2 of limits.csv asks at most 1");
    town.limits[0].enforce = KOPPEL_GOAL;
    town.limits[1].min = 4;
    town.limits[1].max = KOPPEL_UNKNOWN;
    town.limits[1].enforce = KOPPEL_GOAL;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.objective_cost[KOPPEL_OBJECTIVE_MIX], 1 + 4);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    town_free(&town);
}

static void test_mix_rule_stands_for_every_area_with_units(void)
{
    struct town town = town_new();

    town.policy.mix[0] =
        (struct koppel_mix_rule){KOPPEL_AREA_COMPLEX, KOPPEL_MEASURE_HOMES, 1, 1, KOPPEL_UNKNOWN, 1, KOPPEL_MUST, 0};
    town.policy.mix[1] = (struct koppel_mix_rule){
        KOPPEL_AREA_NEIGHBOURHOOD, KOPPEL_MEASURE_PERSONS, 2, KOPPEL_UNKNOWN, 3, KOPPEL_UNKNOWN, KOPPEL_GOAL, 0};
    town.policy.n_mix = 2;
    town.policy.spread_enforce = KOPPEL_GOAL;
    town.unit_of[H0] = U0;
    town.unit_of[H1] = U1;
    town.unit_of[H3] = U4; /* X0 as well, in another municipality */
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.n_accounts, N_TOWNS + N_HOODS + 2 + N_HOODS);
    town_expect_account(&town.verdict.accounts[SPREAD + N_HOODS], 0, 2, KOPPEL_UNKNOWN, 1, 0);
    CU_ASSERT_EQUAL(town.verdict.accounts[SPREAD + N_HOODS].municipality, KOPPEL_NONE);
    town_expect_account(&town.verdict.accounts[SPREAD + N_HOODS + 1], 0, 0, KOPPEL_UNKNOWN, 1, 0);
    town_expect_account(&town.verdict.accounts[SPREAD + N_HOODS + 2], 0, 0, 3, KOPPEL_UNKNOWN, 3);
    town_expect_account(&town.verdict.accounts[SPREAD + N_HOODS + 3], 0, 4, 3, KOPPEL_UNKNOWN, 0);
    CU_ASSERT_EQUAL(town.verdict.objective_cost[KOPPEL_OBJECTIVE_MIX], 9);
    town_expect_one(&town, KOPPEL_VIOLATION_ACCOUNT,
                    "complex X0 gets 2 homes of households of 1 person; mix rule 1 of the policy asks at most 1");
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_target_counts_persons_placed_in_the_municipality),
        TEST(test_target_that_must_be_met_is_a_violation),
        TEST(test_cap_is_the_rounded_up_share_but_never_below_who_lives_there),
        TEST(test_cap_that_must_hold_is_broken_by_one_person),
        TEST(test_area_over_its_cap_is_wrong_only_when_someone_is_placed_there),
        TEST(test_share_grows_when_more_are_linked_than_the_target_asks),
        TEST(test_expected_relatives_count_as_the_policy_says),
        TEST(test_band_asks_no_more_than_suitable_units_can_take),
        TEST(test_even_costs_the_distance_to_the_share_in_thousandths),
        TEST(test_even_rounds_half_a_thousandth_up),
        TEST(test_absolute_takes_the_smaller_of_number_and_share),
        TEST(test_spread_none_only_counts),
        TEST(test_spread_against_inhabitants),
        TEST(test_spread_in_homes_counts_households_of_average_size),
        TEST(test_spread_by_district_adds_its_neighbourhoods),
        TEST(test_complex_that_spans_municipalities_belongs_to_the_one_with_the_lowest_code),
        TEST(test_spread_of_a_municipality_without_reference_keeps_everybody_out),
        TEST(test_shares_of_very_large_numbers_do_not_overflow),
        TEST(test_agreement_counts_homes_per_municipality_or_everywhere),
        TEST(test_limit_counts_its_measure_of_the_households_it_names),
        TEST(test_mix_rule_stands_for_every_area_with_units),
        TEST_END,
    };

    return suite_run("verdict accounts", tests);
}
