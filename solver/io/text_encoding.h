// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* text_encoding.h - is this text UTF-8, and if not, is it CP1252? Nothing is guessed silently. */
#ifndef KOPPEL_IO_TEXT_ENCODING_H
#define KOPPEL_IO_TEXT_ENCODING_H

#include "base/error.h"

#include <stdbool.h>

/** Where a byte stands: 1-based line, and 1-based character in that line. */
struct koppel_text_place {
    long line;
    long column;
};

/** Place of bytes[at]. O(at). */
struct koppel_text_place koppel_text_place_of(const char *bytes, size_t at);

/**
 * Checks that the bytes are UTF-8 (no surrogates, no overlong forms).
 * @param[out] bad   offset of the first byte that is not, n_bytes when all are
 * @param[out] many  true when at least one valid character of several bytes stands before `bad`
 */
bool koppel_text_is_utf8(const char *bytes, size_t n_bytes, size_t *bad, bool *many);

/**
 * Makes a text readable: drops a UTF-8 byte-order mark, turns CP1252 into UTF-8, refuses what is neither, UTF-16, and
 * control characters other than tab, carriage return and line feed.
 *
 * @param[in,out] bytes, n_bytes  the text with a zero byte after it, in memory of malloc; replaced when it is CP1252
 * @param[out] was_cp1252  true when it was
 * @return KOPPEL_OK, KOPPEL_E_INPUT or KOPPEL_E_MEMORY, with a message
 */
enum koppel_status koppel_text_normalise(const char *name, char **bytes, size_t *n_bytes, bool *was_cp1252,
                                         struct koppel_errors *errors);

/**
 * Turns UTF-16 into UTF-8, and the line ends of a Macintosh (carriage returns alone) into line feeds; takes off the
 * Control-Z with which DOS ends a text. Each is noted. For koppel_text_normalise, which comes next. Parameters and status as there.
 */
enum koppel_status koppel_text_relax(const char *name, char **bytes, size_t *n_bytes, struct koppel_errors *errors,
                                     struct koppel_errors *notes);

/**
 * Copies text into out between double quotes for a message: at most 60 bytes, cut between characters. Control
 * characters become blanks; characters that do not show are named, as in "H1[no-break space]".
 * @return out
 */
char *koppel_text_quote(const char *text, char out[80]);

/** Bytes of the blank that a text in UTF-8 begins with, also one without width or a no-break space; 0: none. */
size_t koppel_text_blank_bytes(const char *text);

/** Bytes of the hyphen, dash or minus sign that a text in UTF-8 begins with; 0: none. */
size_t koppel_text_dash_bytes(const char *text);

/** Does the blank that a text begins with have a width? */
bool koppel_text_blank_has_width(const char *text);

/** A text in UTF-8 without such blanks at its ends. @param[out] n  its bytes. @return where it begins */
const char *koppel_text_trim(const char *text, size_t *n);

/** The small letter without its accent, of a character of two bytes (U+00C0 to U+00FF); 0: another. */
char koppel_text_plain_letter(unsigned char first, unsigned char second);

/** Does a text in UTF-8 have a character that does not show, or only as a blank that is no space? O(bytes). */
bool koppel_text_has_invisible(const char *text);

#endif
