// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* history.c - one policy goes through one path (see history.h). */
#include "simulate/history.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Where a run stands. */
struct state {
    const struct koppel_policy_run *run;
    struct koppel_history *history;
    struct koppel_arena arena;
    int32_t *places; /* slots of the path: left */
    int32_t *free;   /* slots of the part: places that are left */
    int64_t *loads;  /* n_loads of the world, base included */
    int32_t *agents; /* agents of the path that wait today, as the part numbers them */
    int32_t *slots;  /* the same of slots that are free */
    int32_t *choice; /* agents of the part: slot of the part */
    struct koppel_part today;
};

static enum koppel_status start_comers(struct koppel_comers *comers, int32_t n, struct koppel_arena *arena)
{
    comers->row = koppel_arena_new(arena, (size_t)n, sizeof *comers->row);
    comers->since = koppel_arena_new(arena, (size_t)n, sizeof *comers->since);
    comers->first = koppel_arena_new(arena, (size_t)n, sizeof *comers->first);
    comers->last = koppel_arena_new(arena, (size_t)n, sizeof *comers->last);
    comers->grown = koppel_arena_new(arena, (size_t)n, sizeof *comers->grown);
    return koppel_arena_status(arena);
}

static enum koppel_status start(struct state *state)
{
    const struct koppel_problem *problem = state->run->world->problem;
    const int32_t n_agents = state->run->path->agents.n_items;
    const int32_t n_slots = state->run->path->slots.n_items;

    state->history->slot_of = koppel_new((size_t)n_agents, sizeof *state->history->slot_of);
    state->history->step_of = koppel_new((size_t)n_agents, sizeof *state->history->step_of);
    state->places = koppel_arena_new(&state->arena, (size_t)n_slots, sizeof *state->places);
    state->loads = koppel_arena_new(&state->arena, (size_t)problem->n_loads, sizeof *state->loads);
    state->agents = koppel_arena_new(&state->arena, (size_t)n_agents, sizeof *state->agents);
    state->slots = koppel_arena_new(&state->arena, (size_t)n_slots, sizeof *state->slots);
    state->choice = koppel_arena_new(&state->arena, (size_t)n_agents, sizeof *state->choice);
    state->free = koppel_arena_new(&state->arena, (size_t)n_slots, sizeof *state->free);
    state->today.places = state->free;
    state->today.agent_item = state->agents;
    state->today.slot_item = state->slots;
    if (state->history->slot_of == NULL || state->history->step_of == NULL ||
        start_comers(&state->today.agents, n_agents, &state->arena) != KOPPEL_OK ||
        start_comers(&state->today.slots, n_slots, &state->arena) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < n_agents; i++) {
        state->history->slot_of[i] = state->history->step_of[i] = KOPPEL_NONE;
    }
    for (int32_t j = 0; j < n_slots; j++) {
        state->places[j] = problem->places[state->run->path->slots.row[j]];
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        state->loads[g] = problem->loads[g].base;
    }
    return KOPPEL_OK;
}

/* That an agent has grown is known once it has. */
static void push(struct koppel_comers *to, const struct koppel_comers *from, int32_t k, int32_t step)
{
    to->grown[to->n_items] = from->grown[k] <= step ? from->grown[k] : INT32_MAX;
    to->row[to->n_items] = from->row[k];
    to->since[to->n_items] = from->since[k];
    to->first[to->n_items] = from->first[k];
    to->last[to->n_items++] = from->last[k];
}

/* Who waits and what is free at a step. */
static void look(struct state *state, int32_t step)
{
    const struct koppel_course *path = state->run->path;
    const struct koppel_world *world = state->run->world;

    state->today.world = world;
    state->today.step = step;
    state->today.first_half_year = state->today.last_half_year = world->half_year_of_step[step];
    state->today.loads = state->loads;
    state->today.with_decisions = step == 0;
    state->today.refused = state->history->refused;
    state->today.n_refused = state->history->n_refused;
    state->today.agents.n_items = state->today.slots.n_items = 0;
    for (int32_t i = 0; i < path->agents.n_items; i++) {
        if (path->agents.first[i] <= step && state->history->slot_of[i] == KOPPEL_NONE) {
            state->choice[state->today.agents.n_items] = KOPPEL_NONE;
            state->agents[state->today.agents.n_items] = i;
            push(&state->today.agents, &path->agents, i, step);
        }
    }
    for (int32_t j = 0; j < path->slots.n_items; j++) {
        if (path->slots.first[j] <= step && step <= path->slots.last[j] && state->places[j] > 0) {
            state->slots[state->today.slots.n_items] = j;
            state->free[state->today.slots.n_items] = state->places[j];
            push(&state->today.slots, &path->slots, j, step);
        }
    }
}

/* The agent does not take the slot. */
static enum koppel_status note_refusal(struct state *state, int32_t agent, int32_t slot)
{
    struct koppel_history *history = state->history;

    if (koppel_grow((void **)&history->refused, &history->refused_capacity, (size_t)history->n_refused + 1,
                    sizeof *history->refused) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    history->refused[history->n_refused++] = (struct koppel_refusal_told){agent, slot, state->today.step};
    state->today.refused = history->refused;
    state->today.n_refused = history->n_refused;
    return KOPPEL_OK;
}

/* Takes over what the policy chose. */
static enum koppel_status place(struct state *state)
{
    const struct koppel_problem *problem = state->run->world->problem;

    for (int32_t i = 0; i < state->today.agents.n_items; i++) {
        const int32_t agent = state->agents[i];
        const int32_t slot = state->choice[i] != KOPPEL_NONE ? state->slots[state->choice[i]] : KOPPEL_NONE;

        if (slot == KOPPEL_NONE) {
            continue;
        }
        if (state->places[slot] <= 0 || !koppel_part_is_open(&state->today, i, state->choice[i]) ||
            koppel_problem_pair(problem, state->today.agents.row[i], state->run->path->slots.row[slot]) ==
                KOPPEL_NONE) {
            return KOPPEL_E_INTERNAL;
        }
        if (koppel_course_refuses(state->run->path, agent, slot)) {
            if (note_refusal(state, agent, slot) != KOPPEL_OK) {
                return KOPPEL_E_MEMORY;
            }
            continue;
        }
        state->places[slot]--;
        state->history->slot_of[agent] = slot;
        state->history->step_of[agent] = state->today.step;
        koppel_add_to_loads(problem, state->today.agents.row[i], state->run->path->slots.row[slot], 1, state->loads);
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        if (state->loads[g] > koppel_world_most(state->run->world, g, state->today.first_half_year) &&
            state->loads[g] > problem->loads[g].base) {
            return KOPPEL_E_INTERNAL;
        }
    }
    return KOPPEL_OK;
}

/* Could somebody who is left over have the slot, within all limits? */
static bool is_wanted(struct state *state, int32_t slot)
{
    const struct koppel_problem *problem = state->run->world->problem;

    for (int32_t i = 0; i < state->today.agents.n_items; i++) {
        const int32_t agent = state->today.agents.row[i];
        const int64_t pair = koppel_problem_pair(problem, agent, state->today.slots.row[slot]);

        if (state->choice[i] == KOPPEL_NONE && pair != KOPPEL_NONE &&
            koppel_state_of_pair(problem, pair) != KOPPEL_PAIR_BANNED && koppel_part_is_open(&state->today, i, slot) &&
            koppel_part_keeps_limits(&state->today, i, slot, state->loads)) {
            koppel_add_to_loads(problem, agent, state->today.slots.row[slot], -1, state->loads);
            return true;
        }
    }
    return false;
}

static enum koppel_status note_kept(struct state *state)
{
    struct koppel_history *history = state->history;

    for (int32_t j = 0; j < state->today.slots.n_items; j++) {
        if (state->places[state->slots[j]] <= 0 || !is_wanted(state, j)) {
            continue;
        }
        if (koppel_grow((void **)&history->kept, &history->kept_capacity, (size_t)history->n_kept + 1,
                        sizeof *history->kept) != KOPPEL_OK) {
            return KOPPEL_E_MEMORY;
        }
        history->kept[history->n_kept++] = (struct koppel_kept){state->slots[j], state->today.step};
    }
    return KOPPEL_OK;
}

static bool decides_at(const struct koppel_policy_run *run, int32_t step)
{
    const int32_t day = step * run->world->every;

    return step == 0 || run->policy->gather_days == 0 ||
           day / run->policy->gather_days > (day - run->world->every) / run->policy->gather_days;
}

enum koppel_status koppel_history_run(const struct koppel_policy_run *run, struct koppel_history *history)
{
    struct state state = {.run = run, .history = history};
    enum koppel_status status = start(&state);

    for (int32_t step = 0; step < run->world->n_steps && status == KOPPEL_OK; step++) {
        look(&state, step);
        if (decides_at(run, step) && state.today.agents.n_items > 0 && state.today.slots.n_items > 0) {
            status = run->policy->decide(run, &state.today, state.choice);
        }
        if (status == KOPPEL_OK) {
            status = place(&state);
        }
        if (status == KOPPEL_OK) {
            status = note_kept(&state);
        }
        if (koppel_deadline_expired(&run->options.deadline)) {
            break;
        }
    }
    koppel_arena_free(&state.arena);
    return status;
}

/* What is in the loads by the end of every half-year. */
static void sum_loads(const struct koppel_world *world, const struct koppel_course *path,
                      const struct koppel_history *history, int64_t *loads)
{
    const struct koppel_problem *problem = world->problem;
    const int32_t n = problem->n_loads;

    for (int32_t h = 0; h < world->n_half_years; h++) {
        for (int32_t g = 0; g < n; g++) {
            loads[h * n + g] = problem->loads[g].base;
        }
        for (int32_t i = 0; i < path->agents.n_items; i++) {
            if (history->slot_of[i] != KOPPEL_NONE && world->half_year_of_step[history->step_of[i]] <= h) {
                koppel_add_to_loads(problem, path->agents.row[i], path->slots.row[history->slot_of[i]], 1,
                                    loads + h * n);
            }
        }
    }
}

void koppel_history_cost(const struct koppel_world *world, const struct koppel_course *path,
                         const struct koppel_history *history, int64_t *costs, int64_t *loads)
{
    const struct koppel_problem *problem = world->problem;

    sum_loads(world, path, history, loads);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        const struct koppel_tier *tier = &problem->tiers[t];

        costs[t] = 0;
        for (int32_t i = 0; i < path->agents.n_items; i++) {
            if (history->slot_of[i] != KOPPEL_NONE) {
                const int32_t row = path->agents.row[i];

                const int64_t pair = koppel_problem_pair(problem, row, path->slots.row[history->slot_of[i]]);

                costs[t] += pair != KOPPEL_NONE ? koppel_cost_of_pair(problem, t, row, pair) : 0;
            }
        }
        for (size_t k = 0; k < tier->n_terms; k++) {
            struct koppel_term term = tier->terms[k];
            const bool each = world->by_half_year[term.load];

            for (int32_t h = each ? 0 : world->n_half_years - 1; h < world->n_half_years; h++) {
                term.at = koppel_world_at(world, term.load, tier->terms[k].at, h);
                costs[t] += koppel_cost_of_term(&term, loads[h * problem->n_loads + term.load]);
            }
        }
    }
}

void koppel_history_free(struct koppel_history *history)
{
    free(history->slot_of);
    free(history->step_of);
    free(history->kept);
    free(history->refused);
    *history = (struct koppel_history){0};
}
