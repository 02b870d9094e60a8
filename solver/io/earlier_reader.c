// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* earlier_reader.c - reads the earlier proposal from which a case is solved again (see earlier_reader.h). */
#include "io/earlier_reader.h"

#include "base/index.h"
#include "base/memory.h"
#include "base/path.h"
#include "base/text.h"
#include "io/file_bytes.h"
#include "io/foot_row.h"
#include "io/hand_edits.h"
#include "io/identity.h"
#include "io/offers_file.h"
#include "io/proposal_reader.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The table being read. */
struct earlier_reading {
    struct koppel_case *kase;
    const struct koppel_csv_table *csv; /* borrowed */
    const char *name;
    struct koppel_errors *errors;
    struct koppel_errors *notes;
    enum koppel_status status;
    int32_t household_column;
    int32_t unit_column;
    struct koppel_index households; /* of the offers read so far */
    int32_t deleted_column;         /* "edited", where earlier.csv tells of offers that were deleted; or KOPPEL_NONE */
    int32_t n_rows;                 /* that name a household */
    int32_t n_fitting;              /* offers of which household and home are in the case */
    int32_t n_lapsed;               /* others that stood in the summary.json of the folder, so they are gone since */
    const cJSON *offers;            /* of that summary.json, when it is of this case; NULL: unknown */
    long *lines;                    /* by order of their households, also those without an offer */
    size_t lines_capacity, offers_capacity;
};

static void lack_memory(struct earlier_reading *reading)
{
    reading->status = koppel_errors_no_memory(reading->errors, reading->name);
}

/* Notes the household of a row. @return false, with a message, when an earlier row has it */
static bool take_household(struct earlier_reading *reading, const char *household, long line)
{
    int32_t found = KOPPEL_NONE;
    char quoted[80];

    if (koppel_grow((void **)&reading->lines, &reading->lines_capacity, (size_t)reading->n_rows + 1,
                    sizeof *reading->lines) != KOPPEL_OK ||
        koppel_index_put(&reading->households, household, reading->n_rows, &found) != KOPPEL_OK) {
        lack_memory(reading);
        return false;
    }
    if (found != KOPPEL_NONE) {
        reading->status =
            koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->name, line, 0,
                              "column %s: %s stands on line %ld already: delete the row that was not its offer",
                              koppel_csv_heading(reading->csv, reading->household_column),
                              koppel_identity_quote(household, quoted), reading->lines[found]);
        return false;
    }
    reading->lines[reading->n_rows++] = line;
    return true;
}

/* Was the offer written so, and is gone from the tables since? */
static bool has_lapsed(const struct earlier_reading *reading, const struct koppel_earlier_offer *offer)
{
    const cJSON *unit = cJSON_GetObjectItemCaseSensitive(reading->offers, offer->household_id);

    return cJSON_IsString(unit) && strcmp(unit->valuestring, offer->unit_id) == 0;
}

/* A spreadsheet that saved the file may have dropped zeros in front of a key. */
static int32_t find_row(const struct koppel_index *index, const char *key)
{
    int32_t row = koppel_index_get(index, key);

    return row != KOPPEL_NONE ? row : koppel_index_get_but_zeros(index, key);
}

static void read_row(struct earlier_reading *reading, int32_t row)
{
    struct koppel_case *kase = reading->kase;
    const char *const *cells = reading->csv->cells + (size_t)row * (size_t)reading->csv->n_columns;
    const char *household = koppel_written_key(cells[reading->household_column]);
    const char *unit = koppel_written_key(cells[reading->unit_column]);
    struct koppel_earlier_offer offer = {.household = find_row(&kase->household_index, household),
                                         .unit = find_row(&kase->unit_index, unit),
                                         .line = reading->csv->lines[row]};

    offer.is_edited = koppel_row_is_edited(reading->csv, row, kase, offer.unit);
    if (household[0] == '\0') {
        reading->status = koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->name, offer.line, 0,
                                            "column %s: the cell is empty: fill it in, or delete the row",
                                            koppel_csv_heading(reading->csv, reading->household_column));
        return;
    }
    if (offer.household == KOPPEL_NONE && koppel_key_is_foot(household)) {
        koppel_errors_add(reading->notes, KOPPEL_OK, reading->name, offer.line, 0, KOPPEL_FOOT_NOTE);
        return;
    }
    household = offer.household != KOPPEL_NONE ? kase->households[offer.household].id : household;
    unit = offer.unit != KOPPEL_NONE ? kase->units[offer.unit].id : unit;
    if (!take_household(reading, household, offer.line) || unit[0] == '\0') {
        return;
    }
    if (reading->deleted_column != KOPPEL_NONE && strcmp(cells[reading->deleted_column], "deleted") == 0) {
        if (offer.household != KOPPEL_NONE) {
            kase->earlier_deleted[offer.household] = offer.unit;
        }
        return;
    }
    offer.household_id = koppel_pool_copy(&kase->pool, household, strlen(household));
    offer.unit_id = koppel_pool_copy(&kase->pool, unit, strlen(unit));
    if (offer.household_id == NULL || offer.unit_id == NULL ||
        koppel_grow((void **)&kase->earlier, &reading->offers_capacity, (size_t)kase->n_earlier + 1,
                    sizeof *kase->earlier) != KOPPEL_OK) {
        lack_memory(reading);
        return;
    }
    kase->earlier[kase->n_earlier++] = offer;
    reading->n_fitting += offer.household != KOPPEL_NONE && offer.unit != KOPPEL_NONE;
    reading->n_lapsed += (offer.household == KOPPEL_NONE || offer.unit == KOPPEL_NONE) && has_lapsed(reading, &offer);
}

/* A key as koppel_written_key reads it back, quoted where CSV needs it. */
static void write_key(struct koppel_text *text, const char *key)
{
    size_t n_key = strlen(key);
    char first = key[strspn(key, "'")];
    bool is_formula = first != '\0' && strchr("=+-@\t\r\n", first) != NULL;
    bool needs_quotes = strpbrk(key, "\",;\r\n\t ") != NULL;

    koppel_text_append(text, "\"", needs_quotes);
    koppel_text_append(text, "'", is_formula);
    for (size_t k = 0; k < n_key; k++) {
        koppel_text_append(text, "\"", key[k] == '"');
        koppel_text_append(text, &key[k], 1);
    }
    koppel_text_append(text, "\"", needs_quotes);
}

/* The offers as a table of two columns, or three where a person put some in or deleted some: nothing else of the file is
 * kept, whatever was added to it. */
static void keep_text(struct earlier_reading *reading)
{
    struct koppel_case *kase = reading->kase;
    struct koppel_input input = {.file = KOPPEL_EARLIER_FILE, .table = KOPPEL_EARLIER_FILE};
    struct koppel_text text = {0};
    bool has_edits = false;

    for (int32_t k = 0; k < kase->n_earlier; k++) {
        has_edits = has_edits || kase->earlier[k].is_edited;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        has_edits = has_edits || kase->earlier_deleted[i] != KOPPEL_NONE;
    }
    koppel_text_add(&text, "%s%s\n", "household,unit", has_edits ? ",edited" : "");
    for (int32_t k = 0; k < kase->n_earlier; k++) {
        write_key(&text, kase->earlier[k].household_id);
        koppel_text_append(&text, ",", 1);
        write_key(&text, kase->earlier[k].unit_id);
        koppel_text_add(&text, "%s%s\n", has_edits ? "," : "", kase->earlier[k].is_edited ? "yes" : "");
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        if (kase->earlier_deleted[i] != KOPPEL_NONE) {
            write_key(&text, kase->households[i].id);
            koppel_text_append(&text, ",", 1);
            write_key(&text, kase->units[kase->earlier_deleted[i]].id);
            koppel_text_add(&text, KOPPEL_SAME(",deleted\n"));
        }
    }
    if (koppel_text_status(&text) == KOPPEL_OK) {
        input.n_bytes = (int64_t)text.n_bytes;
        koppel_sha256(text.bytes, text.n_bytes, input.sha256);
        kase->earlier_text = koppel_pool_copy(&kase->pool, text.bytes, text.n_bytes);
        kase->earlier_file = koppel_pool_copy(&kase->pool, reading->name, strlen(reading->name));
    }
    koppel_text_free(&text);
    if (kase->earlier_text == NULL || kase->earlier_file == NULL || koppel_case_add_input(kase, &input) != KOPPEL_OK) {
        lack_memory(reading);
    }
}

/* Refuses the proposal of another case: no row is about a household and a home of this one. A folder of this case whose
 * offers are all gone since is none, nor is earlier.csv, which was taken before. */
static void refuse_other_case(struct earlier_reading *reading, bool is_copy)
{
    int32_t n = reading->kase->n_earlier;

    if (n > 0 && reading->n_fitting == 0 && reading->n_lapsed < n && !is_copy) {
        reading->status =
            koppel_errors_add(reading->errors, KOPPEL_E_INPUT, reading->name, 0, 0,
                              "this is a proposal of another case, or its keys were spoilt: in none of its %" PRId32
                              " rows with an offer are both the household and the home in this case",
                              n);
    }
}

static void read_table(struct earlier_reading *reading)
{
    struct koppel_case *kase = reading->kase;

    reading->household_column =
        koppel_key_column_find(reading->csv, KOPPEL_TABLE_HOUSEHOLDS, reading->name, reading->errors);
    reading->unit_column = koppel_key_column_find(reading->csv, KOPPEL_TABLE_UNITS, reading->name, reading->errors);
    reading->deleted_column = koppel_named_column_find(reading->csv, "edited");
    if (reading->household_column == KOPPEL_NONE || reading->unit_column == KOPPEL_NONE) {
        reading->status = KOPPEL_E_INPUT;
        return;
    }
    kase->earlier_deleted = koppel_new((size_t)kase->n_households, sizeof *kase->earlier_deleted);
    if (kase->earlier_deleted == NULL) {
        lack_memory(reading);
        return;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        kase->earlier_deleted[i] = KOPPEL_NONE;
    }
    for (int32_t row = 0; row < reading->csv->n_rows && reading->status != KOPPEL_E_MEMORY; row++) {
        read_row(reading, row);
    }
}

/* Reads the table; `folder` is the one of the proposal, with its summary, or NULL. */
static enum koppel_status read_offers(const struct koppel_csv_table *csv, const char *name, const char *folder,
                                      const struct koppel_summary *summary, struct koppel_case *kase,
                                      struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct earlier_reading reading = {.kase = kase, .csv = csv, .name = name, .errors = errors, .notes = notes};
    size_t n_name = strlen(name), n_copy = strlen(KOPPEL_EARLIER_FILE);
    bool is_copy = n_name >= n_copy && strcmp(name + n_name - n_copy, KOPPEL_EARLIER_FILE) == 0;

    if (folder != NULL && summary->status == KOPPEL_E_MEMORY) {
        lack_memory(&reading);
    }
    if (folder != NULL && koppel_written_case_check(summary, folder, kase, NULL) == KOPPEL_OK) {
        reading.offers = koppel_summary_member(summary, "offers");
    }
    if (reading.status == KOPPEL_OK) {
        read_table(&reading);
    }
    if (reading.status == KOPPEL_OK) {
        refuse_other_case(&reading, is_copy);
    }
    if (reading.status == KOPPEL_OK && folder != NULL) {
        reading.status = koppel_hand_edits_mark(folder, summary, kase, errors);
    }
    if (reading.status == KOPPEL_OK) {
        keep_text(&reading);
    }
    kase->has_earlier = reading.status == KOPPEL_OK;
    koppel_index_free(&reading.households);
    free(reading.lines);
    return reading.status;
}

enum koppel_status koppel_earlier_parse(const char *bytes, size_t n_bytes, const char *name, struct koppel_case *kase,
                                        struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct koppel_csv_table csv = {0};
    enum koppel_status status = koppel_csv_table_parse(bytes, n_bytes, name, &csv, errors);

    if (status == KOPPEL_OK) {
        status = read_offers(&csv, name, NULL, NULL, kase, errors, notes);
    }
    koppel_csv_table_free(&csv);
    return status;
}

enum koppel_status koppel_earlier_read(const char *path, struct koppel_case *kase, struct koppel_errors *errors,
                                       struct koppel_errors *notes)
{
    struct koppel_offers_file file = {0};
    struct koppel_summary summary = {0};
    struct stat about;
    bool is_folder = stat(path, &about) == 0 && S_ISDIR(about.st_mode);
    char *chosen = NULL;
    enum koppel_status status = KOPPEL_OK;

    if (is_folder) {
        koppel_summary_read(path, &summary);
        status = koppel_offers_choose(path, &summary, &chosen, errors, notes);
    }
    if (status == KOPPEL_OK) {
        const char *table = is_folder ? chosen : path;

        status = koppel_offers_open(table, table, &file, errors, notes);
    }
    if (status == KOPPEL_OK) {
        status = read_offers(&file.csv, file.name, is_folder ? path : NULL, &summary, kase, errors, notes);
    }
    koppel_summary_free(&summary);
    koppel_offers_close(&file);
    free(chosen);
    return status;
}

enum koppel_status koppel_earlier_find(const char *folder, char **path, struct koppel_errors *errors)
{
    struct stat about;

    *path = koppel_path_join(folder, KOPPEL_EARLIER_FILE);
    if (*path == NULL) {
        return koppel_errors_no_memory(errors, folder);
    }
    if (lstat(*path, &about) != 0) {
        free(*path);
        *path = NULL;
    }
    return KOPPEL_OK;
}
