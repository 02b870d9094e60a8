// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* arena.c - scratch memory that is freed together (see arena.h). */
#include "base/arena.h"

#include "base/memory.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>

/* Stands before the items of each array, which are then aligned for any type. */
struct koppel_arena_block {
    alignas(max_align_t) struct koppel_arena_block *next;
    struct koppel_arena_block *before;
};

static void *items_of(struct koppel_arena_block *block)
{
    return block + 1;
}

static struct koppel_arena_block *block_of(void *items)
{
    return (struct koppel_arena_block *)items - 1;
}

/* Makes its neighbours point at a block that is new or has moved. */
static void link_block(struct koppel_arena *arena, struct koppel_arena_block *block)
{
    if (block->next != NULL) {
        block->next->before = block;
    }
    if (block->before != NULL) {
        block->before->next = block;
    } else {
        arena->blocks = block;
    }
}

static size_t most_items(size_t size)
{
    return (SIZE_MAX - sizeof(struct koppel_arena_block)) / size;
}

void *koppel_arena_new(struct koppel_arena *arena, size_t n, size_t size)
{
    struct koppel_arena_block *block = NULL;

    if (!arena->has_failed && n <= most_items(size)) {
        block = calloc(1, sizeof *block + n * size);
    }
    if (block == NULL) {
        arena->has_failed = true;
        return NULL;
    }
    block->next = arena->blocks;
    link_block(arena, block);
    return items_of(block);
}

enum koppel_status koppel_arena_grow(struct koppel_arena *arena, void **items, size_t *capacity, size_t n, size_t size)
{
    struct koppel_arena_block *moved = NULL;
    size_t wanted = 0;

    if (n <= *capacity) {
        return koppel_arena_status(arena);
    }
    if (*items == NULL) {
        *items = koppel_arena_new(arena, 0, size);
    }
    wanted = koppel_doubled(*capacity, n, most_items(size));
    if (!arena->has_failed && wanted > 0) {
        moved = realloc(block_of(*items), sizeof *moved + wanted * size);
    }
    if (moved == NULL) {
        arena->has_failed = true;
        return KOPPEL_E_MEMORY;
    }
    link_block(arena, moved);
    *items = items_of(moved);
    *capacity = wanted;
    return KOPPEL_OK;
}

void koppel_arena_drop(struct koppel_arena *arena, void *items)
{
    struct koppel_arena_block *block = NULL;

    if (items == NULL) {
        return;
    }
    block = block_of(items);
    if (block->next != NULL) {
        block->next->before = block->before;
    }
    if (block->before != NULL) {
        block->before->next = block->next;
    } else {
        arena->blocks = block->next;
    }
    free(block);
}

void koppel_arena_free(struct koppel_arena *arena)
{
    while (arena->blocks != NULL) {
        struct koppel_arena_block *next = arena->blocks->next;

        free(arena->blocks);
        arena->blocks = next;
    }
    arena->has_failed = false;
}
