// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* targets_elsewhere.c - targets for which an offer counts elsewhere (see targets_elsewhere.h). */
#include "verify/targets_elsewhere.h"

#include "base/bits.h"

#include <stdlib.h>

static enum koppel_status mark(struct koppel_targets_elsewhere *elsewhere, const struct koppel_case *kase, int32_t unit,
                               int32_t municipality)
{
    if (elsewhere->bits == NULL) {
        elsewhere->bits = koppel_bits_new(kase->n_units * elsewhere->n_municipalities);
    }
    if (elsewhere->bits == NULL) {
        return KOPPEL_E_MEMORY;
    }
    koppel_bit_set(elsewhere->bits, unit * elsewhere->n_municipalities + municipality, true);
    return KOPPEL_OK;
}

/* The units of a municipality's region that stand outside of it. */
static enum koppel_status mark_region(struct koppel_targets_elsewhere *elsewhere, const struct koppel_case *kase,
                                      int32_t municipality)
{
    int32_t region = kase->municipalities[municipality].region;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t j = 0; j < kase->n_units && region != KOPPEL_NONE && status == KOPPEL_OK; j++) {
        int32_t m = koppel_unit_municipality(kase, j);

        if (m != municipality && kase->municipalities[m].region == region) {
            status = mark(elsewhere, kase, j, municipality);
        }
    }
    return status;
}

static enum koppel_status mark_regions(const struct koppel_suitability *fit, struct koppel_targets_elsewhere *elsewhere)
{
    const struct koppel_case *kase = fit->kase;
    bool *is_linked_to = koppel_new((size_t)kase->n_municipalities, sizeof *is_linked_to);
    enum koppel_status status = is_linked_to != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    for (int32_t i = 0; i < kase->n_households && status == KOPPEL_OK; i++) {
        if (kase->households[i].municipality != KOPPEL_NONE) {
            is_linked_to[kase->households[i].municipality] = true;
        }
    }
    for (int32_t m = 0; m < kase->n_municipalities && status == KOPPEL_OK; m++) {
        status = is_linked_to[m] ? mark_region(elsewhere, kase, m) : KOPPEL_OK;
    }
    free(is_linked_to);
    return status;
}

enum koppel_status koppel_targets_elsewhere_make(const struct koppel_suitability *fit,
                                                 struct koppel_targets_elsewhere *elsewhere)
{
    const struct koppel_case *kase = fit->kase;
    enum koppel_status status = KOPPEL_OK;

    *elsewhere = (struct koppel_targets_elsewhere){.n_municipalities = kase->n_municipalities};
    if (fit->policy->target_counts != KOPPEL_COUNTS_LINKED) {
        return KOPPEL_OK;
    }
    if (fit->policy->link_scope != KOPPEL_LINK_MUNICIPALITY) {
        status = mark_regions(fit, elsewhere);
    }
    for (int32_t d = 0; d < fit->n_decisions && status == KOPPEL_OK; d++) {
        int32_t i = (int32_t)(fit->decision_keys[d] / kase->n_units);
        int32_t j = (int32_t)(fit->decision_keys[d] % kase->n_units);
        int32_t m = koppel_counted_municipality(fit, i, j);

        status = m != koppel_unit_municipality(kase, j) ? mark(elsewhere, kase, j, m) : KOPPEL_OK;
    }
    return status;
}

bool koppel_counts_elsewhere(const struct koppel_targets_elsewhere *elsewhere, int32_t unit, int32_t municipality)
{
    return elsewhere->bits != NULL && koppel_bit(elsewhere->bits, unit * elsewhere->n_municipalities + municipality);
}

void koppel_targets_elsewhere_free(struct koppel_targets_elsewhere *elsewhere)
{
    free(elsewhere->bits);
    *elsewhere = (struct koppel_targets_elsewhere){0};
}
