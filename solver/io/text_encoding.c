// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* text_encoding.c - UTF-8 or CP1252 (see text_encoding.h). */
#include "io/text_encoding.h"

#include "base/memory.h"

#include <errno.h>
#include <iconv.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { QUOTE_BYTES = 60, END_OF_TEXT = 0x1A };

struct koppel_text_place koppel_text_place_of(const char *bytes, size_t at)
{
    struct koppel_text_place place = {1, 1};

    for (size_t i = 0; i < at; i++) {
        if (bytes[i] == '\n') {
            place.line++;
            place.column = 1;
        } else if (((unsigned char)bytes[i] & 0xC0) != 0x80) {
            place.column++;
        }
    }
    return place;
}

static bool is_continuation(unsigned char byte)
{
    return (byte & 0xC0) == 0x80;
}

/* Length of the UTF-8 character at text[0..n), 0 when it is none (Unicode 15, table 3-7). */
static size_t character_length(const unsigned char *text, size_t n)
{
    if (text[0] < 0x80) {
        return 1;
    }
    if (text[0] >= 0xC2 && text[0] <= 0xDF) {
        return n >= 2 && is_continuation(text[1]) ? 2 : 0;
    }
    if (text[0] >= 0xE0 && text[0] <= 0xEF) {
        unsigned char low = text[0] == 0xE0 ? 0xA0 : 0x80;
        unsigned char high = text[0] == 0xED ? 0x9F : 0xBF;

        return n >= 3 && text[1] >= low && text[1] <= high && is_continuation(text[2]) ? 3 : 0;
    }
    if (text[0] >= 0xF0 && text[0] <= 0xF4) {
        unsigned char low = text[0] == 0xF0 ? 0x90 : 0x80;
        unsigned char high = text[0] == 0xF4 ? 0x8F : 0xBF;

        return n >= 4 && text[1] >= low && text[1] <= high && is_continuation(text[2]) && is_continuation(text[3]) ? 4
                                                                                                                   : 0;
    }
    return 0;
}

bool koppel_text_is_utf8(const char *bytes, size_t n_bytes, size_t *bad, bool *many)
{
    const unsigned char *text = (const unsigned char *)bytes;
    size_t at = 0;

    *many = false;
    while (at < n_bytes) {
        size_t n = character_length(text + at, n_bytes - at);

        if (n == 0) {
            break;
        }
        *many = *many || n > 1;
        at += n;
    }
    *bad = at;
    return at == n_bytes;
}

static bool is_letter(unsigned char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

/* Does this byte of a text in CP1252 make a word that nobody writes? DOS (CP850) and the Macintosh keep their accents
 * where Windows has signs that stand between words: e acute is a low quote there. */
static bool is_foreign_accent(unsigned char before, unsigned char byte, unsigned char after)
{
    bool follows = is_letter(before);
    bool leads = is_letter(after);

    switch (byte) {
    case 0x92: /* the apostrophe, and dashes */
    case 0x96:
    case 0x97:
    case 0xA0:
        return false;
    case 0x84: /* opening quotes, the bullet */
    case 0x91:
    case 0x93:
    case 0x95:
        return follows;
    case 0x80: /* the euro, the closing quote, the trade mark */
    case 0x94:
    case 0x99:
        return leads;
    case 0x85: /* the ellipsis */
        return follows && leads;
    default:
        return byte < 0xA0 ? byte >= 0x80 && (follows || leads) : byte <= 0xA5 && follows && leads;
    }
}

static enum koppel_status check_accents(const char *name, const char *bytes, size_t n_bytes,
                                        struct koppel_errors *errors)
{
    long line = 1;
    size_t start = 0; /* of the line; a character is a byte here */

    for (size_t i = 0; i < n_bytes; i++) {
        unsigned char byte = (unsigned char)bytes[i];

        start = byte == '\n' ? i + 1 : start;
        line += byte == '\n';
        if (is_foreign_accent(i > 0 ? (unsigned char)bytes[i - 1] : 0, byte, (unsigned char)bytes[i + 1])) {
            return koppel_errors_add(errors, KOPPEL_E_INPUT, name, line, (long)(i - start) + 1,
                                     "the accents are those of DOS or of a Macintosh (byte 0x%02x within a word): save "
                                     "it as UTF-8 (in Excel: \"CSV UTF-8\")",
                                     (unsigned int)byte);
        }
    }
    return KOPPEL_OK;
}

/* UTF-8 that was taken for Windows and turned into UTF-8 once more: e acute has become A tilde and a sign. */
static enum koppel_status check_twice(const char *name, const char *bytes, struct koppel_errors *errors)
{
    const char *at = strstr(bytes, "\xC3\x83\xC2");
    struct koppel_text_place place;

    if (at != NULL) {
        place = koppel_text_place_of(bytes, (size_t)(at - bytes));
        return koppel_errors_add(errors, KOPPEL_E_INPUT, name, place.line, place.column,
                                 "the accents were turned into UTF-8 twice: save the file again from its source, as "
                                 "UTF-8 (in Excel: \"CSV UTF-8\")");
    }
    return KOPPEL_OK;
}

/* CP1252 to UTF-8 in new memory. */
/* Turns a text into UTF-8. @param skip  bytes of a mark before it
 * @param[out] bad  the byte that is no text in this encoding; n_bytes when all are */
static enum koppel_status convert(const char *name, const char *encoding, size_t skip, char **bytes, size_t *n_bytes,
                                  size_t *bad, struct koppel_errors *errors)
{
    iconv_t converter = iconv_open("UTF-8", encoding);
    size_t n_in = *n_bytes - skip;
    size_t n_out = 3 * n_in + 1; /* a character of CP1252 takes at most three bytes of UTF-8, one of UTF-16 as many */
    char *in = *bytes + skip;
    char *out = NULL;
    char *start = NULL;

    *bad = *n_bytes;
    if (converter == (iconv_t)-1) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0,
                                 "the text is not UTF-8: save it as UTF-8 (in Excel: \"CSV UTF-8\")");
    }
    out = start = koppel_new(n_out, 1);
    if (out != NULL && iconv(converter, &in, &n_in, &out, &n_out) == (size_t)-1) {
        *bad = *n_bytes - n_in;
    }
    iconv_close(converter);
    if (start == NULL) {
        return koppel_errors_no_memory(errors, name);
    }
    if (*bad < *n_bytes) {
        free(start);
        return KOPPEL_OK;
    }
    *out = '\0';
    free(*bytes);
    *bytes = start;
    *n_bytes = (size_t)(out - start);
    *bad = *n_bytes;
    return KOPPEL_OK;
}

static enum koppel_status from_cp1252(const char *name, char **bytes, size_t *n_bytes, struct koppel_errors *errors)
{
    size_t bad = 0;
    enum koppel_status status = convert(name, "CP1252", 0, bytes, n_bytes, &bad, errors);

    if (status == KOPPEL_OK && bad < *n_bytes) {
        struct koppel_text_place place = koppel_text_place_of(*bytes, bad);

        status =
            koppel_errors_add(errors, KOPPEL_E_INPUT, name, place.line, place.column,
                              "the byte 0x%02x is neither UTF-8 nor CP1252: save it as UTF-8 (in Excel: \"CSV UTF-8\")",
                              (unsigned int)(unsigned char)(*bytes)[bad]);
    }
    return status;
}

static bool has_utf16_mark(const char *bytes, size_t n_bytes)
{
    return n_bytes >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
}

/* Which UTF-16 a text is: by its mark of two bytes, or by the zeros that letters have in it. NULL: none */
static const char *utf16_of(const char *bytes, size_t n_bytes)
{
    if (has_utf16_mark(bytes, n_bytes)) {
        return (unsigned char)bytes[0] == 0xFF ? "UTF-16LE" : "UTF-16BE";
    }
    if (n_bytes < 4 || (bytes[0] == '\0') == (bytes[1] == '\0') || (bytes[0] == '\0') != (bytes[2] == '\0') ||
        (bytes[1] == '\0') != (bytes[3] == '\0')) {
        return NULL;
    }
    return bytes[1] == '\0' ? "UTF-16LE" : "UTF-16BE";
}

static enum koppel_status from_utf16(const char *name, char **bytes, size_t *n_bytes, struct koppel_errors *errors,
                                     struct koppel_errors *notes)
{
    const char *encoding = utf16_of(*bytes, *n_bytes);
    size_t bad = 0;
    enum koppel_status status = KOPPEL_OK;

    if (encoding == NULL) {
        return KOPPEL_OK;
    }
    status = convert(name, encoding, has_utf16_mark(*bytes, *n_bytes) ? 2 : 0, bytes, n_bytes, &bad, errors);
    if (status == KOPPEL_OK && bad < *n_bytes) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0,
                                 "the text is UTF-16 and is damaged or cut off: save it as UTF-8 (in Excel: \"CSV "
                                 "UTF-8\")");
    }
    if (status == KOPPEL_OK) {
        koppel_errors_add(notes, KOPPEL_OK, name, 0, 0, "the text is UTF-16, and is read so");
    }
    return status;
}

enum koppel_status koppel_text_relax(const char *name, char **bytes, size_t *n_bytes, struct koppel_errors *errors,
                                     struct koppel_errors *notes)
{
    enum koppel_status status = from_utf16(name, bytes, n_bytes, errors, notes);

    if (status == KOPPEL_OK && *n_bytes > 0 && (*bytes)[*n_bytes - 1] == END_OF_TEXT) {
        (*bytes)[--*n_bytes] = '\0';
        koppel_errors_add(notes, KOPPEL_OK, name, 0, 0, "the sign for the end of a file (Control-Z) is passed over");
    }
    if (status == KOPPEL_OK && memchr(*bytes, '\n', *n_bytes) == NULL && memchr(*bytes, '\r', *n_bytes) != NULL) {
        for (size_t i = 0; i < *n_bytes; i++) {
            (*bytes)[i] = (*bytes)[i] == '\r' ? '\n' : (*bytes)[i];
        }
        koppel_errors_add(notes, KOPPEL_OK, name, 0, 0, "the line ends are those of a Macintosh, and are read so");
    }
    return status;
}

static enum koppel_status check_controls(const char *name, const char *bytes, size_t n_bytes,
                                         struct koppel_errors *errors)
{
    for (size_t i = 0; i < n_bytes; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        struct koppel_text_place place;

        if (byte == '\r' && bytes[i + 1] != '\n') {
            place = koppel_text_place_of(bytes, i);
            return koppel_errors_add(
                errors, KOPPEL_E_INPUT, name, place.line, place.column,
                "a carriage return without a line feed: save the file with line ends of Windows or Unix");
        }
        if ((byte < ' ' && byte != '\t' && byte != '\r' && byte != '\n') || byte == 0x7F) {
            place = koppel_text_place_of(bytes, i);
            return koppel_errors_add(errors, KOPPEL_E_INPUT, name, place.line, place.column,
                                     "a %s character (0x%02x) in the text: is this a text file?",
                                     byte == 0 ? "NUL" : _("control"), (unsigned int)byte);
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_text_normalise(const char *name, char **bytes, size_t *n_bytes, bool *was_cp1252,
                                         struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;
    bool mark = *n_bytes >= 3 && memcmp(*bytes, "\xEF\xBB\xBF", 3) == 0;
    bool many = false;
    size_t bad = 0;

    *was_cp1252 = false;
    if (has_utf16_mark(*bytes, *n_bytes)) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0,
                                 "the text is UTF-16: save it as UTF-8 (in Excel: \"CSV UTF-8\")");
    }
    if (mark) {
        memmove(*bytes, *bytes + 3, *n_bytes - 3 + 1);
        *n_bytes -= 3;
    }
    status = check_controls(name, *bytes, *n_bytes, errors);
    if (status != KOPPEL_OK) {
        return status;
    }
    if (koppel_text_is_utf8(*bytes, *n_bytes, &bad, &many)) {
        return check_twice(name, *bytes, errors);
    }
    /* a text that says it is UTF-8, or is so for a part, is damaged, not CP1252 */
    if (mark || many) {
        struct koppel_text_place place = koppel_text_place_of(*bytes, bad);

        return koppel_errors_add(
            errors, KOPPEL_E_INPUT, name, place.line, place.column,
            "the text is UTF-8 for a part only (byte 0x%02x): save it again as UTF-8 (in Excel: \"CSV UTF-8\")",
            (unsigned int)(unsigned char)(*bytes)[bad]);
    }
    status = check_accents(name, *bytes, *n_bytes, errors);
    if (status == KOPPEL_OK) {
        status = from_cp1252(name, bytes, n_bytes, errors);
    }
    *was_cp1252 = status == KOPPEL_OK;
    return status;
}

/* The code point of the character at text[0..n), n > 0 as character_length says. */
static uint32_t code_point(const unsigned char *text, size_t n)
{
    uint32_t value = n == 1 ? text[0] : text[0] & (0xFFU >> (n + 1));

    for (size_t i = 1; i < n; i++) {
        value = value << 6 | (text[i] & 0x3FU);
    }
    return value;
}

/* How a character that does not show, or only as a blank, is called; NULL for others. */
static const char *invisible_name(uint32_t code, char out[16])
{
    switch (code) {
    case 0x00A0:
    case 0x202F:
        return _("no-break space");
    case 0x00AD:
        return _("soft hyphen");
    case 0x200B:
        return _("zero-width space");
    case 0xFEFF:
        return _("byte-order mark");
    default:
        break;
    }
    if ((code >= 0x80 && code < 0xA0) || code == 0x034F || code == 0x061C || code == 0x1680 || code == 0x180E ||
        (code >= 0x2000 && code <= 0x200F) || (code >= 0x2028 && code <= 0x202E) ||
        (code >= 0x205F && code <= 0x206F) || code == 0x3000 || (code >= 0xFE00 && code <= 0xFE0F) || code >= 0xE0000) {
        snprintf(out, 16, "U+%04X", (unsigned int)code);
        return out;
    }
    return NULL;
}

bool koppel_text_has_invisible(const char *text)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t n_text = strlen(text);
    size_t n = 0;
    char name[16];

    for (size_t at = 0; at<n_text; at += n> 0 ? n : 1) {
        n = character_length(bytes + at, n_text - at);
        if (n > 1 && invisible_name(code_point(bytes + at, n), name) != NULL) {
            return true;
        }
    }
    return false;
}

char koppel_text_plain_letter(unsigned char first, unsigned char second)
{
    static const char latin[] = "aaaaaaaceeeeiiiidnooooo ouuuuy saaaaaaaceeeeiiiidnooooo ouuuuy y";

    return first == 0xC3 && second >= 0x80 && second <= 0xBF && latin[second - 0x80] != ' ' ? latin[second - 0x80] : 0;
}

size_t koppel_text_blank_bytes(const char *text)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t n = bytes[0] == '\0' ? 0 : character_length(bytes, strnlen(text, 4));
    uint32_t code = n > 0 ? code_point(bytes, n) : 0;
    bool is_blank = code == ' ' || code == '\t' || code == 0x00A0 || code == 0x1680 ||
                    (code >= 0x2000 && code <= 0x200B) || code == 0x202F || code == 0x205F || code == 0x2060 ||
                    code == 0x3000 || code == 0xFEFF;

    return is_blank ? n : 0;
}

size_t koppel_text_dash_bytes(const char *text)
{
    const unsigned char *bytes = (const unsigned char *)text;
    size_t n = bytes[0] == '\0' ? 0 : character_length(bytes, strnlen(text, 4));
    uint32_t code = n > 0 ? code_point(bytes, n) : 0;
    bool is_dash = code == '-' || code == 0x00AD || (code >= 0x2010 && code <= 0x2015) || code == 0x2212;

    return is_dash ? n : 0;
}

bool koppel_text_blank_has_width(const char *text)
{
    uint32_t code = code_point((const unsigned char *)text, koppel_text_blank_bytes(text));

    return code != 0x200B && code != 0x2060 && code != 0xFEFF;
}

const char *koppel_text_trim(const char *text, size_t *n)
{
    size_t first = 0;
    size_t end = 0; /* of the last character that is no blank */

    while (koppel_text_blank_bytes(text + first) > 0) {
        first += koppel_text_blank_bytes(text + first);
    }
    for (size_t at = first; text[at] != '\0';) {
        size_t n_blank = koppel_text_blank_bytes(text + at);

        at += n_blank > 0 ? n_blank : 1;
        end = n_blank > 0 ? end : at;
    }
    *n = end > first ? end - first : 0;
    return text + first;
}

/* What stands for the character at text[0..n) in a message. */
static size_t show_character(const char *text, size_t n, char out[24])
{
    unsigned char byte = (unsigned char)text[0];
    const char *name = NULL;
    char code[16];

    if (n == 1) {
        out[0] = byte < ' ' || byte == 0x7F ? ' ' : text[0];
        return 1;
    }
    name = invisible_name(code_point((const unsigned char *)text, n), code);
    if (name != NULL) {
        return (size_t)snprintf(out, 24, "[%s]", name);
    }
    memcpy(out, text, n);
    return n;
}

char *koppel_text_quote(const char *text, char out[80])
{
    size_t length = 1;
    size_t n_text = strlen(text);
    size_t at = 0;

    out[0] = '"';
    while (at < n_text) {
        char shown[24];
        size_t n = character_length((const unsigned char *)text + at, n_text - at);
        size_t n_shown = show_character(text + at, n > 0 ? n : 1, shown);

        if (length - 1 + n_shown > QUOTE_BYTES) {
            break;
        }
        memcpy(out + length, shown, n_shown);
        length += n_shown;
        at += n > 0 ? n : 1;
    }
    strcpy(out + length, at < n_text ? "...\"" : "\"");
    return out;
}
