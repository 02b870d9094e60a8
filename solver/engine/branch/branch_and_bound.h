/* branch_and_bound.h - branch and bound on an integer program: linear relaxations by GLPK, everything that decides in whole
 * numbers.
 *
 * A node is closed only by a bound from koppel_program_bound, by limits that contradict each other in whole numbers, or
 * by a point that has been checked. Where GLPK gives no usable answer, the node is split all the same, so trouble costs
 * time, never truth.
 */
#ifndef KOPPEL_ENGINE_BRANCH_BRANCH_AND_BOUND_H
#define KOPPEL_ENGINE_BRANCH_BRANCH_AND_BOUND_H

#include "base/deadline.h"
#include "engine/lp/integer_program.h"

struct koppel_branch_and_bound_options {
    int64_t gap_ppm;    /* ends when best - bound is at most this share of the best, in millionths; 0: proven optimum */
    int64_t most_nodes; /* ends after so many; 0: no limit */
    bool has_stop_cutoff; /* ends when a point costs at most `enough` */
    int64_t stop_cutoff;
    const double *prices; /* n_rows: by which the relaxation chooses its first columns; NULL: zeros */
    const struct koppel_deadline *deadline;
    /** Makes a point (n_columns entries, out) from the values of a relaxation; false: none. May be NULL. */
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
 * Minimises a program from a feasible point. Ends early when the watch expires, with an honest bound.
 * Deterministic unless the watch expires. Not to be called within koppel_guard_run.
 *
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, or KOPPEL_E_ENGINE when GLPK failed (point, cost and bound are then still valid)
 */
enum koppel_status koppel_branch_and_bound(const struct koppel_program *program,
                                           const struct koppel_branch_and_bound_options *options,
                                           struct koppel_branch_and_bound_result *result);

#endif
