// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_sheets.h - which tables of a case stand in workbooks: a sheet a table, or a workbook a table. */
#ifndef KOPPEL_IO_CASE_SHEETS_H
#define KOPPEL_IO_CASE_SHEETS_H

#include "io/column_map.h"
#include "io/csv_table.h"
#include "io/dictionary.h"
#include "io/file_bytes.h"
#include "workbook/workbook.h"

/** A workbook of a case, open. */
struct koppel_case_book {
    const char *name; /* of its file, without folders; borrowed */
    struct koppel_file_bytes file;
    struct koppel_workbook book;
};

/** A sheet that holds a table. */
struct koppel_case_sheet {
    enum koppel_table table;
    int32_t book;
    size_t sheet;
    char file[KOPPEL_PLACE_FILE]; /* how messages call it */
};

/** The workbooks of a case and the tables in them. Zero-initialise. */
struct koppel_case_sheets {
    struct koppel_case_book *books;
    int32_t n_books;
    struct koppel_case_sheet *sheets;
    size_t n_sheets, sheets_capacity;
    const struct koppel_column_maps *maps; /* what sheets and columns are called; NULL: as the dictionary does */
    bool is_one_book;                      /* the case is one workbook, no folder */
};

/** The table with a name, in letters of either case, with other signs for underscores; without its last n_cut bytes.
 * KOPPEL_N_TABLES: none. */
enum koppel_table koppel_table_of_name(const char *name, size_t n_cut);

/** Whether a file's name ends as that of a workbook that can be read (.xlsx, .xlsm, .ods), in letters of either case; a file
 * that Excel keeps while a workbook is open (~$...) is none. */
bool koppel_is_workbook_name(const char *name);

/**
 * Opens the workbooks among the files of a case and finds their tables: a sheet by its name, Dutch or English, in letters
 * of either case; a workbook with the name of a table holds that table in its sheet of that name or in its only sheet.
 * Other sheets are noted; one with nearly the name of a table that is not there is an error.
 *
 * @param folder  where files without bytes stand
 * @param files   n_files; those that are not workbooks are passed over
 * @param[out] sheets  owned by the caller, also after an error; must not move
 * @return KOPPEL_OK, or the code of the first error; KOPPEL_E_MISSING for a file that cannot be read
 */
enum koppel_status koppel_case_sheets_open(const char *folder, const struct koppel_case_file *files, size_t n_files,
                                           struct koppel_case_sheets *sheets, struct koppel_errors *errors,
                                           struct koppel_errors *notes);

/** The sheet of a table, NULL when there is none. A second one is an error, added to errors. */
const struct koppel_case_sheet *koppel_case_sheet_find(const struct koppel_case_sheets *sheets, enum koppel_table table,
                                                       struct koppel_errors *errors);

/** Reads the table of a sheet; strict as in koppel_sheet_table_read; size and SHA-256 are those of its workbook. The table borrows from the workbook. */
enum koppel_status koppel_case_sheet_read(struct koppel_case_sheets *sheets, const struct koppel_case_sheet *sheet,
                                          bool strict, struct koppel_csv_table *table, struct koppel_errors *errors,
                                          struct koppel_errors *notes);

/** Closes and zeroes. Safe on a zeroed struct. */
void koppel_case_sheets_close(struct koppel_case_sheets *sheets);

#endif
