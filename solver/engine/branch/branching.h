/* branching.h - where to split a node: pseudocosts of columns and rows, learned by trial solves (strong branching). */
#ifndef KOPPEL_ENGINE_BRANCH_BRANCHING_H
#define KOPPEL_ENGINE_BRANCH_BRANCHING_H

#include "engine/lp/lp_relaxation.h"

/** What splitting a column (0 .. n_columns-1) or a row (n_columns + row) has brought so far, per unit of distance. */
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

/** A fractional column or row of a relaxation: limits of the two sides are at most floor and at least floor + 1. */
struct koppel_branching_split {
    int32_t candidate;
    int64_t floor;
    double fraction; /* of the value above the floor */
    double score;
};

/** Limits that a candidate must keep, for nothing that costs at most the target lies outside. */
struct koppel_forced {
    int32_t candidate;
    int64_t lo;
    int64_t hi;
};

/** KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). */
enum koppel_status koppel_branching_start(struct koppel_branching *branching, const struct koppel_program *program);

/** Safe on a zeroed one. */
void koppel_branching_free(struct koppel_branching *branching);

/** Limits of a candidate. */
void koppel_candidate_get(const struct koppel_program *program, const struct koppel_node_bounds *bounds,
                          int32_t candidate, int64_t *lo, int64_t *hi);
void koppel_candidate_set(const struct koppel_program *program, struct koppel_node_bounds *bounds, int32_t candidate,
                          int64_t lo, int64_t hi);

/** Notes that a side (0 down, 1 up) of a split at some distance raised the cost by `rise`, or by that at least. */
void koppel_branching_learn(struct koppel_branching *branching, int32_t candidate, int side, double distance,
                            double rise, bool at_least);

/** Finds the fractional columns and rows of the relaxation's last solution. @return how many columns are fractional */
int32_t koppel_branching_find(struct koppel_branching *branching, const struct koppel_relaxation *relaxation);

/** What koppel_branching_choose found. */
struct koppel_branching_decision {
    struct koppel_branching_split split; /* where to split, unless some limits are forced */
    int side;                            /* the side to look at first */
    int n_forced;                        /* entries of `forced`, which the limits keep now: relax again */
    bool is_closed;                      /* nothing within the limits costs at most the target */
};

/**
 * Chooses among the fractional candidates; tries the most promising ones whose gains are not known well. A side that is
 * proven to hold nothing that costs at most the target is cut off the limits; the relaxation's basis is restored, its
 * values are not.
 *
 * @param cost    of the relaxation now
 * @param target  only points that cost at most this are wanted
 */
struct koppel_branching_decision koppel_branching_choose(struct koppel_branching *branching,
                                                         struct koppel_relaxation *relaxation,
                                                         struct koppel_node_bounds *bounds, double cost, int64_t cutoff,
                                                         const struct koppel_deadline *deadline);

#endif
