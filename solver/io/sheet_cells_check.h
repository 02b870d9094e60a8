// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* sheet_cells_check.h - what cells of a sheet cannot be read, and what is read in a way that a user should know: found
 * cell by cell, told once a column. For sheet_table.c alone. */
#ifndef KOPPEL_IO_SHEET_CELLS_CHECK_H
#define KOPPEL_IO_SHEET_CELLS_CHECK_H

#include "io/csv_table.h"
#include "io/dictionary.h"
#include "io/table_forms.h"
#include "workbook/workbook.h"

/** What was found in the cells of one column. */
enum koppel_finding {
    KOPPEL_FOUND_ERROR,
    KOPPEL_FOUND_NO_VALUE,
    KOPPEL_FOUND_TIME,
    KOPPEL_FOUND_LONG,
    KOPPEL_FOUND_DATE_KEY,
    KOPPEL_FOUND_MOMENT, /* from here on: read, with a note */
    KOPPEL_FOUND_PERIOD,
    KOPPEL_FOUND_COMMA,
    KOPPEL_N_FINDINGS
};

enum { KOPPEL_NAMELESS_TOLD = 8 };

struct koppel_found_cells {
    int32_t n;
    int32_t first_row, second_row; /* 0: none */
    const char *text;              /* of the first one */
};

struct koppel_sheet_reading {
    const struct koppel_table_rule *rule;
    const char *file;
    bool strict;
    struct koppel_passed_rows passed;
    struct koppel_csv_table *table;
    struct koppel_errors *errors;
    struct koppel_errors *notes;
    struct koppel_sheet_cells cells;
    size_t header_row;                             /* among cells.rows */
    int16_t position[KOPPEL_SHEET_MAX_COLUMN + 1]; /* in the table, from 1, of a column of the sheet; 0: no name */
    const struct koppel_column *rules[KOPPEL_CSV_MAX_COLUMNS]; /* by position; NULL: not in the dictionary */
    struct koppel_found_cells found[KOPPEL_CSV_MAX_COLUMNS][KOPPEL_N_FINDINGS];
    struct koppel_found_cells nameless[KOPPEL_NAMELESS_TOLD]; /* columns without a name that have cells */
    int32_t nameless_columns[KOPPEL_NAMELESS_TOLD];           /* 0: none */
    int32_t n_hidden, first_hidden;                           /* rows of the table */
};

/** The text of a cell as its column wants it: TRUE as yes, a half-year that became a date as a half-year, a text 650,50
 * as the number 650.50.
 * @return false when the cell is refused; told at the end */
bool koppel_sheet_cell_settle(struct koppel_sheet_reading *reading, const struct koppel_book_row *row,
                              const struct koppel_book_cell *cell, int32_t position, const char **text);

/** Remembers a cell below no heading. */
void koppel_sheet_nameless(struct koppel_sheet_reading *reading, const struct koppel_book_row *row,
                           const struct koppel_book_cell *cell);

/** Tells all that was found, and merged cells. @return KOPPEL_OK, or KOPPEL_E_INPUT with messages */
enum koppel_status koppel_sheet_findings_tell(struct koppel_sheet_reading *reading);

#endif
