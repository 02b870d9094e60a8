/* auction_core.h - the few pairs of every agent class that an auction looks at: its cheapest at the prices.
 *
 * Among them are some to slot classes with a free place, so that prices cannot rise beyond what a free place costs, and
 * those of the places that agents hold now.
 */
#ifndef KOPPEL_ENGINE_BOUND_AUCTION_CORE_H
#define KOPPEL_ENGINE_BOUND_AUCTION_CORE_H

#include "engine/bound/lagrangian_bound.h"

struct koppel_auction_core {
    int64_t *first; /* n_agent_classes + 1 */
    int32_t *slot;  /* slot class of a core pair */
    int64_t *base;  /* what it costs in tiers: its reduced cost without prices of loads and slots */
    size_t slot_capacity, base_capacity;
    int64_t *asker_first; /* n_slot_classes + 2: the same pairs by slot class */
    int64_t *asker_pair;  /* row of the core */
    int32_t *asker_class; /* agent class */
    size_t asker_pair_capacity, asker_class_capacity;
};

/** Makes room for the first rows. KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due) */
enum koppel_status koppel_auction_core_start(struct koppel_auction_core *core, const struct koppel_classes *classes);

/**
 * Lists the core for the prices of a pricing that is charged (koppel_lagrangian_charge).
 * @param is_free  n_slot_classes: has a free place
 * @param held     n_agents: slot class of the place that an agent holds, KOPPEL_NONE = none
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 * Time O(pairs of classes), a little more for few of them.
 */
enum koppel_status koppel_auction_core_list(struct koppel_auction_core *core,
                                            const struct koppel_lagrangian *lagrangian, const unsigned char *is_free,
                                            const int32_t *held);

/** Safe on a zeroed core. */
void koppel_auction_core_free(struct koppel_auction_core *core);

#endif
