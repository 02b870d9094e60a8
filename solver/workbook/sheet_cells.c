// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* sheet_cells.c - the cells of a sheet while it is read (see book_parts.h), and afterwards (workbook.h). */
#include "workbook/book_parts.h"

#include <stdlib.h>

enum koppel_status koppel_sheet_cell_add(struct koppel_sheet_cells *cells, int32_t row_number, bool is_hidden,
                                         const struct koppel_book_cell *cell, const char **why)
{
    struct koppel_book_row *row = cells->n_rows > 0 ? &cells->rows[cells->n_rows - 1] : NULL;

    if (cells->n_cells >= KOPPEL_SHEET_MAX_CELLS) {
        *why = _("the sheet has more than 4 million filled cells: save the table as CSV");
        return KOPPEL_E_INPUT;
    }
    if (koppel_grow((void **)&cells->cells, &cells->cells_capacity, cells->n_cells + 1, sizeof *cells->cells) !=
        KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    if (row == NULL || row->number != row_number) {
        if (koppel_grow((void **)&cells->rows, &cells->rows_capacity, cells->n_rows + 1, sizeof *cells->rows) !=
            KOPPEL_OK) {
            return KOPPEL_E_MEMORY;
        }
        row = &cells->rows[cells->n_rows++];
        *row = (struct koppel_book_row){.number = row_number, .is_hidden = is_hidden, .first = cells->n_cells};
    }
    cells->cells[cells->n_cells++] = *cell;
    row->n_cells++;
    return KOPPEL_OK;
}

enum koppel_status koppel_sheet_merge_add(struct koppel_sheet_cells *cells, const struct koppel_merge *merge,
                                          const char **why)
{
    if (cells->n_merges >= KOPPEL_SHEET_MAX_MERGES) {
        *why = _("the sheet has more than 1000 merged cells: unmerge them and fill every cell");
        return KOPPEL_E_INPUT;
    }
    if (koppel_grow((void **)&cells->merges, &cells->merges_capacity, cells->n_merges + 1, sizeof *cells->merges) !=
        KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    cells->merges[cells->n_merges++] = *merge;
    return KOPPEL_OK;
}

enum koppel_status koppel_sheet_cells_copy(const struct koppel_sheet_cells *from, struct koppel_sheet_cells *cells)
{
    *cells = (struct koppel_sheet_cells){.has_hidden_columns = from->has_hidden_columns};
    if (koppel_grow((void **)&cells->rows, &cells->rows_capacity, from->n_rows, sizeof *cells->rows) != KOPPEL_OK ||
        koppel_grow((void **)&cells->cells, &cells->cells_capacity, from->n_cells, sizeof *cells->cells) != KOPPEL_OK ||
        koppel_grow((void **)&cells->merges, &cells->merges_capacity, from->n_merges, sizeof *cells->merges) !=
            KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    for (; cells->n_rows < from->n_rows; cells->n_rows++) {
        cells->rows[cells->n_rows] = from->rows[cells->n_rows];
    }
    for (; cells->n_cells < from->n_cells; cells->n_cells++) {
        cells->cells[cells->n_cells] = from->cells[cells->n_cells];
    }
    for (; cells->n_merges < from->n_merges; cells->n_merges++) {
        cells->merges[cells->n_merges] = from->merges[cells->n_merges];
    }
    return KOPPEL_OK;
}

void koppel_sheet_cells_free(struct koppel_sheet_cells *cells)
{
    free(cells->rows);
    free(cells->cells);
    free(cells->merges);
    koppel_pool_free(&cells->pool);
    *cells = (struct koppel_sheet_cells){0};
}
