// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* html.h - HTML from whole sentences: tags and words never mix, and whatever a table holds is escaped in one place. */
#ifndef KOPPEL_PAGE_HTML_H
#define KOPPEL_PAGE_HTML_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

/** Appends tags as they stand: literals of the program, never a cell of a table. */
void koppel_html_tags(struct koppel_text *html, const char *tags);

/** Appends words, `format` as for printf: the result is escaped for content and for quoted attributes, and what steers
 * the direction of writing becomes a question mark. */
void koppel_html_say(struct koppel_text *html, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** The same between the start and the end of an element, such as "p" or "td". */
void koppel_html_element(struct koppel_text *html, const char *tag, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/** A cell with a number, set to the right; KOPPEL_UNKNOWN (-1) is an empty cell. */
void koppel_html_number(struct koppel_text *html, int64_t number);

/** The same of a number that may be below 0; `signs`: a lead has a plus in front. */
void koppel_html_balance(struct koppel_text *html, int64_t number, bool signs);

/** Words that were made elsewhere (there may be none), escaped. Their failure becomes that of `html`; they are freed. */
void koppel_html_take(struct koppel_text *html, struct koppel_text *words);

/** The same as a cell of a table. */
void koppel_html_cell_of(struct koppel_text *html, struct koppel_text *words);

/**
 * Begins a table in a box of its own that scrolls on a narrow screen, with its caption and headings.
 * @param id        of the caption; unique in the page
 * @param caption   what the table holds
 * @param headings  n of them, marked N_ and looked up here; a sign in front that is not shown: '#' stands over numbers,
 *                  '=' over sentences
 */
void koppel_html_table_begin(struct koppel_text *html, const char *id, const char *caption, const char *const *headings,
                             size_t n);
/** What follows are totals: they stay below when the rows are sorted. */
void koppel_html_table_totals(struct koppel_text *html);
void koppel_html_table_end(struct koppel_text *html);

#endif
