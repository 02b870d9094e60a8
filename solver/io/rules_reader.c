// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* rules_reader.c - the dated rules of data/rules: files and versions (see rules_reader.h). */
#include "io/rules_reader.h"

#include "base/memory.h"
#include "io/embedded_file.h"
#include "io/file_bytes.h"
#include "io/rules_versions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_VERSIONS = 200 };

static bool read_day(struct koppel_json_reading *json, const char *path, const cJSON *object, int32_t *day)
{
    struct koppel_rule_version version = {.json = json, .path = path, .object = object};
    char below[KOPPEL_JSON_PATH];
    const cJSON *value = koppel_rule_member(&version, "valid_from", below);
    char shown[80];

    if (value != NULL && !(cJSON_IsString(value) && koppel_date_parse(value->valuestring, day))) {
        koppel_json_refuse(json, below, "%s is not a date such as \"2026-01-01\"", koppel_json_show(value, shown));
        return false;
    }
    return value != NULL;
}

static void read_source(const struct koppel_rule_file *file, const struct koppel_rule_version *version)
{
    char path[KOPPEL_JSON_PATH];
    const cJSON *value = koppel_rule_member(version, "source", path);
    size_t room = sizeof version->rules->rent_source;
    char *out = (char *)version->rules + file->source;
    size_t n = 0;

    if (value == NULL) {
        return;
    }
    if (!cJSON_IsString(value) || value->valuestring[0] == '\0') {
        koppel_json_refuse(version->json, path, "write where the numbers stand");
        return;
    }
    n = strlen(value->valuestring);
    if (n >= room) {
        /* cut between characters */
        for (n = room - 1; n > 0 && ((unsigned char)value->valuestring[n] & 0xC0) == 0x80; n--) {
        }
    }
    memcpy(out, value->valuestring, n);
    out[n] = '\0';
}

/* Reads every version; keeps the last one valid on the day. */
static void read_versions(const struct koppel_rule_file *file, struct koppel_json_reading *json, const cJSON *list,
                          int32_t day, struct koppel_rules *rules)
{
    int32_t days[MAX_VERSIONS];
    int32_t ruling = KOPPEL_NO_DATE;
    int32_t first = INT32_MAX;
    int n = 0;
    char known[160];
    char path[KOPPEL_JSON_PATH];

    snprintf(known, sizeof known, "valid_from source mark %s", file->keys);
    for (const cJSON *child = list->child; child != NULL; child = child->next) {
        struct koppel_rules read = *rules;
        struct koppel_rule_version version = {.json = json, .path = path, .object = child, .rules = &read};

        koppel_json_element("$.versions", n, path);
        days[n] = KOPPEL_NO_DATE;
        if (!koppel_rule_check_keys(json, path, child, known)) {
            n++;
            continue;
        }
        if (read_day(json, path, child, &days[n])) {
            for (int i = 0; i < n; i++) {
                if (days[i] == days[n]) {
                    koppel_json_refuse(json, path, "valid_from is the same as in $.versions[%d]: one of them must go",
                                       i);
                }
            }
            first = days[n] < first ? days[n] : first;
        }
        read_source(file, &version);
        file->read(&version);
        if (days[n] != KOPPEL_NO_DATE && days[n] <= day && days[n] > ruling) {
            ruling = days[n];
            *rules = read;
            if (strcmp(file->name, "rent_limits") == 0) {
                rules->rent_valid_from = ruling;
            }
        }
        n++;
    }
    if (ruling == KOPPEL_NO_DATE && json->status == KOPPEL_OK) {
        char wanted[KOPPEL_DAY_WORDS];
        char begins[KOPPEL_DAY_WORDS];

        koppel_date_words(day, wanted);
        koppel_date_words(first, begins);
        koppel_json_refuse(json, "$.versions", "no version is valid on %s; the first begins on %s", wanted, begins);
    }
}

static enum koppel_status parse(const struct koppel_rule_file *rule, const char *text, size_t n_bytes, const char *file,
                                int32_t day, struct koppel_rules *rules, struct koppel_errors *errors)
{
    struct koppel_json_reading json = {.file = file, .errors = errors};
    cJSON *root = NULL;

    json.status = koppel_json_parse(text, n_bytes, file, &root, errors);
    if (json.status == KOPPEL_OK && koppel_rule_check_keys(&json, "$", root, "rule about versions")) {
        const cJSON *name = cJSON_GetObjectItemCaseSensitive(root, "rule");
        const cJSON *versions = cJSON_GetObjectItemCaseSensitive(root, "versions");

        if (!cJSON_IsString(name) || strcmp(name->valuestring, rule->name) != 0) {
            koppel_json_refuse(&json, "$.rule", "this file must hold the rule \"%s\"", rule->name);
        }
        if (versions == NULL) {
            koppel_json_refuse(&json, "$", "the key \"versions\" is missing");
        } else if (koppel_rule_is_list(&json, "$.versions", versions, MAX_VERSIONS)) {
            read_versions(rule, &json, versions, day, rules);
        }
    }
    cJSON_Delete(root);
    return json.status;
}

enum koppel_status koppel_rules_parse(const char *name, const char *text, size_t n_bytes, const char *file, int32_t day,
                                      struct koppel_rules *rules, struct koppel_errors *errors)
{
    for (size_t i = 0; i < koppel_n_rule_files; i++) {
        if (strcmp(koppel_rule_files[i].name, name) == 0) {
            return parse(&koppel_rule_files[i], text, n_bytes, file, day, rules, errors);
        }
    }
    return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, file, 0, 0, "there is no rule \"%.40s\"", name);
}

/* Notes the file among those that the rules come from. */
static void note_file(const struct koppel_rule_file *rule, const char *bytes, size_t n_bytes,
                      struct koppel_rules *rules)
{
    struct koppel_input *file = &rules->files[rules->n_files++];

    file->file = rule->name;
    file->n_bytes = (int64_t)n_bytes;
    koppel_sha256(bytes, n_bytes, file->sha256);
}

static enum koppel_status read_embedded(const struct koppel_rule_file *rule, int32_t day, struct koppel_rules *rules,
                                        struct koppel_errors *errors)
{
    char file[64];

    snprintf(file, sizeof file, "rules/%s.json", rule->name);
    for (size_t i = 0; i < koppel_n_rules_files; i++) {
        const struct koppel_embedded_file *embedded = &koppel_rules_files[i];

        if (strcmp(embedded->name, rule->name) == 0) {
            note_file(rule, (const char *)embedded->bytes, embedded->n_bytes, rules);
            return parse(rule, (const char *)embedded->bytes, embedded->n_bytes, file, day, rules, errors);
        }
    }
    return koppel_errors_add(errors, KOPPEL_E_INTERNAL, file, 0, 0, "the library was built without this rule file");
}

static enum koppel_status read_file(const struct koppel_rule_file *rule, const char *folder, int32_t day,
                                    struct koppel_rules *rules, struct koppel_errors *errors)
{
    struct koppel_file_bytes bytes = {0};
    size_t n_path = strlen(folder) + strlen(rule->name) + sizeof "/.json";
    char *path = koppel_new(n_path, 1);
    enum koppel_status status = KOPPEL_OK;

    if (path == NULL) {
        return koppel_errors_no_memory(errors, folder);
    }
    snprintf(path, n_path, "%s/%s.json", folder, rule->name);
    status = koppel_file_bytes_read(path, path, KOPPEL_JSON_MAX_BYTES, &bytes, errors);
    if (status == KOPPEL_OK) {
        note_file(rule, bytes.bytes, bytes.n_bytes, rules);
        status = parse(rule, bytes.bytes, bytes.n_bytes, path, day, rules, errors);
    }
    koppel_file_bytes_free(&bytes);
    free(path);
    return status;
}

enum koppel_status koppel_rules_read(const char *folder, int32_t day, bool has_rent_limits, struct koppel_rules *rules,
                                     struct koppel_errors *errors)
{
    enum koppel_status first = KOPPEL_OK;

    *rules = (struct koppel_rules){0};
    for (size_t i = 0; i < koppel_n_rule_files; i++) {
        const struct koppel_rule_file *rule = &koppel_rule_files[i];
        enum koppel_status status = KOPPEL_OK;

        if (!has_rent_limits && strcmp(rule->name, "rent_limits") == 0) {
            continue;
        }
        status = folder == NULL ? read_embedded(rule, day, rules, errors) : read_file(rule, folder, day, rules, errors);
        first = first == KOPPEL_OK ? status : first;
    }
    return first;
}
