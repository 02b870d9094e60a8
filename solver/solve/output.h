// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* output.h - writes output folders: made in memory, then written complete or not at all. */
#ifndef KOPPEL_SOLVE_OUTPUT_H
#define KOPPEL_SOLVE_OUTPUT_H

#include "report/report.h"

/**
 * Writes every document of the report to a new folder, and the workbook that shows them (book/proposal_book.h).
 * @param more   one file beside these; NULL: none
 * @param force  replace a folder that an earlier run wrote
 * @return KOPPEL_OK, KOPPEL_E_EXISTS, KOPPEL_E_OUTPUT, KOPPEL_E_MEMORY (message in errors; nothing is left behind)
 */
enum koppel_status koppel_output_write(const struct koppel_report *report, const struct koppel_document *more,
                                       const char *folder, bool force, struct koppel_errors *errors);

/** The same with n documents that were made, at most KOPPEL_N_DOCUMENTS and two more. */
enum koppel_status koppel_documents_write(const struct koppel_document *documents, size_t n, const char *folder,
                                          bool force, struct koppel_errors *errors);

/**
 * The tables among n documents (names that end in .csv) as JSON, for --json: a list of rows by the name of each, numbers as
 * numbers, an empty cell null.
 * @return KOPPEL_OK, or KOPPEL_E_MEMORY (message)
 */
enum koppel_status koppel_documents_json(const struct koppel_document *documents, size_t n, const char *case_folder,
                                         struct koppel_text *text, struct koppel_errors *errors);

#endif
