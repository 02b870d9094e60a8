// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* layout.c - columns and lines for the terminal (see layout.h). */
#include "report/layout.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Characters in the first n bytes: every byte that does not continue one. */
static int count_characters(const char *string, size_t n)
{
    int characters = 0;

    for (size_t b = 0; b < n; b++) {
        characters += ((unsigned char)string[b] & 0xC0) != 0x80 ? 1 : 0;
    }
    return characters;
}

/* Bytes of the first so many characters. */
static size_t bytes_of(const char *string, int characters)
{
    size_t n = 0;

    while (string[n] != '\0' && (characters > 0 || ((unsigned char)string[n] & 0xC0) == 0x80)) {
        characters -= ((unsigned char)string[n] & 0xC0) != 0x80 ? 1 : 0;
        n++;
    }
    return n;
}

int koppel_lay_width(const char *string)
{
    return count_characters(string, strlen(string));
}

void koppel_lay_end(struct koppel_text *text)
{
    while (text->n_bytes > 0 && text->bytes[text->n_bytes - 1] == ' ') {
        text->n_bytes--;
    }
    koppel_text_add(text, "\n");
}

static void fill(struct koppel_text *text, int n)
{
    if (n > 0) {
        koppel_text_add(text, "%*s", n, "");
    }
}

void koppel_lay_left(struct koppel_text *text, int width, const char *string)
{
    int characters = count_characters(string, strlen(string));

    if (characters > width && width > 3) {
        koppel_text_append(text, string, bytes_of(string, width - 3));
        koppel_text_add(text, "...");
        return;
    }
    koppel_text_add(text, "%s", string);
    fill(text, width - characters);
}

void koppel_lay_right(struct koppel_text *text, int width, const char *string)
{
    fill(text, width - count_characters(string, strlen(string)));
    koppel_text_add(text, "%s", string);
}

void koppel_lay_number(struct koppel_text *text, int width, int64_t number)
{
    koppel_text_add(text, "%*" PRId64, width, number);
}

void koppel_lay_tenths(struct koppel_text *text, int width, int64_t tenths)
{
    koppel_text_add(text, KOPPEL_SAME("%*" PRId64 "%c%" PRId64), width - 2, tenths / 10, koppel_language_decimal(),
                    tenths % 10);
}

void koppel_lay_words(struct koppel_text *text, int column, int indent, const char *words)
{
    bool line_begins = true;

    while (*words != '\0') {
        size_t n = strcspn(words, " ");
        int width = 0;

        if (words[n] == ' ' && words[n + 1] == '%') { /* a percentage stays on one line */
            n += 1 + strcspn(words + n + 1, " ");
        }
        width = count_characters(words, n);

        if (!line_begins && column + 1 + width > KOPPEL_COLUMNS) {
            koppel_text_add(text, "\n%*s", indent, "");
            column = indent;
            line_begins = true;
        }
        koppel_text_add(text, "%s%.*s", line_begins ? "" : " ", (int)n, words);
        column += width + (line_begins ? 0 : 1);
        line_begins = false;
        words += n + (words[n] == ' ' ? 1 : 0);
    }
    koppel_text_add(text, "\n");
}

void koppel_lay_draft(struct koppel_text *text, struct koppel_text *draft, int indent, int hanging)
{
    if (draft->n_bytes > 0) {
        fill(text, indent);
        koppel_lay_words(text, indent, hanging, draft->bytes);
    }
    text->failed = text->failed || draft->failed;
    koppel_text_free(draft);
}

const char *koppel_lay_thousands(int64_t number, char out[KOPPEL_THOUSANDS])
{
    size_t n = (size_t)snprintf(out, KOPPEL_THOUSANDS, "%" PRId64, number);
    size_t first = number < 0 ? 1 : 0;

    for (size_t at = n; at > first + 3; at -= 3) {
        memmove(out + at - 2, out + at - 3, strlen(out + at - 3) + 1);
        out[at - 3] = koppel_language_now() == KOPPEL_DUTCH ? '.' : ',';
    }
    return out;
}

void koppel_lay_sentence(struct koppel_text *text, const char *format, ...)
{
    char words[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(words, sizeof words, _(format), arguments);
    va_end(arguments);
    koppel_lay_words(text, 0, 2, words);
}
