// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Days that can hardly be meant, and persons who were not linked: what the tables of an allocation are told. */
#include "io/allocation_check.h"
#include "messages.h"
#include "small_town.h"
#include "suite.h"

enum { YEAR = 365, TOWN_LAST_DAY = 20634 /* 2026-06-30 */, TOWN_FIRST_DAY = 20454 /* 2026-01-01 */ };

/* Checks the town and compares what is told. */
static void expect_told(struct town *town, const char *messages, const char *noted)
{
    struct koppel_errors errors = {0};
    struct koppel_errors notes = {0};

    CU_ASSERT_EQUAL(koppel_allocation_check(&town->kase, TOWN_PERIOD, TOWN_DAY, &errors, &notes),
                    messages[0] == '\0' ? KOPPEL_OK : KOPPEL_E_INPUT);
    messages_assert(&errors, messages);
    messages_assert(&notes, noted);
}

static void test_days_in_and_around_the_half_year_are_not_told(void)
{
    struct town town = town_new();

    town_join(&town);
    town.households[H0].linked_on = TOWN_FIRST_DAY - YEAR;
    town.households[H1].linked_on = TOWN_LAST_DAY;
    town.units[U0].available_from = TOWN_LAST_DAY + YEAR;
    expect_told(&town, "", "");
    town_free(&town);
}

static void test_days_more_than_a_year_away_are_noted_with_their_lines(void)
{
    struct town town = town_new();

    town_join(&town);
    for (int i = 0; i < N_HOUSEHOLDS; i++) {
        town.households[i].line = i + 2;
    }
    town.households[H1].linked_on = TOWN_FIRST_DAY - YEAR - 1;
    expect_told(&town, "",
                "households.csv:3: column linked_on: 2024-12-31 is more than a year from half-year 2026-1: is the year "
                "right?\n");
    town.households[H2].linked_on = TOWN_FIRST_DAY - YEAR - 2;
    town.households[H3].linked_on = TOWN_FIRST_DAY - YEAR - 1;
    town.units[U2].available_from = TOWN_LAST_DAY + YEAR + 1;
    town.units[U2].line = 9;
    expect_told(&town, "",
                "units.csv:9: column available_from: 2027-07-01 is more than a year from half-year 2026-1: is the year "
                "right?\n"
                "households.csv:3: column linked_on: 2024-12-31 is more than a year from half-year 2026-1; so are the "
                "days on lines 4, 5: is the year right?\n");
    town_free(&town);
}

static void test_days_of_linking_after_the_half_year_are_one_error_with_the_days_that_may_be_swapped(void)
{
    struct town town = town_new();

    town_join(&town);
    for (int i = 0; i < N_HOUSEHOLDS; i++) {
        town.households[i].line = i + 2;
        town.households[i].linked_on = koppel_date_make(2026, 3, 14);
    }
    town.households[H1].linked_on = koppel_date_make(2026, 9, 1);
    town.households[H2].linked_on = koppel_date_make(2026, 4, 3);
    expect_told(&town,
                "households.csv:3: column linked_on: 2026-09-01 lies after the end of half-year 2026-1: correct the "
                "day (day and month may be the wrong way round, on lines 3, 4), or add the target of the newer "
                "half-year\n",
                "");
    town.households[H2].linked_on = koppel_date_make(2026, 11, 11);
    expect_told(&town,
                "households.csv:3: column linked_on: 2026-09-01 and other days lie after the end of half-year 2026-1: "
                "correct the day (day and month may be the wrong way round, on lines 3), or add the target of the "
                "newer half-year\n",
                "");
    town_free(&town);
}

static void test_days_more_than_five_years_away_are_errors_all_at_once(void)
{
    struct town town = town_new();

    town_join(&town);
    town.decisions[0] = (struct koppel_decision){
        .household = H0, .unit = U0, .kind = KOPPEL_FORBID, .reason = "x", .decided_on = 47000, .line = 2};
    town.kase.decisions = town.decisions;
    town.decisions[1] = town.decisions[0];
    town.decisions[1].decided_on = koppel_date_make(2016, 3, 5); /* a log keeps what is long past */
    town.kase.n_decisions = 2;
    town.households[H1].linked_on = koppel_date_make(2062, 3, 5);
    town.households[H1].line = 3;
    town.units[U2].available_from = koppel_date_make(2016, 3, 5);
    town.units[U2].line = 4;
    expect_told(&town,
                "units.csv:4: column available_from: 2016-03-05 is more than five years from half-year 2026-1: correct "
                "the year\n"
                "households.csv:3: column linked_on: 2062-03-05 is more than five years from half-year 2026-1: correct "
                "the year\n"
                "decisions.csv:2: column decided_on: 2098-09-06 is more than five years from half-year 2026-1: correct "
                "the year\n",
                "");
    town_free(&town);
}

/* A half-year that is wrong itself is told alone: beside it every other day looks wrong. */
static void test_a_target_is_held_to_its_own_half_year(void)
{
    struct town town = town_new();

    town_join(&town);
    town.targets[1].line = 7;
    town.targets[1].period = 2062 * 2;
    town.households[H1].linked_on = 0;
    expect_told(&town,
                "targets.csv:7: column published_on: 2025-11-22 is more than five years from half-year 2062-1: correct "
                "the year\n",
                "");
    town_free(&town);
}

static void test_fewer_linked_persons_than_the_table_has_is_noted(void)
{
    struct town town = town_new();

    town_join(&town);
    town.targets[0].line = 2;
    town.targets[0].linked_persons = 9; /* 6 in three households and 3 housed */
    expect_told(&town, "", "");
    town.targets[0].linked_persons = 8;
    expect_told(&town, "",
                "targets.csv:2: column linked_persons: 8 persons linked to GM0001, but 6 are linked to it in "
                "households.csv and 3 are housed already: are all linked persons counted?\n");
    town_free(&town);
}

static void test_a_day_of_the_run_that_stands_alone_is_noted(void)
{
    struct town town = town_new();
    struct koppel_errors notes = {0};

    town_join(&town);
    town.households[H0].linked_on = TOWN_DAY;
    town.households[H1].linked_on = TOWN_DAY + 31;
    town.households[H1].line = 9;
    koppel_day_of_run_note(&town.kase, &notes);
    messages_assert(&notes, "");
    town.households[H1].linked_on = TOWN_DAY + 32;
    koppel_day_of_run_note(&town.kase, &notes);
    messages_assert(&notes,
                    "households.csv:9: the day of the run, 2026-04-03, comes from column linked_on of this row alone; "
                    "the day before it in the tables is 2026-03-02: is it right? (--as-of states another)\n");
    town.households[H2].linked_on = TOWN_DAY + 32;
    koppel_day_of_run_note(&town.kase, &notes);
    messages_assert(&notes, "");
    town_free(&town);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_days_in_and_around_the_half_year_are_not_told),
        TEST(test_days_more_than_a_year_away_are_noted_with_their_lines),
        TEST(test_days_of_linking_after_the_half_year_are_one_error_with_the_days_that_may_be_swapped),
        TEST(test_days_more_than_five_years_away_are_errors_all_at_once),
        TEST(test_a_target_is_held_to_its_own_half_year),
        TEST(test_fewer_linked_persons_than_the_table_has_is_noted),
        TEST(test_a_day_of_the_run_that_stands_alone_is_noted),
        TEST_END,
    };
    return suite_run("allocation check", tests);
}
