// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* place_text.h - `koppel why` of a home and of a neighbourhood: who could live there, who gets it, and why it is full. */
#ifndef KOPPEL_REPORT_PLACE_TEXT_H
#define KOPPEL_REPORT_PLACE_TEXT_H

#include "report/report.h"

/** What giving a home to a household would change, found by solving again. */
struct koppel_candidate {
    int32_t household;
    int64_t score;
    struct koppel_alternative change; /* UNKNOWN: not worked out */
};

/**
 * The households that suit a home, the best fit first.
 * @param[out] candidates  owned by the caller (free), NULL when memory ran out; *n of them, changes unknown
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(households log households)
 */
enum koppel_status koppel_candidates_list(const struct koppel_suitability *fit, int32_t unit,
                                          struct koppel_candidate **candidates, int32_t *n);

/** Everything about one home: who gets it, who else could, and what giving it to them would change. */
enum koppel_status koppel_report_home(const struct koppel_report *report, int32_t unit,
                                      const struct koppel_candidate *candidates, int32_t n, struct koppel_text *text);

/** Everything about one neighbourhood: how full it is and why, its homes and who gets them. */
enum koppel_status koppel_report_area(const struct koppel_report *report, int32_t neighbourhood,
                                      struct koppel_text *text);

#endif
