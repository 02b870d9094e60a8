// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* load_terms.h - the terms of the first tiers of a problem by load.
 *
 * SOURCE  docs/model.md (5): the terms of a load make up its cost in a tier.
 */
#ifndef KOPPEL_PROBLEM_LOAD_TERMS_H
#define KOPPEL_PROBLEM_LOAD_TERMS_H

#include "problem/problem.h"

/** A term of some tier. */
struct koppel_load_term {
    struct koppel_term term;
    int32_t tier;
};

struct koppel_load_terms {
    int64_t *first;                 /* n_loads + 1: terms of load g are items[first[g]] .. items[first[g+1] - 1] */
    struct koppel_load_term *items; /* of a load in the order of their tiers */
};

/** Lists the terms of tiers 0 .. n_tiers-1, in the arena. KOPPEL_OK or KOPPEL_E_MEMORY. O(loads + terms) */
enum koppel_status koppel_load_terms_make(struct koppel_load_terms *terms, const struct koppel_problem *problem,
                                          int32_t n_tiers, struct koppel_arena *arena);

#endif
