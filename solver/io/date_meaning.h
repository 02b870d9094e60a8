// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* date_meaning.h - the only day or half-year that a cell can mean when it is not in the plain form. */
#ifndef KOPPEL_IO_DATE_MEANING_H
#define KOPPEL_IO_DATE_MEANING_H

#include <stdbool.h>

enum { KOPPEL_PLAIN_BYTES = 64 };

/** How a date is written. The dates of a column must agree, but for plain ones. */
enum koppel_date_form {
    KOPPEL_DATE_PLAIN,  /* also what is no date at all */
    KOPPEL_DATE_MONTH,  /* 15-mrt-26, Mar. 15, 2026 */
    KOPPEL_DATE_POINTS, /* 15.03.2026 */
    KOPPEL_DATE_YEAR    /* 2026/03/15, 20260315 */
};

/** A cell without the blanks around the signs of a date and without the day of the week in front of it: `9 - 1 - 2026`
 * as `9-1-2026`. @return out */
char *koppel_date_squeeze(const char *cell, char out[KOPPEL_PLAIN_BYTES]);

/** How the date of a cell is written, with or without a day of the week before it and a time of day behind it. A day of
 * the week that the date does not have makes it no date. @param[out] plain  2026-03-15, unless the cell is no date or is
 * plain already */
enum koppel_date_form koppel_date_form_of(const char *cell, char plain[KOPPEL_PLAIN_BYTES]);

/** The half-year of a cell that is not in the plain form: in words, with other signs, or as the month that a spreadsheet
 * took it for (jan-26 is 2026-1, feb-26 is 2026-2). @return false when it is none */
bool koppel_period_meaning(const char *cell, char plain[KOPPEL_PLAIN_BYTES]);

/** What a person should do with a cell that looks like a date and is refused (": write the year with four digits"), or
 * "". @return out */
const char *koppel_date_advice(const char *cell);

#endif
