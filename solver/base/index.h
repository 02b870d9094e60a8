// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* index.h - from a key (text) to its row: the id index of every table. */
#ifndef KOPPEL_BASE_INDEX_H
#define KOPPEL_BASE_INDEX_H

#include "koppel.h"

#include <stddef.h>
#include <stdint.h>

/** Open-addressing hash table; keys are borrowed and must outlive it. Zero-initialise. */
struct koppel_index {
    const char **keys;
    int32_t *rows;
    size_t n_slots; /* a power of two, or 0 */
    size_t n_keys;
};

/**
 * Adds key -> row unless the key is there already. O(1) on average.
 * @param[out] found the row that the key had before, or KOPPEL_NONE when it is new
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_index_put(struct koppel_index *index, const char *key, int32_t row, int32_t *found);

/** Row of the key, or KOPPEL_NONE. O(1) on average. */
int32_t koppel_index_get(const struct koppel_index *index, const char *key);

/** Row of the only other key of digits that is the same number, as a spreadsheet makes 0012 into 12; KOPPEL_NONE when
 * there is none or several. O(1) on average. */
int32_t koppel_index_get_but_zeros(const struct koppel_index *index, const char *key);

/** The key with the nearest spelling (edit distance at most a third of its length), or NULL: for "did you mean".
 * O(keys). */
const char *koppel_index_nearest(const struct koppel_index *index, const char *key);

/** Frees the table, not the keys. Safe on a zeroed index. */
void koppel_index_free(struct koppel_index *index);

#endif
