// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* components.c - the components of a problem, copied out of it (see components.h). */
#include "problem/component_split.h"

#include "base/arena.h"
#include "base/memory.h"
#include "problem/slot_lists.h"

#include <stdlib.h>
#include <string.h>

/* Lists the slots with the same row, from the one that stands for them on. */
static enum koppel_status link_twins(struct koppel_component_split *split)
{
    int32_t n_slots = split->problem->n_slots;
    int32_t *last = koppel_arena_new(&split->arena, (size_t)n_slots, sizeof *last); /* of the equal slots so far */

    split->components->next_equal = koppel_new((size_t)n_slots, sizeof *split->components->next_equal);
    if (last == NULL || split->components->next_equal == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t j = 0; j < n_slots; j++) {
        if (split->equal_to[j] != j) {
            split->components->next_equal[last[split->equal_to[j]]] = j;
        }
        last[split->equal_to[j]] = j;
        split->components->next_equal[j] = KOPPEL_NONE;
    }
    return KOPPEL_OK;
}

/* Lists the rows of every component. */
static enum koppel_status list_rows(struct koppel_component_split *split)
{
    const struct koppel_problem *problem = split->problem;
    int32_t n_nodes = koppel_component_split_load_node(split, problem->n_loads);

    for (int32_t k = 0; k < split->components->n_items; k++) {
        struct koppel_component *component = &split->components->items[k];

        component->agents = koppel_new((size_t)component->problem.n_agents, sizeof *component->agents);
        component->slots = koppel_new((size_t)component->problem.n_slots, sizeof *component->slots);
        component->loads = koppel_new((size_t)component->problem.n_loads, sizeof *component->loads);
        component->problem.loads = koppel_new((size_t)component->problem.n_loads, sizeof *component->problem.loads);
        if (component->agents == NULL || component->slots == NULL || component->loads == NULL ||
            component->problem.loads == NULL) {
            return KOPPEL_E_MEMORY;
        }
    }
    for (int32_t node = 0; node < n_nodes; node++) {
        struct koppel_component *component =
            split->component_of[node] != KOPPEL_NONE ? &split->components->items[split->component_of[node]] : NULL;
        int32_t row = split->row_of[node];

        if (component == NULL) {
            continue;
        }
        if (node < koppel_component_split_slot_node(split, 0)) {
            component->agents[row] = node;
        } else if (node < koppel_component_split_load_node(split, 0)) {
            int32_t j = node - koppel_component_split_slot_node(split, 0);

            component->slots[row] = split->equal_to[j];
            split->components->component_of_slot[j] = split->component_of[node];
            split->components->row_of_slot[j] = row;
        } else {
            int32_t g = node - koppel_component_split_load_node(split, 0);

            component->loads[row] = g;
            component->problem.loads[row] =
                (struct koppel_load){split->base[g], problem->loads[g].lo, problem->loads[g].hi};
        }
    }
    return KOPPEL_OK;
}

/* Does the entry count in the component of its slot? To the load of another one no pair of the slot adds anything. */
static bool entry_is_in(const struct koppel_component_split *split, const struct koppel_entry *entry, int32_t slot)
{
    return split->is_live[entry->load] && split->component_of[koppel_component_split_load_node(split, entry->load)] ==
                                              split->component_of[koppel_component_split_slot_node(split, slot)];
}

static enum koppel_status copy_slots(struct koppel_component_split *split, struct koppel_component *component)
{
    const struct koppel_problem *problem = split->problem;
    struct koppel_problem *to = &component->problem;
    int64_t n_entries = 0;

    for (int32_t j = 0; j < to->n_slots; j++) {
        n_entries += problem->entry_first[component->slots[j] + 1] - problem->entry_first[component->slots[j]];
    }
    to->places = koppel_new((size_t)to->n_slots, sizeof *to->places);
    to->entry_first = koppel_new((size_t)to->n_slots + 1, sizeof *to->entry_first);
    to->entries = koppel_new((size_t)n_entries, sizeof *to->entries);
    if (to->places == NULL || to->entry_first == NULL || to->entries == NULL) {
        return KOPPEL_E_MEMORY;
    }
    n_entries = 0;
    for (int32_t j = 0; j < to->n_slots; j++) {
        int32_t old = component->slots[j];
        int64_t places = 0;

        for (int32_t twin = old; twin != KOPPEL_NONE; twin = split->components->next_equal[twin]) {
            places += split->components->places[twin];
        }
        to->places[j] = places < INT32_MAX ? (int32_t)places : INT32_MAX;
        to->entry_first[j] = n_entries;
        for (int64_t e = problem->entry_first[old]; e < problem->entry_first[old + 1]; e++) {
            if (entry_is_in(split, &problem->entries[e], old)) {
                to->entries[n_entries] = problem->entries[e];
                to->entries[n_entries++].load =
                    split->row_of[koppel_component_split_load_node(split, problem->entries[e].load)];
            }
        }
    }
    to->entry_first[to->n_slots] = n_entries;
    return KOPPEL_OK;
}

/* Keeps the measures that the component's entries use, renamed in order of their first use. */
static enum koppel_status copy_measures(struct koppel_component_split *split, struct koppel_component *component)
{
    const struct koppel_problem *problem = split->problem;
    struct koppel_problem *to = &component->problem;
    int64_t n_entries = to->entry_first[to->n_slots];

    for (int64_t e = 0; e < n_entries; e++) {
        int32_t q = to->entries[e].measure;

        if (split->measure_row[q] == KOPPEL_NONE) {
            split->measure_list[to->n_measures] = q;
            split->measure_row[q] = to->n_measures++;
        }
        to->entries[e].measure = split->measure_row[q];
    }
    to->measures = koppel_new((size_t)to->n_measures * (size_t)to->n_agents, sizeof *to->measures);
    for (int32_t q = 0; q < to->n_measures; q++) {
        const int32_t *from = problem->measures + (int64_t)split->measure_list[q] * problem->n_agents;

        for (int32_t i = 0; to->measures != NULL && i < to->n_agents; i++) {
            to->measures[(int64_t)q * to->n_agents + i] = from[component->agents[i]];
        }
        split->measure_row[split->measure_list[q]] = KOPPEL_NONE;
    }
    return to->measures != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

/* Agents of a group, which are in one component, have one list there, too. */
static enum koppel_status copy_lists(const struct koppel_component_split *split, struct koppel_component *component)
{
    const struct koppel_problem *problem = split->problem;
    struct koppel_slot_lists lists = {0};
    int32_t *slots = koppel_new((size_t)component->problem.n_slots, sizeof *slots);
    enum koppel_status status = koppel_slot_lists_start(&lists, &component->problem);

    status = slots != NULL ? status : KOPPEL_E_MEMORY;
    for (int32_t i = 0; i < component->problem.n_agents && status == KOPPEL_OK; i++) {
        int32_t old = component->agents[i], lead = split->lead_of[old], n = 0;

        if (lead != old) {
            koppel_slot_lists_repeat(&lists, i, split->row_of[lead]);
            continue;
        }
        for (int64_t p = problem->first[old]; p < problem->first[old + 1]; p++) {
            if (koppel_component_split_is_copied(split, old, p)) {
                slots[n++] = split->row_of[koppel_component_split_slot_node(split, koppel_pair_slot(problem, old, p))];
            }
        }
        status = koppel_slot_lists_add(&lists, i, slots, n);
    }
    free(slots);
    return koppel_slot_lists_end(&lists, status);
}

/* What cost rules call the rows of a component: as in the whole problem, by default their numbers there. */
static enum koppel_status name_rows(const struct koppel_problem *problem, struct koppel_component *component)
{
    struct koppel_problem *to = &component->problem;

    to->agent_name = component->agents;
    to->slot_name = component->slots;
    if (problem->agent_name == NULL) {
        return KOPPEL_OK;
    }
    component->agent_name = koppel_new((size_t)to->n_agents, sizeof *component->agent_name);
    component->slot_name = koppel_new((size_t)to->n_slots, sizeof *component->slot_name);
    if (component->agent_name == NULL || component->slot_name == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < to->n_agents; i++) {
        component->agent_name[i] = problem->agent_name[component->agents[i]];
    }
    for (int32_t j = 0; j < to->n_slots; j++) {
        component->slot_name[j] = problem->slot_name[component->slots[j]];
    }
    to->agent_name = component->agent_name;
    to->slot_name = component->slot_name;
    return KOPPEL_OK;
}

/* Costs by a rule stay with it. */
static enum koppel_status copy_costs(const struct koppel_component_split *split, struct koppel_component *component,
                                     int32_t t)
{
    const struct koppel_problem *problem = split->problem;
    const struct koppel_tier *from = &problem->tiers[t];
    struct koppel_tier *tier = &component->problem.tiers[t];
    int64_t n = 0;

    memcpy(tier->name, from->name, sizeof tier->name);
    tier->maximise = from->maximise;
    tier->scale = from->scale;
    tier->rule = from->rule;
    tier->agent_cost =
        from->agent_cost != NULL ? koppel_new((size_t)component->problem.n_agents, sizeof(int64_t)) : NULL;
    tier->pair_cost = from->pair_cost != NULL ? koppel_new((size_t)component->problem.n_pairs, sizeof(int64_t)) : NULL;
    if ((from->agent_cost != NULL && tier->agent_cost == NULL) ||
        (from->pair_cost != NULL && tier->pair_cost == NULL)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < component->problem.n_agents; i++) {
        int32_t old = component->agents[i];

        if (from->agent_cost != NULL) {
            tier->agent_cost[i] = from->agent_cost[old];
        }
        for (int64_t p = problem->first[old]; from->pair_cost != NULL && p < problem->first[old + 1]; p++) {
            if (koppel_component_split_is_copied(split, old, p)) {
                tier->pair_cost[n++] = from->pair_cost[p];
            }
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status copy_pairs(struct koppel_component_split *split, struct koppel_component *component)
{
    struct koppel_problem *to = &component->problem;
    enum koppel_status status = copy_lists(split, component);

    if (status == KOPPEL_OK) {
        status = name_rows(split->problem, component);
    }
    to->must_place = koppel_new((size_t)to->n_agents, sizeof *to->must_place);
    to->tiers = koppel_new((size_t)split->problem->n_tiers, sizeof *to->tiers);
    if (to->must_place == NULL || to->tiers == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < to->n_agents; i++) {
        to->must_place[i] = split->problem->must_place[component->agents[i]];
    }
    to->n_tiers = split->problem->n_tiers;
    for (int32_t t = 0; t < to->n_tiers && status == KOPPEL_OK; t++) {
        status = copy_costs(split, component, t);
    }
    return status;
}

static bool term_is_in(const struct koppel_component_split *split, const struct koppel_term *term, int32_t component)
{
    return split->is_live[term->load] &&
           split->component_of[koppel_component_split_load_node(split, term->load)] == component;
}

static enum koppel_status copy_terms(const struct koppel_component_split *split, struct koppel_component *component,
                                     int32_t k)
{
    for (int32_t t = 0; t < component->problem.n_tiers; t++) {
        const struct koppel_tier *from = &split->problem->tiers[t];
        struct koppel_tier *tier = &component->problem.tiers[t];
        size_t n_terms = 0;

        for (size_t m = 0; m < from->n_terms; m++) {
            n_terms += term_is_in(split, &from->terms[m], k);
        }
        tier->terms = koppel_new(n_terms, sizeof *tier->terms);
        if (tier->terms == NULL) {
            return KOPPEL_E_MEMORY;
        }
        for (size_t m = 0; m < from->n_terms; m++) {
            if (term_is_in(split, &from->terms[m], k)) {
                tier->terms[tier->n_terms] = from->terms[m];
                tier->terms[tier->n_terms++].load =
                    split->row_of[koppel_component_split_load_node(split, from->terms[m].load)];
            }
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status make_part(struct koppel_component_split *split, int32_t k)
{
    struct koppel_component *component = &split->components->items[k];
    enum koppel_status status = copy_pairs(split, component);

    if (status == KOPPEL_OK) {
        status = copy_slots(split, component);
    }
    if (status == KOPPEL_OK) {
        status = copy_measures(split, component);
    }
    if (status == KOPPEL_OK) {
        status = koppel_problem_hold_costs(&component->problem);
    }
    return status == KOPPEL_OK ? copy_terms(split, component, k) : status;
}

enum koppel_status koppel_components_make(struct koppel_components *components, const struct koppel_problem *problem,
                                          enum koppel_equal_slots twins)
{
    return koppel_components_make_until(components, problem, twins, NULL);
}

enum koppel_status koppel_components_make_until(struct koppel_components *components,
                                                const struct koppel_problem *problem, enum koppel_equal_slots twins,
                                                const struct koppel_deadline *deadline)
{
    struct koppel_component_split split = {.problem = problem, .components = components, .deadline = deadline};
    size_t n_slots = (size_t)problem->n_slots;
    enum koppel_status status = KOPPEL_E_MEMORY;

    *components = (struct koppel_components){.n_slots = problem->n_slots};
    components->kept = koppel_new((size_t)problem->n_agents, sizeof *components->kept);
    components->constants = koppel_new((size_t)problem->n_tiers, sizeof *components->constants);
    components->places = koppel_new(n_slots, sizeof *components->places);
    components->component_of_slot = koppel_new(n_slots, sizeof *components->component_of_slot);
    components->row_of_slot = koppel_new(n_slots, sizeof *components->row_of_slot);
    if (components->kept == NULL || components->constants == NULL || components->places == NULL ||
        components->component_of_slot == NULL || components->row_of_slot == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t j = 0; j < n_slots; j++) {
        components->component_of_slot[j] = KOPPEL_NONE;
    }
    status = koppel_component_split_make(&split, twins);
    if (status == KOPPEL_OK && components->n_items > 0) {
        status = list_rows(&split);
    }
    if (status == KOPPEL_OK) {
        status = link_twins(&split);
    }
    for (int32_t k = 0; status == KOPPEL_OK && k < components->n_items; k++) {
        status = make_part(&split, k);
    }
    koppel_arena_free(&split.arena);
    return status;
}

void koppel_components_restrict(const struct koppel_components *components, int32_t k, const int32_t *slot_of,
                                int32_t *within)
{
    const struct koppel_component *component = &components->items[k];

    for (int32_t i = 0; i < component->problem.n_agents; i++) {
        int32_t j = slot_of[component->agents[i]];
        bool is_in = j >= 0 && j < components->n_slots && components->component_of_slot[j] == k;

        within[i] = is_in ? components->row_of_slot[j] : KOPPEL_NONE;
    }
}

/* Agents of a component's slot fill the equal slots that it stands for, in order. */
enum koppel_status koppel_components_extend(const struct koppel_components *components, int32_t k,
                                            const int32_t *within, int32_t *slot_of)
{
    const struct koppel_component *component = &components->items[k];
    int32_t *at = koppel_new((size_t)component->problem.n_slots, sizeof *at); /* equal slot that is being filled */
    int32_t *n_taken = koppel_new((size_t)component->problem.n_slots, sizeof *n_taken);

    if (at == NULL || n_taken == NULL) {
        free(at);
        free(n_taken);
        return KOPPEL_E_MEMORY;
    }
    memcpy(at, component->slots, (size_t)component->problem.n_slots * sizeof *at);
    for (int32_t i = 0; i < component->problem.n_agents; i++) {
        int32_t row = within[i];

        while (row != KOPPEL_NONE && n_taken[row] == components->places[at[row]]) {
            at[row] = components->next_equal[at[row]];
            n_taken[row] = 0;
        }
        slot_of[component->agents[i]] = row != KOPPEL_NONE ? at[row] : KOPPEL_NONE;
        n_taken[row != KOPPEL_NONE ? row : 0] += row != KOPPEL_NONE;
    }
    free(at);
    free(n_taken);
    return KOPPEL_OK;
}

void koppel_components_free(struct koppel_components *components)
{
    for (int32_t k = 0; components->items != NULL && k < components->n_items; k++) {
        koppel_problem_free(&components->items[k].problem);
        free(components->items[k].agents);
        free(components->items[k].slots);
        free(components->items[k].loads);
        free(components->items[k].agent_name);
        free(components->items[k].slot_name);
    }
    free(components->items);
    free(components->kept);
    free(components->constants);
    free(components->places);
    free(components->component_of_slot);
    free(components->row_of_slot);
    free(components->next_equal);
    *components = (struct koppel_components){0};
}
