// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* ties_text.h - what the lot decided, for people and for summary.json. */
#ifndef KOPPEL_REPORT_TIES_TEXT_H
#define KOPPEL_REPORT_TIES_TEXT_H

#include "report/report.h"

/** How many offers were decided by lot, or why ties were not drawn: one or two sentences. */
void koppel_say_ties(struct koppel_text *text, const struct koppel_report *report);

/** The key "lot" of summary.json. */
void koppel_ties_json(struct koppel_text *text, const struct koppel_report *report);

/** The word for a state in summary.json. */
const char *koppel_ties_name(enum koppel_ties state);

#endif
