/* multiplier_search.h - whole-number prices that prove a bound on every tier of a solved problem, for others to check.
 *
 * The problem is taken apart (components.h): kept pairs are booked, and parts that share no agent, slot or live load are
 * priced on their own. With V_s the solution's cost of tier s, K_s what is outside the parts (constants) and LB_sq the
 * bound proven for tier s in part q, every choice that costs at most V_s in the tiers s before t costs in part p at
 * most
 *
 *     H_sp = V_s - K_s - sum over q other than p of LB_sq
 *
 * and so the prices of tier t in part p, with the tiers before it held at H_sp, prove LB_tp (lagrangian_bound.h), rounded up to
 * a multiple of the greatest common divisor of the tier's costs in the part. LB_t = K_t + sum of LB_tp.
 *
 * In a part the better of two bounds is taken: that of the prices as they are, or one with loads kept whole, for which
 * agents have prices w instead of slots (knapsack_bound.h).
 *
 * What no choice uses that costs at most H_tp in the tier is taken out of the part before the next tier is priced
 * (reduced_cost_fixing.h, knapsack_bound.h): pairs, load values, agents that cannot be left out.
 *
 * SOURCE  model.md, "Bound and certificate".
 */
#ifndef KOPPEL_ENGINE_CERTIFICATE_MULTIPLIER_SEARCH_H
#define KOPPEL_ENGINE_CERTIFICATE_MULTIPLIER_SEARCH_H

#include "engine/engine.h"

/** A price on a rounded row of a load (mir_cuts.h): what whole agents cannot do and the relaxation would. */
struct koppel_mir_cut_price {
    int32_t load;
    int32_t divisor;
    bool is_upper; /* rounds the largest value of the load: the price is at least 0; else its least: at most 0 */
    int64_t price;
};

/** The prices of one tier, by rows of the problem; what no part holds has price 0. */
struct koppel_tier_multipliers {
    int64_t bound;           /* LB_t; INT64_MIN: not worked out */
    int64_t *load_price;     /* n_loads */
    int64_t *slot_price;     /* n_slots, none below 0; in parts without a whole load */
    int64_t *agent_price;    /* n_agents: w; in parts with a whole load, below 0 only where must_place */
    unsigned char *is_whole; /* n_loads: kept whole; its price is 0 */
    struct koppel_mir_cut_price *cuts;
    size_t n_cuts, cuts_capacity;
    int64_t *scale;      /* n_parts: a power of two */
    int64_t *held_price; /* n_parts x n_tiers: m_s of the tiers before, none below 0 */
};

/** Zero-initialise; koppel_proof_multipliers_free releases everything. */
struct koppel_proof_multipliers {
    int32_t n_tiers;
    int32_t n_found; /* the first so many tiers have prices: time or an interrupt ended it */
    int32_t n_components;
    int32_t *agent_of_component; /* n_parts: the first agent of each part */
    struct koppel_tier_multipliers *tiers;
};

/**
 * Finds prices for the tiers of a solution, whatever engine it is from.
 *
 * @param slot_of  n_agents: a choice that keeps every row
 * @param options  time limit, stop and threads are heeded; the number of threads never changes the prices
 * @return KOPPEL_OK, also when it was stopped early (n_found tells), KOPPEL_E_ARGUMENT, KOPPEL_E_MEMORY
 */
enum koppel_status koppel_multiplier_search(const struct koppel_problem *problem, const int32_t *slot_of,
                                            const struct koppel_engine_options *options,
                                            struct koppel_proof_multipliers *prices);

/** Safe on zeroed prices. */
void koppel_proof_multipliers_free(struct koppel_proof_multipliers *prices);

#endif
