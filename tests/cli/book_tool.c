// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* Looks into a workbook and changes it, for the command-line tests:
 *
 *     book_tool sheets BOOK.xlsx                        the names of its sheets, a line each
 *     book_tool show BOOK.xlsx SHEET                    its cells, a row a line, with | between them
 *     book_tool set BOOK.xlsx SHEET CELL TEXT OUT.xlsx  the same workbook with another text in a cell, as a person writes it
 */
#include "io/file_bytes.h"
#include "workbook/book_writer.h"
#include "workbook/cell_reference.h"
#include "workbook/workbook.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct koppel_file_bytes file;
static struct koppel_workbook book;

static void must(bool condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "book_tool: %s\n", what);
        exit(1);
    }
}

static size_t sheet_of(const char *name)
{
    for (size_t s = 0; s < book.n_sheets; s++) {
        if (strcmp(book.sheets[s].name, name) == 0) {
            return s;
        }
    }
    must(false, "there is no such sheet");
    return 0;
}

static void show(size_t sheet)
{
    struct koppel_sheet_cells cells = {0};

    must(koppel_sheet_read(&book, sheet, &cells, NULL) == KOPPEL_OK, "the sheet cannot be read");
    for (size_t r = 0; r < cells.n_rows; r++) {
        int column = 1;

        for (size_t c = 0; c < cells.rows[r].n_cells; c++) {
            const struct koppel_book_cell *cell = &cells.cells[cells.rows[r].first + c];

            for (; column < cell->column; column++) {
                putchar('|');
            }
            fputs(cell->text, stdout);
        }
        putchar('\n');
    }
    koppel_sheet_cells_free(&cells);
}

/* Copies a sheet, with the text at row and column of a cell (0: none). */
static void copy(struct koppel_book_writer *out, size_t sheet, int32_t row, int32_t column, const char *text)
{
    struct koppel_sheet_cells cells = {0};
    struct koppel_new_sheet copied = {.has_headings = true};

    must(koppel_sheet_read(&book, sheet, &cells, NULL) == KOPPEL_OK, "a sheet cannot be read");
    snprintf(copied.name, sizeof copied.name, "%s", book.sheets[sheet].name);
    for (size_t r = 0; r < cells.n_rows || copied.row < row; r++) {
        const struct koppel_book_row *old = r < cells.n_rows ? &cells.rows[r] : NULL;
        size_t c = 0;
        int32_t last = old != NULL && old->n_cells > 0 ? cells.cells[old->first + old->n_cells - 1].column : 0;

        koppel_new_sheet_row(&copied);
        for (int32_t at = 1; at <= last || (copied.row == row && at <= column); at++) {
            const struct koppel_book_cell *cell = NULL;

            if (old != NULL && c < old->n_cells && cells.cells[old->first + c].column == at) {
                cell = &cells.cells[old->first + c++];
            }
            if (copied.row == row && at == column) {
                koppel_new_sheet_text(&copied, KOPPEL_STYLE_KEY, text);
            } else if (cell != NULL && cell->kind == KOPPEL_KIND_NUMBER) {
                koppel_new_sheet_number_text(&copied, KOPPEL_STYLE_NUMBER, cell->text);
            } else {
                koppel_new_sheet_text(&copied, KOPPEL_STYLE_KEY, cell != NULL ? cell->text : NULL);
            }
        }
    }
    koppel_book_writer_add(out, &copied);
    koppel_sheet_cells_free(&cells);
}

static void set(const char *sheet, const char *cell, const char *text, const char *path)
{
    struct koppel_book_writer out = {0};
    struct koppel_text bytes = {0};
    size_t wanted = sheet_of(sheet);
    int32_t row = 0;
    int32_t column = 0;
    FILE *stream = NULL;

    must(koppel_cell_reference_parse(cell, NULL, &row, &column), "the cell is none");
    for (size_t s = 0; s < book.n_sheets; s++) {
        copy(&out, s, s == wanted ? row : 0, column, text);
    }
    must(koppel_book_writer_finish(&out, &bytes) == KOPPEL_OK, "there is no memory");
    stream = fopen(path, "wb");
    must(stream != NULL && fwrite(bytes.bytes, 1, bytes.n_bytes, stream) == bytes.n_bytes && fclose(stream) == 0,
         "the workbook cannot be written");
    koppel_text_free(&bytes);
}

int main(int argc, char **argv)
{
    must(argc > 2, "usage: book_tool sheets|show|set BOOK.xlsx ...");
    must(koppel_file_bytes_read_binary(argv[2], argv[2], KOPPEL_WORKBOOK_MAX_BYTES, &file, NULL) == KOPPEL_OK &&
             koppel_workbook_open(file.bytes, file.n_bytes, argv[2], &book, NULL) == KOPPEL_OK,
         "the workbook cannot be read");
    if (strcmp(argv[1], "sheets") == 0) {
        for (size_t s = 0; s < book.n_sheets; s++) {
            puts(book.sheets[s].name);
        }
    } else if (strcmp(argv[1], "show") == 0 && argc == 4) {
        show(sheet_of(argv[3]));
    } else if (strcmp(argv[1], "set") == 0 && argc == 7) {
        set(argv[3], argv[4], argv[5], argv[6]);
    } else {
        must(false, "wrong use");
    }
    koppel_workbook_close(&book);
    koppel_file_bytes_free(&file);
    return 0;
}
