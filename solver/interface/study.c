/* study.c - the public interface koppel.h, over the rooms. */
#include "adapter/other_solvers.h"
#include "base/memory.h"
#include "io/policy_reader.h"
#include "model/score.h"
#include "solve/certify.h"
#include "solve/job.h"
#include "solve/output.h"
#include "solve/questions/keep_costs.h"
#include "solve/questions/next_best.h"

#include <stdlib.h>

enum { MESSAGE_BYTES = 1024 };

struct koppel_study {
    struct koppel_job job;
    struct koppel_solution solution;
    struct koppel_proposal proposal;
    struct koppel_verdict verdict;
    struct koppel_errors errors; /* and notes after them */
    struct koppel_errors notes;
    const struct koppel_engine *engine;
    struct koppel_engine_options options;
    double time_limit; /* seconds for each call that solves; 0: none */
    volatile sig_atomic_t stop;
    char message[MESSAGE_BYTES];
};

enum koppel_status koppel_study_open(const char *case_folder, const struct koppel_study_options *options,
                                     struct koppel_study **study)
{
    const struct koppel_study_options defaults = {0};
    const struct koppel_study_options *asked = options != NULL ? options : &defaults;
    const struct koppel_job_files files = {.case_folder = case_folder,
                                           .policy_file = asked->policy_file,
                                           .rules_folder = asked->rules_folder,
                                           .as_of = KOPPEL_NO_DATE,
                                           .earlier = asked->earlier,
                                           .stay_close = asked->stay_close};

    *study = koppel_new(1, sizeof **study);
    if (*study == NULL) {
        return KOPPEL_E_MEMORY;
    }
    (*study)->solution.outcome = KOPPEL_NO_ANSWER;
    (*study)->engine = koppel_solver_find(asked->engine);
    (*study)->options = (struct koppel_engine_options){.gap_ppm = asked->gap_ppm,
                                                       .seed = asked->seed,
                                                       .n_threads = asked->n_threads,
                                                       .deadline = {.stop = &(*study)->stop}};
    (*study)->time_limit = asked->time_limit;
    if ((*study)->engine == NULL || case_folder == NULL) {
        return koppel_errors_add(&(*study)->errors, KOPPEL_E_ARGUMENT, NULL, 0, 0, "%s",
                                 case_folder == NULL ? "no case folder was given" : "there is no engine of that name");
    }
    return koppel_job_open(&(*study)->job, &files, &(*study)->errors, &(*study)->notes);
}

/* Frees the result of the last solve. */
static void forget_result(struct koppel_study *study)
{
    koppel_solution_free(&study->solution);
    koppel_proposal_free(&study->proposal);
    koppel_verdict_free(&study->verdict);
    study->solution.outcome = KOPPEL_NO_ANSWER;
}

enum koppel_status koppel_study_solve(struct koppel_study *study)
{
    enum koppel_status status = KOPPEL_OK;

    if (study->job.kase.folder == NULL) {
        return koppel_errors_add(&study->errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                                 "the case was not read, so it cannot be solved");
    }
    forget_result(study);
    study->stop = 0;
    study->options.deadline = koppel_deadline_in(study->time_limit, &study->stop);
    status = koppel_job_solve(&study->job, study->engine, &study->options, &study->solution, &study->proposal,
                              &study->verdict, &study->errors);
    if (status != KOPPEL_OK) {
        forget_result(study);
    }
    return status;
}

void koppel_study_stop(struct koppel_study *study)
{
    study->stop = 1;
}

enum koppel_outcome koppel_study_outcome(const struct koppel_study *study)
{
    return study->solution.outcome;
}

int32_t koppel_study_n_households(const struct koppel_study *study)
{
    return study->job.kase.n_households;
}

struct koppel_offer koppel_study_offer(const struct koppel_study *study, int32_t row)
{
    struct koppel_offer offer = {0};
    int32_t unit = KOPPEL_NONE;

    if (row < 0 || row >= study->job.kase.n_households) {
        return offer;
    }
    offer.household = study->job.kase.households[row].id;
    if (study->job.fit.earlier_row != NULL && study->job.fit.earlier_row[row] != KOPPEL_NONE) {
        offer.earlier_unit = study->job.kase.earlier[study->job.fit.earlier_row[row]].unit_id;
    }
    unit = study->proposal.unit_of != NULL ? study->proposal.unit_of[row] : KOPPEL_NONE;
    if (unit != KOPPEL_NONE) {
        offer.unit = study->job.kase.units[unit].id;
        offer.score_micro_points = koppel_pair_score(&study->job.fit, row, unit);
    }
    return offer;
}

int32_t koppel_study_n_tiers(const struct koppel_study *study)
{
    return study->proposal.n_tiers;
}

struct koppel_study_tier koppel_study_tier(const struct koppel_study *study, int32_t tier)
{
    const struct koppel_proposal_tier *row = NULL;
    int64_t sign = 1;

    if (tier < 0 || tier >= study->proposal.n_tiers) {
        return (struct koppel_study_tier){.name = ""};
    }
    row = &study->proposal.tiers[tier];
    sign = row->maximise ? -1 : 1;
    return (struct koppel_study_tier){.name = row->name,
                                      .value = sign * row->cost,
                                      .bound = row->bound != INT64_MIN ? sign * row->bound : 0,
                                      .scale = row->scale,
                                      .maximise = row->maximise ? 1 : 0,
                                      .bound_is_known = row->bound != INT64_MIN ? 1 : 0,
                                      .proven = row->proven ? 1 : 0};
}

enum koppel_status koppel_study_write(struct koppel_study *study, const char *folder, int force)
{
    struct koppel_run_facts facts = {0};
    struct koppel_report report = {
        .fit = &study->job.fit, .proposal = &study->proposal, .verdict = &study->verdict, .facts = &facts};
    const struct koppel_next_best asked = {.problem = &study->job.formulation.problem,
                                           .engine = koppel_solver_for_questions(study->engine),
                                           .slot_of = study->proposal.unit_of,
                                           .is_best = koppel_solution_is_best(&study->solution),
                                           .options = &study->options};
    struct koppel_certificate certificate = {0};
    struct koppel_alternative *next_best = NULL;
    struct koppel_alternative *keep_costs = NULL;
    char *policy_json = NULL;
    enum koppel_status status = KOPPEL_OK;

    if (study->proposal.unit_of == NULL) {
        return koppel_errors_add(&study->errors, KOPPEL_E_ARGUMENT, NULL, 0, 0, "there is no proposal to write");
    }
    study->options.deadline = koppel_deadline_in(study->time_limit, &study->stop);
    status = koppel_keep_costs_find(&study->job.fit, &asked, &keep_costs);
    if (status == KOPPEL_OK) {
        status = koppel_next_best_find(&asked, &next_best);
    }
    if (status == KOPPEL_OK) {
        status = koppel_policy_print(&study->job.policy, &policy_json);
    }
    if (status == KOPPEL_OK) {
        facts = koppel_job_facts(&study->job, study->engine, &study->options, &study->solution);
        facts.policy_json = policy_json;
        report.next_best = next_best;
        report.keep_costs = keep_costs;
        report.certificate = &certificate;
        status = koppel_certify(&study->job, &study->proposal, &study->verdict, &study->options, &certificate,
                                &study->errors);
    } else {
        koppel_errors_add(&study->errors, status, NULL, 0, 0, "the output could not be made");
    }
    if (status == KOPPEL_OK) {
        status = koppel_output_write(&report, folder, force != 0, &study->errors);
    }
    koppel_certificate_free(&certificate);
    free(next_best);
    free(keep_costs);
    free(policy_json);
    return status;
}

size_t koppel_study_n_messages(const struct koppel_study *study)
{
    return study->errors.n_items + study->notes.n_items;
}

const char *koppel_study_message(struct koppel_study *study, size_t message)
{
    if (message >= koppel_study_n_messages(study)) {
        return "";
    }
    koppel_error_format(message < study->errors.n_items ? &study->errors.items[message]
                                                        : &study->notes.items[message - study->errors.n_items],
                        true, study->message, sizeof study->message);
    return study->message;
}

void koppel_study_close(struct koppel_study *study)
{
    if (study == NULL) {
        return;
    }
    forget_result(study);
    koppel_job_close(&study->job);
    koppel_errors_clear(&study->errors);
    koppel_errors_clear(&study->notes);
    free(study);
}
