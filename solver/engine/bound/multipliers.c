// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* multipliers.c - multipliers by row of the problem (see multipliers.h). */
#include "engine/bound/multipliers.h"

#include "base/arena.h"

#include <string.h>

enum koppel_status koppel_multipliers_start(struct koppel_multipliers *list, const struct koppel_lagrangian *lagrangian,
                                            struct koppel_arena *arena)
{
    const struct koppel_problem *problem = lagrangian->problem;

    *list = (struct koppel_multipliers){.n_loads = problem->n_loads};
    list->load_price = koppel_arena_new(arena, (size_t)problem->n_loads, sizeof *list->load_price);
    list->slot_price = koppel_arena_new(arena, (size_t)problem->n_slots, sizeof *list->slot_price);
    list->tier_price = koppel_arena_new(arena, (size_t)problem->n_tiers, sizeof *list->tier_price);
    return koppel_arena_status(arena);
}

void koppel_multipliers_save(struct koppel_multipliers *list, const struct koppel_lagrangian *lagrangian)
{
    const struct koppel_problem *problem = lagrangian->problem;

    list->scale = lagrangian->scale;
    memcpy(list->load_price, lagrangian->load_price, (size_t)problem->n_loads * sizeof *list->load_price);
    memcpy(list->tier_price, lagrangian->tier_price, (size_t)problem->n_tiers * sizeof *list->tier_price);
    for (int32_t j = 0; j < problem->n_slots; j++) {
        list->slot_price[j] = lagrangian->slot_price[lagrangian->classes->class_of_slot[j]];
    }
}

void koppel_multipliers_load(const struct koppel_multipliers *list, struct koppel_lagrangian *lagrangian)
{
    const struct koppel_problem *problem = lagrangian->problem;

    lagrangian->scale = list->scale;
    memcpy(lagrangian->load_price, list->load_price, (size_t)problem->n_loads * sizeof *list->load_price);
    memcpy(lagrangian->tier_price, list->tier_price, (size_t)problem->n_tiers * sizeof *list->tier_price);
    for (int32_t k = 0; k < lagrangian->classes->n_slot_classes; k++) {
        lagrangian->slot_price[k] = list->slot_price[lagrangian->classes->slots[lagrangian->classes->slot_first[k]]];
    }
    koppel_lagrangian_bound(lagrangian);
}

enum koppel_status koppel_multipliers_extend(struct koppel_multipliers *list, int32_t n, struct koppel_arena *arena)
{
    int64_t *longer = koppel_arena_new(arena, (size_t)list->n_loads + (size_t)n, sizeof *longer);

    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(longer, list->load_price, (size_t)list->n_loads * sizeof *longer);
    list->load_price = longer;
    list->n_loads += n;
    return KOPPEL_OK;
}
