// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* component_split.c - decisions applied, and connected components by union-find (see component_split.h). */
#include "problem/component_split.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/union_find.h"
#include "problem/equal_slots.h"
#include "problem/list_groups.h"
#include "problem/load_reach.h"

static enum koppel_status split_start(struct koppel_component_split *split)
{
    const struct koppel_problem *problem = split->problem;
    size_t n_nodes = (size_t)koppel_component_split_load_node(split, problem->n_loads);

    split->base = koppel_arena_new(&split->arena, (size_t)problem->n_loads, sizeof *split->base);
    split->top = koppel_arena_new(&split->arena, (size_t)problem->n_loads, sizeof *split->top);
    split->is_live = koppel_arena_new(&split->arena, (size_t)problem->n_loads, sizeof *split->is_live);
    split->equal_to = koppel_arena_new(&split->arena, (size_t)problem->n_slots, sizeof *split->equal_to);
    split->lead_of = koppel_arena_new(&split->arena, (size_t)problem->n_agents, sizeof *split->lead_of);
    split->leader = koppel_arena_new(&split->arena, n_nodes, sizeof *split->leader);
    split->component_of = koppel_arena_new(&split->arena, n_nodes, sizeof *split->component_of);
    split->row_of = koppel_arena_new(&split->arena, n_nodes, sizeof *split->row_of);
    split->measure_row = koppel_arena_new(&split->arena, (size_t)problem->n_measures, sizeof *split->measure_row);
    split->measure_list = koppel_arena_new(&split->arena, (size_t)problem->n_measures, sizeof *split->measure_list);
    if (koppel_arena_failed(&split->arena)) {
        return KOPPEL_E_MEMORY;
    }
    koppel_union_find_start(split->leader, (int32_t)n_nodes);
    for (size_t k = 0; k < n_nodes; k++) {
        split->component_of[k] = KOPPEL_NONE;
        split->row_of[k] = KOPPEL_NONE;
    }
    for (int32_t q = 0; q < problem->n_measures; q++) {
        split->measure_row[q] = KOPPEL_NONE;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        split->components->places[j] = problem->places[j];
        split->equal_to[j] = j;
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        split->base[g] = problem->loads[g].base;
    }
    return KOPPEL_OK;
}

/* Books the kept pairs: places, loads, costs. */
static void book_kept(struct koppel_component_split *split)
{
    const struct koppel_problem *problem = split->problem;
    struct koppel_components *components = split->components;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        components->kept[i] = KOPPEL_NONE;
        for (int64_t p = problem->first[i]; problem->state != NULL && p < problem->first[i + 1]; p++) {
            int32_t j = koppel_pair_slot(problem, i, p);

            if (koppel_state_of_pair(problem, p) != KOPPEL_PAIR_KEPT) {
                continue;
            }
            if (components->kept[i] != KOPPEL_NONE || split->components->places[j] == 0) {
                components->infeasible = true;
                return;
            }
            components->kept[i] = j;
            split->components->places[j]--;
            koppel_add_to_loads(problem, i, j, 1, split->base);
            for (int32_t t = 0; t < problem->n_tiers; t++) {
                components->constants[t] += koppel_cost_of_pair(problem, t, i, p);
            }
        }
    }
}

static bool pair_is_open(const void *data, int32_t agent, int64_t pair)
{
    return koppel_component_split_is_open(data, agent, pair);
}

/* The largest value of every load, with what is booked and pairs that are open. */
static enum koppel_status find_top(struct koppel_component_split *split)
{
    struct koppel_arena arena = {0};
    struct koppel_load_reach reach;
    enum koppel_status status = koppel_load_reach_make(&reach, split->problem, split->components->places, true, &arena);

    for (int32_t g = 0; g < split->problem->n_loads && status == KOPPEL_OK; g++) {
        split->top[g] = split->base[g] + reach.top[g];
    }
    koppel_arena_free(&arena);
    return status;
}

/* A load is live when a limit can be broken or a cost can change within [base, top]. */
static void find_live_loads(struct koppel_component_split *split)
{
    const struct koppel_problem *problem = split->problem;

    for (int32_t g = 0; g < problem->n_loads; g++) {
        const struct koppel_load *load = &problem->loads[g];
        bool moves = split->top[g] > split->base[g];

        split->is_live[g] = moves && (load->lo > split->base[g] || load->hi < split->top[g]);
        if (!moves && (split->base[g] < load->lo || split->base[g] > load->hi)) {
            split->components->infeasible = true;
        }
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        for (size_t k = 0; k < problem->tiers[t].n_terms; k++) {
            const struct koppel_term *term = &problem->tiers[t].terms[k];
            int32_t g = term->load;

            if (split->top[g] > split->base[g] &&
                ((term->over > 0 && split->top[g] > term->at) || (term->under > 0 && split->base[g] < term->at))) {
                split->is_live[g] = true;
            }
        }
    }
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        for (size_t k = 0; k < problem->tiers[t].n_terms; k++) {
            const struct koppel_term *term = &problem->tiers[t].terms[k];

            if (!split->is_live[term->load]) {
                split->components->constants[t] += koppel_cost_of_term(term, split->base[term->load]);
            }
        }
    }
}

/* Joins the agents of a group with their open slots and with the live loads to which one of them adds there. most: what
 * they add at most by every measure. */
static void join_group(struct koppel_component_split *split, const struct koppel_list_groups *groups, int32_t k,
                       const int32_t *most)
{
    const struct koppel_problem *problem = split->problem;
    int32_t i = groups->agents[groups->first[k]];
    bool has_pair = false;

    for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
        int32_t j = koppel_pair_slot(problem, i, p);

        if (!koppel_component_split_is_open(split, i, p)) {
            continue;
        }
        has_pair = true;
        koppel_union_find_join(split->leader, i, koppel_component_split_slot_node(split, j));
        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            if (split->is_live[problem->entries[e].load] && most[problem->entries[e].measure] > 0) {
                koppel_union_find_join(split->leader, i,
                                       koppel_component_split_load_node(split, problem->entries[e].load));
            }
        }
    }
    for (int32_t m = groups->first[k]; m < groups->first[k + 1]; m++) {
        int32_t agent = groups->agents[m];

        split->lead_of[agent] = i;
        if (problem->must_place[agent] && !has_pair && split->components->kept[agent] == KOPPEL_NONE) {
            split->components->infeasible = true;
        }
        if (has_pair) {
            koppel_union_find_join(split->leader, i, agent);
            split->component_of[agent] = 0;
        }
    }
}

/* Joins agents, slots and live loads; numbers the components in the order of their first agents, which lead: nodes of
 * agents are the lowest. */
static enum koppel_status find_parts(struct koppel_component_split *split)
{
    const struct koppel_problem *problem = split->problem;
    struct koppel_arena arena = {0};
    struct koppel_list_groups groups;
    int32_t *most = koppel_arena_new(&arena, (size_t)problem->n_measures, sizeof *most);
    enum koppel_status status = koppel_list_groups_make(&groups, problem, &arena);

    status = most != NULL ? status : KOPPEL_E_MEMORY;
    for (int32_t k = 0; status == KOPPEL_OK && k < groups.n; k++) {
        koppel_list_group_amounts(problem, &groups, k, most);
        join_group(split, &groups, k, most);
    }
    for (int32_t i = 0; status == KOPPEL_OK && i < problem->n_agents; i++) {
        if (split->component_of[i] != KOPPEL_NONE) {
            int32_t leader = koppel_union_find_leader(split->leader, i);

            split->component_of[i] = leader == i ? split->components->n_items++ : split->component_of[leader];
        }
    }
    koppel_arena_free(&arena);
    return status;
}

/* Rows are numbered in the order of the whole problem; equal slots have the row of the one that stands for them. */
static enum koppel_status number_rows(struct koppel_component_split *split)
{
    int32_t n_nodes = koppel_component_split_load_node(split, split->problem->n_loads);

    split->components->items = koppel_new((size_t)split->components->n_items, sizeof *split->components->items);
    if (split->components->items == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t node = 0; node < n_nodes; node++) {
        int32_t leader = koppel_union_find_leader(split->leader, node);
        int32_t j = node - koppel_component_split_slot_node(split, 0);
        struct koppel_problem *component = NULL;

        split->component_of[node] = leader < split->problem->n_agents ? split->component_of[leader] : KOPPEL_NONE;
        if (split->component_of[node] == KOPPEL_NONE) {
            continue;
        }
        component = &split->components->items[split->component_of[node]].problem;
        if (j < 0) {
            split->row_of[node] = component->n_agents++;
        } else if (j >= split->problem->n_slots) {
            split->row_of[node] = component->n_loads++;
        } else {
            split->row_of[node] = split->equal_to[j] == j
                                      ? component->n_slots++
                                      : split->row_of[koppel_component_split_slot_node(split, split->equal_to[j])];
        }
    }
    return KOPPEL_OK;
}

/* Slots with the same entries of live loads and the same open pairs at the same costs in every tier. */
static enum koppel_status find_twins(struct koppel_component_split *split)
{
    const struct koppel_slot_view view = {.problem = split->problem,
                                          .n_tiers = split->problem->n_tiers,
                                          .is_live = split->is_live,
                                          .is_open = pair_is_open,
                                          .data = split,
                                          .deadline = split->deadline};

    return koppel_equal_slots_find(&view, split->equal_to);
}

enum koppel_status koppel_component_split_make(struct koppel_component_split *split, enum koppel_equal_slots twins)
{
    enum koppel_status status = split_start(split);

    if (status == KOPPEL_OK) {
        book_kept(split);
    }
    if (status != KOPPEL_OK || split->components->infeasible) {
        return status;
    }
    status = find_top(split);
    if (status == KOPPEL_OK) {
        find_live_loads(split);
        status = twins == KOPPEL_MERGE_EQUAL_SLOTS ? find_twins(split) : KOPPEL_OK;
    }
    if (status == KOPPEL_OK) {
        status = find_parts(split);
    }
    if (status == KOPPEL_OK) {
        split->components->n_items = split->components->infeasible ? 0 : split->components->n_items;
        status = split->components->infeasible ? KOPPEL_OK : number_rows(split);
    }
    return status;
}
