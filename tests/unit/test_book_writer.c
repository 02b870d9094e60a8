// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* A workbook that is made holds what was put into it: read back by the program's own reader. */
#include "base/date.h"
#include "book_cells.h"
#include "failing_memory.h"
#include "suite.h"
#include "workbook/book_writer.h"

#include <stdlib.h>
#include <string.h>

static const char *const texts[] = {"=1+1",       "+31",   "-5", "@a", "'quoted", "007", "<b>&\"", "Zo\xC3\xABterwoude",
                                    "two\nlines", "2026-1"};

enum { N_TEXTS = sizeof texts / sizeof *texts };

/* A workbook with a cell of each kind. */
static enum koppel_status make(struct koppel_text *bytes)
{
    const struct koppel_cell_check words = {.kind = KOPPEL_CHECK_LIST, .choices = "yes,no", .message = "yes or no"};
    const struct koppel_cell_check whole = {.kind = KOPPEL_CHECK_WHOLE, .min = 0, .max = 20, .message = "a number"};
    struct koppel_book_writer book = {0};
    struct koppel_new_sheet sheet = {.name = "Texts", .has_headings = true, .is_locked = true, .n_fixed = 1};
    struct koppel_new_sheet other = {.name = "texts"};

    koppel_new_sheet_row(&sheet);
    koppel_new_sheet_text(&sheet, KOPPEL_STYLE_HEADING, "Text");
    koppel_new_sheet_note(&sheet, "A note & more");
    koppel_new_sheet_text(&sheet, KOPPEL_STYLE_HEADING, "Number");
    for (int i = 0; i < N_TEXTS; i++) {
        koppel_new_sheet_row(&sheet);
        koppel_new_sheet_text(&sheet, KOPPEL_STYLE_KEY, texts[i]);
        koppel_new_sheet_number(&sheet, KOPPEL_STYLE_NUMBER, -1250 + i, 1000);
        koppel_new_sheet_day(&sheet, KOPPEL_STYLE_DAY, koppel_date_make(2026, 3, 15) + i);
        koppel_new_sheet_number_text(&sheet, KOPPEL_STYLE_NUMBER, "00.5a");
    }
    koppel_new_sheet_check(&sheet, 1, 2, 100, &words);
    koppel_new_sheet_check(&sheet, 2, 2, 100, &whole);
    koppel_new_sheet_column_style(&sheet, 1, KOPPEL_STYLE_INPUT_KEY);
    koppel_book_writer_add(&book, &sheet);
    koppel_new_sheet_row(&other);
    koppel_new_sheet_text(&other, KOPPEL_STYLE_TITLE, "Other");
    koppel_book_writer_add(&book, &other);
    return koppel_book_writer_finish(&book, bytes);
}

static void test_cells_are_read_back_as_they_were_written(void)
{
    struct koppel_text bytes = {0};
    struct koppel_workbook book;
    struct koppel_sheet_cells cells;

    CU_ASSERT_EQUAL_FATAL(make(&bytes), KOPPEL_OK);
    book_cells_open(&bytes, "Texts", &book, &cells);
    CU_ASSERT_STRING_EQUAL(book_cell(&cells, 1, 1), "Text");
    for (int i = 0; i < N_TEXTS; i++) {
        CU_ASSERT_STRING_EQUAL(book_cell(&cells, 2 + i, 1), texts[i]);
        CU_ASSERT_STRING_EQUAL(book_cell(&cells, 2 + i, 4), "00.5a");
    }
    CU_ASSERT_STRING_EQUAL(book_cell(&cells, 2, 2), "-1.25");
    CU_ASSERT_STRING_EQUAL(book_cell(&cells, 3, 2), "-1.249");
    CU_ASSERT_STRING_EQUAL(book_cell(&cells, 2, 3), "2026-03-15");
    CU_ASSERT_EQUAL(cells.cells[cells.rows[1].first].kind, KOPPEL_KIND_TEXT);
    CU_ASSERT_EQUAL(cells.cells[cells.rows[1].first + 2].kind, KOPPEL_KIND_DATE);
    book_cells_close(&book, &cells);
    koppel_text_free(&bytes);
}

static void test_names_of_sheets_fit_and_are_unique(void)
{
    struct koppel_book_writer book = {0};
    struct koppel_new_sheet sheets[4] = {{.name = "A very long name of a corporation in the east"},
                                         {.name = "A very long name of a corporation in the west"},
                                         {.name = "a[b]:c*d?e/f\\g'"},
                                         {.name = ""}};
    struct koppel_text bytes = {0};
    struct koppel_workbook read = {0};

    for (int i = 0; i < 4; i++) {
        koppel_book_writer_add(&book, &sheets[i]);
    }
    CU_ASSERT_STRING_EQUAL(sheets[0].name, "A very long name of a corporati");
    CU_ASSERT_STRING_EQUAL(sheets[1].name, "A very long name of a corpo (2)");
    CU_ASSERT_STRING_EQUAL(sheets[2].name, "a b  c d e f g");
    CU_ASSERT_STRING_EQUAL(sheets[3].name, " (2)");
    CU_ASSERT_EQUAL_FATAL(koppel_book_writer_finish(&book, &bytes), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(koppel_workbook_open(bytes.bytes, bytes.n_bytes, "b", &read, NULL), KOPPEL_OK);
    CU_ASSERT_EQUAL(read.n_sheets, 4);
    koppel_workbook_close(&read);
    koppel_text_free(&bytes);
}

static void test_equal_calls_give_equal_bytes(void)
{
    struct koppel_text first = {0};
    struct koppel_text second = {0};

    CU_ASSERT_EQUAL_FATAL(make(&first), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(make(&second), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(first.n_bytes, second.n_bytes);
    CU_ASSERT_EQUAL(memcmp(first.bytes, second.bytes, first.n_bytes), 0);
    koppel_text_free(&first);
    koppel_text_free(&second);
}

static enum koppel_status make_and_free(void *data, struct koppel_errors *errors)
{
    struct koppel_text bytes = {0};
    enum koppel_status status = make(&bytes);

    (void)data;
    (void)errors;
    CU_ASSERT(status == KOPPEL_OK || bytes.bytes == NULL);
    koppel_text_free(&bytes);
    return status;
}

static void test_every_allocation_may_fail(void)
{
    CU_ASSERT(failing_memory_each(make_and_free, NULL, KOPPEL_OK) > 20);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_cells_are_read_back_as_they_were_written), TEST(test_names_of_sheets_fit_and_are_unique),
        TEST(test_equal_calls_give_equal_bytes), TEST(test_every_allocation_may_fail), TEST_END};

    return suite_run("book_writer", tests);
}
