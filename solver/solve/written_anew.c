// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written_anew.c - writes the folder of an edited proposal anew (see written.h). */
#include "base/exact.h"
#include "base/memory.h"
#include "io/policy_reader.h"
#include "model/tie_lot.h"
#include "solve/output.h"
#include "solve/run.h"
#include "solve/written_files.h"

/* The offers of the proposal, with tiers of which no bound is known yet. */
static enum koppel_status take_proposal(const struct koppel_written_check *check, struct koppel_run *run)
{
    const struct koppel_proposal *from = check->proposal;
    size_t n = (size_t)from->n_households;
    enum koppel_status status = koppel_verdict_make(&check->job->fit, from->unit_of, NULL, 0, &run->verdict);

    if (status != KOPPEL_OK) {
        return status;
    }
    koppel_written_tiers(check, &run->verdict, 0, &run->proposal);
    run->proposal.ties = (struct koppel_tie_draw){.state = KOPPEL_TIES_UNPROVEN};
    run->proposal.unit_of = koppel_new(n, sizeof *run->proposal.unit_of);
    run->proposal.edits = from->edits != NULL ? koppel_new(n, sizeof *run->proposal.edits) : NULL;
    if (run->proposal.unit_of == NULL || (from->edits != NULL && run->proposal.edits == NULL)) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t i = 0; i < n; i++) {
        run->proposal.unit_of[i] = from->unit_of[i];
        if (from->edits != NULL) {
            run->proposal.edits[i] = from->edits[i];
        }
    }
    for (int32_t t = 0; t < run->proposal.n_tiers; t++) {
        run->proposal.tiers[t].bound = INT64_MIN;
        run->proposal.tiers[t].proven = false;
        run->proposal.tiers[t].has_said_bound = false;
    }
    run->solution.outcome = KOPPEL_FEASIBLE; /* a person chose: nothing is known to be best */
    return KOPPEL_OK;
}

/* The bounds are those that the certificate proves, and no others. */
static void take_bounds(struct koppel_run *run)
{
    bool is_proven = true;

    for (int32_t t = 0; t < run->proposal.n_tiers; t++) {
        struct koppel_proposal_tier *tier = &run->proposal.tiers[t];

        if (t < run->certificate.n_tiers && run->certificate.tiers[t].has_prices &&
            (run->certificate.is_fairest || t != koppel_fairest_tier(&run->certificate))) {
            tier->bound = run->certificate.tiers[t].certified;
        }
        is_proven = is_proven && koppel_gap_within(tier->cost, tier->bound, 0);
        tier->proven = is_proven;
        tier->is_certified = is_proven;
        if (t < run->certificate.n_tiers) {
            run->certificate.tiers[t].claim = *tier;
        }
    }
}

enum koppel_status koppel_written_anew(const struct koppel_written_check *check, const char *folder, bool force,
                                       struct koppel_errors *errors)
{
    struct koppel_run run = {0};
    struct koppel_written_summary summary = {0};
    struct koppel_run_request request = {.options = *check->options, .explains = true};
    struct koppel_report report;
    enum koppel_status status = take_proposal(check, &run);

    if (status == KOPPEL_OK) {
        status = koppel_written_summary_read(check, &summary, NULL, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_written_columns_find(check, &run.with_columns);
    }
    if (status == KOPPEL_OK) {
        request.questions = koppel_engine_find(summary.facts.engine);
        request.questions = request.questions != NULL ? request.questions : koppel_engine_find(NULL);
        request.options.gap_ppm = 0;
        request.options.seed = summary.facts.seed;
        status = koppel_run_explain(&run, check->job, &request, errors);
    }
    if (status == KOPPEL_OK) {
        status = koppel_policy_print(&check->job->policy, &run.policy_json);
    }
    if (status == KOPPEL_OK) {
        take_bounds(&run);
        run.proposal.ties = (struct koppel_tie_draw){
            .state = KOPPEL_TIES_UNPROVEN,
            .seed = summary.facts.seed,
            .sum = koppel_lots_sum(&check->job->kase, run.proposal.unit_of, summary.facts.seed)};
        run.facts = summary.facts;
        run.facts.policy_json = run.policy_json;
        run.facts.outcome = koppel_written_outcome(&run.proposal);
        run.facts.ended_by = KOPPEL_END_OF_ITSELF;
        run.facts.gap_ppm = 0;
        run.facts.n_nodes = 0;
        report = koppel_run_report(&run, check->job);
        status = koppel_output_write(&report, NULL, folder, force, errors);
    }
    koppel_run_free(&run);
    return status != KOPPEL_OK && koppel_errors_none(errors) ? koppel_errors_no_memory(errors, folder) : status;
}
