// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Targets by the formula, standings, schedule, missed half-years and rungs, on tables in memory. */
#include "model/statutory_target.h"
#include "province/ladder.h"
#include "province/target_table.h"
#include "suite.h"

#include <string.h>

enum { P1 = 2026 * 2, P2 = 2026 * 2 + 1, P0 = 2025 * 2 + 1 };

static const struct koppel_supervision_dates dates = {.announce_weeks = 13,
                                                      .reference_years_before = 1,
                                                      .reference = {1, 1},
                                                      .linked_by = {{4, 1}, {10, 1}},
                                                      .slightly_parts = 1,
                                                      .slightly_of = 6};

static const struct koppel_ladder ladder = {
    .name = "test",
    .rungs = {{.name = "one", .missed = 1},
              {.name = "two", .missed = 1, .after_days = 14},
              {.name = "three", .missed = 2, .short_percent = 10},
              {.name = "four", .missed = 4, .short_percent = 10, .substitution = true}},
    .n_rungs = 4};

/* A case of one municipality and the targets that a test sets. */
static struct koppel_municipality town = {.id = "GM0001", .name = "Town", .province = "P", .inhabitants = 50000};

static struct koppel_case case_of(struct koppel_target *targets, int32_t n)
{
    return (struct koppel_case){.municipalities = &town, .n_municipalities = 1, .targets = targets, .n_targets = n};
}

/* A version of the only municipality; its lines are numbered from 2 on. */
static struct koppel_target version(int32_t period, int32_t published_on, int32_t target, int32_t balance,
                                    int32_t linked, int32_t housed)
{
    return (struct koppel_target){.period = period,
                                  .published_on = published_on,
                                  .target_persons = target,
                                  .balance_persons = balance,
                                  .linked_persons = linked,
                                  .linked_by_reference_persons = KOPPEL_UNKNOWN,
                                  .excusable_persons = KOPPEL_UNKNOWN,
                                  .housed_persons = housed,
                                  .source = ""};
}

static int32_t day(int year, int month, int d)
{
    return koppel_date_make(year, month, d);
}

static struct koppel_standing standing_on(const struct koppel_case *kase, int32_t period, int32_t on)
{
    const struct koppel_asked asked = {.day = on, .known_on = on};
    struct koppel_standing standing;

    CU_ASSERT_TRUE(koppel_standing_make(kase, &dates, &asked, period, &standing));
    return standing;
}

static void test_formula_rounds_up(void)
{
    CU_ASSERT_EQUAL(koppel_statutory_target(21200, 905170, 17590672), 1091);
    CU_ASSERT_EQUAL(koppel_statutory_target(10, 1, 10), 1);
    CU_ASSERT_EQUAL(koppel_statutory_target(11, 1, 10), 2);
    CU_ASSERT_EQUAL(koppel_statutory_target(21200, 900, 17590672), 2);
    CU_ASSERT_EQUAL(koppel_statutory_target(0, 900, 17590672), 0);
}

static void test_formula_is_exact_beyond_32_bits(void)
{
    CU_ASSERT_EQUAL(koppel_statutory_target(1000000, 17590671, 17590672), 1000000);
    CU_ASSERT_EQUAL(koppel_statutory_target(INT64_C(1000000000000), 17590672, 17590672), INT64_C(1000000000000));
}

static void test_rounding_of_a_figure_is_told_apart(void)
{
    CU_ASSERT_EQUAL(koppel_target_rounding(3, 5, 1, 2), KOPPEL_ROUNDED_UP);
    CU_ASSERT_EQUAL(koppel_target_rounding(2, 5, 1, 2), KOPPEL_ROUNDED_DOWN);
    CU_ASSERT_EQUAL(koppel_target_rounding(1, 4, 1, 3), KOPPEL_ROUNDED_NEAREST);
    CU_ASSERT_EQUAL(koppel_target_rounding(2, 4, 1, 3), KOPPEL_ROUNDED_UP);
    CU_ASSERT_EQUAL(koppel_target_rounding(1, 5, 1, 3), KOPPEL_ROUNDED_DOWN);
    CU_ASSERT_EQUAL(koppel_target_rounding(9, 5, 1, 3), KOPPEL_ROUNDED_OTHERWISE);
}

static void test_national_range_is_all_numbers_that_fit(void)
{
    for (int64_t inhabitants = 1; inhabitants <= 30; inhabitants++) {
        for (int64_t target = 0; target <= 8; target++) {
            struct koppel_national_range range = koppel_national_range(target, inhabitants, 30);

            for (int64_t national = 0; national <= 300; national++) {
                bool fits = koppel_statutory_target(national, inhabitants, 30) == target;

                CU_ASSERT_EQUAL(fits, national >= range.least && national <= range.most);
            }
        }
    }
}

static void test_months_pass_at_the_end_of_their_last_day(void)
{
    CU_ASSERT_EQUAL(koppel_months_passed(P1, day(2025, 12, 31)), 0);
    CU_ASSERT_EQUAL(koppel_months_passed(P1, day(2026, 1, 30)), 0);
    CU_ASSERT_EQUAL(koppel_months_passed(P1, day(2026, 1, 31)), 1);
    CU_ASSERT_EQUAL(koppel_months_passed(P1, day(2026, 2, 28)), 2);
    CU_ASSERT_EQUAL(koppel_months_passed(P1, day(2026, 4, 1)), 3);
    CU_ASSERT_EQUAL(koppel_months_passed(P1, day(2026, 6, 30)), 6);
    CU_ASSERT_EQUAL(koppel_months_passed(P2, day(2026, 6, 30)), 0);
    CU_ASSERT_EQUAL(koppel_months_passed(P2, day(2026, 12, 30)), 5);
    CU_ASSERT_EQUAL(koppel_months_passed(P2, day(2027, 3, 1)), 6);
}

static void test_schedule_is_a_sixth_a_month(void)
{
    CU_ASSERT_EQUAL(koppel_schedule_due(100, 1), 17);
    CU_ASSERT_EQUAL(koppel_schedule_due(100, 3), 50);
    CU_ASSERT_EQUAL(koppel_schedule_due(-5, 3), 0);
    CU_ASSERT_EQUAL(koppel_schedule_class(&dates, 60, 30, 3), KOPPEL_ON_SCHEDULE);
    CU_ASSERT_EQUAL(koppel_schedule_class(&dates, 60, 29, 3), KOPPEL_SLIGHTLY_BEHIND);
    CU_ASSERT_EQUAL(koppel_schedule_class(&dates, 60, 20, 3), KOPPEL_SLIGHTLY_BEHIND);
    CU_ASSERT_EQUAL(koppel_schedule_class(&dates, 60, 19, 3), KOPPEL_FAR_BEHIND);
    CU_ASSERT_EQUAL(koppel_schedule_class(&dates, 0, 0, 6), KOPPEL_ON_SCHEDULE);
    CU_ASSERT_EQUAL(koppel_schedule_class(&dates, -4, 0, 6), KOPPEL_ON_SCHEDULE);
}

/* nu.nl, July 2022: asked and housed after a whole half-year. */
static void test_published_examples_of_july_2022_are_classified(void)
{
    CU_ASSERT_EQUAL(koppel_schedule_class(&dates, 417, 367, 6), KOPPEL_SLIGHTLY_BEHIND); /* The Hague */
    CU_ASSERT_EQUAL(koppel_schedule_class(&dates, 81, 53, 6), KOPPEL_FAR_BEHIND);        /* Westland */
    CU_ASSERT_EQUAL(koppel_schedule_class(&dates, 109, 86, 6), KOPPEL_FAR_BEHIND);       /* Zoetermeer */
    CU_ASSERT_EQUAL(koppel_schedule_class(&dates, 76, 85, 6), KOPPEL_ON_SCHEDULE);       /* Delft */
    CU_ASSERT_EQUAL(koppel_schedule_class(&dates, 15, 24, 6), KOPPEL_ON_SCHEDULE);       /* Wassenaar */
    CU_ASSERT_EQUAL(koppel_schedule_class(&dates, 13, 12, 6), KOPPEL_SLIGHTLY_BEHIND);   /* Voorschoten */
}

static void test_the_version_of_the_day_rules(void)
{
    struct koppel_target rows[] = {version(P1, day(2025, 10, 1), 50, 0, 10, 2),
                                   version(P1, day(2026, 2, 2), 40, 0, 30, 5)};
    struct koppel_case kase = case_of(rows, 2);

    CU_ASSERT_EQUAL(standing_on(&kase, P1, day(2026, 2, 1)).target.persons, 50);
    CU_ASSERT_EQUAL(standing_on(&kase, P1, day(2026, 2, 1)).target.n_versions, 1);
    CU_ASSERT_EQUAL(standing_on(&kase, P1, day(2026, 2, 2)).target.persons, 40);
    CU_ASSERT_EQUAL(koppel_ruling_target(&kase, 0, P1, day(2025, 9, 30)).row, KOPPEL_NONE);
}

static void test_swaps_change_the_target_from_their_day_on(void)
{
    struct koppel_target rows[] = {version(P1, day(2025, 10, 1), 50, 0, 10, 2)};
    struct koppel_swap swaps[] = {{.swap = "a", .period = P1, .agreed_on = day(2026, 3, 1), .change_persons = -8}};
    struct koppel_case kase = case_of(rows, 1);

    kase.swaps = swaps;
    kase.n_swaps = 1;
    CU_ASSERT_EQUAL(standing_on(&kase, P1, day(2026, 2, 28)).corrected, 50);
    CU_ASSERT_EQUAL(standing_on(&kase, P1, day(2026, 3, 1)).corrected, 42);
}

static void test_corrected_target_adds_arrears_and_subtracts_a_lead(void)
{
    struct koppel_target rows[] = {version(P1, day(2025, 10, 1), 50, -7, 10, 2)};
    struct koppel_case kase = case_of(rows, 1);

    CU_ASSERT_EQUAL(standing_on(&kase, P1, day(2026, 1, 1)).corrected, 57);
    CU_ASSERT_EQUAL(standing_on(&kase, P1, day(2026, 1, 1)).balance_after, -55);
    rows[0].balance_persons = 60;
    CU_ASSERT_EQUAL(standing_on(&kase, P1, day(2026, 1, 1)).corrected, -10);
    CU_ASSERT_EQUAL(standing_on(&kase, P1, day(2026, 1, 1)).shortfall, 0);
    CU_ASSERT_EQUAL(standing_on(&kase, P1, day(2026, 1, 1)).balance_after, 12);
}

static void test_too_few_linked_by_the_reference_date_is_excusable(void)
{
    /* 20 linked on 20 March, 35 on 1 May: what counts is 1 April */
    struct koppel_target rows[] = {version(P1, day(2026, 3, 20), 50, 0, 20, 5),
                                   version(P1, day(2026, 5, 1), 50, 0, 35, 18)};
    struct koppel_case kase = case_of(rows, 2);
    struct koppel_standing end = standing_on(&kase, P1, day(2026, 7, 1));

    CU_ASSERT_EQUAL(end.linked_by_reference, 20);
    CU_ASSERT_EQUAL(end.linked_row, 0);
    CU_ASSERT_EQUAL(end.shortfall, 32);
    CU_ASSERT_EQUAL(end.excusable, 30);
    CU_ASSERT_EQUAL(end.enforceable, 2);
    CU_ASSERT_EQUAL(end.cause, KOPPEL_CAUSE_BOTH);
    CU_ASSERT_TRUE(koppel_standing_missed(&end));
    rows[1].housed_persons = 20;
    end = standing_on(&kase, P1, day(2026, 7, 1));
    CU_ASSERT_EQUAL(end.enforceable, 0);
    CU_ASSERT_EQUAL(end.cause, KOPPEL_CAUSE_NOT_LINKED);
    CU_ASSERT_FALSE(koppel_standing_missed(&end));
    rows[1].linked_by_reference_persons = 48; /* the official count beats the version of 20 March */
    end = standing_on(&kase, P1, day(2026, 7, 1));
    CU_ASSERT_EQUAL(end.excusable, 2);
    CU_ASSERT_EQUAL(end.linked_row, 1);
    rows[1].excusable_persons = 7; /* and the official excusable part beats both */
    end = standing_on(&kase, P1, day(2026, 7, 1));
    CU_ASSERT_EQUAL(end.excusable, 7);
    CU_ASSERT_EQUAL(end.excusable_computed, 2);
    CU_ASSERT_TRUE(end.excusable_is_official);
    rows[1].excusable_persons = 0; /* also when it says that nothing is */
    end = standing_on(&kase, P1, day(2026, 7, 1));
    CU_ASSERT_EQUAL(end.enforceable, end.shortfall);
}

static void test_nothing_is_excused_when_linking_is_not_recorded(void)
{
    struct koppel_target rows[] = {version(P1, day(2026, 5, 1), 50, 0, KOPPEL_UNKNOWN, 18)};
    struct koppel_case kase = case_of(rows, 1);
    struct koppel_standing end = standing_on(&kase, P1, day(2026, 7, 1));

    CU_ASSERT_EQUAL(end.linked_by_reference, KOPPEL_UNKNOWN);
    CU_ASSERT_EQUAL(end.excusable, 0);
    CU_ASSERT_EQUAL(end.enforceable, 32);
    CU_ASSERT_EQUAL(end.cause, KOPPEL_CAUSE_UNKNOWN);
}

static void test_a_half_year_is_not_missed_before_it_ends(void)
{
    struct koppel_target rows[] = {version(P1, day(2026, 1, 1), 50, 0, 50, 0)};
    struct koppel_case kase = case_of(rows, 1);
    struct koppel_standing now = standing_on(&kase, P1, day(2026, 6, 29));

    CU_ASSERT_FALSE(koppel_standing_missed(&now));
    now = standing_on(&kase, P1, day(2026, 6, 30));
    CU_ASSERT_TRUE(koppel_standing_missed(&now));
}

static struct koppel_rung_state rung_on(const struct koppel_case *kase, int32_t on)
{
    const struct koppel_asked asked = {.day = on, .known_on = on};

    return koppel_rung_state(kase, &dates, &ladder, &asked);
}

static void test_rungs_follow_missed_half_years_and_days(void)
{
    struct koppel_target rows[] = {version(P0 - 1, day(2025, 6, 1), 10, 0, 10, 10),
                                   version(P0, day(2025, 12, 1), 10, 0, 10, 4),
                                   version(P1, day(2026, 6, 1), 10, -6, 20, 8)};
    struct koppel_case kase = case_of(rows, 3);
    struct koppel_rung_state state = rung_on(&kase, day(2026, 1, 1));

    CU_ASSERT_EQUAL(state.rung, 1);
    CU_ASSERT_EQUAL(state.since, day(2026, 1, 1));
    CU_ASSERT_EQUAL(state.missed.n, 1);
    CU_ASSERT_FALSE(state.missed.reaches_the_start);
    CU_ASSERT_EQUAL(rung_on(&kase, day(2026, 1, 14)).rung, 1);
    CU_ASSERT_EQUAL(rung_on(&kase, day(2026, 1, 15)).rung, 2);
    CU_ASSERT_EQUAL(rung_on(&kase, day(2026, 6, 30)).rung, 2);
    state = rung_on(&kase, day(2026, 7, 1));
    CU_ASSERT_EQUAL(state.rung, 3);
    CU_ASSERT_EQUAL(state.missed.n, 2);
    CU_ASSERT_EQUAL(state.missed.periods[0], P0);
    CU_ASSERT_EQUAL(state.missed.periods[1], P1);
    CU_ASSERT_EQUAL(state.since, day(2026, 7, 1));
    rows[2].housed_persons = 15; /* 1 of 16 short: less than 10 % */
    CU_ASSERT_EQUAL(rung_on(&kase, day(2026, 7, 1)).rung, 2);
    rows[2].housed_persons = 16; /* met: the row ends */
    CU_ASSERT_EQUAL(rung_on(&kase, day(2026, 7, 1)).rung, 0);
    CU_ASSERT_EQUAL(rung_on(&kase, day(2026, 7, 1)).since, KOPPEL_NO_DATE);
}

static void test_an_excused_half_year_is_passed_over_or_ends_the_row(void)
{
    struct koppel_target rows[] = {version(P0 - 1, day(2025, 6, 1), 10, 0, 10, 4),
                                   version(P0, day(2025, 9, 1), 10, -6, 5, 5),
                                   version(P1, day(2026, 3, 1), 10, -11, 21, 8)};
    struct koppel_case kase = case_of(rows, 3);
    struct koppel_ladder breaks = ladder;
    const struct koppel_asked asked = {.day = day(2026, 7, 1), .known_on = day(2026, 7, 1)};
    struct koppel_missed_row row = koppel_missed_row(&kase, &dates, &ladder, &asked);

    CU_ASSERT_EQUAL(row.n, 2);
    CU_ASSERT_EQUAL(row.n_excused, 1);
    CU_ASSERT_EQUAL(row.periods[0], P0 - 1);
    breaks.excused_breaks = true;
    row = koppel_missed_row(&kase, &dates, &breaks, &asked);
    CU_ASSERT_EQUAL(row.n, 1);
    CU_ASSERT_EQUAL(row.periods[0], P1);
}

static void test_a_decision_of_the_province_overrides_the_rule_until_it_is_taken_back(void)
{
    struct koppel_target rows[] = {version(P0, day(2025, 12, 1), 10, 0, 10, 4)};
    struct koppel_intervention decisions[] = {
        {.decided_on = day(2026, 2, 1), .rung = 4, .plan_on = KOPPEL_NO_DATE, .reason = "no plan came"},
        {.decided_on = day(2026, 3, 1), .rung = KOPPEL_UNKNOWN, .plan_on = day(2026, 2, 20), .reason = "a plan came"}};
    struct koppel_case kase = case_of(rows, 1);
    struct koppel_rung_state state;

    kase.interventions = decisions;
    kase.n_interventions = 2;
    state = rung_on(&kase, day(2026, 2, 1));
    CU_ASSERT_EQUAL(state.rung, 4);
    CU_ASSERT_EQUAL(state.by_rule, 2);
    CU_ASSERT_EQUAL(state.intervention, 0);
    CU_ASSERT_EQUAL(state.substituted, 6);
    state = rung_on(&kase, day(2026, 3, 1));
    CU_ASSERT_EQUAL(state.rung, 2);
    CU_ASSERT_EQUAL(state.intervention, KOPPEL_NONE);
    CU_ASSERT_EQUAL(state.plan_on, day(2026, 2, 20));
}

static void test_whole_task_substitution_takes_the_current_target_as_well(void)
{
    struct koppel_target rows[] = {version(P0, day(2025, 12, 1), 10, 0, 10, 4),
                                   version(P1, day(2026, 1, 1), 12, -6, 10, 0)};
    struct koppel_intervention decisions[] = {
        {.decided_on = day(2026, 2, 1), .rung = 4, .plan_on = KOPPEL_NO_DATE, .reason = "decided"}};
    struct koppel_ladder whole = ladder;
    struct koppel_case kase = case_of(rows, 2);
    const struct koppel_asked asked = {.day = day(2026, 2, 1), .known_on = day(2026, 2, 1)};

    kase.interventions = decisions;
    kase.n_interventions = 1;
    CU_ASSERT_EQUAL(rung_on(&kase, day(2026, 2, 1)).substituted, 6);
    whole.whole_task = true;
    CU_ASSERT_EQUAL(koppel_rung_state(&kase, &dates, &whole, &asked).substituted, 18);
}

static void test_boundary_changes_move_inhabitants_after_the_reference_date(void)
{
    struct koppel_headcount counts[] = {{.municipality = 0, .counted_on = day(2025, 1, 1), .inhabitants = 40000}};
    struct koppel_boundary_change changes[] = {
        {.changed_on = day(2026, 1, 1),
         .from = "GM0002",
         .from_row = KOPPEL_NONE,
         .to = 0,
         .inhabitants = 9000,
         .ends = true},
        {.changed_on = day(2025, 1, 1), .from = "GM0003", .from_row = KOPPEL_NONE, .to = 0, .inhabitants = 500}};
    struct koppel_case kase = case_of(NULL, 0);

    kase.headcounts = counts;
    kase.n_headcounts = 1;
    kase.boundary_changes = changes;
    kase.n_boundary_changes = 2;
    CU_ASSERT_EQUAL(koppel_reference_count(&kase, &dates, 0, P1).inhabitants, 49000);
    CU_ASSERT_EQUAL(koppel_reference_count(&kase, &dates, 0, P1).moved_in, 9000);
    CU_ASSERT_EQUAL(koppel_reference_count(&kase, &dates, 0, P0).inhabitants, 50000); /* no count of 1 January 2024 */
}

static void test_on_the_check_day_supervision_looks_at_the_half_year_that_ended(void)
{
    struct koppel_target rows[] = {version(P1, day(2025, 10, 1), 28, 0, 10, 2),
                                   version(P2, day(2026, 4, 1), 30, 0, 0, 0)};
    struct koppel_case kase = case_of(rows, 2);

    CU_ASSERT_EQUAL(koppel_supervised_period(&kase, day(2025, 12, 1)), P1); /* announced, and nothing before it */
    CU_ASSERT_EQUAL(koppel_supervised_period(&kase, day(2026, 4, 15)), P1);
    CU_ASSERT_EQUAL(koppel_supervised_period(&kase, day(2026, 7, 1)), P1);
    CU_ASSERT_EQUAL(koppel_supervised_period(&kase, day(2026, 7, 2)), P2);
    CU_ASSERT_EQUAL(koppel_supervised_period(&kase, day(2025, 9, 1)), KOPPEL_NONE);
    CU_ASSERT_EQUAL(koppel_period_of_day(day(2026, 6, 30)), P1);
    CU_ASSERT_EQUAL(koppel_period_of_day(day(2026, 7, 1)), P2);
}

static void test_differences_are_explained_and_never_repaired(void)
{
    struct koppel_target rows[] = {version(P1, day(2025, 10, 1), 28, 0, 10, 2)};
    struct koppel_national nationals[] = {
        {.period = P1, .published_on = day(2025, 10, 1), .target_persons = 9979, .inhabitants = 17590672, .source = ""},
        {.period = P1, .published_on = day(2026, 2, 1), .target_persons = 9000, .inhabitants = 17590672, .source = ""}};
    struct koppel_case kase = case_of(rows, 1);
    struct koppel_target_question question = {
        .period = P1, .day = day(2025, 12, 1), .national = KOPPEL_UNKNOWN, .inhabitants = KOPPEL_UNKNOWN};
    struct koppel_target_table table = {0};

    kase.nationals = nationals;
    kase.n_nationals = 2;
    CU_ASSERT_EQUAL(koppel_target_table_make(&kase, &dates, &question, &table), KOPPEL_OK);
    CU_ASSERT_EQUAL(table.lines[0].computed, 29); /* 28.36 */
    CU_ASSERT_EQUAL(table.lines[0].difference, -1);
    CU_ASSERT_EQUAL(table.lines[0].official.persons, 28);
    CU_ASSERT_EQUAL(table.lines[0].why, KOPPEL_DIFFERENCE_NEAREST);
    koppel_target_table_free(&table);
    rows[0].target_persons = 26; /* 25.58 by the number of February */
    CU_ASSERT_EQUAL(koppel_target_table_make(&kase, &dates, &question, &table), KOPPEL_OK);
    CU_ASSERT_EQUAL(table.lines[0].why, KOPPEL_DIFFERENCE_NATIONAL);
    CU_ASSERT_EQUAL(table.lines[0].why_row, 1);
    koppel_target_table_free(&table);
    rows[0].target_persons = 99;
    CU_ASSERT_EQUAL(koppel_target_table_make(&kase, &dates, &question, &table), KOPPEL_OK);
    CU_ASSERT_EQUAL(table.lines[0].why, KOPPEL_DIFFERENCE_UNEXPLAINED);
    koppel_target_table_free(&table);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_formula_rounds_up),
        TEST(test_formula_is_exact_beyond_32_bits),
        TEST(test_rounding_of_a_figure_is_told_apart),
        TEST(test_national_range_is_all_numbers_that_fit),
        TEST(test_months_pass_at_the_end_of_their_last_day),
        TEST(test_schedule_is_a_sixth_a_month),
        TEST(test_published_examples_of_july_2022_are_classified),
        TEST(test_the_version_of_the_day_rules),
        TEST(test_swaps_change_the_target_from_their_day_on),
        TEST(test_corrected_target_adds_arrears_and_subtracts_a_lead),
        TEST(test_too_few_linked_by_the_reference_date_is_excusable),
        TEST(test_nothing_is_excused_when_linking_is_not_recorded),
        TEST(test_a_half_year_is_not_missed_before_it_ends),
        TEST(test_rungs_follow_missed_half_years_and_days),
        TEST(test_an_excused_half_year_is_passed_over_or_ends_the_row),
        TEST(test_a_decision_of_the_province_overrides_the_rule_until_it_is_taken_back),
        TEST(test_whole_task_substitution_takes_the_current_target_as_well),
        TEST(test_boundary_changes_move_inhabitants_after_the_reference_date),
        TEST(test_on_the_check_day_supervision_looks_at_the_half_year_that_ended),
        TEST(test_differences_are_explained_and_never_repaired),
        TEST_END,
    };
    return suite_run("standing", tests);
}
