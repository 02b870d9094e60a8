// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* future_examples.c - examples of classes that the tables do not have (see future_examples.h). */
#include "model/future_examples.h"

#include <stdlib.h>
#include <string.h>

/* Row k of those here and those to come. */
static const struct koppel_household *household_at(const struct koppel_case *kase, int32_t k)
{
    return k < kase->n_households ? &kase->households[k] : &kase->arrivals[k - kase->n_households].household;
}

static const struct koppel_unit *unit_at(const struct koppel_case *kase, int32_t k)
{
    return k < kase->n_units ? &kase->units[k] : &kase->releases[k - kase->n_units].unit;
}

static int32_t class_at(const struct koppel_case *kase, const struct koppel_rules *rules, bool homes, int32_t k)
{
    return homes ? koppel_class_of_home(unit_at(kase, k), rules) : koppel_class_of_household(household_at(kase, k));
}

/* The first row that is nearest to a class, or KOPPEL_NONE. @param[out] is_one  it is of that class */
static int32_t nearest_row(const struct koppel_case *kase, const struct koppel_rules *rules, int32_t class_,
                           bool *is_one)
{
    const bool homes = class_ >= KOPPEL_N_HOUSEHOLD_CLASSES;
    const int32_t n = homes ? kase->n_units + kase->n_releases : kase->n_households + kase->n_arrivals;
    int32_t nearest = KOPPEL_NONE;
    int32_t least = INT32_MAX;

    for (int32_t k = 0; k < n && least > 0; k++) {
        const int32_t distance = koppel_class_distance(class_at(kase, rules, homes, k), class_);

        if (distance < least) {
            least = distance;
            nearest = k;
        }
    }
    *is_one = least == 0;
    return nearest;
}

static void shape_household(struct koppel_household *household, int32_t class_)
{
    const int32_t persons = koppel_class_size(class_);

    household->adults = persons < 2 ? persons : 2;
    household->children = persons - household->adults;
    household->expected_relatives = 0;
    household->step_free = koppel_class_is_step_free(class_);
    household->may_share = household->may_share && persons == 1;
}

static void shape_unit(struct koppel_unit *unit, int32_t class_, const struct koppel_rules *rules)
{
    const int32_t band = koppel_class_band(class_);

    unit->rooms = koppel_class_size(class_);
    unit->places = 1;
    unit->floor_area_m2 = KOPPEL_UNKNOWN;
    unit->step_free = koppel_class_is_step_free(class_);
    if (koppel_class_of_home(unit, rules) != class_) {
        unit->rent_cents = band == 0   ? rules->rent_low_cents
                           : band == 1 ? rules->rent_high_cents
                                       : rules->rent_high_cents + 1;
    }
}

/* Room for one row more, with an empty cell in each x_ column. */
static enum koppel_status grow(void **rows, size_t size, struct koppel_extra *extra, int32_t n)
{
    const size_t columns = (size_t)extra->n_columns;
    void *grown = koppel_new((size_t)n + 1, size);
    const char **values = koppel_new(((size_t)n + 1) * columns, sizeof *values);

    if (grown == NULL || values == NULL) {
        free(grown);
        free(values);
        return KOPPEL_E_MEMORY;
    }
    if (n > 0) {
        memcpy(grown, *rows, (size_t)n * size);
    }
    for (size_t k = 0; k < ((size_t)n + 1) * columns; k++) {
        values[k] = k < (size_t)n * columns ? extra->values[k] : "";
    }
    free(*rows);
    free(extra->values);
    *rows = grown;
    extra->values = values;
    return KOPPEL_OK;
}

static enum koppel_status add_household(struct koppel_case *kase, int32_t like, int32_t class_, const char *id)
{
    void *rows = kase->arrivals;
    const struct koppel_household household = *household_at(kase, like);

    if (id == NULL || grow(&rows, sizeof *kase->arrivals, &kase->arrival_extra, kase->n_arrivals) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    kase->arrivals = rows;
    kase->arrivals[kase->n_arrivals] = (struct koppel_arrival){.household = household, .arrived_on = KOPPEL_NO_DATE};
    kase->arrivals[kase->n_arrivals].household.id = id;
    kase->arrivals[kase->n_arrivals].household.linked_on = KOPPEL_NO_DATE;
    shape_household(&kase->arrivals[kase->n_arrivals++].household, class_);
    return KOPPEL_OK;
}

static enum koppel_status add_unit(struct koppel_case *kase, int32_t like, int32_t class_, const char *id,
                                   const struct koppel_rules *rules)
{
    void *rows = kase->releases;
    const struct koppel_unit unit = *unit_at(kase, like);

    if (id == NULL || grow(&rows, sizeof *kase->releases, &kase->release_extra, kase->n_releases) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    kase->releases = rows;
    kase->releases[kase->n_releases] = (struct koppel_release){.unit = unit, .freed_on = KOPPEL_NO_DATE};
    kase->releases[kase->n_releases].unit.id = id;
    kase->releases[kase->n_releases].unit.available_from = KOPPEL_NO_DATE;
    shape_unit(&kase->releases[kase->n_releases++].unit, class_, rules);
    return KOPPEL_OK;
}

enum koppel_status koppel_future_examples_add(struct koppel_case *kase, const struct koppel_rules *rules)
{
    enum koppel_status status = KOPPEL_OK;

    for (int32_t k = 0; k < kase->n_forecasts && status == KOPPEL_OK; k++) {
        const int32_t class_ = kase->forecasts[k].class_;
        char code[KOPPEL_CLASS_CODE];
        bool is_one = false;
        int32_t like = KOPPEL_NONE;
        const char *id = NULL;

        if (k > 0 && kase->forecasts[k - 1].class_ == class_) {
            continue;
        }
        like = nearest_row(kase, rules, class_, &is_one);
        if (like == KOPPEL_NONE || is_one) {
            continue;
        }
        koppel_class_code(class_, code);
        id = koppel_pool_copy(&kase->pool, code, strlen(code));
        status = class_ >= KOPPEL_N_HOUSEHOLD_CLASSES ? add_unit(kase, like, class_, id, rules)
                                                      : add_household(kase, like, class_, id);
    }
    return status;
}
