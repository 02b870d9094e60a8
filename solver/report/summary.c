// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* summary.c - what a caseworker reads on the terminal after a solve (see report.h): who gets which home, who gets none
 * and why, which neighbourhoods are full, what is decided, then target and spread; lines of at most 100 characters.
 */
#include "report/summary.h"

#include "report/access_table.h"
#include "report/changes.h"
#include "report/decisions_text.h"
#include "report/layout.h"
#include "report/need_text.h"
#include "report/ties_text.h"
#include "report/wording.h"

#include <inttypes.h>

enum { AGREEMENTS_SHOWN = 5 };

static void head(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_suitability *fit = report->fit;
    struct koppel_recorded_day last = koppel_case_last_record(fit->kase);
    struct koppel_text draft = {0};
    char period[8];
    char day[KOPPEL_DAY_WORDS];
    char place[KOPPEL_PLACE_TEXT];

    koppel_period_format(fit->period, period);
    koppel_date_words(fit->as_of, day);
    if (fit->kase->folder != NULL) {
        koppel_text_add(&draft, "Proposal for %s, half-year %s, policy %s, as of %s", fit->kase->folder, period,
                        fit->policy->name, day);
    } else {
        koppel_text_add(&draft, "Proposal for this case, half-year %s, policy %s, as of %s", period, fit->policy->name,
                        day);
    }
    koppel_lay_draft(text, &draft, 0, 0);
    if (fit->policy->as_of == KOPPEL_NO_DATE && last.day == fit->as_of) {
        koppel_place_format(koppel_case_file_name(fit->kase, last.table), last.line, 0, place, sizeof place);
        koppel_text_add(&draft, "(the last day that the tables record: %s)", place);
        koppel_lay_draft(text, &draft, 0, 0);
    }
    if (fit->kase->n_readings == 1) {
        koppel_text_add(text, "One thing in the tables was read in a special way: the notes name it.\n");
    } else if (fit->kase->n_readings > 1) {
        koppel_text_add(text, "%" PRId32 " things in the tables were read in a special way: the notes name them.\n",
                        fit->kase->n_readings);
    }
}

static void say_totals(struct koppel_text *text, const struct koppel_tally *tally)
{
    int64_t without = tally->n_households - tally->n_placed_households;

    koppel_text_add(text,
                    tally->n_placed_households == 1
                        ? _("%" PRId64 " of %" PRId64 " households gets a home: %" PRId64 " of %" PRId64 " people. ")
                        : _("%" PRId64 " of %" PRId64 " households get a home: %" PRId64 " of %" PRId64 " people. "),
                    tally->n_placed_households, tally->n_households, tally->n_placed_persons, tally->n_persons);
    if (without > 0) {
        koppel_text_add(
            text, without == 1 ? _("%" PRId64 " household gets no home. ") : _("%" PRId64 " households get no home. "),
            without);
    }
    koppel_text_add(text,
                    tally->n_free_places == 1 ? _("%" PRId64 " of %" PRId64 " places stays free.")
                                              : _("%" PRId64 " of %" PRId64 " places stay free."),
                    tally->n_free_places, tally->n_places);
}

/* How many get a home, how good that is, what the lot decided, and what becomes of the earlier proposal. */
static enum koppel_status outcome(struct koppel_text *text, const struct koppel_report *report,
                                  const struct koppel_tally *tally, bool verbose)
{
    struct koppel_text draft = {0};

    koppel_text_add(text, "\n");
    say_totals(&draft, tally);
    koppel_lay_draft(text, &draft, 2, 2);
    koppel_proof_text(&draft, report);
    koppel_lay_draft(text, &draft, 2, 2);
    koppel_say_ties(&draft, report);
    koppel_lay_draft(text, &draft, 2, 2);
    koppel_say_changes(&draft, report);
    koppel_lay_draft(text, &draft, 2, 2);
    return koppel_list_changes(text, report, verbose);
}

/* ---- Agreements ---- */

static void say_agreement(struct koppel_text *text, const struct koppel_suitability *fit,
                          const struct koppel_account *account)
{
    const struct koppel_agreement *agreement = &fit->kase->agreements[account->place];
    const char *name = koppel_corporation_name(fit->kase, agreement->corporation);
    bool is_less = koppel_agreement_off(fit, account) < 0;
    int32_t agreed = is_less ? agreement->min_homes : agreement->max_homes;

    if (agreement->municipality != KOPPEL_NONE) {
        koppel_text_add(text,
                        is_less ? _("%s in %s: homes given by this proposal %" PRId64 ", agreed at least %" PRId32 ".")
                                : _("%s in %s: homes given by this proposal %" PRId64 ", agreed at most %" PRId32 "."),
                        name, koppel_municipality_name(fit->kase, agreement->municipality), account->placed, agreed);
    } else {
        koppel_text_add(text,
                        is_less ? _("%s: homes given by this proposal %" PRId64 ", agreed at least %" PRId32 ".")
                                : _("%s: homes given by this proposal %" PRId64 ", agreed at most %" PRId32 "."),
                        name, account->placed, agreed);
    }
}

static void agreements(struct koppel_text *text, const struct koppel_report *report, const struct koppel_tally *tally,
                       bool verbose)
{
    int64_t n_shown = 0;

    if (tally->n_agreements == 0) {
        return;
    }
    koppel_text_add(text,
                    "\nAgreements with corporations (prestatieafspraken) that are kept: %" PRId64 " of %" PRId64 "\n",
                    tally->n_agreements - tally->n_agreements_off, tally->n_agreements);
    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        const struct koppel_account *account = &report->verdict->accounts[k];
        struct koppel_text draft = {0};

        if (account->kind == KOPPEL_ACCOUNT_AGREEMENT && koppel_agreement_off(report->fit, account) != 0 &&
            (verbose || n_shown++ < AGREEMENTS_SHOWN)) {
            say_agreement(&draft, report->fit, account);
            koppel_lay_draft(text, &draft, 2, 4);
        }
    }
}

enum koppel_status koppel_report_summary(const struct koppel_report *report, const struct koppel_summary_extent *extent,
                                         struct koppel_text *text)
{
    struct koppel_tally tally = koppel_tally_make(report);
    bool verbose = extent->verbose;
    enum koppel_status status = KOPPEL_OK;

    head(text, report);
    status = outcome(text, report, &tally, verbose);
    if (status == KOPPEL_OK) {
        status = koppel_offers_text(text, report, extent->n_offers);
    }
    if (status == KOPPEL_OK && tally.n_placed_households < tally.n_households) {
        status = koppel_no_home_text(text, report, verbose);
    }
    koppel_need_text(text, report);
    if (status == KOPPEL_OK) {
        status = koppel_full_areas_text(text, report, verbose);
    }
    koppel_decisions_summary(text, report, verbose);
    agreements(text, report, &tally, verbose);
    if (status == KOPPEL_OK) {
        status = koppel_targets_text(text, report, &tally, verbose);
    }
    if (status == KOPPEL_OK) {
        status = koppel_spread_text(text, report, &tally);
    }
    koppel_groups_text(text, report);
    if (status == KOPPEL_OK) {
        status = koppel_access_text(text, report);
    }
    if (extent->questions != NULL && extent->questions[0] != '\0') {
        koppel_text_add(text, "\nWhat another choice would do\n");
        koppel_text_add(text, "%s", extent->questions);
    }
    if (status == KOPPEL_OK && verbose) {
        status = koppel_figures_text(text, report);
    }
    koppel_text_add(text,
                    "\nThis is a proposal; a person decides on each offer. `koppel why` explains any household.\n");
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}
