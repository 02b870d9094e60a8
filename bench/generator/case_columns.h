/* case_columns.h - the tables of a case as lists of columns: names, forms and how a cell is made. */
#ifndef GENERATOR_CASE_COLUMNS_H
#define GENERATOR_CASE_COLUMNS_H

#include "case_tables.h"

enum form { FORM_TEXT, FORM_WHOLE, FORM_DECIMAL, FORM_DATE, FORM_YES_NO, FORM_VALUE };

enum { CELL_SIZE = 160 };

/** Writes the cell of a row, in plain English form, to a text of CELL_SIZE bytes. */
typedef void cell_maker(const struct tables *t, int row, char *text);

/**
 * One column. An optional column is left out of a case when all its cells equal the default (by_default; NULL:
 * required). Constraints are written into the table's schema as they stand here.
 */
struct column {
    const char *name, *dutch;
    enum form form;
    const char *by_default;
    const char *constraints;
    cell_maker *make;
};

/** One table; key, and foreign keys as "column table column" triples parted by blanks. */
struct table {
    const char *name;
    const struct column *columns;
    int n_columns;
    const char *key;
    const char *foreign_keys;
};

enum { N_TABLES = 9 };

extern const struct table case_table_list[N_TABLES];

/** Rows of a table in this case. */
int table_rows(const struct tables *t, int table);

#endif
