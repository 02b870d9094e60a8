// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* epsilon_constraint.c - the trade-off of two tiers, point by point and component by component (see
 * epsilon_constraint.h). */
#include "engine/epsilon_constraint.h"

#include "base/arena.h"
#include "base/exact.h"
#include "problem/components.h"

#include <stdlib.h>
#include <string.h>

/* Measures * agents of a component with its new load, and sums of points, beyond which the problem is too large. */
enum { MOST_CELLS = 100000000, MOST_SUMS = 20000000 };

/* ---- One component ---- */

/* A component with the costs of its last tier, or the gains where it is maximised, as one more load. The rest is borrowed
 * from it. */
struct gauge {
    struct koppel_problem problem;
    int64_t unit; /* of the costs: their greatest common divisor, below 0 for gains */
};

static int64_t last_cost(const struct koppel_problem *problem, int32_t agent, int64_t pair)
{
    return koppel_cost_of_pair(problem, problem->n_tiers - 1, agent, pair);
}

/* The unit of the costs; 0 when they are of both signs, or one is too large for a measure. */
static int64_t cost_unit(const struct koppel_problem *problem)
{
    int64_t unit = 0;
    int64_t most = 0;
    int64_t least = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int64_t cost = last_cost(problem, i, p);

            unit = koppel_gcd(unit, cost < 0 ? -cost : cost);
            most = cost > most ? cost : most;
            least = cost < least ? cost : least;
        }
    }
    if ((most > 0 && least < 0) || (unit > 0 && (most - least) / unit > INT32_MAX)) {
        return 0;
    }
    return unit == 0 ? 1 : least < 0 ? -unit : unit;
}

/* Slot j gets one entry more: the new load, by a measure of its own. */
static void gauge_fill(struct gauge *gauge, const struct koppel_problem *component)
{
    struct koppel_problem *problem = &gauge->problem;
    int32_t *costs = problem->measures + (size_t)component->n_measures * (size_t)component->n_agents;
    int64_t n = 0;

    memcpy(problem->measures, component->measures,
           (size_t)component->n_measures * (size_t)component->n_agents * sizeof *component->measures);
    memcpy(problem->loads, component->loads, (size_t)component->n_loads * sizeof *component->loads);
    memcpy(problem->tiers, component->tiers, (size_t)component->n_tiers * sizeof *component->tiers);
    problem->loads[component->n_loads] = (struct koppel_load){.lo = KOPPEL_NO_MIN, .hi = KOPPEL_NO_MAX};
    for (int32_t j = 0; j < component->n_slots; j++) {
        problem->entry_first[j] = n;
        for (int64_t e = component->entry_first[j]; e < component->entry_first[j + 1]; e++) {
            problem->entries[n++] = component->entries[e];
        }
        problem->entries[n++] = (struct koppel_entry){component->n_loads, component->n_measures + j};
    }
    problem->entry_first[component->n_slots] = n;
    for (int32_t i = 0; i < component->n_agents; i++) {
        for (int64_t p = component->first[i]; p < component->first[i + 1]; p++) {
            costs[(size_t)koppel_pair_slot(component, i, p) * (size_t)component->n_agents + (size_t)i] =
                (int32_t)(last_cost(component, i, p) / gauge->unit);
        }
    }
}

static enum koppel_status gauge_make(struct gauge *gauge, const struct koppel_problem *component,
                                     struct koppel_arena *arena)
{
    struct koppel_problem *problem = &gauge->problem;
    size_t n_rows = (size_t)component->n_measures + (size_t)component->n_slots;

    *gauge = (struct gauge){.problem = *component, .unit = cost_unit(component)};
    if (gauge->unit == 0 || n_rows * (size_t)component->n_agents > MOST_CELLS) {
        return KOPPEL_E_ARGUMENT;
    }
    problem->n_loads++;
    problem->n_measures += component->n_slots;
    problem->entry_first = koppel_arena_new(arena, (size_t)component->n_slots + 1, sizeof *problem->entry_first);
    problem->entries = koppel_arena_new(
        arena, (size_t)(component->entry_first[component->n_slots] + component->n_slots), sizeof *problem->entries);
    problem->loads = koppel_arena_new(arena, (size_t)problem->n_loads, sizeof *problem->loads);
    problem->tiers = koppel_arena_new(arena, (size_t)component->n_tiers, sizeof *problem->tiers);
    problem->measures = koppel_arena_new(arena, n_rows * (size_t)component->n_agents, sizeof *problem->measures);
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    gauge_fill(gauge, component);
    return KOPPEL_OK;
}

/* The trade-off of one component, while it grows. */
struct front {
    struct koppel_arena *arena;
    struct koppel_trade_off_point *points;
    int32_t n_points;
    size_t capacity;
};

/* Everything that a solve needs; the time that is left is that of the whole. */
struct climb {
    const struct koppel_engine *engine;
    struct koppel_engine_options options;
    double end;
    int32_t most_points; /* of a component; 0: all */
    bool is_proven;
    bool skips; /* points between those that were asked for may be missing */
};

/* Solves, and notes whether it is proven. */
static enum koppel_status solve(struct climb *climb, const struct koppel_problem *problem,
                                struct koppel_solution *solution)
{
    enum koppel_status status = KOPPEL_OK;

    status = climb->engine->solve(problem, &climb->options, solution);
    climb->is_proven = climb->is_proven && status == KOPPEL_OK &&
                       (solution->outcome == KOPPEL_PROVEN || solution->outcome == KOPPEL_INFEASIBLE);
    return status;
}

/* The best b that the tiers before a and b allow, and its assignment: a and b change places. */
static enum koppel_status find_end(struct climb *climb, struct gauge *gauge, int64_t *best,
                                   struct koppel_solution *solution)
{
    int32_t n = gauge->problem.n_tiers;
    struct koppel_tier a = gauge->problem.tiers[n - 2];
    enum koppel_status status = KOPPEL_OK;

    gauge->problem.tiers[n - 2] = gauge->problem.tiers[n - 1];
    gauge->problem.tiers[n - 1] = a;
    status = solve(climb, &gauge->problem, solution);
    *best = solution->slot_of != NULL ? solution->tiers[n - 2].cost : 0;
    a = gauge->problem.tiers[n - 2];
    gauge->problem.tiers[n - 2] = gauge->problem.tiers[n - 1];
    gauge->problem.tiers[n - 1] = a;
    return status;
}

static enum koppel_status front_push(struct front *front, const struct koppel_solution *solution, int32_t n_agents)
{
    struct koppel_trade_off_point point = {.a = solution->tiers[solution->n_tiers - 2].cost,
                                           .b = solution->tiers[solution->n_tiers - 1].cost,
                                           .slot_of =
                                               koppel_arena_new(front->arena, (size_t)n_agents, sizeof *point.slot_of)};
    void *points = front->points;

    if (koppel_arena_grow(front->arena, &points, &front->capacity, (size_t)front->n_points + 1, sizeof point) !=
        KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    front->points = points;
    memcpy(point.slot_of, solution->slot_of, (size_t)n_agents * sizeof *point.slot_of);
    front->points[front->n_points++] = point;
    return KOPPEL_OK;
}

/* Known bounds save proofs: the tiers before are at their best, a is above the last point's, and b is never better than
 * at the end. */
static void set_known_bound(const struct koppel_solution *end, const struct front *front, int64_t best,
                            int64_t *known_bound)
{
    int32_t n = end->n_tiers;

    for (int32_t t = 0; t < n - 2; t++) {
        known_bound[t] = end->tiers[t].cost;
    }
    known_bound[n - 2] = front->n_points > 0 ? front->points[front->n_points - 1].a + 1 : INT64_MIN;
    known_bound[n - 1] = best;
}

/* Epsilon of the next solve, as a cost: less than the last point's, at least the best. Costs of a are whole, so there are
 * no more points than costs between the first and the last. */
static int64_t next_cost(struct climb *climb, const struct front *front, int64_t last_a, int64_t best, int64_t unit)
{
    int64_t last = front->points[front->n_points - 1].b;
    int64_t whole = (front->points[0].b - best) / unit;
    bool is_long = climb->most_points > 1 && last_a - front->points[0].a >= climb->most_points;
    int64_t step = is_long ? whole / (climb->most_points - 1) : 1;

    climb->skips = climb->skips || step > 1;
    step = step > 1 ? step : 1;
    return last - step * unit > best ? last - step * unit : best;
}

/* From the least a to the best b. A component without a feasible assignment has no points. */
static enum koppel_status front_find(struct climb *climb, const struct koppel_problem *component, struct front *front)
{
    struct koppel_arena arena = {0};
    struct gauge gauge;
    struct koppel_solution end = {0};
    int64_t *known_bound = koppel_arena_new(&arena, (size_t)component->n_tiers, sizeof *known_bound);
    int64_t best = 0;
    bool goes_on = true;
    enum koppel_status status = gauge_make(&gauge, component, &arena);

    status = known_bound == NULL ? KOPPEL_E_MEMORY : status;
    if (status == KOPPEL_OK) {
        status = find_end(climb, &gauge, &best, &end);
    }
    goes_on = status == KOPPEL_OK && climb->is_proven && end.slot_of != NULL;
    climb->options.start = end.slot_of;
    climb->options.known_bound = goes_on ? known_bound : NULL;
    while (goes_on && status == KOPPEL_OK) {
        struct koppel_solution solution = {0};
        struct koppel_load *load = &gauge.problem.loads[component->n_loads];
        int64_t unit = gauge.unit < 0 ? -gauge.unit : gauge.unit;

        if (front->n_points > 0) {
            int64_t most = next_cost(climb, front, end.tiers[end.n_tiers - 1].cost, best, unit);

            *(gauge.unit < 0 ? &load->lo : &load->hi) = most / gauge.unit;
        }
        set_known_bound(&end, front, best, known_bound);
        status = solve(climb, &gauge.problem, &solution);
        if (status == KOPPEL_OK && climb->is_proven && solution.slot_of != NULL) {
            status = front_push(front, &solution, component->n_agents);
        }
        goes_on = climb->is_proven && status == KOPPEL_OK && front->points[front->n_points - 1].b > best;
        koppel_solution_free(&solution);
    }
    climb->options.start = NULL;
    climb->options.known_bound = NULL;
    koppel_solution_free(&end);
    koppel_arena_free(&arena);
    return status;
}

/* ---- All components together ---- */

/* A sum of points, one of each component so far. */
struct sum {
    int64_t a;
    int64_t b;
    int32_t before; /* the sum over the components before */
    int32_t point;  /* of this component */
};

struct sums {
    struct sum *items;
    int32_t n;
};

static int compare_sums(const void *one, const void *two)
{
    const struct sum *x = one;
    const struct sum *y = two;

    if (x->a != y->a) {
        return x->a < y->a ? -1 : 1;
    }
    if (x->b != y->b) {
        return x->b < y->b ? -1 : 1;
    }
    return x->before != y->before ? (x->before < y->before ? -1 : 1) : (x->point < y->point ? -1 : 1);
}

/* Adds a component: all sums, less those that another dominates. */
static enum koppel_status sums_add(const struct sums *before, const struct front *front, struct sums *after)
{
    size_t n_all = (size_t)before->n * (size_t)front->n_points;
    int32_t n = 0;

    if (n_all > MOST_SUMS) {
        return KOPPEL_E_ARGUMENT;
    }
    after->items = koppel_arena_new(front->arena, n_all, sizeof *after->items);
    if (after->items == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t s = 0; s < before->n; s++) {
        for (int32_t k = 0; k < front->n_points; k++) {
            after->items[after->n++] =
                (struct sum){before->items[s].a + front->points[k].a, before->items[s].b + front->points[k].b, s, k};
        }
    }
    qsort(after->items, n_all, sizeof *after->items, compare_sums);
    for (int32_t s = 0; s < after->n; s++) {
        if (n == 0 || after->items[s].b < after->items[n - 1].b) {
            after->items[n++] = after->items[s];
        }
    }
    after->n = n;
    return KOPPEL_OK;
}

/* The assignment of a sum, gathered from its components, the last one first. */
static enum koppel_status gather(const struct koppel_components *components, const struct front *fronts,
                                 const struct sums *stages, int32_t at, int32_t *slot_of)
{
    enum koppel_status status = KOPPEL_OK;

    for (int32_t k = components->n_items - 1; k >= 0 && status == KOPPEL_OK; k--) {
        const struct sum *sum = &stages[k + 1].items[at];

        status = koppel_components_extend(components, k, fronts[k].points[sum->point].slot_of, slot_of);
        at = sum->before;
    }
    return status;
}

static enum koppel_status join(const struct koppel_problem *problem, const struct koppel_components *components,
                               const struct front *fronts, struct sums *stages, struct koppel_trade_off *trade_off,
                               struct koppel_arena *arena)
{
    size_t n_agents = (size_t)problem->n_agents;
    enum koppel_status status = KOPPEL_OK;

    stages[0].items = koppel_arena_new(arena, 1, sizeof *stages[0].items);
    if (stages[0].items == NULL) {
        return KOPPEL_E_MEMORY;
    }
    stages[0].n = 1;
    stages[0].items[0] = (struct sum){.a = components->constants[problem->n_tiers - 2],
                                      .b = components->constants[problem->n_tiers - 1]};
    for (int32_t k = 0; status == KOPPEL_OK && k < components->n_items; k++) {
        status = sums_add(&stages[k], &fronts[k], &stages[k + 1]);
    }
    if (status == KOPPEL_OK) {
        trade_off->points =
            koppel_arena_new(&trade_off->arena, (size_t)stages[components->n_items].n, sizeof *trade_off->points);
        status = koppel_arena_status(&trade_off->arena);
    }
    for (int32_t s = 0; status == KOPPEL_OK && s < stages[components->n_items].n; s++) {
        struct koppel_trade_off_point *point = &trade_off->points[trade_off->n_points];

        point->a = stages[components->n_items].items[s].a;
        point->b = stages[components->n_items].items[s].b;
        point->slot_of = koppel_arena_new(&trade_off->arena, n_agents, sizeof *point->slot_of);
        if (point->slot_of == NULL) {
            return KOPPEL_E_MEMORY;
        }
        trade_off->n_points++;
        memcpy(point->slot_of, components->kept, n_agents * sizeof *point->slot_of);
        status = gather(components, fronts, stages, s, point->slot_of);
    }
    return status;
}

enum koppel_status koppel_trade_off_find(const struct koppel_problem *problem, const struct koppel_engine *engine,
                                         const struct koppel_engine_options *options, int32_t most_points,
                                         struct koppel_trade_off *trade_off)
{
    struct climb climb = {.engine = engine, .options = *options, .is_proven = true};
    struct koppel_components components = {0};
    struct koppel_arena arena = {0};
    struct front *fronts = NULL;
    struct sums *stages = NULL;
    enum koppel_status status = KOPPEL_E_ARGUMENT;

    *trade_off = (struct koppel_trade_off){0};
    climb.options.gap_ppm = 0;
    climb.options.known_bound = NULL;
    climb.options.start = NULL;
    climb.options.progress = NULL;
    if (problem->n_tiers < 2 || problem->tiers[problem->n_tiers - 1].n_terms > 0 || cost_unit(problem) == 0) {
        return status;
    }
    status = koppel_components_make(&components, problem, KOPPEL_LEAVE_EQUAL_SLOTS);
    if (status == KOPPEL_OK) {
        fronts = koppel_arena_new(&arena, (size_t)components.n_items, sizeof *fronts);
        stages = koppel_arena_new(&arena, (size_t)components.n_items + 1, sizeof *stages);
        status = koppel_arena_status(&arena);
    }
    climb.most_points = components.n_items == 1 ? most_points : 0;
    for (int32_t k = 0; status == KOPPEL_OK && climb.is_proven && k < components.n_items; k++) {
        fronts[k].arena = &arena;
        status = front_find(&climb, &components.items[k].problem, &fronts[k]);
    }
    if (status == KOPPEL_OK && (climb.is_proven || components.n_items == 1) && !components.infeasible) {
        status = join(problem, &components, fronts, stages, trade_off, &arena);
    }
    trade_off->is_complete = status == KOPPEL_OK && climb.is_proven && !climb.skips;
    trade_off->is_stopped = !climb.is_proven;
    koppel_arena_free(&arena);
    koppel_components_free(&components);
    if (status != KOPPEL_OK) {
        koppel_trade_off_free(trade_off);
    }
    return status;
}

void koppel_trade_off_free(struct koppel_trade_off *trade_off)
{
    koppel_arena_free(&trade_off->arena);
    *trade_off = (struct koppel_trade_off){0};
}
