// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* needs.h - what each household needs and whom each unit admits, by policy and rules; part of koppel_suitability_init.
 *
 * SOURCE  docs/model.md (11), (13) and (16).
 */
#ifndef KOPPEL_MODEL_NEEDS_H
#define KOPPEL_MODEL_NEEDS_H

#include "model/suitability.h"

/** Persons of a household that count: those who are here, or also the relatives who are expected. */
int32_t koppel_household_persons(const struct koppel_household *household, enum koppel_persons which);

/** The row of the occupancy table for homes of so many rooms; the last row also holds for larger homes. */
const struct koppel_occupancy_row *koppel_occupancy_row(const struct koppel_rules *rules, int32_t rooms);

/** Fewest rooms that are enough for so many persons by the occupancy table; INT32_MAX: no home is large enough. */
int32_t koppel_rooms_needed(const struct koppel_rules *rules, int32_t persons);

/** Fills fit->needs[household]; an age group or urgency class that is not known is a message. */
void koppel_need_make(struct koppel_suitability *fit, int32_t household, struct koppel_errors *errors);

/** Fills fit->unit_ages[unit]; a label that is not known is a message. */
void koppel_unit_ages_make(struct koppel_suitability *fit, int32_t unit, struct koppel_errors *errors);

#endif
