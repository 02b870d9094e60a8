// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* dossier_log.c - the log of a dossier (see dossier_log.h). */
#include "dossier/dossier_log.h"

#include "base/text.h"
#include "io/file_bytes.h"
#include "io/identity.h"
#include "io/text_encoding.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum koppel_status koppel_log_hash(const struct koppel_log_row *row, char hash[65])
{
    struct koppel_text text = {.is_for_machines = true};
    enum koppel_status status = KOPPEL_OK;

    koppel_text_add(&text, "%" PRId64 "\n%s\n%s\n%s\n%s\n%s\n%s\n", row->number, row->at, row->initials, row->role,
                    row->action, row->what, row->previous);
    status = koppel_text_status(&text);
    if (status == KOPPEL_OK) {
        koppel_sha256(text.bytes, text.n_bytes, hash);
    }
    koppel_text_free(&text);
    return status;
}

/* ---- Reading ---- */

struct reading {
    koppel_log_reader *reader;
    void *data;
};

static enum koppel_status read_row(void *data, struct sqlite3_stmt *row, struct koppel_errors *errors)
{
    const struct reading *reading = data;
    const struct koppel_log_row one = {.number = koppel_row_whole(row, 0),
                                       .at = koppel_row_text(row, 1),
                                       .initials = koppel_row_text(row, 2),
                                       .role = koppel_row_text(row, 3),
                                       .action = koppel_row_text(row, 4),
                                       .what = koppel_row_text(row, 5),
                                       .previous = koppel_row_text(row, 6),
                                       .hash = koppel_row_text(row, 7)};

    return reading->reader(reading->data, &one, errors);
}

enum koppel_status koppel_log_read(const struct koppel_dossier *dossier, int64_t after, koppel_log_reader *reader,
                                   void *data, struct koppel_errors *errors)
{
    const struct koppel_value values[] = {KOPPEL_WHOLE(after)};
    struct reading reading = {reader, data};

    return koppel_dossier_run(dossier,
                              "SELECT number, at, initials, role, action, what, previous, hash FROM log"
                              " WHERE number > ? ORDER BY number",
                              values, 1, read_row, &reading, errors);
}

enum koppel_status koppel_log_last(const struct koppel_dossier *dossier, int64_t *number, struct koppel_errors *errors)
{
    return koppel_dossier_number(dossier, "SELECT max(number) FROM log", NULL, 0, 0, number, errors);
}

/* ---- Adding ---- */

enum koppel_status koppel_log_begin(const struct koppel_dossier *dossier, int64_t seen, bool *is_stale,
                                    struct koppel_errors *errors)
{
    int64_t last = 0;
    enum koppel_status status = koppel_dossier_begin(dossier, errors);

    *is_stale = false;
    if (status != KOPPEL_OK) {
        return status;
    }
    status = koppel_log_last(dossier, &last, errors);
    if (status == KOPPEL_OK && seen != KOPPEL_ANY_REVISION && seen != last) {
        *is_stale = true;
        status = KOPPEL_E_ARGUMENT;
    }
    return status == KOPPEL_OK ? KOPPEL_OK : koppel_dossier_end(dossier, status, errors);
}

static enum koppel_status take_last(void *data, const struct koppel_log_row *row, struct koppel_errors *errors)
{
    (void)errors;
    memcpy(data, row->hash, strnlen(row->hash, 64));
    return KOPPEL_OK;
}

static enum koppel_status insert(const struct koppel_dossier *dossier, const struct koppel_log_row *row,
                                 struct koppel_errors *errors)
{
    const struct koppel_value values[] = {
        KOPPEL_WHOLE(row->number), KOPPEL_TEXT(row->at),   KOPPEL_TEXT(row->initials), KOPPEL_TEXT(row->role),
        KOPPEL_TEXT(row->action),  KOPPEL_TEXT(row->what), KOPPEL_TEXT(row->previous), KOPPEL_TEXT(row->hash)};

    return koppel_dossier_run(dossier,
                              "INSERT INTO log (number, at, initials, role, action, what, previous, hash)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                              values, sizeof values / sizeof *values, NULL, NULL, errors);
}

enum koppel_status koppel_log_add(const struct koppel_dossier *dossier, const struct koppel_log_entry *entry,
                                  int64_t *number, struct koppel_errors *errors)
{
    char previous[65] = "";
    char hash[65] = "";
    char at[21];
    char *what = cJSON_PrintUnformatted(entry->what);
    struct koppel_log_row row = {.initials = entry->by->initials,
                                 .role = entry->by->role,
                                 .action = entry->action,
                                 .what = what,
                                 .previous = previous,
                                 .hash = hash,
                                 .at = at};
    enum koppel_status status =
        what != NULL ? koppel_log_last(dossier, &row.number, errors) : koppel_errors_no_memory(errors, dossier->path);

    koppel_moment_now(at);
    if (status == KOPPEL_OK) {
        status = koppel_log_read(dossier, row.number - 1, take_last, previous, errors);
        row.number++;
    }
    if (status == KOPPEL_OK && koppel_log_hash(&row, hash) != KOPPEL_OK) {
        status = koppel_errors_no_memory(errors, dossier->path);
    }
    if (status == KOPPEL_OK) {
        status = insert(dossier, &row, errors);
    }
    if (number != NULL) {
        *number = row.number;
    }
    cJSON_free(what);
    return status;
}

enum koppel_status koppel_log_text_check(const char *name, const char *text, struct koppel_errors *errors)
{
    size_t n = strlen(text);
    size_t bad = 0;
    bool many = false;
    const char *who = NULL;

    if (text[strspn(text, " \t")] == '\0') {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0, "is needed: say why in a few words");
    }
    if (n > KOPPEL_DOSSIER_MAX_TEXT) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0, "is too long: at most %d bytes",
                                 KOPPEL_DOSSIER_MAX_TEXT);
    }
    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)text[i] < ' ' || text[i] == 0x7f) {
            return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0, "has a line end or control character");
        }
    }
    if (!koppel_text_is_utf8(text, n, &bad, &many)) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0, "is no UTF-8");
    }
    who = koppel_identity_of_reason(text);
    return who == NULL
               ? KOPPEL_OK
               : koppel_errors_add(errors, KOPPEL_E_REFUSED, name, 0, 0,
                                   "looks like %s, and what is recorded stays: say it without who somebody is", who);
}
