// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* random_report.h - a report on a random case: a proposal, its verdict and invented costs of other choices. */
#ifndef KOPPEL_TESTS_RANDOM_REPORT_H
#define KOPPEL_TESTS_RANDOM_REPORT_H

#include "random_case.h"
#include "report/report.h"

/** Owns all of it; random_report_free releases it, also after random_report_make failed. */
struct random_report {
    struct random_case random;
    struct koppel_suitability fit;
    struct koppel_proposal proposal;
    struct koppel_verdict verdict;
    struct koppel_alternative *others;
    struct koppel_run_facts facts;
    struct koppel_report report;
};

/** @return whether the case of that seed could be made */
bool random_report_make(struct random_report *made, uint64_t seed);

void random_report_free(struct random_report *made);

#endif
