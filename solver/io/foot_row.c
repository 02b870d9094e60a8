// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* foot_row.c - rows below a table that are about the table (see foot_row.h). */
#include "io/foot_row.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

bool koppel_key_is_foot(const char *key)
{
    static const char *const words[] = {"totaal",     "totalen", "total", "totals", "subtotaal", "subtotal",
                                        "eindtotaal", "som",     "sum",   "bron",   "source"};
    size_t n = strcspn(key, " :;,=(\t");

    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
        if (strlen(words[k]) == n && strncasecmp(key, words[k], n) == 0) {
            return true;
        }
    }
    return false;
}
