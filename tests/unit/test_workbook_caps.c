// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Workbooks made to do harm: they are refused early, in little memory, whatever they say of their sizes. */
#include "messages.h"
#include "suite.h"
#include "workbook/workbook.h"
#include "workbook/xml_part.h"
#include "workbook_maker.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

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

/* Reads what was made; it must be refused with a message that has `part`, in seconds also with sanitizers (without, it is
 * less than one: tests/cli/workbook.sh). */
static void assert_refused(const char *part)
{
    clock_t start = clock();
    enum koppel_status status = koppel_workbook_open(maker.bytes, maker.n_bytes, "t.xlsx", &book, &errors);

    if (status == KOPPEL_OK) {
        status = koppel_sheet_read(&book, 0, &cells, &errors);
    }
    CU_ASSERT_EQUAL(status, KOPPEL_E_INPUT);
    CU_ASSERT_TRUE((double)(clock() - start) < 5.0 * CLOCKS_PER_SEC);
    messages_assert_part(&errors, part);
    CU_ASSERT_EQUAL(errors.n_items, 1);
    clear();
}

/* Begins sheet 1 up to its rows. */
static void begin_sheet(void)
{
    maker_name_sheet(&maker, "S", "");
    maker_begin(&maker, "xl/worksheets/sheet1.xml");
    maker_piece(&maker, "<worksheet xmlns=\"" MAIN_SPACE "\"><sheetData>",
                strlen("<worksheet xmlns=\"" MAIN_SPACE "\"><sheetData>"));
}

static void end_sheet(void)
{
    const char *end = "</sheetData></worksheet>";

    maker_piece(&maker, end, strlen(end));
    maker_end(&maker);
    maker_finish(&maker, "");
}

static void repeat(const char *text, long n)
{
    for (long i = 0; i < n; i++) {
        maker_piece(&maker, text, strlen(text));
    }
}

static void test_sheet_that_unpacks_out_of_all_proportion_is_refused(void)
{
    char *blanks = malloc(1 << 20);

    CU_ASSERT_FATAL(blanks != NULL);
    memset(blanks, ' ', 1 << 20);
    begin_sheet();
    for (int i = 0; i < 64; i++) {
        maker_piece(&maker, blanks, 1 << 20);
    }
    end_sheet();
    free(blanks);
    CU_ASSERT_TRUE(maker.n_bytes < 100000);
    assert_refused("the workbook unpacks to more than 100 times its size (xl/worksheets/sheet1.xml)");
}

static void test_sheet_of_very_many_rows_is_refused(void)
{
    begin_sheet();
    repeat("<row/>", 1100000);
    end_sheet();
    assert_refused("the sheet has more rows than a sheet can have, 1048576");
    begin_sheet();
    repeat("<row r=\"1000000000\"><c><v>1</v></c></row>", 1);
    end_sheet();
    assert_refused("the sheet has a row beyond the last one that a sheet can have, 1048576");
}

/* Text that does not pack well, so that only the number counts. */
static void add_noise(long n, const char *before, const char *after)
{
    unsigned state = 1;
    char text[64];

    for (long i = 0; i < n; i++) {
        state = state * 1103515245U + 12345U;
        snprintf(text, sizeof text, "%s%08x%s", before, state, after);
        maker_piece(&maker, text, strlen(text));
    }
}

static void test_workbook_of_a_million_texts_is_refused(void)
{
    const char *start = "<sst xmlns=\"" MAIN_SPACE "\" count=\"1\" uniqueCount=\"1\">";

    maker_begin(&maker, "xl/sharedStrings.xml");
    maker_piece(&maker, start, strlen(start));
    add_noise(1000000, "<si><t>", "</t></si>");
    maker_piece(&maker, "</sst>", 6);
    maker_end(&maker);
    koppel_text_add(&maker.relations, "<Relationship Id=\"s\" Type=\"z/sharedStrings\" Target=\"sharedStrings.xml\"/>");
    maker_sheet(&maker, "S", "", "");
    maker_finish(&maker, "");
    assert_refused("the workbook has more than 500000 different texts");
}

static void test_text_longer_than_a_cell_is_refused(void)
{
    begin_sheet();
    repeat("<row><c t=\"inlineStr\"><is><t>", 1);
    add_noise(20000, "", "");
    repeat("</t></is></c></row>", 1);
    end_sheet();
    assert_refused("t.xlsx, sheet S, cell A1: the text is longer than a cell can hold");
}

static void test_document_type_and_entities_are_refused(void)
{
    static const char bomb[] = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                               "<!ENTITY e \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    static const char *const heads[] = {"<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>",
                                        "<!DOCTYPE x SYSTEM \"http://example.org/x.dtd\">", bomb};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        struct koppel_text part = {0};

        koppel_text_add(&part,
                        "<?xml version=\"1.0\"?>%s<worksheet xmlns=\"" MAIN_SPACE
                        "\"><sheetData><row><c t=\"inlineStr\"><is><t>&e;</t></is></c></row></sheetData></worksheet>",
                        heads[i]);
        maker_name_sheet(&maker, "S", "");
        maker_part(&maker, "xl/worksheets/sheet1.xml", part.bytes, part.n_bytes);
        maker_finish(&maker, "");
        koppel_text_free(&part);
        assert_refused("declares a document type, which no spreadsheet program does");
    }
    begin_sheet();
    repeat("<row><c t=\"inlineStr\"><is><t>&e;</t></is></c></row>", 1);
    end_sheet();
    assert_refused("the workbook's part xl/worksheets/sheet1.xml is damaged");
}

static void test_depth_and_length_of_tags_are_capped(void)
{
    begin_sheet();
    repeat("<x>", 1000);
    end_sheet();
    assert_refused("is nested too deep");
    begin_sheet();
    repeat("<row r=\"1\" x=\"", 1);
    add_noise(400000, "", "");
    end_sheet();
    assert_refused("has a tag without end");
}

static void test_cells_are_capped(void)
{
    begin_sheet();
    for (int row = 0; row < 600; row++) {
        repeat("<row>", 1);
        repeat("<c/>", 16000);
        repeat("</row>", 1);
    }
    end_sheet();
    assert_refused("100 times its size");
}

static void test_merges_and_sheets_are_capped(void)
{
    struct koppel_text merges = {0};

    koppel_text_add(&merges, "<mergeCells>");
    for (int i = 0; i < 1001; i++) {
        koppel_text_add(&merges, "<mergeCell ref=\"A%d:B%d\"/>", i + 1, i + 1);
    }
    koppel_text_add(&merges, "</mergeCells>");
    maker_sheet(&maker, "S", "<row><c><v>1</v></c></row>", merges.bytes);
    koppel_text_free(&merges);
    maker_finish(&maker, "");
    assert_refused("the sheet has more than 1000 merged cells");
    for (int i = 0; i < 201; i++) {
        maker_name_sheet(&maker, "S", "");
    }
    maker_finish(&maker, "");
    assert_refused("the workbook has more than 200 sheets");
}

static void test_archive_with_very_many_parts_is_refused(void)
{
    char name[32];

    for (int i = 0; i < 10001; i++) {
        snprintf(name, sizeof name, "p%d", i);
        maker_text(&maker, name, "");
    }
    maker_close(&maker);
    assert_refused("the workbook has more than 10000 parts");
}

/* The sizes in the list of parts are changed: what comes out is counted. */
static void test_sizes_that_the_archive_claims_are_not_trusted(void)
{
    static const unsigned char claims[][4] = {{0xFF, 0xFF, 0xFF, 0x7F}, {1, 0, 0, 0}, {0, 0, 0, 0}};

    for (size_t i = 0; i < sizeof claims / sizeof *claims; i++) {
        enum koppel_status status = KOPPEL_OK;

        maker_sheet(&maker, "S", "<row><c><v>1</v></c></row>", "");
        maker_finish(&maker, "");
        for (size_t at = 0; at + 46 < maker.n_bytes; at++) {
            if (memcmp(maker.bytes + at, "PK\1\2", 4) == 0) {
                memcpy(maker.bytes + at + 24, claims[i], 4); /* the unpacked size */
            }
        }
        status = koppel_workbook_open(maker.bytes, maker.n_bytes, "t.xlsx", &book, &errors);
        if (status == KOPPEL_OK) {
            status = koppel_sheet_read(&book, 0, &cells, &errors);
        }
        CU_ASSERT_EQUAL(errors.n_items, status != KOPPEL_OK);
        CU_ASSERT_EQUAL(status, KOPPEL_E_INPUT);
        clear();
    }
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_sheet_that_unpacks_out_of_all_proportion_is_refused),
                                              TEST(test_sheet_of_very_many_rows_is_refused),
                                              TEST(test_workbook_of_a_million_texts_is_refused),
                                              TEST(test_text_longer_than_a_cell_is_refused),
                                              TEST(test_document_type_and_entities_are_refused),
                                              TEST(test_depth_and_length_of_tags_are_capped),
                                              TEST(test_cells_are_capped),
                                              TEST(test_merges_and_sheets_are_capped),
                                              TEST(test_archive_with_very_many_parts_is_refused),
                                              TEST(test_sizes_that_the_archive_claims_are_not_trusted),
                                              TEST_END};

    return suite_run("caps of workbooks", tests);
}
