// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tier_bound.h - what a tier costs at least, for solving and certifying: multipliers, cuts, and what they fix.
 *
 * METHOD  A cutting plane loop around column generation:
 *
 *     open: equivalence classes of the view, a Lagrangian with multipliers of 0 or those that were kept
 *     run: at most most_rounds times
 *         multipliers and values by column generation (column_generation.h); multipliers alone by subgradient steps
 *         (subgradient.h) where these suit and are wanted
 *         keep: the caller takes what they prove, perhaps with loads kept whole (knapsack_bound.h); enough ends it
 *         mixed-integer rounding cuts that the values violate become loads (mir_cuts.h); none ends it; open again
 *     fix: pairs, values of loads and agents that no assignment up to a cost uses (reduced_cost_fixing.h)
 *
 *   The engine opens with the multipliers of the round before (is_warm). A certificate starts every round from 0 and
 *   keeps what proves most; its cuts keep the limits to which they were rounded, so that a check can work them out.
 * DIFFERS  Branch and price adds cuts in every node; here they are added at the root only, and the searches that follow
 *   (branch_and_bound.h) know them as loads.
 * COMPLEXITY  A column generation a round, and O(pairs) to open and to fix.
 * SOURCE  Desaulniers, Desrosiers, Spoorendonk, Cutting planes for branch-and-price algorithms, Networks 58(4), 2011;
 *   docs/model.md, "Bound and certificate".
 */
#ifndef KOPPEL_ENGINE_LP_TIER_BOUND_H
#define KOPPEL_ENGINE_LP_TIER_BOUND_H

#include "base/deadline.h"
#include "engine/bound/knapsack_bound.h"
#include "engine/bound/mir_cuts.h"
#include "engine/bound/multipliers.h"

/** Zero-initialise and fill in; koppel_tier_bound_free releases what was found. */
struct koppel_tier_bound {
    struct koppel_problem *problem; /* limits of loads finite; cuts become its last loads */
    struct koppel_tier *tiers;      /* n_tiers: of the view: those that are held, the tier at hand, others; borrowed */
    int32_t n_tiers;
    int32_t tier;         /* the tier at hand, in the view */
    const int64_t *costs; /* tier: most that the held tiers may cost; borrowed */
    const struct koppel_deadline *deadline;
    const int32_t *slot_of; /* n_agents: an assignment that keeps every row and the held tiers */
    double close_enough;    /* how far above its bound a relaxation may be left, in units of cost */
    int32_t n_rounded;      /* the first so many loads give cuts: those that are no cuts themselves */
    int32_t most_rounds;
    bool tries_subgradient;           /* first, where it suits */
    bool is_warm;                     /* a round starts from the multipliers that were kept last, not from 0 */
    struct koppel_mir_cut_list *cuts; /* lists the cuts, whose limits then stay as they were rounded; NULL: no list */
    /** Takes the multipliers of a round. *is_enough (false before): no cuts are wanted. */
    enum koppel_status (*keep)(void *data, bool *is_enough);
    void *data;
    /* (out) */
    struct koppel_problem view; /* the problem with the tiers above */
    struct koppel_classes classes;
    struct koppel_lagrangian lagrangian;
    struct koppel_class_values values;          /* of the last relaxation; none after subgradient steps */
    struct koppel_multipliers kept;             /* by koppel_tier_bound_keep */
    struct koppel_arena opened, found, keeping; /* of classes and Lagrangian, of values, of what is kept */
    bool is_lost;                               /* GLPK failed on the last relaxation: the multipliers are 0 */
};

/** Brings the view up to date with the problem and the tiers. */
void koppel_tier_bound_view(struct koppel_tier_bound *bound);

/** Makes view, classes and a Lagrangian anew, with multipliers of 0 or those kept. KOPPEL_OK or KOPPEL_E_MEMORY (then
 * close is still due) */
enum koppel_status koppel_tier_bound_open(struct koppel_tier_bound *bound, bool with_kept);

/** Frees classes, Lagrangian and values, but not what was kept. Safe on a zeroed one. */
void koppel_tier_bound_close(struct koppel_tier_bound *bound);

/** Frees all of it. */
void koppel_tier_bound_free(struct koppel_tier_bound *bound);

/** Keeps the multipliers of the Lagrangian, by row of the problem (multipliers.h). KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_tier_bound_keep(struct koppel_tier_bound *bound);

/**
 * Multipliers by subgradient steps (subgradient.h), after open.
 * @param slot_of  n_agents (out): the cheapest feasible assignment met, where *has_incumbent
 * @param[out] has_multipliers  false: it was given up; the bound may be far off
 * @return KOPPEL_OK (also when it was stopped early) or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_tier_bound_subgradient(struct koppel_tier_bound *bound, int32_t *slot_of, bool *has_incumbent,
                                                 bool *has_multipliers);

/** The rounds above, after open. KOPPEL_OK (also when it was stopped early), KOPPEL_E_MEMORY, or what keep returned. */
enum koppel_status koppel_tier_bound_run(struct koppel_tier_bound *bound);

/** What a cost of the tier is above the Lagrangian bound (whole: NULL) or the knapsack bound, in units of 1 / scale. */
koppel_wide koppel_tier_bound_gap(const struct koppel_tier_bound *bound, const struct koppel_knapsacks *whole,
                                  int64_t cost);

/**
 * Reduced-cost fixing: marks the pairs that an assignment can use which costs at most `cost` in the tier, tightens
 * limits of loads in the problem, and sets must_place of agents that cannot be left out.
 * @param whole  fixes by the knapsack bound, which has been worked out; NULL: by the Lagrangian bound
 * @param keep   a bit for every pair (out)
 * @param[out] n_kept  how many
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, or KOPPEL_E_INTERNAL when the bound is above the cost
 */
enum koppel_status koppel_tier_bound_fix(struct koppel_tier_bound *bound, struct koppel_knapsacks *whole, int64_t cost,
                                         unsigned char *keep, int64_t *n_kept);

#endif
