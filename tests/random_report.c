// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* random_report.c - a report on a random case (see random_report.h). */
#include "random_report.h"

#include <stdlib.h>
#include <string.h>

static void invent_others(struct random_report *made)
{
    uint64_t *state = &made->random.state;
    int32_t n = made->random.kase.n_households;

    made->others = calloc((size_t)n + 1, sizeof *made->others);
    for (int32_t i = 0; i < n; i++) {
        struct koppel_alternative *other = &made->others[i];

        other->unit = KOPPEL_NONE;
        other->state = (enum koppel_alternative_state)random_case_below(state, 4);
        if (other->state >= KOPPEL_ALTERNATIVE_FEASIBLE && made->random.kase.n_units > 0) {
            other->unit = random_case_below(state, made->random.kase.n_units);
            for (int32_t t = 0; t < made->proposal.n_tiers; t++) {
                other->cost[t] = random_case_below(state, 3) - 1;
            }
        } else if (other->state >= KOPPEL_ALTERNATIVE_FEASIBLE) {
            other->state = KOPPEL_ALTERNATIVE_UNKNOWN;
        }
    }
}

bool random_report_make(struct random_report *made, uint64_t seed)
{
    struct koppel_proposal *proposal = &made->proposal;

    memset(made, 0, sizeof *made);
    if (!random_case_make(&made->random, seed, NULL) || random_case_fit(&made->random, &made->fit) != KOPPEL_OK) {
        return false;
    }
    if (seed % 2 == 1) {
        made->random.kase.separator = ';';
        made->random.kase.decimal_point = ',';
    }
    proposal->n_households = made->random.kase.n_households;
    proposal->unit_of = calloc((size_t)proposal->n_households + 1, sizeof *proposal->unit_of);
    random_case_propose(&made->fit, &made->random.state, proposal->unit_of);
    if (koppel_verdict_make(&made->fit, proposal->unit_of, NULL, 0, &made->verdict) != KOPPEL_OK) {
        return false;
    }
    proposal->n_tiers = made->random.policy.n_tiers;
    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        const struct koppel_tier_rule *rule = &made->random.policy.tiers[t];

        koppel_tier_name(rule, proposal->tiers[t].name);
        proposal->tiers[t].maximise = koppel_tier_maximise(rule);
        proposal->tiers[t].scale = koppel_tier_scale(&made->random.policy, rule);
        proposal->tiers[t].cost = made->verdict.tier_cost[t];
        proposal->tiers[t].bound = seed % 3 == 0 ? INT64_MIN : made->verdict.tier_cost[t] - (int64_t)(seed % 5);
        proposal->tiers[t].proven = seed % 3 == 1;
    }
    invent_others(made);
    made->facts = (struct koppel_run_facts){.engine = "none",
                                            .outcome = "feasible",
                                            .policy_json = "{\"name\": \"a\"}\n",
                                            .seed = UINT64_MAX,
                                            .seconds = (double)seed};
    made->report = (struct koppel_report){.fit = &made->fit,
                                          .proposal = proposal,
                                          .verdict = &made->verdict,
                                          .next_best = seed % 4 == 0 ? NULL : made->others,
                                          .facts = &made->facts};
    return true;
}

void random_report_free(struct random_report *made)
{
    free(made->others);
    koppel_verdict_free(&made->verdict);
    koppel_proposal_free(&made->proposal);
    koppel_suitability_free(&made->fit);
    random_case_free(&made->random);
}
