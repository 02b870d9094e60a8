// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* summary_proof.c - whether a proposal is the best possible, in sentences (see summary.h). */
#include "report/summary.h"

#include "report/indices.h"
#include "report/wording.h"

#include <inttypes.h>

/* The first goal of the policy whose value is not proven to be the best possible; NULL: every one is. */
static const struct koppel_proposal_tier *first_open(const struct koppel_proposal *proposal)
{
    for (int32_t t = 0; t < proposal->n_tiers; t++) {
        if (!proposal->tiers[t].proven || koppel_tier_gap(&proposal->tiers[t]) != 0) {
            return &proposal->tiers[t];
        }
    }
    return NULL;
}

/* By how much the goal could be better, rounded up to a tenth; `one`: of exactly one. */
static void say_most(struct koppel_text *text, const struct koppel_report *report,
                     const struct koppel_proposal_tier *tier, const char *number, bool one)
{
    switch (koppel_tier_objective(tier)) {
    case KOPPEL_OBJECTIVE_TARGET:
        koppel_text_add(text,
                        one ? _("Perhaps it can be better: at most %s more person could count for the target.")
                            : _("Perhaps it can be better: at most %s more people could count for the target."),
                        number);
        return;
    case KOPPEL_OBJECTIVE_URGENCY:
        koppel_text_add(text,
                        one ? _("Perhaps it can be better: at most %s more point of urgency could get a home.")
                            : _("Perhaps it can be better: at most %s more points of urgency could get a home."),
                        number);
        return;
    case KOPPEL_OBJECTIVE_SPREAD:
        koppel_text_add(text,
                        report->fit->policy->spread_rule == KOPPEL_SPREAD_EVEN
                            ? _("Perhaps it can be better: people could live more evenly spread, by at most %s.")
                            : _("Perhaps it can be better: the limits of spread could be passed by at most %s less."),
                        number);
        return;
    case KOPPEL_OBJECTIVE_AGREEMENT:
        koppel_text_add(text,
                        one ? _("Perhaps it can be better: at most %s more home could follow the agreements.")
                            : _("Perhaps it can be better: at most %s more homes could follow the agreements."),
                        number);
        return;
    case KOPPEL_OBJECTIVE_MIX:
        koppel_text_add(text, "Perhaps it can be better: limits and mix rules could be passed by at most %s less.",
                        number);
        return;
    case KOPPEL_OBJECTIVE_GROUPS:
        koppel_text_add(text, "Perhaps it can be better: the floors of groups could be missed by at most %s less.",
                        number);
        return;
    case KOPPEL_OBJECTIVE_ACCESS:
        koppel_text_add(text,
                        one ? _("Perhaps it can be better: people could live nearer to what they use, by at most %s "
                                "person-kilometre in all.")
                            : _("Perhaps it can be better: people could live nearer to what they use, by at most %s "
                                "person-kilometres in all."),
                        number);
        return;
    case KOPPEL_OBJECTIVE_FIT:
        koppel_text_add(text,
                        one ? _("Perhaps it can be better: the homes could fit better, by at most %s point in all.")
                            : _("Perhaps it can be better: the homes could fit better, by at most %s points in all."),
                        number);
        return;
    case KOPPEL_OBJECTIVE_STAY:
        koppel_text_add(text,
                        one ? _("Perhaps it can be better: at most %s more earlier offer could be kept.")
                            : _("Perhaps it can be better: at most %s more earlier offers could be kept."),
                        number);
        return;
    case KOPPEL_N_OBJECTIVES:
        koppel_text_add(text, "Perhaps it can be better: the goal %s of the policy, by at most %s.", _(tier->name),
                        number);
        return;
    }
}

static void say_end(struct koppel_text *text, const struct koppel_run_facts *facts)
{
    char number[32];

    switch (facts->ended_by) {
    case KOPPEL_END_TIME_LIMIT:
        koppel_text_add(text, " The search stopped at the time limit, after %s seconds; --time-limit allows more.",
                        koppel_index_format(facts->seconds, 1, koppel_language_decimal(), number));
        return;
    case KOPPEL_END_INTERRUPT:
        koppel_text_add(text, " The search was interrupted after %s seconds.",
                        koppel_index_format(facts->seconds, 1, koppel_language_decimal(), number));
        return;
    case KOPPEL_END_WORK_LIMIT:
        koppel_text_add(text, " The search stopped at the limit of work; a larger --work-limit allows more.");
        return;
    case KOPPEL_END_OF_ITSELF:
        return;
    }
}

void koppel_proof_text(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_proposal_tier *tier = first_open(report->proposal);
    int64_t most = tier != NULL ? koppel_tier_gap(tier) : 0;
    char number[40];

    if (tier == NULL) {
        koppel_text_add(text, "It is proven that this proposal is the best possible under the policy.");
        return;
    }
    if (most == KOPPEL_UNKNOWN || (most == 0 && !tier->proven)) {
        koppel_text_add(text, "Perhaps it can be better; by how much is not known.");
        if (koppel_tier_objective(tier) == KOPPEL_OBJECTIVE_GROUPS && koppel_policy_has_leximin(report->fit->policy)) {
            koppel_text_add(text, " ");
            koppel_text_add(text, "It is not proven that no proposal gives the group that is worst off a larger share; "
                                  "--time-limit may allow more.");
        }
    } else {
        int64_t tenths = koppel_muldiv_ceil(most, 10, tier->scale);

        say_most(text, report, tier,
                 koppel_decimal_format(tenths, 10, koppel_language_decimal(), number, sizeof number), tenths == 10);
        if (tier->proven) {
            koppel_text_add(text, " That is as near to the best possible as --gap asks.");
        }
    }
    say_end(text, report->facts);
}
