// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* need_text.h - by need: how many households asked for a home of a kind, and how many of them get one. */
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

/** How many households have a need, and how many of them get a home. */
struct koppel_need_count {
    int32_t n_asked;
    int32_t n_housed;
};

void koppel_needs_count(const struct koppel_report *report, enum koppel_home_need need,
                        struct koppel_need_count *count);

/** A table for the terminal: a row for every need that somebody has. Nothing when nobody has one. */
void koppel_need_text(struct koppel_text *text, const struct koppel_report *report);

#endif
