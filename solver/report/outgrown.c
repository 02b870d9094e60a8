// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* outgrown.c - homes that fit now and not when a household has grown (see outgrown.h). */
#include "report/outgrown.h"

#include "model/needs.h"

bool koppel_outgrown_find(const struct koppel_suitability *fit, const struct koppel_event_chances *chances,
                          int32_t household, int32_t unit, struct koppel_outgrown *outgrown)
{
    const struct koppel_household *row = &fit->kase->households[household];
    const struct koppel_unit *home = &fit->kase->units[unit];
    const struct koppel_household_chance *chance = &chances->households[household];
    const int32_t here = row->adults + row->children;
    const int32_t grows = chance->growth_permille > 0 ? chance->growth_persons : 0;
    const int32_t from =
        home->available_from != KOPPEL_NO_DATE && home->available_from > fit->as_of ? home->available_from : fit->as_of;

    outgrown->persons = here + (row->expected_relatives > grows ? row->expected_relatives : grows);
    outgrown->moves_on = chance->growth_permille > 0 ? from + chance->growth_days : KOPPEL_NO_DATE;
    return outgrown->persons > here && home->places == 1 &&
           koppel_occupancy_row(&fit->rules, home->rooms)->max_persons < outgrown->persons;
}
