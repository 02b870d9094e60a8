// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* shared_answers.c - what several answers share (see handlers.h). */
#include "serve/handlers.h"
#include "serve/server.h"

#include <stdlib.h>
#include <string.h>

bool koppel_answer_revision(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct koppel_errors errors = {0};
    bool is_done = koppel_log_last(request->dossier, &answer->revision, &errors) == KOPPEL_OK;

    if (!is_done) {
        koppel_answer_errors(answer, _("The dossier could not be read."), &errors);
    }
    koppel_errors_clear(&errors);
    return is_done;
}

bool koppel_current_proposal(const struct koppel_request *request, struct koppel_answer *answer,
                             struct koppel_proposal_record *record)
{
    struct koppel_errors errors = {0};
    bool is_there = false;
    bool is_read = koppel_proposal_find(request->dossier, 0, record, &is_there, &errors) == KOPPEL_OK;

    if (!is_read) {
        koppel_answer_errors(answer, _("The dossier could not be read."), &errors);
    } else if (!is_there) {
        koppel_answer_problem(answer, 404, _("There is no proposal yet: solve first."));
    }
    koppel_errors_clear(&errors);
    return is_read && is_there;
}

bool koppel_answer_view(const struct koppel_request *request, struct koppel_answer *answer, int64_t proposal,
                        const char *const *members, size_t n, struct koppel_text *json)
{
    struct koppel_errors errors = {0};
    bool is_done = koppel_view_add(&request->server->views, request->dossier, request->server->options->program,
                                   proposal, request->language, members, n, json, &errors) == KOPPEL_OK;

    if (!is_done) {
        koppel_answer_errors(answer, _("The proposal could not be shown."), &errors);
    }
    koppel_errors_clear(&errors);
    return is_done;
}

cJSON *koppel_record_json(const struct koppel_proposal_record *record)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddNumberToObject(json, "proposal", (double)record->proposal);
    cJSON_AddNumberToObject(json, "version", (double)record->version);
    cJSON_AddStringToObject(json, "at", record->at);
    cJSON_AddStringToObject(json, "by", record->initials);
    cJSON_AddStringToObject(json, "proof", record->proof);
    cJSON_AddNumberToObject(json, "revision", (double)record->revision);
    cJSON_AddItemToObject(json, "replaces",
                          record->replaces != 0 ? cJSON_CreateNumber((double)record->replaces) : cJSON_CreateNull());
    return json;
}

void koppel_answer_change(const struct koppel_request *request, struct koppel_answer *answer, unsigned status_done,
                          enum koppel_status status, const struct koppel_change_result *result, const char *name,
                          const struct koppel_errors *errors)
{
    cJSON *json = NULL;

    if (result->is_stale) {
        koppel_answer_stale(request, answer);
        return;
    }
    if (status != KOPPEL_OK) {
        koppel_answer_errors(answer, _("It could not be recorded; nothing was changed."), errors);
        return;
    }
    json = cJSON_CreateObject();
    cJSON_AddNumberToObject(json, "revision", (double)result->revision);
    if (name[0] != '\0') {
        cJSON_AddNumberToObject(json, name, (double)(result->number != 0 ? result->number : result->revision));
    }
    answer->revision = result->revision;
    koppel_answer_json(answer, status_done, json);
}

bool koppel_path_number(const char *part, int64_t *number, struct koppel_answer *answer)
{
    size_t n = strlen(part);

    if (n == 0 || n > 9 || strspn(part, "0123456789") != n) {
        koppel_answer_problem(answer, 404, _("There is none with this number."));
        return false;
    }
    *number = strtol(part, NULL, 10);
    return true;
}
