// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* problem_copy.c - copies of a problem (see problem_copy.h). */
#include "problem/problem_copy.h"

#include "base/bits.h"
#include "base/memory.h"
#include "problem/slot_lists.h"

#include <stdlib.h>
#include <string.h>

static void *copy_items(const void *items, size_t n, size_t size)
{
    void *copy = koppel_new(n, size);

    if (copy != NULL && n > 0) {
        memcpy(copy, items, n * size);
    }
    return copy;
}

static enum koppel_status copy_rows(struct koppel_problem *to, const struct koppel_problem *from)
{
    size_t n_slots = (size_t)from->n_slots, n_agents = (size_t)from->n_agents;

    to->must_place = copy_items(from->must_place, n_agents, sizeof *to->must_place);
    to->places = copy_items(from->places, n_slots, sizeof *to->places);
    to->entry_first = copy_items(from->entry_first, n_slots + 1, sizeof *to->entry_first);
    to->entries = copy_items(from->entries, (size_t)from->entry_first[n_slots], sizeof *to->entries);
    to->measures = copy_items(from->measures, (size_t)from->n_measures * n_agents, sizeof *to->measures);
    to->loads = copy_items(from->loads, (size_t)from->n_loads, sizeof *to->loads);
    to->tiers = koppel_new((size_t)from->n_tiers, sizeof *to->tiers);
    return to->must_place != NULL && to->places != NULL && to->entry_first != NULL && to->entries != NULL &&
                   to->measures != NULL && to->loads != NULL && to->tiers != NULL
               ? KOPPEL_OK
               : KOPPEL_E_MEMORY;
}

/* A copy without pairs or tiers. */
static enum koppel_status start_copy(struct koppel_problem *to, const struct koppel_problem *from)
{
    *to = (struct koppel_problem){.n_agents = from->n_agents,
                                  .n_slots = from->n_slots,
                                  .n_loads = from->n_loads,
                                  .n_measures = from->n_measures,
                                  .agent_name = from->agent_name,
                                  .slot_name = from->slot_name};
    return copy_rows(to, from);
}

/* Everything of a tier but its pair costs. */
static enum koppel_status copy_tier(struct koppel_tier *to, const struct koppel_tier *from, int32_t n_agents)
{
    *to = *from;
    to->agent_cost = NULL;
    to->pair_cost = NULL;
    to->terms = copy_items(from->terms, from->n_terms, sizeof *to->terms);
    if (from->agent_cost != NULL) {
        to->agent_cost = copy_items(from->agent_cost, (size_t)n_agents, sizeof *to->agent_cost);
    }
    return to->terms == NULL || (from->agent_cost != NULL && to->agent_cost == NULL) ? KOPPEL_E_MEMORY : KOPPEL_OK;
}

static enum koppel_status select_costs(struct koppel_tier *to, const struct koppel_tier *from,
                                       const struct koppel_problem *problem, const unsigned char *keep, int64_t n_kept)
{
    int64_t n = 0;

    if (from->pair_cost == NULL) {
        return KOPPEL_OK;
    }
    to->pair_cost = koppel_new((size_t)n_kept, sizeof *to->pair_cost);
    if (to->pair_cost == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int64_t p = 0; p < problem->n_pairs; p++) {
        if (koppel_bit(keep, p)) {
            to->pair_cost[n++] = from->pair_cost[p];
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status select_pairs(struct koppel_problem *to, const struct koppel_problem *from,
                                       const unsigned char *keep)
{
    struct koppel_slot_lists lists = {0};
    int32_t *slots = koppel_new((size_t)from->n_slots, sizeof *slots);
    enum koppel_status status = koppel_slot_lists_start(&lists, to);

    status = slots != NULL ? status : KOPPEL_E_MEMORY;
    for (int32_t i = 0; i < from->n_agents && status == KOPPEL_OK; i++) {
        int32_t n = 0;

        for (int64_t p = from->first[i]; p < from->first[i + 1]; p++) {
            if (koppel_bit(keep, p)) {
                slots[n++] = koppel_pair_slot(from, i, p);
            }
        }
        status = koppel_slot_lists_add(&lists, i, slots, n);
    }
    free(slots);
    return koppel_slot_lists_end(&lists, status);
}

enum koppel_status koppel_problem_select(struct koppel_problem *to, const struct koppel_problem *from,
                                         const unsigned char *keep)
{
    enum koppel_status status = start_copy(to, from);

    if (status == KOPPEL_OK) {
        status = select_pairs(to, from, keep);
    }
    for (int32_t t = 0; t < from->n_tiers && status == KOPPEL_OK; t++) {
        to->n_tiers++;
        status = copy_tier(&to->tiers[t], &from->tiers[t], from->n_agents);
        if (status == KOPPEL_OK) {
            status = select_costs(&to->tiers[t], &from->tiers[t], from, keep, to->n_pairs);
        }
    }
    return status == KOPPEL_OK ? koppel_problem_hold_costs(to) : status;
}

enum koppel_status koppel_problem_share(struct koppel_problem *to, const struct koppel_problem *from)
{
    enum koppel_status status = start_copy(to, from);

    to->borrows_pairs = true;
    to->n_pairs = from->n_pairs;
    to->first = copy_items(from->first, (size_t)from->n_agents + 1, sizeof *to->first);
    status = to->first != NULL ? status : KOPPEL_E_MEMORY;
    to->list = from->list;
    to->n_listed = from->n_listed;
    to->slot = from->slot;
    to->state = from->state;
    for (int32_t t = 0; t < from->n_tiers && status == KOPPEL_OK; t++) {
        to->n_tiers++;
        status = copy_tier(&to->tiers[t], &from->tiers[t], from->n_agents);
        to->tiers[t].pair_cost = from->tiers[t].pair_cost;
    }
    return status;
}
