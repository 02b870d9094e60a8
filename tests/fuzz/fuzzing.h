// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* fuzzing.h - what the fuzzers of the readers share. */
#ifndef KOPPEL_TESTS_FUZZING_H
#define KOPPEL_TESTS_FUZZING_H

#include "base/error.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n_bytes);

/** Stops the fuzzer, which keeps the input, when what must hold does not. Stays on in every build. */
#define MUST(condition) ((condition) ? (void)0 : must_failed(#condition, __FILE__, __LINE__))

static inline void must_failed(const char *condition, const char *file, int line)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
    abort();
}

/**
 * Formats every message, as the program does (a fault that hides in a message is found only so), and checks that a call
 * fails exactly when it says why, with the code of the first message. Clears the list.
 */
static inline void must_explain(enum koppel_status status, struct koppel_errors *errors)
{
    char line[1024];

    MUST((status == KOPPEL_OK) == koppel_errors_none(errors));
    MUST(koppel_errors_status(errors) == status);
    for (size_t k = 0; k < errors->n_items; k++) {
        MUST(koppel_error_format(&errors->items[k], true, line, sizeof line) > 0);
        MUST(errors->items[k].text[0] != '\0');
    }
    koppel_errors_clear(errors);
}

#endif
