// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* real_case.c - a case of real neighbourhoods (see real_case.h). */
#include "generate/real_case.h"

#include "generate/extras.h"
#include "generate/people.h"
#include "generate/places.h"
#include "generate/sampling.h"
#include "generate/stock.h"
#include "model/case.h"
#include "model/statutory_target.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A household has about two persons who are here: people.c's sizes, less the relatives who are still to come. */
enum { PERSONS_PER_HOUSEHOLD = 2, HOT_EVERY = 3, MOST_LABOUR_REGIONS = 64 };

static void add_neighbourhood(struct koppel_draft *t, const struct koppel_real_neighbourhood *real)
{
    struct koppel_draft_neighbourhood *n = koppel_draft_add_neighbourhood(t);

    if (n == NULL) {
        return;
    }
    memcpy(n->code, real->code, sizeof n->code);
    n->municipality = t->n_municipalities - 1;
    n->name = real->name;
    n->inhabitants = real->inhabitants;
    n->corporation_dwellings = real->corporation_dwellings;
    n->dwellings_unknown = !real->has_tenure;
    koppel_district_code(real->code, n->district);
    n->school_hm = real->school_hm;
    n->gp_hm = real->gp_hm;
    n->transit_hm = real->transit_hm;
}

/* Marks the fifth of a municipality's neighbourhoods that has most social homes. */
static void mark_towers(struct koppel_draft_neighbourhood *n, int count)
{
    for (int i = 0; i < count; i++) {
        int rank = 0;

        for (int j = 0; j < count; j++) {
            rank += n[j].corporation_dwellings > n[i].corporation_dwellings ||
                    (j < i && n[j].corporation_dwellings == n[i].corporation_dwellings);
        }
        n[i].tower = rank < (count + 4) / 5 && n[i].corporation_dwellings > 0;
    }
}

/* One to three invented corporations, more where they own more, and which of them owns most in each neighbourhood. */
static void add_corporations(struct koppel_draft *t, struct koppel_prng *r)
{
    struct koppel_draft_municipality *m = &t->municipalities[t->n_municipalities - 1];
    int64_t dwellings = 0;
    char corporation[16];

    for (int i = 0; i < m->n_neighbourhoods; i++) {
        dwellings += t->neighbourhoods[m->first_neighbourhood + i].corporation_dwellings;
    }
    for (int i = 0; i < 1 + (dwellings > 3000) + (dwellings > 15000); i++) {
        snprintf(corporation, sizeof corporation, "GM%04d-%d", m->code, i + 1);
        koppel_corporation_add(t, corporation);
    }
    for (int i = 0; i < m->n_neighbourhoods && !t->failed; i++) {
        t->neighbourhoods[m->first_neighbourhood + i].agreement =
            m->first_agreement + (int)koppel_prng_below(r, m->n_agreements);
    }
}

static void add_municipality(struct koppel_draft *t, const struct koppel_real_municipality *real,
                             const struct koppel_real_neighbourhood *neighbourhoods, uint64_t seed)
{
    struct koppel_draft_municipality *m = koppel_draft_add_municipality(t);
    struct koppel_prng r;
    char code[8];

    if (m == NULL) {
        return;
    }
    snprintf(code, sizeof code, "GM%04d", real->code);
    m->code = real->code;
    m->name = real->name != NULL ? real->name : koppel_draft_text(t, code);
    m->province = real->province != NULL ? real->province : "unknown";
    m->region = real->region;
    m->labour_region = real->labour_region;
    m->inhabitants = real->inhabitants;
    m->first_neighbourhood = t->n_neighbourhoods;
    m->n_neighbourhoods = real->n_neighbourhoods;
    m->first_agreement = t->n_agreements;
    for (int i = 0; i < real->n_neighbourhoods; i++) {
        add_neighbourhood(t, &neighbourhoods[i]);
    }
    koppel_prng_start_part(&r, seed, KOPPEL_STREAM_PLACES, real->code);
    if (!t->failed) {
        mark_towers(&t->neighbourhoods[m->first_neighbourhood], m->n_neighbourhoods);
        add_corporations(t, &r);
    }
}

static void add_targets(struct koppel_draft *t, const struct koppel_real_spec *spec)
{
    char source[96];
    const char *kept = NULL;

    snprintf(source, sizeof source, "Housing Act art. 29: %lld x inhabitants / %lld rounded up",
             (long long)spec->national, (long long)spec->country_inhabitants);
    kept = koppel_draft_text(t, source);
    for (int k = 0; k < t->n_municipalities && !t->failed; k++) {
        koppel_target_add(
            t, k, koppel_date_make(2025, 10, 1),
            koppel_statutory_target(spec->national, t->municipalities[k].inhabitants, spec->country_inhabitants), 0, 0,
            kept);
    }
}

/* The labour regions of the municipalities, each once. */
static int list_labour_regions(const struct koppel_draft *t, const char **regions)
{
    int n = 0;

    for (int k = 0; k < t->n_municipalities && n < MOST_LABOUR_REGIONS; k++) {
        const char *region = t->municipalities[k].labour_region;
        int i = 0;

        while (region != NULL && i < n && strcmp(regions[i], region) != 0) {
            i++;
        }
        if (region != NULL && i == n) {
            regions[n++] = region;
        }
    }
    return n;
}

static void add_people(struct koppel_draft *t, const struct koppel_real_spec *spec)
{
    const char *labour_regions[MOST_LABOUR_REGIONS];
    struct koppel_prng people;
    struct koppel_prng links;
    struct koppel_people_spec wanted = {.n_households = spec->n_households,
                                        .link_percent = spec->link_percent,
                                        .by_task = true,
                                        .labour_regions = labour_regions,
                                        .with_relatives = true,
                                        .with_preferences = true,
                                        .links = &links,
                                        .free_region_percent = spec->free_region_percent};
    int64_t persons = 0;

    for (int k = 0; k < t->n_municipalities; k++) {
        persons += t->municipalities[k].task_persons;
    }
    if (wanted.n_households == 0) {
        wanted.n_households = (int)((persons + PERSONS_PER_HOUSEHOLD - 1) / PERSONS_PER_HOUSEHOLD);
    }
    wanted.n_labour_regions = list_labour_regions(t, labour_regions);
    koppel_prng_start_part(&people, spec->seed, KOPPEL_STREAM_PEOPLE, 0);
    koppel_prng_start_part(&links, spec->seed, KOPPEL_STREAM_LINKS, 0);
    koppel_people_add(t, &wanted, &people);
}

/* Homes by what corporations own; there is some. */
static void add_homes(struct koppel_draft *t, const struct koppel_real_spec *spec)
{
    int64_t *dwellings = koppel_draft_room(t, (size_t)t->n_municipalities, sizeof *dwellings);

    if (dwellings == NULL) {
        return;
    }
    for (int i = 0; i < t->n_neighbourhoods; i++) {
        dwellings[t->neighbourhoods[i].municipality] += t->neighbourhoods[i].corporation_dwellings;
    }
    koppel_stock_divide(t, &(const struct koppel_stock_division){
                               .n_units = spec->n_units > 0 ? spec->n_units : (t->n_households * 6 + 4) / 5,
                               .weights = dwellings,
                               .scarcity_percent = spec->scarcity_percent,
                               .seed = spec->seed});
    free(dwellings);
}

/* Are there homes to draw, and is this a part of the country? */
static enum koppel_status check_places(const struct koppel_real_spec *spec, const struct koppel_real_places *places,
                                       struct koppel_errors *errors)
{
    int64_t social = 0;
    int64_t dwellings = 0;
    int64_t persons = 0; /* of the neighbourhoods */
    int64_t inhabitants = 0;
    int64_t most = 0;

    for (int i = 0; i < places->n_neighbourhoods; i++) {
        social += places->neighbourhoods[i].corporation_dwellings;
        dwellings += places->neighbourhoods[i].dwellings;
        persons += places->neighbourhoods[i].inhabitants;
    }
    for (int k = 0; k < places->n_municipalities; k++) {
        inhabitants += places->municipalities[k].inhabitants;
    }
    inhabitants = persons > inhabitants ? persons : inhabitants;
    most = spec->country_inhabitants + spec->country_inhabitants / 100; /* neighbourhoods are rounded to fives */
    if (inhabitants > most) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, NULL, 0, 0,
                                 "the municipalities have %" PRId64 " inhabitants, more than the country's %" PRId64
                                 ": give the country's with --inhabitants",
                                 inhabitants, spec->country_inhabitants);
    }
    if (dwellings > spec->country_inhabitants) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, NULL, 0, 0,
                                 "the neighbourhoods have %" PRId64 " dwellings, more than the country has inhabitants",
                                 dwellings);
    }
    if (social == 0) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, NULL, 0, 0,
                                 "no neighbourhood has dwellings that are rented: there is nowhere to draw homes");
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_real_case_make(const struct koppel_real_spec *spec, const struct koppel_real_places *places,
                                         struct koppel_draft *t, struct koppel_errors *errors)
{
    const struct koppel_real_neighbourhood *n = places->neighbourhoods;
    enum koppel_status status = check_places(spec, places, errors);
    struct koppel_prng r;

    if (status != KOPPEL_OK) {
        return status;
    }
    t->period = "2026-1";
    t->run_day = koppel_date_make(2026, 3, 13);
    t->period_end = koppel_date_make(2026, 6, 30);
    for (int k = 0; k < places->n_municipalities && !t->failed; k++) {
        add_municipality(t, &places->municipalities[k], n, spec->seed);
        n += places->municipalities[k].n_neighbourhoods;
    }
    add_targets(t, spec);
    if (!t->failed) {
        add_people(t, spec);
        koppel_targets_complete(t);
    }
    for (int k = 0; k < t->n_municipalities && !t->failed; k++) {
        const struct koppel_draft_municipality *m = &t->municipalities[k];
        int64_t inhabitants = 0;

        for (int i = 0; i < m->n_neighbourhoods; i++) {
            inhabitants += t->neighbourhoods[m->first_neighbourhood + i].inhabitants;
        }
        koppel_prng_start_part(&r, spec->seed, KOPPEL_STREAM_SETTLERS, m->code);
        koppel_place_settle(t, k, inhabitants * 108 / 10000, m->task_persons, spec->concentrated ? HOT_EVERY : 0, &r);
    }
    if (!t->failed) {
        add_homes(t, spec);
        koppel_places_agree(t, true);
    }
    return KOPPEL_OK;
}
