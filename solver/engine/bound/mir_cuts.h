// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* mir_cuts.h - mixed-integer rounding cuts of single loads, added to the problem as loads.
 *
 * METHOD  Below a cap with room for 3 persons no household of 4 can go, though the relaxation sends three quarters of
 *   one. For whole numbers a >= 0, a whole divisor k, and r = c mod k with 0 < r < k:
 *
 *     sum a x <= c  implies  sum ((k - r) floor(a / k) + max(0, a mod k - r)) x  <=  (k - r) floor(c / k)
 *     sum a x >= c  implies  sum (r floor(a / k) + min(r, a mod k)) x            >=  r ceil(c / k)
 *
 *   Separation tries every divisor from 2 to MOST_DIVISOR on the values of the last relaxation, and keeps the
 *   CUTS_PER_SIDE most violated ones of each side of each load.
 * DIFFERS  One load at a time: rows are not aggregated and bounds not complemented. A cut is again a load, of another
 *   measure of the same agents, so it is priced, fixed, branched on and certified as any load is. Only loads with one
 *   measure, one entry a slot and amounts of at most MOST_AMOUNT are rounded.
 * COMPLEXITY  O(entries + values + loads * MOST_DIVISOR * MOST_AMOUNT) a round.
 * SOURCE  Nemhauser, Wolsey, A recursive procedure to generate all cuts for 0-1 mixed integer programs, Mathematical
 *   Programming 46, 1990; Marchand, Wolsey, Aggregation and mixed integer rounding to solve MIPs, Operations Research
 *   49(3), 2001.
 */
#ifndef KOPPEL_ENGINE_BOUND_MIR_CUTS_H
#define KOPPEL_ENGINE_BOUND_MIR_CUTS_H

#include "problem/equivalence_classes.h"

/** A cut: which load, side and divisor it is made of. */
struct koppel_mir_cut {
    int32_t load;    /* of the problem */
    int32_t divisor; /* k */
    bool is_upper;   /* made of the load's upper limit; else of its lower one */
};

/** Cuts in the order of their loads, the last ones of the problem. Zero-initialise; the caller frees the array. */
struct koppel_mir_cut_list {
    struct koppel_mir_cut *items;
    size_t n_items;
    size_t capacity;
};

/**
 * Separates: adds the cuts that the values of a relaxation violate most.
 *
 * @param problem   owned by the engine, limits of loads finite; loads, measures and entries are extended
 * @param n_loads   only the first n_loads loads are rounded, so that cuts are not cut again
 * @param classes   of the same pairs
 * @param values    of a relaxation, by pair of classes
 * @param list      grows by what is added; NULL: nothing is listed
 * @param[out] n_added  loads added
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the problem is then unchanged)
 */
enum koppel_status koppel_mir_cuts_add(struct koppel_problem *problem, int32_t n_loads,
                                       const struct koppel_classes *classes, const struct koppel_class_values *values,
                                       struct koppel_mir_cut_list *list, int32_t *n_added);

#endif
