/* tier_bound.h - what a tier costs at least, for solving and certifying: multipliers, cuts, and what they fix.
 *
 * METHOD  The loop, on a view of a problem (its held tiers, then the tier at hand):
 *
 *     open   equivalence classes, and a Lagrangian with multipliers of 0 or those kept
 *     run    at most most_rounds times:
 *              multipliers by subgradient steps where that is asked for and suits (subgradient.h), else by column
 *              generation (column_generation.h); 0 where GLPK gives up
 *              keep: the caller takes what they prove, perhaps with loads kept whole (knapsack_bound.h); end if that is
 *              enough
 *              mixed-integer rounding cuts of the relaxation's values become loads (mir_cuts.h); end if there are none
 *     fix    what no assignment of at most some cost uses, by the Lagrangian or the knapsack bound
 *            (reduced_cost_fixing.h)
 *
 *   Solving and certifying differ in the view, how near multipliers must be, whether rounds start from the multipliers
 *   of the last one, what keep does, and the limits of cuts: those of a certificate are as rounding gave them.
 * COMPLEXITY  most_rounds relaxations.
 * SOURCE  docs/model.md, "Bound and certificate"; own: cuts around column generation, after Desaulniers, Desrosiers,
 *   Solomon (eds.), Column Generation, Springer 2005.
 */
#ifndef KOPPEL_ENGINE_LP_TIER_BOUND_H
#define KOPPEL_ENGINE_LP_TIER_BOUND_H

#include "base/deadline.h"
#include "engine/bound/knapsack_bound.h"
#include "engine/bound/mir_cuts.h"
#include "engine/bound/multipliers.h"

/** Zero-initialise and fill in; koppel_tier_bound_close releases what was found. */
struct koppel_tier_bound {
    struct koppel_problem *problem; /* limits of loads finite; MIR cuts become its last loads */
    struct koppel_tier *tiers;      /* n_tiers: of the view: those that are held, the tier at hand, others; borrowed */
    int32_t n_tiers;
    int32_t tier;         /* the tier at hand, in the view */
    const int64_t *costs; /* tier: most that the held tiers may cost; borrowed */
    const struct koppel_deadline *deadline;
    const int32_t *slot_of; /* n_agents: an assignment that keeps every row and the held tiers */
    double close_enough;    /* a relaxation is left at this distance of cost and bound, in units of cost */
    int32_t n_rounded;      /* only so many loads give cuts: those that are no cuts themselves */
    int32_t most_rounds;
    bool tries_subgradient;           /* first, where it suits */
    bool is_warm;                     /* a round starts from the multipliers that were kept last, not from 0 */
    struct koppel_mir_cut_list *cuts; /* lists the cuts, whose limits then stay as they were rounded; NULL: no list */
    /** Takes the multipliers of a round. *is_enough: no cuts are wanted (false until it says so). */
    enum koppel_status (*keep)(void *data, bool *is_enough);
    void *data;
    /* (out) */
    struct koppel_problem view; /* the problem with the tiers above */
    struct koppel_classes classes;
    struct koppel_lagrangian lagrangian;
    struct koppel_class_values values; /* of the last relaxation; none after subgradient steps */
    struct koppel_multipliers kept;    /* by koppel_tier_bound_keep */
    bool is_lost;                      /* GLPK gave up on the last relaxation: the multipliers are 0 */
};

/** Brings the view up to date with the problem and the tiers. */
void koppel_tier_bound_view(struct koppel_tier_bound *bound);

/** The view, its classes, and multipliers of 0 or those kept. KOPPEL_OK or KOPPEL_E_MEMORY (then close is still due) */
enum koppel_status koppel_tier_bound_open(struct koppel_tier_bound *bound, bool with_kept);

/** Frees classes, multipliers of classes and values, but not what was kept. Safe on a zeroed one. */
void koppel_tier_bound_close(struct koppel_tier_bound *bound);

/** Frees all of it. */
void koppel_tier_bound_free(struct koppel_tier_bound *bound);

/** Keeps the multipliers, by row of the problem. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_tier_bound_keep(struct koppel_tier_bound *bound);

/**
 * Multipliers by subgradient steps.
 * @param slot_of  n_agents (out): an assignment that keeps the limits of loads, where *has_incumbent
 * @param[out] has_multipliers  false: they came to nothing (subgradient.h)
 */
enum koppel_status koppel_tier_bound_subgradient(struct koppel_tier_bound *bound, int32_t *slot_of, bool *has_incumbent,
                                                 bool *has_multipliers);

/** The rounds above, after open. KOPPEL_OK (also when it was stopped early), KOPPEL_E_MEMORY, or what keep returned */
enum koppel_status koppel_tier_bound_run(struct koppel_tier_bound *bound);

/** How far a cost of the tier lies above the bound of the multipliers, or that of `whole`, in units of 1 / scale. */
koppel_wide koppel_tier_bound_gap(const struct koppel_tier_bound *bound, const struct koppel_knapsacks *whole,
                                  int64_t cost);

/**
 * Marks the pairs that an assignment can use which costs at most `cost` in the tier, and narrows limits of loads and
 * sets must_place in the problem accordingly.
 * @param whole  a bound that keeps loads whole, worked out; NULL: that of the multipliers
 * @param keep   a bit for every pair (out)
 * @param[out] n_kept  how many
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, or KOPPEL_E_INTERNAL when the bound is above the cost
 */
enum koppel_status koppel_tier_bound_fix(struct koppel_tier_bound *bound, struct koppel_knapsacks *whole, int64_t cost,
                                         unsigned char *keep, int64_t *n_kept);

#endif
