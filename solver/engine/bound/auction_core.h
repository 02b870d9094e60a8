// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* auction_core.h - the core of the auction: the pairs of an agent class that may bid, its cheapest at the prices.
 *
 * METHOD  The CORE_PAIRS pairs of least reduced cost of a class; the FREE_PAIRS cheapest to slot classes with a free
 *   place, so that no price rises beyond what a free place costs; and the pairs of the places held now.
 * DIFFERS  The optimum over the core may be worse than that over all pairs. The bound is worked out over all of them
 *   (lagrangian_bound.h), so a poor core costs tightness, not truth.
 * COMPLEXITY  O(pairs of classes) a listing, by heaps of fixed size.
 * SOURCE  Volgenant, Linear and semi-assignment problems: a core oriented approach, Computers & Operations Research
 *   23(10), 1996.
 */
#ifndef KOPPEL_ENGINE_BOUND_AUCTION_CORE_H
#define KOPPEL_ENGINE_BOUND_AUCTION_CORE_H

#include "engine/bound/lagrangian_bound.h"

struct koppel_auction_core {
    struct koppel_arena *arena; /* of the arrays; borrowed */
    int64_t *first;             /* n_agent_classes + 1 */
    int32_t *slot;              /* slot class of a core pair */
    int64_t *base;              /* its reduced cost without load and slot prices: the costs of the tiers alone */
    size_t slot_capacity, base_capacity;
    int64_t *asker_first; /* n_slot_classes + 2: the same pairs by slot class */
    int64_t *asker_pair;  /* row of the core */
    int32_t *asker_class; /* agent class */
    size_t asker_pair_capacity, asker_class_capacity;
};

/** Allocates the first rows; all are in the arena. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_auction_core_start(struct koppel_auction_core *core, const struct koppel_classes *classes,
                                             struct koppel_arena *arena);

/**
 * Lists the core at the prices of a Lagrangian, after koppel_lagrangian_charge.
 * @param is_free  n_slot_classes: has a free place
 * @param held     n_agents: slot class of the place that an agent holds; KOPPEL_NONE = none
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 * Time O(pairs of classes * log(CORE_PAIRS)).
 */
enum koppel_status koppel_auction_core_list(struct koppel_auction_core *core,
                                            const struct koppel_lagrangian *lagrangian, const unsigned char *is_free,
                                            const int32_t *held);

#endif
