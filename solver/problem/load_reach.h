// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* load_reach.h - the values that the loads of a problem can reach. */
#ifndef KOPPEL_PROBLEM_LOAD_REACH_H
#define KOPPEL_PROBLEM_LOAD_REACH_H

#include "problem/problem.h"

/** What agents can add to the loads. */
struct koppel_load_reach {
    int32_t *most;   /* entries: the most that an agent adds by it */
    int32_t *places; /* n_slots: that agents can fill */
    int64_t *top;    /* n_loads: what is added when every place is filled by an agent that adds most */
};

/**
 * Works the reach out, in the arena.
 * @param places     n_slots
 * @param only_open  banned pairs do not count, nor those of agents with a kept one
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs * entries of a slot), of agents with one list the pairs of one
 */
enum koppel_status koppel_load_reach_make(struct koppel_load_reach *reach, const struct koppel_problem *problem,
                                          const int32_t *places, bool only_open, struct koppel_arena *arena);

/** Limits every load to what can be reached, also within smaller loads that hold some of its slots: lo and hi are
 * numbers afterwards; lo > hi: no assignment keeps the limits. KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs * entries of a
 * slot) */
enum koppel_status koppel_problem_limit_loads(struct koppel_problem *problem);

/** The same for the loads from `first` on, each by its own slots alone, as a check can work it out again.
 * @param keeps_hi  a load that has a largest value keeps it, though less can be reached */
enum koppel_status koppel_problem_limit_by_slots(struct koppel_problem *problem, int32_t first, bool keeps_hi);

#endif
