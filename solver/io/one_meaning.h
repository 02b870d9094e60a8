// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* one_meaning.h - what a cell that is not in the plain form can only mean, judged by its column and the cell alone. */
#ifndef KOPPEL_IO_ONE_MEANING_H
#define KOPPEL_IO_ONE_MEANING_H

#include "io/date_meaning.h"
#include "io/dictionary.h"

/** What is known of the table and the column of a cell. */
struct koppel_cell_place {
    char sign;          /* decimal sign of the table; 0: no number has one */
    bool is_dutch;      /* words are given in Dutch */
    bool has_bits_only; /* every cell of the column is 0, empty or the same other: 1 or -1 */
};

/**
 * Writes the plain form of a cell that koppel_cell_value_parse does not take: numbers with a unit, a currency sign,
 * thousands points or decimals that are zero; yes and no in other words; codes without letters or without zeros in
 * front; dates and half-years as spreadsheets show them. The plain form is still to be parsed: it may be out of range.
 * @return false when the cell has no meaning, or could have two
 */
bool koppel_one_meaning(const struct koppel_column *column, const char *cell, struct koppel_cell_place place,
                        char plain[KOPPEL_PLAIN_BYTES]);

/** The value that a word means, also in other words than the list has ("55 plus", "nee.", "mensen"); NULL for none. */
const struct koppel_choice *koppel_choice_meant(const struct koppel_choice *choices, const char *cell);

/** Is a word one that stands for the default of a column with choices? */
bool koppel_word_is_default(const struct koppel_column *column, const char *word);

#endif
