// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* published_reader.c - public tables that were published before (see published_reader.h). */
#include "province/published_reader.h"

#include "io/file_bytes.h"
#include "io/json_text.h"
#include "model/province_names.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const columns[KOPPEL_PUBLIC_COLUMNS] = {"target_persons", "housed_persons"};

struct published_reading {
    struct koppel_json_reading json;
    const struct koppel_case *kase;
    struct koppel_published *published;
    struct koppel_published_table *table;
};

static bool has_province(const struct koppel_case *kase, const char *name)
{
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        if (koppel_province_is_same(kase->municipalities[m].province, name)) {
            return true;
        }
    }
    return false;
}

static bool read_count(struct published_reading *r, const char *path, const cJSON *row, int c,
                       struct koppel_published_row *read)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(row, columns[c]);
    char cell[KOPPEL_JSON_PATH];

    koppel_json_path(path, columns[c], cell);
    if (cJSON_IsString(value) && strcmp(value->valuestring, "<5") == 0) {
        read->states[c] = KOPPEL_CELL_SMALL;
        return true;
    }
    if (cJSON_IsString(value) && strcmp(value->valuestring, "x") == 0) {
        read->states[c] = KOPPEL_CELL_WITHHELD;
        return true;
    }
    if (value == NULL) {
        koppel_json_refuse(&r->json, cell, "is missing: this is not a table of koppel supervise --public");
        return false;
    }
    read->states[c] = KOPPEL_CELL_SHOWN;
    return koppel_json_whole(&r->json, cell, value, 0, KOPPEL_JSON_MAX_WHOLE, &read->counts[c]);
}

static void add_row(struct published_reading *r, const struct koppel_published_row *row)
{
    struct koppel_published_table *table = r->table;

    if (koppel_grow((void **)&table->rows, &table->capacity, table->n_rows + 1, sizeof *table->rows) != KOPPEL_OK) {
        r->json.status = koppel_errors_no_memory(r->json.errors, r->json.file);
        return;
    }
    table->rows[table->n_rows++] = *row;
}

/* A municipality's row, or with `of_province` the total of a province. Other provinces than the case's are left out. */
static void read_row(struct published_reading *r, const char *path, const cJSON *row, bool of_province)
{
    const cJSON *code = cJSON_GetObjectItemCaseSensitive(row, "municipality");
    const cJSON *province = cJSON_GetObjectItemCaseSensitive(row, "province");
    struct koppel_published_row read = {.municipality = KOPPEL_NONE};

    if (!cJSON_IsString(province) || (!of_province && !cJSON_IsString(code))) {
        koppel_json_refuse(&r->json, path, "the municipality or its province is missing");
        return;
    }
    if (!has_province(r->kase, province->valuestring)) {
        return;
    }
    if (!of_province) {
        read.municipality = koppel_index_get(&r->kase->municipality_index, code->valuestring);
        if (read.municipality == KOPPEL_NONE) {
            koppel_json_refuse(&r->json, path,
                               "%.20s is in this published table of %.60s and not in the case: publish a province "
                               "with the same municipalities each time",
                               code->valuestring, province->valuestring);
            return;
        }
    }
    read.province = koppel_pool_copy(&r->published->pool, province->valuestring, strlen(province->valuestring));
    if (read.province == NULL) {
        r->json.status = koppel_errors_no_memory(r->json.errors, r->json.file);
        return;
    }
    for (int c = 0; c < KOPPEL_PUBLIC_COLUMNS; c++) {
        if (!read_count(r, path, row, c, &read)) {
            return;
        }
    }
    add_row(r, &read);
}

static void read_rows(struct published_reading *r, const cJSON *root, const char *key, bool of_province)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(root, key);
    char parent[KOPPEL_JSON_PATH];
    char path[KOPPEL_JSON_PATH];
    int index = 0;

    koppel_json_path("$", key, parent);
    if (!cJSON_IsArray(list)) {
        koppel_json_refuse(&r->json, parent, "is missing: this is not a table of koppel supervise --public");
        return;
    }
    for (const cJSON *row = list->child; row != NULL && r->json.status == KOPPEL_OK; row = row->next) {
        read_row(r, koppel_json_element(parent, index++, path), row, of_province);
    }
}

static bool read_head(struct published_reading *r, const cJSON *root)
{
    const cJSON *period = cJSON_GetObjectItemCaseSensitive(root, "period");
    const cJSON *day = cJSON_GetObjectItemCaseSensitive(root, "as_of");

    if (!cJSON_IsString(period) || !koppel_period_parse(period->valuestring, &r->table->period) ||
        !cJSON_IsString(day) || !koppel_date_parse(day->valuestring, &r->table->day)) {
        koppel_json_refuse(&r->json, "$", "has no period and as_of: this is not a table of koppel supervise --public");
        return false;
    }
    if (cJSON_GetObjectItemCaseSensitive(root, "ladders") != NULL) {
        koppel_json_refuse(&r->json, "$", "this table was written without --public: name the one that was published");
        return false;
    }
    return true;
}

static void read_table(struct published_reading *r, const cJSON *root, int32_t period, int32_t day)
{
    char its_day[11];
    char this_day[11];

    if (!read_head(r, root) || r->table->period != period) {
        return;
    }
    if (r->table->day > day) {
        koppel_date_format(r->table->day, its_day);
        koppel_date_format(day, this_day);
        koppel_json_refuse(&r->json, "$.as_of",
                           "this table is of %s, later than the new one of %s: publish tables in the order of their "
                           "days",
                           its_day, this_day);
        return;
    }
    read_rows(r, root, "municipalities", false);
    if (r->json.status == KOPPEL_OK) {
        read_rows(r, root, "provinces", true);
    }
}

static enum koppel_status read_folder(struct published_reading *r, const char *folder, int32_t period, int32_t day)
{
    struct koppel_file_bytes bytes = {0};
    cJSON *root = NULL;
    char file[4096];

    snprintf(file, sizeof file, "%s/supervision.json", folder);
    r->json.file = file;
    r->json.status = koppel_file_bytes_read(file, file, KOPPEL_JSON_MAX_BYTES, &bytes, r->json.errors);
    if (r->json.status == KOPPEL_OK) {
        r->json.status = koppel_json_parse(bytes.bytes, bytes.n_bytes, file, &root, r->json.errors);
    }
    if (r->json.status == KOPPEL_OK) {
        read_table(r, root, period, day);
    }
    cJSON_Delete(root);
    koppel_file_bytes_free(&bytes);
    return r->json.status;
}

static int by_day(const void *a, const void *b)
{
    const struct koppel_published_table *left = a;
    const struct koppel_published_table *right = b;

    return (left->day > right->day) - (left->day < right->day);
}

enum koppel_status koppel_published_read(const struct koppel_case *kase, int32_t period, int32_t day,
                                         const char *const *folders, int32_t n_folders,
                                         struct koppel_published *published, struct koppel_errors *errors)
{
    struct published_reading r = {.json = {.errors = errors}, .kase = kase, .published = published};

    published->tables = koppel_new((size_t)n_folders, sizeof *published->tables);
    if (published->tables == NULL) {
        return koppel_errors_no_memory(errors, NULL);
    }
    for (int32_t f = 0; f < n_folders; f++) {
        enum koppel_status status = KOPPEL_OK;

        r.table = &published->tables[published->n_tables++];
        status = read_folder(&r, folders[f], period, day);
        if (status != KOPPEL_OK) {
            return status;
        }
        if (r.table->period != period) {
            published->n_tables--;
        }
    }
    qsort(published->tables, published->n_tables, sizeof *published->tables, by_day);
    return KOPPEL_OK;
}

void koppel_published_free(struct koppel_published *published)
{
    for (size_t t = 0; t < published->n_tables; t++) {
        free(published->tables[t].rows);
    }
    free(published->tables);
    koppel_pool_free(&published->pool);
    *published = (struct koppel_published){0};
}
