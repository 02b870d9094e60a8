// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* arrangement.h - a problem with its rows in an order that does not depend on how they were listed.
 *
 * An engine takes rows in their order, and where choices are equal that order decides. Here agents and slots come in the
 * order of keys that their owner gives them, and loads, measures, entries and terms in an order of what they say. So a
 * problem that lists the same rows otherwise is the same problem, down to the last number.
 *
 * METHOD  Agents and slots are sorted by key. A measure hashes to the sum of the hashes of (agent key, amount), a load
 *   to the hash of its limits with the sums of those of (slot key, measure) and of its terms: sums do not see an order.
 *   Loads that hash alike say the same, so their order changes nothing.
 * SOURCE  own: hashes of multisets; docs/model.md section 24.
 */
#ifndef KOPPEL_PROBLEM_ARRANGEMENT_H
#define KOPPEL_PROBLEM_ARRANGEMENT_H

#include "problem/problem.h"

/** Zero-initialise. */
struct koppel_arrangement {
    struct koppel_problem problem; /* its cost rules borrow from the problem that was arranged */
    int32_t *agent_of;             /* n_agents: row here -> row there */
    int32_t *slot_of;              /* n_slots: row here -> row there */
    int32_t *agent_row;            /* n_agents: row there -> row here */
    int32_t *slot_row;             /* n_slots: row there -> row here */
    int32_t *agent_name;           /* of the problem, which borrows these */
    int32_t *slot_name;
};

/**
 * Copies a problem with its rows in the order of keys.
 * @param agent_key  n_agents, all different; agents with the same key keep the order that they have
 * @param slot_key   n_slots
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). O(listed slots log slots + pairs with states or costs)
 */
enum koppel_status koppel_arrangement_make(struct koppel_arrangement *arrangement, const struct koppel_problem *from,
                                           const uint64_t *agent_key, const uint64_t *slot_key);

/** An assignment of the problem that was arranged as one of the arranged problem; n_agents entries each. */
void koppel_arrangement_enter(const struct koppel_arrangement *arrangement, const int32_t *slot_of, int32_t *arranged);

/** And back. */
void koppel_arrangement_leave(const struct koppel_arrangement *arrangement, const int32_t *arranged, int32_t *slot_of);

/** Safe on a zeroed one. */
void koppel_arrangement_free(struct koppel_arrangement *arrangement);

#endif
