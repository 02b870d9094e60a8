// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* error.c - the list of messages (see error.h). */
#include "base/error.h"

#include "base/memory.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *koppel_status_name(enum koppel_status status)
{
    switch (status) {
    case KOPPEL_OK:
        return "KOPPEL_OK";
    case KOPPEL_E_ARGUMENT:
        return "KOPPEL_E_ARGUMENT";
    case KOPPEL_E_MEMORY:
        return "KOPPEL_E_MEMORY";
    case KOPPEL_E_INPUT:
        return "KOPPEL_E_INPUT";
    case KOPPEL_E_MISSING:
        return "KOPPEL_E_MISSING";
    case KOPPEL_E_REFUSED:
        return "KOPPEL_E_REFUSED";
    case KOPPEL_E_OUTPUT:
        return "KOPPEL_E_OUTPUT";
    case KOPPEL_E_EXISTS:
        return "KOPPEL_E_EXISTS";
    case KOPPEL_E_ENGINE:
        return "KOPPEL_E_ENGINE";
    case KOPPEL_E_VERIFY:
        return "KOPPEL_E_VERIFY";
    case KOPPEL_E_INTERNAL:
        return "KOPPEL_E_INTERNAL";
    }
    return "KOPPEL_E_UNKNOWN";
}

/* Takes a part of a UTF-8 character off the end of a text that fills its room: it may have been cut there. */
static void cut_character(char *text, size_t n_text)
{
    size_t n = strlen(text);
    size_t last = n;

    if (n + 1 < n_text) {
        return;
    }
    while (last > 0 && ((unsigned char)text[last - 1] & 0xC0) == 0x80) {
        last--;
    }
    if (last > 0 && (unsigned char)text[last - 1] >= 0xC0) {
        unsigned char lead = (unsigned char)text[last - 1];
        size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

        if (n - (last - 1) < wanted) {
            text[last - 1] = '\0';
        }
    }
}

static void tidy(char *text, size_t n_text)
{
    cut_character(text, n_text);
    text[koppel_text_tame(text, strlen(text), false)] = '\0';
}

enum koppel_status koppel_errors_add(struct koppel_errors *errors, enum koppel_status code, const char *file, long line,
                                     long column, const char *format, ...)
{
    struct koppel_error *error = NULL;
    va_list arguments;

    if (errors == NULL) {
        return code;
    }
    if (errors->first == KOPPEL_OK) {
        errors->first = code;
    }
    if (errors->n_items >= (errors->limit > 0 ? errors->limit : KOPPEL_ERRORS_LIMIT)) {
        errors->n_dropped++;
        return code;
    }
    if (koppel_grow((void **)&errors->items, &errors->capacity, errors->n_items + 1, sizeof *errors->items) !=
        KOPPEL_OK) {
        errors->n_dropped++;
        return code;
    }
    error = &errors->items[errors->n_items++];
    error->code = code;
    error->line = line;
    error->column = column;
    snprintf(error->file, sizeof error->file, "%s", file != NULL ? file : "");
    tidy(error->file, sizeof error->file);
    va_start(arguments, format);
    vsnprintf(error->text, sizeof error->text, _(format), arguments);
    va_end(arguments);
    if (code == KOPPEL_E_MEMORY && strstr(format, "memory") == NULL) {
        size_t n = strlen(error->text);

        snprintf(error->text + n, sizeof error->text - n, ": %s", _("memory ran out"));
    }
    tidy(error->text, sizeof error->text);
    return code;
}

enum koppel_status koppel_errors_no_memory(struct koppel_errors *errors, const char *file)
{
    return koppel_errors_add(errors, KOPPEL_E_MEMORY, file, 0, 0, "memory ran out");
}

/* What the C library says of the faults that people meet; of others it says so in English. */
const char *koppel_system_words(int number)
{
    static const char *const known[] = {N_("Permission denied"),
                                        N_("No such file or directory"),
                                        N_("Is a directory"),
                                        N_("Not a directory"),
                                        N_("No space left on device"),
                                        N_("Read-only file system"),
                                        N_("Disk quota exceeded"),
                                        N_("File too large"),
                                        N_("File name too long"),
                                        N_("Input/output error"),
                                        N_("Too many open files"),
                                        N_("Operation not permitted"),
                                        N_("Device or resource busy"),
                                        N_("Text file busy"),
                                        N_("Broken pipe"),
                                        N_("Too many levels of symbolic links")};
    const char *words = strerror(number);

    for (size_t k = 0; k < sizeof known / sizeof *known; k++) {
        if (strcmp(known[k], words) == 0) {
            return _(known[k]);
        }
    }
    return words;
}

void koppel_strip_folder(char *text, const char *folder)
{
    size_t n = folder != NULL ? strlen(folder) : 0;

    for (char *at = n > 0 ? strstr(text, folder) : NULL; at != NULL; at = strstr(at, folder)) {
        size_t n_out = n + (at[n] == '/');

        memmove(at, at + n_out, strlen(at + n_out) + 1);
    }
}

void koppel_errors_strip_folder(struct koppel_errors *errors, const char *folder)
{
    for (size_t k = 0; errors != NULL && folder != NULL && k < errors->n_items; k++) {
        struct koppel_error *item = &errors->items[k];

        if (strncmp(item->file, folder, sizeof item->file - 1) == 0) { /* it was cut within the folder */
            item->file[0] = '\0';
        }
        koppel_strip_folder(item->file, folder);
        koppel_strip_folder(item->text, folder);
    }
}

void koppel_errors_append(struct koppel_errors *errors, const struct koppel_errors *more)
{
    for (size_t k = 0; k < more->n_items; k++) {
        const struct koppel_error *item = &more->items[k];

        koppel_errors_add(errors, item->code, item->file, item->line, item->column, "%s", item->text);
    }
    if (errors != NULL) {
        errors->n_dropped += more->n_dropped;
        errors->first = errors->first == KOPPEL_OK ? more->first : errors->first;
    }
}

bool koppel_errors_none(const struct koppel_errors *errors)
{
    return errors->first == KOPPEL_OK;
}

enum koppel_status koppel_errors_status(const struct koppel_errors *errors)
{
    return errors->first;
}

enum koppel_status koppel_errors_status_since(const struct koppel_errors *errors, size_t before)
{
    if (before < errors->n_items) {
        return errors->items[before].code;
    }
    return errors->n_items + errors->n_dropped > before ? KOPPEL_E_INPUT : KOPPEL_OK;
}

void koppel_errors_clear(struct koppel_errors *errors)
{
    size_t limit = errors->limit;

    free(errors->items);
    *errors = (struct koppel_errors){.limit = limit};
}

/* Files that machines read name a sheet so in every language. */
static const char sheet_words[] = N_(", sheet ");

char *koppel_sheet_place(const char *book, const char *sheet, char file[KOPPEL_PLACE_FILE])
{
    enum { MOST_BOOK = 60 };
    size_t n = strlen(book);

    if (n > MOST_BOOK) {
        snprintf(file, KOPPEL_PLACE_FILE, "%.*s...%s%s", MOST_BOOK - 8, book, sheet_words, sheet);
    } else {
        snprintf(file, KOPPEL_PLACE_FILE, "%s%s%s", book, sheet_words, sheet);
    }
    tidy(file, KOPPEL_PLACE_FILE);
    return file;
}

bool koppel_is_sheet_place(const char *file)
{
    return strstr(file, sheet_words) != NULL;
}

char *koppel_cell_name(long row, long column, char out[KOPPEL_CELL_REFERENCE_BYTES])
{
    char letters[KOPPEL_CELL_REFERENCE_BYTES / 2];
    size_t at = sizeof letters - 1;

    letters[at] = '\0';
    for (; column > 0 && at > 0; column = (column - 1) / 26) { /* 1 is A, 27 is AA */
        letters[--at] = (char)('A' + (column - 1) % 26);
    }
    snprintf(out, KOPPEL_CELL_REFERENCE_BYTES, "%s%ld", letters + at, row);
    return out;
}

int koppel_place_format(const char *file, long line, long column, char *out, size_t n_out)
{
    const char *sheet = strstr(file, sheet_words);
    bool is_sheet = sheet != NULL;
    char cell[KOPPEL_CELL_REFERENCE_BYTES];
    char place[KOPPEL_PLACE_FILE];

    if (is_sheet) {
        snprintf(place, sizeof place, "%.*s%s%s", (int)(sheet - file), file, _(sheet_words),
                 sheet + sizeof sheet_words - 1);
        file = place;
    }
    if (line <= 0) {
        return snprintf(out, n_out, "%s", file);
    }
    if (is_sheet && column > 0) {
        return snprintf(out, n_out, _("%s, cell %s"), file, koppel_cell_name(line, column, cell));
    }
    if (column > 0) {
        return snprintf(out, n_out, "%s:%ld:%ld", file, line, column);
    }
    return snprintf(out, n_out, is_sheet ? _("%s, row %ld") : "%s:%ld", file, line);
}

const char *koppel_file_words(const char *file, char out[KOPPEL_PLACE_FILE])
{
    koppel_place_format(file, 0, 0, out, KOPPEL_PLACE_FILE);
    return out;
}

int koppel_error_format(const struct koppel_error *error, bool with_code, char *out, size_t n_out)
{
    char place[KOPPEL_PLACE_TEXT] = "";
    const char *sign = error->file[0] != '\0' ? ": " : "";

    if (error->file[0] != '\0') {
        koppel_place_format(error->file, error->line, error->column, place, sizeof place);
    }
    if (!with_code || error->code == KOPPEL_OK) { /* a note: nothing is wrong */
        return snprintf(out, n_out, "%s%s%s", place, sign, error->text);
    }
    return snprintf(out, n_out, "%s%s%s [%s]", place, sign, error->text, koppel_status_name(error->code));
}
