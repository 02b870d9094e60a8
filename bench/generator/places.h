/* places.h - invents municipalities, their neighbourhoods and the corporations that own homes there. */
#ifndef GENERATOR_PLACES_H
#define GENERATOR_PLACES_H

#include "case_tables.h"

enum { MAX_CORPORATIONS = 4 };

/** What a municipality looks like. Percentages are whole numbers 0..100. */
struct place_spec {
    int code;
    const char *name, *province, *region, *labour_region;
    int64_t inhabitants;
    int n_neighbourhoods;
    int n_villages;            /* the last so many neighbourhoods are villages around a town */
    int n_social_villages;     /* villages with social housing */
    int social_percent;        /* social homes among all dwellings */
    int concentration_percent; /* share of the social homes that stands in one fifth of the neighbourhoods */
    int n_corporations;
    const char *corporations[MAX_CORPORATIONS];
    int n_districts; /* districts of the town, such as merged towns; 0: one for every five neighbourhoods */
    bool with_districts, with_facilities, with_location;
    int lat_e4, lon_e4;
};

/** Adds a municipality with its neighbourhoods and one row for each corporation; nobody lives there as yet. */
void place_add(struct tables *t, const struct place_spec *spec, struct prng *r);

/**
 * Puts the permit holders who already live in a municipality into its neighbourhoods: half of the neighbourhoods with
 * most social housing are above 1.3 times their fair share, one in six of the others is just under a cap of 25 percent,
 * and the rest follows the social homes. Needs the municipality's task and linked persons.
 */
void place_settle(struct tables *t, int municipality, int64_t permit_holders, struct prng *r);

/**
 * Sets agreed numbers of homes: at least two fifths of a corporation's share of the linked households (by its homes
 * that become available), if that share is 3 or more, and at most half as many again and two.
 */
void places_agree(struct tables *t);

#endif
