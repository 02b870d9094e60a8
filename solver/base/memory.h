// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* memory.h - allocation with checked sizes, and a pool for strings that live as long as their owner. */
#ifndef KOPPEL_BASE_MEMORY_H
#define KOPPEL_BASE_MEMORY_H

#include "koppel.h"

#include <stddef.h>

/** A zeroed array of `n` items of `size` bytes; NULL when memory runs out or the product overflows; never NULL for n =
 * 0. */
void *koppel_new(size_t n, size_t size);

/**
 * Makes room for at least `n` items of `size` bytes in `*items` (doubling, so n pushes cost O(n)).
 * New room is not zeroed. On failure nothing changes.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_grow(void **items, size_t *capacity, size_t n, size_t size);

/** A capacity for at least `n` items, by doubling the one at hand; 0 when it would be more than `most`. */
size_t koppel_doubled(size_t capacity, size_t n, size_t most);

/** Strings kept in blocks and freed together. Zero-initialise. */
struct koppel_pool {
    struct koppel_pool_block *blocks;
};

/** A copy of `length` bytes of `text` with an ending zero, owned by the pool; NULL when memory runs out. */
const char *koppel_pool_copy(struct koppel_pool *pool, const char *text, size_t length);

/** Frees all strings. Safe on a zeroed pool. */
void koppel_pool_free(struct koppel_pool *pool);

#endif
