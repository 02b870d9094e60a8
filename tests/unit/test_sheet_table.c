// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Workbooks as tables of a case: which sheet is which table, and what is told of cells, with sheet and cell. */
#include "case_files.h"
#include "io/sheet_table.h"
#include "messages.h"
#include "suite.h"
#include "workbook_maker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct workbook_maker maker;
static struct koppel_errors errors;
static struct koppel_errors notes;
static struct koppel_csv_table table;

#define TEXT(text) "<c t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define AT(cell, text) "<c r=\"" cell "\" t=\"inlineStr\"><is><t>" text "</t></is></c>"
#define UNITS_HEAD "<row>" TEXT("Woning") TEXT("BUURT") TEXT("corporatie") TEXT("kamers") TEXT("Huur") "</row>"

/* Reads the one sheet of what was made, of units; gives its rows as lines of text. The table is freed. */
static enum koppel_status read_units(struct koppel_text *rows)
{
    struct koppel_workbook book;
    enum koppel_status status = KOPPEL_OK;

    CU_ASSERT_EQUAL_FATAL(koppel_workbook_open(maker.bytes, maker.n_bytes, "t.xlsx", &book, &errors), KOPPEL_OK);
    status = koppel_sheet_table_read(&book, 0, &koppel_tables[KOPPEL_TABLE_UNITS], "t.xlsx, sheet Woningen", false,
                                     &table, &errors, &notes);
    for (int32_t row = 0; row < table.n_rows; row++) {
        koppel_text_add(rows, "%ld", table.lines[row]);
        for (int32_t c = 0; c < table.n_columns; c++) {
            koppel_text_add(rows, "|%s", table.cells[row * table.n_columns + c]);
        }
        koppel_text_add(rows, "\n");
    }
    koppel_csv_table_free(&table);
    koppel_workbook_close(&book);
    return status;
}

/* Asserts the table that a sheet gives, its errors and its notes. */
static void assert_units(const char *sheet, const char *after, const char *expected, const char *expected_errors,
                         const char *expected_notes)
{
    struct koppel_text rows = {0};
    enum koppel_status status = KOPPEL_OK;

    maker_styles(&maker);
    maker_sheet(&maker, "Woningen", sheet, after);
    maker_finish(&maker, "");
    status = read_units(&rows);
    CU_ASSERT_EQUAL(status, expected_errors[0] == '\0' ? KOPPEL_OK : KOPPEL_E_INPUT);
    if (strcmp(rows.n_bytes > 0 ? rows.bytes : "", expected) != 0) {
        printf("    read:\n%s    expected:\n%s", rows.n_bytes > 0 ? rows.bytes : "", expected);
    }
    CU_ASSERT_STRING_EQUAL(rows.n_bytes > 0 ? rows.bytes : "", expected);
    messages_assert(&errors, expected_errors);
    messages_assert(&notes, expected_notes);
    koppel_text_free(&rows);
    maker_free(&maker);
}

static void test_sheet_gives_the_rows_of_a_table(void)
{
    assert_units(UNITS_HEAD "<row/><row r=\"4\">" TEXT("W1") TEXT("BU00010001")
                     TEXT("C1") "<c><v>3</v></c><c><v>650.5</v></c></row>"
                                "<row r=\"9\">" AT("A9", "W2") AT("C9", "C1") "</row>",
                 "", "4|W1|BU00010001|C1|3|650.5\n9|W2||C1||\n", "", "");
}

static void test_sheet_may_have_a_title_above_its_header(void)
{
    assert_units(
        "<row>" TEXT("Woningen in 2026") "</row><row/><row>" TEXT("of the corporations")
            TEXT("huur") "</row>" UNITS_HEAD "<row>" TEXT("W1") TEXT("B") TEXT("C1") TEXT("3") TEXT("1") "</row>",
        "", "5|W1|B|C1|3|1\n", "",
        "t.xlsx, sheet Woningen, row 1: the names of the columns stand in row 4: what stands above them is not "
        "read\n");
}

static void test_sheet_reads_what_has_one_meaning_with_a_note(void)
{
    assert_units(
        "<row>" TEXT("woning") TEXT("huur") TEXT("nultreden")
            TEXT("beschikbaar_vanaf") "</row>"
                                      "<row>" TEXT("W1")
                                          TEXT("650,50") "<c t=\"b\"><v>1</v></c><c s=\"1\"><v>46096</v></c></row>"
                                                         "<row>" TEXT(
                                                             "W2") "<c><v>12.100000000000001</v></c><c "
                                                                   "t=\"b\"><v>0</v></c><c s=\"2\"><v>46096.75</v></c>"
                                                                   "</row><row hidden=\"1\">" TEXT("W3") TEXT(
                                                                       "1,250") "<c/><c s=\"2\"><v>46096</v></c></row>",
        "", "2|W1|650.50|yes|2026-03-15\n3|W2|12.1|no|2026-03-15\n4|W3|1,250||2026-03-15\n", "",
        "t.xlsx, sheet Woningen, cell B2: column huur: the number \"650,50\" is a text: it is read with the comma "
        "as decimal sign\n"
        "t.xlsx, sheet Woningen, cell D3: column beschikbaar_vanaf: there is a time of day beside the date: the "
        "date alone is read\n"
        "t.xlsx, sheet Woningen, row 4: 1 row is hidden (by a filter?), and read like the others\n");
}

static void test_sheet_refuses_cells_once_a_column_with_the_first(void)
{
    assert_units(
        "<row>" TEXT("woning") TEXT("huur") TEXT("kamers") TEXT("beschikbaar_vanaf")
            TEXT("complex") "</row>"
                            "<row>" TEXT(
                                "W1") "<c t=\"e\"><v>#N/A</v></c><c><f>1+1</f></c><c s=\"6\"><v>0.5</v></c></row>"
                                      "<row>" TEXT(
                                          "W2") "<c t=\"e\"><v>#REF!</v></c><c><f>1+1</f></c></row>"
                                                "<row>" TEXT(
                                                    "W3") "<c t=\"e\"><v>#N/A</v></c></row>"
                                                          "<row><c s=\"1\"><v>46096</v></c><c><v>1</v></c></row>"
                                                          "<row>" TEXT(
                                                              "W5") "<c/><c/><c/><c><v>363010000633700000</v></c></row>"
                                                                    "<row>" TEXT("W6") "</row>",
        "", "7|W6||||\n",
        "t.xlsx, sheet Woningen, cell A5: column woning: a code or key became the date 2026-03-15: give the cell "
        "the format \"text\" and type it again\n"
        "t.xlsx, sheet Woningen, cell B2: column huur: the cell shows the error #N/A (#N/B) (so are 2 other cells, "
        "the next one in row 3): repair its formula, or type the value\n"
        "t.xlsx, sheet Woningen, cell C2: column kamers: the cell is a formula whose value is not in the workbook "
        "(so is the cell in row 3): open the workbook in your spreadsheet program and save it, or type the value\n"
        "t.xlsx, sheet Woningen, cell D2: column beschikbaar_vanaf: \"0.5\" is shown as a date or a time and is no "
        "day of the calendar: type the date, or give the cell the format of a number\n"
        "t.xlsx, sheet Woningen, cell E6: column complex: \"3.630100006337E+17\" has more than 15 digits, of which "
        "a spreadsheet program loses the last: give the cell the format \"text\" and type it again\n",
        "");
}

static void test_sheet_refuses_cells_below_no_name_and_merged_cells(void)
{
    assert_units(
        "<row>" AT("A1", "woning") AT("C1", "huur") "</row><row>" AT("A2", "W1") AT("B2", "x") AT("C2", "1")
            AT("E2", "y") "</row><row>" AT("A3", "W2") AT("B3", "x") "</row>",
        "", "2|W1|1\n3|W2|\n",
        "t.xlsx, sheet Woningen, cell B2: this cell stands below no name of a column (so is the cell in row 3): "
        "give the column a name, or empty it\n"
        "t.xlsx, sheet Woningen, cell E2: this cell stands below no name of a column: give the column a name, or "
        "empty it\n",
        "");
    assert_units(
        "<row>" TEXT("woning") TEXT("huur") "</row><row>" TEXT("W1")
            TEXT("1") "</row><row r=\"4\">" TEXT("W2") "</row>",
        "<mergeCells><mergeCell ref=\"B2:B4\"/></mergeCells>", "2|W1|1\n4|W2|\n",
        "t.xlsx, sheet Woningen, cell B2: the cells from here to B4 are merged: unmerge them and fill every cell\n",
        "");
    /* where only one of the merged cells is in the table, nothing is left open */
    assert_units(
        "<row>" TEXT("Titel") "</row><row>" TEXT("woning") TEXT("huur") "</row><row r=\"4\">" TEXT("W1")
            TEXT("1") "</row>",
        "<mergeCells><mergeCell ref=\"A1:B1\"/><mergeCell ref=\"A2:A3\"/><mergeCell ref=\"B4:D4\"/><mergeCell "
        "ref=\"A6:C9\"/></mergeCells>",
        "4|W1|1\n", "",
        "t.xlsx, sheet Woningen, row 1: the names of the columns stand in row 2: what stands above them is not "
        "read\n");
    assert_units("", "", "",
                 "t.xlsx, sheet Woningen: the sheet is empty: the row with the names of the columns is missing\n", "");
}

/* The good case of case_files.h, its units in a workbook. */
static enum koppel_status read_case(const char *file_name, struct koppel_case *kase)
{
    struct case_files files;
    enum koppel_status status = KOPPEL_OK;

    case_files_good(&files);
    case_files_remove(&files, "units.csv");
    case_files_remove(&files, "limits.csv");
    files.files[files.n_files++] =
        (struct koppel_case_file){.name = file_name, .bytes = maker.bytes, .n_bytes = maker.n_bytes};
    status = case_files_read(&files, kase, &errors, &notes);
    maker_free(&maker);
    return status;
}

#define UNIT_ROW(rooms)                                                                                                \
    "<row>" TEXT("U1") TEXT("BU00010001")                                                                              \
        TEXT("C1") "<c><v>" rooms "</v></c><c><v>650.5</v></c></row><row>" TEXT("U2") TEXT("BU00010001")               \
            TEXT("C1") "<c><v>2</v></c><c><v>1</v></c></row><row>" TEXT("U3") TEXT("BU00020001")                       \
                TEXT("C1") "<c><v>4</v></c><c><v>1</v></c></row>"

static void test_case_takes_a_table_from_a_workbook_of_its_name_or_a_sheet_of_its_name(void)
{
    static const char *const names[][2] = {{"Woningen.XLSX", "Blad1"},
                                           {"units.xlsx", "Sheet"},
                                           {"casus.xlsx", "WONINGEN"},
                                           {"case.xlsm", " Units "},
                                           {"woningen.xlsx", "Units"}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct koppel_case kase;

        maker_sheet(&maker, names[i][1], UNITS_HEAD UNIT_ROW("3"), "");
        maker_finish(&maker, "");
        CU_ASSERT_EQUAL(read_case(names[i][0], &kase), KOPPEL_OK);
        messages_assert(&errors, "");
        CU_ASSERT_EQUAL_FATAL(kase.n_units, 3);
        CU_ASSERT_EQUAL(kase.units[0].rent_cents, 65050);
        CU_ASSERT_EQUAL(kase.units[0].line, 2);
        koppel_errors_clear(&notes);
        koppel_case_free(&kase);
    }
}

static void test_case_names_sheet_and_cell_of_a_bad_value(void)
{
    struct koppel_case kase;

    maker_sheet(&maker, "Woningen", UNITS_HEAD UNIT_ROW("77"), "");
    maker_sheet(&maker, "Kladblok", "", "");
    maker_finish(&maker, "");
    CU_ASSERT_EQUAL(read_case("casus.xlsx", &kase), KOPPEL_E_INPUT);
    messages_assert(&errors, "casus.xlsx, sheet Woningen, cell D2: column kamers (rooms): \"77\" is not a whole number "
                             "1..50\n");
    messages_assert_part(&notes,
                         "casus.xlsx, sheet Kladblok: this is not the name of a table: the sheet is not read\n");
    koppel_errors_clear(&notes);
    koppel_case_free(&kase);
}

static void test_case_asks_which_sheet_is_meant(void)
{
    struct koppel_case kase;

    maker_sheet(&maker, "Woningen", UNITS_HEAD UNIT_ROW("3"), "");
    maker_sheet(&maker, "units", UNITS_HEAD UNIT_ROW("3"), "");
    maker_sheet(&maker, "Interventie", "", "");
    maker_finish(&maker, "");
    CU_ASSERT_EQUAL(read_case("casus.xlsx", &kase), KOPPEL_E_INPUT);
    messages_assert(
        &errors,
        "casus.xlsx, sheet Interventie: this is not the name of a table (did you mean \"interventies\"?): rename "
        "the sheet, or delete it\n"
        "casus.xlsx, sheet units: casus.xlsx, sheet Woningen is the same table: delete one, or give it a name "
        "that is none of a table\n");
    koppel_errors_clear(&notes);
    koppel_case_free(&kase);
    maker_sheet(&maker, "Blad1", UNITS_HEAD UNIT_ROW("3"), "");
    maker_sheet(&maker, "Blad2", "", "");
    maker_finish(&maker, "");
    CU_ASSERT_EQUAL(read_case("woningen.xlsx", &kase), KOPPEL_E_INPUT);
    messages_assert(&errors, "woningen.xlsx: the workbook has 2 sheets: give the one with the table the name units\n");
    koppel_errors_clear(&notes);
    koppel_case_free(&kase);
}

/* Excel makes dates of 2026-1 and 2026-2. */
static void test_case_reads_a_half_year_that_became_a_date(void)
{
    struct case_files files;
    struct koppel_case kase;

    maker_styles(&maker);
    maker_sheet(&maker, "Taakstellingen",
                "<row>" TEXT("gemeente") TEXT("periode") TEXT("gepubliceerd_op")
                    TEXT("taakstelling") "</row><row>" TEXT("GM0001") "<c s=\"7\"><v>46023</v></c><c "
                                                                      "s=\"1\"><v>45931</v></c><c><v>12</v></c></"
                                                                      "row><row>" TEXT(
                                                                          "GM0002") "<c s=\"7\"><v>46054</v></c><c "
                                                                                    "s=\"1\"><v>45931</v></c><c><v>4</"
                                                                                    "v></c></row>",
                "");
    maker_finish(&maker, "");
    case_files_good(&files);
    case_files_remove(&files, "targets.csv");
    files.files[files.n_files++] =
        (struct koppel_case_file){.name = "taakstelling.xlsx", .bytes = maker.bytes, .n_bytes = maker.n_bytes};
    case_files_read(&files, &kase, &errors, &notes);
    messages_assert_part(&notes,
                         "taakstelling.xlsx, sheet Taakstellingen, cell B2: column periode: the date 2026-01-01 is "
                         "read as a half-year (so is the cell in row 3), as 2026-1 and 2026-2 become dates in a "
                         "spreadsheet\n");
    CU_ASSERT_EQUAL_FATAL(kase.n_targets, 2);
    CU_ASSERT_EQUAL(kase.targets[0].period, 2026 * 2);
    CU_ASSERT_EQUAL(kase.targets[1].period, 2026 * 2 + 1);
    koppel_errors_clear(&errors);
    koppel_errors_clear(&notes);
    koppel_case_free(&kase);
    maker_free(&maker);
}

static void test_case_of_one_workbook_names_the_sheets_that_are_missing(void)
{
    struct koppel_case kase;
    struct koppel_case_file file = {.name = "case.xlsx"};

    maker_sheet(&maker, "Uitleg", "", "");
    maker_finish(&maker, "");
    file.bytes = maker.bytes;
    file.n_bytes = maker.n_bytes;
    CU_ASSERT_EQUAL(
        koppel_case_read("case.xlsx",
                         &(struct koppel_case_request){.scope = KOPPEL_CASE_ALLOCATION, .files = &file, .n_files = 1},
                         &kase, &errors, &notes),
        KOPPEL_E_INPUT);
    messages_assert_part(&errors, "case.xlsx: no sheet has the name of a table: name them municipalities");
    CU_ASSERT_EQUAL(errors.n_items, 1);
    koppel_errors_clear(&errors);
    koppel_case_free(&kase);
    maker_free(&maker);
    maker_sheet(&maker, "Gemeenten",
                "<row>" TEXT("gemeente") TEXT("naam") TEXT("provincie") TEXT("inwoners") "</row><row>" TEXT("GM0001")
                    TEXT("A") TEXT("B") "<c><v>5</v></c></row>",
                "");
    maker_finish(&maker, "");
    file.bytes = maker.bytes;
    file.n_bytes = maker.n_bytes;
    CU_ASSERT_EQUAL(
        koppel_case_read("case.xlsx",
                         &(struct koppel_case_request){.scope = KOPPEL_CASE_ALLOCATION, .files = &file, .n_files = 1},
                         &kase, &errors, &notes),
        KOPPEL_E_MISSING);
    messages_assert_part(&errors, "case.xlsx: the sheet units is missing (Dutch name: woningen)\n");
    koppel_errors_clear(&errors);
    koppel_errors_clear(&notes);
    koppel_case_free(&kase);
    CU_ASSERT_EQUAL(
        koppel_case_read("case.xlsx",
                         &(struct koppel_case_request){.scope = KOPPEL_CASE_SUPERVISION, .files = &file, .n_files = 1},
                         &kase, &errors, &notes),
        KOPPEL_OK);
    koppel_errors_clear(&notes);
    koppel_case_free(&kase);
    maker_free(&maker);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_sheet_gives_the_rows_of_a_table),
        TEST(test_sheet_may_have_a_title_above_its_header),
        TEST(test_sheet_reads_what_has_one_meaning_with_a_note),
        TEST(test_sheet_refuses_cells_once_a_column_with_the_first),
        TEST(test_sheet_refuses_cells_below_no_name_and_merged_cells),
        TEST(test_case_takes_a_table_from_a_workbook_of_its_name_or_a_sheet_of_its_name),
        TEST(test_case_names_sheet_and_cell_of_a_bad_value),
        TEST(test_case_asks_which_sheet_is_meant),
        TEST(test_case_reads_a_half_year_that_became_a_date),
        TEST(test_case_of_one_workbook_names_the_sheets_that_are_missing),
        TEST_END};

    return suite_run("sheets as tables", tests);
}
