// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written_edits.c - what a person changed in a written proposal (see written_files.h). */
#include "report/layout.h"
#include "report/offer_worth.h"
#include "report/wording.h"
#include "solve/written_files.h"

enum { WEIGHED = 20 }; /* what it costs is told of so many deleted offers: each takes another count of everything */

/* "H2: loses U7 and has no offer now. That costs: fit 477 points lower." */
static enum koppel_status say_deletion(struct koppel_text *draft, const struct koppel_report *report, int32_t household,
                                       int32_t before, bool is_weighed)
{
    struct koppel_alternative lost = {.state = KOPPEL_ALTERNATIVE_UNKNOWN};
    enum koppel_status status =
        is_weighed && koppel_household_fits_unit(report->fit, household, before) == KOPPEL_SUITABLE
            ? koppel_offer_weigh(report, household, before, &lost)
            : KOPPEL_OK;

    koppel_text_add(draft, "loses ");
    koppel_say_home(draft, report->fit->kase, before);
    koppel_text_add(draft, " and has no offer now.");
    if (lost.state == KOPPEL_ALTERNATIVE_EXACT) {
        koppel_text_add(draft, " That costs: ");
        koppel_say_change(draft, report, &lost);
        koppel_text_add(draft, ".");
    }
    return status;
}

static enum koppel_status say_edit(struct koppel_text *text, const struct koppel_report *report, int32_t household,
                                   bool is_weighed)
{
    const struct koppel_case *kase = report->fit->kase;
    int32_t before = report->proposal->edits[household].before;
    int32_t now = report->proposal->unit_of[household];
    struct koppel_text draft = {0};
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(&draft, "%s: ", kase->households[household].id);
    if (before == KOPPEL_NONE) {
        koppel_text_add(&draft, "is offered ");
        koppel_say_home(&draft, kase, now);
        koppel_text_add(&draft, "; it had no offer.");
    } else if (now == KOPPEL_NONE) {
        status = say_deletion(&draft, report, household, before, is_weighed);
    } else {
        koppel_text_add(&draft, "moves from ");
        koppel_say_home(&draft, kase, before);
        koppel_text_add(&draft, " to ");
        koppel_say_home(&draft, kase, now);
        koppel_text_add(&draft, ".");
    }
    koppel_text_add(text, "  ");
    koppel_lay_words(text, 2, 4, draft.bytes != NULL ? draft.bytes : "");
    text->failed = text->failed || draft.failed;
    koppel_text_free(&draft);
    return status;
}

enum koppel_status koppel_written_edits_say(const struct koppel_written_check *check,
                                            const struct koppel_verdict *verdict, struct koppel_text *text)
{
    const struct koppel_report report = {.fit = &check->job->fit, .proposal = check->proposal, .verdict = verdict};
    const struct koppel_hand_edit *edits = check->proposal->edits;
    struct koppel_text lines = {0};
    int32_t n = 0, n_deleted = 0;
    enum koppel_status status = KOPPEL_OK;

    for (int32_t i = 0; edits != NULL && i < check->job->kase.n_households && status == KOPPEL_OK; i++) {
        if (edits[i].is_edited) {
            n_deleted += koppel_offer_deleted(check->proposal, i) != KOPPEL_NONE;
            status = say_edit(&lines, &report, i, n_deleted <= WEIGHED);
            n++;
        }
    }
    if (n > 0) {
        koppel_text_add(text, "Changed by hand since the proposal was solved: ");
        koppel_say_count(text, n, "household", "households");
        koppel_text_add(text, "\n%s\n", lines.bytes != NULL ? lines.bytes : "");
    }
    text->failed = text->failed || lines.failed;
    koppel_text_free(&lines);
    return status == KOPPEL_OK ? koppel_text_status(text) : status;
}
