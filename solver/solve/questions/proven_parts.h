// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* proven_parts.h - what questions about a proposal that is proven best share: its components, who is where, what loads
 * hold, and which tier rules out what.
 *
 * SOURCE  engine/rule_out.h.
 */
#ifndef KOPPEL_SOLVE_QUESTIONS_PROVEN_PARTS_H
#define KOPPEL_SOLVE_QUESTIONS_PROVEN_PARTS_H

#include "engine/rule_out.h"
#include "problem/components.h"
#include "problem/load_terms.h"

/** One component. Its problem is that of components without the last tier, which counts moves. */
struct koppel_proven_part {
    struct koppel_problem problem; /* shares all arrays with the component */
    int32_t *slot_of;              /* n_agents: the proposal */
    int64_t *costs;                /* n_tiers: of the proposal */
    int64_t *loads;                /* n_loads */
    int32_t *first_in;             /* n_slots: who is in a slot, KOPPEL_NONE: nobody */
    int32_t *next_in;              /* n_agents: who else is in the same slot */
    int32_t *n_free;               /* n_slots: places */
    struct koppel_load_terms terms;
    const struct koppel_ruled_out *ruled_out;
};

/** Read only once it is made, so that threads can share it. Zero-initialise. */
struct koppel_proven_parts {
    struct koppel_arena *arenas; /* n_items, one a component, for these are worked out on threads */
    struct koppel_proven_part *items;
    struct koppel_proven_component *found;
    int32_t n_items;
};

/**
 * @param components  of the proposal's problem; their last tier counts moves where they have more than n_tiers. Must
 *                    outlive the parts
 * @param slot_of     the proposal, proven best
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or KOPPEL_E_INTERNAL (free is then still due)
 */
enum koppel_status koppel_proven_parts_make(struct koppel_proven_parts *parts,
                                            const struct koppel_components *components, int32_t n_tiers,
                                            const int32_t *slot_of, int32_t n_threads,
                                            const struct koppel_deadline *deadline);

/** Safe on zeroed parts. */
void koppel_proven_parts_free(struct koppel_proven_parts *parts);

#endif
