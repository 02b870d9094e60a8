// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* draft_columns.h - the tables of a case as lists of columns: names, forms and how a cell is made. */
#ifndef KOPPEL_GENERATE_DRAFT_COLUMNS_H
#define KOPPEL_GENERATE_DRAFT_COLUMNS_H

#include "generate/draft.h"

enum koppel_draft_form {
    KOPPEL_FORM_TEXT,
    KOPPEL_FORM_WHOLE,
    KOPPEL_FORM_DECIMAL,
    KOPPEL_FORM_DATE,
    KOPPEL_FORM_YES_NO,
    KOPPEL_FORM_VALUE
};

enum { KOPPEL_CELL_SIZE = 160 };

/** Writes the cell of a row, in plain English form, to a text of KOPPEL_CELL_SIZE bytes. */
typedef void koppel_cell_maker(const struct koppel_draft *t, int row, char *text);

/**
 * One column. An optional column is left out of a case when all its cells equal the default (by_default; NULL:
 * required). Constraints are written into the table's schema as they stand here.
 */
struct koppel_draft_column {
    const char *name, *dutch;
    enum koppel_draft_form form;
    const char *by_default;
    const char *constraints;
    koppel_cell_maker *make;
};

/** One table; key, and foreign keys as "column table column" triples parted by blanks. */
struct koppel_draft_table {
    const char *name;
    const struct koppel_draft_column *columns;
    int n_columns;
    const char *key;
    const char *foreign_keys;
};

enum { KOPPEL_DRAFT_TABLES = 13 };

extern const struct koppel_draft_table koppel_draft_tables[KOPPEL_DRAFT_TABLES];

/** The rows of a table in this case, first .. end - 1, as its columns count them: households that are still to come stand
 * behind the others, and so do homes. */
struct koppel_draft_range {
    int first, end;
};

struct koppel_draft_range koppel_draft_table_rows(const struct koppel_draft *t, int table);

#endif
