// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* solve_answers.c - solving, followed and stopped (see handlers.h). */
#include "serve/handlers.h"
#include "serve/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { USUAL_SECONDS = 300, MOST_SECONDS = 3600 };

/* ---- Solving ---- */

/* A whole number of a member least..most; `otherwise` when it is not there. @return false: it is something else */
static bool read_whole(const cJSON *json, const char *name, int64_t least, int64_t most, int64_t otherwise,
                       int64_t *value)
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(json, name);

    *value = otherwise;
    if (member == NULL || cJSON_IsNull(member)) {
        return true;
    }
    if (!cJSON_IsNumber(member) || member->valuedouble < (double)least || member->valuedouble > (double)most ||
        (double)(int64_t)member->valuedouble != member->valuedouble) {
        return false;
    }
    *value = (int64_t)member->valuedouble;
    return true;
}

static bool read_stay_close(const cJSON *json, char stay_close[24])
{
    const cJSON *member = cJSON_GetObjectItemCaseSensitive(json, "stay_close");
    int64_t n = 0;

    stay_close[0] = '\0';
    if (cJSON_IsString(member)) {
        strcpy(stay_close, "most");
        return strcmp(member->valuestring, "most") == 0;
    }
    if (!read_whole(json, "stay_close", 0, 1000000, -1, &n)) {
        return false;
    }
    if (n >= 0) {
        snprintf(stay_close, 24, "%lld", (long long)n);
    }
    return true;
}

enum koppel_status koppel_next_solve(const struct koppel_dossier *dossier, bool fresh,
                                     struct koppel_proposal_record *record, struct koppel_errors *errors)
{
    struct koppel_proposal_record before = {0};
    struct koppel_dossier_files policy = {0};
    bool is_there = false;
    enum koppel_status status = koppel_log_last(dossier, &record->decisions, errors);

    if (status == KOPPEL_OK) {
        status = koppel_version_last(dossier, &record->version, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_dossier_policy(dossier, &policy, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_proposal_find(dossier, 0, &before, &is_there, errors);
    }
    if (status == KOPPEL_OK && policy.n_items == 0) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, dossier->path, 0, 0, "has no policy");
    }
    if (status == KOPPEL_OK) {
        strcpy(record->policy, policy.items[0].sha256);
        record->replaces = is_there && !fresh ? before.proposal : 0;
        status = record->version == 0 ? KOPPEL_E_ARGUMENT : KOPPEL_OK;
    }
    koppel_dossier_files_free(&policy);
    return status;
}

/* @return false: answered */
static bool describe(const struct koppel_request *request, struct koppel_answer *answer, bool fresh,
                     struct koppel_proposal_record *record)
{
    struct koppel_errors errors = {0};
    enum koppel_status status = koppel_next_solve(request->dossier, fresh, record, &errors);

    if (status == KOPPEL_E_ARGUMENT) {
        koppel_answer_problem(answer, 422, _("There are no tables yet: import them first."));
    } else if (status != KOPPEL_OK) {
        koppel_answer_errors(answer, _("The dossier could not be read."), &errors);
    }
    koppel_errors_clear(&errors);
    return status == KOPPEL_OK;
}

static void answer_running(struct koppel_answer *answer, bool is_running)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddBoolToObject(json, "running", is_running);
    koppel_answer_json(answer, 202, json);
}

void koppel_post_solve(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct koppel_proposal_record record = {0};
    bool fresh = cJSON_IsTrue(cJSON_GetObjectItemCaseSensitive(request->json, "fresh"));

    if (!read_whole(request->json, "time_limit", 1, MOST_SECONDS, USUAL_SECONDS, &record.time_limit) ||
        !read_stay_close(request->json, record.stay_close)) {
        koppel_answer_problem(answer, 422,
                              _("A solve takes time_limit, 1 to 3600 seconds, and stay_close, how many offers may "
                                "change or \"most\"."));
        return;
    }
    if (!describe(request, answer, fresh, &record)) {
        return;
    }
    if (request->seen != record.decisions) {
        koppel_answer_stale(request, answer);
        return;
    }
    if (record.replaces == 0) {
        record.stay_close[0] = '\0'; /* there is nothing to stay close to */
    }
    snprintf(record.language, sizeof record.language, "%s", koppel_language_code(request->language));
    if (!koppel_solving_start(&request->server->solving, &request->person, &record, request->language)) {
        koppel_answer_problem(answer, 409, _("A solve is running already: wait for it, or stop it."));
        return;
    }
    answer_running(answer, true);
}

void koppel_post_stop(const struct koppel_request *request, struct koppel_answer *answer)
{
    answer_running(answer, koppel_solving_stop(&request->server->solving));
}

void koppel_get_progress(const struct koppel_request *request, struct koppel_answer *answer)
{
    (void)request;
    answer->status = 200;
    answer->type = "text/event-stream";
    answer->streams = true;
}
