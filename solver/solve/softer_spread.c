// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* softer_spread.c - those who are left, with spread as a goal (see softer_spread.h). */
#include "solve/softer_spread.h"

#include "report/wording.h"
#include "solve/leximin.h"

#include <inttypes.h>

static bool counts_spread(const struct koppel_policy *policy)
{
    for (int32_t t = 0; t < policy->n_tiers; t++) {
        if (policy->tiers[t].weight[KOPPEL_OBJECTIVE_SPREAD] != 0) {
            return true;
        }
    }
    return false;
}

static void count(const struct koppel_job *job, const struct koppel_verdict *verdict,
                  struct koppel_softer_spread *found)
{
    int64_t scale = koppel_objective_scale(&job->policy, KOPPEL_OBJECTIVE_SPREAD);

    found->is_known = true;
    found->n_placed = verdict->n_placed_households;
    found->n_beyond = verdict->objective_cost[KOPPEL_OBJECTIVE_SPREAD] / scale;
    for (int32_t k = 0; k < verdict->n_accounts; k++) {
        found->n_areas += verdict->accounts[k].kind == KOPPEL_ACCOUNT_SPREAD && verdict->accounts[k].cost > 0;
    }
}

enum koppel_status koppel_softer_spread_find(const struct koppel_job_files *files, const struct koppel_job *job,
                                             int64_t n_placed, const struct koppel_engine *engine,
                                             const struct koppel_engine_options *options,
                                             struct koppel_softer_spread *found)
{
    struct koppel_policy policy = job->policy;
    struct koppel_job_files changed = koppel_job_files_under(files, &policy);
    struct koppel_job softer = {0};
    struct koppel_solution solution = {0};
    struct koppel_proposal proposal = {0};
    struct koppel_verdict verdict = {0};
    struct koppel_errors errors = {0};
    enum koppel_status status = KOPPEL_OK;

    *found = (struct koppel_softer_spread){.is_known = false};
    if (policy.spread_enforce != KOPPEL_MUST || policy.spread_rule == KOPPEL_SPREAD_NONE ||
        policy.spread_rule == KOPPEL_SPREAD_EVEN || !counts_spread(&policy) || n_placed == job->kase.n_households ||
        koppel_deadline_expired(&options->deadline)) {
        return KOPPEL_OK;
    }
    policy.spread_enforce = KOPPEL_GOAL;
    status = koppel_job_open(&softer, &changed, &errors, NULL);
    if (status == KOPPEL_OK) {
        status = koppel_leximin_settle(&softer, engine, options, &errors, NULL);
    }
    if (status == KOPPEL_OK) {
        status = koppel_job_solve(&softer, engine, options, &solution, &proposal, &verdict, &errors);
    }
    if (status == KOPPEL_OK && solution.outcome == KOPPEL_PROVEN) {
        count(&softer, &verdict, found);
    }
    koppel_verdict_free(&verdict);
    koppel_proposal_free(&proposal);
    koppel_solution_free(&solution);
    koppel_job_close(&softer);
    koppel_errors_clear(&errors);
    return status;
}

/* "That would put 11 people over the limit, in 4 areas." */
static void say_beyond(struct koppel_text *text, const struct koppel_policy *policy,
                       const struct koppel_softer_spread *found)
{
    bool homes = policy->spread_measure == KOPPEL_MEASURE_HOMES;

    if (found->n_beyond == 1) {
        koppel_text_add(text, homes ? _(" That would put 1 home over the limit of its area.")
                                    : _(" That would put 1 person over the limit of an area."));
    } else if (found->n_areas == 1) {
        koppel_text_add(text,
                        homes ? _(" That would put %" PRId64 " homes over the limit of one area.")
                              : _(" That would put %" PRId64 " people over the limit of one area."),
                        found->n_beyond);
    } else {
        koppel_text_add(text,
                        homes ? _(" That would put %" PRId64 " homes over the limit, in %" PRId32 " areas.")
                              : _(" That would put %" PRId64 " people over the limit, in %" PRId32 " areas."),
                        found->n_beyond, found->n_areas);
    }
}

void koppel_say_softer_spread(struct koppel_text *text, const struct koppel_job *job, int64_t n_placed,
                              const struct koppel_softer_spread *found)
{
    int64_t n_more = found->n_placed - n_placed;

    if (!found->is_known || n_more <= 0) {
        return;
    }
    if (found->n_placed == job->kase.n_households) {
        koppel_text_add(text,
                        "If the limits of even spread could give way, all %" PRId64 " households would get a home.",
                        found->n_placed);
    } else {
        koppel_text_add(
            text,
            n_more == 1
                ? _("If the limits of even spread could give way, %" PRId64 " more household would get a home.")
                : _("If the limits of even spread could give way, %" PRId64 " more households would get a home."),
            n_more);
    }
    say_beyond(text, &job->policy, found);
}
