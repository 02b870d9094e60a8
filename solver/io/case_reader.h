/* case_reader.h - reads and checks all tables of a case (data/README.md "The dictionary"). */
#ifndef KOPPEL_IO_CASE_READER_H
#define KOPPEL_IO_CASE_READER_H

#include "base/error.h"
#include "io/csv_table.h"
#include "io/dictionary.h"
#include "model/case.h"

/**
 * Reads a case: a folder of tables, each a CSV file or a workbook of its own, or one workbook with a sheet a table
 * (case_sheets.h). Nothing is repaired or skipped: all errors of all tables are listed, and after any error the
 * case is of no use but for koppel_case_free.
 *
 * @param folder  path of the folder or of the workbook
 * @param[out] kase    owned by the caller; koppel_case_free, also after an error
 * @param[out] errors  messages such as `households.csv:17: column adults: "tweee" is not a whole number 1..20`
 * @param[out] notes   what a user should know though it is no error (CP1252, nothing to allocate, files that are not
 * read); may be NULL
 * @return KOPPEL_OK, or the code of the first error: KOPPEL_E_MISSING, KOPPEL_E_INPUT, KOPPEL_E_REFUSED,
 * KOPPEL_E_MEMORY
 *
 * Time O(bytes), and O(keys) for each of the first few messages with "did you mean".
 */
enum koppel_status koppel_case_read(const char *folder, struct koppel_case *kase, struct koppel_errors *errors,
                                    struct koppel_errors *notes);

/** Which tables must be there. */
enum koppel_case_scope {
    KOPPEL_CASE_ALLOCATION, /* all that an allocation needs */
    /* municipalities.csv alone; the others are read when they are there, and the tables of neighbourhoods,
     * corporations, units and households all or none */
    KOPPEL_CASE_SUPERVISION
};

/** koppel_case_read for a scope; koppel_case_read is for KOPPEL_CASE_ALLOCATION. */
enum koppel_status koppel_case_read_scope(const char *folder, enum koppel_case_scope scope, struct koppel_case *kase,
                                          struct koppel_errors *errors, struct koppel_errors *notes);

/** The same from tables in memory; with `files` NULL, from the folder. `folder` is what the case calls itself, and where
 * a table with bytes NULL stands. */
enum koppel_status koppel_case_read_files(const char *folder, enum koppel_case_scope scope,
                                          const struct koppel_case_file *files, size_t n_files,
                                          struct koppel_case *kase, struct koppel_errors *errors,
                                          struct koppel_errors *notes);

/** The case at a path, with a CSV text in the place of one of its tables. @param instead  under a name of that table */
enum koppel_status koppel_case_read_replaced(const char *folder, enum koppel_case_scope scope, enum koppel_table table,
                                             const struct koppel_case_file *instead, struct koppel_case *kase,
                                             struct koppel_errors *errors, struct koppel_errors *notes);

/**
 * The cells of one table of a case, as they are written; the case was read before.
 * @param[out] cells  owned by the caller, also after an error
 * @return KOPPEL_OK, KOPPEL_E_MISSING, KOPPEL_E_INPUT or KOPPEL_E_MEMORY, with messages
 */
enum koppel_status koppel_case_table_read(const char *folder, enum koppel_table table, struct koppel_csv_table *cells,
                                          struct koppel_errors *errors);

#endif
