// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* column_map.h - what the tables of a case call their columns where the dictionary does not know it (columns.json):
 *
 *     {"households": {"file": "overview.xlsx", "sheet": "Blad1", "first_row": 4,
 *                     "columns": {"Meerderjarigen": "adults", "Kolom 7": null}}}
 *
 * A table is called by its English or Dutch name, a column of it by its English name; null leaves a column out. `file`
 * and `sheet` say where the table stands when its file does not have its name, `first_row` where the names of the
 * columns stand. Every part but `columns` may be left out. */
#ifndef KOPPEL_IO_COLUMN_MAP_H
#define KOPPEL_IO_COLUMN_MAP_H

#include "base/error.h"
#include "base/memory.h"
#include "io/dictionary.h"

struct koppel_column_map {
    bool is_given;
    const char *file, *sheet;      /* NULL: not said */
    struct koppel_table_rule rule; /* the dictionary's, with the headings of the map among the other names */
    struct koppel_column columns[KOPPEL_MAX_TABLE_COLUMNS];
};

/** The maps of a case, by enum koppel_table. Zero-initialise; must not move. */
struct koppel_column_maps {
    struct koppel_column_map tables[KOPPEL_N_TABLES];
    struct koppel_pool pool;
};

/** Reads a file of maps. @param name  how messages call it
 * @return KOPPEL_OK, or KOPPEL_E_MISSING, KOPPEL_E_INPUT, KOPPEL_E_MEMORY with messages */
enum koppel_status koppel_column_maps_read(const char *path, const char *name, struct koppel_column_maps *maps,
                                           struct koppel_errors *errors);

/** The same from n_bytes of text. @param file  how messages call it */
enum koppel_status koppel_column_maps_parse(const char *bytes, size_t n_bytes, const char *file,
                                            struct koppel_column_maps *maps, struct koppel_errors *errors);

/** The rule of a table, with the headings of its map. */
const struct koppel_table_rule *koppel_column_maps_rule(const struct koppel_column_maps *maps, enum koppel_table table);

/** The table that a map finds in a file, or in a sheet of it (NULL: any); KOPPEL_N_TABLES: none. */
enum koppel_table koppel_column_maps_table(const struct koppel_column_maps *maps, const char *file, const char *sheet);

/** Frees and zeroes. */
void koppel_column_maps_free(struct koppel_column_maps *maps);

#endif
