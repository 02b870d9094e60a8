// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* slot_lists.h - fills a problem's lists of slots, of which agents with the same slots share one. */
#ifndef KOPPEL_PROBLEM_SLOT_LISTS_H
#define KOPPEL_PROBLEM_SLOT_LISTS_H

#include "base/shared_lists.h"
#include "problem/problem.h"

/** Zero-initialise. */
struct koppel_slot_lists {
    struct koppel_problem *problem;
    struct koppel_shared_lists lists;
};

/**
 * Begins with no agent listed: makes first and list of a problem of which n_agents is set.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then end is still due)
 */
enum koppel_status koppel_slot_lists_start(struct koppel_slot_lists *lists, struct koppel_problem *problem);

/** Gives an agent, the next in order, its n slots (ascending). KOPPEL_OK or KOPPEL_E_MEMORY. O(n) (shared_lists.h) */
enum koppel_status koppel_slot_lists_add(struct koppel_slot_lists *lists, int32_t agent, const int32_t *slots,
                                         int32_t n);

/** Gives an agent, the next in order, the slots of an earlier one. O(1) */
void koppel_slot_lists_repeat(struct koppel_slot_lists *lists, int32_t agent, int32_t earlier);

/**
 * Ends when all agents are listed, or after a fault: the problem has its slots, n_listed and n_pairs.
 * @param status  so far
 * @return that, or KOPPEL_E_MEMORY where it was KOPPEL_OK
 */
enum koppel_status koppel_slot_lists_end(struct koppel_slot_lists *lists, enum koppel_status status);

#endif
