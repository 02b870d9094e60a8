// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* text.c - a text that grows in memory (see text.h). */
#include "base/text.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void koppel_text_append(struct koppel_text *text, const char *bytes, size_t n)
{
    if (text->failed ||
        koppel_grow((void **)&text->bytes, &text->capacity, text->n_bytes + n + 1, sizeof *text->bytes) != KOPPEL_OK) {
        text->failed = true;
        return;
    }
    if (n > 0) { /* of no bytes there may be no address */
        memcpy(text->bytes + text->n_bytes, bytes, n);
    }
    text->n_bytes += n;
    text->bytes[text->n_bytes] = '\0';
}

void koppel_text_add_list(struct koppel_text *text, const char *format, va_list arguments)
{
    const char *sentence = text->is_for_machines ? format : _(format);
    va_list counted;
    int n = 0;

    va_copy(counted, arguments);
    n = vsnprintf(NULL, 0, sentence, counted);
    va_end(counted);
    if (n < 0 || text->failed ||
        koppel_grow((void **)&text->bytes, &text->capacity, text->n_bytes + (size_t)n + 1, sizeof *text->bytes) !=
            KOPPEL_OK) {
        text->failed = true;
        return;
    }
    vsnprintf(text->bytes + text->n_bytes, (size_t)n + 1, sentence, arguments);
    text->n_bytes += (size_t)n;
}

void koppel_text_add(struct koppel_text *text, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    koppel_text_add_list(text, format, arguments);
    va_end(arguments);
}

void koppel_text_append_quoted(struct koppel_text *text, const char *cell)
{
    size_t n = strcspn(cell, "\"");

    while (cell[n] == '"') {
        koppel_text_append(text, cell, n);
        koppel_text_append(text, "\"\"", 2);
        cell += n + 1;
        n = strcspn(cell, "\"");
    }
    koppel_text_append(text, cell, n);
}

/* How many bytes of a character that steers begin here; 0: none. */
static size_t steering_bytes(const unsigned char *c, size_t n, bool with_lines)
{
    if (c[0] < ' ' || c[0] == 0x7F) {
        return c[0] == '\t' || (with_lines && c[0] == '\n') ? 0 : 1;
    }
    if (n >= 2 && ((c[0] == 0xC2 && c[1] >= 0x80 && c[1] <= 0x9F) || (c[0] == 0xD8 && c[1] == 0x9C))) {
        return 2; /* C1, and the Arabic letter mark */
    }
    if (n >= 3 && c[0] == 0xE2 &&
        ((c[1] == 0x80 && (c[2] == 0x8E || c[2] == 0x8F || (c[2] >= 0xA8 && c[2] <= 0xAE))) ||
         (c[1] == 0x81 && c[2] >= 0xA6 && c[2] <= 0xA9))) {
        return 3; /* U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069 */
    }
    return 0;
}

size_t koppel_text_tame(char *bytes, size_t n, bool with_lines)
{
    size_t n_out = 0;

    for (size_t i = 0; i < n;) {
        size_t n_steering = steering_bytes((const unsigned char *)bytes + i, n - i, with_lines);

        bytes[n_out++] = n_steering > 0 ? '?' : bytes[i];
        i += n_steering > 0 ? n_steering : 1;
    }
    return n_out;
}

enum koppel_status koppel_text_status(const struct koppel_text *text)
{
    return text->failed ? KOPPEL_E_MEMORY : KOPPEL_OK;
}

void koppel_text_free(struct koppel_text *text)
{
    free(text->bytes);
    *text = (struct koppel_text){0};
}
