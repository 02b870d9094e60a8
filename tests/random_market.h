// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* random_market.h - small random markets for the tests of the mechanisms, with many ties. */
#ifndef KOPPEL_TESTS_RANDOM_MARKET_H
#define KOPPEL_TESTS_RANDOM_MARKET_H

#include "compare/mechanism/market.h"

/** A market and the problem that it stands on. */
struct random_market {
    struct koppel_problem problem;
    struct koppel_market market;
};

/** Draws one of at most so many households and homes; some homes have several places. Aborts without memory. */
void random_market_make(struct random_market *random, uint64_t seed, int32_t n_households, int32_t n_homes);

/** One of a given shape: suits[i * n_homes + j] != 0 where home j suits household i, which then fits that many points.
 * All households are of one person, no spare rooms, linked in row order. */
void made_market_make(struct random_market *made, int32_t n_households, int32_t n_homes, const int *suits,
                      const int *places);

void random_market_free(struct random_market *random);

/** True when unit_of offers open pairs and kept homes only, and no home more often than it has places. */
bool market_allows(const struct koppel_market *market, const int32_t *unit_of);

#endif
