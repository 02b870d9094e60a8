// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* frontier.c - what opening the borders between municipalities brings (see frontier.h). */
#include "compare/frontier.h"

#include "base/memory.h"
#include "model/decisions.h"
#include "report/documents.h"
#include "solve/leximin.h"

#include <stdlib.h>
#include <string.h>

/* The proposal of the point before: where the next search starts. */
struct start {
    int32_t *unit_of; /* NULL: none */
};

static struct koppel_frontier_point measure(const struct koppel_job *job, const struct koppel_proposal *proposal,
                                            const struct koppel_verdict *verdict)
{
    struct koppel_frontier_point point = {.most = job->policy.border_max_households,
                                          .persons_short = verdict->objective_cost[KOPPEL_OBJECTIVE_TARGET],
                                          .persons_housed = verdict->n_placed_persons,
                                          .urgency = -verdict->objective_cost[KOPPEL_OBJECTIVE_URGENCY],
                                          .fit = -verdict->objective_cost[KOPPEL_OBJECTIVE_FIT],
                                          .is_proven = true};

    for (int32_t i = 0; i < job->kase.n_households; i++) {
        point.n_over += koppel_offer_crosses(&job->fit, i, proposal->unit_of[i]);
    }
    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        const struct koppel_proposal_tier *tier = &proposal->tiers[t];

        point.is_proven = point.is_proven && tier->bound == tier->cost;
        if (t == 0 && strcmp(tier->name, koppel_objective_name(KOPPEL_OBJECTIVE_TARGET)) == 0) {
            point.short_least = tier->bound > 0 ? tier->bound : 0;
        }
    }
    point.is_short_best = point.short_least == point.persons_short;
    return point;
}

/* @param[out] outcome  what the search ended with */
static enum koppel_status solve_point(const struct koppel_frontier_request *request, struct koppel_job *job,
                                      struct start *start, struct koppel_frontier *frontier,
                                      enum koppel_outcome *outcome, struct koppel_errors *errors)
{
    struct koppel_engine_options options = *request->options;
    struct koppel_solution solution = {0};
    struct koppel_proposal proposal = {0};
    struct koppel_verdict verdict = {0};
    enum koppel_status status = KOPPEL_OK;

    options.deadline = koppel_deadline_in(request->time_limit, options.deadline.stop);
    options.start = start->unit_of;
    status = koppel_leximin_settle(job, request->engine, &options, errors, NULL);
    if (status == KOPPEL_OK) {
        status = koppel_job_solve(job, request->engine, &options, &solution, &proposal, &verdict, errors);
    }
    *outcome = solution.outcome;
    frontier->is_cut = frontier->is_cut || (status == KOPPEL_OK && solution.outcome == KOPPEL_NO_ANSWER);
    if (status == KOPPEL_OK && proposal.unit_of != NULL) {
        status = koppel_grow((void **)&frontier->points, &frontier->capacity, (size_t)frontier->n_points + 1,
                             sizeof *frontier->points);
    }
    if (status == KOPPEL_OK && proposal.unit_of != NULL) {
        frontier->points[frontier->n_points++] = measure(job, &proposal, &verdict);
        free(start->unit_of);
        start->unit_of = proposal.unit_of;
        proposal.unit_of = NULL;
    }
    koppel_verdict_free(&verdict);
    koppel_proposal_free(&proposal);
    koppel_solution_free(&solution);
    return status;
}

struct koppel_policy koppel_policy_with_borders(const struct koppel_policy *policy, int32_t most)
{
    struct koppel_policy opened = *policy;

    if (opened.link_scope == KOPPEL_LINK_MUNICIPALITY) {
        opened.link_scope = KOPPEL_LINK_EXCHANGE;
    }
    opened.border_max_households = most;
    return opened;
}

/* Opens the case with so many households over borders. */
static enum koppel_status open_with(const struct koppel_frontier_request *request, const struct koppel_policy *base,
                                    int32_t most, struct koppel_job *job, struct koppel_errors *errors,
                                    struct koppel_errors *notes)
{
    const struct koppel_policy policy = koppel_policy_with_borders(base, most);
    const struct koppel_job_files files = koppel_job_files_under(request->files, &policy);

    return koppel_job_open(job, &files, errors, notes);
}

/* One point. The deadline or Ctrl-C leaves what was found. */
static enum koppel_status add_point(const struct koppel_frontier_request *request, const struct koppel_policy *base,
                                    int32_t most, struct start *start, struct koppel_frontier *frontier,
                                    struct koppel_errors *errors)
{
    struct koppel_job job = {0};
    enum koppel_outcome outcome = KOPPEL_NO_ANSWER;
    enum koppel_status status = open_with(request, base, most, &job, errors, NULL);

    if (request->tell != NULL) {
        request->tell(request->tell_data, most);
    }
    if (status == KOPPEL_OK) {
        status = solve_point(request, &job, start, frontier, &outcome, errors);
    }
    koppel_job_close(&job);
    return status;
}

static bool is_stopped(const struct koppel_frontier_request *request)
{
    return request->options->deadline.stop != NULL && *request->options->deadline.stop != 0;
}

int32_t koppel_borders_held(const struct koppel_suitability *fit)
{
    int32_t n = 0;

    for (int32_t d = 0; d < fit->n_decisions; d++) {
        n += koppel_decision_holds((enum koppel_decision_kind)fit->decision_kinds[d]) &&
             koppel_offer_crosses(fit, koppel_decided_household(fit, d), koppel_decided_unit(fit, d));
    }
    return n;
}

/* Opens the case without end and solves it: what there is to reach. */
static enum koppel_status solve_open(const struct koppel_frontier_request *request, const struct koppel_policy *base,
                                     struct koppel_frontier *frontier, struct koppel_errors *errors,
                                     struct koppel_errors *notes)
{
    struct start start = {0};
    enum koppel_outcome outcome = KOPPEL_NO_ANSWER;
    enum koppel_status status = open_with(request, base, KOPPEL_UNKNOWN, &frontier->job, errors, notes);

    if (status == KOPPEL_OK && request->tell != NULL) {
        request->tell(request->tell_data, KOPPEL_UNKNOWN);
    }
    if (status == KOPPEL_OK) {
        frontier->first = koppel_borders_held(&frontier->job.fit);
        status = solve_point(request, &frontier->job, &start, frontier, &outcome, errors);
        frontier->is_impossible = status == KOPPEL_OK && outcome == KOPPEL_INFEASIBLE;
    }
    free(start.unit_of);
    return status;
}

enum koppel_status koppel_frontier_make(const struct koppel_frontier_request *request, struct koppel_frontier *frontier,
                                        struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct koppel_policy base;
    struct koppel_frontier_point open;
    struct start start = {0};
    enum koppel_status status = koppel_job_policy_read(request->files, &base, errors);
    bool is_reached = false;

    if (status == KOPPEL_OK) {
        status = solve_open(request, &base, frontier, errors, notes);
    }
    if (status != KOPPEL_OK || frontier->n_points == 0) {
        return status;
    }
    open = frontier->points[--frontier->n_points];
    for (int32_t most = frontier->first; status == KOPPEL_OK && !is_reached && !is_stopped(request); most++) {
        status = add_point(request, &base, most, &start, frontier, errors);
        is_reached =
            most >= open.n_over ||
            (frontier->n_points > 0 && frontier->points[frontier->n_points - 1].persons_short <= open.persons_short);
    }
    frontier->is_cut = frontier->is_cut || !is_reached;
    if (status == KOPPEL_OK) {
        status = koppel_grow((void **)&frontier->points, &frontier->capacity, (size_t)frontier->n_points + 1,
                             sizeof *frontier->points);
    }
    if (status == KOPPEL_OK) {
        frontier->points[frontier->n_points++] = open;
    }
    free(start.unit_of);
    return status == KOPPEL_E_MEMORY && koppel_errors_none(errors) ? koppel_errors_no_memory(errors, NULL) : status;
}

int32_t koppel_frontier_reach(const struct koppel_frontier *frontier, int32_t percent)
{
    const struct koppel_frontier_point *points = frontier->points;
    int64_t closed = frontier->n_points > 1 ? points[0].persons_short : 0;
    int64_t open = frontier->n_points > 1 ? points[frontier->n_points - 1].persons_short : 0;

    if (frontier->n_points < 2 || points[0].most != frontier->first || closed <= open) {
        return KOPPEL_NONE;
    }
    for (int32_t k = 0; k < frontier->n_points; k++) {
        if (100 * (closed - points[k].persons_short) >= percent * (closed - open)) {
            return k;
        }
    }
    return KOPPEL_NONE;
}

void koppel_frontier_free(struct koppel_frontier *frontier)
{
    free(frontier->points);
    koppel_job_close(&frontier->job);
    *frontier = (struct koppel_frontier){0};
}
