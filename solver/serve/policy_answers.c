// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* policy_answers.c - the policy under which it is solved: as it is, those that koppel ships, another one with what it
 * would do, and setting it (see handlers.h).
 */
#include "io/embedded_file.h"
#include "io/policy_reader.h"
#include "serve/consequence.h"
#include "serve/handlers.h"
#include "serve/offers.h"
#include "serve/server.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRIAL_SECONDS = 60 };

/* ---- As it is ---- */

void koppel_get_policy(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct koppel_dossier_files files = {0};
    struct koppel_errors errors = {0};

    if (koppel_answer_revision(request, answer)) {
        if (koppel_dossier_policy(request->dossier, &files, &errors) == KOPPEL_OK && files.n_items > 0) {
            answer->status = 200;
            answer->body.is_for_machines = true;
            koppel_text_add(&answer->body, "{\"policy\": ");
            koppel_text_append(&answer->body, files.items[0].bytes, files.items[0].n_bytes);
            koppel_text_add(&answer->body, "}");
        } else {
            koppel_answer_errors(answer, _("The dossier could not be read."), &errors);
        }
    }
    koppel_dossier_files_free(&files);
    koppel_errors_clear(&errors);
}

/* ---- Those that koppel ships ---- */

/* @return false: it cannot be read */
static bool add_shipped(cJSON *list, const struct koppel_embedded_file *file)
{
    struct koppel_policy policy;
    char *json = NULL;
    bool is_read =
        koppel_policy_parse((const char *)file->bytes, file->n_bytes, file->name, &policy, NULL) == KOPPEL_OK &&
        koppel_policy_print(&policy, &json) == KOPPEL_OK && cJSON_AddItemToArray(list, cJSON_Parse(json));

    free(json);
    return is_read;
}

void koppel_get_policies(const struct koppel_request *request, struct koppel_answer *answer)
{
    cJSON *json = cJSON_CreateObject();
    cJSON *list = cJSON_AddArrayToObject(json, "policies");
    bool is_read = true;

    (void)request;
    for (size_t k = 0; k < koppel_n_named_files; k++) {
        is_read = add_shipped(list, &koppel_named_files[k]) && is_read;
    }
    if (is_read) {
        koppel_answer_json(answer, 200, json);
    } else {
        cJSON_Delete(json);
        koppel_answer_problem(answer, 500, _("memory ran out"));
    }
}

/* ---- Another one ---- */

/* Do the keys differ from those of a shipped policy, but for the day of the run? */
static bool differs_from(const struct koppel_embedded_file *file, const struct koppel_policy *policy)
{
    struct koppel_policy shipped;
    char *one = NULL;
    char *other = NULL;
    bool is_same = false;

    if (koppel_policy_parse((const char *)file->bytes, file->n_bytes, file->name, &shipped, NULL) == KOPPEL_OK) {
        shipped.as_of = policy->as_of;
        shipped.period = policy->period;
        is_same = koppel_policy_print(&shipped, &one) == KOPPEL_OK &&
                  koppel_policy_print(policy, &other) == KOPPEL_OK && strcmp(one, other) == 0;
    }
    free(one);
    free(other);
    return !is_same;
}

/* A proposal whose policy has the name of one that koppel ships but not its keys would be refused by its check. */
static enum koppel_status check_name(const struct koppel_policy *policy, struct koppel_errors *errors)
{
    for (size_t k = 0; k < koppel_n_named_files; k++) {
        if (strcmp(koppel_named_files[k].name, policy->name) == 0 && differs_from(&koppel_named_files[k], policy)) {
            return koppel_errors_add(errors, KOPPEL_E_INPUT, "policy", 0, 0,
                                     "koppel knows a policy called %s, with other values: give this one a name of its "
                                     "own ($.name)",
                                     policy->name);
        }
    }
    return KOPPEL_OK;
}

/* The policy of a body with every key, as it is kept; to be freed. */
static enum koppel_status fill_policy(const cJSON *given, char **json, struct koppel_errors *errors)
{
    struct koppel_policy policy;
    char *text = cJSON_PrintUnformatted(given);
    enum koppel_status status = KOPPEL_OK;

    if (!cJSON_IsObject(given)) {
        cJSON_free(text);
        return koppel_errors_add(errors, KOPPEL_E_INPUT, "", 0, 0, "a policy is needed, as GET gives it");
    }
    if (text == NULL) {
        return koppel_errors_no_memory(errors, NULL);
    }
    koppel_policy_default(&policy);
    status = koppel_policy_parse(text, strlen(text), "policy", &policy, errors);
    if (status == KOPPEL_OK) {
        status = check_name(&policy, errors);
    }
    if (status == KOPPEL_OK && koppel_policy_print(&policy, json) != KOPPEL_OK) {
        status = koppel_errors_no_memory(errors, NULL);
    }
    cJSON_free(text);
    return status;
}

void koppel_put_policy(const struct koppel_request *request, struct koppel_answer *answer)
{
    const struct koppel_change_request change = {
        .by = &request->person, .reason = koppel_request_text(request, "reason"), .seen = request->seen};
    struct koppel_change_result result = {0};
    struct koppel_errors errors = {0};
    char *json = NULL;
    enum koppel_status status = fill_policy(cJSON_GetObjectItemCaseSensitive(request->json, "policy"), &json, &errors);

    if (status == KOPPEL_OK) {
        status = koppel_dossier_policy_set(request->dossier, &change, json, &result, &errors);
    }
    koppel_answer_change(request, answer, 200, status, &result, "", &errors);
    free(json);
    koppel_errors_clear(&errors);
}

/* ---- What it would do ---- */

static void add_or_null(cJSON *json, const char *name, int64_t value)
{
    cJSON_AddItemToObject(json, name, value != KOPPEL_UNKNOWN ? cJSON_CreateNumber((double)value) : cJSON_CreateNull());
}

static int64_t count_of(const cJSON *summary, const char *name)
{
    const cJSON *count = cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(summary, "counts"), name);

    return cJSON_IsNumber(count) ? (int64_t)count->valuedouble : KOPPEL_UNKNOWN;
}

/* Of a thousand permit holders, how many would have to move for an even spread (the index of dissimilarity). */
static int64_t uneven_of(const cJSON *summary)
{
    const cJSON *at = cJSON_GetObjectItemCaseSensitive(summary, "spread");

    at = cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(at, "all"), "after");
    at = cJSON_GetObjectItemCaseSensitive(at, "dissimilarity");
    return cJSON_IsNumber(at) ? (int64_t)(at->valuedouble * 1000 + 0.5) : KOPPEL_UNKNOWN;
}

/* What a proposal comes to, in persons. @param beyond  people who are placed beyond a limit; KOPPEL_UNKNOWN */
static enum koppel_status add_outcome(cJSON *json, const char *name, const struct koppel_dossier_files *files,
                                      int64_t beyond, struct koppel_errors *errors)
{
    static const char *const names[][2] = {{"households", "households"},
                                           {"with_home", "placed_households"},
                                           {"people", "persons"},
                                           {"people_with_home", "placed_persons"},
                                           {"people_to_house", "target_persons_to_house"},
                                           {"people_short", "target_persons_short"},
                                           {"agreements", "agreements"}};
    const struct koppel_dossier_file *file = koppel_dossier_files_find(files, "summary.json");
    cJSON *summary = file != NULL ? cJSON_ParseWithLength(file->bytes, file->n_bytes) : NULL;
    cJSON *outcome = cJSON_AddObjectToObject(json, name);

    if (summary == NULL) {
        return koppel_errors_add(errors, KOPPEL_E_INTERNAL, "summary.json", 0, 0, "cannot be read");
    }
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        add_or_null(outcome, names[n][0], count_of(summary, names[n][1]));
    }
    add_or_null(outcome, "agreements_kept", count_of(summary, "agreements") - count_of(summary, "agreements_not_met"));
    add_or_null(outcome, "people_beyond", beyond);
    add_or_null(outcome, "uneven_per_mille", uneven_of(summary));
    cJSON_Delete(summary);
    return KOPPEL_OK;
}

/* Both by the limits of the policy as it is or, where it has none, by those of the other one. */
static enum koppel_status compare(const struct koppel_dossier_files *before, const struct koppel_dossier_files *after,
                                  cJSON *json, struct koppel_errors *errors)
{
    const struct koppel_dossier_files *limits = before;
    int64_t one = KOPPEL_UNKNOWN;
    int64_t other = KOPPEL_UNKNOWN;
    enum koppel_status status = koppel_places_beyond(limits, before, &one, errors);

    if (status == KOPPEL_OK && one == KOPPEL_UNKNOWN) {
        limits = after;
        status = koppel_places_beyond(limits, before, &one, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_places_beyond(limits, after, &other, errors);
    }
    if (status == KOPPEL_OK) {
        status = add_outcome(json, "before", before, one, errors);
    }
    if (status == KOPPEL_OK) {
        status = add_outcome(json, "after", after, other, errors);
    }
    return status == KOPPEL_OK ? koppel_consequence_add(before, after, json, errors) : status;
}

/* What the work has found, beside what the decisions recorded so far make of the proposal. */
static enum koppel_status tell(const struct koppel_request *request, const struct koppel_work *work,
                               const struct koppel_proposal_record *record, const volatile sig_atomic_t *stop,
                               cJSON *json, struct koppel_errors *errors)
{
    struct koppel_dossier_files before = {0};
    struct koppel_dossier_files after = {0};
    enum koppel_status status = koppel_recorded_files(&request->server->recorded, request->dossier,
                                                      request->server->options->program, record, stop, &before, errors);

    if (status == KOPPEL_OK) {
        status = koppel_dossier_files_take(&after, work->out, errors);
    }
    if (status == KOPPEL_OK) {
        status = compare(&before, &after, json, errors);
    }
    koppel_dossier_files_free(&before);
    koppel_dossier_files_free(&after);
    return status;
}

/* Solves with the policy, from the newest proposal and with every decision, and tells what differs. */
static enum koppel_status try_policy(const struct koppel_request *request, const char *policy,
                                     const struct koppel_proposal_record *record, const volatile sig_atomic_t *stop,
                                     cJSON *json, struct koppel_errors *errors)
{
    struct koppel_work_request folders = {
        .version = record->version, .proposal = record->proposal, .with_decisions = true, .policy_json = policy};
    struct koppel_proposal_record outcome = *record;
    const struct koppel_solve_request solve = {.record = &outcome, .quick = true, .stop = stop};
    struct koppel_work work = {0};
    struct koppel_errors told = {0};
    enum koppel_solve_end end = KOPPEL_SOLVE_FAILED;
    enum koppel_status status = koppel_log_last(request->dossier, &folders.until, errors);

    if (status == KOPPEL_OK) {
        status = koppel_work_open(&work, request->dossier, request->server->options->program, &folders, errors);
    }
    if (status == KOPPEL_OK) {
        end = koppel_work_solve(&work, &solve, &told);
        if (end == KOPPEL_SOLVE_FAILED || end == KOPPEL_SOLVE_NOTHING) {
            koppel_errors_append(errors, &told);
            status = KOPPEL_E_INTERNAL;
        }
    }
    cJSON_AddBoolToObject(json, "possible", end == KOPPEL_SOLVE_DONE);
    cJSON_AddBoolToObject(json, "proven", end == KOPPEL_SOLVE_DONE && strcmp(outcome.proof, "best") == 0);
    cJSON_AddItemToObject(json, "messages", koppel_messages_json(&told, true));
    if (status == KOPPEL_OK && end == KOPPEL_SOLVE_DONE) {
        status = tell(request, &work, record, stop, json, errors);
    } else {
        koppel_consequence_none(json);
    }
    koppel_work_close(&work);
    koppel_errors_clear(&told);
    return status;
}

static void answer_trial(const struct koppel_request *request, struct koppel_answer *answer, const char *policy,
                         const struct koppel_proposal_record *record)
{
    struct koppel_preview *running = koppel_preview_begin(request->server, request->person.initials);
    struct koppel_errors errors = {0};
    cJSON *json = cJSON_CreateObject();
    enum koppel_status status = try_policy(request, policy, record, &running->stop, json, &errors);

    if (running->stop != 0) { /* what it found is not whole */
        cJSON_Delete(json);
        koppel_answer_problem(answer, 409, _("Another preview took the place of this one."));
    } else if (status != KOPPEL_OK) {
        cJSON_Delete(json);
        koppel_answer_errors(answer, _("It could not be worked out."), &errors);
    } else {
        koppel_answer_json(answer, 200, json);
    }
    koppel_preview_end(request->server, running);
    koppel_errors_clear(&errors);
}

void koppel_post_policy_preview(const struct koppel_request *request, struct koppel_answer *answer)
{
    struct koppel_proposal_record record;
    struct koppel_errors errors = {0};
    char *json = NULL;

    koppel_previews_stop(request->server, request->person.initials);
    if (!koppel_current_proposal(request, answer, &record)) {
        return;
    }
    record.time_limit = TRIAL_SECONDS;
    record.stay_close[0] = '\0';
    snprintf(record.language, sizeof record.language, "%s", koppel_language_code(request->language));
    if (fill_policy(cJSON_GetObjectItemCaseSensitive(request->json, "policy"), &json, &errors) != KOPPEL_OK) {
        koppel_answer_errors(answer, _("It could not be worked out."), &errors);
    } else if (!koppel_child_begin(request->server)) {
        koppel_answer_problem(answer, 503, _("The server is busy. Try again in a moment."));
    } else {
        answer_trial(request, answer, json, &record);
        koppel_child_end(request->server);
    }
    free(json);
    koppel_errors_clear(&errors);
}
