// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* world.c - what follows from days, steps and half-years (see world.h). */
#include "simulate/world.h"

#include <string.h>

/* So that what agents bring together stays within 64 bits. */
#define MOST_WEIGHT (INT64_C(1) << 36)

static void mark_terms(struct koppel_world *world)
{
    const struct koppel_problem *problem = world->problem;

    for (int32_t g = 0; g < problem->n_loads; g++) {
        world->has_over[g] = problem->loads[g].hi != KOPPEL_NO_MAX;
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        for (size_t k = 0; k < problem->tiers[t].n_terms; k++) {
            const struct koppel_term *term = &problem->tiers[t].terms[k];

            world->has_under[term->load] |= term->under > 0;
            world->has_over[term->load] |= term->over > 0;
        }
    }
}

/* What one pair can cost in a tier at the most, by its own costs and those of the loads of its slot. */
static int64_t largest_cost(const struct koppel_problem *problem, int32_t t, const int64_t *amounts, int64_t *slope,
                            int64_t *scratch)
{
    const struct koppel_tier *tier = &problem->tiers[t];
    int64_t most = 0;
    int64_t most_of_loads = 0;

    memset(slope, 0, (size_t)problem->n_loads * sizeof *slope);
    for (size_t k = 0; k < tier->n_terms; k++) {
        slope[tier->terms[k].load] += tier->terms[k].over + tier->terms[k].under;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        int64_t sum = 0;

        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            sum += slope[problem->entries[e].load] * amounts[problem->entries[e].measure];
        }
        most_of_loads = sum > most_of_loads ? sum : most_of_loads;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        const int64_t *costs = koppel_costs_of(problem, t, i, scratch);

        for (int64_t k = 0; k < problem->first[i + 1] - problem->first[i]; k++) {
            const int64_t cost = koppel_cost_of_agent(tier, i) + (costs != NULL ? costs[k] : 0);

            most = cost > most ? cost : -cost > most ? -cost : most;
        }
    }
    return most + most_of_loads;
}

static enum koppel_status weigh_tiers(struct koppel_world *world)
{
    const struct koppel_problem *problem = world->problem;
    struct koppel_arena arena = {0};
    int64_t *slope = koppel_arena_new(&arena, (size_t)problem->n_loads, sizeof *slope);
    int64_t *scratch = koppel_arena_new(&arena, (size_t)koppel_problem_most_pairs(problem), sizeof *scratch);
    const int64_t *amounts = koppel_problem_largest_amounts(problem, &arena);
    int64_t next = 1;
    enum koppel_status status = KOPPEL_OK;

    world->weight = koppel_arena_new(&world->arena, (size_t)problem->n_tiers, sizeof *world->weight);
    status = koppel_arena_failed(&arena) || world->weight == NULL ? KOPPEL_E_MEMORY : KOPPEL_OK;
    for (int32_t t = problem->n_tiers - 1; t >= 0 && status == KOPPEL_OK; t--) {
        world->weight[t] = next < MOST_WEIGHT ? next : MOST_WEIGHT;
        next = world->weight[t] +
               koppel_world_part_of_blend(world, t, largest_cost(problem, t, amounts, slope, scratch)) + 1;
    }
    koppel_arena_free(&arena);
    return status;
}

int64_t koppel_world_part_of_blend(const struct koppel_world *world, int32_t tier, int64_t cost)
{
    return world->problem->n_tiers == 1 ? cost : world->weight[tier] * (cost / world->problem->tiers[tier].scale);
}

int64_t koppel_world_blended(const struct koppel_world *world, int32_t agent, int64_t pair)
{
    int64_t cost = 0;

    for (int32_t t = 0; t < world->problem->n_tiers; t++) {
        cost += koppel_world_part_of_blend(world, t, koppel_cost_of_pair(world->problem, t, agent, pair));
    }
    return cost;
}

enum koppel_status koppel_world_start(struct koppel_world *world)
{
    const size_t n_loads = (size_t)world->problem->n_loads;
    int32_t half_year = 0;

    world->n_steps = (world->n_days - 1) / world->every + 1;
    world->half_year_of_step =
        koppel_arena_new(&world->arena, (size_t)world->n_steps, sizeof *world->half_year_of_step);
    world->has_under = koppel_arena_new(&world->arena, n_loads, sizeof *world->has_under);
    world->has_over = koppel_arena_new(&world->arena, n_loads, sizeof *world->has_over);
    if (koppel_arena_failed(&world->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t s = 0; s < world->n_steps; s++) {
        while (half_year < world->n_half_years - 1 && s * world->every > world->half_year_end[half_year]) {
            half_year++;
        }
        world->half_year_of_step[s] = half_year;
    }
    mark_terms(world);
    return weigh_tiers(world);
}

void koppel_world_end(struct koppel_world *world)
{
    koppel_arena_free(&world->arena);
}

int32_t koppel_world_step(const struct koppel_world *world, int32_t day)
{
    return (day + world->every - 1) / world->every;
}

int32_t koppel_world_last_step(const struct koppel_world *world, int32_t day)
{
    int32_t first = koppel_world_step(world, day);
    int32_t last = (day + world->vacant_days) / world->every;

    last = last > first ? last : first;
    return last < world->n_steps ? last : world->n_steps - 1;
}

int64_t koppel_world_at(const struct koppel_world *world, int32_t load, int64_t at, int32_t half_year)
{
    if (!world->by_half_year[load]) {
        return at;
    }
    return world->later_target[load] == KOPPEL_UNKNOWN_TARGET ? at * (half_year + 1)
                                                              : at + half_year * world->later_target[load];
}

int64_t koppel_world_most(const struct koppel_world *world, int32_t load, int32_t half_year)
{
    int64_t hi = world->problem->loads[load].hi;

    return hi == KOPPEL_NO_MAX || !world->by_half_year[load] ? hi : hi * (half_year + 1);
}
