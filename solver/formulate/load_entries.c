// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* load_entries.c - which unit adds what to which load: the entries and measures of the problem (see loads.h). */
#include "formulate/loads.h"

#include "base/bits.h"

#include <stdlib.h>

static int compare_counters(const void *a, const void *b)
{
    const struct koppel_counter *x = a;
    const struct koppel_counter *y = b;

    if (x->match != y->match) {
        return x->match < y->match ? -1 : 1;
    }
    if (x->place != y->place) {
        return x->place < y->place ? -1 : 1;
    }
    return x->load < y->load ? -1 : (x->load > y->load);
}

/* First counter of the place, or n_counters. */
static size_t counter_find(const struct koppel_load_list *list, int32_t match, int32_t place)
{
    const struct koppel_counter key = {.match = match, .place = place, .load = -1};
    size_t low = 0;
    size_t high = list->n_counters;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_counters(&list->counters[middle], &key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static enum koppel_status push_entry(struct koppel_problem *problem, int32_t load, int32_t measure, size_t *n_entries,
                                     size_t *capacity)
{
    if (koppel_grow((void **)&problem->entries, capacity, *n_entries + 1, sizeof *problem->entries) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    problem->entries[(*n_entries)++] = (struct koppel_entry){load, measure};
    return KOPPEL_OK;
}

/* Appends the targets of other municipalities for which the unit can count. */
static enum koppel_status entries_elsewhere(struct koppel_load_list *list, int32_t unit, size_t *n_entries,
                                            size_t *capacity)
{
    int64_t n = list->fit->kase->n_municipalities;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t m = 0; m < n && list->elsewhere != NULL && status == KOPPEL_OK; m++) {
        if (koppel_bit(list->elsewhere, unit * n + m) && list->target_load[m] != KOPPEL_NONE) {
            status = push_entry(&list->formulation->problem, list->target_load[m], list->linked_measure[m], n_entries,
                                capacity);
        }
    }
    return status;
}

/* The first unit whose offers add the same: of days one that is free on the same day. */
static int32_t alike_unit(const struct koppel_load_list *list, enum koppel_measure measure, int32_t unit)
{
    const struct koppel_suitability *fit = list->fit;
    int32_t first = 0;

    if (measure == KOPPEL_MEASURE_FIT) {
        return unit;
    }
    while (koppel_offer_measure(fit, 0, first, measure) != koppel_offer_measure(fit, 0, unit, measure)) {
        first++;
    }
    return first;
}

/* Appends an entry of a unit for a counter of a place in which it stands, unless the counter asks for more. */
static enum koppel_status add_entry(struct koppel_load_list *list, int32_t unit, const struct koppel_counter *counter,
                                    size_t *n_entries, size_t *capacity)
{
    const struct koppel_case *kase = list->fit->kase;
    struct koppel_problem *problem = &list->formulation->problem;
    int32_t measure = counter->measure;

    if ((counter->municipality != KOPPEL_NONE && counter->municipality != koppel_unit_municipality(kase, unit)) ||
        (counter->corporation != KOPPEL_NONE && counter->corporation != kase->units[unit].corporation)) {
        return KOPPEL_OK;
    }
    if (list->measures[measure].measure >= KOPPEL_MEASURE_FIT) {
        struct koppel_load_measure of_unit = list->measures[measure];

        of_unit.unit = alike_unit(list, of_unit.measure, unit);
        measure = koppel_measure_add(list, &of_unit);
    }
    return measure != KOPPEL_NONE ? push_entry(problem, counter->load, measure, n_entries, capacity) : KOPPEL_E_MEMORY;
}

/* Appends the entries of one unit for one place. */
static enum koppel_status place_entries(struct koppel_load_list *list, int32_t unit, int32_t match, int32_t place,
                                        size_t *n_entries, size_t *capacity)
{
    enum koppel_status status = KOPPEL_OK;

    for (size_t c = counter_find(list, match, place); c < list->n_counters && status == KOPPEL_OK; c++) {
        const struct koppel_counter *counter = &list->counters[c];

        if (counter->match != match || counter->place != place) {
            break;
        }
        status = add_entry(list, unit, counter, n_entries, capacity);
    }
    return status;
}

/* Appends the entries of one unit: every load of the places in which it stands. */
static enum koppel_status unit_entries(struct koppel_load_list *list, int32_t unit, size_t *n_entries, size_t *capacity)
{
    const struct koppel_case *kase = list->fit->kase;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t match = 0; match < KOPPEL_N_MATCHES && status == KOPPEL_OK; match++) {
        if (match != KOPPEL_AREA_GROUP) {
            status = place_entries(list, unit, match, koppel_unit_place(kase, unit, match), n_entries, capacity);
            continue;
        }
        for (int64_t g = kase->groups.n_ids > 0 ? kase->unit_group_first[unit] : 0;
             kase->groups.n_ids > 0 && g < kase->unit_group_first[unit + 1] && status == KOPPEL_OK; g++) {
            status = place_entries(list, unit, match, kase->unit_groups[g], n_entries, capacity);
        }
    }
    return status == KOPPEL_OK ? entries_elsewhere(list, unit, n_entries, capacity) : status;
}

static int64_t measure_of(const struct koppel_suitability *fit, int32_t household,
                          const struct koppel_load_measure *measure)
{
    int32_t linked = fit->kase->households[household].municipality;

    if (measure->only_counted && !(linked == KOPPEL_NONE ? measure->and_free : linked == measure->counted_for)) {
        return 0;
    }
    if ((measure->only != NULL && !koppel_household_in_limit(fit, household, measure->only)) ||
        (measure->only_mix != KOPPEL_NONE &&
         !koppel_household_in_mix(fit, household, &fit->policy->mix[measure->only_mix]))) {
        return 0;
    }
    if (measure->measure >= KOPPEL_MEASURE_FIT) {
        return koppel_offer_measure(fit, household, measure->unit, measure->measure);
    }
    return measure->spread_persons ? fit->needs[household].persons_spread
                                   : koppel_household_measure(fit, household, measure->measure, measure->extra_column);
}

enum koppel_status koppel_loads_place(struct koppel_load_list *list)
{
    struct koppel_problem *problem = &list->formulation->problem;
    size_t n_agents = (size_t)problem->n_agents;
    size_t n_entries = 0;
    size_t capacity = 1;
    enum koppel_status status = KOPPEL_OK;

    problem->entry_first = koppel_new((size_t)problem->n_slots + 1, sizeof *problem->entry_first);
    problem->entries = koppel_new(1, sizeof *problem->entries);
    if (problem->entry_first == NULL || problem->entries == NULL) {
        return KOPPEL_E_MEMORY;
    }
    if (list->n_counters > 0) {
        qsort(list->counters, list->n_counters, sizeof *list->counters, compare_counters);
    }
    for (int32_t j = 0; j < problem->n_slots && status == KOPPEL_OK; j++) {
        status = unit_entries(list, j, &n_entries, &capacity);
        problem->entry_first[j + 1] = (int64_t)n_entries;
    }
    problem->measures = koppel_new((size_t)problem->n_measures * n_agents, sizeof *problem->measures);
    if (problem->measures == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t q = 0; q < problem->n_measures; q++) {
        for (int32_t i = 0; i < problem->n_agents; i++) {
            problem->measures[(size_t)q * n_agents + (size_t)i] = (int32_t)measure_of(list->fit, i, &list->measures[q]);
        }
    }
    return status;
}
