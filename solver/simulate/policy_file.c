// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy_file.c - a policy over time of one's own, from JSON (see policy_file.h). */
#include "simulate/policy_file.h"

#include "io/file_bytes.h"
#include "io/json_text.h"
#include "io/policy_reader.h"
#include "io/rules_versions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FILE_BYTES = 1 << 20, MOST_GATHER_DAYS = 366, MOST_FUTURES = 1000, MOST_LOOK = 4000, MOST_PERCENT = 100 };

static const char known[] = "name decides every futures look patience hold_overdue goals";

/* Names stand in tables and on lines: without blanks. */
static void take_name(struct koppel_policy_file *file, const char *name, const char *path)
{
    const char *last = strrchr(path, '/');

    snprintf(file->name, sizeof file->name, "%.60s", name != NULL ? name : last != NULL ? last + 1 : path);
    koppel_text_tame(file->name, strlen(file->name), false);
    for (char *c = file->name; *c != '\0'; c++) {
        *c = *c == ' ' || *c == '\t' ? '-' : *c;
    }
    file->policy.name = file->name;
}

/* A whole number that may be left out. */
static void take_whole(struct koppel_json_reading *json, const cJSON *root, const char *key, int64_t least,
                       int64_t most, int32_t *number)
{
    const cJSON *value = cJSON_GetObjectItemCaseSensitive(root, key);
    char path[KOPPEL_JSON_PATH];
    int64_t whole = 0;

    if (value != NULL && koppel_json_whole(json, koppel_json_path("$", key, path), value, least, most, &whole)) {
        *number = (int32_t)whole;
    }
}

static void take_decides(struct koppel_json_reading *json, const cJSON *value, struct koppel_time_policy *policy)
{
    char shown[80];

    if (!cJSON_IsString(value) || !koppel_time_policy_find(value->valuestring, policy) || policy->decide == NULL ||
        policy->gather_days > 0) {
        koppel_json_refuse(json, "$.decides", "%s is none of first-come, myopic, look-ahead, foresight",
                           koppel_json_show(value, shown));
    }
}

static enum koppel_status take_goals(struct koppel_policy_file *file, const cJSON *goals, const char *path,
                                     struct koppel_errors *errors)
{
    char *text = goals != NULL ? cJSON_PrintUnformatted(goals) : NULL;
    enum koppel_status status = KOPPEL_OK;

    if (goals == NULL) {
        return KOPPEL_OK;
    }
    status = text != NULL ? koppel_policy_parse(text, strlen(text), path, &file->goals, errors)
                          : koppel_errors_no_memory(errors, path);
    file->has_goals = status == KOPPEL_OK;
    cJSON_free(text);
    return status;
}

static enum koppel_status take_root(struct koppel_policy_file *file, const cJSON *root, const char *path,
                                    struct koppel_errors *errors)
{
    struct koppel_json_reading json = {.file = path, .errors = errors};
    const cJSON *name = cJSON_GetObjectItemCaseSensitive(root, "name");
    const cJSON *hold = cJSON_GetObjectItemCaseSensitive(root, "hold_overdue");
    struct koppel_time_policy *policy = &file->policy;

    if (!koppel_rule_check_keys(&json, "$", root, known)) {
        return json.status;
    }
    take_decides(&json, cJSON_GetObjectItemCaseSensitive(root, "decides"), policy);
    if (name != NULL && (!cJSON_IsString(name) || name->valuestring[0] == '\0')) {
        koppel_json_refuse(&json, "$.name", "the name is a text that is not empty");
    }
    policy->patience_percent = KOPPEL_NONE;
    take_whole(&json, root, "every", 1, MOST_GATHER_DAYS, &policy->gather_days);
    take_whole(&json, root, "futures", 1, MOST_FUTURES, &policy->n_futures);
    take_whole(&json, root, "look", 1, MOST_LOOK, &policy->look_days);
    take_whole(&json, root, "patience", 0, MOST_PERCENT, &policy->patience_percent);
    if (hold != NULL && !cJSON_IsBool(hold)) {
        koppel_json_refuse(&json, "$.hold_overdue", "it is true or false");
    }
    policy->holds_against_overdue = cJSON_IsTrue(hold);
    take_name(file, cJSON_IsString(name) ? name->valuestring : NULL, path);
    return json.status == KOPPEL_OK ? take_goals(file, cJSON_GetObjectItemCaseSensitive(root, "goals"), path, errors)
                                    : json.status;
}

enum koppel_status koppel_policy_file_parse(struct koppel_policy_file *file, const char *bytes, size_t n_bytes,
                                            const char *path, struct koppel_errors *errors)
{
    cJSON *root = NULL;
    enum koppel_status status = koppel_json_parse(bytes, n_bytes, path, &root, errors);

    if (status == KOPPEL_OK && cJSON_IsObject(root) && cJSON_GetObjectItemCaseSensitive(root, "decides") == NULL) {
        status = koppel_policy_parse(bytes, n_bytes, path, &file->goals, errors);
        file->has_goals = status == KOPPEL_OK;
        koppel_time_policy_find("myopic", &file->policy);
        file->policy.patience_percent = KOPPEL_NONE;
        take_name(file, status == KOPPEL_OK ? file->goals.name : NULL, path);
    } else if (status == KOPPEL_OK) {
        status = take_root(file, root, path, errors);
    }
    cJSON_Delete(root);
    koppel_sha256(bytes, n_bytes, file->sha256);
    file->policy.sha256 = file->sha256;
    return status;
}

enum koppel_status koppel_policy_file_read(struct koppel_policy_file *file, const char *path,
                                           struct koppel_errors *errors)
{
    struct koppel_file_bytes bytes = {0};
    enum koppel_status status = koppel_file_bytes_read(path, path, MOST_FILE_BYTES, &bytes, errors);

    if (status == KOPPEL_OK) {
        status = koppel_policy_file_parse(file, bytes.bytes, bytes.n_bytes, path, errors);
    }
    koppel_file_bytes_free(&bytes);
    return status;
}

enum koppel_status koppel_policy_file_open(struct koppel_policy_file *file, const struct koppel_job_files *files,
                                           const struct koppel_case_days *days, struct koppel_errors *errors)
{
    struct koppel_job_files own;
    enum koppel_status status = KOPPEL_OK;

    if (!file->has_goals) {
        return KOPPEL_OK;
    }
    own = koppel_job_files_under(files, &file->goals);
    status = koppel_case_world_open(&file->made, &own, days, errors, NULL);
    file->policy.world = &file->made.world;
    return status;
}

void koppel_policy_file_close(struct koppel_policy_file *file)
{
    koppel_case_world_close(&file->made);
    *file = (struct koppel_policy_file){0};
}
