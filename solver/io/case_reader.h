// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_reader.h - reads and checks all tables of a case (data/README.md "The dictionary"). */
#ifndef KOPPEL_IO_CASE_READER_H
#define KOPPEL_IO_CASE_READER_H

#include "base/error.h"
#include "base/text.h"
#include "io/csv_table.h"
#include "io/dictionary.h"
#include "model/case.h"

/** Which tables must be there. */
enum koppel_case_scope {
    KOPPEL_CASE_ALLOCATION, /* all that an allocation needs */
    /* municipalities.csv alone; the others are read when they are there, and the tables of neighbourhoods,
     * corporations, units and households all or none */
    KOPPEL_CASE_SUPERVISION
};

/** A table of a case as it was understood, in the plain form. */
struct koppel_tidy_table {
    char name[KOPPEL_PLACE_FILE]; /* of a CSV file; "": the case does not have the table */
    struct koppel_text text;
};

/** How a case is read. All zero: an allocation, in any form that can mean one thing only, from its folder. */
struct koppel_case_request {
    enum koppel_case_scope scope;
    bool strict; /* the plain form alone is read */
    const struct koppel_case_file
        *files; /* n_files tables in memory; one with bytes NULL stands in the folder. NULL: the
                                             files of the folder */
    size_t n_files;
    const char *columns_file; /* a map of columns (column_map.h); NULL: columns.json of the folder, when it has one */
    struct koppel_tidy_table *tidy; /* KOPPEL_N_TABLES zeroed ones, filled; koppel_text_free each. NULL: none */
};

/**
 * Reads a case: a folder of tables, each a CSV file or a workbook of its own, or one workbook with a sheet a table
 * (case_sheets.h). What can mean one thing only is read, with a note a column; nothing else is repaired or skipped. All
 * errors of all tables are listed, and after any error the case is of no use but for koppel_case_free.
 *
 * @param folder  path of the folder or of the workbook; with tables in memory what the case calls itself
 * @param[out] kase    owned by the caller; koppel_case_free, also after an error
 * @param[out] errors  messages such as `households.csv:17: column adults: "tweee" is not a whole number 1..20`; unless
 * strict, one for all cells of a kind in a column. Those about files and headings come first, and every table is shown
 * @param[out] notes   what a user should know though it is no error (CP1252, nothing to allocate, files that are not
 * read, what was read in a special way); none about a table with errors; may be NULL
 * @return KOPPEL_OK, or the code of the first error: KOPPEL_E_MISSING, KOPPEL_E_INPUT, KOPPEL_E_REFUSED,
 * KOPPEL_E_MEMORY
 *
 * Time O(bytes), and O(keys) for each of the first few messages with "did you mean".
 */
enum koppel_status koppel_case_read(const char *folder, const struct koppel_case_request *request,
                                    struct koppel_case *kase, struct koppel_errors *errors,
                                    struct koppel_errors *notes);

/** The case at a path, with a CSV text in the place of one of its tables. @param instead  under a name of that table */
enum koppel_status koppel_case_read_replaced(const char *folder, const struct koppel_case_request *request,
                                             enum koppel_table table, const struct koppel_case_file *instead,
                                             struct koppel_case *kase, struct koppel_errors *errors,
                                             struct koppel_errors *notes);

/** Appends a cell of a table in the plain form, quoted where needed. */
void koppel_tidy_cell_add(struct koppel_text *text, const char *cell, char separator);

/**
 * The cells of one table of a case, as they are written; the case was read before.
 * @param[out] cells  owned by the caller, also after an error
 * @return KOPPEL_OK, KOPPEL_E_MISSING, KOPPEL_E_INPUT or KOPPEL_E_MEMORY, with messages
 */
enum koppel_status koppel_case_table_read(const char *folder, enum koppel_table table, struct koppel_csv_table *cells,
                                          struct koppel_errors *errors);

#endif
