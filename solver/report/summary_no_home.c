// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* summary_no_home.c - who gets no home, why, and what would help (see summary.h). */
#include "report/summary.h"

#include "report/layout.h"
#include "report/reason.h"
#include "report/wording.h"

#include <inttypes.h>

enum { HOUSEHOLDS_SHOWN = 5 };

/* "H7 (2 people, 3 relatives expected): " and why. */
static void say_why(struct koppel_text *text, const struct koppel_report *report, int32_t household, const char *why)
{
    const struct koppel_household *row = &report->fit->kase->households[household];
    int32_t n = row->adults + row->children;

    if (row->expected_relatives > 0) {
        koppel_text_add(text,
                        n == 1 ? _("%s (%" PRId32 " person, relatives expected: %" PRId32 "): %s")
                               : _("%s (%" PRId32 " people, relatives expected: %" PRId32 "): %s"),
                        row->id, n, row->expected_relatives, why);
    } else {
        koppel_text_add(text, n == 1 ? _("%s (%" PRId32 " person): %s") : _("%s (%" PRId32 " people): %s"), row->id, n,
                        why);
    }
}

/* One household: the reason, then what would help. */
static enum koppel_status add_household(struct koppel_text *text, struct koppel_reasons *reasons, int32_t household,
                                        enum koppel_reason *reason)
{
    struct koppel_text why = {0};
    struct koppel_text help = {0};
    struct koppel_text draft = {0};
    enum koppel_status status = koppel_reason_find(reasons, household, reason, &why, &help);

    if (status == KOPPEL_OK) {
        say_why(&draft, reasons->report, household, why.bytes != NULL ? why.bytes : "");
        koppel_lay_draft(text, &draft, 2, 4);
        if (help.n_bytes > 0) {
            koppel_text_add(&draft, "What would help: %s", help.bytes);
            koppel_lay_draft(text, &draft, 4, 4);
        }
    }
    koppel_text_free(&why);
    koppel_text_free(&help);
    return status;
}

/* How many for each reason, when not every household is shown. */
static void count_reasons(struct koppel_text *text, const int64_t n_by_reason[KOPPEL_N_REASONS])
{
    for (int r = 0; r < KOPPEL_N_REASONS; r++) {
        if (n_by_reason[r] > 0) {
            koppel_lay_number(text, 6, n_by_reason[r]);
            koppel_text_add(text, "  ");
            koppel_text_add(text, "%s", _(koppel_reason_text((enum koppel_reason)r)));
            koppel_text_add(text, "\n");
        }
    }
}

enum koppel_status koppel_no_home_text(struct koppel_text *text, const struct koppel_report *report, bool all)
{
    int64_t n_by_reason[KOPPEL_N_REASONS] = {0};
    int64_t n_left = 0;
    struct koppel_reasons reasons = {0};
    struct koppel_text lines = {0};
    struct koppel_text unseen = {0};
    enum koppel_status status = koppel_reasons_make(&reasons, report);

    for (int32_t i = 0; i < report->fit->kase->n_households && status == KOPPEL_OK; i++) {
        enum koppel_reason reason = KOPPEL_REASON_OUTRANKED;

        if (report->proposal->unit_of[i] == KOPPEL_NONE) {
            status = add_household(all || n_left < HOUSEHOLDS_SHOWN ? &lines : &unseen, &reasons, i, &reason);
            unseen.n_bytes = 0;
            n_by_reason[reason]++;
            n_left++;
        }
    }
    koppel_text_add(text, "\nWho gets no home, and why\n");
    if (n_left > HOUSEHOLDS_SHOWN) {
        count_reasons(text, n_by_reason);
    }
    koppel_text_append(text, lines.bytes != NULL ? lines.bytes : "", lines.n_bytes);
    if (!all && n_left > HOUSEHOLDS_SHOWN) {
        koppel_text_add(
            text, "  These are the first %d of %" PRId64 "; --verbose shows all, -o FOLDER writes unplaced.csv.\n",
            (int)HOUSEHOLDS_SHOWN, n_left);
    }
    status = status == KOPPEL_OK && (lines.failed || unseen.failed) ? KOPPEL_E_MEMORY : status;
    koppel_text_free(&lines);
    koppel_text_free(&unseen);
    koppel_reasons_free(&reasons);
    return status;
}
