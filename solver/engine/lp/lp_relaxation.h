// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* lp_relaxation.h - the linear relaxation of an integer program within bounds, by GLPK's simplex over the columns that
 * are worth it.
 *
 * METHOD  Of a program with many more columns than rows most columns never move. GLPK is given those of the first point
 *   and the GROUP_COLUMNS cheapest of every group by the duals that are known; after each solve, columns of negative
 *   reduced cost are added until there is none. Columns outside stand at their lower bounds, folded into the rows. When
 *   the simplex finds the rows infeasible, the row of the tableau that shows it gives the duals of a proof (Farkas),
 *   and columns are added for it in the same way.
 * DIFFERS  GLPK is fenced in here and in glpk_guard.h. Nothing that it returns is believed: values are rounded and
 *   checked, duals become bounds in whole numbers by koppel_program_bound. Must be used within koppel_guard_run.
 * COMPLEXITY  O(coefficients) a round of pricing, and the simplex.
 * SOURCE  Desaulniers, Desrosiers, Solomon (eds.), Column Generation, Springer 2005; Bixby, Gregory, Lustig, Marsten,
 *   Shanno, Very large-scale linear programming: a case study in combining interior point and simplex methods,
 *   Operations Research 40(5), 1992, on sifting.
 */
#ifndef KOPPEL_ENGINE_LP_LP_RELAXATION_H
#define KOPPEL_ENGINE_LP_LP_RELAXATION_H

#include "base/deadline.h"
#include "engine/lp/integer_program.h"

#include <glpk.h>

enum koppel_relaxation_state {
    KOPPEL_RELAXATION_OPTIMAL,
    KOPPEL_RELAXATION_CUTOFF,     /* the cost is above the cutoff: the duals tell how far */
    KOPPEL_RELAXATION_INFEASIBLE, /* the duals are those of a proof, with costs of 0 */
    KOPPEL_RELAXATION_LIMIT,      /* time, interrupt or iterations; duals are good where the basis was dual feasible */
    KOPPEL_RELAXATION_FAILED      /* numerical trouble */
};

struct koppel_relaxation {
    struct koppel_arena arena; /* of the arrays */
    const struct koppel_program *program;
    glp_prob *lp;
    int *number;          /* n_columns: column in lp; 0 = at its lower bound, folded into the rows */
    int32_t *column;      /* lp columns + 1: column of the program */
    int32_t *group_first; /* n_groups + 1: neighbouring columns with the same first row are a group */
    int32_t n_groups;
    double *row_scale;               /* n_rows: row r of lp is row_scale[r] times row r of the program */
    double cost_scale;               /* costs of lp are cost_scale times those of the program */
    int64_t *fixed;                  /* n_rows: activity of the columns that are not in lp */
    struct koppel_node_bounds shown; /* bounds that lp has now */
    double *prices;                  /* n_rows: after a solve */
    double *values;                  /* n_columns: after a solve */
    double cost;                     /* after a solve */
    int n_iterations;                /* of all solves */
    int *index;                      /* scratch for lp columns */
    double *row_values;
};

/** A basis: GLPK's statuses of rows and columns. Columns that came later stand at their lower bounds. */
struct koppel_basis {
    int n_columns;
    unsigned char status[]; /* n_rows + n_columns */
};

/** Builds the relaxation. KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). */
enum koppel_status koppel_relaxation_make(struct koppel_relaxation *relaxation, const struct koppel_program *program,
                                          const struct koppel_node_bounds *bounds);

/**
 * Builds the relaxation of what tighter bounds leave of another one, with its basis where that can be kept.
 * KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due).
 */
enum koppel_status koppel_relaxation_part(struct koppel_relaxation *component, const struct koppel_relaxation *whole,
                                          const struct koppel_node_bounds *bounds);

/** Frees everything; `with_lp` is false after GLPK's memory has been freed by the guard. Safe on a zeroed one. */
void koppel_relaxation_free(struct koppel_relaxation *relaxation, bool with_lp);

/** Sets a basis for the primal simplex in which the columns stand at a point (n_columns entries, within the bounds of
 * make), and gives GLPK its first columns, the cheapest by the duals in `prices` (n_rows entries; NULL: zeros). */
void koppel_relaxation_start(struct koppel_relaxation *relaxation, const int64_t *point, const double *prices);

/**
 * Solves within bounds (which may only differ from those of make in columns that were not fixed there).
 * @param primal  primal simplex (from a point), else dual (after a change of bounds)
 * @param cutoff  the dual simplex may stop when the cost is above it; use INFINITY for none
 * @param most_iterations  0: no limit
 */
enum koppel_relaxation_state koppel_relaxation_solve(struct koppel_relaxation *relaxation,
                                                     const struct koppel_node_bounds *bounds, bool primal,
                                                     double cutoff, int most_iterations,
                                                     const struct koppel_deadline *deadline);

/** Bytes of a basis as it is now, and the most that one can take. */
size_t koppel_relaxation_basis_size(const struct koppel_relaxation *relaxation);
size_t koppel_relaxation_most_basis_size(const struct koppel_program *program);

/** Copies the basis into memory of the caller, and back. */
void koppel_relaxation_save_basis(const struct koppel_relaxation *relaxation, struct koppel_basis *basis);
void koppel_relaxation_load_basis(struct koppel_relaxation *relaxation, const struct koppel_basis *basis);

#endif
