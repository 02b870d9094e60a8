// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* number_format.c - what the format of a cell makes of its number (see number_format.h). */
#include "workbook/number_format.h"

#include <stdbool.h>
#include <string.h>

struct koppel_number_format koppel_format_of_id(uint32_t id)
{
    bool is_time = (id >= 18 && id <= 21) || (id >= 45 && id <= 47);
    bool is_date = (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

    return (struct koppel_number_format){.class = is_time   ? KOPPEL_FORMAT_TIME
                                                  : is_date ? KOPPEL_FORMAT_DATE
                                                            : KOPPEL_FORMAT_PLAIN};
}

/* Letters that stand as they are, at *code: quoted, or behind a backslash. *code moves past them; false: none. */
static bool take_letters(const char **code, char letters[KOPPEL_FORMAT_LETTERS], size_t *n)
{
    const char *at = *code;

    if (*at == '\\' && at[1] != '\0') {
        if (*n + 1 < KOPPEL_FORMAT_LETTERS) {
            letters[(*n)++] = at[1];
        }
        *code = at + 2;
        return true;
    }
    if (*at != '"') {
        return false;
    }
    for (at++; *at != '"' && *at != '\0'; at++) {
        if (*n + 1 < KOPPEL_FORMAT_LETTERS) {
            letters[(*n)++] = *at;
        }
    }
    *code = at + (*at == '"');
    return true;
}

/* Whether the code is two zeros or more, alone or behind capitals: what codes look like, and no number has. */
static bool is_zeros(const char *code, struct koppel_number_format *format)
{
    size_t n_letters = 0;
    size_t n_zeros = 0;

    memset(format->letters, 0, sizeof format->letters);
    while (take_letters(&code, format->letters, &n_letters)) {
    }
    n_zeros = strspn(code, "0");
    format->n_zeros = (uint8_t)(n_zeros <= 15 ? n_zeros : 15);
    return n_letters + 1 < KOPPEL_FORMAT_LETTERS &&
           strspn(format->letters, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == n_letters && n_zeros > 1 &&
           (code[n_zeros] == '\0' || code[n_zeros] == ';');
}

struct koppel_number_format koppel_format_of_code(const char *code)
{
    struct koppel_number_format format = {0};
    char ignored[KOPPEL_FORMAT_LETTERS];
    bool day = false;
    bool month = false;
    bool time = false;

    if (is_zeros(code, &format)) {
        format.class = KOPPEL_FORMAT_ZEROS;
        return format;
    }
    for (const char *at = code; *at != '\0' && *at != ';';) {
        size_t n = 0;

        if (take_letters(&at, ignored, &n)) {
            continue;
        }
        if ((*at == '_' || *at == '*') && at[1] != '\0') {
            at += 2; /* a blank as wide as the next sign, or that sign repeated */
            continue;
        }
        if (*at == '[') {
            const char *end = strchr(at, ']');

            n = strspn(at + 1, "hHmMsS");
            time = time || (n > 0 && at[1 + n] == ']'); /* a span: [h]:mm; others are colours and languages */
            at = end != NULL ? end + 1 : at + 1;
            continue;
        }
        if (strncmp(at, "General", 7) == 0) {
            at += 7;
            continue;
        }
        day = day || strchr("yYdD", *at) != NULL;
        month = month || strchr("mM", *at) != NULL;
        time = time || strchr("hHsS", *at) != NULL;
        at++;
    }
    format.class = day || (month && !time) ? KOPPEL_FORMAT_DATE : time ? KOPPEL_FORMAT_TIME : KOPPEL_FORMAT_PLAIN;
    format.n_zeros = 0;
    return format;
}
