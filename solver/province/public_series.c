// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* public_series.c - what a public table shows, in view of the tables before it (see public_series.h). */
#include "province/public_series.h"

#include "base/memory.h"
#include "model/province_names.h"

#include <stdlib.h>
#include <string.h>

/* One province and one column. */
struct public_column {
    const struct koppel_province *province;
    int32_t of; /* row of the province's names */
    int column;
    int32_t n;        /* its municipalities, */
    int32_t *members; /* by few inhabitants first */
    int32_t *order;   /* n: 0, 1, 2, ... */
    struct koppel_told *told;
    int64_t *counts;
    enum koppel_cell_state *states; /* n, and the total */
    int32_t *days;                  /* on which the tables of the case had new counts */
    size_t n_days;
    struct koppel_series series;
};

static void free_column(struct public_column *c)
{
    free(c->members);
    free(c->order);
    free(c->told);
    free(c->counts);
    free(c->states);
    free(c->days);
}

static enum koppel_status make_column(const struct koppel_province *province, struct public_column *c)
{
    size_t n = (size_t)province->kase->n_municipalities;

    *c = (struct public_column){
        .province = province,
        .members = koppel_new(n, sizeof *c->members),
        .order = koppel_new(n, sizeof *c->order),
        .told = koppel_new(n, sizeof *c->told),
        .counts = koppel_new(n, sizeof *c->counts),
        .states = koppel_new(n + 1, sizeof *c->states),
        .days = koppel_new((size_t)province->kase->n_targets + (size_t)province->kase->n_swaps, sizeof *c->days)};
    for (size_t i = 0; c->order != NULL && i < n; i++) {
        c->order[i] = (int32_t)i;
    }
    return c->members != NULL && c->order != NULL && c->told != NULL && c->counts != NULL && c->states != NULL &&
                   c->days != NULL
               ? KOPPEL_OK
               : KOPPEL_E_MEMORY;
}

/* Puts a municipality in its place among the members. */
static void insert_member(struct public_column *c, int32_t m)
{
    const struct koppel_municipality *all = c->province->kase->municipalities;
    int32_t place = c->n++;

    while (place > 0) {
        const struct koppel_municipality *before = &all[c->members[place - 1]];

        if (before->inhabitants < all[m].inhabitants ||
            (before->inhabitants == all[m].inhabitants && strcmp(before->id, all[m].id) < 0)) {
            break;
        }
        c->members[place] = c->members[place - 1];
        place--;
    }
    c->members[place] = m;
}

static int by_day(const void *a, const void *b)
{
    return (*(const int32_t *)a > *(const int32_t *)b) - (*(const int32_t *)a < *(const int32_t *)b);
}

static void add_day(struct public_column *c, int32_t municipality, int32_t period, int32_t day)
{
    const struct koppel_province *province = c->province;

    if (province->rows[municipality].province == c->of && period == province->period && day <= province->day &&
        (c->column == KOPPEL_PUBLIC_TARGET || day >= koppel_period_first_day(period))) {
        c->days[c->n_days++] = day;
    }
}

static void list_days(struct public_column *c)
{
    const struct koppel_case *kase = c->province->kase;
    size_t n = 0;

    c->n_days = 0;
    for (int32_t i = 0; i < kase->n_targets; i++) {
        add_day(c, kase->targets[i].municipality, kase->targets[i].period, kase->targets[i].published_on);
    }
    for (int32_t i = 0; i < kase->n_swaps && c->column == KOPPEL_PUBLIC_TARGET; i++) {
        if (kase->swaps[i].municipality != KOPPEL_NONE) {
            add_day(c, kase->swaps[i].municipality, kase->swaps[i].period, kase->swaps[i].agreed_on);
        }
    }
    qsort(c->days, c->n_days, sizeof *c->days, by_day);
    for (size_t i = 0; i < c->n_days; i++) {
        if (n == 0 || c->days[n - 1] != c->days[i]) {
            c->days[n++] = c->days[i];
        }
    }
    c->n_days = n;
}

static int64_t total_of(const struct public_column *c)
{
    int64_t total = 0;

    for (int32_t i = 0; i < c->n; i++) {
        total += c->states[i] != KOPPEL_CELL_ABSENT ? c->counts[i] : 0;
    }
    return total;
}

/* The counts by what was known on a day. */
static void count_on(struct public_column *c, int32_t day)
{
    const struct koppel_case *kase = c->province->kase;

    for (int32_t i = 0; i < c->n; i++) {
        struct koppel_ruling_target target = koppel_ruling_target(kase, c->members[i], c->province->period, day);
        bool is_there = target.row != KOPPEL_NONE;
        int64_t housed = is_there ? kase->targets[target.row].housed_persons : 0;

        c->states[i] = is_there ? KOPPEL_CELL_SHOWN : KOPPEL_CELL_ABSENT;
        c->counts[i] = c->column == KOPPEL_PUBLIC_TARGET ? target.persons : housed;
        c->counts[i] = is_there && c->counts[i] > 0 ? c->counts[i] : 0;
    }
}

/* The table of a day, as it may have been published. */
static void add_possible(struct public_column *c, int32_t day)
{
    count_on(c, day);
    koppel_series_protect(&c->series, c->counts, c->states);
    koppel_series_add(&c->series, c->counts, total_of(c), c->states, false);
}

static int32_t place_of(const struct public_column *c, int32_t municipality)
{
    for (int32_t i = 0; i < c->n; i++) {
        if (c->members[i] == municipality) {
            return i;
        }
    }
    return KOPPEL_NONE;
}

static void add_published(struct public_column *c, const struct koppel_published_table *table)
{
    int64_t total = 0;

    for (int32_t i = 0; i < c->n; i++) {
        c->states[i] = KOPPEL_CELL_ABSENT;
        c->counts[i] = 0;
    }
    c->states[c->n] = KOPPEL_CELL_WITHHELD;
    for (size_t k = 0; k < table->n_rows; k++) {
        const struct koppel_published_row *row = &table->rows[k];
        int32_t place = row->municipality != KOPPEL_NONE ? place_of(c, row->municipality) : KOPPEL_NONE;

        if (place != KOPPEL_NONE) {
            c->states[place] = row->states[c->column];
            c->counts[place] = row->counts[c->column];
        } else if (row->municipality == KOPPEL_NONE &&
                   koppel_province_is_same(row->province, c->province->names[c->of])) {
            c->states[c->n] = row->states[c->column];
            total = row->counts[c->column];
        }
    }
    koppel_series_add(&c->series, c->counts, total, c->states, true);
}

static void add_earlier(struct public_column *c, const struct koppel_published *published)
{
    if (published != NULL) {
        for (size_t t = 0; t < published->n_tables; t++) {
            add_published(c, &published->tables[t]);
        }
        return;
    }
    list_days(c);
    for (size_t i = 0; i < c->n_days; i++) {
        add_possible(c, c->days[i]);
    }
}

/* Decides the cells of one province, and adds its total to the grand total, which is shown when all totals are. */
static void decide(struct public_column *c, const struct koppel_published *published, struct koppel_public_cells *cells)
{
    int32_t n = c->province->kase->n_municipalities;
    int32_t grand = n + c->province->n_provinces;
    int64_t *counts = cells->counts[c->column];
    enum koppel_cell_state *states = cells->states[c->column];
    bool is_there = false;

    koppel_series_begin(&c->series, c->n, c->order, c->told);
    add_earlier(c, published);
    count_on(c, c->province->day);
    koppel_series_protect(&c->series, c->counts, c->states);
    for (int32_t i = 0; i < c->n; i++) {
        counts[c->members[i]] = c->counts[i];
        states[c->members[i]] = c->states[i];
        is_there = is_there || c->states[i] != KOPPEL_CELL_ABSENT;
    }
    counts[n + c->of] = total_of(c);
    states[n + c->of] = is_there ? c->states[c->n] : KOPPEL_CELL_ABSENT;
    counts[grand] += counts[n + c->of];
    if (states[n + c->of] == KOPPEL_CELL_WITHHELD) {
        states[grand] = KOPPEL_CELL_WITHHELD;
    }
}

enum koppel_status koppel_public_cells_make(const struct koppel_province *province,
                                            const struct koppel_published *published, struct koppel_public_cells *cells)
{
    size_t n = (size_t)province->kase->n_municipalities + (size_t)province->n_provinces + 1;
    struct public_column column;
    enum koppel_status status = make_column(province, &column);

    *cells = (struct koppel_public_cells){{NULL}, {NULL}};
    for (int c = 0; c < KOPPEL_PUBLIC_COLUMNS; c++) {
        cells->counts[c] = koppel_new(n, sizeof *cells->counts[c]);
        cells->states[c] = koppel_new(n, sizeof *cells->states[c]);
        status = cells->counts[c] != NULL && cells->states[c] != NULL ? status : KOPPEL_E_MEMORY;
    }
    for (int32_t of = 0; status == KOPPEL_OK && of < province->n_provinces; of++) {
        column.of = of;
        column.n = 0;
        for (int32_t m = 0; m < province->kase->n_municipalities; m++) {
            if (province->rows[m].province == of) {
                insert_member(&column, m);
            }
        }
        for (column.column = 0; column.column < KOPPEL_PUBLIC_COLUMNS; column.column++) {
            decide(&column, published, cells);
        }
    }
    free_column(&column);
    return status;
}

void koppel_public_cells_free(struct koppel_public_cells *cells)
{
    for (int c = 0; c < KOPPEL_PUBLIC_COLUMNS; c++) {
        free(cells->counts[c]);
        free(cells->states[c]);
    }
    *cells = (struct koppel_public_cells){{NULL}, {NULL}};
}
