// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* new_homes.c - a case with homes that do not exist (see new_homes.h). */
#include "needed/new_homes.h"

#include "base/exact.h"
#include "base/memory.h"
#include "io/cell_value.h"
#include "io/dictionary.h"
#include "io/table_header.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CORPORATION "NEW"

enum { MOST_COST = 1000000000, MOST_HOMES = 1000000, MOST_ROOMS = 50 };

enum koppel_status koppel_plain_tables_read(const struct koppel_job_files *files, struct koppel_plain_tables *plain,
                                            struct koppel_errors *errors)
{
    const struct koppel_case_request request = {.strict = files->strict,
                                                .files = files->tables,
                                                .n_files = files->n_tables,
                                                .columns_file = files->columns_file,
                                                .tidy = plain->tables};
    struct koppel_case kase = {0};
    enum koppel_status status = koppel_case_read(files->case_folder, &request, &kase, errors, NULL);

    koppel_case_free(&kase);
    return status;
}

void koppel_plain_tables_free(struct koppel_plain_tables *plain)
{
    for (int table = 0; table < KOPPEL_N_TABLES; table++) {
        koppel_text_free(&plain->tables[table].text);
    }
}

static enum koppel_status add(struct koppel_new_homes *homes, const struct koppel_new_home *home)
{
    if (koppel_grow((void **)&homes->items, &homes->capacity, (size_t)homes->n_items + 1, sizeof *homes->items) !=
        KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    homes->items[homes->n_items++] = *home;
    return KOPPEL_OK;
}

static bool is_same_kind(const struct koppel_new_home *a, const struct koppel_new_home *b)
{
    return a->rooms == b->rooms && a->rent_cents == b->rent_cents && a->step_free == b->step_free;
}

static int compare_kinds(const void *left, const void *right)
{
    const struct koppel_new_home *a = left, *b = right;

    if (a->rooms != b->rooms) {
        return a->rooms < b->rooms ? -1 : 1;
    }
    if (a->rent_cents != b->rent_cents) {
        return a->rent_cents < b->rent_cents ? -1 : 1;
    }
    return (int)a->step_free - (int)b->step_free;
}

/* The kinds of homes that households need, without a place. */
static enum koppel_status list_kinds(const struct koppel_suitability *fit, struct koppel_new_homes *kinds)
{
    enum koppel_status status = KOPPEL_OK;

    for (int32_t i = 0; i < fit->kase->n_households && status == KOPPEL_OK; i++) {
        const struct koppel_need *need = &fit->needs[i];
        struct koppel_new_home kind = {.neighbourhood = KOPPEL_NONE,
                                       .rooms = need->rooms_needed,
                                       .rent_cents = fit->policy->rent_limit ? need->rent_limit_cents / 100 * 100 : 0,
                                       .step_free = fit->kase->households[i].step_free,
                                       .cost = 1,
                                       .most = KOPPEL_UNKNOWN};
        bool found = kind.rooms > MOST_ROOMS; /* no home is large enough */

        for (int32_t k = 0; k < kinds->n_items && !found; k++) {
            found = is_same_kind(&kinds->items[k], &kind);
        }
        status = found ? KOPPEL_OK : add(kinds, &kind);
    }
    if (kinds->n_items > 0) {
        qsort(kinds->items, (size_t)kinds->n_items, sizeof *kinds->items, compare_kinds);
    }
    return status;
}

enum koppel_status koppel_new_homes_list(const struct koppel_suitability *fit, struct koppel_new_homes *homes)
{
    struct koppel_new_homes kinds = {0};
    enum koppel_status status = list_kinds(fit, &kinds);

    for (int32_t n = 0; n < fit->kase->n_neighbourhoods && status == KOPPEL_OK; n++) {
        for (int32_t k = 0; k < kinds.n_items && !fit->kase->neighbourhoods[n].excluded && status == KOPPEL_OK; k++) {
            struct koppel_new_home home = kinds.items[k];

            home.neighbourhood = n;
            status = add(homes, &home);
        }
    }
    koppel_new_homes_free(&kinds);
    return status;
}

/* ---- From a table ---- */

/* Columns of the table of candidates; the first are those of units.csv. */
enum column { NEIGHBOURHOOD, ROOMS, RENT, STEP_FREE, COST, MAX_HOMES, N_COLUMNS };
enum { N_UNIT_COLUMNS = COST };

static const char *const unit_columns[N_UNIT_COLUMNS] = {"neighbourhood", "rooms", "rent_eur", "step_free"};

static const struct koppel_column own_columns[N_COLUMNS - N_UNIT_COLUMNS] = {
    {"cost", "kosten", .form = KOPPEL_CELL_WHOLE, .min = 1, .max = MOST_COST, .may_be_empty = true, .otherwise = 1},
    {"max_homes", "max_woningen maximum_woningen", .form = KOPPEL_CELL_WHOLE, .max = MOST_HOMES, .may_be_empty = true,
     .otherwise = KOPPEL_UNKNOWN}};

static void list_columns(struct koppel_column columns[N_COLUMNS])
{
    const struct koppel_table_rule *units = &koppel_tables[KOPPEL_TABLE_UNITS];

    for (int c = 0; c < N_COLUMNS; c++) {
        columns[c] = c >= N_UNIT_COLUMNS ? own_columns[c - N_UNIT_COLUMNS]
                                         : units->columns[koppel_table_column_find(units, unit_columns[c])];
    }
    columns[STEP_FREE].may_be_empty = true;
}

/* A table that is being read. */
struct reading {
    const char *path;
    const struct koppel_csv_table *table;
    const struct koppel_column *columns;
    struct koppel_table_header header;
    const struct koppel_case *kase;
    struct koppel_errors *errors;
};

/* Decimals are written with a comma, a point, or in a table with semicolons with either. */
static bool parse_cell(const struct reading *reading, const struct koppel_column *column, const char *cell,
                       struct koppel_cell_value *value, char why[KOPPEL_CELL_WHY])
{
    char other[KOPPEL_CELL_WHY];
    char sign = reading->table->separator == ';' ? ',' : '.';

    return koppel_cell_value_parse(column, cell, sign, value, why) ||
           (column->form == KOPPEL_CELL_DECIMAL &&
            koppel_cell_value_parse(column, cell, sign == ',' ? '.' : ',', value, other));
}

/* A number of a row, or what its column has without one. */
static int64_t read_cell(const struct reading *reading, int32_t row, enum column at)
{
    const struct koppel_column *column = &reading->columns[at];
    int32_t position = reading->header.position[at];
    const char *cell =
        position == KOPPEL_NONE ? "" : reading->table->cells[(int64_t)row * reading->table->n_columns + position];
    struct koppel_cell_value value = {0};
    char why[KOPPEL_CELL_WHY];

    if (cell[0] == '\0' && (position == KOPPEL_NONE || column->may_be_empty)) {
        return column->otherwise;
    }
    if (at == NEIGHBOURHOOD) {
        int32_t found = koppel_index_get(&reading->kase->neighbourhood_index, cell);

        if (found == KOPPEL_NONE) {
            koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->path, reading->table->lines[row], 0,
                              "column %s: %s is no neighbourhood of the case",
                              koppel_csv_heading(reading->table, position), koppel_text_quote(cell, why));
        }
        return found;
    }
    if (cell[0] == '\0') {
        koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->path, reading->table->lines[row], 0,
                          "column %s: the cell is empty", koppel_csv_heading(reading->table, position));
    } else if (!parse_cell(reading, column, cell, &value, why)) {
        koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->path, reading->table->lines[row], 0,
                          "column %s: %s", koppel_csv_heading(reading->table, position), why);
    }
    return value.number;
}

static enum koppel_status read_row(const struct reading *reading, int32_t row, struct koppel_new_homes *homes)
{
    const struct koppel_new_home home = {.neighbourhood = (int32_t)read_cell(reading, row, NEIGHBOURHOOD),
                                         .rooms = (int32_t)read_cell(reading, row, ROOMS),
                                         .rent_cents = read_cell(reading, row, RENT),
                                         .step_free = read_cell(reading, row, STEP_FREE) == KOPPEL_YES,
                                         .cost = read_cell(reading, row, COST),
                                         .most = (int32_t)read_cell(reading, row, MAX_HOMES)};

    for (int32_t k = 0; k < homes->n_items; k++) {
        if (homes->items[k].neighbourhood == home.neighbourhood && is_same_kind(&homes->items[k], &home)) {
            koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->path, reading->table->lines[row], 0,
                              "the same kind of home stands in an earlier row");
        }
    }
    return add(homes, &home);
}

enum koppel_status koppel_new_homes_read(const char *path, const struct koppel_case *kase,
                                         struct koppel_new_homes *homes, struct koppel_errors *errors)
{
    struct koppel_column columns[N_COLUMNS];
    const struct koppel_table_rule rule = {.file = "candidates.csv", .columns = columns, .n_columns = N_COLUMNS};
    struct koppel_csv_table table = {0};
    struct reading reading = {.path = path, .table = &table, .columns = columns, .kase = kase, .errors = errors};
    enum koppel_status status = koppel_csv_table_read(path, path, &table, errors);

    list_columns(columns);
    if (status == KOPPEL_OK) {
        status = koppel_table_header_match(&rule, &table, path, &reading.header, errors);
    }
    if (status == KOPPEL_OK && table.n_rows == 0) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, path, table.header_line, 0,
                                   "the table has no rows, so no home may be built: add the kinds that may");
    }
    for (int32_t row = 0; row < table.n_rows && status == KOPPEL_OK; row++) {
        status = read_row(&reading, row, homes);
    }
    koppel_csv_table_free(&table);
    return status == KOPPEL_OK && !koppel_errors_none(errors) ? KOPPEL_E_INPUT : status;
}

/* ---- Into the tables ---- */

void koppel_new_home_id(const struct koppel_case *kase, const struct koppel_new_home *home, int32_t n,
                        char id[KOPPEL_NEW_HOME_ID])
{
    char rent[24];

    snprintf(id, KOPPEL_NEW_HOME_ID, CORPORATION "-%.20s-%" PRId32 "-%s%s-%" PRId32,
             kase->neighbourhoods[home->neighbourhood].id, home->rooms,
             koppel_decimal_format(home->rent_cents, 100, '.', rent, sizeof rent), home->step_free ? "-S" : "", n);
}

/* The name of the dictionary for a heading of a table; "" for an x_ column. */
static const char *column_of(enum koppel_table table, const char *heading)
{
    int32_t column = koppel_table_column_find(&koppel_tables[table], heading);

    return column != KOPPEL_NONE ? koppel_tables[table].columns[column].name : "";
}

/* The cell of a new home, or of its corporation, in a column of the dictionary. */
static const char *cell_of(const struct koppel_case *kase, const struct koppel_new_home *home, const char *id,
                           const char *column, char sign, char number[24])
{
    if (home == NULL) {
        return strcmp(column, "corporation") == 0 ? CORPORATION : strcmp(column, "name") == 0 ? CORPORATION : "";
    }
    if (strcmp(column, "unit") == 0) {
        return id;
    }
    if (strcmp(column, "neighbourhood") == 0) {
        return kase->neighbourhoods[home->neighbourhood].id;
    }
    if (strcmp(column, "corporation") == 0) {
        return CORPORATION;
    }
    if (strcmp(column, "label") == 0) {
        return "general";
    }
    if (strcmp(column, "step_free") == 0) {
        return home->step_free ? "yes" : "no";
    }
    if (strcmp(column, "rent_eur") == 0) {
        return koppel_decimal_format(home->rent_cents, 100, sign, number, 24);
    }
    if (strcmp(column, "rooms") == 0 || strcmp(column, "places") == 0) {
        snprintf(number, 24, "%" PRId32, column[0] == 'p' ? 1 : home->rooms);
        return number;
    }
    return "";
}

/* The decimal sign that a table of the case has. */
static char sign_of(const struct koppel_csv_table *table, enum koppel_table which)
{
    const struct koppel_table_rule *rule = &koppel_tables[which];

    for (int32_t c = 0; c < table->n_columns; c++) {
        int32_t column = koppel_table_column_find(rule, table->header[c]);

        for (int32_t row = 0; row < table->n_rows && column != KOPPEL_NONE; row++) {
            if (rule->columns[column].form == KOPPEL_CELL_DECIMAL &&
                strchr(table->cells[(int64_t)row * table->n_columns + c], ',') != NULL) {
                return ',';
            }
        }
    }
    return '.';
}

static void add_row(struct koppel_text *text, const struct koppel_csv_table *header, enum koppel_table table,
                    const struct koppel_case *kase, const struct koppel_new_home *home, const char *id, char sign)
{
    char number[24];

    for (int32_t c = 0; c < header->n_columns; c++) {
        koppel_text_append(text, &header->separator, c > 0 ? 1 : 0);
        koppel_tidy_cell_add(text, cell_of(kase, home, id, column_of(table, header->header[c]), sign, number),
                             header->separator);
    }
}

static void end_row(struct koppel_text *text, char separator, const char *step_free)
{
    if (step_free != NULL) {
        koppel_text_append(text, &separator, 1);
        koppel_text_append(text, step_free, strlen(step_free));
    }
    koppel_text_append(text, "\n", 1);
}

/* A home of the case in a table without the column step_free is not said to be; the new ones must be able to. */
static bool lacks_step_free(const struct koppel_csv_table *table, enum koppel_table which)
{
    bool lacks = which == KOPPEL_TABLE_UNITS;

    for (int32_t c = 0; c < table->n_columns; c++) {
        lacks = lacks && strcmp(column_of(which, table->header[c]), "step_free") != 0;
    }
    return lacks;
}

static void copy_rows(struct koppel_text *text, const struct koppel_csv_table *table, bool adds_step_free)
{
    for (int32_t row = -1; row < table->n_rows; row++) {
        for (int32_t c = 0; c < table->n_columns; c++) {
            koppel_text_append(text, &table->separator, c > 0 ? 1 : 0);
            koppel_tidy_cell_add(text, row < 0 ? table->header[c] : table->cells[(int64_t)row * table->n_columns + c],
                                 table->separator);
        }
        end_row(text, table->separator, !adds_step_free ? NULL : row < 0 ? "step_free" : "no");
    }
}

/* One of the two tables, with its new rows. */
static enum koppel_status extend(const struct koppel_tidy_table *plain, enum koppel_table which,
                                 const struct koppel_case *kase, const struct koppel_new_homes *homes,
                                 struct koppel_text *text, struct koppel_errors *errors)
{
    struct koppel_csv_table table = {0};
    char id[KOPPEL_NEW_HOME_ID];
    enum koppel_status status =
        koppel_csv_table_parse(plain->text.bytes, plain->text.n_bytes, plain->name, &table, errors);
    char sign = status == KOPPEL_OK ? sign_of(&table, which) : '.';
    bool adds_step_free = status == KOPPEL_OK && lacks_step_free(&table, which);

    text->is_for_machines = true;
    if (status == KOPPEL_OK) {
        copy_rows(text, &table, adds_step_free);
    }
    if (status == KOPPEL_OK && which == KOPPEL_TABLE_CORPORATIONS) {
        add_row(text, &table, which, kase, NULL, NULL, '.');
        end_row(text, table.separator, NULL);
    }
    for (int32_t k = 0; k < homes->n_items && status == KOPPEL_OK && which == KOPPEL_TABLE_UNITS; k++) {
        for (int32_t n = 1; n <= homes->items[k].n_wanted; n++) {
            koppel_new_home_id(kase, &homes->items[k], n, id);
            add_row(text, &table, which, kase, &homes->items[k], id, sign);
            end_row(text, table.separator, !adds_step_free ? NULL : homes->items[k].step_free ? "yes" : "no");
        }
    }
    koppel_csv_table_free(&table);
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}

enum koppel_status koppel_new_homes_add(const struct koppel_plain_tables *plain, const struct koppel_case *kase,
                                        const struct koppel_new_homes *homes, struct koppel_text extended[2],
                                        struct koppel_case_file *files, size_t *n_files, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    *n_files = 0;
    if (koppel_index_get(&kase->corporation_index, CORPORATION) != KOPPEL_NONE) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, "corporations.csv", 0, 0,
                                 "the key %s is that of the homes that do not exist: call the corporation otherwise",
                                 CORPORATION);
    }
    for (int table = 0; table < KOPPEL_N_TABLES && status == KOPPEL_OK; table++) {
        const struct koppel_tidy_table *from = &plain->tables[table];
        const struct koppel_text *text = &from->text;

        if (from->name[0] == '\0') {
            continue;
        }
        if (table == KOPPEL_TABLE_UNITS || table == KOPPEL_TABLE_CORPORATIONS) {
            struct koppel_text *to = &extended[table == KOPPEL_TABLE_UNITS ? 0 : 1];

            status = extend(from, (enum koppel_table)table, kase, homes, to, errors);
            text = to;
        }
        files[(*n_files)++] =
            (struct koppel_case_file){.name = from->name, .bytes = text->bytes, .n_bytes = text->n_bytes};
    }
    return status;
}

void koppel_new_homes_free(struct koppel_new_homes *homes)
{
    free(homes->items);
    *homes = (struct koppel_new_homes){0};
}
