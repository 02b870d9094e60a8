// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* table_sheet.h - a table of the output folder as a sheet: chosen columns first, in the words of its reader, then the rest. */
#ifndef KOPPEL_BOOK_TABLE_SHEET_H
#define KOPPEL_BOOK_TABLE_SHEET_H

#include "book/book_words.h"
#include "io/csv_table.h"
#include "report/report.h"
#include "workbook/book_writer.h"

/** The row of a table that is being written. */
struct koppel_sheet_source {
    const struct koppel_report *report;
    enum koppel_language language;
    const struct koppel_csv_table *table;
    int32_t row;
    int32_t household; /* by the table's column of that name, or KOPPEL_NONE */
    int32_t unit;
    int32_t corporation; /* rows of its homes alone; KOPPEL_NONE: all rows */
};

/** A column of a sheet. */
struct koppel_sheet_column {
    const char *source;  /* the column of the table that it shows; NULL: none */
    const char *heading; /* koppel_book_heading; NULL: that of the source */
    enum koppel_cell_style style;
    void (*write)(const struct koppel_sheet_source *source, struct koppel_new_sheet *sheet); /* NULL: the cell itself */
};

/** The cell of a column in the row at hand, without the apostrophe of CSV; "" where there is no such column. */
const char *koppel_source_cell(const struct koppel_sheet_source *source, const char *column);

/** A whole number in such a cell; KOPPEL_UNKNOWN where it is empty. */
int64_t koppel_source_number(const struct koppel_sheet_source *source, const char *column);

/**
 * Writes a table to a sheet that is empty: headings, then the rows.
 * @param columns      n_columns of them, in order
 * @param takes_others  the other columns of the table follow
 */
void koppel_table_sheet_write(struct koppel_sheet_source *source, const struct koppel_sheet_column *columns,
                              size_t n_columns, bool takes_others, struct koppel_new_sheet *sheet);

#endif
