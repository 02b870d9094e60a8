// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* other_keys.h - rows of a table by what can only mean their key: the key but for zeros in front, capitals, blanks and
 * dashes, or a name that only one row has. */
#ifndef KOPPEL_IO_OTHER_KEYS_H
#define KOPPEL_IO_OTHER_KEYS_H

#include "base/index.h"
#include "base/memory.h"

#include <stdbool.h>

/** Zero-initialise. */
struct koppel_other_keys {
    struct koppel_index rows;     /* folded keys and names */
    struct koppel_index doubtful; /* those of several rows: a second one */
    struct koppel_pool pool;
};

/** Adds a row under its key, and under its name unless that is NULL. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_other_keys_add(struct koppel_other_keys *keys, int32_t row, const char *key,
                                         const char *name);

/** The one row that a text means; KOPPEL_NONE when there is none or several. Time O(length) on average */
int32_t koppel_other_keys_find(const struct koppel_other_keys *keys, const char *text);

/** Two rows that a text could mean alike. @return false when there are none. Time as above */
bool koppel_other_keys_rivals(const struct koppel_other_keys *keys, const char *text, int32_t rows[2]);

/** The row with the name that a text is spelt much like; KOPPEL_NONE for none. Time O(rows) */
int32_t koppel_other_keys_nearest(const struct koppel_other_keys *keys, const char *text);

/** Frees and zeroes. */
void koppel_other_keys_free(struct koppel_other_keys *keys);

#endif
