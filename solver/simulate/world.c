/* world.c - what follows from days, steps and half-years (see world.h). */
#include "simulate/world.h"

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
    return KOPPEL_OK;
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
