/* reduced_problem.h - the reduced problem of a component: what can still be part of an assignment as good as the
 * incumbent, with its multipliers; bounds are raised here, and what they rule out is fixed for good.
 *
 * METHOD  `left` begins as the component's problem and only loses pairs and gains must_place, tighter limits and loads
 *   (cuts). It holds every assignment that costs in all earlier tiers what the incumbent costs, and in the tier at hand
 *   at most as much. `view` is `left` without the earlier tiers that are settled (is_settled in scale_engine.c), for
 *   everything in `left` that keeps the held tiers costs the same there.
 * DIFFERS  Branch and bound fixes below a node; here fixing holds from tier to tier, and equivalence classes are made
 *   anew after it, which get coarser with every tier that is settled.
 * COMPLEXITY  O(pairs) a fixing; that of column generation for multipliers.
 * SOURCE  own: reduced-cost fixing (reduced_cost_fixing.h) carried through a lexicographic order.
 */
#ifndef KOPPEL_ENGINE_REDUCED_PROBLEM_H
#define KOPPEL_ENGINE_REDUCED_PROBLEM_H

#include "engine/bound/multipliers.h"
#include "engine/bound/reduced_cost_fixing.h"
#include "engine/branch/lexicographic.h"

struct koppel_reduced_problem {
    struct koppel_lexicographic *component;
    struct koppel_problem left; /* all tiers */
    unsigned char *is_held;     /* n_tiers: needs a row in later tiers, for it is not settled */
    struct koppel_problem view; /* left, with the held tiers, then the tier at hand, then the later ones. Borrows */
    struct koppel_tier *tiers;  /* of the view */
    int64_t *costs;             /* of the incumbent, in the view's order */
    unsigned char *all_held;    /* n_tiers ones */
    int32_t tier;               /* the tier at hand, in the view */
    int64_t gap_ppm; /* gap at which the tier is left; 0 in its cheap steps when others follow, for a proven optimum
                        fixes most of what these would have to look at */
    struct koppel_multipliers prices;
    struct koppel_classes classes;
    struct koppel_lagrangian lagrangian;
};

/** Starts with all of the component's problem. KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). */
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

/** Notes a proven bound, when it is better, and reports. */
void koppel_reduced_problem_raise_bound(struct koppel_reduced_problem *reduced, int64_t bound);

/** What the incumbent costs above the Lagrangian bound, in units of 1 / its scale: at least 0. */
koppel_wide koppel_reduced_problem_gap(const struct koppel_reduced_problem *reduced);

/** Makes classes and a Lagrangian with multipliers of 0 for the tier at hand. */
enum koppel_status koppel_reduced_problem_open(struct koppel_reduced_problem *reduced);

/** True when there are too many rows for a simplex, so that koppel_reduced_problem_price_loads is tried first. */
bool koppel_reduced_problem_has_many_rows(const struct koppel_reduced_problem *reduced);

/**
 * Multipliers by subgradient steps and an auction (subgradient.h). Raises the bound. component->trial is a feasible
 * assignment that was met on the way, or the incumbent.
 * @param[out] has_prices  false: it was given up, and the relaxation is to be tried after all
 */
enum koppel_status koppel_reduced_problem_price_loads(struct koppel_reduced_problem *reduced, bool *has_prices);

/**
 * Multipliers by column generation (column_generation.h), anew after every round of cuts (mir_cuts.h). Raises the
 * bound.
 * @param[out] values  of the last relaxation; the caller frees the array, also after a fault
 */
enum koppel_status koppel_reduced_problem_find_prices(struct koppel_reduced_problem *reduced,
                                                      struct koppel_class_values *values);

/** Reduced-cost fixing by the Lagrangian bound; classes and Lagrangian are made anew. Does nothing once the deadline
 * has passed, for it takes seconds where there are many pairs. */
enum koppel_status koppel_reduced_problem_fix(struct koppel_reduced_problem *reduced);

/** Raises the bound by the knapsack bound (knapsack_bound.h), and fixes by its reduced costs where `fixes` is set. */
enum koppel_status koppel_reduced_problem_knapsack_bound(struct koppel_reduced_problem *reduced, bool fixes);

/** Marks (keep: a bit for every pair of the view, out) the pairs between classes that a relaxation or the incumbent
 * uses. Single pairs would split the classes. */
enum koppel_status koppel_reduced_problem_mark_values(const struct koppel_reduced_problem *reduced,
                                                      const struct koppel_class_values *values, unsigned char *keep);

#endif
