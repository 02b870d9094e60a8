// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* branch_and_bound.h - branch and bound on an integer program: linear relaxations by GLPK, every decision in whole
 * numbers.
 *
 * METHOD  The open node with the least bound is taken, and then the more promising side of every split, until a node
 *   closes (best bound first, with dives). At a node:
 *
 *     propagation  bounds of columns from rows (node_bounds.c)
 *     relaxation   dual simplex from the parent's basis (lp_relaxation.h)
 *     fixing       bounds of columns from reduced costs and the cutoff (koppel_program_fix)
 *     points       a relaxation with whole values; else values rounded now and then by the caller's heuristic
 *     split        a column or a row (branching.h)
 *
 *   A node is closed only by a bound from koppel_program_bound above the cutoff, by bounds that contradict each other
 *   in whole numbers, or by a point that has been checked. Where GLPK gives no usable answer, the node is split all the
 *   same (the widest integer column is halved), so trouble costs time, never truth.
 * DIFFERS  The cutoff rises in stages: at first only points little above the root's bound are looked for, so that the
 *   root's reduced costs fix most columns; a stage that leaves the gap open is followed by one four times as wide, on
 *   what the root's basis leaves of the relaxation.
 * COMPLEXITY  Exponential at worst. A node takes a few numbers, and while it waits the basis of its parent.
 * SOURCE  Land, Doig, An automatic method of solving discrete programming problems, Econometrica 28, 1960; Linderoth,
 *   Savelsbergh, A computational study of search strategies for mixed integer programming, INFORMS Journal on Computing
 *   11, 1999; stages as the decision problems of Posta, Ferland, Michelon 2012 (reduced_cost_fixing.h); compare Korf,
 *   Depth-first iterative-deepening: an optimal admissible tree search, Artificial Intelligence 27, 1985.
 */
#ifndef KOPPEL_ENGINE_BRANCH_BRANCH_AND_BOUND_H
#define KOPPEL_ENGINE_BRANCH_BRANCH_AND_BOUND_H

#include "base/deadline.h"
#include "engine/lp/integer_program.h"

struct koppel_branch_and_bound_options {
    int64_t gap_ppm;    /* ends when best - bound is at most this share of the best, in millionths; 0: proven optimum */
    int64_t most_nodes; /* ends after so many; 0: no limit */
    bool has_stop_cutoff; /* ends when a point costs at most stop_cutoff */
    int64_t stop_cutoff;
    const double *prices; /* n_rows: row duals by which the relaxation chooses its first columns; NULL: zeros */
    const struct koppel_deadline *deadline;
    /** A heuristic: makes a point (n_columns entries, out) from the values of a relaxation; false: none. NULL: none. */
    bool (*round)(void *data, const double *values, int64_t *point);
    /** Called now and then. May be NULL. */
    void (*report)(void *data, int64_t best, int64_t bound);
    void *data;
};

struct koppel_branch_and_bound_result {
    int64_t *point; /* n_columns: in: a point that keeps every row; out: the best one found */
    int64_t cost;   /* its cost (out) */
    int64_t bound;  /* nothing costs less (out) */
    int64_t n_nodes;
};

/**
 * Minimises a program from a feasible point. Ends early when the deadline passes, with the bound proven so far.
 * Deterministic unless the deadline passes. Not to be called within koppel_guard_run.
 *
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, or KOPPEL_E_ENGINE when GLPK failed (point, cost and bound are then still valid)
 */
enum koppel_status koppel_branch_and_bound(const struct koppel_program *program,
                                           const struct koppel_branch_and_bound_options *options,
                                           struct koppel_branch_and_bound_result *result);

#endif
