// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* needed.c - which homes that do not exist are needed (see needed.h). */
#include "needed/needed.h"
#include "needed/home_value.h"

#include "base/memory.h"
#include "problem/components.h"
#include "solve/leximin.h"

#include <stdlib.h>
#include <string.h>

/* The case with a home of every kind, and its problem with places and tiers of its own. */
struct extended {
    struct koppel_job job;
    struct koppel_text tables[2];
    struct koppel_problem problem; /* of the job, but places, tiers and what follows */
    int32_t *places;               /* n_slots */
    int32_t first;                 /* slot of the first new home */
    int64_t *cost, *size;          /* n_slots: of a new home; 0 of others */
    struct koppel_tier tiers[3];
    struct koppel_term *terms; /* persons short of the targets, */
    int64_t *persons;          /* or less each household that has a home */
    int64_t n_persons;         /* then: of all households */
};

static void extended_free(struct extended *extended)
{
    free(extended->places);
    free(extended->cost);
    free(extended->size);
    free(extended->terms);
    free(extended->persons);
    koppel_job_close(&extended->job);
    koppel_text_free(&extended->tables[0]);
    koppel_text_free(&extended->tables[1]);
}

/* Costs of a pair by its slot, whoever the agent is. */
static void work_out_by_slot(const void *data, int32_t agent, const int32_t *slots, const int32_t *slot_name, int64_t n,
                             int64_t *costs)
{
    const int64_t *cost = data;

    (void)agent;
    for (int64_t k = 0; k < n; k++) {
        costs[k] = cost[slot_name != NULL ? slot_name[slots[k]] : slots[k]];
    }
}

/* Rules that look at the homes of a case themselves would not stay as they are. */
static enum koppel_status refuse_rules(const struct koppel_policy *policy, struct koppel_errors *errors)
{
    if (policy->spread_rule != KOPPEL_SPREAD_NONE &&
        (policy->spread_level == KOPPEL_AREA_COMPLEX || policy->spread_rule == KOPPEL_SPREAD_BAND)) {
        return koppel_errors_add(
            errors, KOPPEL_E_INPUT, "policy", 0, 0,
            "spread by complex and the rule \"band\" depend on the homes of the case, so they cannot "
            "be kept while homes are added: use another rule for this question");
    }
    for (int32_t r = 0; r < policy->n_mix; r++) {
        if (policy->mix[r].min != KOPPEL_UNKNOWN && policy->mix[r].min > 0 &&
            policy->mix[r].level != KOPPEL_AREA_CASE) {
            return koppel_errors_add(errors, KOPPEL_E_INPUT, "policy", 0, 0,
                                     "a mix rule asks for a least number wherever there are homes, so also where they "
                                     "are only added: leave it out for this question");
        }
    }
    return KOPPEL_OK;
}

/* Opens the case with n_wanted of every kind. */
static enum koppel_status open_with(const struct koppel_needed_request *request,
                                    const struct koppel_plain_tables *plain, const struct koppel_needed *needed,
                                    struct koppel_text tables[2], struct koppel_job *job, struct koppel_errors *errors)
{
    struct koppel_case_file files[KOPPEL_N_TABLES];
    struct koppel_job_files extended = koppel_job_files_under(request->files, &needed->job.policy);
    enum koppel_status status =
        koppel_new_homes_add(plain, &needed->job.kase, &needed->homes, tables, files, &extended.n_tables, errors);

    extended.tables = files;
    extended.columns_file = NULL;
    return status == KOPPEL_OK ? koppel_job_open(job, &extended, errors, NULL) : status;
}

/* The terms of persons short, whatever tiers the policy has. */
static enum koppel_status count_short(struct extended *extended, struct koppel_tier *tier)
{
    const struct koppel_formulation *formulation = &extended->job.formulation;

    extended->terms = koppel_new((size_t)extended->problem.n_loads, sizeof *extended->terms);
    if (extended->terms == NULL) {
        return KOPPEL_E_MEMORY;
    }
    *tier = (struct koppel_tier){.name = "target", .scale = 1, .terms = extended->terms};
    for (int32_t g = 0; g < extended->problem.n_loads; g++) {
        const struct koppel_load_subject *subject = &formulation->subjects[g];

        if (subject->kind == KOPPEL_LOAD_TARGET && !subject->is_apart) {
            extended->terms[tier->n_terms++] = (struct koppel_term){
                .load = g, .at = koppel_municipality_persons_left(&extended->job.fit, subject->place), .under = 1};
        }
    }
    return KOPPEL_OK;
}

static int64_t count_persons(const struct koppel_suitability *fit)
{
    int64_t n = 0;

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        n += fit->needs[i].persons_target;
    }
    return n;
}

/* Less the persons of every household with a home: all of them are short without any. */
static enum koppel_status count_housed(struct extended *extended, struct koppel_tier *tier)
{
    const struct koppel_suitability *fit = &extended->job.fit;

    extended->persons = koppel_new((size_t)fit->kase->n_households, sizeof *extended->persons);
    if (extended->persons == NULL) {
        return KOPPEL_E_MEMORY;
    }
    *tier = (struct koppel_tier){.name = "persons", .scale = 1, .agent_cost = extended->persons};
    extended->n_persons = count_persons(fit);
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        extended->persons[i] = -fit->needs[i].persons_target;
    }
    return KOPPEL_OK;
}

static enum koppel_status extended_make(struct extended *extended, const struct koppel_needed_request *request,
                                        const struct koppel_plain_tables *plain, struct koppel_needed *needed,
                                        struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    for (int32_t k = 0; k < needed->homes.n_items; k++) {
        needed->homes.items[k].n_wanted = 1;
    }
    status = open_with(request, plain, needed, extended->tables, &extended->job, errors);
    if (status != KOPPEL_OK) {
        return status;
    }
    extended->problem = extended->job.formulation.problem;
    extended->first = needed->job.kase.n_units;
    extended->places = koppel_new((size_t)extended->problem.n_slots, sizeof *extended->places);
    extended->cost = koppel_new((size_t)extended->problem.n_slots, sizeof *extended->cost);
    extended->size = koppel_new((size_t)extended->problem.n_slots, sizeof *extended->size);
    if (extended->places == NULL || extended->cost == NULL || extended->size == NULL) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(extended->places, extended->problem.places, (size_t)extended->problem.n_slots * sizeof *extended->places);
    for (int32_t k = 0; k < needed->homes.n_items; k++) {
        const struct koppel_new_home *home = &needed->homes.items[k];

        extended->cost[extended->first + k] = home->cost;
        extended->size[extended->first + k] = 2 * home->rooms + (home->step_free ? 1 : 0);
    }
    extended->problem.places = extended->places;
    extended->problem.tiers = extended->tiers;
    extended->tiers[1] =
        (struct koppel_tier){.name = "homes", .scale = 1, .rule = {work_out_by_slot, extended->cost, 0, 0}};
    extended->tiers[2] =
        (struct koppel_tier){.name = "rooms", .scale = 1, .rule = {work_out_by_slot, extended->size, 0, 0}};
    return request->everybody ? count_housed(extended, &extended->tiers[0])
                              : count_short(extended, &extended->tiers[0]);
}

/* So many places in the new homes of every kind. */
static void open_places(struct extended *extended, const struct koppel_new_homes *homes, bool as_wanted)
{
    for (int32_t k = 0; k < homes->n_items; k++) {
        int32_t most = homes->items[k].most == KOPPEL_UNKNOWN ? extended->problem.n_agents : homes->items[k].most;

        extended->places[extended->first + k] = as_wanted ? homes->items[k].n_wanted : most;
    }
}

/* How many persons are short, by the first tier alone. */
struct answer {
    enum koppel_outcome outcome;
    int64_t n_short; /* of the best that was found; INT64_MAX: nothing was */
    int64_t least;   /* proven; INT64_MIN: unknown */
};

static enum koppel_status solve_short(struct extended *extended, const struct koppel_needed_request *request,
                                      struct answer *answer, struct koppel_errors *errors)
{
    struct koppel_solution solution = {0};
    enum koppel_status status = KOPPEL_OK;

    extended->problem.n_tiers = 1;
    status = request->engine->solve(&extended->problem, request->options, &solution);
    *answer = (struct answer){status == KOPPEL_OK ? solution.outcome : KOPPEL_NO_ANSWER, INT64_MAX, INT64_MIN};
    if (status == KOPPEL_OK && solution.tiers != NULL) {
        answer->n_short = extended->n_persons + solution.tiers[0].cost;
        answer->least =
            solution.tiers[0].bound == INT64_MIN ? INT64_MIN : extended->n_persons + solution.tiers[0].bound;
    }
    koppel_solution_free(&solution);
    return status == KOPPEL_OK ? status
                               : koppel_errors_add(errors, status, NULL, 0, 0, "engine %s could not solve this problem",
                                                   request->engine->name);
}

/* Counts what is needed of every kind. */
static enum koppel_status find_homes(struct extended *extended, const struct koppel_needed_request *request,
                                     struct koppel_needed *needed, struct koppel_errors *errors)
{
    struct koppel_solution solution = {0};
    enum koppel_status status = KOPPEL_OK;

    open_places(extended, &needed->homes, false);
    extended->problem.n_tiers = 3;
    status = request->engine->solve(&extended->problem, request->options, &solution);
    for (int32_t k = 0; k < needed->homes.n_items; k++) {
        needed->homes.items[k].n_wanted = 0;
    }
    needed->is_impossible = status == KOPPEL_OK && solution.outcome == KOPPEL_INFEASIBLE;
    if (status == KOPPEL_OK && solution.slot_of != NULL) {
        needed->is_found = true;
        needed->short_least = extended->n_persons + solution.tiers[0].cost;
        needed->cost = solution.tiers[1].cost;
        needed->is_short_proven = solution.tiers[0].proven;
        needed->is_cost_proven = solution.tiers[0].proven && solution.tiers[1].proven;
        for (int32_t i = 0; i < extended->problem.n_agents; i++) {
            if (solution.slot_of[i] >= extended->first) {
                needed->homes.items[solution.slot_of[i] - extended->first].n_wanted++;
            }
        }
    }
    koppel_solution_free(&solution);
    return status == KOPPEL_OK ? status
                               : koppel_errors_add(errors, status, NULL, 0, 0, "engine %s could not solve this problem",
                                                   request->engine->name);
}

/* Takes one home of each kind away. */
static enum koppel_status take_away(struct extended *extended, const struct koppel_needed_request *request,
                                    struct koppel_needed *needed, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    open_places(extended, &needed->homes, true);
    for (int32_t k = 0; k < needed->homes.n_items && status == KOPPEL_OK; k++) {
        struct answer answer = {0};

        needed->least[k] = KOPPEL_LEAST_UNKNOWN;
        if (needed->homes.items[k].n_wanted == 0 || koppel_deadline_expired(&request->options->deadline)) {
            continue;
        }
        extended->places[extended->first + k]--;
        status = solve_short(extended, request, &answer, errors);
        extended->places[extended->first + k]++;
        if (answer.outcome == KOPPEL_INFEASIBLE || answer.least > needed->short_least) {
            needed->least[k] = KOPPEL_LEAST_YES;
        } else if (answer.n_short <= needed->short_least) {
            needed->least[k] = KOPPEL_LEAST_NO;
        }
    }
    return status;
}

/* Solves the case with the homes added, as its users would. */
static enum koppel_status close_case(const struct koppel_needed_request *request,
                                     const struct koppel_plain_tables *plain, struct koppel_needed *needed,
                                     struct koppel_errors *errors)
{
    struct koppel_job job = {0};
    struct koppel_solution solution = {0};
    struct koppel_proposal proposal = {0};
    struct koppel_verdict verdict = {0};
    enum koppel_status status = open_with(request, plain, needed, needed->tables, &job, errors);

    if (status == KOPPEL_OK) {
        status = koppel_leximin_settle(&job, request->engine, request->options, errors, NULL);
    }
    if (status == KOPPEL_OK) {
        status = koppel_job_solve(&job, request->engine, request->options, &solution, &proposal, &verdict, errors);
    }
    if (status == KOPPEL_OK && proposal.unit_of != NULL) {
        needed->is_closed = true;
        needed->is_now_proven = solution.outcome == KOPPEL_PROVEN;
        needed->short_now = needed->everybody ? count_persons(&job.fit) - verdict.n_placed_persons
                                              : verdict.objective_cost[KOPPEL_OBJECTIVE_TARGET];
        needed->households_now = (int32_t)verdict.n_placed_households;
        needed->persons_now = verdict.n_placed_persons;
    }
    koppel_verdict_free(&verdict);
    koppel_proposal_free(&proposal);
    koppel_solution_free(&solution);
    koppel_job_close(&job);
    return status;
}

static void close_places(struct extended *extended, const struct koppel_new_homes *homes)
{
    memset(extended->places + extended->first, 0, (size_t)homes->n_items * sizeof *extended->places);
}

/* What the homes that exist can do. */
static enum koppel_status find_before(struct extended *extended, const struct koppel_needed_request *request,
                                      struct koppel_needed *needed, struct koppel_errors *errors)
{
    struct answer answer = {0};
    enum koppel_status status = KOPPEL_OK;

    close_places(extended, &needed->homes);
    status = solve_short(extended, request, &answer, errors);
    needed->before = answer.outcome;
    needed->short_before = answer.n_short;
    return status;
}

/* The homes that exist do as well as the best that was found with new ones: none is needed. */
static void want_none(struct koppel_needed *needed)
{
    for (int32_t k = 0; k < needed->homes.n_items; k++) {
        needed->homes.items[k].n_wanted = 0;
    }
    needed->cost = 0;
    needed->short_least = needed->short_before;
    needed->is_short_proven = needed->is_short_proven || needed->short_before == 0;
    needed->is_cost_proven = needed->is_short_proven;
    needed->before = needed->is_short_proven ? KOPPEL_PROVEN : needed->before;
}

/* Everything with the list of homes made. */
static enum koppel_status find_with(const struct koppel_needed_request *request, struct koppel_needed *needed,
                                    struct koppel_errors *errors)
{
    struct koppel_plain_tables plain = {0};
    struct extended extended = {0};
    enum koppel_status status = koppel_plain_tables_read(request->files, &plain, errors);

    if (status == KOPPEL_OK) {
        status = extended_make(&extended, request, &plain, needed, errors);
    }
    if (status == KOPPEL_OK) {
        status = find_homes(&extended, request, needed, errors);
    }
    if (status == KOPPEL_OK) {
        status = find_before(&extended, request, needed, errors);
    }
    if (status == KOPPEL_OK && needed->is_found && needed->short_before <= needed->short_least) {
        want_none(needed);
    }
    if (status == KOPPEL_OK && needed->is_found) {
        status = take_away(&extended, request, needed, errors);
    }
    if (status == KOPPEL_OK && needed->is_found) {
        status = close_case(request, &plain, needed, errors);
    }
    if (status == KOPPEL_OK && request->weighs) {
        close_places(&extended, &needed->homes);
        extended.problem.tiers = extended.job.formulation.problem.tiers;
        extended.problem.n_tiers = extended.job.formulation.problem.n_tiers;
        status = koppel_needed_weigh(request, &extended.problem, extended.first, needed);
    }
    extended_free(&extended);
    koppel_plain_tables_free(&plain);
    return status;
}

enum koppel_status koppel_needed_find(const struct koppel_needed_request *asked, struct koppel_needed *needed,
                                      struct koppel_errors *errors, struct koppel_errors *notes)
{
    struct koppel_engine_options exact = *asked->options;
    struct koppel_needed_request request = *asked;
    enum koppel_status status = koppel_job_open(&needed->job, request.files, errors, notes);

    exact.gap_ppm = 0; /* whole homes and persons */
    request.options = &exact;
    needed->everybody = request.everybody;
    needed->is_listed = request.candidates != NULL;
    if (status == KOPPEL_OK) {
        status = refuse_rules(&needed->job.policy, errors);
    }
    if (status == KOPPEL_OK) {
        status = needed->is_listed
                     ? koppel_new_homes_read(request.candidates, &needed->job.kase, &needed->homes, errors)
                     : koppel_new_homes_list(&needed->job.fit, &needed->homes);
    }
    if (status == KOPPEL_OK) {
        needed->least = koppel_new((size_t)needed->homes.n_items, sizeof *needed->least);
        status = needed->least != NULL ? find_with(&request, needed, errors) : KOPPEL_E_MEMORY;
    }
    return status == KOPPEL_E_MEMORY && koppel_errors_none(errors) ? koppel_errors_no_memory(errors, NULL) : status;
}

bool koppel_needed_is_proven(const struct koppel_needed *needed)
{
    bool is_proven = needed->is_found && needed->is_cost_proven && needed->is_now_proven &&
                     (needed->before == KOPPEL_PROVEN || needed->before == KOPPEL_INFEASIBLE);

    for (int32_t k = 0; k < needed->homes.n_items && is_proven; k++) {
        is_proven = (needed->homes.items[k].n_wanted == 0 || needed->least[k] != KOPPEL_LEAST_UNKNOWN) &&
                    (needed->has_value == NULL || needed->has_value[k]);
    }
    return is_proven;
}

void koppel_needed_free(struct koppel_needed *needed)
{
    free(needed->least);
    free(needed->value);
    free(needed->has_value);
    koppel_new_homes_free(&needed->homes);
    koppel_text_free(&needed->tables[0]);
    koppel_text_free(&needed->tables[1]);
    koppel_job_close(&needed->job);
    *needed = (struct koppel_needed){0};
}
