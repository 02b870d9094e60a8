// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* summary.h - the parts of what koppel solve shows a person (report.h: koppel_report_summary), in the order in which they
 * are shown. Names come before codes; each sentence is one format; figures are apart, behind --verbose.
 */
#ifndef KOPPEL_REPORT_SUMMARY_H
#define KOPPEL_REPORT_SUMMARY_H

#include "report/tally.h"

/** Is this proposal the best possible? If that is not proven: by how much it could be better, and why the search ended. */
void koppel_proof_text(struct koppel_text *text, const struct koppel_report *report);

/** Who gets which home: at most `n_most` rows, in the order of the households; nothing for 0. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_offers_text(struct koppel_text *text, const struct koppel_report *report, int64_t n_most);

/** Who gets no home, why, and what would help: a few households, or all of them. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_no_home_text(struct koppel_text *text, const struct koppel_report *report, bool all);

/** What every group of the policy gets, with its floor; nothing without groups. */
void koppel_groups_text(struct koppel_text *text, const struct koppel_report *report);

/** The target of each municipality that falls short (`all`: of each), and of all together. @return KOPPEL_OK or
 * KOPPEL_E_MEMORY */
enum koppel_status koppel_targets_text(struct koppel_text *text, const struct koppel_report *report,
                                       const struct koppel_tally *tally, bool all);

/** The areas that are over their limit, the most persons first, and those that are full: a few, or all of them.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_full_areas_text(struct koppel_text *text, const struct koppel_report *report, bool all);

/** How even permit holders live, before and after: sentences. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_spread_text(struct koppel_text *text, const struct koppel_report *report,
                                      const struct koppel_tally *tally);

/** The figures behind the sentences: goals of the policy, indices, areas, the search. @return KOPPEL_OK or
 * KOPPEL_E_MEMORY */
enum koppel_status koppel_figures_text(struct koppel_text *text, const struct koppel_report *report);

/** The part of them on spread. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_spread_figures(struct koppel_text *text, const struct koppel_report *report);

#endif
