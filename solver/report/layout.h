// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* layout.h - columns and lines of at most 100 characters for the terminal; characters count, not bytes of UTF-8. */
#ifndef KOPPEL_REPORT_LAYOUT_H
#define KOPPEL_REPORT_LAYOUT_H

#include "base/text.h"

#include <stdint.h>

enum { KOPPEL_COLUMNS = 100 };

/** How many characters a text has. */
int koppel_lay_width(const char *string);

/** Ends a line of columns, without blanks at its end. */
void koppel_lay_end(struct koppel_text *text);

/** A text of exactly `width` characters, filled up at its end, or cut with "...". */
void koppel_lay_left(struct koppel_text *text, int width, const char *string);

/** The same, filled up at its beginning; never cut: numbers must not lose digits. */
void koppel_lay_right(struct koppel_text *text, int width, const char *string);

/** A whole number at the right of `width` characters. */
void koppel_lay_number(struct koppel_text *text, int width, int64_t number);

/** A number of tenths >= 0 with one decimal, so that a column of them lines up: 21.0, 33.8. */
void koppel_lay_tenths(struct koppel_text *text, int width, int64_t tenths);

/**
 * Words on lines of at most KOPPEL_COLUMNS characters. The text stands already at column `column`; further lines begin
 * at column `indent`; ends with a new line.
 */
void koppel_lay_words(struct koppel_text *text, int column, int indent, const char *words);

/** Lays a draft out on lines of its own, the first indented by `indent`, further ones by `hanging`, and empties the
 * draft; nothing for an empty one. */
void koppel_lay_draft(struct koppel_text *text, struct koppel_text *draft, int indent, int hanging);

/** A whole number with its thousands separated: 1,234,567. @return out */
enum { KOPPEL_THOUSANDS = 32 };
const char *koppel_lay_thousands(int64_t number, char out[KOPPEL_THOUSANDS]);

/** A sentence on lines of its own, further ones indented by 2; `format` as for printf, at most 1023 bytes. */
void koppel_lay_sentence(struct koppel_text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
