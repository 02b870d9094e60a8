// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* largest.c - the one best assignment of households to homes (see largest.h). */
#include "compare/mechanism/largest.h"

#include "base/arena.h"
#include "base/memory.h"
#include "engine/heuristic/assignment.h"

#include <stdlib.h>

/* Persons, then households, then fit. Nobody gets a home at a cost above 0, for being left out costs nothing. */
enum { PERSONS, HOUSEHOLDS, FIT, N_TIERS };

static enum koppel_status fill_tiers(const struct koppel_market *market, const bool *exactly, struct koppel_tier *tiers)
{
    const struct koppel_problem *open = &market->open;
    size_t n_agents = (size_t)open->n_agents;

    tiers[PERSONS].agent_cost = koppel_new(n_agents, sizeof *tiers->agent_cost);
    tiers[HOUSEHOLDS].agent_cost = koppel_new(n_agents, sizeof *tiers->agent_cost);
    tiers[FIT].pair_cost = koppel_new((size_t)open->n_pairs, sizeof *tiers->pair_cost);
    if (tiers[PERSONS].agent_cost == NULL || tiers[HOUSEHOLDS].agent_cost == NULL || tiers[FIT].pair_cost == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < open->n_agents; i++) {
        bool may_be_housed = exactly == NULL || exactly[i];

        tiers[PERSONS].agent_cost[i] = may_be_housed ? -market->persons[i] : 1;
        tiers[HOUSEHOLDS].agent_cost[i] = -1;
    }
    for (int64_t p = 0; p < open->n_pairs; p++) {
        tiers[FIT].pair_cost[p] = -market->score[p];
    }
    return KOPPEL_OK;
}

static void free_tiers(struct koppel_tier *tiers)
{
    for (int t = 0; t < N_TIERS; t++) {
        free(tiers[t].agent_cost);
        free(tiers[t].pair_cost);
    }
}

enum koppel_status koppel_largest_find(const struct koppel_market *market, const bool *exactly, int32_t *unit_of)
{
    struct koppel_tier tiers[N_TIERS] = {{.scale = 1}, {.scale = 1}, {.scale = 1}};
    struct koppel_problem open = market->open; /* its own must_place and tiers, the rest borrowed */
    struct koppel_assignment assignment = {0};
    struct koppel_arena arena = {0};
    struct koppel_deadline deadline = {0};
    bool fits = false;
    enum koppel_status status = fill_tiers(market, exactly, tiers);

    open.tiers = tiers;
    open.n_tiers = N_TIERS;
    open.must_place = koppel_arena_new(&arena, (size_t)open.n_agents, sizeof *open.must_place);
    if (open.must_place == NULL || status != KOPPEL_OK) {
        status = KOPPEL_E_MEMORY;
        goto out;
    }
    for (int32_t i = 0; i < open.n_agents; i++) {
        open.must_place[i] = exactly != NULL && exactly[i] && market->kept[i] == KOPPEL_NONE;
    }
    status = koppel_assignment_start(&assignment, &open, N_TIERS, &fits, &arena);
    if (status == KOPPEL_OK && fits) {
        status = koppel_assignment_solve(&assignment, &deadline);
    }
    if (status == KOPPEL_OK && (!fits || assignment.is_infeasible)) {
        status = KOPPEL_E_INTERNAL;
    }
    for (int32_t i = 0; status == KOPPEL_OK && i < open.n_agents; i++) {
        int64_t p = assignment.pair_of[i];

        unit_of[i] = p == KOPPEL_NONE ? market->kept[i] : open.slot[p];
    }
out:
    free_tiers(tiers);
    koppel_arena_free(&arena);
    return status;
}
