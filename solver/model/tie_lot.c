// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tie_lot.c - the lot of a pair (see tie_lot.h). */
#include "model/tie_lot.h"

#include "base/siphash.h"

#include <string.h>

int64_t koppel_pair_lot(uint64_t seed, const char *household, const char *unit)
{
    struct koppel_siphash hash = koppel_siphash_begin(seed, 0);

    koppel_siphash_add(&hash, household, strlen(household) + 1); /* with its end, so that no two pairs read alike */
    koppel_siphash_add(&hash, unit, strlen(unit));
    return (int64_t)(koppel_siphash_end(&hash) >> (64 - KOPPEL_LOT_BITS));
}

int64_t koppel_lots_sum(const struct koppel_case *kase, const int32_t *unit_of, uint64_t seed)
{
    int64_t sum = 0;

    for (int32_t i = 0; i < kase->n_households; i++) {
        if (unit_of[i] != KOPPEL_NONE) {
            sum += koppel_pair_lot(seed, kase->households[i].id, kase->units[unit_of[i]].id);
        }
    }
    return sum;
}

uint64_t koppel_household_order(uint64_t seed, const char *household)
{
    struct koppel_siphash hash = koppel_siphash_begin(seed, 0);

    koppel_siphash_add(&hash, household, strlen(household));
    return koppel_siphash_end(&hash);
}

uint64_t koppel_unit_order(uint64_t seed, const char *unit)
{
    struct koppel_siphash hash = koppel_siphash_begin(seed, 0);

    koppel_siphash_add(&hash, "", 1);
    koppel_siphash_add(&hash, unit, strlen(unit));
    return koppel_siphash_end(&hash);
}
