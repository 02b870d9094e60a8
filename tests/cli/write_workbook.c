// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Writes a workbook for the command-line tests:
 *
 *     write_workbook OUT.xlsx NAME=TABLE.csv ...     a sheet a table, cells as a spreadsheet program keeps them
 *     write_workbook --harm KIND OUT.xlsx            one made to do harm: bytes, rows, texts, entity, dots or circle
 */
#include "base/date.h"
#include "base/index.h"
#include "io/csv_table.h"
#include "model/case.h"
#include "workbook_maker.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EPOCH = 25569 /* 1970-01-01 as a number of the system of 1900 */ };

static struct workbook_maker maker;
static struct koppel_text strings;  /* the shared ones, each once */
static struct koppel_index numbers; /* from a string to its number */
static struct koppel_pool pool;

static void add(struct koppel_text *text, const char *bytes)
{
    for (; *bytes != '\0'; bytes++) {
        const char *entity = *bytes == '&' ? "&amp;" : *bytes == '<' ? "&lt;" : *bytes == '>' ? "&gt;" : NULL;

        koppel_text_append(text, entity != NULL ? entity : bytes, entity != NULL ? strlen(entity) : 1);
    }
}

/* Number of a shared string, which is added when it is new. */
static int32_t string_number(const char *cell)
{
    int32_t number = (int32_t)numbers.n_keys;
    int32_t found = 0;

    if (koppel_index_put(&numbers, koppel_pool_copy(&pool, cell, strlen(cell)), number, &found) != KOPPEL_OK) {
        abort();
    }
    if (found != KOPPEL_NONE) {
        return found;
    }
    koppel_text_add(&strings, "<si><t xml:space=\"preserve\">");
    add(&strings, cell);
    koppel_text_add(&strings, "</t></si>");
    return number;
}

/* A number as a spreadsheet program takes it from what is typed: digits, one decimal sign, no zeros that would be lost. */
static int is_number(const char *cell, char point)
{
    const char *digits = cell + (cell[0] == '-');
    size_t n = strspn(digits, "0123456789");

    if (n == 0 || n > 10 || (digits[0] == '0' && n > 1)) {
        return 0;
    }
    if (digits[n] == point) {
        size_t n_places = strspn(digits + n + 1, "0123456789");

        return n_places > 0 && n_places < 8 && digits[n + 1 + n_places] == '\0';
    }
    return digits[n] == '\0';
}

static void add_cell(struct koppel_text *rows, const char *cell, char point, int32_t row, int32_t column)
{
    char name[KOPPEL_CELL_REFERENCE_BYTES];
    char number[32];
    int32_t day = 0;

    koppel_text_add(rows, "<c r=\"%s\"", koppel_cell_name(row, column, name));
    if (cell[0] == '\0') {
        koppel_text_add(rows, " s=\"0\"/>"); /* a cell that only has a format */
    } else if (koppel_date_parse(cell, &day)) {
        koppel_text_add(rows, " s=\"1\"><v>%" PRId32 "</v></c>", day + EPOCH);
    } else if (is_number(cell, point)) {
        snprintf(number, sizeof number, "%s", cell);
        number[strcspn(number, ",")] = strchr(number, ',') != NULL ? '.' : '\0';
        koppel_text_add(rows, "><v>%.17g</v></c>", strtod(number, NULL));
    } else {
        koppel_text_add(rows, " t=\"s\"><v>%" PRId32 "</v></c>", string_number(cell));
    }
}

static int add_table(const char *name, const char *path)
{
    struct koppel_csv_table table = {0};
    struct koppel_errors errors = {0};
    struct koppel_text rows = {0};
    enum koppel_status status = koppel_csv_table_read(path, path, &table, &errors);
    char point = table.separator == ';' ? ',' : '.';

    for (int32_t row = -1; status == KOPPEL_OK && row < table.n_rows; row++) {
        koppel_text_add(&rows, "<row r=\"%" PRId32 "\">", row + 2);
        for (int32_t c = 0; c < table.n_columns; c++) {
            const char *cell =
                row < 0 ? table.header[c] : table.cells[(size_t)row * (size_t)table.n_columns + (size_t)c];

            add_cell(&rows, cell, point, row + 2, c + 1);
        }
        koppel_text_add(&rows, "</row>");
    }
    if (status == KOPPEL_OK) {
        maker_sheet(&maker, name, rows.bytes, "");
    }
    koppel_text_free(&rows);
    koppel_csv_table_free(&table);
    koppel_errors_clear(&errors);
    return status == KOPPEL_OK;
}

static void begin_sheet(const char *head)
{
    const char *start = "<worksheet xmlns=\"" MAIN_SPACE "\"><sheetData>";

    maker_name_sheet(&maker, "Gemeenten", "");
    maker_begin(&maker, "xl/worksheets/sheet1.xml");
    maker_piece(&maker, head, strlen(head));
    maker_piece(&maker, start, strlen(start));
}

static void repeat(const char *text, long n)
{
    for (long i = 0; i < n; i++) {
        maker_piece(&maker, text, strlen(text));
    }
}

static void end_sheet(void)
{
    repeat("</sheetData></worksheet>", 1);
    maker_end(&maker);
}

static void add_million_texts(void)
{
    unsigned state = 1;
    char text[64];

    maker_begin(&maker, "xl/sharedStrings.xml");
    repeat("<sst xmlns=\"" MAIN_SPACE "\" count=\"1\" uniqueCount=\"1\">", 1);
    for (long i = 0; i < 1000000; i++) {
        state = state * 1103515245U + 12345U;
        snprintf(text, sizeof text, "<si><t>%08x</t></si>", state);
        repeat(text, 1);
    }
    repeat("</sst>", 1);
    maker_end(&maker);
    koppel_text_add(&maker.relations, "<Relationship Id=\"t\" Type=\"z/sharedStrings\" Target=\"sharedStrings.xml\"/>");
    maker_sheet(&maker, "Gemeenten", "", "");
}

static int add_harm(const char *kind)
{
    if (strcmp(kind, "bytes") == 0) {
        begin_sheet("");
        repeat("                                                                                ", 2500000);
        end_sheet();
    } else if (strcmp(kind, "rows") == 0) {
        begin_sheet("");
        repeat("<row r=\"1000000000\"><c><v>1</v></c></row>", 1);
        end_sheet();
    } else if (strcmp(kind, "empty-rows") == 0) {
        begin_sheet("");
        repeat("<row/>", 2000000);
        end_sheet();
    } else if (strcmp(kind, "texts") == 0) {
        add_million_texts();
    } else if (strcmp(kind, "entity") == 0) {
        begin_sheet("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>");
        repeat("<row><c t=\"inlineStr\"><is><t>&e;</t></is></c></row>", 1);
        end_sheet();
    } else if (strcmp(kind, "dots") == 0) {
        koppel_text_add(&maker.sheets, "<sheet name=\"Gemeenten\" r:id=\"x\"/>");
        koppel_text_add(&maker.relations,
                        "<Relationship Id=\"x\" Type=\"z/worksheet\" Target=\"../../../../../../etc/passwd\"/>");
        maker_text(&maker, "../../../../tmp/koppel-was-here", "x");
    } else if (strcmp(kind, "circle") == 0) {
        koppel_text_add(&maker.sheets, "<sheet name=\"Gemeenten\" r:id=\"x\"/>");
        koppel_text_add(&maker.relations, "<Relationship Id=\"x\" Type=\"z/worksheet\" Target=\"workbook.xml\"/>");
    } else {
        return 0;
    }
    maker_finish(&maker, "");
    return 1;
}

int main(int n_arguments, char **arguments)
{
    int good = n_arguments > 2;

    if (good && strcmp(arguments[1], "--harm") == 0) {
        good = n_arguments == 4 && add_harm(arguments[2]) && maker_write(&maker, arguments[3]);
    } else {
        maker_styles(&maker);
        for (int i = 2; good && i < n_arguments; i++) {
            char *path = strchr(arguments[i], '=');

            good = path != NULL;
            if (good) {
                *path = '\0';
                good = add_table(arguments[i], path + 1);
            }
        }
        if (good) {
            maker_strings(&maker, strings.n_bytes > 0 ? strings.bytes : "");
            maker_finish(&maker, "");
            good = maker_write(&maker, arguments[1]);
        }
    }
    koppel_text_free(&strings);
    koppel_index_free(&numbers);
    koppel_pool_free(&pool);
    maker_free(&maker);
    if (!good) {
        fprintf(stderr, "usage: write_workbook OUT.xlsx NAME=TABLE.csv ... | write_workbook --harm KIND OUT.xlsx\n");
    }
    return good ? 0 : 1;
}
