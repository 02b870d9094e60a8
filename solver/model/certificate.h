// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* certificate.h - prices that prove how much better any other proposal can be, by rows of the case.
 *
 * Prices are the multipliers of a Lagrangian relaxation. Whatever they are, what they prove holds (verify/price_bound.h
 * has the arithmetic): a wrong price proves less, never more.
 *
 * SOURCE  docs/model.md sections 14 to 17.
 */
#ifndef KOPPEL_MODEL_CERTIFICATE_H
#define KOPPEL_MODEL_CERTIFICATE_H

#include "model/proposal.h"

/** What is counted, in the order of the accounts of verify/verdict.h. */
enum koppel_priced {
    KOPPEL_PRICED_TARGET,
    KOPPEL_PRICED_SPREAD,
    KOPPEL_PRICED_AGREEMENT,
    KOPPEL_PRICED_LIMIT,
    KOPPEL_PRICED_MIX,
    KOPPEL_PRICED_BORDER,
    KOPPEL_PRICED_STAY,
    KOPPEL_N_PRICED
};

/** Its name in certificate.json: "target", "spread", ... */
const char *koppel_priced_name(enum koppel_priced kind);

/** The price of one thing that is counted. */
struct koppel_load_price {
    enum koppel_priced kind;
    int32_t place; /* target: municipality; agreement: row of agreements; limit: row of limits; spread, mix: row by the
                      level of the policy's rule; border: row of borders, n_borders for all together; stay: 0 */
    int32_t rule;  /* mix: index in the policy; else KOPPEL_NONE */
    int32_t municipality; /* spread over complexes: the part in this municipality; else KOPPEL_NONE */
    int32_t divisor;      /* 0: a price on the load itself; else on its rounded row (see price_bound.h) */
    bool is_most;         /* of a rounded row: it rounds the most that the load may be, not the least */
    bool is_whole;        /* the load is kept whole, and has no price itself */
    bool is_apart;        /* only the most of a rule, without the pairs for which it is overruled */
    int64_t price;        /* any sign */
};

/** What the prices of one part of the case are scaled by, and its prices on the tiers before. */
struct koppel_part_prices {
    int32_t household;              /* a household of the part */
    int64_t scale;                  /* at least 1 */
    int64_t held[KOPPEL_MAX_TIERS]; /* by the certificate's tiers: at least 0; only those of tiers before count */
};

/** Prices are sized so that no product or sum of the check can leave 128 bits. */
#define KOPPEL_MOST_PRICE (INT64_C(1) << 58)
#define KOPPEL_MOST_PRICE_SCALE (INT64_C(1) << 30)

struct koppel_certificate_tier {
    struct koppel_proposal_tier claim; /* as in the proposal: the bound is the engine's, INT64_MIN: unknown */
    bool has_prices;                   /* false: time was up, or there was none to spend */
    int64_t certified;                 /* cost that the prices prove that no proposal goes below; with prices */
    struct koppel_part_prices *parts;
    struct koppel_load_price *loads;
    int64_t *unit_price;      /* n_units: at least 0; NULL without prices; of parts without a whole load */
    int64_t *household_price; /* n_households: any sign; NULL: 0 everywhere; of parts with a whole load */
    size_t n_parts, n_loads, parts_capacity, loads_capacity;
};

/** Prices of the tier `groups` that prove that a group cannot have more, as long as the others have their floors
 * (verify/fairest_shares.h). */
struct koppel_fairest_line {
    int32_t group;                     /* of the policy */
    int32_t floors[KOPPEL_MAX_GROUPS]; /* one more than it has, of the group; KOPPEL_UNKNOWN: a group without leximin */
    int64_t all[KOPPEL_MAX_GROUPS];    /* what all of a group come to */
    struct koppel_certificate_tier tier; /* prices alone */
};

/** Zero-initialise; koppel_certificate_free releases everything. */
struct koppel_certificate {
    struct koppel_certificate_tier tiers[KOPPEL_MAX_TIERS];
    int32_t n_tiers;
    struct koppel_fairest_line fairest[KOPPEL_MAX_GROUPS]; /* of leximin, in the order in which groups are settled */
    int32_t n_fairest;
    bool is_fairest; /* they are weighed, and prove every floor; true also without leximin */
};

/** The tier `groups`, or KOPPEL_NONE. */
int32_t koppel_fairest_tier(const struct koppel_certificate *certificate);

/** Adds a part with scale 1, or a load without price. @return it (valid until the next push), or NULL without memory */
struct koppel_part_prices *koppel_certificate_add_part(struct koppel_certificate_tier *tier);
struct koppel_load_price *koppel_certificate_add_load(struct koppel_certificate_tier *tier);

/** True when the certificate of a tier proves all that the engine claims: its bound, or the very cost. */
bool koppel_certificate_covers(const struct koppel_certificate_tier *tier);

/** Frees and zeroes. */
void koppel_certificate_tier_free(struct koppel_certificate_tier *tier);

/** Frees and zeroes. Safe on a zeroed certificate. */
void koppel_certificate_free(struct koppel_certificate *certificate);

#endif
