// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* One table as aligned text, CSV and JSON. */
#include "report/sheet.h"
#include "suite.h"

#include <string.h>

static const struct koppel_sheet_column columns[] = {
    {"name", {"", "name"}, 8, KOPPEL_SHEET_TEXT},
    {"kept_persons", {NULL, NULL}, 0, KOPPEL_SHEET_COUNT},
    {"balance_persons", {"lead", "or not"}, 6, KOPPEL_SHEET_SIGNED},
    {"share_percent", {"", "%"}, 5, KOPPEL_SHEET_TENTHS},
};

static struct koppel_sheet make(void)
{
    struct koppel_sheet sheet = {.columns = columns, .n_columns = 4};

    koppel_sheet_text(&sheet, "Súdwest-Fryslân");
    koppel_sheet_number(&sheet, 7);
    koppel_sheet_number(&sheet, 3);
    koppel_sheet_number(&sheet, 1005);
    koppel_sheet_end(&sheet, KOPPEL_SHEET_ROW);
    koppel_sheet_text(&sheet, "Ee");
    koppel_sheet_number_if(&sheet, false, 9);
    koppel_sheet_number(&sheet, -12);
    koppel_sheet_text(&sheet, "<5");
    koppel_sheet_end(&sheet, KOPPEL_SHEET_ROW);
    koppel_sheet_text(&sheet, "total");
    koppel_sheet_end(&sheet, KOPPEL_SHEET_TOTAL);
    return sheet;
}

static void test_text_is_aligned_by_characters(void)
{
    struct koppel_sheet sheet = make();
    struct koppel_text text = {0};

    koppel_sheet_print(&sheet, ',', &text);
    CU_ASSERT_STRING_EQUAL(text.bytes, "           lead\n"
                                       "name     or not     %\n"
                                       "---------------------\n"
                                       "Súdwe...     +3 100,5\n"
                                       "Ee          -12    <5\n"
                                       "---------------------\n"
                                       "total         -     -\n");
    koppel_text_free(&text);
    koppel_sheet_free(&sheet);
}

static void test_csv_has_all_columns_and_no_totals(void)
{
    const struct koppel_case dutch = {.separator = ';', .decimal_point = ','};
    struct koppel_sheet sheet = make();
    struct koppel_text text = {0};
    struct koppel_csv csv = koppel_csv_begin(&text, &dutch);

    koppel_sheet_csv(&sheet, &csv);
    CU_ASSERT_STRING_EQUAL(text.bytes, "\xEF\xBB\xBFname;kept_persons;balance_persons;share_percent\r\n"
                                       "Súdwest-Fryslân;7;3;100,5\r\n"
                                       "Ee;;-12;<5\r\n");
    koppel_text_free(&text);
    koppel_sheet_free(&sheet);
}

static void test_json_keeps_numbers_texts_and_unknowns_apart(void)
{
    struct koppel_sheet sheet = make();
    struct koppel_text text = {0};

    koppel_sheet_json(&sheet, KOPPEL_SHEET_ROW, 0, &text);
    koppel_sheet_json(&sheet, KOPPEL_SHEET_SUBTOTAL, 0, &text);
    koppel_sheet_json(&sheet, KOPPEL_SHEET_TOTAL, 0, &text);
    CU_ASSERT_STRING_EQUAL(
        text.bytes,
        "[\n"
        "  {\"name\": \"Súdwest-Fryslân\", \"kept_persons\": 7, \"balance_persons\": 3, \"share_percent\": 100.5},\n"
        "  {\"name\": \"Ee\", \"kept_persons\": null, \"balance_persons\": -12, \"share_percent\": \"<5\"}\n"
        "][]{\"name\": \"total\", \"kept_persons\": null, \"balance_persons\": null, \"share_percent\": null}");
    koppel_text_free(&text);
    koppel_sheet_free(&sheet);
}

static void test_tenths_are_rounded_to_the_nearest(void)
{
    CU_ASSERT_EQUAL(koppel_tenths(1, 6, 100), 167);
    CU_ASSERT_EQUAL(koppel_tenths(1, 3, 100), 333);
    CU_ASSERT_EQUAL(koppel_tenths(1, 2000, 100), 1); /* 0.05 */
    CU_ASSERT_EQUAL(koppel_tenths(0, 7, 100), 0);
    CU_ASSERT_EQUAL(koppel_tenths(417, 417, 100), 1000);
    CU_ASSERT_EQUAL(koppel_tenths(26, 50000, 100000), 520);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_text_is_aligned_by_characters),
        TEST(test_csv_has_all_columns_and_no_totals),
        TEST(test_json_keeps_numbers_texts_and_unknowns_apart),
        TEST(test_tenths_are_rounded_to_the_nearest),
        TEST_END,
    };
    return suite_run("sheet", tests);
}
