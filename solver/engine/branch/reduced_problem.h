/* reduced_problem.h - what can still be chosen in a tier, with its bound: what a bound rules out is taken out for good.
 *
 * A tier whose bound is met leaves exactly its optima behind and needs no row in the tiers after it (is_held 0). All
 * others are held at the cost of the incumbent.
 */
#ifndef KOPPEL_ENGINE_BRANCH_REDUCED_PROBLEM_H
#define KOPPEL_ENGINE_BRANCH_REDUCED_PROBLEM_H

#include "engine/branch/lexicographic.h"
#include "engine/lp/tier_bound.h"

struct koppel_reduced_problem {
    struct koppel_lexicographic *component;
    /** Solves a component that is a block of this one. */
    enum koppel_status (*solve)(struct koppel_lexicographic *component);
    struct koppel_problem left;     /* what can still be chosen; all tiers */
    unsigned char *is_held;         /* n_tiers: needs a row in later tiers */
    struct koppel_tier *tiers;      /* of the view */
    int64_t *costs;                 /* of the incumbent, in the view's order */
    struct koppel_tier_bound bound; /* its view is left, with the held tiers, then the tier at hand, then later ones */
    int64_t gap_ppm; /* at which it is left: 0 while the optimum of a tier that others follow may come easily,
                        for an optimum rules out most of what the later tiers would have to look at */
};

/** Starts with everything that the component's problem allows; the struct must stay where it is.
 * KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). */
enum koppel_status koppel_reduced_problem_start(struct koppel_reduced_problem *reduced);

/** Safe on one of which only the component is set. */
void koppel_reduced_problem_free(struct koppel_reduced_problem *reduced);

/** Brings the view up to date: held tiers, the component's tier and later ones, with the incumbent's costs. */
void koppel_reduced_problem_view(struct koppel_reduced_problem *reduced);

/** Cost of the incumbent in the tier at hand, and what is proven: no assignment costs less. */
int64_t koppel_reduced_problem_cost(const struct koppel_reduced_problem *reduced);
int64_t koppel_reduced_problem_bound(const struct koppel_reduced_problem *reduced);

/** True when the gap is closed or time is up. */
bool koppel_reduced_problem_is_done(const struct koppel_reduced_problem *reduced);

/** True when everything that is left and keeps the held tiers costs what the incumbent costs. */
bool koppel_reduced_problem_is_settled(const struct koppel_reduced_problem *reduced);

/** Notes a proven bound, and reports. INT64_MIN: only reports */
void koppel_reduced_problem_raise_bound(struct koppel_reduced_problem *reduced, int64_t bound);

/** Takes component->trial if it is better and leaves the tiers before where they are, for what is left is known to hold
 * the best assignments only for their costs. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_reduced_problem_try_incumbent(struct koppel_reduced_problem *reduced);

/** Improves the incumbent by cyclic exchanges (cyclic_exchange.h), and reports. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_reduced_problem_exchange(struct koppel_reduced_problem *reduced, int most_rounds);

/**
 * Multipliers for a tier with many rows, by subgradient steps. Raises the bound. component->trial is an assignment that
 * keeps the rows, or the incumbent.
 * @param[out] has_multipliers  false: they came to nothing, and the relaxation is to be tried after all
 */
enum koppel_status koppel_reduced_problem_subgradient(struct koppel_reduced_problem *reduced, bool *has_multipliers);

/** Multipliers by the linear relaxation with MIR cuts (tier_bound.h), after bound has been opened. Raises the bound. */
enum koppel_status koppel_reduced_problem_relax(struct koppel_reduced_problem *reduced);

/** Takes out what an assignment as cheap as the incumbent cannot use by the multipliers. Classes and multipliers are
 * renewed. Nothing once time is up: that takes seconds where there are many pairs. */
enum koppel_status koppel_reduced_problem_fix(struct koppel_reduced_problem *reduced);

/** Raises the bound by keeping loads whole (knapsack_bound.h), and fixes by it where `fixes` is set. */
enum koppel_status koppel_reduced_problem_knapsack_bound(struct koppel_reduced_problem *reduced, bool fixes);

#endif
