// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case.c - the tables of a case: names, look-ups by date, and freeing (see case.h). */
#include "model/case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void koppel_names_free(struct koppel_names *names)
{
    free(names->ids);
    koppel_index_free(&names->index);
    *names = (struct koppel_names){0};
}

static void extra_free(struct koppel_extra *extra)
{
    free(extra->names);
    free(extra->values);
}

void koppel_case_free(struct koppel_case *kase)
{
    struct koppel_names *names[] = {&kase->groups,     &kase->districts,      &kase->complexes,
                                    &kase->regions,    &kase->labour_regions, &kase->labels,
                                    &kase->age_groups, &kase->urgencies,      &kase->fields};
    struct koppel_index *indices[] = {&kase->municipality_index, &kase->neighbourhood_index, &kase->corporation_index,
                                      &kase->unit_index,         &kase->household_index,     &kase->arrival_index,
                                      &kase->release_index,      &kase->reception_index};
    struct koppel_extra *extras[] = {&kase->municipality_extra, &kase->neighbourhood_extra, &kase->unit_extra,
                                     &kase->household_extra,    &kase->arrival_extra,       &kase->release_extra};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        koppel_names_free(names[i]);
    }
    for (size_t i = 0; i < sizeof indices / sizeof *indices; i++) {
        koppel_index_free(indices[i]);
    }
    for (size_t i = 0; i < sizeof extras / sizeof *extras; i++) {
        extra_free(extras[i]);
    }
    free(kase->municipalities);
    free(kase->neighbourhoods);
    free(kase->corporations);
    free(kase->agreements);
    free(kase->units);
    free(kase->households);
    free(kase->receptions);
    free(kase->jobs);
    free(kase->household_fields);
    free(kase->arrivals);
    free(kase->releases);
    free(kase->forecasts);
    free(kase->chances);
    free(kase->targets);
    free(kase->scores);
    free(kase->limits);
    free(kase->borders);
    free(kase->decisions);
    free(kase->headcounts);
    free(kase->nationals);
    free(kase->swaps);
    free(kase->boundary_changes);
    free(kase->interventions);
    free(kase->earlier);
    free(kase->earlier_deleted);
    free(kase->inputs);
    free(kase->renamed);
    free(kase->readings);
    free(kase->household_labour);
    free(kase->unit_group_first);
    free(kase->unit_groups);
    koppel_pool_free(&kase->pool);
    *kase = (struct koppel_case){0};
}

const char *koppel_case_file_name(const struct koppel_case *kase, const char *table)
{
    for (int32_t i = 0; i < kase->n_inputs; i++) {
        if (strcmp(kase->inputs[i].table, table) == 0) {
            return kase->inputs[i].file;
        }
    }
    return table;
}

const char *koppel_case_column_name(const struct koppel_case *kase, const char *table, const char *column)
{
    for (int32_t i = 0; i < kase->n_renamed; i++) {
        const struct koppel_renamed_column *renamed = &kase->renamed[i];

        if (strcmp(renamed->table, table) == 0 && strcmp(renamed->column, column) == 0) {
            return renamed->header;
        }
    }
    return column;
}

/* Makes room for n more inputs. */
static enum koppel_status grow_inputs(struct koppel_case *kase, int32_t n)
{
    struct koppel_input *inputs =
        realloc(kase->inputs, ((size_t)kase->n_inputs + (size_t)n) * sizeof *kase->inputs + 1);

    if (inputs == NULL) {
        return KOPPEL_E_MEMORY;
    }
    kase->inputs = inputs;
    return KOPPEL_OK;
}

enum koppel_status koppel_case_add_input(struct koppel_case *kase, const struct koppel_input *input)
{
    enum koppel_status status = grow_inputs(kase, 1);

    if (status == KOPPEL_OK) {
        kase->inputs[kase->n_inputs++] = *input;
    }
    return status;
}

enum koppel_status koppel_case_add_rules(struct koppel_case *kase, const struct koppel_input *files, int32_t n_files)
{
    struct koppel_input *inputs = NULL;

    if (grow_inputs(kase, n_files) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    inputs = kase->inputs;
    for (int32_t f = 0; f < n_files; f++) {
        char name[64];
        int length = snprintf(name, sizeof name, "rules/%.40s.json", files[f].file);

        inputs[kase->n_inputs] = files[f];
        inputs[kase->n_inputs].file = koppel_pool_copy(&kase->pool, name, (size_t)length);
        if (inputs[kase->n_inputs].file == NULL) {
            return KOPPEL_E_MEMORY;
        }
        kase->n_inputs++;
    }
    return KOPPEL_OK;
}

int koppel_score_compare(const struct koppel_score *a, const struct koppel_score *b)
{
    if (a->household != b->household) {
        return a->household < b->household ? -1 : 1;
    }
    if (a->area != b->area) {
        return a->area < b->area ? -1 : 1;
    }
    return a->place == b->place ? 0 : (a->place < b->place ? -1 : 1);
}

int32_t koppel_names_add(struct koppel_names *names, const char *id)
{
    int32_t row = koppel_names_get(names, id);

    if (row != KOPPEL_NONE) {
        return row;
    }
    if (koppel_grow((void **)&names->ids, &names->capacity, (size_t)names->n_ids + 1, sizeof *names->ids) !=
            KOPPEL_OK ||
        koppel_index_put(&names->index, id, names->n_ids, &row) != KOPPEL_OK) {
        return KOPPEL_NONE;
    }
    names->ids[names->n_ids] = id;
    return names->n_ids++;
}

int32_t koppel_names_get(const struct koppel_names *names, const char *id)
{
    return koppel_index_get(&names->index, id);
}

int32_t koppel_extra_column(const struct koppel_extra *extra, const char *name, size_t n_name)
{
    for (int32_t i = 0; i < extra->n_columns; i++) {
        if (strlen(extra->names[i]) == n_name && memcmp(extra->names[i], name, n_name) == 0) {
            return i;
        }
    }
    return KOPPEL_NONE;
}

int64_t koppel_extra_number(const struct koppel_extra *extra, int32_t row, int32_t column)
{
    return strtoll(extra->values[(size_t)row * (size_t)extra->n_columns + (size_t)column], NULL, 10);
}

const char *koppel_where_name(const struct koppel_case *kase, int32_t column)
{
    return column == KOPPEL_WHERE_RECEPTION                ? "reception"
           : column == KOPPEL_WHERE_RECEPTION_MUNICIPALITY ? "reception_municipality"
                                                           : kase->household_extra.names[column];
}

const char *koppel_where_value(const struct koppel_case *kase, int32_t household, int32_t column)
{
    const struct koppel_extra *extra = &kase->household_extra;
    int32_t row = kase->households[household].reception;

    if (column >= 0) {
        return extra->values[(size_t)household * (size_t)extra->n_columns + (size_t)column];
    }
    if (row == KOPPEL_NONE) {
        return "";
    }
    if (column == KOPPEL_WHERE_RECEPTION) {
        return kase->receptions[row].id;
    }
    return kase->receptions[row].municipality != KOPPEL_NONE
               ? kase->municipalities[kase->receptions[row].municipality].id
               : "";
}

void koppel_district_code(const char *neighbourhood, char code[KOPPEL_DISTRICT_CODE_SIZE])
{
    snprintf(code, KOPPEL_DISTRICT_CODE_SIZE, "WK%.6s", neighbourhood + 2);
}

const char *koppel_area_id(const struct koppel_case *kase, enum koppel_area area, int32_t place)
{
    switch (area) {
    case KOPPEL_AREA_UNIT:
        return kase->units[place].id;
    case KOPPEL_AREA_COMPLEX:
        return kase->complexes.ids[place];
    case KOPPEL_AREA_NEIGHBOURHOOD:
        return kase->neighbourhoods[place].id;
    case KOPPEL_AREA_DISTRICT:
        return kase->districts.ids[place];
    case KOPPEL_AREA_MUNICIPALITY:
        return kase->municipalities[place].id;
    case KOPPEL_AREA_GROUP:
        return kase->groups.ids[place];
    case KOPPEL_AREA_CASE:
        return "all";
    }
    return "";
}

static bool unit_is_in_group(const struct koppel_case *kase, int32_t unit, int32_t group)
{
    for (int64_t g = kase->unit_group_first[unit]; g < kase->unit_group_first[unit + 1]; g++) {
        if (kase->unit_groups[g] == group) {
            return true;
        }
    }
    return false;
}

bool koppel_unit_is_in(const struct koppel_case *kase, int32_t unit, enum koppel_area area, int32_t place)
{
    const struct koppel_unit *row = &kase->units[unit];

    switch (area) {
    case KOPPEL_AREA_UNIT:
        return unit == place;
    case KOPPEL_AREA_COMPLEX:
        return row->complex == place;
    case KOPPEL_AREA_NEIGHBOURHOOD:
        return row->neighbourhood == place;
    case KOPPEL_AREA_DISTRICT:
        return kase->neighbourhoods[row->neighbourhood].district == place;
    case KOPPEL_AREA_MUNICIPALITY:
        return koppel_unit_municipality(kase, unit) == place;
    case KOPPEL_AREA_GROUP:
        return unit_is_in_group(kase, unit, place);
    case KOPPEL_AREA_CASE:
        return true;
    }
    return false;
}

int32_t koppel_unit_municipality(const struct koppel_case *kase, int32_t unit)
{
    return kase->neighbourhoods[kase->units[unit].neighbourhood].municipality;
}

/* Takes one more recorded day into account. */
static void record_day(struct koppel_recorded_day *last, int32_t day, const char *table, const char *column, long line)
{
    if (day == KOPPEL_NO_DATE) {
        return;
    }
    if (day > last->day) {
        *last = (struct koppel_recorded_day){
            .day = day, .before = last->day, .table = table, .column = column, .line = line, .n_rows = 1};
    } else if (day == last->day) {
        last->n_rows++;
    } else if (day > last->before) {
        last->before = day;
    }
}

struct koppel_recorded_day koppel_case_last_record(const struct koppel_case *kase)
{
    enum { DECIDED_AFTER = 183 }; /* days: a decision of later than half a year after all else does not move the day */
    struct koppel_recorded_day last = {.day = KOPPEL_NO_DATE, .before = KOPPEL_NO_DATE, .table = "", .column = ""};
    int32_t others = KOPPEL_NO_DATE;

    for (int32_t i = 0; i < kase->n_households; i++) {
        record_day(&last, kase->households[i].linked_on, "households.csv", "linked_on", kase->households[i].line);
    }
    for (int32_t i = 0; i < kase->n_targets; i++) {
        record_day(&last, kase->targets[i].published_on, "targets.csv", "published_on", kase->targets[i].line);
    }
    others = last.day;
    for (int32_t i = 0; i < kase->n_decisions; i++) {
        if (others != KOPPEL_NO_DATE && kase->decisions[i].decided_on > others + DECIDED_AFTER) {
            continue;
        }
        record_day(&last, kase->decisions[i].decided_on, "decisions.csv", "decided_on", kase->decisions[i].line);
    }
    return last;
}

int32_t koppel_case_last_day(const struct koppel_case *kase)
{
    return koppel_case_last_record(kase).day;
}

int32_t koppel_case_period(const struct koppel_case *kase, int32_t day)
{
    int32_t period = KOPPEL_NONE;

    for (int32_t i = 0; i < kase->n_targets; i++) {
        if (kase->targets[i].published_on <= day && kase->targets[i].period > period) {
            period = kase->targets[i].period;
        }
    }
    return period;
}

int32_t koppel_case_target(const struct koppel_case *kase, int32_t municipality, int32_t period, int32_t day)
{
    int32_t ruling = KOPPEL_NONE;

    for (int32_t i = 0; i < kase->n_targets; i++) {
        const struct koppel_target *target = &kase->targets[i];

        if (target->municipality == municipality && target->period == period && target->published_on <= day &&
            (ruling == KOPPEL_NONE || target->published_on > kase->targets[ruling].published_on)) {
            ruling = i;
        }
    }
    return ruling;
}

int64_t koppel_target_persons_left(const struct koppel_target *target)
{
    int64_t housed = target->housed_persons > 0 ? target->housed_persons : 0;
    int64_t left = (int64_t)target->target_persons - target->balance_persons - housed;

    return left > 0 ? left : 0;
}
