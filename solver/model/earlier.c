// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* earlier.c - which offers of an earlier proposal can still stand (see earlier.h). */
#include "model/earlier.h"

#include "base/memory.h"
#include "model/decisions.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CHANGES = 1000000 };

/* What recorded decisions keep. */
struct keeps {
    int32_t *unit_of;  /* n_households: the unit that is kept, or KOPPEL_NONE */
    int32_t *n_places; /* n_units: places that are kept */
};

static enum koppel_status keeps_find(const struct koppel_suitability *fit, struct keeps *keeps)
{
    const struct koppel_case *kase = fit->kase;

    keeps->unit_of = koppel_new((size_t)kase->n_households, sizeof *keeps->unit_of);
    keeps->n_places = koppel_new((size_t)kase->n_units, sizeof *keeps->n_places);
    if (keeps->unit_of == NULL || keeps->n_places == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < kase->n_households; i++) {
        keeps->unit_of[i] = KOPPEL_NONE;
    }
    for (int32_t d = 0; d < fit->n_decisions; d++) {
        int32_t unit = (int32_t)(fit->decision_keys[d] % kase->n_units);

        if (koppel_decision_holds((enum koppel_decision_kind)fit->decision_kinds[d])) {
            keeps->unit_of[fit->decision_keys[d] / kase->n_units] = unit;
            keeps->n_places[unit]++;
        }
    }
    return KOPPEL_OK;
}

static enum koppel_fate fate_of(const struct koppel_suitability *fit, const struct keeps *keeps,
                                const struct koppel_earlier_offer *offer)
{
    int32_t kept = KOPPEL_NONE;

    if (offer->household == KOPPEL_NONE) {
        return KOPPEL_FATE_HOUSEHOLD_GONE;
    }
    if (offer->unit == KOPPEL_NONE) {
        return KOPPEL_FATE_HOME_GONE;
    }
    if (koppel_household_fits_unit(fit, offer->household, offer->unit) != KOPPEL_SUITABLE) {
        return KOPPEL_FATE_UNSUITABLE;
    }
    kept = keeps->unit_of[offer->household];
    if (kept == offer->unit) {
        return KOPPEL_FATE_STANDS;
    }
    return kept != KOPPEL_NONE || keeps->n_places[offer->unit] >= fit->kase->units[offer->unit].places
               ? KOPPEL_FATE_DECIDED
               : KOPPEL_FATE_STANDS;
}

enum koppel_status koppel_earlier_weigh(struct koppel_suitability *fit)
{
    const struct koppel_case *kase = fit->kase;
    struct keeps keeps = {0};
    enum koppel_status status = KOPPEL_OK;

    if (!kase->has_earlier) {
        return KOPPEL_OK;
    }
    fit->earlier_unit = koppel_new((size_t)kase->n_households, sizeof *fit->earlier_unit);
    fit->earlier_row = koppel_new((size_t)kase->n_households, sizeof *fit->earlier_row);
    fit->earlier_fate = koppel_new((size_t)kase->n_earlier, sizeof *fit->earlier_fate);
    status = keeps_find(fit, &keeps);
    if (fit->earlier_unit == NULL || fit->earlier_row == NULL || fit->earlier_fate == NULL) {
        status = KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < kase->n_households && status == KOPPEL_OK; i++) {
        fit->earlier_unit[i] = KOPPEL_NONE;
        fit->earlier_row[i] = KOPPEL_NONE;
    }
    for (int32_t k = 0; k < kase->n_earlier && status == KOPPEL_OK; k++) {
        const struct koppel_earlier_offer *offer = &kase->earlier[k];
        enum koppel_fate fate = fate_of(fit, &keeps, offer);

        fit->earlier_fate[k] = (unsigned char)fate;
        if (offer->household != KOPPEL_NONE) {
            fit->earlier_row[offer->household] = k;
        }
        if (fate == KOPPEL_FATE_STANDS) {
            fit->earlier_unit[offer->household] = offer->unit;
            fit->n_earlier_standing++;
        }
    }
    free(keeps.unit_of);
    free(keeps.n_places);
    return status;
}

bool koppel_pair_is_earlier(const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    return fit->earlier_unit != NULL && unit != KOPPEL_NONE && fit->earlier_unit[household] == unit;
}

int64_t koppel_earlier_least_kept(const struct koppel_suitability *fit)
{
    int32_t most = fit->policy->stay_max_changes;

    if (fit->earlier_unit == NULL || most == KOPPEL_UNKNOWN || most >= fit->n_earlier_standing) {
        return KOPPEL_UNKNOWN;
    }
    return fit->n_earlier_standing - most;
}

/* Puts the tier behind the last one that counts the target or urgency, or first. */
static void add_tier(struct koppel_policy *policy)
{
    int32_t at = 0;

    for (int32_t t = 0; t < policy->n_tiers; t++) {
        const int64_t *weight = policy->tiers[t].weight;

        if (weight[KOPPEL_OBJECTIVE_STAY] != 0) {
            return;
        }
        at = weight[KOPPEL_OBJECTIVE_TARGET] != 0 || weight[KOPPEL_OBJECTIVE_URGENCY] != 0 ? t + 1 : at;
    }
    memmove(&policy->tiers[at + 1], &policy->tiers[at], (size_t)(policy->n_tiers - at) * sizeof *policy->tiers);
    policy->tiers[at] = (struct koppel_tier_rule){.weight = {[KOPPEL_OBJECTIVE_STAY] = 1}};
    policy->n_tiers++;
}

void koppel_policy_keep_ties(struct koppel_policy *policy)
{
    for (int32_t t = 0; t < policy->n_tiers; t++) {
        if (policy->tiers[t].weight[KOPPEL_OBJECTIVE_STAY] != 0) {
            return;
        }
    }
    if (policy->n_tiers < KOPPEL_MAX_TIERS) {
        policy->tiers[policy->n_tiers++] = (struct koppel_tier_rule){.weight = {[KOPPEL_OBJECTIVE_STAY] = 1}};
    }
}

bool koppel_policy_stay_close(struct koppel_policy *policy, const char *text)
{
    int32_t most = 0;

    if (strcmp(text, "most") == 0) {
        add_tier(policy);
        return true;
    }
    for (const char *c = text; *c != '\0'; c++) {
        if (*c < '0' || *c > '9' || most > MOST_CHANGES) {
            return false;
        }
        most = 10 * most + (*c - '0');
    }
    if (text[0] == '\0' || most > MOST_CHANGES) {
        return false;
    }
    policy->stay_max_changes = most;
    return true;
}
