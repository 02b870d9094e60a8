// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* cell_reference.c - the names of cells (see cell_reference.h). */
#include "workbook/cell_reference.h"

#include "workbook/workbook.h"

bool koppel_cell_reference_parse(const char *text, const char **end, int32_t *row, int32_t *column)
{
    int32_t letters = 0;
    int32_t number = 0;

    for (; *text >= 'A' && *text <= 'Z' && letters <= KOPPEL_SHEET_MAX_COLUMN; text++) {
        letters = 26 * letters + (*text - 'A' + 1);
    }
    for (; *text >= '0' && *text <= '9' && number <= KOPPEL_SHEET_MAX_ROW; text++) {
        number = 10 * number + (*text - '0');
    }
    if (letters < 1 || letters > KOPPEL_SHEET_MAX_COLUMN || number < 1 || number > KOPPEL_SHEET_MAX_ROW ||
        (end == NULL && *text != '\0')) {
        return false;
    }
    if (end != NULL) {
        *end = text;
    }
    *row = number;
    *column = letters;
    return true;
}
