// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* memory.c - allocation with checked sizes (see memory.h). */
#include "base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { POOL_BLOCK_BYTES = 1 << 16 };

struct koppel_pool_block {
    struct koppel_pool_block *next;
    size_t used;
    size_t size;
    char bytes[];
};

void *koppel_new(size_t n, size_t size)
{
    return calloc(n > 0 ? n : 1, size);
}

size_t koppel_doubled(size_t capacity, size_t n, size_t most)
{
    size_t wanted = capacity > 0 ? capacity : 8;

    while (wanted < n && wanted <= most / 2) {
        wanted *= 2;
    }
    return wanted >= n && wanted <= most ? wanted : 0;
}

enum koppel_status koppel_grow(void **items, size_t *capacity, size_t n, size_t size)
{
    size_t wanted = 0;
    void *moved = NULL;

    if (n <= *capacity) {
        return KOPPEL_OK;
    }
    wanted = koppel_doubled(*capacity, n, SIZE_MAX / size);
    if (wanted > 0) {
        moved = realloc(*items, wanted * size);
    }
    if (moved == NULL) {
        return KOPPEL_E_MEMORY;
    }
    *items = moved;
    *capacity = wanted;
    return KOPPEL_OK;
}

const char *koppel_pool_copy(struct koppel_pool *pool, const char *text, size_t length)
{
    struct koppel_pool_block *block = pool->blocks;
    char *copy = NULL;

    if (block == NULL || block->size - block->used < length + 1) {
        size_t size = length + 1 > POOL_BLOCK_BYTES ? length + 1 : POOL_BLOCK_BYTES;

        block = malloc(sizeof *block + size);
        if (block == NULL) {
            return NULL;
        }
        *block = (struct koppel_pool_block){.next = pool->blocks, .size = size};
        pool->blocks = block;
    }
    copy = block->bytes + block->used;
    memcpy(copy, text, length);
    copy[length] = '\0';
    block->used += length + 1;
    return copy;
}

void koppel_pool_free(struct koppel_pool *pool)
{
    while (pool->blocks != NULL) {
        struct koppel_pool_block *next = pool->blocks->next;

        free(pool->blocks);
        pool->blocks = next;
    }
}
