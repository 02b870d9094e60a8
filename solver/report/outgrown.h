// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* outgrown.h - does a home fit when the household has grown, and when would it have to move on?
 *
 * A household grows by the relatives who are to follow, and by what chances.csv says of it. Its home is outgrown when the
 * occupancy table asks more rooms than it has for all of them.
 */
#ifndef KOPPEL_REPORT_OUTGROWN_H
#define KOPPEL_REPORT_OUTGROWN_H

#include "model/event_chances.h"
#include "model/suitability.h"

struct koppel_outgrown {
    int32_t persons;  /* when all have come */
    int32_t moves_on; /* day by which they have, at the latest; KOPPEL_NO_DATE: no table says when */
};

/**
 * @param chances  of the case
 * @return whether the household outgrows the unit, which it may have now
 */
bool koppel_outgrown_find(const struct koppel_suitability *fit, const struct koppel_event_chances *chances,
                          int32_t household, int32_t unit, struct koppel_outgrown *outgrown);

#endif
