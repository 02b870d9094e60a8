/* slot_lists.c - lists of slots that agents share (see slot_lists.h). */
#include "formulate/slot_lists.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { N_HEADS = 1 << 12 };

enum koppel_status koppel_slot_lists_start(struct koppel_slot_lists *lists, struct koppel_problem *problem)
{
    size_t n_agents = (size_t)problem->n_agents;

    *lists = (struct koppel_slot_lists){.problem = problem,
                                        .slot_capacity = 1,
                                        .user = koppel_new(n_agents, sizeof *lists->user),
                                        .hash = koppel_new(n_agents, sizeof *lists->hash),
                                        .next = koppel_new(n_agents, sizeof *lists->next),
                                        .head = koppel_new(N_HEADS, sizeof *lists->head)};
    problem->first = koppel_new(n_agents + 1, sizeof *problem->first);
    problem->list = koppel_new(n_agents, sizeof *problem->list);
    /* at least one entry, so that a problem without pairs has the array too */
    problem->slot = koppel_new(1, sizeof *problem->slot);
    if (lists->user == NULL || lists->hash == NULL || lists->next == NULL || lists->head == NULL ||
        problem->first == NULL || problem->list == NULL || problem->slot == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int h = 0; h < N_HEADS; h++) {
        lists->head[h] = KOPPEL_NONE;
    }
    return KOPPEL_OK;
}

static uint64_t hash_slots(const int32_t *slots, int32_t n)
{
    uint64_t hash = (uint64_t)n + 1;

    for (int32_t k = 0; k < n; k++) {
        hash = (hash ^ (uint64_t)slots[k]) * UINT64_C(0x9e3779b97f4a7c15);
        hash ^= hash >> 29;
    }
    return hash;
}

/* The list with the same slots, or KOPPEL_NONE. */
static int32_t find_list(const struct koppel_slot_lists *lists, uint64_t hash, const int32_t *slots, int32_t n)
{
    const struct koppel_problem *problem = lists->problem;
    int32_t l = lists->head[hash % N_HEADS];

    for (; l != KOPPEL_NONE; l = lists->next[l]) {
        int32_t user = lists->user[l];

        if (lists->hash[l] == hash && problem->first[user + 1] - problem->first[user] == n &&
            memcmp(koppel_slots_of(problem, user), slots, (size_t)n * sizeof *slots) == 0) {
            break;
        }
    }
    return l;
}

enum koppel_status koppel_slot_lists_add(struct koppel_slot_lists *lists, int32_t agent, const int32_t *slots,
                                         int32_t n)
{
    struct koppel_problem *problem = lists->problem;
    uint64_t hash = hash_slots(slots, n);
    int32_t l = find_list(lists, hash, slots, n);

    if (l == KOPPEL_NONE) {
        if (koppel_grow((void **)&problem->slot, &lists->slot_capacity, (size_t)(problem->n_listed + n),
                        sizeof *problem->slot) != KOPPEL_OK) {
            return KOPPEL_E_MEMORY;
        }
        memcpy(problem->slot + problem->n_listed, slots, (size_t)n * sizeof *slots);
        l = lists->n_lists++;
        lists->user[l] = agent;
        lists->hash[l] = hash;
        lists->next[l] = lists->head[hash % N_HEADS];
        lists->head[hash % N_HEADS] = l;
        problem->list[agent] = problem->n_listed;
        problem->n_listed += n;
    }
    problem->list[agent] = problem->list[lists->user[l]];
    problem->n_pairs += n;
    problem->first[agent + 1] = problem->n_pairs;
    return KOPPEL_OK;
}

void koppel_slot_lists_free(struct koppel_slot_lists *lists)
{
    free(lists->user);
    free(lists->hash);
    free(lists->next);
    free(lists->head);
    *lists = (struct koppel_slot_lists){0};
}
