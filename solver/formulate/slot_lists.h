/* slot_lists.h - fills a problem's lists of slots, of which agents with the same slots share one. */
#ifndef KOPPEL_FORMULATE_SLOT_LISTS_H
#define KOPPEL_FORMULATE_SLOT_LISTS_H

#include "formulate/problem.h"

struct koppel_slot_lists {
    struct koppel_problem *problem;
    size_t slot_capacity;
    int32_t n_lists;
    int32_t *user;  /* n_agents: the first agent of each list */
    uint64_t *hash; /* n_agents: of each list */
    int32_t *next;  /* n_agents: the list before with the same head */
    int32_t *head;  /* the last list by hash */
};

/**
 * Begins with no agent listed: makes first, list and slot of a problem of which n_agents is set.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due)
 */
enum koppel_status koppel_slot_lists_start(struct koppel_slot_lists *lists, struct koppel_problem *problem);

/**
 * Gives an agent, the next in order, its n slots (ascending): the list of an earlier agent with the same, or a new one.
 * The problem's n_pairs and n_listed are up to date after it.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(n), and a comparison with each list that hashes alike
 */
enum koppel_status koppel_slot_lists_add(struct koppel_slot_lists *lists, int32_t agent, const int32_t *slots,
                                         int32_t n);

/** Gives back what was only needed to find lists. Safe on zeroed lists. */
void koppel_slot_lists_free(struct koppel_slot_lists *lists);

#endif
