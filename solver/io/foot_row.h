// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* foot_row.h - rows below a table that are about the table: totals and sources. */
#ifndef KOPPEL_IO_FOOT_ROW_H
#define KOPPEL_IO_FOOT_ROW_H

#include <stdbool.h>

/** The note on such a row. */
#define KOPPEL_FOOT_NOTE "this is a row of totals or a source, not a household: it is passed over"

/** Does a key begin as a row of totals or a source does: "Totaal", "TOTAL (24)", "Bron: ..."? A key of the case is asked
 * for first. */
bool koppel_key_is_foot(const char *key);

#endif
