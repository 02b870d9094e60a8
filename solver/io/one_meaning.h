/* one_meaning.h - what a cell that is not in the plain form can only mean, judged by its column and the cell alone. */
#ifndef KOPPEL_IO_ONE_MEANING_H
#define KOPPEL_IO_ONE_MEANING_H

#include "io/dictionary.h"

enum { KOPPEL_PLAIN_BYTES = 64 };

/** What is known of the table and the column of a cell. */
struct koppel_cell_place {
    char sign;     /* decimal sign of the table; 0: no number has one */
    bool is_dutch; /* words are given in Dutch */
};

/**
 * Writes the plain form of a cell that koppel_cell_value_parse does not take: numbers with a unit, a currency sign,
 * thousands points or decimals that are zero; yes and no in other words; codes without letters or without zeros in
 * front; dates and half-years as spreadsheets show them. The plain form is still to be parsed: it may be out of range.
 * @return false when the cell has no meaning, or could have two
 */
bool koppel_one_meaning(const struct koppel_column *column, const char *cell, struct koppel_cell_place place,
                        char plain[KOPPEL_PLAIN_BYTES]);

/** How a date is written. The dates of a column must agree, but for plain ones. */
enum koppel_date_form {
    KOPPEL_DATE_PLAIN,  /* also what is no date at all */
    KOPPEL_DATE_MONTH,  /* 15-mrt-26 */
    KOPPEL_DATE_POINTS, /* 15.03.2026 */
    KOPPEL_DATE_YEAR    /* 2026/03/15, 20260315 */
};

/** How the date of a cell is written, with or without a time of day behind it. @param[out] plain  2026-03-15, unless
 * the cell is no date or is plain already */
enum koppel_date_form koppel_date_form_of(const char *cell, char plain[KOPPEL_PLAIN_BYTES]);

/** Is a word one that stands for the default of a column with choices? */
bool koppel_word_is_default(const struct koppel_column *column, const char *word);

#endif
