// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* cell_text.h - the text of a cell as a person sees it, from what the sheet holds: its type, its format, its value. */
#ifndef KOPPEL_WORKBOOK_CELL_TEXT_H
#define KOPPEL_WORKBOOK_CELL_TEXT_H

#include "workbook/book_parts.h"

/** A cell as it stands in its sheet. */
struct koppel_raw_cell {
    const char *type;                          /* "n", "s", "str", "inlineStr", "b", "e" or "d" */
    const struct koppel_number_format *format; /* NULL: none */
    bool has_formula;
    bool has_value; /* there is a v, perhaps an empty one */
};

/**
 * Text and kind of a cell. An empty text is an empty cell, unless the kind is KOPPEL_KIND_NO_VALUE.
 * @param value  what stands in v, or the inline text; changed
 * @param[out] why  after KOPPEL_E_INPUT: why the cell cannot be read
 * @return KOPPEL_OK, KOPPEL_E_INPUT (the workbook is damaged here) or KOPPEL_E_MEMORY, without a message
 */
enum koppel_status koppel_raw_cell_text(const struct koppel_workbook *book, const struct koppel_raw_cell *raw,
                                        struct koppel_gathered_text *value, struct koppel_pool *pool,
                                        struct koppel_book_cell *cell, const char **why);

#endif
