// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* areas.h - the areas over which permit holders are spread, with what an even municipality would hold.
 *
 * SOURCE  docs/model.md (17)-(19).
 */
#ifndef KOPPEL_FORMULATE_AREAS_H
#define KOPPEL_FORMULATE_AREAS_H

#include "model/suitability.h"

/** A neighbourhood, district or complex; a complex in several municipalities belongs to the one with the lowest code. */
struct koppel_spread_area {
    int32_t place; /* row of neighbourhoods, districts or complexes */
    int32_t municipality;
    int64_t base;      /* b_n */
    int64_t reference; /* w_n; 0 when the area is open */
    bool is_open;      /* no reference is known and the policy wants no cap there: no fair share, no limit by it */
    /* fair share r_m w_n = fair_numerator / fair_denominator; the denominator is 0 when W_m is 0 */
    int64_t fair_numerator;
    int64_t fair_denominator;
};

struct koppel_areas {
    struct koppel_spread_area *items;
    int32_t n_items;
    int32_t *unit_area; /* n_units: area of each unit, or KOPPEL_NONE (a unit without complex) */
};

/**
 * The areas of the policy's spread level, in row order.
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, KOPPEL_E_INPUT (persons times dwellings do not fit 64 bits). Time
 * O(neighbourhoods + units + households + areas)
 */
enum koppel_status koppel_areas_make(struct koppel_areas *areas, const struct koppel_suitability *fit);

void koppel_areas_free(struct koppel_areas *areas);

#endif
