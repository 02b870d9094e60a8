// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* request.c - answers (see request.h). */
#include "serve/request.h"

#include "report/summary_json.h"

#include <stdlib.h>
#include <string.h>

static const char *title_of(unsigned status)
{
    static const struct {
        unsigned status;
        const char *title;
    } titles[] = {{400, "Bad Request"},
                  {401, "Unauthorized"},
                  {403, "Forbidden"},
                  {404, "Not Found"},
                  {405, "Method Not Allowed"},
                  {409, "Conflict"},
                  {413, "Content Too Large"},
                  {415, "Unsupported Media Type"},
                  {422, "Unprocessable Content"},
                  {428, "Precondition Required"},
                  {500, "Internal Server Error"},
                  {503, "Service Unavailable"}};

    for (size_t t = 0; t < sizeof titles / sizeof *titles; t++) {
        if (titles[t].status == status) {
            return titles[t].title;
        }
    }
    return "Error";
}

static cJSON *problem(unsigned status, const char *type, const char *detail)
{
    cJSON *json = cJSON_CreateObject();

    cJSON_AddStringToObject(json, "type", type);
    cJSON_AddStringToObject(json, "title", title_of(status));
    cJSON_AddNumberToObject(json, "status", status);
    cJSON_AddStringToObject(json, "detail", detail);
    return json;
}

static void answer_with(struct koppel_answer *answer, unsigned status, cJSON *json)
{
    char *text = json != NULL ? cJSON_PrintUnformatted(json) : NULL;

    koppel_text_free(&answer->body);
    answer->status = text != NULL ? status : 500;
    koppel_text_append(&answer->body, text != NULL ? text : "{}", text != NULL ? strlen(text) : 2);
    cJSON_free(text);
    cJSON_Delete(json);
}

void koppel_answer_json(struct koppel_answer *answer, unsigned status, cJSON *json)
{
    answer->type = NULL;
    answer_with(answer, status, json);
}

void koppel_answer_problem(struct koppel_answer *answer, unsigned status, const char *detail)
{
    answer->type = "application/problem+json";
    answer_with(answer, status, problem(status, "about:blank", detail));
}

cJSON *koppel_messages_json(const struct koppel_errors *errors, bool with_codes)
{
    cJSON *list = cJSON_CreateArray();

    for (size_t e = 0; e < errors->n_items; e++) {
        const struct koppel_error *error = &errors->items[e];
        cJSON *message = cJSON_CreateObject();

        cJSON_AddStringToObject(message, "file", error->file);
        cJSON_AddNumberToObject(message, "line", (double)error->line);
        cJSON_AddNumberToObject(message, "column", (double)error->column);
        cJSON_AddStringToObject(message, "text", error->text);
        cJSON_AddStringToObject(message, "code", with_codes ? koppel_status_name(error->code) : "");
        cJSON_AddItemToArray(list, message);
    }
    return list;
}

static unsigned status_of(const struct koppel_errors *errors)
{
    switch (koppel_errors_status(errors)) {
    case KOPPEL_E_ARGUMENT:
    case KOPPEL_E_INPUT:
    case KOPPEL_E_MISSING:
    case KOPPEL_E_REFUSED:
        return 422;
    default:
        return 500;
    }
}

void koppel_answer_errors(struct koppel_answer *answer, const char *detail, const struct koppel_errors *errors)
{
    koppel_answer_refusal(answer, status_of(errors), detail, errors);
}

void koppel_answer_refusal(struct koppel_answer *answer, unsigned status, const char *detail,
                           const struct koppel_errors *errors)
{
    cJSON *json = problem(status, "about:blank", detail);

    cJSON_AddItemToObject(json, "messages", koppel_messages_json(errors, true));
    answer->type = "application/problem+json";
    answer_with(answer, status, json);
}

cJSON *koppel_log_row_json(const struct koppel_log_row *row)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *what = cJSON_Parse(row->what);

    cJSON_AddNumberToObject(json, "number", (double)row->number);
    cJSON_AddStringToObject(json, "at", row->at);
    cJSON_AddStringToObject(json, "by", row->initials);
    cJSON_AddStringToObject(json, "role", row->role);
    cJSON_AddStringToObject(json, "action", row->action);
    cJSON_AddItemToObject(json, "what", what != NULL ? what : cJSON_CreateObject());
    cJSON_AddStringToObject(json, "hash", row->hash);
    return json;
}

static enum koppel_status add_row(void *data, const struct koppel_log_row *row, struct koppel_errors *errors)
{
    (void)errors;
    cJSON_AddItemToArray(data, koppel_log_row_json(row));
    return KOPPEL_OK;
}

void koppel_answer_stale(const struct koppel_request *request, struct koppel_answer *answer)
{
    cJSON *json = problem(409, "/problems/stale",
                          _("Somebody else changed the dossier meanwhile. Look at what they did and try again."));
    cJSON *since = cJSON_AddArrayToObject(json, "since");
    int64_t revision = 0;

    koppel_log_read(request->dossier, request->seen, add_row, since, NULL);
    koppel_log_last(request->dossier, &revision, NULL);
    cJSON_AddNumberToObject(json, "revision", (double)revision);
    answer->type = "application/problem+json";
    answer->revision = revision;
    answer_with(answer, 409, json);
}

const char *koppel_request_text(const struct koppel_request *request, const char *name)
{
    const char *text = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(request->json, name));

    return text != NULL ? text : "";
}
