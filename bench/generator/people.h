/* people.h - invents households of permit holders. */
#ifndef GENERATOR_PEOPLE_H
#define GENERATOR_PEOPLE_H

#include "case_tables.h"

/** Which households a case has. Percentages are whole numbers 0..100. */
struct people_spec {
    int n_households;
    int link_percent; /* linked to a municipality; the others have the region of their reception place only */
    int n_reception_regions;
    const char *const *reception_regions;
    int n_labour_regions;
    const char *const *labour_regions; /* at least 1 */
    bool with_relatives, with_preferences;
};

/**
 * Adds the households, linked to municipalities by their inhabitants, and counts the persons linked to each.
 * Sizes (present and expected persons): 1: 57 %, 2: 9, 3: 9, 4: 11, 5: 8, 6 or more: 6. This is an assumption: about 57
 * % of the households that moved in 2023 were single persons; no full distribution is published.
 */
void people_add(struct tables *t, const struct people_spec *spec, struct prng *r);

#endif
