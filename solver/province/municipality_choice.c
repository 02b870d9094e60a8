// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* municipality_choice.c - which municipality a user means (see municipality_choice.h). */
#include "province/municipality_choice.h"

#include "base/index.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { CODE_DIGITS = 4 };

static int32_t by_code(const struct koppel_case *kase, const char *text)
{
    const char *digits = strncasecmp(text, "GM", 2) == 0 ? text + 2 : text;
    size_t n = strlen(digits);
    char code[16];

    if (n == 0 || n > CODE_DIGITS || strspn(digits, "0123456789") != n) {
        return KOPPEL_NONE;
    }
    snprintf(code, sizeof code, "GM%04ld", strtol(digits, NULL, 10));
    return koppel_index_get(&kase->municipality_index, code);
}

/* The nearest code or name, KOPPEL_NONE when nothing is near. */
static int32_t nearest(const struct koppel_case *kase, const char *text)
{
    struct koppel_index names = {0};
    const char *near = koppel_index_nearest(&kase->municipality_index, text);
    int32_t row = near != NULL ? koppel_index_get(&kase->municipality_index, near) : KOPPEL_NONE;
    int32_t found = KOPPEL_NONE;

    for (int32_t m = 0; m < kase->n_municipalities; m++) {
        /* without memory there is no hint */
        (void)koppel_index_put(&names, kase->municipalities[m].name, m, &found);
    }
    near = koppel_index_nearest(&names, text);
    row = near != NULL ? koppel_index_get(&names, near) : row;
    koppel_index_free(&names);
    return row;
}

int32_t koppel_municipality_choose(const struct koppel_case *kase, const char *text, struct koppel_errors *errors)
{
    const char *file = koppel_case_file_name(kase, "municipalities.csv");
    int32_t row = by_code(kase, text);
    int32_t near = KOPPEL_NONE;
    char hint[160] = "";

    for (int32_t m = 0; row == KOPPEL_NONE && m < kase->n_municipalities; m++) {
        row = strcasecmp(kase->municipalities[m].name, text) == 0 ? m : KOPPEL_NONE;
    }
    if (row == KOPPEL_NONE) {
        near = nearest(kase, text);
        if (near != KOPPEL_NONE) {
            snprintf(hint, sizeof hint, _(" (did you mean %s, %.100s?)"), kase->municipalities[near].id,
                     kase->municipalities[near].name);
        }
        koppel_errors_add(errors, KOPPEL_E_INPUT, file, 0, 0,
                          "there is no municipality \"%.40s\"%s; write its code, such as %s, or its name", text, hint,
                          kase->municipalities[0].id);
        return KOPPEL_NONE;
    }
    for (int32_t m = row + 1; by_code(kase, text) == KOPPEL_NONE && m < kase->n_municipalities; m++) {
        if (strcasecmp(kase->municipalities[m].name, text) == 0) {
            koppel_errors_add(errors, KOPPEL_E_INPUT, file, 0, 0,
                              "\"%.40s\" is the name of %s and of %s: write the code", text,
                              kase->municipalities[row].id, kase->municipalities[m].id);
            return KOPPEL_NONE;
        }
    }
    return row;
}
