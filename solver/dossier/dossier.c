// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier.c - one SQLite file with everything about a municipality or region (see dossier.h). */
#include "dossier/dossier.h"

#include "base/text.h"
#include "dossier/dossier_schema.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_MILLISECONDS = 5000, SQL_BYTES = 64 };

/* ---- Statements ---- */

static enum koppel_status say_fault(const struct koppel_dossier *dossier, int code, struct koppel_errors *errors)
{
    const char *words = sqlite3_errmsg(dossier->db);

    switch (code & 0xff) {
    case SQLITE_NOMEM:
        return koppel_errors_no_memory(errors, dossier->path);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return koppel_errors_add(errors, KOPPEL_E_INPUT, dossier->path, 0, 0,
                                 "is no dossier, or it is damaged (%s): go back to a copy of koppel dossier backup",
                                 words);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return koppel_errors_add(errors, KOPPEL_E_OUTPUT, dossier->path, 0, 0,
                                 "somebody else is writing to it: try again in a moment");
    case SQLITE_CANTOPEN:
        return koppel_errors_add(errors, KOPPEL_E_MISSING, dossier->path, 0, 0, "cannot be opened (%s)", words);
    default:
        return koppel_errors_add(errors, KOPPEL_E_OUTPUT, dossier->path, 0, 0,
                                 "could not be read or written (%s); nothing was changed", words);
    }
}

static int bind(sqlite3_stmt *statement, int place, const struct koppel_value *value)
{
    switch (value->kind) {
    case KOPPEL_VALUE_TEXT:
        return sqlite3_bind_text(statement, place, value->text, -1, SQLITE_STATIC);
    case KOPPEL_VALUE_WHOLE:
        return sqlite3_bind_int64(statement, place, value->whole);
    case KOPPEL_VALUE_BYTES:
        break;
    }
    return sqlite3_bind_blob64(statement, place, value->text != NULL ? value->text : "", value->n_bytes, SQLITE_STATIC);
}

enum koppel_status koppel_dossier_run(const struct koppel_dossier *dossier, const char *sql,
                                      const struct koppel_value *values, size_t n_values, koppel_row_function *on_row,
                                      void *data, struct koppel_errors *errors)
{
    sqlite3_stmt *statement = NULL;
    enum koppel_status status = KOPPEL_OK;
    int code = sqlite3_prepare_v2(dossier->db, sql, -1, &statement, NULL);

    for (size_t v = 0; code == SQLITE_OK && v < n_values; v++) {
        code = bind(statement, (int)v + 1, &values[v]);
    }
    if (code == SQLITE_OK) {
        code = SQLITE_ROW;
    }
    while (code == SQLITE_ROW && status == KOPPEL_OK) {
        code = sqlite3_step(statement);
        if (code == SQLITE_ROW && on_row != NULL) {
            status = on_row(data, statement, errors);
        }
    }
    if (status == KOPPEL_OK && code != SQLITE_DONE) {
        status = say_fault(dossier, code, errors);
    }
    sqlite3_finalize(statement);
    return status;
}

static enum koppel_status take_number(void *data, sqlite3_stmt *row, struct koppel_errors *errors)
{
    (void)errors;
    if (sqlite3_column_type(row, 0) != SQLITE_NULL) {
        *(int64_t *)data = sqlite3_column_int64(row, 0);
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_dossier_number(const struct koppel_dossier *dossier, const char *sql,
                                         const struct koppel_value *values, size_t n_values, int64_t otherwise,
                                         int64_t *number, struct koppel_errors *errors)
{
    *number = otherwise;
    return koppel_dossier_run(dossier, sql, values, n_values, take_number, number, errors);
}

enum koppel_status koppel_dossier_begin(const struct koppel_dossier *dossier, struct koppel_errors *errors)
{
    return koppel_dossier_run(dossier, "BEGIN IMMEDIATE", NULL, 0, NULL, NULL, errors);
}

enum koppel_status koppel_dossier_end(const struct koppel_dossier *dossier, enum koppel_status status,
                                      struct koppel_errors *errors)
{
    if (status == KOPPEL_OK) {
        status = koppel_dossier_run(dossier, "COMMIT", NULL, 0, NULL, NULL, errors);
    }
    if (status != KOPPEL_OK && sqlite3_get_autocommit(dossier->db) == 0) { /* some faults have undone it already */
        koppel_dossier_run(dossier, "ROLLBACK", NULL, 0, NULL, NULL, NULL);
    }
    return status;
}

const char *koppel_row_text(sqlite3_stmt *row, int column)
{
    const unsigned char *text = sqlite3_column_text(row, column);

    return text != NULL ? (const char *)text : "";
}

int64_t koppel_row_whole(sqlite3_stmt *row, int column)
{
    return sqlite3_column_int64(row, column);
}

struct koppel_blob koppel_row_bytes(sqlite3_stmt *row, int column)
{
    const char *bytes = sqlite3_column_blob(row, column);

    return (struct koppel_blob){bytes != NULL ? bytes : "", (size_t)sqlite3_column_bytes(row, column)};
}

void koppel_moment_now(char moment[21])
{
    time_t now = time(NULL);
    struct tm parts;

    if (gmtime_r(&now, &parts) == NULL || strftime(moment, 21, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0) {
        strcpy(moment, "1970-01-01T00:00:00Z");
    }
}

/* ---- Opening ---- */

/* Statements of this room hold no value of a user, so that a pragma may be made of numbers. */
static enum koppel_status set_number(const struct koppel_dossier *dossier, const char *pragma, int number,
                                     struct koppel_errors *errors)
{
    char sql[SQL_BYTES];

    snprintf(sql, sizeof sql, "PRAGMA %s = %d", pragma, number);
    return koppel_dossier_run(dossier, sql, NULL, 0, NULL, NULL, errors);
}

static enum koppel_status run_all(const struct koppel_dossier *dossier, const char *const *statements,
                                  struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;

    for (size_t s = 0; statements[s] != NULL && status == KOPPEL_OK; s++) {
        status = koppel_dossier_run(dossier, statements[s], NULL, 0, NULL, NULL, errors);
    }
    return status;
}

/* Settings of a connection: what is told as done is on the disk, keys of other tables are there, and neither schema nor
 * views of a foreign file run functions. */
static enum koppel_status set_up(const struct koppel_dossier *dossier, struct koppel_errors *errors)
{
    static const char *const settings[] = {"PRAGMA journal_mode = WAL",   "PRAGMA synchronous = FULL",
                                           "PRAGMA foreign_keys = ON",    "PRAGMA trusted_schema = OFF",
                                           "PRAGMA cell_size_check = ON", NULL};

    sqlite3_limit(dossier->db, SQLITE_LIMIT_LENGTH, KOPPEL_DOSSIER_MAX_FILE + (1 << 20));
    sqlite3_db_config(dossier->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return run_all(dossier, settings, errors);
}

static enum koppel_status check_kind(const struct koppel_dossier *dossier, int64_t *schema,
                                     struct koppel_errors *errors)
{
    int64_t application = 0;
    enum koppel_status status =
        koppel_dossier_number(dossier, "PRAGMA application_id", NULL, 0, 0, &application, errors);

    if (status == KOPPEL_OK) {
        status = koppel_dossier_number(dossier, "PRAGMA user_version", NULL, 0, 0, schema, errors);
    }
    if (status == KOPPEL_OK && application != KOPPEL_DOSSIER_APPLICATION) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, dossier->path, 0, 0,
                                   "is no dossier: koppel dossier new makes one");
    } else if (status == KOPPEL_OK && *schema > KOPPEL_DOSSIER_SCHEMA) {
        status = koppel_errors_add(errors, KOPPEL_E_INPUT, dossier->path, 0, 0,
                                   "was written by a newer version of koppel: use that one");
    }
    return status;
}

/* All steps that are missing, in one transaction: an interrupted one leaves the file as it was. */
static enum koppel_status migrate(const struct koppel_dossier *dossier, struct koppel_errors *errors)
{
    int64_t schema = 0;
    enum koppel_status status = koppel_dossier_begin(dossier, errors);

    if (status != KOPPEL_OK) {
        return status;
    }
    status = koppel_dossier_number(dossier, "PRAGMA user_version", NULL, 0, 0, &schema, errors);
    for (; status == KOPPEL_OK && schema < KOPPEL_DOSSIER_SCHEMA; schema++) {
        status = run_all(dossier, koppel_schema_steps[schema], errors);
    }
    if (status == KOPPEL_OK) {
        status = set_number(dossier, "application_id", KOPPEL_DOSSIER_APPLICATION, errors);
    }
    if (status == KOPPEL_OK) {
        status = set_number(dossier, "user_version", KOPPEL_DOSSIER_SCHEMA, errors);
    }
    return koppel_dossier_end(dossier, status, errors);
}

static enum koppel_status connect_to(const char *path, struct koppel_dossier *dossier, struct koppel_errors *errors)
{
    int code =
        sqlite3_open_v2(path, &dossier->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_FULLMUTEX, NULL);

    dossier->path = path;
    if (dossier->db == NULL) {
        return koppel_errors_no_memory(errors, path);
    }
    sqlite3_busy_timeout(dossier->db, PATIENCE_MILLISECONDS);
    return code == SQLITE_OK ? KOPPEL_OK : say_fault(dossier, code, errors);
}

static enum koppel_status say_not_made(const char *path, int cause, struct koppel_errors *errors)
{
    return cause == EEXIST ? koppel_errors_add(errors, KOPPEL_E_EXISTS, path, 0, 0,
                                               "exists already, and a dossier is never replaced: choose another name")
                           : koppel_errors_add(errors, KOPPEL_E_OUTPUT, path, 0, 0, "cannot be made: %s",
                                               koppel_system_words(cause));
}

/* An empty file of that name, which only its user may read; SQLite gives its other files the same rights. */
static enum koppel_status make_file(const char *path, struct koppel_errors *errors)
{
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

    if (file >= 0) {
        close(file);
        return KOPPEL_OK;
    }
    return say_not_made(path, errno, errors);
}

enum koppel_status koppel_dossier_new(const char *path, struct koppel_dossier *dossier, struct koppel_errors *errors)
{
    enum koppel_status status = make_file(path, errors);

    if (status != KOPPEL_OK) {
        return status;
    }
    status = connect_to(path, dossier, errors);
    if (status == KOPPEL_OK) {
        status = set_up(dossier, errors);
    }
    if (status == KOPPEL_OK) {
        status = migrate(dossier, errors);
    }
    if (status != KOPPEL_OK) {
        koppel_dossier_close(dossier);
        unlink(path);
    }
    return status;
}

enum koppel_status koppel_dossier_open(const char *path, struct koppel_dossier *dossier, struct koppel_errors *errors)
{
    struct stat file;
    int64_t schema = 0;
    enum koppel_status status = KOPPEL_OK;

    if (stat(path, &file) != 0) {
        return koppel_errors_add(errors, KOPPEL_E_MISSING, path, 0, 0, "cannot be opened: %s", strerror(errno));
    }
    if (!S_ISREG(file.st_mode)) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, path, 0, 0, "is no dossier: koppel dossier new makes one");
    }
    status = connect_to(path, dossier, errors);
    if (status == KOPPEL_OK) {
        status = check_kind(dossier, &schema, errors);
    }
    if (status == KOPPEL_OK) {
        status = set_up(dossier, errors);
    }
    if (status == KOPPEL_OK && schema < KOPPEL_DOSSIER_SCHEMA) {
        status = migrate(dossier, errors);
    }
    return status;
}

void koppel_dossier_close(struct koppel_dossier *dossier)
{
    sqlite3_close_v2(dossier->db);
    *dossier = (struct koppel_dossier){0};
}

/* ---- Backup ---- */

enum koppel_status koppel_dossier_publish(const char *part, const char *path, struct koppel_errors *errors)
{
    int file = open(part, O_RDONLY | O_CLOEXEC);
    bool is_on_disk = file >= 0 && fsync(file) == 0;
    bool is_there = is_on_disk && link(part, path) == 0;
    int cause = errno;

    if (file >= 0) {
        close(file);
    }
    if (is_there) {
        unlink(part);
        return KOPPEL_OK;
    }
    return say_not_made(path, cause, errors);
}

enum koppel_status koppel_dossier_backup(const struct koppel_dossier *dossier, const char *path,
                                         struct koppel_errors *errors)
{
    struct koppel_text part = {.is_for_machines = true};
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(&part, KOPPEL_SAME("%s.part"), path);
    status = koppel_text_status(&part);
    if (status != KOPPEL_OK) {
        koppel_text_free(&part);
        return koppel_errors_no_memory(errors, path);
    }
    unlink(part.bytes); /* of a copy that was cut off */
    status = make_file(part.bytes, errors);
    if (status == KOPPEL_OK) {
        const struct koppel_value values[] = {KOPPEL_TEXT(part.bytes)};

        status = koppel_dossier_run(dossier, "VACUUM INTO ?", values, 1, NULL, NULL, errors);
        status = status == KOPPEL_OK ? koppel_dossier_publish(part.bytes, path, errors) : status;
        unlink(part.bytes);
    }
    koppel_text_free(&part);
    return status;
}
