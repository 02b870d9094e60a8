// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* stable.h - stable matching of households and corporations: no household and corporation would both rather have each
 * other.
 *
 * HOUSEHOLDS    prefer the home that fits better (market.h)
 * CORPORATIONS  prefer, for each home, the household that leaves fewer rooms empty; among equals the one that was
 *               linked first, then the one that stands first in the table
 *
 * Both orders are strict, so every stable matching houses the same households (the rural hospitals theorem), and there
 * is one that all households like best. A pair blocks when the household prefers the home to what it has, and the home
 * has a free place or holds a household that the corporation likes less.
 *
 * SOURCE  Gale and Shapley, American Mathematical Monthly 69(1), 1962; Roth and Sotomayor, Two-sided matching, 1990.
 */
#ifndef KOPPEL_COMPARE_MECHANISM_STABLE_H
#define KOPPEL_COMPARE_MECHANISM_STABLE_H

#include "compare/mechanism/market.h"

/** What makes a pair block. */
enum koppel_stable_sense {
    KOPPEL_STABLE_STRICT, /* the preferences above */
    /* households are indifferent between homes that suit, and corporations prefer the household of more persons */
    KOPPEL_STABLE_INDIFFERENT
};

/**
 * The stable matching that the households like best: they ask for their best home first, and a home that is asked by
 * too many lets go of the household that it likes least (deferred acceptance).
 * @param[out] unit_of n_agents entries; unit or KOPPEL_NONE
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs * (log pairs + places of a unit))
 */
enum koppel_status koppel_stable_find(const struct koppel_market *market, int32_t *unit_of);

/**
 * The first open pair that blocks, in row order, or KOPPEL_NONE: then the matching is stable.
 * @param[out] pair  of market->open
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs * log)
 */
enum koppel_status koppel_stable_block(const struct koppel_market *market, enum koppel_stable_sense sense,
                                       const int32_t *unit_of, int64_t *pair);

#endif
