// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier.h - one SQLite file with everything about a municipality or region: the tables as they came in, policies,
 * proposals, who decided what and why.
 *
 * Rows are only ever added. Each change is a row of the log (dossier_log.h), which holds the hash of the row before and
 * the SHA-256 of every byte that came in with it; triggers refuse to change or delete anything. A change is one
 * transaction, on the disk before its caller hears of it (write-ahead log, synchronous FULL): a killed process or a full
 * disk leaves the dossier as it was before.
 *
 * Several processes may use a dossier at the same time; a handle is used by one thread at a time.
 */
#ifndef KOPPEL_DOSSIER_DOSSIER_H
#define KOPPEL_DOSSIER_DOSSIER_H

#include "base/error.h"

#include <stdint.h>

struct sqlite3;
struct sqlite3_stmt;

/** An open dossier. Zero-initialise. */
struct koppel_dossier {
    struct sqlite3 *db;
    const char *path; /* borrowed: how messages call it */
};

/** "koppel" as the application id of SQLite's header, and the newest schema that this program writes. */
enum { KOPPEL_DOSSIER_APPLICATION = 0x6b6f7070, KOPPEL_DOSSIER_SCHEMA = 2 };

/** Largest file that a dossier takes, bytes; and what a row of text in it may hold. */
enum { KOPPEL_DOSSIER_MAX_FILE = 1 << 28, KOPPEL_DOSSIER_MAX_TEXT = 500 };

/**
 * Makes a new, empty dossier that only its user may read (0600).
 * @param[out] dossier  koppel_dossier_close is due either way
 * @return KOPPEL_OK; KOPPEL_E_EXISTS, KOPPEL_E_OUTPUT or KOPPEL_E_MEMORY, with a message; nothing is left behind then
 */
enum koppel_status koppel_dossier_new(const char *path, struct koppel_dossier *dossier, struct koppel_errors *errors);

/**
 * Opens a dossier; one with an older schema is brought up to date, in one transaction.
 * @return KOPPEL_OK; KOPPEL_E_MISSING (not there), KOPPEL_E_INPUT (no dossier, damaged, of a newer program),
 * KOPPEL_E_OUTPUT, KOPPEL_E_MEMORY, with a message
 */
enum koppel_status koppel_dossier_open(const char *path, struct koppel_dossier *dossier, struct koppel_errors *errors);

/** Safe on a zeroed one, also twice. */
void koppel_dossier_close(struct koppel_dossier *dossier);

/**
 * A copy of the dossier as it is at this moment, also while others work in it, under a new name.
 * @return KOPPEL_OK, KOPPEL_E_EXISTS, KOPPEL_E_OUTPUT, with a message; nothing is left behind then
 */
enum koppel_status koppel_dossier_backup(const struct koppel_dossier *dossier, const char *path,
                                         struct koppel_errors *errors);

/** Gives a finished, closed dossier its name, in one step, unless there is a file of that name. @return KOPPEL_OK,
 * KOPPEL_E_EXISTS or KOPPEL_E_OUTPUT, with a message */
enum koppel_status koppel_dossier_publish(const char *part, const char *path, struct koppel_errors *errors);

/** A bytes value: the text or bytes of a cell, valid until the statement moves on. */
struct koppel_blob {
    const char *bytes;
    size_t n_bytes;
};

/* ---- Statements: for the files of this room ---- */

/** What a value of a statement is bound to: a text (NULL: null), a whole number, bytes. */
struct koppel_value {
    enum { KOPPEL_VALUE_TEXT, KOPPEL_VALUE_WHOLE, KOPPEL_VALUE_BYTES } kind;
    const char *text;
    int64_t whole;
    size_t n_bytes;
};

#define KOPPEL_TEXT(value) ((struct koppel_value){.kind = KOPPEL_VALUE_TEXT, .text = (value)})
#define KOPPEL_WHOLE(value) ((struct koppel_value){.kind = KOPPEL_VALUE_WHOLE, .whole = (value)})
#define KOPPEL_BYTES(value, n) ((struct koppel_value){.kind = KOPPEL_VALUE_BYTES, .text = (value), .n_bytes = (n)})

/** Called for each row of an answer. @return KOPPEL_OK to go on */
typedef enum koppel_status koppel_row_function(void *data, struct sqlite3_stmt *row, struct koppel_errors *errors);

/**
 * Runs one prepared statement with n values in the place of its question marks.
 * @param on_row  NULL: its rows are not looked at
 * @return KOPPEL_OK, what on_row gave, or the fault of SQLite as a status with a message
 */
enum koppel_status koppel_dossier_run(const struct koppel_dossier *dossier, const char *sql,
                                      const struct koppel_value *values, size_t n_values, koppel_row_function *on_row,
                                      void *data, struct koppel_errors *errors);

/** The whole number that a statement gives; `otherwise` when it gives none. */
enum koppel_status koppel_dossier_number(const struct koppel_dossier *dossier, const char *sql,
                                         const struct koppel_value *values, size_t n_values, int64_t otherwise,
                                         int64_t *number, struct koppel_errors *errors);

/** Begins a change: nobody else writes until it is kept (KOPPEL_OK) or undone (any other status). */
enum koppel_status koppel_dossier_begin(const struct koppel_dossier *dossier, struct koppel_errors *errors);
enum koppel_status koppel_dossier_end(const struct koppel_dossier *dossier, enum koppel_status status,
                                      struct koppel_errors *errors);

/** Column of a row as a text that ends with a zero, "" for null; as a whole number; as bytes. */
const char *koppel_row_text(struct sqlite3_stmt *row, int column);
int64_t koppel_row_whole(struct sqlite3_stmt *row, int column);
struct koppel_blob koppel_row_bytes(struct sqlite3_stmt *row, int column);

/** The present moment, UTC: "2026-04-01T09:12:03Z". */
void koppel_moment_now(char moment[21]);

#endif
