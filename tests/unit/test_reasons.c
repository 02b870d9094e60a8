// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Why a household is left and what would have to change, in the small town. */
#include "report/reason.h"
#include "suite.h"
#include "town_report.h"

#include <string.h>

/* Asserts reason, explanation and change of a household. */
static void expect_reason(struct town *town, struct town_report *made, int32_t household, enum koppel_reason expected,
                          const char *explained, const char *changed)
{
    struct koppel_reasons reasons = {0};
    struct koppel_text explanation = {0};
    struct koppel_text change = {0};
    enum koppel_reason reason = KOPPEL_N_REASONS;

    CU_ASSERT_EQUAL_FATAL(koppel_reasons_make(&reasons, &made->report), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_reason_find(&reasons, household, &reason, &explanation, &change), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(koppel_reason_code(reason), koppel_reason_code(expected));
    town_expect_text(explanation.bytes, explained);
    town_expect_text(change.bytes, changed);
    koppel_text_free(&explanation);
    koppel_text_free(&change);
    koppel_reasons_free(&reasons);
    town_free(town);
}

static void test_no_suitable_home_counts_by_rule_and_names_the_nearest(void)
{
    struct town town = town_new();
    struct town_report made;

    town.units[U1].rent_cents = 77654;
    town_report_make(&town, &made);
    expect_reason(&town, &made, H1, KOPPEL_REASON_NO_SUITABLE_UNIT,
                  "None of the 5 homes suits. 1 home: in a municipality to which the household is not linked. 2 "
                  "homes: too few or too many rooms for the household. 1 home: rent above the limit for the "
                  "household's size. 1 home: shared home and the household may not share it, or the reverse.",
                  "One more home is needed: a home of 4 to 6 rooms, rent at most 764.14 euro, in municipality "
                  "Town 1 (GM0001), available by 2026-06-30. 2 homes would suit but for the number of rooms. U0 "
                  "has 2 rooms, and a household of 4 needs 4.");
}

static void test_rent_is_named_in_euros_above_the_limit(void)
{
    struct town town = town_new();
    struct town_report made;

    town.units[U0].rent_cents = 80000;
    town.units[U1].rent_cents = 77654;
    town.units[U3].rooms = 1;
    town.neighbourhoods[2].excluded = true;
    town_report_make(&town, &made);
    expect_reason(&town, &made, H1, KOPPEL_REASON_NO_SUITABLE_UNIT,
                  "None of the 5 homes suits. 1 home: in a municipality to which the household is not linked. 2 "
                  "homes: too few or too many rooms for the household. 1 home: rent above the limit for the "
                  "household's size. 1 home: shared home and the household may not share it, or the reverse.",
                  "One more home is needed: a home of 4 to 6 rooms, rent at most 764.14 euro, in municipality "
                  "Town 1 (GM0001), available by 2026-06-30. 1 home would suit but for the rent. The cheapest, "
                  "U1, is 12.40 euro above the limit of 764.14 euro.");
}

static void test_link_is_named_only_when_no_other_rule_is_alone(void)
{
    struct town town = town_new();
    struct town_report made;

    town.units[U0].rooms = 5;
    town.units[U1].rooms = 5;
    town.units[U3].rooms = 5;
    for (int32_t j = U0; j <= U3; j++) {
        town.units[j].rent_cents = 90000;
        town.neighbourhoods[town.units[j].neighbourhood].excluded = true;
    }
    town_report_make(&town, &made);
    expect_reason(&town, &made, H0, KOPPEL_REASON_NO_SUITABLE_UNIT,
                  "None of the 5 homes suits. 1 home: in a municipality to which the household is not linked. 3 "
                  "homes: too few or too many rooms for the household. 1 home: rent above the limit for the "
                  "household's size.",
                  "One more home is needed: a home of 1 to 3 rooms, rent at most 713.02 euro, in municipality "
                  "Town 1 (GM0001), available by 2026-06-30. 1 home would suit but for the link (koppeling) to a "
                  "municipality. For instance, U4 stands in Town 2.");
}

static void test_free_home_held_back_by_the_cap_names_the_tolerance(void)
{
    struct town town = town_new();
    struct town_report made;

    town_report_make(&town, &made);
    expect_reason(&town, &made, H0, KOPPEL_REASON_CAP,
                  "A home that suits is free: Quarter, 2 rooms, 600.00 euro (U0). Quarter in Town 1 (BU00010001) "
                  "is full: 10 permit holders live there, and the limit is 10. With this household it would be "
                  "11. The other home that suits is offered to somebody else or held back, too.",
                  "It would fit if the limit of Quarter in Town 1 (BU00010001) were 38 % above the fair share "
                  "instead of 25 %. That percentage holds everywhere: solve again, because others may take the "
                  "room.");
}

/* ceil(1.38 * 7.25) = 11 and ceil(1.37 * 7.25) = 10: the tolerance that is named is the smallest. */
static void test_tolerance_that_is_named_is_the_smallest_that_admits(void)
{
    for (int32_t tolerance = 37; tolerance <= 38; tolerance++) {
        struct town town = town_new();

        town.policy.spread_tolerance_percent = tolerance;
        town.unit_of[H0] = U0;
        town_check(&town);
        CU_ASSERT_EQUAL(town.verdict.n_violations, tolerance == 38 ? 0 : 1);
        town_free(&town);
    }
}

static void test_cap_in_an_area_without_dwellings_has_no_tolerance(void)
{
    struct town town = town_new();
    struct town_report made;

    town.units[U0].rooms = 5;
    town_report_make(&town, &made);
    expect_reason(&town, &made, H0, KOPPEL_REASON_CAP,
                  "A home that suits is free: Quarter, 2 rooms, 600.00 euro (U3). Quarter in Town 1 (BU00010003) "
                  "is full: 4 permit holders live there, and the limit is 4. With this household it would be 5.",
                  "It would fit under another rule of even spread for Quarter in Town 1 (BU00010003). Solve again "
                  "after such a change, because others may take the room.");
}

static void test_agreement_and_limit_that_hold_a_home_back(void)
{
    struct town town = town_new();
    struct town_report made;

    town.policy.agreement = KOPPEL_AGREEMENT_MUST;
    town.agreements[0] = (struct koppel_agreement){0, 0, KOPPEL_UNKNOWN, 0, 2};
    town.kase.n_agreements = 1;
    town_report_make(&town, &made);
    expect_reason(&town, &made, H1, KOPPEL_REASON_AGREEMENT,
                  "A home that suits is free: Quarter, 4 rooms, 600.00 euro (U1). The agreement with Woonplus in "
                  "Town 1 is at most 0 homes. With this household it would be 1.",
                  "It would fit if the agreement with Woonplus were 1 instead of 0. Solve again after such a "
                  "change, because others may take the room.");
    town = town_new();
    town.limits[0] = (struct koppel_limit){.area = KOPPEL_AREA_NEIGHBOURHOOD,
                                           .place = 1,
                                           .measure = KOPPEL_MEASURE_CHILDREN,
                                           .measure_column = KOPPEL_NONE,
                                           .min = KOPPEL_UNKNOWN,
                                           .max = 1,
                                           .enforce = KOPPEL_MUST,
                                           .where_column = 0,
                                           .where_value = "A",
                                           .line = 2};
    town.kase.n_limits = 1;
    town_report_make(&town, &made);
    expect_reason(&town, &made, H1, KOPPEL_REASON_LIMIT,
                  "A home that suits is free: Quarter, 4 rooms, 600.00 euro (U1). Row 2 of limits.csv asks at "
                  "most 1 child of households with x_type=A in Quarter in Town 1 (BU00010002). With this "
                  "household, which counts for 2, it would be 2.",
                  "It would fit if row 2 of limits.csv were 2 instead of 1. Solve again after such a change, "
                  "because others may take the room.");
}

static void test_mix_rule_that_holds_a_home_back(void)
{
    struct town town = town_new();
    struct town_report made;

    town.policy.n_mix = 1;
    town.policy.mix[0] = (struct koppel_mix_rule){.level = KOPPEL_AREA_NEIGHBOURHOOD,
                                                  .measure = KOPPEL_MEASURE_PERSONS,
                                                  .persons_min = 3,
                                                  .persons_max = KOPPEL_UNKNOWN,
                                                  .min = KOPPEL_UNKNOWN,
                                                  .max = 3,
                                                  .enforce = KOPPEL_MUST};
    town_report_make(&town, &made);
    expect_reason(&town, &made, H1, KOPPEL_REASON_MIX,
                  "A home that suits is free: Quarter, 4 rooms, 600.00 euro (U1). A mix rule of the policy asks "
                  "at most 3 persons of households of 3 or more persons in Quarter in Town 1 (BU00010002). With "
                  "this household, which counts for 4, it would be 4.",
                  "It would fit if the mix rule of the policy were 4 instead of 3. Solve again after such a "
                  "change, because others may take the room.");
}

/* H0 and H3 (no spread rule) suit U0 and U3 alone; with a third household there are too few. */
static void make_scarce(struct town *town)
{
    town->policy.spread_rule = KOPPEL_SPREAD_NONE;
    town->policy.sharers_self_contained = true;
    town->households[H3].municipality = 0;
    town->households[H2].may_share = false;
    town->unit_of[H0] = U0;
    town->unit_of[H2] = U3;
}

static void test_shortage_names_households_and_homes(void)
{
    struct town town = town_new();
    struct town_report made;

    make_scarce(&town);
    town_report_make(&town, &made);
    expect_reason(&town, &made, H3, KOPPEL_REASON_SHORTAGE,
                  "3 households of 1 person, linked to Town 1, compete for the same homes. Only 2 homes of 2 "
                  "rooms suit them. So at least 1 of them gets no home, whoever is chosen.",
                  "One more home is needed: a home of 1 to 3 rooms, rent at most 713.02 euro, in municipality "
                  "Town 1 (GM0001), available by 2026-06-30. 1 home would suit but for the number of rooms. U1 "
                  "has 4 rooms, and a household of 1 needs 1.");
}

static void test_outranked_names_who_has_the_homes_and_the_cost(void)
{
    struct town town = town_new();
    struct town_report made;

    make_scarce(&town);
    town.households[H2].may_share = true; /* could live in U2 as well */
    town_report_make(&town, &made);
    made.others[H3] = (struct koppel_alternative){.state = KOPPEL_ALTERNATIVE_EXACT, .unit = U3};
    made.others[H3].cost[1] = -3;
    made.others[H3].cost[5] = 13 * KOPPEL_MICRO + KOPPEL_MICRO / 2;
    expect_reason(&town, &made, H3, KOPPEL_REASON_OUTRANKED,
                  "All 2 homes that suit are offered to others; the first of them goes to H0: Quarter, 2 rooms, "
                  "600.00 euro (U0).",
                  "One more home is needed: a home of 1 to 3 rooms, rent at most 713.02 euro, in municipality "
                  "Town 1 (GM0001), available by 2026-06-30. 1 home would suit but for the number of rooms. U1 "
                  "has 4 rooms, and a household of 1 needs 1. Giving it U3 changes the whole proposal: urgency 3 "
                  "points higher; fit 13.5 points lower.");
}

static void test_exchange_that_breaks_a_must_is_held_back_too(void)
{
    struct town town = town_new();
    struct town_report made;

    make_scarce(&town);
    town.households[H2].may_share = true;
    town.limits[0] = (struct koppel_limit){.area = KOPPEL_AREA_MUNICIPALITY,
                                           .place = 0,
                                           .measure = KOPPEL_MEASURE_HOMES,
                                           .measure_column = KOPPEL_NONE,
                                           .min = KOPPEL_UNKNOWN,
                                           .max = 0,
                                           .enforce = KOPPEL_MUST,
                                           .where_column = 0,
                                           .where_value = "C",
                                           .line = 9};
    town.values[H3] = "C";
    town.kase.n_limits = 1;
    town_report_make(&town, &made);
    expect_reason(&town, &made, H3, KOPPEL_REASON_LIMIT,
                  "A home that suits is offered to another household, and an exchange would break a rule: "
                  "Quarter, 2 rooms, 600.00 euro (U0). Row 9 of limits.csv asks at most 0 homes of households "
                  "with x_type=C in Town 1 (GM0001). With this household it would be 1. The other home that suits "
                  "is held back, too.",
                  "It would fit if row 9 of limits.csv were 1 instead of 0. It would then take the place of the "
                  "household in U0. Solve again after such a change, because others may take the room.");
}

static void test_free_home_that_a_goal_keeps_free(void)
{
    struct town town = town_new();
    struct town_report made;

    town.policy.spread_enforce = KOPPEL_GOAL;
    town.units[U3].rooms = 5;
    town_report_make(&town, &made);
    made.others[H0] = (struct koppel_alternative){.state = KOPPEL_ALTERNATIVE_EXACT, .unit = U0};
    made.others[H0].cost[2] = 1;
    expect_reason(&town, &made, H0, KOPPEL_REASON_GOAL,
                  "A home that suits is free: Quarter, 2 rooms, 600.00 euro (U0). Quarter in Town 1 (BU00010001) "
                  "is full: 10 permit holders live there, and the limit is 10. With this household it would be "
                  "11. The policy puts that goal before this household.",
                  "It would fit if the limit of Quarter in Town 1 (BU00010001) were 38 % above the fair share "
                  "instead of 25 %. That percentage holds everywhere: solve again, because others may take the "
                  "room. Another order of the policy's goals would help, too. Giving it U0 changes the whole "
                  "proposal: 1 more person over a limit of spread.");
}

static void test_free_home_after_a_search_that_was_stopped(void)
{
    struct town town = town_new();
    struct town_report made;

    town_report_make(&town, &made);
    made.proposal.tiers[0].proven = false;
    expect_reason(&town, &made, H1, KOPPEL_REASON_NOT_SETTLED,
                  "A home that suits is free: Quarter, 4 rooms, 600.00 euro (U1). The search ended before it was "
                  "sure about this household.",
                  "Run again with more time, or put it in proposal.csv and run `koppel check`.");
}

static void test_free_home_that_no_tier_asks_for(void)
{
    struct town town = town_new();
    struct town_report made;

    town_report_make(&town, &made);
    made.others[H1] = (struct koppel_alternative){.state = KOPPEL_ALTERNATIVE_FEASIBLE, .unit = U1};
    expect_reason(&town, &made, H1, KOPPEL_REASON_GOAL,
                  "A home that suits is free: Quarter, 4 rooms, 600.00 euro (U1). By the goals of the policy the "
                  "proposal would be no better with it.",
                  "Another order of the policy's goals, or a goal that counts every household (urgency). Giving "
                  "it U1 changes the whole proposal: no difference (not proven least).");
}

/* What a remedy names does make the home suit: asked with the real rules on the changed tables. */
static void test_remedy_counts_homes_that_one_rule_alone_keeps(void)
{
    struct town town = town_new();
    struct koppel_what_if what_if = {0};
    struct koppel_remedy remedy;

    town.units[U3].rent_cents = 80000; /* only the rent */
    town.units[U4].step_free = true;
    town.units[U4].available_from = TOWN_DAY + 200; /* only the date, for a household of no municipality */
    town.units[U0].label = 0;                       /* only the label */
    town.households[H3].step_free = false;
    town_join(&town);
    CU_ASSERT_EQUAL_FATAL(koppel_what_if_make(&what_if, &town.fit), KOPPEL_OK);
    koppel_remedy_find(&what_if, H3, &remedy);
    CU_ASSERT_EQUAL(remedy.n_homes[KOPPEL_REFUSAL_RENT], 1);
    CU_ASSERT_EQUAL(remedy.nearest[KOPPEL_REFUSAL_RENT], U3);
    CU_ASSERT_EQUAL(remedy.n_homes[KOPPEL_REFUSAL_DATE], 1);
    CU_ASSERT_EQUAL(remedy.nearest[KOPPEL_REFUSAL_DATE], U4);
    CU_ASSERT_EQUAL(remedy.n_homes[KOPPEL_REFUSAL_LABEL], 1);
    CU_ASSERT_EQUAL(remedy.nearest[KOPPEL_REFUSAL_LABEL], U0);
    CU_ASSERT_EQUAL(remedy.n_homes[KOPPEL_REFUSAL_SHARE], 1); /* U2, for one person who may not share */
    CU_ASSERT_EQUAL(remedy.n_homes[KOPPEL_REFUSAL_ROOMS], 1); /* U1 is too large */
    CU_ASSERT_EQUAL(memcmp(what_if.kase.units, town.units, sizeof town.units), 0);
    CU_ASSERT_EQUAL(memcmp(what_if.kase.households, town.households, sizeof town.households), 0);
    koppel_what_if_free(&what_if);
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_no_suitable_home_counts_by_rule_and_names_the_nearest),
                                              TEST(test_rent_is_named_in_euros_above_the_limit),
                                              TEST(test_link_is_named_only_when_no_other_rule_is_alone),
                                              TEST(test_free_home_held_back_by_the_cap_names_the_tolerance),
                                              TEST(test_tolerance_that_is_named_is_the_smallest_that_admits),
                                              TEST(test_cap_in_an_area_without_dwellings_has_no_tolerance),
                                              TEST(test_agreement_and_limit_that_hold_a_home_back),
                                              TEST(test_mix_rule_that_holds_a_home_back),
                                              TEST(test_shortage_names_households_and_homes),
                                              TEST(test_outranked_names_who_has_the_homes_and_the_cost),
                                              TEST(test_exchange_that_breaks_a_must_is_held_back_too),
                                              TEST(test_free_home_that_a_goal_keeps_free),
                                              TEST(test_free_home_after_a_search_that_was_stopped),
                                              TEST(test_free_home_that_no_tier_asks_for),
                                              TEST(test_remedy_counts_homes_that_one_rule_alone_keeps),
                                              TEST_END};

    return suite_run("reasons", tests);
}
