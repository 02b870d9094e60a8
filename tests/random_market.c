// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* random_market.c - small random markets (see random_market.h). */
#include "random_market.h"

#include "random_problem.h"

#include <stdlib.h>
#include <string.h>

static void *room(size_t n, size_t size)
{
    void *made = calloc(n + 1, size);

    if (made == NULL) {
        abort();
    }
    return made;
}

/* The open part of a market on the whole problem, all pairs free. */
static void open_all(struct koppel_market *market, const struct koppel_problem *whole)
{
    size_t n_agents = (size_t)whole->n_agents;
    size_t n_pairs = (size_t)whole->n_pairs;

    market->whole = whole;
    market->open = (struct koppel_problem){.n_agents = whole->n_agents,
                                           .n_slots = whole->n_slots,
                                           .n_pairs = whole->n_pairs,
                                           .first = room(n_agents + 1, sizeof *market->open.first),
                                           .slot = room(n_pairs, sizeof *market->open.slot),
                                           .state = room(n_pairs, sizeof *market->open.state),
                                           .must_place = room(n_agents, sizeof *market->open.must_place),
                                           .places = room((size_t)whole->n_slots, sizeof *market->open.places)};
    memcpy(market->open.first, whole->first, (n_agents + 1) * sizeof *whole->first);
    memcpy(market->open.slot, whole->slot, n_pairs * sizeof *whole->slot);
    memcpy(market->open.places, whole->places, (size_t)whole->n_slots * sizeof *whole->places);
    market->score = room(n_pairs, sizeof *market->score);
    market->spare_rooms = room(n_pairs, sizeof *market->spare_rooms);
    market->waits_since = room(n_agents, sizeof *market->waits_since);
    market->free_from = room((size_t)whole->n_slots, sizeof *market->free_from);
    market->urgency = room(n_agents, sizeof *market->urgency);
    market->persons = room(n_agents, sizeof *market->persons);
    market->kept = room(n_agents, sizeof *market->kept);
    for (int32_t i = 0; i < whole->n_agents; i++) {
        market->kept[i] = KOPPEL_NONE;
    }
}

void random_market_make(struct random_market *random, uint64_t seed, int32_t n_households, int32_t n_homes)
{
    uint64_t state = seed * 77 + 5;

    *random = (struct random_market){
        .problem = random_problem(
            seed, (struct random_size){.agents = n_households, .slots = n_homes, .loads = 2, .tiers = 1})};
    memset(random->problem.state, KOPPEL_PAIR_FREE, (size_t)random->problem.n_pairs);
    memset(random->problem.must_place, 0, (size_t)random->problem.n_agents);
    open_all(&random->market, &random->problem);
    for (int64_t p = 0; p < random->problem.n_pairs; p++) {
        random->market.score[p] = random_between(&state, 0, 4) * 100000000;
        random->market.spare_rooms[p] = (int32_t)random_between(&state, 0, 2);
    }
    for (int32_t i = 0; i < random->problem.n_agents; i++) {
        random->market.waits_since[i] = random_between(&state, 0, 3);
        random->market.urgency[i] = random_between(&state, 0, 3) * 100;
        random->market.persons[i] = random_between(&state, 1, 6);
    }
    for (int32_t j = 0; j < random->problem.n_slots; j++) {
        random->market.free_from[j] = random_between(&state, 0, 3);
    }
}

void made_market_make(struct random_market *made, int32_t n_households, int32_t n_homes, const int *suits,
                      const int *places)
{
    size_t n_cells = (size_t)n_households * (size_t)n_homes;
    struct koppel_problem *problem = &made->problem;

    *made = (struct random_market){.problem = {.n_agents = n_households,
                                               .n_slots = n_homes,
                                               .first = room((size_t)n_households + 1, sizeof *problem->first),
                                               .slot = room(n_cells, sizeof *problem->slot),
                                               .state = room(n_cells, sizeof *problem->state),
                                               .must_place = room((size_t)n_households, sizeof *problem->must_place),
                                               .places = room((size_t)n_homes, sizeof *problem->places),
                                               .entry_first = room((size_t)n_homes + 1, sizeof *problem->entry_first)}};
    for (int32_t i = 0; i < n_households; i++) {
        for (int32_t j = 0; j < n_homes; j++) {
            if (suits[i * n_homes + j] != 0) {
                problem->slot[problem->n_pairs++] = j;
            }
        }
        problem->first[i + 1] = problem->n_pairs;
    }
    for (int32_t j = 0; j < n_homes; j++) {
        problem->places[j] = places[j];
    }
    open_all(&made->market, problem);
    for (int32_t i = 0; i < n_households; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            made->market.score[p] = suits[i * n_homes + problem->slot[p]] * KOPPEL_MICRO;
        }
        made->market.waits_since[i] = i;
        made->market.persons[i] = 1;
    }
}

void random_market_free(struct random_market *random)
{
    koppel_market_free(&random->market);
    koppel_problem_free(&random->problem);
}

bool market_allows(const struct koppel_market *market, const int32_t *unit_of)
{
    int32_t *left = room((size_t)market->open.n_slots, sizeof *left);
    bool ok = true;

    memcpy(left, market->open.places, (size_t)market->open.n_slots * sizeof *left);
    for (int32_t i = 0; i < market->open.n_agents; i++) {
        if (market->kept[i] != KOPPEL_NONE) {
            ok = ok && unit_of[i] == market->kept[i];
        } else if (unit_of[i] != KOPPEL_NONE) {
            ok = ok && koppel_problem_pair(&market->open, i, unit_of[i]) != KOPPEL_NONE && --left[unit_of[i]] >= 0;
        }
    }
    free(left);
    return ok;
}
