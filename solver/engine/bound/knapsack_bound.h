/* knapsack_bound.h - bounds from loads that are kept in whole numbers: agents are priced, and what one load and its slots
 * can take is worked out exactly.
 *
 * The linear relaxation fills a cap to the last person with parts of households. Here the rows of the agents are priced
 * instead (w_S >= 0, any sign where S must be placed), and every slot keeps its places and one load, its own, whole:
 *
 *     r_SK = m_t c_t + sum_s m_s c_s + sum over the other loads g of pi_g a_SKg + w_S
 *     z_g  = least of sum r x + m_t F_tg(L_g) + sum_s m_s F_sg(L_g), lo_g <= L_g <= hi_g, over whole x that fill the
 *            places of g's slots at most: a multiple-choice knapsack, solved by dynamic programming over L_g
 *     bound  sum over own g of z_g + sum over slots without an own load of k_K min(0, least r_SK)
 *            - sum_S n_S w_S - sum_s m_s best_s + sum over the other g as in lagrangian_bound.h
 *
 * It holds for any prices, and with those of the linear relaxation it is at least as good as the relaxation.
 *
 * SOURCE  Geoffrion, Lagrangean relaxation for integer programming, 1974; Fisher, Jaikumar, Van Wassenhove, A
 * multiplier adjustment method for the generalized assignment problem, Management Science 32(9), 1986.
 */
#ifndef KOPPEL_ENGINE_BOUND_KNAPSACK_BOUND_H
#define KOPPEL_ENGINE_BOUND_KNAPSACK_BOUND_H

#include "engine/bound/lagrangian_bound.h"

/** An own load with its slots. */
struct koppel_knapsack {
    int32_t load;
    int32_t room;  /* hi - base: L runs over base .. base + room */
    int32_t first; /* its slot classes are members[first] .. members[first + n - 1] */
    int32_t n;
    int64_t n_picks; /* places of all of them that can be filled */
};

struct koppel_knapsacks {
    struct koppel_lagrangian
        lagrangian; /* prices of the other loads and of tiers; agent_price is -w; bound is this bound */
    int32_t n_own;
    struct koppel_knapsack *own;
    int32_t *members;      /* slot classes by own load */
    int32_t *own_of;       /* n_slot_classes: number of the knapsack, KOPPEL_NONE */
    int64_t *places;       /* n_slot_classes: that agents can fill */
    int32_t *measure_of;   /* n_slot_classes: what counts for the own load */
    unsigned char *is_own; /* n_loads */
    int64_t *option_first; /* n_slot_classes + 1 */
    int64_t *amount_costs; /* as options, after koppel_knapsacks_price_amounts: what an amount costs above the bound */
    int64_t *options;      /* least r_SK for every amount that a slot class can take; INT64_MAX: none */
    int64_t most_room;
    int64_t most_picks;
    /* scratch of the dynamic programs: */
    int64_t *least;   /* (most_picks + 1) x (most_room + 1) */
    int64_t *behind;  /* the same, from the last pick on */
    int64_t *between; /* most_room + 1 */
    int32_t *pick_of; /* most_picks: slot class of every pick */
};

/**
 * Prepares for the tier, classes, limits and prices of a pricing with its bound worked out. The pricing's problem and
 * classes must outlive it. n_own is 0 afterwards when no load can be kept whole.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due)
 */
enum koppel_status koppel_knapsacks_make(struct koppel_knapsacks *knapsacks, const struct koppel_lagrangian *from);

/** Safe on a zeroed one. */
void koppel_knapsacks_free(struct koppel_knapsacks *knapsacks);

/** Works out pricing.bound for the prices. O(pairs + sum over own loads of picks * room * amounts) */
void koppel_knapsacks_bound(struct koppel_knapsacks *knapsacks);

/** Works out what koppel_knapsacks_reduced_costs_of needs, after koppel_knapsacks_bound. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_knapsacks_price_amounts(struct koppel_knapsacks *knapsacks);

/**
 * What a choice that uses a pair costs above the bound at least, for all pairs of agent class s, in their order, until
 * the next call; INT64_MAX: no choice uses it.
 * @param knapsacks  struct koppel_knapsacks, as koppel_fix_pairs_by passes it on
 */
const int64_t *koppel_knapsacks_reduced_costs_of(const void *knapsacks, int32_t s);

/** Narrows limits of loads and sets must_place in `problem` as koppel_fix_rows does, by this bound. */
void koppel_knapsacks_fix_rows(struct koppel_knapsacks *knapsacks, koppel_wide gap, struct koppel_problem *problem);

#endif
