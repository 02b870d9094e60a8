// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* people.h - invents households of permit holders. */
#ifndef KOPPEL_GENERATE_PEOPLE_H
#define KOPPEL_GENERATE_PEOPLE_H

#include "generate/draft.h"
#include "generate/prng.h"

/** Which households a case has. Percentages are whole numbers 0..100. */
struct koppel_people_spec {
    int n_households;
    int link_percent; /* linked to a municipality; the others are free, and have at most a region */
    bool by_task;     /* spread over the municipalities by what each has to house; else by inhabitants */
    int n_reception_regions;
    const char *const *reception_regions; /* one of these for each household, by chance; none with `links` */
    int n_labour_regions;                 /* 0: nobody has one */
    const char *const *labour_regions;
    bool with_relatives, with_preferences;
    /* A stream of its own for linking and regions, so that cases that differ in these alone have the same people; every
     * household then has the day on which its term began. NULL: everything from one stream, a day for the linked only.
     */
    struct koppel_prng *links;
    int free_region_percent; /* with `links`: free households with the region in which they are to live */
};

/**
 * Adds the households and counts the persons linked to each municipality.
 * Sizes (present and expected persons) in per cent:
 *
 *     1: 57, 2: 9, 3: 9, 4: 11, 5: 8, 6 or more: 6
 *
 * This is an assumption: of the households that moved in 2023, about 57 % were single persons; no full distribution is
 * published. Time O(households).
 */
void koppel_people_add(struct koppel_draft *t, const struct koppel_people_spec *spec, struct koppel_prng *r);

#endif
