// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* multipliers.h - multipliers by row of the problem, so that they outlive the classes over which they were found.
 *
 * METHOD  When pairs are fixed, classes split. Multipliers are valid whatever they are, so those of the last relaxation
 *   are carried over to the smaller problem: its bound, its reduced costs and the first columns of a search start from
 *   them.
 * COMPLEXITY  O(slots + loads + tiers) to save; the bound of the new Lagrangian to load.
 * SOURCE  own: the bound holds for any multipliers (lagrangian_bound.h), so none need be found anew.
 */
#ifndef KOPPEL_ENGINE_BOUND_MULTIPLIERS_H
#define KOPPEL_ENGINE_BOUND_MULTIPLIERS_H

#include "engine/bound/lagrangian_bound.h"

struct koppel_multipliers {
    int64_t scale;
    int32_t n_loads;
    int64_t *load_price; /* n_loads */
    int64_t *slot_price; /* n_slots */
    int64_t *tier_price; /* n_tiers */
};

/** Makes room in the arena for the multipliers of a Lagrangian. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_multipliers_start(struct koppel_multipliers *list, const struct koppel_lagrangian *lagrangian,
                                            struct koppel_arena *arena);

/** Copies the multipliers of a Lagrangian of the same problem, in place of those that were copied before. */
void koppel_multipliers_save(struct koppel_multipliers *list, const struct koppel_lagrangian *lagrangian);

/** Sets them in a Lagrangian of the same problem, perhaps with fewer pairs, and works out its bound. */
void koppel_multipliers_load(const struct koppel_multipliers *list, struct koppel_lagrangian *lagrangian);

/** Adds multipliers of 0 for n new loads. KOPPEL_OK or KOPPEL_E_MEMORY. */
enum koppel_status koppel_multipliers_extend(struct koppel_multipliers *list, int32_t n, struct koppel_arena *arena);

#endif
