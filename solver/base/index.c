// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* index.c - from a key to its row (see index.h). */
#include "base/index.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

enum { NEAREST_LENGTH = 63, MOST_ZEROS = 16 };

/* FNV-1a, 64 bits: short keys, no adversary. */
static uint64_t hash(const char *key)
{
    uint64_t value = 14695981039346656037U;

    for (; *key != '\0'; key++) {
        value = (value ^ (unsigned char)*key) * 1099511628211U;
    }
    return value;
}

/* The slot of the key, or the empty slot where it belongs. Needs at least one empty slot. */
static size_t slot_of(const struct koppel_index *index, const char *key)
{
    size_t mask = index->n_slots - 1;
    size_t slot = (size_t)hash(key) & mask;

    while (index->keys[slot] != NULL && strcmp(index->keys[slot], key) != 0) {
        slot = (slot + 1) & mask;
    }
    return slot;
}

static enum koppel_status rehash(struct koppel_index *index, size_t n_slots)
{
    struct koppel_index wider = {.n_slots = n_slots, .n_keys = index->n_keys};

    wider.keys = koppel_new(n_slots, sizeof *wider.keys);
    wider.rows = koppel_new(n_slots, sizeof *wider.rows);
    if (wider.keys == NULL || wider.rows == NULL) {
        koppel_index_free(&wider);
        return KOPPEL_E_MEMORY;
    }
    for (size_t i = 0; i < index->n_slots; i++) {
        if (index->keys[i] != NULL) {
            size_t slot = slot_of(&wider, index->keys[i]);

            wider.keys[slot] = index->keys[i];
            wider.rows[slot] = index->rows[i];
        }
    }
    koppel_index_free(index);
    *index = wider;
    return KOPPEL_OK;
}

enum koppel_status koppel_index_put(struct koppel_index *index, const char *key, int32_t row, int32_t *found)
{
    size_t slot = 0;

    *found = KOPPEL_NONE;
    if (2 * (index->n_keys + 1) > index->n_slots) {
        enum koppel_status status = rehash(index, index->n_slots > 0 ? 2 * index->n_slots : 16);

        if (status != KOPPEL_OK) {
            return status;
        }
    }
    slot = slot_of(index, key);
    if (index->keys[slot] != NULL) {
        *found = index->rows[slot];
        return KOPPEL_OK;
    }
    index->keys[slot] = key;
    index->rows[slot] = row;
    index->n_keys++;
    return KOPPEL_OK;
}

int32_t koppel_index_get(const struct koppel_index *index, const char *key)
{
    size_t slot = 0;

    if (index->n_slots == 0) {
        return KOPPEL_NONE;
    }
    slot = slot_of(index, key);
    return index->keys[slot] != NULL ? index->rows[slot] : KOPPEL_NONE;
}

int32_t koppel_index_get_but_zeros(const struct koppel_index *index, const char *key)
{
    size_t n_zeros = strspn(key, "0");
    char padded[MOST_ZEROS + NEAREST_LENGTH + 1];
    int32_t found = KOPPEL_NONE;

    if (strlen(key + n_zeros) > NEAREST_LENGTH || key[n_zeros] == '\0' ||
        key[n_zeros + strspn(key + n_zeros, "0123456789")] != '\0') {
        return KOPPEL_NONE;
    }
    memset(padded, '0', MOST_ZEROS);
    strcpy(padded + MOST_ZEROS, key + n_zeros);
    for (size_t n = 0; n <= MOST_ZEROS; n++) {
        int32_t row = n != n_zeros ? koppel_index_get(index, padded + MOST_ZEROS - n) : KOPPEL_NONE;

        if (row != KOPPEL_NONE && found != KOPPEL_NONE) {
            return KOPPEL_NONE;
        }
        found = row != KOPPEL_NONE ? row : found;
    }
    return found;
}

/* Levenshtein distance of two texts of at most NEAREST_LENGTH bytes. */
static size_t edit_distance(const char *a, size_t n_a, const char *b, size_t n_b)
{
    size_t row[NEAREST_LENGTH + 1];

    for (size_t j = 0; j <= n_b; j++) {
        row[j] = j;
    }
    for (size_t i = 1; i <= n_a; i++) {
        size_t diagonal = row[0];

        row[0] = i;
        for (size_t j = 1; j <= n_b; j++) {
            size_t best = diagonal + (a[i - 1] != b[j - 1]);

            diagonal = row[j];
            best = row[j] + 1 < best ? row[j] + 1 : best;
            row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
        }
    }
    return row[n_b];
}

const char *koppel_index_nearest(const struct koppel_index *index, const char *key)
{
    size_t n_key = strlen(key);
    size_t best = n_key / 3 + 1;
    const char *nearest = NULL;

    if (n_key > NEAREST_LENGTH) {
        return NULL;
    }
    for (size_t i = 0; i < index->n_slots; i++) {
        const char *candidate = index->keys[i];
        size_t n_candidate = candidate != NULL ? strlen(candidate) : NEAREST_LENGTH + 1;
        size_t distance = 0;

        /* the distance is at least the difference in length */
        if (n_candidate > NEAREST_LENGTH || n_candidate > n_key + best || n_key > n_candidate + best) {
            continue;
        }
        distance = edit_distance(key, n_key, candidate, n_candidate);
        /* among equals the first in the alphabet, so that the message does not depend on the hash */
        if (distance < best || (distance == best && nearest != NULL && strcmp(candidate, nearest) < 0)) {
            best = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

void koppel_index_free(struct koppel_index *index)
{
    free(index->keys);
    free(index->rows);
    *index = (struct koppel_index){0};
}
