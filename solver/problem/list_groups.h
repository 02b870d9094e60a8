// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* list_groups.h - agents with one list of slots, so that what holds for the list is worked out once and not pair by pair.
 *
 * SOURCE  own: the lists that problem.h shares between agents.
 */
#ifndef KOPPEL_PROBLEM_LIST_GROUPS_H
#define KOPPEL_PROBLEM_LIST_GROUPS_H

#include "problem/problem.h"

/** Group k is agents[first[k]] .. agents[first[k+1]-1], ascending: they have the same slots, and all their pairs are free.
 * An agent with a pair that is kept or banned is a group of its own. Groups are in the order of their first agents. */
struct koppel_list_groups {
    int32_t n;
    int32_t *first;  /* n + 1 */
    int32_t *agents; /* n_agents */
};

/** Finds the groups, in the arena. KOPPEL_OK or KOPPEL_E_MEMORY. O(agents + listed slots), and the states of all pairs */
enum koppel_status koppel_list_groups_make(struct koppel_list_groups *groups, const struct koppel_problem *problem,
                                           struct koppel_arena *arena);

/** Is the k-th group more than one agent? Then all its pairs are free. */
static inline bool koppel_list_group_is_shared(const struct koppel_list_groups *groups, int32_t k)
{
    return groups->first[k + 1] - groups->first[k] > 1;
}

/** The largest amount of every measure (n_measures entries, out) over the agents of a group. O(measures * agents) */
void koppel_list_group_amounts(const struct koppel_problem *problem, const struct koppel_list_groups *groups, int32_t k,
                               int32_t *most);

#endif
