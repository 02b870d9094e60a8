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

static enum koppel_status count_agents(struct koppel_course_tally *tally, const struct koppel_world *world,
                                       const struct koppel_course *path, const struct koppel_history *history)
{
    const int32_t n = path->agents.n_items;
    int32_t *days = koppel_new((size_t)n, sizeof *days);

    if (days == NULL) {
        return KOPPEL_E_MEMORY;
    }
    tally->number[KOPPEL_TOLD_CAME] = n;
    for (int32_t i = 0; i < n; i++) {
        const int32_t persons = world->persons[path->agents.row[i]];

        days[i] = days_waited(world, path, history, i);
        tally->number[KOPPEL_TOLD_WAITING] += days[i];
        if (history->slot_of[i] == KOPPEL_NONE) {
            tally->number[KOPPEL_TOLD_OVERDUE] += days[i] > world->term_days;
            continue;
        }
        tally->number[KOPPEL_TOLD_PLACED]++;
        tally->number[KOPPEL_TOLD_PERSONS] += persons;
        tally->number[KOPPEL_TOLD_IN_TERM] += days[i] <= world->term_days ? persons : 0;
    }
    if (n > 0) {
        qsort(days, (size_t)n, sizeof *days, compare_days);
        tally->number[KOPPEL_TOLD_WAITING_P90] = days[((int64_t)n * 9 + 9) / 10 - 1];
    }
    free(days);
    return KOPPEL_OK;
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
    enum koppel_status status = loads != NULL ? count_agents(tally, world, path, history) : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK) {
        for (int32_t j = 0; j < path->slots.n_items; j++) {
            tally->number[KOPPEL_TOLD_SLOTS] += world->problem->places[path->slots.row[j]];
        }
        tally->number[KOPPEL_TOLD_EMPTY] = tally->number[KOPPEL_TOLD_SLOTS] - tally->number[KOPPEL_TOLD_PLACED];
        tally->number[KOPPEL_TOLD_HELD] = history->n_held * world->every;
        koppel_history_cost(world, path, history, costs, loads);
        count_missing(tally, world, loads);
        for (int32_t t = 0; t < world->problem->n_tiers && with_costs; t++) {
            tally->cost[t] = costs[t];
        }
    }
    free(loads);
    return status;
}
