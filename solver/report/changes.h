// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* changes.h - what a new proposal changes of an earlier one (model/earlier.h), household by household. */
#ifndef KOPPEL_REPORT_CHANGES_H
#define KOPPEL_REPORT_CHANGES_H

#include "model/earlier.h"
#include "report/report.h"

/** What becomes of an earlier offer: the fates of model/earlier.h, and what happens to those that can stand. */
enum koppel_change {
    KOPPEL_CHANGE_KEPT,
    KOPPEL_CHANGE_HOUSEHOLD_GONE,
    KOPPEL_CHANGE_HOME_GONE,
    KOPPEL_CHANGE_UNSUITABLE,
    KOPPEL_CHANGE_DECIDED,
    KOPPEL_CHANGE_MOVED,   /* it could have stood; the household is offered another home */
    KOPPEL_CHANGE_DROPPED, /* it could have stood; the household is offered none */
    KOPPEL_CHANGE_NEW,     /* there was no earlier offer, and there is one now */
    KOPPEL_CHANGE_BACK,    /* a person had deleted this very offer, and it comes back */
    KOPPEL_N_CHANGES
};

/** How many of each; those that are new or come back are no earlier offers. */
struct koppel_change_counts {
    int64_t n[KOPPEL_N_CHANGES];
    int64_t n_offers;   /* earlier offers */
    int64_t n_standing; /* of them, those that can stand: kept, moved and dropped */
};

/** Its code in changes.csv: "moved", "home_gone", ... */
const char *koppel_change_code(enum koppel_change change);

/** All zero when the case has no earlier proposal. Time O(households + earlier offers). */
struct koppel_change_counts koppel_changes_count(const struct koppel_suitability *fit, const int32_t *unit_of);

/** "12 of 190 earlier offers are changed, 178 are kept.", and what became of the others; nothing without an earlier
 * proposal. */
void koppel_say_changes(struct koppel_text *text, const struct koppel_report *report);

/** A line for each changed offer that a person put in by hand, then for a few of the others that could have stood
 * (`all`: each), with the reason. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_list_changes(struct koppel_text *text, const struct koppel_report *report, bool all);

/** "Earlier offer: U3 (moved): the earlier home is offered to H7."; nothing without an earlier offer. @return KOPPEL_OK
 * or KOPPEL_E_MEMORY */
enum koppel_status koppel_say_earlier_offer(struct koppel_text *text, const struct koppel_report *report,
                                            int32_t household);

#endif
