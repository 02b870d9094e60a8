// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* OpenDocument spreadsheets: what cells hold, what stands there once for many, and what is passed over. */
#include "failing_memory.h"
#include "messages.h"
#include "suite.h"
#include "workbook/workbook.h"
#include "workbook_maker.h"

#include <stdio.h>
#include <string.h>

#define SPACE "urn:oasis:names:tc:opendocument:xmlns:"
#define HEAD                                                                                                           \
    "<office:document-content xmlns:office=\"" SPACE "office:1.0\" xmlns:table=\"" SPACE                               \
    "table:1.0\" xmlns:text=\"" SPACE                                                                                  \
    "text:1.0\" xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">"               \
    "<office:body><office:spreadsheet>"
#define FOOT "</office:spreadsheet></office:body></office:document-content>"
#define CELL(attributes, inside) "<table:table-cell " attributes ">" inside "</table:table-cell>"
#define TEXT(text) CELL("office:value-type=\"string\"", "<text:p>" text "</text:p>")
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define ONE(rows) HEAD "<table:table table:name=\"S\">" rows "</table:table>" FOOT

static struct workbook_maker maker;
static struct koppel_workbook book;
static struct koppel_sheet_cells cells;
static struct koppel_errors errors;

static void clear(void)
{
    koppel_sheet_cells_free(&cells);
    koppel_workbook_close(&book);
    koppel_errors_clear(&errors);
    maker_free(&maker);
}

static void make(const char *content)
{
    maker_text(&maker, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    maker_text(&maker, "content.xml", content);
    maker_close(&maker);
}

/* Opens what was made and reads a sheet of it. */
static enum koppel_status read_sheet(size_t sheet)
{
    enum koppel_status status = koppel_workbook_open(maker.bytes, maker.n_bytes, "t.ods", &book, &errors);

    CU_ASSERT_FATAL(status != KOPPEL_OK || book.n_sheets > sheet);
    return status == KOPPEL_OK ? koppel_sheet_read(&book, sheet, &cells, &errors) : status;
}

/* The cells of a sheet: "1: 1 [a] 3 [b]/2: ...", with the number of its kind behind those that are no texts. */
static void assert_cells(const char *expected)
{
    struct koppel_text all = {0};

    messages_assert(&errors, "");
    for (size_t i = 0; i < cells.n_rows; i++) {
        const struct koppel_book_row *row = &cells.rows[i];

        koppel_text_add(&all, "%s%d%s:", i > 0 ? "/" : "", (int)row->number, row->is_hidden ? " hidden" : "");
        for (size_t k = 0; k < row->n_cells; k++) {
            const struct koppel_book_cell *cell = &cells.cells[row->first + k];

            koppel_text_add(&all, " %d [%s]", (int)cell->column, cell->text);
            if (cell->kind != KOPPEL_KIND_TEXT) {
                koppel_text_add(&all, "%d", (int)cell->kind);
            }
        }
    }
    if (strcmp(all.bytes != NULL ? all.bytes : "", expected) != 0) {
        printf("    read: %s\n", all.bytes != NULL ? all.bytes : "");
    }
    CU_ASSERT_STRING_EQUAL(all.bytes != NULL ? all.bytes : "", expected);
    koppel_text_free(&all);
}

static void assert_sheet(const char *content, const char *expected)
{
    make(content);
    CU_ASSERT_EQUAL(read_sheet(0), KOPPEL_OK);
    assert_cells(expected);
    clear();
}

static void assert_refused(const char *content, const char *message)
{
    make(content);
    CU_ASSERT_EQUAL(read_sheet(0), KOPPEL_E_INPUT);
    messages_assert(&errors, message);
    clear();
}

static void test_cells_of_every_type(void)
{
    assert_sheet(ONE(ROW(TEXT("Veldpark")
                             CELL("office:value-type=\"float\" office:value=\"752.62\"", "<text:p>752,62</text:p>"))),
                 "1: 1 [Veldpark] 2 [752.62]1");
    assert_sheet(ONE(ROW(CELL("office:value-type=\"currency\" office:value=\"12.100000000000001\"", "")
                             CELL("office:value-type=\"percentage\" office:value=\"0.25\"", "<text:p>25%</text:p>"))),
                 "1: 1 [12.1]1 2 [0.25]1");
    assert_sheet(
        ONE(ROW(CELL("office:value-type=\"date\" office:date-value=\"2026-03-15\"", "<text:p>15-03-26</text:p>")
                    CELL("office:value-type=\"date\" office:date-value=\"2026-03-15T10:30:00\"", "") CELL(
                        "office:value-type=\"time\" office:time-value=\"PT10H30M00S\"", "<text:p>10:30</text:p>"))),
        "1: 1 [2026-03-15]2 2 [2026-03-15]3 3 [10:30]");
    assert_sheet(ONE(ROW(CELL("office:value-type=\"boolean\" office:boolean-value=\"true\"", "<text:p>WAAR</text:p>")
                             CELL("office:value-type=\"boolean\" office:boolean-value=\"false\"", ""))),
                 "1: 1 [TRUE]5 2 [FALSE]5");
    assert_sheet(ONE(ROW(CELL("office:value-type=\"float\" office:value=\"9004010000000001\"",
                              "<text:p>9004010000000001</text:p>"))),
                 "1: 1 [9.00401E+15]8");
}

static void test_number_that_is_shown_with_zeros_is_a_code(void)
{
    assert_sheet(ONE(ROW(CELL("office:value-type=\"float\" office:value=\"344\"", "<text:p>0344</text:p>")
                             CELL("office:value-type=\"float\" office:value=\"0\"", "<text:p>0</text:p>")
                                 CELL("office:value-type=\"float\" office:value=\"0.5\"", "<text:p>0,5</text:p>"))),
                 "1: 1 [0344] 2 [0]1 3 [0.5]1");
}

static void test_formula_counts_by_its_value_and_an_error_is_one(void)
{
    assert_sheet(ONE(ROW(CELL("table:formula=\"of:=1+1\" office:value-type=\"float\" office:value=\"2\"", "") CELL(
                     "table:formula=\"of:=A9\"", "") CELL("table:formula=\"of:=1/0\" office:value-type=\"string\" "
                                                          "office:string-value=\"\" calcext:value-type=\"error\"",
                                                          "<text:p>#DIV/0!</text:p>"))),
                 "1: 1 [2]1 2 []7 3 [#DIV/0!]6");
}

static void test_text_is_put_together_from_paragraphs_spans_and_blanks(void)
{
    assert_sheet(ONE(ROW(CELL("office:value-type=\"string\"",
                              "<text:p>Te <text:span>ver</text:span><text:s text:c=\"2\"/>weg</text:p>"
                              "<text:p>van<text:tab/>het<text:line-break/>werk</text:p>"))),
                 "1: 1 [Te ver  weg\nvan\thet\nwerk]");
    assert_sheet(
        ONE(ROW(CELL("office:value-type=\"string\"",
                     "<office:annotation><text:p>een opmerking</text:p></office:annotation>"
                     "<text:p>ja</text:p><draw:frame xmlns:draw=\"d\"><text:p>plaatje</text:p></draw:frame>"))),
        "1: 1 [ja]");
}

static void test_what_stands_there_once_may_hold_for_many(void)
{
    assert_sheet(
        ONE("<table:table-header-rows>" ROW(TEXT("a") TEXT(
            "b")) "</table:table-header-rows>"
                  "<table:table-row table:number-rows-repeated=\"2\">"
                  "<table:table-cell table:number-columns-repeated=\"2\"/>" TEXT(
                      "x") "</table:table-row>"
                           "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>"
                           "<table:table-row-group>" ROW(CELL(
                               "table:number-columns-repeated=\"3\" office:value-type=\"float\" "
                               "office:value=\"7\"",
                               "")) "</table:table-row-group>"
                                    "<table:table-row table:number-rows-repeated=\"1048569\">"
                                    "<table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>"),
        "1: 1 [a] 2 [b]/2: 3 [x]/3: 3 [x]/7: 1 [7]1 2 [7]1 3 [7]1");
}

static void test_merged_cells_hidden_rows_and_columns_are_told(void)
{
    make(ONE("<table:table-column table:visibility=\"collapse\"/>" ROW(
        "<table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"1\" "
        "office:value-type=\"string\"><text:p>Titel</text:p></table:table-cell>"
        "<table:covered-table-cell "
        "office:value-type=\"string\"><text:p>bedekt</text:p></table:covered-table-cell>" TEXT(
            "c")) "<table:table-row table:visibility=\"filter\">" TEXT("weg") "</table:table-row>"));
    CU_ASSERT_EQUAL(read_sheet(0), KOPPEL_OK);
    assert_cells("1: 1 [Titel] 3 [c]/2 hidden: 1 [weg]");
    CU_ASSERT_TRUE(cells.has_hidden_columns);
    CU_ASSERT_EQUAL_FATAL(cells.n_merges, 1);
    CU_ASSERT_TRUE(cells.merges[0].first_column == 1 && cells.merges[0].last_column == 2 &&
                   cells.merges[0].last_row == 1);
    clear();
}

static void test_sheets_have_their_names_and_are_read_more_than_once(void)
{
    make(HEAD "<table:table table:name=\"Gemeenten\"><table:shapes><x><text:p>y</text:p></x></table:shapes>" ROW(
        TEXT("a")) "</table:table><table:table table:name=\"Buurten\">" ROW(TEXT("b")) "</table:table>" FOOT);
    CU_ASSERT_EQUAL(read_sheet(1), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(book.sheets[0].name, "Gemeenten");
    CU_ASSERT_STRING_EQUAL(book.sheets[1].name, "Buurten");
    assert_cells("1: 1 [b]");
    koppel_sheet_cells_free(&cells);
    CU_ASSERT_EQUAL(koppel_sheet_read(&book, 0, &cells, &errors), KOPPEL_OK);
    assert_cells("1: 1 [a]");
    clear();
}

static void test_harm_is_refused_in_little_memory(void)
{
    assert_refused(ONE("<table:table-row table:number-rows-repeated=\"1000000\">" TEXT("x") "</table:table-row>"),
                   "t.ods, sheet S, row 1: this row stands there more than 10000 times: delete the rows that are not "
                   "meant\n");
    assert_refused(ONE(ROW(CELL("table:number-columns-repeated=\"20000\" office:value-type=\"float\" "
                                "office:value=\"7\"",
                                ""))),
                   "t.ods, sheet S, cell A1: the row has more cells than a sheet has columns, 16384\n");
    assert_refused(ONE("<table:table-row table:number-rows-repeated=\"10000\">" CELL(
                       "table:number-columns-repeated=\"16000\" office:value-type=\"float\" office:value=\"7\"",
                       "") "</table:table-row>"),
                   "t.ods, sheet S, row 251: the sheet has more than 4 million filled cells: save the table as CSV\n");
    assert_refused(
        ONE("<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell/></table:table-row>" ROW(
            TEXT("x"))),
        "t.ods, sheet S, row 1048577: the sheet has more rows than a sheet can have, 1048576\n");
    assert_refused(
        "<!DOCTYPE x [<!ENTITY e \"y\">]>" ONE(ROW(TEXT("x"))),
        "t.ods: the workbook's part content.xml declares a document type, which no spreadsheet program does: "
        "save it again as .xlsx from your spreadsheet program\n");
    assert_refused(ONE(ROW(CELL("office:value-type=\"float\" office:value=\"veel\"", ""))),
                   "t.ods, sheet S, cell A1: the cell holds something else than the number that it should: save the "
                   "workbook again as .xlsx\n");
}

static void test_other_documents_are_no_spreadsheets(void)
{
    assert_refused("<x/>", "t.ods: this is not a spreadsheet: save it as .xlsx in your spreadsheet program\n");
    assert_refused(HEAD FOOT, "t.ods: this is not a spreadsheet: save it as .xlsx in your spreadsheet program\n");
    assert_refused("no XML", "t.ods: the workbook's part content.xml is damaged: save it again as .xlsx from your "
                             "spreadsheet program\n");
}

static void test_failed_allocation_is_told(void)
{
    enum koppel_status status = KOPPEL_E_MEMORY;

    make(ONE(
        ROW(TEXT("a") CELL("table:number-columns-spanned=\"2\" office:value-type=\"float\" office:value=\"7\"", ""))));
    for (int n = 0; status == KOPPEL_E_MEMORY && n < 10000; n++) {
        failing_memory_after(n);
        status = read_sheet(0);
        failing_memory_after(-1);
        CU_ASSERT_TRUE(status == KOPPEL_OK || status == KOPPEL_E_MEMORY);
        if (status == KOPPEL_E_MEMORY) {
            koppel_sheet_cells_free(&cells);
            koppel_workbook_close(&book);
            koppel_errors_clear(&errors);
        }
    }
    CU_ASSERT_EQUAL(status, KOPPEL_OK);
    assert_cells("1: 1 [a] 2 [7]1");
    clear();
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_cells_of_every_type),
                                              TEST(test_number_that_is_shown_with_zeros_is_a_code),
                                              TEST(test_formula_counts_by_its_value_and_an_error_is_one),
                                              TEST(test_text_is_put_together_from_paragraphs_spans_and_blanks),
                                              TEST(test_what_stands_there_once_may_hold_for_many),
                                              TEST(test_merged_cells_hidden_rows_and_columns_are_told),
                                              TEST(test_sheets_have_their_names_and_are_read_more_than_once),
                                              TEST(test_harm_is_refused_in_little_memory),
                                              TEST(test_other_documents_are_no_spreadsheets),
                                              TEST(test_failed_allocation_is_told),
                                              TEST_END};

    return suite_run("ods", tests);
}
