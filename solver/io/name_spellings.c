// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* name_spellings.c - names that are the same but for capitals and blanks, and are read as different ones. */
#include "io/case_reading.h"
#include "io/cell_value.h"
#include "io/identity.h"
#include "io/text_encoding.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The next byte that counts, in small letters, at or after *text, which moves to it; no-break spaces are blanks too. */
static char folded(const char **text)
{
    while (**text == ' ' || strncmp(*text, "\xC2\xA0", 2) == 0) {
        *text += **text == ' ' ? 1 : 2;
    }
    return **text >= 'A' && **text <= 'Z' ? (char)(**text - 'A' + 'a') : **text;
}

bool koppel_reading_is_spelt_alike(const char *a, const char *b)
{
    bool same = strcmp(a, b) == 0;

    while (folded(&a) == folded(&b) && *a != '\0') {
        a++;
        b++;
    }
    return !same && *a == '\0' && *b == '\0';
}

/* A copy with what does not count left out. */
static const char *fold(struct koppel_case_reading *reading, const char *text)
{
    char out[KOPPEL_MAX_TEXT_BYTES + 1];
    size_t n = 0;

    for (char c = folded(&text); c != '\0' && n < KOPPEL_MAX_TEXT_BYTES; c = folded(&text)) {
        out[n++] = c;
        text++;
    }
    return koppel_pool_copy(&reading->keys, out, n);
}

/* @param sentence  of two names
 * @param most      how many pairs are told */
static void note_names(struct koppel_case_reading *reading, const struct koppel_names *names, enum koppel_table table,
                       const char *sentence, int32_t most)
{
    struct koppel_index index = {0};
    char first[80];
    char second[80];

    for (int32_t i = 0; i < names->n_ids && most > 0 && reading->status != KOPPEL_E_MEMORY; i++) {
        const char *key = fold(reading, names->ids[i]);
        int32_t found = KOPPEL_NONE;

        if (key == NULL || koppel_index_put(&index, key, i, &found) != KOPPEL_OK) {
            koppel_reading_no_memory(reading);
        } else if (found != KOPPEL_NONE) {
            koppel_reading_note(reading, table, 0, sentence, koppel_text_quote(names->ids[found], first),
                                koppel_text_quote(names->ids[i], second));
            most--;
        }
    }
    koppel_index_free(&index);
}

/* Two households whose keys differ in capitals or blanks alone are one household twice, as a rule: the first are told. */
static void note_households(struct koppel_case_reading *reading)
{
    const struct koppel_case *kase = reading->kase;
    struct koppel_names keys = {.ids = koppel_new((size_t)kase->n_households, sizeof *keys.ids),
                                .n_ids = kase->n_households};

    if (keys.ids == NULL) {
        koppel_reading_no_memory(reading);
        return;
    }
    for (int32_t i = 0; i < keys.n_ids; i++) {
        keys.ids[i] = kase->households[i].id;
    }
    note_names(reading, &keys, KOPPEL_TABLE_HOUSEHOLDS,
               N_("%s and %s are read as two households: delete one if they are the same"), 1);
    free(keys.ids);
}

/* Are two names the same but for a slip in a word of some length? "Arbeid A" and "Arbeid B" are two names. */
static bool is_slip(const char *a, const char *b)
{
    enum { FEWEST_LETTERS = 5, LONG_NAME = 10 };
    size_t n_a = strlen(a);
    size_t n_b = strlen(b);
    size_t first = 0;
    size_t behind = 0;
    size_t word = 0;

    while (a[first] != '\0' && a[first] == b[first]) {
        first++;
    }
    while (behind < n_a - first && behind < n_b - first && a[n_a - 1 - behind] == b[n_b - 1 - behind]) {
        behind++;
    }
    word = first;
    while (word > 0 && a[word - 1] != ' ' && a[word - 1] != '-') {
        word--;
    }
    word = first - word + strcspn(a + first, " -");
    return word >= FEWEST_LETTERS && (n_a > n_b ? n_a : n_b) - first - behind <= (n_a >= LONG_NAME ? 2 : 1) &&
           strcspn(a + first, "0123456789") >= n_a - first - behind &&
           strcspn(b + first, "0123456789") >= n_b - first - behind;
}

/* Does a name consist of several, of which the first is in an index ("Haaglanden / Rijnmond")? */
static bool is_several(const struct koppel_index *index, const char *name)
{
    char first[KOPPEL_MAX_TEXT_BYTES + 1];
    size_t n = strcspn(name, "/|;,+&");
    bool has_more = name[n] != '\0';

    while (n > 0 && name[n - 1] == ' ') {
        n--;
    }
    snprintf(first, sizeof first, "%.*s", (int)n, name);
    return has_more && koppel_index_get(index, first) != KOPPEL_NONE;
}

/* Notes names of households that no municipality has and that are close to one that a municipality has.
 * @param known     rows of names that municipalities have
 * @param slip      sentence of two names
 * @param several   sentence of a name that has more than one in it */
static void note_close(struct koppel_case_reading *reading, const struct koppel_names *names, const bool *known,
                       const char *slip, const char *several)
{
    enum { MOST_LOOKED_UP = 200 }; /* each walks over all known names */
    struct koppel_index index = {0};
    int32_t found = KOPPEL_NONE;
    int32_t n_left = MOST_LOOKED_UP;
    char first[80];
    char second[80];

    for (int32_t i = 0; i < names->n_ids; i++) {
        if (known[i] && koppel_index_put(&index, names->ids[i], i, &found) != KOPPEL_OK) {
            koppel_reading_no_memory(reading);
        }
    }
    for (int32_t i = 0; i < names->n_ids && n_left > 0; i++) {
        const char *nearest = known[i] ? NULL : koppel_index_nearest(&index, names->ids[i]);

        n_left -= !known[i];
        if (nearest != NULL && is_slip(names->ids[i], nearest) &&
            !koppel_reading_is_spelt_alike(nearest, names->ids[i])) {
            koppel_reading_note(reading, KOPPEL_TABLE_HOUSEHOLDS, 0, slip, koppel_identity_quote(names->ids[i], first),
                                koppel_text_quote(nearest, second));
        } else if (!known[i] && is_several(&index, names->ids[i])) {
            koppel_reading_note(reading, KOPPEL_TABLE_HOUSEHOLDS, 0, several,
                                koppel_identity_quote(names->ids[i], first));
        }
    }
    koppel_index_free(&index);
}

/* Regions of households that may be typing errors of regions of municipalities. */
static void note_close_regions(struct koppel_case_reading *reading)
{
    const struct koppel_case *kase = reading->kase;
    bool *regions = koppel_new((size_t)kase->regions.n_ids, sizeof *regions);
    bool *labour = koppel_new((size_t)kase->labour_regions.n_ids, sizeof *labour);

    if (regions == NULL || labour == NULL) {
        koppel_reading_no_memory(reading);
    }
    for (int32_t m = 0; m < kase->n_municipalities && reading->status != KOPPEL_E_MEMORY; m++) {
        const struct koppel_municipality *municipality = &kase->municipalities[m];

        if (municipality->region != KOPPEL_NONE) {
            regions[municipality->region] = true;
        }
        if (municipality->labour_region != KOPPEL_NONE) {
            labour[municipality->labour_region] = true;
        }
    }
    if (reading->status != KOPPEL_E_MEMORY) {
        note_close(reading, &kase->regions, regions,
                   N_("no municipality has the region %s, and %s is much like it: is it a typing error?"),
                   N_("no municipality has the region %s, which seems to be several: a household has one"));
        note_close(
            reading, &kase->labour_regions, labour,
            N_("no municipality has the labour-market region %s, and %s is much like it: is it a typing error?"),
            N_("no municipality has the labour-market region %s, which seems to be several: write a | between them"));
    }
    free(regions);
    free(labour);
}

void koppel_reading_spellings(struct koppel_case_reading *reading)
{
    if (reading->kase->n_households > 0) {
        note_households(reading);
    }
    note_close_regions(reading);
    note_names(reading, &reading->kase->complexes, KOPPEL_TABLE_UNITS,
               N_("%s and %s are read as two complexes: write one name if they are the same"), INT32_MAX);
    note_names(reading, &reading->kase->regions, KOPPEL_TABLE_MUNICIPALITIES,
               N_("%s and %s are read as two regions: write one name if they are the same"), INT32_MAX);
    note_names(reading, &reading->kase->labour_regions, KOPPEL_TABLE_MUNICIPALITIES,
               N_("%s and %s are read as two labour-market regions: write one name if they are the same"), INT32_MAX);
}
