/* assignment.h - the least-cost assignment of agents to places, exactly, in whole numbers.
 *
 *     minimise sum cost_ij x_ij   subject to   sum_j x_ij <= 1 (= 1 where must_place),   sum_i x_ij <= places_j
 *
 * Shortest augmenting paths with prices (Jonker and Volgenant, A shortest augmenting path algorithm for dense and
 * sparse linear assignment problems, Computing 38, 1987): most agents find a slot by bids, the others come one by one,
 * each along the cheapest path of moves that makes room for it. Costs are 128 bits wide, so that several tiers fit into
 * one number. Where agents have many pairs, only a core of them is looked at; the prices hold for the others as well in
 * the end.
 *
 * The prices prove the result: u_i + v_j <= cost_ij with equality where x_ij = 1; v_j <= 0 with equality where places
 * are free; u_i <= 0 where i may be left out, with equality where it is. So sum u_i + sum places_j v_j is the cost.
 */
#ifndef KOPPEL_ENGINE_HEURISTIC_ASSIGNMENT_H
#define KOPPEL_ENGINE_HEURISTIC_ASSIGNMENT_H

#include "base/deadline.h"
#include "base/heap.h"
#include "engine/heuristic/assignment_core.h"

/** An agent and the cost of its cheapest pair, 0 when that is more. */
struct koppel_entrant {
    koppel_wide cost;
    int32_t agent;
};

struct koppel_assignment {
    const struct koppel_problem *problem; /* agents, slots, pairs (all free), places, must_place, tiers */
    struct koppel_assignment_core core;
    bool takes_good;   /* a good choice will do: after some rounds the core is not extended; to be set by the caller */
    bool looks_at_all; /* at all pairs, not at the core alone */
    int64_t *pair_of;  /* n_agents (out): pair chosen, KOPPEL_NONE = left out */
    koppel_wide *agent_price; /* n_agents (out): u */
    koppel_wide *slot_price;  /* n_slots (out): v */
    bool is_infeasible;       /* (out) some agents that must be placed have too few places between them */
    bool is_stopped;          /* (out) the watch expired first */
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
    unsigned char *has_to_go;     /* n_agents: found no place by a bid */
};

/**
 * Sets up the assignment of a problem: pairs cost what they cost in its first n tiers, an earlier tier before all later
 * ones, and core.bonus (0, until the caller sets it).
 * @param[out] fits  false when the tiers do not fit into one number: it cannot be solved
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due)
 */
enum koppel_status koppel_assignment_start(struct koppel_assignment *assignment, const struct koppel_problem *problem,
                                           int32_t n_tiers, bool *fits);

/** Solves. KOPPEL_OK or KOPPEL_E_MEMORY. O(agents * pairs * log slots) at most, usually far less. */
enum koppel_status koppel_assignment_solve(struct koppel_assignment *assignment,
                                           const struct koppel_deadline *deadline);

/** Safe on a zeroed one. */
void koppel_assignment_free(struct koppel_assignment *assignment);

#endif
