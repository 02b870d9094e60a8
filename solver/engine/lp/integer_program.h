// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* integer_program.h - an integer program held in whole numbers, and safe bounds from any row duals.
 *
 *     minimise    sum_c cost_c x_c
 *     subject to  lo_r <= sum_c a_rc x_c <= hi_r   every row r
 *                 lo_c <= x_c <= hi_c              every column c, x_c whole where is_integer
 *
 * METHOD  Every column has finite bounds, so any duals p of the rows give a lower bound:
 *
 *     sum_r p_r (lo_r where p_r > 0, hi_r where p_r < 0)
 *     + sum_c least of (cost_c - sum_r p_r a_rc) x_c over lo_c <= x_c <= hi_c
 *
 *   p is rounded to a binary grid, as fine as 64 bits allow; after that everything is whole numbers of 128 bits, so the
 *   bound is valid whatever p is. The reduced costs cost_c - sum p a tighten bounds of columns against a cutoff.
 * DIFFERS  Neumaier and Shcherbina round intermediate results in the safe direction; here sums are exact.
 * COMPLEXITY  O(coefficients) a bound.
 * SOURCE  Neumaier, Shcherbina, Safe bounds in linear and mixed-integer linear programming, Mathematical Programming
 *   99, 2004; bound propagation: Savelsbergh, Preprocessing and probing techniques for mixed integer programming
 *   problems, ORSA Journal on Computing 6(4), 1994.
 */
#ifndef KOPPEL_ENGINE_LP_INTEGER_PROGRAM_H
#define KOPPEL_ENGINE_LP_INTEGER_PROGRAM_H

#include "base/arena.h"
#include "base/exact.h"

#include "koppel.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KOPPEL_ROW_NO_MIN INT64_MIN
#define KOPPEL_ROW_NO_MAX INT64_MAX

struct koppel_program_row {
    int64_t lo;         /* KOPPEL_ROW_NO_MIN: none */
    int64_t hi;         /* KOPPEL_ROW_NO_MAX: none */
    bool is_branchable; /* its activity is whole in every solution, and it may be branched on */
};

struct koppel_program_column {
    int64_t lo;
    int64_t hi;
    int64_t cost;
    bool is_integer; /* false: whole by itself once the integer columns are */
};

struct koppel_program {
    struct koppel_arena arena; /* of the arrays */
    struct koppel_program_row *rows;
    struct koppel_program_column *columns;
    int64_t *first; /* n_columns + 1: coefficients of column c are first[c] .. first[c+1]-1 */
    int32_t *row;
    int64_t *value;
    int64_t *row_first; /* n_rows + 1: the same by row, after koppel_program_finish */
    int32_t *row_column;
    int64_t *row_value;
    int32_t n_rows;
    int32_t n_columns;
    size_t row_capacity;
    size_t column_capacity;
    size_t first_capacity;
    size_t index_capacity;
    size_t value_capacity;
};

/** Limits of rows and columns in one node of a search; the arrays are borrowed. */
struct koppel_node_bounds {
    int64_t *column_lo;
    int64_t *column_hi;
    int64_t *row_lo;
    int64_t *row_hi;
};

/** Adds a row and returns its number in *row. KOPPEL_OK or KOPPEL_E_MEMORY. */
enum koppel_status koppel_program_add_row(struct koppel_program *program, int64_t lo, int64_t hi, bool is_branchable,
                                          int32_t *row);

/** Begins a new column without coefficients; they are then added to the last column. */
enum koppel_status koppel_program_add_column(struct koppel_program *program, struct koppel_program_column column,
                                             int32_t *number);

/** Adds to the coefficient of the last column in a row (a row may be named again: values add up). Zeros are not
 * stored. */
enum koppel_status koppel_program_add_value(struct koppel_program *program, int32_t row, int64_t value);

/** Lists the coefficients by row too; nothing may be added afterwards. KOPPEL_OK or KOPPEL_E_MEMORY. */
enum koppel_status koppel_program_finish(struct koppel_program *program);

/** Safe on a zeroed program. */
void koppel_program_free(struct koppel_program *program);

/** The bounds of the program itself, in fresh arrays of the arena. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_node_bounds_make(struct koppel_node_bounds *bounds, const struct koppel_program *program,
                                           struct koppel_arena *arena);

/** Copies all bounds. */
void koppel_node_bounds_copy(struct koppel_node_bounds *to, const struct koppel_node_bounds *from,
                             const struct koppel_program *program);

/**
 * Bound propagation: tightens the bounds of columns by what the rows imply, in whole numbers, a few rounds.
 * @return false when nothing keeps the bounds
 */
bool koppel_node_bounds_tighten(struct koppel_node_bounds *bounds, const struct koppel_program *program);

/** Cost of a point (n_columns entries). */
int64_t koppel_program_cost(const struct koppel_program *program, const int64_t *point);

/** True when the point keeps the bounds of rows and columns. `activity`: n_rows entries, receives the rows' values. */
bool koppel_program_holds(const struct koppel_program *program, const struct koppel_node_bounds *bounds,
                          const int64_t *point, int64_t *activity);

/**
 * The bound that row duals give within bounds (see above). A dual whose side of the row is missing counts as 0.
 *
 * @param prices    n_rows entries
 * @param with_cost false: as if all costs were 0; a positive bound then proves that nothing keeps the bounds
 * @param scratch   n_rows entries
 * @return the bound rounded up, INT64_MIN when a number does not fit
 */
int64_t koppel_program_bound(const struct koppel_program *program, const struct koppel_node_bounds *bounds,
                             const double *prices, bool with_cost, int64_t *scratch);

/**
 * Reduced-cost fixing: tightens the bounds of columns; everything within them that costs at most `target` stays.
 *
 * @param reduced  n_columns entries of scratch
 * @return the bound as koppel_program_bound gives it; the bounds change only when it is at most the target
 */
int64_t koppel_program_fix(const struct koppel_program *program, struct koppel_node_bounds *bounds,
                           const double *prices, int64_t target, int64_t *scratch, koppel_wide *reduced);

#endif
