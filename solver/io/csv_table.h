// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* csv_table.h - one CSV table as cells of text, with the line of every row (over libcsv).
 *
 * Encoding: see text_encoding.h. Separator `,` or `;`, found from the header line; line ends CRLF or LF; quoted fields
 * may hold separators, line ends and doubled quotes. Spaces and tabs around a cell do not count; lines without any cell
 * are passed over. A quote inside an unquoted field, text after a closing quote, a quoted field that never ends and a
 * row with more or fewer fields than the header are errors.
 *
 * Messages carry the line where a row begins. Their `column` is the 1-based character in the line where a character is
 * at fault, and 0 where a cell is: the text then names the column, as in `households.csv:17: column adults: ...`.
 */
#ifndef KOPPEL_IO_CSV_TABLE_H
#define KOPPEL_IO_CSV_TABLE_H

#include "base/error.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>

enum { KOPPEL_CSV_MAX_COLUMNS = 256 };

/** A table of n_rows x n_columns cells. Zero-initialise; koppel_csv_table_free releases everything. */
struct koppel_csv_table {
    const char **header; /* n_columns names as written, "" where there is none */
    const char **said;   /* what the file calls its columns, where the header got other names; NULL: that is header */
    const char **cells;  /* cells[row * n_columns + column]; "" is an empty cell */
    long *lines;         /* n_rows: where each row begins */
    int32_t *columns;    /* n_columns: the column of each in its sheet, 1 is A; NULL: the table is a CSV file */
    int32_t n_columns;
    int32_t n_rows;
    long header_line;
    char separator;     /* ',' or ';' */
    bool was_cp1252;    /* the file was not UTF-8 */
    bool has_wide_ends; /* a cell may begin or end with a blank that is no space */
    bool any_form;      /* it was read by koppel_csv_table_read_any */
    bool incomplete;    /* rows are missing, because of an error in them or before them */
    int64_t n_bytes;    /* of the file */
    char sha256[65];    /* of the file as it is, lower-case hexadecimal */
    size_t cells_capacity, lines_capacity;
    struct koppel_pool pool;
};

/** The empty text of a cell that was refused already, with others: nothing more is told of it. */
extern const char koppel_refused_cell[];

/**
 * Reads a table from a file of at most KOPPEL_MAX_FILE_BYTES.
 *
 * @param path   where the file stands
 * @param name   how messages call it
 * @param[out] table  owned by the caller, also after an error; n_columns is 0 when not even the header could be read
 * @return KOPPEL_OK; KOPPEL_E_MISSING, KOPPEL_E_INPUT or KOPPEL_E_MEMORY with one or more messages; the rows without
 * errors are there even so
 *
 * Time O(bytes).
 */
enum koppel_status koppel_csv_table_read(const char *path, const char *name, struct koppel_csv_table *table,
                                         struct koppel_errors *errors);

/** The same from n_bytes of memory (not modified). */
enum koppel_status koppel_csv_table_parse(const char *bytes, size_t n_bytes, const char *name,
                                          struct koppel_csv_table *table, struct koppel_errors *errors);

/** What messages call a column: its name in the file. */
const char *koppel_csv_heading(const struct koppel_csv_table *table, int32_t column);

struct koppel_table_rule;

/**
 * Reads a table as people have it, beside the plain form: UTF-16, line ends of a Macintosh, tabs between cells, a line
 * `sep=;`, a title above the names of the columns, rows without cells, a total or a source below the rows. Each is noted
 * once. Rows with too few or too many fields are told once.
 *
 * @param path   where the file stands; NULL: it is n_bytes of memory
 * @param rule   the table that the file holds: its columns tell the header from a title
 * @param notes  may be NULL
 * @return as koppel_csv_table_read
 */
enum koppel_status koppel_csv_table_read_any(const char *path, const char *bytes, size_t n_bytes, const char *name,
                                             const struct koppel_table_rule *rule, struct koppel_csv_table *table,
                                             struct koppel_errors *errors, struct koppel_errors *notes);

/** Frees and zeroes. Safe on a zeroed table. */
void koppel_csv_table_free(struct koppel_csv_table *table);

#endif
