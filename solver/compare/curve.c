// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* curve.c - the trade-off of spread against fit or access on a case (see curve.h). */
#include "compare/curve.h"

#include "base/memory.h"
#include "compare/roster.h"
#include "engine/epsilon_constraint.h"

#include <stdlib.h>
#include <string.h>

/* Checks a proposal of the curve from the tables: its musts, and the two values that it stands for. */
static enum koppel_status check_point(const struct koppel_job *job, const struct koppel_trade_off_point *point,
                                      enum koppel_objective against, struct koppel_errors *errors)
{
    struct koppel_verdict verdict = {0};
    enum koppel_status status = koppel_verdict_make(&job->fit, point->slot_of, NULL, 0, &verdict);

    for (size_t v = 0; status == KOPPEL_OK && v < verdict.n_violations; v++) {
        status = koppel_errors_add(errors, KOPPEL_E_VERIFY, "trade-off", 0, 0, "%s", verdict.violations[v].text);
    }
    if (status == KOPPEL_OK &&
        (verdict.objective_cost[KOPPEL_OBJECTIVE_SPREAD] != point->a || verdict.objective_cost[against] != point->b)) {
        status = koppel_errors_add(errors, KOPPEL_E_VERIFY, "trade-off", 0, 0,
                                   "a point of the curve is not worth what the engine says");
    }
    koppel_verdict_free(&verdict);
    return status;
}

static bool is_tier(const struct koppel_problem *problem, int32_t tier, enum koppel_objective objective)
{
    return tier >= 0 && strcmp(problem->tiers[tier].name, koppel_objective_name(objective)) == 0;
}

/* The last two tiers are spread and the other one, unless nothing is counted for one of them in this case. */
static bool has_both_tiers(const struct koppel_problem *problem, enum koppel_objective against)
{
    return is_tier(problem, problem->n_tiers - 2, KOPPEL_OBJECTIVE_SPREAD) &&
           is_tier(problem, problem->n_tiers - 1, against);
}

/* Without two tiers to trade there is one point: the best of the one. */
static enum koppel_status find_one(const struct koppel_job *job, const struct koppel_engine *engine,
                                   const struct koppel_engine_options *options, enum koppel_objective against,
                                   struct koppel_trade_off *trade_off)
{
    const struct koppel_problem *problem = &job->formulation.problem;
    struct koppel_solution solution = {0};
    struct koppel_trade_off_point *point = koppel_arena_new(&trade_off->arena, 1, sizeof *point);
    int32_t *slot_of = koppel_arena_new(&trade_off->arena, (size_t)problem->n_agents, sizeof *slot_of);
    enum koppel_status status = koppel_arena_status(&trade_off->arena);
    int32_t last = problem->n_tiers - 1;

    if (status == KOPPEL_OK) {
        status = engine->solve(problem, options, &solution);
    }
    if (status == KOPPEL_OK && solution.slot_of != NULL && solution.outcome == KOPPEL_PROVEN) {
        memcpy(slot_of, solution.slot_of, (size_t)problem->n_agents * sizeof *slot_of);
        *point = (struct koppel_trade_off_point){
            .a = is_tier(problem, last, KOPPEL_OBJECTIVE_SPREAD) ? solution.tiers[last].cost : 0,
            .b = is_tier(problem, last, against) ? solution.tiers[last].cost : 0,
            .slot_of = slot_of};
        trade_off->points = point;
        trade_off->n_points = 1;
    }
    trade_off->is_complete = solution.outcome == KOPPEL_PROVEN || solution.outcome == KOPPEL_INFEASIBLE;
    trade_off->is_stopped = !trade_off->is_complete;
    koppel_solution_free(&solution);
    return status;
}

static enum koppel_status measure_points(const struct koppel_job *yardstick, const struct koppel_job *job,
                                         const struct koppel_trade_off *trade_off, struct koppel_curve *curve,
                                         struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    curve->points = koppel_new((size_t)trade_off->n_points, sizeof *curve->points);
    if (curve->points == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; status == KOPPEL_OK && k < trade_off->n_points; k++) {
        const struct koppel_trade_off_point *from = &trade_off->points[k];
        struct koppel_curve_point *point = &curve->points[curve->n_points++];

        status = check_point(job, from, curve->against, errors);
        if (status == KOPPEL_OK) {
            point->over_cap = from->a;
            point->value = curve->against == KOPPEL_OBJECTIVE_FIT ? -from->b : from->b;
            status = koppel_measures_make(&yardstick->fit, from->slot_of, &point->measures, NULL);
        }
    }
    return status;
}

enum koppel_status koppel_curve_make(const struct koppel_job *yardstick, const struct koppel_job_files *files,
                                     const struct koppel_engine *engine, const struct koppel_engine_options *options,
                                     enum koppel_objective against, int32_t most_points, struct koppel_curve *curve,
                                     struct koppel_errors *errors)
{
    struct koppel_job_files changed;
    struct koppel_trade_off trade_off = {0};
    struct koppel_policy policy;
    struct koppel_job job = {0};
    enum koppel_status status = koppel_roster_trade_off(&yardstick->policy, &policy, errors);

    *curve = (struct koppel_curve){.against = against};
    changed = koppel_job_files_under(files, &policy);
    if (status == KOPPEL_OK) {
        policy.tiers[policy.n_tiers - 1] = (struct koppel_tier_rule){0};
        policy.tiers[policy.n_tiers - 1].weight[against] = 1;
        status = koppel_job_open(&job, &changed, errors, NULL);
    }
    if (status == KOPPEL_OK) {
        status = has_both_tiers(&job.formulation.problem, against)
                     ? koppel_trade_off_find(&job.formulation.problem, engine, options, most_points, &trade_off)
                     : find_one(&job, engine, options, against, &trade_off);
    }
    if (status == KOPPEL_OK) {
        curve->is_complete = trade_off.is_complete;
        curve->is_stopped = trade_off.is_stopped;
        status = measure_points(yardstick, &job, &trade_off, curve, errors);
    }
    if (status == KOPPEL_E_MEMORY && koppel_errors_none(errors)) {
        koppel_errors_no_memory(errors, "trade-off");
    } else if (status != KOPPEL_OK && koppel_errors_none(errors)) {
        koppel_errors_add(errors, status, "trade-off", 0, 0, "the curve could not be worked out");
    }
    koppel_trade_off_free(&trade_off);
    koppel_job_close(&job);
    return status;
}

enum koppel_measured koppel_curve_measured(const struct koppel_curve *curve)
{
    return curve->against == KOPPEL_OBJECTIVE_FIT ? KOPPEL_MEASURED_FIT_TOTAL : KOPPEL_MEASURED_ACCESS_BEYOND;
}

void koppel_curve_free(struct koppel_curve *curve)
{
    free(curve->points);
    *curve = (struct koppel_curve){0};
}
