/* openings.c - who suits what (see openings.h). */
#include "report/openings.h"

#include <stdlib.h>

/* The rules `link` and `tie` come first and look at the municipality of a home alone, so one home answers for all. */
static void municipalities_ask(const struct koppel_suitability *fit, int32_t household, const int32_t *a_unit,
                               enum koppel_refusal *closed)
{
    for (int32_t m = 0; m < fit->kase->n_municipalities; m++) {
        enum koppel_refusal refusal =
            a_unit[m] == KOPPEL_NONE ? KOPPEL_SUITABLE : koppel_household_fits_unit(fit, household, a_unit[m]);
        bool is_closed = refusal == KOPPEL_REFUSAL_LINK || refusal == KOPPEL_REFUSAL_TIE;

        closed[m] = is_closed ? refusal : KOPPEL_SUITABLE;
    }
}

static enum koppel_status units_ask(struct koppel_openings *openings, const struct koppel_suitability *fit,
                                    int32_t household, const enum koppel_refusal *closed)
{
    int32_t *refusals = &openings->refusals[(size_t)household * KOPPEL_N_REFUSALS];
    int64_t n = openings->first[household];

    for (int32_t j = 0; j < fit->kase->n_units; j++) {
        enum koppel_refusal refusal = closed[koppel_unit_municipality(fit->kase, j)];

        if (refusal == KOPPEL_SUITABLE) {
            refusal = koppel_household_fits_unit(fit, household, j);
        }
        refusals[refusal]++;
        if (refusal == KOPPEL_SUITABLE) {
            void *units = openings->units;

            if (koppel_grow(&units, &openings->capacity, (size_t)n + 1, sizeof *openings->units) != KOPPEL_OK) {
                return KOPPEL_E_MEMORY;
            }
            openings->units = units;
            openings->units[n++] = j;
        }
    }
    openings->first[household + 1] = n;
    return KOPPEL_OK;
}

enum koppel_status koppel_openings_make(struct koppel_openings *openings, const struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;
    int32_t *a_unit = koppel_new((size_t)kase->n_municipalities, sizeof *a_unit);
    enum koppel_refusal *closed = koppel_new((size_t)kase->n_municipalities, sizeof *closed);
    enum koppel_status status = KOPPEL_E_MEMORY;

    *openings = (struct koppel_openings){
        .first = koppel_new((size_t)kase->n_households + 1, sizeof *openings->first),
        .refusals = koppel_new((size_t)kase->n_households * KOPPEL_N_REFUSALS, sizeof *openings->refusals)};
    if (a_unit == NULL || closed == NULL || openings->first == NULL || openings->refusals == NULL) {
        goto out;
    }
    status = KOPPEL_OK;
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        a_unit[m] = KOPPEL_NONE;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        a_unit[koppel_unit_municipality(kase, j)] = j;
    }
    for (int32_t i = 0; i < kase->n_households && status == KOPPEL_OK; i++) {
        municipalities_ask(fit, i, a_unit, closed);
        status = units_ask(openings, fit, i, closed);
    }
out:
    free(a_unit);
    free(closed);
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
