// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reception_and_jobs.c - places of reception and vacancies, and who waits or looks for work there (see
 * reception_and_jobs.h). */
#include "generate/reception_and_jobs.h"

#include "generate/prng.h"

#include <stdio.h>
#include <string.h>

/* EXPERIENCED and TWO_FIELDS in per cent of the households. Two kilometres are 180 ten-thousandths of a degree of
 * latitude, and about 270 of longitude in the Netherlands. */
enum { PLACE_EVERY = 4, REACH_LAT_E4 = 180, REACH_LON_E4 = 270, EXPERIENCED = 60, TWO_FIELDS = 25, N_FIELDS = 8 };

/* Fields of work, and their assumed vacancies for 100,000 inhabitants. */
static const struct {
    const char *name;
    int vacancies;
} fields[N_FIELDS] = {{"zorg", 350},       {"techniek", 250}, {"horeca", 180},   {"logistiek", 150},
                      {"schoonmaak", 150}, {"bouw", 120},     {"onderwijs", 60}, {"groen", 30}};

/* ---- Reception ------------------------------------------------------------------------------------------------ */

static void add_place(struct koppel_draft *t, int municipality, struct koppel_prng *r)
{
    const struct koppel_draft_municipality *m = &t->municipalities[municipality];
    const struct koppel_draft_neighbourhood *n =
        &t->neighbourhoods[m->first_neighbourhood + koppel_prng_below(r, m->n_neighbourhoods)];
    struct koppel_draft_reception *place = koppel_draft_add_reception(t);
    char key[16];

    if (place != NULL) {
        snprintf(key, sizeof key, "R%03d", t->n_receptions);
        place->key = koppel_draft_text(t, key);
        place->municipality = municipality;
        place->lat_e4 = n->lat_e4 + (int)koppel_prng_between(r, -REACH_LAT_E4, REACH_LAT_E4);
        place->lon_e4 = n->lon_e4 + (int)koppel_prng_between(r, -REACH_LON_E4, REACH_LON_E4);
    }
}

static const char *region_of(const struct koppel_draft *t, int place)
{
    return t->municipalities[t->receptions[place].municipality].region;
}

/* One of the places of a region, each equally likely; they stand together. */
static const char *draw_place(const struct koppel_draft *t, const char *region, struct koppel_prng *r)
{
    int first = 0;
    int n = 0;

    while (first < t->n_receptions && strcmp(region_of(t, first), region) != 0) {
        first++;
    }
    while (first + n < t->n_receptions && strcmp(region_of(t, first + n), region) == 0) {
        n++;
    }
    return n > 0 ? t->receptions[first + koppel_prng_below(r, n)].key : NULL;
}

void koppel_reception_add(struct koppel_draft *t, uint64_t seed)
{
    struct koppel_prng r;

    koppel_prng_start_part(&r, seed, KOPPEL_STREAM_RECEPTION, 0);
    for (int first = 0, end = 0; first < t->n_municipalities; first = end) {
        int choices = 0;

        while (end < t->n_municipalities &&
               strcmp(t->municipalities[end].region, t->municipalities[first].region) == 0) {
            end++;
        }
        choices = end - first < PLACE_EVERY ? end - first : PLACE_EVERY;
        for (int k = first + (int)koppel_prng_below(&r, choices); k < end; k += PLACE_EVERY) {
            add_place(t, k, &r);
        }
    }
    for (int i = 0; i < t->n_households && !t->failed; i++) {
        if (t->households[i].region != NULL) {
            t->households[i].reception = draw_place(t, t->households[i].region, &r);
        }
    }
}

/* ---- Jobs ----------------------------------------------------------------------------------------------------- */

/* The vacancies of so many inhabitants in a field: half to one and a half times the mean. */
static void add_job(struct koppel_draft *t, int field, int municipality, const char *labour_region, int64_t inhabitants,
                    struct koppel_prng *r)
{
    struct koppel_draft_job *job = koppel_draft_add_job(t);

    if (job != NULL) {
        job->field = fields[field].name;
        job->municipality = municipality;
        job->labour_region = labour_region;
        job->vacancies = inhabitants * fields[field].vacancies * koppel_prng_between(r, 50, 150) / (100000 * 100);
    }
}

static void add_experience(struct koppel_draft_household *h, struct koppel_prng *r)
{
    if (koppel_prng_chance(r, EXPERIENCED)) {
        int field = (int)koppel_prng_below(r, N_FIELDS);

        h->fields[0] = fields[field].name;
        if (koppel_prng_chance(r, TWO_FIELDS)) {
            h->fields[1] = fields[(field + koppel_prng_between(r, 1, N_FIELDS - 1)) % N_FIELDS].name;
        }
    }
}

void koppel_jobs_add(struct koppel_draft *t, uint64_t seed)
{
    struct koppel_prng r;

    koppel_prng_start_part(&r, seed, KOPPEL_STREAM_JOBS, 0);
    for (int first = 0, end = 0; first < t->n_municipalities; first = end) {
        const char *region = t->municipalities[first].labour_region;
        int64_t inhabitants = 0;

        for (; end < t->n_municipalities && strcmp(t->municipalities[end].labour_region, region) == 0; end++) {
            inhabitants += t->municipalities[end].inhabitants;
        }
        for (int field = 0; field < N_FIELDS; field++) {
            add_job(t, field, KOPPEL_NONE, region, inhabitants, &r);
        }
    }
    for (int k = 0; k < t->n_municipalities; k++) {
        add_job(t, (int)koppel_prng_below(&r, N_FIELDS), k, NULL, t->municipalities[k].inhabitants, &r);
    }
    for (int i = 0; i < t->n_households && !t->failed; i++) {
        add_experience(&t->households[i], &r);
    }
}
