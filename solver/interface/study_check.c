// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* study_check.c - a study of koppel.h: its proposal checked again, and one household explained. */
#include "interface/study.h"

#include "solve/why.h"
#include "solve/written.h"

enum { MOST_HOMES = 1000 };

const char *koppel_study_check(struct koppel_study *study, int edited, size_t *n_violations)
{
    struct koppel_engine_options options = study->request.options;
    const struct koppel_written_check asked = {.job = &study->job,
                                               .proposal = &study->run.proposal,
                                               .folder = study->run.solution.slot_of == NULL ? study->folder : NULL,
                                               .summary = &study->summary,
                                               .has_own_policy = study->has_own_policy,
                                               .edited = edited != 0,
                                               .options = &options};
    struct koppel_text *text = &study->texts.check;
    struct koppel_verdict verdict = {0};
    enum koppel_status status = KOPPEL_OK;

    koppel_study_begin(study);
    koppel_text_free(text);
    if (study->run.proposal.unit_of == NULL) {
        koppel_study_refuse(study, "there is no proposal to check");
        return NULL;
    }
    study->stop = 0;
    options.deadline = koppel_deadline_in(study->time_limit, &study->stop);
    status = koppel_written_check(&asked, &verdict, text, &study->messages.errors);
    if (status == KOPPEL_OK && n_violations != NULL) {
        *n_violations = verdict.n_violations;
    }
    koppel_verdict_free(&verdict);
    return status == KOPPEL_OK ? text->bytes : NULL;
}

const char *koppel_study_why(struct koppel_study *study, const char *household, int32_t n_homes)
{
    struct koppel_engine_options options = study->request.options;
    const struct koppel_why asked = {.job = &study->job,
                                     .proposal = &study->run.proposal,
                                     .engine = study->request.questions,
                                     .options = &options,
                                     .household = household,
                                     .n_homes = n_homes};
    struct koppel_text *text = &study->texts.why;
    enum koppel_status status = KOPPEL_OK;

    koppel_study_begin(study);
    koppel_text_free(text);
    if (study->run.proposal.unit_of == NULL) {
        koppel_study_refuse(study, "there is no proposal to explain");
        return NULL;
    }
    if (household == NULL || n_homes < 0 || n_homes > MOST_HOMES) {
        koppel_study_refuse(study, "koppel_study_why takes a household and 0 to 1000 other homes");
        return NULL;
    }
    study->stop = 0;
    options.deadline = koppel_deadline_in(study->time_limit, &study->stop);
    status = koppel_why_explain(&asked, text, &study->messages.errors, &study->messages.notes);
    return status == KOPPEL_OK ? text->bytes : NULL;
}
