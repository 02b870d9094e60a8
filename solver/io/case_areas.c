// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_areas.c - scores.csv and limits.csv: cells that may name a row of one of several tables, or an x_ column. */
#include "io/case_reading.h"
#include "io/cell_value.h"
#include "io/identity.h"
#include "io/one_meaning.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The first three kinds may be scored, the first five be in a group, all be limited. */
enum { N_SCORED = 3, N_GROUPED = 5, N_AREAS = 6, MAX_MEASURE = 1000000 };

/** A list of rows that an area may be. */
struct area_list {
    enum koppel_area area;
    const struct koppel_index *index;
    const char *what;
};

static void list_areas(const struct koppel_case *kase, struct area_list lists[N_AREAS])
{
    lists[0] = (struct area_list){KOPPEL_AREA_UNIT, &kase->unit_index, "unit"};
    lists[1] = (struct area_list){KOPPEL_AREA_NEIGHBOURHOOD, &kase->neighbourhood_index, "neighbourhood"};
    lists[2] = (struct area_list){KOPPEL_AREA_MUNICIPALITY, &kase->municipality_index, "municipality"};
    lists[3] = (struct area_list){KOPPEL_AREA_COMPLEX, &kase->complexes.index, "complex"};
    lists[4] = (struct area_list){KOPPEL_AREA_DISTRICT, &kase->districts.index, "district"};
    lists[5] = (struct area_list){KOPPEL_AREA_GROUP, &kase->groups.index, "group"};
}

static bool areas_are_complete(const struct koppel_case_reading *reading)
{
    return reading->tables[KOPPEL_TABLE_MUNICIPALITIES].complete &&
           reading->tables[KOPPEL_TABLE_NEIGHBOURHOODS].complete && reading->tables[KOPPEL_TABLE_UNITS].complete;
}

/* Finds the one row among the first n_lists kinds of areas that a cell names. */
static bool find_area(struct koppel_case_reading *reading, const char *key, int n_lists, const char *column, long line,
                      enum koppel_area *area, int32_t *place)
{
    struct area_list lists[N_AREAS];
    const struct area_list *found = NULL;
    char quoted[80];
    char hint[160] = "";

    koppel_identity_quote_place(key, quoted);
    list_areas(reading->kase, lists);
    for (int i = 0; i < n_lists; i++) {
        int32_t row = koppel_index_get(lists[i].index, key);

        if (row != KOPPEL_NONE && found != NULL) {
            koppel_reading_refuse(reading, reading->table, line, "column %s: %s is a %s and a %s: give one another key",
                                  koppel_reading_column(reading, column), quoted, found->what, lists[i].what);
            return false;
        }
        if (row != KOPPEL_NONE) {
            found = &lists[i];
            *area = found->area;
            *place = row;
        }
    }
    if (found == NULL && areas_are_complete(reading) &&
        !koppel_reading_refuse_shared_complex(reading, key, column, line)) {
        for (int i = 0; i < n_lists && hint[0] == '\0'; i++) {
            koppel_reading_hint(reading, lists[i].index, key, hint);
        }
        koppel_reading_refuse(reading, reading->table, line, "column %s: %s is no unit, neighbourhood%s of this case%s",
                              koppel_reading_column(reading, column), quoted,
                              n_lists == N_AREAS     ? _(", district, municipality, complex or group")
                              : n_lists == N_GROUPED ? _(", district, municipality or complex")
                                                     : _(" or municipality"),
                              hint);
    }
    return found != NULL;
}

void koppel_reading_scores(struct koppel_case_reading *reading)
{
    struct koppel_case *kase = reading->kase;
    const struct koppel_table_state *state = &reading->tables[KOPPEL_TABLE_SCORES];
    const struct koppel_score_row *rows = state->rows;

    kase->scores = koppel_new((size_t)state->n_rows, sizeof *kase->scores);
    if (kase->scores == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    kase->n_scores = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        struct koppel_score *score = &kase->scores[i];

        *score = (struct koppel_score){.household = rows[i].household,
                                       .place = KOPPEL_NONE,
                                       .billionths = rows[i].billionths,
                                       .line = state->lines[i]};
        if (rows[i].place[0] != '\0') {
            find_area(reading, rows[i].place, N_SCORED, "place", score->line, &score->area, &score->place);
        }
    }
}

/** An area of a group. */
struct grouped {
    int32_t group;
    enum koppel_area area;
    int32_t place;
};

/* The groups of one unit, in rising order, to kase->unit_groups. */
static enum koppel_status add_groups(struct koppel_case *kase, int32_t unit, const struct grouped *grouped,
                                     int32_t n_grouped, bool *has_group, size_t *capacity)
{
    int64_t n = kase->unit_group_first[unit];

    memset(has_group, 0, (size_t)kase->groups.n_ids * sizeof *has_group);
    for (int32_t k = 0; k < n_grouped; k++) {
        has_group[grouped[k].group] |= koppel_unit_is_in(kase, unit, grouped[k].area, grouped[k].place);
    }
    for (int32_t g = 0; g < kase->groups.n_ids; g++) {
        if (has_group[g]) {
            if (koppel_grow((void **)&kase->unit_groups, capacity, (size_t)n + 1, sizeof *kase->unit_groups) !=
                KOPPEL_OK) {
                return KOPPEL_E_MEMORY;
            }
            kase->unit_groups[n++] = g;
        }
    }
    kase->unit_group_first[unit + 1] = n;
    return KOPPEL_OK;
}

static void list_groups(struct koppel_case_reading *reading, const struct grouped *grouped, int32_t n_grouped)
{
    struct koppel_case *kase = reading->kase;
    bool *has_group = koppel_new((size_t)kase->groups.n_ids, sizeof *has_group);
    enum koppel_status status = has_group != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
    size_t capacity = 0;

    kase->unit_group_first = koppel_new((size_t)kase->n_units + 1, sizeof *kase->unit_group_first);
    status = kase->unit_group_first != NULL ? status : KOPPEL_E_MEMORY;
    for (int32_t j = 0; j < kase->n_units && status == KOPPEL_OK; j++) {
        status = add_groups(kase, j, grouped, n_grouped, has_group, &capacity);
    }
    if (status != KOPPEL_OK) {
        koppel_reading_no_memory(reading);
    }
    free(has_group);
}

void koppel_reading_areas(struct koppel_case_reading *reading)
{
    struct koppel_case *kase = reading->kase;
    const struct koppel_table_state *state = &reading->tables[KOPPEL_TABLE_AREAS];
    const struct koppel_area_row *rows = state->rows;
    struct grouped *grouped = koppel_new((size_t)state->n_rows, sizeof *grouped);
    int32_t n_grouped = 0;

    if (grouped == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    for (int32_t i = 0; i < state->n_rows && reading->status != KOPPEL_E_MEMORY; i++) {
        struct grouped *next = &grouped[n_grouped];

        if (rows[i].group[0] == '\0' || rows[i].area[0] == '\0') {
            continue;
        }
        next->group = koppel_names_add(&kase->groups, rows[i].group);
        if (next->group == KOPPEL_NONE) {
            koppel_reading_no_memory(reading);
        } else if (find_area(reading, rows[i].area, N_GROUPED, "area", state->lines[i], &next->area, &next->place)) {
            n_grouped++;
        }
    }
    /* units that stand in a place that is not known make no groups: their own errors come first */
    if (reading->status == KOPPEL_OK) {
        list_groups(reading, grouped, n_grouped);
    }
    free(grouped);
}

static bool is_measure_number(const char *text)
{
    return text[0] == '\0' ||
           (koppel_text_is_count(text) && strlen(text) <= 7 && strtol(text, NULL, 10) <= MAX_MEASURE);
}

/* An x_ column that is counted must hold whole numbers. Errors stand in the household table; once for each column. */
static void check_extra_numbers(struct koppel_case_reading *reading, int32_t column, int32_t limit)
{
    const struct koppel_extra *extra = &reading->kase->household_extra;
    char quoted[80];
    char file[KOPPEL_PLACE_FILE];

    for (int32_t i = 0; i < limit; i++) {
        if (reading->kase->limits[i].measure == KOPPEL_MEASURE_EXTRA &&
            reading->kase->limits[i].measure_column == column) {
            return;
        }
    }
    for (int32_t row = 0; row < reading->kase->n_households; row++) {
        const char *text = extra->values[(size_t)row * (size_t)extra->n_columns + (size_t)column];

        if (!is_measure_number(text)) {
            koppel_reading_refuse(reading, KOPPEL_TABLE_HOUSEHOLDS, reading->kase->households[row].line,
                                  "column %.60s: %s is not a whole number 0..%d, and %s counts this column",
                                  extra->names[column], koppel_identity_quote(text, quoted), MAX_MEASURE,
                                  koppel_file_words(reading->tables[KOPPEL_TABLE_LIMITS].file, file));
        }
    }
}

/* No rule looks at who people are or where they come from, whatever the household table holds. */
static bool is_forbidden(struct koppel_case_reading *reading, const char *column, const char *name, size_t length,
                         long line)
{
    char heading[KOPPEL_MAX_TEXT_BYTES + 1];
    const char *what = NULL;

    snprintf(heading, sizeof heading, "%.*s", (int)length, name);
    what = koppel_identity_of_heading(heading, true);
    if (what != NULL) {
        koppel_reading_withhold(reading, KOPPEL_TABLE_LIMITS, line, "column %s: no rule may look at %s; delete the row",
                                koppel_reading_column(reading, column), what);
    }
    return what != NULL;
}

static void read_measure(struct koppel_case_reading *reading, const char *text, int32_t number,
                         struct koppel_limit *limit)
{
    const struct koppel_choice *choice = koppel_choice_find(koppel_measure_choices, text);
    char quoted[80];
    char file[KOPPEL_PLACE_FILE];

    if (choice != NULL) {
        limit->measure = (enum koppel_measure)choice->number;
        return;
    }
    if (koppel_choice_meant(koppel_measure_choices, text) == NULL &&
        is_forbidden(reading, "measure", text, strlen(text), limit->line)) {
        return;
    }
    limit->measure_column = koppel_extra_column(&reading->kase->household_extra, text, strlen(text));
    if (limit->measure_column != KOPPEL_NONE) {
        check_extra_numbers(reading, limit->measure_column, number);
        limit->measure = KOPPEL_MEASURE_EXTRA;
    } else if (strncmp(text, "x_", 2) == 0) {
        if (reading->tables[KOPPEL_TABLE_HOUSEHOLDS].complete) {
            koppel_reading_refuse(reading, KOPPEL_TABLE_LIMITS, limit->line, "column %s: %s is no column of %s",
                                  koppel_reading_column(reading, "measure"), koppel_text_quote(text, quoted),
                                  koppel_file_words(reading->tables[KOPPEL_TABLE_HOUSEHOLDS].file, file));
        }
    } else {
        koppel_reading_refuse(reading, KOPPEL_TABLE_LIMITS, limit->line,
                              "column %s: %s is not persons, homes, adults, children or an x_ column of households",
                              koppel_reading_column(reading, "measure"), koppel_identity_quote(text, quoted));
    }
}

/* Values that are written otherwise than the row's are other values. */
static void note_where(struct koppel_case_reading *reading, const struct koppel_limit *limit, const char *quoted)
{
    const struct koppel_case *kase = reading->kase;
    int32_t n_equal = 0;
    int32_t alike = KOPPEL_NONE;
    char other[80];

    for (int32_t row = 0; row < kase->n_households; row++) {
        const char *value = koppel_where_value(kase, row, limit->where_column);

        n_equal += strcmp(value, limit->where_value) == 0;
        alike = koppel_reading_is_spelt_alike(value, limit->where_value) ? row : alike;
    }
    if (alike != KOPPEL_NONE) {
        koppel_text_quote(koppel_where_value(kase, alike, limit->where_column), other);
        koppel_reading_note(reading, KOPPEL_TABLE_LIMITS, limit->line,
                            "column %s: %s does not count households with %s: is that meant?",
                            koppel_reading_column(reading, "where"), quoted, other);
    } else if (n_equal == 0) {
        koppel_reading_note(reading, KOPPEL_TABLE_LIMITS, limit->line, "column %s: no household has %s",
                            koppel_reading_column(reading, "where"), quoted);
    }
}

/* The column before the sign. Those of the reception place have a Dutch name too. */
static int32_t find_where(const struct koppel_case *kase, const char *name, size_t n)
{
    static const struct {
        const char *name;
        int32_t column;
    } others[] = {{"reception", KOPPEL_WHERE_RECEPTION},
                  {"opvang", KOPPEL_WHERE_RECEPTION},
                  {"reception_municipality", KOPPEL_WHERE_RECEPTION_MUNICIPALITY},
                  {"opvanggemeente", KOPPEL_WHERE_RECEPTION_MUNICIPALITY}};

    for (size_t k = 0; k < sizeof others / sizeof *others; k++) {
        if (strlen(others[k].name) == n && strncmp(others[k].name, name, n) == 0) {
            return others[k].column;
        }
    }
    return koppel_extra_column(&kase->household_extra, name, n);
}

/* Reads `x_type=C`: households whose column x_type equals C. */
static void read_where(struct koppel_case_reading *reading, const char *text, struct koppel_limit *limit)
{
    const char *equals = strchr(text, '=');
    char quoted[80];
    char file[KOPPEL_PLACE_FILE];

    if (text[0] == '\0') {
        return;
    }
    koppel_text_quote(text, quoted);
    if (equals == NULL || equals == text) {
        koppel_reading_refuse(
            reading, KOPPEL_TABLE_LIMITS, limit->line,
            "column %s: %s is not an x_ column of households or reception, =, and a value, such as x_type=C",
            koppel_reading_column(reading, "where"), quoted);
        return;
    }
    if (is_forbidden(reading, "where", text, (size_t)(equals - text), limit->line)) {
        return;
    }
    limit->where_column = find_where(reading->kase, text, (size_t)(equals - text));
    if (limit->where_column == KOPPEL_NONE) {
        if (reading->tables[KOPPEL_TABLE_HOUSEHOLDS].complete) {
            koppel_reading_refuse(reading, KOPPEL_TABLE_LIMITS, limit->line,
                                  "column %s: the column before = in %s is no x_ column of %s",
                                  koppel_reading_column(reading, "where"), quoted,
                                  koppel_file_words(reading->tables[KOPPEL_TABLE_HOUSEHOLDS].file, file));
        }
        return;
    }
    limit->where_value = equals + 1;
    note_where(reading, limit, quoted);
}

/* True when the file has no such column, or an empty cell in it. */
static bool cell_is_empty(const struct koppel_case_reading *reading, int32_t row, const char *name)
{
    const struct koppel_table_rule *rule = &koppel_tables[reading->table];

    for (int32_t i = 0; i < rule->n_columns; i++) {
        int32_t position = reading->header.position[i];

        if (strcmp(rule->columns[i].name, name) == 0 && position != KOPPEL_NONE) {
            return reading->csv.cells[(size_t)row * (size_t)reading->csv.n_columns + (size_t)position][0] == '\0';
        }
    }
    return true;
}

static void read_limit(struct koppel_case_reading *reading, const struct koppel_limit_row *row, int32_t number,
                       struct koppel_limit *limit)
{
    *limit = (struct koppel_limit){.place = KOPPEL_NONE,
                                   .measure_column = KOPPEL_NONE,
                                   .min = row->min,
                                   .max = row->max,
                                   .enforce = (enum koppel_enforce)row->enforce,
                                   .where_column = KOPPEL_NONE,
                                   .where_value = "",
                                   .line = reading->tables[KOPPEL_TABLE_LIMITS].lines[number]};
    if (row->area[0] != '\0') {
        find_area(reading, row->area, N_AREAS, "area", limit->line, &limit->area, &limit->place);
    }
    if (row->measure[0] != '\0') {
        read_measure(reading, row->measure, number, limit);
    }
    read_where(reading, row->where, limit);
    if (row->min != KOPPEL_UNKNOWN && row->max != KOPPEL_UNKNOWN && row->min > row->max) {
        koppel_reading_refuse(reading, KOPPEL_TABLE_LIMITS, limit->line,
                              "column %s: %" PRId64 " is more than %s %" PRId64, koppel_reading_column(reading, "min"),
                              row->min, koppel_reading_column(reading, "max"), row->max);
    }
    if (cell_is_empty(reading, number, "min") && cell_is_empty(reading, number, "max")) {
        koppel_reading_refuse(reading, KOPPEL_TABLE_LIMITS, limit->line,
                              "columns %s and %s are both empty: fill in one", koppel_reading_column(reading, "min"),
                              koppel_reading_column(reading, "max"));
    }
}

void koppel_reading_limits(struct koppel_case_reading *reading)
{
    struct koppel_case *kase = reading->kase;
    const struct koppel_table_state *state = &reading->tables[KOPPEL_TABLE_LIMITS];

    kase->limits = koppel_new((size_t)state->n_rows, sizeof *kase->limits);
    if (kase->limits == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    kase->n_limits = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        read_limit(reading, (const struct koppel_limit_row *)state->rows + i, i, &kase->limits[i]);
    }
}
