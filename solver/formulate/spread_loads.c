// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* spread_loads.c - the loads of even spread: caps, bands, even shares, absolute numbers: docs/model.md (20)-(23). */
#include "formulate/loads.h"

#include "base/exact.h"
#include "base/memory.h"
#include "formulate/areas.h"

#include <stdlib.h>

/* room_n of (21): places of each unit times the largest household that suits it, summed over the units of an area. */
static enum koppel_status area_capacity(const struct koppel_load_list *list, const struct koppel_areas *areas,
                                        int64_t *capacity)
{
    const struct koppel_problem *problem = &list->formulation->problem;
    int64_t *largest = koppel_new((size_t)problem->n_slots, sizeof *largest);

    if (largest == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t measure =
            list->fit->policy->spread_measure == KOPPEL_MEASURE_HOMES ? 1 : list->fit->needs[i].persons_spread;

        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int32_t j = koppel_pair_slot(problem, i, p);

            largest[j] = measure > largest[j] ? measure : largest[j];
        }
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        if (areas->unit_area[j] != KOPPEL_NONE) {
            capacity[areas->unit_area[j]] += largest[j] * list->fit->kase->units[j].places;
        }
    }
    free(largest);
    return KOPPEL_OK;
}

/* (20): max(b, ceil((1 + d) fair)). */
static int64_t spread_cap(const struct koppel_spread_area *area, int32_t tolerance_percent)
{
    int64_t cap = 0;

    if (area->fair_denominator > 0) {
        cap = koppel_muldiv_ceil(area->fair_numerator, 100 + tolerance_percent, 100 * area->fair_denominator);
    }
    return cap > area->base ? cap : area->base;
}

/* (21): floor((1 - d) fair), not below 0 and not above b + room. */
static int64_t spread_floor(const struct koppel_spread_area *area, int32_t tolerance_percent, int64_t capacity)
{
    int64_t floor = 0;

    if (area->fair_denominator > 0 && tolerance_percent < 100) {
        floor = koppel_muldiv_floor(area->fair_numerator, 100 - tolerance_percent, 100 * area->fair_denominator);
    }
    return floor < area->base + capacity ? floor : area->base + capacity;
}

/* (23); KOPPEL_UNKNOWN: no limit. */
static int64_t spread_absolute(const struct koppel_spread_area *area, const struct koppel_policy *policy)
{
    int64_t max = KOPPEL_UNKNOWN;

    if (policy->spread_absolute_max != KOPPEL_UNKNOWN) {
        max = area->base + policy->spread_absolute_max;
    }
    if (policy->spread_absolute_percent != KOPPEL_UNKNOWN && !area->is_open) {
        int64_t share = koppel_muldiv_floor(area->reference, policy->spread_absolute_percent, 100);

        share = share > area->base ? share : area->base;
        max = max == KOPPEL_UNKNOWN || share < max ? share : max;
    }
    return max;
}

/* (22): |1000 L - q| for whole L, q the fair share in thousandths. With a = floor(q / 1000) this is
 *
 *     (1000 (a + 1) - q) |L - a| + (q - 1000 a) |L - (a + 1)|
 *
 * which has its breakpoints at whole numbers. */
static enum koppel_status spread_even(struct koppel_load_list *list, const struct koppel_spread_area *area)
{
    int64_t q = 0;
    int64_t a = 0;
    enum koppel_status status = KOPPEL_OK;

    if (area->fair_denominator > 0) {
        q = koppel_muldiv_floor(area->fair_numerator, 2000, area->fair_denominator);
        q = (q + 1) / 2; /* rounded half up: floor(x + 1/2) = floor((floor(2x) + 1) / 2) */
    }
    a = q / 1000;
    status = koppel_load_cost(list, KOPPEL_OBJECTIVE_SPREAD, a, 1000 * (a + 1) - q, 1000 * (a + 1) - q);
    if (status == KOPPEL_OK) {
        status = koppel_load_cost(list, KOPPEL_OBJECTIVE_SPREAD, a + 1, q - 1000 * a, q - 1000 * a);
    }
    return status;
}

static enum koppel_status spread_rows(struct koppel_load_list *list, struct koppel_load *load,
                                      const struct koppel_spread_area *area, int64_t capacity)
{
    const struct koppel_policy *policy = list->fit->policy;
    int64_t cap = spread_cap(area, policy->spread_tolerance_percent);
    enum koppel_status status = KOPPEL_OK;

    if (area->is_open && policy->spread_rule != KOPPEL_SPREAD_ABSOLUTE) {
        return KOPPEL_OK;
    }
    switch (policy->spread_rule) {
    case KOPPEL_SPREAD_NONE:
        return KOPPEL_OK;
    case KOPPEL_SPREAD_CAP:
        return koppel_load_range(list, load, KOPPEL_UNKNOWN, cap, policy->spread_enforce, KOPPEL_OBJECTIVE_SPREAD);
    case KOPPEL_SPREAD_BAND: /* the lower end is always a goal */
        status = koppel_load_range(list, load, KOPPEL_UNKNOWN, cap, policy->spread_enforce, KOPPEL_OBJECTIVE_SPREAD);
        return status == KOPPEL_OK
                   ? koppel_load_cost(list, KOPPEL_OBJECTIVE_SPREAD,
                                      spread_floor(area, policy->spread_tolerance_percent, capacity), 0, 1)
                   : status;
    case KOPPEL_SPREAD_EVEN:
        return spread_even(list, area);
    case KOPPEL_SPREAD_ABSOLUTE:
        return koppel_load_range(list, load, KOPPEL_UNKNOWN, spread_absolute(area, policy), policy->spread_enforce,
                                 KOPPEL_OBJECTIVE_SPREAD);
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_spread_loads_collect(struct koppel_load_list *list)
{
    const struct koppel_policy *policy = list->fit->policy;
    bool by_complex = policy->spread_level == KOPPEL_AREA_COMPLEX;
    const struct koppel_load_measure measure = {.measure = policy->spread_measure,
                                                .spread_persons = policy->spread_measure == KOPPEL_MEASURE_PERSONS,
                                                .only_mix = KOPPEL_NONE};
    struct koppel_areas areas = {0};
    int64_t *capacity = NULL;
    enum koppel_status status = koppel_areas_make(&areas, list->fit);

    if (status == KOPPEL_OK) {
        capacity = koppel_new((size_t)areas.n_items, sizeof *capacity);
        status = capacity != NULL ? area_capacity(list, &areas, capacity) : KOPPEL_E_MEMORY;
    }
    for (int32_t a = 0; a < areas.n_items && status == KOPPEL_OK; a++) {
        const struct koppel_spread_area *area = &areas.items[a];
        struct koppel_load load = koppel_load_free(area->base);
        struct koppel_load_subject subject = {KOPPEL_LOAD_SPREAD,
                                              policy->spread_level,
                                              area->place,
                                              KOPPEL_NONE,
                                              by_complex ? area->municipality : KOPPEL_NONE,
                                              false,
                                              {0}};

        status = spread_rows(list, &load, area, capacity[a]);
        if (status == KOPPEL_OK) {
            status = koppel_load_add(list, &load, &subject, &measure,
                                     (struct koppel_counter){.match = (int32_t)policy->spread_level,
                                                             .place = area->place,
                                                             .municipality = KOPPEL_NONE,
                                                             .corporation = KOPPEL_NONE});
        }
    }
    free(capacity);
    koppel_areas_free(&areas);
    return status;
}
