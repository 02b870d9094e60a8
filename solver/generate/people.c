// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* people.c - households by size, with the needs and wishes that the fit rules look at (see people.h). */
#include "generate/people.h"

#include "generate/sampling.h"

#include <stdio.h>
#include <stdlib.h>

/* The assumed sizes; 6 or more is divided over 6 to 9 persons. In thousandths of the households. */
static const int64_t size_weights[9] = {570, 90, 90, 110, 80, 30, 15, 9, 6};

/* Divides the persons of a household into adults, children and relatives who are still to come. */
static void divide_persons(struct koppel_draft_household *h, int persons, bool with_relatives, struct koppel_prng *r)
{
    int present = persons;

    if (persons > 1 && with_relatives && koppel_prng_chance(r, 22)) {
        present = koppel_prng_chance(r, 70) ? 1 : 2;
        present = present < persons ? present : 1;
        h->expected_relatives = persons - present;
    }
    if (present <= 2) {
        h->adults = present == 2 && koppel_prng_chance(r, 35) ? 1 : present;
    } else {
        h->adults = koppel_prng_chance(r, 75) ? 2 : koppel_prng_chance(r, 60) ? 1 : 3;
        h->adults = h->adults < present ? h->adults : present - 1;
    }
    h->children = present - h->adults;
    for (int i = 0; i < h->children; i++) {
        h->school_children += koppel_prng_chance(r, 50);
    }
}

static enum koppel_draft_age draw_age(int persons, struct koppel_prng *r)
{
    int64_t x = koppel_prng_below(r, 100);

    if (persons == 1) {
        return x < 13   ? KOPPEL_AGE_YOUTH
               : x < 86 ? KOPPEL_AGE_ADULT
               : x < 95 ? KOPPEL_AGE_SENIOR_55
                        : KOPPEL_AGE_SENIOR_65;
    }
    return persons == 2 && x >= 84 ? KOPPEL_AGE_SENIOR_55 : KOPPEL_AGE_ADULT;
}

static void draw_needs(struct koppel_draft_household *h, int persons, struct koppel_prng *r)
{
    int64_t x = koppel_prng_below(r, 100);

    h->age = draw_age(persons, r);
    h->step_free = persons <= 2 && koppel_prng_chance(r, h->age >= KOPPEL_AGE_SENIOR_55 ? 45 : 4);
    h->may_share = persons == 1 && !h->step_free && koppel_prng_chance(r, 35);
    h->urgency = h->step_free && x < 60 ? "immediate" : x < 82 ? "normal" : x < 96 ? "urgent" : "immediate";
}

/* Links a household, or leaves it free within the region of its reception place. */
static void draw_link(struct koppel_draft *t, struct koppel_draft_household *h, int place,
                      const struct koppel_people_spec *spec, struct koppel_prng *r)
{
    struct koppel_prng *links = spec->links != NULL ? spec->links : r;
    bool linked = false;
    int32_t day = KOPPEL_NO_DATE;

    h->municipality = h->tie = h->network = KOPPEL_NONE;
    if (spec->n_reception_regions > 0) {
        h->region = spec->reception_regions[koppel_prng_below(r, spec->n_reception_regions)];
    }
    linked = koppel_prng_chance(links, spec->link_percent) != 0;
    if (linked || spec->links != NULL) {
        day = (int32_t)koppel_prng_between(links, koppel_date_make(2025, 10, 6), t->run_day);
    }
    h->linked_on = day;
    if (linked) {
        h->municipality = place;
        t->municipalities[place].linked_persons += koppel_draft_persons(h);
        t->municipalities[place].linked_present += h->adults + h->children;
    }
}

/* The region of the reception place: for three in five linked households the one in which they are to live. */
static void draw_region(const struct koppel_draft *t, struct koppel_draft_household *h, int place, int other,
                        const struct koppel_people_spec *spec)
{
    bool near = koppel_prng_chance(spec->links, 60) != 0;
    bool held = koppel_prng_chance(spec->links, spec->free_region_percent) != 0;

    if (h->municipality == KOPPEL_NONE) {
        h->region = held ? t->municipalities[place].region : NULL;
    } else {
        h->region = t->municipalities[near ? place : other].region;
    }
}

static void draw_labour_regions(struct koppel_draft_household *h, const struct koppel_people_spec *spec,
                                struct koppel_prng *r, int pick)
{
    if (koppel_prng_chance(r, 55)) {
        h->labour_regions[0] = spec->labour_regions[pick];
        if (spec->n_labour_regions > 1 && koppel_prng_chance(r, 30)) {
            h->labour_regions[1] = spec->labour_regions[(pick + 1) % spec->n_labour_regions];
        }
    }
}

static void draw_wishes(const struct koppel_draft *t, struct koppel_draft_household *h, int place,
                        const struct koppel_people_spec *spec, struct koppel_prng *r)
{
    static const char *const reasons[] = {"family", "family", "family", "work", "work", "study", "care"};
    int pick = spec->n_labour_regions > 0 ? (int)koppel_prng_below(r, spec->n_labour_regions) : 0;

    if (koppel_prng_chance(r, 12)) {
        h->tie = place;
        h->tie_reason = reasons[koppel_prng_below(r, (int64_t)(sizeof reasons / sizeof reasons[0]))];
    }
    if (koppel_prng_chance(r, 30)) {
        h->network = koppel_prng_chance(r, 60) ? place : (int)koppel_prng_below(r, t->n_municipalities);
    }
    if (spec->n_labour_regions > 0) {
        draw_labour_regions(h, spec, r, pick);
    }
    pick = (int)koppel_prng_below(r, 100);
    h->car = pick < 12 ? "yes" : pick < 80 ? "no" : "";
}

static void add_households(struct koppel_draft *t, const struct koppel_people_spec *spec, const int *sizes,
                           const int *places, const int *others, struct koppel_prng *r)
{
    int digits = spec->n_households > 9999 ? 7 : 4;

    for (int i = 0; i < spec->n_households; i++) {
        struct koppel_draft_household *h = koppel_draft_add_household(t);

        if (h == NULL) {
            return;
        }
        snprintf(h->key, sizeof h->key, "H%0*d", digits, t->n_households);
        divide_persons(h, sizes[i] + 1, spec->with_relatives, r);
        draw_needs(h, sizes[i] + 1, r);
        draw_link(t, h, places[i], spec, r);
        if (spec->links != NULL) {
            draw_region(t, h, places[i], others[i], spec);
        }
        if (spec->with_preferences) {
            draw_wishes(t, h, places[i], spec, r);
        }
    }
}

/* The last household with a day was linked on the day of the run, so that this is the last day recorded. */
static void link_last(struct koppel_draft *t)
{
    for (int i = t->n_households - 1; i >= 0; i--) {
        if (t->households[i].linked_on != KOPPEL_NO_DATE) {
            t->households[i].linked_on = t->run_day;
            return;
        }
    }
}

void koppel_people_add(struct koppel_draft *t, const struct koppel_people_spec *spec, struct koppel_prng *r)
{
    size_t n = (size_t)spec->n_households;
    int *sizes = koppel_draft_room(t, n, sizeof *sizes);
    int *places = koppel_draft_room(t, n, sizeof *places);
    int *others = koppel_draft_room(t, n, sizeof *others);
    int64_t *weights = koppel_draft_room(t, (size_t)t->n_municipalities, sizeof *weights);

    if (t->failed) {
        goto out;
    }
    for (int i = 0; i < t->n_municipalities; i++) {
        weights[i] = spec->by_task ? t->municipalities[i].task_persons : t->municipalities[i].inhabitants;
    }
    koppel_draw_evenly(r, size_weights, sizeof size_weights / sizeof size_weights[0], sizes, n);
    koppel_draw_evenly(r, weights, (size_t)t->n_municipalities, places, n);
    if (spec->links != NULL) {
        koppel_draw_evenly(spec->links, weights, (size_t)t->n_municipalities, others, n);
    }
    add_households(t, spec, sizes, places, others, r);
    link_last(t);
out:
    free(weights);
    free(others);
    free(places);
    free(sizes);
}
