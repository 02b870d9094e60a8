// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* bits.h - a bit for each of many things, in an array of bytes. */
#ifndef KOPPEL_BASE_BITS_H
#define KOPPEL_BASE_BITS_H

#include "base/arena.h"
#include "base/memory.h"

#include <stdbool.h>
#include <stdint.h>

/** n bits, all 0; NULL without memory. The caller frees the array. */
static inline unsigned char *koppel_bits_new(int64_t n)
{
    return koppel_new((size_t)(n / 8 + 1), 1);
}

/** The same in an arena. */
static inline unsigned char *koppel_arena_bits(struct koppel_arena *arena, int64_t n)
{
    return koppel_arena_new(arena, (size_t)(n / 8 + 1), 1);
}

static inline bool koppel_bit(const unsigned char *bits, int64_t k)
{
    return (bits[k / 8] >> k % 8 & 1) != 0;
}

static inline void koppel_bit_set(unsigned char *bits, int64_t k, bool value)
{
    unsigned char mask = (unsigned char)(1 << k % 8);

    bits[k / 8] = (unsigned char)(value ? bits[k / 8] | mask : bits[k / 8] & ~mask);
}

#endif
