// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* council.c - the choices that a council has, solved and measured (see council.h). */
#include "council/council.h"

#include "compare/groups.h"
#include "compare/roster.h"
#include "council/council_cells.h"
#include "io/policy_reader.h"
#include "report/wording.h"
#include "solve/leximin.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is worked with while the choices are made. */
struct making {
    const struct koppel_council_request *request;
    struct koppel_council *council;
    struct koppel_policy base; /* the policy as it is */
    struct koppel_errors *errors;
};

static void tell(const struct making *making, const char *what)
{
    if (making->request->tell != NULL) {
        making->request->tell(making->request->tell_data, what);
    }
}

static struct koppel_engine_options options_now(const struct koppel_council_request *request)
{
    struct koppel_engine_options options = *request->options;

    options.deadline = koppel_deadline_in(request->time_limit, options.deadline.stop);
    return options;
}

static bool is_stopped(const struct making *making)
{
    return making->request->options->deadline.stop != NULL && *making->request->options->deadline.stop != 0;
}

/* Are two policies the same but for their names? */
static enum koppel_status is_same(const struct koppel_policy *one, const struct koppel_policy *two, bool *same)
{
    struct koppel_policy renamed = *two;
    char *texts[2] = {NULL, NULL};
    enum koppel_status status = koppel_policy_print(one, &texts[0]);

    memcpy(renamed.name, one->name, sizeof renamed.name);
    status = status == KOPPEL_OK ? koppel_policy_print(&renamed, &texts[1]) : status;
    *same = status == KOPPEL_OK && strcmp(texts[0], texts[1]) == 0;
    free(texts[0]);
    free(texts[1]);
    return status;
}

/* Fills in a choice from its proposal, and why who is left is left if it is the policy as it is. */
static enum koppel_status take(struct making *making, const struct koppel_job *job,
                               const struct koppel_solution *solution, const struct koppel_proposal *proposal,
                               const struct koppel_verdict *verdict, struct koppel_council_choice *choice)
{
    const struct koppel_run_facts facts =
        koppel_job_facts(job, making->request->engine, making->request->options, solution);
    const struct koppel_report report = {.fit = &job->fit, .proposal = proposal, .verdict = verdict, .facts = &facts};
    const struct koppel_proposal_tier *first = &proposal->tiers[0];
    enum koppel_status status = koppel_council_cells(&making->council->job.fit, proposal->unit_of, choice->cells);

    choice->has_proposal = true;
    choice->short_least =
        proposal->n_tiers > 0 && koppel_tier_objective(first) == KOPPEL_OBJECTIVE_TARGET && first->bound != INT64_MIN
            ? (first->bound > 0 ? first->bound : 0)
            : KOPPEL_UNKNOWN;
    if (status == KOPPEL_OK && choice->is_own) {
        status = koppel_council_count_whys(&report, making->council->whys);
    }
    return status;
}

static enum koppel_status add(struct making *making, enum koppel_council_kind kind, bool is_own,
                              const struct koppel_policy *policy)
{
    struct koppel_council_choice *choice = &making->council->choices[making->council->n_choices++];
    const struct koppel_job_files files = koppel_job_files_under(making->request->files, policy);
    const struct koppel_engine_options options = options_now(making->request);
    struct koppel_job job = {0};
    struct koppel_solution solution = {0};
    struct koppel_proposal proposal = {0};
    struct koppel_verdict verdict = {0};
    enum koppel_status status = koppel_job_open(&job, &files, making->errors, NULL);

    *choice = (struct koppel_council_choice){
        .kind = kind, .is_own = is_own, .outcome = KOPPEL_NO_ANSWER, .short_least = KOPPEL_UNKNOWN};
    job.are_floors_open = kind == KOPPEL_COUNCIL_FLOORS && !making->council->are_floors_proven;
    if (status == KOPPEL_OK && kind != KOPPEL_COUNCIL_FLOORS) {
        status = koppel_leximin_settle(&job, making->request->engine, &options, making->errors, NULL);
    }
    if (status == KOPPEL_OK) {
        status =
            koppel_job_solve(&job, making->request->engine, &options, &solution, &proposal, &verdict, making->errors);
        choice->outcome = solution.outcome;
    }
    if (status == KOPPEL_OK && proposal.unit_of != NULL) {
        status = take(making, &job, &solution, &proposal, &verdict, choice);
    }
    koppel_verdict_free(&verdict);
    koppel_proposal_free(&proposal);
    koppel_solution_free(&solution);
    koppel_job_close(&job);
    return status;
}

/* Even spread as it is, not at all, as a goal and as a must. */
static enum koppel_status add_spread(struct making *making)
{
    static const struct {
        enum koppel_council_kind kind;
        const char *name;
    } rows[] = {{KOPPEL_COUNCIL_NO_SPREAD, "no-spread"},
                {KOPPEL_COUNCIL_SPREAD_GOAL, "cap-goal"},
                {KOPPEL_COUNCIL_SPREAD_MUST, "cap-must"}};
    enum { N_ROWS = sizeof rows / sizeof *rows };
    struct koppel_policy policies[N_ROWS];
    bool same[N_ROWS] = {false};
    bool is_among = false;
    enum koppel_status status = KOPPEL_OK;

    for (int r = 0; r < N_ROWS && status == KOPPEL_OK; r++) {
        struct koppel_roster_entry entry;

        koppel_roster_entry(koppel_roster_find(rows[r].name), &entry);
        status = koppel_roster_policy(&entry, &making->base, &policies[r], making->errors);
        status = status == KOPPEL_OK ? is_same(&making->base, &policies[r], &same[r]) : status;
        is_among = is_among || same[r];
    }
    if (status == KOPPEL_OK && !is_among) {
        tell(making, _("Solving under the policy as it is"));
        status = add(making, KOPPEL_COUNCIL_OWN, true, &making->base);
    }
    for (int r = 0; r < N_ROWS && status == KOPPEL_OK && !is_stopped(making); r++) {
        tell(making, _("Solving without even spread, with it as a goal, and as a must"));
        status = add(making, rows[r].kind, same[r], &policies[r]);
    }
    return status;
}

/* Homes in the other municipalities of the region: where opening them helps. */
static enum koppel_status add_borders(struct making *making)
{
    const struct koppel_council_request *request = making->request;
    const struct koppel_frontier_request asked = {.files = request->files,
                                                  .engine = request->engine,
                                                  .options = request->options,
                                                  .time_limit = request->time_limit};
    struct koppel_border_reach *reach = &making->council->reach;
    struct koppel_policy policy;
    bool is_open = false; /* they are under the policy as it is */
    enum koppel_status status = KOPPEL_OK;

    if (making->council->job.kase.n_municipalities < 2 || is_stopped(making)) {
        return KOPPEL_OK;
    }
    tell(making, _("Working out what homes in other municipalities bring"));
    status = koppel_border_reach_find(&asked, KOPPEL_COUNCIL_REACH, reach, making->errors);
    if (status == KOPPEL_OK && reach->is_found) {
        policy = koppel_policy_with_borders(&making->base, reach->most);
        status = add(making, KOPPEL_COUNCIL_BORDERS_SOME, false, &policy);
    }
    if (status == KOPPEL_OK && reach->is_found) {
        policy = koppel_policy_with_borders(&making->base, KOPPEL_UNKNOWN);
        status = is_same(&making->base, &policy, &is_open);
    }
    if (status == KOPPEL_OK && reach->is_found && !is_open) {
        status = add(making, KOPPEL_COUNCIL_BORDERS_OPEN, false, &policy);
    }
    return status;
}

/* The fairest shares of groups by size: a choice of its own where they differ from those of the policy. */
static enum koppel_status add_floors(struct making *making)
{
    const struct koppel_council_request *request = making->request;
    const struct koppel_engine_options options = options_now(request);
    const struct koppel_groups_request asked = {
        .files = request->files, .engine = request->engine, .options = &options};
    struct koppel_groups groups = {0};
    enum koppel_status status = KOPPEL_OK;
    bool differs = false;

    if (is_stopped(making) || making->base.n_mix + KOPPEL_N_SIZE_GROUPS > KOPPEL_MAX_MIX) {
        return KOPPEL_OK;
    }
    tell(making, _("Working out the fairest shares of groups"));
    status = koppel_groups_find(&asked, &groups, making->errors, NULL);
    making->council->has_floors = status == KOPPEL_OK && groups.is_fair_found;
    making->council->are_floors_proven = making->council->has_floors && groups.is_proven;
    for (int k = 0; k < KOPPEL_N_SIZE_GROUPS; k++) {
        differs = differs || groups.items[k].n_fair != groups.items[k].n_housed;
    }
    if (making->council->has_floors && differs) {
        status = add(making, KOPPEL_COUNCIL_FLOORS, false, &groups.fair);
    }
    koppel_groups_free(&groups);
    return status;
}

/* Equal access as a goal, just before fit: where distances are known, and the policy has no such goal. */
static enum koppel_status add_access(struct making *making)
{
    const struct koppel_council *council = making->council;
    struct koppel_policy policy = making->base;
    int32_t at = policy.n_tiers;

    for (int32_t t = policy.n_tiers - 1; t >= 0; t--) {
        if (policy.tiers[t].weight[KOPPEL_OBJECTIVE_ACCESS] != 0) {
            return KOPPEL_OK;
        }
        at = policy.tiers[t].weight[KOPPEL_OBJECTIVE_FIT] != 0 ? t : at;
    }
    if (is_stopped(making) || policy.n_tiers == KOPPEL_MAX_TIERS || council->n_choices == 0 ||
        council->choices[0].cells[KOPPEL_COUNCIL_BEYOND].state != KOPPEL_CELL_SHOWN) {
        return KOPPEL_OK;
    }
    memmove(&policy.tiers[at + 1], &policy.tiers[at], (size_t)(policy.n_tiers - at) * sizeof *policy.tiers);
    policy.tiers[at] = (struct koppel_tier_rule){.weight = {[KOPPEL_OBJECTIVE_ACCESS] = 1}};
    policy.n_tiers++;
    tell(making, _("Solving with equal access as a goal"));
    return add(making, KOPPEL_COUNCIL_ACCESS, false, &policy);
}

/* Opens the case under the yardstick of koppel compare, by which all choices are measured. */
static enum koppel_status open_yardstick(struct making *making, struct koppel_errors *notes)
{
    struct koppel_council *council = making->council;
    struct koppel_policy yardstick;
    struct koppel_job_files files;
    enum koppel_status status = koppel_job_policy_read(making->request->files, &making->base, making->errors);

    if (status == KOPPEL_OK) {
        status = koppel_roster_trade_off(&making->base, &yardstick, making->errors);
    }
    if (status == KOPPEL_OK) {
        memcpy(yardstick.name, making->base.name, sizeof yardstick.name);
        files = koppel_job_files_under(making->request->files, &yardstick);
        status = koppel_job_open(&council->job, &files, making->errors, notes);
    }
    for (int32_t m = 0; status == KOPPEL_OK && m < council->job.kase.n_municipalities; m++) {
        council->to_house += koppel_municipality_persons_left(&council->job.fit, m);
    }
    return status;
}

enum koppel_status koppel_council_make(const struct koppel_council_request *request, struct koppel_council *council,
                                       struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct making making = {.request = request, .council = council, .errors = errors};
    enum koppel_status status = open_yardstick(&making, notes);

    status = status == KOPPEL_OK ? add_spread(&making) : status;
    status = status == KOPPEL_OK ? add_borders(&making) : status;
    status = status == KOPPEL_OK ? add_floors(&making) : status;
    status = status == KOPPEL_OK ? add_access(&making) : status;
    return status == KOPPEL_E_MEMORY && koppel_errors_none(errors) ? koppel_errors_no_memory(errors, NULL) : status;
}

const struct koppel_council_choice *koppel_council_own(const struct koppel_council *council)
{
    for (int32_t k = 0; k < council->n_choices; k++) {
        if (council->choices[k].is_own && council->choices[k].has_proposal) {
            return &council->choices[k];
        }
    }
    return NULL;
}

const struct koppel_council_choice *koppel_council_find(const struct koppel_council *council,
                                                        enum koppel_council_kind kind)
{
    for (int32_t k = 0; k < council->n_choices; k++) {
        if (council->choices[k].kind == kind && council->choices[k].has_proposal) {
            return &council->choices[k];
        }
    }
    return NULL;
}

void koppel_council_free(struct koppel_council *council)
{
    koppel_job_close(&council->job);
    *council = (struct koppel_council){0};
}
