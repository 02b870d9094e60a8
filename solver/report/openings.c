/* openings.c - who suits what (see openings.h). */
#include "report/openings.h"

#include "model/unit_lists.h"

#include <stdlib.h>

/* The rules `link` and `tie` come first and look at the municipality of a home alone, so one home answers for all: the
 * homes of municipalities out of reach are only counted. @return how many are within reach; *open is one of them */
static int32_t municipalities_ask(const struct koppel_suitability *fit, int32_t household,
                                  const struct koppel_unit_lists *lists, bool *is_open, int32_t *refusals,
                                  int32_t *open)
{
    int32_t n_open = 0;

    for (int32_t m = 0; m < fit->kase->n_municipalities; m++) {
        int32_t n = lists->first[m + 1] - lists->first[m];
        enum koppel_refusal refusal =
            n == 0 ? KOPPEL_SUITABLE : koppel_household_fits_unit(fit, household, lists->units[lists->first[m]]);

        is_open[m] = n > 0 && refusal != KOPPEL_REFUSAL_LINK && refusal != KOPPEL_REFUSAL_TIE;
        refusals[refusal] += is_open[m] ? 0 : n;
        n_open += is_open[m];
        *open = is_open[m] ? m : *open;
    }
    return n_open;
}

static enum koppel_status unit_asks(struct koppel_openings *openings, const struct koppel_suitability *fit,
                                    int32_t household, int32_t unit)
{
    enum koppel_refusal refusal = koppel_household_fits_unit(fit, household, unit);
    int64_t *n = &openings->first[household + 1];
    void *units = openings->units;

    openings->refusals[(size_t)household * KOPPEL_N_REFUSALS + refusal]++;
    if (refusal != KOPPEL_SUITABLE) {
        return KOPPEL_OK;
    }
    if (koppel_grow(&units, &openings->capacity, (size_t)*n + 1, sizeof *openings->units) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    openings->units = units;
    openings->units[(*n)++] = unit;
    return KOPPEL_OK;
}

/* Units come in ascending order: those of one municipality are in it already. */
static enum koppel_status household_asks(struct koppel_openings *openings, const struct koppel_suitability *fit,
                                         int32_t household, const struct koppel_unit_lists *lists, bool *is_open)
{
    const struct koppel_case *kase = fit->kase;
    int32_t open = 0;
    int32_t n_open = municipalities_ask(fit, household, lists, is_open,
                                        &openings->refusals[(size_t)household * KOPPEL_N_REFUSALS], &open);
    enum koppel_status status = KOPPEL_OK;

    openings->first[household + 1] = openings->first[household];
    if (n_open == 1) {
        for (int32_t k = lists->first[open]; k < lists->first[open + 1] && status == KOPPEL_OK; k++) {
            status = unit_asks(openings, fit, household, lists->units[k]);
        }
    } else if (n_open > 1) {
        for (int32_t j = 0; j < kase->n_units && status == KOPPEL_OK; j++) {
            status = is_open[koppel_unit_municipality(kase, j)] ? unit_asks(openings, fit, household, j) : KOPPEL_OK;
        }
    }
    return status;
}

enum koppel_status koppel_openings_make(struct koppel_openings *openings, const struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;
    struct koppel_unit_lists lists;
    bool *is_open = koppel_new((size_t)kase->n_municipalities, sizeof *is_open);
    enum koppel_status status = koppel_unit_lists_make(&lists, kase);

    *openings = (struct koppel_openings){
        .first = koppel_new((size_t)kase->n_households + 1, sizeof *openings->first),
        .refusals = koppel_new((size_t)kase->n_households * KOPPEL_N_REFUSALS, sizeof *openings->refusals)};
    if (is_open == NULL || openings->first == NULL || openings->refusals == NULL) {
        status = KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < kase->n_households && status == KOPPEL_OK; i++) {
        status = household_asks(openings, fit, i, &lists, is_open);
    }
    koppel_unit_lists_free(&lists);
    free(is_open);
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
