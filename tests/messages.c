// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* messages.c - compares messages (see messages.h). */
#include "messages.h"

#include "base/text.h"
#include "suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

char *messages_text(const struct koppel_errors *errors)
{
    struct koppel_text text = {0};

    koppel_text_append(&text, "", 0);
    for (size_t i = 0; i < errors->n_items; i++) {
        char line[1200];

        koppel_error_format(&errors->items[i], false, line, sizeof line);
        koppel_text_add(&text, "%s\n", line);
    }
    if (errors->n_dropped > 0) {
        koppel_text_add(&text, "and %zu more\n", errors->n_dropped);
    }
    if (text.bytes == NULL) {
        koppel_text_add(&text, "%s", "");
    }
    return text.bytes;
}

void messages_assert(struct koppel_errors *errors, const char *expected)
{
    char *text = messages_text(errors);

    if (text == NULL || strcmp(text, expected) != 0) {
        printf("\n--- expected\n%s--- found\n%s---\n", expected, text != NULL ? text : "nothing\n");
        CU_FAIL("other messages than expected");
    } else {
        CU_PASS("the messages are as expected");
    }
    free(text);
    koppel_errors_clear(errors);
}

void messages_assert_part(const struct koppel_errors *errors, const char *part)
{
    char *text = messages_text(errors);

    if (text == NULL || strstr(text, part) == NULL) {
        printf("\n--- expected part\n%s\n--- found\n%s---\n", part, text != NULL ? text : "nothing\n");
        CU_FAIL("a message is missing");
    } else {
        CU_PASS("the message is there");
    }
    free(text);
}
