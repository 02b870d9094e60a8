// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* workbook.h - a workbook (.xlsx, .xlsm, .ods) as sheets with cells of text, read from memory.
 *
 * Read is what stands in the cells: no formula is run (the value that was kept with it counts), no macro, no link and no
 * external part is followed, and every size is capped (zip_reader.h, xml_part.h and below). Both namespaces of the format
 * are read, transitional and strict. Sheets are found by the relationships of the workbook.
 *
 * SOURCE  ECMA-376 parts 1 and 2 (ISO/IEC 29500): SpreadsheetML and Open Packaging Conventions; of .ods: book_parts.h
 */
#ifndef KOPPEL_WORKBOOK_WORKBOOK_H
#define KOPPEL_WORKBOOK_WORKBOOK_H

#include "base/memory.h"
#include "workbook/number_format.h"
#include "workbook/zip_reader.h"

/** The largest workbook that is read, as it is on disk. */
#define KOPPEL_WORKBOOK_MAX_BYTES (INT64_C(1) << 26)

enum {
    KOPPEL_WORKBOOK_MAX_SHEETS = 200,
    KOPPEL_WORKBOOK_MAX_RELATIONS = 2000,
    KOPPEL_WORKBOOK_MAX_STRINGS = 500000,
    KOPPEL_WORKBOOK_MAX_FORMATS = 65536,      /* formats of cells; a tenth of them may be codes of its own */
    KOPPEL_WORKBOOK_MAX_TEXT_BYTES = 1 << 25, /* all texts together */
    KOPPEL_CELL_MAX_BYTES = 1 << 17,          /* one text: 32767 characters are the most that Excel keeps */
    KOPPEL_SHEET_MAX_ROW = 1048576,
    KOPPEL_SHEET_MAX_COLUMN = 16384,
    KOPPEL_SHEET_MAX_CELLS = 4000000,    /* cells with something in them */
    KOPPEL_SHEET_MAX_ELEMENTS = 8000000, /* cells with or without */
    KOPPEL_SHEET_MAX_MERGES = 1000
};

/** A relationship of a part. */
struct koppel_relation {
    const char *id;
    const char *type; /* the last word of its type: "worksheet" */
    const char *target;
    bool is_external;
};

struct koppel_relations {
    struct koppel_relation *items;
    size_t n;
    size_t capacity;
};

struct koppel_book_sheet {
    const char *name; /* as it stands on its tab */
    const char *part; /* NULL: it lies outside the workbook, or is not a sheet of cells */
    bool is_hidden;
};

struct koppel_sheet_cells;

/** An open workbook. Zero-initialise; koppel_workbook_close releases everything. It must not move while it is open. */
struct koppel_workbook {
    const char *name; /* how messages call it, borrowed */
    struct koppel_zip zip;
    struct koppel_book_sheet *sheets; /* in the order of the tabs */
    size_t n_sheets;
    size_t sheets_capacity;
    bool from_1904;
    const char *strings_part; /* NULL: none */
    const char *styles_part;
    const char **strings; /* the shared strings, once a sheet was read */
    size_t n_strings;
    size_t strings_capacity;
    size_t n_text_bytes;
    bool has_strings; /* they were read */
    enum koppel_status strings_status;
    struct koppel_number_format *formats; /* of cells, by their style */
    size_t n_formats;
    struct koppel_sheet_cells *tables; /* n_sheets, of an .ods, which has them all in one part; NULL: none */
    size_t tables_capacity;
    struct koppel_pool pool;
};

/**
 * Opens a workbook: its list of sheets and the formats of its cells.
 * @param bytes  n_bytes of the file, borrowed until it is closed
 * @return KOPPEL_OK; KOPPEL_E_INPUT (not a workbook, damaged, beyond a cap) or KOPPEL_E_MEMORY with a message. The caller
 * closes it also after an error
 */
enum koppel_status koppel_workbook_open(const char *bytes, size_t n_bytes, const char *name,
                                        struct koppel_workbook *book, struct koppel_errors *errors);

/** Reads the shared strings, once. An error is told once; every later call gives its status again. */
enum koppel_status koppel_workbook_strings(struct koppel_workbook *book, struct koppel_errors *errors);

/** Closes and zeroes. Safe on a zeroed workbook. */
void koppel_workbook_close(struct koppel_workbook *book);

/** What stands in a cell. */
enum koppel_cell_kind {
    KOPPEL_KIND_TEXT,
    KOPPEL_KIND_NUMBER,   /* as a person sees it: number_text.h */
    KOPPEL_KIND_DATE,     /* `2026-03-15` */
    KOPPEL_KIND_MOMENT,   /* the same, and there was a time of day beside it */
    KOPPEL_KIND_TIME,     /* a number with the format of a date or time that is no day */
    KOPPEL_KIND_BOOLEAN,  /* `TRUE` or `FALSE` */
    KOPPEL_KIND_ERROR,    /* `#N/A` and the like */
    KOPPEL_KIND_NO_VALUE, /* a formula whose value was not kept */
    KOPPEL_KIND_LONG,     /* a number of which the last digits are lost */
};

struct koppel_book_cell {
    const char *text;
    uint16_t column; /* 1 is A */
    uint8_t kind;    /* enum koppel_cell_kind */
};

struct koppel_book_row {
    int32_t number; /* 1-based, as in the margin of the sheet */
    bool is_hidden;
    size_t first; /* of its cells */
    size_t n_cells;
};

/** Cells that are shown as one. */
struct koppel_merge {
    int32_t first_row, last_row;
    int32_t first_column, last_column;
};

/** The cells of a sheet that have something in them. Zero-initialise. */
struct koppel_sheet_cells {
    struct koppel_book_row *rows; /* those with a cell, from the top */
    size_t n_rows;
    size_t rows_capacity;
    struct koppel_book_cell *cells; /* row by row, from the left */
    size_t n_cells;
    size_t cells_capacity;
    struct koppel_merge *merges;
    size_t n_merges;
    size_t merges_capacity;
    bool has_hidden_columns;
    struct koppel_pool pool; /* texts that are not shared strings */
};

/**
 * Reads a sheet. Texts have no blanks at their ends.
 * @param[out] cells  owned by the caller, also after an error; shared strings in it, and texts of an .ods, belong to the
 * workbook
 * @return KOPPEL_OK, KOPPEL_E_INPUT or KOPPEL_E_MEMORY, with a message unless the same was told of another sheet
 * Time O(bytes of the sheet).
 */
enum koppel_status koppel_sheet_read(struct koppel_workbook *book, size_t sheet, struct koppel_sheet_cells *cells,
                                     struct koppel_errors *errors);

/** Frees and zeroes. Safe on a zeroed struct. */
void koppel_sheet_cells_free(struct koppel_sheet_cells *cells);

#endif
