// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* text.h - a text that grows in memory: files are made here in full before a byte is written. */
#ifndef KOPPEL_BASE_TEXT_H
#define KOPPEL_BASE_TEXT_H

#include "base/language.h"
#include "koppel.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

/** Zero-initialise. Once memory has run out, `failed` stays true and additions do nothing, so it is checked once at the
 * end. */
struct koppel_text {
    char *bytes; /* always ends with a zero when n_bytes > 0 */
    size_t n_bytes;
    size_t capacity;
    bool failed;
    bool is_for_machines; /* formats are taken as they are, in every language */
};

/** Marks a format that is the same in every language, for text that also stands in files for machines. */
#define KOPPEL_SAME(format) format

/** Appends; `format` as for printf, looked up in the language of the run unless the text is for machines. */
void koppel_text_add(struct koppel_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** The same with the arguments of another such function. */
void koppel_text_add_list(struct koppel_text *text, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

/** Appends n bytes as they are. */
void koppel_text_append(struct koppel_text *text, const char *bytes, size_t n);

/** Appends the inside of a quoted CSV cell: the text with every double quote twice. */
void koppel_text_append_quoted(struct koppel_text *text, const char *cell);

/**
 * Puts a question mark in the place of every character that steers a terminal or turns the direction of writing, in
 * place: a key or a file name must not rewrite the screen or look like another. UTF-8; a tab stays, and a line end
 * where `with_lines`.
 * @return the new number of bytes, at most n; no zero is added
 * SOURCE  Unicode Standard Annex 9, table "Explicit Directional Formatting Characters"; C0 and C1 of ISO 6429
 */
size_t koppel_text_tame(char *bytes, size_t n, bool with_lines);

/** KOPPEL_OK, or KOPPEL_E_MEMORY when an addition failed. */
enum koppel_status koppel_text_status(const struct koppel_text *text);

/** Frees and zeroes. Safe on a zeroed text. */
void koppel_text_free(struct koppel_text *text);

#endif
