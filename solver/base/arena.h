// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* arena.h - scratch memory that is freed together, with one check instead of one for every array.
 *
 * METHOD  A list of blocks, one of malloc for every request, rather than pieces of large blocks: so valgrind and
 *   AddressSanitizer still find what is written past the end of an array, an array can grow or go before the others,
 *   and as much memory is held as without an arena. Once an allocation has failed, all later ones do: ask at the end.
 */
#ifndef KOPPEL_BASE_ARENA_H
#define KOPPEL_BASE_ARENA_H

#include "koppel.h"

#include <stdbool.h>
#include <stddef.h>

/** Zero-initialise; koppel_arena_free releases everything. May be moved. Not to be shared by threads. */
struct koppel_arena {
    struct koppel_arena_block *blocks;
    bool has_failed;
};

/**
 * A zeroed array of `n` items of `size` bytes, aligned for any type; never NULL for n = 0.
 * @return NULL when memory runs out, when the product overflows, and from then on
 */
void *koppel_arena_new(struct koppel_arena *arena, size_t n, size_t size);

/**
 * Makes room for at least `n` items in an array of the arena, or in a first one where `*items` is NULL, as koppel_grow
 * does (memory.h). On failure, and after one, the array stays as it is.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_arena_grow(struct koppel_arena *arena, void **items, size_t *capacity, size_t n, size_t size);

/** Frees one array of the arena before the others; NULL does nothing. */
void koppel_arena_drop(struct koppel_arena *arena, void *items);

/** True when an allocation has failed. */
static inline bool koppel_arena_failed(const struct koppel_arena *arena)
{
    return arena->has_failed;
}

/** The same as a status: KOPPEL_OK or KOPPEL_E_MEMORY. */
static inline enum koppel_status koppel_arena_status(const struct koppel_arena *arena)
{
    return arena->has_failed ? KOPPEL_E_MEMORY : KOPPEL_OK;
}

/** Frees all arrays and forgets failures; the arena can be used again. Safe on a zeroed one. O(arrays) */
void koppel_arena_free(struct koppel_arena *arena);

#endif
