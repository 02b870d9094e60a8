// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* book_writer.h - a new Excel workbook (.xlsx) made in memory: sheets of cells that people read, print and fill in.
 *
 * Cells are texts, exact decimal numbers and days. There are no formulas: a text that begins with = + - or @ is a text.
 * Every sheet prints on A4, landscape, as wide as the page, with its first row on each page and numbered pages. Equal calls
 * give equal bytes. Memory that runs out is told once, by koppel_book_writer_finish.
 *
 * SOURCE  ECMA-376 parts 1 and 2 (ISO/IEC 29500): SpreadsheetML, Open Packaging Conventions; part 4: the drawing of notes
 */
#ifndef KOPPEL_WORKBOOK_BOOK_WRITER_H
#define KOPPEL_WORKBOOK_BOOK_WRITER_H

#include "workbook/zip_writer.h"

#include <stdbool.h>
#include <stdint.h>

/** How a cell looks and what it is. Those of INPUT can be filled in where the sheet is locked. */
enum koppel_cell_style {
    KOPPEL_STYLE_TEXT,   /* wrapped */
    KOPPEL_STYLE_KEY,    /* text that never becomes a number or a date */
    KOPPEL_STYLE_NUMBER, /* as many decimals as it has */
    KOPPEL_STYLE_AMOUNT, /* two decimals */
    KOPPEL_STYLE_DAY,
    KOPPEL_STYLE_HEADING,  /* of a column */
    KOPPEL_STYLE_REQUIRED, /* of a column that must be filled in */
    KOPPEL_STYLE_TITLE,
    KOPPEL_STYLE_GOOD, /* a text that says that something is as it should be, */
    KOPPEL_STYLE_BAD,  /* or not */
    KOPPEL_STYLE_INPUT_KEY,
    KOPPEL_STYLE_INPUT_NUMBER,
    KOPPEL_STYLE_INPUT_AMOUNT,
    KOPPEL_STYLE_INPUT_DAY,
    KOPPEL_STYLE_ASKED_KEY, /* the same, shaded: a person is asked to write here */
    KOPPEL_STYLE_ASKED_DAY,
    KOPPEL_N_STYLES
};

enum { KOPPEL_WRITER_COLUMNS = 256, KOPPEL_SHEET_NAME_BYTES = 128 };

/** What a cell may hold. */
enum koppel_check_kind {
    KOPPEL_CHECK_LIST,  /* one of `choices`, separated by commas; a drop-down list shows them */
    KOPPEL_CHECK_RANGE, /* one of the cells of `choices`, such as 'Gemeenten'!$A$2:$A$500; a drop-down list too */
    KOPPEL_CHECK_WHOLE, /* a whole number min .. max */
    KOPPEL_CHECK_DAY    /* a day min .. max */
};

struct koppel_cell_check {
    enum koppel_check_kind kind;
    const char *choices; /* at most 255 characters */
    int64_t min, max;
    const char *message; /* what is shown when something else is filled in */
};

/** A sheet being made. Zero-initialise with its name; koppel_book_writer_add takes it over and frees it. */
struct koppel_new_sheet {
    char name[KOPPEL_SHEET_NAME_BYTES]; /* koppel_book_writer_add makes it fit and unique */
    const char *footer;                 /* what stands left at the foot of a page, borrowed; NULL: the name */
    int32_t n_printed;                  /* columns that are printed, 0: all */
    int32_t n_fixed;                    /* columns that stay when one scrolls to the right */
    bool is_prose;                      /* one column of sentences, as wide as a page */
    bool has_headings;                  /* the first row holds headings: fixed, on each page, with filters */
    bool is_locked;                     /* only cells of INPUT and ASKED styles can be changed; there is no password */

    /* filled in by the functions below */
    struct koppel_text rows, cells, checks, notes, shapes; /* cells: of the row that was begun last */
    int32_t row, column; /* 1-based, of the cell that was written last; column 0: none of the row */
    int32_t n_columns, n_checks, n_notes;
    int32_t n_lines;                       /* of the highest cell of that row */
    int16_t widths[KOPPEL_WRITER_COLUMNS]; /* characters of the widest cell */
    uint8_t styles[KOPPEL_WRITER_COLUMNS]; /* of cells that are empty */
};

/** A workbook being made. Zero-initialise; it must not move until koppel_book_writer_finish. */
struct koppel_book_writer {
    const char *day_format; /* borrowed; NULL: yyyy\-mm\-dd */
    const char *page_words; /* "Page %s of %s", with %s for the numbers; borrowed; NULL: in English */
    struct koppel_zip_writer zip;
    struct koppel_text names, sheets, relations, types, ranges;
    int32_t n_sheets;
};

/** Begins the next row. */
void koppel_new_sheet_row(struct koppel_new_sheet *sheet);

/** The next cell of the row: a text. NULL and "" leave it empty. */
void koppel_new_sheet_text(struct koppel_new_sheet *sheet, enum koppel_cell_style style, const char *text);

/** The next cell: value / scale, exactly; scale is a power of ten from 1 to 10^6. */
void koppel_new_sheet_number(struct koppel_new_sheet *sheet, enum koppel_cell_style style, int64_t value,
                             int64_t scale);

/** The next cell: a number as it is written with a decimal point ("0.829"); a text that is none stays a text. */
void koppel_new_sheet_number_text(struct koppel_new_sheet *sheet, enum koppel_cell_style style, const char *text);

/** The next cell: a day, empty for KOPPEL_NO_DATE. */
void koppel_new_sheet_day(struct koppel_new_sheet *sheet, enum koppel_cell_style style, int32_t day);

/** A note that is shown with the cell that was written last. */
void koppel_new_sheet_note(struct koppel_new_sheet *sheet, const char *text);

/** The style of the empty cells of a column (1-based), for whoever fills it in. */
void koppel_new_sheet_column_style(struct koppel_new_sheet *sheet, int32_t column, enum koppel_cell_style style);

/** What the cells of a column may hold in the rows first .. last. */
void koppel_new_sheet_check(struct koppel_new_sheet *sheet, int32_t column, int32_t first, int32_t last,
                            const struct koppel_cell_check *check);

/** Takes a finished sheet over as the next one of the workbook. The name that it gets stays in sheet->name. */
void koppel_book_writer_add(struct koppel_book_writer *book, struct koppel_new_sheet *sheet);

/** Frees and zeroes a sheet that was not added. */
void koppel_new_sheet_free(struct koppel_new_sheet *sheet);

/**
 * Hands over the file.
 * @param[out] bytes  owned by the caller; its old content is not kept
 * @return KOPPEL_OK or KOPPEL_E_MEMORY; the writer is empty after it
 */
enum koppel_status koppel_book_writer_finish(struct koppel_book_writer *book, struct koppel_text *bytes);

#endif
