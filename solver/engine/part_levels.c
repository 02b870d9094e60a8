// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* part_levels.c - one part at one level after another (see part_levels.h). */
#include "engine/part_levels.h"

#include "base/memory.h"
#include "engine/heuristic/incumbent.h"
#include "engine/solution.h"

#include <stdlib.h>
#include <string.h>

static int64_t *row_of(const struct koppel_part_levels *part, int64_t *rows, int32_t level)
{
    return rows + (int64_t)level * part->n_tiers;
}

enum koppel_status koppel_part_levels_start(struct koppel_part_levels *part, struct koppel_arena *arena)
{
    size_t n_levels = (size_t)part->n_levels, n_tiers = (size_t)part->n_tiers;

    part->simple = koppel_arena_new(arena, (size_t)part->problem->n_tiers, sizeof *part->simple);
    part->levels = koppel_arena_new(arena, n_levels, sizeof *part->levels);
    part->least = koppel_arena_new(arena, n_levels * n_tiers, sizeof *part->least);
    part->cost = koppel_arena_new(arena, n_levels * n_tiers, sizeof *part->cost);
    part->choice_of = koppel_arena_new(arena, n_levels, sizeof *part->choice_of);
    if (koppel_arena_failed(arena) ||
        koppel_problem_simple_bounds(part->problem, &part->options->deadline, part->simple) != KOPPEL_OK) {
        part->levels = NULL;
        return KOPPEL_E_MEMORY;
    }
    for (int32_t c = 0; c < part->n_levels; c++) {
        memcpy(row_of(part, part->least, c), part->simple, n_tiers * sizeof *part->simple);
        *row_of(part, part->cost, c) = INT64_MAX;
        part->choice_of[c] = KOPPEL_NONE;
    }
    return KOPPEL_OK;
}

void koppel_part_levels_free(struct koppel_part_levels *part)
{
    for (int32_t c = 0; part->levels != NULL && c < part->n_levels; c++) {
        koppel_solution_free(&part->levels[c].solution);
    }
}

/* What an assignment uses of the load. */
static int32_t use_of(const struct koppel_part_levels *part, const int32_t *slot_of)
{
    const struct koppel_problem *problem = part->problem;
    int64_t amount = 0;

    for (int32_t i = 0; i < problem->n_agents && part->load != KOPPEL_NONE; i++) {
        int32_t j = slot_of[i];

        for (int64_t e = j >= 0 ? problem->entry_first[j] : 0; j >= 0 && e < problem->entry_first[j + 1]; e++) {
            amount += problem->entries[e].load == part->load ? koppel_amount_of_entry(problem, e, i) : 0;
        }
    }
    return (int32_t)(part->is_least && part->load != KOPPEL_NONE ? part->top - amount : amount);
}

static struct koppel_load load_at(const struct koppel_part_levels *part, int32_t level)
{
    bool is_limited = level < part->top;

    return (struct koppel_load){.lo = is_limited && part->is_least ? part->top - level : KOPPEL_NO_MIN,
                                .hi = is_limited && !part->is_least ? level : KOPPEL_NO_MAX};
}

/* What the level's solution says that nothing costs less than: its costs where they are proven, the bound of the next
 * tier, and simple bounds behind that. */
static void bound_level(const struct koppel_part_levels *part, int32_t level, int64_t *bound)
{
    const struct koppel_solution *solution = &part->levels[level].solution;
    bool is_exact = solution->tiers != NULL;

    for (int32_t t = 0; t < part->n_tiers; t++) {
        bound[t] = is_exact ? solution->tiers[t].bound : part->simple[t];
        is_exact = is_exact && bound[t] == solution->tiers[t].cost;
    }
    if (solution->outcome == KOPPEL_INFEASIBLE) {
        *bound = INT64_MAX;
    }
}

/* What holds for a level holds for those below it. */
static void raise_least(struct koppel_part_levels *part, int32_t level, const int64_t *bound)
{
    for (int32_t c = level; c >= 0; c--) {
        int64_t *least = row_of(part, part->least, c);

        if (koppel_vector_compare(least, bound, part->n_tiers) >= 0) {
            break;
        }
        memcpy(least, bound, (size_t)part->n_tiers * sizeof *least);
    }
}

/* The level's assignment serves all levels that it keeps to. */
static void take_choice(struct koppel_part_levels *part, int32_t level)
{
    const struct koppel_solution *solution = &part->levels[level].solution;
    int32_t c = solution->slot_of != NULL ? use_of(part, solution->slot_of) : part->n_levels;

    for (; c < part->n_levels; c++) {
        int64_t *cost = row_of(part, part->cost, c);
        int32_t t = 0;

        while (t < part->n_tiers && solution->tiers[t].cost == cost[t]) {
            t++;
        }
        if (t < part->n_tiers && solution->tiers[t].cost < cost[t]) {
            for (t = 0; t < part->n_tiers; t++) {
                cost[t] = solution->tiers[t].cost;
            }
            part->choice_of[c] = level;
        }
    }
}

enum koppel_status koppel_part_levels_solve(struct koppel_part_levels *part, int32_t level, const int32_t *start)
{
    struct koppel_problem problem = *part->problem;
    struct koppel_engine_options options = *part->options;
    int32_t choice = part->choice_of[level];
    struct koppel_solution solution = {0};
    int64_t *bound = koppel_new((size_t)part->n_tiers, sizeof *bound);
    enum koppel_status status = KOPPEL_E_MEMORY;

    options.start = choice != KOPPEL_NONE ? part->levels[choice].solution.slot_of : start;
    options.known_bound = row_of(part, part->least, level);
    if (choice != KOPPEL_NONE || start == NULL || use_of(part, start) != level) {
        options.n_best_tiers = 0; /* not known of the start of another level */
    }
    problem.n_tiers = part->n_tiers;
    problem.loads = koppel_new((size_t)problem.n_loads, sizeof *problem.loads);
    if (problem.loads != NULL && bound != NULL) {
        memcpy(problem.loads, part->problem->loads, (size_t)problem.n_loads * sizeof *problem.loads);
        if (part->load != KOPPEL_NONE) {
            problem.loads[part->load] = load_at(part, level);
        }
        status = koppel_componentwise_solve(&problem, &options, part->method, &solution);
    }
    if (status == KOPPEL_OK) {
        koppel_solution_free(&part->levels[level].solution);
        part->levels[level] = (struct koppel_part_level){.solution = solution, .is_solved = true};
        bound_level(part, level, bound);
        raise_least(part, level, bound);
        take_choice(part, level);
    } else {
        koppel_solution_free(&solution);
    }
    free(problem.loads);
    free(bound);
    return status;
}

bool koppel_part_level_is_exact(const struct koppel_part_levels *part, int32_t level)
{
    const int64_t *least = row_of(part, part->least, level), *cost = row_of(part, part->cost, level);

    return *cost == INT64_MAX ? *least == INT64_MAX : koppel_vector_compare(least, cost, part->n_tiers) == 0;
}

const struct koppel_solution *koppel_part_level_above(const struct koppel_part_levels *part, int32_t level)
{
    while (level < part->n_levels && !part->levels[level].is_solved) {
        level++;
    }
    return level < part->n_levels ? &part->levels[level].solution : NULL;
}
