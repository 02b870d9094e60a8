// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* home_choices.h - every home as a choice for one household: whether it suits, how well, who is offered it now. */
#ifndef KOPPEL_REPORT_HOME_CHOICES_H
#define KOPPEL_REPORT_HOME_CHOICES_H

#include "base/text.h"
#include "model/proposal.h"
#include "model/suitability.h"

/**
 * Appends them as a JSON list: those that suit first, the best fit first, then the others in the order of the table.
 * Each has its key, the first rule that refuses it (null: it suits), its fit in points of 1000 (null: it does not suit)
 * and the households that are offered it.
 * @param indent  of the lines
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. Time O(units * log units + households).
 */
enum koppel_status koppel_home_choices_json(const struct koppel_suitability *fit,
                                            const struct koppel_proposal *proposal, int32_t household,
                                            const char *indent, struct koppel_text *text);

#endif
