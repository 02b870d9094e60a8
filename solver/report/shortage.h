// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* shortage.h - too few places for these households, in the sense of Hall's theorem. */
#ifndef KOPPEL_REPORT_SHORTAGE_H
#define KOPPEL_REPORT_SHORTAGE_H

#include "base/text.h"
#include "report/matching.h"
#include "verify/verdict.h"

/**
 * A shortage set in the sense of Hall's theorem: households that together suit fewer places than they are. Every
 * proposal leaves at least n_households - n_places of them without a home. Zero-initialise.
 */
struct koppel_shortage {
    int32_t *households; /* ascending rows */
    int32_t n_households;
    int32_t *units; /* ascending rows: every unit that suits one of them */
    int32_t n_units;
    int64_t n_places;
};

/**
 * The shortage set in which a household is caught: found by alternating paths from it in a largest matching of
 * households and places, with every household that suits the homes of the set only. Only suitability counts here, no
 * limits. A household that suits no home at all is alone in its set.
 * @param[out] shortage  n_households = 0 when the household gets a place in every largest matching
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. Makes openings and matching (see there for the time)
 */
enum koppel_status koppel_shortage_find(const struct koppel_suitability *fit, int32_t household,
                                        struct koppel_shortage *shortage);

/** The same in a matching that is made already (which may change into another largest one). Time O(pairs). */
enum koppel_status koppel_shortage_in(struct koppel_matching *matching, int32_t household,
                                      struct koppel_shortage *shortage);

/**
 * "14 households of 6 to 8 persons, linked to Town, compete for the same homes. Only 9 homes of 5 rooms suit them. So at
 * least 5 of them get no home, whoever is chosen." For a set with at least one unit.
 */
void koppel_shortage_say(struct koppel_text *text, const struct koppel_suitability *fit,
                         const struct koppel_shortage *shortage);

void koppel_shortage_free(struct koppel_shortage *shortage);

#endif
