// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* summary_spread.c - even spread on the terminal: sentences, and the figures behind them (see summary.h). */
#include "report/summary.h"

#include "report/area_tables.h"
#include "report/indices.h"
#include "report/layout.h"
#include "report/wording.h"

#include <inttypes.h>

/* ---- Sentences ---- */

static void heading(struct koppel_text *text, enum koppel_area level)
{
    switch (level) {
    case KOPPEL_AREA_DISTRICT:
        koppel_text_add(text, "\nEven spread over districts (wijken)\n");
        return;
    case KOPPEL_AREA_COMPLEX:
        koppel_text_add(text, "\nEven spread over complexes\n");
        return;
    default:
        koppel_text_add(text, "\nEven spread over neighbourhoods (buurten)\n");
        return;
    }
}

static void say_rule(struct koppel_text *text, const struct koppel_policy *policy)
{
    bool must = policy->spread_enforce == KOPPEL_MUST;

    switch (policy->spread_rule) {
    case KOPPEL_SPREAD_NONE:
        koppel_text_add(text, "The policy has no rule for it.");
        return;
    case KOPPEL_SPREAD_CAP:
        koppel_text_add(
            text,
            must ? _("The policy allows nowhere more than %" PRId32 " %% above the fair share.")
                 : _("The policy asks for nowhere more than %" PRId32 " %% above the fair share, if it can be."),
            policy->spread_tolerance_percent);
        return;
    case KOPPEL_SPREAD_BAND:
        koppel_text_add(text,
                        must ? _("The policy allows nowhere more than %" PRId32
                                 " %% above the fair share, and asks for no less than as much below it.")
                             : _("The policy asks for no more than %" PRId32
                                 " %% above or below the fair share anywhere, if it can be."),
                        policy->spread_tolerance_percent);
        return;
    case KOPPEL_SPREAD_EVEN:
        koppel_text_add(text, "The policy asks that every area comes as near to its fair share as can be.");
        return;
    case KOPPEL_SPREAD_ABSOLUTE:
        koppel_text_add(text, must ? _("The policy allows a fixed number in every area.")
                                   : _("The policy asks for at most a fixed number in every area, if it can be."));
        return;
    }
}

/* "38 of every 100 permit holders would have to move for an even spread; before this proposal 41." */
static void say_meaning(struct koppel_text *text, const struct koppel_spread_indices *spread)
{
    koppel_text_add(
        text,
        "For an even spread over neighbourhoods %.0f of every 100 permit holders would have to move; before "
        "this proposal it was %.0f.",
        100 * spread->after.dissimilarity, 100 * spread->before.dissimilarity);
}

static void say_highest(struct koppel_text *text, const struct koppel_report *report,
                        const struct koppel_spread_indices *spread)
{
    bool by_inhabitants = report->fit->policy->spread_reference == KOPPEL_REFERENCE_INHABITANTS;
    struct koppel_text name = {0};
    char number[32];

    if (spread->after.highest_area == KOPPEL_NONE) {
        return;
    }
    koppel_say_area(&name, report->fit->kase, KOPPEL_AREA_NEIGHBOURHOOD, spread->after.highest_area);
    koppel_text_add(text,
                    by_inhabitants ? _("The most permit holders for every 100 inhabitants live in %s: %s.")
                                   : _("The most permit holders for every 100 corporation homes live in %s: %s."),
                    name.bytes != NULL ? name.bytes : "",
                    koppel_index_format(100 * spread->after.highest_share, 1, koppel_language_decimal(), number));
    text->failed = text->failed || name.failed;
    koppel_text_free(&name);
}

/* Does a decision put somebody into an area that was above its cap? */
static bool has_decided_home(const struct koppel_report *report)
{
    bool found = false;

    for (int32_t k = 0; k < report->verdict->n_accounts && !found; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];

        found = account->kind == KOPPEL_ACCOUNT_SPREAD && account->kept + account->excepted > 0 &&
                koppel_above_cap_before(report->fit, account) == KOPPEL_YES;
    }
    return found;
}

static void say_above(struct koppel_text *text, const struct koppel_report *report, int64_t n_above)
{
    if (n_above == 0) {
        return;
    }
    koppel_text_add(text,
                    n_above == 1 ? _("%" PRId64 " area was over its limit before this proposal.")
                                 : _("%" PRId64 " areas were over their limit before this proposal."),
                    n_above);
    if (report->fit->policy->spread_enforce == KOPPEL_MUST) {
        koppel_text_add(text, has_decided_home(report) ? _(" Nobody is offered a home there, but for what is decided.")
                                                       : _(" Nobody is offered a home there."));
    }
}

enum koppel_status koppel_spread_text(struct koppel_text *text, const struct koppel_report *report,
                                      const struct koppel_tally *tally)
{
    struct koppel_spread_indices spread;
    struct koppel_text draft = {0};
    enum koppel_status status =
        koppel_spread_indices_make(report->fit, report->proposal->unit_of, KOPPEL_NONE, &spread);

    if (status != KOPPEL_OK) {
        return status;
    }
    heading(text, report->fit->policy->spread_level);
    say_rule(&draft, report->fit->policy);
    koppel_lay_draft(text, &draft, 2, 4);
    say_above(&draft, report, tally->n_above_cap);
    koppel_lay_draft(text, &draft, 2, 4);
    say_meaning(&draft, &spread);
    koppel_lay_draft(text, &draft, 2, 4);
    say_highest(&draft, report, &spread);
    koppel_lay_draft(text, &draft, 2, 4);
    return koppel_text_status(text);
}

/* ---- Figures ---- */

static void index_line(struct koppel_text *text, const char *words, double before, double after, double at_best)
{
    char digits[32];

    koppel_text_add(text, "  ");
    koppel_lay_left(text, 56, words);
    koppel_lay_right(text, 10, koppel_index_format(before, KOPPEL_INDEX_SHORT, koppel_language_decimal(), digits));
    koppel_lay_right(text, 10, koppel_index_format(after, KOPPEL_INDEX_SHORT, koppel_language_decimal(), digits));
    koppel_lay_right(text, 10, koppel_index_format(at_best, KOPPEL_INDEX_SHORT, koppel_language_decimal(), digits));
    koppel_text_add(text, "\n");
}

/* A share of 0 .. 1 as so many for each 100. */
static void share_cell(struct koppel_text *text, double share)
{
    koppel_lay_tenths(text, 10, (int64_t)(share * 1000 + 0.5));
}

static enum koppel_status indices(struct koppel_text *text, const struct koppel_report *report)
{
    bool by_inhabitants = report->fit->policy->spread_reference == KOPPEL_REFERENCE_INHABITANTS;
    struct koppel_spread_indices spread;
    enum koppel_status status =
        koppel_spread_indices_make(report->fit, report->proposal->unit_of, KOPPEL_NONE, &spread);

    if (status != KOPPEL_OK) {
        return status;
    }
    koppel_text_add(text, "  %-56s%10s%10s%10s\n", "", _("before"), _("after"), _("best"));
    index_line(text, _("dissimilarity, 0 is even (neighbourhoods)"), spread.before.dissimilarity,
               spread.after.dissimilarity, spread.after.reachable);
    koppel_text_add(text, "  ");
    koppel_lay_left(text, 56,
                    by_inhabitants ? _("highest share: permit holders for 100 inhabitants")
                                   : _("highest share: permit holders for 100 corporation homes"));
    share_cell(text, spread.before.highest_share);
    share_cell(text, spread.after.highest_share);
    koppel_text_add(text, "\n");
    return KOPPEL_OK;
}

/* Dissimilarity of every municipality. */
static enum koppel_status municipalities(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_case *kase = report->fit->kase;
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(text, "  %-56s%10s%10s%10s\n", _("dissimilarity by municipality"), _("before"), _("after"),
                    _("best"));
    for (int32_t m = 0; m < kase->n_municipalities && status == KOPPEL_OK; m++) {
        struct koppel_spread_indices spread;
        struct koppel_text place = {0};

        status = koppel_spread_indices_make(report->fit, report->proposal->unit_of, m, &spread);
        koppel_say_area(&place, kase, KOPPEL_AREA_MUNICIPALITY, m);
        text->failed = text->failed || place.failed;
        if (status == KOPPEL_OK) {
            index_line(text, place.bytes != NULL ? place.bytes : "", spread.before.dissimilarity,
                       spread.after.dissimilarity, spread.after.reachable);
        }
        koppel_text_free(&place);
    }
    return status;
}

static void area_line(struct koppel_text *text, const struct koppel_report *report,
                      const struct koppel_account *account)
{
    struct koppel_text place = {0};
    int64_t fair = koppel_fair_share_thousandths(account);

    koppel_say_area(&place, report->fit->kase, account->area, account->place);
    text->failed = text->failed || place.failed;
    koppel_text_add(text, "  ");
    koppel_lay_left(text, 50, place.bytes != NULL ? place.bytes : "");
    koppel_text_free(&place);
    koppel_lay_number(text, 8, account->base);
    koppel_lay_number(text, 8, account->placed);
    koppel_lay_number(text, 8, account->base + account->placed);
    if (fair == KOPPEL_UNKNOWN) {
        koppel_lay_right(text, 12, "-");
    } else {
        koppel_lay_tenths(text, 12, (fair + 50) / 100);
    }
    if (account->max == KOPPEL_UNKNOWN) {
        koppel_lay_right(text, 8, "-");
    } else {
        koppel_lay_number(text, 8, koppel_area_limit(report->fit, account));
    }
    koppel_text_add(text, "\n");
}

static void areas(struct koppel_text *text, const struct koppel_report *report)
{
    koppel_text_add(text, "  %-50s%8s%8s%8s%12s%8s\n", _(koppel_area_name(report->fit->policy->spread_level)),
                    _("before"), _("placed"), _("after"), _("fair share"), _("cap"));
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        if (report->verdict->accounts[k].kind == KOPPEL_ACCOUNT_SPREAD) {
            area_line(text, report, &report->verdict->accounts[k]);
        }
    }
}

enum koppel_status koppel_spread_figures(struct koppel_text *text, const struct koppel_report *report)
{
    enum koppel_status status = indices(text, report);

    if (status == KOPPEL_OK) {
        status = municipalities(text, report);
    }
    areas(text, report);
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}
