// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* table_notes.h - what a user should know of the tables before a case is solved: what they lack and where they disagree,
 * and what is made of it. */
#ifndef KOPPEL_SOLVE_TABLE_NOTES_H
#define KOPPEL_SOLVE_TABLE_NOTES_H

#include "base/error.h"
#include "formulate/formulation.h"

/** Notes neighbourhoods whose corporation dwellings are not known, and homes on offer where there are none by the table, and columns x_..._km that are none of distances.
 * `notes` may be NULL. O(neighbourhoods + units). */
void koppel_tables_note(const struct koppel_suitability *fit, struct koppel_errors *notes);

/** Notes households with scores for some of their suitable homes only: the others count as 0 points. For who solves the
 * case; O(pairs of households with scores * log scores). */
void koppel_scores_note(const struct koppel_formulation *formulation, struct koppel_errors *notes);

#endif
