// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* areas.c - areas, references and fair shares of even spread (see areas.h). */
#include "formulate/areas.h"

#include "base/exact.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* S_m and W_m of every municipality. */
struct shares {
    int64_t *persons;
    int64_t *reference;
};

/* Areas at neighbourhood or district level: every row of the table, whether it has units or not. */
static void add_neighbourhoods(struct koppel_areas *areas, const struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;
    bool by_district = fit->policy->spread_level == KOPPEL_AREA_DISTRICT;

    areas->n_items = by_district ? kase->districts.n_ids : kase->n_neighbourhoods;
    for (int32_t a = 0; a < areas->n_items; a++) {
        areas->items[a] = (struct koppel_spread_area){.place = a, .municipality = KOPPEL_NONE};
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        const struct koppel_neighbourhood *row = &kase->neighbourhoods[n];
        struct koppel_spread_area *area = &areas->items[by_district ? row->district : n];

        if (area->municipality == KOPPEL_NONE) {
            area->municipality = row->municipality;
        }
        /* the tables count persons, so there is no base in homes */
        area->base += fit->policy->spread_measure == KOPPEL_MEASURE_HOMES ? 0 : row->permit_holders;
        area->reference += fit->spread_is_open[n] ? 0 : fit->spread_reference[n];
        area->is_open = fit->spread_is_open[n];
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        int32_t n = kase->units[j].neighbourhood;

        areas->unit_area[j] = by_district ? kase->neighbourhoods[n].district : n;
    }
}

/* By code, so that the order of rows does not matter. */
static bool is_before(const struct koppel_case *kase, int32_t a, int32_t b)
{
    return strcmp(kase->municipalities[a].id, kase->municipalities[b].id) < 0;
}

/* Areas at complex level: every complex with units. A complex that stands in several municipalities belongs to the one
 * with the lowest code. */
static enum koppel_status add_complexes(struct koppel_areas *areas, const struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;
    int32_t n = kase->complexes.n_ids;
    int32_t *area_of = koppel_new((size_t)n, sizeof *area_of);
    int32_t *municipality = koppel_new((size_t)n, sizeof *municipality);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (area_of == NULL || municipality == NULL) {
        goto out;
    }
    for (int32_t c = 0; c < n; c++) {
        municipality[c] = KOPPEL_NONE;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        int32_t c = kase->units[j].complex;
        int32_t m = koppel_unit_municipality(kase, j);

        if (c != KOPPEL_NONE && (municipality[c] == KOPPEL_NONE || is_before(kase, m, municipality[c]))) {
            municipality[c] = m;
        }
    }
    for (int32_t c = 0; c < n; c++) {
        if (municipality[c] != KOPPEL_NONE) {
            area_of[c] = areas->n_items;
            areas->items[areas->n_items++] = (struct koppel_spread_area){.place = c, .municipality = municipality[c]};
        }
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        int32_t c = kase->units[j].complex;

        areas->unit_area[j] = c != KOPPEL_NONE ? area_of[c] : KOPPEL_NONE;
        if (c != KOPPEL_NONE) {
            areas->items[area_of[c]].reference += kase->units[j].places;
        }
    }
    status = KOPPEL_OK;
out:
    free(area_of);
    free(municipality);
    return status;
}

/* W_m: over all areas of the municipality; at complex level also over its units in no complex. */
static void add_references(const struct koppel_areas *areas, const struct koppel_suitability *fit,
                           struct shares *shares)
{
    const struct koppel_case *kase = fit->kase;

    for (int32_t a = 0; a < areas->n_items; a++) {
        shares->reference[areas->items[a].municipality] += areas->items[a].reference;
    }
    for (int32_t j = 0; fit->policy->spread_level == KOPPEL_AREA_COMPLEX && j < kase->n_units; j++) {
        if (areas->unit_area[j] == KOPPEL_NONE) {
            shares->reference[koppel_unit_municipality(kase, j)] += kase->units[j].places;
        }
    }
}

/* S_m in persons: who live there and who will: the larger of what the target leaves and what is linked. */
static void add_persons(const struct koppel_areas *areas, const struct koppel_suitability *fit, struct shares *shares)
{
    const struct koppel_case *kase = fit->kase;

    for (int32_t i = 0; i < kase->n_households; i++) {
        if (kase->households[i].municipality != KOPPEL_NONE) {
            shares->persons[kase->households[i].municipality] += fit->needs[i].persons_spread;
        }
    }
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        int64_t target = koppel_municipality_persons_left(fit, m);

        shares->persons[m] = target > shares->persons[m] ? target : shares->persons[m];
    }
    for (int32_t a = 0; a < areas->n_items; a++) {
        shares->persons[areas->items[a].municipality] += areas->items[a].is_open ? 0 : areas->items[a].base;
    }
}

/* S_m in homes: the linked households or, when that is more, the target at the case's mean household size. */
static void add_homes(const struct koppel_suitability *fit, struct shares *shares)
{
    const struct koppel_case *kase = fit->kase;
    int64_t n_persons = 0;

    for (int32_t i = 0; i < kase->n_households; i++) {
        n_persons += fit->needs[i].persons_target;
        if (kase->households[i].municipality != KOPPEL_NONE) {
            shares->persons[kase->households[i].municipality]++;
        }
    }
    for (int32_t m = 0; m < kase->n_municipalities && n_persons > 0; m++) {
        int64_t homes = koppel_muldiv_ceil(koppel_municipality_persons_left(fit, m), kase->n_households, n_persons);

        shares->persons[m] = homes > shares->persons[m] ? homes : shares->persons[m];
    }
}

enum koppel_status koppel_areas_make(struct koppel_areas *areas, const struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;
    size_t n_most = (size_t)kase->n_neighbourhoods + (size_t)kase->districts.n_ids + (size_t)kase->n_units;
    struct shares shares = {koppel_new((size_t)kase->n_municipalities, sizeof *shares.persons),
                            koppel_new((size_t)kase->n_municipalities, sizeof *shares.reference)};
    enum koppel_status status = KOPPEL_OK;

    *areas = (struct koppel_areas){.items = koppel_new(n_most, sizeof *areas->items),
                                   .unit_area = koppel_new((size_t)kase->n_units, sizeof *areas->unit_area)};
    if (areas->items == NULL || areas->unit_area == NULL || shares.persons == NULL || shares.reference == NULL) {
        status = KOPPEL_E_MEMORY;
        goto out;
    }
    if (fit->policy->spread_level == KOPPEL_AREA_COMPLEX) {
        status = add_complexes(areas, fit);
    } else {
        add_neighbourhoods(areas, fit);
    }
    if (status != KOPPEL_OK) {
        goto out;
    }
    add_references(areas, fit, &shares);
    if (fit->policy->spread_measure == KOPPEL_MEASURE_HOMES) {
        add_homes(fit, &shares);
    } else {
        add_persons(areas, fit, &shares);
    }
    for (int32_t a = 0; a < areas->n_items; a++) {
        struct koppel_spread_area *area = &areas->items[a];

        if (!koppel_multiply(shares.persons[area->municipality], area->reference, &area->fair_numerator)) {
            status = KOPPEL_E_INPUT;
            goto out;
        }
        area->fair_denominator = shares.reference[area->municipality];
    }
out:
    free(shares.persons);
    free(shares.reference);
    if (status != KOPPEL_OK) {
        koppel_areas_free(areas);
    }
    return status;
}

void koppel_areas_free(struct koppel_areas *areas)
{
    free(areas->items);
    free(areas->unit_area);
    *areas = (struct koppel_areas){0};
}
