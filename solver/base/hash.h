// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* hash.h - hashes of rows of numbers, for tables and for finding rows that are the same. */
#ifndef KOPPEL_BASE_HASH_H
#define KOPPEL_BASE_HASH_H

#include <stdint.h>

/** A hash with one more value in it; begin with 1, for 0 with a value 0 stays 0. Here, because it runs for every number
 * of every row. */
static inline uint64_t koppel_hash_add(uint64_t hash, int64_t value)
{
    hash = (hash ^ (uint64_t)value) * UINT64_C(0x9e3779b97f4a7c15);
    return hash ^ (hash >> 29);
}

#endif
