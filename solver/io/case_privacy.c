// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_privacy.c - cells of a table that tell who somebody is: told once a column, never quoted, and not read. */
#include "io/case_reading.h"
#include "io/identity.h"

#include <inttypes.h>
#include <string.h>

/* What was found in the cells of one column. */
struct found {
    const char *what; /* of the first one */
    long line;
    int32_t n;
};

static const char *cell_at(const struct koppel_csv_table *csv, int32_t row, int32_t position)
{
    const char *text = csv->cells[(size_t)row * (size_t)csv->n_columns + (size_t)position];

    return text + (text[0] == '\''); /* by which a spreadsheet guards a text against formulas */
}

/** What a cell of a kind of column looks like that tells of a person, or NULL. */
typedef const char *identity_of(const char *text);

static struct found look(const struct koppel_csv_table *csv, int32_t position, identity_of *identity)
{
    struct found found = {0};

    for (int32_t row = 0; row < csv->n_rows; row++) {
        const char *what = identity(cell_at(csv, row, position));

        if (what != NULL) {
            found.what = found.n == 0 ? what : found.what;
            found.line = found.n == 0 ? csv->lines[row] : found.line;
            found.n++;
        }
    }
    return found;
}

/* Empties the column, so that nothing that is read later can quote it. */
static void hide(struct koppel_case_reading *reading, int32_t position)
{
    struct koppel_csv_table *csv = &reading->csv;

    for (int32_t row = 0; row < csv->n_rows; row++) {
        csv->cells[(size_t)row * (size_t)csv->n_columns + (size_t)position] = "";
    }
}

/* A column with one cell that tells who somebody is is not read at all. @param one, many  of column, number and what */
static void check_column(struct koppel_case_reading *reading, enum koppel_table table, int32_t column,
                         identity_of *identity, const char *one, const char *many)
{
    int32_t position = reading->header.position[column];
    struct found found = look(&reading->csv, position, identity);

    reading->is_hidden[column] = found.n > 0;
    if (found.n > 0) {
        koppel_reading_withhold(reading, table, found.line, found.n == 1 ? one : many, reading->csv.header[position],
                                found.n, found.what);
        hide(reading, position);
    }
}

/* Who decided is a role. */
static void check_role(struct koppel_case_reading *reading, enum koppel_table table, int32_t column)
{
    check_column(reading, table, column, koppel_identity_of_cell,
                 N_("column %.60s: %" PRId32 " cell looks like %s: write a role in small letters, such as housing "
                    "officer, or initials"),
                 N_("column %.60s: %" PRId32 " cells look like %s: write a role in small letters, such as housing "
                    "officer, or initials"));
}

static bool is_household_key(enum koppel_table table, const struct koppel_column *column)
{
    return ((table == KOPPEL_TABLE_HOUSEHOLDS || table == KOPPEL_TABLE_ARRIVALS) && column->form == KOPPEL_CELL_KEY) ||
           (column->form == KOPPEL_CELL_REFERENCE && column->refers == KOPPEL_TABLE_HOUSEHOLDS);
}

/* Keys that begin with the codes of countries tell where people come from, when all do. */
static void check_countries(struct koppel_case_reading *reading, enum koppel_table table, int32_t column)
{
    int32_t position = reading->header.position[column];
    struct koppel_country_prefixes prefixes = {0};

    for (int32_t row = 0; row < reading->csv.n_rows; row++) {
        koppel_country_prefixes_add(&prefixes, cell_at(&reading->csv, row, position));
    }
    if (koppel_country_prefixes_tell(&prefixes)) {
        reading->is_hidden[column] = true;
        koppel_reading_withhold(reading, table, reading->csv.lines[0],
                                N_("column %.60s: the keys begin with codes of countries, and this program must not "
                                   "hold where people come from: give every household a key of its own that tells "
                                   "nothing, such as H001"),
                                reading->csv.header[position]);
        hide(reading, position);
    }
}

static void check_keys(struct koppel_case_reading *reading, enum koppel_table table, int32_t column)
{
    check_column(reading, table, column, koppel_identity_of_key,
                 N_("column %.60s: %" PRId32 " key looks like %s, which this program must not hold: give every "
                    "household a key of its own that tells nothing, such as H001"),
                 N_("column %.60s: %" PRId32 " keys look like %s, which this program must not hold: give every "
                    "household a key of its own that tells nothing, such as H001"));
    if (!reading->is_hidden[column]) {
        check_countries(reading, table, column);
    }
}

/* Any word may be an urgency class of some policy, and any name a region. */
static void check_name(struct koppel_case_reading *reading, enum koppel_table table, int32_t column,
                       identity_of *identity)
{
    check_column(reading, table, column, identity,
                 N_("column %.60s: %" PRId32 " cell looks like %s, which this program must not hold: write what the "
                    "column is for"),
                 N_("column %.60s: %" PRId32 " cells look like %s, which this program must not hold: write what the "
                    "column is for"));
}

static void check_extra(struct koppel_case_reading *reading, enum koppel_table table, int32_t position)
{
    struct found found = look(&reading->csv, position, koppel_identity_of_cell);

    if (found.n > 0) {
        koppel_reading_withhold(reading, table, found.line,
                                koppel_plural("column %.60s: %" PRId32 " cell looks like %s, which this program must "
                                              "not hold: empty it, or delete the column",
                                              "column %.60s: %" PRId32 " cells look like %s, which this program must "
                                              "not hold: empty them, or delete the column",
                                              found.n),
                                reading->csv.header[position], found.n, found.what);
        hide(reading, position);
    }
}

/* Free text is read, for a reason is worth more than a doubt. */
static void note_text(struct koppel_case_reading *reading, enum koppel_table table, int32_t position)
{
    struct found found = look(&reading->csv, position, koppel_identity_of_cell);

    if (found.n > 0) {
        koppel_reading_note(reading, table, found.line,
                            koppel_plural("column %.60s: %" PRId32 " cell looks like %s: take out what tells who "
                                          "somebody is",
                                          "column %.60s: %" PRId32 " cells look like %s: take out what tells who "
                                          "somebody is",
                                          found.n),
                            reading->csv.header[position], found.n, found.what);
    }
}

/* The check that a column of a table about households needs. */
static void check_any(struct koppel_case_reading *reading, enum koppel_table table, int32_t column)
{
    const struct koppel_column *rule = &koppel_tables[table].columns[column];
    bool is_word = rule->form == KOPPEL_CELL_NAME &&
                   (rule->choices != NULL || rule->names == offsetof(struct koppel_case, urgencies));

    if (is_household_key(table, rule)) {
        check_keys(reading, table, column);
    } else if (strcmp(rule->name, "reason") == 0) {
        note_text(reading, table, reading->header.position[column]);
    } else if (strcmp(rule->name, "decided_by") == 0) {
        check_role(reading, table, column);
    } else if ((table == KOPPEL_TABLE_HOUSEHOLDS || table == KOPPEL_TABLE_ARRIVALS) &&
               (rule->form == KOPPEL_CELL_NAME || rule->form == KOPPEL_CELL_TEXT)) {
        check_name(reading, table, column, is_word ? koppel_identity_of_cell : koppel_identity_of_place);
    }
}

void koppel_reading_privacy(struct koppel_case_reading *reading, enum koppel_table table)
{
    const struct koppel_table_rule *rule = &koppel_tables[table];

    memset(reading->is_hidden, 0, sizeof reading->is_hidden);
    for (int32_t i = 0; i < rule->n_columns; i++) {
        if (reading->header.position[i] != KOPPEL_NONE && rule->about_households) {
            check_any(reading, table, i);
        } else if (reading->header.position[i] != KOPPEL_NONE && rule->columns[i].form == KOPPEL_CELL_NAME &&
                   rule->columns[i].choices != NULL) { /* labels of homes: any word may be one of other rules */
            check_name(reading, table, i, koppel_identity_of_cell);
        }
    }
    for (int32_t i = 0; i < reading->header.n_extras && rule->about_households; i++) {
        check_extra(reading, table, reading->header.extras[i]);
    }
}
