// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* assignment_core.h - what pairs cost in an assignment, with several tiers in one number, and the core of pairs that it
 * looks at.
 *
 * METHOD  One unit of a tier weighs one more than the range of all later tiers together, so that comparing numbers
 *   compares tiers in lexicographic order. Costs are worked out from the problem when they are asked for; only pairs of
 *   the core keep theirs. Pairs come into the core by their reduced costs at the slot prices, MOST_FOUND an agent at a
 *   time.
 * COMPLEXITY  O(pairs of an agent * tiers) for its row.
 * SOURCE  Sherali, Soyster, Preemptive and nonpreemptive multi-objective programming: relationships and
 *   counterexamples, Journal of Optimization Theory and Applications 39, 1983 (weights); Volgenant 1996 (assignment.h;
 *   the core).
 */
#ifndef KOPPEL_ENGINE_HEURISTIC_ASSIGNMENT_CORE_H
#define KOPPEL_ENGINE_HEURISTIC_ASSIGNMENT_CORE_H

#include "base/exact.h"
#include "problem/cost_rows.h"

struct koppel_core_pair {
    koppel_wide cost;
    int64_t pair;
    int32_t slot;
};

struct koppel_assignment_core {
    struct koppel_arena *arena; /* of the arrays; borrowed */
    const struct koppel_problem *problem;
    koppel_wide *weight; /* n_tiers of rows: of one unit of cost */
    koppel_wide bonus;   /* added to the cost of every pair, to be set by the caller; 0 at first */
    const int32_t *held; /* n_agents: slots of a known assignment, whose pairs come in first (KOPPEL_NONE: none); to be
                            set by the caller, borrowed; NULL at first */
    struct koppel_cost_rows rows;
    koppel_wide *row;               /* costs of all pairs of the agent that was last asked for */
    int64_t *first;                 /* n_agents + 1: core pairs of agent i are first[i] .. first[i+1]-1 */
    struct koppel_core_pair *pairs; /* ascending within an agent */
    size_t capacity;
    int64_t *found_first; /* n_agents + 1: as first, of the pairs that are to come in */
    struct koppel_core_pair *found;
    size_t found_capacity;
};

/**
 * Begins with an empty core, for the costs of the first n tiers.
 * @param[out] fits  false when they do not fit into one number
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs * tiers)
 */
enum koppel_status koppel_assignment_core_start(struct koppel_assignment_core *core,
                                                const struct koppel_problem *problem, int32_t n_tiers, bool *fits,
                                                struct koppel_arena *arena);

/** Costs of all pairs of an agent, in their order, until the next call. O(pairs of the agent * tiers) */
const koppel_wide *koppel_assignment_core_row(struct koppel_assignment_core *core, int32_t agent);

/** Cost of one pair. O(tiers) */
koppel_wide koppel_assignment_core_cost(const struct koppel_assignment_core *core, int32_t agent, int64_t pair);

/** Makes all pairs the core. KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs * tiers) */
enum koppel_status koppel_assignment_core_take_all(struct koppel_assignment_core *core);

/**
 * Finds the pairs of an agent, the next in order, that are to come in: outside of the core, to slots that have places,
 * with the least reduced costs at the prices, below a limit, MOST_FOUND at most.
 * @param slot_price  n_slots
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs of the agent * tiers)
 */
enum koppel_status koppel_assignment_core_find(struct koppel_assignment_core *core, int32_t agent,
                                               const koppel_wide *slot_price, koppel_wide limit);

/**
 * Takes in what was found for all agents.
 * @param[out] n_new  how many pairs
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(agents + core)
 */
enum koppel_status koppel_assignment_core_take_found(struct koppel_assignment_core *core, int64_t *n_new);

#endif
