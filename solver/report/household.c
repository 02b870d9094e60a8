// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* household.c - `koppel why`: everything about one household (see report.h). */
#include "model/score.h"
#include "report/access_table.h"
#include "report/changes.h"
#include "report/decisions_text.h"
#include "report/layout.h"
#include "report/reason.h"
#include "report/report.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdlib.h>

/* Lays the draft out as one paragraph and empties it. */
static void end_paragraph(struct koppel_text *text, struct koppel_text *draft, int indent)
{
    koppel_text_add(text, "%*s", indent, "");
    koppel_lay_words(text, indent, indent + 2, draft->bytes != NULL ? draft->bytes : "");
    text->failed = text->failed || draft->failed;
    koppel_text_free(draft);
}

/* ---- Who they are and what they need ---- */

static void who(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household)
{
    const struct koppel_case *kase = fit->kase;
    const struct koppel_household *h = &kase->households[household];
    struct koppel_text draft = {0};

    koppel_text_add(&draft, "Household %s: ", h->id);
    koppel_say_count(&draft, h->adults, "adult", "adults");
    if (h->children > 0) {
        koppel_text_add(&draft, ", ");
        koppel_say_count(&draft, h->children, "child", "children");
    }
    if (h->expected_relatives > 0) {
        koppel_text_add(&draft, ", ");
        koppel_say_count(&draft, h->expected_relatives, "relative", "relatives");
        koppel_text_add(&draft, " expected (nareizigers)");
    }
    end_paragraph(text, &draft, 0);
    if (h->municipality != KOPPEL_NONE) {
        koppel_text_add(&draft, "Linked (gekoppeld) to ");
        koppel_say_place(&draft, kase, KOPPEL_AREA_MUNICIPALITY, h->municipality);
        if (h->linked_on != KOPPEL_NO_DATE) {
            koppel_text_add(&draft, " on ");
            koppel_say_day(&draft, h->linked_on);
        }
    } else {
        koppel_text_add(&draft, "Not linked to a municipality");
    }
    if (fit->needs[household].days_overdue > 0) {
        koppel_text_add(&draft, "; ");
        koppel_say_count(&draft, fit->needs[household].days_overdue, "day", "days");
        koppel_text_add(&draft, " past its term");
    }
    koppel_text_add(&draft, "; urgency %" PRId32 " points.", fit->needs[household].urgency_points);
    end_paragraph(text, &draft, 2);
    koppel_text_add(&draft, "Needs ");
    koppel_need_say(&draft, fit, household);
    koppel_text_add(&draft, "%s.", h->may_share ? _("; may share") : "");
    end_paragraph(text, &draft, 2);
}

/* ---- What it is offered ---- */

/* "rooms 1000 (weight 3), school 640 (weight 2)": the components that apply. */
static void say_components(struct koppel_text *text, const struct koppel_suitability *fit, int32_t household,
                           int32_t unit)
{
    int64_t components[KOPPEL_N_FIT];
    const char *between = "";

    koppel_pair_components(fit, household, unit, components);
    for (int c = 0; c < KOPPEL_N_FIT; c++) {
        if (components[c] != KOPPEL_NOT_APPLICABLE) {
            koppel_text_add(text, "%s%s ", between, _(koppel_fit_component_name((enum koppel_fit_component)c)));
            koppel_say_points(text, components[c]);
            koppel_text_add(text, " (weight %" PRId32 ")", fit->policy->fit_weight[c]);
            between = ", ";
        }
    }
}

/* The decision behind the offer, its reason, and the rules that it goes against. */
static void say_offer_decision(struct koppel_text *text, const struct koppel_report *report, int32_t household,
                               int32_t unit)
{
    const struct koppel_decision *row = koppel_offer_decision(report, household, unit);
    uint32_t rules = row != NULL ? koppel_rules_overruled(report, household, unit) : 0;
    struct koppel_text draft = {0};

    if (row == NULL) {
        return;
    }
    koppel_text_add(&draft, "Decision: ");
    koppel_say_decided(&draft, row);
    if (rules != 0) {
        koppel_text_add(&draft,
                        koppel_decision_holds(row->kind) ? _("; kept against rule ") : _("; by exception from rule "));
        koppel_exceptions_say(&draft, rules);
    }
    koppel_text_add(&draft, ".");
    end_paragraph(text, &draft, 2);
}

/* Says that a person put the offer there, and what stood there when the proposal was solved. */
static void say_by_hand(struct koppel_text *text, const struct koppel_report *report, int32_t household)
{
    const struct koppel_hand_edit *edits = report->proposal->edits;
    struct koppel_text draft = {0};

    if (edits == NULL || !edits[household].is_edited) {
        return;
    }
    if (edits[household].before != KOPPEL_NONE) {
        koppel_text_add(&draft, "This offer was put in by hand; the proposal that was solved offers %s.",
                        report->fit->kase->units[edits[household].before].id);
    } else {
        koppel_text_add(&draft, "This offer was put in by hand; the proposal that was solved offers no home.");
    }
    end_paragraph(text, &draft, 2);
}

static void offer(struct koppel_text *text, const struct koppel_report *report, int32_t household, int32_t unit)
{
    const struct koppel_suitability *fit = report->fit;
    const struct koppel_case *kase = fit->kase;
    struct koppel_text draft = {0};

    koppel_text_add(&draft, "Offered: ");
    koppel_say_home(&draft, kase, unit);
    koppel_text_add(&draft, " in ");
    koppel_say_place(&draft, kase, KOPPEL_AREA_MUNICIPALITY, koppel_unit_municipality(kase, unit));
    koppel_text_add(&draft, ", corporation %s%s.", koppel_corporation_name(kase, kase->units[unit].corporation),
                    koppel_pair_is_kept(fit, household, unit) ? _(", kept by a recorded decision") : "");
    koppel_text_add(text, "\n");
    end_paragraph(text, &draft, 0);
    koppel_text_add(&draft, "Fit ");
    koppel_say_points(&draft, koppel_pair_score(fit, household, unit));
    koppel_text_add(&draft, " of 1000 points: ");
    say_components(&draft, fit, household, unit);
    koppel_text_add(&draft, ".");
    end_paragraph(text, &draft, 2);
    koppel_say_access(&draft, fit, household, unit);
    if (draft.n_bytes > 0) {
        end_paragraph(text, &draft, 2);
    }
    say_by_hand(text, report, household);
    if (koppel_lot_decided(report->proposal, household)) {
        koppel_text_add(&draft, "The lot decided on this offer: another proposal is as good in every tier.");
        end_paragraph(text, &draft, 2);
    }
    say_offer_decision(text, report, household, unit);
}

static enum koppel_status no_offer(struct koppel_text *text, struct koppel_reasons *reasons, int32_t household)
{
    struct koppel_text explanation = {0};
    struct koppel_text change = {0};
    enum koppel_reason reason = KOPPEL_REASON_OUTRANKED;
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(&explanation, "Why: ");
    koppel_text_add(&change, "What would have to change: ");
    status = koppel_reason_find(reasons, household, &reason, &explanation, &change);
    koppel_text_add(text, "\nNo home is offered: %s (%s).\n", _(koppel_reason_text(reason)),
                    koppel_reason_code(reason));
    end_paragraph(text, &explanation, 2);
    end_paragraph(text, &change, 2);
    return status;
}

/* What became of the offer that the proposal was compared with, when there is one. */
static enum koppel_status earlier_offer(struct koppel_text *text, const struct koppel_report *report, int32_t household)
{
    struct koppel_text draft = {0};
    enum koppel_status status = koppel_say_earlier_offer(&draft, report, household);

    if (draft.n_bytes > 0) {
        koppel_text_add(text, "\n");
        end_paragraph(text, &draft, 0);
    }
    koppel_text_free(&draft);
    return status;
}

/* ---- Its homes ---- */

/* A home that suits, with its score. */
struct choice {
    int64_t score;
    int32_t unit;
};

/* The best fit first, then the order of the table. */
static int compare_choices(const void *a, const void *b)
{
    const struct choice *one = a;
    const struct choice *two = b;

    if (one->score != two->score) {
        return one->score > two->score ? -1 : 1;
    }
    return one->unit < two->unit ? -1 : (one->unit > two->unit ? 1 : 0);
}

static bool is_kept(const struct koppel_reasons *reasons, int32_t household)
{
    int32_t unit = reasons->report->proposal->unit_of[household];

    return unit != KOPPEL_NONE && koppel_pair_is_kept(reasons->report->fit, household, unit);
}

/* "offered to H12" or "has a free place", and what keeps the household from it all the same. */
static void say_other_home(struct koppel_text *text, const struct koppel_reasons *reasons, int32_t household,
                           int32_t unit)
{
    const struct koppel_suitability *fit = reasons->report->fit;
    int32_t n_in = reasons->n_in[unit];
    bool is_free = n_in < fit->kase->units[unit].places;
    const struct koppel_offer_change change = {household, unit, reasons->report->proposal->unit_of[household],
                                               is_free ? KOPPEL_NONE : reasons->first_in[unit]};
    struct koppel_hold hold = {.account = KOPPEL_NONE};

    if (is_free) {
        koppel_text_add(text, "has a free place");
    } else if (n_in == 1) {
        koppel_text_add(text, "offered to %s", fit->kase->households[reasons->first_in[unit]].id);
    } else {
        koppel_text_add(text, "offered to ");
        koppel_say_count(text, n_in, "household", "households");
    }
    if (!is_kept(reasons, household) && (is_free || n_in == 1)) { /* of several, any could leave */
        hold = koppel_hold_find(&reasons->holds, KOPPEL_MUST, &change);
    }
    if (hold.account != KOPPEL_NONE) {
        koppel_text_add(text, is_free ? _(", but held back. ") : _("; without that it would be held back. "));
        koppel_hold_explain(text, fit, &reasons->report->verdict->accounts[hold.account], &hold);
    } else if (is_free && !is_kept(reasons, household)) {
        koppel_text_add(text, "; no rule forbids it");
    }
}

static void say_choice(struct koppel_text *text, const struct koppel_reasons *reasons, int32_t household,
                       const struct choice *choice)
{
    koppel_say_home(text, reasons->report->fit->kase, choice->unit);
    koppel_text_add(text, ": fit ");
    koppel_say_points(text, choice->score);
    koppel_text_add(text, ", ");
    if (reasons->report->proposal->unit_of[household] == choice->unit) {
        koppel_text_add(text, "this offer");
    } else {
        say_other_home(text, reasons, household, choice->unit);
    }
}

static enum koppel_status suitable_homes(struct koppel_text *text, const struct koppel_reasons *reasons,
                                         int32_t household)
{
    enum { MOST = 20 };
    const struct koppel_suitability *fit = reasons->report->fit;
    const int32_t *units = koppel_openings_of(&reasons->openings, household);
    int32_t n = koppel_openings_count(&reasons->openings, household);
    struct choice *choices = koppel_new((size_t)n, sizeof *choices);

    if (choices == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t p = 0; p < n; p++) {
        choices[p] = (struct choice){koppel_pair_score(fit, household, units[p]), units[p]};
    }
    qsort(choices, (size_t)n, sizeof *choices, compare_choices);
    koppel_text_add(text, "\nHomes that suit: %" PRId32 " of %" PRId32 "%s\n", n, fit->kase->n_units,
                    n > 1 ? _(", the best fit first") : "");
    for (int64_t p = 0; p < n && p < MOST; p++) {
        struct koppel_text draft = {0};

        say_choice(&draft, reasons, household, &choices[p]);
        end_paragraph(text, &draft, 2);
    }
    if (n > MOST) {
        koppel_text_add(text, "  and %" PRId32 " more that fit no better\n", n - MOST);
    }
    free(choices);
    return KOPPEL_OK;
}

static void other_homes(struct koppel_text *text, struct koppel_reasons *reasons, int32_t household)
{
    const struct koppel_suitability *fit = reasons->report->fit;
    const int32_t *refusals = &reasons->openings.refusals[(size_t)household * KOPPEL_N_REFUSALS];
    int32_t n = fit->kase->n_units - refusals[KOPPEL_SUITABLE];
    struct koppel_remedy remedy;
    struct koppel_text draft = {0};

    if (n == 0) {
        return;
    }
    koppel_text_add(text, "\nHomes that do not suit, by the first rule that refuses them: %" PRId32 "\n", n);
    for (int r = KOPPEL_REFUSAL_LINK; r < KOPPEL_N_REFUSALS; r++) {
        if (refusals[r] > 0) {
            koppel_lay_number(text, 6, refusals[r]);
            koppel_text_add(text, "  %s: %s\n", _(koppel_refusal_code((enum koppel_refusal)r)),
                            _(koppel_refusal_text((enum koppel_refusal)r)));
        }
    }
    koppel_remedy_find(&reasons->what_if, household, &remedy);
    koppel_remedy_say(&draft, fit, household, &remedy);
    if (draft.n_bytes > 0 || draft.failed) {
        end_paragraph(text, &draft, 2);
    }
}

/* `n_other`: homes that suit besides the one that is offered. */
static void alternatives(struct koppel_text *text, const struct koppel_report *report,
                         const struct koppel_alternative *others, int32_t n_others, int64_t n_other)
{
    struct koppel_text draft = {0};

    koppel_text_add(text, "\nWhat another choice would change in the whole proposal\n");
    for (int32_t k = 0; k < n_others; k++) {
        if (others[k].state == KOPPEL_ALTERNATIVE_NONE && k == n_other) {
            break; /* each of them has been told */
        }
        if (others[k].state == KOPPEL_ALTERNATIVE_NONE) {
            koppel_text_add(&draft, "%s: it is proven that each would break a rule, whatever the other households get",
                            k == 0 ? _("None of the other homes that suit is possible")
                                   : _("None of the remaining homes is possible"));
        } else if (others[k].state == KOPPEL_ALTERNATIVE_UNKNOWN) {
            koppel_text_add(&draft, "Not worked out: the search was stopped");
        } else {
            koppel_say_home(&draft, report->fit->kase, others[k].unit);
            koppel_text_add(&draft, ": ");
            koppel_say_change(&draft, report, &others[k]);
        }
        end_paragraph(text, &draft, 2);
    }
}

enum koppel_status koppel_report_household(const struct koppel_report *report, int32_t household,
                                           const struct koppel_alternative *others, int32_t n_others,
                                           struct koppel_text *text)
{
    int32_t unit = report->proposal->unit_of[household];
    struct koppel_reasons reasons = {0};
    enum koppel_status status = koppel_reasons_make(&reasons, report);
    int64_t n_other = 0;

    if (status != KOPPEL_OK) {
        return status;
    }
    n_other = koppel_openings_count(&reasons.openings, household) - (unit != KOPPEL_NONE ? 1 : 0);
    who(text, report->fit, household);
    if (unit != KOPPEL_NONE) {
        offer(text, report, household, unit);
    } else {
        status = no_offer(text, &reasons, household);
    }
    if (status == KOPPEL_OK) {
        status = earlier_offer(text, report, household);
    }
    if (status == KOPPEL_OK) {
        status = suitable_homes(text, &reasons, household);
    }
    other_homes(text, &reasons, household);
    if (is_kept(&reasons, household)) {
        koppel_text_add(text, "\nA recorded decision keeps this offer, so no other choice is possible.\n");
    } else if (n_others > 0 && n_other > 0) {
        alternatives(text, report, others, n_others, n_other);
    }
    koppel_decisions_history(text, report, household);
    koppel_text_add(text, "\nThis is a proposal; a person decides on each offer.\n");
    koppel_reasons_free(&reasons);
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}
