// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_make.c - a new dossier (see dossier_make.h). */
#include "dossier/dossier_make.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

const struct koppel_person koppel_desk = {.initials = KOPPEL_DESK_LOGIN, .role = "decider"};

/* What a case is called: the last part of its path, without the ending of a workbook. To be freed. */
static char *case_name(const char *path)
{
    size_t n = strlen(path);
    const char *begin = NULL;

    while (n > 1 && path[n - 1] == '/') {
        n--;
    }
    begin = path + n;
    while (begin > path && begin[-1] != '/') {
        begin--;
    }
    n -= (size_t)(begin - path);
    return strndup(begin, n > 5 && strncmp(begin + n - 5, ".xlsx", 5) == 0 ? n - 5 : n);
}

enum koppel_status koppel_dossier_import(const struct koppel_dossier *dossier, const char *case_path,
                                         const char *reason, struct koppel_change_result *result,
                                         struct koppel_errors *errors, struct koppel_errors *notes)
{
    const struct koppel_change_request request = {.by = &koppel_desk, .reason = reason, .seen = KOPPEL_ANY_REVISION};
    struct koppel_dossier_files files = {0};
    char *name = case_name(case_path);
    enum koppel_status status = koppel_case_files_take(case_path, dossier, &files, errors, notes);

    if (status == KOPPEL_OK && name == NULL) {
        status = koppel_errors_no_memory(errors, case_path);
    }
    if (status == KOPPEL_OK) {
        status = koppel_version_add(dossier, &request, name, &files, result, errors);
    }
    free(name);
    koppel_dossier_files_free(&files);
    return status;
}

/* The row with which a log begins. */
static enum koppel_status begin_log(const struct koppel_dossier *dossier, struct koppel_errors *errors)
{
    cJSON *what = cJSON_CreateObject();
    const struct koppel_log_entry entry = {.by = &koppel_desk, .action = "create", .what = what};
    enum koppel_status status = cJSON_AddStringToObject(what, "program", "koppel " KOPPEL_VERSION) != NULL
                                    ? koppel_log_add(dossier, &entry, NULL, errors)
                                    : koppel_errors_no_memory(errors, dossier->path);

    cJSON_Delete(what);
    return status;
}

static enum koppel_status fill(const struct koppel_dossier *dossier, const struct koppel_dossier_beginning *beginning,
                               struct koppel_errors *errors, struct koppel_errors *notes)
{
    const struct koppel_change_request request = {
        .by = &koppel_desk, .reason = _("The policy to begin with"), .seen = KOPPEL_ANY_REVISION};
    struct koppel_change_result result = {0};
    enum koppel_status status = begin_log(dossier, errors);

    if (status == KOPPEL_OK) {
        status = koppel_person_set(dossier, &koppel_desk, KOPPEL_DESK_LOGIN, &koppel_desk, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_dossier_policy_set(dossier, &request, beginning->policy, &result, errors);
    }
    if (status == KOPPEL_OK && beginning->case_path != NULL) {
        status = koppel_dossier_import(dossier, beginning->case_path,
                                       beginning->reason != NULL ? beginning->reason : _("The tables to begin with"),
                                       &result, errors, notes);
    }
    return status;
}

/* Removes what is not published, with the files that SQLite keeps beside it. */
static void remove_part(const char *path)
{
    static const char *const endings[] = {"", "-wal", "-shm"};

    for (size_t e = 0; e < sizeof endings / sizeof *endings; e++) {
        struct koppel_text name = {.is_for_machines = true};

        koppel_text_add(&name, KOPPEL_SAME("%s.part%s"), path, endings[e]);
        if (koppel_text_status(&name) == KOPPEL_OK) {
            unlink(name.bytes);
        }
        koppel_text_free(&name);
    }
}

/* Everything into the file itself, as that alone is published: closing would do it, but tells of no fault. */
static enum koppel_status settle(const struct koppel_dossier *dossier, struct koppel_errors *errors)
{
    int64_t is_busy = 0;
    enum koppel_status status =
        koppel_dossier_number(dossier, "PRAGMA wal_checkpoint(TRUNCATE)", NULL, 0, 0, &is_busy, errors);

    return status == KOPPEL_OK && is_busy != 0
               ? koppel_errors_add(errors, KOPPEL_E_OUTPUT, dossier->path, 0, 0,
                                   "somebody else is writing to it: try again in a moment")
               : status;
}

enum koppel_status koppel_dossier_make(const struct koppel_dossier_beginning *beginning, struct koppel_errors *errors,
                                       struct koppel_errors *notes)
{
    struct koppel_text part = {.is_for_machines = true};
    struct koppel_dossier dossier = {0};
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(&part, KOPPEL_SAME("%s.part"), beginning->path);
    if (koppel_text_status(&part) != KOPPEL_OK) {
        koppel_text_free(&part);
        return koppel_errors_no_memory(errors, beginning->path);
    }
    remove_part(beginning->path); /* of a run that was cut off */
    status = koppel_dossier_new(part.bytes, &dossier, errors);
    if (status == KOPPEL_OK) {
        status = fill(&dossier, beginning, errors, notes);
    }
    if (status == KOPPEL_OK) {
        status = settle(&dossier, errors);
    }
    koppel_dossier_close(&dossier);
    if (status == KOPPEL_OK) {
        status = koppel_dossier_publish(part.bytes, beginning->path, errors);
    }
    remove_part(beginning->path);
    koppel_text_free(&part);
    return status;
}
