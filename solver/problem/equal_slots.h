// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* equal_slots.h - slots that nothing tells apart. */
#ifndef KOPPEL_PROBLEM_EQUAL_SLOTS_H
#define KOPPEL_PROBLEM_EQUAL_SLOTS_H

#include "base/deadline.h"
#include "problem/problem.h"

/** What counts when slots are compared. */
struct koppel_slot_view {
    const struct koppel_problem *problem;
    int32_t n_tiers;       /* costs in tiers 0 .. n_tiers-1 */
    const bool *is_live;   /* n_loads: entries of other loads do not count; NULL: all do */
    const int32_t *agents; /* n_agents, none where entries alone count: whose pairs count; NULL: those of all agents */
    int32_t n_agents;
    bool (*is_open)(const void *data, int32_t agent, int64_t pair); /* does the pair count? NULL: all do */
    const void *data;
    const struct koppel_deadline *deadline; /* once it has passed, slots are as good as all different; NULL: never */
};

/**
 * Gives every slot the lowest slot with the same entries and the same pairs at the same costs.
 * @param[out] twin  n_slots
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs * tiers + entries + n log n); no list of the pairs by slot is made
 */
enum koppel_status koppel_equal_slots_find(const struct koppel_slot_view *view, int32_t *twin);

#endif
