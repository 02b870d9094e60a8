/* text_encoding.c - UTF-8 or CP1252 (see text_encoding.h). */
#include "io/text_encoding.h"

#include "base/memory.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

enum { QUOTE_BYTES = 60 };

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

/* CP1252 to UTF-8 in new memory. */
static enum koppel_status from_cp1252(const char *name, char **bytes, size_t *n_bytes, struct koppel_errors *errors)
{
    enum koppel_status status = KOPPEL_OK;
    iconv_t converter = iconv_open("UTF-8", "CP1252");
    size_t n_in = *n_bytes;
    size_t n_out = 3 * n_in + 1; /* a CP1252 character takes at most three bytes of UTF-8 */
    char *in = *bytes;
    char *out = NULL;
    char *start = NULL;

    if (converter == (iconv_t)-1) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0,
                                 "the text is not UTF-8: save it as UTF-8 (in Excel: \"CSV UTF-8\")");
    }
    out = start = koppel_new(n_out, 1);
    if (out == NULL) {
        status = koppel_errors_no_memory(errors, name);
        goto out;
    }
    if (iconv(converter, &in, &n_in, &out, &n_out) == (size_t)-1) {
        struct koppel_text_place place = koppel_text_place_of(*bytes, *n_bytes - n_in);

        status =
            koppel_errors_add(errors, KOPPEL_E_INPUT, name, place.line, place.column,
                              "the byte 0x%02x is neither UTF-8 nor CP1252: save it as UTF-8 (in Excel: \"CSV UTF-8\")",
                              (unsigned int)(unsigned char)*in);
        free(start);
        goto out;
    }
    *out = '\0';
    free(*bytes);
    *bytes = start;
    *n_bytes = (size_t)(out - start);
out:
    iconv_close(converter);
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
                                     byte == 0 ? "NUL" : "control", (unsigned int)byte);
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
    if (*n_bytes >= 2 && (memcmp(*bytes, "\xFF\xFE", 2) == 0 || memcmp(*bytes, "\xFE\xFF", 2) == 0)) {
        return koppel_errors_add(errors, KOPPEL_E_INPUT, name, 0, 0,
                                 "the text is UTF-16: save it as UTF-8 (in Excel: \"CSV UTF-8\")");
    }
    if (mark) {
        memmove(*bytes, *bytes + 3, *n_bytes - 3 + 1);
        *n_bytes -= 3;
    }
    status = check_controls(name, *bytes, *n_bytes, errors);
    if (status != KOPPEL_OK || koppel_text_is_utf8(*bytes, *n_bytes, &bad, &many)) {
        return status;
    }
    /* a text that says it is UTF-8, or is so for a part, is damaged, not CP1252 */
    if (mark || many) {
        struct koppel_text_place place = koppel_text_place_of(*bytes, bad);

        return koppel_errors_add(
            errors, KOPPEL_E_INPUT, name, place.line, place.column,
            "the text is UTF-8 for a part only (byte 0x%02x): save it again as UTF-8 (in Excel: \"CSV UTF-8\")",
            (unsigned int)(unsigned char)(*bytes)[bad]);
    }
    status = from_cp1252(name, bytes, n_bytes, errors);
    *was_cp1252 = status == KOPPEL_OK;
    return status;
}

char *koppel_text_quote(const char *text, char out[80])
{
    size_t n = strlen(text);
    size_t cut = n;

    if (n > QUOTE_BYTES) {
        for (cut = QUOTE_BYTES; cut > 0 && is_continuation((unsigned char)text[cut]); cut--) {
        }
    }
    out[0] = '"';
    for (size_t i = 0; i < cut; i++) {
        unsigned char byte = (unsigned char)text[i];

        out[1 + i] = byte < ' ' || byte == 0x7F ? ' ' : text[i];
    }
    strcpy(out + 1 + cut, cut < n ? "...\"" : "\"");
    return out;
}
