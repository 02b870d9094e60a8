// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* What a case, policy and rules must agree on before anything is solved, and what each household needs. */
#include "model/decisions.h"
#include "small_town.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

/* Works out the fit of a town that must be refused, and looks for the message. */
static void expect_refused(struct town *town, const char *file, long line, const char *message)
{
    struct koppel_suitability fit = {0};
    struct koppel_errors errors = {0};

    CU_ASSERT_EQUAL(
        koppel_suitability_init(&fit, &town->kase, &town->policy, &town->rules, TOWN_DAY, TOWN_PERIOD, &errors),
        KOPPEL_E_INPUT);
    CU_ASSERT_EQUAL(errors.n_items, 1);
    if (errors.n_items > 0) {
        CU_ASSERT_STRING_EQUAL(errors.items[0].file, file);
        CU_ASSERT_EQUAL(errors.items[0].line, line);
        CU_ASSERT_PTR_NOT_NULL(strstr(errors.items[0].text, message));
        if (strstr(errors.items[0].text, message) == NULL) {
            fprintf(stderr, "got: %s\n", errors.items[0].text);
        }
    }
    CU_ASSERT_PTR_NULL(fit.needs);
    koppel_errors_clear(&errors);
}

static void test_case_is_refused_when_a_linked_household_has_no_target(void)
{
    struct town town = town_new();

    town_join(&town);
    town.targets[0].published_on = TOWN_DAY + 1; /* announced after the day of the run */
    expect_refused(&town, "targets.csv", 0,
                   "municipality GM0001 (Town 1) has linked households (households.csv, H0) but no target for 2026-1 "
                   "published on or before 2026-03-02");
    town_free(&town);
}

static void test_case_is_refused_when_a_label_or_age_group_is_unknown(void)
{
    struct town town = town_new();

    town_join(&town);
    town.units[U1].label = 0;
    town.units[U1].line = 9;
    snprintf(town.rules.labels[1].name, sizeof town.rules.labels[1].name, "youth");
    expect_refused(&town, "units.csv", 9, "\"senior_55\" is not a label of the rules");
    town.units[U1].label = KOPPEL_NONE;
    snprintf(town.rules.age_groups[0], sizeof town.rules.age_groups[0], "grown-up");
    town.households[H1].line = 3;
    {
        struct koppel_suitability fit = {0};
        struct koppel_errors errors = {0};

        CU_ASSERT_EQUAL(
            koppel_suitability_init(&fit, &town.kase, &town.policy, &town.rules, TOWN_DAY, TOWN_PERIOD, &errors),
            KOPPEL_E_INPUT);
        CU_ASSERT_EQUAL(errors.n_items, 1); /* told once, of the first household */
        CU_ASSERT_PTR_NOT_NULL(
            strstr(errors.items[0].text, "\"adult\" is not an age group of the rules: write grown-up"));
        koppel_errors_clear(&errors);
    }
    town_free(&town);
}

static void test_urgency_class_of_the_table_must_be_in_the_policy(void)
{
    struct town town = town_new();
    static const char *urgencies[] = {"whenever"};

    town_join(&town);
    town.kase.urgencies = (struct koppel_names){.ids = urgencies, .n_ids = 1};
    town.households[H3].urgency = 0;
    town.households[H3].line = 5;
    expect_refused(&town, "households.csv", 5, "\"whenever\" is not an urgency class of policy even-spread: write ");
    town_free(&town);
}

static void set_decision(struct town *town, int32_t row, int32_t household, int32_t unit,
                         enum koppel_decision_kind kind)
{
    town->decisions[row] = town_decision(household, unit, kind, "");
    town->decisions[row].line = row + 2;
    town->kase.n_decisions = row + 1;
}

static void test_decisions_are_refused_when_they_contradict_each_other(void)
{
    struct town town = town_new();

    town_join(&town);
    set_decision(&town, 0, H0, U0, KOPPEL_KEEP);
    set_decision(&town, 1, H0, U3, KOPPEL_SIGNED);
    expect_refused(&town, "decisions.csv", 3,
                   "signed: H0 in U3 contradicts row 2, by which the household has U0 (keep): add a row refused or "
                   "withdrawn for the home that it does not have");
    set_decision(&town, 1, H3, U0, KOPPEL_ACCEPTED);
    expect_refused(&town, "decisions.csv", 3,
                   "accepted: H3 in U0: the unit has 1 place, and other rows give it to other households");
    set_decision(&town, 0, H0, U0, KOPPEL_OFFERED);
    set_decision(&town, 1, H0, U3, KOPPEL_OFFERED);
    expect_refused(&town, "decisions.csv", 3, "offered: H0 in U3 contradicts row 2");
    town_free(&town);
}

static void test_the_last_row_of_a_pair_rules_by_day_then_by_line(void)
{
    struct town town = town_new();

    set_decision(&town, 0, H0, U0, KOPPEL_FORBID);
    set_decision(&town, 1, H0, U0, KOPPEL_KEEP);
    town_join(&town);
    CU_ASSERT(koppel_pair_is_kept(&town.fit, H0, U0));
    CU_ASSERT_EQUAL(town.fit.decision_states[0], KOPPEL_DECISION_HISTORY);
    CU_ASSERT_EQUAL(town.fit.decision_states[1], KOPPEL_DECISION_RULES);
    town.decisions[0].decided_on = TOWN_DAY;
    town.decisions[1].decided_on = TOWN_DAY - 1;
    town_join(&town);
    CU_ASSERT_FALSE(koppel_pair_is_kept(&town.fit, H0, U0));
    CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H0, U0), KOPPEL_REFUSAL_FORBIDDEN);
    town.decisions[0].kind = KOPPEL_WITHDRAWN; /* takes back what was decided, and what was decided before that */
    town_join(&town);
    CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H0, U0), KOPPEL_SUITABLE);
    CU_ASSERT_FALSE(koppel_pair_is_kept(&town.fit, H0, U0));
    town_free(&town);
}

static void test_decision_holds_up_to_and_including_its_last_day(void)
{
    struct town town = town_new();

    set_decision(&town, 0, H0, U0, KOPPEL_REFUSED);
    town.decisions[0].until = TOWN_DAY;
    town_join(&town);
    CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H0, U0), KOPPEL_REFUSAL_REFUSED);
    town.decisions[0].until = TOWN_DAY - 1;
    town_join(&town);
    CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H0, U0), KOPPEL_SUITABLE);
    CU_ASSERT_EQUAL(town.fit.decision_states[0], KOPPEL_DECISION_EXPIRED);
    town_free(&town);
}

static void test_offer_gives_way_to_what_is_accepted_or_signed(void)
{
    struct town town = town_new();

    set_decision(&town, 0, H0, U0, KOPPEL_OFFERED);
    set_decision(&town, 1, H0, U3, KOPPEL_SIGNED); /* the household has another home */
    town_join(&town);
    CU_ASSERT_FALSE(koppel_pair_is_kept(&town.fit, H0, U0));
    CU_ASSERT(koppel_pair_is_kept(&town.fit, H0, U3));
    CU_ASSERT_EQUAL(town.fit.decision_states[0], KOPPEL_DECISION_OVERTAKEN);
    set_decision(&town, 1, H3, U0, KOPPEL_ACCEPTED); /* the home has another household */
    town_join(&town);
    CU_ASSERT_FALSE(koppel_pair_is_kept(&town.fit, H0, U0));
    CU_ASSERT(koppel_pair_is_kept(&town.fit, H3, U0));
    set_decision(&town, 1, H3, U3, KOPPEL_ACCEPTED);
    town_join(&town);
    CU_ASSERT(koppel_pair_is_kept(&town.fit, H0, U0));
    town_free(&town);
}

static void test_pair_that_is_decided_suits_against_every_rule(void)
{
    struct town town = town_new();

    set_decision(&town, 0, H1, U0, KOPPEL_KEEP);   /* 4 persons in 2 rooms */
    set_decision(&town, 1, H0, U4, KOPPEL_SIGNED); /* in a municipality to which it is not linked */
    town.units[U0].rent_cents = 10000000;
    town_join(&town);
    CU_ASSERT(koppel_pair_is_kept(&town.fit, H1, U0));
    CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H1, U0), KOPPEL_SUITABLE);
    CU_ASSERT_EQUAL(koppel_rules_against(&town.fit, H1, U0),
                    koppel_rule_bit(KOPPEL_REFUSAL_ROOMS) | koppel_rule_bit(KOPPEL_REFUSAL_RENT));
    CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H0, U4), KOPPEL_SUITABLE);
    CU_ASSERT_EQUAL(koppel_rules_against(&town.fit, H0, U4), koppel_rule_bit(KOPPEL_REFUSAL_LINK));
    CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H3, U0), KOPPEL_REFUSAL_RENT);
    town_free(&town);
}

static void test_exception_overrules_the_rules_that_it_names_for_one_pair(void)
{
    struct town town = town_new();

    set_decision(&town, 0, H1, U0, KOPPEL_EXCEPT);
    town.decisions[0].rules = koppel_rule_bit(KOPPEL_REFUSAL_ROOMS) | koppel_rule_bit(KOPPEL_COUNTED_CAP);
    town_join(&town);
    CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H1, U0), KOPPEL_SUITABLE);
    CU_ASSERT_FALSE(koppel_pair_is_kept(&town.fit, H1, U0));
    CU_ASSERT(koppel_pair_is_excepted(&town.fit, H1, U0, KOPPEL_COUNTED_CAP));
    CU_ASSERT_FALSE(koppel_pair_is_excepted(&town.fit, H1, U0, KOPPEL_COUNTED_MIX));
    CU_ASSERT_FALSE(koppel_pair_is_excepted(&town.fit, H1, U3, KOPPEL_COUNTED_CAP));
    CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H1, U3), KOPPEL_REFUSAL_ROOMS);
    town.units[U0].rent_cents = 10000000; /* this one was not named */
    town_join(&town);
    CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H1, U0), KOPPEL_REFUSAL_RENT);
    town_free(&town);
}

static void test_area_is_barred_for_one_household(void)
{
    static const struct {
        enum koppel_area area;
        int32_t place;
        bool suits[2]; /* U0 and U3 */
    } bars[] = {{KOPPEL_AREA_COMPLEX, 0, {false, true}},
                {KOPPEL_AREA_NEIGHBOURHOOD, 2, {true, false}},
                {KOPPEL_AREA_DISTRICT, 0, {false, true}},
                {KOPPEL_AREA_MUNICIPALITY, 0, {false, false}},
                {KOPPEL_AREA_MUNICIPALITY, 1, {true, true}}};

    for (size_t k = 0; k < sizeof bars / sizeof *bars; k++) {
        struct town town = town_new();

        set_decision(&town, 0, H0, KOPPEL_NONE, KOPPEL_REFUSED);
        town.decisions[0].area = bars[k].area;
        town.decisions[0].place = bars[k].place;
        town_join(&town);
        CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H0, U0) == KOPPEL_SUITABLE, bars[k].suits[0]);
        CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H0, U3) == KOPPEL_SUITABLE, bars[k].suits[1]);
        CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H3, U0), KOPPEL_SUITABLE);
        set_decision(&town, 1, H0, U0, KOPPEL_KEEP); /* one home of it is held all the same */
        town_join(&town);
        CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H0, U0), KOPPEL_SUITABLE);
        town_free(&town);
    }
}

static void test_urgency_grows_with_the_days_past_the_term(void)
{
    struct town town = town_new();

    town.households[H0].linked_on = TOWN_DAY - 84;
    town.households[H1].linked_on = TOWN_DAY - 84 - 10;
    town.households[H2].linked_on = TOWN_DAY - 84 - 500;
    town_join(&town);
    CU_ASSERT_EQUAL(town.fit.needs[H0].urgency_points, 100);
    CU_ASSERT_EQUAL(town.fit.needs[H1].urgency_points, 110);
    CU_ASSERT_EQUAL(town.fit.needs[H2].urgency_points, 280); /* days count up to 180 */
    CU_ASSERT_EQUAL(town.fit.needs[H2].days_overdue, 500);
    CU_ASSERT_EQUAL(town.fit.needs[H3].days_overdue, 0);
    town_free(&town);
}

static void test_latest_day_is_the_term_or_the_grace_within_the_half_year(void)
{
    struct town town = town_new();
    int32_t last = koppel_period_last_day(TOWN_PERIOD);

    town.households[H0].linked_on = TOWN_DAY - 10;
    town.households[H1].linked_on = TOWN_DAY - 300;
    town.policy.days_overdue = 30;
    town_join(&town);
    CU_ASSERT_EQUAL(town.fit.needs[H0].latest_day, TOWN_DAY - 10 + 84);
    CU_ASSERT_EQUAL(town.fit.needs[H1].latest_day, TOWN_DAY + 30);
    CU_ASSERT_EQUAL(town.fit.needs[H2].latest_day, last); /* not known when it was linked */
    town.policy.days_overdue = 365;
    town_join(&town);
    CU_ASSERT_EQUAL(town.fit.needs[H0].latest_day, last);
    town_free(&town);
}

static void test_persons_count_as_the_policy_says(void)
{
    struct town town = town_new();

    town.households[H0].expected_relatives = 3;
    town_join(&town);
    CU_ASSERT_EQUAL(town.fit.needs[H0].persons_target, 1);
    CU_ASSERT_EQUAL(town.fit.needs[H0].persons_rent, 1);
    CU_ASSERT_EQUAL(town.fit.needs[H0].persons_rooms, 4);
    CU_ASSERT_EQUAL(town.fit.needs[H0].persons_spread, 4);
    CU_ASSERT_EQUAL(town.fit.needs[H0].rooms_needed, 4);
    town.policy.target_persons = KOPPEL_PERSONS_EXPECTED;
    town.households[H0].expected_relatives = 30;
    town_join(&town);
    CU_ASSERT_EQUAL(town.fit.needs[H0].persons_target, 31);
    CU_ASSERT_EQUAL(town.fit.needs[H0].rooms_needed, INT32_MAX);
    CU_ASSERT_EQUAL(koppel_household_fits_unit(&town.fit, H0, U1), KOPPEL_REFUSAL_ROOMS);
    town_free(&town);
}

static void test_day_and_period_come_from_the_tables_unless_the_policy_says(void)
{
    struct town town = town_new();
    struct koppel_errors errors = {0};
    int32_t as_of = 0;
    int32_t period = 0;

    town.households[H0].linked_on = TOWN_DAY - 50;
    town_join(&town);
    CU_ASSERT_EQUAL(koppel_suitability_day(&town.kase, &town.policy, &as_of, &period, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(as_of, TOWN_DAY - 50);
    CU_ASSERT_EQUAL(period, TOWN_PERIOD);
    town.policy.as_of = TOWN_DAY - 101; /* before any target was published */
    CU_ASSERT_EQUAL(koppel_suitability_day(&town.kase, &town.policy, &as_of, &period, &errors), KOPPEL_E_INPUT);
    town.policy.period = TOWN_PERIOD + 1;
    CU_ASSERT_EQUAL(koppel_suitability_day(&town.kase, &town.policy, &as_of, &period, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(period, TOWN_PERIOD + 1);
    koppel_errors_clear(&errors);
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_case_is_refused_when_a_linked_household_has_no_target),
                                              TEST(test_case_is_refused_when_a_label_or_age_group_is_unknown),
                                              TEST(test_urgency_class_of_the_table_must_be_in_the_policy),
                                              TEST(test_decisions_are_refused_when_they_contradict_each_other),
                                              TEST(test_the_last_row_of_a_pair_rules_by_day_then_by_line),
                                              TEST(test_decision_holds_up_to_and_including_its_last_day),
                                              TEST(test_offer_gives_way_to_what_is_accepted_or_signed),
                                              TEST(test_pair_that_is_decided_suits_against_every_rule),
                                              TEST(test_exception_overrules_the_rules_that_it_names_for_one_pair),
                                              TEST(test_area_is_barred_for_one_household),
                                              TEST(test_urgency_grows_with_the_days_past_the_term),
                                              TEST(test_latest_day_is_the_term_or_the_grace_within_the_half_year),
                                              TEST(test_persons_count_as_the_policy_says),
                                              TEST(test_day_and_period_come_from_the_tables_unless_the_policy_says),
                                              TEST_END};

    return suite_run("suitability", tests);
}
