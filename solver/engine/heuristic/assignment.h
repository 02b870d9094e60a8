// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* assignment.h - the least-cost assignment of agents to places by shortest augmenting paths, exactly, in whole numbers.
 *
 *     minimise sum cost_ij x_ij   subject to   sum_j x_ij <= 1 (= 1 where must_place),   sum_i x_ij <= places_j
 *
 * METHOD  Jonker and Volgenant's augmentation with duals: agents in the order of their cheapest pairs bid for slots of
 *   one place (their augmenting row reduction); those that find none come one by one, each along the cheapest path of
 *   moves that ends in a free place (Dijkstra over slots, with a heap). Above FEW_PAIRS pairs an agent on average, it
 *   starts from a core, and adds pairs of negative reduced cost until there are none. The duals prove the result:
 *
 *     u_i + v_j <= cost_ij   with equality where x_ij = 1
 *     v_j <= 0               with equality where places of j are free
 *     u_i <= 0               where i may be left out, with equality where it is
 *
 *   so that sum u_i + sum places_j v_j is the cost.
 * DIFFERS  Agents may be left out, and slots have several places. Costs are 128 bits wide, so that several tiers fit
 *   into one number.
 * COMPLEXITY  O(agents * pairs * log slots) at most, usually far less: a path ends at the first free place.
 * SOURCE  Jonker, Volgenant, A shortest augmenting path algorithm for dense and sparse linear assignment problems,
 *   Computing 38, 1987; Volgenant, Linear and semi-assignment problems: a core oriented approach, Computers &
 *   Operations Research 23(10), 1996; docs/model.md (1), (2).
 */
#ifndef KOPPEL_ENGINE_HEURISTIC_ASSIGNMENT_H
#define KOPPEL_ENGINE_HEURISTIC_ASSIGNMENT_H

#include "base/deadline.h"
#include "base/heap.h"
#include "engine/heuristic/assignment_core.h"

/** An agent and the cost of its cheapest pair; 0 when that is more. */
struct koppel_entrant {
    koppel_wide cost;
    int32_t agent;
};

struct koppel_assignment {
    const struct koppel_problem *problem; /* agents, slots, pairs (all free), places, must_place, tiers */
    struct koppel_assignment_core core;
    bool takes_good;   /* no optimum is asked for: the core is extended MOST_ROUNDS times at most. The caller's */
    bool looks_at_all; /* bids go over all pairs, not over the core alone */
    int64_t *pair_of;  /* n_agents (out): pair of the agent, KOPPEL_NONE = left out */
    koppel_wide *agent_price; /* n_agents (out): u */
    koppel_wide *slot_price;  /* n_slots (out): v */
    bool is_infeasible;       /* (out) agents that must be placed have too few places between them */
    bool is_stopped;          /* (out) the deadline passed first */
    int32_t *holder;          /* n_slots: first agent in the slot, KOPPEL_NONE = nobody */
    int32_t *next;            /* n_agents: next agent in the same slot */
    int32_t *n_free;          /* n_slots: places that are free */
    koppel_wide *distance;    /* n_slots: from the new agent */
    int32_t *reached_by;      /* n_slots: agent before it on the path, KOPPEL_NONE = not reached */
    int64_t *reached_pair;    /* n_slots: that agent's pair */
    struct koppel_heap heap;  /* n_slots: reached slots that are not settled, the nearest on top */
    int32_t *settled;         /* n_slots: settled slots of this path */
    int32_t n_settled;
    int32_t *touched; /* n_slots: slots reached by this path */
    int32_t n_touched;
    struct koppel_entrant *order; /* n_agents: as they come */
    unsigned char *has_to_go;     /* n_agents: found no place by bids, needs a path */
};

/**
 * Sets up the assignment of a problem: pairs cost what they cost in its first n tiers, an earlier tier before all later
 * ones, and core.bonus (0, until the caller sets it).
 * @param[out] fits  false when the tiers do not fit into one number: then it cannot be solved
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_assignment_start(struct koppel_assignment *assignment, const struct koppel_problem *problem,
                                           int32_t n_tiers, bool *fits, struct koppel_arena *arena);

/** Solves. KOPPEL_OK or KOPPEL_E_MEMORY. O(agents * pairs * log slots) at most, usually far less. */
enum koppel_status koppel_assignment_solve(struct koppel_assignment *assignment,
                                           const struct koppel_deadline *deadline);

#endif
