/* reduced_problem.h - what can still be chosen in a tier, with its prices: bounds are raised here, and what they rule out is
 * taken out for good. */
#ifndef KOPPEL_ENGINE_REDUCED_PROBLEM_H
#define KOPPEL_ENGINE_REDUCED_PROBLEM_H

#include "engine/bound/multipliers.h"
#include "engine/bound/reduced_cost_fixing.h"
#include "engine/branch/lexicographic.h"

struct koppel_remainder {
    struct koppel_tierwise *part;
    struct koppel_problem left; /* what can still be chosen; all tiers */
    unsigned char *is_held;     /* n_tiers: needs a row in later tiers */
    struct koppel_problem view; /* left, with the held tiers, then the tier at hand, then the later ones */
    struct koppel_tier *tiers;  /* of the view */
    int64_t *costs;             /* of the part's choice, in the view's order */
    unsigned char *all_held;    /* n_tiers ones */
    int32_t tier;               /* the tier at hand, in the view */
    int64_t gap_ppm; /* at which it is left: 0 while the optimum of a tier that others follow may come easily,
                        for an optimum rules out most of what the later tiers would have to look at */
    struct koppel_price_list prices;
    struct koppel_classes classes;
    struct koppel_pricing pricing;
};

/** Starts with everything that the part's problem allows. KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). */
enum koppel_status koppel_remainder_start(struct koppel_remainder *rest);

/** Safe on one of which only the part is set. */
void koppel_remainder_free(struct koppel_remainder *rest);

/** Brings the view up to date: held tiers, the part's tier and later ones, with the part's costs. */
void koppel_remainder_look(struct koppel_remainder *rest);

/** Cost of the known choice in the tier at hand, and what is proven: no choice costs less. */
int64_t koppel_remainder_cost(const struct koppel_remainder *rest);
int64_t koppel_remainder_bound(const struct koppel_remainder *rest);

/** True when the gap is closed or time is up. */
bool koppel_remainder_is_done(const struct koppel_remainder *rest);

/** Notes a proven bound, and reports. */
void koppel_remainder_raise_bound(struct koppel_remainder *rest, int64_t bound);

/** What the known choice costs above the bound of the prices, in units of 1 / their scale. */
koppel_wide koppel_remainder_slack(const struct koppel_remainder *rest);

/** Classes and prices of 0 for the tier at hand, before prices are found. */
enum koppel_status koppel_remainder_open(struct koppel_remainder *rest);

/** True when there are too many rows for koppel_remainder_find_prices (subgradient.h). */
bool koppel_remainder_has_many_rows(const struct koppel_remainder *rest);

/**
 * Prices for a tier with many rows. Raises the bound. part->trial is a choice that keeps the rows, or the known one.
 * @param[out] has_prices  false: they came to nothing, and the relaxation is to be tried after all
 */
enum koppel_status koppel_remainder_price_loads(struct koppel_remainder *rest, bool *has_prices);

/**
 * Prices for the tier, by the linear relaxation with rounded rows (mir_cuts.h). Raises the bound.
 * @param[out] values  of the last relaxation; the caller frees the array, also after a fault
 */
enum koppel_status koppel_remainder_find_prices(struct koppel_remainder *rest, struct koppel_class_values *values);

/** Takes out what a choice as cheap as the known one cannot use by the prices. Classes and pricing are renewed. Nothing
 * once time is up: that takes seconds where there are many pairs. */
enum koppel_status koppel_remainder_narrow(struct koppel_remainder *rest);

/** Raises the bound by keeping one load of every slot whole (knapsack_bound.h), and narrows by it where `narrows` is set. */
enum koppel_status koppel_remainder_bound_whole(struct koppel_remainder *rest, bool narrows);

/** Marks (keep: a bit for every pair of the view, out) the pairs between classes that a relaxation or the known choice
 * uses. Single pairs would split the classes. */
enum koppel_status koppel_remainder_mark_values(const struct koppel_remainder *rest,
                                                const struct koppel_class_values *values, unsigned char *keep);

#endif
