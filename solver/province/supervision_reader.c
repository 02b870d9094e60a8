// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* supervision_reader.c - how a province supervises, from JSON: files and versions (see supervision_reader.h). */
#include "province/supervision_reader.h"

#include "base/memory.h"
#include "io/embedded_file.h"
#include "io/file_bytes.h"
#include "model/province_names.h"
#include "province/supervision_versions.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_VERSIONS = 100, MAX_FILES = 256 };

static const char ladder_prefix[] = "ladder_";

/* Calls `read` for every version, in order of time; the last one valid on the day is read last, into `out`. */
static void read_versions(struct koppel_json_reading *json, const cJSON *root, int32_t day,
                          koppel_supervision_version_reader *read, void *out)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(root, "versions");
    const cJSON *ruling = NULL;
    char path[KOPPEL_JSON_PATH];
    char ruling_path[KOPPEL_JSON_PATH] = "";
    char text[11];
    int32_t last = KOPPEL_NO_DATE;
    int index = 0;

    if (list == NULL || !koppel_rule_is_list(json, "$.versions", list, MAX_VERSIONS)) {
        koppel_json_refuse(json, "$", "the key \"versions\" must hold a list of versions");
        return;
    }
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        struct koppel_rule_version version = {.json = json, .path = path, .object = child};
        int32_t valid_from = KOPPEL_NO_DATE;

        koppel_json_element("$.versions", index++, path);
        if (!read(&version, &valid_from, out)) {
            continue;
        }
        if (valid_from <= last) {
            koppel_json_refuse(json, path,
                               "valid_from is not after that of the version before: put them in order of time");
        }
        last = valid_from;
        if (valid_from <= day) {
            ruling = child;
            snprintf(ruling_path, sizeof ruling_path, "%s", path);
        }
    }
    if (json->status != KOPPEL_OK) {
        return;
    }
    if (ruling == NULL) {
        koppel_date_format(day, text);
        koppel_json_refuse(json, "$.versions", "no version is valid on %s yet", text);
    } else {
        struct koppel_rule_version version = {.json = json, .path = ruling_path, .object = ruling};

        read(&version, &last, out);
    }
}

/* What a file of either kind has: the right rule, and no keys that are not known. */
static bool check_file(struct koppel_json_reading *json, const cJSON *root, const char *rule, const char *keys)
{
    const cJSON *name = NULL;

    if (!koppel_rule_check_keys(json, "$", root, keys)) {
        return false;
    }
    name = cJSON_GetObjectItemCaseSensitive(root, "rule");
    if (!cJSON_IsString(name) || strcmp(name->valuestring, rule) != 0) {
        koppel_json_refuse(json, "$.rule", "this file must hold the rule \"%s\"", rule);
        return false;
    }
    return true;
}

static void read_provinces(struct koppel_json_reading *json, const cJSON *root, struct koppel_ladder *ladder)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(root, "provinces");
    char path[KOPPEL_JSON_PATH];

    if (!cJSON_IsArray(list) || cJSON_GetArraySize(list) > KOPPEL_MAX_LADDER_PROVINCES) {
        koppel_json_refuse(
            json, "$.provinces",
            "write a list of at most %d names of provinces as in municipalities.csv; [] for every province "
            "without a ladder of its own",
            KOPPEL_MAX_LADDER_PROVINCES);
        return;
    }
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        koppel_json_element("$.provinces", ladder->n_provinces, path);
        koppel_rule_copy_text(json, path, child, ladder->provinces[ladder->n_provinces], sizeof ladder->provinces[0]);
        ladder->n_provinces++;
    }
}

enum koppel_status koppel_ladder_parse(const char *text, size_t n_bytes, const char *file, int32_t day,
                                       struct koppel_ladder *ladder, struct koppel_errors *errors)
{
    struct koppel_json_reading json = {.file = file, .errors = errors};
    cJSON *root = NULL;

    *ladder = (struct koppel_ladder){0};
    json.status = koppel_json_parse(text, n_bytes, file, &root, errors);
    if (json.status == KOPPEL_OK && check_file(&json, root, "ladder", "rule name about provinces versions")) {
        koppel_rule_copy_text(&json, "$.name", cJSON_GetObjectItemCaseSensitive(root, "name"), ladder->name,
                              sizeof ladder->name);
        read_provinces(&json, root, ladder);
        read_versions(&json, root, day, koppel_ladder_version_read, ladder);
    }
    cJSON_Delete(root);
    return json.status;
}

enum koppel_status koppel_supervision_dates_parse(const char *text, size_t n_bytes, const char *file, int32_t day,
                                                  struct koppel_supervision_dates *dates, struct koppel_errors *errors)
{
    struct koppel_json_reading json = {.file = file, .errors = errors};
    cJSON *root = NULL;

    *dates = (struct koppel_supervision_dates){0};
    json.status = koppel_json_parse(text, n_bytes, file, &root, errors);
    if (json.status == KOPPEL_OK && check_file(&json, root, "supervision", "rule about versions")) {
        read_versions(&json, root, day, koppel_supervision_version_read, dates);
    }
    cJSON_Delete(root);
    return json.status;
}

/* One ladder more, from bytes. */
static enum koppel_status add_ladder(const char *bytes, size_t n_bytes, const char *file, int32_t day,
                                     struct koppel_supervision_rules *rules, struct koppel_errors *errors)
{
    if (rules->n_ladders == KOPPEL_MAX_LADDERS) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, file, 0, 0, "there are more than %d ladders",
                                 KOPPEL_MAX_LADDERS);
    }
    return koppel_ladder_parse(bytes, n_bytes, file, day, &rules->ladders[rules->n_ladders++], errors);
}

static enum koppel_status add_ladder_file(const char *path, int32_t day, struct koppel_supervision_rules *rules,
                                          struct koppel_errors *errors)
{
    struct koppel_file_bytes bytes = {0};
    enum koppel_status status = koppel_file_bytes_read(path, path, KOPPEL_JSON_MAX_BYTES, &bytes, errors);

    if (status == KOPPEL_OK) {
        status = add_ladder(bytes.bytes, bytes.n_bytes, path, day, rules, errors);
    }
    koppel_file_bytes_free(&bytes);
    return status;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The rule files of supervision in a folder, sorted. */
static enum koppel_status list_files(const char *folder, struct koppel_pool *pool, const char *names[MAX_FILES],
                                     size_t *n_names, struct koppel_errors *errors)
{
    DIR *stream = opendir(folder);
    struct dirent *entry = NULL;

    *n_names = 0;
    if (stream == NULL) {
        return koppel_errors_add(errors, KOPPEL_E_MISSING, folder, 0, 0, "the folder of rules cannot be opened");
    }
    while ((entry = readdir(stream)) != NULL && *n_names < MAX_FILES) {
        const char *name = entry->d_name;
        size_t n = strlen(name);

        if (strcmp(name, "supervision.json") == 0 || (n > 5 && strcmp(name + n - 5, ".json") == 0 &&
                                                      strncmp(name, ladder_prefix, sizeof ladder_prefix - 1) == 0)) {
            names[*n_names] = koppel_pool_copy(pool, name, n);
            *n_names += names[*n_names] != NULL ? 1 : 0;
        }
    }
    closedir(stream);
    qsort(names, *n_names, sizeof *names, compare_names);
    return KOPPEL_OK;
}

static enum koppel_status read_dates_file(const char *path, int32_t day, struct koppel_supervision_rules *rules,
                                          struct koppel_errors *errors)
{
    struct koppel_file_bytes bytes = {0};
    enum koppel_status status = koppel_file_bytes_read(path, path, KOPPEL_JSON_MAX_BYTES, &bytes, errors);

    if (status == KOPPEL_OK) {
        status = koppel_supervision_dates_parse(bytes.bytes, bytes.n_bytes, path, day, &rules->dates, errors);
    }
    koppel_file_bytes_free(&bytes);
    return status;
}

/* The ladder read last, beside those of the same folder: each province has one. */
static enum koppel_status check_one_ladder_each(const struct koppel_supervision_rules *rules, int32_t first_of_folder,
                                                const char *path, struct koppel_errors *errors)
{
    const struct koppel_ladder *last = &rules->ladders[rules->n_ladders - 1];

    for (int32_t l = first_of_folder; l < rules->n_ladders - 1; l++) {
        const struct koppel_ladder *other = &rules->ladders[l];

        if (last->n_provinces == 0 && other->n_provinces == 0) {
            return koppel_errors_add(errors, KOPPEL_E_INPUT, path, 0, 0,
                                     "$.provinces: [] stands in the ladder \"%s\" of this folder already: only one can "
                                     "be for every province",
                                     other->name);
        }
        for (int32_t p = 0; p < last->n_provinces; p++) {
            for (int32_t q = 0; q < other->n_provinces; q++) {
                if (koppel_province_is_same(last->provinces[p], other->provinces[q])) {
                    return koppel_errors_add(errors, KOPPEL_E_INPUT, path, 0, 0,
                                             "$.provinces[%" PRId32 "]: %s has the ladder \"%s\" of this folder "
                                             "already: a province has one ladder",
                                             p, last->provinces[p], other->name);
                }
            }
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status read_folder(const char *folder, int32_t period, int32_t day, bool *has_dates,
                                      struct koppel_supervision_rules *rules, struct koppel_errors *errors)
{
    struct koppel_pool pool = {0};
    const char *names[MAX_FILES];
    size_t n_names = 0;
    int32_t first_of_folder = rules->n_ladders;
    char path[4096];
    enum koppel_status first = list_files(folder, &pool, names, &n_names, errors);

    if (first == KOPPEL_OK && n_names == 0) {
        first = koppel_errors_add(errors, KOPPEL_E_MISSING, folder, 0, 0,
                                  "the folder has no supervision.json and no ladder_*.json: name the file so, or leave "
                                  "out --rules");
    }
    for (size_t i = 0; i < n_names; i++) {
        enum koppel_status status = KOPPEL_OK;

        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        if (strcmp(names[i], "supervision.json") == 0) {
            *has_dates = true;
            status = read_dates_file(path, koppel_period_first_day(period), rules, errors);
        } else {
            status = add_ladder_file(path, day, rules, errors);
            status = status == KOPPEL_OK ? check_one_ladder_each(rules, first_of_folder, path, errors) : status;
        }
        first = first == KOPPEL_OK ? status : first;
    }
    koppel_pool_free(&pool);
    return first;
}

/* The built-in rules; ladders come last, so that those of a folder are found before them. */
static enum koppel_status read_embedded(int32_t period, int32_t day, bool has_dates,
                                        struct koppel_supervision_rules *rules, struct koppel_errors *errors)
{
    enum koppel_status first = KOPPEL_OK;
    char file[80];

    for (size_t i = 0; i < koppel_n_rules_files; i++) {
        const struct koppel_embedded_file *rule = &koppel_rules_files[i];
        enum koppel_status status = KOPPEL_OK;

        snprintf(file, sizeof file, "rules/%s.json", rule->name);
        if (strcmp(rule->name, "supervision") == 0 && !has_dates) {
            status = koppel_supervision_dates_parse((const char *)rule->bytes, rule->n_bytes, file,
                                                    koppel_period_first_day(period), &rules->dates, errors);
        } else if (strncmp(rule->name, ladder_prefix, sizeof ladder_prefix - 1) == 0) {
            struct koppel_errors not_yet = {0};

            /* a province's ladder that begins later does not rule yet: the neutral one does */
            status = add_ladder((const char *)rule->bytes, rule->n_bytes, file, day, rules, &not_yet);
            if (status == KOPPEL_E_INPUT) {
                rules->n_ladders--;
                status = KOPPEL_OK;
            }
            koppel_errors_clear(&not_yet);
        }
        first = first == KOPPEL_OK ? status : first;
    }
    return first;
}

enum koppel_status koppel_supervision_read(const struct koppel_supervision_files *files, int32_t period, int32_t day,
                                           struct koppel_supervision_rules *rules, struct koppel_errors *errors)
{
    bool has_dates = false;
    enum koppel_status first = KOPPEL_OK;
    enum koppel_status status = KOPPEL_OK;

    *rules = (struct koppel_supervision_rules){0};
    if (files->ladder_file != NULL) {
        first = add_ladder_file(files->ladder_file, day, rules, errors);
        rules->ladders[0].n_provinces = 0;
    }
    if (files->rules_folder != NULL) {
        status = read_folder(files->rules_folder, period, day, &has_dates, rules, errors);
        first = first == KOPPEL_OK ? status : first;
    }
    status = read_embedded(period, day, has_dates, rules, errors);
    first = first == KOPPEL_OK ? status : first;
    if (files->ladder_file != NULL) {
        rules->n_ladders = 1;
    }
    return first;
}
