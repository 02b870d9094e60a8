// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* score_rows.c - fit scores by row (see score_rows.h). */
#include "model/score_rows.h"

#include "base/memory.h"
#include "model/score.h"

#include <stdlib.h>

/* The components that the municipality decides. */
static const int of_municipality[] = {KOPPEL_FIT_LABOUR, KOPPEL_FIT_NETWORK, KOPPEL_FIT_REGION};

enum { N_OF_MUNICIPALITY = sizeof of_municipality / sizeof *of_municipality };

static int64_t weighed(const struct koppel_suitability *fit, const int64_t *components, int c)
{
    return components[c] != KOPPEL_NOT_APPLICABLE ? components[c] * fit->policy->fit_weight[c] : 0;
}

static int64_t sum_of_municipality(const struct koppel_suitability *fit, int32_t household, int32_t municipality)
{
    int64_t components[KOPPEL_N_FIT];
    int64_t sum = 0;

    koppel_municipality_components(fit, household, municipality, components);
    for (int n = 0; n < N_OF_MUNICIPALITY; n++) {
        sum += weighed(fit, components, of_municipality[n]);
    }
    return sum;
}

/* The sum over the other components, but the way from the reception place. */
static int64_t sum_of_unit(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    int64_t components[KOPPEL_N_FIT];
    int64_t sum = 0;

    koppel_pair_components(fit, household, unit, components);
    for (int n = 0; n < N_OF_MUNICIPALITY; n++) {
        components[of_municipality[n]] = KOPPEL_NOT_APPLICABLE;
    }
    components[KOPPEL_FIT_RECEPTION] = KOPPEL_NOT_APPLICABLE;
    for (int c = 0; c < KOPPEL_N_FIT; c++) {
        sum += weighed(fit, components, c);
    }
    return sum;
}

/* Do two households without scores of their own score every unit alike but for its municipality? */
static bool same_kind(const struct koppel_suitability *fit, int32_t a, int32_t b)
{
    const struct koppel_household *x = &fit->kase->households[a], *y = &fit->kase->households[b];

    return fit->needs[a].rooms_needed == fit->needs[b].rooms_needed && (x->children > 0) == (y->children > 0) &&
           (x->car == KOPPEL_YES) == (y->car == KOPPEL_YES) && x->step_free == y->step_free;
}

static void find_kinds(struct koppel_score_rows *rows)
{
    const struct koppel_suitability *fit = rows->fit;

    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        int32_t kind = 0;

        if (fit->has_scores[i]) {
            rows->kind_of[i] = KOPPEL_NONE;
            continue;
        }
        while (kind < rows->n_kinds && !same_kind(fit, rows->example[kind], i)) {
            kind++;
        }
        if (kind == rows->n_kinds) {
            rows->example[rows->n_kinds++] = i;
        }
        rows->kind_of[i] = kind;
    }
}

/* Which components apply to a household is the same for all units. */
static int64_t weight_of(const struct koppel_suitability *fit, int32_t household)
{
    int64_t components[KOPPEL_N_FIT];
    int64_t weight = 0;

    koppel_pair_components(fit, household, 0, components);
    for (int c = 0; c < KOPPEL_N_FIT; c++) {
        weight += components[c] != KOPPEL_NOT_APPLICABLE ? fit->policy->fit_weight[c] : 0;
    }
    return weight;
}

/* @return false when memory ran out */
static bool make_reception(struct koppel_score_rows *rows)
{
    const struct koppel_suitability *fit = rows->fit;
    int32_t n_neighbourhoods = fit->kase->n_neighbourhoods;
    int64_t weight = fit->policy->fit_weight[KOPPEL_FIT_RECEPTION];

    if (fit->kase->n_receptions == 0 || weight == 0) {
        return true;
    }
    rows->reception_sum =
        koppel_new((size_t)fit->kase->n_receptions * (size_t)n_neighbourhoods, sizeof *rows->reception_sum);
    for (int32_t r = 0; rows->reception_sum != NULL && r < fit->kase->n_receptions; r++) {
        for (int32_t n = 0; n < n_neighbourhoods; n++) {
            int64_t points = koppel_reception_points(fit, r, n);

            rows->reception_sum[(int64_t)r * n_neighbourhoods + n] =
                points != KOPPEL_NOT_APPLICABLE ? weight * points : 0;
        }
    }
    return rows->reception_sum != NULL;
}

enum koppel_status koppel_score_rows_make(struct koppel_score_rows *rows, const struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;
    size_t n_households = (size_t)kase->n_households, n_units = (size_t)kase->n_units;

    *rows = (struct koppel_score_rows){.fit = fit};
    rows->kind_of = koppel_new(n_households, sizeof *rows->kind_of);
    rows->example = koppel_new(n_households, sizeof *rows->example);
    rows->weight = koppel_new(n_households, sizeof *rows->weight);
    rows->municipality_of = koppel_new(n_units, sizeof *rows->municipality_of);
    if (rows->kind_of == NULL || rows->example == NULL || rows->weight == NULL || rows->municipality_of == NULL) {
        return KOPPEL_E_MEMORY;
    }
    find_kinds(rows);
    rows->unit_sum = koppel_new((size_t)rows->n_kinds * n_units, sizeof *rows->unit_sum);
    if (rows->unit_sum == NULL || !make_reception(rows)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < kase->n_households && n_units > 0; i++) {
        rows->weight[i] = weight_of(fit, i);
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        rows->municipality_of[j] = kase->neighbourhoods[kase->units[j].neighbourhood].municipality;
        for (int32_t kind = 0; kind < rows->n_kinds; kind++) {
            rows->unit_sum[(size_t)kind * n_units + (size_t)j] = sum_of_unit(fit, rows->example[kind], j);
        }
    }
    return KOPPEL_OK;
}

void koppel_score_rows_read(const struct koppel_score_rows *rows, int32_t household, const int32_t *units,
                            const int32_t *unit_of, int64_t n, int64_t *scores)
{
    const struct koppel_suitability *fit = rows->fit;
    int64_t point = fit->policy->fit_whole_points ? KOPPEL_MICRO : 1;
    int64_t divisor = rows->weight[household] * point;
    bool has_no_sums = rows->kind_of[household] == KOPPEL_NONE || divisor == 0;
    const int64_t *unit_sum =
        has_no_sums ? NULL : rows->unit_sum + (int64_t)rows->kind_of[household] * fit->kase->n_units;
    int32_t reception = fit->kase->households[household].reception;
    const int64_t *from_reception = rows->reception_sum == NULL || reception == KOPPEL_NONE
                                        ? NULL
                                        : rows->reception_sum + (int64_t)reception * fit->kase->n_neighbourhoods;
    int32_t municipality = KOPPEL_NONE;
    int64_t own_sum = 0;
    int64_t way = 0;

    for (int64_t k = 0; k < n; k++) {
        int32_t j = unit_of != NULL ? unit_of[units[k]] : units[k];

        if (has_no_sums) {
            scores[k] = koppel_pair_score(fit, household, j);
            continue;
        }
        if (rows->municipality_of[j] != municipality) {
            municipality = rows->municipality_of[j];
            own_sum = sum_of_municipality(fit, household, municipality);
        }
        way = from_reception != NULL ? from_reception[fit->kase->units[j].neighbourhood] : 0;
        scores[k] = (unit_sum[j] + own_sum + way) / divisor * point;
    }
}

void koppel_score_rows_free(struct koppel_score_rows *rows)
{
    free(rows->kind_of);
    free(rows->example);
    free(rows->unit_sum);
    free(rows->weight);
    free(rows->municipality_of);
    free(rows->reception_sum);
    *rows = (struct koppel_score_rows){0};
}
