/* reduced_problem.h - what can still be chosen in a tier, with its prices: bounds are raised here, and what they rule out is
 * taken out for good. */
#ifndef KOPPEL_ENGINE_REDUCED_PROBLEM_H
#define KOPPEL_ENGINE_REDUCED_PROBLEM_H

#include "engine/bound/multipliers.h"
#include "engine/bound/reduced_cost_fixing.h"
#include "engine/branch/lexicographic.h"

struct koppel_reduced_problem {
    struct koppel_lexicographic *component;
    struct koppel_problem left; /* what can still be chosen; all tiers */
    unsigned char *is_held;     /* n_tiers: needs a row in later tiers */
    struct koppel_problem view; /* left, with the held tiers, then the tier at hand, then the later ones */
    struct koppel_tier *tiers;  /* of the view */
    int64_t *costs;             /* of the part's choice, in the view's order */
    int32_t tier;               /* the tier at hand, in the view */
    int64_t gap_ppm; /* at which it is left: 0 while the optimum of a tier that others follow may come easily,
                        for an optimum rules out most of what the later tiers would have to look at */
    struct koppel_multipliers prices;
    struct koppel_classes classes;
    struct koppel_lagrangian lagrangian;
};

/** Starts with everything that the part's problem allows. KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). */
enum koppel_status koppel_reduced_problem_start(struct koppel_reduced_problem *reduced);

/** Safe on one of which only the part is set. */
void koppel_reduced_problem_free(struct koppel_reduced_problem *reduced);

/** Brings the view up to date: held tiers, the part's tier and later ones, with the part's costs. */
void koppel_reduced_problem_view(struct koppel_reduced_problem *reduced);

/** Cost of the known choice in the tier at hand, and what is proven: no choice costs less. */
int64_t koppel_reduced_problem_cost(const struct koppel_reduced_problem *reduced);
int64_t koppel_reduced_problem_bound(const struct koppel_reduced_problem *reduced);

/** True when the gap is closed or time is up. */
bool koppel_reduced_problem_is_done(const struct koppel_reduced_problem *reduced);

/** Notes a proven bound, and reports. */
void koppel_reduced_problem_raise_bound(struct koppel_reduced_problem *reduced, int64_t bound);

/** What the known choice costs above the bound of the prices, in units of 1 / their scale. */
koppel_wide koppel_reduced_problem_gap(const struct koppel_reduced_problem *reduced);

/** Classes and prices of 0 for the tier at hand, before prices are found. */
enum koppel_status koppel_reduced_problem_open(struct koppel_reduced_problem *reduced);

/** True when there are too many rows for koppel_reduced_problem_find_prices (subgradient.h). */
bool koppel_reduced_problem_has_many_rows(const struct koppel_reduced_problem *reduced);

/**
 * Prices for a tier with many rows. Raises the bound. part->trial is a choice that keeps the rows, or the known one.
 * @param[out] has_prices  false: they came to nothing, and the relaxation is to be tried after all
 */
enum koppel_status koppel_reduced_problem_price_loads(struct koppel_reduced_problem *reduced, bool *has_prices);

/**
 * Prices for the tier, by the linear relaxation with rounded rows (mir_cuts.h). Raises the bound.
 * @param[out] values  of the last relaxation; the caller frees the array, also after a fault
 */
enum koppel_status koppel_reduced_problem_find_prices(struct koppel_reduced_problem *reduced,
                                                      struct koppel_class_values *values);

/** Takes out what a choice as cheap as the known one cannot use by the prices. Classes and pricing are renewed. Nothing
 * once time is up: that takes seconds where there are many pairs. */
enum koppel_status koppel_reduced_problem_fix(struct koppel_reduced_problem *reduced);

/** Raises the bound by keeping one load of every slot whole (knapsack_bound.h), and narrows by it where `narrows` is set. */
enum koppel_status koppel_reduced_problem_knapsack_bound(struct koppel_reduced_problem *reduced, bool fixes);

/** Marks (keep: a bit for every pair of the view, out) the pairs between classes that a relaxation or the known choice
 * uses. Single pairs would split the classes. */
enum koppel_status koppel_reduced_problem_mark_values(const struct koppel_reduced_problem *reduced,
                                                      const struct koppel_class_values *values, unsigned char *keep);

#endif
