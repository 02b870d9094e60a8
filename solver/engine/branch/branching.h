// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* branching.h - where to split a node: reliability branching on columns and on rows.
 *
 * METHOD  Candidates are the fractional integer columns and the fractional rows that are branchable (agents of a class,
 *   places of a slot class, values of loads). With the pseudocosts of a candidate and the fraction f of its value,
 *
 *     score  =  max(down f, 1e-6) * max(up (1 - f), 1e-6)
 *
 *   In the order of their scores, a candidate that has been observed fewer than RELIABLE times on a side is tried by
 *   TRIAL_ITERATIONS dual steps on either side, at most MOST_TRIALS of them in a node; after PATIENCE candidates
 *   without a better score the best is taken. Between equals a row comes first, for it decides more. The side with the
 *   smaller expected rise is searched first.
 * DIFFERS  Rows have pseudocosts of their own, and an average of their own for those without. A side that a trial
 *   proves empty tightens the node at once, several of them before the relaxation is solved again. A trial that was cut
 *   short teaches only when it says more than was expected.
 * COMPLEXITY  O(coefficients) a node, and the dual steps of the trials.
 * SOURCE  Achterberg, Koch, Martin, Branching rules revisited, Operations Research Letters 33, 2005; Benichou,
 *   Gauthier, Girodet, Hentges, Ribiere, Vincent, Experiments in mixed-integer linear programming, Mathematical
 *   Programming 1, 1971.
 */
#ifndef KOPPEL_ENGINE_BRANCH_BRANCHING_H
#define KOPPEL_ENGINE_BRANCH_BRANCHING_H

#include "engine/lp/lp_relaxation.h"

/** Pseudocosts of a candidate, a column (0 .. n_columns-1) or a row (n_columns + row): rises per unit of distance. */
struct koppel_gain {
    double sum[2]; /* downward, upward */
    int32_t count[2];
};

struct koppel_branching {
    const struct koppel_program *program;
    struct koppel_gain *gains;             /* n_columns + n_rows */
    struct koppel_gain average[2];         /* over columns, over rows */
    struct koppel_branching_split *splits; /* scratch */
    struct koppel_forced *forced;          /* of koppel_branching_choose */
    double *activity;                      /* n_rows: scratch */
    struct koppel_basis *basis;            /* scratch */
    int64_t *scratch;                      /* n_rows */
    int32_t n_splits;
};

/** A fractional column or row of a relaxation: the two sides are at most floor, and at least floor + 1. */
struct koppel_branching_split {
    int32_t candidate;
    int64_t floor;
    double fraction; /* of the value above the floor */
    double score;
};

/** Limits of a candidate outside of which nothing costs at most the cutoff. */
struct koppel_forced {
    int32_t candidate;
    int64_t lo;
    int64_t hi;
};

/** Sets up the arrays in the arena. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_branching_start(struct koppel_branching *branching, const struct koppel_program *program,
                                          struct koppel_arena *arena);

/** Limits of a candidate. */
void koppel_candidate_get(const struct koppel_program *program, const struct koppel_node_bounds *bounds,
                          int32_t candidate, int64_t *lo, int64_t *hi);
void koppel_candidate_set(const struct koppel_program *program, struct koppel_node_bounds *bounds, int32_t candidate,
                          int64_t lo, int64_t hi);

/** Updates the pseudocost of a side (0 down, 1 up): a split at some distance raised the cost by `rise`, or at least
 * so. */
void koppel_branching_learn(struct koppel_branching *branching, int32_t candidate, int side, double distance,
                            double rise, bool at_least);

/** Lists the candidates of the relaxation's last solution. @return how many columns are fractional */
int32_t koppel_branching_find(struct koppel_branching *branching, const struct koppel_relaxation *relaxation);

/** What koppel_branching_choose found. */
struct koppel_branching_decision {
    struct koppel_branching_split split; /* where to split, unless some bounds are forced */
    int side;                            /* the side to look at first */
    int n_forced;                        /* entries of `forced`, by which the bounds are tightened now: relax again */
    bool is_closed;                      /* nothing within the bounds costs at most the cutoff */
};

/**
 * Chooses among the candidates; this is the branching rule. Sides that are proven to hold nothing that costs at most
 * the cutoff are cut off the bounds. The relaxation's basis is restored, its values are not.
 *
 * @param cost    of the relaxation now
 * @param cutoff  only points that cost at most this are wanted
 */
struct koppel_branching_decision koppel_branching_choose(struct koppel_branching *branching,
                                                         struct koppel_relaxation *relaxation,
                                                         struct koppel_node_bounds *bounds, double cost, int64_t cutoff,
                                                         const struct koppel_deadline *deadline);

#endif
