// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* shared_lists.h - lists of numbers of which equal ones are held once: many households have the same suitable homes. */
#ifndef KOPPEL_BASE_SHARED_LISTS_H
#define KOPPEL_BASE_SHARED_LISTS_H

#include "koppel.h"

#include <stddef.h>
#include <stdint.h>

struct koppel_shared_list {
    int64_t first; /* its numbers are items[first] .. items[first+n-1] */
    uint64_t hash;
    int32_t n;
    int32_t next; /* the list before with the same head; KOPPEL_NONE: none */
};

/** Zero-initialise; koppel_shared_lists_take ends it. */
struct koppel_shared_lists {
    int32_t *items; /* of all lists that differ, one after another; at least one entry once a list was added */
    int64_t n_items;
    size_t item_capacity;
    struct koppel_shared_list *lists;
    int32_t n_lists;
    size_t list_capacity;
    int32_t *head; /* by hash: the last list */
};

/**
 * Adds a list, unless the same one is there already.
 * @param[out] first  where its numbers stand in items
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(n), and a comparison with each list that hashes alike
 */
enum koppel_status koppel_shared_lists_add(struct koppel_shared_lists *lists, const int32_t *numbers, int32_t n,
                                           int64_t *first);

/** Hands over the items to the caller, who frees them, and releases the rest. */
int32_t *koppel_shared_lists_take(struct koppel_shared_lists *lists);

#endif
