// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Workbooks: what cells hold, in every form that spreadsheet programs write, and where parts are found. */
#include "messages.h"
#include "suite.h"
#include "workbook/workbook.h"
#include "workbook_maker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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

static enum koppel_status open_made(void)
{
    return koppel_workbook_open(maker.bytes, maker.n_bytes, "t.xlsx", &book, &errors);
}

/* Opens what was made and reads its first sheet. */
static enum koppel_status read_made(void)
{
    enum koppel_status status = open_made();

    CU_ASSERT_FATAL(status != KOPPEL_OK || book.n_sheets > 0);
    return status == KOPPEL_OK ? koppel_sheet_read(&book, 0, &cells, &errors) : status;
}

static const char *const kinds[] = {"text", "number", "date", "moment", "time", "boolean", "error", "no value", "long"};

/* All cells of the sheet that was read: "1: A text "x"; B number 5\n3: ..." */
static void assert_cells(const char *expected)
{
    struct koppel_text all = {0};

    messages_assert(&errors, "");
    for (size_t i = 0; i < cells.n_rows; i++) {
        const struct koppel_book_row *row = &cells.rows[i];

        koppel_text_add(&all, "%d%s:", (int)row->number, row->is_hidden ? " hidden" : "");
        for (size_t k = 0; k < row->n_cells; k++) {
            const struct koppel_book_cell *cell = &cells.cells[row->first + k];

            koppel_text_add(&all, " %d %s [%s]", (int)cell->column, kinds[cell->kind], cell->text);
        }
        koppel_text_add(&all, "\n");
    }
    if (strcmp(all.n_bytes > 0 ? all.bytes : "", expected) != 0) {
        printf("    read:\n%s    expected:\n%s", all.n_bytes > 0 ? all.bytes : "", expected);
    }
    CU_ASSERT_STRING_EQUAL(all.n_bytes > 0 ? all.bytes : "", expected);
    koppel_text_free(&all);
}

/* Makes a workbook with one sheet of these rows and asserts its cells. */
static void assert_rows(const char *rows, const char *expected)
{
    maker_styles(&maker);
    maker_sheet(&maker, "S", rows, "");
    maker_finish(&maker, "");
    CU_ASSERT_EQUAL(read_made(), KOPPEL_OK);
    assert_cells(expected);
    clear();
}

static void assert_bad_rows(const char *rows, const char *messages)
{
    maker_sheet(&maker, "S", rows, "");
    maker_finish(&maker, "");
    CU_ASSERT_EQUAL(read_made(), KOPPEL_E_INPUT);
    messages_assert(&errors, messages);
    clear();
}

static void test_workbook_reads_shared_strings_with_runs_and_without_how_they_are_pronounced(void)
{
    maker_strings(&maker, "<si><t>plain</t></si><si><r><rPr><b/></rPr><t>bo</t></r><r><t xml:space=\"preserve\">ld </t>"
                          "</r><rPh sb=\"0\" eb=\"1\"><t>no</t></rPh><phoneticPr fontId=\"1\"/></si><si/>"
                          "<si><t> a &amp; b&#233; _x0041__x000D_</t></si><si><t>_x0007_ _x005F_x0041_</t></si>");
    maker_sheet(
        &maker, "S",
        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"B2\" t=\"s\"><v>1</v></c><c r=\"C2\" t=\"s\"><v>2</v>"
        "</c><c r=\"D2\" t=\"s\"><v>3</v></c><c r=\"E2\" t=\"s\"><v>4</v></c></row>",
        "");
    maker_finish(&maker, "");
    CU_ASSERT_EQUAL(read_made(), KOPPEL_OK);
    assert_cells("2: 1 text [plain] 2 text [bold] 4 text [a & b\xC3\xA9 A] 5 text [_x0007_ _x0041_]\n");
    clear();
}

static void test_workbook_reads_every_type_of_cell(void)
{
    assert_rows(
        "<row r=\"1\"><c r=\"A1\"><v>12.100000000000001</v></c><c r=\"B1\" t=\"b\"><v>1</v></c>"
        "<c r=\"C1\" t=\"b\"><v>0</v></c><c r=\"D1\" t=\"e\"><v>#N/A</v></c><c r=\"E1\" t=\"str\"><f>A1&amp;1</f>"
        "<v>x</v></c><c r=\"F1\" t=\"inlineStr\"><is><t>in</t></is></c><c r=\"G1\" t=\"inlineStr\"><is><r><t>ru"
        "</t></r><r><t>n</t></r><rPh><t>no</t></rPh></is></c><c r=\"H1\" t=\"d\"><v>2026-03-15T00:00:00</v></c>"
        "<c r=\"I1\" t=\"n\"><v>5</v></c><c r=\"J1\"><v>1E+16</v></c></row>",
        "1: 1 number [12.1] 2 boolean [TRUE] 3 boolean [FALSE] 4 error [#N/A] 5 text [x] 6 text [in] 7 text "
        "[run] 8 date [2026-03-15] 9 number [5] 10 long [1.E+16]\n");
}

static void test_workbook_runs_no_formula_and_takes_the_value_that_was_kept(void)
{
    assert_rows("<row r=\"1\"><c r=\"A1\"><f>1+1</f><v>2</v></c><c r=\"B1\"><f>1+1</f></c><c r=\"C1\"><f>1+1</f><v></v>"
                "</c><c r=\"D1\" t=\"str\"><f>IF(A1,&quot;&quot;,1)</f><v></v></c><c r=\"E1\" t=\"str\"><f>X</f></c>"
                "<c r=\"F1\"><f t=\"shared\" si=\"0\"/><v>7</v></c></row>",
                "1: 1 number [2] 2 no value [] 3 no value [] 5 no value [] 6 number [7]\n");
}

static void test_workbook_tells_dates_by_the_format_of_the_number(void)
{
    assert_rows("<row r=\"1\"><c r=\"A1\" s=\"1\"><v>46096</v></c><c r=\"B1\" s=\"2\"><v>46096.5</v></c>"
                "<c r=\"C1\" s=\"3\"><v>46096</v></c><c r=\"D1\" s=\"0\"><v>46096</v></c><c r=\"E1\" s=\"6\"><v>0.5</v>"
                "</c><c r=\"F1\" s=\"1\"><v>60</v></c><c r=\"G1\" s=\"7\"><v>46023</v></c><c r=\"H1\" s=\"99\"><v>46096"
                "</v></c><c r=\"I1\" s=\"1\"><v>1E99</v></c></row>",
                "1: 1 date [2026-03-15] 2 moment [2026-03-15] 3 date [2026-03-15] 4 number [46096] 5 time [0.5] 6 time "
                "[60] 7 date [2026-01-01] 8 number [46096] 9 long [1.E+99]\n");
    maker_styles(&maker);
    maker_sheet(&maker, "S", "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>44634</v></c></row>", "");
    maker_finish(&maker, "<workbookPr date1904=\"1\"/>");
    CU_ASSERT_EQUAL(read_made(), KOPPEL_OK);
    assert_cells("1: 1 date [2026-03-15]\n");
    clear();
}

static void test_workbook_shows_zeros_and_letters_that_a_format_puts_before_a_code(void)
{
    assert_rows(
        "<row r=\"1\"><c r=\"A1\" s=\"4\"><v>12</v></c><c r=\"B1\" s=\"5\"><v>363</v></c><c r=\"C1\" s=\"4\"><v>1.5"
        "</v></c><c r=\"D1\" s=\"4\"><v>12345</v></c></row>",
        "1: 1 text [0012] 2 text [GM0363] 3 number [1.5] 4 text [12345]\n");
}

static void test_workbook_passes_over_empty_cells_and_rows(void)
{
    assert_rows(
        "<row r=\"3\"/><row r=\"5\"><c r=\"B5\" s=\"1\"/><c r=\"C5\" t=\"inlineStr\"><is><t>  </t></is></c></row>"
        "<row r=\"7\" hidden=\"1\"><c r=\"Z7\"><v>1</v></c></row>",
        "7 hidden: 26 number [1]\n");
}

static void test_workbook_numbers_rows_and_cells_without_names(void)
{
    assert_rows("<row><c><v>1</v></c><c><v>2</v></c></row><row r=\"4\"><c r=\"C4\"><v>3</v></c><c><v>4</v></c></row>"
                "<row><c><v>5</v></c></row>",
                "1: 1 number [1] 2 number [2]\n4: 3 number [3] 4 number [4]\n5: 1 number [5]\n");
}

static void test_workbook_keeps_merged_cells_and_hidden_columns(void)
{
    maker_sheet(&maker, "S", "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
                "<mergeCells count=\"2\"><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"nonsense\"/></mergeCells>");
    maker_finish(&maker, "");
    CU_ASSERT_EQUAL(read_made(), KOPPEL_OK);
    CU_ASSERT_EQUAL_FATAL(cells.n_merges, 1);
    CU_ASSERT_EQUAL(cells.merges[0].last_column, 3);
    CU_ASSERT_FALSE(cells.has_hidden_columns);
    clear();
    maker_name_sheet(&maker, "S", "");
    maker_text(&maker, "xl/worksheets/sheet1.xml",
               "<worksheet xmlns=\"" MAIN_SPACE "\"><cols><col min=\"2\" max=\"2\" hidden=\"1\"/></cols><sheetData/>"
               "</worksheet>");
    maker_finish(&maker, "");
    CU_ASSERT_EQUAL(read_made(), KOPPEL_OK);
    CU_ASSERT_TRUE(cells.has_hidden_columns);
    clear();
}

static void test_workbook_reads_the_strict_namespaces_and_prefixes(void)
{
    maker_text(&maker, "_rels/.rels",
               "<p:Relationships xmlns:p=\"" PACKAGE_SPACE "\"><p:Relationship Id=\"r\" Type=\"" STRICT_RELATION_SPACE
               "/officeDocument\" Target=\"/book/main.xml\"/></p:Relationships>");
    maker_text(&maker, "book/_rels/main.xml.rels",
               "<Relationships xmlns=\"" PACKAGE_SPACE "\"><Relationship Id=\"a\" Type=\"" STRICT_RELATION_SPACE
               "/worksheet\" Target=\"../Sheets/./One.XML\"/></Relationships>");
    maker_text(&maker, "book/main.xml",
               "<x:workbook xmlns:x=\"" STRICT_SPACE "\" xmlns:q=\"" STRICT_RELATION_SPACE
               "\"><x:sheets><x:sheet name=\"Eén\" q:id=\"a\"/></x:sheets></x:workbook>");
    maker_text(&maker, "sheets/one.xml",
               "<x:worksheet xmlns:x=\"" STRICT_SPACE "\" xmlns:o=\"other\"><x:sheetData><x:row r=\"1\" o:r=\"9\">"
               "<o:c r=\"A1\"><o:v>9</o:v></o:c><x:c r=\"A1\"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>");
    maker_close(&maker);
    CU_ASSERT_EQUAL(read_made(), KOPPEL_OK);
    CU_ASSERT_STRING_EQUAL(book.sheets[0].name, "Eén");
    assert_cells("1: 1 number [1]\n");
    clear();
}

static void test_workbook_finds_sheets_by_their_relationship_and_not_by_the_order_of_files(void)
{
    maker_text(&maker, "xl/worksheets/sheet1.xml",
               "<worksheet xmlns=\"" MAIN_SPACE "\"><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>");
    maker_text(&maker, "xl/worksheets/sheet2.xml",
               "<worksheet xmlns=\"" MAIN_SPACE "\"><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>");
    koppel_text_add(&maker.sheets, "<sheet name=\"A\" r:id=\"y\"/><sheet name=\"B\" r:id=\"x\" state=\"veryHidden\"/>");
    koppel_text_add(&maker.relations, "<Relationship Id=\"x\" Type=\"z/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
                                      "<Relationship Id=\"y\" Type=\"z/worksheet\" Target=\"worksheets/sheet2.xml\"/>");
    maker_finish(&maker, "");
    CU_ASSERT_EQUAL(read_made(), KOPPEL_OK);
    assert_cells("1: 1 number [1]\n");
    CU_ASSERT_FALSE(book.sheets[0].is_hidden);
    CU_ASSERT_TRUE(book.sheets[1].is_hidden);
    clear();
}

static void test_workbook_follows_nothing_out_of_itself(void)
{
    static const char *const targets[] = {"Target=\"../../../../etc/passwd\"", "Target=\"file:///etc/passwd\"",
                                          "Target=\"http://example.org/sheet.xml\" TargetMode=\"External\"",
                                          "Target=\"..\""};

    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++) {
        koppel_text_add(&maker.sheets, "<sheet name=\"A\" r:id=\"x\"/>");
        koppel_text_add(&maker.relations, "<Relationship Id=\"x\" Type=\"z/worksheet\" %s/>", targets[i]);
        maker_finish(&maker, "");
        CU_ASSERT_EQUAL(read_made(), KOPPEL_E_INPUT);
        CU_ASSERT_EQUAL(errors.n_items, 1);
        clear();
    }
}

static void test_workbook_says_what_is_wrong_with_cells(void)
{
    assert_bad_rows(
        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c></row>",
        "t.xlsx, sheet S, cell A2: the text of this cell is missing in the workbook: save the workbook again "
        "as .xlsx\n");
    assert_bad_rows("<row r=\"2\"><c r=\"B2\"><v>x</v></c></row>",
                    "t.xlsx, sheet S, cell B2: the cell holds something else than the number that it should: save the "
                    "workbook again as .xlsx\n");
    assert_bad_rows("<row r=\"2\"><c r=\"B2\" t=\"zzzzzzzzzzzzzzzzzzzzz\"><v>x</v></c></row>",
                    "t.xlsx, sheet S, cell B2: the cell is of a kind that is not known: save the workbook again as "
                    ".xlsx\n");
    assert_bad_rows("<row r=\"2\"><c r=\"B2\" t=\"d\"><v>x</v></c></row>",
                    "t.xlsx, sheet S, cell B2: the cell should hold a date and does not: type the date again\n");
    assert_bad_rows("<row r=\"2\"/><row r=\"2\"/>",
                    "t.xlsx, sheet S, row 2: the rows of the sheet are not in their order: save the workbook again as "
                    ".xlsx\n");
    assert_bad_rows("<row r=\"2\"><c r=\"B2\"/><c r=\"A2\"/></row>",
                    "t.xlsx, sheet S, row 2: the cells of this row are not in their order: save the workbook again as "
                    ".xlsx\n");
    assert_bad_rows("<row r=\"1000000000\"><c><v>1</v></c></row>",
                    "t.xlsx, sheet S: the sheet has a row beyond the last one that a sheet can have, 1048576\n");
    assert_bad_rows("<row r=\"1\"><c r=\"XFD1\"/><c/></row>",
                    "t.xlsx, sheet S, row 1: the row has more cells than a sheet has columns, 16384\n");
}

static void test_workbook_says_what_else_a_file_is(void)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *message;
    } files[] = {
        {"unit;rooms\n", 11, "t.xlsx: this is not a workbook: if it is a CSV table, give its name the ending .csv\n"},
        {"", 0, "t.xlsx: this is not a workbook: if it is a CSV table, give its name the ending .csv\n"},
        {"\xEF\xBB\xBF \n<html>", 11,
         "t.xlsx: this is a web page or XML with the name of a workbook: open it in your spreadsheet program and save "
         "it "
         "as an Excel workbook (.xlsx)\n"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 Workbook", 17,
         "t.xlsx: this is a workbook of the old kind (.xls): save it as an Excel workbook (.xlsx)\n"},
        {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 .E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 42,
         "t.xlsx: the workbook is locked with a password: save it without one\n"},
        {"PK\3\4 cut off", 12,
         "t.xlsx: the workbook is damaged or not complete: open it in your spreadsheet program, save it again as "
         ".xlsx, "
         "or take an older copy\n"}};

    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        CU_ASSERT_EQUAL(koppel_workbook_open(files[i].bytes, files[i].n, "t.xlsx", &book, &errors), KOPPEL_E_INPUT);
        messages_assert(&errors, files[i].message);
        clear();
    }
    maker_text(&maker, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
    maker_text(&maker, "content.xml", "<x/>");
    maker_close(&maker);
    CU_ASSERT_EQUAL(open_made(), KOPPEL_E_INPUT);
    messages_assert(&errors, "t.xlsx: this is not a spreadsheet: save it as .xlsx in your spreadsheet program\n");
    clear();
    maker_text(&maker, "word/document.xml", "<x/>");
    maker_close(&maker);
    CU_ASSERT_EQUAL(open_made(), KOPPEL_E_INPUT);
    messages_assert(&errors, "t.xlsx: this is not an Excel workbook: save it as .xlsx in your spreadsheet program\n");
    clear();
    maker_text(&maker, "_rels/.rels",
               "<Relationships xmlns=\"" PACKAGE_SPACE "\"><Relationship Id=\"r\" Type=\"" RELATION_SPACE
               "/officeDocument\" Target=\"xl/workbook.bin\"/></Relationships>");
    maker_close(&maker);
    CU_ASSERT_EQUAL(open_made(), KOPPEL_E_INPUT);
    messages_assert(&errors, "t.xlsx: this is a binary workbook (.xlsb): save it as an Excel workbook (.xlsx)\n");
    clear();
}

/* A file that was cut off, or changed in one byte, is read as it was or refused with a message. */
static void test_workbook_refuses_damage_with_a_message(void)
{
    char *whole = NULL;
    size_t n = 0;

    maker_strings(&maker, "<si><t>one</t></si><si><t>two</t></si>");
    maker_styles(&maker);
    maker_sheet(&maker, "S", "<row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c s=\"1\"><v>46096</v></c></row>",
                "");
    maker_finish(&maker, "");
    whole = maker.bytes;
    n = maker.n_bytes;
    for (size_t i = 0; i < n; i++) {
        enum koppel_status status = koppel_workbook_open(whole, i, "t.xlsx", &book, &errors);

        /* what is cut off the very last record may be worth nothing */
        CU_ASSERT_TRUE(status == KOPPEL_E_INPUT || i + 22 > n);
        CU_ASSERT_EQUAL(errors.n_items, status != KOPPEL_OK);
        koppel_workbook_close(&book);
        koppel_errors_clear(&errors);
        whole[i] = (char)(whole[i] ^ 0x55);
        status = koppel_workbook_open(whole, n, "t.xlsx", &book, &errors);
        for (size_t sheet = 0; status == KOPPEL_OK && sheet < book.n_sheets; sheet++) {
            status = koppel_sheet_read(&book, sheet, &cells, &errors);
            koppel_sheet_cells_free(&cells);
        }
        CU_ASSERT_EQUAL(errors.n_items > 0, status != KOPPEL_OK);
        koppel_workbook_close(&book);
        koppel_errors_clear(&errors);
        whole[i] = (char)(whole[i] ^ 0x55);
    }
    clear();
}

static void test_workbook_names_a_part_that_is_missing(void)
{
    maker_name_sheet(&maker, "S", "");
    maker_finish(&maker, "");
    CU_ASSERT_EQUAL(read_made(), KOPPEL_E_INPUT);
    messages_assert(&errors,
                    "t.xlsx: the workbook is not complete, its part xl/worksheets/sheet1.xml is missing: save it "
                    "again as .xlsx\n");
    clear();
}

/* Parts that name each other in a circle: nothing is read twice, and each is told for what it is not. */
static void test_workbook_is_not_led_in_circles(void)
{
    koppel_text_add(&maker.sheets, "<sheet name=\"A\" r:id=\"x\"/><sheet name=\"B\" r:id=\"y\"/>");
    koppel_text_add(&maker.relations, "<Relationship Id=\"x\" Type=\"z/worksheet\" Target=\"workbook.xml\"/>"
                                      "<Relationship Id=\"y\" Type=\"z/worksheet\" Target=\"_rels/workbook.xml.rels\"/>"
                                      "<Relationship Id=\"s\" Type=\"z/sharedStrings\" Target=\"workbook.xml\"/>"
                                      "<Relationship Id=\"t\" Type=\"z/styles\" Target=\"workbook.xml\"/>");
    maker_finish(&maker, "");
    CU_ASSERT_EQUAL(read_made(), KOPPEL_E_INPUT);
    messages_assert(&errors, "t.xlsx, sheet A: this is not a sheet with cells\n");
    koppel_sheet_cells_free(&cells);
    CU_ASSERT_EQUAL(koppel_sheet_read(&book, 1, &cells, &errors), KOPPEL_E_INPUT);
    messages_assert(&errors, "t.xlsx, sheet B: this is not a sheet with cells\n");
    clear();
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_workbook_reads_shared_strings_with_runs_and_without_how_they_are_pronounced),
        TEST(test_workbook_reads_every_type_of_cell),
        TEST(test_workbook_runs_no_formula_and_takes_the_value_that_was_kept),
        TEST(test_workbook_tells_dates_by_the_format_of_the_number),
        TEST(test_workbook_shows_zeros_and_letters_that_a_format_puts_before_a_code),
        TEST(test_workbook_passes_over_empty_cells_and_rows),
        TEST(test_workbook_numbers_rows_and_cells_without_names),
        TEST(test_workbook_keeps_merged_cells_and_hidden_columns),
        TEST(test_workbook_reads_the_strict_namespaces_and_prefixes),
        TEST(test_workbook_finds_sheets_by_their_relationship_and_not_by_the_order_of_files),
        TEST(test_workbook_follows_nothing_out_of_itself),
        TEST(test_workbook_says_what_is_wrong_with_cells),
        TEST(test_workbook_says_what_else_a_file_is),
        TEST(test_workbook_refuses_damage_with_a_message),
        TEST(test_workbook_names_a_part_that_is_missing),
        TEST(test_workbook_is_not_led_in_circles),
        TEST_END};

    return suite_run("workbooks", tests);
}
