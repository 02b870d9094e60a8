// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* book_cells.h - a workbook that was made, read back by the program's own reader. */
#ifndef KOPPEL_TESTS_BOOK_CELLS_H
#define KOPPEL_TESTS_BOOK_CELLS_H

#include "base/text.h"
#include "workbook/workbook.h"

/** Opens a workbook and reads the sheet of a name. Asserts that both go well. @return its position */
size_t book_cells_open(const struct koppel_text *bytes, const char *sheet, struct koppel_workbook *book,
                       struct koppel_sheet_cells *cells);

/** The text of a cell, "" where there is none; row and column count from 1. */
const char *book_cell(const struct koppel_sheet_cells *cells, int32_t row, int32_t column);

/** The column with a heading in the first row; 0, and a failed assertion, where there is none. */
int32_t book_column(const struct koppel_sheet_cells *cells, const char *heading);

void book_cells_close(struct koppel_workbook *book, struct koppel_sheet_cells *cells);

#endif
