// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* cost_rows.c - what the pairs of one agent cost (see cost_rows.h). */
#include "problem/cost_rows.h"

#include "base/arena.h"

enum koppel_status koppel_cost_rows_start(struct koppel_cost_rows *rows, const struct koppel_problem *problem,
                                          int32_t n_tiers, struct koppel_arena *arena)
{
    size_t n_worked_out = 0;

    for (int32_t t = 0; t < n_tiers; t++) {
        n_worked_out += problem->tiers[t].rule.work_out != NULL;
    }
    *rows =
        (struct koppel_cost_rows){.problem = problem, .n_tiers = n_tiers, .length = koppel_problem_most_pairs(problem)};
    rows->costs = koppel_arena_new(arena, (size_t)n_tiers, sizeof *rows->costs);
    rows->scratch = koppel_arena_new(arena, n_worked_out * (size_t)rows->length, sizeof *rows->scratch);
    return koppel_arena_status(arena);
}

void koppel_cost_rows_read(struct koppel_cost_rows *rows, int32_t agent)
{
    int64_t *scratch = rows->scratch;

    rows->n = rows->problem->first[agent + 1] - rows->problem->first[agent];
    for (int32_t t = 0; t < rows->n_tiers; t++) {
        rows->costs[t] = koppel_costs_of(rows->problem, t, agent, scratch);
        scratch += rows->costs[t] == scratch ? rows->length : 0;
    }
}
