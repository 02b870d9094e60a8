// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* summary_figures.c - the figures behind the sentences of the summary (see summary.h): shown with --verbose. */
#include "report/summary.h"

#include "report/indices.h"
#include "report/layout.h"
#include "report/wording.h"

#include <inttypes.h>
#include <string.h>

/* ---- Goals of the policy ---- */

/* What the tier counts, for a person. */
static void tier_words(struct koppel_text *text, const struct koppel_suitability *fit,
                       const struct koppel_proposal_tier *tier)
{
    bool even = fit->policy->spread_rule == KOPPEL_SPREAD_EVEN;
    const char *const words[KOPPEL_N_OBJECTIVES] = {
        [KOPPEL_OBJECTIVE_TARGET] = _("people short of the target"),
        [KOPPEL_OBJECTIVE_URGENCY] = _("points of those with an offer"),
        [KOPPEL_OBJECTIVE_SPREAD] = even ? _("distance from an even spread") : _("beyond the spread rule"),
        [KOPPEL_OBJECTIVE_AGREEMENT] = _("homes outside the agreements"),
        [KOPPEL_OBJECTIVE_MIX] = _("outside limits and mix rules"),
        [KOPPEL_OBJECTIVE_GROUPS] = _("below the floors of groups"),
        [KOPPEL_OBJECTIVE_ACCESS] = _("persons x km beyond the median"),
        [KOPPEL_OBJECTIVE_FIT] = _("points of all offers together"),
        [KOPPEL_OBJECTIVE_STAY] = _("earlier offers that are kept"),
    };

    enum koppel_objective objective = koppel_tier_objective(tier);

    koppel_text_add(text, "%s: %s", _(tier->name),
                    objective != KOPPEL_N_OBJECTIVES ? words[objective] : _("weighted sum"));
}

static const char *tier_verdict(const struct koppel_proposal_tier *tier)
{
    int64_t gap = koppel_tier_gap(tier);

    if (gap == 0 && tier->proven) {
        return _("proven best");
    }
    return tier->proven ? _("near enough") : _("not proven");
}

/* What another solver says of its own choice. */
static void said(struct koppel_text *text, const struct koppel_report *report)
{
    struct koppel_text draft = {0};
    struct koppel_text line = {0};
    char number[40];

    for (int32_t t = 0; t < report->proposal->n_tiers; t++) {
        const struct koppel_proposal_tier *tier = &report->proposal->tiers[t];

        if (tier->has_said_bound) {
            koppel_text_add(
                &draft, "%s%s %s", draft.n_bytes > 0 ? ", " : "", _(tier->name),
                koppel_tier_value(tier, tier->said_bound, koppel_language_decimal(), number, sizeof number));
        }
    }
    if (draft.n_bytes > 0) {
        koppel_text_add(&line, "Best possible as %s says, which Koppel has not proven: %s.", report->facts->engine,
                        draft.bytes);
        koppel_lay_draft(text, &line, 2, 2);
    }
    text->failed = text->failed || draft.failed;
    koppel_text_free(&draft);
}

static void tiers(struct koppel_text *text, const struct koppel_report *report)
{
    koppel_text_add(text, "\n%-43s%14s%14s%12s\n", _("What the policy asks, most important first"), _("reached"),
                    _("best possible"), _("difference"));
    for (int32_t t = 0; t < report->proposal->n_tiers; t++) {
        const struct koppel_proposal_tier *tier = &report->proposal->tiers[t];
        int64_t gap = koppel_tier_gap(tier);
        struct koppel_text words = {0};
        char number[40];

        koppel_text_add(&words, "%" PRId32 " ", t + 1);
        tier_words(&words, report->fit, tier);
        text->failed = text->failed || words.failed;
        koppel_text_add(text, "  ");
        koppel_lay_left(text, 41, words.bytes != NULL ? words.bytes : "");
        koppel_text_free(&words);
        koppel_text_add(text, " ");
        koppel_lay_right(text, 13,
                         koppel_tier_value(tier, tier->cost, koppel_language_decimal(), number, sizeof number));
        koppel_text_add(text, " ");
        koppel_lay_right(text, 13,
                         gap == KOPPEL_UNKNOWN
                             ? _("unknown")
                             : koppel_tier_value(tier, tier->bound, koppel_language_decimal(), number, sizeof number));
        koppel_text_add(text, " ");
        koppel_lay_right(text, 11,
                         gap == KOPPEL_UNKNOWN ? _("unknown")
                                               : koppel_decimal_format(gap, tier->scale, koppel_language_decimal(),
                                                                       number, sizeof number));
        koppel_text_add(text, "  %s\n", tier_verdict(tier));
    }
    said(text, report);
}

/* ---- The search ---- */

static void search(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_run_facts *facts = report->facts;
    struct koppel_text draft = {0};
    char seconds[32];

    koppel_index_format(facts->seconds, 1, koppel_language_decimal(), seconds);
    koppel_text_add(text, "\n");
    koppel_text_add(&draft, "Engine %s: ", facts->engine);
    if (facts->ended_by == KOPPEL_END_TIME_LIMIT) {
        koppel_text_add(&draft, "not proven, stopped at the time limit after %s s (raise --time-limit)", seconds);
    } else if (facts->ended_by == KOPPEL_END_WORK_LIMIT) {
        koppel_text_add(&draft, "not proven, stopped at the limit of work after %s s (raise --work-limit)", seconds);
    } else if (facts->ended_by == KOPPEL_END_INTERRUPT) {
        koppel_text_add(&draft, "not proven, interrupted after %s s", seconds);
    } else {
        koppel_text_add(&draft, "%s in %s s",
                        strcmp(facts->outcome, "feasible") == 0     ? _("not proven")
                        : strcmp(facts->outcome, "within_gap") == 0 ? _("proven as near as was asked for")
                                                                    : _(facts->outcome),
                        seconds);
    }
    koppel_text_add(&draft,
                    "%s %" PRId64 " combinations of household and home that suit, %" PRId64 " steps, %" PRId32 " %s.",
                    facts->ended_by == KOPPEL_END_OF_ITSELF ? ";" : ".", facts->n_pairs, facts->n_nodes,
                    facts->n_components, koppel_word(facts->n_components, "part", "parts"));
    koppel_lay_draft(text, &draft, 0, 0);
}

enum koppel_status koppel_figures_text(struct koppel_text *text, const struct koppel_report *report)
{
    enum koppel_status status = KOPPEL_OK;

    tiers(text, report);
    koppel_text_add(text, "\n");
    status = koppel_spread_figures(text, report);
    search(text, report);
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}
