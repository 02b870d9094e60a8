// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
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
    bool is_certified; /* proven, and by the certificate; false: by the search alone, or not at all */
    bool has_said_bound;
    int64_t said_bound; /* what another solver says of the bound, unproven */
};

/** What became of the ties between proposals that are equally good in every tier. */
enum koppel_ties {
    KOPPEL_TIES_DRAWN,   /* the lot decided between them all */
    KOPPEL_TIES_MANY,    /* drawn as far as the effort goes that is spent on it; others may have a lower sum */
    KOPPEL_TIES_TIME,    /* the same, but the time limit or Ctrl-C came first */
    KOPPEL_TIES_UNPROVEN /* not drawn: it is not proven that nothing is better, so there may be none to draw between */
};

/** docs/model.md (44), (45). */
struct koppel_tie_draw {
    enum koppel_ties state;
    uint64_t seed;         /* of the lots */
    int64_t sum;           /* of the lots of all offers */
    bool is_counted;       /* what follows is exact; else at least so many */
    int64_t n_offers;      /* offers that the lot decided */
    int64_t n_left;        /* households without an offer by lot */
    unsigned char *by_lot; /* n_households: 1 for those households; NULL: not known. Owned by who has the draw */
};

/** How a person changed what a household is offered, after the proposal was solved. */
struct koppel_hand_edit {
    bool is_edited;
    int32_t before; /* row of the unit that was offered when it was solved; KOPPEL_NONE: none */
};

struct koppel_proposal {
    int32_t *unit_of;               /* n_households entries: row of the unit offered, or KOPPEL_NONE */
    struct koppel_hand_edit *edits; /* n_households entries; NULL: nobody changed anything, as far as is known */
    int32_t n_households;
    int32_t n_zeros_lost; /* keys in its file that were found but for zeros in front */
    struct koppel_proposal_tier tiers[KOPPEL_MAX_TIERS];
    int32_t n_tiers;
    bool is_of_other_tables; /* read from a folder: the tables are not those any more that it was made from */
    bool is_from_book;       /* the offers were read from a workbook, whose other cells a person leaves as they were */
    struct koppel_tie_draw ties; /* of a proposal that was solved */
};

/** What is claimed of the tier of that name; NULL when nothing is. */
const struct koppel_proposal_tier *koppel_claim_find(const struct koppel_proposal_tier *claimed, int32_t n_claimed,
                                                     const char *name);

/** The home of an offer that a person deleted: the household has none now. KOPPEL_NONE: nobody did. */
int32_t koppel_offer_deleted(const struct koppel_proposal *proposal, int32_t household);

/** Did the lot decide what the household is offered, or that it is left? Not where a person changed that later. */
bool koppel_lot_decided(const struct koppel_proposal *proposal, int32_t household);

/** Frees and zeroes. Safe on a zeroed proposal. */
void koppel_proposal_free(struct koppel_proposal *proposal);

#endif
