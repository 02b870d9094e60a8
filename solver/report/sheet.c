// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* sheet.c - one table as aligned text, CSV and JSON (see sheet.h). */
#include "report/sheet.h"

#include "report/layout.h"
#include "report/summary_json.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_cell(struct koppel_sheet *sheet, struct koppel_sheet_cell cell)
{
    if (sheet->failed || koppel_grow((void **)&sheet->cells, &sheet->cells_capacity, sheet->n_cells + 1,
                                     sizeof *sheet->cells) != KOPPEL_OK) {
        sheet->failed = true;
        return;
    }
    sheet->cells[sheet->n_cells++] = cell;
}

void koppel_sheet_text(struct koppel_sheet *sheet, const char *text)
{
    const char *copy = NULL;

    if (text != NULL && text[0] != '\0') {
        copy = koppel_pool_copy(&sheet->pool, text, strlen(text));
        sheet->failed = sheet->failed || copy == NULL;
    }
    add_cell(sheet, (struct koppel_sheet_cell){.text = copy, .is_empty = copy == NULL});
}

void koppel_sheet_number(struct koppel_sheet *sheet, int64_t number)
{
    add_cell(sheet, (struct koppel_sheet_cell){.number = number});
}

void koppel_sheet_empty(struct koppel_sheet *sheet)
{
    add_cell(sheet, (struct koppel_sheet_cell){.is_empty = true});
}

void koppel_sheet_number_if(struct koppel_sheet *sheet, bool is_known, int64_t number)
{
    add_cell(sheet, (struct koppel_sheet_cell){.number = is_known ? number : 0, .is_empty = !is_known});
}

void koppel_sheet_day(struct koppel_sheet *sheet, int32_t day)
{
    char text[11] = "";

    if (day != KOPPEL_NO_DATE) {
        koppel_date_format(day, text);
    }
    koppel_sheet_text(sheet, text);
}

void koppel_sheet_end(struct koppel_sheet *sheet, enum koppel_sheet_kind kind)
{
    size_t wanted = ((size_t)sheet->n_rows + 1) * (size_t)sheet->n_columns;

    while (!sheet->failed && sheet->n_cells < wanted) {
        koppel_sheet_empty(sheet);
    }
    if (sheet->failed || koppel_grow((void **)&sheet->kinds, &sheet->kinds_capacity, (size_t)sheet->n_rows + 1,
                                     sizeof *sheet->kinds) != KOPPEL_OK) {
        sheet->failed = true;
        return;
    }
    sheet->kinds[sheet->n_rows++] = kind;
}

static const struct koppel_sheet_cell *cell_at(const struct koppel_sheet *sheet, int32_t row, int32_t column)
{
    return &sheet->cells[(size_t)row * (size_t)sheet->n_columns + (size_t)column];
}

/* Digits of a number of tenths, also of a negative one. */
static void write_tenths(int64_t number, char decimal_point, char *out, size_t n_out)
{
    int64_t size = number < 0 ? -number : number;

    snprintf(out, n_out, "%s%" PRId64 "%c%" PRId64, number < 0 ? "-" : "", size / 10, decimal_point, size % 10);
}

/* Separates thousands: 1,234,567.8, or with a decimal comma 1.234.567,8. `out` has room for a third more. */
static void separate_thousands(char decimal_point, char *out)
{
    size_t n = strcspn(out, ".,");
    size_t first = out[0] == '-' || out[0] == '+' ? 1 : 0;

    for (size_t at = n; at > first + 3; at -= 3) {
        memmove(out + at - 2, out + at - 3, strlen(out + at - 3) + 1);
        out[at - 3] = decimal_point == ',' ? '.' : ',';
    }
}

/* On the terminal: wide enough for the headings in every language. */
static int width_of(const struct koppel_sheet_column *column)
{
    int width = column->width;

    for (int line = 0; line < 2 && width > 0; line++) {
        int n = column->heading[line][0] != '\0' ? (int)strlen(_(column->heading[line])) : 0; /* no accents */

        width = n > width ? n : width;
    }
    return width;
}

static void print_number(const struct koppel_sheet_column *column, int64_t number, char decimal_point,
                         struct koppel_text *text)
{
    char out[48];

    if (column->form == KOPPEL_SHEET_TENTHS) {
        write_tenths(number, decimal_point, out, sizeof out);
    } else if (column->form == KOPPEL_SHEET_SIGNED && number != 0) {
        snprintf(out, sizeof out, "%+" PRId64, number);
    } else {
        snprintf(out, sizeof out, "%" PRId64, number);
    }
    separate_thousands(decimal_point, out);
    koppel_lay_right(text, width_of(column), out);
}

static bool is_text(const struct koppel_sheet_column *column)
{
    return column->form == KOPPEL_SHEET_TEXT || column->form == KOPPEL_SHEET_WORD;
}

static const char *heading_of(const struct koppel_sheet_column *column, int line)
{
    return column->heading[line][0] != '\0' ? _(column->heading[line]) : "";
}

static void print_headings(const struct koppel_sheet *sheet, struct koppel_text *text)
{
    for (int line = 0; line < 2; line++) {
        const char *gap = "";

        for (int32_t c = 0; c < sheet->n_columns; c++) {
            const struct koppel_sheet_column *column = &sheet->columns[c];

            if (column->width == 0) {
                continue;
            }
            koppel_text_add(text, "%s", gap);
            if (is_text(column)) {
                koppel_lay_left(text, width_of(column), heading_of(column, line));
            } else {
                koppel_lay_right(text, width_of(column), heading_of(column, line));
            }
            gap = " ";
        }
        koppel_lay_end(text);
    }
}

static void print_rule(const struct koppel_sheet *sheet, struct koppel_text *text)
{
    int width = -1;

    for (int32_t c = 0; c < sheet->n_columns; c++) {
        width += sheet->columns[c].width > 0 ? width_of(&sheet->columns[c]) + 1 : 0;
    }
    for (int i = 0; i < width; i++) {
        koppel_text_add(text, "-");
    }
    koppel_text_add(text, "\n");
}

/* Of a total these are words of the program, "total"; in the other rows they are of the case, or translated before, but
 * in a column of words. */
static const char *words_of(const struct koppel_sheet *sheet, int32_t row, int32_t column,
                            const struct koppel_sheet_cell *cell)
{
    bool is_word = sheet->kinds[row] != KOPPEL_SHEET_ROW || sheet->columns[column].form == KOPPEL_SHEET_WORD;

    return is_word && cell->text[0] != '\0' ? _(cell->text) : cell->text;
}

static void print_row(const struct koppel_sheet *sheet, int32_t row, char decimal_point, struct koppel_text *text)
{
    const char *gap = "";
    const char *empty = sheet->kinds[row] == KOPPEL_SHEET_PART ? "" : "-";

    for (int32_t c = 0; c < sheet->n_columns; c++) {
        const struct koppel_sheet_column *column = &sheet->columns[c];
        const struct koppel_sheet_cell *cell = cell_at(sheet, row, c);

        if (column->width == 0) {
            continue;
        }
        koppel_text_add(text, "%s", gap);
        gap = " ";
        if (is_text(column)) {
            koppel_lay_left(text, width_of(column), cell->text != NULL ? words_of(sheet, row, c, cell) : "");
        } else if (cell->text != NULL || cell->is_empty) {
            koppel_lay_right(text, width_of(column), cell->text != NULL ? cell->text : empty);
        } else {
            print_number(column, cell->number, decimal_point, text);
        }
    }
    koppel_lay_end(text);
}

void koppel_sheet_print(const struct koppel_sheet *sheet, char decimal_point, struct koppel_text *text)
{
    bool ruled = false; /* the line above stands */

    decimal_point = decimal_point == '.' ? koppel_language_decimal() : decimal_point;
    print_headings(sheet, text);
    print_rule(sheet, text);
    for (int32_t row = 0; row < sheet->n_rows; row++) {
        if (sheet->kinds[row] != KOPPEL_SHEET_ROW && !ruled && row > 0) {
            print_rule(sheet, text);
        }
        ruled = sheet->kinds[row] != KOPPEL_SHEET_ROW;
        print_row(sheet, row, decimal_point, text);
    }
}

void koppel_sheet_csv(const struct koppel_sheet *sheet, struct koppel_csv *csv)
{
    for (int32_t c = 0; c < sheet->n_columns; c++) {
        koppel_csv_text(csv, sheet->columns[c].name);
    }
    koppel_csv_end(csv);
    for (int32_t row = 0; row < sheet->n_rows; row++) {
        for (int32_t c = 0; sheet->kinds[row] == KOPPEL_SHEET_ROW && c < sheet->n_columns; c++) {
            const struct koppel_sheet_cell *cell = cell_at(sheet, row, c);

            if (cell->is_empty) {
                koppel_csv_empty(csv);
            } else if (cell->text != NULL) {
                koppel_csv_text(csv, cell->text);
            } else {
                koppel_csv_decimal(csv, cell->number, sheet->columns[c].form == KOPPEL_SHEET_TENTHS ? 10 : 1);
            }
        }
        if (sheet->kinds[row] == KOPPEL_SHEET_ROW) {
            koppel_csv_end(csv);
        }
    }
}

static void json_cell(const struct koppel_sheet *sheet, int32_t row, int32_t c, struct koppel_text *text)
{
    const struct koppel_sheet_cell *cell = cell_at(sheet, row, c);
    char out[48];

    koppel_text_add(text, "%s", c > 0 ? ", " : "");
    koppel_json_string(text, sheet->columns[c].name);
    koppel_text_add(text, ": ");
    if (cell->is_empty) {
        koppel_text_add(text, "null");
    } else if (cell->text != NULL) {
        koppel_json_string(text, cell->text);
    } else if (sheet->columns[c].form == KOPPEL_SHEET_TENTHS) {
        write_tenths(cell->number, '.', out, sizeof out);
        koppel_text_add(text, "%s", out);
    } else {
        koppel_text_add(text, "%" PRId64, cell->number);
    }
}

static void json_row(const struct koppel_sheet *sheet, int32_t row, struct koppel_text *text)
{
    koppel_text_add(text, "{");
    for (int32_t c = 0; c < sheet->n_columns; c++) {
        json_cell(sheet, row, c, text);
    }
    koppel_text_add(text, "}");
}

void koppel_sheet_json(const struct koppel_sheet *sheet, enum koppel_sheet_kind kind, int indent,
                       struct koppel_text *text)
{
    const char *between = "\n";
    bool is_list = kind != KOPPEL_SHEET_TOTAL;

    koppel_text_add(text, "%s", is_list ? "[" : "");
    for (int32_t row = 0; row < sheet->n_rows; row++) {
        if (sheet->kinds[row] != kind) {
            continue;
        }
        if (is_list) {
            koppel_text_add(text, "%s%*s", between, indent + 2, "");
        }
        json_row(sheet, row, text);
        between = ",\n";
    }
    if (is_list) {
        koppel_text_add(text, "%s%*s]", between[0] == ',' ? "\n" : "", between[0] == ',' ? indent : 0, "");
    }
}

int64_t koppel_tenths(int64_t part, int64_t whole, int64_t scale)
{
    return koppel_muldiv_floor(2 * part, 10 * scale, whole) / 2 + koppel_muldiv_floor(2 * part, 10 * scale, whole) % 2;
}

enum koppel_status koppel_sheet_status(const struct koppel_sheet *sheet)
{
    return sheet->failed ? KOPPEL_E_MEMORY : KOPPEL_OK;
}

void koppel_sheet_free(struct koppel_sheet *sheet)
{
    free(sheet->cells);
    free(sheet->kinds);
    koppel_pool_free(&sheet->pool);
    sheet->cells = NULL;
    sheet->kinds = NULL;
    sheet->n_rows = 0;
    sheet->n_cells = sheet->cells_capacity = sheet->kinds_capacity = 0;
}
