// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* shares.c - what an even municipality would look like: S_m and W_m (see shares.h). */
#include "verify/shares.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool koppel_spread_by_complex(const struct koppel_suitability *fit)
{
    return fit->policy->spread_level == KOPPEL_AREA_COMPLEX;
}

bool koppel_spread_by_homes(const struct koppel_suitability *fit)
{
    return fit->policy->spread_measure == KOPPEL_MEASURE_HOMES;
}

int64_t koppel_spread_base(const struct koppel_suitability *fit, int32_t n)
{
    return koppel_spread_by_homes(fit) || koppel_spread_by_complex(fit) ? 0
                                                                        : fit->kase->neighbourhoods[n].permit_holders;
}

int64_t koppel_spread_reference(const struct koppel_suitability *fit, int32_t n)
{
    return fit->spread_reference[n];
}

/* S_m; in homes, the persons still to be housed count as households of the average size of this case. */
static int64_t share_total(const struct koppel_suitability *fit, const struct koppel_share *share, int64_t to_house,
                           int64_t n_households, int64_t n_persons)
{
    if (koppel_spread_by_homes(fit)) {
        int64_t homes = n_persons > 0 ? koppel_muldiv_ceil(to_house, n_households, n_persons) : 0;

        return homes > share->linked_homes ? homes : share->linked_homes;
    }
    return share->residents + (to_house > share->linked_persons ? to_house : share->linked_persons);
}

int32_t *koppel_complex_towns_new(const struct koppel_case *kase)
{
    int32_t *towns = koppel_new((size_t)kase->complexes.n_ids, sizeof *towns);

    for (int32_t c = 0; towns != NULL && c < kase->complexes.n_ids; c++) {
        towns[c] = KOPPEL_NONE;
    }
    for (int32_t j = 0; towns != NULL && j < kase->n_units; j++) {
        int32_t m = koppel_unit_municipality(kase, j);
        int32_t *town = kase->units[j].complex != KOPPEL_NONE ? &towns[kase->units[j].complex] : NULL;

        if (town != NULL &&
            (*town == KOPPEL_NONE || strcmp(kase->municipalities[*town].id, kase->municipalities[m].id) > 0)) {
            *town = m;
        }
    }
    return towns;
}

struct koppel_share *koppel_shares_new(const struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;
    struct koppel_share *shares = koppel_new((size_t)kase->n_municipalities, sizeof *shares);
    int32_t *towns = koppel_complex_towns_new(kase);
    int64_t n_persons = 0;

    if (shares == NULL || towns == NULL) {
        free(shares);
        free(towns);
        return NULL;
    }
    for (int32_t n = 0; n < kase->n_neighbourhoods; n++) {
        struct koppel_share *share = &shares[kase->neighbourhoods[n].municipality];

        if (fit->spread_is_open[n] && !koppel_spread_by_complex(fit)) {
            continue;
        }
        share->residents += koppel_spread_base(fit, n);
        share->reference += koppel_spread_by_complex(fit) ? 0 : koppel_spread_reference(fit, n);
    }
    for (int32_t j = 0; koppel_spread_by_complex(fit) && j < kase->n_units; j++) {
        int32_t complex = kase->units[j].complex;

        shares[complex != KOPPEL_NONE ? towns[complex] : koppel_unit_municipality(kase, j)].reference +=
            kase->units[j].places;
    }
    free(towns);
    for (int32_t i = 0; i < kase->n_households; i++) {
        int32_t m = kase->households[i].municipality;

        n_persons += fit->needs[i].persons_target;
        if (m != KOPPEL_NONE) {
            shares[m].linked_persons += fit->needs[i].persons_spread;
            shares[m].linked_homes++;
        }
    }
    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        int64_t to_house = koppel_municipality_persons_left(fit, m);

        shares[m].total = share_total(fit, &shares[m], to_house, kase->n_households, n_persons);
    }
    return shares;
}
