// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* proposal_reader.c - reads back a written output folder (see proposal_reader.h). */
#include "io/proposal_reader.h"

#include "base/memory.h"
#include "base/path.h"
#include "io/csv_table.h"
#include "io/dictionary.h"
#include "io/foot_row.h"
#include "io/identity.h"
#include "io/offers_file.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_HINTS = 20 };

/** proposal.csv being read. */
struct reading {
    const struct koppel_case *kase;
    const struct koppel_csv_table *table;
    const char *name;
    struct koppel_errors *errors;
    enum koppel_status status;
    struct koppel_errors *notes; /* NULL: nobody asks for them */
    const cJSON *offers;         /* as they were written: a key that stands there is gone, not wrong. NULL: unknown */
    bool is_unknown;             /* the row at hand names something that is not in the case */
    int32_t n_unknown;           /* rows that name something that is not in the case */
    int n_hints;
    int32_t n_zeros_lost;
    int32_t household_column;
    int32_t unit_column;
    long *line_of; /* n_households: the line that names it, 0: none yet */
};

/** What is known of a folder when its offers are read. */
struct before {
    const cJSON *offers; /* of its summary.json; NULL: unknown */
    struct koppel_errors *notes;
};

static void *no_memory(struct koppel_errors *errors, const char *name)
{
    koppel_errors_no_memory(errors, name);
    return NULL;
}

/* The path of a file in a folder, to be freed. */
static char *path_of(const char *folder, const char *name, struct koppel_errors *errors)
{
    char *path = koppel_path_join(folder, name);

    return path != NULL ? path : no_memory(errors, name);
}

int32_t koppel_key_column_find(const struct koppel_csv_table *csv, enum koppel_table table, const char *name,
                               struct koppel_errors *errors)
{
    const struct koppel_column *column = &koppel_tables[table].columns[0];
    int32_t found = KOPPEL_NONE;

    for (int32_t i = 0; i < csv->n_columns; i++) {
        if (strcmp(csv->header[i], column->name) != 0 && !koppel_words_contain(column->aliases, csv->header[i])) {
            continue;
        }
        if (found != KOPPEL_NONE) {
            koppel_errors_add(errors, KOPPEL_E_INPUT, name, csv->header_line, 0,
                              "columns %" PRId32 " and %" PRId32 " both stand for \"%s\": delete one", found + 1, i + 1,
                              column->name);
            return KOPPEL_NONE;
        }
        found = i;
    }
    if (found == KOPPEL_NONE) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, name, csv->header_line, 0, "column \"%s\" is missing", column->name);
    }
    return found;
}

const char *koppel_written_key(const char *cell)
{
    size_t n = strspn(cell, "'");

    return n > 0 && cell[n] != '\0' && strchr("=+-@\t\r\n", cell[n]) != NULL ? cell + 1 : cell;
}

/* Was this pair offered when the folder was written? */
static bool was_offered(const struct reading *reading, const char *household, const char *unit)
{
    const cJSON *offer = cJSON_GetObjectItemCaseSensitive(reading->offers, household);

    return cJSON_IsString(offer) && strcmp(offer->valuestring, unit) == 0;
}

static int32_t find_row(struct reading *reading, const struct koppel_index *index, const char *key, int32_t column,
                        const char *file, long line)
{
    int32_t row = koppel_index_get(index, key);
    const char *nearest = NULL;
    char quoted[80];

    reading->is_unknown = reading->is_unknown || row == KOPPEL_NONE;
    if (row == KOPPEL_NONE) {
        row = koppel_index_get_but_zeros(index, key);
        reading->n_zeros_lost += row != KOPPEL_NONE;
    }
    if (row == KOPPEL_NONE) {
        nearest = reading->n_hints++ < MAX_HINTS ? koppel_index_nearest(index, key) : NULL;
        reading->status =
            koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->name, line, 0,
                              "column %s: %s is not in %s%s%s%s", koppel_csv_heading(reading->table, column),
                              koppel_identity_quote(key, quoted), file, nearest != NULL ? _(" (did you mean \"") : "",
                              nearest != NULL ? nearest : "", nearest != NULL ? "\"?)" : "");
    }
    return row;
}

/* An offer of the folder whose household or home is not in the tables any more is noted, and counts for nothing. */
static bool has_lapsed(struct reading *reading, const char *household, const char *unit, long line)
{
    bool is_gone = koppel_index_get(&reading->kase->household_index, household) == KOPPEL_NONE;
    bool home_is_gone = koppel_index_get(&reading->kase->unit_index, unit) == KOPPEL_NONE;
    char quoted[80];

    if ((!is_gone && !home_is_gone) || !was_offered(reading, household, unit)) {
        return false;
    }
    koppel_errors_add(reading->notes, KOPPEL_OK, reading->name, line, 0,
                      "the offer has lapsed: %s %s is not in the tables any more", is_gone ? _("household") : _("home"),
                      koppel_identity_quote(is_gone ? household : unit, quoted));
    return true;
}

/* A row of totals or a source is noted and passed over. */
static bool is_foot(struct reading *reading, const char *household, long line)
{
    bool found =
        koppel_index_get(&reading->kase->household_index, household) == KOPPEL_NONE && koppel_key_is_foot(household);

    if (found) {
        koppel_errors_add(reading->notes, KOPPEL_OK, reading->name, line, 0, KOPPEL_FOOT_NOTE);
    }
    return found;
}

static void read_row(struct reading *reading, int32_t row, struct koppel_proposal *proposal)
{
    const struct koppel_csv_table *table = reading->table;
    const char *const *cells = table->cells + (size_t)row * (size_t)table->n_columns;
    const char *household_key = koppel_written_key(cells[reading->household_column]);
    const char *unit_key = koppel_written_key(cells[reading->unit_column]);
    long line = table->lines[row];
    int32_t household = KOPPEL_NONE;
    char quoted[80];

    if (household_key[0] == '\0') {
        reading->status = koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->name, line, 0,
                                            "column %s: the cell is empty: fill it in, or delete the row",
                                            koppel_csv_heading(table, reading->household_column));
        return;
    }
    if (has_lapsed(reading, household_key, unit_key, line) || is_foot(reading, household_key, line)) {
        return;
    }
    household = find_row(reading, &reading->kase->household_index, household_key, reading->household_column,
                         _("the households of the case"), line);
    if (household != KOPPEL_NONE && reading->line_of[household] != 0) {
        reading->status = koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->name, line, 0,
                                            "column %s: %s stands on line %ld already, and may be offered one home",
                                            koppel_csv_heading(table, reading->household_column),
                                            koppel_identity_quote(household_key, quoted), reading->line_of[household]);
        household = KOPPEL_NONE;
    }
    if (unit_key[0] != '\0') {
        int32_t unit = find_row(reading, &reading->kase->unit_index, unit_key, reading->unit_column,
                                _("the units of the case"), line);

        if (household != KOPPEL_NONE) {
            proposal->unit_of[household] = unit;
        }
    }
    if (household != KOPPEL_NONE) {
        reading->line_of[household] = line;
    }
}

/* The messages of rows; one message for all when most of them speak of another case. */
static void pass_on(struct reading *reading, const struct koppel_errors *found, struct koppel_errors *errors)
{
    if (reading->n_unknown > 1 && 2 * reading->n_unknown > reading->table->n_rows) {
        koppel_errors_add(errors, KOPPEL_E_INPUT, reading->name, 0, 0,
                          "%" PRId32 " of %" PRId32
                          " rows name a household or home that is not in this case: is it the "
                          "proposal of another case?",
                          reading->n_unknown, reading->table->n_rows);
        return;
    }
    koppel_errors_append(errors, found);
}

static enum koppel_status read_table(const struct koppel_csv_table *table, const char *name,
                                     const struct koppel_case *kase, const struct before *before,
                                     struct koppel_proposal *proposal, struct koppel_errors *errors)
{
    struct koppel_errors found = {0};
    struct reading reading = {
        .kase = kase, .table = table, .name = name, .errors = &found, .notes = before->notes, .offers = before->offers};

    reading.household_column = koppel_key_column_find(table, KOPPEL_TABLE_HOUSEHOLDS, name, errors);
    reading.unit_column = koppel_key_column_find(table, KOPPEL_TABLE_UNITS, name, errors);
    if (reading.household_column == KOPPEL_NONE || reading.unit_column == KOPPEL_NONE) {
        return KOPPEL_E_INPUT;
    }
    reading.line_of = koppel_new((size_t)kase->n_households, sizeof *reading.line_of);
    if (reading.line_of == NULL) {
        no_memory(errors, name);
        return KOPPEL_E_MEMORY;
    }
    for (int32_t row = 0; row < table->n_rows; row++) {
        reading.is_unknown = false;
        read_row(&reading, row, proposal);
        reading.n_unknown += reading.is_unknown;
    }
    pass_on(&reading, &found, errors);
    koppel_errors_clear(&found);
    free(reading.line_of);
    proposal->n_zeros_lost = reading.n_zeros_lost;
    return reading.status;
}

/* A proposal that offers nothing to anybody. */
static enum koppel_status begin(struct koppel_proposal *proposal, const struct koppel_case *kase, const char *name,
                                struct koppel_errors *errors)
{
    *proposal = (struct koppel_proposal){.n_households = kase->n_households};
    proposal->unit_of = koppel_new((size_t)kase->n_households, sizeof *proposal->unit_of);
    if (proposal->unit_of == NULL) {
        no_memory(errors, name);
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        proposal->unit_of[i] = KOPPEL_NONE;
    }
    return KOPPEL_OK;
}

/* Goes on after the file was read as cells, with `status`. */
static enum koppel_status finish(enum koppel_status status, struct koppel_csv_table *table, const char *name,
                                 const struct koppel_case *kase, const struct before *before,
                                 struct koppel_proposal *proposal, struct koppel_errors *errors)
{
    if (table->n_columns > 0 && status != KOPPEL_E_MEMORY) {
        enum koppel_status more = read_table(table, name, kase, before, proposal, errors);

        status = status == KOPPEL_OK ? more : status;
    }
    koppel_csv_table_free(table);
    return status;
}

/* The home that a member of an object of summary.json gives a household; KOPPEL_NONE: none, or one that is gone. */
static int32_t home_of(const cJSON *homes, const struct koppel_case *kase, int32_t household)
{
    const cJSON *unit = cJSON_GetObjectItemCaseSensitive(homes, kase->households[household].id);

    return cJSON_IsString(unit) ? koppel_index_get(&kase->unit_index, unit->valuestring) : KOPPEL_NONE;
}

/* What a person changed: since summary.json was written, and before that as it tells under "by_hand". */
static enum koppel_status find_edits(const struct koppel_summary *summary, const struct koppel_case *kase,
                                     struct koppel_proposal *proposal)
{
    const cJSON *offers = koppel_summary_member(summary, "offers");
    const cJSON *by_hand = koppel_summary_member(summary, "by_hand");
    bool any = false;

    if (!cJSON_IsObject(offers)) {
        return KOPPEL_OK;
    }
    proposal->edits = koppel_new((size_t)kase->n_households, sizeof *proposal->edits);
    if (proposal->edits == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        bool is_told = cJSON_GetObjectItemCaseSensitive(by_hand, kase->households[i].id) != NULL;
        int32_t before = home_of(is_told ? by_hand : offers, kase, i);

        proposal->edits[i] = (struct koppel_hand_edit){before != proposal->unit_of[i], before};
        any = any || proposal->edits[i].is_edited;
    }
    if (!any) {
        free(proposal->edits);
        proposal->edits = NULL;
    }
    return KOPPEL_OK;
}

/* The households of which the lot decided, as summary.json tells. */
static enum koppel_status read_lots(const struct koppel_summary *summary, const struct koppel_case *kase,
                                    struct koppel_proposal *proposal)
{
    const cJSON *lot = koppel_summary_member(summary, "lot");
    const cJSON *households = cJSON_GetObjectItemCaseSensitive(lot, "households");
    const cJSON *household = NULL;

    if (!cJSON_IsArray(households)) {
        return KOPPEL_OK;
    }
    free(proposal->ties.by_lot);
    proposal->ties.by_lot = koppel_new((size_t)kase->n_households, 1);
    if (proposal->ties.by_lot == NULL) {
        return KOPPEL_E_MEMORY;
    }
    cJSON_ArrayForEach(household, households)
    {
        int32_t row =
            cJSON_IsString(household) ? koppel_index_get(&kase->household_index, household->valuestring) : KOPPEL_NONE;

        if (row != KOPPEL_NONE) {
            proposal->ties.by_lot[row] = 1;
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_proposal_parse(const char *bytes, size_t n_bytes, const char *name,
                                         const struct koppel_case *kase, struct koppel_proposal *proposal,
                                         struct koppel_errors *errors)
{
    const struct before before = {NULL, NULL};
    struct koppel_csv_table table = {0};
    enum koppel_status status = begin(proposal, kase, name, errors);

    if (status != KOPPEL_OK) {
        return status;
    }
    status = koppel_csv_table_parse(bytes, n_bytes, name, &table, errors);
    return finish(status, &table, name, kase, &before, proposal, errors);
}

enum koppel_status koppel_proposal_read(const char *folder, const struct koppel_summary *summary, const char *table,
                                        const struct koppel_case *kase, struct koppel_proposal *proposal,
                                        struct koppel_errors *errors, struct koppel_errors *notes)
{
    const struct before before = {koppel_summary_member(summary, "offers"), notes};
    struct koppel_offers_file file = {0};
    enum koppel_status status = begin(proposal, kase, KOPPEL_OFFERS_TABLE, errors);
    enum koppel_status claims = KOPPEL_OK;
    char *path = status == KOPPEL_OK && table == NULL ? path_of(folder, KOPPEL_OFFERS_TABLE, errors) : NULL;

    if (status != KOPPEL_OK || (path == NULL && table == NULL)) {
        return KOPPEL_E_MEMORY;
    }
    status = koppel_offers_open(table != NULL ? table : path, KOPPEL_OFFERS_TABLE, &file, errors, notes);
    status = finish(status, &file.csv, file.name, kase, &before, proposal, errors);
    koppel_offers_close(&file);
    if (status == KOPPEL_OK && find_edits(summary, kase, proposal) != KOPPEL_OK) {
        status = koppel_errors_no_memory(errors, KOPPEL_OFFERS_TABLE);
    }
    free(path);
    claims = koppel_summary_claims(summary, proposal, errors);
    if (read_lots(summary, kase, proposal) != KOPPEL_OK) {
        claims = koppel_errors_no_memory(errors, "summary.json");
    }
    return status == KOPPEL_OK ? claims : status;
}
