// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tiny_program.h - integer programs of a few columns, written out by hand or random, and every whole point of them. */
#ifndef KOPPEL_TESTS_TINY_PROGRAM_H
#define KOPPEL_TESTS_TINY_PROGRAM_H

#include "engine/lp/integer_program.h"

/** Most columns and rows of a program whose points are enumerated. */
enum { TINY_COLUMNS = 8, TINY_ROWS = 6 };

/** A program as a table; columns are whole numbers. */
struct tiny_table {
    int32_t n_columns;
    int32_t n_rows;
    int64_t cost[TINY_COLUMNS];
    int64_t lo[TINY_COLUMNS];
    int64_t hi[TINY_COLUMNS];
    int64_t row_lo[TINY_ROWS];
    int64_t row_hi[TINY_ROWS];
    int64_t value[TINY_ROWS][TINY_COLUMNS];
};

/** The program of a table, finished, with rows that can be branched on. Aborts without memory. The caller frees it. */
struct koppel_program tiny_program(const struct tiny_table *table);

/**
 * Draws a table of at most that size; costs and coefficients have either sign, rows have either limit or both.
 * @param[out] point  n_columns: a point that keeps every row
 */
struct tiny_table random_table(uint64_t seed, int32_t most_columns, int32_t most_rows, int64_t *point);

/** Calls look(data, point, cost) for every whole point that keeps the limits of columns and rows. */
void each_point(const struct tiny_table *table, void (*look)(void *data, const int64_t *point, int64_t cost),
                void *data);

/** The least cost of such a point; INT64_MAX: there is none. */
int64_t least_cost_of_table(const struct tiny_table *table);

/** True when the limits of columns and rows allow the point. */
bool allows_point(const struct tiny_table *table, const struct koppel_node_bounds *bounds, const int64_t *point);

#endif
