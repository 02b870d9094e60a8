// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* openings.c - who suits what (see openings.h). */
#include "report/openings.h"

#include "base/memory.h"
#include "base/shared_lists.h"
#include "model/alike.h"
#include "model/unit_lists.h"

#include <stdlib.h>
#include <string.h>

/* The rules `link` and `tie` come first and look at the municipality of a home alone, so one home answers for all: the
 * homes of municipalities out of reach are only counted. A decision may say otherwise of one home. @return how many are within reach; *open is one of them */
static int32_t municipalities_ask(const struct koppel_suitability *fit, int32_t household,
                                  const struct koppel_unit_lists *lists, bool *is_open, int32_t *refusals,
                                  int32_t *open)
{
    int32_t n_open = 0;

    for (int32_t m = 0; m < fit->kase->n_municipalities; m++) {
        int32_t n = lists->first[m + 1] - lists->first[m];
        enum koppel_refusal refusal =
            n == 0 ? KOPPEL_SUITABLE : koppel_household_fits_unit(fit, household, lists->units[lists->first[m]]);

        is_open[m] =
            n > 0 && (fit->is_decided[household] || (refusal != KOPPEL_REFUSAL_LINK && refusal != KOPPEL_REFUSAL_TIE));
        refusals[refusal] += is_open[m] ? 0 : n;
        n_open += is_open[m];
        *open = is_open[m] ? m : *open;
    }
    return n_open;
}

/* Working data: which municipalities are within reach of the household at hand, and which units suit it. */
struct asking {
    const struct koppel_suitability *fit;
    struct koppel_unit_lists by_municipality;
    bool *is_open;     /* n_municipalities */
    int32_t *suitable; /* n_units */
    int32_t n_suitable;
};

static void unit_asks(struct asking *asking, int32_t household, int32_t unit, int32_t *refusals)
{
    enum koppel_refusal refusal = koppel_household_fits_unit(asking->fit, household, unit);

    refusals[refusal]++;
    if (refusal == KOPPEL_SUITABLE) {
        asking->suitable[asking->n_suitable++] = unit;
    }
}

/* Units come in ascending order: those of one municipality are in it already. */
static void household_asks(struct asking *asking, int32_t household, int32_t *refusals)
{
    const struct koppel_case *kase = asking->fit->kase;
    const struct koppel_unit_lists *lists = &asking->by_municipality;
    int32_t open = 0;
    int32_t n_open = municipalities_ask(asking->fit, household, lists, asking->is_open, refusals, &open);

    asking->n_suitable = 0;
    if (n_open == 1) {
        for (int32_t k = lists->first[open]; k < lists->first[open + 1]; k++) {
            unit_asks(asking, household, lists->units[k], refusals);
        }
    } else if (n_open > 1) {
        for (int32_t j = 0; j < kase->n_units; j++) {
            if (asking->is_open[koppel_unit_municipality(kase, j)]) {
                unit_asks(asking, household, j, refusals);
            }
        }
    }
}

static enum koppel_status list_all(struct koppel_openings *openings, struct asking *asking)
{
    struct koppel_shared_lists lists = {0};
    int32_t n_households = asking->fit->kase->n_households;
    int32_t *alike = koppel_new((size_t)n_households, sizeof *alike);
    enum koppel_status status = alike != NULL ? koppel_alike_find(asking->fit, alike) : KOPPEL_E_MEMORY;

    for (int32_t i = 0; i < n_households && status == KOPPEL_OK; i++) {
        int32_t *refusals = &openings->refusals[(size_t)i * KOPPEL_N_REFUSALS];

        if (alike[i] != i) {
            memcpy(refusals, &openings->refusals[(size_t)alike[i] * KOPPEL_N_REFUSALS],
                   KOPPEL_N_REFUSALS * sizeof *refusals);
            openings->first[i] = openings->first[alike[i]];
        } else {
            household_asks(asking, i, refusals);
            status = koppel_shared_lists_add(&lists, asking->suitable, asking->n_suitable, &openings->first[i]);
        }
    }
    openings->units = koppel_shared_lists_take(&lists);
    free(alike);
    return status;
}

enum koppel_status koppel_openings_make(struct koppel_openings *openings, const struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;
    struct asking asking = {.fit = fit,
                            .is_open = koppel_new((size_t)kase->n_municipalities, sizeof *asking.is_open),
                            .suitable = koppel_new((size_t)kase->n_units, sizeof *asking.suitable)};
    enum koppel_status status = koppel_unit_lists_make(&asking.by_municipality, kase);

    *openings = (struct koppel_openings){
        .first = koppel_new((size_t)kase->n_households, sizeof *openings->first),
        .refusals = koppel_new((size_t)kase->n_households * KOPPEL_N_REFUSALS, sizeof *openings->refusals)};
    if (asking.is_open == NULL || asking.suitable == NULL || openings->first == NULL || openings->refusals == NULL) {
        status = KOPPEL_E_MEMORY;
    }
    if (status == KOPPEL_OK) {
        status = list_all(openings, &asking);
    }
    koppel_unit_lists_free(&asking.by_municipality);
    free(asking.is_open);
    free(asking.suitable);
    if (status != KOPPEL_OK) {
        koppel_openings_free(openings);
    }
    return status;
}

void koppel_openings_free(struct koppel_openings *openings)
{
    free(openings->first);
    free(openings->units);
    free(openings->refusals);
    *openings = (struct koppel_openings){0};
}
