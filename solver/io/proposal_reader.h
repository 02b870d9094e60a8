// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* proposal_reader.h - reads back a written output folder, also one that was edited by hand in a spreadsheet. */
#ifndef KOPPEL_IO_PROPOSAL_READER_H
#define KOPPEL_IO_PROPOSAL_READER_H

#include "base/error.h"
#include "io/csv_table.h"
#include "io/dictionary.h"
#include "io/summary_reader.h"
#include "model/proposal.h"

/**
 * Reads who is offered what from FOLDER/proposal.csv, or from another table (offers_file.h), and what was claimed of the
 * tiers from the summary.json of the folder.
 *
 * Of proposal.csv only the columns `household` and `unit` are read (or their Dutch names), by key: rows may be in any
 * order, derived columns changed, missing or added, the separator another. A key of digits that lost zeros in front is
 * understood and counted (n_zeros_lost). A household without a row, or with an empty unit, is offered nothing. An offer
 * that stands in summary.json and whose household or home is not in the case any more has lapsed: it is noted and counts
 * for nothing. When most rows name what is not in the case, one message says so.
 * What differs from the offers in summary.json was changed by hand, and so is what it tells under "by_hand" (edits).
 * Values of tiers are read with the scale of the policy that stands in summary.json.
 *
 * @param summary  of the folder; messages of what is wrong with it are passed on
 * @param table  path of the table of offers; NULL: FOLDER/proposal.csv
 * @param kase  the case that the folder was written for
 * @param[out] proposal  owned by the caller; koppel_proposal_free, also after an error
 * @param notes  a note for each offer that has lapsed; may be NULL
 * @return KOPPEL_OK; KOPPEL_E_MISSING, KOPPEL_E_INPUT or KOPPEL_E_MEMORY, with messages that name file, line and column
 */
enum koppel_status koppel_proposal_read(const char *folder, const struct koppel_summary *summary, const char *table,
                                        const struct koppel_case *kase, struct koppel_proposal *proposal,
                                        struct koppel_errors *errors, struct koppel_errors *notes);

/** The same for a proposal.csv in n_bytes of memory, without tiers. */
enum koppel_status koppel_proposal_parse(const char *bytes, size_t n_bytes, const char *name,
                                         const struct koppel_case *kase, struct koppel_proposal *proposal,
                                         struct koppel_errors *errors);

/** Position of the column with the key of a table, by the names that the table gives it; KOPPEL_NONE, with a message,
 * when it is not there or there twice. */
int32_t koppel_key_column_find(const struct koppel_csv_table *csv, enum koppel_table table, const char *name,
                               struct koppel_errors *errors);

/** The key or text in a cell of a written table. The writer puts an apostrophe before what a spreadsheet would take for a
 * formula: it comes off. */
const char *koppel_written_key(const char *cell);

#endif
