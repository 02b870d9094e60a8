// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* summary_json.h - small parts of JSON, printed by hand so that equal input gives equal bytes. */
#ifndef KOPPEL_REPORT_SUMMARY_JSON_H
#define KOPPEL_REPORT_SUMMARY_JSON_H

#include "base/json_string.h"
#include "base/text.h"
#include "model/case.h"
#include "model/proposal.h"

/** The lines of a text that hold something, as a list of strings without the blanks around them; `indent` is that of
 * the list. */
void koppel_json_lines(struct koppel_text *text, const char *lines, const char *indent);

/** The last name of a case folder as a JSON string, so that files do not depend on where the case stands. */
void koppel_json_case_name(struct koppel_text *text, const char *folder);

/** The line `  "inputs": [...],`: every file that was read, with its size and SHA-256. */
void koppel_json_inputs(struct koppel_text *text, const struct koppel_case *kase);

/** The members "proven" and, for less than the optimum, "within_gap" of a tier, with a comma before them. */
void koppel_json_proven(struct koppel_text *text, const struct koppel_proposal_tier *tier);

#endif
