// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* output_columns.h - the columns of output tables and the codes in them, as data/README.md has them for people: the
 * build makes these lists from it (output_columns.awk). */
#ifndef KOPPEL_IO_OUTPUT_COLUMNS_H
#define KOPPEL_IO_OUTPUT_COLUMNS_H

/** A column of a table. */
struct koppel_output_column {
    const char *file;    /**< "proposal.csv"; NULL closes the list */
    const char *name;    /**< heading */
    const char *unit;    /**< "persons", "points"; "-": texts and keys */
    const char *meaning; /**< plain English */
};

/** A code that a column may hold. */
struct koppel_output_code {
    const char *file; /**< NULL closes the list */
    const char *column;
    const char *code;
};

extern const struct koppel_output_column koppel_output_columns[];
extern const struct koppel_output_code koppel_output_codes[];

#endif
