// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* table_answers.c - tables in and out (see handlers.h). */
#include "book/case_book.h"
#include "io/case_reader.h"
#include "io/case_sheets.h"
#include "serve/handlers.h"
#include "serve/overruled.h"
#include "serve/server.h"

#include "base/path.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* ---- Uploads ---- */

static cJSON *files_json(const struct koppel_dossier_files *files)
{
    cJSON *json = cJSON_CreateObject();

    koppel_manifest_add(json, files);
    return json;
}

void koppel_put_upload(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct koppel_dossier_files files = {0};
    struct koppel_errors errors = {0};
    struct koppel_uploads *uploads = &request->server->uploads;
    enum koppel_status status = koppel_upload_put(uploads, request->person.initials, request->parameters[0],
                                                  request->bytes, request->n_bytes, &errors);

    if (status == KOPPEL_OK) {
        status = koppel_upload_copy(uploads, request->person.initials, &files, &errors);
    }
    if (status == KOPPEL_OK) {
        koppel_answer_json(answer, 200, files_json(&files));
    } else {
        koppel_answer_errors(answer, _("The file was not taken in."), &errors);
    }
    koppel_dossier_files_free(&files);
    koppel_errors_clear(&errors);
}

void koppel_delete_upload(const struct koppel_request *request, struct koppel_answer *answer)
{
    koppel_upload_drop(&request->server->uploads, request->person.initials);
    answer->status = 204;
}

/* ---- What would be imported ---- */

/* Files of a new version, and how they came about. */
struct draft {
    struct koppel_dossier_files uploaded;
    struct koppel_dossier_files files; /* with those of the version before that stay */
    bool replaces_all;
    char *name; /* of the case */
};

static void free_draft(struct draft *draft)
{
    koppel_dossier_files_free(&draft->uploaded);
    koppel_dossier_files_free(&draft->files);
    free(draft->name);
}

/* The table that a file holds by its name; KOPPEL_N_TABLES for another. */
static enum koppel_table table_of(const char *name)
{
    static const char *const endings[] = {".csv.txt", ".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".ods"};
    size_t n = strlen(name);

    for (size_t e = 0; e < sizeof endings / sizeof *endings; e++) {
        size_t n_ending = strlen(endings[e]);

        if (n > n_ending && strcasecmp(name + n - n_ending, endings[e]) == 0) {
            return koppel_table_of_name(name, n_ending);
        }
    }
    return KOPPEL_N_TABLES;
}

/* Does an upload take the place of this file? */
static bool is_replaced(const struct koppel_dossier_files *uploaded, const char *name)
{
    enum koppel_table table = table_of(name);

    for (size_t f = 0; f < uploaded->n_items; f++) {
        if (strcmp(uploaded->items[f].name, name) == 0 ||
            (table != KOPPEL_N_TABLES && table_of(uploaded->items[f].name) == table)) {
            return true;
        }
    }
    return false;
}

/* A workbook that is no single table holds the whole case. */
static bool has_whole_book(const struct koppel_dossier_files *uploaded)
{
    for (size_t f = 0; f < uploaded->n_items; f++) {
        if (koppel_is_workbook_name(uploaded->items[f].name) && table_of(uploaded->items[f].name) == KOPPEL_N_TABLES) {
            return true;
        }
    }
    return false;
}

static enum koppel_status copy_files(const struct koppel_dossier_files *from, const struct koppel_dossier_files *unless,
                                     struct koppel_dossier_files *to, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    for (size_t f = 0; f < from->n_items && status == KOPPEL_OK; f++) {
        if (unless == NULL || !is_replaced(unless, from->items[f].name)) {
            status =
                koppel_dossier_files_add(to, from->items[f].name, from->items[f].bytes, from->items[f].n_bytes, errors);
        }
    }
    return status;
}

/* The name of the version before; of the first one that of its workbook, or "case". */
static enum koppel_status name_draft(const struct koppel_request *request, int64_t version, struct draft *draft,
                                     struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    if (version != 0) {
        return koppel_version_name(request->dossier, version, &draft->name, errors);
    }
    for (size_t f = 0; f < draft->uploaded.n_items && draft->name == NULL; f++) {
        const char *name = draft->uploaded.items[f].name;

        draft->name = koppel_is_workbook_name(name) ? strndup(name, (size_t)(strrchr(name, '.') - name)) : NULL;
    }
    if (draft->name == NULL) {
        draft->name = strdup("case");
        status = draft->name == NULL ? koppel_errors_no_memory(errors, NULL) : KOPPEL_OK;
    }
    return status;
}

/* @param replaces  "all", "tables", or "": as the files suggest */
static enum koppel_status make_draft(const struct koppel_request *request, const char *replaces, struct draft *draft,
                                     struct koppel_errors *errors)
{
    struct koppel_dossier_files before = {0};
    int64_t version = 0;
    enum koppel_status status =
        koppel_upload_copy(&request->server->uploads, request->person.initials, &draft->uploaded, errors);

    if (status == KOPPEL_OK) {
        status = koppel_version_last(request->dossier, &version, errors);
    }
    if (status == KOPPEL_OK) {
        status = name_draft(request, version, draft, errors);
    }
    draft->replaces_all = strcmp(replaces, "all") == 0 || version == 0 ||
                          (strcmp(replaces, "tables") != 0 && has_whole_book(&draft->uploaded));
    if (status == KOPPEL_OK && !draft->replaces_all) {
        status = koppel_version_files(request->dossier, version, &before, errors);
    }
    if (status == KOPPEL_OK) {
        status = copy_files(&before, &draft->uploaded, &draft->files, errors);
    }
    if (status == KOPPEL_OK) {
        status = copy_files(&draft->uploaded, NULL, &draft->files, errors);
    }
    koppel_dossier_files_free(&before);
    return status;
}

/* Reads the draft as a case, from a private folder. koppel_case_free is due either way. */
static enum koppel_status read_draft(const struct draft *draft, struct koppel_case *kase, struct koppel_errors *errors,
                                     struct koppel_errors *notes)
{
    const struct koppel_case_request request = {.scope = KOPPEL_CASE_ALLOCATION};
    struct koppel_temporary_folder scratch = {.lock = -1};
    char *folder = NULL;
    enum koppel_status status = koppel_scratch_make(&scratch, errors);

    if (status == KOPPEL_OK) {
        folder = koppel_path_join(scratch.path, koppel_is_plain_name(draft->name) ? draft->name : "case");
        status = folder == NULL ? koppel_errors_no_memory(errors, NULL)
                                : koppel_dossier_files_put(&draft->files, folder, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_case_read(folder, &request, kase, errors, notes);
        koppel_errors_strip_folder(errors, folder);
        koppel_errors_strip_folder(notes, folder);
    }
    free(folder);
    koppel_scratch_drop(&scratch);
    return status;
}

/* Takes out of the draft what is no table of the case: nobody looked whether that tells who somebody is. */
static enum koppel_status drop_unread(const struct koppel_case *kase, struct draft *draft, struct koppel_errors *errors)
{
    bool has_read = false;

    for (size_t f = 0; f < draft->uploaded.n_items; f++) {
        has_read = has_read || koppel_case_has_read(kase, draft->uploaded.items[f].name);
    }
    if (!has_read) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, draft->uploaded.items[0].name, 0, 0,
                                 "no uploaded file is a table of a case");
    }
    for (size_t f = draft->files.n_items; f > 0; f--) {
        if (!koppel_case_has_read(kase, draft->files.items[f - 1].name)) {
            koppel_dossier_files_drop(&draft->files, draft->files.items[f - 1].name);
        }
    }
    return KOPPEL_OK;
}

static int32_t count_rows(const struct koppel_case *kase, const char *table)
{
    const struct {
        const char *table;
        int32_t n;
    } counts[] = {{"municipalities.csv", kase->n_municipalities},
                  {"neighbourhoods.csv", kase->n_neighbourhoods},
                  {"corporations.csv", kase->n_corporations},
                  {"units.csv", kase->n_units},
                  {"households.csv", kase->n_households},
                  {"targets.csv", kase->n_targets},
                  {"scores.csv", kase->n_scores},
                  {"limits.csv", kase->n_limits},
                  {"decisions.csv", kase->n_decisions}};

    for (size_t t = 0; t < sizeof counts / sizeof *counts; t++) {
        if (strcmp(counts[t].table, table) == 0) {
            return counts[t].n;
        }
    }
    return 0;
}

static cJSON *reading_json(const struct draft *draft, const struct koppel_case *kase,
                           const struct koppel_errors *errors, const struct koppel_errors *notes)
{
    cJSON *json = files_json(&draft->uploaded);
    cJSON *tables = NULL;

    cJSON_AddStringToObject(json, "replaces", draft->replaces_all ? "all" : "tables");
    tables = cJSON_AddArrayToObject(json, "tables");
    for (int32_t i = 0; i < kase->n_inputs; i++) {
        cJSON *table = cJSON_CreateObject();

        cJSON_AddStringToObject(table, "table", kase->inputs[i].table);
        cJSON_AddStringToObject(table, "file", kase->inputs[i].file);
        cJSON_AddNumberToObject(table, "rows", count_rows(kase, kase->inputs[i].table));
        cJSON_AddItemToArray(tables, table);
    }
    cJSON_AddItemToObject(json, "errors", koppel_messages_json(errors, true));
    cJSON_AddItemToObject(json, "notes", koppel_messages_json(notes, false));
    return json;
}

void koppel_get_upload(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct draft draft = {0};
    struct koppel_case kase = {0};
    struct koppel_errors errors = {0};
    struct koppel_errors notes = {0};
    enum koppel_status status = make_draft(request, "", &draft, &errors);

    if (status != KOPPEL_OK) {
        koppel_answer_errors(answer, _("The files could not be read."), &errors);
    } else if (draft.uploaded.n_items == 0) {
        koppel_answer_problem(answer, 404, _("Nothing is uploaded."));
    } else {
        if (read_draft(&draft, &kase, &errors, &notes) == KOPPEL_OK) {
            koppel_decisions_lapse(request->dossier, &kase, &notes, &errors);
        }
        koppel_answer_json(answer, 200, reading_json(&draft, &kase, &errors, &notes));
    }
    koppel_case_free(&kase);
    koppel_errors_clear(&errors);
    koppel_errors_clear(&notes);
    free_draft(&draft);
}

void koppel_post_import(const struct koppel_request *request, struct koppel_answer *answer)
{
    const struct koppel_change_request change = {
        .by = &request->person, .reason = koppel_request_text(request, "reason"), .seen = request->seen};
    struct koppel_change_result result = {0};
    struct draft draft = {0};
    struct koppel_case kase = {0};
    struct koppel_errors errors = {0};
    enum koppel_status status = make_draft(request, koppel_request_text(request, "replaces"), &draft, &errors);

    if (status == KOPPEL_OK && draft.uploaded.n_items == 0) {
        status = koppel_errors_add(&errors, KOPPEL_E_INPUT, "", 0, 0, "upload the tables first");
    }
    if (status == KOPPEL_OK) {
        status = read_draft(&draft, &kase, &errors, NULL);
    }
    if (status == KOPPEL_OK) {
        status = drop_unread(&kase, &draft, &errors);
    }
    if (status != KOPPEL_OK) {
        koppel_answer_errors(answer, _("The tables have errors; nothing was imported."), &errors);
    } else if (!koppel_import_may(request, answer, &draft.files, draft.name)) {
        status = KOPPEL_E_REFUSED;
    } else {
        status = koppel_version_add(request->dossier, &change, draft.name, &draft.files, &result, &errors);
        koppel_answer_change(request, answer, 201, status, &result, "version", &errors);
    }
    if (status == KOPPEL_OK) {
        koppel_upload_drop(&request->server->uploads, request->person.initials);
    }
    koppel_case_free(&kase);
    koppel_errors_clear(&errors);
    free_draft(&draft);
}

/* ---- What is there ---- */

/* The files of the newest version. @return false: there is none, or a fault; answered then */
static bool read_current(const struct koppel_request *request, struct koppel_answer *answer, int64_t *version,
                         struct koppel_dossier_files *files)
{
    struct koppel_errors errors = {0};
    enum koppel_status status = koppel_version_last(request->dossier, version, &errors);

    if (status == KOPPEL_OK && *version == 0) {
        koppel_answer_problem(answer, 404, _("There are no tables yet: import them first."));
        return false;
    }
    if (status == KOPPEL_OK) {
        status = koppel_version_files(request->dossier, *version, files, &errors);
    }
    if (status != KOPPEL_OK) {
        koppel_answer_errors(answer, _("The dossier could not be read."), &errors);
    }
    koppel_errors_clear(&errors);
    return status == KOPPEL_OK;
}

void koppel_get_tables(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct koppel_dossier_files files = {0};
    int64_t version = 0;

    if (read_current(request, answer, &version, &files)) {
        cJSON *json = files_json(&files);

        cJSON_AddNumberToObject(json, "version", (double)version);
        koppel_answer_json(answer, 200, json);
    }
    koppel_dossier_files_free(&files);
}

/* The bytes of the file that the path names. */
static void answer_file(const struct koppel_request *request, struct koppel_answer *answer,
                        const struct koppel_dossier_files *files)
{
    const struct koppel_dossier_file *file = koppel_dossier_files_find(files, request->parameters[0]);

    if (file == NULL) {
        koppel_answer_problem(answer, 404, _("There is no file of this name."));
    } else {
        answer->status = 200;
        answer->type = "application/octet-stream";
        koppel_text_append(&answer->body, file->bytes, file->n_bytes);
    }
}

void koppel_get_table(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct koppel_dossier_files files = {0};
    int64_t version = 0;

    if (read_current(request, answer, &version, &files)) {
        answer_file(request, answer, &files);
    }
    koppel_dossier_files_free(&files);
}

/* The files of the newest proposal, with every decision of the log. @return false: answered */
static bool read_proposal(const struct koppel_request *request, struct koppel_answer *answer,
                          struct koppel_proposal_record *record, struct koppel_dossier_files *files)
{
    struct koppel_errors errors = {0};
    int64_t until = 0;
    enum koppel_status status = KOPPEL_OK;

    if (!koppel_current_proposal(request, answer, record)) {
        return false;
    }
    status = koppel_log_last(request->dossier, &until, &errors);
    if (status == KOPPEL_OK) {
        status = koppel_proposal_with_decisions(request->dossier, record->proposal, until, files, &errors);
    }
    if (status != KOPPEL_OK) {
        koppel_answer_errors(answer, _("The dossier could not be read."), &errors);
    }
    koppel_errors_clear(&errors);
    return status == KOPPEL_OK;
}

void koppel_get_files(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct koppel_proposal_record record;
    struct koppel_dossier_files files = {0};

    if (read_proposal(request, answer, &record, &files)) {
        cJSON *json = files_json(&files);

        cJSON_AddNumberToObject(json, "proposal", (double)record.proposal);
        koppel_answer_json(answer, 200, json);
    }
    koppel_dossier_files_free(&files);
}

void koppel_get_file(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct koppel_proposal_record record;
    struct koppel_dossier_files files = {0};

    if (read_proposal(request, answer, &record, &files)) {
        answer_file(request, answer, &files);
    }
    koppel_dossier_files_free(&files);
}

void koppel_get_empty_workbook(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct koppel_errors errors = {0};

    if (koppel_case_book_make(request->language, NULL, &answer->body, &errors) == KOPPEL_OK) {
        answer->status = 200;
        answer->type = "application/octet-stream";
    } else {
        koppel_answer_errors(answer, _("The workbook could not be made."), &errors);
    }
    koppel_errors_clear(&errors);
}
