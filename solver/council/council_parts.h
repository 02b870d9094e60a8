// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* council_parts.h - the parts of the council's page, and words that several of them use. */
#ifndef KOPPEL_COUNCIL_COUNCIL_PARTS_H
#define KOPPEL_COUNCIL_COUNCIL_PARTS_H

#include "council/council.h"

/** "single people", "households of 2 to 5", ... */
const char *koppel_council_group_words(enum koppel_council_group group);

/** The choice in a few words: "as a goal". */
void koppel_council_say_choice(const struct koppel_council *council, const struct koppel_council_choice *choice,
                               struct koppel_text *text);

/** A value as it is shown, "<5" or a dash. */
void koppel_council_say_cell(const struct koppel_council_cell *cell, int scale, struct koppel_text *text);

/** The table of all choices. */
void koppel_council_table(const struct koppel_council *council, struct koppel_text *html);

/** Five questions with their answers. */
void koppel_council_answers(const struct koppel_council *council, struct koppel_text *html);

#endif
