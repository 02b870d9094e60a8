// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* table_forms.h - which row of a file is its header, and which rows below are totals or sources and no rows of the table. */
#ifndef KOPPEL_IO_TABLE_FORMS_H
#define KOPPEL_IO_TABLE_FORMS_H

#include "base/error.h"
#include "io/cell_findings.h"
#include "io/dictionary.h"

/** Titles that may stand above the names of the columns, and how many known names make a header. */
enum { KOPPEL_MOST_TITLES = 20, KOPPEL_KNOWN_HEADINGS = 2 };

/** How many of n names are names of columns of the table. */
int32_t koppel_table_known_headings(const struct koppel_table_rule *rule, const char *const *names, int32_t n);

/** Is a row of n cells a total, or does it say where the table comes from? Told by its first cell that is not empty. */
bool koppel_table_is_footer(const struct koppel_table_rule *rule, const char *const *cells, int32_t n);

/** Is a row of n cells the names of the columns of some table? Asked of rows below those of the table itself. */
bool koppel_table_begins(const char *const *cells, int32_t n);

/** Takes the last of n rows off when it has one cell alone: the title of a second table is no row of the first. */
void koppel_table_drop_title(const char *const *cells, int32_t *n_rows, int32_t n_columns);

/** Rows that were passed over because no row of the table can be meant. */
struct koppel_passed_rows {
    struct koppel_finding_lines empty, footers, headers; /* headers: the names of the columns once more */
    long first_title, header_line;                       /* 0: no title */
    long last_line;                                      /* of a row of the table */
    long second_line;                                    /* where another table begins; 0: nowhere */
};

/** Tells of them, each kind once. A total among the rows of the table is an error. */
enum koppel_status koppel_passed_rows_tell(const struct koppel_passed_rows *passed, const char *file,
                                           struct koppel_errors *errors, struct koppel_errors *notes);

#endif
