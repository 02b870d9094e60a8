// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* job.c - the way through the rooms (see job.h). */
#include "solve/job.h"

#include "base/memory.h"
#include "io/added_decisions.h"
#include "io/allocation_check.h"
#include "io/case_reader.h"
#include "io/earlier_reader.h"
#include "io/file_bytes.h"
#include "io/policy_reader.h"
#include "io/rules_reader.h"
#include "model/earlier.h"
#include "model/future_examples.h"
#include "model/future_rows.h"
#include "report/wording.h"
#include "solve/earlier_notes.h"
#include "solve/earlier_policy.h"
#include "solve/group_floors.h"
#include "solve/table_notes.h"
#include "solve/tie_draw.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool koppel_job_files_name_policy(const struct koppel_job_files *files)
{
    return files->policy_file != NULL || files->policy_json != NULL || files->policy != NULL;
}

struct koppel_job_files koppel_job_files_under(const struct koppel_job_files *files, const struct koppel_policy *policy)
{
    struct koppel_job_files changed = *files;

    changed.policy_file = NULL;
    changed.policy_json = NULL;
    changed.policy = policy;
    return changed;
}

enum koppel_status koppel_job_policy_read(const struct koppel_job_files *files, struct koppel_policy *policy,
                                          struct koppel_errors *errors)
{
    if (files->policy_file != NULL) {
        return koppel_policy_read(files->policy_file, policy, errors);
    }
    if (files->policy_json != NULL) {
        return koppel_policy_parse(files->policy_json, strlen(files->policy_json), "policy", policy, errors);
    }
    if (files->policy != NULL) {
        *policy = *files->policy;
    } else {
        koppel_policy_default(policy);
    }
    return KOPPEL_OK;
}

static enum koppel_status read_policy(struct koppel_job *job, const struct koppel_job_files *files,
                                      struct koppel_errors *errors, struct koppel_errors *notes)
{
    bool follows = files->earlier != NULL && files->follows_earlier;
    enum koppel_status status = koppel_job_policy_read(files, &job->policy, errors);

    if (status == KOPPEL_OK && follows) {
        status = koppel_job_files_name_policy(files)
                     ? koppel_earlier_policy_compare(files->earlier, &job->policy, errors, notes)
                     : koppel_earlier_policy_take(files->earlier, &job->policy, errors, notes);
    }

    if (files->as_of != KOPPEL_NO_DATE) {
        job->policy.as_of = files->as_of;
    }
    if (status == KOPPEL_OK && files->stay_close != NULL &&
        !koppel_policy_stay_close(&job->policy, files->stay_close)) {
        status = koppel_errors_add(errors, KOPPEL_E_ARGUMENT, NULL, 0, 0,
                                   "staying close takes a whole number of changes, or \"most\"");
    }
    return status;
}

/* What may be wrong with the day of the run. A half-year that has passed is mostly a target that was not added yet;
 * wanted on purpose, it is named by the policy. */
static void note_day(const struct koppel_job *job, int32_t as_of, int32_t period, struct koppel_errors *notes)
{
    char half_year[8];
    char day[KOPPEL_DAY_WORDS];

    if (job->policy.as_of == KOPPEL_NO_DATE) {
        koppel_day_of_run_note(&job->kase, notes);
    }
    if (job->policy.period == KOPPEL_NONE && koppel_period_last_day(period) < as_of) {
        koppel_period_format(period, half_year);
        koppel_date_words(as_of, day);
        koppel_errors_add(notes, KOPPEL_OK, koppel_case_file_name(&job->kase, "targets.csv"), 0, 0,
                          "the last target is for %s, which ended before the day of the run, %s: is a newer target "
                          "missing?",
                          half_year, day);
    }
}

/* Who gets no home walks no metre: nothing is nearer than a proposal without offers, unless something before it asks
 * for them. */
static void note_access_first(const struct koppel_policy *policy, struct koppel_errors *notes)
{
    static const enum koppel_objective asking[] = {KOPPEL_OBJECTIVE_TARGET, KOPPEL_OBJECTIVE_URGENCY};
    int32_t access = koppel_policy_tier_of(policy, KOPPEL_OBJECTIVE_ACCESS);
    bool is_asked = policy->target_enforce == KOPPEL_MUST;

    for (size_t k = 0; k < sizeof asking / sizeof *asking; k++) {
        int32_t tier = koppel_policy_tier_of(policy, asking[k]);

        is_asked = is_asked || (tier != KOPPEL_NONE && tier <= access);
    }
    if (access != KOPPEL_NONE && !is_asked) {
        koppel_errors_add(
            notes, KOPPEL_OK, NULL, 0, 0,
            "the policy puts access before target and urgency: people are nearest to everything when few get "
            "a home; put it behind one of these");
    }
}

/* Rent limits are set anew for every calendar year: those of an earlier year may refuse or admit the wrong homes. */
static void note_rent_year(const struct koppel_rules *rules, int32_t period, struct koppel_errors *notes)
{
    char valid_from[KOPPEL_DAY_WORDS];
    char wanted[8];

    if (rules->rent_valid_from >= koppel_date_make(period / 2, 1, 1)) {
        return;
    }
    koppel_date_words(rules->rent_valid_from, valid_from);
    koppel_period_format(period, wanted);
    koppel_errors_add(
        notes, KOPPEL_OK, "rules/rent_limits.json", 0, 0,
        "the half-year is %s, but the latest rent limits are those from %s; add the limits of %d (--rules)", wanted,
        valid_from, (int)(period / 2));
}

/* May the search start from what is left of the earlier proposal? */
static enum koppel_status weigh_start(struct koppel_job *job, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    if (job->fit.earlier_unit != NULL) {
        status = koppel_problem_feasible(&job->formulation.problem, job->fit.earlier_unit, &job->starts_from_earlier);
    }
    return status == KOPPEL_OK ? status : koppel_errors_no_memory(errors, NULL);
}

static enum koppel_status read_case(struct koppel_job *job, const struct koppel_job_files *files,
                                    struct koppel_errors *errors, struct koppel_errors *notes)
{
    const struct koppel_case_request request = {.files = files->tables,
                                                .n_files = files->n_tables,
                                                .strict = files->strict,
                                                .columns_file = files->columns_file};
    struct koppel_file_bytes forecast = {0};
    enum koppel_status status = KOPPEL_OK;

    if (files->forecast_file == NULL) {
        return koppel_case_read(files->case_folder, &request, &job->kase, errors, notes);
    }
    status =
        koppel_file_bytes_read(files->forecast_file, files->forecast_file, KOPPEL_MAX_FILE_BYTES, &forecast, errors);
    if (status == KOPPEL_OK) {
        const struct koppel_case_file instead = {
            .name = "forecast.csv", .bytes = forecast.bytes, .n_bytes = forecast.n_bytes};

        status = koppel_case_read_replaced(files->case_folder, &request, KOPPEL_TABLE_FORECAST, &instead, &job->kase,
                                           errors, notes);
    }
    koppel_file_bytes_free(&forecast);
    return status;
}

/* Case, earlier proposal, and what was decided in the latter. */
static enum koppel_status read_tables(struct koppel_job *job, const struct koppel_job_files *files,
                                      struct koppel_errors *errors, struct koppel_errors *notes)
{
    enum koppel_status status = read_case(job, files, errors, notes);

    if (status == KOPPEL_OK && files->earlier != NULL) {
        status = koppel_earlier_read(files->earlier, &job->kase, errors, notes);
        koppel_policy_keep_ties(&job->policy);
    }
    if (status == KOPPEL_OK && (files->decided != NULL || files->earlier != NULL)) {
        status = koppel_added_decisions_read(files->decided != NULL ? files->decided : files->earlier,
                                             files->decided == NULL || files->in_books, &job->kase, errors, notes);
    }
    return status;
}

/* What suits whom on the day of the run, by the rules of that day. */
static enum koppel_status weigh_homes(struct koppel_job *job, const struct koppel_job_files *files,
                                      struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct koppel_rules rules = {0};
    int32_t as_of = 0;
    int32_t period = 0;
    enum koppel_status day_status = KOPPEL_OK; /* rules are read, and told of, even so */
    enum koppel_status status = koppel_suitability_day(&job->kase, &job->policy, &as_of, &period, errors);

    if (status != KOPPEL_OK) {
        return status;
    }
    day_status = koppel_allocation_check(&job->kase, period, as_of, errors, notes);
    if (day_status == KOPPEL_OK) {
        note_day(job, as_of, period, notes);
        note_access_first(&job->policy, notes);
    }
    status =
        koppel_rules_read(files->rules_folder, koppel_period_first_day(period), job->policy.rent_limit, &rules, errors);
    if (status == KOPPEL_OK) {
        if (job->policy.rent_limit) {
            note_rent_year(&rules, period, notes);
        }
        status = koppel_case_add_rules(&job->kase, rules.files, rules.n_files);
    }
    if (status == KOPPEL_OK && files->with_future && job->kase.groups.n_ids == 0) {
        status = koppel_future_examples_add(&job->kase, &rules);
    }
    if (status == KOPPEL_OK && files->with_future && job->kase.groups.n_ids == 0) {
        status = koppel_future_rows_join(&job->kase);
    }
    if (status == KOPPEL_OK) {
        status = koppel_suitability_init(&job->fit, &job->kase, &job->policy, &rules, as_of, period, errors);
        status = day_status != KOPPEL_OK ? day_status : status;
    }
    return status;
}

static enum koppel_status formulate(struct koppel_job *job, struct koppel_errors *errors, struct koppel_errors *notes)
{
    enum koppel_status status = KOPPEL_OK;

    koppel_earlier_note(&job->fit, notes);
    koppel_tables_note(&job->fit, notes);
    status = koppel_formulation_make(&job->formulation, &job->fit, errors);
    return status == KOPPEL_OK ? weigh_start(job, errors) : status;
}

enum koppel_status koppel_job_open(struct koppel_job *job, const struct koppel_job_files *files,
                                   struct koppel_errors *errors, struct koppel_errors *notes)
{
    enum koppel_status policy_status = KOPPEL_OK; /* faults of the policy and of the tables are told together */
    enum koppel_status status = KOPPEL_OK;

    *job = (struct koppel_job){0};
    policy_status = read_policy(job, files, errors, notes);
    status = read_tables(job, files, errors, notes);
    status = policy_status != KOPPEL_OK ? policy_status : status;
    if (status == KOPPEL_OK) {
        status = weigh_homes(job, files, errors, notes);
    }
    if (status == KOPPEL_OK) {
        status = koppel_group_floors_set(&job->fit, &job->policy, errors);
    }
    if (status == KOPPEL_OK) {
        status = formulate(job, errors, notes);
    }
    if (status != KOPPEL_OK) {
        koppel_job_close(job);
    }
    return status;
}

enum koppel_status koppel_job_formulate_again(struct koppel_job *job, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    koppel_formulation_free(&job->formulation);
    status = koppel_formulation_make(&job->formulation, &job->fit, errors);
    return status == KOPPEL_OK ? weigh_start(job, errors) : status;
}

void koppel_job_close(struct koppel_job *job)
{
    koppel_formulation_free(&job->formulation);
    koppel_suitability_free(&job->fit);
    koppel_case_free(&job->kase);
    *job = (struct koppel_job){0};
}

/* RECOVERING THE PROPOSAL: agents are households and slots are units, row by row. */
static enum koppel_status proposal_recover(const struct koppel_problem *problem, const struct koppel_solution *solution,
                                           struct koppel_proposal *proposal)
{
    proposal->unit_of = koppel_new((size_t)problem->n_agents, sizeof *proposal->unit_of);
    if (proposal->unit_of == NULL) {
        return KOPPEL_E_MEMORY;
    }
    proposal->n_households = problem->n_agents;
    proposal->n_tiers = problem->n_tiers;
    for (int32_t i = 0; i < problem->n_agents; i++) {
        proposal->unit_of[i] = solution->slot_of[i];
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        struct koppel_proposal_tier *tier = &proposal->tiers[t];

        snprintf(tier->name, sizeof tier->name, "%s", problem->tiers[t].name);
        tier->maximise = problem->tiers[t].maximise;
        tier->scale = problem->tiers[t].scale;
        tier->cost = solution->tiers[t].cost;
        tier->bound = solution->tiers[t].bound;
        tier->proven = solution->tiers[t].proven;
        tier->has_said_bound = solution->tiers[t].has_said_bound;
        tier->said_bound = solution->tiers[t].said_bound;
    }
    return KOPPEL_OK;
}

/* The best of the proposals that keep these floors; larger floors may be possible. */
static void leave_open(struct koppel_solution *solution, struct koppel_proposal *proposal)
{
    bool is_open = false;

    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        if (koppel_tier_objective(&proposal->tiers[t]) == KOPPEL_OBJECTIVE_GROUPS) {
            is_open = true;
            proposal->tiers[t].bound = INT64_MIN;
        }
        proposal->tiers[t].proven = proposal->tiers[t].proven && !is_open;
    }
    if (solution->outcome == KOPPEL_PROVEN) {
        solution->outcome = KOPPEL_FEASIBLE;
    }
    free(proposal->ties.by_lot);
    proposal->ties.by_lot = NULL;
    proposal->ties.state = KOPPEL_TIES_UNPROVEN;
}

static enum koppel_status proposal_check(const struct koppel_job *job, const struct koppel_proposal *proposal,
                                         struct koppel_verdict *verdict, struct koppel_errors *errors)
{
    enum koppel_status status =
        koppel_verdict_make(&job->fit, proposal->unit_of, proposal->tiers, proposal->n_tiers, verdict);

    if (status != KOPPEL_OK) {
        return koppel_errors_add(errors, status, NULL, 0, 0, "the proposal could not be checked");
    }
    for (size_t v = 0; v < verdict->n_violations; v++) {
        status = koppel_errors_add(errors, KOPPEL_E_VERIFY, NULL, 0, 0, "%s", verdict->violations[v].text);
    }
    return status;
}

enum koppel_status koppel_job_solve(const struct koppel_job *job, const struct koppel_engine *engine,
                                    const struct koppel_engine_options *options, struct koppel_solution *solution,
                                    struct koppel_proposal *proposal, struct koppel_verdict *verdict,
                                    struct koppel_errors *errors)
{
    const struct koppel_problem *problem = &job->formulation.problem;
    struct koppel_engine_options from_here = *options;
    enum koppel_status status = KOPPEL_OK;

    if (job->starts_from_earlier) {
        from_here.start = job->fit.earlier_unit;
    }
    *proposal = (struct koppel_proposal){0};
    *verdict = (struct koppel_verdict){0};
    *solution = (struct koppel_solution){0};
    status = koppel_ties_solve(&job->formulation, engine, &from_here, solution, &proposal->ties);
    if (status != KOPPEL_OK && solution->note[0] != '\0') {
        return koppel_errors_add(errors, status, NULL, 0, 0, "engine %s: %s", engine->name, solution->note);
    }
    if (status != KOPPEL_OK) {
        return koppel_errors_add(errors, status, NULL, 0, 0,
                                 status == KOPPEL_E_ARGUMENT
                                     ? _("engine %s does not take a problem of this size or kind")
                                     : _("engine %s could not solve this problem"),
                                 engine->name);
    }
    if (solution->slot_of == NULL) {
        return KOPPEL_OK;
    }
    status = proposal_recover(problem, solution, proposal);
    if (status != KOPPEL_OK) {
        return koppel_errors_no_memory(errors, NULL);
    }
    if (job->are_floors_open) {
        leave_open(solution, proposal);
    }
    return proposal_check(job, proposal, verdict, errors);
}

/* An engine with proofs goes on until it has them or is stopped. */
static enum koppel_run_end run_end(const struct koppel_job *job, const struct koppel_engine_options *options,
                                   const struct koppel_solution *solution)
{
    if (solution->outcome == KOPPEL_PROVEN || solution->outcome == KOPPEL_INFEASIBLE) {
        return KOPPEL_END_OF_ITSELF;
    }
    if (options->deadline.stop != NULL && *options->deadline.stop != 0) {
        return KOPPEL_END_INTERRUPT;
    }
    if (solution->is_cut_by_work || (job->are_floors_open && options->most_steps > 0 && options->deadline.end == 0)) {
        return KOPPEL_END_WORK_LIMIT;
    }
    return options->deadline.end > 0 && !solution->is_finished ? KOPPEL_END_TIME_LIMIT : KOPPEL_END_OF_ITSELF;
}

struct koppel_run_facts koppel_job_facts(const struct koppel_job *job, const struct koppel_engine *engine,
                                         const struct koppel_engine_options *options,
                                         const struct koppel_solution *solution)
{
    static const char *const outcomes[] = {N_("proven"), "feasible", "infeasible", "no answer"};

    return (struct koppel_run_facts){.engine = engine->name,
                                     .outcome = solution->outcome == KOPPEL_PROVEN && !koppel_solution_is_best(solution)
                                                    ? "within_gap"
                                                    : outcomes[solution->outcome],
                                     .ended_by = run_end(job, options, solution),
                                     .gap_ppm = options->gap_ppm,
                                     .seed = options->seed,
                                     .n_pairs = job->formulation.problem.n_pairs,
                                     .n_nodes = solution->n_nodes,
                                     .n_components = solution->n_components,
                                     .starts_from_earlier = job->starts_from_earlier};
}
