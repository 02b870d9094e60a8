// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* study_solve.c - a study of koppel.h: solved, explained and written. */
#include "interface/study.h"

#include "solve/infeasible.h"
#include "solve/output.h"

#include <string.h>

static void tell(struct koppel_study *study, const struct koppel_progress *progress)
{
    if (study->progress != NULL && study->progress(study->progress_data, progress) != 0) {
        study->stop = 1;
    }
}

static void tell_solving(void *data, int32_t t, int64_t best, int64_t bound, double seconds)
{
    struct koppel_study *study = data;
    const struct koppel_problem *problem = &study->job.formulation.problem;
    const struct koppel_tier *tier = &problem->tiers[t];
    const int64_t sign = tier->maximise ? -1 : 1;
    const struct koppel_progress progress = {.stage = KOPPEL_STAGE_SOLVE,
                                             .step = t,
                                             .n_steps = problem->n_tiers,
                                             .value_is_known = best != INT64_MAX,
                                             .bound_is_known = bound != INT64_MIN,
                                             .value = best != INT64_MAX ? sign * best : 0,
                                             .bound = bound != INT64_MIN ? sign * bound : 0,
                                             .scale = tier->scale,
                                             .seconds = seconds,
                                             .name = tier->name};

    tell(study, &progress);
}

static void tell_explaining(void *data, enum koppel_stage stage, int32_t step, int32_t n_steps)
{
    const struct koppel_progress progress = {
        .stage = (int32_t)stage, .step = step, .n_steps = n_steps, .scale = 1, .name = ""};

    tell(data, &progress);
}

/* The request, within so many seconds from now (0: no limit). */
static struct koppel_run_request request_in(struct koppel_study *study, double seconds)
{
    struct koppel_run_request request = study->request;

    request.options.deadline = koppel_deadline_in(seconds, &study->stop);
    if (study->progress != NULL) {
        request.options.progress = tell_solving;
        request.options.progress_data = study;
        request.tell = tell_explaining;
        request.tell_data = study;
    }
    return request;
}

enum koppel_status koppel_study_solve(struct koppel_study *study)
{
    struct koppel_run_request request;
    double begin = koppel_clock_seconds();
    enum koppel_status status = KOPPEL_OK;

    koppel_study_begin(study);
    if (!study->is_open) {
        return koppel_study_refuse(study, "the case was not read, so it cannot be solved");
    }
    koppel_study_forget(study);
    study->stop = 0;
    request = request_in(study, study->time_limit);
    status = koppel_run_solve(&study->run, &study->job, &request, &study->messages.errors, &study->messages.notes);
    study->seconds_left = koppel_deadline_left(&request.options.deadline);
    study->run.facts.seconds = koppel_clock_seconds() - begin;
    if (status != KOPPEL_OK) {
        koppel_study_forget(study);
    }
    return status;
}

enum koppel_outcome koppel_study_outcome(const struct koppel_study *study)
{
    return study->run.solution.outcome;
}

/* Was the proposal solved here, so that there is a run to tell of? */
static bool is_solved(const struct koppel_study *study)
{
    return study->run.solution.slot_of != NULL;
}

/* What is left of the time limit after the solve; 0: no limit. */
static double seconds_to_explain(const struct koppel_study *study)
{
    const double least = 1e-6;

    if (study->time_limit <= 0) {
        return 0;
    }
    return study->seconds_left > least ? study->seconds_left : least;
}

enum koppel_status koppel_study_settle(struct koppel_study *study)
{
    enum koppel_status status = KOPPEL_OK;

    if (study->request.explains && is_solved(study) && !study->run.is_explained) {
        const struct koppel_run_request request = request_in(study, seconds_to_explain(study));

        status = koppel_run_explain(&study->run, &study->job, &request, &study->messages.errors);
    }
    study->report = koppel_run_report(&study->run, &study->job);
    return status;
}

enum koppel_status koppel_study_explain(struct koppel_study *study)
{
    koppel_study_begin(study);
    return is_solved(study) ? koppel_study_settle(study)
                            : koppel_study_refuse(study, "there is no proposal to explain");
}

/* A text that is made once. NULL with a message when it could not be made. */
static const char *give_text(struct koppel_study *study, struct koppel_text *text, enum koppel_status status)
{
    if (status == KOPPEL_OK) {
        return text->bytes != NULL ? text->bytes : "";
    }
    koppel_text_free(text);
    koppel_errors_no_memory(&study->messages.errors, NULL);
    return NULL;
}

const char *koppel_study_json(struct koppel_study *study)
{
    const struct koppel_report report = koppel_run_report(&study->run, &study->job);
    struct koppel_text *text = &study->texts.json;

    koppel_study_begin(study);
    if (!is_solved(study)) {
        koppel_study_refuse(study, "there is no proposal that was solved, so there is no summary of it");
        return NULL;
    }
    return give_text(study, text, text->n_bytes > 0 ? KOPPEL_OK : koppel_report_json(&report, text));
}

const char *koppel_study_summary(struct koppel_study *study)
{
    const struct koppel_report report = koppel_run_report(&study->run, &study->job);
    const struct koppel_summary_extent extent = {.n_offers = KOPPEL_OFFERS_SHOWN};
    struct koppel_text *text = &study->texts.summary;

    koppel_study_begin(study);
    if (!is_solved(study)) {
        koppel_study_refuse(study, "there is no proposal that was solved, so there is no summary of it");
        return NULL;
    }
    return give_text(study, text, text->n_bytes > 0 ? KOPPEL_OK : koppel_report_summary(&report, &extent, text));
}

/* Makes all files of the output folder. */
static enum koppel_status make_documents(struct koppel_study *study)
{
    struct koppel_document *documents = study->texts.documents;
    enum koppel_status status = koppel_study_settle(study);

    if (status != KOPPEL_OK || documents[0].name != NULL) {
        return status;
    }
    status = koppel_report_documents(&study->report, documents);
    if (status != KOPPEL_OK) {
        koppel_documents_free(documents, KOPPEL_N_DOCUMENTS);
        memset(documents, 0, sizeof study->texts.documents);
        koppel_errors_no_memory(&study->messages.errors, NULL);
    }
    return status;
}

const char *koppel_study_document(struct koppel_study *study, const char *name)
{
    koppel_study_begin(study);
    if (!is_solved(study)) {
        koppel_study_refuse(study, "there is no proposal that was solved, so there are no files of it");
        return NULL;
    }
    if (make_documents(study) != KOPPEL_OK) {
        return NULL;
    }
    for (int d = 0; d < KOPPEL_N_DOCUMENTS && study->texts.documents[d].name != NULL; d++) {
        if (strcmp(study->texts.documents[d].name, name) == 0) {
            return study->texts.documents[d].text.bytes;
        }
    }
    koppel_errors_add(&study->messages.errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                      "the proposal has no file \"%.60s\" in its output folder", name);
    return NULL;
}

enum koppel_status koppel_study_write(struct koppel_study *study, const char *folder, int force)
{
    enum koppel_status status = KOPPEL_OK;

    koppel_study_begin(study);
    if (!is_solved(study)) {
        return koppel_study_refuse(study, "there is no proposal to write");
    }
    status = koppel_study_settle(study);
    return status == KOPPEL_OK ? koppel_output_write(&study->report, NULL, folder, force != 0, &study->messages.errors)
                               : status;
}

const char *koppel_study_clash(struct koppel_study *study)
{
    struct koppel_text *text = &study->texts.clash;
    int64_t n_changes = -1;
    enum koppel_status status = KOPPEL_OK;

    koppel_study_begin(study);
    if (study->run.solution.outcome != KOPPEL_INFEASIBLE) {
        koppel_study_refuse(study, "no clash of rules was found: solve the case first");
        return NULL;
    }
    if (text->n_bytes == 0) {
        struct koppel_run_request request = request_in(study, study->time_limit);

        study->stop = 0;
        status = koppel_infeasible_explain(&study->job, request.questions, &request.options, text, &n_changes,
                                           &study->messages.errors);
        status = status == KOPPEL_OK ? koppel_text_status(text) : status;
    }
    if (status != KOPPEL_OK) {
        koppel_text_free(text);
        if (study->messages.errors.n_items == 0) {
            koppel_errors_no_memory(&study->messages.errors, NULL);
        }
        return NULL;
    }
    return text->bytes;
}
