// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Numbers of a workbook as a person sees them, the days that they stand for, and which formats make them days. */
#include "base/date.h"
#include "suite.h"
#include "workbook/cell_reference.h"
#include "workbook/number_format.h"
#include "workbook/number_text.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void assert_text(const char *text, const char *expected)
{
    char out[KOPPEL_NUMBER_BYTES] = "?";

    CU_ASSERT_EQUAL(koppel_number_text(text, strlen(text), out), KOPPEL_NUMBER_PLAIN);
    if (strcmp(out, expected) != 0) {
        printf("    %s is %s, not %s\n", text, out, expected);
    }
    CU_ASSERT_STRING_EQUAL(out, expected);
}

static void test_number_is_written_as_a_person_sees_it(void)
{
    static const char *const pairs[][2] = {{"0", "0"},
                                           {"7", "7"},
                                           {"-7", "-7"},
                                           {"12.1", "12.1"},
                                           {"12.100000000000001", "12.1"},
                                           {"12.099999999999999", "12.1"},
                                           {"0.30000000000000004", "0.3"},
                                           {"650.50", "650.5"},
                                           {"4.0", "4"},
                                           {"1E3", "1000"},
                                           {"1.21E+1", "12.1"},
                                           {"5e-3", "0.005"},
                                           {"-0.0", "0"},
                                           {"999999999999999", "999999999999999"},
                                           {"3.6301000063370002E14", "363010000633700"},
                                           {"99999999999999.99", "100000000000000"},
                                           {"0.99999999999999999", "1"},
                                           {"0.000001", "0.000001"},
                                           {"1E-14", "0.00000000000001"},
                                           {"1E-300", "0"},
                                           {"000123", "123"},
                                           {"5.1214205", "5.1214205"},
                                           {"52.090000000000003", "52.09"}};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        assert_text(pairs[i][0], pairs[i][1]);
    }
}

static void test_number_that_lost_digits_is_known(void)
{
    char out[KOPPEL_NUMBER_BYTES];

    CU_ASSERT_EQUAL(koppel_number_text("1000000000000000", 16, out), KOPPEL_NUMBER_LONG);
    CU_ASSERT_EQUAL(koppel_number_text("3.63010000633700E+15", 20, out), KOPPEL_NUMBER_LONG);
    CU_ASSERT_STRING_EQUAL(out, "3.630100006337E+15");
    CU_ASSERT_EQUAL(koppel_number_text("-1E99999999999", 14, out), KOPPEL_NUMBER_LONG);
    CU_ASSERT_EQUAL(koppel_number_text("999999999999999.9", 17, out), KOPPEL_NUMBER_LONG);
}

static void test_number_is_refused_when_it_is_none(void)
{
    static const char *const texts[] = {"", "-", ".", "1.2.3", "12a", "E5", "1E", "1E+", "0x10", "NaN", "INF", " 1"};
    char out[KOPPEL_NUMBER_BYTES];

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        CU_ASSERT_EQUAL(koppel_number_text(texts[i], strlen(texts[i]), out), KOPPEL_NUMBER_NONE);
    }
}

/* Against the C library: %.15g of every number that it reads back. */
static void test_number_agrees_with_the_c_library(void)
{
    uint64_t state = 1;
    int n_other = 0;

    for (int i = 0; i < 20000; i++) {
        char text[64];
        char expected[64];
        char out[KOPPEL_NUMBER_BYTES];
        double value = 0.0;

        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        value = (double)(state >> 20) / (double)(UINT64_C(1) << (state >> 12 & 31));
        snprintf(text, sizeof text, "%.17g", value);
        CU_ASSERT_NOT_EQUAL_FATAL(koppel_number_text(text, strlen(text), out), KOPPEL_NUMBER_NONE);
        snprintf(expected, sizeof expected, "%.15g", value);
        /* where the 17 digits end in 50 they are rounded up, and the number itself perhaps down */
        n_other += strtod(out, NULL) != strtod(expected, NULL);
        CU_ASSERT_DOUBLE_EQUAL(strtod(out, NULL), strtod(expected, NULL), value * 1.01e-14);
    }
    CU_ASSERT_TRUE(n_other < 1000);
}

static void assert_day(const char *serial, bool from_1904, const char *expected, int seconds)
{
    struct koppel_moment moment = koppel_number_moment(serial, from_1904);
    char day[11];

    koppel_date_format(moment.day, day);
    CU_ASSERT_TRUE(moment.is_real);
    CU_ASSERT_STRING_EQUAL(day, expected);
    CU_ASSERT_EQUAL(moment.seconds, seconds);
}

static void test_day_is_that_of_its_number_in_both_systems(void)
{
    assert_day("1", false, "1900-01-01", 0);
    assert_day("59", false, "1900-02-28", 0);
    assert_day("61", false, "1900-03-01", 0);
    assert_day("36526", false, "2000-01-01", 0);
    assert_day("46096", false, "2026-03-15", 0);
    assert_day("46096.5", false, "2026-03-15", 43200);
    assert_day("46095.9999999999", false, "2026-03-15", 0);
    assert_day("109939", false, "2200-12-31", 0);
    assert_day("0", true, "1904-01-01", 0);
    assert_day("44634", true, "2026-03-15", 0);
}

static void test_day_is_not_real_when_no_calendar_has_it(void)
{
    CU_ASSERT_FALSE(koppel_number_moment("60", false).is_real); /* 29 February 1900 never was */
    CU_ASSERT_FALSE(koppel_number_moment("0.5", false).is_real);
    CU_ASSERT_FALSE(koppel_number_moment("0", false).is_real);
    CU_ASSERT_FALSE(koppel_number_moment("-5", false).is_real);
    CU_ASSERT_FALSE(koppel_number_moment("109940", false).is_real); /* 2201 */
    CU_ASSERT_FALSE(koppel_number_moment("999999999999", false).is_real);
}

static void test_day_of_iso_text(void)
{
    struct koppel_moment moment;

    CU_ASSERT_TRUE(koppel_moment_parse("2026-03-15", &moment));
    CU_ASSERT_EQUAL(moment.seconds, 0);
    CU_ASSERT_TRUE(koppel_moment_parse("2026-03-15T00:00:00.000Z", &moment));
    CU_ASSERT_EQUAL(moment.day, koppel_date_make(2026, 3, 15));
    CU_ASSERT_EQUAL(moment.seconds, 0);
    CU_ASSERT_TRUE(koppel_moment_parse("2026-03-15T13:30:00", &moment));
    CU_ASSERT_NOT_EQUAL(moment.seconds, 0);
    CU_ASSERT_FALSE(koppel_moment_parse("2026-13-15", &moment));
    CU_ASSERT_FALSE(koppel_moment_parse("15-03-2026", &moment));
    CU_ASSERT_FALSE(koppel_moment_parse("2026-03-15T", &moment));
    CU_ASSERT_FALSE(koppel_moment_parse("2026-03-15Tx0:00", &moment));
    CU_ASSERT_FALSE(koppel_moment_parse("12:00", &moment));
}

static void test_format_tells_dates_from_numbers(void)
{
    static const struct {
        const char *code;
        enum koppel_format_class class;
    } rows[] = {{"dd-mm-yyyy", KOPPEL_FORMAT_DATE},
                {"d/m/yy;@", KOPPEL_FORMAT_DATE},
                {"[$-413]d mmmm yyyy", KOPPEL_FORMAT_DATE},
                {"dd\\-mm\\-jjjj", KOPPEL_FORMAT_DATE},
                {"mmm\\-yy", KOPPEL_FORMAT_DATE},
                {"mmmm", KOPPEL_FORMAT_DATE},
                {"yyyy-mm-dd hh:mm", KOPPEL_FORMAT_DATE},
                {"hh:mm:ss", KOPPEL_FORMAT_TIME},
                {"mm:ss.0", KOPPEL_FORMAT_TIME},
                {"[h]:mm", KOPPEL_FORMAT_TIME},
                {"General", KOPPEL_FORMAT_PLAIN},
                {"0.00", KOPPEL_FORMAT_PLAIN},
                {"#,##0.00;[Red]-#,##0.00", KOPPEL_FORMAT_PLAIN},
                {"[Magenta]0.0", KOPPEL_FORMAT_PLAIN},
                {"\"dagen: \"00", KOPPEL_FORMAT_PLAIN},
                {"0\" dagen\"", KOPPEL_FORMAT_PLAIN},
                {"_ \"\xE2\x82\xAC\" * #,##0.00_ ;_ \"\xE2\x82\xAC\" * -#,##0.00", KOPPEL_FORMAT_PLAIN},
                {"0_d", KOPPEL_FORMAT_PLAIN},
                {"0.00E+00", KOPPEL_FORMAT_PLAIN},
                {"0%", KOPPEL_FORMAT_PLAIN},
                {"0", KOPPEL_FORMAT_PLAIN},
                {"0000", KOPPEL_FORMAT_ZEROS},
                {"\"GM\"0000", KOPPEL_FORMAT_ZEROS},
                {"", KOPPEL_FORMAT_PLAIN},
                {"[", KOPPEL_FORMAT_PLAIN},
                {"\"", KOPPEL_FORMAT_PLAIN},
                {"\\", KOPPEL_FORMAT_PLAIN}};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        enum koppel_format_class class = (enum koppel_format_class)koppel_format_of_code(rows[i].code).class;

        if (class != rows[i].class) {
            printf("    %s\n", rows[i].code);
        }
        CU_ASSERT_EQUAL(class, rows[i].class);
    }
    CU_ASSERT_EQUAL(koppel_format_of_id(14).class, KOPPEL_FORMAT_DATE);
    CU_ASSERT_EQUAL(koppel_format_of_id(17).class, KOPPEL_FORMAT_DATE);
    CU_ASSERT_EQUAL(koppel_format_of_id(22).class, KOPPEL_FORMAT_DATE);
    CU_ASSERT_EQUAL(koppel_format_of_id(20).class, KOPPEL_FORMAT_TIME);
    CU_ASSERT_EQUAL(koppel_format_of_id(49).class, KOPPEL_FORMAT_PLAIN);
    CU_ASSERT_EQUAL(koppel_format_of_id(2).class, KOPPEL_FORMAT_PLAIN);
}

static void test_cell_reference_is_read_to_the_last_cell_of_a_sheet(void)
{
    int32_t row = 0;
    int32_t column = 0;

    CU_ASSERT_TRUE(koppel_cell_reference_parse("C12", NULL, &row, &column));
    CU_ASSERT_EQUAL(row, 12);
    CU_ASSERT_EQUAL(column, 3);
    CU_ASSERT_TRUE(koppel_cell_reference_parse("AA1", NULL, &row, &column));
    CU_ASSERT_EQUAL(column, 27);
    CU_ASSERT_TRUE(koppel_cell_reference_parse("XFD1048576", NULL, &row, &column));
    CU_ASSERT_EQUAL(column, 16384);
    CU_ASSERT_FALSE(koppel_cell_reference_parse("XFE1", NULL, &row, &column));
    CU_ASSERT_FALSE(koppel_cell_reference_parse("A1048577", NULL, &row, &column));
    CU_ASSERT_FALSE(koppel_cell_reference_parse("A99999999999999999999", NULL, &row, &column));
    CU_ASSERT_FALSE(koppel_cell_reference_parse("ZZZZZZZZZZZZZZ1", NULL, &row, &column));
    CU_ASSERT_FALSE(koppel_cell_reference_parse("A0", NULL, &row, &column));
    CU_ASSERT_FALSE(koppel_cell_reference_parse("12", NULL, &row, &column));
    CU_ASSERT_FALSE(koppel_cell_reference_parse("A", NULL, &row, &column));
    CU_ASSERT_FALSE(koppel_cell_reference_parse("A1B", NULL, &row, &column));
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_number_is_written_as_a_person_sees_it),
                                              TEST(test_number_that_lost_digits_is_known),
                                              TEST(test_number_is_refused_when_it_is_none),
                                              TEST(test_number_agrees_with_the_c_library),
                                              TEST(test_day_is_that_of_its_number_in_both_systems),
                                              TEST(test_day_is_not_real_when_no_calendar_has_it),
                                              TEST(test_day_of_iso_text),
                                              TEST(test_format_tells_dates_from_numbers),
                                              TEST(test_cell_reference_is_read_to_the_last_cell_of_a_sheet),
                                              TEST_END};

    return suite_run("numbers of workbooks", tests);
}
