// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The rules of supervision: those that are built in, and what is wrong with a ladder of one's own. */
#include "province/supervision_reader.h"
#include "suite.h"

#include <stdio.h>
#include <string.h>

static int32_t day(int year, int month, int d)
{
    return koppel_date_make(year, month, d);
}

/* A ladder of two rungs; the arguments are put in place of its parts. */
static const char *ladder_text(const char *first, const char *second, const char *more)
{
    static char text[2048];

    snprintf(
        text, sizeof text,
        "{\"rule\": \"ladder\", \"name\": \"ours\", \"provinces\": [], \"versions\": [{\"valid_from\": \"2026-01-01\", "
        "\"source\": \"us\", \"mark\": \"seen\", \"excused_half_year\": \"breaks\", \"substitution_takes\": "
        "\"arrears\", "
        "\"rungs\": [{\"rung\": 1, \"name\": \"one\", \"dutch\": \"een\", %s, \"after_days\": 0, \"short_percent\": 0, "
        "\"substitution\": false, \"mark\": \"seen\"}, {%s, \"dutch\": \"twee\", \"short_percent\": 0, "
        "\"substitution\": true, "
        "\"mark\": \"recalled\"}]}]}%s",
        first, second, more);
    return text;
}

static const char good_first[] = "\"missed\": 1";
static const char good_second[] = "\"rung\": 2, \"name\": \"two\", \"missed\": 2, \"after_days\": 7";

/* The messages of a ladder that is refused; "" when it is not. */
static const char *refusal(const char *text, int32_t on)
{
    static char messages[4096];
    struct koppel_errors errors = {0};
    struct koppel_ladder ladder;
    size_t n = 0;

    messages[0] = '\0';
    if (koppel_ladder_parse(text, strlen(text), "ours.json", on, &ladder, &errors) == KOPPEL_OK) {
        return messages;
    }
    CU_ASSERT_FALSE(koppel_errors_none(&errors));
    for (size_t i = 0; i < errors.n_items && n < sizeof messages - 1000; i++) {
        n += (size_t)koppel_error_format(&errors.items[i], true, messages + n, sizeof messages - n);
    }
    koppel_errors_clear(&errors);
    return messages;
}

static void test_a_good_ladder_is_read(void)
{
    const char *text = ladder_text(good_first, good_second, "");
    struct koppel_errors errors = {0};
    struct koppel_ladder ladder;

    CU_ASSERT_EQUAL_FATAL(koppel_ladder_parse(text, strlen(text), "ours.json", day(2026, 1, 1), &ladder, &errors),
                          KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(ladder.name, "ours");
    CU_ASSERT_EQUAL(ladder.n_rungs, 2);
    CU_ASSERT_EQUAL(ladder.rungs[1].missed, 2);
    CU_ASSERT_EQUAL(ladder.rungs[1].after_days, 7);
    CU_ASSERT_TRUE(ladder.rungs[1].substitution);
    CU_ASSERT_TRUE(ladder.excused_breaks);
    CU_ASSERT_FALSE(ladder.whole_task);
}

static void test_a_gap_in_the_rungs_is_refused(void)
{
    const char *text = ladder_text(good_first, "\"rung\": 4, \"name\": \"two\", \"missed\": 2, \"after_days\": 7", "");

    CU_ASSERT_PTR_NOT_NULL(strstr(refusal(text, day(2026, 1, 1)), "$.versions[0].rungs[1]"));
    CU_ASSERT_PTR_NOT_NULL(
        strstr(refusal(text, day(2026, 1, 1)), "rung 4 stands where rung 2 belongs: the ladder has a gap"));
}

static void test_a_rung_that_asks_less_than_the_one_before_is_refused(void)
{
    const char *text = ladder_text("\"missed\": 3", good_second, "");

    CU_ASSERT_PTR_NOT_NULL(strstr(refusal(text, day(2026, 1, 1)), "asks less than the one before"));
}

static void test_two_rungs_of_one_name_are_refused(void)
{
    const char *text = ladder_text(good_first, "\"rung\": 2, \"name\": \"one\", \"missed\": 2, \"after_days\": 7", "");

    CU_ASSERT_PTR_NOT_NULL(strstr(refusal(text, day(2026, 1, 1)), "rung 1 is called \"one\" already"));
}

static void test_missing_unknown_and_trailing_parts_are_refused(void)
{
    CU_ASSERT_PTR_NOT_NULL(strstr(refusal(ladder_text("\"mised\": 1", good_second, ""), day(2026, 1, 1)), "mised"));
    CU_ASSERT_PTR_NOT_NULL(strstr(refusal(ladder_text("\"missed\": 0", good_second, ""), day(2026, 1, 1)), "missed"));
    CU_ASSERT_STRING_NOT_EQUAL(refusal(ladder_text(good_first, good_second, "x"), day(2026, 1, 1)), "");
    CU_ASSERT_STRING_NOT_EQUAL(refusal("", day(2026, 1, 1)), "");
    CU_ASSERT_PTR_NOT_NULL(strstr(refusal("{\"rule\": \"terms\"}", day(2026, 1, 1)), "must hold the rule \"ladder\""));
}

static void test_a_ladder_that_is_not_valid_yet_is_refused(void)
{
    CU_ASSERT_PTR_NOT_NULL(strstr(refusal(ladder_text(good_first, good_second, ""), day(2025, 12, 31)),
                                  "no version is valid on 2025-12-31"));
}

static void read_built_in(int32_t on, struct koppel_supervision_rules *rules)
{
    const struct koppel_supervision_files files = {.rules_folder = NULL};
    struct koppel_errors errors = {0};

    CU_ASSERT_EQUAL_FATAL(koppel_supervision_read(&files, 2026 * 2, on, rules, &errors), KOPPEL_OK);
    CU_ASSERT_TRUE(koppel_errors_none(&errors));
    koppel_errors_clear(&errors);
}

static void test_the_built_in_rules_are_read(void)
{
    struct koppel_supervision_rules rules;
    const struct koppel_ladder *neutral = NULL;

    read_built_in(day(2026, 3, 1), &rules);
    CU_ASSERT_EQUAL(rules.dates.announce_weeks, 13);
    CU_ASSERT_EQUAL(koppel_reference_day(&rules.dates, 2026 * 2), day(2025, 1, 1));
    CU_ASSERT_EQUAL(koppel_reference_day(&rules.dates, 2026 * 2 + 1), day(2025, 1, 1));
    CU_ASSERT_EQUAL(koppel_linked_by_day(&rules.dates, 2026 * 2), day(2026, 4, 1));
    CU_ASSERT_EQUAL(koppel_linked_by_day(&rules.dates, 2026 * 2 + 1), day(2026, 10, 1));
    CU_ASSERT_EQUAL(koppel_announcement_day(&rules.dates, 2026 * 2), day(2025, 10, 2));
    CU_ASSERT_EQUAL(koppel_first_announcement_day(&rules.dates, 2026 * 2), day(2025, 7, 1));
    CU_ASSERT_EQUAL(koppel_first_announcement_day(&rules.dates, 2026 * 2 + 1), day(2026, 1, 1));
    CU_ASSERT_EQUAL(koppel_check_day(2026 * 2), day(2026, 7, 1));
    CU_ASSERT_EQUAL(rules.n_ladders, 3);
    neutral = &rules.ladders[koppel_ladder_of_province(&rules, "Drenthe")];
    CU_ASSERT_STRING_EQUAL(neutral->name, "neutral");
    CU_ASSERT_EQUAL(neutral->n_rungs, 6);
}

static void test_provinces_have_their_own_ladders(void)
{
    struct koppel_supervision_rules rules;
    const struct koppel_ladder *ladder = NULL;

    read_built_in(day(2026, 3, 1), &rules);
    ladder = &rules.ladders[koppel_ladder_of_province(&rules, "Zuid-Holland")];
    CU_ASSERT_EQUAL(ladder->rungs[3].missed, 4); /* advance notice after four half-years in a row */
    CU_ASSERT_FALSE(ladder->whole_task);
    ladder = &rules.ladders[koppel_ladder_of_province(&rules, "Flevoland")];
    CU_ASSERT_TRUE(ladder->whole_task);
    CU_ASSERT_TRUE(ladder->rungs[5].substitution);
    read_built_in(day(2023, 12, 31), &rules);
    CU_ASSERT_FALSE(rules.ladders[koppel_ladder_of_province(&rules, "Flevoland")].whole_task);
    read_built_in(day(2019, 12, 31), &rules); /* South Holland's begins in 2020 */
    CU_ASSERT_STRING_EQUAL(rules.ladders[koppel_ladder_of_province(&rules, "Zuid-Holland")].name, "neutral");
}

static void test_dates_that_no_year_has_are_refused(void)
{
    static const char text[] =
        "{\"rule\": \"supervision\", \"versions\": [{\"valid_from\": \"2026-01-01\", \"source\": \"us\", \"mark\": "
        "\"seen\", "
        "\"announce_weeks\": 13, \"announce_from\": {\"source\": \"us\", \"mark\": \"seen\", \"half_years_before\": "
        "1}, "
        "\"reference_years_before\": 1, \"reference_day\": \"02-30\", \"linked_by\": "
        "[\"10-01\", "
        "\"04-01\"], \"schedule\": {\"source\": \"us\", \"mark\": \"guess\", \"slightly_behind_share\": [1, 0]}}]}";
    struct koppel_errors errors = {0};
    struct koppel_supervision_dates dates;

    CU_ASSERT_EQUAL(
        koppel_supervision_dates_parse(text, sizeof text - 1, "ours.json", day(2026, 3, 1), &dates, &errors),
        KOPPEL_E_INPUT);
    CU_ASSERT_EQUAL(errors.n_items, 5); /* reference_day, two of linked_by, mark, slightly_behind_share */
    koppel_errors_clear(&errors);
}

static void test_the_first_day_of_announcement_is_data(void)
{
    static const char text[] =
        "{\"rule\": \"supervision\", \"versions\": [{\"valid_from\": \"2026-01-01\", \"source\": \"us\", \"mark\": "
        "\"seen\", \"announce_weeks\": 13, \"announce_from\": {\"source\": \"us\", \"mark\": \"seen\", "
        "\"half_years_before\": %d}, \"reference_years_before\": 1, \"reference_day\": \"01-01\", \"linked_by\": "
        "[\"04-01\", \"10-01\"], \"schedule\": {\"source\": \"us\", \"mark\": \"seen\", "
        "\"slightly_behind_share\": [1, 6]}}]}";
    struct koppel_errors errors = {0};
    struct koppel_supervision_dates dates;
    char bytes[sizeof text];
    int n = snprintf(bytes, sizeof bytes, text, 2);

    CU_ASSERT_EQUAL_FATAL(
        koppel_supervision_dates_parse(bytes, (size_t)n, "ours.json", day(2026, 3, 1), &dates, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(koppel_first_announcement_day(&dates, 2026 * 2), day(2025, 1, 1));
    n = snprintf(bytes, sizeof bytes, text, 9);
    CU_ASSERT_EQUAL(koppel_supervision_dates_parse(bytes, (size_t)n, "ours.json", day(2026, 3, 1), &dates, &errors),
                    KOPPEL_E_INPUT);
    CU_ASSERT_PTR_NOT_NULL(strstr(errors.items[0].text, "half_years_before"));
    koppel_errors_clear(&errors);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_a_good_ladder_is_read),
        TEST(test_a_gap_in_the_rungs_is_refused),
        TEST(test_a_rung_that_asks_less_than_the_one_before_is_refused),
        TEST(test_two_rungs_of_one_name_are_refused),
        TEST(test_missing_unknown_and_trailing_parts_are_refused),
        TEST(test_a_ladder_that_is_not_valid_yet_is_refused),
        TEST(test_the_built_in_rules_are_read),
        TEST(test_provinces_have_their_own_ladders),
        TEST(test_dates_that_no_year_has_are_refused),
        TEST(test_the_first_day_of_announcement_is_data),
        TEST_END,
    };
    return suite_run("supervision reader", tests);
}
