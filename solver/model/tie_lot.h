// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tie_lot.h - the lot of a pair of household and home, by which ties between proposals are drawn.
 *
 * SOURCE  docs/model.md (44), section 24.
 */
#ifndef KOPPEL_MODEL_TIE_LOT_H
#define KOPPEL_MODEL_TIE_LOT_H

#include "model/case.h"

/** Bits of a lot: the sum over 2^20 households stays within 2^60. */
enum { KOPPEL_LOT_BITS = 40 };

/**
 * The lot of a pair, 0 .. 2^40 - 1: it depends on the seed and the two keys alone. Time O(length of the keys).
 * @param household, unit  keys as they stand in the tables
 */
int64_t koppel_pair_lot(uint64_t seed, const char *household, const char *unit);

/** The sum of the lots of all offers; docs/model.md (44).
 * @param unit_of  n_households: row of the unit that is offered, or KOPPEL_NONE */
int64_t koppel_lots_sum(const struct koppel_case *kase, const int32_t *unit_of, uint64_t seed);

/** Where a row stands in the order in which the search sees households or homes. O(length of the key) */
uint64_t koppel_household_order(uint64_t seed, const char *household);
uint64_t koppel_unit_order(uint64_t seed, const char *unit);

#endif
