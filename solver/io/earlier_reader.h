// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* earlier_reader.h - reads the earlier proposal from which a case is solved again. */
#ifndef KOPPEL_IO_EARLIER_READER_H
#define KOPPEL_IO_EARLIER_READER_H

#include "base/error.h"
#include "model/case.h"

/** What the offers are called in an output folder, where they are kept for the check. */
#define KOPPEL_EARLIER_FILE "earlier.csv"

/**
 * Reads the offers of an earlier proposal into a case: its rows `earlier`, its `earlier_text`, and an input
 * earlier.csv with the size and SHA-256 of that text.
 *
 * Of the table only the columns `household` and `unit` are taken (or their Dutch names), as by koppel_proposal_read;
 * others, and the folder's summary.json, tell what a person changed by hand (hand_edits.h). A household or unit that is
 * not in the case stays, marked as gone; a household with an empty unit had no offer; a row of totals is noted and passed
 * over.
 *
 * @param path  a folder with proposal.csv or proposal.xlsx, or one of these itself (offers_file.h)
 * @param notes  may be NULL
 * @return KOPPEL_OK; KOPPEL_E_MISSING, KOPPEL_E_INPUT (a column is missing, a household stands twice, no row is about a
 * household and a home of this case), KOPPEL_E_MEMORY, with messages that name file, line and column
 */
enum koppel_status koppel_earlier_read(const char *path, struct koppel_case *kase, struct koppel_errors *errors,
                                       struct koppel_errors *notes);

/** The same for a table in n_bytes of memory. */
enum koppel_status koppel_earlier_parse(const char *bytes, size_t n_bytes, const char *name, struct koppel_case *kase,
                                        struct koppel_errors *errors, struct koppel_errors *notes);

/**
 * Looks for the earlier proposal that a written folder was compared with.
 * @param[out] path  of FOLDER/earlier.csv, owned by the caller (free); NULL when there is no such file
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (message)
 */
enum koppel_status koppel_earlier_find(const char *folder, char **path, struct koppel_errors *errors);

#endif
