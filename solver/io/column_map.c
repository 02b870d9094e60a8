// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* column_map.c - what the tables of a case call their columns (see column_map.h). */
#include "io/column_map.h"

#include "io/case_sheets.h"
#include "io/file_bytes.h"
#include "io/json_text.h"
#include "io/table_header.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROWS = 1000 };

/* What the functions below share. */
struct map_reading {
    struct koppel_json_reading json;
    struct koppel_column_maps *maps;
};

static const char *keep(struct map_reading *reading, const char *text)
{
    const char *copy = koppel_pool_copy(&reading->maps->pool, text, strlen(text));

    if (copy == NULL) {
        reading->json.status = koppel_errors_no_memory(reading->json.errors, reading->json.file);
    }
    return copy != NULL ? copy : "";
}

/* A list of words without one of them. */
static const char *list_without(struct map_reading *reading, const char *words, const char *word)
{
    char list[1024] = "";
    size_t n_list = 0;

    if (!koppel_words_contain(words, word)) {
        return words;
    }
    for (size_t n = 0; *words != '\0'; words += n + strspn(words + n, " ")) {
        n = strcspn(words, " ");
        if (n != strlen(word) || strncmp(words, word, n) != 0) {
            n_list +=
                (size_t)snprintf(list + n_list, sizeof list - n_list, "%s%.*s", n_list > 0 ? " " : "", (int)n, words);
        }
    }
    return keep(reading, list);
}

static const char *list_with(struct map_reading *reading, const char *words, const char *word)
{
    char list[1024];

    snprintf(list, sizeof list, "%s%s%s", words, words[0] != '\0' ? " " : "", word);
    return keep(reading, list);
}

static int32_t column_of(const struct koppel_column_map *map, const char *name)
{
    for (int32_t i = 0; i < map->rule.n_columns; i++) {
        if (strcmp(map->columns[i].name, name) == 0) {
            return i;
        }
    }
    return KOPPEL_NONE;
}

/* One heading of the file and the column that it stands for. */
static void take_heading(struct map_reading *reading, struct koppel_column_map *map, const char *parent,
                         const cJSON *member)
{
    char path[KOPPEL_JSON_PATH];
    char heading[KOPPEL_HEADING_BYTES];
    char known[512] = "";
    int32_t column = cJSON_IsString(member) ? column_of(map, member->valuestring) : KOPPEL_NONE;

    koppel_json_path(parent, member->string, path);
    koppel_heading_fold(member->string, heading);
    if (heading[0] == '\0' || (column == KOPPEL_NONE && !cJSON_IsNull(member))) {
        for (int32_t i = 0; i < map->rule.n_columns; i++) {
            size_t n = strlen(known);

            snprintf(known + n, sizeof known - n, "%s%s", i > 0 ? ", " : "", map->columns[i].name);
        }
        koppel_json_refuse(&reading->json, path, "a heading stands for one of these columns, or for null: %.300s",
                           known);
        return;
    }
    for (int32_t i = 0; i < map->rule.n_columns; i++) {
        map->columns[i].aliases = list_without(reading, map->columns[i].aliases, heading);
    }
    if (column == KOPPEL_NONE) {
        map->rule.left_out = list_with(reading, map->rule.left_out != NULL ? map->rule.left_out : "", heading);
    } else {
        map->columns[column].aliases = list_with(reading, map->columns[column].aliases, heading);
    }
}

static void take_table(struct map_reading *reading, const cJSON *member)
{
    enum koppel_table table = koppel_table_of_name(member->string, 0);
    struct koppel_column_map *map = NULL;
    char path[KOPPEL_JSON_PATH];
    char inner[KOPPEL_JSON_PATH];
    int64_t row = 0;

    koppel_json_path("$", member->string, path);
    if (table == KOPPEL_N_TABLES || !cJSON_IsObject(member)) {
        koppel_json_refuse(&reading->json, path,
                           "this is no table with its columns, such as {\"households\": "
                           "{\"columns\": {\"Meerderjarigen\": \"adults\"}}}");
        return;
    }
    map = &reading->maps->tables[table];
    map->is_given = true;
    map->rule = koppel_tables[table];
    memcpy(map->columns, map->rule.columns, (size_t)map->rule.n_columns * sizeof *map->columns);
    map->rule.columns = map->columns;
    for (const cJSON *part = member->child; part != NULL; part = part->next) {
        koppel_json_path(path, part->string, inner);
        if (strcmp(part->string, "file") == 0 && cJSON_IsString(part)) {
            map->file = keep(reading, part->valuestring);
        } else if (strcmp(part->string, "sheet") == 0 && cJSON_IsString(part)) {
            map->sheet = keep(reading, part->valuestring);
        } else if (strcmp(part->string, "first_row") == 0) {
            if (koppel_json_whole(&reading->json, inner, part, 1, FIRST_ROWS, &row)) {
                map->rule.first_row = (int32_t)row;
            }
        } else if (strcmp(part->string, "columns") == 0 && cJSON_IsObject(part)) {
            for (const cJSON *heading = part->child; heading != NULL; heading = heading->next) {
                take_heading(reading, map, inner, heading);
            }
        } else {
            koppel_json_refuse_key(&reading->json, path, part->string, "file sheet first_row columns");
        }
    }
}

enum koppel_status koppel_column_maps_parse(const char *bytes, size_t n_bytes, const char *file,
                                            struct koppel_column_maps *maps, struct koppel_errors *errors)
{
    struct map_reading reading = {.json = {.file = file, .errors = errors}, .maps = maps};
    cJSON *root = NULL;
    enum koppel_status status = koppel_json_parse(bytes, n_bytes, file, &root, errors);

    if (status != KOPPEL_OK) {
        return status;
    }
    if (!cJSON_IsObject(root)) {
        koppel_json_refuse(&reading.json, "$", "the file holds no object with a table a key");
    }
    for (const cJSON *member = cJSON_IsObject(root) ? root->child : NULL; member != NULL; member = member->next) {
        take_table(&reading, member);
    }
    cJSON_Delete(root);
    return reading.json.status;
}

enum koppel_status koppel_column_maps_read(const char *path, const char *name, struct koppel_column_maps *maps,
                                           struct koppel_errors *errors)
{
    struct koppel_file_bytes file = {0};
    enum koppel_status status = koppel_file_bytes_read(path, name, KOPPEL_JSON_MAX_BYTES, &file, errors);

    if (status == KOPPEL_OK) {
        status = koppel_column_maps_parse(file.bytes, file.n_bytes, name, maps, errors);
    }
    koppel_file_bytes_free(&file);
    return status;
}

const struct koppel_table_rule *koppel_column_maps_rule(const struct koppel_column_maps *maps, enum koppel_table table)
{
    return maps != NULL && maps->tables[table].is_given ? &maps->tables[table].rule : &koppel_tables[table];
}

enum koppel_table koppel_column_maps_table(const struct koppel_column_maps *maps, const char *file, const char *sheet)
{
    for (int table = 0; maps != NULL && table < KOPPEL_N_TABLES; table++) {
        const struct koppel_column_map *map = &maps->tables[table];

        if (map->file != NULL && strcmp(map->file, file) == 0 &&
            (sheet == NULL || map->sheet == NULL || strcmp(map->sheet, sheet) == 0)) {
            return (enum koppel_table)table;
        }
    }
    return KOPPEL_N_TABLES;
}

void koppel_column_maps_free(struct koppel_column_maps *maps)
{
    koppel_pool_free(&maps->pool);
    memset(maps, 0, sizeof *maps);
}
