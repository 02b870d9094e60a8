// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* hindsight.c - the exact problem of the whole path: what somebody who knows all days could reach. */
#include "simulate/policies.h"

#include "base/memory.h"

#include <stdlib.h>

/* Everything placed at the first step at which both are there. */
static enum koppel_status take_over(const struct koppel_course *path, const int32_t *slot_of,
                                    struct koppel_history *history)
{
    const size_t n = (size_t)path->agents.n_items;

    history->slot_of = koppel_new(n, sizeof *history->slot_of);
    history->step_of = koppel_new(n, sizeof *history->step_of);
    if (history->slot_of == NULL || history->step_of == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t i = 0; i < n; i++) {
        const int32_t slot = slot_of[i];

        history->slot_of[i] = slot;
        history->step_of[i] = slot == KOPPEL_NONE                               ? KOPPEL_NONE
                              : path->slots.first[slot] > path->agents.first[i] ? path->slots.first[slot]
                                                                                : path->agents.first[i];
    }
    return KOPPEL_OK;
}

static enum koppel_status solve(const struct koppel_policy_run *run, const struct koppel_part *whole,
                                struct koppel_history *history, int64_t *costs, int64_t *bounds, bool *is_proven)
{
    struct koppel_part_problem made = {0};
    struct koppel_solution solution = {0};
    enum koppel_status status = koppel_part_problem_make(&made, whole);

    if (status == KOPPEL_OK) {
        status = koppel_engine_find(NULL)->solve(&made.problem, &run->options, &solution);
    }
    if (status == KOPPEL_OK && solution.slot_of == NULL) {
        status = KOPPEL_E_ENGINE;
    }
    for (int32_t t = 0; t < made.problem.n_tiers && status == KOPPEL_OK; t++) {
        costs[t] = solution.tiers[t].cost;
        bounds[t] = solution.tiers[t].bound;
    }
    *is_proven = solution.outcome == KOPPEL_PROVEN;
    if (status == KOPPEL_OK) {
        status = take_over(run->path, solution.slot_of, history);
    }
    koppel_solution_free(&solution);
    koppel_part_problem_free(&made);
    return status;
}

enum koppel_status koppel_hindsight_solve(const struct koppel_policy_run *run, struct koppel_history *history,
                                          int64_t *costs, int64_t *bounds, bool *is_proven)
{
    const struct koppel_problem *problem = run->world->problem;
    int32_t *places = koppel_new((size_t)run->path->slots.n_items, sizeof *places);
    int64_t *loads = koppel_new((size_t)problem->n_loads, sizeof *loads);
    const struct koppel_part whole = {.world = run->world,
                                      .last_half_year = run->world->n_half_years - 1,
                                      .agents = run->path->agents,
                                      .slots = run->path->slots,
                                      .places = places,
                                      .loads = loads,
                                      .with_decisions = true,
                                      .foreseen = run->path};
    enum koppel_status status = places != NULL && loads != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    for (int32_t j = 0; j < run->path->slots.n_items && status == KOPPEL_OK; j++) {
        places[j] = problem->places[run->path->slots.row[j]];
    }
    for (int32_t g = 0; g < problem->n_loads && status == KOPPEL_OK; g++) {
        loads[g] = problem->loads[g].base;
    }
    if (status == KOPPEL_OK) {
        status = solve(run, &whole, history, costs, bounds, is_proven);
    }
    free(places);
    free(loads);
    return status;
}
