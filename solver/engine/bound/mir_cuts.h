/* mir_cuts.h - loads that every whole choice keeps within limits and the relaxation does not: rounded rows of one
 * load.
 *
 * Persons come in whole households: below a cap with room for 3, no household of 4 can go, though the relaxation sends
 * three quarters of one. For whole numbers a, and r = c mod k with 0 < r < k (mixed-integer rounding, Nemhauser and
 * Wolsey):
 *
 *     sum a x <= c   implies   sum ((k - r) floor(a / k) + max(0, a mod k - r)) x <= (k - r) floor(c / k)
 *     sum a x >= c   implies   sum (r floor(a / k) + min(r, a mod k)) x >= r ceil(c / k)
 *
 * Both sides are again loads, of another measure of the same agents; so they are priced, narrowed and proven like any
 * other load.
 */
#ifndef KOPPEL_ENGINE_BOUND_MIR_CUTS_H
#define KOPPEL_ENGINE_BOUND_MIR_CUTS_H

#include "problem/equivalence_classes.h"

/** What an added load rounds. */
struct koppel_mir_cut {
    int32_t load;    /* of the problem */
    int32_t divisor; /* k */
    bool is_upper;   /* it rounds the load's largest value, not its least */
};

/** The added loads in their order. Zero-initialise; the array is the owner's to free. */
struct koppel_mir_cut_list {
    struct koppel_mir_cut *items;
    size_t n_items;
    size_t capacity;
};

/**
 * Adds the loads that the values of a relaxation break most, at the end.
 *
 * @param problem   owned by the engine, limits of loads finite; loads, measures and entries are extended
 * @param n_loads   only the first n_loads loads are rounded
 * @param classes   of the same pairs, with their values
 * @param list      grows by what is added; NULL: nothing is listed
 * @param[out] n_added  loads added
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the problem is then still whole)
 */
enum koppel_status koppel_mir_cuts_add(struct koppel_problem *problem, int32_t n_loads,
                                       const struct koppel_classes *classes, const struct koppel_class_values *values,
                                       struct koppel_mir_cut_list *list, int32_t *n_added);

#endif
