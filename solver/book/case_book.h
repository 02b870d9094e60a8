// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_book.h - a case to fill in: a workbook that is hard to fill in wrongly, or CSV tables with headings.
 *
 * Everything about tables and columns is the dictionary's (io/dictionary.h): names, what a cell may hold, what must be
 * there. So what is filled in rightly is read rightly.
 */
#ifndef KOPPEL_BOOK_CASE_BOOK_H
#define KOPPEL_BOOK_CASE_BOOK_H

#include "book/book_words.h"
#include "io/csv_table.h"
#include "report/report.h"

/** The tables of a case that fill the workbook; those without columns are left empty. */
struct koppel_case_cells {
    struct koppel_csv_table tables[KOPPEL_N_TABLES];
};

/** Reads the cells of the CSV tables in a folder. The caller frees, also after an error. @return as koppel_csv_table_read */
enum koppel_status koppel_case_cells_read(const char *folder, struct koppel_case_cells *cells,
                                          struct koppel_errors *errors);
void koppel_case_cells_free(struct koppel_case_cells *cells);

/**
 * Makes the workbook: a sheet that explains, and a sheet for each table of the dictionary with locked headings that have
 * notes, cells of the right kind, lists to choose from, and checks of numbers and days.
 * @param cells       NULL: an empty one
 * @param[out] bytes  the file, owned by the caller
 * @return KOPPEL_OK; KOPPEL_E_INPUT (a table has a column that is none, with messages) or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_case_book_make(enum koppel_language language, const struct koppel_case_cells *cells,
                                         struct koppel_text *bytes, struct koppel_errors *errors);

/** Makes KOPPEL_N_TABLES CSV files with headings alone; Dutch ones as Excel in Dutch reads them. Names are static.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY; the caller frees each text */
enum koppel_status koppel_case_tables_make(enum koppel_language language,
                                           struct koppel_document documents[KOPPEL_N_TABLES],
                                           char names[KOPPEL_N_TABLES][KOPPEL_BOOK_HEADING]);

#endif
