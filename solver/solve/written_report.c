// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written_report.c - a report of a written folder (see written_report.h). */
#include "solve/written_report.h"

#include "solve/other_homes.h"

#include <stdlib.h>

/* Are all tiers of a checked proposal proven, and is every claim of it? */
static bool is_best(const struct koppel_written_check *check, const struct koppel_written_report *made)
{
    if (check->edited || !check->has_own_policy || made->verdict.n_violations > 0 || check->proposal->n_tiers == 0) {
        return false;
    }
    for (int32_t t = 0; t < made->proposal.n_tiers; t++) {
        if (!made->proposal.tiers[t].proven || made->proposal.tiers[t].cost != made->proposal.tiers[t].bound) {
            return false;
        }
    }
    return true;
}

static enum koppel_status find_next_best(const struct koppel_written_check *check, struct koppel_written_report *made)
{
    const struct koppel_engine *engine = koppel_engine_find(made->summary.facts.engine);
    struct koppel_engine_options options = *check->options;
    const struct koppel_next_best asked = {.problem = &check->job->formulation.problem,
                                           .engine = engine != NULL ? engine : koppel_engine_find(NULL),
                                           .slot_of = check->proposal->unit_of,
                                           .is_best = made->is_best,
                                           .options = &options};

    options.gap_ppm = made->summary.facts.gap_ppm;
    options.seed = made->summary.facts.seed;
    return koppel_other_homes_find(&check->job->formulation, &asked, &made->next_best);
}

enum koppel_status koppel_written_report_make(const struct koppel_written_check *check,
                                              struct koppel_written_report *made, struct koppel_text *text,
                                              struct koppel_errors *errors)
{
    struct koppel_written_check without = *check;
    enum koppel_status status = KOPPEL_OK;

    without.options = NULL; /* next-best homes are worked out here, and not compared */
    status = koppel_written_check(&without, &made->verdict, text, errors);
    made->is_sound =
        status == KOPPEL_OK && (made->verdict.n_violations == 0 || koppel_verdict_lacks_proof_only(&made->verdict));
    if (status != KOPPEL_OK || !made->is_sound) {
        return status;
    }
    status = koppel_written_summary_read(check, &made->summary, NULL, errors);
    if (status == KOPPEL_OK) {
        koppel_written_tiers(check, &made->verdict, made->summary.facts.gap_ppm, &made->proposal);
        made->proposal.unit_of = check->proposal->unit_of;
        made->proposal.n_households = check->proposal->n_households;
        made->is_best = is_best(check, made);
        if (check->options != NULL) {
            status = find_next_best(check, made);
        }
        if (status == KOPPEL_E_MEMORY) {
            koppel_errors_no_memory(errors, check->folder);
        }
    }
    made->report = (struct koppel_report){.fit = &check->job->fit,
                                          .proposal = &made->proposal,
                                          .verdict = &made->verdict,
                                          .next_best = made->next_best,
                                          .facts = &made->summary.facts};
    return status;
}

void koppel_written_report_free(struct koppel_written_report *made)
{
    koppel_verdict_free(&made->verdict);
    free(made->next_best);
    *made = (struct koppel_written_report){0};
}
