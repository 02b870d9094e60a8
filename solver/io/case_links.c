// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* case_links.c - what several columns and tables of a case say together: districts, agreements, ties, sums. */
#include "io/case_reader.h"
#include "io/case_reading.h"
#include "io/cell_value.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { ROUNDING_PERSONS = 5 };

static void link_municipalities(struct koppel_case_reading *reading, struct koppel_table_state *state)
{
    struct koppel_case *kase = reading->kase;

    kase->municipalities = state->rows;
    kase->n_municipalities = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        kase->municipalities[i].line = state->lines[i];
    }
}

/* The district that a neighbourhood's code names, added when it is new. */
static int32_t district_of_code(struct koppel_case_reading *reading, const char *neighbourhood)
{
    struct koppel_case *kase = reading->kase;
    char code[KOPPEL_DISTRICT_CODE_SIZE];
    const char *copy = NULL;
    int32_t row = KOPPEL_NONE;

    koppel_district_code(neighbourhood, code);
    row = koppel_names_get(&kase->districts, code);
    if (row == KOPPEL_NONE) {
        copy = koppel_pool_copy(&kase->pool, code, strlen(code));
        row = copy != NULL ? koppel_names_add(&kase->districts, copy) : KOPPEL_NONE;
        if (row == KOPPEL_NONE) {
            koppel_reading_no_memory(reading);
        }
    }
    return row;
}

static void check_neighbourhood(struct koppel_case_reading *reading, struct koppel_neighbourhood *neighbourhood)
{
    const struct koppel_case *kase = reading->kase;
    const char *id = neighbourhood->id;
    const char *municipality = NULL;

    if (!koppel_code_has_form(KOPPEL_CODE_BU, id)) {
        return;
    }
    if (neighbourhood->municipality != KOPPEL_NONE) {
        municipality = kase->municipalities[neighbourhood->municipality].id;
        if (strncmp(id + 2, municipality + 2, 4) != 0) {
            koppel_reading_refuse(reading, KOPPEL_TABLE_NEIGHBOURHOODS, neighbourhood->line,
                                  "column %s: by its code %s lies in GM%.4s, not in %s",
                                  koppel_reading_column(reading, "municipality"), id, id + 2, municipality);
        }
    }
    if (neighbourhood->district == KOPPEL_NONE) {
        neighbourhood->district = district_of_code(reading, id);
    } else if (strncmp(id + 2, kase->districts.ids[neighbourhood->district] + 2, 4) != 0) {
        koppel_reading_refuse(reading, KOPPEL_TABLE_NEIGHBOURHOODS, neighbourhood->line,
                              "column %s: %s is a district of another municipality than %s",
                              koppel_reading_column(reading, "district"), kase->districts.ids[neighbourhood->district],
                              id);
    }
    if (neighbourhood->permit_holders > neighbourhood->inhabitants) {
        koppel_reading_note(reading, KOPPEL_TABLE_NEIGHBOURHOODS, neighbourhood->line,
                            "%s has more permit holders (%" PRId32 ") than inhabitants (%" PRId32 ")", id,
                            neighbourhood->permit_holders, neighbourhood->inhabitants);
    }
}

/* Neighbourhoods that are left out would make the fair shares wrong: the sums are compared, with room for rounded
 * counts. */
static void check_inhabitants(struct koppel_case_reading *reading, const struct koppel_table_state *state)
{
    const struct koppel_case *kase = reading->kase;
    int64_t *sums = NULL;
    int64_t *counts = NULL;

    if (reading->tables[KOPPEL_TABLE_MUNICIPALITIES].is_faulty) {
        return;
    }
    sums = koppel_new((size_t)kase->n_municipalities, sizeof *sums);
    counts = koppel_new((size_t)kase->n_municipalities, sizeof *counts);
    if (sums == NULL || counts == NULL) {
        koppel_reading_no_memory(reading);
        goto out;
    }
    for (int32_t i = 0; i < state->n_rows; i++) {
        const struct koppel_neighbourhood *neighbourhood = &kase->neighbourhoods[i];

        if (neighbourhood->municipality != KOPPEL_NONE) {
            sums[neighbourhood->municipality] += neighbourhood->inhabitants;
            counts[neighbourhood->municipality]++;
        }
    }
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        int64_t wanted = kase->municipalities[m].inhabitants;
        int64_t gap = sums[m] > wanted ? sums[m] - wanted : wanted - sums[m];

        if (gap > ROUNDING_PERSONS * counts[m] && gap > wanted / 50) {
            koppel_reading_note(reading, KOPPEL_TABLE_NEIGHBOURHOODS, 0,
                                "the neighbourhoods of %s have %" PRId64
                                " inhabitants together, the municipality has %" PRId64
                                ": are all neighbourhoods there? The fair shares are worked out over these",
                                kase->municipalities[m].id, sums[m], wanted);
        }
    }
out:
    free(sums);
    free(counts);
}

/* Do a latitude and a longitude lie in the Netherlands, in millionths of degrees? */
static bool is_dutch_place(int32_t lat, int32_t lon)
{
    return lat >= 50500000 && lat <= 53800000 && lon >= 3000000 && lon <= 7500000;
}

/* Coordinates that lie in the Netherlands when the two change places were put in the wrong columns. */
static void check_coordinates(struct koppel_case_reading *reading, const struct koppel_table_state *state)
{
    struct koppel_finding_lines swapped = {0};
    char lines[KOPPEL_LINES_TEXT];

    for (int32_t i = 0; i < state->n_rows; i++) {
        const struct koppel_neighbourhood *row = &reading->kase->neighbourhoods[i];

        if (row->lat_micro != KOPPEL_NO_COORDINATE && row->lon_micro != KOPPEL_NO_COORDINATE &&
            is_dutch_place(row->lon_micro, row->lat_micro)) {
            koppel_lines_add(&swapped, i, row->line);
        }
    }
    if (swapped.n > 0) {
        koppel_reading_refuse(
            reading, KOPPEL_TABLE_NEIGHBOURHOODS, swapped.lines[0],
            "columns %s and %s have changed places, for the Netherlands lie at a latitude of about 52 "
            "and a longitude of about 5 (%s): put each number in its own column",
            koppel_reading_column(reading, "lat"), koppel_reading_column(reading, "lon"),
            koppel_lines_say(&swapped, state->file, lines));
    }
}

static void link_neighbourhoods(struct koppel_case_reading *reading, struct koppel_table_state *state)
{
    struct koppel_case *kase = reading->kase;

    kase->neighbourhoods = state->rows;
    kase->n_neighbourhoods = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        kase->neighbourhoods[i].line = state->lines[i];
        check_neighbourhood(reading, &kase->neighbourhoods[i]);
    }
    check_inhabitants(reading, state);
    check_coordinates(reading, state);
}

/* The corporation of a row, added when it is new; its name must be the same in every row. */
static int32_t corporation_of_row(struct koppel_case_reading *reading, const struct koppel_corporation_row *row,
                                  long line)
{
    struct koppel_case *kase = reading->kase;
    char quoted[80];
    int32_t found = KOPPEL_NONE;

    if (koppel_index_put(&kase->corporation_index, row->id, kase->n_corporations, &found) != KOPPEL_OK) {
        koppel_reading_no_memory(reading);
        return KOPPEL_NONE;
    }
    if (found == KOPPEL_NONE) {
        kase->corporations[kase->n_corporations] = (struct koppel_corporation){.id = row->id, .name = row->name};
        return kase->n_corporations++;
    }
    if (strcmp(kase->corporations[found].name, row->name) != 0) {
        koppel_reading_refuse(
            reading, KOPPEL_TABLE_CORPORATIONS, line,
            "column %s: %s is another name than the corporation has in an earlier row; write the same name",
            koppel_reading_column(reading, "name"), koppel_text_quote(row->name, quoted));
    }
    return found;
}

/* A border lies between two municipalities. */
static void link_borders(struct koppel_case_reading *reading, struct koppel_table_state *state)
{
    struct koppel_case *kase = reading->kase;

    kase->borders = state->rows;
    kase->n_borders = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        struct koppel_border *border = &kase->borders[i];

        border->line = state->lines[i];
        if (border->from != KOPPEL_NONE && border->from == border->to) {
            koppel_reading_refuse(reading, KOPPEL_TABLE_BORDERS, border->line,
                                  "columns %s and %s are the same municipality: a border lies between two",
                                  koppel_reading_column(reading, "from"), koppel_reading_column(reading, "to"));
        }
    }
}

static void link_corporations(struct koppel_case_reading *reading, struct koppel_table_state *state)
{
    struct koppel_case *kase = reading->kase;
    const struct koppel_corporation_row *rows = state->rows;

    kase->corporations = koppel_new((size_t)state->n_rows, sizeof *kase->corporations);
    kase->agreements = koppel_new((size_t)state->n_rows, sizeof *kase->agreements);
    if (kase->corporations == NULL || kase->agreements == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    for (int32_t i = 0; i < state->n_rows; i++) {
        if (rows[i].id[0] == '\0') {
            continue;
        }
        if (rows[i].min_homes != KOPPEL_UNKNOWN && rows[i].max_homes != KOPPEL_UNKNOWN &&
            rows[i].min_homes > rows[i].max_homes) {
            koppel_reading_refuse(reading, KOPPEL_TABLE_CORPORATIONS, state->lines[i],
                                  "column %s: %" PRId32 " is more than %s %" PRId32,
                                  koppel_reading_column(reading, "min_homes"), rows[i].min_homes,
                                  koppel_reading_column(reading, "max_homes"), rows[i].max_homes);
        }
        kase->agreements[kase->n_agreements++] =
            (struct koppel_agreement){.corporation = corporation_of_row(reading, &rows[i], state->lines[i]),
                                      .municipality = rows[i].municipality,
                                      .min_homes = rows[i].min_homes,
                                      .max_homes = rows[i].max_homes,
                                      .line = state->lines[i]};
    }
}

/* 0012 and 12 are two keys here, and one number for a spreadsheet that saves the table again. */
static bool note_twin(struct koppel_case_reading *reading, const char *key)
{
    const struct koppel_index *index = koppel_reading_index(reading->kase, reading->table);
    char quoted[80];

    if (koppel_index_get_but_zeros(index, key) == KOPPEL_NONE) {
        return false;
    }
    koppel_reading_note(reading, reading->table, 0,
                        "%s and another key differ in zeros in front alone: a spreadsheet makes them the same; give "
                        "them other keys",
                        koppel_text_quote(key, quoted));
    return true;
}

static void link_units(struct koppel_case_reading *reading, struct koppel_table_state *state)
{
    struct koppel_case *kase = reading->kase;
    bool told = false;

    kase->units = state->rows;
    kase->n_units = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        kase->units[i].line = state->lines[i];
        told = told || note_twin(reading, kase->units[i].id);
    }
    koppel_reading_complexes(reading, state->lines);
}

/* A position is a latitude and a longitude. */
static void link_reception(struct koppel_case_reading *reading, struct koppel_table_state *state)
{
    struct koppel_case *kase = reading->kase;

    kase->receptions = state->rows;
    kase->n_receptions = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        struct koppel_reception *row = &kase->receptions[i];

        row->line = state->lines[i];
        if ((row->lat_micro == KOPPEL_NO_COORDINATE) != (row->lon_micro == KOPPEL_NO_COORDINATE)) {
            koppel_reading_refuse(reading, reading->table, row->line,
                                  "columns %s and %s: one of them is empty: fill in both, or neither",
                                  koppel_reading_column(reading, "lat"), koppel_reading_column(reading, "lon"));
        }
    }
}

static void link_jobs(struct koppel_case_reading *reading, struct koppel_table_state *state)
{
    struct koppel_case *kase = reading->kase;

    kase->jobs = state->rows;
    kase->n_jobs = state->n_rows;
    reading->n_job_fields = kase->fields.n_ids;
    for (int32_t i = 0; i < state->n_rows; i++) {
        struct koppel_job_opening *row = &kase->jobs[i];

        row->line = state->lines[i];
        if ((row->municipality == KOPPEL_NONE) == (row->labour_region == KOPPEL_NONE) && !state->is_faulty) {
            koppel_reading_refuse(reading, reading->table, row->line,
                                  "columns %s and %s: fill in one of them, and not both: where the vacancies are",
                                  koppel_reading_column(reading, "municipality"),
                                  koppel_reading_column(reading, "labour_region"));
        }
    }
}

/* A field of work that jobs.csv does not have is a spelling of another one, or its row is missing. */
static void check_fields(struct koppel_case_reading *reading, const struct koppel_household *household)
{
    const struct koppel_case *kase = reading->kase;
    char quoted[80];
    char file[KOPPEL_PLACE_FILE];

    for (int32_t k = 0; kase->n_jobs > 0 && k < household->n_fields; k++) {
        int32_t field = kase->household_fields[household->field_first + k];

        if (field >= reading->n_job_fields) {
            koppel_reading_refuse(reading, reading->table, household->line,
                                  "column %s: %s is no field of %s: a field without vacancies has a row with 0",
                                  koppel_reading_column(reading, "fields"),
                                  koppel_text_quote(kase->fields.ids[field], quoted),
                                  koppel_file_words(reading->tables[KOPPEL_TABLE_JOBS].file, file));
        }
    }
}

static void check_tie(struct koppel_case_reading *reading, const struct koppel_household *household)
{
    if (household->tie_reason != KOPPEL_TIE_NONE && household->tie == KOPPEL_NONE &&
        reading->tables[KOPPEL_TABLE_MUNICIPALITIES].complete) {
        koppel_reading_refuse(reading, reading->table, household->line,
                              "column %s: there is a reason but no municipality in column %s",
                              koppel_reading_column(reading, "tie_reason"), koppel_reading_column(reading, "tie"));
    }
}

static void link_households(struct koppel_case_reading *reading, struct koppel_table_state *state)
{
    struct koppel_case *kase = reading->kase;
    bool told = false;

    kase->households = state->rows;
    kase->n_households = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        struct koppel_household *household = &kase->households[i];

        household->line = state->lines[i];
        told = told || note_twin(reading, household->id);
        check_tie(reading, household);
        check_fields(reading, household);
    }
}

/* A key of a row that is to come must not be that of one who is here. */
static void check_new_key(struct koppel_case_reading *reading, const struct koppel_index *here,
                          enum koppel_table table_here, const char *key, long line)
{
    char quoted[80];
    char file[KOPPEL_PLACE_FILE];

    if (koppel_index_get(here, key) != KOPPEL_NONE) {
        koppel_reading_refuse(reading, reading->table, line,
                              "column %s: %s stands in %s as well: delete one of the two rows, or give one another key",
                              koppel_reading_column(reading, koppel_tables[reading->table].columns[0].name),
                              koppel_text_quote(key, quoted),
                              koppel_file_words(reading->tables[table_here].file, file));
    }
}

static void link_arrivals(struct koppel_case_reading *reading, struct koppel_table_state *state)
{
    struct koppel_case *kase = reading->kase;

    kase->arrivals = state->rows;
    kase->n_arrivals = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        struct koppel_household *household = &kase->arrivals[i].household;

        household->line = state->lines[i];
        check_new_key(reading, &kase->household_index, KOPPEL_TABLE_HOUSEHOLDS, household->id, household->line);
        check_tie(reading, household);
        check_fields(reading, household);
    }
}

static void link_releases(struct koppel_case_reading *reading, struct koppel_table_state *state)
{
    struct koppel_case *kase = reading->kase;

    kase->releases = state->rows;
    kase->n_releases = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        struct koppel_unit *unit = &kase->releases[i].unit;

        unit->line = state->lines[i];
        check_new_key(reading, &kase->unit_index, KOPPEL_TABLE_UNITS, unit->id, unit->line);
        koppel_reading_complex(reading, unit);
    }
}

static void link_targets(struct koppel_case_reading *reading, struct koppel_table_state *state)
{
    struct koppel_case *kase = reading->kase;

    kase->targets = state->rows;
    kase->n_targets = state->n_rows;
    for (int32_t i = 0; i < state->n_rows; i++) {
        kase->targets[i].line = state->lines[i];
    }
}

void koppel_reading_links(struct koppel_case_reading *reading, enum koppel_table table)
{
    struct koppel_table_state *state = &reading->tables[table];

    if (state->rows == NULL) {
        return;
    }
    switch (table) {
    case KOPPEL_TABLE_MUNICIPALITIES:
        link_municipalities(reading, state);
        return;
    case KOPPEL_TABLE_NEIGHBOURHOODS:
        link_neighbourhoods(reading, state);
        return;
    case KOPPEL_TABLE_CORPORATIONS:
        link_corporations(reading, state);
        return;
    case KOPPEL_TABLE_UNITS:
        link_units(reading, state);
        return;
    case KOPPEL_TABLE_RECEPTION:
        link_reception(reading, state);
        return;
    case KOPPEL_TABLE_JOBS:
        link_jobs(reading, state);
        return;
    case KOPPEL_TABLE_HOUSEHOLDS:
        link_households(reading, state);
        return;
    case KOPPEL_TABLE_TARGETS:
        link_targets(reading, state);
        return;
    case KOPPEL_TABLE_SCORES:
        koppel_reading_scores(reading);
        return;
    case KOPPEL_TABLE_AREAS:
        koppel_reading_areas(reading);
        return;
    case KOPPEL_TABLE_LIMITS:
        koppel_reading_limits(reading);
        return;
    case KOPPEL_TABLE_BORDERS:
        link_borders(reading, state);
        return;
    case KOPPEL_TABLE_DECISIONS:
        koppel_reading_decisions(reading);
        return;
    case KOPPEL_TABLE_ARRIVALS:
        link_arrivals(reading, state);
        return;
    case KOPPEL_TABLE_RELEASES:
        link_releases(reading, state);
        return;
    case KOPPEL_TABLE_FORECAST:
        koppel_reading_forecast(reading);
        return;
    case KOPPEL_TABLE_CHANCES:
        koppel_reading_chances(reading);
        return;
    case KOPPEL_TABLE_INHABITANTS:
    case KOPPEL_TABLE_NATIONAL:
    case KOPPEL_TABLE_SWAPS:
    case KOPPEL_TABLE_BOUNDARY_CHANGES:
    case KOPPEL_TABLE_INTERVENTIONS:
        koppel_reading_supervision(reading, table);
        return;
    case KOPPEL_N_TABLES:
        return;
    }
}
