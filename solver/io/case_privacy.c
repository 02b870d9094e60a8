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

/* A cell that a spreadsheet guards against formulas begins with an apostrophe. */
static struct found look(const struct koppel_csv_table *csv, int32_t position)
{
    struct found found = {0};

    for (int32_t row = 0; row < csv->n_rows; row++) {
        const char *text = csv->cells[(size_t)row * (size_t)csv->n_columns + (size_t)position];
        const char *what = koppel_identity_of_cell(text + (text[0] == '\''));

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
static void check_column(struct koppel_case_reading *reading, enum koppel_table table, int32_t column, int32_t position,
                         const char *one, const char *many)
{
    struct found found = look(&reading->csv, position);

    reading->is_hidden[column] = found.n > 0;
    if (found.n > 0) {
        koppel_reading_withhold(reading, table, found.line, found.n == 1 ? one : many, reading->csv.header[position],
                                found.n, found.what);
        hide(reading, position);
    }
}

/* Who decided is a role. */
static void check_role(struct koppel_case_reading *reading, enum koppel_table table, int32_t column, int32_t position)
{
    check_column(reading, table, column, position,
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

static void check_keys(struct koppel_case_reading *reading, enum koppel_table table, int32_t column, int32_t position)
{
    check_column(reading, table, column, position,
                 N_("column %.60s: %" PRId32 " key looks like %s, which this program must not hold: give every "
                    "household a key of its own that tells nothing, such as H001"),
                 N_("column %.60s: %" PRId32 " keys look like %s, which this program must not hold: give every "
                    "household a key of its own that tells nothing, such as H001"));
}

static void check_extra(struct koppel_case_reading *reading, enum koppel_table table, int32_t position)
{
    struct found found = look(&reading->csv, position);

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
    struct found found = look(&reading->csv, position);

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

void koppel_reading_privacy(struct koppel_case_reading *reading, enum koppel_table table)
{
    const struct koppel_table_rule *rule = &koppel_tables[table];

    memset(reading->is_hidden, 0, sizeof reading->is_hidden);
    for (int32_t i = 0; i < rule->n_columns; i++) {
        int32_t position = reading->header.position[i];

        if (position != KOPPEL_NONE && is_household_key(table, &rule->columns[i])) {
            check_keys(reading, table, i, position);
        } else if (position != KOPPEL_NONE && rule->about_households && strcmp(rule->columns[i].name, "reason") == 0) {
            note_text(reading, table, position);
        } else if (position != KOPPEL_NONE && strcmp(rule->columns[i].name, "decided_by") == 0) {
            check_role(reading, table, i, position);
        }
    }
    for (int32_t i = 0; i < reading->header.n_extras && rule->about_households; i++) {
        check_extra(reading, table, reading->header.extras[i]);
    }
}
