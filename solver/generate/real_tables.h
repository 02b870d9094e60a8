// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* real_tables.h - the rows of a table of neighbourhoods and of one of municipalities, as they stand there. */
#ifndef KOPPEL_GENERATE_REAL_TABLES_H
#define KOPPEL_GENERATE_REAL_TABLES_H

#include "generate/real_places.h"

/**
 * Adds the neighbourhoods of a table, and a row for each municipality that it tells of, in the order of the table; one
 * municipality may get several.
 * @return KOPPEL_OK, KOPPEL_E_MISSING, KOPPEL_E_INPUT or KOPPEL_E_MEMORY, with messages
 */
enum koppel_status koppel_real_neighbourhoods_read(const char *path, struct koppel_real_places *places,
                                                   struct koppel_errors *errors);

/** Adds the municipalities of a table. @return as above */
enum koppel_status koppel_real_municipalities_read(const char *path, struct koppel_real_places *places,
                                                   struct koppel_errors *errors);

#endif
