// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* course_series.c - how a policy stands month by month (see course_series.h). */
#include "simulate/course_series.h"

#include "base/arena.h"

#include <string.h>

enum { MILLION = 1000000 };

/* What is counted up to a month. */
struct counts {
    const struct koppel_world *world;
    const struct koppel_course *path;
    const struct koppel_history *history;
    struct koppel_arena arena;
    int64_t *area;                     /* persons */
    int64_t *owner_got, *owner_weight; /* places */
    int64_t *district_got;             /* persons */
};

static int64_t millionths(koppel_wide part, koppel_wide whole)
{
    return whole > 0 ? (int64_t)(part * MILLION / whole) : 0;
}

/* 1/2 sum | x_k / X - y_k / Y | in millionths, rounded down. */
static int64_t unevenness(const int64_t *x, const int64_t *y, int32_t n)
{
    koppel_wide all_x = 0;
    koppel_wide all_y = 0;
    koppel_wide sum = 0;

    for (int32_t k = 0; k < n; k++) {
        all_x += x[k];
        all_y += y[k];
    }
    for (int32_t k = 0; k < n; k++) {
        const koppel_wide apart = (koppel_wide)x[k] * all_y - (koppel_wide)y[k] * all_x;

        sum += apart < 0 ? -apart : apart;
    }
    return millionths(sum, 2 * all_x * all_y);
}

/* The index of dissimilarity of who lives in the areas and was placed there; report/indices.h says what is left out. */
static int64_t spread(const struct counts *counts)
{
    const struct koppel_breakdown *by = counts->world->breakdown;
    koppel_wide all = 0;
    koppel_wide reference = 0;
    koppel_wide sum = 0;

    for (int32_t k = 0; k < by->n_areas; k++) {
        all += counts->area[k];
        reference += counts->area[k] > by->area_reference[k] ? counts->area[k] : by->area_reference[k];
    }
    for (int32_t k = 0; k < by->n_areas; k++) {
        const int64_t x = counts->area[k];
        const int64_t t = x > by->area_reference[k] ? x : by->area_reference[k];
        const koppel_wide apart = x * reference - t * all;

        sum += apart < 0 ? -apart : apart;
    }
    return millionths(sum, 2 * all * (reference - all));
}

static bool is_placed_by(const struct counts *counts, int32_t agent, int32_t day)
{
    return counts->history->slot_of[agent] != KOPPEL_NONE &&
           counts->history->step_of[agent] * counts->world->every <= day;
}

static void clear(struct counts *counts)
{
    const struct koppel_breakdown *by = counts->world->breakdown;

    memcpy(counts->area, by->area_persons, (size_t)by->n_areas * sizeof *counts->area);
    memset(counts->owner_got, 0, (size_t)by->n_owners * sizeof *counts->owner_got);
    memset(counts->owner_weight, 0, (size_t)by->n_owners * sizeof *counts->owner_weight);
    memset(counts->district_got, 0, (size_t)by->n_districts * sizeof *counts->district_got);
}

static void count_month(struct counts *counts, int32_t month, struct koppel_course_series *series)
{
    const struct koppel_world *world = counts->world;
    const struct koppel_breakdown *by = world->breakdown;
    const struct koppel_course *path = counts->path;
    const int32_t day = by->month_end[month];
    int64_t n_free = 0;

    clear(counts);
    for (int32_t j = 0; j < path->slots.n_items; j++) {
        const int32_t row = path->slots.row[j];

        if (path->slots.day[j] <= day) {
            counts->owner_weight[by->slot_owner[row]] += world->problem->places[row];
            n_free += path->slots.last[j] * world->every >= day ? world->problem->places[row] : 0;
        }
    }
    for (int32_t i = 0; i < path->agents.n_items; i++) {
        const int32_t agent = path->agents.row[i];

        if (is_placed_by(counts, i, day)) {
            const int32_t slot = counts->history->slot_of[i];
            const int32_t row = path->slots.row[slot];

            counts->area[by->slot_area[row]] += by->agent_spread[agent];
            counts->owner_got[by->slot_owner[row]]++;
            counts->district_got[by->slot_district[row]] += world->persons[agent];
            n_free -= path->slots.last[slot] * world->every >= day;
        } else if (path->agents.day[i] <= day) {
            series->value[KOPPEL_SERIES_BACKLOG][month]++;
            series->value[KOPPEL_SERIES_OVERDUE][month] += day - path->agents.since[i] > world->term_days;
        }
    }
    series->value[KOPPEL_SERIES_FREE][month] = n_free;
    series->value[KOPPEL_SERIES_SPREAD][month] = spread(counts);
    series->value[KOPPEL_SERIES_OWNERS][month] = unevenness(counts->owner_got, counts->owner_weight, by->n_owners);
    series->value[KOPPEL_SERIES_DISTRICTS][month] =
        unevenness(counts->district_got, by->district_weight, by->n_districts);
}

enum koppel_status koppel_course_series_make(struct koppel_course_series *series, const struct koppel_world *world,
                                             const struct koppel_course *path, const struct koppel_history *history)
{
    const struct koppel_breakdown *by = world->breakdown;
    struct counts counts = {.world = world, .path = path, .history = history};
    enum koppel_status status = KOPPEL_OK;

    memset(series, 0, sizeof *series);
    if (by == NULL) {
        return KOPPEL_OK;
    }
    counts.area = koppel_arena_new(&counts.arena, (size_t)by->n_areas, sizeof *counts.area);
    counts.owner_got = koppel_arena_new(&counts.arena, (size_t)by->n_owners, sizeof *counts.owner_got);
    counts.owner_weight = koppel_arena_new(&counts.arena, (size_t)by->n_owners, sizeof *counts.owner_weight);
    counts.district_got = koppel_arena_new(&counts.arena, (size_t)by->n_districts, sizeof *counts.district_got);
    status = koppel_arena_status(&counts.arena);
    for (int32_t month = 0; month < by->n_months && status == KOPPEL_OK; month++) {
        count_month(&counts, month, series);
    }
    koppel_arena_free(&counts.arena);
    return status;
}
