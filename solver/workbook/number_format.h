// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* number_format.h - whether the format of a cell makes its number a date, and what it puts before the number. */
#ifndef KOPPEL_WORKBOOK_NUMBER_FORMAT_H
#define KOPPEL_WORKBOOK_NUMBER_FORMAT_H

#include <stdint.h>

enum koppel_format_class {
    KOPPEL_FORMAT_PLAIN,
    KOPPEL_FORMAT_DATE, /* shows a day, or a month of a year */
    KOPPEL_FORMAT_TIME, /* shows a time of day or a span of time, no day */
    KOPPEL_FORMAT_ZEROS /* shows a whole number with zeros in front, perhaps behind capitals: "GM"0000 */
};

enum { KOPPEL_FORMAT_LETTERS = 8 };

struct koppel_number_format {
    uint8_t class; /* enum koppel_format_class */
    uint8_t n_zeros;
    char letters[KOPPEL_FORMAT_LETTERS]; /* of ZEROS, with an ending zero */
};

/** The format with a built-in number. SOURCE  ECMA-376 part 1, 18.8.30 */
struct koppel_number_format koppel_format_of_id(uint32_t id);

/** The format of a code such as `dd-mm-yyyy;@`; only its first section counts. SOURCE  ECMA-376 part 1, 18.8.31 */
struct koppel_number_format koppel_format_of_code(const char *code);

#endif
