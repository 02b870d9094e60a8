// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* table_sheet.c - a table of the output folder as a sheet (see table_sheet.h). */
#include "book/table_sheet.h"

#include "io/proposal_reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int32_t find_column(const struct koppel_csv_table *table, const char *name)
{
    for (int32_t c = 0; c < table->n_columns; c++) {
        if (strcmp(table->header[c], name) == 0) {
            return c;
        }
    }
    return KOPPEL_NONE;
}

static const char *cell_at(const struct koppel_sheet_source *source, int32_t column)
{
    size_t at = (size_t)source->row * (size_t)source->table->n_columns + (size_t)column;

    return column != KOPPEL_NONE ? koppel_written_key(source->table->cells[at]) : "";
}

const char *koppel_source_cell(const struct koppel_sheet_source *source, const char *column)
{
    return cell_at(source, find_column(source->table, column));
}

int64_t koppel_source_number(const struct koppel_sheet_source *source, const char *column)
{
    const char *cell = koppel_source_cell(source, column);

    return *cell != '\0' ? strtoll(cell, NULL, 10) : KOPPEL_UNKNOWN;
}

/* A cell of numbers has the decimal sign of the case. */
static void write_number(const struct koppel_sheet_source *source, enum koppel_cell_style style, const char *cell,
                         struct koppel_new_sheet *sheet)
{
    char number[40];

    if (strlen(cell) >= sizeof number) {
        koppel_new_sheet_text(sheet, KOPPEL_STYLE_TEXT, cell);
        return;
    }
    snprintf(number, sizeof number, "%s", cell);
    for (char *c = number; *c != '\0' && source->report->fit->kase->decimal_point == ','; c++) {
        *c = *c == ',' ? '.' : *c;
    }
    koppel_new_sheet_number_text(sheet, style, number);
}

static void write_cell(const struct koppel_sheet_source *source, enum koppel_cell_style style, const char *cell,
                       struct koppel_new_sheet *sheet)
{
    if (style == KOPPEL_STYLE_NUMBER || style == KOPPEL_STYLE_AMOUNT) {
        write_number(source, style, cell, sheet);
    } else {
        koppel_new_sheet_text(sheet, style, cell);
    }
}

/* A column that is shown as it is: what people brought themselves stays text, and may be codes. */
static void write_other(const struct koppel_sheet_source *source, int32_t column, struct koppel_new_sheet *sheet)
{
    const char *cell = cell_at(source, column);
    bool is_answer = strcmp(cell, "yes") == 0 || strcmp(cell, "no") == 0;

    if (strstr(source->table->header[column], "x_") != NULL) {
        koppel_new_sheet_text(sheet, KOPPEL_STYLE_KEY, cell);
    } else if (is_answer) {
        koppel_new_sheet_text(sheet, KOPPEL_STYLE_TEXT, koppel_book_words(source->language, cell));
    } else {
        write_number(source, KOPPEL_STYLE_NUMBER, cell, sheet);
    }
}

/* Is a column of the table among the chosen ones? */
static bool is_chosen(const struct koppel_sheet_column *columns, size_t n_columns, const char *name)
{
    for (size_t c = 0; c < n_columns; c++) {
        if (columns[c].source != NULL && strcmp(columns[c].source, name) == 0) {
            return true;
        }
    }
    return false;
}

static void write_headings(const struct koppel_sheet_source *source, const struct koppel_sheet_column *columns,
                           size_t n_columns, bool takes_others, struct koppel_new_sheet *sheet)
{
    char heading[KOPPEL_BOOK_HEADING];

    koppel_new_sheet_row(sheet);
    for (size_t c = 0; c < n_columns; c++) {
        const char *name = columns[c].heading != NULL ? columns[c].heading : columns[c].source;

        koppel_new_sheet_text(sheet, KOPPEL_STYLE_HEADING, koppel_book_heading(source->language, name, heading));
    }
    for (int32_t c = 0; takes_others && c < source->table->n_columns; c++) {
        if (!is_chosen(columns, n_columns, source->table->header[c])) {
            koppel_new_sheet_text(sheet, KOPPEL_STYLE_HEADING,
                                  koppel_book_heading(source->language, source->table->header[c], heading));
        }
    }
}

static void write_row(const struct koppel_sheet_source *source, const struct koppel_sheet_column *columns,
                      size_t n_columns, bool takes_others, struct koppel_new_sheet *sheet)
{
    koppel_new_sheet_row(sheet);
    for (size_t c = 0; c < n_columns; c++) {
        if (columns[c].write != NULL) {
            columns[c].write(source, sheet);
        } else {
            write_cell(source, columns[c].style, koppel_source_cell(source, columns[c].source), sheet);
        }
    }
    for (int32_t c = 0; takes_others && c < source->table->n_columns; c++) {
        if (!is_chosen(columns, n_columns, source->table->header[c])) {
            write_other(source, c, sheet);
        }
    }
}

void koppel_table_sheet_write(struct koppel_sheet_source *source, const struct koppel_sheet_column *columns,
                              size_t n_columns, bool takes_others, struct koppel_new_sheet *sheet)
{
    const struct koppel_case *kase = source->report->fit->kase;

    sheet->has_headings = true;
    write_headings(source, columns, n_columns, takes_others, sheet);
    for (source->row = 0; source->row < source->table->n_rows; source->row++) {
        source->household = koppel_index_get(&kase->household_index, koppel_source_cell(source, "household"));
        source->unit = koppel_index_get(&kase->unit_index, koppel_source_cell(source, "unit"));
        if (source->corporation == KOPPEL_NONE ||
            (source->unit != KOPPEL_NONE && kase->units[source->unit].corporation == source->corporation)) {
            write_row(source, columns, n_columns, takes_others, sheet);
        }
    }
}
