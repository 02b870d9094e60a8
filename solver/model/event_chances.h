// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* event_chances.h - what may go otherwise than planned, by the rows of chances.csv: refusals, homes that are late,
 * households that grow.
 *
 * METHOD  A row on one household or home rules over one on its class, and that over one on all households or all homes,
 *   cell by cell: an empty cell says nothing. What no row says does not happen. An offer is refused when the household
 *   refuses, or the home is refused: with chances r_i and r_j it stands with (1 - r_i)(1 - r_j).
 * SOURCE  docs/time.md
 */
#ifndef KOPPEL_MODEL_EVENT_CHANCES_H
#define KOPPEL_MODEL_EVENT_CHANCES_H

#include "base/arena.h"
#include "model/housing_class.h"

/** Chances in thousandths; all 0 where nothing is said. */
struct koppel_household_chance {
    int32_t refusal_permille; /* that it refuses an offer */
    int32_t growth_permille;  /* that so many persons ... */
    int32_t growth_persons;   /* ... join it */
    int32_t growth_days;      /* ... at most so many days after it is there */
};

struct koppel_home_chance {
    int32_t refusal_permille; /* that an offer of it is refused */
    int32_t late_permille;    /* that it comes ... */
    int32_t late_days;        /* ... at most so many days later */
};

/** Zero-initialise; koppel_event_chances_free releases everything. */
struct koppel_event_chances {
    struct koppel_arena arena;
    struct koppel_household_chance
        *households;                  /* n_households of the case, those to come included if they were joined */
    struct koppel_home_chance *homes; /* n_units, the same */
};

/**
 * @param rules  of the case's period: rent limits
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(households + units + rows)
 */
enum koppel_status koppel_event_chances_make(struct koppel_event_chances *chances, const struct koppel_case *kase,
                                             const struct koppel_rules *rules);

void koppel_event_chances_free(struct koppel_event_chances *chances);

#endif
