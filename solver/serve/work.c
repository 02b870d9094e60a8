// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* work.c - koppel as a child process on copies in a private folder (see work.h). */
#include "serve/work.h"

#include "base/path.h"
#include "base/text.h"
#include "io/file_bytes.h"

#include <cJSON.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { MOST_ARGUMENTS = 24, MOST_TOLD = 20 };

/* A solve may take so much longer than its limit before it is ended: reading, writing. */
static const double slack_seconds = 120, stop_grace_seconds = 60;

/* ---- Folders ---- */

static enum koppel_status put_case(struct koppel_work *work, const struct koppel_dossier *dossier,
                                   const struct koppel_work_request *request, struct koppel_errors *errors)
{
    struct koppel_dossier_files files = {0};
    char *name = NULL;
    enum koppel_status status = koppel_version_name(dossier, request->version, &name, errors);

    if (status == KOPPEL_OK && request->tables == NULL) {
        status = koppel_version_files(dossier, request->version, &files, errors);
    }
    if (status == KOPPEL_OK) {
        work->case_folder =
            koppel_path_join(work->cases.path, name != NULL && koppel_is_plain_name(name) ? name : "case");
        status = work->case_folder == NULL
                     ? koppel_errors_no_memory(errors, NULL)
                     : koppel_dossier_files_put(request->tables != NULL ? request->tables : &files, work->case_folder,
                                                errors);
    }
    koppel_dossier_files_free(&files);
    free(name);
    return status;
}

/* Adds the extra decision to decisions.csv of the files. */
static enum koppel_status add_extra(struct koppel_dossier_files *files, const struct koppel_decided *extra,
                                    struct koppel_errors *errors)
{
    const struct koppel_dossier_file *before = koppel_dossier_files_find(files, "decisions.csv");
    struct koppel_text csv = {.is_for_machines = true};
    enum koppel_status status = KOPPEL_OK;

    if (before != NULL) {
        koppel_text_append(&csv, before->bytes, before->n_bytes);
    } else {
        koppel_decided_heading(&csv);
    }
    koppel_decided_row(&csv, extra);
    status = koppel_text_status(&csv) == KOPPEL_OK
                 ? koppel_dossier_files_add(files, "decisions.csv", csv.bytes, csv.n_bytes, errors)
                 : koppel_errors_no_memory(errors, NULL);
    koppel_text_free(&csv);
    return status;
}

/* A proposal without offers, from which decisions count and nothing is kept; no files: there are no decisions. */
static enum koppel_status add_decisions_alone(const struct koppel_dossier *dossier, int64_t until,
                                              struct koppel_dossier_files *files, struct koppel_errors *errors)
{
    static const char offers[] = "household,unit\n";
    struct koppel_text csv = {0};
    enum koppel_status status = koppel_decisions_csv(dossier, until, &csv, errors);

    if (status == KOPPEL_OK && csv.n_bytes > 0) {
        status = koppel_dossier_files_add(files, "decisions.csv", csv.bytes, csv.n_bytes, errors);
    }
    if (status == KOPPEL_OK && csv.n_bytes > 0) {
        status = koppel_dossier_files_add(files, "proposal.csv", offers, sizeof offers - 1, errors);
    }
    koppel_text_free(&csv);
    return status;
}

static enum koppel_status put_proposal(struct koppel_work *work, const struct koppel_dossier *dossier,
                                       const struct koppel_work_request *request, struct koppel_errors *errors)
{
    struct koppel_dossier_files files = {0};
    enum koppel_status status =
        request->proposal == 0 ? add_decisions_alone(dossier, request->until, &files, errors)
        : request->with_decisions
            ? koppel_proposal_with_decisions(dossier, request->proposal, request->until, &files, errors)
            : koppel_proposal_files(dossier, request->proposal, &files, errors);

    if (status == KOPPEL_OK && request->extra != NULL) {
        status = add_extra(&files, request->extra, errors);
    }
    /* nobody edits a workbook in a dossier: it says what the tables say, and is read as slowly as they are fast */
    koppel_dossier_files_drop(&files, "proposal.xlsx");
    if (status == KOPPEL_OK && files.n_items > 0) {
        work->proposal = koppel_path_join(work->rest.path, "proposal");
        status = work->proposal == NULL ? koppel_errors_no_memory(errors, NULL)
                                        : koppel_dossier_files_put(&files, work->proposal, errors);
    }
    koppel_dossier_files_free(&files);
    return status;
}

static enum koppel_status read_policy(const struct koppel_dossier *dossier, const struct koppel_work_request *request,
                                      struct koppel_dossier_files *files, struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_TEXT(request->policy_sha256)};

    return request->policy_json != NULL
               ? koppel_dossier_files_add(files, "policy.json", request->policy_json, strlen(request->policy_json),
                                          errors)
               : koppel_content_read(dossier, "SELECT 'policy.json', bytes, sha256 FROM content WHERE sha256 = ?",
                                     values, 1, files, errors);
}

static enum koppel_status put_policy(struct koppel_work *work, const struct koppel_dossier *dossier,
                                     const struct koppel_work_request *request, struct koppel_errors *errors)
{
    struct koppel_dossier_files files = {0};
    char *folder = koppel_path_join(work->rest.path, "policy");
    enum koppel_status status = read_policy(dossier, request, &files, errors);

    if (status == KOPPEL_OK && folder == NULL) {
        status = koppel_errors_no_memory(errors, NULL);
    }
    if (status == KOPPEL_OK) {
        status = koppel_dossier_files_put(&files, folder, errors);
    }
    if (status == KOPPEL_OK) {
        work->policy = koppel_path_join(folder, "policy.json");
        status = work->policy == NULL ? koppel_errors_no_memory(errors, NULL) : KOPPEL_OK;
    }
    koppel_dossier_files_free(&files);
    free(folder);
    return status;
}

enum koppel_status koppel_work_open(struct koppel_work *work, const struct koppel_dossier *dossier, const char *program,
                                    const struct koppel_work_request *request, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    *work = (struct koppel_work){.program = program, .cases.lock = -1, .rest.lock = -1};
    status = koppel_scratch_make(&work->cases, errors);
    if (status == KOPPEL_OK) {
        status = koppel_scratch_make(&work->rest, errors);
    }
    if (status != KOPPEL_OK) {
        return status;
    }
    work->out = koppel_path_join(work->rest.path, "out");
    work->log = koppel_path_join(work->rest.path, "log");
    work->answer = koppel_path_join(work->rest.path, "answer");
    if (work->out == NULL || work->log == NULL || work->answer == NULL) {
        return koppel_errors_no_memory(errors, NULL);
    }
    status = put_case(work, dossier, request, errors);
    if (status == KOPPEL_OK && (request->proposal != 0 || request->with_decisions)) {
        status = put_proposal(work, dossier, request, errors);
    }
    if (status == KOPPEL_OK && (request->policy_sha256 != NULL || request->policy_json != NULL)) {
        status = put_policy(work, dossier, request, errors);
    }
    return status;
}

void koppel_work_close(struct koppel_work *work)
{
    if (work->program != NULL) {
        koppel_scratch_drop(&work->cases);
        koppel_scratch_drop(&work->rest);
    }
    free(work->case_folder);
    free(work->proposal);
    free(work->out);
    free(work->log);
    free(work->answer);
    free(work->policy);
    *work = (struct koppel_work){0};
}

/* ---- Commands ---- */

struct koppel_child_result koppel_work_run(const struct koppel_work *work, const struct koppel_work_command *command)
{
    /* execvp takes texts that are not const and leaves them alone (POSIX, exec, rationale) */
    union {
        const char *given[MOST_ARGUMENTS];
        char *taken[MOST_ARGUMENTS];
    } arguments = {.given = {work->program, "--lang", koppel_language_code(command->language)}};
    size_t n = 3;
    const struct koppel_child child = {.arguments = arguments.taken,
                                       .log_file = work->log,
                                       .output_file = work->answer,
                                       .deadline = command->deadline,
                                       .grace_seconds = command->grace_seconds};

    for (size_t a = 0; command->arguments[a] != NULL && n < MOST_ARGUMENTS - 1; a++) {
        arguments.given[n++] = command->arguments[a];
    }
    return koppel_child_run(&child);
}

enum koppel_status koppel_work_read(const char *path, struct koppel_text *text, struct koppel_errors *errors)
{
    struct koppel_file_bytes file = {0};
    enum koppel_status status = koppel_file_bytes_read_binary(path, "", KOPPEL_DOSSIER_MAX_FILE, &file, errors);

    if (status == KOPPEL_OK) {
        koppel_text_append(text, file.bytes, file.n_bytes);
        status = koppel_text_status(text);
    }
    koppel_file_bytes_free(&file);
    return status;
}

static bool is_told(const struct koppel_errors *errors, const char *words)
{
    for (size_t e = 0; e < errors->n_items; e++) {
        if (strcmp(errors->items[e].text, words) == 0) {
            return true;
        }
    }
    return false;
}

/* Adds the lines that begin with `begin`, without it, each once. Folders of the work are taken out of them: what they
 * hold is a copy of what the user knows by its name. @return how many */
static int tell_lines(const struct koppel_work *work, char *text, const char *begin, struct koppel_errors *errors)
{
    const char *const folders[] = {work->case_folder, work->proposal, work->out, work->cases.path, work->rest.path};
    size_t n_begin = strlen(begin);
    char *rest = NULL;
    int n = 0;

    for (char *line = strtok_r(text, "\n", &rest); line != NULL && n < MOST_TOLD; line = strtok_r(NULL, "\n", &rest)) {
        if (strncmp(line, begin, n_begin) == 0) {
            for (size_t f = 0; f < sizeof folders / sizeof *folders; f++) {
                koppel_strip_folder(line + n_begin, folders[f]);
            }
            if (!is_told(errors, line + n_begin)) {
                koppel_errors_add(errors, KOPPEL_E_INPUT, "", 0, 0, "%s", line + n_begin);
            }
            n++;
        }
    }
    return n;
}

void koppel_work_errors(const struct koppel_work *work, struct koppel_errors *errors)
{
    struct koppel_text log = {.is_for_machines = true};
    struct koppel_text begin = {.is_for_machines = true};
    char *copy = NULL;

    koppel_text_add(&begin, KOPPEL_SAME("koppel: %s: "), _("error"));
    if (koppel_work_read(work->log, &log, NULL) == KOPPEL_OK && log.n_bytes > 0 && begin.bytes != NULL) {
        copy = strdup(log.bytes);
        if (copy != NULL && tell_lines(work, copy, begin.bytes, errors) == 0) {
            tell_lines(work, log.bytes, "", errors);
        }
    }
    free(copy);
    koppel_text_free(&begin);
    koppel_text_free(&log);
}

/* ---- Solving ---- */

static void solve_arguments(const struct koppel_work *work, const struct koppel_solve_request *request,
                            const char *time_limit, const char *arguments[MOST_ARGUMENTS])
{
    size_t n = 0;

    arguments[n++] = "solve";
    arguments[n++] = "--progress";
    arguments[n++] = "--json";
    arguments[n++] = "--policy";
    arguments[n++] = work->policy;
    arguments[n++] = "--time-limit";
    arguments[n++] = time_limit;
    if (work->proposal != NULL) {
        arguments[n++] = "--earlier";
        arguments[n++] = work->proposal;
        if (request->record->stay_close[0] != '\0') {
            arguments[n++] = "--stay-close";
            arguments[n++] = request->record->stay_close;
        }
    }
    if (request->quick) {
        arguments[n++] = "--quick";
    }
    arguments[n++] = "-o";
    arguments[n++] = work->out;
    arguments[n++] = "--";
    arguments[n++] = work->case_folder;
    arguments[n] = NULL;
}

/* What summary.json says of the proof, and whether the solve ended by itself. */
static enum koppel_status read_outcome(const struct koppel_work *work, struct koppel_proposal_record *record,
                                       struct koppel_errors *errors)
{
    struct koppel_text text = {.is_for_machines = true};
    char *path = koppel_path_join(work->out, "summary.json");
    enum koppel_status status =
        path == NULL ? koppel_errors_no_memory(errors, NULL) : koppel_work_read(path, &text, errors);
    cJSON *root = status == KOPPEL_OK ? cJSON_ParseWithLength(text.bytes, text.n_bytes) : NULL;
    const char *outcome = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(root, "outcome"));

    if (status == KOPPEL_OK && outcome == NULL) {
        status = koppel_errors_add(errors, KOPPEL_E_INTERNAL, "", 0, 0, "summary.json has no outcome");
    }
    if (status == KOPPEL_OK) {
        strcpy(record->proof, strcmp(outcome, "proven") == 0 ? "best" : "open");
        record->ended_by_itself = cJSON_IsNull(cJSON_GetObjectItemCaseSensitive(root, "ended_by"));
    }
    cJSON_Delete(root);
    koppel_text_free(&text);
    free(path);
    return status;
}

/* The sentences on rules that clash. */
static void tell_clash(const struct koppel_work *work, struct koppel_errors *errors)
{
    struct koppel_text text = {.is_for_machines = true};
    cJSON *root = koppel_work_read(work->answer, &text, NULL) == KOPPEL_OK && text.n_bytes > 0
                      ? cJSON_ParseWithLength(text.bytes, text.n_bytes)
                      : NULL;
    const cJSON *line = NULL;

    cJSON_ArrayForEach(line, cJSON_GetObjectItemCaseSensitive(root, "clash"))
    {
        if (cJSON_IsString(line)) {
            koppel_errors_add(errors, KOPPEL_E_INPUT, "", 0, 0, "%s", line->valuestring);
        }
    }
    cJSON_Delete(root);
    koppel_text_free(&text);
}

static enum koppel_solve_end weigh(const struct koppel_work *work, struct koppel_child_result result,
                                   const struct koppel_solve_request *request, struct koppel_errors *errors)
{
    enum { CODE_INPUT = 3, CODE_INFEASIBLE = 4, CODE_STOPPED = 5 };
    struct stat there;

    if (stat(work->out, &there) == 0) {
        return read_outcome(work, request->record, errors) == KOPPEL_OK ? KOPPEL_SOLVE_DONE : KOPPEL_SOLVE_FAILED;
    }
    if (result.end == KOPPEL_CHILD_INTERRUPTED || (result.end == KOPPEL_CHILD_DONE && result.code == CODE_STOPPED)) {
        return KOPPEL_SOLVE_NOTHING;
    }
    if (result.end == KOPPEL_CHILD_DONE && result.code == CODE_INFEASIBLE) {
        tell_clash(work, errors);
        return KOPPEL_SOLVE_IMPOSSIBLE;
    }
    koppel_work_errors(work, errors);
    if (result.end == KOPPEL_CHILD_DONE && result.code == CODE_INPUT) {
        return KOPPEL_SOLVE_IMPOSSIBLE;
    }
    koppel_errors_add(errors, KOPPEL_E_INTERNAL, "", 0, 0, "the solve ended with a fault (%d); nothing was changed",
                      result.code);
    return KOPPEL_SOLVE_FAILED;
}

enum koppel_solve_end koppel_work_solve(const struct koppel_work *work, const struct koppel_solve_request *request,
                                        struct koppel_errors *errors)
{
    const char *arguments[MOST_ARGUMENTS];
    char time_limit[24];
    enum koppel_language language = KOPPEL_ENGLISH;
    struct koppel_work_command command = {.arguments = arguments, .grace_seconds = stop_grace_seconds};

    snprintf(time_limit, sizeof time_limit, "%" PRId64, request->record->time_limit);
    solve_arguments(work, request, time_limit, arguments);
    koppel_language_find(request->record->language, &language);
    command.language = language;
    command.deadline = koppel_deadline_in((double)request->record->time_limit + slack_seconds, request->stop);
    return weigh(work, koppel_work_run(work, &command), request, errors);
}
