// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* alternative.h - what another home for one household would cost the whole proposal, found by solving again. */
#ifndef KOPPEL_MODEL_ALTERNATIVE_H
#define KOPPEL_MODEL_ALTERNATIVE_H

#include "model/proposal.h"

enum koppel_alternative_state {
    KOPPEL_ALTERNATIVE_UNKNOWN,  /* not worked out, or the solve was stopped */
    KOPPEL_ALTERNATIVE_NONE,     /* proven: no proposal that meets every must has such a home */
    KOPPEL_ALTERNATIVE_FEASIBLE, /* a proposal was found, its costs are not proven least */
    KOPPEL_ALTERNATIVE_EXACT     /* the least cost, tier after tier, proven */
};

/** What another proposal changes for somebody else. */
enum koppel_effect {
    KOPPEL_EFFECT_LOSES, /* has a home, and would have none */
    KOPPEL_EFFECT_GAINS, /* has none, and would have one */
    KOPPEL_EFFECT_MOVES, /* would have another home */
    KOPPEL_N_EFFECTS
};

enum { KOPPEL_NAMED_HOUSEHOLDS = 3 };

/** So many households, of which the first are named. */
struct koppel_affected {
    int32_t n;
    int32_t first[KOPPEL_NAMED_HOUSEHOLDS]; /* rows, in the order of the table */
};

/**
 * The best proposal in which the household gets `unit`.
 * cost[t] is what it adds to the cost of tier t of the proposal (positive: worse); the first nonzero one decides.
 */
struct koppel_alternative {
    enum koppel_alternative_state state;
    int32_t unit; /* KOPPEL_NONE while the state is UNKNOWN or NONE */
    int64_t cost[KOPPEL_MAX_TIERS];
    struct koppel_affected others[KOPPEL_N_EFFECTS]; /* the households besides this one, by what would happen to them */
};

#endif
