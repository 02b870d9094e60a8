/* lexicographic.c - one independent part, solved tier after tier (see lexicographic.h). */
#include "engine/branch/lexicographic.h"

#include "base/memory.h"
#include "engine/branch/branch_and_bound.h"
#include "engine/heuristic/greedy.h"
#include "engine/heuristic/incumbent.h"
#include "engine/lp/tier_program.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Exchanges weighed when a relaxation is rounded. */
static const int64_t rounding_work = 200000;

enum koppel_status koppel_tierwise_start(struct koppel_tierwise *part)
{
    size_t n_agents = (size_t)part->problem->n_agents;
    size_t n_tiers = (size_t)part->problem->n_tiers;

    part->slot_of = koppel_new(n_agents, sizeof *part->slot_of);
    part->costs = koppel_new(n_tiers, sizeof *part->costs);
    part->bounds = koppel_new(n_tiers, sizeof *part->bounds);
    part->trial = koppel_new(n_agents, sizeof *part->trial);
    part->trial_costs = koppel_new(n_tiers + 1, sizeof *part->trial_costs);
    if (part->slot_of == NULL || part->costs == NULL || part->bounds == NULL || part->trial == NULL ||
        part->trial_costs == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t t = 0; t < n_tiers; t++) {
        part->bounds[t] = INT64_MIN;
    }
    return KOPPEL_OK;
}

void koppel_tierwise_free(struct koppel_tierwise *part)
{
    free(part->slot_of);
    free(part->costs);
    free(part->bounds);
    free(part->trial);
    free(part->trial_costs);
    *part = (struct koppel_tierwise){0};
}

enum koppel_status koppel_tierwise_offer(struct koppel_tierwise *part)
{
    const struct koppel_problem *problem = part->problem;
    int64_t *loads = koppel_new((size_t)problem->n_loads, sizeof *loads);
    bool ok = false;
    enum koppel_status status = loads != NULL ? koppel_problem_feasible(problem, part->trial, &ok) : KOPPEL_E_MEMORY;

    if (status != KOPPEL_OK || !ok) {
        goto out;
    }
    koppel_problem_loads(problem, part->trial, loads);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        part->trial_costs[t] = koppel_problem_cost(problem, t, part->trial, loads);
    }
    if (!part->has_choice || koppel_vector_compare(part->trial_costs, part->costs, problem->n_tiers) < 0) {
        memcpy(part->slot_of, part->trial, (size_t)problem->n_agents * sizeof *part->slot_of);
        memcpy(part->costs, part->trial_costs, (size_t)problem->n_tiers * sizeof *part->costs);
        part->has_choice = true;
    }
out:
    free(loads);
    return status;
}

enum koppel_status koppel_tierwise_guess(struct koppel_tierwise *part, const int32_t *start)
{
    enum koppel_status status = koppel_greedy_best(part->problem, part->watch, start, part->trial, part->trial_costs);

    return status == KOPPEL_OK ? koppel_tierwise_offer(part) : status;
}

/* Every class gets the whole part of its values; the greedy descent places the rest. A fault is kept in part->rounding:
 * without memory the search would go on, but on another way than with it. */
static bool round_relaxation(void *data, const double *values, int64_t *point)
{
    struct koppel_tierwise *part = data;
    const struct koppel_problem *problem = part->problem;
    int32_t *places = koppel_new((size_t)problem->n_slots, sizeof *places);
    int32_t *start = koppel_new((size_t)problem->n_agents, sizeof *start);
    enum koppel_status status = KOPPEL_E_MEMORY;
    bool found = false;

    if (places != NULL && start != NULL) {
        for (int32_t c = 0; c < part->program->program.n_columns; c++) {
            point[c] = (int64_t)floor(values[c] + 0.01);
        }
        koppel_tier_program_open(part->program, point, start, places);
        status = koppel_greedy_run(problem, part->watch, start, rounding_work, part->trial, part->trial_costs);
    }
    if (status == KOPPEL_OK && part->trial_costs[0] == 0) {
        status = koppel_tierwise_offer(part);
        found = status == KOPPEL_OK;
    }
    if (found) {
        koppel_tier_program_point(part->program, part->trial, point);
    }
    if (status != KOPPEL_OK) {
        part->rounding = status;
    }
    free(places);
    free(start);
    return found;
}

static void report_search(void *data, int64_t best, int64_t bound)
{
    struct koppel_tierwise *part = data;
    int64_t unit = part->program->unit;

    if (part->report != NULL) {
        part->report(part->report_data, part, part->tier, best * unit, bound != INT64_MIN ? bound * unit : INT64_MIN);
    }
}

/* Opens the point of a search into a choice, lets the descent look at the later tiers, and keeps what is better. */
static enum koppel_status open_point(struct koppel_tierwise *part, const int64_t *point)
{
    const struct koppel_problem *problem = part->problem;
    int32_t *places = koppel_new((size_t)problem->n_slots, sizeof *places);
    int32_t *start = koppel_new((size_t)problem->n_agents, sizeof *start);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (places == NULL || start == NULL) {
        goto out;
    }
    koppel_tier_program_open(part->program, point, start, places);
    memcpy(part->trial, start, (size_t)problem->n_agents * sizeof *start);
    status = koppel_tierwise_offer(part);
    if (status == KOPPEL_OK) {
        status = koppel_greedy_run(problem, part->watch, start, part->opening_work, part->trial, part->trial_costs);
    }
    if (status == KOPPEL_OK && part->trial_costs[0] == 0) {
        status = koppel_tierwise_offer(part);
    }
out:
    free(places);
    free(start);
    return status;
}

static enum koppel_status search_tier(struct koppel_tierwise *part, const struct koppel_tier_program *program)
{
    struct koppel_search_options options = {
        .gap_ppm = part->gap_ppm,
        .most_nodes = part->most_nodes,
        .has_enough = part->has_enough,
        .enough = part->enough / program->unit - (part->enough % program->unit < 0),
        .watch = part->watch,
        .round = round_relaxation,
        .report = report_search,
        .data = part,
    };
    struct koppel_search_result result = {0};
    enum koppel_status status = KOPPEL_E_MEMORY;
    int64_t before = part->costs[part->tier];
    double *prices = NULL;

    result.point = koppel_new((size_t)program->program.n_columns, sizeof *result.point);
    prices = koppel_new((size_t)program->program.n_rows, sizeof *prices);
    if (result.point == NULL || prices == NULL) {
        free(result.point);
        free(prices);
        return KOPPEL_E_MEMORY;
    }
    if (part->prices != NULL) {
        koppel_tier_program_prices(program, part->prices, prices);
    }
    options.prices = prices;
    part->program = program;
    part->rounding = KOPPEL_OK;
    koppel_tier_program_point(program, part->slot_of, result.point);
    status = koppel_search_run(&program->program, &options, &result);
    status = status == KOPPEL_OK ? part->rounding : status;
    part->n_nodes += result.n_nodes;
    if (status == KOPPEL_OK && result.cost * program->unit < before) {
        status = open_point(part, result.point);
    }
    if (status == KOPPEL_OK && result.bound != INT64_MIN) {
        part->bounds[part->tier] = result.bound * program->unit;
    }
    part->program = NULL;
    free(result.point);
    free(prices);
    return status;
}

bool koppel_tierwise_is_at_floor(const struct koppel_tierwise *part)
{
    bool at_floor = part->floor != NULL;

    for (int32_t t = 0; t <= part->tier && at_floor; t++) {
        at_floor = part->costs[t] == part->floor[t];
    }
    return at_floor;
}

enum koppel_status koppel_tierwise_solve_tier(struct koppel_tierwise *part)
{
    struct koppel_tier_program program;
    enum koppel_status status = KOPPEL_OK;

    if (koppel_tierwise_is_at_floor(part)) {
        part->bounds[part->tier] = part->costs[part->tier];
        return KOPPEL_OK;
    }
    status = koppel_tier_program_make(&program, part->problem, part->tier, part->costs);

    if (status == KOPPEL_OK && program.unit == 0) {
        part->bounds[part->tier] = part->costs[part->tier];
    } else if (status == KOPPEL_OK) {
        status = search_tier(part, &program);
    }
    koppel_tier_program_free(&program);
    return status;
}

/* The problem whose only tier is how far the limits are broken: limits become terms, and every agent that must be
 * placed brings -1. */
static enum koppel_status make_elastic(const struct koppel_problem *problem, struct koppel_problem *elastic,
                                       struct koppel_tier *tier, int64_t *n_must)
{
    size_t n_agents = (size_t)problem->n_agents;
    size_t n_loads = (size_t)problem->n_loads;

    *elastic = *problem;
    *tier = (struct koppel_tier){.name = "limits", .scale = 1};
    elastic->n_tiers = 1;
    elastic->tiers = tier;
    elastic->loads = koppel_new(n_loads, sizeof *elastic->loads);
    elastic->must_place = koppel_new(n_agents, sizeof *elastic->must_place);
    tier->agent_cost = koppel_new(n_agents, sizeof *tier->agent_cost);
    tier->terms = koppel_new(2 * n_loads, sizeof *tier->terms);
    if (elastic->loads == NULL || elastic->must_place == NULL || tier->agent_cost == NULL || tier->terms == NULL) {
        return KOPPEL_E_MEMORY;
    }
    *n_must = 0;
    for (size_t i = 0; i < n_agents; i++) {
        tier->agent_cost[i] = problem->must_place[i] ? -1 : 0;
        *n_must += problem->must_place[i];
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        const struct koppel_load *load = &problem->loads[g];

        elastic->loads[g] = (struct koppel_load){load->base, KOPPEL_NO_MIN, KOPPEL_NO_MAX};
        if (load->lo != KOPPEL_NO_MIN) {
            tier->terms[tier->n_terms++] = (struct koppel_term){.load = g, .at = load->lo, .under = 1};
        }
        if (load->hi != KOPPEL_NO_MAX) {
            tier->terms[tier->n_terms++] = (struct koppel_term){.load = g, .at = load->hi, .over = 1};
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_tierwise_find(struct koppel_tierwise *part)
{
    struct koppel_problem elastic;
    struct koppel_tier tier;
    struct koppel_tierwise inner = {.problem = &elastic, .watch = part->watch};
    int64_t n_must = 0;
    enum koppel_status status = make_elastic(part->problem, &elastic, &tier, &n_must);

    if (status == KOPPEL_OK) {
        status = koppel_tierwise_start(&inner);
    }
    if (status == KOPPEL_OK) {
        status = koppel_tierwise_guess(&inner, NULL);
    }
    if (status == KOPPEL_OK) {
        status = koppel_tierwise_solve_tier(&inner);
    }
    if (status == KOPPEL_OK) {
        part->n_nodes += inner.n_nodes;
        part->is_infeasible = inner.bounds[0] > -n_must;
    }
    if (status == KOPPEL_OK && inner.costs[0] == -n_must) {
        status = koppel_greedy_run(part->problem, part->watch, inner.slot_of, 0, part->trial, part->trial_costs);
        if (status == KOPPEL_OK) {
            status = koppel_tierwise_offer(part);
        }
    }
    koppel_tierwise_free(&inner);
    free(elastic.loads);
    free(elastic.must_place);
    free(tier.agent_cost);
    free(tier.terms);
    return status;
}

enum koppel_status koppel_tierwise_solve(struct koppel_tierwise *part)
{
    enum koppel_status status = KOPPEL_OK;

    if (!part->has_choice) {
        status = koppel_tierwise_find(part);
    }
    for (part->tier = 0; status == KOPPEL_OK && part->has_choice && part->tier < part->problem->n_tiers; part->tier++) {
        if (koppel_watch_expired(part->watch)) {
            break;
        }
        status = koppel_tierwise_solve_tier(part);
    }
    return status;
}
