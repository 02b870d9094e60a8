// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* json_string.c - texts as strings of JSON (see json_string.h). */
#include "base/json_string.h"

#include <stddef.h>

/* Bytes of the character of UTF-8 that begins here; 0 when it is none (paths may hold any byte). */
static size_t utf8_length(const unsigned char *c)
{
    size_t n = c[0] < 0x80                   ? 1
               : c[0] >= 0xC2 && c[0] < 0xE0 ? 2
               : c[0] >= 0xE0 && c[0] < 0xF0 ? 3
               : c[0] >= 0xF0 && c[0] < 0xF5 ? 4
                                             : 0;

    for (size_t k = 1; k < n; k++) {
        if ((c[k] & 0xC0) != 0x80) {
            return 0;
        }
    }
    if ((c[0] == 0xE0 && c[1] < 0xA0) || (c[0] == 0xED && c[1] > 0x9F) || (c[0] == 0xF0 && c[1] < 0x90) ||
        (c[0] == 0xF4 && c[1] > 0x8F)) {
        return 0;
    }
    return n;
}

void koppel_json_string(struct koppel_text *text, const char *string)
{
    if (string == NULL) {
        koppel_text_add(text, "null");
        return;
    }
    koppel_text_append(text, "\"", 1);
    for (const unsigned char *c = (const unsigned char *)string; *c != '\0';) {
        size_t n = utf8_length(c);

        if (*c == '"' || *c == '\\') {
            koppel_text_add(text, "\\%c", *c);
        } else if (*c < 0x20 || *c == 0x7F) {
            koppel_text_add(text, "\\u%04x", *c);
        } else if (n == 0) {
            koppel_text_add(text, "\\ufffd");
        } else {
            koppel_text_append(text, (const char *)c, n);
        }
        c += n > 0 ? n : 1;
    }
    koppel_text_append(text, "\"", 1);
}
