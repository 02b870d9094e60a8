/* hand_edits.h - which offers of an earlier proposal a person put in by hand. */
#ifndef KOPPEL_IO_HAND_EDITS_H
#define KOPPEL_IO_HAND_EDITS_H

#include "base/error.h"
#include "io/csv_table.h"
#include "model/case.h"

/**
 * True when a row of a proposal.csv names a home to which its other columns do not belong: another municipality,
 * neighbourhood or corporation, or the home stands there as the next best one. So a person changed the home and not the
 * rest. Columns that are not there say nothing.
 * @param unit  row of the home, or KOPPEL_NONE
 */
bool koppel_row_is_edited(const struct koppel_csv_table *csv, int32_t row, const struct koppel_case *kase,
                          int32_t unit);

/**
 * Marks the earlier offers of households that stand in the unplaced.csv of the folder: a person gave them a home.
 * @return KOPPEL_OK, also where that file is missing or cannot be read; KOPPEL_E_MEMORY (message)
 */
enum koppel_status koppel_unplaced_mark(const char *folder, struct koppel_case *kase, struct koppel_errors *errors);

#endif
