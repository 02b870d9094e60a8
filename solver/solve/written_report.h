// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written_report.h - a report of a folder that koppel solve wrote, or a person edited, once it has passed its check. */
#ifndef KOPPEL_SOLVE_WRITTEN_REPORT_H
#define KOPPEL_SOLVE_WRITTEN_REPORT_H

#include "solve/written_files.h"

/** What a report of a written folder is made from. Does not move while its report is in use. Zero-initialise. */
struct koppel_written_report {
    struct koppel_verdict verdict;
    struct koppel_proposal proposal; /* its tiers with what is proven; borrows its offers */
    struct koppel_written_summary summary;
    struct koppel_alternative *next_best; /* NULL: not asked for */
    bool is_sound;                        /* nothing is wrong, but for claims that nothing proves */
    bool is_best;                         /* every tier is proven to be the best */
    struct koppel_report report;          /* of a sound folder */
};

/**
 * Checks a written proposal as `koppel check` does, and works out next-best homes from the tables: nothing of the folder
 * is copied but its offers and the claims that its certificate proves. Of an edited one nothing is known to be best.
 * @param check    its options are those for the next-best homes; NULL: they are not worked out
 * @param[out] made  koppel_written_report_free is due either way; of an unsound folder it holds the verdict only
 * @param text     what the check found is appended
 * @return KOPPEL_OK when the check ran, or a fault with a message
 */
enum koppel_status koppel_written_report_make(const struct koppel_written_check *check,
                                              struct koppel_written_report *made, struct koppel_text *text,
                                              struct koppel_errors *errors);

/** Frees and zeroes. Safe on a zeroed one. */
void koppel_written_report_free(struct koppel_written_report *made);

#endif
