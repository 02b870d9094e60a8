// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* largest.h - the largest assignment of households to homes when nothing is counted over areas: most persons, of those
 * most households, of those the best fit; exactly, in whole numbers.
 *
 * One solve of the assignment problem with the three goals packed into one cost settles it (heuristic/assignment.h
 * proves it by its prices). Most persons also means most households: the sets of households that can be housed are the
 * independent sets of a matroid (Edmonds and Fulkerson 1965), and its heaviest one is as large as any.
 *
 * It is the maximum stable matching of Andersson and Ehlers (Scandinavian Journal of Economics 122(3), 2020):
 * households accept any home that suits and are indifferent between them; a corporation prefers the larger household,
 * which fills more of the home. Were a household without a home preferred by the corporation to one that has its home,
 * exchanging the two would house more persons; so no pair blocks it (koppel_stable_block checks that).
 */
#ifndef KOPPEL_COMPARE_MECHANISM_LARGEST_H
#define KOPPEL_COMPARE_MECHANISM_LARGEST_H

#include "compare/mechanism/market.h"

/**
 * The largest assignment of the open pairs.
 * @param exactly  n_agents: these households are housed and no others, as the caller knows that they can be; NULL: all
 * may be
 * @param[out] unit_of n_agents entries; unit or KOPPEL_NONE; kept households stand in theirs
 * @return KOPPEL_OK or KOPPEL_E_MEMORY; KOPPEL_E_INTERNAL when they cannot all be housed
 */
enum koppel_status koppel_largest_find(const struct koppel_market *market, const bool *exactly, int32_t *unit_of);

#endif
