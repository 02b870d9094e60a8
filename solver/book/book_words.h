// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* book_words.h - the words of workbooks in the language of their reader. The English ones stand in
 * book_words.c, the Dutch ones in the catalogue; names that are read back in either language, in io/offers_file.c. */
#ifndef KOPPEL_BOOK_BOOK_WORDS_H
#define KOPPEL_BOOK_BOOK_WORDS_H

#include "base/language.h"
#include "io/dictionary.h"

enum { KOPPEL_BOOK_HEADING = 96 };

/** The words that stand under a code; the code itself where there are none. Some are formats: book_words.c tells of what. */
const char *koppel_book_words(enum koppel_language language, const char *code);

/**
 * The heading of a column by its name in tables: its words, or the name itself with blanks and a capital ("Decided by").
 * A Dutch heading of a column of the dictionary is its first alias, so that the readers know it again. x_ columns keep
 * their name.
 * @return out
 */
char *koppel_book_heading(enum koppel_language language, const char *column, char out[KOPPEL_BOOK_HEADING]);

/** The heading of a column of the dictionary in a case to fill in: its name or its first Dutch alias. @return out */
char *koppel_book_column_heading(enum koppel_language language, const struct koppel_column *column,
                                 char out[KOPPEL_BOOK_HEADING]);

/** The word of a choice for people: its value, or its first Dutch alias. @return out */
char *koppel_book_choice(enum koppel_language language, const struct koppel_choice *choice,
                         char out[KOPPEL_BOOK_HEADING]);

/** How a spreadsheet shows a day as people write it. */
const char *koppel_book_day_format(enum koppel_language language);

/** A day as people write it: 2026-03-15, in Dutch 15-03-2026. @return out */
char *koppel_book_day(enum koppel_language language, int32_t day, char out[KOPPEL_BOOK_HEADING]);

/** The name of a table's sheet: "Units", "Woningen". @return out */
char *koppel_book_table_name(enum koppel_language language, enum koppel_table table, char out[KOPPEL_BOOK_HEADING]);

/** A column of a table of the dictionary; it must be there. */
const struct koppel_column *koppel_book_column(enum koppel_table table, const char *name);

#endif
