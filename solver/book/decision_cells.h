// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* decision_cells.h - recorded decisions in cells: the words to choose from, and rows of the log. */
#ifndef KOPPEL_BOOK_DECISION_CELLS_H
#define KOPPEL_BOOK_DECISION_CELLS_H

#include "book/book_words.h"
#include "workbook/book_writer.h"

enum { KOPPEL_DECISION_CHOICES = 256 };

/** All decisions of the dictionary, separated by commas. @return out */
char *koppel_decision_choices(enum koppel_language language, char out[KOPPEL_DECISION_CHOICES]);

/** The word of one decision. @return out */
char *koppel_decision_choice(enum koppel_language language, enum koppel_decision_kind kind,
                             char out[KOPPEL_BOOK_HEADING]);

/** The headings of decisions.csv as the first row of a sheet. */
void koppel_decision_headings_write(enum koppel_language language, struct koppel_new_sheet *sheet);

/** A row of the log below them. */
void koppel_decision_row_write(enum koppel_language language, const struct koppel_case *kase,
                               const struct koppel_decision *row, struct koppel_new_sheet *sheet);

#endif
