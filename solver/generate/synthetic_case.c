// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* synthetic_case.c - municipalities of unequal size with the usual concentration of social housing (see
 * synthetic_case.h). */
#include "generate/synthetic_case.h"

#include "generate/extras.h"
#include "generate/over_time.h"
#include "generate/people.h"
#include "generate/places.h"
#include "generate/reception_and_jobs.h"
#include "generate/sampling.h"
#include "generate/stock.h"
#include "model/statutory_target.h"

#include <stdio.h>
#include <stdlib.h>

enum { N_REGIONS = 5, N_LABOUR_REGIONS = 12, N_SIZES = 40, HOT_EVERY = 3, FIRST_CODE = 9000 };

/* Inhabitants of Dutch municipalities on 1 January 2022 (CBS): means of 40 groups of equal number, smallest first. */
static const int64_t sizes[N_SIZES] = {4100,  9800,  11800, 13400, 15100, 16900, 18200,  19300,  20400,  22000,
                                       23000, 23800, 24400, 25200, 26000, 26900, 27700,  29400,  30700,  31700,
                                       32700, 34300, 36000, 37800, 40700, 43700, 44800,  46000,  48000,  50200,
                                       55000, 58100, 63700, 70100, 79300, 90000, 102000, 122600, 162600, 397100};

static const char *const region_names[N_REGIONS] = {"Regio 1", "Regio 2", "Regio 3", "Regio 4", "Regio 5"};
static const char *const labour_names[N_LABOUR_REGIONS] = {
    "Arbeidsregio 1", "Arbeidsregio 2", "Arbeidsregio 3", "Arbeidsregio 4",  "Arbeidsregio 5",  "Arbeidsregio 6",
    "Arbeidsregio 7", "Arbeidsregio 8", "Arbeidsregio 9", "Arbeidsregio 10", "Arbeidsregio 11", "Arbeidsregio 12"};

/* Municipality k: one to three corporations, each of which also works in the next municipalities. */
static void add_municipality(struct koppel_draft *t, int k, int64_t inhabitants, int n_neighbourhoods,
                             const struct koppel_synthetic_spec *spec)
{
    char name[40];
    char corporations[3][16];
    int region = k * N_REGIONS / spec->n_municipalities;
    struct koppel_prng r;
    struct koppel_place_spec place = {.code = FIRST_CODE + k,
                                      .name = name,
                                      .province = region_names[region],
                                      .region = region_names[region],
                                      .labour_region = labour_names[k * N_LABOUR_REGIONS / spec->n_municipalities],
                                      .inhabitants = inhabitants,
                                      .n_neighbourhoods = n_neighbourhoods,
                                      .concentration_percent = spec->concentration_percent,
                                      .n_corporations = 1 + k % 3,
                                      .with_districts = true,
                                      .with_facilities = true,
                                      .with_location = true,
                                      .lat_e4 = 513000 + k / 25 * 600,
                                      .lon_e4 = 36000 + k % 25 * 1200};

    koppel_prng_start_part(&r, spec->seed, KOPPEL_STREAM_PLACES, k);
    place.social_percent = (int)koppel_prng_between(&r, 22, 38);
    snprintf(name, sizeof name, "Gemeente %03d", k + 1);
    for (int i = 0; i < 3; i++) {
        snprintf(corporations[i], sizeof corporations[i], "%c%03d", "KLM"[i], k / (3 + 2 * i) + 1);
        place.corporations[i] = corporations[i];
    }
    koppel_place_add(t, &place, &r);
}

/* Draws the inhabitants: as many municipalities of every size as in the country, in random order. */
static void draw_inhabitants(const struct koppel_synthetic_spec *spec, int *order, int64_t *inhabitants)
{
    int n = spec->n_municipalities;
    struct koppel_prng r;

    koppel_prng_start_part(&r, spec->seed, KOPPEL_STREAM_SIZES, 0);
    for (int k = 0; k < n; k++) {
        order[k] = k;
    }
    koppel_prng_shuffle(&r, order, (size_t)n);
    for (int k = 0; k < n; k++) {
        inhabitants[order[k]] = sizes[(k * N_SIZES + N_SIZES / 2) / n] * koppel_prng_between(&r, 90, 110) / 100;
    }
}

/* Half of the neighbourhoods go by number of municipalities, half by inhabitants. */
static void add_municipalities(struct koppel_draft *t, const struct koppel_synthetic_spec *spec)
{
    size_t n = (size_t)spec->n_municipalities;
    int *order = koppel_draft_room(t, n, sizeof *order);
    int64_t *inhabitants = koppel_draft_room(t, n * 2, sizeof *inhabitants);
    int64_t *shares = NULL;
    int64_t each = (spec->n_neighbourhoods + 1) / 2;

    if (t->failed) {
        goto out;
    }
    shares = inhabitants + n;
    draw_inhabitants(spec, order, inhabitants);
    t->failed = koppel_share_out((spec->n_neighbourhoods - each) * (int64_t)n, inhabitants, n, shares) != KOPPEL_OK;
    for (size_t k = 0; k < n && !t->failed; k++) {
        int64_t wanted = each + shares[k];

        add_municipality(t, (int)k, inhabitants[k],
                         (int)(wanted < KOPPEL_MOST_NEIGHBOURHOODS ? wanted : KOPPEL_MOST_NEIGHBOURHOODS), spec);
    }
out:
    free(inhabitants);
    free(order);
}

static struct koppel_people_spec people_of(const struct koppel_synthetic_spec *spec)
{
    return (struct koppel_people_spec){.n_households = spec->n_households,
                                       .link_percent = spec->link_percent,
                                       .n_labour_regions = N_LABOUR_REGIONS,
                                       .labour_regions = labour_names,
                                       .with_relatives = true,
                                       .with_preferences = true,
                                       .free_region_percent = spec->free_region_percent};
}

static void add_people(struct koppel_draft *t, const struct koppel_synthetic_spec *spec)
{
    struct koppel_prng people;
    struct koppel_prng links;
    struct koppel_people_spec wanted = people_of(spec);

    wanted.links = &links;
    koppel_prng_start_part(&people, spec->seed, KOPPEL_STREAM_PEOPLE, 0);
    koppel_prng_start_part(&links, spec->seed, KOPPEL_STREAM_LINKS, 0);
    koppel_people_add(t, &wanted, &people);
}

/* Targets that add up to the persons of all households, by inhabitants and rounded up as the statute does. */
static void add_targets(struct koppel_draft *t)
{
    int64_t persons = 0;
    int64_t inhabitants = 0;

    for (int i = 0; i < t->n_households; i++) {
        persons += t->households[i].adults + t->households[i].children;
    }
    for (int k = 0; k < t->n_municipalities; k++) {
        inhabitants += t->municipalities[k].inhabitants;
    }
    for (int k = 0; k < t->n_municipalities; k++) {
        int64_t target = koppel_statutory_target(persons, t->municipalities[k].inhabitants, inhabitants);

        koppel_target_add(t, k, koppel_date_make(2025, 10, 1), target, 0, 0, "synthetic");
    }
    koppel_targets_complete(t);
}

static void add_homes(struct koppel_draft *t, const struct koppel_synthetic_spec *spec)
{
    const struct koppel_people_spec people = people_of(spec);
    struct koppel_stock_division division = {.n_units = spec->n_units,
                                             .scarcity_percent = spec->scarcity_percent,
                                             .seed = spec->seed,
                                             .first_code = FIRST_CODE};
    int64_t *inhabitants = koppel_draft_room(t, (size_t)t->n_municipalities, sizeof *inhabitants);

    if (inhabitants == NULL) {
        return;
    }
    for (int k = 0; k < t->n_municipalities; k++) {
        inhabitants[k] = t->municipalities[k].inhabitants;
    }
    division.weights = inhabitants;
    koppel_stock_divide(t, &division);
    koppel_places_agree(t, true);
    koppel_over_time_add(t, &people, &division, spec->n_half_years);
    free(inhabitants);
}

void koppel_synthetic_make(const struct koppel_synthetic_spec *spec, struct koppel_draft *t)
{
    struct koppel_prng r;

    t->period = "2026-1";
    t->run_day = koppel_date_make(2026, 3, 13);
    t->period_end = koppel_date_make(2026, 6, 30);
    add_municipalities(t, spec);
    if (!t->failed) {
        add_people(t, spec);
    }
    if (!t->failed) {
        add_targets(t);
    }
    for (int k = 0; k < t->n_municipalities && !t->failed; k++) {
        koppel_prng_start_part(&r, spec->seed, KOPPEL_STREAM_SETTLERS, k);
        koppel_place_settle(t, k, t->municipalities[k].inhabitants * 108 / 10000, t->municipalities[k].task_persons,
                            spec->concentration_percent > 0 ? HOT_EVERY : 0, &r);
    }
    if (!t->failed) {
        add_homes(t, spec);
    }
    if (!t->failed && spec->reception) {
        koppel_reception_add(t, spec->seed);
    }
    if (!t->failed && spec->jobs) {
        koppel_jobs_add(t, spec->seed);
    }
}
