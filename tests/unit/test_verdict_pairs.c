// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The verdict on pairs, places and decisions: each rule, with its sentence. */
#include "small_town.h"
#include "suite.h"

/* ---- Pairs ---- */

static void expect_refusal(struct town *town, int32_t i, int32_t j, enum koppel_refusal refusal, const char *sentence)
{
    town->policy.spread_enforce = KOPPEL_GOAL;
    town->unit_of[i] = j;
    town_check(town);
    town_expect_one(town, KOPPEL_VIOLATION_PAIR, sentence);
    if (town->verdict.n_violations > 0) {
        CU_ASSERT_EQUAL(town->verdict.violations[0].refusal, refusal);
        CU_ASSERT_EQUAL(town->verdict.violations[0].household, i);
        CU_ASSERT_EQUAL(town->verdict.violations[0].unit, j);
    }
    town_free(town);
}

static void test_proposal_without_a_flaw_passes(void)
{
    struct town town = town_new();

    town.unit_of[H1] = U1;
    town.unit_of[H2] = U2;
    town.unit_of[H3] = U4;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    CU_ASSERT_EQUAL(town.verdict.n_placed_households, 3);
    CU_ASSERT_EQUAL(town.verdict.n_placed_persons, 6);
    CU_ASSERT_EQUAL(town.verdict.n_accounts, N_TOWNS + N_HOODS);
    town_free(&town);
}

static void test_pair_is_refused_when_linked_elsewhere(void)
{
    struct town town = town_new();

    expect_refusal(
        &town, H0, U4, KOPPEL_REFUSAL_LINK,
        "household H0 is offered unit U4, but the household is linked to municipality GM0001 (Town 1) and the unit "
        "stands in GM0002 (Town 2)");
}

static void test_pair_is_refused_when_linked_to_another_region(void)
{
    struct town town = town_new();

    town.policy.link_scope = KOPPEL_LINK_REGION;
    expect_refusal(
        &town, H0, U4, KOPPEL_REFUSAL_LINK,
        "household H0 is offered unit U4, but the household is linked to GM0001 (Town 1) of region East and the "
        "unit stands in GM0002 (Town 2) of region West");
}

static void test_pair_is_allowed_when_linked_to_the_same_region(void)
{
    struct town town = town_new();

    town.policy.link_scope = KOPPEL_LINK_REGION;
    town.municipalities[1].region = 0;
    town.unit_of[H0] = U4;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    town_free(&town);
}

static void test_pair_is_refused_when_tied_elsewhere(void)
{
    struct town town = town_new();

    town.households[H3].tie = 1;
    town.households[H3].tie_reason = KOPPEL_TIE_WORK;
    expect_refusal(
        &town, H3, U0, KOPPEL_REFUSAL_TIE,
        "household H3 is offered unit U0, but the household has a hard tie to municipality GM0002 (Town 2) (work) "
        "and the unit stands in GM0001 (Town 1)");
}

static void test_pair_is_refused_when_rooms_are_too_few(void)
{
    struct town town = town_new();

    expect_refusal(
        &town, H1, U0, KOPPEL_REFUSAL_ROOMS,
        "household H1 is offered unit U0, but the household has 4 persons and the unit's 2 rooms are enough for 2 "
        "at most");
}

static void test_pair_is_refused_when_rooms_are_meant_for_more_persons(void)
{
    struct town town = town_new();

    expect_refusal(
        &town, H0, U1, KOPPEL_REFUSAL_ROOMS,
        "household H0 is offered unit U1, but the household has 1 person and the unit's 4 rooms are meant for at "
        "least 3");
}

static void test_pair_is_refused_when_spare_rooms_are_too_many(void)
{
    struct town town = town_new();

    town.policy.max_spare_rooms = 0;
    expect_refusal(
        &town, H0, U0, KOPPEL_REFUSAL_ROOMS,
        "household H0 is offered unit U0, but the household needs 1 room and the unit has 2, more than the 0 spare "
        "that the policy allows");
}

static void test_family_is_refused_in_a_pool_with_too_few_rooms(void)
{
    struct town town = town_new();

    town.policy.shared_take_families = true;
    expect_refusal(
        &town, H1, U2, KOPPEL_REFUSAL_ROOMS,
        "household H1 is offered unit U2, but the household needs more than the unit's 3 rooms for 4 persons");
}

static void test_pair_is_refused_one_cent_above_the_rent_limit_only(void)
{
    struct town town = town_new();

    town.units[U0].rent_cents = 71302;
    town.unit_of[H0] = U0;
    town.policy.spread_enforce = KOPPEL_GOAL;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    town.units[U0].rent_cents = 71303;
    expect_refusal(
        &town, H0, U0, KOPPEL_REFUSAL_RENT,
        "household H0 is offered unit U0, but the rent of 713.03 euro is above the limit of 713.02 euro for 1 "
        "person");
    town.policy.rent_limit = false;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    town_free(&town);
}

static void test_rent_limit_is_higher_for_a_larger_household(void)
{
    struct town town = town_new();

    town.units[U1].rent_cents = 76414;
    town.unit_of[H1] = U1;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    town.units[U1].rent_cents = 80005;
    expect_refusal(
        &town, H1, U1, KOPPEL_REFUSAL_RENT,
        "household H1 is offered unit U1, but the rent of 800.05 euro is above the limit of 764.14 euro for 4 "
        "persons");
}

static void test_pair_is_refused_when_not_step_free(void)
{
    struct town town = town_new();

    town.households[H0].step_free = true;
    expect_refusal(&town, H0, U0, KOPPEL_REFUSAL_STEP_FREE,
                   "household H0 is offered unit U0, but the household needs a step-free home and the unit is not");
}

static void test_pair_is_refused_when_labelled_for_others(void)
{
    struct town town = town_new();

    town.units[U0].label = 0;
    expect_refusal(
        &town, H0, U0, KOPPEL_REFUSAL_LABEL,
        "household H0 is offered unit U0, but the household belongs to age group adult and the unit is labelled "
        "senior_55");
}

static void test_pair_is_refused_the_day_after_the_latest_day(void)
{
    struct town town = town_new();

    town.households[H0].linked_on = TOWN_DAY;
    town.units[U0].available_from = TOWN_DAY + 84;
    town.unit_of[H0] = U0;
    town.policy.spread_enforce = KOPPEL_GOAL;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    town.units[U0].available_from = TOWN_DAY + 85;
    expect_refusal(
        &town, H0, U0, KOPPEL_REFUSAL_DATE,
        "household H0 is offered unit U0, but the unit is available from 2026-05-26 and the household must move by "
        "2026-05-25");
}

static void test_pair_is_refused_when_the_household_may_not_share(void)
{
    struct town town = town_new();

    expect_refusal(&town, H0, U2, KOPPEL_REFUSAL_SHARE,
                   "household H0 is offered unit U2, but the household may not share a home and the unit is shared");
}

static void test_family_is_refused_in_a_shared_home(void)
{
    struct town town = town_new();

    expect_refusal(
        &town, H1, U2, KOPPEL_REFUSAL_SHARE,
        "household H1 is offered unit U2, but the household has 4 persons and the unit is shared, one person a "
        "place");
}

static void test_sharer_is_refused_in_a_home_of_its_own_when_the_policy_says_so(void)
{
    struct town town = town_new();

    town.policy.sharers_self_contained = false;
    expect_refusal(
        &town, H2, U0, KOPPEL_REFUSAL_SHARE,
        "household H2 is offered unit U0, but the household is to share a home by the policy and the unit is "
        "self-contained");
}

static void test_pair_is_refused_in_an_excluded_area(void)
{
    struct town town = town_new();

    town.neighbourhoods[0].excluded = true;
    expect_refusal(
        &town, H0, U0, KOPPEL_REFUSAL_AREA,
        "household H0 is offered unit U0, but the unit stands in neighbourhood BU00010001 (Quarter), an excluded "
        "area");
}

static void test_pair_is_refused_by_a_decision(void)
{
    struct town town = town_new();

    town.decisions[0] = town_decision(H0, U0, KOPPEL_REFUSED, "stairs");
    town.decisions[0].decided_on = TOWN_DAY;
    town.kase.n_decisions = 1;
    expect_refusal(&town, H0, U0, KOPPEL_REFUSAL_REFUSED,
                   "household H0 is offered unit U0, but the household refused it earlier on 2026-03-02 (stairs)");
    town.decisions[0] = town_decision(H0, U0, KOPPEL_FORBID, "");
    expect_refusal(&town, H0, U0, KOPPEL_REFUSAL_FORBIDDEN,
                   "household H0 is offered unit U0, but a recorded decision rules it out");
}

/* ---- Places and decisions ---- */

static void test_unit_is_offered_too_often(void)
{
    struct town town = town_new();

    town.policy.spread_enforce = KOPPEL_GOAL;
    town.unit_of[H0] = U0;
    town.unit_of[H2] = U0;
    town_check(&town);
    town_expect_one(&town, KOPPEL_VIOLATION_PLACES, "unit U0 is offered to 2 households, but has 1 place");
    CU_ASSERT_EQUAL(town.verdict.violations[0].unit, U0);
    town_free(&town);
}

static void test_places_of_a_shared_unit_are_counted(void)
{
    struct town town = town_new();

    town.households[H0].may_share = true;
    town.unit_of[H0] = U2;
    town.unit_of[H2] = U2;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    town.households[H3].may_share = true;
    town.unit_of[H3] = U2;
    town_check(&town);
    town_expect_one(&town, KOPPEL_VIOLATION_PLACES, "unit U2 is offered to 3 households, but has 2 places");
    town_free(&town);
}

static void test_keep_decision_is_not_followed(void)
{
    struct town town = town_new();

    town.decisions[0] = town_decision(H1, U1, KOPPEL_KEEP, "promised");
    town.decisions[1] = town_decision(H2, U2, KOPPEL_KEEP, "");
    town.kase.n_decisions = 2;
    town.unit_of[H2] = U2;
    town_check(&town);
    town_expect_one(&town, KOPPEL_VIOLATION_KEEP,
                    "household H1 is offered nothing, but a recorded decision keeps it in unit U1 (promised)");
    town.unit_of[H1] = U1;
    town_check(&town);
    CU_ASSERT_EQUAL(town.verdict.n_violations, 0);
    town.policy.spread_enforce = KOPPEL_GOAL;
    town.unit_of[H2] = U0;
    town_check(&town);
    town_expect_one(&town, KOPPEL_VIOLATION_KEEP,
                    "household H2 is offered unit U0, but a recorded decision keeps it in unit U2");
    CU_ASSERT_EQUAL(town.verdict.violations[0].household, H2);
    CU_ASSERT_EQUAL(town.verdict.violations[0].unit, U2);
    town_free(&town);
}

static void test_violations_stand_in_order_of_kind_then_row(void)
{
    struct town town = town_new();

    town.decisions[0] = town_decision(H1, U1, KOPPEL_KEEP, "");
    town.kase.n_decisions = 1;
    town.unit_of[H0] = U0;
    town.unit_of[H1] = U0;
    town.unit_of[H3] = U1;
    town_check(&town);
    CU_ASSERT_EQUAL_FATAL(town.verdict.n_violations, 5);
    CU_ASSERT_EQUAL(town.verdict.violations[0].kind, KOPPEL_VIOLATION_PAIR);
    CU_ASSERT_EQUAL(town.verdict.violations[0].household, H1);
    CU_ASSERT_EQUAL(town.verdict.violations[1].kind, KOPPEL_VIOLATION_PAIR);
    CU_ASSERT_EQUAL(town.verdict.violations[1].household, H3);
    CU_ASSERT_EQUAL(town.verdict.violations[2].kind, KOPPEL_VIOLATION_PLACES);
    CU_ASSERT_EQUAL(town.verdict.violations[3].kind, KOPPEL_VIOLATION_KEEP);
    CU_ASSERT_EQUAL(town.verdict.violations[4].kind, KOPPEL_VIOLATION_ACCOUNT);
    CU_ASSERT_EQUAL(town.verdict.violations[4].account, SPREAD);
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_proposal_without_a_flaw_passes),
        TEST(test_pair_is_refused_when_linked_elsewhere),
        TEST(test_pair_is_refused_when_linked_to_another_region),
        TEST(test_pair_is_allowed_when_linked_to_the_same_region),
        TEST(test_pair_is_refused_when_tied_elsewhere),
        TEST(test_pair_is_refused_when_rooms_are_too_few),
        TEST(test_pair_is_refused_when_rooms_are_meant_for_more_persons),
        TEST(test_pair_is_refused_when_spare_rooms_are_too_many),
        TEST(test_family_is_refused_in_a_pool_with_too_few_rooms),
        TEST(test_pair_is_refused_one_cent_above_the_rent_limit_only),
        TEST(test_rent_limit_is_higher_for_a_larger_household),
        TEST(test_pair_is_refused_when_not_step_free),
        TEST(test_pair_is_refused_when_labelled_for_others),
        TEST(test_pair_is_refused_the_day_after_the_latest_day),
        TEST(test_pair_is_refused_when_the_household_may_not_share),
        TEST(test_family_is_refused_in_a_shared_home),
        TEST(test_sharer_is_refused_in_a_home_of_its_own_when_the_policy_says_so),
        TEST(test_pair_is_refused_in_an_excluded_area),
        TEST(test_pair_is_refused_by_a_decision),
        TEST(test_unit_is_offered_too_often),
        TEST(test_places_of_a_shared_unit_are_counted),
        TEST(test_keep_decision_is_not_followed),
        TEST(test_violations_stand_in_order_of_kind_then_row),
        TEST_END,
    };

    return suite_run("verdict pairs", tests);
}
