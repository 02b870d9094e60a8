// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* town_report.h - a report on the small town, its proposal taken from town->unit_of and its tiers from the verdict. */
#ifndef KOPPEL_TESTS_TOWN_REPORT_H
#define KOPPEL_TESTS_TOWN_REPORT_H

#include "report/report.h"
#include "small_town.h"

struct town_report {
    struct koppel_proposal proposal; /* unit_of is the town's */
    struct koppel_alternative others[N_HOUSEHOLDS];
    struct koppel_run_facts facts;
    struct koppel_report report;
};

/** Checks the town and points the report at it; every tier proven, no alternatives known. Nothing to free. */
void town_report_make(struct town *town, struct town_report *made);

/** Asserts that two texts are equal, and prints the one that came out when not. */
void town_expect_text(const char *got, const char *expected);

#endif
