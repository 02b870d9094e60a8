// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* number_text.h - the numbers of a workbook as a person sees them, and the days that they stand for.
 *
 * A workbook holds each number as a decimal text with up to 17 digits (12.1 may stand there as 12.100000000000001 or
 * 1.21E1) of which a spreadsheet program shows 15. All arithmetic is on digits: no floating point, no language of the
 * machine.
 */
#ifndef KOPPEL_WORKBOOK_NUMBER_TEXT_H
#define KOPPEL_WORKBOOK_NUMBER_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KOPPEL_NUMBER_BYTES = 48, KOPPEL_NUMBER_DIGITS = 15 };

enum koppel_number_form {
    KOPPEL_NUMBER_NONE,  /* this is no number */
    KOPPEL_NUMBER_PLAIN, /* out has it: digits, a point only where it is needed, no exponent */
    KOPPEL_NUMBER_LONG   /* 10^15 or more: a spreadsheet program keeps 15 digits, so the last ones are lost */
};

/**
 * Rounds the text of a number to 15 digits, half up, and writes it plainly.
 * @param[out] out  the number; one below 10^-15 as 0
 * SOURCE  ECMA-376 part 1, 18.3.1.96 (v) with xsd:double; 15 digits: Excel's specification of numbers
 */
enum koppel_number_form koppel_number_text(const char *text, size_t n, char out[KOPPEL_NUMBER_BYTES]);

/** What a number with a date's format stands for. */
struct koppel_moment {
    int32_t day;     /* since 1970-01-01 */
    int32_t seconds; /* of the day */
    bool has_day;    /* false: below the first day, so a time of day alone */
    bool is_real;    /* false: no day of a calendar (29 February 1900), or outside 1900..2200 */
};

/**
 * The day of a plain number (koppel_number_text). Day 1 is 1 January 1900, with the 29 February 1900 that never was as
 * day 60; in the system of 1904 day 0 is 1 January 1904. Times are rounded to whole seconds.
 * SOURCE  ECMA-376 part 1, 18.17.4.1 and 18.17.4.2
 */
struct koppel_moment koppel_number_moment(const char *plain, bool from_1904);

/** A day written as ISO 8601, `2026-03-15` or `2026-03-15T00:00:00` with or without fraction and Z (cells of type d).
 * @return false when it is not such a day */
bool koppel_moment_parse(const char *text, struct koppel_moment *moment);

#endif
