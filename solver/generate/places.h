// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* places.h - invents municipalities, their neighbourhoods and the corporations that own homes there. */
#ifndef KOPPEL_GENERATE_PLACES_H
#define KOPPEL_GENERATE_PLACES_H

#include "generate/draft.h"
#include "generate/prng.h"

enum { KOPPEL_PLACE_CORPORATIONS = 4 };

/** What a municipality looks like. Percentages are whole numbers 0..100. */
struct koppel_place_spec {
    int code;
    const char *name, *province, *region, *labour_region;
    int64_t inhabitants;
    int n_neighbourhoods;
    int n_villages;            /* the last so many neighbourhoods are villages around a town */
    int n_social_villages;     /* villages with social housing */
    int social_percent;        /* social homes among all dwellings */
    int concentration_percent; /* share of the social homes that stands in one fifth of the neighbourhoods; 0: they
                                  stand where the inhabitants live (towns without villages) */
    int n_corporations;
    const char *corporations[KOPPEL_PLACE_CORPORATIONS];
    int n_districts; /* districts of the town, such as merged towns; 0: one for every five neighbourhoods */
    bool with_districts, with_facilities, with_location;
    int lat_e4, lon_e4;
};

/** Adds a row for a corporation to the last municipality. */
void koppel_corporation_add(struct koppel_draft *t, const char *corporation);

/** Adds a municipality with its neighbourhoods and one row for each corporation; nobody lives there as yet. */
void koppel_place_add(struct koppel_draft *t, const struct koppel_place_spec *spec, struct koppel_prng *r);

/**
 * Puts the permit holders who already live in a municipality into its neighbourhoods: one in `hot_every` of the
 * neighbourhoods with most social housing is at 1.3 to 1.75 times its fair share, one in six of the others is just
 * under a cap of 25 percent, and the rest follows the social homes, give or take a half. With hot_every 0 all of them
 * follow the social homes, give or take a fifth.
 *
 * @param to_come  persons who are to be housed in the half-year; they count in the fair share
 */
void koppel_place_settle(struct koppel_draft *t, int municipality, int64_t permit_holders, int64_t to_come,
                         int hot_every, struct koppel_prng *r);

/**
 * Sets agreed numbers of homes: at least two fifths of a corporation's share of the households (by its homes that
 * become available), if that share is 3 or more, and at most half as many again and two.
 *
 * @param by_task  every household counts, divided over the municipalities by what each has to house; else those that
 * are linked to the municipality
 */
void koppel_places_agree(struct koppel_draft *t, bool by_task);

#endif
