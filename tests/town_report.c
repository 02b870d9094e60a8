// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* town_report.c - a report on the small town (see town_report.h). */
#include "town_report.h"

#include "suite.h"

#include <stdio.h>
#include <string.h>

void town_report_make(struct town *town, struct town_report *made)
{
    town_check(town);
    memset(made, 0, sizeof *made);
    made->proposal.unit_of = town->unit_of;
    made->proposal.n_households = N_HOUSEHOLDS;
    made->proposal.n_tiers = town->policy.n_tiers;
    for (int32_t t = 0; t < made->proposal.n_tiers; t++) {
        const struct koppel_tier_rule *rule = &town->policy.tiers[t];
        struct koppel_proposal_tier *tier = &made->proposal.tiers[t];

        koppel_tier_name(rule, tier->name);
        tier->maximise = koppel_tier_maximise(rule);
        tier->scale = koppel_tier_scale(&town->policy, rule);
        tier->cost = town->verdict.tier_cost[t];
        tier->bound = tier->cost;
        tier->proven = true;
    }
    for (int32_t i = 0; i < N_HOUSEHOLDS; i++) {
        made->others[i].unit = KOPPEL_NONE;
    }
    made->proposal.ties = (struct koppel_tie_draw){.seed = 1, .sum = 4711, .is_counted = true, .n_offers = 1};
    made->facts = (struct koppel_run_facts){
        .engine = "exact", .outcome = "proven", .policy_json = "{}\n", .seed = 1, .n_components = 2};
    made->report = (struct koppel_report){.fit = &town->fit,
                                          .proposal = &made->proposal,
                                          .verdict = &town->verdict,
                                          .next_best = made->others,
                                          .facts = &made->facts};
}

void town_expect_text(const char *got, const char *expected)
{
    CU_ASSERT_PTR_NOT_NULL_FATAL(got);
    CU_ASSERT_STRING_EQUAL(got, expected);
    if (strcmp(got, expected) != 0) {
        fprintf(stderr, "got: %s\n", got);
    }
}
