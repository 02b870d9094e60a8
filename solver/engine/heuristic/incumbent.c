// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* incumbent.c - incremental loads, places and costs of an assignment (see incumbent.h). */
#include "engine/heuristic/incumbent.h"

#include "base/arena.h"

#include <string.h>

static int64_t load_broken(const struct koppel_load *load, int64_t value)
{
    if (value < load->lo) {
        return load->lo - value;
    }
    return value > load->hi ? value - load->hi : 0;
}

static void value_of_nobody(struct koppel_incumbent *choice)
{
    const struct koppel_problem *problem = choice->problem;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        choice->pair_of[i] = KOPPEL_NONE;
        choice->value[0] += problem->must_place[i];
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        choice->loads[g] = problem->loads[g].base;
        choice->value[0] += load_broken(&problem->loads[g], choice->loads[g]);
        for (int64_t k = choice->terms.first[g]; k < choice->terms.first[g + 1]; k++) {
            choice->value[choice->terms.items[k].tier + 1] +=
                koppel_cost_of_term(&choice->terms.items[k].term, choice->loads[g]);
        }
    }
}

enum koppel_status koppel_incumbent_start(struct koppel_incumbent *choice, const struct koppel_problem *problem,
                                          struct koppel_arena *arena)
{
    *choice = (struct koppel_incumbent){.problem = problem};
    choice->pair_of = koppel_arena_new(arena, (size_t)problem->n_agents, sizeof *choice->pair_of);
    choice->free_places = koppel_arena_new(arena, (size_t)problem->n_slots, sizeof *choice->free_places);
    choice->loads = koppel_arena_new(arena, (size_t)problem->n_loads, sizeof *choice->loads);
    choice->value = koppel_arena_new(arena, (size_t)problem->n_tiers + 1, sizeof *choice->value);
    choice->touched_by = koppel_arena_new(arena, (size_t)problem->n_loads, sizeof *choice->touched_by);
    choice->touched = koppel_arena_new(arena, (size_t)problem->n_loads, sizeof *choice->touched);
    choice->is_touched = koppel_arena_new(arena, (size_t)problem->n_loads, sizeof *choice->is_touched);
    if (koppel_load_terms_make(&choice->terms, problem, problem->n_tiers, arena) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    if (problem->n_slots > 0) {
        memcpy(choice->free_places, problem->places, (size_t)problem->n_slots * sizeof *problem->places);
    }
    value_of_nobody(choice);
    return KOPPEL_OK;
}

/* Adds sign times what the pair adds to loads and own costs. */
static void touch_pair(struct koppel_incumbent *choice, int32_t agent, int64_t pair, int64_t sign, int64_t *delta)
{
    const struct koppel_problem *problem = choice->problem;
    int32_t j = koppel_pair_slot(problem, agent, pair);

    for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
        int32_t g = problem->entries[e].load;
        int64_t amount = koppel_amount_of_entry(problem, e, agent);

        if (!choice->is_touched[g]) {
            choice->is_touched[g] = 1;
            choice->touched[choice->n_touched++] = g;
        }
        choice->touched_by[g] += sign * amount;
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        delta[t + 1] += sign * koppel_cost_of_pair(problem, t, agent, pair);
    }
}

static void weigh_load(const struct koppel_incumbent *choice, int32_t g, int64_t *delta)
{
    const struct koppel_load *load = &choice->problem->loads[g];
    int64_t before = choice->loads[g];
    int64_t after = before + choice->touched_by[g];

    delta[0] += load_broken(load, after) - load_broken(load, before);
    for (int64_t k = choice->terms.first[g]; k < choice->terms.first[g + 1]; k++) {
        const struct koppel_term *term = &choice->terms.items[k].term;

        delta[choice->terms.items[k].tier + 1] += koppel_cost_of_term(term, after) - koppel_cost_of_term(term, before);
    }
}

static void touch_shifts(struct koppel_incumbent *choice, const struct koppel_shift *shifts, int n_shifts,
                         int64_t *delta)
{
    choice->n_touched = 0;
    for (int s = 0; s < n_shifts; s++) {
        int32_t agent = shifts[s].agent;
        int64_t from = choice->pair_of[agent];

        if (from != KOPPEL_NONE) {
            touch_pair(choice, agent, from, -1, delta);
        }
        if (shifts[s].to != KOPPEL_NONE) {
            touch_pair(choice, agent, shifts[s].to, 1, delta);
        }
        delta[0] += choice->problem->must_place[agent] * ((from != KOPPEL_NONE) - (shifts[s].to != KOPPEL_NONE));
    }
}

void koppel_incumbent_weigh(struct koppel_incumbent *choice, const struct koppel_shift *shifts, int n_shifts,
                            int64_t *delta)
{
    memset(delta, 0, ((size_t)choice->problem->n_tiers + 1) * sizeof *delta);
    touch_shifts(choice, shifts, n_shifts, delta);
    for (int32_t k = 0; k < choice->n_touched; k++) {
        int32_t g = choice->touched[k];

        if (choice->touched_by[g] != 0) {
            weigh_load(choice, g, delta);
        }
        choice->touched_by[g] = 0;
        choice->is_touched[g] = 0;
    }
}

void koppel_incumbent_apply(struct koppel_incumbent *choice, const struct koppel_shift *shifts, int n_shifts,
                            const int64_t *delta)
{
    const struct koppel_problem *problem = choice->problem;

    for (int s = 0; s < n_shifts; s++) {
        int32_t agent = shifts[s].agent;
        int64_t pairs[2] = {choice->pair_of[agent], shifts[s].to};

        for (int k = 0; k < 2; k++) {
            int32_t sign = k == 0 ? -1 : 1;
            int32_t j = pairs[k] != KOPPEL_NONE ? koppel_pair_slot(problem, agent, pairs[k]) : KOPPEL_NONE;

            if (j == KOPPEL_NONE) {
                continue;
            }
            choice->free_places[j] -= sign;
            koppel_add_to_loads(problem, agent, j, sign, choice->loads);
        }
        choice->pair_of[agent] = shifts[s].to;
    }
    for (int32_t t = 0; t <= problem->n_tiers; t++) {
        choice->value[t] += delta[t];
    }
}

void koppel_incumbent_slots(const struct koppel_incumbent *choice, int32_t *slot_of)
{
    for (int32_t i = 0; i < choice->problem->n_agents; i++) {
        slot_of[i] =
            choice->pair_of[i] != KOPPEL_NONE ? koppel_pair_slot(choice->problem, i, choice->pair_of[i]) : KOPPEL_NONE;
    }
}

int koppel_vector_compare(const int64_t *a, const int64_t *b, int32_t n)
{
    for (int32_t k = 0; k < n; k++) {
        if (a[k] != b[k]) {
            return a[k] < b[k] ? -1 : 1;
        }
    }
    return 0;
}
