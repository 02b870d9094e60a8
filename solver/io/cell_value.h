// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* cell_value.h - what the text of one cell means, by the form of its column; or why it means nothing. */
#ifndef KOPPEL_IO_CELL_VALUE_H
#define KOPPEL_IO_CELL_VALUE_H

#include "io/dictionary.h"

enum { KOPPEL_CELL_WHY = 440, KOPPEL_MAX_KEY_BYTES = 128, KOPPEL_MAX_TEXT_BYTES = 2000 };

struct koppel_cell_value {
    int64_t number;   /* of whole numbers, decimals, dates, periods and choices */
    const char *text; /* of texts, keys, references and names: the cell, or the word that an alias stands for */
    char sign;        /* of decimals: the decimal sign that was used, 0 when none */
};

/**
 * Reads a cell that is not empty. No look-ups in other tables.
 *
 * @param sign  decimal sign of the table
 * @param[out] why  when false: a phrase such as `"tweee" is not a whole number 1..20`
 * @return whether the cell has a meaning
 */
bool koppel_cell_value_parse(const struct koppel_column *column, const char *cell, char sign,
                             struct koppel_cell_value *value, char why[KOPPEL_CELL_WHY]);

/** True when the text has the form of the code: two letters and 4, 6 or 8 digits. */
bool koppel_code_has_form(enum koppel_code code, const char *text);

/** The whole code that a text means which lacks its letters or zeros in front, or has small letters.
 * @return false when it is none of these */
bool koppel_code_complete(enum koppel_code code, const char *text, char *out, size_t n_out);

/** The word that `word` stands for in a list of choices (ASCII letters of either case), or NULL. */
const struct koppel_choice *koppel_choice_find(const struct koppel_choice *choices, const char *word);

/** True when the text is a whole number 0..10^12, in digits only. */
bool koppel_text_is_count(const char *text);

#endif
