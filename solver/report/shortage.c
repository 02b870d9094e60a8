// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* shortage.c - the shortage set of a household (see shortage.h).
 *
 * A household i that some largest matching leaves out reaches, by alternating paths, full units only. Let N be these
 * units. The households in them and i suit nothing else, and they are one more than places(N): a shortage set, and no
 * part of it with i in it is one. The other households that suit nothing but N are added, because they compete as well.
 *
 * SOURCE  docs/model.md (43); Hall 1935; Dulmage and Mendelsohn 1958.
 */
#include "report/shortage.h"

#include "report/wording.h"

#include <inttypes.h>
#include <stdlib.h>

static bool is_caught(const struct koppel_matching *matching, int32_t i, int32_t household)
{
    const struct koppel_openings *openings = matching->openings;

    for (int32_t k = 0; k < koppel_openings_count(openings, i); k++) {
        if (matching->parent[koppel_openings_of(openings, i)[k]] == KOPPEL_NONE) {
            return false;
        }
    }
    return i == household || koppel_openings_count(openings, i) > 0;
}

enum koppel_status koppel_shortage_in(struct koppel_matching *matching, int32_t household,
                                      struct koppel_shortage *shortage)
{
    const struct koppel_case *kase = matching->fit->kase;

    *shortage = (struct koppel_shortage){0};
    if (!koppel_matching_release(matching, household)) {
        return KOPPEL_OK;
    }
    shortage->households = koppel_new((size_t)kase->n_households, sizeof *shortage->households);
    shortage->units = koppel_new((size_t)kase->n_units, sizeof *shortage->units);
    if (shortage->households == NULL || shortage->units == NULL) {
        koppel_shortage_free(shortage);
        return KOPPEL_E_MEMORY;
    }
    koppel_matching_reach(matching, household);
    for (int32_t j = 0; j < kase->n_units; j++) {
        if (matching->parent[j] != KOPPEL_NONE) {
            shortage->units[shortage->n_units++] = j;
            shortage->n_places += kase->units[j].places;
        }
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        if (is_caught(matching, i, household)) {
            shortage->households[shortage->n_households++] = i;
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_shortage_find(const struct koppel_suitability *fit, int32_t household,
                                        struct koppel_shortage *shortage)
{
    struct koppel_openings openings = {0};
    struct koppel_matching matching = {0};
    enum koppel_status status = koppel_openings_make(&openings, fit);

    *shortage = (struct koppel_shortage){0};
    if (status == KOPPEL_OK) {
        status = koppel_matching_make(&matching, fit, &openings);
    }
    if (status == KOPPEL_OK) {
        status = koppel_shortage_in(&matching, household, shortage);
    }
    koppel_matching_free(&matching);
    koppel_openings_free(&openings);
    return status;
}

/* "14 households of 6 to 8 persons, linked to Town, need the same homes." */
static void say_households(struct koppel_text *text, const struct koppel_suitability *fit,
                           const struct koppel_shortage *shortage)
{
    const struct koppel_case *kase = fit->kase;
    int32_t min = INT32_MAX;
    int32_t max = 0;
    int32_t municipality = kase->households[shortage->households[0]].municipality;
    struct koppel_text size = {0};

    for (int32_t k = 0; k < shortage->n_households; k++) {
        int32_t i = shortage->households[k];
        int32_t persons = fit->needs[i].persons_rooms;

        min = persons < min ? persons : min;
        max = persons > max ? persons : max;
        municipality = kase->households[i].municipality == municipality ? municipality : KOPPEL_NONE;
    }
    koppel_say_range(&size, min, max, "person", "persons");
    if (municipality != KOPPEL_NONE) {
        koppel_text_add(text, "%" PRId32 " households of %s, linked to %s, compete for the same homes.",
                        shortage->n_households, size.bytes != NULL ? size.bytes : "",
                        koppel_municipality_name(kase, municipality));
    } else {
        koppel_text_add(text, "%" PRId32 " households of %s compete for the same homes.", shortage->n_households,
                        size.bytes != NULL ? size.bytes : "");
    }
    text->failed = text->failed || size.failed;
    koppel_text_free(&size);
}

/* " Only 9 homes of 5 or 6 rooms suit them." */
static void say_units(struct koppel_text *text, const struct koppel_suitability *fit,
                      const struct koppel_shortage *shortage)
{
    const struct koppel_unit *units = fit->kase->units;
    int32_t min = INT32_MAX;
    int32_t max = 0;
    struct koppel_text size = {0};
    const char *rooms = "";

    for (int32_t k = 0; k < shortage->n_units; k++) {
        int32_t n = units[shortage->units[k]].rooms;

        min = n < min ? n : min;
        max = n > max ? n : max;
    }
    koppel_say_range(&size, min, max, "room", "rooms");
    rooms = size.bytes != NULL ? size.bytes : "";
    if (shortage->n_places != shortage->n_units) {
        koppel_text_add(text,
                        shortage->n_units == 1
                            ? _(" Only %" PRId32 " home of %s suits them, with %" PRId64 " places in all.")
                            : _(" Only %" PRId32 " homes of %s suit them, with %" PRId64 " places in all."),
                        shortage->n_units, rooms, shortage->n_places);
    } else {
        koppel_text_add(text,
                        shortage->n_units == 1 ? _(" Only %" PRId32 " home of %s suits them.")
                                               : _(" Only %" PRId32 " homes of %s suit them."),
                        shortage->n_units, rooms);
    }
    text->failed = text->failed || size.failed;
    koppel_text_free(&size);
}

void koppel_shortage_say(struct koppel_text *text, const struct koppel_suitability *fit,
                         const struct koppel_shortage *shortage)
{
    int64_t missing = shortage->n_households - shortage->n_places;

    say_households(text, fit, shortage);
    say_units(text, fit, shortage);
    koppel_text_add(text,
                    missing == 1 ? _(" So at least %" PRId64 " of them gets no home, whoever is chosen.")
                                 : _(" So at least %" PRId64 " of them get no home, whoever is chosen."),
                    missing);
}

void koppel_shortage_free(struct koppel_shortage *shortage)
{
    free(shortage->households);
    free(shortage->units);
    *shortage = (struct koppel_shortage){0};
}
