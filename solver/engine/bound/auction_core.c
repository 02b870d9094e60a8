// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* auction_core.c - the core of an auction, chosen by heaps of fixed size (see auction_core.h). */
#include "engine/bound/auction_core.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>

/* Of an agent class. */
enum { CORE_PAIRS = 48, FREE_PAIRS = 16 };

enum koppel_status koppel_auction_core_start(struct koppel_auction_core *core, const struct koppel_classes *classes,
                                             struct koppel_arena *arena)
{
    *core = (struct koppel_auction_core){.arena = arena};
    core->first = koppel_arena_new(arena, (size_t)classes->n_agent_classes + 1, sizeof *core->first);
    core->asker_first = koppel_arena_new(arena, (size_t)classes->n_slot_classes + 2, sizeof *core->asker_first);
    return koppel_arena_status(arena);
}

/* A pair of classes with its reduced cost, in a heap with the dearest on top. */
struct candidate {
    int64_t cost;
    int64_t pair;
};

static void heap_sink(struct candidate *heap, int n, struct candidate item)
{
    int at = 0;

    for (int below = 1; below < n; below = 2 * at + 1) {
        below += below + 1 < n && heap[below + 1].cost > heap[below].cost;
        if (heap[below].cost <= item.cost) {
            break;
        }
        heap[at] = heap[below];
        at = below;
    }
    heap[at] = item;
}

static void heap_add(struct candidate *heap, int at, struct candidate item)
{
    while (at > 0 && heap[(at - 1) / 2].cost < item.cost) {
        heap[at] = heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    heap[at] = item;
}

/* Adds a candidate to a heap that keeps the `most` cheapest. @return how many there are now */
static int take_cheapest(struct candidate *heap, int n, int most, struct candidate item)
{
    if (n < most) {
        heap_add(heap, n++, item);
    } else if (item.cost < heap[0].cost) {
        heap_sink(heap, n, item);
    }
    return n;
}

/* The CORE_PAIRS cheapest pairs of an agent class to slots that have places, then the FREE_PAIRS cheapest to free ones.
 * @return how many */
static int find_cheapest(const struct koppel_lagrangian *lagrangian, const unsigned char *is_free, int32_t s,
                         struct candidate *found)
{
    const struct koppel_classes *classes = lagrangian->classes;
    struct candidate free_ones[FREE_PAIRS] = {{0}};
    const int64_t *reduced = koppel_lagrangian_reduced_costs_of(lagrangian, s);
    int n = 0, n_free = 0;

    for (int64_t k = classes->first[s]; k < classes->first[s + 1]; k++) {
        struct candidate item = {reduced[k - classes->first[s]], k};
        int32_t slot_class = koppel_slot_class_of(classes, s, k);

        if (classes->places[slot_class] > 0) {
            n = take_cheapest(found, n, CORE_PAIRS, item);
        }
        if (is_free[slot_class]) {
            n_free = take_cheapest(free_ones, n_free, FREE_PAIRS, item);
        }
    }
    memcpy(found + n, free_ones, (size_t)n_free * sizeof *found);
    return n + n_free;
}

static int compare_pairs(const void *left, const void *right)
{
    int64_t a = ((const struct candidate *)left)->pair, b = ((const struct candidate *)right)->pair;

    return (a > b) - (a < b);
}

static bool is_listed(const struct koppel_auction_core *core, int64_t first, int64_t n, int32_t slot_class)
{
    bool found = false;

    for (int64_t c = first; c < n && !found; c++) {
        found = core->slot[c] == slot_class;
    }
    return found;
}

static enum koppel_status list_pair(struct koppel_auction_core *core, const struct koppel_lagrangian *lagrangian,
                                    int32_t s, int64_t pair, int64_t at)
{
    size_t n = (size_t)at + 1;

    if (koppel_arena_grow(core->arena, (void **)&core->slot, &core->slot_capacity, n, sizeof *core->slot) !=
            KOPPEL_OK ||
        koppel_arena_grow(core->arena, (void **)&core->base, &core->base_capacity, n, sizeof *core->base) !=
            KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    core->slot[at] = koppel_slot_class_of(lagrangian->classes, s, pair);
    core->base[at] =
        koppel_lagrangian_reduced_cost(lagrangian, s, pair) - koppel_lagrangian_charged(lagrangian, s, core->slot[at]);
    return KOPPEL_OK;
}

/* The core of one agent class, from row n on: its cheapest pairs, and those of the places that its members hold. */
static enum koppel_status list_class(struct koppel_auction_core *core, const struct koppel_lagrangian *lagrangian,
                                     const unsigned char *is_free, const int32_t *held, int32_t s, int64_t *n)
{
    const struct koppel_classes *classes = lagrangian->classes;
    struct candidate found[CORE_PAIRS + FREE_PAIRS];
    int64_t first = *n;
    int n_found = find_cheapest(lagrangian, is_free, s, found);
    enum koppel_status status = KOPPEL_OK;

    qsort(found, (size_t)n_found, sizeof *found, compare_pairs);
    for (int c = 0; c < n_found && status == KOPPEL_OK; c++) {
        if (c == 0 || found[c].pair != found[c - 1].pair) {
            status = list_pair(core, lagrangian, s, found[c].pair, (*n)++);
        }
    }
    for (int32_t m = classes->agent_first[s]; m < classes->agent_first[s + 1] && status == KOPPEL_OK; m++) {
        int32_t k = held[classes->agents[m]];

        if (k != KOPPEL_NONE && !is_listed(core, first, *n, k)) {
            status = list_pair(core, lagrangian, s, koppel_class_pair(classes, s, k), (*n)++);
        }
    }
    return status;
}

/* The same pairs by slot class. */
static enum koppel_status list_askers(struct koppel_auction_core *core, const struct koppel_classes *classes, int64_t n)
{
    int64_t *next = core->asker_first + 1;

    if (koppel_arena_grow(core->arena, (void **)&core->asker_pair, &core->asker_pair_capacity, (size_t)n,
                          sizeof *core->asker_pair) != KOPPEL_OK ||
        koppel_arena_grow(core->arena, (void **)&core->asker_class, &core->asker_class_capacity, (size_t)n,
                          sizeof *core->asker_class) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    memset(core->asker_first, 0, ((size_t)classes->n_slot_classes + 2) * sizeof *core->asker_first);
    for (int64_t c = 0; c < n; c++) {
        next[core->slot[c] + 1]++;
    }
    for (int32_t k = 0; k < classes->n_slot_classes; k++) {
        next[k + 1] += next[k];
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        for (int64_t c = core->first[s]; c < core->first[s + 1]; c++) {
            int64_t at = next[core->slot[c]]++;

            core->asker_pair[at] = c;
            core->asker_class[at] = s;
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_auction_core_list(struct koppel_auction_core *core,
                                            const struct koppel_lagrangian *lagrangian, const unsigned char *is_free,
                                            const int32_t *held)
{
    const struct koppel_classes *classes = lagrangian->classes;
    enum koppel_status status = KOPPEL_OK;
    int64_t n = 0;

    for (int32_t s = 0; s < classes->n_agent_classes && status == KOPPEL_OK; s++) {
        core->first[s] = n;
        status = list_class(core, lagrangian, is_free, held, s, &n);
    }
    core->first[classes->n_agent_classes] = n;
    return status == KOPPEL_OK ? list_askers(core, classes, n) : status;
}
