// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* One CSV table: separators, encodings, line numbers, and what is refused. */
#include "io/csv_table.h"
#include "messages.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static struct koppel_csv_table table;
static struct koppel_errors errors;

static enum koppel_status parse_bytes(const char *text, size_t n)
{
    return koppel_csv_table_parse(text, n, "t.csv", &table, &errors);
}

static void parse_good(const char *text)
{
    CU_ASSERT_EQUAL(parse_bytes(text, strlen(text)), KOPPEL_OK);
    messages_assert(&errors, "");
}

static void assert_bad_bytes(const char *text, size_t n, const char *messages)
{
    CU_ASSERT_EQUAL(parse_bytes(text, n), KOPPEL_E_INPUT);
    messages_assert(&errors, messages);
    koppel_csv_table_free(&table);
}

static void assert_bad(const char *text, const char *messages)
{
    assert_bad_bytes(text, strlen(text), messages);
}

static const char *cell(int32_t row, int32_t column)
{
    CU_ASSERT_FATAL(row < table.n_rows && column < table.n_columns);
    return table.cells[row * table.n_columns + column];
}

static void test_csv_reads_rows_and_lines(void)
{
    parse_good("\n a , b\n\n1,2\n\n \t \n3,\"x\n\"\"y\"\"\"\n5,\n");
    CU_ASSERT_EQUAL(table.n_columns, 2);
    CU_ASSERT_STRING_EQUAL(table.header[0], "a");
    CU_ASSERT_STRING_EQUAL(table.header[1], "b");
    CU_ASSERT_EQUAL(table.header_line, 2);
    CU_ASSERT_EQUAL(table.n_rows, 3);
    CU_ASSERT_STRING_EQUAL(cell(0, 1), "2");
    CU_ASSERT_EQUAL(table.lines[0], 4);
    CU_ASSERT_STRING_EQUAL(cell(1, 1), "x\n\"y\"");
    CU_ASSERT_EQUAL(table.lines[1], 7);
    CU_ASSERT_STRING_EQUAL(cell(2, 1), "");
    CU_ASSERT_EQUAL(table.lines[2], 9);
    CU_ASSERT_FALSE(table.incomplete);
    koppel_csv_table_free(&table);
}

static void test_csv_reads_the_last_row_without_a_line_end(void)
{
    parse_good("a,b\n1,2");
    CU_ASSERT_EQUAL(table.n_rows, 1);
    CU_ASSERT_STRING_EQUAL(cell(0, 1), "2");
    koppel_csv_table_free(&table);
    parse_good("a,b\n1,\"2\"");
    CU_ASSERT_STRING_EQUAL(cell(0, 1), "2");
    koppel_csv_table_free(&table);
    parse_good("a,b\n1,");
    CU_ASSERT_EQUAL(table.n_rows, 1);
    CU_ASSERT_STRING_EQUAL(cell(0, 1), "");
    koppel_csv_table_free(&table);
}

static void test_csv_finds_the_separator_in_the_header_line(void)
{
    parse_good("a;b;\"c,d,e,f\"\r\n1,5;2;3\r\n");
    CU_ASSERT_EQUAL(table.separator, ';');
    CU_ASSERT_EQUAL(table.n_columns, 3);
    CU_ASSERT_STRING_EQUAL(table.header[2], "c,d,e,f");
    CU_ASSERT_STRING_EQUAL(cell(0, 0), "1,5");
    CU_ASSERT_STRING_EQUAL(cell(0, 2), "3");
    koppel_csv_table_free(&table);
    parse_good("a,b\n1;2,3\n");
    CU_ASSERT_EQUAL(table.separator, ',');
    CU_ASSERT_STRING_EQUAL(cell(0, 0), "1;2");
    koppel_csv_table_free(&table);
    parse_good("a\n1\n");
    CU_ASSERT_EQUAL(table.n_columns, 1);
    koppel_csv_table_free(&table);
    assert_bad("a\tb\n1\t2\n", "t.csv:1: the columns are separated by tabs: save the table as CSV with , or ;\n");
    assert_bad("sep=;\na;b\n",
               "t.csv:1: delete the line \"sep=...\": the first line must hold the names of the columns\n");
}

static void test_csv_spaces_around_a_cell_do_not_count(void)
{
    parse_good("a,b\n  1\t,\" 2 3 \"\n");
    CU_ASSERT_STRING_EQUAL(cell(0, 0), "1");
    CU_ASSERT_STRING_EQUAL(cell(0, 1), "2 3");
    koppel_csv_table_free(&table);
}

static void test_csv_reads_utf8_and_cp1252(void)
{
    parse_good("\xEF\xBB\xBF"
               "a,b\n\xC3\xA9,\xE2\x82\xAC\n");
    CU_ASSERT_STRING_EQUAL(table.header[0], "a");
    CU_ASSERT_STRING_EQUAL(cell(0, 1), "\xE2\x82\xAC");
    CU_ASSERT_FALSE(table.was_cp1252);
    koppel_csv_table_free(&table);
    parse_good("a,b\n\xE9,\x80\n");
    CU_ASSERT_STRING_EQUAL(cell(0, 0), "\xC3\xA9");
    CU_ASSERT_STRING_EQUAL(cell(0, 1), "\xE2\x82\xAC");
    CU_ASSERT_TRUE(table.was_cp1252);
    koppel_csv_table_free(&table);
    assert_bad("a,b\n\xE9\x81,2\n",
               "t.csv:2:2: the byte 0x81 is neither UTF-8 nor CP1252: save it as UTF-8 (in Excel: \"CSV UTF-8\")\n");
    assert_bad(
        "a,b\n\xC3\xA9,\xE9\n",
        "t.csv:2:3: the text is UTF-8 for a part only (byte 0xe9): save it again as UTF-8 (in Excel: \"CSV UTF-8\")\n");
    assert_bad(
        "\xEF\xBB\xBF"
        "a,b\n1,\xE9\n",
        "t.csv:2:3: the text is UTF-8 for a part only (byte 0xe9): save it again as UTF-8 (in Excel: \"CSV UTF-8\")\n");
    assert_bad_bytes("\xFF\xFE"
                     "a\0,\0",
                     6, "t.csv: the text is UTF-16: save it as UTF-8 (in Excel: \"CSV UTF-8\")\n");
}

/* Overlong forms, surrogates and cut characters are no UTF-8; then every byte decides whether it is CP1252. */
static void test_csv_knows_wrong_utf8(void)
{
    static const char *const texts[] = {"a,b\n\xC0\xAF,1\n", "a,b\n\xED\xA0\x80,1\n", "a,b\n\xF4\x90\x80\x80,1\n",
                                        "a,b\n\xE2\x82,1\n", "a,b\n1,\xC3"};

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        enum koppel_status status = parse_bytes(texts[i], strlen(texts[i]));

        CU_ASSERT_TRUE(status == KOPPEL_E_INPUT || table.was_cp1252);
        koppel_errors_clear(&errors);
        koppel_csv_table_free(&table);
    }
}

static void test_csv_refuses_control_characters(void)
{
    assert_bad_bytes("a,b\n1,2\0\n", 10, "t.csv:2:4: a NUL character (0x00) in the text: is this a text file?\n");
    assert_bad("a,b\n1,\x1b[31m\n", "t.csv:2:3: a control character (0x1b) in the text: is this a text file?\n");
    assert_bad("a,b\r1,2\r",
               "t.csv:1:4: a carriage return without a line feed: save the file with line ends of Windows or "
               "Unix\n");
}

static void test_csv_refuses_quotes_in_the_wrong_place(void)
{
    assert_bad("a,b\n1,x\"y\n",
               "t.csv:2:4: a double quote in the wrong place: put the whole text between double quotes and "
               "double the quotes inside it\n");
    assert_bad("a,b\n1,\"x\"y\n2,3\n",
               "t.csv:2:6: a double quote in the wrong place: put the whole text between double quotes "
               "and double the quotes inside it\n");
    assert_bad("a,b\n1,\"x\n2,\"y\"\n",
               "t.csv:3:4: a double quote in the wrong place: either a quoted text that begins on "
               "line 2 is not closed there, or a quote inside it is not doubled\n");
    assert_bad("a,b\n1,2\n3,\"x\n4,5\n",
               "t.csv:3: the quoted text in column \"b\" of the row that begins here never ends: the "
               "file is cut off, or a double quote is missing\n");
    assert_bad("\"a,b\n1,2\n",
               "t.csv:1: the quoted text in column 1 of the row that begins here never ends: the file is cut "
               "off, or a double quote is missing\n");
}

static void test_csv_refuses_ragged_and_empty_rows_and_reads_on(void)
{
    const char *text = "a,b\n1\n1,2,3\n,\n4,5\n";

    CU_ASSERT_EQUAL(parse_bytes(text, strlen(text)), KOPPEL_E_INPUT);
    messages_assert(
        &errors,
        "t.csv:2: this row has 1 field, the header has 2: an empty cell keeps its separator; add what is missing\n"
        "t.csv:3: this row has 3 fields, the header has 2: a text or number with a comma in it must stand "
        "between double quotes\n"
        "t.csv:4: all cells of this row are empty: delete the row\n");
    CU_ASSERT_TRUE(table.incomplete);
    CU_ASSERT_EQUAL(table.n_rows, 1);
    CU_ASSERT_STRING_EQUAL(cell(0, 0), "4");
    koppel_csv_table_free(&table);
}

static void test_csv_refuses_an_empty_file(void)
{
    assert_bad("", "t.csv: the file is empty: the header line with the names of the columns is missing\n");
    assert_bad("\xEF\xBB\xBF \r\n\n",
               "t.csv: the file is empty: the header line with the names of the columns is missing\n");
}

static void test_csv_refuses_too_many_columns(void)
{
    char text[2048] = "a";

    for (int i = 0; i < KOPPEL_CSV_MAX_COLUMNS; i++) {
        strcat(text, ",b");
    }
    strcat(text, "\n1,2\n");
    assert_bad(text, "t.csv:1: the header has 257 columns, more than 256\n");
}

static void test_csv_refuses_a_row_that_never_ends(void)
{
    enum { N_BYTES = 3 << 20 };
    char *text = malloc(N_BYTES + 1);

    CU_ASSERT_PTR_NOT_NULL_FATAL(text);
    memcpy(text, "a,b\n1,\"", 7);
    for (int i = 7; i < N_BYTES; i++) {
        text[i] = i % 80 == 0 ? '\n' : 'x';
    }
    assert_bad_bytes(text, N_BYTES,
                     "t.csv:2: the row that begins here is longer than 1048576 bytes: is a double quote missing?\n");
    free(text);
}

/* A file of 200 MB and one line is refused at once, without being held in memory. */
static void test_csv_refuses_a_200_mb_line_quickly(void)
{
    char path[] = "/tmp/koppel-line-XXXXXX";
    int file = mkstemp(path);
    char block[1 << 12];
    clock_t start = 0;

    CU_ASSERT_FATAL(file >= 0);
    memset(block, 'a', sizeof block);
    for (int i = 0; i < 1024; i++) {
        CU_ASSERT_EQUAL(write(file, block, sizeof block), (ssize_t)sizeof block);
    }
    /* the rest is a hole: zeros on disk that are never reached */
    CU_ASSERT_EQUAL(ftruncate(file, 200000000), 0);
    close(file);
    start = clock();
    CU_ASSERT_EQUAL(koppel_csv_table_read(path, "t.csv", &table, &errors), KOPPEL_E_INPUT);
    CU_ASSERT_TRUE(clock() - start < CLOCKS_PER_SEC);
    messages_assert(&errors,
                    "t.csv:1: a line is longer than 1048576 bytes: is this a text table with one row a line?\n");
    koppel_csv_table_free(&table);
    unlink(path);
}

static void test_csv_counts_bytes_and_sha256_of_the_file_as_it_is(void)
{
    parse_good("\xEF\xBB\xBF"
               "a,b\r\n1,2\r\n");
    CU_ASSERT_EQUAL(table.n_bytes, 13);
    /* printf '\xEF\xBB\xBFa,b\r\n1,2\r\n' | sha256sum */
    CU_ASSERT_STRING_EQUAL(table.sha256, "12d55567496e2714a23469371b5888bb9d0fb803d52b770c7c08ced31826d2d9");
    koppel_csv_table_free(&table);
}

int main(void)
{
    static const struct suite_test tests[] = {
        TEST(test_csv_reads_rows_and_lines),
        TEST(test_csv_reads_the_last_row_without_a_line_end),
        TEST(test_csv_finds_the_separator_in_the_header_line),
        TEST(test_csv_spaces_around_a_cell_do_not_count),
        TEST(test_csv_reads_utf8_and_cp1252),
        TEST(test_csv_knows_wrong_utf8),
        TEST(test_csv_refuses_control_characters),
        TEST(test_csv_refuses_quotes_in_the_wrong_place),
        TEST(test_csv_refuses_ragged_and_empty_rows_and_reads_on),
        TEST(test_csv_refuses_an_empty_file),
        TEST(test_csv_refuses_too_many_columns),
        TEST(test_csv_refuses_a_row_that_never_ends),
        TEST(test_csv_refuses_a_200_mb_line_quickly),
        TEST(test_csv_counts_bytes_and_sha256_of_the_file_as_it_is),
        TEST_END,
    };
    return suite_run("csv table", tests);
}
