// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* added_decisions.h - decisions that stand in a written proposal and not in the case yet: they count as rows of its log. */
#ifndef KOPPEL_IO_ADDED_DECISIONS_H
#define KOPPEL_IO_ADDED_DECISIONS_H

#include "base/error.h"
#include "model/case.h"

/** What a folder calls its decisions that are not in the case yet. */
#define KOPPEL_DECISIONS_FILE "decisions.csv"

/**
 * Adds decisions to the log of a case: those of FOLDER/decisions.csv, and, with `from_books`, those that a person wrote
 * into the columns decision, rule, reason, decided_on and decided_by of FOLDER/proposal.xlsx. A row that the log has
 * already, of the same household, home, decision and reason, is passed over. A decision in a workbook that has no day is of
 * the last day that the case records. They are marked as added (struct koppel_decision), and noted once a file.
 *
 * @param path  a folder, or a workbook itself, of which the decisions are then taken whatever `from_books` says; another
 *              file has none
 * @return KOPPEL_OK; KOPPEL_E_INPUT, KOPPEL_E_REFUSED or KOPPEL_E_MEMORY, with messages that name file, row and column
 */
enum koppel_status koppel_added_decisions_read(const char *path, bool from_books, struct koppel_case *kase,
                                               struct koppel_errors *errors, struct koppel_errors *notes);

#endif
