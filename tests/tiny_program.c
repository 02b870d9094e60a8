// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Integer programs of a few columns and every whole point of them (see tiny_program.h). */
#include "tiny_program.h"

#include "random_problem.h"

#include <stdio.h>
#include <stdlib.h>

static void expect(enum koppel_status status)
{
    if (status != KOPPEL_OK) {
        fputs("tiny_program: out of memory\n", stderr);
        abort();
    }
}

struct koppel_program tiny_program(const struct tiny_table *table)
{
    struct koppel_program program = {0};
    int32_t number = 0;

    for (int32_t r = 0; r < table->n_rows; r++) {
        expect(koppel_program_add_row(&program, table->row_lo[r], table->row_hi[r], true, &number));
    }
    for (int32_t c = 0; c < table->n_columns; c++) {
        struct koppel_program_column column = {table->lo[c], table->hi[c], table->cost[c], true};

        expect(koppel_program_add_column(&program, column, &number));
        for (int32_t r = 0; r < table->n_rows; r++) {
            expect(koppel_program_add_value(&program, r, table->value[r][c]));
        }
    }
    expect(koppel_program_finish(&program));
    return program;
}

struct tiny_table random_table(uint64_t seed, int32_t most_columns, int32_t most_rows, int64_t *point)
{
    uint64_t state = seed;
    struct tiny_table table = {.n_columns = (int32_t)random_between(&state, 1, most_columns),
                               .n_rows = (int32_t)random_between(&state, 1, most_rows)};

    for (int32_t c = 0; c < table.n_columns; c++) {
        table.cost[c] = random_between(&state, -9, 9);
        table.lo[c] = random_between(&state, -2, 1);
        table.hi[c] = table.lo[c] + random_between(&state, 0, 3);
        point[c] = random_between(&state, table.lo[c], table.hi[c]);
    }
    for (int32_t r = 0; r < table.n_rows; r++) {
        int64_t activity = 0, sides = random_between(&state, 1, 3);

        for (int32_t c = 0; c < table.n_columns; c++) {
            table.value[r][c] = random_between(&state, -5, 7);
            activity += table.value[r][c] * point[c];
        }
        table.row_lo[r] = sides != 1 ? activity - random_between(&state, 0, 5) : KOPPEL_ROW_NO_MIN;
        table.row_hi[r] = sides != 2 ? activity + random_between(&state, 0, 5) : KOPPEL_ROW_NO_MAX;
    }
    return table;
}

static bool keeps_rows(const struct tiny_table *table, const int64_t *row_lo, const int64_t *row_hi,
                       const int64_t *point)
{
    for (int32_t r = 0; r < table->n_rows; r++) {
        int64_t activity = 0;

        for (int32_t c = 0; c < table->n_columns; c++) {
            activity += table->value[r][c] * point[c];
        }
        if (activity < row_lo[r] || activity > row_hi[r]) {
            return false;
        }
    }
    return true;
}

bool allows_point(const struct tiny_table *table, const struct koppel_node_bounds *bounds, const int64_t *point)
{
    for (int32_t c = 0; c < table->n_columns; c++) {
        if (point[c] < bounds->column_lo[c] || point[c] > bounds->column_hi[c]) {
            return false;
        }
    }
    return keeps_rows(table, bounds->row_lo, bounds->row_hi, point);
}

void each_point(const struct tiny_table *table, void (*look)(void *data, const int64_t *point, int64_t cost),
                void *data)
{
    int64_t point[TINY_COLUMNS] = {0};
    int32_t c = 0;

    for (c = 0; c < table->n_columns; c++) {
        point[c] = table->lo[c];
    }
    do {
        int64_t cost = 0;

        for (c = 0; c < table->n_columns; c++) {
            cost += table->cost[c] * point[c];
        }
        if (keeps_rows(table, table->row_lo, table->row_hi, point)) {
            look(data, point, cost);
        }
        for (c = 0; c < table->n_columns && point[c] == table->hi[c]; c++) {
            point[c] = table->lo[c];
        }
        if (c < table->n_columns) {
            point[c]++;
        }
    } while (c < table->n_columns);
}

static void keep_least(void *data, const int64_t *point, int64_t cost)
{
    int64_t *least = data;

    (void)point;
    *least = cost < *least ? cost : *least;
}

int64_t least_cost_of_table(const struct tiny_table *table)
{
    int64_t least = INT64_MAX;

    each_point(table, keep_least, &least);
    return least;
}
