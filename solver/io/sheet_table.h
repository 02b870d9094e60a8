// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* sheet_table.h - a sheet of a workbook as the table of cells that a CSV file gives, so that all that reads tables reads
 * both. */
#ifndef KOPPEL_IO_SHEET_TABLE_H
#define KOPPEL_IO_SHEET_TABLE_H

#include "io/csv_table.h"
#include "io/dictionary.h"
#include "workbook/workbook.h"

/**
 * Reads the sheet of a table.
 *
 * The header is the first row in which two cells are names of the table's columns, among the first twenty rows with
 * cells; what stands above it is a title, passed over with a note. Rows without cells are passed over. Columns without a
 * name must be empty. Numbers have a decimal point. Refused, once a column, with the first cell: an error value, a
 * formula without a value, a time that is no date, a number that lost digits, a key that became a date, merged cells.
 * Rows with such a cell are left out and the table is then `incomplete`. Noted: hidden rows and columns (they are read),
 * times of day (the day is read), half-years that became the first of January or February (2026-1 and 2026-2).
 *
 * @param rule   the table that the sheet holds
 * @param strict  a total or a source below the table is a row like the others, and so is what else stands there
 * @param file   how messages call it (koppel_sheet_place)
 * @param[out] table  owned by the caller, also after an error; its cells may borrow texts from the workbook
 * @param notes  may be NULL
 * @return KOPPEL_OK; KOPPEL_E_INPUT or KOPPEL_E_MEMORY with messages; rows without errors are there even so
 *
 * Time O(bytes of the sheet).
 */
enum koppel_status koppel_sheet_table_read(struct koppel_workbook *book, size_t sheet,
                                           const struct koppel_table_rule *rule, const char *file, bool strict,
                                           struct koppel_csv_table *table, struct koppel_errors *errors,
                                           struct koppel_errors *notes);

#endif
