// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* future_rows.c - arrivals behind households, releases behind units (see future_rows.h). */
#include "model/future_rows.h"

#include <stdlib.h>
#include <string.h>

/* What is made before anything of the case changes. */
struct joined {
    struct koppel_household *households;
    struct koppel_unit *units;
    const char **household_values, **unit_values;
};

static int32_t column_find(const struct koppel_extra *extra, const char *name)
{
    for (int32_t c = 0; c < extra->n_columns; c++) {
        if (strcmp(extra->names[c], name) == 0) {
            return c;
        }
    }
    return KOPPEL_NONE;
}

/* The values of n rows and of more rows behind them, by the columns of the first; NULL without memory. */
static const char **values_join(const struct koppel_extra *here, int32_t n, const struct koppel_extra *later,
                                int32_t n_later)
{
    const size_t n_columns = (size_t)here->n_columns;
    const char **values = koppel_new((size_t)(n + n_later) * n_columns, sizeof *values);

    for (size_t k = 0; values != NULL && k < (size_t)n * n_columns; k++) {
        values[k] = here->values[k];
    }
    for (int32_t c = 0; values != NULL && c < here->n_columns; c++) {
        const int32_t column = column_find(later, here->names[c]);

        for (int32_t row = 0; row < n_later; row++) {
            values[(size_t)(n + row) * n_columns + (size_t)c] =
                column != KOPPEL_NONE ? later->values[(size_t)row * (size_t)later->n_columns + (size_t)column] : "";
        }
    }
    return values;
}

static void households_join(const struct koppel_case *kase, struct koppel_household *households)
{
    for (int32_t i = 0; i < kase->n_households; i++) {
        households[i] = kase->households[i];
    }
    for (int32_t k = 0; k < kase->n_arrivals; k++) {
        struct koppel_household *household = &households[kase->n_households + k];

        *household = kase->arrivals[k].household;
        if (household->linked_on == KOPPEL_NO_DATE) {
            household->linked_on = kase->arrivals[k].arrived_on;
        }
    }
}

static void units_join(const struct koppel_case *kase, struct koppel_unit *units)
{
    for (int32_t j = 0; j < kase->n_units; j++) {
        units[j] = kase->units[j];
    }
    for (int32_t k = 0; k < kase->n_releases; k++) {
        units[kase->n_units + k] = kase->releases[k].unit;
        units[kase->n_units + k].available_from = KOPPEL_NO_DATE;
    }
}

enum koppel_status koppel_future_rows_join(struct koppel_case *kase)
{
    const int32_t n_households = kase->n_households + kase->n_arrivals;
    const int32_t n_units = kase->n_units + kase->n_releases;
    struct joined joined = {
        .households = koppel_new((size_t)n_households, sizeof *joined.households),
        .units = koppel_new((size_t)n_units, sizeof *joined.units),
        .household_values =
            values_join(&kase->household_extra, kase->n_households, &kase->arrival_extra, kase->n_arrivals),
        .unit_values = values_join(&kase->unit_extra, kase->n_units, &kase->release_extra, kase->n_releases)};

    if (joined.households == NULL || joined.units == NULL || joined.household_values == NULL ||
        joined.unit_values == NULL) {
        free(joined.households);
        free(joined.units);
        free(joined.household_values);
        free(joined.unit_values);
        return KOPPEL_E_MEMORY;
    }
    households_join(kase, joined.households);
    units_join(kase, joined.units);
    free(kase->households);
    free(kase->units);
    free(kase->household_extra.values);
    free(kase->unit_extra.values);
    kase->households = joined.households;
    kase->units = joined.units;
    kase->household_extra.values = joined.household_values;
    kase->unit_extra.values = joined.unit_values;
    kase->n_households = n_households;
    kase->n_units = n_units;
    kase->has_future = true;
    return KOPPEL_OK;
}
