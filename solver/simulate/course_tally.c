// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* course_tally.c - what a policy comes to on a path (see course_tally.h). */
#include "simulate/course_tally.h"

#include "base/memory.h"

#include <stdlib.h>

static int compare_days(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a;
    const int32_t y = *(const int32_t *)b;

    return (x > y) - (x < y);
}

/* Days that an agent waits, until it is placed or the horizon ends. */
static int32_t days_waited(const struct koppel_world *world, const struct koppel_course *path,
                           const struct koppel_history *history, int32_t agent)
{
    const int32_t until =
        history->slot_of[agent] != KOPPEL_NONE ? history->step_of[agent] * world->every : world->n_days;

    return until - path->agents.since[agent];
}

static bool is_of_group(const struct koppel_world *world, const struct koppel_course *path, int32_t agent,
                        int32_t group)
{
    return group == KOPPEL_NONE || world->breakdown->agent_group[path->agents.row[agent]] == group;
}

/* Days that the agents of a group (KOPPEL_NONE: all) waited, ascending. @return how many agents */
static int32_t list_days(const struct koppel_world *world, const struct koppel_course *path,
                         const struct koppel_history *history, int32_t group, int32_t *days)
{
    int32_t n = 0;

    for (int32_t i = 0; i < path->agents.n_items; i++) {
        if (is_of_group(world, path, i, group)) {
            days[n++] = days_waited(world, path, history, i);
        }
    }
    if (n > 0) {
        qsort(days, (size_t)n, sizeof *days, compare_days);
    }
    return n;
}

static int64_t nine_in_ten(const int32_t *days, int32_t n)
{
    return n > 0 ? days[((int64_t)n * 9 + 9) / 10 - 1] : 0;
}

static void count_agents(struct koppel_course_tally *tally, const struct koppel_world *world,
                         const struct koppel_course *path, const struct koppel_history *history, int32_t *days)
{
    const int32_t n = list_days(world, path, history, KOPPEL_NONE, days);

    tally->number[KOPPEL_TOLD_CAME] = n;
    tally->number[KOPPEL_TOLD_WAITING_P90] = nine_in_ten(days, n);
    for (int32_t i = 0; i < n; i++) {
        const int32_t persons = world->persons[path->agents.row[i]];
        const int32_t waited = days_waited(world, path, history, i);

        tally->number[KOPPEL_TOLD_WAITING] += waited;
        if (history->slot_of[i] == KOPPEL_NONE) {
            tally->number[KOPPEL_TOLD_OVERDUE] += waited > world->term_days;
            continue;
        }
        tally->number[KOPPEL_TOLD_PLACED]++;
        tally->number[KOPPEL_TOLD_PERSONS] += persons;
        tally->number[KOPPEL_TOLD_IN_TERM] += waited <= world->term_days ? persons : 0;
    }
}

static void count_groups(struct koppel_course_tally *tally, const struct koppel_world *world,
                         const struct koppel_course *path, const struct koppel_history *history, int32_t *days)
{
    for (int32_t group = 0; group < KOPPEL_N_TOLD_GROUPS && world->breakdown != NULL; group++) {
        int64_t *told = tally->group[group];
        const int32_t n = list_days(world, path, history, group, days);

        told[KOPPEL_GROUP_CAME] = n;
        told[KOPPEL_GROUP_WAITING_P90] = nine_in_ten(days, n);
        for (int32_t k = 0; k < n; k++) {
            told[KOPPEL_GROUP_WAITING] += days[k];
        }
        for (int32_t i = 0; i < path->agents.n_items; i++) {
            if (is_of_group(world, path, i, group)) {
                const bool is_placed = history->slot_of[i] != KOPPEL_NONE;

                told[KOPPEL_GROUP_PLACED] += is_placed;
                told[KOPPEL_GROUP_OVERDUE] += !is_placed && days_waited(world, path, history, i) > world->term_days;
            }
        }
    }
}

/* The list of what was kept stands by step; a slot's days are counted one slot after the other. */
static enum koppel_status count_held(struct koppel_course_tally *tally, const struct koppel_world *world,
                                     const struct koppel_course *path, const struct koppel_history *history)
{
    int32_t *steps = koppel_new((size_t)path->slots.n_items, sizeof *steps);

    if (steps == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < history->n_kept; k++) {
        steps[history->kept[k].slot]++;
    }
    for (int32_t j = 0; j < path->slots.n_items; j++) {
        const int64_t held = (int64_t)steps[j] * world->every;

        tally->number[KOPPEL_TOLD_HELD] += held;
        tally->number[KOPPEL_TOLD_HELD_SLOTS] += held > 0;
        if (held > tally->number[KOPPEL_TOLD_HELD_LONGEST]) {
            tally->number[KOPPEL_TOLD_HELD_LONGEST] = held;
        }
    }
    free(steps);
    return KOPPEL_OK;
}

/* What went otherwise. */
static void count_chances(struct koppel_course_tally *tally, const struct koppel_world *world,
                          const struct koppel_course *path, const struct koppel_history *history)
{
    const struct koppel_world_chances *chances = world->chances;

    tally->number[KOPPEL_TOLD_REFUSED] = history->n_refused;
    tally->number[KOPPEL_TOLD_LATE] = path->n_late;
    for (int32_t i = 0; i < path->agents.n_items; i++) {
        const int32_t slot = history->slot_of[i];

        tally->number[KOPPEL_TOLD_OUTSIDE] +=
            slot != KOPPEL_NONE &&
            koppel_problem_pair(world->problem, path->agents.row[i], path->slots.row[slot]) == KOPPEL_NONE;
        if (chances != NULL && slot != KOPPEL_NONE && path->agents.grown[i] < world->n_steps) {
            tally->number[KOPPEL_TOLD_OUTGROWN] +=
                chances->slot_size[path->slots.row[slot]] < chances->agent_grown_size[path->agents.row[i]];
        }
    }
}

static enum koppel_status count_all(struct koppel_course_tally *tally, const struct koppel_world *world,
                                    const struct koppel_course *path, const struct koppel_history *history)
{
    int32_t *days = koppel_new((size_t)path->agents.n_items, sizeof *days);

    if (days == NULL) {
        return KOPPEL_E_MEMORY;
    }
    count_agents(tally, world, path, history, days);
    count_groups(tally, world, path, history, days);
    count_chances(tally, world, path, history);
    free(days);
    return count_held(tally, world, path, history);
}

static void count_missing(struct koppel_course_tally *tally, const struct koppel_world *world, const int64_t *loads)
{
    const int32_t n = world->problem->n_loads;

    for (int32_t h = 0; h < world->n_half_years && h < KOPPEL_MOST_HALF_YEARS_TOLD; h++) {
        for (int32_t g = 0; g < n; g++) {
            if (world->target[g] != KOPPEL_UNKNOWN_TARGET) {
                const int64_t left = koppel_world_at(world, g, world->target[g], h) - loads[h * n + g];

                tally->missing[h] += left > 0 ? left : 0;
            }
        }
    }
}

enum koppel_status koppel_course_tally_make(struct koppel_course_tally *tally, const struct koppel_world *world,
                                            const struct koppel_course *path, const struct koppel_history *history,
                                            bool with_costs)
{
    int64_t costs[KOPPEL_MOST_TIERS_TOLD];
    int64_t *loads = koppel_new((size_t)world->problem->n_loads * (size_t)world->n_half_years, sizeof *loads);
    enum koppel_status status = loads != NULL ? count_all(tally, world, path, history) : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK) {
        for (int32_t j = 0; j < path->slots.n_items; j++) {
            tally->number[KOPPEL_TOLD_SLOTS] += world->problem->places[path->slots.row[j]];
        }
        tally->number[KOPPEL_TOLD_EMPTY] = tally->number[KOPPEL_TOLD_SLOTS] - tally->number[KOPPEL_TOLD_PLACED];
        koppel_history_cost(world, path, history, costs, loads);
        count_missing(tally, world, loads);
        for (int32_t t = 0; t < world->problem->n_tiers && with_costs; t++) {
            tally->cost[t] = costs[t];
        }
    }
    free(loads);
    return status;
}
