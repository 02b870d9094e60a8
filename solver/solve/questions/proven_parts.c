// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* proven_parts.c - the components of a proposal that is proven best, ready for questions (see proven_parts.h). */
#include "solve/questions/proven_parts.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Who is in which slot, in the order of agents. */
static void list_holders(struct koppel_proven_part *part)
{
    const struct koppel_problem *problem = &part->problem;

    for (int32_t j = 0; j < problem->n_slots; j++) {
        part->first_in[j] = KOPPEL_NONE;
        part->n_free[j] = problem->places[j];
    }
    for (int32_t i = problem->n_agents - 1; i >= 0; i--) {
        int32_t slot = part->slot_of[i];

        if (slot != KOPPEL_NONE) {
            part->next_in[i] = part->first_in[slot];
            part->first_in[slot] = i;
            part->n_free[slot]--;
        }
    }
}

static enum koppel_status make_part(struct koppel_proven_part *part, const struct koppel_components *components,
                                    int32_t k, int32_t n_tiers, const int32_t *slot_of, struct koppel_arena *arena)
{
    struct koppel_problem *problem = &part->problem;
    size_t n_agents = 0, n_slots = 0;

    *problem = components->items[k].problem;
    problem->n_tiers = n_tiers;
    problem->state = NULL;
    n_agents = (size_t)problem->n_agents;
    n_slots = (size_t)problem->n_slots;
    part->slot_of = koppel_arena_new(arena, n_agents, sizeof *part->slot_of);
    part->costs = koppel_arena_new(arena, (size_t)n_tiers, sizeof *part->costs);
    part->loads = koppel_arena_new(arena, (size_t)problem->n_loads, sizeof *part->loads);
    part->first_in = koppel_arena_new(arena, n_slots, sizeof *part->first_in);
    part->next_in = koppel_arena_new(arena, n_agents, sizeof *part->next_in);
    part->n_free = koppel_arena_new(arena, n_slots, sizeof *part->n_free);
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    koppel_components_restrict(components, k, slot_of, part->slot_of);
    koppel_problem_loads(problem, part->slot_of, part->loads);
    for (int32_t t = 0; t < n_tiers; t++) {
        part->costs[t] = koppel_problem_cost(problem, t, part->slot_of, part->loads);
    }
    list_holders(part);
    return koppel_load_terms_make(&part->terms, problem, n_tiers, arena);
}

enum koppel_status koppel_proven_parts_make(struct koppel_proven_parts *parts,
                                            const struct koppel_components *components, int32_t n_tiers,
                                            const int32_t *slot_of, int32_t n_threads,
                                            const struct koppel_deadline *deadline)
{
    size_t n = (size_t)components->n_items;
    enum koppel_status status = KOPPEL_OK;

    parts->arenas = koppel_new(n, sizeof *parts->arenas);
    parts->items = koppel_new(n, sizeof *parts->items);
    parts->found = koppel_new(n, sizeof *parts->found);
    if (parts->arenas == NULL || parts->items == NULL || parts->found == NULL) {
        return KOPPEL_E_MEMORY;
    }
    parts->n_items = components->n_items;
    for (int32_t k = 0; k < parts->n_items && status == KOPPEL_OK; k++) {
        struct koppel_proven_part *part = &parts->items[k];

        status = make_part(part, components, k, n_tiers, slot_of, &parts->arenas[k]);
        part->ruled_out = &parts->found[k].ruled_out;
        parts->found[k].problem = &part->problem;
        parts->found[k].slot_of = part->slot_of;
        parts->found[k].arena = &parts->arenas[k];
    }
    return status == KOPPEL_OK ? koppel_rule_out(parts->found, parts->n_items, n_threads, deadline) : status;
}

void koppel_proven_parts_free(struct koppel_proven_parts *parts)
{
    for (int32_t k = 0; k < parts->n_items; k++) {
        koppel_arena_free(&parts->arenas[k]);
    }
    free(parts->arenas);
    free(parts->items);
    free(parts->found);
    *parts = (struct koppel_proven_parts){0};
}
