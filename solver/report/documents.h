// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* documents.h - the files of the output folder (data/README.md "Output"), a function each; report.h makes them all. */
#ifndef KOPPEL_REPORT_DOCUMENTS_H
#define KOPPEL_REPORT_DOCUMENTS_H

#include "report/csv_text.h"
#include "report/report.h"

/*
 * Each appends one whole file to `text` (zeroed by the caller, freed by the caller).
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */

/** proposal.csv: a row for every household that is offered a home, in table order. */
enum koppel_status koppel_proposal_table(const struct koppel_report *report, struct koppel_text *text);

/** unplaced.csv: a row for every other household, with its reason and what would have to change. */
enum koppel_status koppel_unplaced_table(const struct koppel_report *report, struct koppel_text *text);

/** neighbourhoods.csv: a row for every area of the policy's spread level (neighbourhood, district or part of a
 * complex). */
enum koppel_status koppel_areas_table(const struct koppel_report *report, struct koppel_text *text);

/** targets.csv: a row for every municipality. */
enum koppel_status koppel_targets_table(const struct koppel_report *report, struct koppel_text *text);

/** agreements.csv: a row for every row of corporations.csv. */
enum koppel_status koppel_agreements_table(const struct koppel_report *report, struct koppel_text *text);

/** exchange.csv: a row for every household that is housed outside the municipality of its link: who, from, to, and of
 * the households that would compete with it for the homes there, the one that would be left first. Each search takes
 * O(households reached * units). */
enum koppel_status koppel_exchange_table(const struct koppel_report *report, struct koppel_text *text);

/** Do policy or tables say anything of borders between municipalities? */
bool koppel_has_borders(const struct koppel_suitability *fit);

/** Is the household linked to another municipality than that of the unit (or KOPPEL_NONE: false)? */
bool koppel_offer_crosses(const struct koppel_suitability *fit, int32_t household, int32_t unit);

/** groups.csv: a row for every group of the policy: what it has and gets, its reference and floor. */
enum koppel_status koppel_groups_table(const struct koppel_report *report, struct koppel_text *text);

/** changes.csv: a row for every household whose offer is not that of the earlier proposal, which must be there. */
enum koppel_status koppel_changes_table(const struct koppel_report *report, struct koppel_text *text);

/** earlier.csv: the offers of the earlier proposal, which must be there. */
enum koppel_status koppel_earlier_table(const struct koppel_report *report, struct koppel_text *text);

/** decisions.csv: the rows of the log that are not in the table of the case (struct koppel_decision). */
enum koppel_status koppel_decisions_table(const struct koppel_report *report, struct koppel_text *text);

/** Are there such rows? They stand last. */
bool koppel_has_added_decisions(const struct koppel_case *kase);

/** certificate.json: the prices of the report's certificate, which must be there. */
enum koppel_status koppel_certificate_json(const struct koppel_report *report, struct koppel_text *text);

#endif
