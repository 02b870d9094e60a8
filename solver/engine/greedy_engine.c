// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* greedy_engine.c - a greedy descent (greedy.h), with no proof but the simple bounds of solution.h. */
#include "engine/engines.h"

#include "base/arena.h"
#include "engine/heuristic/greedy.h"
#include "engine/solution.h"

enum koppel_status koppel_greedy_solve(const struct koppel_problem *problem,
                                       const struct koppel_engine_options *options, struct koppel_solution *solution)
{
    enum koppel_status status = koppel_problem_check(problem);
    struct koppel_arena arena = {0};
    int32_t *slot_of = NULL;
    int64_t *value = NULL;

    *solution = (struct koppel_solution){.outcome = KOPPEL_NO_ANSWER};
    if (status != KOPPEL_OK) {
        return status;
    }
    slot_of = koppel_arena_new(&arena, (size_t)problem->n_agents, sizeof *slot_of);
    value = koppel_arena_new(&arena, (size_t)problem->n_tiers + 1, sizeof *value);
    status = koppel_arena_status(&arena);
    if (status == KOPPEL_OK) {
        status = koppel_greedy_best(problem, &options->deadline, options->start, slot_of, value);
    }
    if (status == KOPPEL_OK && value[0] == 0) {
        status = koppel_problem_simple_bounds(problem, &options->deadline, value);
        if (status == KOPPEL_OK) {
            status = koppel_solution_set(solution, problem, slot_of, value, options->gap_ppm);
        }
    }
    solution->n_components = 1;
    solution->is_finished = true; /* also when it was cut short: more time would prove nothing */
    koppel_arena_free(&arena);
    return status;
}
