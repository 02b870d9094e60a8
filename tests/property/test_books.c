// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* The workbook of every random proposal holds, cell for cell, what the tables of its folder hold. */
#include "book/book_words.h"
#include "book/proposal_book.h"
#include "book_cells.h"
#include "failing_memory.h"
#include "io/csv_table.h"
#include "io/proposal_reader.h"
#include "random_report.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/** Where a table of the folder stands in the workbook. */
struct place {
    const char *file;
    const char *sheet;
    const char *renamed[8]; /* columns with another heading: name, code of the heading, ... */
};

static const struct place places[] = {
    {"proposal.csv",
     "sheet_proposal",
     {"decision_reason", "reason", "neighbourhood", "neighbourhood_code", "municipality", "municipality_code",
      "corporation", "corporation_code"}},
    {"unplaced.csv",
     "sheet_unplaced",
     {"explanation", "why", "municipality", "municipality_code", "reason", "reason_code", NULL}},
    {"neighbourhoods.csv", "sheet_areas", {"municipality", "municipality_code", NULL}},
    {"targets.csv", "sheet_targets", {"name", "municipality_name", "municipality", "municipality_code", NULL}},
    {"agreements.csv",
     "sheet_agreements",
     {"name", "corporation_name", "corporation", "corporation_code", "municipality", "municipality_code", NULL}},
};

static const char *heading_code(const struct place *place, const char *column)
{
    for (int i = 0; i < 8 && place->renamed[i] != NULL; i += 2) {
        if (strcmp(place->renamed[i], column) == 0) {
            return place->renamed[i + 1];
        }
    }
    return column;
}

/* What a cell of a table reads as in a workbook: with a decimal point, without the fourth decimal behind three that ends
 * in zero, in the words of the language. */
static const char *as_in_book(const struct random_report *made, const char *cell, char out[4096])
{
    size_t n = 0;

    snprintf(out, 4096, "%s", koppel_written_key(cell));
    if (made->random.kase.decimal_point == ',' && out[strspn(out, "-0123456789,")] == '\0' &&
        strspn(out, "0123456789-") > 0) {
        for (char *c = out; *c != '\0'; c++) {
            *c = *c == ',' ? '.' : *c;
        }
    }
    n = strlen(out);
    if (n > 5 && out[strspn(out, "-0123456789.")] == '\0' && out[n - 5] == '.' && out[n - 1] == '0') {
        out[n - 1] = '\0';
    }
    return out;
}

/* The limit of an area that was above it before: the table has who lived there, the workbook the limit itself. */
static bool is_limit_below(const struct koppel_csv_table *table, int32_t row, int32_t column, const char *got)
{
    const char *const *cells = table->cells + (size_t)row * (size_t)table->n_columns;
    int32_t above = column + 1;

    return strcmp(table->header[column], "cap") == 0 && strcmp(table->header[above], "above_cap_before") == 0 &&
           strcmp(cells[above], "yes") == 0 && got[0] != '\0' &&
           strtoll(got, NULL, 10) < strtoll(cells[column], NULL, 10);
}

/* @return how many cells were compared */
static int compare_table(const struct random_report *made, const struct place *place,
                         const struct koppel_document *document, const struct koppel_text *bytes)
{
    enum koppel_language language = koppel_language_now();
    struct koppel_csv_table table = {0};
    struct koppel_workbook book;
    struct koppel_sheet_cells cells;
    int n = 0;

    CU_ASSERT_EQUAL_FATAL(
        koppel_csv_table_parse(document->text.bytes, document->text.n_bytes, place->file, &table, NULL), KOPPEL_OK);
    book_cells_open(bytes, koppel_book_words(language, place->sheet), &book, &cells);
    CU_ASSERT_EQUAL(cells.n_rows, (size_t)table.n_rows + 1);
    for (int32_t c = 0; c < table.n_columns; c++) {
        char heading[KOPPEL_BOOK_HEADING];
        int32_t column =
            book_column(&cells, koppel_book_heading(language, heading_code(place, table.header[c]), heading));

        for (int32_t row = 0; row < table.n_rows; row++) {
            char expected[4096];
            const char *got = book_cell(&cells, row + 2, column);

            as_in_book(made, table.cells[row * table.n_columns + c], expected);
            if (strcmp(got, expected) != 0 && !is_limit_below(&table, row, c, got)) {
                printf("%s, column %s: \"%s\" instead of \"%s\"\n", place->file, table.header[c], got, expected);
                CU_FAIL("a cell differs");
            }
            n++;
        }
    }
    book_cells_close(&book, &cells);
    koppel_csv_table_free(&table);
    return n;
}

static void test_sheets_hold_what_the_tables_hold(void)
{
    const uint64_t n_cases = suite_is_long() ? 2000 : 60;
    int n_cells = 0;

    for (uint64_t seed = 1; seed <= n_cases; seed++) {
        struct random_report made;
        struct koppel_document documents[KOPPEL_N_DOCUMENTS];
        struct koppel_text bytes = {0};
        size_t n = 0;

        if (random_report_make(&made, seed)) {
            CU_ASSERT_EQUAL_FATAL(koppel_report_documents(&made.report, documents), KOPPEL_OK);
            while (n < KOPPEL_N_DOCUMENTS && documents[n].name != NULL) {
                n++;
            }
            CU_ASSERT_EQUAL_FATAL(koppel_proposal_book_make(&made.report, documents, n, &bytes), KOPPEL_OK);
            for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
                for (size_t d = 0; d < n; d++) {
                    if (strcmp(documents[d].name, places[p].file) == 0) {
                        n_cells += compare_table(&made, &places[p], &documents[d], &bytes);
                    }
                }
            }
            koppel_text_free(&bytes);
            koppel_documents_free(documents, KOPPEL_N_DOCUMENTS);
        }
        random_report_free(&made);
    }
    CU_ASSERT(n_cells > 1000);
}

/* A report and its documents, of which the workbook is made over and over. */
struct making {
    struct random_report made;
    struct koppel_document documents[KOPPEL_N_DOCUMENTS];
    size_t n;
};

static enum koppel_status make(void *data, struct koppel_errors *errors)
{
    struct making *making = data;
    struct koppel_text bytes = {0};
    enum koppel_status status = koppel_proposal_book_make(&making->made.report, making->documents, making->n, &bytes);

    (void)errors;
    CU_ASSERT(status == KOPPEL_OK || bytes.bytes == NULL);
    koppel_text_free(&bytes);
    return status;
}

static void test_every_allocation_may_fail(void)
{
    struct making making = {.n = 0};

    CU_ASSERT_FATAL(random_report_make(&making.made, 7));
    CU_ASSERT_EQUAL_FATAL(koppel_report_documents(&making.made.report, making.documents), KOPPEL_OK);
    while (making.n < KOPPEL_N_DOCUMENTS && making.documents[making.n].name != NULL) {
        making.n++;
    }
    CU_ASSERT(failing_memory_each(make, &making, KOPPEL_OK) > 50);
    koppel_documents_free(making.documents, KOPPEL_N_DOCUMENTS);
    random_report_free(&making.made);
}

int main(void)
{
    static const struct suite_test tests[] = {TEST(test_sheets_hold_what_the_tables_hold),
                                              TEST(test_every_allocation_may_fail), TEST_END};

    return suite_run("books", tests);
}
