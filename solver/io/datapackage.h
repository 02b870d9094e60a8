// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* datapackage.h - datapackage.json of an output folder: its files, and of every table the columns with type, unit,
 * codes and meaning, for programs that read Frictionless descriptors. */
#ifndef KOPPEL_IO_DATAPACKAGE_H
#define KOPPEL_IO_DATAPACKAGE_H

#include "base/error.h"
#include "base/text.h"
#include "io/csv_table.h"

#include <stdbool.h>
#include <stddef.h>

/** Its name in every folder. */
#define KOPPEL_DATAPACKAGE "datapackage.json"

/**
 * Appends the descriptor of n files. Unit, codes and meaning of a column are those of io/output_columns.h; whether it holds
 * whole numbers, decimals or days is read off its cells, and a column of texts stays one.
 * @param names        of the files; of those that end in .csv the columns are described
 * @param bytes,sizes  their contents, as the program writes them
 * @return KOPPEL_OK or KOPPEL_E_MEMORY; time O(bytes)
 *
 * SOURCE  Data Package and Table Schema, version 1 (specs.frictionlessdata.io).
 */
enum koppel_status koppel_datapackage_add(struct koppel_text *text, size_t n, const char *const *names,
                                          const char *const *bytes, const size_t *sizes);

/** Are the cells of a column of an output table numbers? By the same rule; `table` is the file, parsed. */
bool koppel_column_is_number(const char *file, const struct koppel_csv_table *table, int32_t column);

#endif
