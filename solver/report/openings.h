/* openings.h - the homes that suit each household, and how often each rule refused it a home. */
#ifndef KOPPEL_REPORT_OPENINGS_H
#define KOPPEL_REPORT_OPENINGS_H

#include "model/suitability.h"

/** Zero-initialise; koppel_openings_free releases everything. */
struct koppel_openings {
    int64_t *first; /* n_households + 1: the units that suit household i are units[first[i]] .. units[first[i+1]-1] */
    int32_t *units; /* ascending rows for each household */
    int32_t *refusals; /* n_households * KOPPEL_N_REFUSALS: homes by the first rule that refuses them; [0]: homes that
                          suit */
    size_t capacity;
};

/**
 * Asks every rule for every pair.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the openings are then empty). Time O(households * (municipalities + units)); of
 *         a household with one municipality within reach only the units there count
 */
enum koppel_status koppel_openings_make(struct koppel_openings *openings, const struct koppel_suitability *fit);

void koppel_openings_free(struct koppel_openings *openings);

#endif
