// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reference.c - what fair shares are in proportion to (see reference.h). */
#include "model/reference.h"

#include "base/exact.h"
#include "base/memory.h"

#include <stdlib.h>

static bool is_unknown(const struct koppel_suitability *fit, int32_t n)
{
    return fit->policy->spread_reference == KOPPEL_REFERENCE_DWELLINGS &&
           fit->kase->neighbourhoods[n].corporation_dwellings == KOPPEL_UNKNOWN;
}

/* The sums of a municipality over its neighbourhoods with a known number. */
struct known {
    int64_t dwellings;
    int64_t inhabitants;
};

/* As many dwellings for an inhabitant as elsewhere in the municipality. */
static int64_t estimate(const struct known *known, int64_t inhabitants)
{
    if (known->dwellings == 0 || known->inhabitants == 0) {
        return inhabitants;
    }
    return (koppel_muldiv_floor(2 * inhabitants, known->dwellings, known->inhabitants) + 1) / 2;
}

static void open_districts(struct koppel_suitability *fit, bool *is_open)
{
    const struct koppel_case *kase = fit->kase;

    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        is_open[kase->neighbourhoods[n].district] |= fit->spread_is_open[n];
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        fit->spread_is_open[n] = is_open[kase->neighbourhoods[n].district];
    }
}

enum koppel_status koppel_references_make(struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;
    bool by_inhabitants = fit->policy->spread_reference == KOPPEL_REFERENCE_INHABITANTS;
    struct known *known = koppel_new((size_t)kase->n_municipalities, sizeof *known);
    bool *is_open = koppel_new((size_t)kase->districts.n_ids, sizeof *is_open);
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (known == NULL || is_open == NULL) {
        goto out;
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        const struct koppel_neighbourhood *row = &kase->neighbourhoods[n];

        if (row->corporation_dwellings != KOPPEL_UNKNOWN) {
            known[row->municipality].dwellings += row->corporation_dwellings;
            known[row->municipality].inhabitants += row->inhabitants;
        }
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        const struct koppel_neighbourhood *row = &kase->neighbourhoods[n];

        fit->spread_reference[n] = by_inhabitants ? row->inhabitants : row->corporation_dwellings;
        fit->spread_is_open[n] = is_unknown(fit, n) && fit->policy->spread_unknown == KOPPEL_UNKNOWN_NO_CAP;
        if (is_unknown(fit, n)) {
            fit->spread_reference[n] = estimate(&known[row->municipality], row->inhabitants);
        }
    }
    if (fit->policy->spread_level == KOPPEL_AREA_DISTRICT) {
        open_districts(fit, is_open);
    }
    status = KOPPEL_OK;
out:
    free(known);
    free(is_open);
    return status;
}

int32_t koppel_references_unknown(const struct koppel_suitability *fit, int32_t *first)
{
    int32_t n_unknown = 0;

    *first = KOPPEL_NONE;
    if (fit->policy->spread_rule == KOPPEL_SPREAD_NONE || fit->policy->spread_level == KOPPEL_AREA_COMPLEX) {
        return 0;
    }
    for (int32_t n = 0; n < fit->kase->n_neighbourhoods; n++) {
        if (is_unknown(fit, n)) {
            *first = n_unknown == 0 ? n : *first;
            n_unknown++;
        }
    }
    return n_unknown;
}
