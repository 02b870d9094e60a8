// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* table_header.h - which column of a file is which column of the dictionary. */
#ifndef KOPPEL_IO_TABLE_HEADER_H
#define KOPPEL_IO_TABLE_HEADER_H

#include "io/csv_table.h"
#include "io/dictionary.h"

struct koppel_table_header {
    int32_t
        position[KOPPEL_MAX_TABLE_COLUMNS]; /* of each column of the dictionary in the file, KOPPEL_NONE: not there */
    int32_t extras[KOPPEL_CSV_MAX_COLUMNS]; /* positions of the x_ columns, in the order of the file */
    int32_t n_extras;
};

enum { KOPPEL_HEADING_BYTES = 80 };

/** A heading in small letters, with one underscore for other signs than letters and digits, none at the ends; a euro sign
 * is left out. @return out */
char *koppel_heading_fold(const char *heading, char out[KOPPEL_HEADING_BYTES]);

/** The column of the dictionary that a heading names, KOPPEL_NONE for none: ASCII letters of either case, blanks and other
 * signs as underscores, those at the ends and a euro sign left out. */
int32_t koppel_table_column_find(const struct koppel_table_rule *rule, const char *heading);

/**
 * Matches the header of a file: names and Dutch aliases in any order, ASCII letters of either case, spaces and hyphens
 * as underscores. Columns without a name and without cells are passed over in a table of any form. Unknown, refused, nameless, repeated and missing columns are each an error.
 *
 * @param file  how messages call the table
 * @return KOPPEL_OK, KOPPEL_E_INPUT, KOPPEL_E_REFUSED (a column that the program must not hold) or KOPPEL_E_MEMORY; the
 *         columns that could be matched are so even after an error
 */
enum koppel_status koppel_table_header_match(const struct koppel_table_rule *rule, const struct koppel_csv_table *table,
                                             const char *file, struct koppel_table_header *header,
                                             struct koppel_errors *errors);

#endif
