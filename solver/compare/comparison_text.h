// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* comparison_text.h - a comparison for people and for programs: a table of at most 100 columns, CSV and JSON. */
#ifndef KOPPEL_COMPARE_COMPARISON_TEXT_H
#define KOPPEL_COMPARE_COMPARISON_TEXT_H

#include "base/text.h"
#include "compare/comparison.h"
#include "compare/curve.h"
#include "report/report.h"

enum { KOPPEL_N_COMPARISON_DOCUMENTS = 8 };

/** Makes all files of the output folder: tables (CSV, JSON) and pictures (SVG). koppel_documents_free; each text has a
 * status of its own. */
void koppel_comparison_documents(const struct koppel_comparison *comparison, const struct koppel_curve *curve,
                                 struct koppel_document documents[KOPPEL_N_COMPARISON_DOCUMENTS]);

/** The table for the terminal, and the ends of the curve when it has points. @param verbose  the tiers of each policy
 * too */
void koppel_comparison_print(const struct koppel_comparison *comparison, const struct koppel_curve *curve, bool verbose,
                             struct koppel_text *text);

/** comparison.json: everything but times. */
void koppel_comparison_json(const struct koppel_comparison *comparison, const struct koppel_curve *curve,
                            struct koppel_text *text);

#endif
