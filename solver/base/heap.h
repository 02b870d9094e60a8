// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* heap.h - a binary heap of numbered items, with the one that comes first on top.
 *
 * METHOD  comes_before(data, a, b) is a strict order in which no two items are equal, so what is on top does not depend
 *   on how items came in. The functions stand here so that the order is inlined where they are called.
 * COMPLEXITY  O(log n) to push, rise or pop.
 * SOURCE  Williams, Algorithm 232: Heapsort, Communications of the ACM 7(6), 1964.
 */
#ifndef KOPPEL_BASE_HEAP_H
#define KOPPEL_BASE_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** The arrays are the caller's. */
struct koppel_heap {
    int32_t *items; /* n, with space for one more when one is pushed */
    int32_t *at;    /* by item: where it stands; NULL: no item rises */
    int32_t n;
};

static inline void koppel_heap_set(struct koppel_heap *heap, int32_t at, int32_t item)
{
    heap->items[at] = item;
    if (heap->at != NULL) {
        heap->at[item] = at;
    }
}

static inline void koppel_heap_rise_from(struct koppel_heap *heap, int32_t at, int32_t item,
                                         bool (*comes_before)(const void *data, int32_t a, int32_t b), const void *data)
{
    while (at > 0 && comes_before(data, item, heap->items[(at - 1) / 2])) {
        koppel_heap_set(heap, at, heap->items[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    koppel_heap_set(heap, at, item);
}

/** Adds an item. */
static inline void koppel_heap_push(struct koppel_heap *heap, int32_t item,
                                    bool (*comes_before)(const void *data, int32_t a, int32_t b), const void *data)
{
    koppel_heap_rise_from(heap, heap->n++, item, comes_before, data);
}

/** Puts an item of the heap, which comes earlier than it did, where it belongs. */
static inline void koppel_heap_rise(struct koppel_heap *heap, int32_t item,
                                    bool (*comes_before)(const void *data, int32_t a, int32_t b), const void *data)
{
    koppel_heap_rise_from(heap, heap->at[item], item, comes_before, data);
}

/** Takes the first item out of a heap that has one. */
static inline int32_t koppel_heap_pop(struct koppel_heap *heap,
                                      bool (*comes_before)(const void *data, int32_t a, int32_t b), const void *data)
{
    int32_t top = heap->items[0], last = heap->items[--heap->n], at = 0;

    for (int32_t below = 1; below < heap->n; below = 2 * at + 1) {
        below += below + 1 < heap->n && comes_before(data, heap->items[below + 1], heap->items[below]);
        if (!comes_before(data, heap->items[below], last)) {
            break;
        }
        koppel_heap_set(heap, at, heap->items[below]);
        at = below;
    }
    if (heap->n > 0) {
        koppel_heap_set(heap, at, last);
    }
    return top;
}

#endif
