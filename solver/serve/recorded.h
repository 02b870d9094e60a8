// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* recorded.h - what the decisions recorded so far make of a proposal: with it the consequence of one more decision is
 * told, so that nobody is blamed for what was decided before.
 */
#ifndef KOPPEL_SERVE_RECORDED_H
#define KOPPEL_SERVE_RECORDED_H

#include "serve/work.h"

#include <pthread.h>

/** The last answer, which holds until the log grows. Zero-initialise, and initialise the lock. */
struct koppel_recorded {
    pthread_mutex_t lock; /* of what follows */
    int64_t proposal, until;
    struct koppel_dossier_files files;
};

/**
 * Reads the files of a proposal as they are or, when decisions were recorded since, solves it again with these. When
 * that is impossible it is the proposal as it is.
 * @param record  of the proposal, with time_limit and language of the solve
 * @param stop    ends the solve when it becomes non-zero
 * @param files   zero-initialised; to be freed
 * @return KOPPEL_OK or a fault with a message. At most one solve for every state of the log
 */
enum koppel_status koppel_recorded_files(struct koppel_recorded *recorded, const struct koppel_dossier *dossier,
                                         const char *program, const struct koppel_proposal_record *record,
                                         const volatile sig_atomic_t *stop, struct koppel_dossier_files *files,
                                         struct koppel_errors *errors);

void koppel_recorded_free(struct koppel_recorded *recorded);

#endif
