// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* knapsack_bound.h - a Lagrangian bound that keeps loads whole: agents are priced, and what one load and its slots can
 * take is a multiple-choice knapsack, solved exactly by dynamic programming.
 *
 * METHOD  The linear relaxation fills a cap to the last person with parts of households. Here rows (1) of the agents
 *   are relaxed with w_S >= 0 (any sign where S must be placed), and every slot keeps its places (2) and one load, its
 *   own:
 *
 *     r_SK   = m_t c_t + sum_s m_s c_s + sum over the other loads g of pi_g a_SKg + w_S
 *     z_g    = least of  sum r x + m_t F_tg(L_g) + sum_s m_s F_sg(L_g)  over whole x that fill the places of g's slots
 *              at most, with lo_g <= L_g <= hi_g
 *     bound  = sum over own g of z_g
 *              + sum over slots without an own load of k_K min(0, least r_SK)
 *              - sum_S n_S w_S - sum_s m_s best_s
 *              + sum over the other g of f_g (lagrangian_bound.h)
 *
 *   It holds for any multipliers. With w = -u of the Lagrangian it is never below the Lagrangian's bound, for z_g >=
 *   f_g - sum v_K k_K over g's slots.
 * DIFFERS  Fisher, Jaikumar and Van Wassenhove adjust w; here w, pi and m are the duals of the linear relaxation as
 *   they are. Their knapsacks choose items; these fill places, each with the cheapest agent class of an amount, so that
 *   one agent may be taken several times. The state is then the value of the load alone. Where one load has many more
 *   places than agents would fill (a pool), that is as weak as the linear relaxation.
 * COMPLEXITY  O(pairs + sum over own loads of picks * room * amounts). A load can be kept whole when its room is at
 *   most MOST_ROOM and (picks + 1) (room + 1) at most MOST_STATES.
 * SOURCE  Geoffrion, Lagrangean relaxation for integer programming, Mathematical Programming Study 2, 1974; Fisher,
 *   Jaikumar, Van Wassenhove, A multiplier adjustment method for the generalized assignment problem, Management Science
 *   32(9), 1986; Kellerer, Pferschy, Pisinger, Knapsack Problems, Springer 2004, on multiple-choice knapsacks;
 *   docs/model.md, "Bound and certificate".
 */
#ifndef KOPPEL_ENGINE_BOUND_KNAPSACK_BOUND_H
#define KOPPEL_ENGINE_BOUND_KNAPSACK_BOUND_H

#include "engine/bound/lagrangian_bound.h"

/** An own load (one that is kept whole) with its slots. */
struct koppel_knapsack {
    int32_t load;
    int32_t room;  /* hi - base: L runs over base .. base + room */
    int32_t first; /* its slot classes are members[first] .. members[first + n - 1] */
    int32_t n;
    int64_t n_picks; /* places of all its slots that can be filled: stages of the dynamic program */
};

struct koppel_knapsacks {
    struct koppel_lagrangian
        lagrangian; /* multipliers of the other loads and of tiers; agent_price is -w; bound is this bound */
    int32_t n_own;
    struct koppel_knapsack *own;
    int32_t *members;      /* slot classes by own load */
    int32_t *own_of;       /* n_slot_classes: number of the knapsack, KOPPEL_NONE */
    int64_t *places;       /* n_slot_classes: places that agents can fill */
    int32_t *measure_of;   /* n_slot_classes: the measure by which agents count in the own load */
    unsigned char *is_own; /* n_loads */
    int64_t *option_first; /* n_slot_classes + 1 */
    int64_t *amount_costs; /* as options, after koppel_knapsacks_price_amounts: least cost above the bound */
    int64_t *options;      /* least r_SK for every amount that a slot class can take; INT64_MAX: none */
    int64_t most_room;
    int64_t most_picks;
    int64_t dear; /* a pick that costs more counts as this */
    /* scratch of the dynamic programs: */
    int64_t *least;   /* (most_picks + 1) x (most_room + 1): forward table */
    int64_t *behind;  /* the same shape: backward table */
    int64_t *between; /* most_room + 1: both joined around one pick */
    int32_t *pick_of; /* most_picks: slot class of every pick */
};

/**
 * Prepares for the tier, classes, limits and multipliers of a Lagrangian whose bound is worked out; w = -agent_price.
 * The problem and classes must outlive it. n_own is 0 afterwards when no load can be kept whole.
 * @param arena  for its arrays
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_knapsacks_make(struct koppel_knapsacks *knapsacks, const struct koppel_lagrangian *from,
                                         struct koppel_arena *arena);

/** Works out lagrangian.bound for the multipliers. O(pairs + sum over own loads of picks * room * amounts) */
void koppel_knapsacks_bound(struct koppel_knapsacks *knapsacks);

/** Works out amount_costs by forward and backward tables, after koppel_knapsacks_bound. */
void koppel_knapsacks_price_amounts(struct koppel_knapsacks *knapsacks);

/**
 * Reduced costs by this bound: what an assignment that uses a pair costs above the bound at least, for all pairs of
 * agent class s, in their order, until the next call; INT64_MAX: none uses it. After koppel_knapsacks_price_amounts.
 * @param knapsacks  struct koppel_knapsacks, as koppel_fix_pairs_by passes it on
 */
const int64_t *koppel_knapsacks_reduced_costs_of(const void *knapsacks, int32_t s);

/** Tightens limits of loads and sets must_place in `problem` as koppel_fix_rows does, by this bound. */
void koppel_knapsacks_fix_rows(struct koppel_knapsacks *knapsacks, koppel_wide gap, struct koppel_problem *problem);

#endif
