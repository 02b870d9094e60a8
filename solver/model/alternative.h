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

/**
 * The best proposal in which the household gets `unit`.
 * cost[t] is what it adds to the cost of tier t of the proposal (positive: worse); the first nonzero one decides.
 */
struct koppel_alternative {
    enum koppel_alternative_state state;
    int32_t unit; /* KOPPEL_NONE while the state is UNKNOWN or NONE */
    int64_t cost[KOPPEL_MAX_TIERS];
};

#endif
