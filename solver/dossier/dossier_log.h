// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_log.h - the log of a dossier: who did what, when and why, each row chained to the row before.
 *
 * hash = SHA-256 of number, at, initials, role, action, what and previous, each followed by a line end; previous is the
 * hash of the row before, empty for the first. What came in with a row (files, a policy, a proposal) is named in `what`
 * by its SHA-256, so that the last hash stands for all of the dossier.
 *
 * SOURCE  S. Haber, W. S. Stornetta, How to time-stamp a digital document, J. Cryptology 3 (1991): linked hashes
 */
#ifndef KOPPEL_DOSSIER_DOSSIER_LOG_H
#define KOPPEL_DOSSIER_DOSSIER_LOG_H

#include "dossier/dossier.h"

#include <cJSON.h>

/** A row; texts are valid while it is looked at. */
struct koppel_log_row {
    int64_t number;
    const char *at, *initials, *role, *action, *what, *previous, *hash;
};

/** Who does something. */
struct koppel_person {
    char initials[65]; /* or a role: never a name */
    char role[16];
};

/** Any last row will do: nobody looked at the dossier before. */
enum { KOPPEL_ANY_REVISION = -1 };

/** A row to add; borrowed. */
struct koppel_log_entry {
    const struct koppel_person *by;
    const char *action;
    const cJSON *what;
};

/**
 * Adds a row, within a change that the caller has begun.
 * @param[out] number  of the row; may be NULL
 * @return KOPPEL_OK or a fault with a message
 */
enum koppel_status koppel_log_add(const struct koppel_dossier *dossier, const struct koppel_log_entry *entry,
                                  int64_t *number, struct koppel_errors *errors);

/** The number of the last row, 0 when there is none: the revision of the dossier. */
enum koppel_status koppel_log_last(const struct koppel_dossier *dossier, int64_t *number, struct koppel_errors *errors);

/**
 * Begins a change (koppel_dossier_begin), unless the last row is another one than its maker saw.
 * @param seen  the number of the last row then, or KOPPEL_ANY_REVISION
 * @param[out] is_stale  true: somebody changed the dossier since; KOPPEL_E_ARGUMENT then, without a message
 */
enum koppel_status koppel_log_begin(const struct koppel_dossier *dossier, int64_t seen, bool *is_stale,
                                    struct koppel_errors *errors);

/** Told each row. @return KOPPEL_OK to go on */
typedef enum koppel_status koppel_log_reader(void *data, const struct koppel_log_row *row,
                                             struct koppel_errors *errors);

/** The rows after a number, oldest first. */
enum koppel_status koppel_log_read(const struct koppel_dossier *dossier, int64_t after, koppel_log_reader *reader,
                                   void *data, struct koppel_errors *errors);

/** The hash that a row must have. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_log_hash(const struct koppel_log_row *row, char hash[65]);

/** Refuses a text that is empty, too long, has a line end or other control character, or is no UTF-8. @param name  of
 * the member of JSON or the option */
enum koppel_status koppel_log_text_check(const char *name, const char *text, struct koppel_errors *errors);

#endif
