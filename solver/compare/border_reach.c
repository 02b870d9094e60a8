// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* border_reach.c - the fewest households over a border that bring a share of what is there (see border_reach.h). */
#include "compare/border_reach.h"

#include "report/documents.h"

/* What was found for one number of households. */
struct tried {
    bool is_found;  /* a proposal */
    int64_t cost;   /* persons short */
    int64_t least;  /* no proposal has fewer; INT64_MIN: unknown */
    int32_t n_over; /* households that it houses over a border */
};

static enum koppel_status solve(const struct koppel_frontier_request *request, const struct koppel_job *job,
                                struct tried *tried)
{
    struct koppel_engine_options options = *request->options;
    struct koppel_solution solution = {0};
    enum koppel_status status = KOPPEL_OK;

    options.deadline = koppel_deadline_in(request->time_limit, options.deadline.stop);
    status = request->engine->solve(&job->formulation.problem, &options, &solution);
    *tried = (struct tried){.is_found = status == KOPPEL_OK && solution.slot_of != NULL, .least = INT64_MIN};
    if (tried->is_found) {
        tried->cost = solution.tiers[0].cost;
        tried->least = solution.tiers[0].bound;
    }
    for (int32_t i = 0; i < job->kase.n_households && tried->is_found; i++) {
        tried->n_over += koppel_offer_crosses(&job->fit, i, solution.slot_of[i]);
    }
    koppel_solution_free(&solution);
    return status;
}

/* @param[out] first  households that decisions hold over a border; may be NULL */
static enum koppel_status try_with(const struct koppel_frontier_request *request, const struct koppel_policy *base,
                                   int32_t most, struct tried *tried, int32_t *first, struct koppel_errors *errors)
{
    struct koppel_policy policy = koppel_policy_with_borders(base, most);
    struct koppel_job_files files;
    struct koppel_job job = {0};
    enum koppel_status status = KOPPEL_OK;

    policy.n_tiers = 1;
    files = koppel_job_files_under(request->files, &policy);
    status = koppel_job_open(&job, &files, errors, NULL);
    if (status == KOPPEL_OK) {
        status = solve(request, &job, tried);
        if (first != NULL) {
            *first = koppel_borders_held(&job.fit);
        }
    }
    koppel_job_close(&job);
    return status;
}

/* The fewest households with at most `enough` persons short, between `first` and `high`, which is enough. */
static enum koppel_status halve(const struct koppel_frontier_request *request, const struct koppel_policy *base,
                                int64_t enough, int32_t high, struct koppel_border_reach *reach,
                                struct koppel_errors *errors)
{
    int32_t low = reach->first;
    enum koppel_status status = KOPPEL_OK;

    reach->most = high;
    reach->short_most = reach->short_open;
    while (low < reach->most && status == KOPPEL_OK) {
        int32_t middle = low + (reach->most - low) / 2;
        struct tried tried = {0};

        status = try_with(request, base, middle, &tried, NULL, errors);
        if (tried.is_found && tried.cost <= enough) {
            reach->most = middle;
            reach->short_most = tried.cost;
            reach->is_proven = reach->is_proven && tried.least == tried.cost;
        } else {
            low = middle + 1;
            reach->is_proven = reach->is_proven && tried.least > enough;
        }
    }
    return status;
}

enum koppel_status koppel_border_reach_find(const struct koppel_frontier_request *request, int32_t percent,
                                            struct koppel_border_reach *reach, struct koppel_errors *errors)
{
    struct koppel_policy base;
    struct tried open = {0}, closed = {0};
    enum koppel_status status = koppel_job_policy_read(request->files, &base, errors);

    *reach = (struct koppel_border_reach){0};
    if (status != KOPPEL_OK || base.n_tiers == 0 || base.tiers[0].weight[KOPPEL_OBJECTIVE_TARGET] == 0) {
        return status; /* without the target as the first goal nothing is halved */
    }
    status = try_with(request, &base, KOPPEL_UNKNOWN, &open, &reach->first, errors);
    if (status == KOPPEL_OK && open.is_found) {
        status = try_with(request, &base, reach->first, &closed, NULL, errors);
    }
    reach->is_found = status == KOPPEL_OK && open.is_found && closed.is_found && closed.cost > open.cost;
    if (reach->is_found) {
        reach->short_closed = closed.cost;
        reach->short_open = open.cost;
        reach->is_proven = closed.least == closed.cost && open.least == open.cost;
        status = halve(request, &base, closed.cost - (percent * (closed.cost - open.cost) + 99) / 100, open.n_over,
                       reach, errors);
    }
    return status == KOPPEL_E_MEMORY && koppel_errors_none(errors) ? koppel_errors_no_memory(errors, NULL) : status;
}
