// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* decisions_text.h - recorded decisions in words: what is held and against which rules, exceptions, history, limits that
 * gave way.
 *
 * SOURCE  docs/model.md section 23
 */
#ifndef KOPPEL_REPORT_DECISIONS_TEXT_H
#define KOPPEL_REPORT_DECISIONS_TEXT_H

#include "model/decisions.h"
#include "report/report.h"

/** "signed on 2026-03-14 by housing officer: Lease signed": what was decided, when, by whom and why; of a refusal also
 * whether it was justified. */
void koppel_say_decided(struct koppel_text *text, const struct koppel_decision *row);

/** The decision by which a pair of the proposal is an offer: it holds it, or is an exception that works; or NULL. */
const struct koppel_decision *koppel_offer_decision(const struct koppel_report *report, int32_t household,
                                                    int32_t unit);

/**
 * The rules that a pair of the proposal goes against by that decision, as bits (model/exceptions.h): rules that refuse
 * it, and counts that are above their most, with what is held alone or with what is excepted.
 * O(accounts)
 */
uint32_t koppel_rules_overruled(const struct koppel_report *report, int32_t household, int32_t unit);

/** For the summary: how many homes are held and how many offers are exceptions, those that go against a rule, and the
 * limits that gave way. Nothing when no decision works. */
void koppel_decisions_summary(struct koppel_text *text, const struct koppel_report *report, bool verbose);

/** For `koppel check`: what is held against rules, and the limits that gave way, from the tables and the verdict alone. */
void koppel_decisions_checked(struct koppel_text *text, const struct koppel_suitability *fit,
                              const struct koppel_verdict *verdict);

/** For summary.json: the same under the key "decisions". */
void koppel_decisions_json(struct koppel_text *text, const struct koppel_report *report);

/** For `koppel why`: every row of the log about the household, with what became of it. Nothing without a row. */
void koppel_decisions_history(struct koppel_text *text, const struct koppel_report *report, int32_t household);

#endif
