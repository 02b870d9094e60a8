/* people.c - households by size, with the needs and wishes that the fit rules look at (see people.h). */
#include "people.h"

#include "sampling.h"

#include <stdio.h>
#include <stdlib.h>

/* The assumed sizes; 6 or more is divided over 6 to 9 persons. In thousandths of the households. */
static const int64_t size_weights[9] = {570, 90, 90, 110, 80, 30, 15, 9, 6};

/* Divides the persons of a household into adults, children and relatives who are still to come. */
static void divide_persons(struct household *h, int persons, bool with_relatives, struct prng *r)
{
    int present = persons;

    if (persons > 1 && with_relatives && prng_chance(r, 22)) {
        present = prng_chance(r, 70) ? 1 : 2;
        present = present < persons ? present : 1;
        h->expected_relatives = persons - present;
    }
    if (present <= 2) {
        h->adults = present == 2 && prng_chance(r, 35) ? 1 : present;
    } else {
        h->adults = prng_chance(r, 75) ? 2 : prng_chance(r, 60) ? 1 : 3;
        h->adults = h->adults < present ? h->adults : present - 1;
    }
    h->children = present - h->adults;
    for (int i = 0; i < h->children; i++) {
        h->school_children += prng_chance(r, 50);
    }
}

static enum age draw_age(int persons, struct prng *r)
{
    int64_t x = prng_below(r, 100);

    if (persons == 1) {
        return x < 13 ? AGE_YOUTH : x < 86 ? AGE_ADULT : x < 95 ? AGE_SENIOR_55 : AGE_SENIOR_65;
    }
    return persons == 2 && x >= 84 ? AGE_SENIOR_55 : AGE_ADULT;
}

static void draw_needs(struct household *h, int persons, struct prng *r)
{
    int64_t x = prng_below(r, 100);

    h->age = draw_age(persons, r);
    h->step_free = persons <= 2 && prng_chance(r, h->age >= AGE_SENIOR_55 ? 45 : 4);
    h->may_share = persons == 1 && !h->step_free && prng_chance(r, 35);
    h->urgency = h->step_free && x < 60 ? "immediate" : x < 82 ? "normal" : x < 96 ? "urgent" : "immediate";
}

/* Links a household, or leaves it free within the region of its reception place. */
static void draw_link(struct tables *t, struct household *h, int municipality, const struct people_spec *spec,
                      struct prng *r)
{
    int32_t first = day_number(2025, 10, 6);

    h->municipality = h->tie = h->network = NO_ROW;
    h->linked_on = NO_DAY;
    if (spec->n_reception_regions > 0) {
        h->region = spec->reception_regions[prng_below(r, spec->n_reception_regions)];
    }
    if (prng_chance(r, spec->link_percent)) {
        h->municipality = municipality;
        h->linked_on = (int32_t)prng_between(r, first, t->run_day);
        t->municipalities[municipality].linked_persons += household_persons(h);
        t->municipalities[municipality].linked_present += h->adults + h->children;
    }
}

static void draw_wishes(const struct tables *t, struct household *h, int municipality, const struct people_spec *spec,
                        struct prng *r)
{
    static const char *const reasons[] = {"family", "family", "family", "work", "work", "study", "care"};
    int pick = (int)prng_below(r, spec->n_labour_regions);

    if (prng_chance(r, 12)) {
        h->tie = municipality;
        h->tie_reason = reasons[prng_below(r, (int64_t)(sizeof reasons / sizeof reasons[0]))];
    }
    if (prng_chance(r, 30)) {
        h->network = prng_chance(r, 60) ? municipality : (int)prng_below(r, t->n_municipalities);
    }
    if (prng_chance(r, 55)) {
        h->labour_regions[0] = spec->labour_regions[pick];
        if (spec->n_labour_regions > 1 && prng_chance(r, 30)) {
            h->labour_regions[1] = spec->labour_regions[(pick + 1) % spec->n_labour_regions];
        }
    }
    pick = (int)prng_below(r, 100);
    h->car = pick < 12 ? "yes" : pick < 80 ? "no" : "";
}

void people_add(struct tables *t, const struct people_spec *spec, struct prng *r)
{
    size_t n = (size_t)spec->n_households;
    int *sizes = zeroed(n, sizeof *sizes);
    int *places = zeroed(n, sizeof *places);
    int64_t *inhabitants = zeroed((size_t)t->n_municipalities, sizeof *inhabitants);
    int digits = spec->n_households > 9999 ? 7 : 4;

    for (int i = 0; i < t->n_municipalities; i++) {
        inhabitants[i] = t->municipalities[i].inhabitants;
    }
    draw_evenly(r, size_weights, sizeof size_weights / sizeof size_weights[0], sizes, n);
    draw_evenly(r, inhabitants, (size_t)t->n_municipalities, places, n);
    for (size_t i = 0; i < n; i++) {
        struct household *h = tables_add_household(t);

        snprintf(h->key, sizeof h->key, "H%0*d", digits, (int)i + 1);
        divide_persons(h, sizes[i] + 1, spec->with_relatives, r);
        draw_needs(h, sizes[i] + 1, r);
        draw_link(t, h, places[i], spec, r);
        if (spec->with_preferences) {
            draw_wishes(t, h, places[i], spec, r);
        }
    }
    for (int i = t->n_households - 1; i >= 0; i--) {
        if (t->households[i].linked_on != NO_DAY) {
            t->households[i].linked_on = t->run_day; /* so that the last day recorded is the day of the run */
            break;
        }
    }
    free(inhabitants);
    free(places);
    free(sizes);
}
