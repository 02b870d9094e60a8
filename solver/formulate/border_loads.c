// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* border_loads.c - loads over the borders of municipalities (see border_loads.h). */
#include "formulate/border_loads.h"

#include "base/memory.h"
#include "formulate/added_load.h"

#include <stdlib.h>

/* What is counted over one border, or over all. */
struct border_load {
    int32_t *measure_of; /* n_units */
    int32_t *amounts;    /* n_measures * n_households */
    int32_t n_measures;
};

static void border_load_free(struct border_load *border)
{
    free(border->measure_of);
    free(border->amounts);
}

static enum koppel_status border_load_make(struct border_load *border, const struct koppel_case *kase,
                                           int32_t n_measures)
{
    border->n_measures = n_measures;
    border->measure_of = koppel_new((size_t)kase->n_units, sizeof *border->measure_of);
    border->amounts = koppel_new((size_t)n_measures * (size_t)kase->n_households, sizeof *border->amounts);
    return border->measure_of != NULL && border->amounts != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

/* Persons linked to one municipality count in the units of another. */
static enum koppel_status count_row(struct border_load *border, const struct koppel_suitability *fit, int32_t row)
{
    const struct koppel_case *kase = fit->kase;
    enum koppel_status status = border_load_make(border, kase, 1);

    for (int32_t j = 0; j < kase->n_units && status == KOPPEL_OK; j++) {
        border->measure_of[j] = koppel_unit_municipality(kase, j) == kase->borders[row].to ? 0 : KOPPEL_NONE;
    }
    for (int32_t i = 0; i < kase->n_households && status == KOPPEL_OK; i++) {
        bool counts = kase->households[i].municipality == kase->borders[row].from;

        border->amounts[i] = counts ? fit->needs[i].persons_target : 0;
    }
    return status;
}

/* A measure for each municipality: the households that are linked to another one. */
static enum koppel_status count_all(struct border_load *border, const struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;
    enum koppel_status status = border_load_make(border, kase, kase->n_municipalities);

    for (int32_t j = 0; j < kase->n_units && status == KOPPEL_OK; j++) {
        border->measure_of[j] = koppel_unit_municipality(kase, j);
    }
    for (int32_t m = 0; m < kase->n_municipalities && status == KOPPEL_OK; m++) {
        for (int32_t i = 0; i < kase->n_households; i++) {
            int32_t linked = kase->households[i].municipality;

            border->amounts[(size_t)m * (size_t)kase->n_households + (size_t)i] =
                linked != KOPPEL_NONE && linked != m ? 1 : 0;
        }
    }
    return status;
}

static enum koppel_status add(struct koppel_formulation *formulation, int32_t place, int64_t most)
{
    const struct koppel_load load = {.lo = KOPPEL_NO_MIN, .hi = most};
    const struct koppel_load_subject subject = {.kind = KOPPEL_LOAD_BORDER,
                                                .area = KOPPEL_AREA_MUNICIPALITY,
                                                .place = place,
                                                .rule = KOPPEL_NONE,
                                                .municipality = KOPPEL_NONE};
    struct border_load border = {0};
    enum koppel_status status = place < formulation->fit->kase->n_borders ? count_row(&border, formulation->fit, place)
                                                                          : count_all(&border, formulation->fit);

    if (status == KOPPEL_OK) {
        status =
            koppel_added_load_make(formulation, &load, &subject, border.measure_of, border.n_measures, border.amounts);
    }
    border_load_free(&border);
    return status;
}

enum koppel_status koppel_border_loads_add(struct koppel_formulation *formulation)
{
    const struct koppel_case *kase = formulation->fit->kase;
    int32_t most = formulation->fit->policy->border_max_households;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t b = 0; b < kase->n_borders && status == KOPPEL_OK; b++) {
        status = add(formulation, b, kase->borders[b].max_persons);
    }
    if (status == KOPPEL_OK && most != KOPPEL_UNKNOWN) {
        status = add(formulation, kase->n_borders, most);
    }
    return status;
}
