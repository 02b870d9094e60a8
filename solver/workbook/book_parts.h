// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* book_parts.h - what the files that read a workbook share. */
#ifndef KOPPEL_WORKBOOK_BOOK_PARTS_H
#define KOPPEL_WORKBOOK_BOOK_PARTS_H

#include "workbook/workbook.h"

/** Reads the relationships of a part: those of xl/workbook.xml stand in xl/_rels/workbook.xml.rels; those of the whole
 * are asked for with "". None when there is no such part. */
enum koppel_status koppel_relations_read(struct koppel_workbook *book, const char *part,
                                         struct koppel_relations *relations, struct koppel_errors *errors);

/** The part that a relationship of `part` leads to: inside the workbook, whatever dots it has. NULL when memory runs out
 * (*status) or when it leads out of it. */
const char *koppel_relation_part(struct koppel_workbook *book, const char *part, const char *target,
                                 enum koppel_status *status);

/** Reads the formats of cells. */
enum koppel_status koppel_workbook_formats(struct koppel_workbook *book, struct koppel_errors *errors);

/**
 * Adds a cell behind those of a sheet that is read: to its last row, or to a new one of that number.
 * @param[out] why  after KOPPEL_E_INPUT: which cap was passed
 * @return KOPPEL_OK, KOPPEL_E_INPUT or KOPPEL_E_MEMORY, without a message
 */
enum koppel_status koppel_sheet_cell_add(struct koppel_sheet_cells *cells, int32_t row_number, bool is_hidden,
                                         const struct koppel_book_cell *cell, const char **why);

/** The same for cells that are merged. */
enum koppel_status koppel_sheet_merge_add(struct koppel_sheet_cells *cells, const struct koppel_merge *merge,
                                          const char **why);

/** A copy that borrows the texts. @return KOPPEL_OK or KOPPEL_E_MEMORY; the copy is freed also after that */
enum koppel_status koppel_sheet_cells_copy(const struct koppel_sheet_cells *from, struct koppel_sheet_cells *cells);

/**
 * Reads the sheets of an OpenDocument spreadsheet into a workbook that has its archive open: their names and `tables`.
 * @return KOPPEL_OK, KOPPEL_E_INPUT or KOPPEL_E_MEMORY with a message
 * Time O(bytes and repeated cells).
 * SOURCE  OASIS OpenDocument 1.3 part 3, chapters 6 (text) and 9 (tables)
 */
enum koppel_status koppel_ods_read(struct koppel_workbook *book, struct koppel_errors *errors);

/** A text that is put together from pieces of XML. Zero-initialise. */
struct koppel_gathered_text {
    char *bytes;
    size_t n;
    size_t capacity;
};

/** Appends; KOPPEL_E_INPUT, without a message, beyond KOPPEL_CELL_MAX_BYTES. */
enum koppel_status koppel_gathered_add(struct koppel_gathered_text *text, const char *bytes, size_t n);

/**
 * The text in a pool: _x0041_ as the character that it stands for unless it steers something, without blanks at its ends.
 * "" for an empty one; NULL when memory runs out.
 * SOURCE  ECMA-376 part 1, 22.9.2.19 (ST_Xstring)
 */
const char *koppel_gathered_keep(struct koppel_gathered_text *text, struct koppel_pool *pool);

/** A whole number 0..limit that is all of a text. @return false when it is not */
bool koppel_whole_parse(const char *text, size_t n, uint32_t limit, uint32_t *number);

#endif
