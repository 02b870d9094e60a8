/* need_text.h - by need: how many households asked for a home of a kind, and how many were left. */
#ifndef KOPPEL_REPORT_NEED_TEXT_H
#define KOPPEL_REPORT_NEED_TEXT_H

#include "report/report.h"

enum koppel_home_need {
    KOPPEL_NEED_STEP_FREE,
    KOPPEL_NEED_LARGE, /* a family of 6 or more persons who are here */
    KOPPEL_NEED_SINGLE,
    KOPPEL_NEED_SHARING, /* may share a home */
    KOPPEL_N_NEEDS
};

bool koppel_household_has_need(const struct koppel_household *household, enum koppel_home_need need);

/** "who need a step-free home", for a number before it. */
const char *koppel_need_words(enum koppel_home_need need);

/** "By need: 2 of 4 who need a step-free home, 3 of 19 single persons." of those who are left; needs that nobody has are
 * left out. */
void koppel_need_text(struct koppel_text *text, const struct koppel_report *report);

#endif
