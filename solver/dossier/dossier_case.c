// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_case.c - the versions of a case in a dossier, and its policy (see dossier_case.h). */
#include "dossier/dossier_case.h"

#include "base/path.h"
#include "dossier/dossier_decision.h"
#include "io/case_reader.h"
#include "io/case_sheets.h"
#include "io/column_map.h"
#include "io/file_bytes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- From a folder ---- */

/* The folder in which the files of a case stand: itself, or that of its workbook. To be freed. */
static char *folder_of(const char *path)
{
    struct stat kind;
    const char *slash = strrchr(path, '/');

    if (stat(path, &kind) == 0 && S_ISDIR(kind.st_mode)) {
        return strdup(path);
    }
    return slash == NULL ? strdup(".") : strndup(path, slash > path ? (size_t)(slash - path) : 1);
}

static enum koppel_status take_named(const char *folder, const char *name, const char *sha256,
                                     struct koppel_dossier_files *files, struct koppel_errors *errors)
{
    struct koppel_file_bytes bytes = {0};
    char *path = koppel_path_join(folder, name);
    enum koppel_status status =
        path == NULL ? koppel_errors_no_memory(errors, name)
                     : koppel_file_bytes_read_binary(path, name, KOPPEL_DOSSIER_MAX_FILE, &bytes, errors);

    if (status == KOPPEL_OK && sha256 != NULL && strcmp(sha256, bytes.sha256) != 0) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0, "changed while it was read: try again");
    }
    if (status == KOPPEL_OK) {
        status = koppel_dossier_files_add(files, name, bytes.bytes, bytes.n_bytes, errors);
    }
    koppel_file_bytes_free(&bytes);
    free(path);
    return status;
}

/* The file of an input: of "case.xlsx, sheet Woningen" the workbook. */
static void file_of(const char *input, char name[KOPPEL_PLACE_FILE])
{
    const char *comma = input;

    snprintf(name, KOPPEL_PLACE_FILE, "%s", input);
    for (comma = strchr(input, ','); comma != NULL; comma = strchr(comma + 1, ',')) {
        snprintf(name, KOPPEL_PLACE_FILE, "%.*s", (int)(comma - input), input);
        if (koppel_is_workbook_name(name)) {
            return;
        }
    }
    snprintf(name, KOPPEL_PLACE_FILE, "%s", input);
}

bool koppel_case_has_read(const struct koppel_case *kase, const char *name)
{
    bool is_read = strcmp(name, "columns.json") == 0;

    for (int32_t i = 0; i < kase->n_inputs && !is_read; i++) {
        char file[KOPPEL_PLACE_FILE];

        file_of(kase->inputs[i].file, file);
        is_read = strcmp(file, name) == 0;
    }
    return is_read;
}

static enum koppel_status take_inputs(const char *folder, const struct koppel_case *kase,
                                      struct koppel_dossier_files *files, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;
    char *columns = koppel_path_join(folder, "columns.json");
    struct stat kind;

    for (int32_t i = 0; i < kase->n_inputs && status == KOPPEL_OK; i++) {
        char name[KOPPEL_PLACE_FILE];

        file_of(kase->inputs[i].file, name);
        if (koppel_dossier_files_find(files, name) == NULL) {
            status = take_named(folder, name, kase->inputs[i].sha256, files, errors);
        }
    }
    if (columns == NULL) {
        status = koppel_errors_no_memory(errors, folder);
    } else if (status == KOPPEL_OK && stat(columns, &kind) == 0) {
        status = take_named(folder, "columns.json", NULL, files, errors);
    }
    free(columns);
    return status;
}

enum koppel_status koppel_case_files_take(const char *path, const struct koppel_dossier *dossier,
                                          struct koppel_dossier_files *files, struct koppel_errors *errors,
                                          struct koppel_errors *notes)
{
    const struct koppel_case_request request = {.scope = KOPPEL_CASE_ALLOCATION};
    struct koppel_case kase = {0};
    struct stat kind;
    char *folder = folder_of(path);
    bool is_folder = stat(path, &kind) == 0 && S_ISDIR(kind.st_mode);
    enum koppel_status status =
        folder == NULL ? koppel_errors_no_memory(errors, path) : koppel_case_read(path, &request, &kase, errors, notes);

    if (status == KOPPEL_OK) {
        status = koppel_decisions_lapse(dossier, &kase, notes, errors);
    }
    if (status == KOPPEL_OK && is_folder) {
        status = take_inputs(folder, &kase, files, errors);
    } else if (status == KOPPEL_OK) {
        status = take_named(folder, strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path,
                            kase.n_inputs > 0 ? kase.inputs[0].sha256 : NULL, files, errors);
    }
    koppel_case_free(&kase);
    free(folder);
    return status;
}

/* ---- Versions ---- */

bool koppel_manifest_add(cJSON *object, const struct koppel_dossier_files *files)
{
    cJSON *list = cJSON_AddArrayToObject(object, "files");
    bool is_done = list != NULL;

    for (size_t f = 0; f < files->n_items && is_done; f++) {
        cJSON *file = cJSON_CreateObject();

        is_done = cJSON_AddItemToArray(list, file) != 0 &&
                  cJSON_AddStringToObject(file, "name", files->items[f].name) != NULL &&
                  cJSON_AddNumberToObject(file, "bytes", (double)files->items[f].n_bytes) != NULL &&
                  cJSON_AddStringToObject(file, "sha256", files->items[f].sha256) != NULL;
    }
    return is_done;
}

static cJSON *describe_version(int64_t version, const char *name, const char *reason,
                               const struct koppel_dossier_files *files)
{
    cJSON *what = cJSON_CreateObject();

    if (cJSON_AddNumberToObject(what, "version", (double)version) == NULL ||
        cJSON_AddStringToObject(what, "name", name) == NULL ||
        cJSON_AddStringToObject(what, "reason", reason) == NULL || !koppel_manifest_add(what, files)) {
        cJSON_Delete(what);
        return NULL;
    }
    return what;
}

static enum koppel_status insert_version(const struct koppel_dossier *dossier, const char *name,
                                         const struct koppel_dossier_files *files,
                                         const struct koppel_change_result *result, struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_WHOLE(result->number), KOPPEL_WHOLE(result->revision),
                                          KOPPEL_TEXT(name)};
    enum koppel_status status = koppel_dossier_run(dossier, "INSERT INTO version (version, log, name) VALUES (?, ?, ?)",
                                                   values, 3, NULL, NULL, errors);

    if (status == KOPPEL_OK) {
        status = koppel_content_keep(dossier, files, errors);
    }
    for (size_t f = 0; f < files->n_items && status == KOPPEL_OK; f++) {
        const struct koppel_value file[] = {KOPPEL_WHOLE(result->number), KOPPEL_TEXT(files->items[f].name),
                                            KOPPEL_TEXT(files->items[f].sha256)};

        status = koppel_dossier_run(dossier, "INSERT INTO version_file (version, name, sha256) VALUES (?, ?, ?)", file,
                                    3, NULL, NULL, errors);
    }
    return status;
}

static enum koppel_status write_version(const struct koppel_dossier *dossier,
                                        const struct koppel_change_request *request, const char *name,
                                        const struct koppel_dossier_files *files, struct koppel_change_result *result,
                                        struct koppel_errors *errors)
{
    struct koppel_log_entry entry = {.by = request->by, .action = "import"};
    cJSON *what = NULL;
    enum koppel_status status = koppel_version_last(dossier, &result->number, errors);

    result->number++;
    what = describe_version(result->number, name, request->reason, files);
    entry.what = what;
    if (status == KOPPEL_OK && what == NULL) {
        status = koppel_errors_no_memory(errors, dossier->path);
    }
    if (status == KOPPEL_OK) {
        status = koppel_log_add(dossier, &entry, &result->revision, errors);
    }
    if (status == KOPPEL_OK) {
        status = insert_version(dossier, name, files, result, errors);
    }
    cJSON_Delete(what);
    return status;
}

enum koppel_status koppel_version_add(const struct koppel_dossier *dossier, const struct koppel_change_request *request,
                                      const char *name, const struct koppel_dossier_files *files,
                                      struct koppel_change_result *result, struct koppel_errors *errors)
{
    enum koppel_status status = koppel_log_text_check("reason", request->reason, errors);

    *result = (struct koppel_change_result){0};
    if (status == KOPPEL_OK) {
        status = koppel_log_begin(dossier, request->seen, &result->is_stale, errors);
    }
    return status == KOPPEL_OK
               ? koppel_dossier_end(dossier, write_version(dossier, request, name, files, result, errors), errors)
               : status;
}

enum koppel_status koppel_version_last(const struct koppel_dossier *dossier, int64_t *version,
                                       struct koppel_errors *errors)
{
    return koppel_dossier_number(dossier, "SELECT max(version) FROM version", NULL, 0, 0, version, errors);
}

static enum koppel_status take_name(void *data, struct sqlite3_stmt *row, struct koppel_errors *errors)
{
    char **name = data;

    *name = strdup(koppel_row_text(row, 0));
    return *name != NULL ? KOPPEL_OK : koppel_errors_no_memory(errors, NULL);
}

enum koppel_status koppel_version_name(const struct koppel_dossier *dossier, int64_t version, char **name,
                                       struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_WHOLE(version)};

    *name = NULL;
    return koppel_dossier_run(dossier, "SELECT name FROM version WHERE version = ?", values, 1, take_name, name,
                              errors);
}

enum koppel_status koppel_version_files(const struct koppel_dossier *dossier, int64_t version,
                                        struct koppel_dossier_files *files, struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_WHOLE(version)};

    return koppel_content_read(dossier,
                               "SELECT name, bytes, sha256 FROM version_file JOIN content USING (sha256)"
                               " WHERE version = ? ORDER BY name",
                               values, 1, files, errors);
}

/* ---- Policy ---- */

static enum koppel_status write_policy(const struct koppel_dossier *dossier,
                                       const struct koppel_change_request *request,
                                       const struct koppel_dossier_files *policy, struct koppel_change_result *result,
                                       struct koppel_errors *errors)
{
    cJSON *what = cJSON_CreateObject();
    const struct koppel_log_entry entry = {.by = request->by, .action = "policy", .what = what};
    enum koppel_status status = KOPPEL_OK;

    if (cJSON_AddStringToObject(what, "sha256", policy->items[0].sha256) == NULL ||
        cJSON_AddStringToObject(what, "reason", request->reason) == NULL) {
        status = koppel_errors_no_memory(errors, dossier->path);
    }
    if (status == KOPPEL_OK) {
        status = koppel_content_keep(dossier, policy, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_log_add(dossier, &entry, &result->revision, errors);
    }
    cJSON_Delete(what);
    return status;
}

enum koppel_status koppel_dossier_policy_set(const struct koppel_dossier *dossier,
                                             const struct koppel_change_request *request, const char *json,
                                             struct koppel_change_result *result, struct koppel_errors *errors)
{
    struct koppel_dossier_files policy = {0};
    enum koppel_status status = koppel_log_text_check("reason", request->reason, errors);

    *result = (struct koppel_change_result){0};
    if (status == KOPPEL_OK) {
        status = koppel_dossier_files_add(&policy, "policy.json", json, strlen(json), errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_log_begin(dossier, request->seen, &result->is_stale, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_dossier_end(dossier, write_policy(dossier, request, &policy, result, errors), errors);
    }
    koppel_dossier_files_free(&policy);
    return status;
}

enum koppel_status koppel_dossier_policy(const struct koppel_dossier *dossier, struct koppel_dossier_files *files,
                                         struct koppel_errors *errors)
{
    return koppel_content_read(dossier,
                               "SELECT 'policy.json', bytes, sha256 FROM content WHERE sha256 ="
                               " (SELECT what ->> 'sha256' FROM log WHERE action = 'policy'"
                               " ORDER BY number DESC LIMIT 1)",
                               NULL, 0, files, errors);
}
