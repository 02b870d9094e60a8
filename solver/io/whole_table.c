// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* whole_table.c - what shows when a table is seen as a whole: a total without a name, cells that were merged. */
#include "io/case_reading.h"
#include "io/cell_value.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static const char *cell_at(const struct koppel_case_reading *reading, int32_t row, int32_t position)
{
    return reading->csv.cells[(size_t)row * (size_t)reading->csv.n_columns + (size_t)position];
}

/* ---- A total below the rows ---- */

/* A number in thousandths, as far as it is plain: 28 or 572,42. @return false for others */
static bool plain_number(const char *text, int64_t *thousandths)
{
    size_t n = strspn(text, "0123456789");
    size_t n_behind = text[n] == ',' || text[n] == '.' ? strspn(text + n + 1, "0123456789") : 0;
    int64_t value = 0;

    if (n == 0 || n > 12 || n_behind > 2 || strlen(text) != n + (n_behind > 0) + n_behind) {
        return false;
    }
    value = strtoll(text, NULL, 10) * 1000;
    for (size_t i = 0; i < n_behind; i++) {
        value += (text[n + 1 + i] - '0') * (i == 0 ? 100 : 10);
    }
    *thousandths = value;
    return true;
}

static bool is_number(const struct koppel_column *column)
{
    return column->form == KOPPEL_CELL_WHOLE || column->form == KOPPEL_CELL_DECIMAL;
}

/* Is the last cell of a column the sum of those above it, or their number? */
static bool is_total_of(const struct koppel_case_reading *reading, int32_t position)
{
    const int32_t last = reading->csv.n_rows - 1;
    int64_t total = 0;
    int64_t sum = 0;
    int64_t value = 0;

    if (!plain_number(cell_at(reading, last, position), &total)) {
        return false;
    }
    for (int32_t row = 0; row < last; row++) {
        const char *text = cell_at(reading, row, position);

        if (text[0] != '\0' && !plain_number(text, &value)) {
            return false;
        }
        sum += text[0] != '\0' ? value : 0;
    }
    return total == sum || total == INT64_C(1000) * last;
}

static void drop_total(struct koppel_case_reading *reading, enum koppel_table table)
{
    const struct koppel_table_rule *rule = &koppel_tables[table];
    struct koppel_csv_table *csv = &reading->csv;
    struct koppel_passed_rows passed = {0};
    int32_t n_totals = 0;

    if (csv->n_rows < 2) {
        return;
    }
    for (int32_t i = 0; i < rule->n_columns; i++) {
        int32_t position = reading->header.position[i];

        if (position == KOPPEL_NONE || cell_at(reading, csv->n_rows - 1, position)[0] == '\0') {
            continue;
        }
        if (i == 0 || !is_number(&rule->columns[i])) {
            return; /* a row of the table */
        }
        n_totals += is_total_of(reading, position);
    }
    if (n_totals > 0) {
        csv->n_rows--;
        passed.last_line = csv->lines[csv->n_rows - 1];
        koppel_lines_add(&passed.footers, csv->n_rows, csv->lines[csv->n_rows]);
        koppel_passed_rows_tell(&passed, reading->tables[table].file, reading->errors,
                                &reading->tables[table].readings);
    }
}

/* ---- Rows that are none ---- */

/* Is the first row about the columns: no key, and words below two names of numbers or dates? */
static bool explains_columns(const struct koppel_case_reading *reading, const struct koppel_table_rule *rule)
{
    int32_t n_words = 0;

    if (reading->csv.n_rows == 0 || cell_at(reading, 0, reading->header.position[0])[0] != '\0') {
        return false;
    }
    for (int32_t i = 0; i < rule->n_columns; i++) {
        const struct koppel_column *column = &rule->columns[i];
        int32_t position = reading->header.position[i];
        const char *text = position != KOPPEL_NONE ? cell_at(reading, 0, position) : "";

        if (text[0] == '\0' || (!is_number(column) && column->form != KOPPEL_CELL_DATE)) {
            continue;
        }
        if (strpbrk(text, "0123456789") != NULL &&
            (column->units == NULL || !koppel_words_contain(column->units, text))) {
            return false;
        }
        n_words++;
    }
    return n_words >= 2;
}

static void drop_first(struct koppel_case_reading *reading, enum koppel_table table)
{
    struct koppel_csv_table *csv = &reading->csv;
    size_t n_columns = (size_t)csv->n_columns;

    koppel_errors_add(&reading->tables[table].readings, KOPPEL_OK, reading->tables[table].file, csv->lines[0], 0,
                      "this row tells what belongs in the columns, and is passed over");
    csv->n_rows--;
    memmove(csv->cells, csv->cells + n_columns, (size_t)csv->n_rows * n_columns * sizeof *csv->cells);
    memmove(csv->lines, csv->lines + 1, (size_t)csv->n_rows * sizeof *csv->lines);
}

/* Headings between rows, remarks below them: told once, and not as a cell that is empty in each column. */
static void refuse_lone(struct koppel_case_reading *reading, enum koppel_table table)
{
    enum { FEWEST_REQUIRED = 3 };
    const struct koppel_table_rule *rule = &koppel_tables[table];
    struct koppel_csv_table *csv = &reading->csv;
    struct koppel_finding_lines lone = {0};
    char lines[KOPPEL_LINES_TEXT];
    int32_t n_required = 0;

    for (int32_t i = 0; i < rule->n_columns; i++) {
        n_required += rule->columns[i].required && !rule->columns[i].may_be_empty;
    }
    for (int32_t row = 0; row < csv->n_rows && n_required >= FEWEST_REQUIRED; row++) {
        const char **cells = &csv->cells[(size_t)row * (size_t)csv->n_columns];
        int32_t n_filled = 0;

        for (int32_t i = 0; i < csv->n_columns; i++) {
            n_filled += cells[i][0] != '\0';
        }
        if (n_filled == 1) {
            koppel_lines_add(&lone, row, csv->lines[row]);
            for (int32_t i = 0; i < csv->n_columns; i++) {
                cells[i] = koppel_refused_cell;
            }
        }
    }
    if (lone.n > 0) {
        koppel_reading_refuse(reading, table, lone.lines[0],
                              "a row has one cell alone (%s): delete it when it is a heading or a remark, else fill in "
                              "the rest",
                              koppel_lines_say(&lone, reading->tables[table].file, lines));
    }
}

void koppel_reading_look_at_rows(struct koppel_case_reading *reading, enum koppel_table table)
{
    if (reading->strict || reading->header.position[0] == KOPPEL_NONE) {
        return;
    }
    if (explains_columns(reading, &koppel_tables[table])) {
        drop_first(reading, table);
    }
    drop_total(reading, table);
    refuse_lone(reading, table);
}

/* ---- Cells that were merged downwards ---- */

/* Does a column look filled in once for several rows: the first row has a cell, no cell stands twice, and as many are
 * empty? */
static bool looks_merged(struct koppel_case_reading *reading, int32_t position)
{
    enum { FEWEST = 2 };
    const struct koppel_csv_table *csv = &reading->csv;
    struct koppel_index seen = {0};
    int32_t n_filled = 0;
    int32_t found = KOPPEL_NONE;

    if (csv->n_rows < 2 * FEWEST || cell_at(reading, 0, position)[0] == '\0') {
        return false;
    }
    for (int32_t row = 0; row < csv->n_rows && found == KOPPEL_NONE; row++) {
        const char *text = cell_at(reading, row, position);

        if (text[0] != '\0' && koppel_index_put(&seen, text, row, &found) != KOPPEL_OK) {
            koppel_reading_no_memory(reading);
            break;
        }
        n_filled += text[0] != '\0';
    }
    koppel_index_free(&seen);
    return found == KOPPEL_NONE && n_filled >= FEWEST && 2 * n_filled <= csv->n_rows;
}

/* Are homes without a complex in the neighbourhood of the one above? Otherwise the complex is one that they lack. */
static bool follow_above(const struct koppel_case_reading *reading, int32_t position, int32_t neighbourhood)
{
    for (int32_t row = 1; row < reading->csv.n_rows; row++) {
        if (cell_at(reading, row, position)[0] == '\0' &&
            strcmp(cell_at(reading, row, neighbourhood), cell_at(reading, row - 1, neighbourhood)) != 0) {
            return false;
        }
    }
    return true;
}

/* May cells of a column be meant for several rows? A district is known from the code of a neighbourhood. */
static bool may_be_merged(const struct koppel_case_reading *reading, enum koppel_table table, int32_t column)
{
    const struct koppel_column *rule = &koppel_tables[table].columns[column];
    bool is_name = rule->form == KOPPEL_CELL_NAME || rule->form == KOPPEL_CELL_REFERENCE;

    if (!is_name || !rule->may_be_empty || rule->code == KOPPEL_CODE_WK || reading->is_hidden[column]) {
        return false;
    }
    return (table != KOPPEL_TABLE_UNITS && table != KOPPEL_TABLE_RELEASES) ||
           (reading->header.position[1] != KOPPEL_NONE &&
            follow_above(reading, reading->header.position[column], reading->header.position[1]));
}

void koppel_reading_note_merged(struct koppel_case_reading *reading, enum koppel_table table)
{
    const struct koppel_table_rule *rule = &koppel_tables[table];

    for (int32_t i = 0; i < rule->n_columns && !reading->strict; i++) {
        int32_t position = reading->header.position[i];

        if (position != KOPPEL_NONE && may_be_merged(reading, table, i) && looks_merged(reading, position)) {
            koppel_reading_note(reading, table, 0,
                                "column %.60s: cells are empty below each that is filled in, and are read as unknown: "
                                "if they were merged, fill in every cell",
                                reading->csv.header[position]);
        }
    }
}
