// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* file_kind.c - what a file is by its first bytes (see file_kind.h). */
#include "workbook/file_kind.h"

#include "base/language.h"

#include <stdbool.h>
#include <string.h>

static bool begins(const char *bytes, size_t n_bytes, const char *with, size_t n)
{
    return n_bytes >= n && memcmp(bytes, with, n) == 0;
}

/* Whether a word stands somewhere in a file as UTF-16, low byte first. */
static bool holds_wide(const char *bytes, size_t n_bytes, const char *word)
{
    char wide[64] = "";
    size_t n = 2 * strlen(word);

    for (size_t i = 0; i < n; i++) {
        wide[i] = i % 2 == 0 ? word[i / 2] : '\0';
    }
    for (size_t at = 0; at + n <= n_bytes; at++) {
        const char *found = memchr(bytes + at, wide[0], n_bytes - n - at + 1);

        if (found == NULL) {
            return false;
        }
        if (memcmp(found, wide, n) == 0) {
            return true;
        }
        at = (size_t)(found - bytes);
    }
    return false;
}

enum koppel_file_kind koppel_file_kind_of(const char *bytes, size_t n_bytes)
{
    size_t blank = 0;

    if (begins(bytes, n_bytes, "PK\3\4", 4)) {
        return KOPPEL_FILE_ZIP;
    }
    if (begins(bytes, n_bytes, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8)) {
        return holds_wide(bytes, n_bytes, "EncryptedPackage") ? KOPPEL_FILE_LOCKED : KOPPEL_FILE_OLD_BOOK;
    }
    if (begins(bytes, n_bytes, "\xEF\xBB\xBF", 3)) {
        blank = 3;
    }
    while (blank < n_bytes && strchr(" \t\r\n", bytes[blank]) != NULL && bytes[blank] != '\0') {
        blank++;
    }
    return blank < n_bytes && bytes[blank] == '<' ? KOPPEL_FILE_MARKUP : KOPPEL_FILE_TEXT;
}

const char *koppel_file_kind_advice(enum koppel_file_kind kind)
{
    switch (kind) {
    case KOPPEL_FILE_LOCKED:
        return _("the workbook is locked with a password: save it without one");
    case KOPPEL_FILE_OLD_BOOK:
        return _("this is a workbook of the old kind (.xls): save it as an Excel workbook (.xlsx)");
    case KOPPEL_FILE_MARKUP:
        return _(
            "this is a web page or XML with the name of a workbook: open it in your spreadsheet program and save it "
            "as an Excel workbook (.xlsx)");
    case KOPPEL_FILE_TEXT:
        return _("this is not a workbook: if it is a CSV table, give its name the ending .csv");
    case KOPPEL_FILE_ZIP:
        break;
    }
    return "";
}
