// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* plain_model.h - an integer program as rows of whole numbers, and its text in the file formats of other solvers.
 *
 * METHOD      rows are added one after the other and their coefficients kept row by row; LP is written from the rows,
 *             MPS from their transposition. Every number is a whole number, so no reader rounds it below 2^53.
 * DIFFERENCE  from what GLPK writes: no detour through a file, no floating point, and in LP a row that is limited on both
 *             sides is two rows, the second without a name, because readers do not agree on how to say that in one.
 * COMPLEXITY  O(columns + coefficients), time and memory
 * SOURCE      formats as in GLPK Reference Manual, appendices B.2 (free MPS) and C (CPLEX LP)
 */
#ifndef KOPPEL_PROBLEM_PLAIN_MODEL_H
#define KOPPEL_PROBLEM_PLAIN_MODEL_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

enum koppel_model_format { KOPPEL_MODEL_MPS, KOPPEL_MODEL_LP };

enum koppel_column_kind {
    KOPPEL_COLUMN_BINARY,
    KOPPEL_COLUMN_ZERO,      /* a whole number, fixed at 0 */
    KOPPEL_COLUMN_ONE,       /* a whole number, fixed at 1 */
    KOPPEL_COLUMN_AT_LEAST_0 /* any number from 0 on */
};

struct koppel_model_column {
    const char *name; /* borrowed; NULL: C and 7 digits */
    int64_t cost;
    enum koppel_column_kind kind;
};

struct koppel_model_row {
    const char *name; /* borrowed; NULL: R and 7 digits */
    int64_t first;    /* its coefficients are first .. end - 1 */
    int64_t end;
    int64_t low;  /* INT64_MIN: none */
    int64_t high; /* INT64_MAX: none */
};

/** Minimise the cost of the columns. Zero-initialise; once memory has run out, `failed` stays true. */
struct koppel_plain_model {
    struct koppel_model_column *columns;
    struct koppel_model_row *rows;
    int32_t *column_of; /* of each coefficient */
    int64_t *value_of;  /* of each coefficient, not 0 */
    size_t n_columns;
    size_t n_rows;
    size_t n_coefficients;
    size_t column_capacity;
    size_t row_capacity;
    size_t index_capacity; /* of column_of */
    size_t value_capacity;
    bool failed;
};

/** Adds a column. @return its number, 0 for the first */
int32_t koppel_plain_model_column(struct koppel_plain_model *model, const char *name, enum koppel_column_kind kind);

/** Adds a coefficient to the row that is being made; a `value` of 0 adds nothing. A column at most once a row. */
void koppel_plain_model_put(struct koppel_plain_model *model, int64_t column, int64_t value);

/** Ends the row that holds what was put since the row before it: low <= its sum <= high, low <= high, one of them given.
 * @param low, high  INT64_MIN and INT64_MAX: none */
void koppel_plain_model_row(struct koppel_plain_model *model, const char *name, int64_t low, int64_t high);

/** Adds the text of the model to `text`. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_plain_model_write(const struct koppel_plain_model *model, enum koppel_model_format format,
                                            struct koppel_text *text);

/** Frees and zeroes. Safe on a zeroed model. */
void koppel_plain_model_free(struct koppel_plain_model *model);

#endif
