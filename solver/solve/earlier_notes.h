// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* earlier_notes.h - what a user should know of an earlier proposal before a case is solved again. */
#ifndef KOPPEL_SOLVE_EARLIER_NOTES_H
#define KOPPEL_SOLVE_EARLIER_NOTES_H

#include "base/error.h"
#include "model/earlier.h"

/**
 * Notes how many earlier offers cannot stand any more and why, with the first of them by file and line; or that the
 * policy counts kept offers and there is no earlier proposal.
 */
void koppel_earlier_note(const struct koppel_suitability *fit, struct koppel_errors *notes);

#endif
