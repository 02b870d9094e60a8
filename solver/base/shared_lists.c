// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* shared_lists.c - lists that are held once (see shared_lists.h). */
#include "base/shared_lists.h"

#include "base/hash.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { N_HEADS = 1 << 12 };

static uint64_t hash_numbers(const int32_t *numbers, int32_t n)
{
    uint64_t hash = koppel_hash_add(1, n);

    for (int32_t k = 0; k < n; k++) {
        hash = koppel_hash_add(hash, numbers[k]);
    }
    return hash;
}

static enum koppel_status start(struct koppel_shared_lists *lists)
{
    if (lists->head == NULL) {
        lists->head = koppel_new(N_HEADS, sizeof *lists->head);
        for (int h = 0; lists->head != NULL && h < N_HEADS; h++) {
            lists->head[h] = KOPPEL_NONE;
        }
    }
    return lists->head != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

static enum koppel_status add_new(struct koppel_shared_lists *lists, const int32_t *numbers, int32_t n, uint64_t hash)
{
    int32_t *head = &lists->head[hash % N_HEADS];

    if (koppel_grow((void **)&lists->items, &lists->item_capacity, (size_t)(lists->n_items + n) + 1,
                    sizeof *lists->items) != KOPPEL_OK ||
        koppel_grow((void **)&lists->lists, &lists->list_capacity, (size_t)lists->n_lists + 1, sizeof *lists->lists) !=
            KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(lists->items + lists->n_items, numbers, (size_t)n * sizeof *numbers);
    lists->lists[lists->n_lists] = (struct koppel_shared_list){lists->n_items, hash, n, *head};
    *head = lists->n_lists++;
    lists->n_items += n;
    return KOPPEL_OK;
}

enum koppel_status koppel_shared_lists_add(struct koppel_shared_lists *lists, const int32_t *numbers, int32_t n,
                                           int64_t *first)
{
    uint64_t hash = hash_numbers(numbers, n);
    enum koppel_status status = start(lists);

    for (int32_t l = status == KOPPEL_OK ? lists->head[hash % N_HEADS] : KOPPEL_NONE; l != KOPPEL_NONE;
         l = lists->lists[l].next) {
        const struct koppel_shared_list *list = &lists->lists[l];

        if (list->hash == hash && list->n == n &&
            memcmp(lists->items + list->first, numbers, (size_t)n * sizeof *numbers) == 0) {
            *first = list->first;
            return KOPPEL_OK;
        }
    }
    *first = lists->n_items;
    return status == KOPPEL_OK ? add_new(lists, numbers, n, hash) : status;
}

int32_t *koppel_shared_lists_take(struct koppel_shared_lists *lists)
{
    int32_t *items = lists->items;

    free(lists->lists);
    free(lists->head);
    *lists = (struct koppel_shared_lists){0};
    return items;
}
