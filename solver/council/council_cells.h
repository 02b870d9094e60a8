// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* council_cells.h - the numbers of one choice, and which of them may be told. */
#ifndef KOPPEL_COUNCIL_COUNCIL_CELLS_H
#define KOPPEL_COUNCIL_COUNCIL_CELLS_H

#include "council/council.h"

/** Is the household in the group? By the needs and urgency classes of `fit`. */
bool koppel_council_is_in(const struct koppel_suitability *fit, int32_t household, enum koppel_council_group group);

/**
 * Fills in the cells of a proposal.
 * @param fit      the yardstick
 * @param unit_of  n_households rows of units or KOPPEL_NONE
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_council_cells(const struct koppel_suitability *fit, const int32_t *unit_of,
                                        struct koppel_council_cell cells[KOPPEL_N_COUNCIL_MEASURES]);

/** Counts those without a home by why. @return KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_council_count_whys(const struct koppel_report *report,
                                             struct koppel_council_cell cells[KOPPEL_N_COUNCIL_WHYS + 1]);

#endif
