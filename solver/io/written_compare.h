// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written_compare.h - holds a written file against the same file made again from the tables, cell by cell.
 *
 * What differs is told once for each column of a table and each part of a JSON text, with the first place and how many
 * more there are. Cells are compared as people read them: the separator, quotes, the decimal sign and zeros in front
 * that a spreadsheet takes off do not count, nor does the order of rows and columns.
 */
#ifndef KOPPEL_IO_WRITTEN_COMPARE_H
#define KOPPEL_IO_WRITTEN_COMPARE_H

#include "base/error.h"
#include "base/text.h"

#include <cJSON.h>
#include <stdbool.h>
#include <stdint.h>

/** A table that was written; texts are borrowed. */
struct koppel_written_table {
    const char *folder;
    const char *name; /* of the file: "proposal.csv" */
    const char *keys; /* columns that name a row, separated by blanks */
    const char *open; /* columns that are not compared, separated by blanks: "" none */
    const char *lost; /* a row of the file counts only when this column is filled; NULL: every row */
    bool only_cells;  /* rows and columns that one of them lacks are no difference */
};

/** What came of it. */
struct koppel_compared {
    bool is_there;     /* the file is in the folder */
    int32_t n_missing; /* columns that it does not have */
};

/**
 * Compares a table of the folder with the one that was made.
 * @param made         the whole file as it should be
 * @param differences  a message for each column or kind of row (code KOPPEL_OK)
 * @param errors       why the file could not be read
 * @return KOPPEL_OK, whatever differs; KOPPEL_E_INPUT or KOPPEL_E_MEMORY
 * Time O(cells).
 */
enum koppel_status koppel_written_table_compare(const struct koppel_written_table *table,
                                                const struct koppel_text *made, struct koppel_compared *compared,
                                                struct koppel_errors *differences, struct koppel_errors *errors);

/** Sets *there when the header of a table of the folder has the column; else leaves it. @return KOPPEL_OK or
 * KOPPEL_E_MEMORY */
enum koppel_status koppel_written_header_find(const char *folder, const char *name, const char *column, bool *there);

/** Sets *filled when a cell of the column of a table of the folder holds something; else leaves it. @return as above */
enum koppel_status koppel_written_column_find(const char *folder, const char *name, const char *column, bool *filled);

/** Two values of JSON; texts are borrowed. */
struct koppel_written_json {
    const char *file;     /* how messages call it */
    const cJSON *written; /* what stands there */
    const cJSON *made;    /* what should */
    const char *optional; /* keys that may be missing, separated by blanks; "*": all */
    const char *apart;    /* keys that are compared elsewhere; NULL: none */
    const char *should;   /* what gives the right value: "the tables give" */
    bool each;            /* every value is told, not the first of each part */
};

/** Compares them, member by member; a message for each part (a key of the whole) that differs. */
void koppel_written_json_compare(const struct koppel_written_json *json, struct koppel_errors *differences);

#endif
