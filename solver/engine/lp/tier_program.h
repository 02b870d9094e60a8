// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tier_program.h - the integer program of one tier over equivalence classes, with the tiers before it held.
 *
 *     SETS       agent classes S, slot classes K, pairs of classes (S,K), loads g, breakpoints b = (g, at) of the
 *                terms of tiers 0..t
 *     DATA       n_S agents, k_K places, a_SKg what an agent of S in K adds to load g, costs of every tier;
 *                best_s cost reached in tier s < t
 *     VARIABLES  y_SK whole, 0 <= y_SK <= min(n_S, k_K);  over_b, under_b >= 0 (whole once y is)
 *     OBJECTIVE  tier t, divided by the greatest common divisor of its costs
 *     ROWS       (1) sum_K y_SK <= n_S  (= where must_place)               every agent class
 *                (2) sum_S y_SK <= k_K                                     every slot class
 *                (4) lo_g <= base_g + sum a_SKg y_SK <= hi_g               every load with limits
 *                (5) base_g + sum a_SKg y_SK + under_b - over_b = at       every breakpoint
 *                (6) cost of tier s <= best_s                              every tier before t that can vary
 *     RECOVERING THE PROPOSAL  koppel_tier_program_open: members of the classes in order
 *
 * DIFFERS  Symmetry is taken out by aggregating interchangeable agents and slots before the search, not by branching on
 *   orbits: every opening of y costs the same (equivalence_classes.h). Rows (1), (2), (4) may be branched on.
 * COMPLEXITY  O(pairs of classes * (entries of a slot * breakpoints of a load + tiers)).
 * SOURCE  docs/model.md (1), (2), (4), (5); Margot, Symmetry in integer linear programming, in 50 Years of Integer
 *   Programming, Springer 2010.
 */
#ifndef KOPPEL_ENGINE_LP_TIER_PROGRAM_H
#define KOPPEL_ENGINE_LP_TIER_PROGRAM_H

#include "engine/bound/multipliers.h"
#include "engine/lp/integer_program.h"
#include "problem/equivalence_classes.h"

/** A point (load, at) where the slope of some tier's cost changes, with its row (5) and columns (KOPPEL_NONE: none). */
struct koppel_breakpoint {
    int32_t load;
    int64_t at;
    int32_t row;
    int32_t over;
    int32_t under;
};

struct koppel_tier_program {
    const struct koppel_problem *problem;
    int32_t tier;
    struct koppel_classes classes;
    struct koppel_program program; /* columns 0 .. classes.n_pairs-1 are y, then over and under; has the arena of all */
    struct koppel_breakpoint *breakpoints;
    int32_t n_breakpoints;
    int64_t unit;      /* cost of the tier = unit * cost in the program; 0 when no column costs anything */
    int64_t *units;    /* tier + 1: the same of every tier, in its row (6) */
    int32_t *load_row; /* n_loads: row (4), KOPPEL_NONE = no limits */
    int32_t *tier_row; /* tier: row (6), KOPPEL_NONE = not needed */
    int64_t *loads;    /* n_loads: scratch */
};

/**
 * Builds the program of a tier for a problem without kept or banned pairs.
 * @param best  cost reached in the tiers before (tier entries)
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due)
 */
enum koppel_status koppel_tier_program_make(struct koppel_tier_program *made, const struct koppel_problem *problem,
                                            int32_t tier, const int64_t *best);

/** Safe on a zeroed one. */
void koppel_tier_program_free(struct koppel_tier_program *made);

/** The point (program.n_columns entries, out) of an assignment (n_agents entries). */
void koppel_tier_program_point(const struct koppel_tier_program *made, const int32_t *slot_of, int64_t *point);

/** Multipliers of the problem's rows as duals of the program's rows (n_rows entries, out); those of rows (1) are 0. */
void koppel_tier_program_prices(const struct koppel_tier_program *made, const struct koppel_multipliers *list,
                                double *prices);

/** An assignment (n_agents entries, out) with the numbers y of a point. Scratch: places, n_slots entries. */
void koppel_tier_program_open(const struct koppel_tier_program *made, const int64_t *point, int32_t *slot_of,
                              int32_t *places);

#endif
