// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* held_text.h - homes worth holding, as a table and in sentences, and read back from the table. */
#ifndef KOPPEL_SIMULATE_HELD_TEXT_H
#define KOPPEL_SIMULATE_HELD_TEXT_H

#include "base/error.h"
#include "simulate/held_homes.h"

/** What the table is called in the folder of a proposal. */
#define KOPPEL_HELD_FILE "held.csv"

/**
 * held.csv
 * @param offered  units of the case that is solved: the household whom today's proposal offers the home, by row, or
 *                 KOPPEL_NONE; NULL: there is no proposal
 */
void koppel_held_table(const struct koppel_case_world *made, const struct koppel_held_homes *held, int32_t n_futures,
                       const int32_t *offered, struct koppel_text *text);

/** What look-ahead offers and holds today, in sentences; with a proposal only what it holds. */
void koppel_held_print(const struct koppel_case_world *made, const struct koppel_held_homes *held, int32_t n_futures,
                       const int32_t *offered, struct koppel_text *text);

/**
 * Appends the sentences about one home of a table that koppel_held_table made; nothing when it is not in it.
 * @param file  where the table stands. One that is not there says nothing
 * @return KOPPEL_OK; KOPPEL_E_INPUT or KOPPEL_E_MEMORY with a message
 */
enum koppel_status koppel_held_say(const char *file, const char *unit, struct koppel_text *text,
                                   struct koppel_errors *errors);

#endif
