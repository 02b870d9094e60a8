// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* multiplier_run.c - components, costs and memory for the multipliers of a solved problem (see multiplier_run.h). */
#include "engine/certificate/multiplier_run.h"

#include "base/arena.h"
#include "base/memory.h"
#include "problem/load_reach.h"

#include <stdlib.h>
#include <string.h>

void koppel_multiplier_run_free(struct koppel_multiplier_run *run)
{
    for (int32_t k = 0; run->items != NULL && k < run->components.n_items; k++) {
        koppel_tier_bound_free(&run->items[k].bound);
        free(run->items[k].cuts.items);
    }
    koppel_components_free(&run->components);
    koppel_arena_free(&run->arena);
}

/* The assignment within each component. */
static enum koppel_status split_choice(struct koppel_multiplier_run *run, const int32_t *slot_of)
{
    for (int32_t k = 0; k < run->components.n_items; k++) {
        int32_t *within =
            koppel_arena_new(&run->arena, (size_t)run->components.items[k].problem.n_agents, sizeof *within);

        if (within == NULL) {
            return KOPPEL_E_MEMORY;
        }
        koppel_components_restrict(&run->components, k, slot_of, within);
        run->items[k].slot_of = within;
    }
    return KOPPEL_OK;
}

static enum koppel_status find_costs(struct koppel_multiplier_run *run, const int32_t *slot_of)
{
    int64_t *loads = koppel_new((size_t)run->problem->n_loads, sizeof *loads);

    if (loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    koppel_problem_loads(run->problem, slot_of, loads);
    for (int32_t t = 0; t < run->problem->n_tiers; t++) {
        run->costs[t] = koppel_problem_cost(run->problem, t, slot_of, loads);
    }
    free(loads);
    return KOPPEL_OK;
}

static enum koppel_status prices_start(struct koppel_multiplier_run *run)
{
    struct koppel_proof_multipliers *prices = run->prices;
    size_t n_components = (size_t)run->components.n_items, n_tiers = (size_t)run->problem->n_tiers;

    prices->n_tiers = run->problem->n_tiers;
    prices->n_components = run->components.n_items;
    prices->agent_of_component = koppel_arena_new(&prices->arena, n_components, sizeof *prices->agent_of_component);
    prices->tiers = koppel_arena_new(&prices->arena, n_tiers, sizeof *prices->tiers);
    if (koppel_arena_failed(&prices->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t k = 0; k < n_components; k++) {
        prices->agent_of_component[k] = run->components.items[k].agents[0];
    }
    for (size_t t = 0; t < n_tiers; t++) {
        struct koppel_tier_multipliers *tier = &prices->tiers[t];

        tier->bound = INT64_MIN;
        tier->load_price = koppel_arena_new(&prices->arena, (size_t)run->problem->n_loads, sizeof *tier->load_price);
        tier->slot_price = koppel_arena_new(&prices->arena, (size_t)run->problem->n_slots, sizeof *tier->slot_price);
        tier->scale = koppel_arena_new(&prices->arena, n_components, sizeof *tier->scale);
        tier->held_price = koppel_arena_new(&prices->arena, n_components * n_tiers, sizeof *tier->held_price);
        tier->agent_price = koppel_arena_new(&prices->arena, (size_t)run->problem->n_agents, sizeof *tier->agent_price);
        tier->is_whole = koppel_arena_new(&prices->arena, (size_t)run->problem->n_loads, sizeof *tier->is_whole);
    }
    return koppel_arena_status(&prices->arena);
}

enum koppel_status koppel_multiplier_run_start(struct koppel_multiplier_run *run, const int32_t *slot_of)
{
    size_t n_components = 0, n_tiers = (size_t)run->problem->n_tiers;
    enum koppel_status status = koppel_components_make(&run->components, run->problem, KOPPEL_LEAVE_EQUAL_SLOTS);

    if (status != KOPPEL_OK || run->components.infeasible) {
        return status == KOPPEL_OK ? KOPPEL_E_ARGUMENT : status;
    }
    n_components = (size_t)run->components.n_items;
    run->items = koppel_arena_new(&run->arena, n_components, sizeof *run->items);
    run->held = koppel_arena_new(&run->arena, n_components * n_tiers, sizeof *run->held);
    run->bounds = koppel_arena_new(&run->arena, n_components * n_tiers, sizeof *run->bounds);
    run->costs = koppel_arena_new(&run->arena, n_tiers, sizeof *run->costs);
    if (koppel_arena_failed(&run->arena)) {
        return KOPPEL_E_MEMORY;
    }
    status = split_choice(run, slot_of);
    if (status == KOPPEL_OK) {
        status = find_costs(run, slot_of);
    }
    for (size_t k = 0; k < n_components && status == KOPPEL_OK; k++) {
        status = koppel_problem_limit_by_slots(&run->components.items[k].problem, 0, false);
    }
    return status == KOPPEL_OK ? prices_start(run) : status;
}
