// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* sheet_table.c - a sheet of a workbook as a table of cells (see sheet_table.h). */
#include "io/sheet_table.h"

#include "io/sheet_cells_check.h"
#include "io/table_header.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* How many cells of a row are names of columns of the table. */
static int32_t count_headings(const struct koppel_table_rule *rule, const struct koppel_sheet_cells *cells,
                              const struct koppel_book_row *row)
{
    const char *names[KOPPEL_CSV_MAX_COLUMNS];
    int32_t n = 0;

    for (size_t i = 0; i < row->n_cells && i < KOPPEL_CSV_MAX_COLUMNS; i++) {
        names[n++] = cells->cells[row->first + i].text;
    }
    return koppel_table_known_headings(rule, names, n);
}

/* Finds the row of the header: the first that looks like one, or the first of all. */
static void find_header(struct koppel_sheet_reading *reading)
{
    const struct koppel_sheet_cells *cells = &reading->cells;

    for (size_t i = 0; i < cells->n_rows && i < KOPPEL_MOST_TITLES; i++) {
        int32_t n_known = count_headings(reading->rule, cells, &cells->rows[i]);

        if (reading->rule->first_row > 0 ? cells->rows[i].number >= reading->rule->first_row && n_known > 0
                                         : n_known >= KOPPEL_KNOWN_HEADINGS) {
            reading->header_row = i;
            break;
        }
    }
    if (reading->header_row > 0) {
        reading->passed.first_title = cells->rows[0].number;
        reading->passed.header_line = cells->rows[reading->header_row].number;
    }
}

static enum koppel_status make_header(struct koppel_sheet_reading *reading)
{
    struct koppel_csv_table *table = reading->table;
    const struct koppel_book_row *row = &reading->cells.rows[reading->header_row];

    if (row->n_cells > KOPPEL_CSV_MAX_COLUMNS) {
        return koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->file, row->number, 0,
                                 "the table has %zu columns, more than %d", row->n_cells, KOPPEL_CSV_MAX_COLUMNS);
    }
    table->header = koppel_new(row->n_cells, sizeof *table->header);
    table->columns = koppel_new(row->n_cells, sizeof *table->columns);
    if (table->header == NULL || table->columns == NULL) {
        return koppel_errors_no_memory(reading->errors, reading->file);
    }
    for (size_t i = 0; i < row->n_cells; i++) {
        const struct koppel_book_cell *cell = &reading->cells.cells[row->first + i];

        table->header[i] = cell->text;
        table->columns[i] = cell->column;
        reading->position[cell->column] = (int16_t)(i + 1);
    }
    table->n_columns = (int32_t)row->n_cells;
    table->header_line = row->number;
    return KOPPEL_OK;
}

/* Which column of the dictionary each column of the table is. */
static enum koppel_status match_header(struct koppel_sheet_reading *reading)
{
    struct koppel_table_header header;

    if (koppel_table_header_match(reading->rule, reading->table, reading->file, &header, NULL) == KOPPEL_E_MEMORY) {
        return koppel_errors_no_memory(reading->errors, reading->file);
    }
    for (int32_t i = 0; i < reading->rule->n_columns; i++) {
        if (header.position[i] != KOPPEL_NONE) {
            reading->rules[header.position[i]] = &reading->rule->columns[i];
        }
    }
    return KOPPEL_OK;
}

/* The cells of a row at their places in the table. @return false when the row has none there or one that is refused */
static bool place_cells(struct koppel_sheet_reading *reading, const struct koppel_book_row *row, const char **placed)
{
    bool any = false;
    bool good = true;

    for (int32_t i = 0; i < reading->table->n_columns; i++) {
        placed[i] = "";
    }
    for (size_t i = 0; i < row->n_cells; i++) {
        const struct koppel_book_cell *cell = &reading->cells.cells[row->first + i];
        int32_t position = reading->position[cell->column] - 1;

        if (position < 0) {
            koppel_sheet_nameless(reading, row, cell);
        } else if (!koppel_sheet_cell_settle(reading, row, cell, position, &placed[position])) {
            good = false;
        }
        any = any || position >= 0;
    }
    reading->table->incomplete = reading->table->incomplete || !good;
    return any && good;
}

/* The texts of a row from its first cell on; none when the form is strict. @return how many */
static int32_t list_texts(const struct koppel_sheet_reading *reading, const struct koppel_book_row *row,
                          const char *texts[KOPPEL_CSV_MAX_COLUMNS])
{
    int32_t n = 0;

    for (size_t i = 0; i < row->n_cells && i < KOPPEL_CSV_MAX_COLUMNS && !reading->strict; i++) {
        texts[n++] = reading->cells.cells[row->first + i].text;
    }
    return n;
}

/* A total or a source, by the first cells of the row. */
static bool is_footer(const struct koppel_sheet_reading *reading, const struct koppel_book_row *row)
{
    const char *texts[KOPPEL_CSV_MAX_COLUMNS];
    int32_t n = list_texts(reading, row, texts);

    return koppel_table_is_footer(reading->rule, texts, n);
}

/* The names of the columns of a second table, below the first. */
static bool begins_second(const struct koppel_sheet_reading *reading, const struct koppel_book_row *row)
{
    const char *texts[KOPPEL_CSV_MAX_COLUMNS];
    int32_t n = list_texts(reading, row, texts);

    return koppel_table_begins(texts, n);
}

/* A row of blanks that do not show. */
static bool is_blank(const struct koppel_sheet_reading *reading, const struct koppel_book_row *row)
{
    size_t n = 0;

    for (size_t i = 0; i < row->n_cells && n == 0; i++) {
        koppel_text_trim(reading->cells.cells[row->first + i].text, &n);
    }
    return n == 0 && !reading->strict;
}

/* The names of the columns once more, as on the next page of a list. */
static bool is_header_again(const struct koppel_sheet_reading *reading, const struct koppel_book_row *row)
{
    for (size_t i = 0; i < row->n_cells; i++) {
        const struct koppel_book_cell *cell = &reading->cells.cells[row->first + i];
        int32_t position = reading->position[cell->column] - 1;

        if (position < 0 || strcmp(cell->text, reading->table->header[position]) != 0) {
            return false;
        }
    }
    return row->n_cells > 1 && (int32_t)row->n_cells == reading->table->n_columns && !reading->strict;
}

static enum koppel_status add_rows(struct koppel_sheet_reading *reading)
{
    struct koppel_csv_table *table = reading->table;
    size_t n_below = reading->cells.n_rows - reading->header_row - 1;
    size_t n_columns = (size_t)table->n_columns;

    if (n_below > (size_t)KOPPEL_SHEET_MAX_CELLS / (n_columns > 0 ? n_columns : 1)) {
        return koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->file, 0, 0,
                                 "the table has %zu rows of %zu columns, more than %d cells: save it as CSV", n_below,
                                 n_columns, KOPPEL_SHEET_MAX_CELLS);
    }
    table->cells = koppel_new(n_below * n_columns, sizeof *table->cells);
    table->lines = koppel_new(n_below, sizeof *table->lines);
    if (table->cells == NULL || table->lines == NULL) {
        return koppel_errors_no_memory(reading->errors, reading->file);
    }
    for (size_t i = reading->header_row + 1; i < reading->cells.n_rows; i++) {
        const struct koppel_book_row *row = &reading->cells.rows[i];

        const char **placed = table->cells + (size_t)table->n_rows * n_columns;

        if (is_footer(reading, row)) {
            koppel_lines_add(&reading->passed.footers, (int32_t)i, row->number);
        } else if (is_blank(reading, row)) {
            koppel_lines_add(&reading->passed.empty, (int32_t)i, row->number);
        } else if (is_header_again(reading, row)) {
            koppel_lines_add(&reading->passed.headers, (int32_t)i, row->number);
        } else if (begins_second(reading, row)) {
            reading->passed.second_line = row->number;
            koppel_table_drop_title(table->cells, &table->n_rows, table->n_columns);
            break;
        } else if (place_cells(reading, row, placed)) {
            reading->passed.last_line = row->number;
            table->lines[table->n_rows++] = row->number;
            reading->n_hidden += row->is_hidden;
            reading->first_hidden = reading->first_hidden == 0 && row->is_hidden ? row->number : reading->first_hidden;
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status make_table(struct koppel_sheet_reading *reading)
{
    enum koppel_status status = KOPPEL_OK;

    if (reading->cells.n_rows == 0) {
        return koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->file, 0, 0,
                                 "the sheet is empty: the row with the names of the columns is missing");
    }
    find_header(reading);
    status = make_header(reading);
    if (status == KOPPEL_OK) {
        status = match_header(reading);
    }
    if (status == KOPPEL_OK) {
        status = add_rows(reading);
    }
    if (status == KOPPEL_OK) {
        status = koppel_passed_rows_tell(&reading->passed, reading->file, reading->errors, reading->notes);
        enum koppel_status found = koppel_sheet_findings_tell(reading);

        status = status == KOPPEL_OK ? found : status;
    }
    return status;
}

enum koppel_status koppel_sheet_table_read(struct koppel_workbook *book, size_t sheet,
                                           const struct koppel_table_rule *rule, const char *file, bool strict,
                                           struct koppel_csv_table *table, struct koppel_errors *errors,
                                           struct koppel_errors *notes)
{
    struct koppel_sheet_reading *reading = koppel_new(1, sizeof *reading);
    enum koppel_status status = KOPPEL_OK;

    *table = (struct koppel_csv_table){.separator = ',', .has_wide_ends = true};
    if (reading == NULL) {
        return koppel_errors_no_memory(errors, file);
    }
    *reading = (struct koppel_sheet_reading){
        .rule = rule, .file = file, .strict = strict, .table = table, .errors = errors, .notes = notes};
    status = koppel_sheet_read(book, sheet, &reading->cells, errors);
    if (status == KOPPEL_OK && book->sheets[sheet].is_hidden) {
        koppel_errors_add(notes, KOPPEL_OK, file, 0, 0, "the sheet is hidden, and is read like the others");
    }
    if (status == KOPPEL_OK) {
        status = make_table(reading);
    }
    table->incomplete = table->incomplete || status != KOPPEL_OK;
    table->pool = reading->cells.pool; /* the texts go with the table */
    reading->cells.pool = (struct koppel_pool){0};
    koppel_sheet_cells_free(&reading->cells);
    free(reading);
    return status;
}
