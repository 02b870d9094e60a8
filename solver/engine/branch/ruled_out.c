// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* ruled_out.c - which tier rules out what, and at what reduced cost (see ruled_out.h). */
#include "engine/branch/ruled_out.h"

#include "base/memory.h"

#include <stdlib.h>

enum koppel_status koppel_ruled_out_start(struct koppel_ruled_out *ruled_out, const struct koppel_problem *problem,
                                          struct koppel_arena *arena)
{
    size_t n_pairs = (size_t)problem->n_pairs, n_agents = (size_t)problem->n_agents;
    size_t n_tiers = (size_t)problem->n_tiers;

    *ruled_out = (struct koppel_ruled_out){.n_tiers = problem->n_tiers};
    ruled_out->pair_tier = koppel_arena_new(arena, n_pairs, sizeof *ruled_out->pair_tier);
    ruled_out->pair_cost = koppel_arena_new(arena, n_pairs, sizeof *ruled_out->pair_cost);
    ruled_out->out_tier = koppel_arena_new(arena, n_agents, sizeof *ruled_out->out_tier);
    ruled_out->out_cost = koppel_arena_new(arena, n_agents, sizeof *ruled_out->out_cost);
    ruled_out->scale = koppel_arena_new(arena, n_tiers, sizeof *ruled_out->scale);
    ruled_out->gap = koppel_arena_new(arena, n_tiers, sizeof *ruled_out->gap);
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        ruled_out->out_cost[i] = INT64_MAX;
    }
    return KOPPEL_OK;
}

/* Tier and cost for all pairs of an agent that are left, whose rows are those of the component. */
static void set_pairs(struct koppel_ruled_out *ruled_out, const struct koppel_reduced_problem *reduced, int32_t agent,
                      int32_t tier, const int64_t *cost_of)
{
    const struct koppel_problem *problem = reduced->component->problem, *left = &reduced->left;
    const struct koppel_classes *classes = &reduced->bound.classes;
    const int32_t *slots = koppel_slots_of(problem, agent), *slots_left = koppel_slots_of(left, agent);
    int64_t next = 0, n_left = left->first[agent + 1] - left->first[agent];

    for (int64_t k = 0; next < n_left; k++) {
        if (slots[k] == slots_left[next]) {
            int64_t pair = problem->first[agent] + k;

            ruled_out->pair_tier[pair] = (unsigned char)tier;
            ruled_out->pair_cost[pair] = cost_of != NULL ? cost_of[classes->class_of_slot[slots[k]]] : 0;
            next++;
        }
    }
}

enum koppel_status koppel_ruled_out_note(struct koppel_ruled_out *ruled_out,
                                         const struct koppel_reduced_problem *reduced)
{
    const struct koppel_lagrangian *lagrangian = &reduced->bound.lagrangian;
    const struct koppel_classes *classes = &reduced->bound.classes;
    int32_t tier = reduced->component->tier;
    int64_t *cost_of = koppel_new((size_t)classes->n_slot_classes, sizeof *cost_of);

    if (cost_of == NULL) {
        return KOPPEL_E_MEMORY;
    }
    ruled_out->scale[tier] = lagrangian->scale;
    ruled_out->gap[tier] = koppel_tier_bound_gap(&reduced->bound, NULL, koppel_reduced_problem_cost(reduced));
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        const int64_t *reduced_costs = koppel_lagrangian_reduced_costs_of(lagrangian, s);
        const int32_t *slot_classes = koppel_slot_classes_of(classes, s);

        for (int64_t k = 0; k < classes->first[s + 1] - classes->first[s]; k++) {
            cost_of[slot_classes[k]] = reduced_costs[k] - lagrangian->agent_price[s];
        }
        for (int32_t m = classes->agent_first[s]; m < classes->agent_first[s + 1]; m++) {
            int32_t i = classes->agents[m];

            set_pairs(ruled_out, reduced, i, tier, cost_of);
            if (!reduced->left.must_place[i]) {
                ruled_out->out_tier[i] = (unsigned char)tier;
                ruled_out->out_cost[i] = -lagrangian->agent_price[s];
            }
        }
    }
    free(cost_of);
    return KOPPEL_OK;
}

/* All that is left, at a reduced cost of 0. */
static void set_left(struct koppel_ruled_out *ruled_out, const struct koppel_reduced_problem *reduced, int32_t tier)
{
    for (int32_t i = 0; i < reduced->left.n_agents; i++) {
        set_pairs(ruled_out, reduced, i, tier, NULL);
        if (!reduced->left.must_place[i]) {
            ruled_out->out_tier[i] = (unsigned char)tier;
            ruled_out->out_cost[i] = 0;
        }
    }
}

void koppel_ruled_out_begin(struct koppel_ruled_out *ruled_out, const struct koppel_reduced_problem *reduced)
{
    set_left(ruled_out, reduced, reduced->component->tier);
}

void koppel_ruled_out_end(struct koppel_ruled_out *ruled_out, const struct koppel_reduced_problem *reduced)
{
    set_left(ruled_out, reduced, ruled_out->n_tiers);
    ruled_out->is_complete = !koppel_deadline_expired(reduced->component->deadline);
}
