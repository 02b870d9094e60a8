// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* cell_reference.h - the names of cells: C12 is column 3 of row 12. */
#ifndef KOPPEL_WORKBOOK_CELL_REFERENCE_H
#define KOPPEL_WORKBOOK_CELL_REFERENCE_H

#include <stdbool.h>
#include <stdint.h>

/** Reads a name such as `C12` at text and moves *end behind it (NULL: nothing may follow).
 * @return false when there is none, or none that a sheet has */
bool koppel_cell_reference_parse(const char *text, const char **end, int32_t *row, int32_t *column);

#endif
