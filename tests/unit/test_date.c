// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Days and half-years: the calendar, both ways of writing, and what is no date. */
#include "base/date.h"
#include "suite.h"

#include <stdio.h>

static void test_date_counts_days_from_1970(void)
{
    CU_ASSERT_EQUAL(koppel_date_make(1970, 1, 1), 0);
    CU_ASSERT_EQUAL(koppel_date_make(1969, 12, 31), -1);
    CU_ASSERT_EQUAL(koppel_date_make(2000, 1, 1), 10957);
    CU_ASSERT_EQUAL(koppel_date_make(2026, 3, 15), 20527); /* date -d 2026-03-15 +%s divided by 86400 */
    CU_ASSERT_EQUAL(koppel_date_make(1900, 1, 1), -25567);
}

/* Every day of the calendar follows the one before it, and is written and read back. */
static void test_date_every_day_reads_back(void)
{
    int32_t last = koppel_date_make(2200, 12, 31);
    int32_t wrong = 0;

    CU_ASSERT_NOT_EQUAL_FATAL(last, KOPPEL_NO_DATE);
    for (int32_t day = koppel_date_make(1900, 1, 1); day <= last; day++) {
        char text[11];
        char turned[11];
        int32_t read = KOPPEL_NO_DATE;

        koppel_date_format(day, text);
        wrong += !koppel_date_parse(text, &read) || read != day;
        snprintf(turned, sizeof turned, "%.2s-%.2s-%.4s", text + 8, text + 5, text);
        wrong += !koppel_date_parse(turned, &read) || read != day;
    }
    CU_ASSERT_EQUAL(wrong, 0);
}

static void test_date_knows_leap_years(void)
{
    CU_ASSERT_NOT_EQUAL(koppel_date_make(2024, 2, 29), KOPPEL_NO_DATE);
    CU_ASSERT_EQUAL(koppel_date_make(2025, 2, 29), KOPPEL_NO_DATE);
    CU_ASSERT_NOT_EQUAL(koppel_date_make(2000, 2, 29), KOPPEL_NO_DATE);
    CU_ASSERT_EQUAL(koppel_date_make(2100, 2, 29), KOPPEL_NO_DATE);
}

static void test_date_refuses_what_is_no_date(void)
{
    static const char *const texts[] = {
        "",           "2026-02-30", "2026-13-01", "2026-00-10", "2026-1-1",   "26-01-01",   "2026/01/01", "2026-01-01 ",
        " 026-01-01", "1899-12-31", "2201-01-01", "01-2026-01", "2026-0a-01", "+026-01-01", "0000000000", "31-04-2026",
        "01-01-20x6", "15-04/2026", "15/04-2026", "15/4/26",    "1-1-2026 ",  " 1-1-2026",  "115-1-2026", "1-115-2026",
        "-1-2026",    "1--2026",    "1-1-",       "1-1",        "1",          "1-",         "/",          "4/15/2026",
        "15.04.2026", "15-4-02026"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int32_t day = 7;

        CU_ASSERT_FALSE(koppel_date_parse(texts[i], &day));
        CU_ASSERT_EQUAL(day, 7);
    }
}

static void test_date_reads_the_forms_of_a_spreadsheet(void)
{
    static const char *const texts[] = {"2026-04-05", "05-04-2026", "5-4-2026", "05-4-2026",
                                        "5-04-2026",  "05/04/2026", "5/4/2026", "5/04/2026"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int32_t day = KOPPEL_NO_DATE;

        CU_ASSERT_TRUE(koppel_date_parse(texts[i], &day));
        CU_ASSERT_EQUAL(day, koppel_date_make(2026, 4, 5));
    }
}

static void test_date_format_of_no_date_is_empty(void)
{
    char text[11] = "x";

    koppel_date_format(KOPPEL_NO_DATE, text);
    CU_ASSERT_STRING_EQUAL(text, "");
    koppel_date_format(INT32_MAX, text);
    CU_ASSERT_STRING_EQUAL(text, "");
}

static void test_period_reads_back_and_has_its_days(void)
{
    int32_t period = 0;
    char text[8];
    char day[11];

    CU_ASSERT_TRUE(koppel_period_parse("2026-1", &period));
    CU_ASSERT_EQUAL(period, 4052);
    koppel_date_format(koppel_period_first_day(period), day);
    CU_ASSERT_STRING_EQUAL(day, "2026-01-01");
    koppel_date_format(koppel_period_last_day(period), day);
    CU_ASSERT_STRING_EQUAL(day, "2026-06-30");
    CU_ASSERT_TRUE(koppel_period_parse("2026-2", &period));
    koppel_date_format(koppel_period_first_day(period), day);
    CU_ASSERT_STRING_EQUAL(day, "2026-07-01");
    koppel_date_format(koppel_period_last_day(period), day);
    CU_ASSERT_STRING_EQUAL(day, "2026-12-31");
    koppel_period_format(period, text);
    CU_ASSERT_STRING_EQUAL(text, "2026-2");
    CU_ASSERT_TRUE(koppel_period_parse("2199-2", &period));
    koppel_date_format(koppel_period_last_day(period), day);
    CU_ASSERT_STRING_EQUAL(day, "2199-12-31");
}

static void test_period_refuses_what_is_no_period(void)
{
    static const char *const texts[] = {"",       "2026",   "2026-0", "2026-3", "2026-11",
                                        "202a-1", "1899-2", "2200-1", "2026/1", "2026-1 "};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        int32_t period = 7;

        CU_ASSERT_FALSE(koppel_period_parse(texts[i], &period));
        CU_ASSERT_EQUAL(period, 7);
    }
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_date_counts_days_from_1970),
        TEST(test_date_every_day_reads_back),
        TEST(test_date_knows_leap_years),
        TEST(test_date_refuses_what_is_no_date),
        TEST(test_date_reads_the_forms_of_a_spreadsheet),
        TEST(test_date_format_of_no_date_is_empty),
        TEST(test_period_reads_back_and_has_its_days),
        TEST(test_period_refuses_what_is_no_period),
        TEST_END,
    };
    return suite_run("date", tests);
}
