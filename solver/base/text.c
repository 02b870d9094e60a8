/* text.c - a text that grows in memory (see text.h). */
#include "base/text.h"

#include "base/memory.h"

#include <stdarg.h>
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
    memcpy(text->bytes + text->n_bytes, bytes, n);
    text->n_bytes += n;
    text->bytes[text->n_bytes] = '\0';
}

void koppel_text_add(struct koppel_text *text, const char *format, ...)
{
    va_list arguments;
    int n = 0;

    va_start(arguments, format);
    n = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (n < 0 || text->failed ||
        koppel_grow((void **)&text->bytes, &text->capacity, text->n_bytes + (size_t)n + 1, sizeof *text->bytes) !=
            KOPPEL_OK) {
        text->failed = true;
        return;
    }
    va_start(arguments, format);
    vsnprintf(text->bytes + text->n_bytes, (size_t)n + 1, format, arguments);
    va_end(arguments);
    text->n_bytes += (size_t)n;
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

enum koppel_status koppel_text_status(const struct koppel_text *text)
{
    return text->failed ? KOPPEL_E_MEMORY : KOPPEL_OK;
}

void koppel_text_free(struct koppel_text *text)
{
    free(text->bytes);
    *text = (struct koppel_text){0};
}
