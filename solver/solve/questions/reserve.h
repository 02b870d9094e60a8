// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reserve.h - who comes next when an offer is refused, and what each refusal would cost, with all other offers as they are.
 *
 * METHOD  For every offer (i,j) of a proposal: i loses j for good. Over the slots f that have a place left and are open to
 *   i (or none) and the agents r without a slot that j is open to (or none), the pair (f,r) that keeps every row of the
 *   problem and costs least, tier after tier; of two equal ones that with the first slot, then the first agent. The
 *   second reserve of j is the next r for the same f. One refusal at a time is provided for: two may name the same home
 *   or household.
 *   Limits give way to an offer that a decision keeps (docs/model.md, (48) and (49)): when that one is refused they are what
 *   they would be without it, so a home that was held against a limit may have nobody who comes next.
 * COMPLEXITY  O(offers * free slots of the agent * free agents of the slot * entries of a slot)
 */
#ifndef KOPPEL_SOLVE_QUESTIONS_RESERVE_H
#define KOPPEL_SOLVE_QUESTIONS_RESERVE_H

#include "formulate/formulation.h"

enum { KOPPEL_N_RESERVES = 2 };

struct koppel_reserve {
    int32_t agent, slot;             /* the offer */
    int32_t fallback;                /* slot for the agent, or KOPPEL_NONE */
    int32_t next[KOPPEL_N_RESERVES]; /* agents for the slot, or KOPPEL_NONE; each may come with the fallback */
    bool is_kept;                    /* a decision keeps the offer */
    bool is_feasible;                /* false: without the offer some row breaks, whoever comes next */
    int64_t *cost;                   /* n_tiers: how much more it costs with fallback and next[0] */
    int64_t *cost_alone;             /* n_tiers: with neither */
};

/** Zero-initialise; koppel_reserves_free releases everything. */
struct koppel_reserves {
    struct koppel_arena arena;
    struct koppel_reserve *items; /* n_items: an offer each, by agent */
    int32_t n_items;
    int32_t n_kept; /* offers that a decision keeps */
};

/**
 * @param slot_of   n_agents: an assignment that keeps every row
 * @param subjects  n_loads: which loads gave way to kept pairs; NULL: none did
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_reserves_find(struct koppel_reserves *reserves, const struct koppel_problem *problem,
                                        const int32_t *slot_of, const struct koppel_load_subject *subjects);

/** The rows of items from the one whose refusal costs most on, tier after tier; those that break a row come first. In
 * order, n_items entries. O(n_items log n_items * n_tiers); KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_reserves_by_cost(const struct koppel_reserves *reserves, int32_t n_tiers, int32_t *order);

void koppel_reserves_free(struct koppel_reserves *reserves);

#endif
