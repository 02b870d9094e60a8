// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reduced_problem.h - the reduced problem of a component: what can still be part of an assignment as good as the
 * incumbent, with its bound; bounds are raised here, and what they rule out is fixed for good.
 *
 * METHOD  `left` begins as the component's problem and only loses pairs and gains must_place, tighter limits and loads
 *   (cuts). It holds every assignment that costs in all earlier tiers what the incumbent costs, and in the tier at hand
 *   at most as much. The view of `bound` is `left` without the earlier tiers that are settled, for everything in `left`
 *   that keeps the held tiers costs the same there. A tier that is not settled is held at the cost of the incumbent.
 * DIFFERS  Branch and bound fixes below a node; here fixing holds from tier to tier, and equivalence classes are made
 *   anew after it, which get coarser with every tier that is settled.
 * COMPLEXITY  O(pairs) a fixing; that of column generation for multipliers.
 * SOURCE  own: reduced-cost fixing (reduced_cost_fixing.h) carried through a lexicographic order.
 */
#ifndef KOPPEL_ENGINE_BRANCH_REDUCED_PROBLEM_H
#define KOPPEL_ENGINE_BRANCH_REDUCED_PROBLEM_H

#include "engine/branch/lexicographic.h"
#include "engine/lp/tier_bound.h"

struct koppel_reduced_problem {
    struct koppel_arena arena; /* of the arrays below */
    struct koppel_lexicographic *component;
    /** Solves the only tier of a block of this component from its incumbent. */
    enum koppel_status (*solve)(struct koppel_lexicographic *component);
    struct koppel_problem left;     /* all tiers */
    unsigned char *is_held;         /* n_tiers: needs a row in later tiers, for it is not settled */
    struct koppel_tier *tiers;      /* of the view */
    int64_t *costs;                 /* of the incumbent, in the view's order */
    struct koppel_tier_bound bound; /* of the view: left, with the held tiers, the tier at hand, then the later ones */
    int64_t gap_ppm; /* gap at which the tier is left; 0 in its cheap steps when others follow, for a proven optimum
                        fixes most of what these would have to look at */
};

/** Starts with all of the component's problem. The struct must stay where it is, for its parts point at each other.
 * KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). */
enum koppel_status koppel_reduced_problem_start(struct koppel_reduced_problem *reduced);

/** Safe on one of which only the component is set. */
void koppel_reduced_problem_free(struct koppel_reduced_problem *reduced);

/** Brings view, tiers and costs up to date with left, is_held and the incumbent. O(tiers) */
void koppel_reduced_problem_view(struct koppel_reduced_problem *reduced);

/** Cost of the incumbent in the tier at hand, and the bound: nothing costs less (INT64_MIN: unknown). */
int64_t koppel_reduced_problem_cost(const struct koppel_reduced_problem *reduced);
int64_t koppel_reduced_problem_bound(const struct koppel_reduced_problem *reduced);

/** True when the gap is within gap_ppm or the deadline has passed. */
bool koppel_reduced_problem_is_done(const struct koppel_reduced_problem *reduced);

/** True when everything that is left and keeps the held tiers costs what the incumbent costs, so that later tiers need
 * no row for this one. O(pairs) */
bool koppel_reduced_problem_is_settled(const struct koppel_reduced_problem *reduced);

/** Notes a proven bound, when it is better, and reports. INT64_MIN: only reports */
void koppel_reduced_problem_raise_bound(struct koppel_reduced_problem *reduced, int64_t bound);

/** Takes component->trial when it is better and costs the same in all earlier tiers: `left` is known to hold the best
 * assignments for these costs only, so a better earlier tier must be refused here. The view is brought up to date.
 * KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_reduced_problem_try_incumbent(struct koppel_reduced_problem *reduced);

/** Improves the incumbent by cyclic exchange (cyclic_exchange.h), and reports. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_reduced_problem_exchange(struct koppel_reduced_problem *reduced, int most_rounds);

/**
 * Multipliers by subgradient steps and an auction (subgradient.h), after `bound` has been opened. Raises the bound.
 * component->trial is a feasible assignment that was met on the way, or the incumbent.
 * @param[out] has_multipliers  false: it was given up, and the relaxation is to be tried after all
 */
enum koppel_status koppel_reduced_problem_subgradient(struct koppel_reduced_problem *reduced, bool *has_multipliers);

/** Multipliers by column generation, anew after every round of cuts (tier_bound.h), after `bound` has been opened.
 * Raises the bound. The values of the last relaxation stay in `bound`. */
enum koppel_status koppel_reduced_problem_relax(struct koppel_reduced_problem *reduced);

/** Reduced-cost fixing by the Lagrangian bound; classes and Lagrangian are made anew. Does nothing once the deadline
 * has passed, for it takes seconds where there are many pairs. */
enum koppel_status koppel_reduced_problem_fix(struct koppel_reduced_problem *reduced);

/** Raises the bound by the knapsack bound (knapsack_bound.h), and fixes by its reduced costs where `fixes` is set. */
enum koppel_status koppel_reduced_problem_knapsack_bound(struct koppel_reduced_problem *reduced, bool fixes);

#endif
