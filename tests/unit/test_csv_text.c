// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* CSV as a text: separators, decimal signs, quoting, and cells that a spreadsheet would run. */
#include "failing_memory.h"
#include "report/csv_text.h"
#include "suite.h"

#include <string.h>

static const struct koppel_case with_comma = {.separator = ',', .decimal_point = '.'};
static const struct koppel_case with_semicolon = {.separator = ';', .decimal_point = ','};

/* One row of one text cell in a file of its own. */
static void assert_cell(const struct koppel_case *kase, const char *cell, const char *written)
{
    struct koppel_text text = {0};
    struct koppel_csv csv = koppel_csv_begin(&text, kase);
    size_t skip = kase->separator == ';' ? 3 : 0;

    koppel_csv_text(&csv, cell);
    CU_ASSERT_PTR_NOT_NULL_FATAL(text.bytes);
    CU_ASSERT_STRING_EQUAL(text.bytes + skip, written);
    koppel_text_free(&text);
}

static void test_file_with_commas_is_plain(void)
{
    static const char *const names[] = {"a", "b", "c", "d"};
    struct koppel_text text = {0};
    struct koppel_csv csv = koppel_csv_begin(&text, &with_comma);

    koppel_csv_header(&csv, names, 4);
    koppel_csv_whole(&csv, -12);
    koppel_csv_decimal(&csv, 12500, 1000);
    koppel_csv_maybe(&csv, KOPPEL_UNKNOWN);
    koppel_csv_maybe(&csv, 0);
    koppel_csv_end(&csv);
    CU_ASSERT_STRING_EQUAL(text.bytes, "a,b,c,d\n-12,12.5,,0\n");
    koppel_text_free(&text);
}

static void test_file_with_semicolons_is_for_dutch_excel(void)
{
    struct koppel_text text = {0};
    struct koppel_csv csv = koppel_csv_begin(&text, &with_semicolon);

    koppel_csv_text(&csv, "naam");
    koppel_csv_end(&csv);
    koppel_csv_decimal(&csv, -12500, 1000);
    koppel_csv_empty(&csv);
    koppel_csv_text(&csv, NULL);
    koppel_csv_end(&csv);
    CU_ASSERT_STRING_EQUAL(text.bytes, "\xEF\xBB\xBFnaam\r\n-12,5;;\r\n");
    koppel_text_free(&text);
}

static void test_no_cell_has_three_decimals(void)
{
    struct koppel_text text = {0};
    struct koppel_csv csv = koppel_csv_begin(&text, &with_comma);

    koppel_csv_decimal(&csv, 7745, 1000);
    koppel_csv_decimal(&csv, -1125000, 1000000);
    koppel_csv_decimal(&csv, 7740, 1000);
    koppel_csv_decimal(&csv, 7000, 1000);
    koppel_csv_decimal(&csv, 7745123, 1000000);
    CU_ASSERT_STRING_EQUAL(text.bytes, "7.7450,-1.1250,7.74,7,7.745123");
    koppel_text_free(&text);
}

static void test_case_without_separator_gets_commas(void)
{
    static const struct koppel_case made_in_memory = {0};
    struct koppel_text text = {0};
    struct koppel_csv csv = koppel_csv_begin(&text, &made_in_memory);

    koppel_csv_decimal(&csv, 1, 10);
    koppel_csv_empty(&csv);
    CU_ASSERT_STRING_EQUAL(text.bytes, "0.1,");
    koppel_text_free(&text);
}

static void test_cells_are_quoted_where_needed(void)
{
    assert_cell(&with_comma, "a;b", "a;b");
    assert_cell(&with_comma, "a,b", "\"a,b\"");
    assert_cell(&with_semicolon, "a;b", "\"a;b\"");
    assert_cell(&with_semicolon, "a,b", "a,b");
    assert_cell(&with_comma, "the \"Heide\"", "\"the \"\"Heide\"\"\"");
    assert_cell(&with_comma, "\"", "\"\"\"\"");
    assert_cell(&with_comma, "two\nlines", "\"two\nlines\"");
    assert_cell(&with_comma, "a\rb", "\"a\rb\"");
    assert_cell(&with_comma, " a", "\" a\"");
    assert_cell(&with_comma, "a ", "\"a \"");
    assert_cell(&with_comma, "", "");
    assert_cell(&with_comma, "Súdwest-Fryslân", "Súdwest-Fryslân");
}

static void test_cells_that_a_spreadsheet_would_run_get_an_apostrophe(void)
{
    assert_cell(&with_comma, "=1+1", "'=1+1");
    assert_cell(&with_comma, "+31 6", "'+31 6");
    assert_cell(&with_comma, "-x", "'-x");
    assert_cell(&with_comma, "@SUM(A1)", "'@SUM(A1)");
    assert_cell(&with_comma, "\t=1", "\"'\t=1\"");
    assert_cell(&with_comma, "\r=1", "\"'\r=1\"");
    assert_cell(&with_comma, "\n=1", "\"'\n=1\"");
    assert_cell(&with_comma, "=A1,B1", "\"'=A1,B1\"");
    assert_cell(&with_comma, "-", "'-");
    assert_cell(&with_comma, "-1-2", "'-1-2");
    assert_cell(&with_comma, "+1.2.3", "'+1.2.3");
    assert_cell(&with_comma, "-1.", "'-1.");
}

static void test_texts_that_are_numbers_or_names_stay_as_they_are(void)
{
    assert_cell(&with_comma, "-12", "-12");
    assert_cell(&with_comma, "+12.5", "+12.5");
    assert_cell(&with_semicolon, "-12,5", "-12,5");
    assert_cell(&with_comma, "'s-Gravenhage", "'s-Gravenhage");
    assert_cell(&with_comma, "''", "''");
    assert_cell(&with_comma, "a=1", "a=1");
}

/* A reader takes one apostrophe off a cell of apostrophes before a dangerous sign; so every text comes back. */
static void test_texts_that_look_escaped_are_escaped_once_more(void)
{
    assert_cell(&with_comma, "'=1", "''=1");
    assert_cell(&with_comma, "''=1", "'''=1");
    assert_cell(&with_comma, "'-5", "''-5");
}

static void test_failed_allocation_is_kept(void)
{
    struct koppel_text text = {0};
    struct koppel_csv csv = {.text = &text, .separator = ',', .decimal_point = '.'};

    failing_memory_after(0);
    koppel_csv_text(&csv, "a,b");
    failing_memory_after(-1);
    koppel_csv_whole(&csv, 1);
    CU_ASSERT_EQUAL(koppel_text_status(&text), KOPPEL_E_MEMORY);
    koppel_text_free(&text);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_file_with_commas_is_plain),
                                              TEST(test_file_with_semicolons_is_for_dutch_excel),
                                              TEST(test_no_cell_has_three_decimals),
                                              TEST(test_case_without_separator_gets_commas),
                                              TEST(test_cells_are_quoted_where_needed),
                                              TEST(test_cells_that_a_spreadsheet_would_run_get_an_apostrophe),
                                              TEST(test_texts_that_are_numbers_or_names_stay_as_they_are),
                                              TEST(test_texts_that_look_escaped_are_escaped_once_more),
                                              TEST(test_failed_allocation_is_kept),
                                              TEST_END};

    return suite_run("csv_text", tests);
}
