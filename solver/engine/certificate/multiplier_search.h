// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* multiplier_search.h - whole-number multipliers that prove a bound on every tier of a solved problem, for others to
 * check.
 *
 * METHOD  The problem is split into components (components.h), which share no agent, slot or live load. With V_s the
 *   solution's cost of tier s, K_s what is outside of the components (constants) and LB_sq the bound proven for tier s
 *   in component q, every assignment that costs at most V_s in the tiers s before t costs in component p at most
 *
 *     H_sp = V_s - K_s - sum over q other than p of LB_sq
 *
 *   so that the multipliers of tier t in component p, with the tiers before it held at H_sp, prove LB_tp, rounded up to
 *   a multiple of the greatest common divisor of the tier's costs in the component. LB_t = K_t + sum of LB_tp. In a
 *   component the better of two bounds is taken: the Lagrangian one (lagrangian_bound.h), or one with loads kept whole
 *   (knapsack_bound.h), in which agents have multipliers w instead of slots. What no assignment uses that costs at most
 *   H_tp is fixed before the next tier (reduced_cost_fixing.h): pairs, values of loads, agents that cannot be left out.
 * DIFFERS  Nothing of the engine's search is used but the solution: the proof stands on sums that a small program can
 *   repeat (koppel-certificate(5)). It may prove less than the search did.
 * COMPLEXITY  A relaxation with cuts for every tier and component.
 * SOURCE  docs/model.md, "Bound and certificate".
 */
#ifndef KOPPEL_ENGINE_CERTIFICATE_MULTIPLIER_SEARCH_H
#define KOPPEL_ENGINE_CERTIFICATE_MULTIPLIER_SEARCH_H

#include "engine/engine.h"

/** A multiplier on a mixed-integer rounding cut of a load (mir_cuts.h). */
struct koppel_mir_cut_price {
    int32_t load;
    int32_t divisor;
    bool is_upper; /* made of the upper limit, price at least 0; else of the lower one, price at most 0 */
    int64_t price;
};

/** The multipliers of one tier, by rows of the problem; 0 for what is in no component. */
struct koppel_tier_multipliers {
    int64_t bound;           /* LB_t; INT64_MIN: not worked out */
    int64_t *load_price;     /* n_loads */
    int64_t *slot_price;     /* n_slots, none below 0; in components without a whole load */
    int64_t *agent_price;    /* n_agents: w; in components with a whole load, below 0 only where must_place */
    unsigned char *is_whole; /* n_loads: kept whole; its price is 0 */
    struct koppel_mir_cut_price *cuts;
    size_t n_cuts, cuts_capacity;
    int64_t *scale;      /* n_components: a power of two */
    int64_t *held_price; /* n_components x n_tiers: m_s of the tiers before, none below 0 */
};

/** Zero-initialise; koppel_proof_multipliers_free releases everything. */
struct koppel_proof_multipliers {
    struct koppel_arena arena; /* of all arrays */
    int32_t n_tiers;
    int32_t n_found; /* the first so many tiers have multipliers: fewer when time or an interrupt ended it */
    int32_t n_components;
    int32_t *agent_of_component; /* n_components: the first agent of each */
    struct koppel_tier_multipliers *tiers;
};

/**
 * Finds multipliers for the tiers of a solution, whatever engine it is from.
 *
 * @param slot_of  n_agents: a feasible assignment
 * @param n_tiers  multipliers are found for the first so many
 * @param options  deadline and threads are heeded; the number of threads never changes the multipliers
 * @return KOPPEL_OK, also when it was stopped early (n_found tells), KOPPEL_E_ARGUMENT, KOPPEL_E_MEMORY
 */
enum koppel_status koppel_multiplier_search(const struct koppel_problem *problem, const int32_t *slot_of,
                                            int32_t n_tiers, const struct koppel_engine_options *options,
                                            struct koppel_proof_multipliers *prices);

/** Safe on zeroed ones. */
void koppel_proof_multipliers_free(struct koppel_proof_multipliers *prices);

#endif
