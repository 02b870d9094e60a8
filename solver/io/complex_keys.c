// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* complex_keys.c - a complex belongs to a corporation: two that call theirs the same have two. */
#include "io/case_reading.h"
#include "io/cell_value.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_BYTES = 2 * KOPPEL_MAX_TEXT_BYTES + 2 };

/** Complexes by name, as they were read, and by corporation and name. */
struct keys {
    int32_t n_names, n_units;
    int32_t *owner; /* n_names: corporation of the first unit */
    bool *is_shared;
    int32_t *name, *corporation; /* of each new row, at most n_units */
    struct koppel_names rows;
};

static bool has_key(const struct koppel_unit *unit)
{
    return unit->complex != KOPPEL_NONE && unit->corporation != KOPPEL_NONE;
}

/* Which names several corporations have. @return how many */
static int32_t find_shared(const struct koppel_case *kase, struct keys *keys)
{
    int32_t n_shared = 0;

    for (int32_t c = 0; c < keys->n_names; c++) {
        keys->owner[c] = KOPPEL_NONE;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        const struct koppel_unit *unit = &kase->units[j];

        if (!has_key(unit)) {
            continue;
        }
        if (keys->owner[unit->complex] == KOPPEL_NONE) {
            keys->owner[unit->complex] = unit->corporation;
        } else if (keys->owner[unit->complex] != unit->corporation && !keys->is_shared[unit->complex]) {
            keys->is_shared[unit->complex] = true;
            n_shared++;
        }
    }
    return n_shared;
}

/* The new row of a unit's complex; KOPPEL_NONE after an error. */
static int32_t row_of(struct koppel_case_reading *reading, struct keys *keys, const struct koppel_unit *unit, long line)
{
    struct koppel_case *kase = reading->kase;
    const char *name = kase->complexes.ids[unit->complex];
    const char *copy = NULL;
    int32_t row = KOPPEL_NONE;
    char key[KEY_BYTES];
    char quoted[80];

    snprintf(key, sizeof key, "%s%s%s", keys->is_shared[unit->complex] ? kase->corporations[unit->corporation].id : "",
             keys->is_shared[unit->complex] ? "/" : "", name);
    row = koppel_names_get(&keys->rows, key);
    if (row == KOPPEL_NONE) {
        copy = koppel_pool_copy(&kase->pool, key, strlen(key));
        row = copy != NULL ? koppel_names_add(&keys->rows, copy) : KOPPEL_NONE;
        if (row == KOPPEL_NONE) {
            koppel_reading_no_memory(reading);
            return KOPPEL_NONE;
        }
        keys->name[row] = unit->complex;
        keys->corporation[row] = unit->corporation;
    } else if (keys->name[row] != unit->complex || keys->corporation[row] != unit->corporation) {
        koppel_reading_refuse(reading, KOPPEL_TABLE_UNITS, line,
                              "column %s: %s is the complex of another corporation as well, with its key before a "
                              "stroke: call one of them otherwise",
                              koppel_reading_column(reading, "complex"), koppel_text_quote(key, quoted));
        return KOPPEL_NONE;
    }
    return row;
}

static void split(struct koppel_case_reading *reading, struct keys *keys, const long *lines)
{
    struct koppel_case *kase = reading->kase;

    for (int32_t j = 0; j < kase->n_units && reading->status != KOPPEL_E_MEMORY; j++) {
        struct koppel_unit *unit = &kase->units[j];

        unit->complex = has_key(unit) ? row_of(reading, keys, unit, lines[j]) : KOPPEL_NONE;
    }
    reading->complex_names = kase->complexes; /* for messages about limits */
    kase->complexes = keys->rows;
}

void koppel_reading_complexes(struct koppel_case_reading *reading, const long *lines)
{
    const struct koppel_case *kase = reading->kase;
    struct keys keys = {.n_names = kase->complexes.n_ids, .n_units = kase->n_units};

    keys.owner = koppel_new((size_t)keys.n_names, sizeof *keys.owner);
    keys.is_shared = koppel_new((size_t)keys.n_names, sizeof *keys.is_shared);
    keys.name = koppel_new((size_t)keys.n_units, sizeof *keys.name);
    keys.corporation = koppel_new((size_t)keys.n_units, sizeof *keys.corporation);
    if (keys.owner == NULL || keys.is_shared == NULL || keys.name == NULL || keys.corporation == NULL) {
        koppel_reading_no_memory(reading);
    } else if (find_shared(kase, &keys) > 0) {
        split(reading, &keys, lines);
    }
    free(keys.owner);
    free(keys.is_shared);
    free(keys.name);
    free(keys.corporation);
}

void koppel_reading_complex(struct koppel_case_reading *reading, struct koppel_unit *unit)
{
    const struct koppel_case *kase = reading->kase;
    char key[KEY_BYTES];
    int32_t own = KOPPEL_NONE;

    if (!has_key(unit)) {
        unit->complex = KOPPEL_NONE;
        return;
    }
    snprintf(key, sizeof key, "%s/%s", kase->corporations[unit->corporation].id, kase->complexes.ids[unit->complex]);
    own = koppel_names_get(&kase->complexes, key);
    unit->complex = own != KOPPEL_NONE ? own : unit->complex;
}

bool koppel_reading_refuse_shared_complex(struct koppel_case_reading *reading, const char *key, const char *column,
                                          long line)
{
    const struct koppel_case *kase = reading->kase;
    size_t n_key = strlen(key);
    char quoted[80];
    char first[80] = "";
    char second[80] = "";

    if (koppel_names_get(&reading->complex_names, key) == KOPPEL_NONE) {
        return false;
    }
    for (int32_t c = 0; c < kase->complexes.n_ids; c++) {
        const char *id = kase->complexes.ids[c];
        size_t n_id = strlen(id);

        if (n_id > n_key + 1 && id[n_id - n_key - 1] == '/' && strcmp(id + n_id - n_key, key) == 0) {
            koppel_text_quote(id, first[0] == '\0' ? first : second);
        }
    }
    koppel_reading_refuse(
        reading, reading->table, line,
        "column %s: several corporations have a complex %s: write %s or %s, or make a group of them in "
        "areas.csv",
        koppel_reading_column(reading, column), koppel_text_quote(key, quoted), first, second);
    return true;
}
