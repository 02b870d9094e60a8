// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* bound_terms.h - the terms that a tier's prices turn a proposal's cost into, one for each pair, household and account
 * (price_bound.h has the formulas). */
#ifndef KOPPEL_VERIFY_BOUND_TERMS_H
#define KOPPEL_VERIFY_BOUND_TERMS_H

#include "verify/bound_sum.h"
#include "verify/price_rows.h"

/** The tier at hand in one part. */
struct koppel_bound_part {
    bool has_prices;
    bool is_whole; /* an account of it is kept whole: households have prices, units none */
    int64_t scale;
    int64_t held[KOPPEL_MAX_TIERS];          /* m_s, by tiers of the certificate */
    koppel_wide weight[KOPPEL_N_OBJECTIVES]; /* of an objective's cost: sum of m_s times its factor in s */
    struct koppel_bound_sum bound;           /* B */
    int64_t unit;                            /* greatest common divisor of the costs of tier t */
};

/** The tier at hand. */
struct koppel_bound_terms {
    const struct koppel_certificate_tier *tier;
    struct koppel_open_parts *parts;
    struct koppel_bound_part *cells;     /* n_parts */
    int64_t factor[KOPPEL_N_OBJECTIVES]; /* of the tier */
    struct koppel_price_rows rows;
};

/** w_i of a household with an open pair left: 0 where its sign says nothing. */
int64_t koppel_bound_household_price(const struct koppel_bound_terms *terms, int32_t household);

/** What an open pair counts: the sum in u_i, or r_ij in a part with a whole account. The score: koppel_bound_score. */
struct koppel_bound_sum koppel_bound_pair(const struct koppel_bound_terms *terms, int32_t household, int32_t unit,
                                          int64_t score);

/** The fit score of a pair where its part counts it, else 0. */
int64_t koppel_bound_score(const struct koppel_bound_terms *terms, int32_t household, int32_t unit);

/** Joins what open pair p of a household counts to u_i, which begins as a zeroed sum: the pairs come in order. */
void koppel_bound_household_join(const struct koppel_bound_terms *terms, int32_t household, int64_t p,
                                 struct koppel_bound_sum pair, struct koppel_bound_sum *least);

/** What a live account counts at a number L. */
struct koppel_bound_sum koppel_bound_account_at(const struct koppel_bound_terms *terms, int32_t account, int64_t at);

/** f_a, and where it is reached. */
struct koppel_bound_sum koppel_bound_account(const struct koppel_bound_terms *terms, int32_t account, int64_t *where);

#endif
