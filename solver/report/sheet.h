// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* sheet.h - one table for people and programs: the same rows as aligned text, as CSV and as JSON. */
#ifndef KOPPEL_REPORT_SHEET_H
#define KOPPEL_REPORT_SHEET_H

#include "report/csv_text.h"

/** What the cells of a column are, and how a number of them is written. */
enum koppel_sheet_form {
    KOPPEL_SHEET_TEXT,
    KOPPEL_SHEET_WORD,   /* a word of the program: for people in their language */
    KOPPEL_SHEET_COUNT,  /* whole number */
    KOPPEL_SHEET_SIGNED, /* whole number, with its sign on the terminal: a lead or arrears */
    KOPPEL_SHEET_TENTHS  /* number of tenths, written with one decimal */
};

struct koppel_sheet_column {
    const char *name;       /* in CSV and JSON, with its unit */
    const char *heading[2]; /* on the terminal, two lines; NULL: not there */
    int width;              /* on the terminal, characters; 0: not there */
    enum koppel_sheet_form form;
};

enum koppel_sheet_kind {
    KOPPEL_SHEET_ROW,
    KOPPEL_SHEET_SUBTOTAL,
    KOPPEL_SHEET_TOTAL,
    KOPPEL_SHEET_PART /* below a total, what it is made of: for the terminal only, its empty cells blank */
};

struct koppel_sheet_cell {
    const char *text; /* of the sheet's pool; NULL: a number, or with is_empty nothing */
    int64_t number;
    bool is_empty;
};

/** Zero-initialise but for the columns (borrowed); koppel_sheet_free releases the rest. */
struct koppel_sheet {
    const struct koppel_sheet_column *columns;
    int32_t n_columns;
    struct koppel_sheet_cell *cells; /* row * n_columns + column */
    enum koppel_sheet_kind *kinds;
    int32_t n_rows;
    size_t n_cells, cells_capacity, kinds_capacity;
    struct koppel_pool pool;
    bool failed; /* memory ran out: checked once at the end */
};

/** Adds a cell to the row that is being filled; a text is copied, NULL and "" are empty. */
void koppel_sheet_text(struct koppel_sheet *sheet, const char *text);
void koppel_sheet_number(struct koppel_sheet *sheet, int64_t number);
void koppel_sheet_empty(struct koppel_sheet *sheet);

/** The number, or an empty cell when it is not known. */
void koppel_sheet_number_if(struct koppel_sheet *sheet, bool is_known, int64_t number);

/** The day as 2026-03-31, or an empty cell for KOPPEL_NO_DATE. */
void koppel_sheet_day(struct koppel_sheet *sheet, int32_t day);

/** Closes the row; cells that are missing at its end are empty. */
void koppel_sheet_end(struct koppel_sheet *sheet, enum koppel_sheet_kind kind);

/** The whole table as aligned text, a line above totals; thousands are separated, by a point where the decimal sign is a
 * comma: where that is asked for, and in Dutch. */
void koppel_sheet_print(const struct koppel_sheet *sheet, char decimal_point, struct koppel_text *text);

/** Header and rows, without the totals. */
void koppel_sheet_csv(const struct koppel_sheet *sheet, struct koppel_csv *csv);

/** The rows of a kind as a JSON list of objects, the only total as one object; empty cells are null. Lines are indented
 * by `indent`. */
void koppel_sheet_json(const struct koppel_sheet *sheet, enum koppel_sheet_kind kind, int indent,
                       struct koppel_text *text);

/** scale * part / whole in tenths (scale 100: per cent), rounded to the nearest; the whole is above 0. */
int64_t koppel_tenths(int64_t part, int64_t whole, int64_t scale);

/** KOPPEL_OK, or KOPPEL_E_MEMORY when a cell could not be added. */
enum koppel_status koppel_sheet_status(const struct koppel_sheet *sheet);

/** Frees and empties. Safe on a sheet without rows. */
void koppel_sheet_free(struct koppel_sheet *sheet);

#endif
