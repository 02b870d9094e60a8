// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* first_come.c - each home to the one who waits longest and whom it suits: how homes are given out where nobody plans.
 *
 * Homes come in the order in which they came free. Whoever a recorded decision keeps in a home gets that one first.
 */
#include "simulate/policies.h"

#include "base/memory.h"

#include <stdlib.h>

static bool suits(const struct koppel_part *today, int32_t agent, int32_t slot, enum koppel_pair_state wanted)
{
    const struct koppel_problem *problem = today->world->problem;
    const int64_t pair = koppel_problem_pair(problem, today->agents.row[agent], today->slots.row[slot]);

    return pair != KOPPEL_NONE && koppel_state_of_pair(problem, pair) == wanted &&
           koppel_part_is_open(today, agent, slot);
}

/* Who stands where in a queue. */
struct turn {
    int32_t since, item;
};

static int compare_turns(const void *a, const void *b)
{
    const struct turn *x = a;
    const struct turn *y = b;

    return x->since != y->since ? (x->since < y->since ? -1 : 1) : (x->item > y->item) - (x->item < y->item);
}

/* A queue of those who came, by `since`, then by row; NULL without memory. */
static struct turn *queue_new(const struct koppel_comers *comers)
{
    struct turn *queue = koppel_new((size_t)comers->n_items, sizeof *queue);

    for (int32_t k = 0; queue != NULL && k < comers->n_items; k++) {
        queue[k] = (struct turn){comers->since[k], k};
    }
    if (queue != NULL && comers->n_items > 0) {
        qsort(queue, (size_t)comers->n_items, sizeof *queue, compare_turns);
    }
    return queue;
}

/* Gives the places of a slot to the first in the queue whom it suits. */
static void give_out(const struct koppel_part *today, const struct turn *queue, int32_t slot,
                     enum koppel_pair_state wanted, int32_t *left, int32_t *slot_of, int64_t *loads)
{
    for (int32_t k = 0; k < today->agents.n_items && left[slot] > 0; k++) {
        const int32_t i = queue[k].item;

        if (slot_of[i] == KOPPEL_NONE && suits(today, i, slot, wanted) &&
            koppel_part_keeps_limits(today, i, slot, loads)) {
            slot_of[i] = slot;
            left[slot]--;
        }
    }
}

enum koppel_status koppel_first_come_decide(const struct koppel_policy_run *run, const struct koppel_part *today,
                                            int32_t *slot_of)
{
    const int32_t n_loads = run->world->problem->n_loads;
    int64_t *loads = koppel_new((size_t)n_loads, sizeof *loads);
    int32_t *left = koppel_new((size_t)today->slots.n_items, sizeof *left);
    struct turn *agents = queue_new(&today->agents);
    struct turn *slots = queue_new(&today->slots);
    enum koppel_status status =
        loads != NULL && left != NULL && agents != NULL && slots != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    for (int32_t g = 0; g < n_loads && status == KOPPEL_OK; g++) {
        loads[g] = today->loads[g];
    }
    for (int32_t j = 0; j < today->slots.n_items && status == KOPPEL_OK; j++) {
        left[j] = today->places[j];
        if (today->with_decisions) {
            give_out(today, agents, j, KOPPEL_PAIR_KEPT, left, slot_of, loads);
        }
    }
    for (int32_t k = 0; k < today->slots.n_items && status == KOPPEL_OK; k++) {
        give_out(today, agents, slots[k].item, KOPPEL_PAIR_FREE, left, slot_of, loads);
    }
    free(agents);
    free(slots);
    free(loads);
    free(left);
    return status;
}
