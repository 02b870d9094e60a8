/* proposal.h - who is offered what, with what was proven about it. */
#ifndef KOPPEL_MODEL_PROPOSAL_H
#define KOPPEL_MODEL_PROPOSAL_H

#include "model/policy.h"

/** What is known of one tier of a proposal; values as costs to be minimised (see problem.h), scale a power of ten. */
struct koppel_proposal_tier {
    char name[KOPPEL_TIER_NAME];
    bool maximise;
    int64_t scale;
    int64_t cost;
    int64_t bound; /* INT64_MIN: unknown */
    bool proven;
    bool has_said_bound;
    int64_t said_bound; /* what another solver says of the bound, unproven */
};

struct koppel_proposal {
    int32_t *unit_of; /* n_households entries: row of the unit offered, or KOPPEL_NONE */
    int32_t n_households;
    int32_t n_zeros_lost; /* keys in its file that were found but for zeros in front */
    struct koppel_proposal_tier tiers[KOPPEL_MAX_TIERS];
    int32_t n_tiers;
};

/** What is claimed of the tier of that name; NULL when nothing is. */
const struct koppel_proposal_tier *koppel_claim_find(const struct koppel_proposal_tier *claimed, int32_t n_claimed,
                                                     const char *name);

/** Frees and zeroes. Safe on a zeroed proposal. */
void koppel_proposal_free(struct koppel_proposal *proposal);

#endif
