// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* sheet_cells_check.c - what cells of a sheet cannot be read (see sheet_cells_check.h). */
#include "io/sheet_cells_check.h"

#include "io/cell_value.h"
#include "io/identity.h"
#include "io/text_encoding.h"

#include "base/date.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void count(struct koppel_found_cells *found, const struct koppel_book_row *row,
                  const struct koppel_book_cell *cell)
{
    if (found->n == 0) {
        found->first_row = row->number;
        found->text = cell->text;
    } else if (found->n == 1) {
        found->second_row = row->number;
    }
    found->n++;
}

/* A column in which a date is never meant. */
static bool is_key(const struct koppel_column *column)
{
    return column->form == KOPPEL_CELL_KEY || column->form == KOPPEL_CELL_REFERENCE ||
           column->form == KOPPEL_CELL_NAME || column->code != KOPPEL_CODE_NONE;
}

/* A half-year that the spreadsheet program took for a month: 2026-1 became 1 January 2026. */
static const char *half_year_of(struct koppel_sheet_reading *reading, const char *day)
{
    size_t n = strlen("2026-");
    char text[8];

    if (strcmp(day + n, "01-01") != 0 && strcmp(day + n, "02-01") != 0) {
        return NULL;
    }
    snprintf(text, sizeof text, "%.5s%c", day, day[n + 1]);
    return koppel_pool_copy(&reading->cells.pool, text, strlen(text));
}

static bool settle_date(struct koppel_sheet_reading *reading, const struct koppel_book_row *row,
                        const struct koppel_book_cell *cell, int32_t position, const char **text)
{
    const struct koppel_column *column = reading->rules[position];
    const char *half_year = NULL;

    if (column != NULL && is_key(column)) {
        count(&reading->found[position][KOPPEL_FOUND_DATE_KEY], row, cell);
        return false;
    }
    if (column != NULL && column->form == KOPPEL_CELL_PERIOD) {
        half_year = half_year_of(reading, cell->text);
    }
    if (half_year != NULL) {
        count(&reading->found[position][KOPPEL_FOUND_PERIOD], row, cell);
    } else if (cell->kind == KOPPEL_KIND_MOMENT) {
        count(&reading->found[position][KOPPEL_FOUND_MOMENT], row, cell);
    }
    *text = half_year != NULL ? half_year : cell->text;
    return true;
}

static const char *yes_or_no(const struct koppel_column *column, const char *text)
{
    bool has_yes = column != NULL && column->choices != NULL && koppel_choice_find(column->choices, "yes") != NULL;

    return !has_yes ? text : strcmp(text, "TRUE") == 0 ? "yes" : "no";
}

/* A number that was typed as text with a decimal comma. "1,250" may be a thousand: it is left as it is. */
static bool settle_text(struct koppel_sheet_reading *reading, const struct koppel_book_row *row,
                        const struct koppel_book_cell *cell, int32_t position, const char **text)
{
    const struct koppel_column *column = reading->rules[position];
    size_t n = strspn(cell->text, "0123456789");
    size_t n_places = cell->text[n] == ',' ? strspn(cell->text + n + 1, "0123456789") : 0;
    char plain[32];

    *text = cell->text;
    if (column == NULL || column->form != KOPPEL_CELL_DECIMAL || n == 0 || n_places == 0 || n_places == 3 ||
        cell->text[n + 1 + n_places] != '\0' || n + n_places + 2 > sizeof plain) {
        return true;
    }
    snprintf(plain, sizeof plain, "%s", cell->text);
    plain[n] = '.';
    *text = koppel_pool_copy(&reading->cells.pool, plain, strlen(plain));
    *text = *text != NULL ? *text : cell->text;
    count(&reading->found[position][KOPPEL_FOUND_COMMA], row, cell);
    return true;
}

bool koppel_sheet_cell_settle(struct koppel_sheet_reading *reading, const struct koppel_book_row *row,
                              const struct koppel_book_cell *cell, int32_t position, const char **text)
{
    enum koppel_finding finding = KOPPEL_FOUND_ERROR;

    switch ((enum koppel_cell_kind)cell->kind) {
    case KOPPEL_KIND_TEXT:
        return settle_text(reading, row, cell, position, text);
    case KOPPEL_KIND_NUMBER:
        *text = cell->text;
        return true;
    case KOPPEL_KIND_DATE:
    case KOPPEL_KIND_MOMENT:
        return settle_date(reading, row, cell, position, text);
    case KOPPEL_KIND_BOOLEAN:
        *text = yes_or_no(reading->rules[position], cell->text);
        return true;
    case KOPPEL_KIND_ERROR:
        finding = KOPPEL_FOUND_ERROR;
        break;
    case KOPPEL_KIND_NO_VALUE:
        finding = KOPPEL_FOUND_NO_VALUE;
        break;
    case KOPPEL_KIND_TIME:
        finding = KOPPEL_FOUND_TIME;
        break;
    case KOPPEL_KIND_LONG:
        finding = KOPPEL_FOUND_LONG;
        break;
    }
    count(&reading->found[position][finding], row, cell);
    return false;
}

void koppel_sheet_nameless(struct koppel_sheet_reading *reading, const struct koppel_book_row *row,
                           const struct koppel_book_cell *cell)
{
    for (int i = 0; i < KOPPEL_NAMELESS_TOLD; i++) {
        if (reading->nameless_columns[i] == 0 || reading->nameless_columns[i] == cell->column) {
            reading->nameless_columns[i] = cell->column;
            count(&reading->nameless[i], row, cell);
            return;
        }
    }
}

/* How many cells there are beside the first, and where the next one is; "" for none. */
static const char *others(const struct koppel_found_cells *found, char out[80])
{
    out[0] = '\0';
    if (found->n == 2) {
        snprintf(out, 80, _(" (so is the cell in row %" PRId32 ")"), found->second_row);
    } else if (found->n > 2) {
        snprintf(out, 80, _(" (so are %" PRId32 " other cells, the next one in row %" PRId32 ")"), found->n - 1,
                 found->second_row);
    }
    return out;
}

/* The Dutch name of an error value, as Dutch Excel shows it. */
static const char *dutch_error(const char *error)
{
    static const char *const names[][2] = {{"#N/A", " (#N/B)"},    {"#DIV/0!", " (#DEEL/0!)"}, {"#NAME?", " (#NAAM?)"},
                                           {"#REF!", " (#VERW!)"}, {"#VALUE!", " (#WAARDE!)"}, {"#NUM!", " (#GETAL!)"},
                                           {"#NULL!", " (#LEEG!)"}};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i][0], error) == 0) {
            return names[i][1];
        }
    }
    return "";
}

static void say(enum koppel_finding finding, const struct koppel_found_cells *found, char *out, size_t n_out)
{
    char more[80];
    char quoted[80];

    others(found, more);
    koppel_identity_quote(found->text, quoted);
    switch (finding) {
    case KOPPEL_FOUND_ERROR:
        snprintf(out, n_out, _("the cell shows the error %s%s%s: repair its formula, or type the value"), found->text,
                 dutch_error(found->text), more);
        return;
    case KOPPEL_FOUND_NO_VALUE:
        snprintf(out, n_out,
                 _("the cell is a formula whose value is not in the workbook%s: open the workbook in your spreadsheet "
                   "program and save it, or type the value"),
                 more);
        return;
    case KOPPEL_FOUND_TIME:
        snprintf(
            out, n_out,
            _("%s is shown as a date or a time and is no day of the calendar%s: type the date, or give the cell the "
              "format of a number"),
            quoted, more);
        return;
    case KOPPEL_FOUND_LONG:
        snprintf(out, n_out,
                 _("%s has more than 15 digits, of which a spreadsheet program loses the last%s: give the cell the "
                   "format \"text\" and type it again"),
                 quoted, more);
        return;
    case KOPPEL_FOUND_DATE_KEY:
        snprintf(out, n_out,
                 _("a code or key became the date %s%s: give the cell the format \"text\" and type it again"),
                 found->text, more);
        return;
    case KOPPEL_FOUND_MOMENT:
        snprintf(out, n_out, _("there is a time of day beside the date%s: the date alone is read"), more);
        return;
    case KOPPEL_FOUND_PERIOD:
        snprintf(out, n_out,
                 _("the date %s is read as a half-year%s, as 2026-1 and 2026-2 become dates in a spreadsheet"),
                 found->text, more);
        return;
    case KOPPEL_FOUND_COMMA:
        snprintf(out, n_out, _("the number %s is a text%s: it is read with the comma as decimal sign"), quoted, more);
        return;
    case KOPPEL_N_FINDINGS:
        break;
    }
    out[0] = '\0';
}

/* Tells what was found in one column of the table. @return whether some of it is refused */
static bool tell_column(struct koppel_sheet_reading *reading, int32_t position)
{
    const struct koppel_csv_table *table = reading->table;
    const char *name = table->header[position];
    char why[480];
    bool refused = false;

    for (int finding = 0; finding < KOPPEL_N_FINDINGS; finding++) {
        const struct koppel_found_cells *found = &reading->found[position][finding];
        bool is_note = finding >= KOPPEL_FOUND_MOMENT;

        if (found->n == 0) {
            continue;
        }
        say((enum koppel_finding)finding, found, why, sizeof why);
        koppel_errors_add(is_note ? reading->notes : reading->errors, is_note ? KOPPEL_OK : KOPPEL_E_INPUT,
                          reading->file, found->first_row, table->columns[position], "column %.60s: %s", name, why);
        refused = refused || !is_note;
    }
    return refused;
}

/* The first row of the table at or below a row of the sheet. O(log rows) */
static int32_t first_row_from(const struct koppel_csv_table *table, long line)
{
    int32_t low = 0;
    int32_t high = table->n_rows;

    while (low < high) {
        int32_t middle = low + (high - low) / 2;

        if (table->lines[middle] < line) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* How many rows of the table a merged range touches, header and rows with cells, as far as two. */
static int count_rows(const struct koppel_csv_table *table, const struct koppel_merge *merge)
{
    int n = table->header_line >= merge->first_row && table->header_line <= merge->last_row;

    for (int32_t row = first_row_from(table, merge->first_row);
         row < table->n_rows && table->lines[row] <= merge->last_row && n < 2; row++) {
        n++;
    }
    return n;
}

static bool has_column(const struct koppel_merge *merge, int32_t column)
{
    return column >= merge->first_column && column <= merge->last_column;
}

static int count_columns(const struct koppel_csv_table *table, const struct koppel_merge *merge)
{
    int n = 0;

    for (int32_t i = 0; i < table->n_columns; i++) {
        n += has_column(merge, table->columns[i]);
    }
    return n;
}

/* The cells of a range that do not show are empty in the file: nothing more is told of them. */
static void refuse_merged(const struct koppel_csv_table *table, const struct koppel_merge *merge)
{
    for (int32_t row = first_row_from(table, merge->first_row);
         row < table->n_rows && table->lines[row] <= merge->last_row; row++) {
        for (int32_t i = 0; i < table->n_columns; i++) {
            const char **cell = &table->cells[(size_t)row * (size_t)table->n_columns + (size_t)i];

            *cell = has_column(merge, table->columns[i]) && (*cell)[0] == '\0' ? koppel_refused_cell : *cell;
        }
    }
}

/* Merged cells leave open what stands in those that do not show; where only one of them is in the table they do not.
 * Told once. */
static bool tell_merges(struct koppel_sheet_reading *reading)
{
    const struct koppel_merge *first = NULL;
    char last[KOPPEL_CELL_REFERENCE_BYTES];
    int32_t n = 0;

    for (size_t i = 0; i < reading->cells.n_merges; i++) {
        const struct koppel_merge *merge = &reading->cells.merges[i];

        if (count_rows(reading->table, merge) * count_columns(reading->table, merge) < 2) {
            continue;
        }
        refuse_merged(reading->table, merge);
        first = first == NULL || merge->first_row < first->first_row ? merge : first;
        n++;
    }
    if (n > 0) {
        koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->file, first->first_row, first->first_column,
                          koppel_plural("the cells from here to %s are merged: unmerge them and fill every cell",
                                        "the cells from here to %s are merged, and so are others (%" PRId32
                                        " groups of cells in all): unmerge them and fill every cell",
                                        n),
                          koppel_cell_name(first->last_row, first->last_column, last), n);
    }
    return n > 0;
}

enum koppel_status koppel_sheet_findings_tell(struct koppel_sheet_reading *reading)
{
    bool refused = tell_merges(reading);
    char more[80];

    for (int32_t i = 0; i < reading->table->n_columns; i++) {
        refused = tell_column(reading, i) || refused;
    }
    for (int i = 0; i < KOPPEL_NAMELESS_TOLD && reading->nameless_columns[i] > 0; i++) {
        koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->file, reading->nameless[i].first_row,
                          reading->nameless_columns[i],
                          "this cell stands below no name of a column%s: give the column a name, or empty it",
                          others(&reading->nameless[i], more));
        refused = true;
    }
    if (reading->n_hidden > 0) {
        koppel_errors_add(reading->notes, KOPPEL_OK, reading->file, reading->first_hidden, 0,
                          koppel_plural("%" PRId32 " row is hidden (by a filter?), and read like the others",
                                        "%" PRId32 " rows are hidden (by a filter?), and read like the others",
                                        reading->n_hidden),
                          reading->n_hidden);
    }
    if (reading->cells.has_hidden_columns) {
        koppel_errors_add(reading->notes, KOPPEL_OK, reading->file, 0, 0,
                          "columns are hidden, and read like the others");
    }
    return refused ? KOPPEL_E_INPUT : KOPPEL_OK;
}
