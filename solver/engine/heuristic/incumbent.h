// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* incumbent.h - an assignment that can be changed cheaply: loads, free places and costs are kept up to date.
 *
 * METHOD  Its value is a vector, compared lexicographically: first how far hard limits are broken (units of every load
 *   below lo or above hi, plus one for every agent that must be placed and is not), then the cost of every tier.
 * COMPLEXITY  O(entries of the slots * terms of a load) to weigh or to make a change.
 * SOURCE  own: incremental evaluation for the local search of greedy.h; docs/model.md (1), (2), (4), (5).
 */
#ifndef KOPPEL_ENGINE_HEURISTIC_INCUMBENT_H
#define KOPPEL_ENGINE_HEURISTIC_INCUMBENT_H

#include "problem/load_terms.h"

struct koppel_incumbent {
    const struct koppel_problem *problem;
    int64_t *pair_of;               /* n_agents: pair of the agent, KOPPEL_NONE = not placed */
    int32_t *free_places;           /* n_slots */
    int64_t *loads;                 /* n_loads */
    int64_t *value;                 /* n_tiers + 1: broken limits, then the tier costs */
    struct koppel_load_terms terms; /* of all tiers */
    int64_t *touched_by;            /* n_loads: change of each load while a shift is weighed; zero in between */
    unsigned char *is_touched;      /* n_loads: 1 when listed in touched */
    int32_t *touched;
    int32_t n_touched;
};

/** One agent's change: to pair `to` of that agent, or to KOPPEL_NONE. */
struct koppel_shift {
    int32_t agent;
    int64_t to;
};

/** Starts with nobody placed, in the arena. The problem must outlive it. KOPPEL_OK or KOPPEL_E_MEMORY. */
enum koppel_status koppel_incumbent_start(struct koppel_incumbent *choice, const struct koppel_problem *problem,
                                          struct koppel_arena *arena);

/**
 * What shifts of different agents would add to the value: delta has n_tiers + 1 entries (out). Free places are the
 * caller's care. O(shifts * entries * terms of a load).
 */
void koppel_incumbent_weigh(struct koppel_incumbent *choice, const struct koppel_shift *shifts, int n_shifts,
                            int64_t *delta);

/** Makes the shifts, with the delta that koppel_incumbent_weigh gave for them. */
void koppel_incumbent_apply(struct koppel_incumbent *choice, const struct koppel_shift *shifts, int n_shifts,
                            const int64_t *delta);

/** The slot of every agent (n_agents entries, out). */
void koppel_incumbent_slots(const struct koppel_incumbent *choice, int32_t *slot_of);

/** Lexicographic comparison of two vectors of n entries: negative, 0 or positive as a is less, equal or greater. */
int koppel_vector_compare(const int64_t *a, const int64_t *b, int32_t n);

#endif
