// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* statline_forms.h - the shapes in which tables of Statistics Netherlands are published, made into one header and a row
 * a region: titles above the header, units below it, a source at the end, and the long form of OData 4. */
#ifndef KOPPEL_GENERATE_STATLINE_FORMS_H
#define KOPPEL_GENERATE_STATLINE_FORMS_H

#include "generate/statline.h"

enum { KOPPEL_STATLINE_NAME = 80 };

/** Folds a header as statline.h says; `with_number` keeps the number at its end. @return true when the header is one
 * whose path is joined by points, as R writes it: its last part then is any end of what is returned */
bool koppel_statline_fold(const char *header, bool with_number, char out[KOPPEL_STATLINE_NAME]);

/**
 * Blanks the lines that are not of the table: titles before the first line with at least two of the columns, a row of
 * units below such a header, and lines of one cell at the end. Line numbers stay.
 * @param bytes  n_bytes and a zero byte; changed in place
 * @param[out] label  what the row of units calls the first column, "" without one
 * Time O(bytes).
 */
void koppel_statline_tidy(char *bytes, size_t n_bytes, const struct koppel_statline_column *columns, int n_columns,
                          char label[KOPPEL_STATLINE_NAME]);

/**
 * Turns a table with a row for each region and measure (columns WijkenEnBuurten, Measure, Value) into one with a column
 * for each measure; leaves others alone. A table has at most KOPPEL_CSV_MAX_COLUMNS columns: measures that are not looked
 * for are passed over.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY, without a message. O(rows)
 */
enum koppel_status koppel_statline_widen(struct koppel_csv_table *table, const struct koppel_statline_column *columns,
                                         int n_columns);

#endif
