// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* written_book.c - holds the workbook of a written folder against the same workbook made again (see written_files.h). */
#include "base/path.h"
#include "book/book_words.h"
#include "book/proposal_book.h"
#include "io/file_bytes.h"
#include "solve/written_files.h"
#include "workbook/workbook.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/** Two workbooks, sheet by sheet. */
struct comparing {
    struct koppel_workbook made;
    struct koppel_workbook written;
    const char *open[5]; /* headings of columns that are not compared; NULL ends them */
    struct koppel_errors *differences;
    struct koppel_errors *errors;
};

/* The cells of a row as one text; those of open columns are left out. */
static enum koppel_status row_text(const struct comparing *comparing, const struct koppel_sheet_cells *cells,
                                   const struct koppel_book_row *row, struct koppel_text *text)
{
    const struct koppel_book_row *headings = &cells->rows[0];

    *text = (struct koppel_text){0};
    for (size_t c = 0; c < row->n_cells; c++) {
        const struct koppel_book_cell *cell = &cells->cells[row->first + c];
        bool is_open = false;

        for (size_t h = 0; h < headings->n_cells; h++) {
            const struct koppel_book_cell *heading = &cells->cells[headings->first + h];

            for (size_t k = 0; comparing->open[k] != NULL; k++) {
                is_open =
                    is_open || (heading->column == cell->column && strcmp(heading->text, comparing->open[k]) == 0);
            }
        }
        if (!is_open) {
            koppel_text_add(text, "%d\t%s\n", (int)cell->column, cell->text);
        }
    }
    return koppel_text_status(text);
}

/* Rows may have been sorted: those of the sheet that was made are looked up by all that they say. */
static enum koppel_status index_rows(const struct comparing *comparing, const struct koppel_sheet_cells *cells,
                                     struct koppel_index *rows, struct koppel_pool *keys)
{
    enum koppel_status status = KOPPEL_OK;

    for (size_t r = 0; r < cells->n_rows && status == KOPPEL_OK; r++) {
        struct koppel_text text;
        const char *key = NULL;
        int32_t found = KOPPEL_NONE;

        status = row_text(comparing, cells, &cells->rows[r], &text);
        if (status == KOPPEL_OK) {
            key = koppel_pool_copy(keys, text.bytes != NULL ? text.bytes : "", text.n_bytes);
            status = key != NULL ? koppel_index_put(rows, key, (int32_t)r, &found) : KOPPEL_E_MEMORY;
        }
        koppel_text_free(&text);
    }
    return status;
}

static enum koppel_status compare_rows(const struct comparing *comparing, const char *name,
                                       const struct koppel_sheet_cells *made, const struct koppel_sheet_cells *written)
{
    struct koppel_index rows = {0};
    struct koppel_pool keys = {0};
    char place[KOPPEL_PLACE_FILE];
    int32_t n_other = 0;
    long first = 0;
    enum koppel_status status = index_rows(comparing, made, &rows, &keys);

    for (size_t r = 0; r < written->n_rows && status == KOPPEL_OK; r++) {
        struct koppel_text text;

        status = row_text(comparing, written, &written->rows[r], &text);
        if (status == KOPPEL_OK && koppel_index_get(&rows, text.bytes != NULL ? text.bytes : "") == KOPPEL_NONE) {
            first = n_other++ == 0 ? written->rows[r].number : first;
        }
        koppel_text_free(&text);
    }
    koppel_sheet_place(KOPPEL_PROPOSAL_BOOK, name, place);
    if (status == KOPPEL_OK && n_other > 0) {
        koppel_errors_add(comparing->differences, KOPPEL_OK, place, first, 0,
                          n_other == 1
                              ? _("%" PRId32 " row tells something else than the tables give")
                              : _("%" PRId32 " rows tell something else than the tables give; this is the first"),
                          n_other);
    } else if (status == KOPPEL_OK && written->n_rows != made->n_rows) {
        koppel_errors_add(comparing->differences, KOPPEL_OK, place, 0, 0, "the sheet has %zu rows, the tables give %zu",
                          written->n_rows, made->n_rows);
    }
    koppel_index_free(&rows);
    koppel_pool_free(&keys);
    return status;
}

static enum koppel_status compare_sheet(struct comparing *comparing, size_t sheet)
{
    const char *name = comparing->made.sheets[sheet].name;
    struct koppel_sheet_cells made = {0};
    struct koppel_sheet_cells written = {0};
    size_t found = 0;
    enum koppel_status status = KOPPEL_OK;

    while (found < comparing->written.n_sheets && strcmp(comparing->written.sheets[found].name, name) != 0) {
        found++;
    }
    if (found == comparing->written.n_sheets) {
        return KOPPEL_OK; /* a person took it out */
    }
    status = koppel_sheet_read(&comparing->made, sheet, &made, comparing->errors);
    if (status == KOPPEL_OK) {
        status = koppel_sheet_read(&comparing->written, found, &written, comparing->errors);
    }
    if (status == KOPPEL_OK) {
        status = compare_rows(comparing, name, &made, &written);
    }
    koppel_sheet_cells_free(&made);
    koppel_sheet_cells_free(&written);
    return status;
}

static enum koppel_status compare_books(const struct koppel_file_bytes *file, const struct koppel_text *made,
                                        struct comparing *comparing)
{
    enum koppel_status status =
        koppel_workbook_open(file->bytes, file->n_bytes, KOPPEL_PROPOSAL_BOOK, &comparing->written, comparing->errors);

    if (status == KOPPEL_OK) {
        status =
            koppel_workbook_open(made->bytes, made->n_bytes, KOPPEL_PROPOSAL_BOOK, &comparing->made, comparing->errors);
    }
    for (size_t s = 0; s < comparing->made.n_sheets && status == KOPPEL_OK; s++) {
        status = compare_sheet(comparing, s);
    }
    koppel_workbook_close(&comparing->made);
    koppel_workbook_close(&comparing->written);
    return status == KOPPEL_E_MEMORY ? koppel_errors_no_memory(comparing->errors, KOPPEL_PROPOSAL_BOOK) : status;
}

enum koppel_status koppel_written_book_compare(const char *folder, const struct koppel_report *report,
                                               const struct koppel_document *documents, size_t n_documents,
                                               bool is_cut_off, enum koppel_language language,
                                               struct koppel_errors *differences, struct koppel_errors *errors)
{
    struct comparing comparing = {.differences = differences, .errors = errors};
    char headings[4][KOPPEL_BOOK_HEADING];
    struct koppel_file_bytes file = {0};
    struct koppel_text made = {0};
    struct stat about;
    char *path = koppel_path_join(folder, KOPPEL_PROPOSAL_BOOK);
    enum koppel_status status = KOPPEL_OK;

    if (path == NULL) {
        return koppel_errors_no_memory(errors, folder);
    }
    if (is_cut_off) {
        comparing.open[0] = koppel_book_heading(language, "next_best_cost", headings[0]);
        comparing.open[1] = koppel_book_heading(language, "change", headings[1]);
        comparing.open[2] = koppel_book_heading(language, "next_best_unit", headings[2]);
        comparing.open[3] = koppel_book_heading(language, "why", headings[3]);
    }
    if (stat(path, &about) == 0) {
        status = koppel_file_bytes_read_binary(path, KOPPEL_PROPOSAL_BOOK, KOPPEL_WORKBOOK_MAX_BYTES, &file, errors);
        if (status == KOPPEL_OK) {
            enum koppel_language before = koppel_language_use(language);

            status = koppel_proposal_book_make(report, documents, n_documents, &made);
            koppel_language_use(before);
        }
        if (status == KOPPEL_OK &&
            (file.n_bytes != made.n_bytes || memcmp(file.bytes, made.bytes, made.n_bytes) != 0)) {
            status = compare_books(&file, &made, &comparing);
        }
    }
    koppel_text_free(&made);
    koppel_file_bytes_free(&file);
    free(path);
    return status == KOPPEL_E_MEMORY ? koppel_errors_no_memory(errors, folder) : status;
}
