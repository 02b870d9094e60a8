// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* heading_guess.h - which column of a table a heading may mean that is not its name. For advice and drafts: what is read
 * is never guessed. */
#ifndef KOPPEL_IO_HEADING_GUESS_H
#define KOPPEL_IO_HEADING_GUESS_H

#include "base/error.h"
#include "io/dictionary.h"

/** How sure a guess is, from the least. */
enum koppel_guess { KOPPEL_GUESS_NONE, KOPPEL_GUESS_PART, KOPPEL_GUESS_HINT, KOPPEL_GUESS_NAME };

/** How well a folded heading (koppel_heading_fold) fits a column: it is its name, is used for it elsewhere, or has its
 * name in it as whole words. Time O(names) */
enum koppel_guess koppel_heading_fits(const struct koppel_column *column, const char *folded);

/**
 * The columns that headings mean, each column once: the surest guesses first.
 * @param about_people   what tells who somebody is means no column
 * @param[out] columns   of n headings; KOPPEL_NONE: no guess
 * @return how many are guessed
 */
int32_t koppel_headings_guess(const struct koppel_table_rule *rule, const char *const *headings, int32_t n,
                              int32_t *columns);

/** Does a folded heading say how many people a household is, children with adults? No column of the dictionary is. */
bool koppel_heading_is_size(const char *folded);

/** Has a folded heading a word of a column's name, or of the words used for it, other than the words for a day? */
bool koppel_heading_shares_part(const struct koppel_column *column, const char *folded);

/** The name of a column, or the word used for it, that a heading is spelt much like; NULL: none, or no memory (status).
 * @return the name by which messages call the column: Dutch when the language is */
const char *koppel_heading_nearest(const struct koppel_table_rule *rule, const char *folded, char out[80],
                                   enum koppel_status *status);

#endif
