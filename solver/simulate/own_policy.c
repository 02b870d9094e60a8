// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* own_policy.c - a policy that a user of the library wrote (see own_policy.h). */
#include "simulate/own_policy.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { KEY_BYTES = 160 };

/* A day as its policy sees it, in memory of its own. */
struct seen {
    struct koppel_arena arena;
    struct koppel_day day;
    char date[11];
};

/* Keys of the rows, those of copies with their number. NULL without memory. */
static const char *const *keys(struct koppel_arena *arena, const struct koppel_comers *comers, const int32_t *item,
                               const int32_t *copies, const char *(*name)(const struct koppel_case *, int32_t),
                               const struct koppel_case *kase)
{
    const char **list = koppel_arena_new(arena, (size_t)comers->n_items, sizeof *list);

    for (int32_t k = 0; list != NULL && k < comers->n_items; k++) {
        const char *id = name(kase, comers->row[k]);

        list[k] = id;
        if (copies[item[k]] > 0) {
            char *copy = koppel_arena_new(arena, KEY_BYTES, 1);

            if (copy == NULL) {
                return NULL;
            }
            snprintf(copy, KEY_BYTES, "%.140s~%" PRId32, id, copies[item[k]] + 1);
            list[k] = copy;
        }
    }
    return list;
}

static const char *household_key(const struct koppel_case *kase, int32_t row)
{
    return kase->households[row].id;
}

static const char *home_key(const struct koppel_case *kase, int32_t row)
{
    return kase->units[row].id;
}

/* Pairs of the day with what they bring. */
static enum koppel_status see_pairs(struct seen *seen, const struct koppel_part *today,
                                    const struct koppel_problem *part)
{
    const struct koppel_world *world = today->world;
    int64_t *first = koppel_arena_new(&seen->arena, (size_t)part->n_agents + 1, sizeof *first);
    int32_t *home = koppel_arena_new(&seen->arena, (size_t)part->n_pairs, sizeof *home);
    int64_t *gain = koppel_arena_new(&seen->arena, (size_t)part->n_pairs, sizeof *gain);

    if (koppel_arena_failed(&seen->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < part->n_agents; i++) {
        first[i + 1] = part->first[i + 1];
        for (int64_t pair = part->first[i]; pair < part->first[i + 1]; pair++) {
            const int32_t agent = today->agents.row[i];

            home[pair] = koppel_pair_slot(part, i, pair);
            gain[pair] = -koppel_world_blended(
                world, agent, koppel_problem_pair(world->problem, agent, today->slots.row[home[pair]]));
        }
    }
    seen->day.first = first;
    seen->day.home = home;
    seen->day.gain = gain;
    return KOPPEL_OK;
}

static enum koppel_status see(struct seen *seen, const struct koppel_own_bridge *bridge,
                              const struct koppel_policy_run *run, const struct koppel_part *today,
                              const struct koppel_problem *part)
{
    const struct koppel_case *kase = &bridge->made->job.kase;
    const int32_t now = today->step * today->world->every;
    struct koppel_day *day = &seen->day;
    int32_t *persons = koppel_arena_new(&seen->arena, (size_t)today->agents.n_items, sizeof *persons);
    int32_t *waited = koppel_arena_new(&seen->arena, (size_t)today->agents.n_items, sizeof *waited);
    int32_t *free_days = koppel_arena_new(&seen->arena, (size_t)today->slots.n_items, sizeof *free_days);

    day->households =
        keys(&seen->arena, &today->agents, today->agent_item, run->path->agents.copy, household_key, kase);
    day->homes = keys(&seen->arena, &today->slots, today->slot_item, run->path->slots.copy, home_key, kase);
    if (koppel_arena_failed(&seen->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < today->agents.n_items; i++) {
        persons[i] = today->world->persons[today->agents.row[i]];
        waited[i] = now - today->agents.since[i];
    }
    for (int32_t j = 0; j < today->slots.n_items; j++) {
        free_days[j] = now - run->path->slots.day[today->slot_item[j]];
    }
    koppel_date_format(bridge->made->job.fit.as_of + now, seen->date);
    day->date = seen->date;
    day->n_households = today->agents.n_items;
    day->n_homes = today->slots.n_items;
    day->persons = persons;
    day->waited = waited;
    day->free_days = free_days;
    day->places = today->places;
    return see_pairs(seen, today, part);
}

static bool suits(const struct koppel_day *day, int32_t household, int32_t home)
{
    for (int64_t pair = day->first[household]; pair < day->first[household + 1]; pair++) {
        if (day->home[pair] == home) {
            return true;
        }
    }
    return false;
}

/* Takes over what it chose, as far as limits allow. */
static enum koppel_status take(struct koppel_own_bridge *bridge, const struct seen *seen,
                               const struct koppel_part *today, struct koppel_arena *arena, int32_t *slot_of)
{
    const struct koppel_day *day = &seen->day;
    const int32_t n_loads = today->world->problem->n_loads;
    int64_t *loads = koppel_arena_new(arena, (size_t)n_loads, sizeof *loads);
    int32_t *places = koppel_arena_new(arena, (size_t)day->n_homes, sizeof *places);

    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(loads, today->loads, (size_t)n_loads * sizeof *loads);
    memcpy(places, day->places, (size_t)day->n_homes * sizeof *places);
    for (int32_t i = 0; i < day->n_households; i++) {
        const int32_t home = slot_of[i];

        if (home == KOPPEL_NONE) {
            continue;
        }
        if (home < 0 || home >= day->n_homes || !suits(day, i, home) || places[home] == 0) {
            if (!atomic_exchange(&bridge->is_faulty, true)) {
                snprintf(bridge->fault, sizeof bridge->fault,
                         _("policy %.60s offered %.60s to %.60s on %s: the home does not suit, or has no place left"),
                         bridge->own->name, home >= 0 && home < day->n_homes ? day->homes[home] : "?",
                         day->households[i], day->date);
            }
            return KOPPEL_E_ARGUMENT;
        }
        if (koppel_part_keeps_limits(today, i, home, loads)) {
            places[home]--;
        } else {
            slot_of[i] = KOPPEL_NONE;
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status decide(const struct koppel_policy_run *run, const struct koppel_part *today, int32_t *slot_of)
{
    struct koppel_own_bridge *bridge = run->policy->data;
    struct koppel_part_problem made = {0};
    struct seen seen = {0};
    enum koppel_status status = koppel_part_problem_make(&made, today);

    if (status == KOPPEL_OK) {
        status = see(&seen, bridge, run, today, &made.problem);
    }
    if (status == KOPPEL_OK && bridge->own->decide(bridge->own->data, &seen.day, slot_of) != 0) {
        if (!atomic_exchange(&bridge->is_faulty, true)) {
            snprintf(bridge->fault, sizeof bridge->fault, _("policy %.60s ended it on %s"), bridge->own->name,
                     seen.day.date);
        }
        status = KOPPEL_E_ARGUMENT;
    }
    if (status == KOPPEL_OK) {
        status = take(bridge, &seen, today, &seen.arena, slot_of);
    }
    koppel_arena_free(&seen.arena);
    koppel_part_problem_free(&made);
    return status;
}

struct koppel_time_policy koppel_own_policy_make(struct koppel_own_bridge *bridge)
{
    return (struct koppel_time_policy){
        .name = bridge->own->name, .decide = decide, .patience_percent = KOPPEL_NONE, .sha256 = "", .data = bridge};
}
