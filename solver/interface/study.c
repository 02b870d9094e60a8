// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* study.c - a study of koppel.h: opened, stopped, closed, and its messages. */
#include "interface/study.h"

#include "adapter/other_solvers.h"
#include "base/memory.h"
#include "interface/options.h"
#include "solve/written.h"

#include <stdlib.h>
#include <string.h>

const char *koppel_version(void)
{
    return KOPPEL_VERSION;
}

void koppel_study_begin(struct koppel_study *study)
{
    koppel_language_use(study->language);
    koppel_errors_clear(&study->messages.errors);
}

enum koppel_status koppel_study_refuse(struct koppel_study *study, const char *what)
{
    return koppel_errors_add(&study->messages.errors, KOPPEL_E_ARGUMENT, NULL, 0, 0, "%s", _(what));
}

void koppel_study_forget(struct koppel_study *study)
{
    struct koppel_study_texts *texts = &study->texts;

    if (study->has_reasons) {
        koppel_reasons_free(&study->reasons);
    }
    study->has_reasons = false;
    koppel_text_free(&texts->json);
    koppel_text_free(&texts->summary);
    koppel_text_free(&texts->check);
    koppel_text_free(&texts->why);
    koppel_text_free(&texts->clash);
    koppel_documents_free(texts->documents, KOPPEL_N_DOCUMENTS);
    koppel_pool_free(&texts->pool);
    free(texts->reason_of);
    *texts = (struct koppel_study_texts){.reason_of = NULL};
    koppel_run_free(&study->run);
    study->report = (struct koppel_report){.fit = NULL};
    study->run.solution.outcome = KOPPEL_NO_ANSWER;
}

/* Keeps what is needed of the options after the call. */
static enum koppel_status take_options(struct koppel_study *study, const struct koppel_study_options *options)
{
    const struct koppel_engine *engine = koppel_solver_find(options->engine);

    if (engine == NULL) {
        return koppel_study_refuse(study, "there is no engine of that name");
    }
    study->request = (struct koppel_run_request){
        .engine = engine,
        .questions = koppel_solver_for_questions(engine),
        .options = {.gap_ppm = options->gap_ppm, .seed = options->seed, .n_threads = options->n_threads},
        .with_columns = options->with_columns != 0,
        .explains = options->quick == 0};
    study->time_limit = options->time_limit;
    study->progress = options->progress;
    study->progress_data = options->progress_data;
    return KOPPEL_OK;
}

/* Makes a study, and takes the options. NULL when memory ran out. */
static struct koppel_study *new_study(const char *case_folder, const struct koppel_study_options *options,
                                      struct koppel_job_files *files, enum koppel_status *status)
{
    struct koppel_study *study = koppel_new(1, sizeof *study);
    struct koppel_study_options taken;

    if (study == NULL) {
        *status = KOPPEL_E_MEMORY;
        return NULL;
    }
    study->run.solution.outcome = KOPPEL_NO_ANSWER;
    *status = koppel_study_options_take(options, case_folder, &taken, files, &study->messages.errors);
    study->language = koppel_language_now(); /* koppel_study_options_take has set it */
    if (*status == KOPPEL_OK) {
        *status = take_options(study, &taken);
    }
    return study;
}

enum koppel_status koppel_study_open(const char *case_folder, const struct koppel_study_options *options,
                                     struct koppel_study **study)
{
    struct koppel_job_files files;
    enum koppel_status status = KOPPEL_OK;

    *study = new_study(case_folder, options, &files, &status);
    if (status == KOPPEL_OK) {
        status = koppel_job_open(&(*study)->job, &files, &(*study)->messages.errors, &(*study)->messages.notes);
        (*study)->is_open = status == KOPPEL_OK;
    }
    return status;
}

static enum koppel_status read_folder(struct koppel_study *study, const struct koppel_job_files *files,
                                      const char *folder)
{
    struct koppel_errors *errors = &study->messages.errors;
    size_t n = strlen(folder) + 1;
    const struct koppel_written written = {&study->job, &study->run.proposal, &study->summary};
    enum koppel_status status = koppel_written_open(files, folder, &written, errors, &study->messages.notes);

    study->has_own_policy = !koppel_job_files_name_policy(files);
    study->folder = koppel_new(n, 1);
    if (status == KOPPEL_OK &&
        (study->folder == NULL || koppel_verdict_make(&study->job.fit, study->run.proposal.unit_of, NULL, 0,
                                                      &study->run.verdict) != KOPPEL_OK)) {
        status = koppel_errors_no_memory(errors, NULL);
    }
    if (study->folder != NULL) {
        memcpy(study->folder, folder, n);
    }
    return status;
}

enum koppel_status koppel_study_read(const char *case_folder, const char *proposal_folder,
                                     const struct koppel_study_options *options, struct koppel_study **study)
{
    struct koppel_job_files files;
    enum koppel_status status = KOPPEL_OK;

    *study = new_study(case_folder, options, &files, &status);
    if (status == KOPPEL_OK && proposal_folder == NULL) {
        status = koppel_study_refuse(*study, "no folder of a proposal was given");
    }
    if (status != KOPPEL_OK) {
        return status;
    }
    status = read_folder(*study, &files, proposal_folder);
    (*study)->is_open = status == KOPPEL_OK;
    if (status != KOPPEL_OK) {
        koppel_study_forget(*study);
        koppel_job_close(&(*study)->job);
    }
    return status;
}

void koppel_study_stop(struct koppel_study *study)
{
    study->stop = 1;
}

size_t koppel_study_n_messages(const struct koppel_study *study)
{
    return study != NULL ? koppel_kept_messages_count(&study->messages) : 0;
}

const char *koppel_study_message(struct koppel_study *study, size_t message)
{
    if (study == NULL) {
        return "";
    }
    koppel_language_use(study->language);
    return koppel_kept_messages_line(&study->messages, message);
}

void koppel_study_close(struct koppel_study *study)
{
    if (study == NULL) {
        return;
    }
    koppel_study_forget(study);
    koppel_job_close(&study->job);
    koppel_kept_messages_free(&study->messages);
    koppel_summary_free(&study->summary);
    free(study->folder);
    free(study);
}
