/* largest.h - the one best assignment of households to homes when nothing is counted over areas: exactly, in whole
 * numbers.
 *
 * What comes first is lexicographic, so one solve of the assignment problem with the goals packed into one cost settles
 * it (engine/assignment.h proves it by its prices).
 */
#ifndef KOPPEL_MECHANISM_LARGEST_H
#define KOPPEL_MECHANISM_LARGEST_H

#include "mechanism/market.h"

enum koppel_largest_goal {
    KOPPEL_LARGEST_HOUSEHOLDS, /* as many households as can be; then persons; then the best fit */
    KOPPEL_LARGEST_PERSONS     /* as many persons as can be; then households; then the best fit */
};

/**
 * The best assignment of the open pairs.
 * @param exactly  n_agents: these households are housed and no others, as the caller knows that they can be; NULL: all
 * may be
 * @param[out] unit_of n_agents entries; unit or KOPPEL_NONE; kept households stand in theirs
 * @return KOPPEL_OK or KOPPEL_E_MEMORY; KOPPEL_E_INTERNAL when they cannot all be housed
 *
 * Persons first is the maximum stable matching of Andersson and Ehlers (Scandinavian Journal of Economics 122(3),
 * 2020): households accept any home that suits, and are indifferent between them; a corporation prefers the larger
 * household, which fills more of the home. Were a household without a home preferred by the corporation to one that has
 * its home, exchanging the two would house more persons; so no pair blocks it (blocking.h checks that).
 */
enum koppel_status koppel_largest_find(const struct koppel_market *market, enum koppel_largest_goal goal,
                                       const bool *exactly, int32_t *unit_of);

#endif
