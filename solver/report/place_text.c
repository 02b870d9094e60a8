// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* place_text.c - `koppel why` of a home and of a neighbourhood (see place_text.h). */
#include "report/place_text.h"

#include "base/memory.h"
#include "model/score.h"
#include "report/area_tables.h"
#include "report/layout.h"
#include "report/reason.h"
#include "report/wording.h"
#include "verify/decided_accounts.h"

#include <inttypes.h>
#include <stdlib.h>

enum { MOST_LISTED = 20 };

static void end_line(struct koppel_text *text, struct koppel_text *draft, int indent)
{
    koppel_text_add(text, "%*s", indent, "");
    koppel_lay_words(text, indent, indent + 2, draft->bytes != NULL ? draft->bytes : "");
    text->failed = text->failed || draft->failed;
    koppel_text_free(draft);
}

static int compare_candidates(const void *a, const void *b)
{
    const struct koppel_candidate *one = a;
    const struct koppel_candidate *other = b;

    if (one->score != other->score) {
        return one->score > other->score ? -1 : 1;
    }
    return one->household < other->household ? -1 : 1;
}

enum koppel_status koppel_candidates_list(const struct koppel_suitability *fit, int32_t unit,
                                          struct koppel_candidate **candidates, int32_t *n)
{
    int32_t n_households = fit->kase->n_households;

    *n = 0;
    *candidates = koppel_new((size_t)n_households, sizeof **candidates);
    if (*candidates == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < n_households; i++) {
        if (koppel_household_fits_unit(fit, i, unit) == KOPPEL_SUITABLE) {
            (*candidates)[(*n)++] = (struct koppel_candidate){
                .household = i, .score = koppel_pair_score(fit, i, unit), .change = {.unit = KOPPEL_NONE}};
        }
    }
    qsort(*candidates, (size_t)*n, sizeof **candidates, compare_candidates);
    return KOPPEL_OK;
}

/* "H4: fit 552; is offered U7 (1 room, ...)." and what giving it this home would change. */
static enum koppel_status say_candidate(struct koppel_text *text, struct koppel_reasons *reasons, int32_t unit,
                                        const struct koppel_candidate *candidate)
{
    const struct koppel_report *report = reasons->report;
    const struct koppel_case *kase = report->fit->kase;
    int32_t offered = report->proposal->unit_of[candidate->household];
    struct koppel_text draft = {0};
    struct koppel_text explanation = {0};
    struct koppel_text change = {0};
    enum koppel_reason reason = KOPPEL_REASON_OUTRANKED;
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(&draft, "%s: fit ", kase->households[candidate->household].id);
    koppel_say_points(&draft, candidate->score);
    if (offered == unit) {
        koppel_text_add(&draft, ", is offered this home");
    } else if (offered != KOPPEL_NONE) {
        koppel_text_add(&draft, ", is offered ");
        koppel_say_home(&draft, kase, offered);
    } else {
        status = koppel_reason_find(reasons, candidate->household, &reason, &explanation, &change);
        koppel_text_add(&draft, ", has no offer: %s", _(koppel_reason_text(reason)));
    }
    if (candidate->change.state == KOPPEL_ALTERNATIVE_NONE) {
        koppel_text_add(&draft, ". With this home a rule that must be met would be broken, whatever the others get");
    } else if (candidate->change.state != KOPPEL_ALTERNATIVE_UNKNOWN) {
        koppel_text_add(&draft, ". With this home: ");
        koppel_say_change(&draft, report, &candidate->change);
    }
    koppel_text_add(&draft, ".");
    end_line(text, &draft, 2);
    koppel_text_free(&explanation);
    koppel_text_free(&change);
    return status;
}

enum koppel_status koppel_report_home(const struct koppel_report *report, int32_t unit,
                                      const struct koppel_candidate *candidates, int32_t n, struct koppel_text *text)
{
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_reasons reasons = {0};
    struct koppel_text draft = {0};
    int32_t n_tenants = 0;
    enum koppel_status status = koppel_reasons_make(&reasons, report);

    koppel_text_add(&draft, "Home ");
    koppel_say_home(&draft, kase, unit);
    koppel_text_add(&draft, ", ");
    koppel_say_place(&draft, kase, KOPPEL_AREA_NEIGHBOURHOOD, kase->units[unit].neighbourhood);
    koppel_text_add(&draft, ", corporation %s, ", koppel_corporation_name(kase, kase->units[unit].corporation));
    koppel_say_count(&draft, kase->units[unit].places, "place", "places");
    end_line(text, &draft, 0);
    for (int32_t i = 0; i < kase->n_households; i++) {
        if (report->proposal->unit_of[i] == unit) {
            koppel_text_add(&draft, n_tenants++ == 0 ? _("Offered to: %s") : ", %s", kase->households[i].id);
        }
    }
    koppel_text_add(&draft, n_tenants == 0 ? _("Offered to nobody.") : ".");
    end_line(text, &draft, 0);
    koppel_text_add(text, "\nWho could live here: %" PRId32 " of %" PRId32 " households%s\n", n, kase->n_households,
                    n > 1 ? _(", the best fit first") : "");
    for (int32_t k = 0; k < n && k < MOST_LISTED && status == KOPPEL_OK; k++) {
        status = say_candidate(text, &reasons, unit, &candidates[k]);
    }
    if (n > MOST_LISTED) {
        koppel_text_add(text, "  and %" PRId32 " more that fit no better\n", n - MOST_LISTED);
    }
    koppel_text_add(text, "\nThis is a proposal; a person decides on each offer.\n");
    koppel_reasons_free(&reasons);
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}

/* How full the area of the neighbourhood is: _("holds 133 permit holders, 0 of them new; fair share 78, limit 133"). */
static void say_account(struct koppel_text *text, const struct koppel_report *report,
                        const struct koppel_account *account)
{
    int64_t after = account->base + account->placed;
    int64_t fair = koppel_fair_share_thousandths(account);
    struct koppel_text draft = {0};
    char number[40];

    koppel_say_place(&draft, report->fit->kase, account->area, account->place);
    koppel_text_add(&draft, " holds %" PRId64 " with this proposal: %" PRId64 " were there, %" PRId64 " are new.",
                    after, account->base, account->placed);
    if (fair != KOPPEL_UNKNOWN) {
        koppel_text_add(&draft, " Its fair share is %s.",
                        koppel_decimal_format((fair + 50) / 100, 10, koppel_language_decimal(), number, sizeof number));
    }
    if (account->max == KOPPEL_UNKNOWN) {
        koppel_text_add(&draft, " It has no limit.");
    } else if (koppel_above_cap_before(report->fit, account) == KOPPEL_YES) {
        koppel_text_add(&draft,
                        account->enforce != KOPPEL_MUST
                            ? _(" It was over its limit before this round: %" PRId64 " of at most %" PRId64 ".")
                        : account->kept + account->excepted > 0
                            ? _(" It was over its limit before this round, %" PRId64 " of at most %" PRId64
                                ", so only decided homes are offered there.")
                            : _(" It was over its limit before this round, %" PRId64 " of at most %" PRId64
                                ", so nobody is offered a home there."),
                        account->base, koppel_area_cap(report->fit, account));
    } else if (after > account->max && account->excepted > 0) {
        koppel_text_add(&draft,
                        " The limit is %" PRId64 ": %" PRId64 " over; without the %" PRId64
                        " by exception, which do not count against it, %" PRId64 ".",
                        account->max, after - account->max, account->excepted,
                        koppel_account_total(account) > account->max ? koppel_account_total(account) - account->max
                                                                     : 0);
    } else if (after > account->max) {
        koppel_text_add(&draft, " The limit is %" PRId64 ": %" PRId64 " over.", account->max, after - account->max);
    } else if (after == account->max) {
        koppel_text_add(&draft, " The limit is %" PRId64 ": it is full.", account->max);
    } else {
        koppel_text_add(&draft, " The limit is %" PRId64 ": room for %" PRId64 " more.", account->max,
                        account->max - after);
    }
    end_line(text, &draft, 0);
}

/* "U5 (1 room, ...): offered to H2." or free, with how many of those who are left it suits. */
static void say_unit(struct koppel_text *text, const struct koppel_report *report, int32_t unit)
{
    const struct koppel_case *kase = report->fit->kase;
    struct koppel_text draft = {0};
    int32_t n_tenants = 0;
    int32_t n_left = 0;

    koppel_say_home(&draft, kase, unit);
    for (int32_t i = 0; i < kase->n_households; i++) {
        int32_t offered = report->proposal->unit_of[i];

        if (offered == unit) {
            koppel_text_add(&draft, n_tenants++ == 0 ? _(": offered to %s") : ", %s", kase->households[i].id);
        } else if (offered == KOPPEL_NONE) {
            n_left += koppel_household_fits_unit(report->fit, i, unit) == KOPPEL_SUITABLE;
        }
    }
    if (n_tenants < kase->units[unit].places) {
        koppel_text_add(&draft, n_tenants == 0 ? _(": stays free") : _("; has a free place"));
        if (n_left > 0) {
            koppel_text_add(&draft, ", and suits ");
            koppel_say_count(&draft, n_left, "household without an offer", "households without an offer");
        }
    }
    koppel_text_add(&draft, ".");
    end_line(text, &draft, 2);
}

/* Is the account of an area that the neighbourhood lies in? */
static bool is_about(const struct koppel_case *kase, const struct koppel_account *account, int32_t neighbourhood)
{
    return account->kind == KOPPEL_ACCOUNT_SPREAD &&
           ((account->area == KOPPEL_AREA_NEIGHBOURHOOD && account->place == neighbourhood) ||
            (account->area == KOPPEL_AREA_DISTRICT && account->place == kase->neighbourhoods[neighbourhood].district));
}

enum koppel_status koppel_report_area(const struct koppel_report *report, int32_t neighbourhood,
                                      struct koppel_text *text)
{
    const struct koppel_case *kase = report->fit->kase;
    int32_t n = 0;

    for (int32_t k = 0; k < report->verdict->n_accounts; k++) {
        if (is_about(kase, &report->verdict->accounts[k], neighbourhood)) {
            say_account(text, report, &report->verdict->accounts[k]);
        }
    }
    for (int32_t j = 0; j < kase->n_units; j++) {
        n += kase->units[j].neighbourhood == neighbourhood;
    }
    koppel_text_add(text, "\nIts homes: %" PRId32 "\n", n);
    for (int32_t j = 0; j < kase->n_units; j++) {
        if (kase->units[j].neighbourhood == neighbourhood) {
            say_unit(text, report, j);
        }
    }
    koppel_text_add(text, "\nThis is a proposal; a person decides on each offer.\n");
    return koppel_text_status(text);
}
