// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* overview_compare.c - an overview of koppel.h: policies compared on one case. */
#include "adapter/other_solvers.h"
#include "compare/comparison_text.h"
#include "interface/options.h"
#include "interface/overview.h"

enum { DEFAULT_DRAWS = 200, MOST_DRAWS = 100000, DEFAULT_POINTS = 25, MOST_POINTS = 100000, MOST_POLICIES = 100 };

/* What is asked, taken from the caller's options. */
struct asked {
    struct koppel_compare_options options;
    struct koppel_study_options study;
    struct koppel_job_files files;
    const struct koppel_engine *engine;
    struct koppel_engine_options engine_options;
    int32_t n_points; /* 0: all */
};

static void tell(struct koppel_overview *overview, const struct koppel_progress *progress)
{
    if (overview->progress != NULL && overview->progress(overview->progress_data, progress) != 0) {
        overview->stop = 1;
    }
}

static void tell_policy(void *data, const char *policy, int32_t k, int32_t n)
{
    const struct koppel_progress progress = {
        .stage = KOPPEL_STAGE_POLICY, .step = k, .n_steps = n, .scale = 1, .name = policy};

    tell(data, &progress);
}

static enum koppel_status check_options(const struct koppel_compare_options *options, struct koppel_errors *errors)
{
    if (options->n_draws < 0 || options->n_draws > MOST_DRAWS || options->n_points > MOST_POINTS ||
        options->n_policies < 0 || options->n_policies > MOST_POLICIES ||
        (options->n_policies > 0 && options->policies == NULL)) {
        return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                                 "comparing takes 0 to %d policies, 0 to %d draws and at most %d points", MOST_POLICIES,
                                 MOST_DRAWS, MOST_POINTS);
    }
    for (int32_t k = 0; k < options->n_policies; k++) {
        if (options->policies[k] == NULL) {
            return koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0, "policy %d has no name", (int)k);
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status take_options(const char *case_folder, const struct koppel_compare_options *options,
                                       struct asked *asked, struct koppel_overview *overview)
{
    struct koppel_errors *errors = &overview->messages.errors;
    enum koppel_status status =
        koppel_options_take(options, &asked->options, sizeof asked->options, "koppel_compare_options", errors);

    if (status == KOPPEL_OK) {
        status = check_options(&asked->options, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_study_options_take(asked->options.study, case_folder, &asked->study, &asked->files, errors);
    }
    if (status != KOPPEL_OK) {
        return status;
    }
    asked->files.earlier = NULL;
    asked->files.stay_close = NULL;
    asked->engine = koppel_solver_find(asked->study.engine);
    asked->engine_options = (struct koppel_engine_options){.gap_ppm = asked->study.gap_ppm,
                                                           .seed = asked->study.seed,
                                                           .n_threads = asked->study.n_threads,
                                                           .deadline = {.stop = &overview->stop}};
    asked->n_points = asked->options.n_points == 0 ? DEFAULT_POINTS : asked->options.n_points;
    asked->n_points = asked->n_points < 0 ? 0 : asked->n_points;
    overview->progress = asked->study.progress;
    overview->progress_data = asked->study.progress_data;
    return asked->engine != NULL
               ? KOPPEL_OK
               : koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0, "there is no engine of that name");
}

static enum koppel_status make_curve(const struct koppel_comparison *comparison, struct asked *asked,
                                     struct koppel_curve *curve, struct koppel_overview *overview)
{
    const struct koppel_progress progress = {.stage = KOPPEL_STAGE_CURVE, .n_steps = 1, .scale = 1, .name = ""};

    tell(overview, &progress);
    asked->engine_options.deadline = koppel_deadline_in(asked->study.time_limit, &overview->stop);
    return koppel_curve_make(&comparison->job, &asked->files, asked->engine, &asked->engine_options,
                             KOPPEL_OBJECTIVE_FIT, asked->n_points, curve, &overview->messages.errors);
}

static enum koppel_status compare(struct asked *asked, struct koppel_overview *overview)
{
    const struct koppel_comparison_request request = {.files = &asked->files,
                                                      .policies = asked->options.policies,
                                                      .n_policies = asked->options.n_policies,
                                                      .engine = asked->engine,
                                                      .options = &asked->engine_options,
                                                      .time_limit = asked->study.time_limit,
                                                      .n_draws = asked->options.n_draws > 0 ? asked->options.n_draws
                                                                                            : DEFAULT_DRAWS,
                                                      .find_least = asked->options.with_curve != 0,
                                                      .tell = tell_policy,
                                                      .tell_data = overview};
    struct koppel_comparison comparison = {0};
    struct koppel_curve curve = {0};
    enum koppel_status status =
        koppel_comparison_make(&request, &comparison, &overview->messages.errors, &overview->messages.notes);

    if (status == KOPPEL_OK && asked->options.with_curve != 0) {
        status = make_curve(&comparison, asked, &curve, overview);
    }
    if (status == KOPPEL_OK) {
        koppel_comparison_documents(&comparison, &curve, overview->documents);
        overview->n_documents = KOPPEL_N_COMPARISON_DOCUMENTS;
        koppel_comparison_print(&comparison, &curve, false, &overview->text);
    }
    koppel_curve_free(&curve);
    koppel_comparison_free(&comparison);
    return status;
}

enum koppel_status koppel_overview_compare(const char *case_folder, const struct koppel_compare_options *options,
                                           struct koppel_overview **overview)
{
    struct asked asked = {.n_points = 0};
    enum koppel_status status = KOPPEL_OK;

    *overview = koppel_overview_new();
    if (*overview == NULL) {
        return KOPPEL_E_MEMORY;
    }
    status = take_options(case_folder, options, &asked, *overview);
    if (status == KOPPEL_OK) {
        status = compare(&asked, *overview);
    }
    return koppel_overview_end(*overview, status);
}
