/* multipliers.h - the prices of a pricing by row of the problem, so that they outlive its classes. */
#ifndef KOPPEL_ENGINE_BOUND_MULTIPLIERS_H
#define KOPPEL_ENGINE_BOUND_MULTIPLIERS_H

#include "engine/bound/lagrangian_bound.h"

struct koppel_price_list {
    int64_t scale;
    int32_t n_loads;
    int64_t *load_price; /* n_loads */
    int64_t *slot_price; /* n_slots */
    int64_t *tier_price; /* n_tiers */
};

/** Copies the prices. KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). */
enum koppel_status koppel_price_list_save(struct koppel_price_list *list, const struct koppel_pricing *pricing);

/** Sets the prices in a pricing of the same problem, perhaps narrowed since, and works out its bound. */
void koppel_price_list_load(const struct koppel_price_list *list, struct koppel_pricing *pricing);

/** Adds prices of 0 for n new loads. KOPPEL_OK or KOPPEL_E_MEMORY. */
enum koppel_status koppel_price_list_extend(struct koppel_price_list *list, int32_t n);

/** Safe on a zeroed list. */
void koppel_price_list_free(struct koppel_price_list *list);

#endif
