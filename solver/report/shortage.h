/* shortage.h - why a household is left: no suitable home, homes taken by others, or homes held back by a limit. */
#ifndef KOPPEL_REPORT_SHORTAGE_H
#define KOPPEL_REPORT_SHORTAGE_H

#include "verify/verdict.h"

/**
 * A shortage set in the sense of Hall's theorem: households that together suit fewer places than they are. Every
 * proposal leaves at least n_households - n_places of them without a home.
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
 * households and places (Koenig). Only suitability counts here, no limits.
 * @param[out] shortage  n_households = 0 when the household can be matched in some largest matching together with all
 * others
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. Time O(pairs * sqrt(households)) or better
 */
enum koppel_status koppel_shortage_find(const struct koppel_suitability *fit, int32_t household,
                                        struct koppel_shortage *shortage);

void koppel_shortage_free(struct koppel_shortage *shortage);

#endif
