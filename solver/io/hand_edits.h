// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* hand_edits.h - which offers of an earlier proposal a person put in or deleted by hand. */
#ifndef KOPPEL_IO_HAND_EDITS_H
#define KOPPEL_IO_HAND_EDITS_H

#include "base/error.h"
#include "io/csv_table.h"
#include "io/summary_reader.h"
#include "model/case.h"

/** Position of the column of that very name; KOPPEL_NONE: there is none. */
int32_t koppel_named_column_find(const struct koppel_csv_table *csv, const char *name);

/**
 * True when a row of a proposal.csv names a home to which its other columns do not belong: another municipality,
 * neighbourhood or corporation, or the home stands there as the next best one. So a person changed the home and not the
 * rest. Columns that are not there say nothing.
 * @param unit  row of the home, or KOPPEL_NONE
 */
bool koppel_row_is_edited(const struct koppel_csv_table *csv, int32_t row, const struct koppel_case *kase,
                          int32_t unit);

/**
 * Marks what a person changed in an earlier proposal: offers that are not those of the folder's summary, or that
 * it says were made by hand, and the homes of offers that were deleted. Without such a file, the offers of households
 * that stand in unplaced.csv: a person gave them a home.
 * @param kase  its earlier offers are read; earlier_deleted has its n_households entries
 * @return KOPPEL_OK, also where those files are missing or cannot be read; KOPPEL_E_MEMORY (message)
 */
enum koppel_status koppel_hand_edits_mark(const char *folder, const struct koppel_summary *summary,
                                          struct koppel_case *kase, struct koppel_errors *errors);

#endif
