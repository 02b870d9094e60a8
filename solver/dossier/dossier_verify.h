// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_verify.h - is everything in a dossier as it was recorded? */
#ifndef KOPPEL_DOSSIER_DOSSIER_VERIFY_H
#define KOPPEL_DOSSIER_DOSSIER_VERIFY_H

#include "dossier/dossier.h"

/** What was found. */
struct koppel_dossier_finding {
    int64_t n_rows;     /* of the log */
    int64_t n_contents; /* files and policies, each once */
    char last_hash[65]; /* of the last row: for koppel_dossier_verify_hash, later */
};

/**
 * Works out every hash of the log and every SHA-256 again, holds the files of versions and proposals against the rows of
 * the log that name them, and lets SQLite check its file.
 * @param errors  a message for each thing that is wrong, with the number of the row
 * @return KOPPEL_OK when all is as it was recorded; KOPPEL_E_INPUT, or a fault
 */
enum koppel_status koppel_dossier_verify(const struct koppel_dossier *dossier, struct koppel_dossier_finding *finding,
                                         struct koppel_errors *errors);

/** Has a row of the log this hash? Without it, rows were cut off at the end or the log was written anew: the chain alone
 * cannot show either. To be asked of a dossier that was verified. @return KOPPEL_OK, KOPPEL_E_INPUT or a fault */
enum koppel_status koppel_dossier_verify_hash(const struct koppel_dossier *dossier, const char *hash,
                                              struct koppel_errors *errors);

#endif
