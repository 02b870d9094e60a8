// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* offer_worth.c - what one offer is worth to a proposal (see offer_worth.h). */
#include "report/offer_worth.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Tiers of the policy under the names of the proposal's, which leaves out what counts nothing in this case. */
static void take_costs(const struct koppel_report *report, const struct koppel_verdict *with,
                       const struct koppel_verdict *without, struct koppel_alternative *lost)
{
    const struct koppel_policy *policy = report->fit->policy;
    char name[KOPPEL_TIER_NAME];
    int32_t t = 0;

    for (int32_t rule = 0; rule < with->n_tiers && t < report->proposal->n_tiers; rule++) {
        koppel_tier_name(&policy->tiers[rule], name);
        if (strcmp(name, report->proposal->tiers[t].name) == 0) {
            lost->cost[t++] = without->tier_cost[rule] - with->tier_cost[rule];
        }
    }
}

/* Rules that are broken, apart from what is claimed of the proposal. */
static int64_t count_broken(const struct koppel_verdict *verdict)
{
    int64_t n = 0;

    for (size_t k = 0; k < verdict->n_violations; k++) {
        n += verdict->violations[k].kind < KOPPEL_VIOLATION_TIER;
    }
    return n;
}

enum koppel_status koppel_offer_weigh(const struct koppel_report *report, int32_t household, int32_t unit,
                                      struct koppel_alternative *lost)
{
    int32_t n = report->fit->kase->n_households;
    int32_t *unit_of = koppel_new((size_t)n, sizeof *unit_of);
    bool is_offered = report->proposal->unit_of[household] == unit;
    struct koppel_verdict other = {0};
    enum koppel_status status = KOPPEL_E_MEMORY;

    *lost = (struct koppel_alternative){.state = KOPPEL_ALTERNATIVE_UNKNOWN, .unit = KOPPEL_NONE};
    if (unit_of != NULL) {
        memcpy(unit_of, report->proposal->unit_of, (size_t)n * sizeof *unit_of);
        unit_of[household] = is_offered ? KOPPEL_NONE : unit;
        status = koppel_verdict_make(report->fit, unit_of, NULL, 0, &other);
    }
    if (status == KOPPEL_OK && count_broken(&other) == count_broken(report->verdict)) {
        lost->state = KOPPEL_ALTERNATIVE_EXACT;
        lost->unit = unit;
        take_costs(report, is_offered ? report->verdict : &other, is_offered ? &other : report->verdict, lost);
    }
    koppel_verdict_free(&other);
    free(unit_of);
    return status;
}
