// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Fuzzes the whole way from tables to explained proposal: read, suit, formulate, solve, verify, report. An input holds
 * tables (case_input.h) and may hold a policy under the name policy.json. Cases that grow large are let go.
 */
#include "case_input.h"
#include "fuzzing.h"
#include "io/policy_reader.h"
#include "io/rules_reader.h"
#include "report/documents.h"
#include "solve/job.h"
#include "solve/questions/next_best.h"

enum { MOST_PAIRS = 400 };

/* The policy of the input, taken out of its tables; the default one when there is none. @return false when it is none
 */
static bool take_policy(struct case_input *input, struct koppel_policy *policy)
{
    struct koppel_errors errors = {0};
    enum koppel_status status = KOPPEL_OK;

    koppel_policy_default(policy);
    for (size_t k = 0; k < input->n_files && status == KOPPEL_OK; k++) {
        if (strcmp(input->names[k], "policy.json") == 0) {
            status =
                koppel_policy_parse(input->files[k].bytes, input->files[k].n_bytes, "policy.json", policy, &errors);
            input->files[k].name = "no table";
        }
    }
    must_explain(status, &errors);
    return status == KOPPEL_OK;
}

/* Does what koppel_job_open does, with tables in memory. */
static enum koppel_status open_job(struct koppel_job *job, const struct case_input *input, struct koppel_errors *errors)
{
    struct koppel_rules rules = {0};
    int32_t as_of = 0;
    int32_t period = 0;
    enum koppel_status status =
        koppel_case_read("/nonexistent",
                         &(struct koppel_case_request){
                             .scope = KOPPEL_CASE_ALLOCATION, .files = input->files, .n_files = input->n_files},
                         &job->kase, errors, NULL);

    if (status == KOPPEL_OK) {
        status = koppel_suitability_day(&job->kase, &job->policy, &as_of, &period, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_rules_read(NULL, koppel_period_first_day(period), true, &rules, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_suitability_init(&job->fit, &job->kase, &job->policy, &rules, as_of, period, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_formulation_make(&job->formulation, &job->fit, errors);
    }
    return status;
}

/* Every text that a user could be shown is made. */
static void explain(const struct koppel_job *job, const struct koppel_proposal *proposal,
                    const struct koppel_verdict *verdict, const struct koppel_run_facts *facts,
                    const struct koppel_alternative *next_best)
{
    const struct koppel_report report = {
        .fit = &job->fit, .proposal = proposal, .verdict = verdict, .next_best = next_best, .facts = facts};
    const struct koppel_summary_extent extent = {.verbose = true, .n_offers = INT64_MAX};
    struct koppel_document documents[KOPPEL_N_DOCUMENTS] = {0};
    struct koppel_text text = {0};

    MUST(koppel_report_documents(&report, documents) == KOPPEL_OK);
    for (int d = 0; d < KOPPEL_N_DOCUMENTS; d++) {
        koppel_text_free(&documents[d].text);
    }
    MUST(koppel_report_summary(&report, &extent, &text) == KOPPEL_OK);
    for (int32_t i = 0; i < job->kase.n_households; i++) {
        MUST(koppel_report_household(&report, i, NULL, 0, &text) == KOPPEL_OK);
    }
    koppel_text_free(&text);
}

static void solve(const struct koppel_job *job)
{
    const struct koppel_engine *engine = koppel_engine_find(NULL);
    const struct koppel_engine_options options = {.deadline = koppel_deadline_in(2, NULL), .n_threads = 1, .seed = 1};
    struct koppel_solution solution = {0};
    struct koppel_proposal proposal = {0};
    struct koppel_verdict verdict = {0};
    struct koppel_errors errors = {0};
    struct koppel_alternative *next_best = NULL;
    struct koppel_run_facts facts = {0};

    must_explain(koppel_job_solve(job, engine, &options, &solution, &proposal, &verdict, &errors), &errors);
    if (proposal.unit_of != NULL) {
        const struct koppel_next_best asked = {
            .problem = &job->formulation.problem, .engine = engine, .slot_of = proposal.unit_of, .options = &options};

        MUST(verdict.n_violations == 0);
        MUST(koppel_next_best_find(&asked, &next_best) == KOPPEL_OK);
        facts = koppel_job_facts(job, engine, &options, &solution);
        facts.policy_json = "{}";
        explain(job, &proposal, &verdict, &facts, next_best);
    }
    free(next_best);
    koppel_verdict_free(&verdict);
    koppel_proposal_free(&proposal);
    koppel_solution_free(&solution);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes)
{
    struct case_input input;
    struct koppel_job job = {0};
    struct koppel_errors errors = {0};
    enum koppel_status status = KOPPEL_OK;

    case_input_split(&input, bytes, n_bytes);
    if (!take_policy(&input, &job.policy)) {
        return 0;
    }
    status = open_job(&job, &input, &errors);
    must_explain(status, &errors);
    if (status == KOPPEL_OK && job.formulation.problem.n_pairs <= MOST_PAIRS) {
        solve(&job);
    }
    koppel_job_close(&job);
    return 0;
}
