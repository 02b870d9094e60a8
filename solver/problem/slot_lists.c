// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* slot_lists.c - lists of slots that agents share (see slot_lists.h). */
#include "problem/slot_lists.h"

#include "base/memory.h"

enum koppel_status koppel_slot_lists_start(struct koppel_slot_lists *lists, struct koppel_problem *problem)
{
    size_t n_agents = (size_t)problem->n_agents;

    *lists = (struct koppel_slot_lists){.problem = problem};
    problem->first = koppel_new(n_agents + 1, sizeof *problem->first);
    problem->list = koppel_new(n_agents, sizeof *problem->list);
    return problem->first != NULL && problem->list != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

enum koppel_status koppel_slot_lists_add(struct koppel_slot_lists *lists, int32_t agent, const int32_t *slots,
                                         int32_t n)
{
    struct koppel_problem *problem = lists->problem;

    problem->first[agent + 1] = problem->first[agent] + n;
    return koppel_shared_lists_add(&lists->lists, slots, n, &problem->list[agent]);
}

void koppel_slot_lists_repeat(struct koppel_slot_lists *lists, int32_t agent, int32_t earlier)
{
    struct koppel_problem *problem = lists->problem;

    problem->first[agent + 1] = problem->first[agent] + problem->first[earlier + 1] - problem->first[earlier];
    problem->list[agent] = problem->list[earlier];
}

enum koppel_status koppel_slot_lists_end(struct koppel_slot_lists *lists, enum koppel_status status)
{
    struct koppel_problem *problem = lists->problem;

    problem->n_listed = lists->lists.n_items;
    problem->slot = koppel_shared_lists_take(&lists->lists);
    if (problem->slot == NULL) {
        problem->slot = koppel_new(1, sizeof *problem->slot); /* without agents, too, there is an array */
    }
    problem->n_pairs = problem->first != NULL ? problem->first[problem->n_agents] : 0;
    return status == KOPPEL_OK && problem->slot == NULL ? KOPPEL_E_MEMORY : status;
}
