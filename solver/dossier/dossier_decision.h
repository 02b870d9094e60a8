// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_decision.h - decisions that are recorded in a dossier: rows of its log, and as decisions.csv. */
#ifndef KOPPEL_DOSSIER_DOSSIER_DECISION_H
#define KOPPEL_DOSSIER_DOSSIER_DECISION_H

#include "base/text.h"
#include "dossier/dossier_case.h"
#include "model/case.h"

/** The columns of decisions.csv, in their order; "decided_by" is who recorded the row. */
enum koppel_decision_column {
    KOPPEL_DECIDED_HOUSEHOLD,
    KOPPEL_DECIDED_UNIT,
    KOPPEL_DECIDED_AREA,
    KOPPEL_DECIDED_WORD,
    KOPPEL_DECIDED_JUSTIFIED,
    KOPPEL_DECIDED_RULE,
    KOPPEL_DECIDED_REASON,
    KOPPEL_DECIDED_ON,
    KOPPEL_DECIDED_BY,
    KOPPEL_DECIDED_UNTIL,
    KOPPEL_N_DECIDED
};

/** "household", "unit", ...: members of JSON and headings of decisions.csv. */
extern const char *const koppel_decided_names[KOPPEL_N_DECIDED];

/** A decision: a text a column, "" where it is empty. Borrowed. */
struct koppel_decided {
    const char *cells[KOPPEL_N_DECIDED];
};

/** The members of a row's `what`; valid as long as it is. */
struct koppel_decided koppel_decided_of(const cJSON *what, const char *initials);

/** The heading, and rows, of a file decisions.csv. */
void koppel_decided_heading(struct koppel_text *csv);
void koppel_decided_row(struct koppel_text *csv, const struct koppel_decided *decided);

/**
 * Records a decision. Its reason and other texts are checked here (koppel_log_text_check); what it says of the case is
 * for the caller to check first.
 */
enum koppel_status koppel_decision_record(const struct koppel_dossier *dossier,
                                          const struct koppel_change_request *request,
                                          const struct koppel_decided *decided, struct koppel_change_result *result,
                                          struct koppel_errors *errors);

/** Every decision of the log up to a row, as decisions.csv; nothing at all without any. */
enum koppel_status koppel_decisions_csv(const struct koppel_dossier *dossier, int64_t until, struct koppel_text *csv,
                                        struct koppel_errors *errors);

/**
 * Notes how many decisions that rule are about a household, home or area that a case does not have, and which keys
 * these are: they count no more with its tables.
 */
enum koppel_status koppel_decisions_lapse(const struct koppel_dossier *dossier, const struct koppel_case *kase,
                                          struct koppel_errors *notes, struct koppel_errors *errors);

#endif
