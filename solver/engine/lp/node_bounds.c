// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* node_bounds.c - bounds of rows and columns in a node, and bound propagation (see integer_program.h). */
#include "engine/lp/integer_program.h"

#include "base/arena.h"
#include "base/exact.h"

#include <string.h>

/* Rounds over all rows at most. */
enum { TIGHTEN_ROUNDS = 8 };

enum koppel_status koppel_node_bounds_make(struct koppel_node_bounds *bounds, const struct koppel_program *program,
                                           struct koppel_arena *arena)
{
    *bounds = (struct koppel_node_bounds){
        .column_lo = koppel_arena_new(arena, (size_t)program->n_columns, sizeof *bounds->column_lo),
        .column_hi = koppel_arena_new(arena, (size_t)program->n_columns, sizeof *bounds->column_hi),
        .row_lo = koppel_arena_new(arena, (size_t)program->n_rows, sizeof *bounds->row_lo),
        .row_hi = koppel_arena_new(arena, (size_t)program->n_rows, sizeof *bounds->row_hi),
    };
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t c = 0; c < program->n_columns; c++) {
        bounds->column_lo[c] = program->columns[c].lo;
        bounds->column_hi[c] = program->columns[c].hi;
    }
    for (int32_t r = 0; r < program->n_rows; r++) {
        bounds->row_lo[r] = program->rows[r].lo;
        bounds->row_hi[r] = program->rows[r].hi;
    }
    return KOPPEL_OK;
}

void koppel_node_bounds_copy(struct koppel_node_bounds *to, const struct koppel_node_bounds *from,
                             const struct koppel_program *program)
{
    size_t n_columns = (size_t)program->n_columns;
    size_t n_rows = (size_t)program->n_rows;

    memcpy(to->column_lo, from->column_lo, n_columns * sizeof *to->column_lo);
    memcpy(to->column_hi, from->column_hi, n_columns * sizeof *to->column_hi);
    memcpy(to->row_lo, from->row_lo, n_rows * sizeof *to->row_lo);
    memcpy(to->row_hi, from->row_hi, n_rows * sizeof *to->row_hi);
}

static koppel_wide floor_divide(koppel_wide a, int64_t b)
{
    return a >= 0 ? a / b : -((-a + b - 1) / b);
}

/* x_c <= limit / value for value > 0, x_c >= limit / value for value < 0; rounded for continuous columns, too, for they
 * are whole in some optimum. */
static void tighten_column(struct koppel_node_bounds *bounds, int32_t c, int64_t value, koppel_wide limit,
                           bool *changed)
{
    if (value > 0) {
        koppel_wide hi = floor_divide(limit, value);

        if (hi < bounds->column_hi[c]) {
            bounds->column_hi[c] = hi < bounds->column_lo[c] ? bounds->column_lo[c] - 1 : (int64_t)hi;
            *changed = true;
        }
    } else {
        koppel_wide lo = -floor_divide(limit, -value);

        if (lo > bounds->column_lo[c]) {
            bounds->column_lo[c] = lo > bounds->column_hi[c] ? bounds->column_hi[c] + 1 : (int64_t)lo;
            *changed = true;
        }
    }
}

/* One row: sign = 1 reads it as sum a x <= hi, sign = -1 as sum -a x <= -lo. @return false when it cannot hold */
static bool tighten_row(struct koppel_node_bounds *bounds, const struct koppel_program *program, int32_t r, int sign,
                        bool *changed)
{
    koppel_wide most = sign > 0 ? bounds->row_hi[r] : -(koppel_wide)bounds->row_lo[r];
    koppel_wide least = 0;

    for (int64_t k = program->row_first[r]; k < program->row_first[r + 1]; k++) {
        int64_t value = sign * program->row_value[k];
        int32_t c = program->row_column[k];

        least += (koppel_wide)value * (value > 0 ? bounds->column_lo[c] : bounds->column_hi[c]);
    }
    if (least > most) {
        return false;
    }
    for (int64_t k = program->row_first[r]; k < program->row_first[r + 1]; k++) {
        int64_t value = sign * program->row_value[k];
        int32_t c = program->row_column[k];
        int64_t at = value > 0 ? bounds->column_lo[c] : bounds->column_hi[c];

        if (bounds->column_lo[c] < bounds->column_hi[c]) {
            tighten_column(bounds, c, value, most - least + (koppel_wide)value * at, changed);
        }
    }
    return true;
}

bool koppel_node_bounds_tighten(struct koppel_node_bounds *bounds, const struct koppel_program *program)
{
    bool changed = true;

    for (int round = 0; round < TIGHTEN_ROUNDS && changed; round++) {
        changed = false;
        for (int32_t r = 0; r < program->n_rows; r++) {
            if (bounds->row_hi[r] != KOPPEL_ROW_NO_MAX && !tighten_row(bounds, program, r, 1, &changed)) {
                return false;
            }
            if (bounds->row_lo[r] != KOPPEL_ROW_NO_MIN && !tighten_row(bounds, program, r, -1, &changed)) {
                return false;
            }
        }
    }
    for (int32_t c = 0; c < program->n_columns; c++) {
        if (bounds->column_lo[c] > bounds->column_hi[c]) {
            return false;
        }
    }
    return true;
}
