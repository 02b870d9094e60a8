// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* part.c - builds the abstract problem of a part of a path (see part.h). */
#include "simulate/part.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* What is needed while a problem is built. */
struct building {
    const struct koppel_part *part;
    const struct koppel_problem *from;
    struct koppel_part_problem *made;
    struct koppel_problem *to;
    struct koppel_arena arena;
    int32_t n_half_years; /* of the part */
    int32_t *slot_first;  /* slots of `from` + 1: slots of the part by row of the world */
    int64_t *costs;       /* of the pairs of one agent in one tier */
    size_t entries_capacity;
};

static int32_t half_year_at(const struct koppel_part *part, int32_t step)
{
    return part->world->half_year_of_step[step > part->step ? step : part->step];
}

static int32_t first_step(const struct koppel_part *part, int32_t agent, int32_t slot)
{
    int32_t first =
        part->agents.first[agent] > part->slots.first[slot] ? part->agents.first[agent] : part->slots.first[slot];

    return first > part->step ? first : part->step;
}

/* Too small for an agent that has grown? */
static bool is_outgrown(const struct koppel_part *part, int32_t agent, int32_t slot)
{
    const struct koppel_world_chances *chances = part->world->chances;

    return chances != NULL && part->agents.grown != NULL &&
           first_step(part, agent, slot) >= part->agents.grown[agent] &&
           chances->slot_size[part->slots.row[slot]] < chances->agent_grown_size[part->agents.row[agent]];
}

bool koppel_part_is_open(const struct koppel_part *part, int32_t agent, int32_t slot)
{
    for (int32_t k = 0; k < part->n_refused; k++) {
        if (part->refused[k].agent == part->agent_item[agent] && part->refused[k].slot == part->slot_item[slot]) {
            return false;
        }
    }
    return !is_outgrown(part, agent, slot) &&
           (part->foreseen == NULL || !koppel_course_refuses(part->foreseen, agent, slot));
}

static bool is_pair(const struct koppel_part *part, int32_t agent, int32_t slot)
{
    const int32_t first = first_step(part, agent, slot);

    return first <= part->agents.last[agent] && first <= part->slots.last[slot] &&
           koppel_part_is_open(part, agent, slot);
}

static enum koppel_status start(struct building *b)
{
    const struct koppel_part *part = b->part;
    const size_t n_agents = (size_t)part->agents.n_items;
    const size_t n_slots = (size_t)part->slots.n_items;
    struct koppel_problem *to = b->to;

    to->n_agents = part->agents.n_items;
    to->n_slots = part->slots.n_items;
    to->n_tiers = b->from->n_tiers;
    to->first = koppel_new(n_agents + 1, sizeof *to->first);
    to->must_place = koppel_new(n_agents, sizeof *to->must_place);
    to->places = koppel_new(n_slots, sizeof *to->places);
    to->tiers = koppel_new((size_t)to->n_tiers, sizeof *to->tiers);
    b->slot_first = koppel_arena_new(&b->arena, (size_t)b->from->n_slots + 1, sizeof *b->slot_first);
    b->costs = koppel_arena_new(&b->arena, (size_t)koppel_problem_most_pairs(b->from), sizeof *b->costs);
    if (to->first == NULL || to->must_place == NULL || to->places == NULL || to->tiers == NULL ||
        koppel_arena_failed(&b->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t j = 0; j < n_slots; j++) {
        to->places[j] = part->places[j];
        b->slot_first[part->slots.row[j] + 1]++;
    }
    for (int32_t j = 0; j < b->from->n_slots; j++) {
        b->slot_first[j + 1] += b->slot_first[j];
    }
    return KOPPEL_OK;
}

/* Goes through the pairs of an agent, in the order of the part's slots: calls `take` with the pair of the world, as a
 * number within its agent, and the slot of the part. */
static void each_pair(struct building *b, int32_t agent, void (*take)(struct building *, int32_t, int64_t, int32_t))
{
    const int32_t row = b->part->agents.row[agent];
    const int32_t *slots = koppel_slots_of(b->from, row);
    const int64_t n = b->from->first[row + 1] - b->from->first[row];

    for (int64_t k = 0; k < n; k++) {
        if (koppel_state_of_pair(b->from, b->from->first[row] + k) == KOPPEL_PAIR_BANNED) {
            continue;
        }
        for (int32_t j = b->slot_first[slots[k]]; j < b->slot_first[slots[k] + 1]; j++) {
            if (is_pair(b->part, agent, j)) {
                take(b, agent, k, j);
            }
        }
    }
}

static void count_pair(struct building *b, int32_t agent, int64_t k, int32_t slot)
{
    (void)agent;
    (void)k;
    (void)slot;
    b->to->n_pairs++;
}

static void put_pair(struct building *b, int32_t agent, int64_t k, int32_t slot)
{
    const int64_t pair = b->to->n_pairs++;

    b->to->slot[pair] = slot;
    if (b->to->state != NULL) {
        b->to->state[pair] =
            (unsigned char)koppel_state_of_pair(b->from, b->from->first[b->part->agents.row[agent]] + k);
    }
}

static enum koppel_status make_pairs(struct building *b)
{
    struct koppel_problem *to = b->to;

    for (int32_t i = 0; i < to->n_agents; i++) {
        each_pair(b, i, count_pair);
        to->first[i + 1] = to->n_pairs;
    }
    to->n_listed = to->n_pairs;
    to->slot = koppel_new((size_t)to->n_pairs, sizeof *to->slot);
    if (b->part->with_decisions && b->from->state != NULL) {
        to->state = koppel_new((size_t)to->n_pairs, sizeof *to->state);
    }
    if (to->slot == NULL || (to->state == NULL && b->part->with_decisions && b->from->state != NULL)) {
        return KOPPEL_E_MEMORY;
    }
    to->n_pairs = 0;
    for (int32_t i = 0; i < to->n_agents; i++) {
        each_pair(b, i, put_pair);
    }
    return KOPPEL_OK;
}

/* ---- Loads ------------------------------------------------------------------------------------------------------ */

static void add_load(struct building *b, int32_t g, int32_t half_year, int64_t hi, int32_t *number)
{
    b->to->loads[b->to->n_loads] = (struct koppel_load){
        .base = b->part->loads[g],
        .lo = KOPPEL_NO_MIN,
        .hi = hi == KOPPEL_NO_MAX ? hi : koppel_world_most(b->part->world, g, b->part->first_half_year + half_year)};
    *number = b->to->n_loads++;
}

/* A load over the horizon stands in both lists, once. */
static enum koppel_status make_loads(struct building *b)
{
    const struct koppel_world *world = b->part->world;
    const size_t n = (size_t)b->from->n_loads * (size_t)b->n_half_years;

    b->made->under = koppel_new(n, sizeof *b->made->under);
    b->made->over = koppel_new(n, sizeof *b->made->over);
    b->to->loads = koppel_new(2 * n, sizeof *b->to->loads);
    if (b->made->under == NULL || b->made->over == NULL || b->to->loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t g = 0; g < b->from->n_loads; g++) {
        for (int32_t h = 0; h < b->n_half_years; h++) {
            const size_t at = (size_t)g * (size_t)b->n_half_years + (size_t)h;

            b->made->under[at] = b->made->over[at] = KOPPEL_NONE;
            if (!world->by_half_year[g]) {
                if (h == 0) {
                    add_load(b, g, h, b->from->loads[g].hi, &b->made->over[at]);
                    b->made->under[at] = b->made->over[at];
                }
                continue;
            }
            if (world->has_under[g]) {
                add_load(b, g, h, KOPPEL_NO_MAX, &b->made->under[at]);
            }
            if (world->has_over[g]) {
                add_load(b, g, h, b->from->loads[g].hi, &b->made->over[at]);
            }
        }
    }
    return KOPPEL_OK;
}

/* Measures of the world's problem for the agents of the part, and for each half-year but the last those of agents who
 * are there by its end. */
static enum koppel_status make_measures(struct building *b)
{
    const int32_t n_agents = b->to->n_agents;
    const int32_t n = b->from->n_measures;

    b->to->n_measures = n * b->n_half_years;
    b->to->measures = koppel_new((size_t)b->to->n_measures * (size_t)n_agents, sizeof *b->to->measures);
    if (b->to->measures == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t h = 0; h < b->n_half_years; h++) {
        for (int32_t q = 0; q < n; q++) {
            int32_t *to = b->to->measures + (size_t)(h * n + q) * (size_t)n_agents;

            for (int32_t i = 0; i < n_agents; i++) {
                const int32_t by = half_year_at(b->part, b->part->agents.first[i]) - b->part->first_half_year;

                if (by <= h || h == b->n_half_years - 1) {
                    to[i] = b->from->measures[(size_t)q * (size_t)b->from->n_agents + (size_t)b->part->agents.row[i]];
                }
            }
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status push_entry(struct building *b, int32_t load, int32_t measure, int64_t *n)
{
    if (koppel_grow((void **)&b->to->entries, &b->entries_capacity, (size_t)*n + 1, sizeof *b->to->entries) !=
        KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    b->to->entries[(*n)++] = (struct koppel_entry){load, measure};
    return KOPPEL_OK;
}

/* The entries of a slot for one of the world's. */
static enum koppel_status put_entry(struct building *b, int32_t slot, const struct koppel_entry *entry, int64_t *n)
{
    const struct koppel_part *part = b->part;
    const int32_t last = b->n_half_years - 1;
    const int32_t all = last * b->from->n_measures + entry->measure;
    const int32_t soon = half_year_at(part, part->slots.first[slot]) - part->first_half_year;
    const int32_t late = half_year_at(part, part->slots.last[slot]) - part->first_half_year;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t h = 0; h <= last && status == KOPPEL_OK; h++) {
        const size_t at = (size_t)entry->load * (size_t)b->n_half_years + (size_t)h;
        const bool is_one = b->made->under[at] == b->made->over[at];

        if (!is_one && b->made->under[at] != KOPPEL_NONE && (soon <= h || h == last)) {
            status = push_entry(b, b->made->under[at], h * b->from->n_measures + entry->measure, n);
        }
        if (status == KOPPEL_OK && b->made->over[at] != KOPPEL_NONE && (is_one || late <= h || h == last)) {
            status = push_entry(b, b->made->over[at], all, n);
        }
    }
    return status;
}

static enum koppel_status make_entries(struct building *b)
{
    enum koppel_status status = make_measures(b);
    int64_t n = 0;

    b->to->entry_first = koppel_new((size_t)b->to->n_slots + 1, sizeof *b->to->entry_first);
    b->to->entries = koppel_new(1, sizeof *b->to->entries);
    b->entries_capacity = 1;
    if (b->to->entry_first == NULL || b->to->entries == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t j = 0; j < b->to->n_slots && status == KOPPEL_OK; j++) {
        const int32_t row = b->part->slots.row[j];

        for (int64_t e = b->from->entry_first[row]; e < b->from->entry_first[row + 1] && status == KOPPEL_OK; e++) {
            status = put_entry(b, j, &b->from->entries[e], &n);
        }
        b->to->entry_first[j + 1] = n;
    }
    return status;
}

/* ---- Tiers ------------------------------------------------------------------------------------------------------ */

/* The terms of one of the world's terms: costs below and above part where their loads do. */
static void put_terms(struct building *b, const struct koppel_term *term, struct koppel_tier *tier)
{
    for (int32_t h = 0; h < b->n_half_years; h++) {
        const size_t at = (size_t)term->load * (size_t)b->n_half_years + (size_t)h;
        const int64_t value = koppel_world_at(b->part->world, term->load, term->at, b->part->first_half_year + h);
        const int32_t under = b->made->under[at];
        const int32_t over = b->made->over[at];

        if (under != KOPPEL_NONE && under == over) {
            tier->terms[tier->n_terms++] = (struct koppel_term){under, value, term->over, term->under};
            continue;
        }
        if (under != KOPPEL_NONE && term->under > 0) {
            tier->terms[tier->n_terms++] = (struct koppel_term){under, value, 0, term->under};
        }
        if (over != KOPPEL_NONE && term->over > 0) {
            tier->terms[tier->n_terms++] = (struct koppel_term){over, value, term->over, 0};
        }
    }
}

static void put_pair_costs(struct building *b, int32_t t)
{
    struct koppel_tier *tier = &b->to->tiers[t];
    int64_t pair = 0;

    for (int32_t i = 0; i < b->to->n_agents; i++) {
        const int32_t row = b->part->agents.row[i];
        const int64_t *costs = koppel_costs_of(b->from, t, row, b->costs);
        const int32_t *slots = koppel_slots_of(b->from, row);
        int64_t k = 0;

        for (; pair < b->to->first[i + 1]; pair++) {
            while (slots[k] != b->part->slots.row[b->to->slot[pair]]) {
                k++;
            }
            tier->pair_cost[pair] = costs != NULL ? costs[k] : 0;
        }
    }
}

static enum koppel_status make_tier(struct building *b, int32_t t)
{
    const struct koppel_tier *from = &b->from->tiers[t];
    struct koppel_tier *tier = &b->to->tiers[t];

    memcpy(tier->name, from->name, sizeof tier->name);
    tier->maximise = from->maximise;
    tier->scale = from->scale;
    tier->terms = koppel_new(2 * from->n_terms * (size_t)b->n_half_years, sizeof *tier->terms);
    tier->agent_cost = koppel_new((size_t)b->to->n_agents, sizeof *tier->agent_cost);
    tier->pair_cost =
        koppel_tier_has_pair_costs(from) ? koppel_new((size_t)b->to->n_pairs, sizeof *tier->pair_cost) : NULL;
    if (tier->terms == NULL || tier->agent_cost == NULL ||
        (koppel_tier_has_pair_costs(from) && tier->pair_cost == NULL)) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t k = 0; k < from->n_terms; k++) {
        put_terms(b, &from->terms[k], tier);
    }
    for (int32_t i = 0; i < b->to->n_agents; i++) {
        tier->agent_cost[i] = koppel_cost_of_agent(from, b->part->agents.row[i]);
    }
    if (tier->pair_cost != NULL) {
        put_pair_costs(b, t);
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_part_problem_make(struct koppel_part_problem *made, const struct koppel_part *part)
{
    struct building b = {.part = part,
                         .from = part->world->problem,
                         .made = made,
                         .to = &made->problem,
                         .n_half_years = part->last_half_year - part->first_half_year + 1};
    enum koppel_status status = start(&b);

    if (status == KOPPEL_OK) {
        status = make_pairs(&b);
    }
    if (status == KOPPEL_OK) {
        status = make_loads(&b);
    }
    if (status == KOPPEL_OK) {
        status = make_entries(&b);
    }
    for (int32_t t = 0; t < b.from->n_tiers && status == KOPPEL_OK; t++) {
        status = make_tier(&b, t);
    }
    koppel_arena_free(&b.arena);
    return status == KOPPEL_OK ? koppel_problem_check(&made->problem) : status;
}

enum koppel_status koppel_part_one_tier(struct koppel_problem *problem, const struct koppel_tier *tier)
{
    const bool is_whole = tier->pair_cost != NULL && tier->terms != NULL;

    for (int32_t t = 0; t < problem->n_tiers; t++) {
        free(problem->tiers[t].agent_cost);
        free(problem->tiers[t].pair_cost);
        free(problem->tiers[t].terms);
    }
    problem->tiers[0] = *tier;
    problem->n_tiers = 1;
    return is_whole ? koppel_problem_check(problem) : KOPPEL_E_MEMORY;
}

void koppel_part_problem_free(struct koppel_part_problem *made)
{
    koppel_problem_free(&made->problem);
    free(made->under);
    free(made->over);
    *made = (struct koppel_part_problem){0};
}

bool koppel_part_keeps_limits(const struct koppel_part *today, int32_t agent, int32_t slot, int64_t *loads)
{
    const struct koppel_world *world = today->world;
    const int32_t row = today->slots.row[slot];
    bool keeps = true;

    koppel_add_to_loads(world->problem, today->agents.row[agent], row, 1, loads);
    for (int64_t e = world->problem->entry_first[row]; e < world->problem->entry_first[row + 1] && keeps; e++) {
        const int32_t g = world->problem->entries[e].load;

        keeps = koppel_amount_of_entry(world->problem, e, today->agents.row[agent]) == 0 ||
                loads[g] <= koppel_world_most(world, g, today->first_half_year);
    }
    if (!keeps) {
        koppel_add_to_loads(world->problem, today->agents.row[agent], row, -1, loads);
    }
    return keeps;
}
