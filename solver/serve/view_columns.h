// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* view_columns.h - what a screen shows of every row of a proposal's lists, column by column: a tenth of the bytes of the
 * lists themselves, which name every member of every row and explain each.
 */
#ifndef KOPPEL_SERVE_VIEW_COLUMNS_H
#define KOPPEL_SERVE_VIEW_COLUMNS_H

#include "base/text.h"
#include "serve/json_slice.h"

/**
 * Appends `{"household_columns": {"columns": {...}}, "home_columns": {"columns": {...}}}`: a list of values each, in the
 * order of the rows; null where a row has none.
 * @param members  n of a proposal's data. O(bytes of households and homes)
 */
void koppel_view_columns(const struct koppel_member *members, size_t n, struct koppel_text *json);

#endif
