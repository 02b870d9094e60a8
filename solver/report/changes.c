// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* changes.c - what a new proposal changes of an earlier one (see changes.h); changes.csv (see documents.h). */
#include "report/changes.h"
#include "report/decisions_text.h"

#include "base/memory.h"
#include "model/score.h"
#include "report/documents.h"
#include "report/layout.h"
#include "report/offer_worth.h"
#include "report/wording.h"

#include <inttypes.h>
#include <stdlib.h>

/* Changed offers that the terminal lists besides those that were put in by hand. */
enum { FEW_CHANGES = 3 };

const char *koppel_change_code(enum koppel_change change)
{
    static const char *const codes[KOPPEL_N_CHANGES] = {"kept",  "household_gone", "home_gone", "unsuitable", "decided",
                                                        "moved", "dropped",        "new",       "back"};

    return codes[change];
}

static enum koppel_change change_of(const struct koppel_suitability *fit, const int32_t *unit_of, int32_t row)
{
    const struct koppel_earlier_offer *offer = &fit->kase->earlier[row];

    switch ((enum koppel_fate)fit->earlier_fate[row]) {
    case KOPPEL_FATE_HOUSEHOLD_GONE:
        return KOPPEL_CHANGE_HOUSEHOLD_GONE;
    case KOPPEL_FATE_HOME_GONE:
        return KOPPEL_CHANGE_HOME_GONE;
    case KOPPEL_FATE_UNSUITABLE:
        return KOPPEL_CHANGE_UNSUITABLE;
    case KOPPEL_FATE_DECIDED:
        return KOPPEL_CHANGE_DECIDED;
    case KOPPEL_FATE_STANDS:
    case KOPPEL_N_FATES:
        break;
    }
    if (unit_of[offer->household] == offer->unit) {
        return KOPPEL_CHANGE_KEPT;
    }
    return unit_of[offer->household] != KOPPEL_NONE ? KOPPEL_CHANGE_MOVED : KOPPEL_CHANGE_DROPPED;
}

/* The home of an earlier offer that a person deleted; KOPPEL_NONE: nobody did. */
static int32_t unit_deleted(const struct koppel_suitability *fit, int32_t household)
{
    return fit->kase->earlier_deleted != NULL ? fit->kase->earlier_deleted[household] : KOPPEL_NONE;
}

/* What becomes of a household that had no earlier offer. */
static enum koppel_change change_without(const struct koppel_suitability *fit, const int32_t *unit_of,
                                         int32_t household)
{
    int32_t unit = unit_of[household];

    if (unit == KOPPEL_NONE) {
        return KOPPEL_CHANGE_KEPT;
    }
    return unit_deleted(fit, household) == unit ? KOPPEL_CHANGE_BACK : KOPPEL_CHANGE_NEW;
}

struct koppel_change_counts koppel_changes_count(const struct koppel_suitability *fit, const int32_t *unit_of)
{
    struct koppel_change_counts counts = {.n_standing = fit->n_earlier_standing, .n_offers = fit->kase->n_earlier};
    if (!fit->kase->has_earlier) {
        return counts;
    }
    for (int32_t k = 0; k < fit->kase->n_earlier; k++) {
        counts.n[change_of(fit, unit_of, k)]++;
    }
    for (int32_t i = 0; i < fit->kase->n_households; i++) {
        if (fit->earlier_row[i] == KOPPEL_NONE && unit_of[i] != KOPPEL_NONE) {
            counts.n[change_without(fit, unit_of, i)]++;
        }
    }
    return counts;
}

/* ---- For the terminal ---- */

/* " 2 more could not stand: their household is gone." and the other causes, a sentence each. */
static void say_gone(struct koppel_text *text, const struct koppel_change_counts *counts)
{
    const int64_t *n = counts->n;

    if (n[KOPPEL_CHANGE_HOUSEHOLD_GONE] > 0) {
        koppel_text_add(text, " Offers that could not stand because the household is gone: %" PRId64 ".",
                        n[KOPPEL_CHANGE_HOUSEHOLD_GONE]);
    }
    if (n[KOPPEL_CHANGE_HOME_GONE] > 0) {
        koppel_text_add(text, " Offers that could not stand because the home is gone: %" PRId64 ".",
                        n[KOPPEL_CHANGE_HOME_GONE]);
    }
    if (n[KOPPEL_CHANGE_UNSUITABLE] > 0) {
        koppel_text_add(text, " Offers that could not stand because the home no longer suits: %" PRId64 ".",
                        n[KOPPEL_CHANGE_UNSUITABLE]);
    }
    if (n[KOPPEL_CHANGE_DECIDED] > 0) {
        koppel_text_add(text, " Offers that could not stand because it is decided otherwise: %" PRId64 ".",
                        n[KOPPEL_CHANGE_DECIDED]);
    }
}

void koppel_say_changes(struct koppel_text *text, const struct koppel_report *report)
{
    const struct koppel_suitability *fit = report->fit;
    struct koppel_change_counts counts = koppel_changes_count(fit, report->proposal->unit_of);
    int64_t n_changed = counts.n[KOPPEL_CHANGE_MOVED] + counts.n[KOPPEL_CHANGE_DROPPED];
    int64_t n_new = counts.n[KOPPEL_CHANGE_NEW];

    if (!fit->kase->has_earlier) {
        return;
    }
    koppel_text_add(text,
                    n_changed == 1 ? _("%" PRId64 " of %" PRId64 " earlier offers is changed, %" PRId64 " are kept.")
                                   : _("%" PRId64 " of %" PRId64 " earlier offers are changed, %" PRId64 " are kept."),
                    n_changed, counts.n_standing, counts.n[KOPPEL_CHANGE_KEPT]);
    if (fit->policy->stay_max_changes != KOPPEL_UNKNOWN) {
        koppel_text_add(text, " At most %" PRId32 " may change.", fit->policy->stay_max_changes);
    }
    say_gone(text, &counts);
    if (n_new > 0) {
        koppel_text_add(text,
                        n_new == 1 ? _(" %" PRId64 " household that had no offer has one now.")
                                   : _(" %" PRId64 " households that had no offer have one now."),
                        n_new);
    }
    if (counts.n[KOPPEL_CHANGE_BACK] > 0) {
        koppel_text_add(text,
                        counts.n[KOPPEL_CHANGE_BACK] == 1
                            ? _(" %" PRId64 " offer that was deleted by hand comes back.")
                            : _(" %" PRId64 " offers that were deleted by hand come back."),
                        counts.n[KOPPEL_CHANGE_BACK]);
    }
    koppel_text_add(text, report->facts->starts_from_earlier
                              ? _(" The search began with what was left of the earlier proposal.")
                              : _(" What was left of the earlier proposal breaks a rule, so the search began anew."));
}

/* ---- changes.csv ---- */

/* Who is offered a home: first_in[unit] and next_in[household]; KOPPEL_NONE ends a list. */
struct tenants {
    int32_t *first_in;
    int32_t *next_in;
};

static enum koppel_status tenants_list(const struct koppel_report *report, struct tenants *tenants)
{
    const struct koppel_case *kase = report->fit->kase;

    tenants->first_in = koppel_new((size_t)kase->n_units, sizeof *tenants->first_in);
    tenants->next_in = koppel_new((size_t)kase->n_households, sizeof *tenants->next_in);
    if (tenants->first_in == NULL || tenants->next_in == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        tenants->first_in[j] = KOPPEL_NONE;
    }
    for (int32_t i = kase->n_households - 1; i >= 0; i--) {
        int32_t j = report->proposal->unit_of[i];

        if (j != KOPPEL_NONE) {
            tenants->next_in[i] = tenants->first_in[j];
            tenants->first_in[j] = i;
        }
    }
    return KOPPEL_OK;
}

static int32_t kept_unit(const struct koppel_suitability *fit, int32_t household, const int32_t *unit_of)
{
    return unit_of[household] != KOPPEL_NONE && koppel_pair_is_kept(fit, household, unit_of[household])
               ? unit_of[household]
               : KOPPEL_NONE;
}

/* Where the earlier home goes: to others, or to nobody. */
static void say_home(struct koppel_text *text, const struct koppel_case *kase, const struct tenants *tenants,
                     int32_t unit)
{
    const char *between = "";

    if (tenants->first_in[unit] == KOPPEL_NONE) {
        koppel_text_add(text, "nobody is offered the earlier home now");
        return;
    }
    koppel_text_add(text, "the earlier home is offered to ");
    for (int32_t i = tenants->first_in[unit]; i != KOPPEL_NONE; i = tenants->next_in[i]) {
        koppel_text_add(text, "%s%s", between, kase->households[i].id);
        between = ", ";
    }
}

/* The rule that refuses the pair, with the decision where there is one. */
static void say_unsuitable(struct koppel_text *text, const struct koppel_suitability *fit,
                           const struct koppel_earlier_offer *offer)
{
    enum koppel_refusal refusal = koppel_household_fits_unit(fit, offer->household, offer->unit);
    const struct koppel_decision *row = NULL;

    if (refusal == KOPPEL_REFUSAL_REFUSED || refusal == KOPPEL_REFUSAL_FORBIDDEN) {
        row = koppel_pair_refused(fit, offer->household, offer->unit,
                                  refusal == KOPPEL_REFUSAL_REFUSED ? KOPPEL_REFUSED : KOPPEL_FORBID);
    }
    koppel_text_add(text, "%s", _(koppel_refusal_text(refusal)));
    if (row != NULL) {
        koppel_text_add(text, " (");
        koppel_say_decided(text, row);
        koppel_text_add(text, ")");
    }
}

static void say_why(struct koppel_text *text, const struct koppel_report *report, const struct tenants *tenants,
                    enum koppel_change change, const struct koppel_earlier_offer *offer)
{
    const struct koppel_suitability *fit = report->fit;
    int32_t kept = KOPPEL_NONE;

    switch (change) {
    case KOPPEL_CHANGE_HOUSEHOLD_GONE:
        koppel_text_add(text, "the household is not in the tables any more");
        return;
    case KOPPEL_CHANGE_HOME_GONE:
        koppel_text_add(text, "the home is not in the tables any more");
        return;
    case KOPPEL_CHANGE_UNSUITABLE:
        say_unsuitable(text, fit, offer);
        return;
    case KOPPEL_CHANGE_DECIDED:
        kept = kept_unit(fit, offer->household, report->proposal->unit_of);
        koppel_text_add(text, "a recorded decision keeps ");
        koppel_text_add(text, kept != KOPPEL_NONE ? _("the household in %s") : _("every place of %s for others"),
                        fit->kase->units[kept != KOPPEL_NONE ? kept : offer->unit].id);
        return;
    case KOPPEL_CHANGE_MOVED:
    case KOPPEL_CHANGE_DROPPED:
        say_home(text, fit->kase, tenants, offer->unit);
        return;
    case KOPPEL_CHANGE_BACK:
        koppel_text_add(text, "this offer was deleted by hand and comes back; decisions.csv can keep it out");
        return;
    case KOPPEL_CHANGE_NEW:
        kept = unit_deleted(fit, offer->household);
        if (kept != KOPPEL_NONE) {
            koppel_text_add(text, "its offer of %s was deleted by hand", fit->kase->units[kept].id);
        } else {
            koppel_text_add(text, "it had no earlier offer");
        }
        return;
    case KOPPEL_CHANGE_KEPT:
    case KOPPEL_N_CHANGES:
        return;
    }
}

enum koppel_status koppel_say_earlier_offer(struct koppel_text *text, const struct koppel_report *report,
                                            int32_t household)
{
    const struct koppel_suitability *fit = report->fit;
    int32_t row = fit->earlier_row != NULL ? fit->earlier_row[household] : KOPPEL_NONE;
    struct tenants tenants = {0};
    enum koppel_change change = KOPPEL_CHANGE_KEPT;
    enum koppel_status status = KOPPEL_OK;

    if (row == KOPPEL_NONE && fit->earlier_row != NULL && unit_deleted(fit, household) != KOPPEL_NONE) {
        change = change_without(fit, report->proposal->unit_of, household);
        koppel_text_add(text, "Earlier offer: %s, which was deleted by hand%s.",
                        fit->kase->units[unit_deleted(fit, household)].id,
                        change == KOPPEL_CHANGE_BACK ? _(" and comes back") : "");
    }
    if (row == KOPPEL_NONE) {
        return KOPPEL_OK;
    }
    status = tenants_list(report, &tenants);
    if (status == KOPPEL_OK) {
        change = change_of(fit, report->proposal->unit_of, row);
        koppel_text_add(text, "Earlier offer: %s (%s)", fit->kase->earlier[row].unit_id, koppel_change_code(change));
        koppel_text_append(text, ": ", change == KOPPEL_CHANGE_KEPT ? 0 : 2);
        say_why(text, report, &tenants, change, &fit->kase->earlier[row]);
        koppel_text_add(text, ".");
    }
    free(tenants.first_in);
    free(tenants.next_in);
    return status;
}

static void score_cell(struct koppel_csv *csv, const struct koppel_suitability *fit, int32_t household, int32_t unit)
{
    if (household == KOPPEL_NONE || unit == KOPPEL_NONE) {
        koppel_csv_empty(csv);
    } else {
        koppel_csv_decimal(csv, koppel_pair_score(fit, household, unit), KOPPEL_MICRO);
    }
}

/* One row; `offer` is the earlier one, with empty texts and no unit where there was none. */
static enum koppel_status change_row(struct koppel_csv *csv, const struct koppel_report *report,
                                     const struct tenants *tenants, enum koppel_change change,
                                     const struct koppel_earlier_offer *offer)
{
    int32_t after = offer->household != KOPPEL_NONE ? report->proposal->unit_of[offer->household] : KOPPEL_NONE;
    bool suited = change == KOPPEL_CHANGE_MOVED || change == KOPPEL_CHANGE_DROPPED || change == KOPPEL_CHANGE_DECIDED;
    struct koppel_text why = {0};
    struct koppel_text cost = {0};
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(&why, "%s", offer->is_edited ? _("put in by hand; ") : "");
    say_why(&why, report, tenants, change, offer);
    koppel_csv_text(csv, offer->household_id);
    koppel_csv_text(csv, offer->unit_id);
    koppel_csv_text(csv, after != KOPPEL_NONE ? report->fit->kase->units[after].id : NULL);
    koppel_csv_text(csv, koppel_change_code(change));
    koppel_csv_text(csv, why.bytes);
    score_cell(csv, report->fit, offer->household, suited ? offer->unit : KOPPEL_NONE);
    score_cell(csv, report->fit, offer->household, after);
    if (report->keep_costs != NULL && (change == KOPPEL_CHANGE_MOVED || change == KOPPEL_CHANGE_DROPPED)) {
        koppel_say_change(&cost, report, &report->keep_costs[offer->household]);
    }
    koppel_csv_text(csv, cost.bytes);
    koppel_csv_end(csv);
    status = koppel_text_status(&why) == KOPPEL_OK ? koppel_text_status(&cost) : KOPPEL_E_MEMORY;
    koppel_text_free(&why);
    koppel_text_free(&cost);
    return status;
}

static enum koppel_status household_row(struct koppel_csv *csv, const struct koppel_report *report,
                                        const struct tenants *tenants, int32_t household)
{
    const struct koppel_case *kase = report->fit->kase;
    int32_t row = report->fit->earlier_row[household];
    const struct koppel_earlier_offer none = {
        .household_id = kase->households[household].id, .household = household, .unit = KOPPEL_NONE};
    enum koppel_change change = row == KOPPEL_NONE ? change_without(report->fit, report->proposal->unit_of, household)
                                                   : change_of(report->fit, report->proposal->unit_of, row);

    return change == KOPPEL_CHANGE_KEPT
               ? KOPPEL_OK
               : change_row(csv, report, tenants, change, row == KOPPEL_NONE ? &none : &kase->earlier[row]);
}

enum koppel_status koppel_changes_table(const struct koppel_report *report, struct koppel_text *text)
{
    static const char *const names[] = {"household",   "before",       "after",       "change",
                                        "explanation", "score_before", "score_after", "cost_of_keeping"};
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_csv csv = koppel_csv_begin(text, kase);
    struct tenants tenants = {0};
    enum koppel_status status = tenants_list(report, &tenants);

    koppel_csv_header(&csv, names, sizeof names / sizeof *names);
    for (int32_t i = 0; i < kase->n_households && status == KOPPEL_OK; i++) {
        status = household_row(&csv, report, &tenants, i);
    }
    for (int32_t k = 0; k < kase->n_earlier && status == KOPPEL_OK; k++) {
        if (kase->earlier[k].household == KOPPEL_NONE) {
            status = change_row(&csv, report, &tenants, KOPPEL_CHANGE_HOUSEHOLD_GONE, &kase->earlier[k]);
        }
    }
    free(tenants.first_in);
    free(tenants.next_in);
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}

/* ---- Each undone offer, for the terminal ---- */

static void say_keeping(struct koppel_text *text, const struct koppel_report *report,
                        const struct koppel_alternative *cost)
{
    if (cost->state == KOPPEL_ALTERNATIVE_NONE) {
        koppel_text_add(text, "; no proposal that follows every rule keeps it");
    } else if (cost->state != KOPPEL_ALTERNATIVE_UNKNOWN) {
        koppel_text_add(text, "; keeping it would mean: ");
        koppel_say_change(text, report, cost);
    }
}

/* One offer that is changed: what instead, why, and what keeping it would cost. */
static enum koppel_status list_change(struct koppel_text *text, const struct koppel_report *report,
                                      const struct tenants *tenants, const struct koppel_earlier_offer *offer,
                                      enum koppel_change change)
{
    const struct koppel_case *kase = report->fit->kase;
    int32_t after = report->proposal->unit_of[offer->household];
    struct koppel_text line = {0};
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(&line, "%s: %s instead of %s%s: ", offer->household_id,
                    after != KOPPEL_NONE ? kase->units[after].id : _("no home"), offer->unit_id,
                    offer->is_edited ? _(", which was put in by hand") : "");
    say_why(&line, report, tenants, change, offer);
    if (report->keep_costs != NULL && (change == KOPPEL_CHANGE_MOVED || change == KOPPEL_CHANGE_DROPPED)) {
        say_keeping(&line, report, &report->keep_costs[offer->household]);
    }
    status = koppel_text_status(&line);
    koppel_text_add(text, "    ");
    koppel_lay_words(text, 4, 6, line.bytes != NULL ? line.bytes : "");
    koppel_text_free(&line);
    return status;
}

/* An offer that was deleted by hand and comes back, and what the proposal would lose without it. */
static enum koppel_status list_back(struct koppel_text *text, const struct koppel_report *report, int32_t household)
{
    const struct koppel_case *kase = report->fit->kase;
    int32_t unit = report->proposal->unit_of[household];
    struct koppel_alternative lost;
    struct koppel_text line = {0};
    enum koppel_status status = koppel_offer_weigh(report, household, unit, &lost);

    koppel_text_add(&line, "%s: %s comes back, which was deleted by hand; decisions.csv can keep it out",
                    kase->households[household].id, kase->units[unit].id);
    if (status == KOPPEL_OK && lost.state == KOPPEL_ALTERNATIVE_EXACT) {
        koppel_text_add(&line, "; without it: ");
        koppel_say_change(&line, report, &lost);
    }
    status = status == KOPPEL_OK ? koppel_text_status(&line) : status;
    koppel_text_add(text, "    ");
    koppel_lay_words(text, 4, 6, line.bytes != NULL ? line.bytes : "");
    koppel_text_free(&line);
    return status;
}

/* Is the change of an earlier offer listed: one that could have stood, or one that a person put in by hand? */
static bool is_listed(const struct koppel_earlier_offer *offer, enum koppel_change change)
{
    if (offer->is_edited) {
        return change != KOPPEL_CHANGE_KEPT && offer->household != KOPPEL_NONE;
    }
    return change == KOPPEL_CHANGE_MOVED || change == KOPPEL_CHANGE_DROPPED;
}

enum koppel_status koppel_list_changes(struct koppel_text *text, const struct koppel_report *report, bool all)
{
    const struct koppel_suitability *fit = report->fit;
    struct tenants tenants = {0};
    int64_t n_found[2] = {0}; /* others; put in by hand */
    enum koppel_status status = fit->kase->has_earlier ? tenants_list(report, &tenants) : KOPPEL_OK;

    for (int32_t i = 0; fit->kase->has_earlier && i < fit->kase->n_households && status == KOPPEL_OK; i++) {
        if (fit->earlier_row[i] == KOPPEL_NONE &&
            change_without(fit, report->proposal->unit_of, i) == KOPPEL_CHANGE_BACK) {
            status = list_back(text, report, i);
        }
    }
    for (int edited = 1; edited >= 0; edited--) {
        for (int32_t k = 0; k < fit->kase->n_earlier && status == KOPPEL_OK; k++) {
            const struct koppel_earlier_offer *offer = &fit->kase->earlier[k];
            enum koppel_change change = change_of(fit, report->proposal->unit_of, k);

            if (offer->is_edited != (edited == 1) || !is_listed(offer, change)) {
                continue;
            }
            n_found[edited]++;
            if (all || edited == 1 || n_found[0] <= FEW_CHANGES) {
                status = list_change(text, report, &tenants, offer, change);
            }
        }
    }
    if (!all && n_found[0] > FEW_CHANGES) {
        koppel_text_add(text, "    and %" PRId64 " more: --verbose and changes.csv have them all\n",
                        n_found[0] - FEW_CHANGES);
    }
    free(tenants.first_in);
    free(tenants.next_in);
    return status;
}

enum koppel_status koppel_earlier_table(const struct koppel_report *report, struct koppel_text *text)
{
    koppel_text_add(text, "%s", report->fit->kase->earlier_text);
    return koppel_text_status(text);
}
