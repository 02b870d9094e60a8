// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* promises_reader.c - the offers of a proposal folder as they are written (see promises_reader.h). */
#include "province/promises_reader.h"

#include "base/date.h"
#include "base/index.h"
#include "io/cell_value.h"
#include "io/csv_table.h"
#include "io/file_bytes.h"
#include "io/foot_row.h"
#include "io/identity.h"
#include "io/json_text.h"
#include "io/text_encoding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { HOUSEHOLD, UNIT, MUNICIPALITY, CORPORATION, REASON, PERSONS, N_COLUMNS };

static const char *const column_names[N_COLUMNS] = {"household",   "unit",   "municipality",
                                                    "corporation", "reason", "persons"};

struct promises_reading {
    struct koppel_promises *promises;
    struct koppel_errors *errors, *notes;
    struct koppel_csv_table csv;
    struct koppel_index households;
    int32_t position[N_COLUMNS];
    const char *file; /* as messages call it */
    enum koppel_status status;
};

static void refuse(struct promises_reading *reading, long line, const char *column, const char *cell, const char *why)
{
    char quoted[80];
    enum koppel_status status = koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->file, line, 0,
                                                  "column %s: %s %s", column, koppel_identity_quote(cell, quoted), why);

    reading->status = reading->status == KOPPEL_OK ? status : reading->status;
}

static void no_memory(struct promises_reading *reading)
{
    reading->status = koppel_errors_no_memory(reading->errors, reading->file);
}

static void find_columns(struct promises_reading *reading, bool needs_unit)
{
    for (int c = 0; c < N_COLUMNS; c++) {
        reading->position[c] = KOPPEL_NONE;
        for (int32_t p = 0; p < reading->csv.n_columns; p++) {
            if (strcmp(reading->csv.header[p], column_names[c]) == 0) {
                reading->position[c] = p;
            }
        }
        if (reading->position[c] == KOPPEL_NONE && (c == HOUSEHOLD || (c == UNIT && needs_unit))) {
            koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->file, reading->csv.header_line, 0,
                              "the column %s is missing", column_names[c]);
            reading->status = KOPPEL_E_INPUT;
        }
    }
}

static const char *cell_of(const struct promises_reading *reading, int32_t row, int column)
{
    int32_t position = reading->position[column];

    return position == KOPPEL_NONE
               ? ""
               : reading->csv.cells[(size_t)row * (size_t)reading->csv.n_columns + (size_t)position];
}

static const char *keep(struct promises_reading *reading, const char *text)
{
    const char *copy = koppel_pool_copy(&reading->promises->pool, text, strlen(text));

    if (copy == NULL) {
        no_memory(reading);
    }
    return copy != NULL ? copy : "";
}

/* The last row, when it names no household, home or place: numbers alone are left. */
static bool is_nameless_total(const struct promises_reading *reading, int32_t row)
{
    for (int c = HOUSEHOLD; c < PERSONS; c++) {
        if (cell_of(reading, row, c)[0] != '\0') {
            return false;
        }
    }
    return row == reading->csv.n_rows - 1 && koppel_text_is_count(cell_of(reading, row, PERSONS));
}

static void read_row(struct promises_reading *reading, int32_t row, bool needs_unit)
{
    const char *persons = cell_of(reading, row, PERSONS);
    long line = reading->csv.lines[row];
    struct koppel_promise offer = {.household = keep(reading, cell_of(reading, row, HOUSEHOLD)),
                                   .unit = needs_unit ? keep(reading, cell_of(reading, row, UNIT)) : "",
                                   .municipality = keep(reading, cell_of(reading, row, MUNICIPALITY)),
                                   .corporation = keep(reading, cell_of(reading, row, CORPORATION)),
                                   .reason = keep(reading, cell_of(reading, row, REASON)),
                                   .persons = KOPPEL_NONE,
                                   .line = line};
    int32_t found = KOPPEL_NONE;
    struct koppel_promises *promises = reading->promises;

    if (koppel_key_is_foot(offer.household) || is_nameless_total(reading, row)) {
        koppel_errors_add(reading->notes, KOPPEL_OK, reading->file, line, 0, KOPPEL_FOOT_NOTE);
        return;
    }
    if (offer.household[0] == '\0') {
        refuse(reading, line, "household", "", _("is empty: every row is about one household"));
        return;
    }
    if (needs_unit && offer.unit[0] == '\0') {
        return; /* offered nothing */
    }
    if (persons[0] != '\0') {
        if (!koppel_text_is_count(persons)) {
            refuse(reading, line, "persons", persons, _("is not a whole number from 0 on"));
        } else {
            offer.persons = strtoll(persons, NULL, 10);
        }
    }
    if (offer.municipality[0] != '\0' && !koppel_code_has_form(KOPPEL_CODE_GM, offer.municipality)) {
        refuse(reading, line, "municipality", offer.municipality,
               _("is not the code of a municipality, such as GM0363"));
    }
    if (koppel_index_put(&reading->households, offer.household, row, &found) != KOPPEL_OK ||
        koppel_grow((void **)&promises->rows, &promises->capacity, promises->n_promises + promises->n_unplaced + 1,
                    sizeof *promises->rows) != KOPPEL_OK) {
        no_memory(reading);
        return;
    }
    if (found != KOPPEL_NONE) {
        refuse(reading, line, "household", offer.household, _("stands in an earlier row already"));
    }
    promises->rows[promises->n_promises + promises->n_unplaced] = offer;
    *(needs_unit ? &promises->n_promises : &promises->n_unplaced) += 1;
}

static enum koppel_status read_file(struct koppel_promises *promises, const char *file, bool needs_unit,
                                    struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct promises_reading reading = {.promises = promises, .errors = errors, .notes = notes, .file = file};

    reading.status = koppel_csv_table_read(file, file, &reading.csv, errors);
    if (reading.status == KOPPEL_OK) {
        find_columns(&reading, needs_unit);
    }
    for (int32_t row = 0; row < reading.csv.n_rows && reading.status != KOPPEL_E_MEMORY; row++) {
        if (reading.position[HOUSEHOLD] == KOPPEL_NONE || (needs_unit && reading.position[UNIT] == KOPPEL_NONE)) {
            break;
        }
        read_row(&reading, row, needs_unit);
    }
    koppel_index_free(&reading.households);
    koppel_csv_table_free(&reading.csv);
    return reading.status;
}

/* The half-year that summary.json names, and where its policy counts. */
static enum koppel_status read_summary(const char *file, struct koppel_promises *promises, struct koppel_errors *errors)
{
    struct koppel_file_bytes bytes = {0};
    cJSON *root = NULL;
    const cJSON *named = NULL;
    const cJSON *counts = NULL;
    enum koppel_status status = koppel_file_bytes_read(file, file, KOPPEL_JSON_MAX_BYTES, &bytes, errors);

    if (status == KOPPEL_OK) {
        status = koppel_json_parse(bytes.bytes, bytes.n_bytes, file, &root, errors);
    }
    named = cJSON_GetObjectItemCaseSensitive(root, "period");
    counts = cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(root, "policy"), "target");
    counts = cJSON_GetObjectItemCaseSensitive(counts, "counts");
    promises->counts_where_housed = cJSON_IsString(counts) && strcmp(counts->valuestring, "housed") == 0;
    if (named != NULL && !(cJSON_IsString(named) && koppel_period_parse(named->valuestring, &promises->period))) {
        status =
            koppel_errors_add(errors, KOPPEL_E_INPUT, file, 0, 0, "$.period is not a half-year such as \"2026-1\"");
    }
    cJSON_Delete(root);
    koppel_file_bytes_free(&bytes);
    return status;
}

enum koppel_status koppel_promises_read(const char *folder, struct koppel_promises *promises,
                                        struct koppel_errors *errors, struct koppel_errors *notes)
{
    size_t n_path = strlen(folder) + sizeof "/proposal.csv";
    char *path = koppel_new(n_path, 1);
    enum koppel_status status = KOPPEL_OK;

    *promises = (struct koppel_promises){.period = KOPPEL_NONE};
    if (path == NULL) {
        return koppel_errors_no_memory(errors, folder);
    }
    snprintf(path, n_path, "%s/proposal.csv", folder);
    status = read_file(promises, path, true, errors, notes);
    snprintf(path, n_path, "%s/unplaced.csv", folder);
    if (access(path, F_OK) == 0) {
        enum koppel_status second = read_file(promises, path, false, errors, notes);

        status = status == KOPPEL_OK ? second : status;
    }
    snprintf(path, n_path, "%s/summary.json", folder);
    if (access(path, F_OK) == 0) {
        enum koppel_status third = read_summary(path, promises, errors);

        status = status == KOPPEL_OK ? third : status;
    }
    free(path);
    return status;
}

void koppel_promises_free(struct koppel_promises *promises)
{
    koppel_pool_free(&promises->pool);
    free(promises->rows);
    *promises = (struct koppel_promises){0};
}
