// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* run.c - one run: solves a job, proves and explains the proposal, and makes a report of it (see run.h). */
#include "solve/run.h"

#include "io/policy_reader.h"
#include "solve/certify.h"
#include "solve/leximin.h"
#include "solve/other_homes.h"
#include "solve/questions/keep_costs.h"

#include <stdlib.h>

/* Of the time limit, kept for the certificate and the next-best homes. */
static const double explaining_share = 0.2;

enum koppel_status koppel_run_solve(struct koppel_run *run, struct koppel_job *job,
                                    const struct koppel_run_request *request, struct koppel_errors *errors,
                                    struct koppel_errors *notes)
{
    struct koppel_engine_options options = request->options;
    enum koppel_status status = KOPPEL_OK;

    run->with_columns = request->with_columns;
    if (request->explains) {
        options.deadline = koppel_deadline_share(&options.deadline, 1 - explaining_share);
    }
    status = koppel_leximin_settle(job, request->engine, &options, errors, notes);
    if (status != KOPPEL_OK) {
        return status;
    }
    status = koppel_job_solve(job, request->engine, &options, &run->solution, &run->proposal, &run->verdict, errors);
    if (status != KOPPEL_OK || run->proposal.unit_of == NULL) {
        return status;
    }
    if (run->solution.note[0] != '\0') {
        koppel_errors_add(notes, KOPPEL_OK, NULL, 0, 0, "%s", run->solution.note);
    }
    if (koppel_policy_print(&job->policy, &run->policy_json) != KOPPEL_OK) {
        return koppel_errors_no_memory(errors, NULL);
    }
    run->facts = koppel_job_facts(job, request->engine, &options, &run->solution);
    run->facts.policy_json = run->policy_json;
    if (run->proposal.ties.state == KOPPEL_TIES_TIME && run->facts.ended_by == KOPPEL_END_OF_ITSELF) {
        run->facts.ended_by =
            options.deadline.stop != NULL && *options.deadline.stop != 0 ? KOPPEL_END_INTERRUPT : KOPPEL_END_TIME_LIMIT;
    }
    return KOPPEL_OK;
}

static void tell(const struct koppel_run_request *request, enum koppel_stage stage, int32_t step, int32_t n_steps)
{
    if (request->tell != NULL) {
        request->tell(request->tell_data, stage, step, n_steps);
    }
}

static void tell_next_best(void *data, int32_t household, int32_t n_households)
{
    tell(data, KOPPEL_STAGE_NEXT_BEST, household, n_households);
}

/* For every household the best home other than its own, and what keeping a changed offer would cost. */
static enum koppel_status find_next_best(struct koppel_run *run, const struct koppel_job *job,
                                         struct koppel_run_request *request, struct koppel_errors *errors)
{
    const struct koppel_next_best asked = {.problem = &job->formulation.problem,
                                           .engine = request->questions,
                                           .slot_of = run->proposal.unit_of,
                                           .is_best = koppel_solution_is_best(&run->solution),
                                           .options = &request->options,
                                           .tell = tell_next_best,
                                           .tell_data = request};
    double begin = koppel_clock_seconds();
    enum koppel_status status = KOPPEL_OK;

    request->options.most_steps = koppel_steps_of_question(&request->options);
    status = koppel_keep_costs_find(&job->fit, &asked, &run->keep_costs);

    if (status == KOPPEL_OK) {
        status = koppel_other_homes_find(&job->formulation, &asked, &run->next_best);
    }
    run->next_best_seconds = koppel_clock_seconds() - begin;
    return status == KOPPEL_OK
               ? status
               : koppel_errors_add(errors, status, NULL, 0, 0, "the next-best homes could not be worked out");
}

static void forget_explanation(struct koppel_run *run)
{
    koppel_certificate_free(&run->certificate);
    free(run->next_best);
    free(run->keep_costs);
    run->next_best = NULL;
    run->keep_costs = NULL;
}

enum koppel_status koppel_run_explain(struct koppel_run *run, const struct koppel_job *job,
                                      const struct koppel_run_request *request, struct koppel_errors *errors)
{
    struct koppel_run_request asked = *request;
    enum koppel_status status = KOPPEL_OK;

    tell(request, KOPPEL_STAGE_CERTIFICATE, 0, 1);
    status = koppel_certify(job, &run->proposal, &run->verdict, &asked.options, &run->certificate, errors);
    if (status == KOPPEL_OK) {
        status = find_next_best(run, job, &asked, errors);
    }
    run->is_explained = status == KOPPEL_OK;
    koppel_certified_mark(run->is_explained ? &run->certificate : NULL, request->options.gap_ppm, &run->proposal);
    if (status != KOPPEL_OK) {
        forget_explanation(run);
    }
    return status;
}

struct koppel_report koppel_run_report(const struct koppel_run *run, const struct koppel_job *job)
{
    return (struct koppel_report){.fit = &job->fit,
                                  .proposal = &run->proposal,
                                  .verdict = &run->verdict,
                                  .next_best = run->next_best,
                                  .keep_costs = run->keep_costs,
                                  .certificate = run->is_explained ? &run->certificate : NULL,
                                  .with_columns = run->with_columns,
                                  .facts = &run->facts};
}

void koppel_run_free(struct koppel_run *run)
{
    forget_explanation(run);
    koppel_verdict_free(&run->verdict);
    koppel_proposal_free(&run->proposal);
    koppel_solution_free(&run->solution);
    free(run->policy_json);
    *run = (struct koppel_run){0};
}
