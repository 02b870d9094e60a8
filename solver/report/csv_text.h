// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* csv_text.h - one CSV file made as a text in memory, with the separator and decimal sign that the case was read with.
 *
 * Files with `;` are for Excel in Dutch: they begin with a byte-order mark and end their lines with CRLF. Other files
 * are plain UTF-8 with LF.
 *
 * A spreadsheet runs a cell that begins with = + - @, tab, CR or LF as a formula. Such a text gets an apostrophe in
 * front, and so does a text that would look as if it had got one (any number of apostrophes before such a sign). A
 * reader gets the text back by taking one apostrophe off exactly those cells. A text that is a plain number ("-12,5")
 * stays as it is, and "'s-Gravenhage" as well.
 */
#ifndef KOPPEL_REPORT_CSV_TEXT_H
#define KOPPEL_REPORT_CSV_TEXT_H

#include "base/text.h"
#include "model/case.h"

struct koppel_csv {
    struct koppel_text *text; /* borrowed */
    char separator;
    char decimal_point;
    bool in_row; /* the row has a cell already */
};

/** Starts a file in `text` (borrowed; its status tells whether memory lasted) the way the case was written. */
struct koppel_csv koppel_csv_begin(struct koppel_text *text, const struct koppel_case *kase);

/** A cell of text, quoted where needed and made harmless for spreadsheets; NULL is an empty cell. */
void koppel_csv_text(struct koppel_csv *csv, const char *cell);

/** A row of n cells of text: the header. */
void koppel_csv_header(struct koppel_csv *csv, const char *const *names, size_t n);

/** A whole number. */
void koppel_csv_whole(struct koppel_csv *csv, int64_t number);

/** A whole number, or an empty cell for KOPPEL_UNKNOWN. */
void koppel_csv_maybe(struct koppel_csv *csv, int64_t number);

/** number / scale without trailing zeros, exactly; but a fourth decimal stands behind three, which a spreadsheet in
 * another language takes for thousands. scale is a power of ten from 1 to 10^6. */
void koppel_csv_decimal(struct koppel_csv *csv, int64_t number, int64_t scale);

/** An empty cell: unknown, or does not apply. */
void koppel_csv_empty(struct koppel_csv *csv);

/** Ends the row. */
void koppel_csv_end(struct koppel_csv *csv);

#endif
