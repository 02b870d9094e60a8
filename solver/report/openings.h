// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* openings.h - the homes that suit each household, and how often each rule refused it a home. */
#ifndef KOPPEL_REPORT_OPENINGS_H
#define KOPPEL_REPORT_OPENINGS_H

#include "model/suitability.h"

/** Zero-initialise; koppel_openings_free releases everything. */
struct koppel_openings {
    int64_t *first; /* n_households: the units that suit household i begin at units[first[i]]; equal lists are shared */
    int32_t *units; /* ascending rows for each household */
    int32_t *refusals; /* n_households * KOPPEL_N_REFUSALS: homes by the first rule that refuses them; [0]: homes that
                          suit */
};

/** How many units suit a household. */
static inline int32_t koppel_openings_count(const struct koppel_openings *openings, int32_t household)
{
    return openings->refusals[(int64_t)household * KOPPEL_N_REFUSALS + KOPPEL_SUITABLE];
}

/** These units, ascending. */
static inline const int32_t *koppel_openings_of(const struct koppel_openings *openings, int32_t household)
{
    return openings->units + openings->first[household];
}

/**
 * Asks every rule for every pair, of households that the rules treat alike (alike.h) once for all.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the openings are then empty). Time O(households * (municipalities + units)); of
 *         a household with one municipality within reach only the units there count
 */
enum koppel_status koppel_openings_make(struct koppel_openings *openings, const struct koppel_suitability *fit);

void koppel_openings_free(struct koppel_openings *openings);

#endif
