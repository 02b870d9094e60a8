// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* error.h - what went wrong, where, and what to do: a list of messages that the caller owns.
 *
 * Two channels never mix in this library: the status of a call (did it work, below) and the outcome of a solve
 * (proven, feasible, infeasible, no answer; see engine.h).
 */
#ifndef KOPPEL_BASE_ERROR_H
#define KOPPEL_BASE_ERROR_H

#include "base/language.h"
#include "koppel.h"

#include <stdbool.h>
#include <stddef.h>

/** One message. `file` may be empty (no file), `line` and `column` are 1-based, 0 when they do not apply. */
struct koppel_error {
    enum koppel_status code;
    long line;
    long column;
    char file[128]; /* or a sheet: koppel_sheet_place */
    char text[640];
};

/** A growing list of messages, complete up to `limit`; what comes after is only counted. */
struct koppel_errors {
    struct koppel_error *items;
    size_t n_items;
    size_t capacity;
    size_t limit;     /* 0: KOPPEL_ERRORS_LIMIT */
    size_t n_dropped; /* messages beyond the limit, or lost because memory ran out */
    enum koppel_status first;
};

enum { KOPPEL_ERRORS_LIMIT = 100 };

/**
 * Adds a message; `format` as for printf. One with KOPPEL_E_MEMORY always says that memory ran out. Control characters
 * and such that turn the direction of writing become question marks. Never fails: without memory the message is
 * counted as dropped.
 * @param errors the list, or NULL to drop the message
 * @return `code`, so that a caller can write `return koppel_errors_add(...)`
 */
enum koppel_status koppel_errors_add(struct koppel_errors *errors, enum koppel_status code, const char *file, long line,
                                     long column, const char *format, ...) __attribute__((format(printf, 6, 7)));

/** Adds the message that memory ran out, in the same words everywhere. @param file  NULL: none. @return KOPPEL_E_MEMORY */
enum koppel_status koppel_errors_no_memory(struct koppel_errors *errors, const char *file);

enum { KOPPEL_PLACE_FILE = 128, KOPPEL_PLACE_TEXT = 192 };

/** What stands for the file in messages about a sheet of a workbook: `case.xlsx, sheet Woningen`. @return file */
char *koppel_sheet_place(const char *book, const char *sheet, char file[KOPPEL_PLACE_FILE]);

/** Whether a file of messages is a sheet (koppel_sheet_place): it has rows, a file has lines. */
bool koppel_is_sheet_place(const char *file);

enum { KOPPEL_CELL_REFERENCE_BYTES = 32 };

/** The name of a cell of a sheet: `C12` for row 12, column 3. @return out */
char *koppel_cell_name(long row, long column, char out[KOPPEL_CELL_REFERENCE_BYTES]);

/** Writes a place: `units.csv:12:3`, of a sheet `case.xlsx, sheet Woningen, cell C12`; without column `units.csv:12` and
 * `..., row 12`, without line the file alone. @return the length that was needed, as snprintf */
int koppel_place_format(const char *file, long line, long column, char *out, size_t n_out);

/** How a sentence calls a file or sheet: its place without a line (koppel_place_format). @return out */
const char *koppel_file_words(const char *file, char out[KOPPEL_PLACE_FILE]);

/** What a failed call of the system says (errno), in the language of the run. */
const char *koppel_system_words(int number);

/** Adds the messages of another list, as they are. @param errors  the list, or NULL to drop them */
void koppel_errors_append(struct koppel_errors *errors, const struct koppel_errors *more);

/** Takes a folder and the / behind it out of a text, wherever it stands. */
void koppel_strip_folder(char *text, const char *folder);

/** The same of every message: a folder of the program's own, which holds a copy of what a person knows by its name. */
void koppel_errors_strip_folder(struct koppel_errors *errors, const char *folder);

/** True when no message has been added. */
bool koppel_errors_none(const struct koppel_errors *errors);

/** The code of the first message, KOPPEL_OK when there is none. */
enum koppel_status koppel_errors_status(const struct koppel_errors *errors);

/** The code of the first message since there were `before` (n_items and n_dropped together); KOPPEL_OK without one, and
 * KOPPEL_E_INPUT when it was dropped. */
enum koppel_status koppel_errors_status_since(const struct koppel_errors *errors, size_t before);

/** Frees the messages; the list may be used again. Safe on a zeroed list. */
void koppel_errors_clear(struct koppel_errors *errors);

/**
 * Writes one message as `file:line:column: text [CODE]` (parts that do not apply are left out; see
 * koppel_place_format) into `out`.
 * @param with_code  false, or a note: without the code, as people read it
 * @return the length that was needed, as snprintf
 */
int koppel_error_format(const struct koppel_error *error, bool with_code, char *out, size_t n_out);

#endif
