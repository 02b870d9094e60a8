/* multipliers.h - the prices of a pricing by row of the problem, so that they outlive its classes. */
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

/** Copies the prices. KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). */
enum koppel_status koppel_multipliers_save(struct koppel_multipliers *list, const struct koppel_lagrangian *lagrangian);

/** Sets the prices in a pricing of the same problem, perhaps narrowed since, and works out its bound. */
void koppel_multipliers_load(const struct koppel_multipliers *list, struct koppel_lagrangian *lagrangian);

/** Adds prices of 0 for n new loads. KOPPEL_OK or KOPPEL_E_MEMORY. */
enum koppel_status koppel_multipliers_extend(struct koppel_multipliers *list, int32_t n);

/** Safe on a zeroed list. */
void koppel_multipliers_free(struct koppel_multipliers *list);

#endif
