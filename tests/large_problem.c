// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Abstract problems like those of a region (see large_problem.h). */
#include "large_problem.h"

#include "random_problem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PLACES = 40 };

struct agent {
    int32_t area; /* KOPPEL_NONE: everywhere */
    int32_t persons;
    int32_t likes; /* taste for neighbourhoods */
    int32_t urgency;
};

struct slot {
    int32_t area;
    int32_t place; /* neighbourhood */
    int32_t rooms;
    int32_t is_dear;
    int32_t quality;
};

struct town {
    struct large_size size;
    uint64_t state;
    struct agent *agents;
    struct slot *slots;
    int32_t *place_first; /* areas + 1 */
    int64_t *homes;       /* by place */
    int64_t *living;      /* by place */
    int64_t *persons;     /* by area: of linked agents, and a share of the others */
    int64_t *area_homes;
};

static void *fresh(size_t n, size_t size)
{
    void *items = calloc(n > 0 ? n : 1, size);

    if (items == NULL) {
        fputs("large_problem: out of memory\n", stderr);
        abort();
    }
    return items;
}

static void draw_places(struct town *town)
{
    const struct large_size *size = &town->size;

    town->place_first = fresh((size_t)size->areas + 1, sizeof *town->place_first);
    for (int32_t m = 0; m < size->areas; m++) {
        town->place_first[m + 1] = town->place_first[m] + (int32_t)random_between(&town->state, 10, MOST_PLACES);
    }
    town->homes = fresh((size_t)town->place_first[size->areas], sizeof *town->homes);
    town->living = fresh((size_t)town->place_first[size->areas], sizeof *town->living);
    town->persons = fresh((size_t)size->areas, sizeof *town->persons);
    town->area_homes = fresh((size_t)size->areas, sizeof *town->area_homes);
}

static int32_t draw_persons(struct town *town)
{
    static const int32_t upto[] = {57, 66, 75, 86, 93, 97, 99, 100};
    int64_t at = random_between(&town->state, 1, 100);
    int32_t k = 0;

    while (at > upto[k]) {
        k++;
    }
    return k + 1;
}

static void draw_agents(struct town *town)
{
    const struct large_size *size = &town->size;

    town->agents = fresh((size_t)size->agents, sizeof *town->agents);
    for (int32_t i = 0; i < size->agents; i++) {
        struct agent *agent = &town->agents[i];
        int32_t area = (int32_t)random_between(&town->state, 0, size->areas - 1);
        bool linked = random_between(&town->state, 1, 100) <= size->linked_percent;

        *agent = (struct agent){.area = linked ? area : KOPPEL_NONE, .persons = draw_persons(town)};
        agent->likes = (int32_t)random_between(&town->state, 0, 1 << 20);
        agent->urgency = (int32_t)random_between(&town->state, 0, 9) == 0 ? 100 : 10;
        agent->urgency += (int32_t)random_between(&town->state, 0, 3);
        town->persons[area] += agent->persons;
    }
}

static void draw_slots(struct town *town)
{
    const struct large_size *size = &town->size;

    town->slots = fresh((size_t)size->slots, sizeof *town->slots);
    for (int32_t j = 0; j < size->slots; j++) {
        struct slot *slot = &town->slots[j];
        int32_t m = j < size->areas ? j : (int32_t)random_between(&town->state, 0, size->areas - 1);
        int32_t n = town->place_first[m + 1] - town->place_first[m];
        bool dense = random_between(&town->state, 1, 100) <= 65;
        int64_t place = dense ? random_between(&town->state, 0, n / 5) : random_between(&town->state, n / 5, n - 1);
        int64_t room = random_between(&town->state, 1, 100);

        *slot = (struct slot){.area = m, .place = town->place_first[m] + (int32_t)place};
        slot->rooms = room <= 14 ? 1 : (room <= 38 ? 2 : (room <= 70 ? 3 : (room <= 90 ? 4 : (room <= 97 ? 5 : 6))));
        slot->is_dear = random_between(&town->state, 1, 7) == 1;
        slot->quality = (int32_t)random_between(&town->state, 0, 99);
        town->homes[slot->place]++;
        town->area_homes[m]++;
    }
    for (int32_t m = 0; m < size->areas; m++) {
        for (int32_t n = town->place_first[m]; n < town->place_first[m + 1]; n++) {
            int64_t fair = town->homes[n] * 12 * random_between(&town->state, 40, 170) / 100;

            town->living[n] = fair;
        }
    }
}

static bool fits(const struct agent *agent, const struct slot *slot)
{
    int32_t need = agent->persons <= 1 ? 1 : (agent->persons <= 3 ? 2 : (agent->persons <= 5 ? 3 : 4));

    return (agent->area == KOPPEL_NONE || agent->area == slot->area) && slot->rooms >= need &&
           slot->rooms <= need + 2 && !(slot->is_dear && agent->persons <= 2);
}

static int64_t score(const struct town *town, const struct agent *agent, const struct slot *slot)
{
    int32_t need = agent->persons <= 1 ? 1 : (agent->persons <= 3 ? 2 : (agent->persons <= 5 ? 3 : 4));
    uint64_t hash = ((uint64_t)(uint32_t)agent->likes << 32) ^ (uint64_t)(uint32_t)slot->place;
    int64_t taste = random_between(&hash, 0, 400);
    int64_t points = 400 - 150 * (slot->rooms - need) + slot->quality + taste + (slot->place * 37) % 101;

    points = points < 0 ? 0 : points;
    return points * town->size.micro + (town->size.micro > 1 ? random_between(&hash, 0, town->size.micro - 1) : 0);
}

static void build_pairs(struct koppel_problem *p, const struct town *town, struct koppel_tier *fit)
{
    int64_t n_pairs = 0;

    for (int32_t i = 0; i < p->n_agents; i++) {
        for (int32_t j = 0; j < p->n_slots; j++) {
            n_pairs += fits(&town->agents[i], &town->slots[j]);
        }
    }
    p->slot = fresh((size_t)n_pairs, sizeof *p->slot);
    p->state = fresh((size_t)n_pairs, sizeof *p->state);
    fit->pair_cost = fresh((size_t)n_pairs, sizeof *fit->pair_cost);
    n_pairs = 0;
    for (int32_t i = 0; i < p->n_agents; i++) {
        for (int32_t j = 0; j < p->n_slots; j++) {
            if (fits(&town->agents[i], &town->slots[j])) {
                fit->pair_cost[n_pairs] = -score(town, &town->agents[i], &town->slots[j]);
                p->slot[n_pairs++] = j;
            }
        }
        p->first[i + 1] = n_pairs;
    }
    p->n_pairs = n_pairs;
}

static int64_t fair_cap(const struct town *town, int32_t m, int32_t n)
{
    int64_t all = town->persons[m];

    for (int32_t k = town->place_first[m]; k < town->place_first[m + 1]; k++) {
        all += town->living[k];
    }
    all = (125 * all * town->homes[n] + 100 * town->area_homes[m] - 1) / (100 * town->area_homes[m]);
    return all > town->living[n] ? all : town->living[n];
}

static void build_loads(struct koppel_problem *p, const struct town *town, struct koppel_tier *target,
                        struct koppel_tier *spread)
{
    int32_t n_places = town->place_first[town->size.areas];

    target->terms = fresh((size_t)town->size.areas, sizeof *target->terms);
    spread->terms = fresh((size_t)n_places, sizeof *spread->terms);
    for (int32_t m = 0; m < town->size.areas; m++) {
        p->loads[m] = (struct koppel_load){0, KOPPEL_NO_MIN, KOPPEL_NO_MAX};
        target->terms[target->n_terms++] = (struct koppel_term){m, town->persons[m] * 95 / 100, 0, 1};
        for (int32_t n = town->place_first[m]; n < town->place_first[m + 1]; n++) {
            int32_t g = town->size.areas + n;
            int64_t cap = fair_cap(town, m, n);

            p->loads[g] =
                (struct koppel_load){town->living[n], KOPPEL_NO_MIN, town->size.spread_must ? cap : KOPPEL_NO_MAX};
            spread->terms[spread->n_terms++] = (struct koppel_term){g, cap, 1, 0};
        }
    }
    for (int32_t j = 0; j < p->n_slots; j++) {
        p->places[j] = 1;
        p->entries[2 * j] = (struct koppel_entry){town->slots[j].area, 0};
        p->entries[2 * j + 1] = (struct koppel_entry){town->size.areas + town->slots[j].place, 0};
        p->entry_first[j + 1] = 2 * (j + 1);
    }
}

static void build(struct koppel_problem *p, struct town *town)
{
    struct koppel_tier target = {.name = "target", .scale = 1};
    struct koppel_tier urgency = {.name = "urgency", .scale = 1, .maximise = true};
    struct koppel_tier spread = {.name = "spread", .scale = 1};
    struct koppel_tier fit = {.name = "fit", .scale = town->size.micro, .maximise = true};

    p->n_agents = town->size.agents;
    p->n_slots = town->size.slots;
    p->n_loads = town->size.areas + town->place_first[town->size.areas];
    p->n_measures = 1;
    p->first = fresh((size_t)p->n_agents + 1, sizeof *p->first);
    p->must_place = fresh((size_t)p->n_agents, 1);
    p->places = fresh((size_t)p->n_slots, sizeof *p->places);
    p->entry_first = fresh((size_t)p->n_slots + 1, sizeof *p->entry_first);
    p->entries = fresh(2 * (size_t)p->n_slots, sizeof *p->entries);
    p->measures = fresh((size_t)p->n_agents, sizeof *p->measures);
    p->loads = fresh((size_t)p->n_loads, sizeof *p->loads);
    p->tiers = fresh(4, sizeof *p->tiers);
    urgency.agent_cost = fresh((size_t)p->n_agents, sizeof *urgency.agent_cost);
    for (int32_t i = 0; i < p->n_agents; i++) {
        p->measures[i] = town->agents[i].persons;
        urgency.agent_cost[i] = -town->agents[i].urgency;
    }
    build_pairs(p, town, &fit);
    build_loads(p, town, &target, &spread);
    p->tiers[p->n_tiers++] = target;
    p->tiers[p->n_tiers++] = urgency;
    if (town->size.spread_must) {
        free(spread.terms);
    } else {
        p->tiers[p->n_tiers++] = spread;
    }
    p->tiers[p->n_tiers++] = fit;
}

struct koppel_problem large_problem(uint64_t seed, struct large_size size)
{
    struct koppel_problem problem = {0};
    struct town town = {.size = size, .state = seed};

    draw_places(&town);
    draw_agents(&town);
    draw_slots(&town);
    build(&problem, &town);
    free(town.agents);
    free(town.slots);
    free(town.place_first);
    free(town.homes);
    free(town.living);
    free(town.persons);
    free(town.area_homes);
    return problem;
}
