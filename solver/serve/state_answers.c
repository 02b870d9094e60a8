// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* state_answers.c - where a dossier stands: state, log, versions (see handlers.h). */
#include "serve/handlers.h"
#include "serve/server.h"

#include <string.h>

/* ---- State ---- */

static cJSON *user_json(const struct koppel_request *request)
{
    cJSON *user = cJSON_CreateObject();
    cJSON *may = NULL;

    cJSON_AddStringToObject(user, "name", request->person.initials);
    cJSON_AddStringToObject(user, "role", request->person.role);
    may = cJSON_AddArrayToObject(user, "may");
    for (int k = 0; k < KOPPEL_N_RIGHTS; k++) {
        if ((request->rights & 1U << k) != 0) {
            cJSON_AddItemToArray(may, cJSON_CreateString(koppel_right_word(k)));
        }
    }
    return user;
}

static enum koppel_status take_case(void *data, struct sqlite3_stmt *row, struct koppel_errors *errors)
{
    cJSON *kase = data;

    (void)errors;
    cJSON_AddNumberToObject(kase, "version", (double)koppel_row_whole(row, 0));
    cJSON_AddStringToObject(kase, "at", koppel_row_text(row, 1));
    cJSON_AddStringToObject(kase, "by", koppel_row_text(row, 2));
    cJSON_AddStringToObject(kase, "name", koppel_row_text(row, 3));
    return KOPPEL_OK;
}

static cJSON *case_json(const struct koppel_request *request)
{
    cJSON *kase = cJSON_CreateObject();

    koppel_dossier_run(request->dossier,
                       "SELECT version, at, initials, name FROM version JOIN log ON log.number = version.log"
                       " ORDER BY version DESC LIMIT 1",
                       NULL, 0, take_case, kase, NULL);
    if (cJSON_GetArraySize(kase) == 0) {
        cJSON_Delete(kase);
        return cJSON_CreateNull();
    }
    return kase;
}

/* The five figures of a proposal; null when they cannot be shown, which the other resources tell. */
static cJSON *figures_json(const struct koppel_request *request, int64_t proposal)
{
    static const char *const members[] = {"proposal"};
    struct koppel_text json = {0};
    struct koppel_slice figures = {0};
    struct koppel_errors errors = {0};
    cJSON *parsed = NULL;

    if (koppel_view_add(&request->server->views, request->dossier, request->server->options->program, proposal,
                        request->language, members, 1, &json, &errors) == KOPPEL_OK) {
        figures = koppel_json_member((struct koppel_slice){json.bytes, json.n_bytes}, "figures");
        parsed = figures.bytes != NULL ? cJSON_ParseWithLength(figures.bytes, figures.n_bytes) : NULL;
    }
    koppel_text_free(&json);
    koppel_errors_clear(&errors);
    return parsed != NULL ? parsed : cJSON_CreateNull();
}

static cJSON *solve_json(const struct koppel_request *request)
{
    struct koppel_solving_state state = koppel_solving_state(&request->server->solving);
    cJSON *json = cJSON_CreateObject();

    cJSON_AddBoolToObject(json, "running", state.is_running);
    cJSON_AddItemToObject(json, "by", state.is_running ? cJSON_CreateString(state.by) : cJSON_CreateNull());
    cJSON_AddItemToObject(json, "since", state.is_running ? cJSON_CreateString(state.since) : cJSON_CreateNull());
    return json;
}

/* What happened since the proposal was solved. */
static void add_changes(const struct koppel_request *request, const struct koppel_proposal_record *record, cJSON *json)
{
    const struct koppel_value decided[] = {KOPPEL_WHOLE(record->decisions)};
    const struct koppel_value policy[] = {KOPPEL_TEXT(record->policy)};
    int64_t n = 0;
    int64_t version = 0;

    koppel_dossier_number(request->dossier, "SELECT count(*) FROM log WHERE action = 'decision' AND number > ?",
                          decided, 1, 0, &n, NULL);
    cJSON_AddNumberToObject(json, "decisions_since", (double)n);
    koppel_dossier_number(request->dossier,
                          "SELECT what ->> 'sha256' <> ? FROM log WHERE action = 'policy' ORDER BY number DESC LIMIT 1",
                          policy, 1, 0, &n, NULL);
    cJSON_AddBoolToObject(json, "policy_changed", record->proposal != 0 && n != 0);
    koppel_version_last(request->dossier, &version, NULL);
    cJSON_AddBoolToObject(json, "case_changed", record->proposal != 0 && version != record->version);
}

void koppel_get_state(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct koppel_proposal_record record = {0};
    bool is_there = false;
    cJSON *json = NULL;

    if (!koppel_answer_revision(request, answer)) {
        return;
    }
    koppel_proposal_find(request->dossier, 0, &record, &is_there, NULL);
    json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, "revision", (double)answer->revision);
    cJSON_AddStringToObject(json, "program", "koppel");
    cJSON_AddStringToObject(json, "version", KOPPEL_VERSION);
    cJSON_AddStringToObject(json, "language", koppel_language_code(request->language));
    cJSON_AddItemToObject(json, "user", user_json(request));
    cJSON_AddItemToObject(json, "case", case_json(request));
    cJSON_AddItemToObject(json, "proposal", is_there ? koppel_record_json(&record) : cJSON_CreateNull());
    add_changes(request, &record, json);
    cJSON_AddItemToObject(json, "figures", is_there ? figures_json(request, record.proposal) : cJSON_CreateNull());
    cJSON_AddItemToObject(json, "solve", solve_json(request));
    koppel_answer_json(answer, 200, json);
}

/* ---- Log, versions ---- */

static enum koppel_status add_row(void *data, const struct koppel_log_row *row, struct koppel_errors *errors)
{
    (void)errors;
    cJSON_AddItemToArray(data, koppel_log_row_json(row));
    return KOPPEL_OK;
}

void koppel_get_log(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct koppel_errors errors = {0};
    cJSON *json = cJSON_CreateObject();
    cJSON *rows = cJSON_AddArrayToObject(json, "rows");

    if (!koppel_answer_revision(request, answer)) {
        cJSON_Delete(json);
    } else if (koppel_log_read(request->dossier, 0, add_row, rows, &errors) != KOPPEL_OK) {
        cJSON_Delete(json);
        koppel_answer_errors(answer, _("The dossier could not be read."), &errors);
    } else {
        koppel_answer_json(answer, 200, json);
    }
    koppel_errors_clear(&errors);
}

static enum koppel_status add_version(void *data, struct sqlite3_stmt *row, struct koppel_errors *errors)
{
    cJSON *version = cJSON_CreateObject();

    (void)errors;
    cJSON_AddNumberToObject(version, "version", (double)koppel_row_whole(row, 0));
    cJSON_AddStringToObject(version, "at", koppel_row_text(row, 1));
    cJSON_AddStringToObject(version, "by", koppel_row_text(row, 2));
    cJSON_AddStringToObject(version, "name", koppel_row_text(row, 3));
    cJSON_AddStringToObject(version, "reason", koppel_row_text(row, 4));
    cJSON_AddItemToArray(data, version);
    return KOPPEL_OK;
}

static enum koppel_status add_record(void *data, const struct koppel_proposal_record *record,
                                     struct koppel_errors *errors)
{
    (void)errors;
    cJSON_AddItemToArray(data, koppel_record_json(record));
    return KOPPEL_OK;
}

void koppel_get_versions(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct koppel_errors errors = {0};
    cJSON *json = cJSON_CreateObject();
    cJSON *versions = cJSON_AddArrayToObject(json, "versions");
    cJSON *proposals = cJSON_AddArrayToObject(json, "proposals");

    if (!koppel_answer_revision(request, answer)) {
        cJSON_Delete(json);
    } else if (koppel_dossier_run(request->dossier,
                                  "SELECT version, at, initials, name, what ->> 'reason' FROM version"
                                  " JOIN log ON log.number = version.log ORDER BY version",
                                  NULL, 0, add_version, versions, &errors) != KOPPEL_OK ||
               koppel_proposals_read(request->dossier, add_record, proposals, &errors) != KOPPEL_OK) {
        cJSON_Delete(json);
        koppel_answer_errors(answer, _("The dossier could not be read."), &errors);
    } else {
        koppel_answer_json(answer, 200, json);
    }
    koppel_errors_clear(&errors);
}
