// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* book_cells.c - a workbook that was made, read back (see book_cells.h). */
#include "book_cells.h"

#include "suite.h"

#include <stdio.h>
#include <string.h>

size_t book_cells_open(const struct koppel_text *bytes, const char *sheet, struct koppel_workbook *book,
                       struct koppel_sheet_cells *cells)
{
    struct koppel_errors errors = {0};
    size_t at = 0;

    *book = (struct koppel_workbook){0};
    *cells = (struct koppel_sheet_cells){0};
    CU_ASSERT_EQUAL_FATAL(koppel_workbook_open(bytes->bytes, bytes->n_bytes, "book.xlsx", book, &errors), KOPPEL_OK);
    while (at < book->n_sheets && strcmp(book->sheets[at].name, sheet) != 0) {
        at++;
    }
    CU_ASSERT_NOT_EQUAL_FATAL(at, book->n_sheets);
    CU_ASSERT_EQUAL_FATAL(koppel_sheet_read(book, at, cells, &errors), KOPPEL_OK);
    CU_ASSERT_EQUAL(errors.n_items, 0);
    koppel_errors_clear(&errors);
    return at;
}

const char *book_cell(const struct koppel_sheet_cells *cells, int32_t row, int32_t column)
{
    for (size_t r = 0; r < cells->n_rows; r++) {
        for (size_t c = 0; cells->rows[r].number == row && c < cells->rows[r].n_cells; c++) {
            const struct koppel_book_cell *cell = &cells->cells[cells->rows[r].first + c];

            if (cell->column == column) {
                return cell->text;
            }
        }
    }
    return "";
}

int32_t book_column(const struct koppel_sheet_cells *cells, const char *heading)
{
    for (int32_t column = 1; column <= 256; column++) {
        if (strcmp(book_cell(cells, 1, column), heading) == 0) {
            return column;
        }
    }
    printf("no column \"%s\"\n", heading);
    CU_FAIL("a column is missing");
    return 0;
}

void book_cells_close(struct koppel_workbook *book, struct koppel_sheet_cells *cells)
{
    koppel_sheet_cells_free(cells);
    koppel_workbook_close(book);
}
