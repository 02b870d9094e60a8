// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* integer_program.c - an integer program in whole numbers, and bounds from row duals (see integer_program.h). */
#include "engine/lp/integer_program.h"

#include "base/arena.h"
#include "base/exact.h"

#include <math.h>

/* Binary digits of a dual after the point, where they fit. */
enum { PRICE_BITS = 44 };

enum koppel_status koppel_program_add_row(struct koppel_program *program, int64_t lo, int64_t hi, bool is_branchable,
                                          int32_t *row)
{
    if (koppel_arena_grow(&program->arena, (void **)&program->rows, &program->row_capacity, (size_t)program->n_rows + 1,
                          sizeof *program->rows) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    *row = program->n_rows++;
    program->rows[*row] = (struct koppel_program_row){lo, hi, is_branchable};
    return KOPPEL_OK;
}

enum koppel_status koppel_program_add_column(struct koppel_program *program, struct koppel_program_column column,
                                             int32_t *number)
{
    size_t n = (size_t)program->n_columns + 1;

    if (koppel_arena_grow(&program->arena, (void **)&program->columns, &program->column_capacity, n,
                          sizeof *program->columns) != KOPPEL_OK ||
        koppel_arena_grow(&program->arena, (void **)&program->first, &program->first_capacity, n + 1,
                          sizeof *program->first) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    if (program->n_columns == 0) {
        program->first[0] = 0;
    }
    *number = program->n_columns++;
    program->columns[*number] = column;
    program->first[*number + 1] = program->first[*number];
    return KOPPEL_OK;
}

enum koppel_status koppel_program_add_value(struct koppel_program *program, int32_t row, int64_t value)
{
    int64_t begin = program->first[program->n_columns - 1];
    int64_t end = program->first[program->n_columns];

    if (value == 0) {
        return KOPPEL_OK;
    }
    for (int64_t k = begin; k < end; k++) {
        if (program->row[k] == row) {
            program->value[k] += value;
            return KOPPEL_OK;
        }
    }
    if (koppel_arena_grow(&program->arena, (void **)&program->row, &program->index_capacity, (size_t)end + 1,
                          sizeof *program->row) != KOPPEL_OK ||
        koppel_arena_grow(&program->arena, (void **)&program->value, &program->value_capacity, (size_t)end + 1,
                          sizeof *program->value) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    program->row[end] = row;
    program->value[end] = value;
    program->first[program->n_columns] = end + 1;
    return KOPPEL_OK;
}

enum koppel_status koppel_program_finish(struct koppel_program *program)
{
    int64_t n_values = program->n_columns > 0 ? program->first[program->n_columns] : 0;
    int64_t *next = NULL;

    program->row_first = koppel_arena_new(&program->arena, (size_t)program->n_rows + 1, sizeof *program->row_first);
    program->row_column = koppel_arena_new(&program->arena, (size_t)n_values, sizeof *program->row_column);
    program->row_value = koppel_arena_new(&program->arena, (size_t)n_values, sizeof *program->row_value);
    next = koppel_arena_new(&program->arena, (size_t)program->n_rows, sizeof *next);
    if (koppel_arena_failed(&program->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int64_t k = 0; k < n_values; k++) {
        program->row_first[program->row[k] + 1]++;
    }
    for (int32_t r = 0; r < program->n_rows; r++) {
        program->row_first[r + 1] += program->row_first[r];
        next[r] = program->row_first[r];
    }
    for (int32_t c = 0; c < program->n_columns; c++) {
        for (int64_t k = program->first[c]; k < program->first[c + 1]; k++) {
            int64_t at = next[program->row[k]]++;

            program->row_column[at] = c;
            program->row_value[at] = program->value[k];
        }
    }
    koppel_arena_drop(&program->arena, next);
    return KOPPEL_OK;
}

void koppel_program_free(struct koppel_program *program)
{
    koppel_arena_free(&program->arena);
    *program = (struct koppel_program){0};
}

int64_t koppel_program_cost(const struct koppel_program *program, const int64_t *point)
{
    int64_t cost = 0;

    for (int32_t c = 0; c < program->n_columns; c++) {
        cost += program->columns[c].cost * point[c];
    }
    return cost;
}

bool koppel_program_holds(const struct koppel_program *program, const struct koppel_node_bounds *bounds,
                          const int64_t *point, int64_t *activity)
{
    for (int32_t r = 0; r < program->n_rows; r++) {
        activity[r] = 0;
    }
    for (int32_t c = 0; c < program->n_columns; c++) {
        if (point[c] < bounds->column_lo[c] || point[c] > bounds->column_hi[c]) {
            return false;
        }
        for (int64_t k = program->first[c]; k < program->first[c + 1]; k++) {
            activity[program->row[k]] += program->value[k] * point[c];
        }
    }
    for (int32_t r = 0; r < program->n_rows; r++) {
        if (activity[r] < bounds->row_lo[r] || activity[r] > bounds->row_hi[r]) {
            return false;
        }
    }
    return true;
}

/* sum += a * b; false when it does not fit. */
static bool add_product(koppel_wide *sum, koppel_wide a, koppel_wide b)
{
    koppel_wide product = 0;

    return !__builtin_mul_overflow(a, b, &product) && !__builtin_add_overflow(*sum, product, sum);
}

/* Binary digits after the point with which every dual fits 61 bits. */
static int price_bits(const double *prices, int32_t n_rows)
{
    double largest = 1;
    int exponent = 0;

    for (int32_t r = 0; r < n_rows; r++) {
        double size = fabs(prices[r]);

        largest = size > largest && size < 1e18 ? size : largest;
    }
    frexp(largest, &exponent);
    return exponent + PRICE_BITS > 61 ? 61 - exponent : PRICE_BITS;
}

/* A dual in units of 2^-bits; 0 where the row has no limit on that side. */
static int64_t whole_price(double price, int bits, int64_t lo, int64_t hi)
{
    if (!(fabs(price) < 1e18) || (price > 0 && lo == KOPPEL_ROW_NO_MIN) || (price < 0 && hi == KOPPEL_ROW_NO_MAX)) {
        return 0;
    }
    return (int64_t)llround(ldexp(price, bits));
}

/* The bound and the reduced costs of columns in units of 2^-bits; false when a number does not fit. */
static bool price_out(const struct koppel_program *program, const struct koppel_node_bounds *bounds,
                      const double *prices, int bits, bool with_cost, int64_t *scratch, koppel_wide *reduced,
                      koppel_wide *bound)
{
    koppel_wide one = (koppel_wide)1 << bits;

    *bound = 0;
    for (int32_t r = 0; r < program->n_rows; r++) {
        scratch[r] = whole_price(prices[r], bits, bounds->row_lo[r], bounds->row_hi[r]);
        if (scratch[r] != 0 &&
            !add_product(bound, scratch[r], scratch[r] > 0 ? bounds->row_lo[r] : bounds->row_hi[r])) {
            return false;
        }
    }
    for (int32_t c = 0; c < program->n_columns; c++) {
        koppel_wide d = with_cost ? program->columns[c].cost * one : 0;

        for (int64_t k = program->first[c]; k < program->first[c + 1]; k++) {
            if (!add_product(&d, -(koppel_wide)scratch[program->row[k]], program->value[k])) {
                return false;
            }
        }
        if (!add_product(bound, d, d > 0 ? bounds->column_lo[c] : bounds->column_hi[c])) {
            return false;
        }
        if (reduced != NULL) {
            reduced[c] = d;
        }
    }
    return true;
}

static int64_t round_up(koppel_wide bound, int bits)
{
    koppel_wide one = (koppel_wide)1 << bits;

    bound = bound >= 0 ? (bound + one - 1) / one : -(-bound / one);
    return bound > INT64_MIN && bound < INT64_MAX ? (int64_t)bound : INT64_MIN;
}

int64_t koppel_program_bound(const struct koppel_program *program, const struct koppel_node_bounds *bounds,
                             const double *prices, bool with_cost, int64_t *scratch)
{
    int bits = price_bits(prices, program->n_rows);
    koppel_wide bound = 0;

    if (!price_out(program, bounds, prices, bits, with_cost, scratch, NULL, &bound)) {
        return INT64_MIN;
    }
    return round_up(bound, bits);
}

int64_t koppel_program_fix(const struct koppel_program *program, struct koppel_node_bounds *bounds,
                           const double *prices, int64_t target, int64_t *scratch, koppel_wide *reduced)
{
    int bits = price_bits(prices, program->n_rows);
    koppel_wide bound = 0, gap = 0;

    if (!price_out(program, bounds, prices, bits, true, scratch, reduced, &bound)) {
        return INT64_MIN;
    }
    gap = target * ((koppel_wide)1 << bits) - bound;
    for (int32_t c = 0; gap >= 0 && c < program->n_columns; c++) {
        koppel_wide range = (koppel_wide)bounds->column_hi[c] - bounds->column_lo[c];

        if (reduced[c] > 0 && gap / reduced[c] < range) {
            bounds->column_hi[c] = bounds->column_lo[c] + (int64_t)(gap / reduced[c]);
        } else if (reduced[c] < 0 && gap / -reduced[c] < range) {
            bounds->column_lo[c] = bounds->column_hi[c] - (int64_t)(gap / -reduced[c]);
        }
    }
    return round_up(bound, bits);
}
