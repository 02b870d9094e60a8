// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tie_draw.c - ties drawn by lot (see tie_draw.h). */
#include "solve/tie_draw.h"

#include "base/bits.h"
#include "base/memory.h"
#include "model/tie_lot.h"

#include <stdlib.h>
#include <string.h>

/* A part with more pairs left is not drawn, and the search of a part ends after so many nodes: enough for all but large
 * parts in which the bounds of an earlier tier stay open. */
enum { MOST_PAIRS = 30000, MOST_NODES = 100 };

/* What is left to draw, with the sum of lots as its last tier. Everything else belongs to the problem that was solved.
 */
struct drawing {
    const struct koppel_case *kase;
    struct koppel_problem problem;
    uint64_t seed;
    int64_t sign; /* 1: the least sum; -1: the largest */
};

static void work_out(const void *data, int32_t household, const int32_t *slots, const int32_t *unit_of, int64_t n,
                     int64_t *costs)
{
    const struct drawing *drawing = data;
    const struct koppel_case *kase = drawing->kase;

    for (int64_t k = 0; k < n; k++) {
        int32_t unit = unit_of != NULL ? unit_of[slots[k]] : slots[k];

        costs[k] = drawing->sign * koppel_pair_lot(drawing->seed, kase->households[household].id, kase->units[unit].id);
    }
}

static void drawing_free(struct drawing *drawing)
{
    free(drawing->problem.state);
    free(drawing->problem.tiers);
}

/* The problem without the pairs that are ruled out. */
static enum koppel_status drawing_make(struct drawing *drawing, const struct koppel_problem *problem,
                                       const unsigned char *possible)
{
    struct koppel_problem *to = &drawing->problem;

    *to = *problem;
    to->state = koppel_new((size_t)problem->n_pairs, sizeof *to->state);
    to->tiers = koppel_new((size_t)problem->n_tiers + 1, sizeof *to->tiers);
    if (to->state == NULL || to->tiers == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int64_t p = 0; p < problem->n_pairs; p++) {
        bool ruled_out = possible != NULL && !koppel_bit(possible, p);

        to->state[p] = (unsigned char)(ruled_out ? KOPPEL_PAIR_BANNED : koppel_state_of_pair(problem, p));
    }
    memcpy(to->tiers, problem->tiers, (size_t)problem->n_tiers * sizeof *to->tiers);
    to->tiers[to->n_tiers++] =
        (struct koppel_tier){.name = "lot", .scale = 1, .rule = {work_out, drawing, INT32_MAX, 0}};
    return KOPPEL_OK;
}

/* Solves what is left. *is_drawn: the sum of lots is proven. */
static enum koppel_status draw_once(const struct drawing *drawing, const struct koppel_engine_options *options,
                                    const struct koppel_solution *solution, struct koppel_solution *drawn,
                                    bool *is_drawn)
{
    const struct koppel_engine_options asked = {.n_threads = options->n_threads,
                                                .deadline = options->deadline,
                                                .most_steps = options->most_steps,
                                                .start = solution->slot_of,
                                                .n_best_tiers = solution->n_tiers,
                                                .most_pairs = MOST_PAIRS,
                                                .most_nodes = MOST_NODES};
    enum koppel_status status = koppel_engine_find(NULL)->solve(&drawing->problem, &asked, drawn);

    *is_drawn = status == KOPPEL_OK && koppel_solution_is_best(drawn);
    return status;
}

/* Households that the largest sum gives something else. */
static void count_decided(const struct koppel_solution *least, const struct koppel_solution *largest, int32_t n,
                          struct koppel_tie_draw *draw)
{
    for (int32_t i = 0; i < n; i++) {
        bool differs = least->slot_of[i] != largest->slot_of[i];

        draw->by_lot[i] = differs;
        draw->n_offers += differs && least->slot_of[i] != KOPPEL_NONE;
        draw->n_left += differs && least->slot_of[i] == KOPPEL_NONE;
    }
}

/* The least sum of lots, then the largest, for what the lot decided. */
static enum koppel_status draw_both(struct drawing *drawing, const struct koppel_engine_options *options,
                                    struct koppel_solution *solution, struct koppel_tie_draw *draw)
{
    struct koppel_solution least = {0}, largest = {0};
    size_t n = (size_t)drawing->problem.n_agents;
    bool is_drawn = false, is_counted = false;
    enum koppel_status status = KOPPEL_E_MEMORY;

    draw->by_lot = koppel_new(n, 1);
    if (draw->by_lot != NULL) {
        status = draw_once(drawing, options, solution, &least, &is_drawn);
    }

    if (status == KOPPEL_OK && least.slot_of != NULL) {
        memcpy(solution->slot_of, least.slot_of, n * sizeof *solution->slot_of);
        draw->state = is_drawn                                      ? KOPPEL_TIES_DRAWN
                      : koppel_deadline_expired(&options->deadline) ? KOPPEL_TIES_TIME
                                                                    : KOPPEL_TIES_MANY;
        drawing->sign = -1;
        status = draw_once(drawing, options, solution, &largest, &is_counted);
    }
    if (status == KOPPEL_OK && largest.slot_of != NULL) {
        draw->is_counted = is_drawn && is_counted;
        count_decided(&least, &largest, (int32_t)n, draw);
    }
    koppel_solution_free(&least);
    koppel_solution_free(&largest);
    return status;
}

/* What bounds rule out, where the engine that solved the problem has no bounds: by the one that draws. */
static enum koppel_status find_possible(const struct koppel_problem *problem,
                                        const struct koppel_engine_options *options, struct koppel_solution *solution)
{
    const struct koppel_engine_options asked = {.n_threads = options->n_threads,
                                                .deadline = options->deadline,
                                                .most_steps = options->most_steps,
                                                .start = solution->slot_of,
                                                .n_best_tiers = solution->n_tiers,
                                                .wants_possible = true};
    struct koppel_solution again = {0};
    enum koppel_status status = koppel_engine_find(NULL)->solve(problem, &asked, &again);

    free(solution->possible);
    solution->possible = again.possible;
    again.possible = NULL;
    koppel_solution_free(&again);
    return status;
}

/* Draws the ties of a solution of a problem of the case, where there is nothing left to prove. */
static enum koppel_status draw_ties(const struct koppel_case *kase, const struct koppel_problem *problem,
                                    const struct koppel_engine_options *options, bool has_bounds,
                                    struct koppel_solution *solution, struct koppel_tie_draw *draw)
{
    struct drawing drawing = {.kase = kase, .seed = options->seed, .sign = 1};
    enum koppel_status status = KOPPEL_OK;

    if (!koppel_solution_is_best(solution)) {
        return KOPPEL_OK;
    }
    if (koppel_deadline_expired(&options->deadline)) {
        draw->state = KOPPEL_TIES_TIME;
        return KOPPEL_OK;
    }
    status = has_bounds ? KOPPEL_OK : find_possible(problem, options, solution);
    if (status == KOPPEL_OK) {
        status = drawing_make(&drawing, problem, solution->possible);
    }
    if (status == KOPPEL_OK) {
        status = draw_both(&drawing, options, solution, draw);
    }
    drawing_free(&drawing);
    return status;
}

enum koppel_status koppel_ties_arrange(const struct koppel_formulation *formulation, uint64_t seed,
                                       struct koppel_arrangement *arrangement)
{
    const struct koppel_case *kase = formulation->fit->kase;
    uint64_t *households = koppel_new((size_t)kase->n_households, sizeof *households);
    uint64_t *units = koppel_new((size_t)kase->n_units, sizeof *units);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (households != NULL && units != NULL) {
        for (int32_t i = 0; i < kase->n_households; i++) {
            households[i] = koppel_household_order(seed, kase->households[i].id);
        }
        for (int32_t j = 0; j < kase->n_units; j++) {
            units[j] = koppel_unit_order(seed, kase->units[j].id);
        }
        status = koppel_arrangement_make(arrangement, &formulation->problem, households, units);
    }
    free(households);
    free(units);
    return status;
}

/* What the lot decided, in the order of the tables. */
static enum koppel_status give_lots_back(const struct koppel_arrangement *arrangement, struct koppel_tie_draw *draw)
{
    unsigned char *by_lot = NULL;

    if (draw->by_lot == NULL) {
        return KOPPEL_OK;
    }
    by_lot = koppel_new((size_t)arrangement->problem.n_agents, 1);
    if (by_lot == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < arrangement->problem.n_agents; i++) {
        by_lot[arrangement->agent_of[i]] = draw->by_lot[i];
    }
    free(draw->by_lot);
    draw->by_lot = by_lot;
    return KOPPEL_OK;
}

/* The solution in the order of the tables. What was possible is not kept: its bits are those of other pairs. */
static enum koppel_status give_back(const struct koppel_arrangement *arrangement, struct koppel_solution *solution)
{
    int32_t *slot_of = NULL;

    free(solution->possible);
    solution->possible = NULL;
    if (solution->slot_of == NULL) {
        return KOPPEL_OK;
    }
    slot_of = koppel_new((size_t)arrangement->problem.n_agents, sizeof *slot_of);
    if (slot_of == NULL) {
        return KOPPEL_E_MEMORY;
    }
    koppel_arrangement_leave(arrangement, solution->slot_of, slot_of);
    free(solution->slot_of);
    solution->slot_of = slot_of;
    return KOPPEL_OK;
}

enum koppel_status koppel_ties_solve(const struct koppel_formulation *formulation, const struct koppel_engine *engine,
                                     const struct koppel_engine_options *options, struct koppel_solution *solution,
                                     struct koppel_tie_draw *draw)
{
    struct koppel_arrangement arrangement = {0};
    struct koppel_engine_options asked = *options;
    int32_t *start = koppel_new((size_t)formulation->problem.n_agents, sizeof *start);
    enum koppel_status status = koppel_ties_arrange(formulation, options->seed, &arrangement);

    *draw = (struct koppel_tie_draw){.state = KOPPEL_TIES_UNPROVEN, .seed = options->seed};
    status = start != NULL ? status : KOPPEL_E_MEMORY;
    if (status == KOPPEL_OK) {
        if (options->start != NULL) {
            koppel_arrangement_enter(&arrangement, options->start, start);
            asked.start = start;
        }
        asked.wants_possible = true;
        status = engine->solve(&arrangement.problem, &asked, solution);
    }
    if (status == KOPPEL_OK) {
        status = draw_ties(formulation->fit->kase, &arrangement.problem, options, engine == koppel_engine_find(NULL),
                           solution, draw);
    }
    if (status == KOPPEL_OK) {
        status = give_back(&arrangement, solution);
    }
    if (status == KOPPEL_OK) {
        status = give_lots_back(&arrangement, draw);
    }
    if (status == KOPPEL_OK && solution->slot_of != NULL) {
        draw->sum = koppel_lots_sum(formulation->fit->kase, solution->slot_of, options->seed);
    }
    koppel_arrangement_free(&arrangement);
    free(start);
    return status;
}
