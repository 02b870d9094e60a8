// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* verdict.h - re-checks a proposal from the input tables alone, in integers.
 *
 * Shares nothing with formulate and engine but the fit rules (model/suitability.h, model/score.h): every load, limit
 * and tier value is worked out again here. A proposal that does not pass is never written.
 *
 * SOURCE  docs/model.md sections 3 to 5, 11 and 12.
 */
#ifndef KOPPEL_VERIFY_VERDICT_H
#define KOPPEL_VERIFY_VERDICT_H

#include "model/proposal.h"
#include "model/suitability.h"

enum koppel_account_kind {
    KOPPEL_ACCOUNT_TARGET, /* persons that count for the target of a municipality */
    KOPPEL_ACCOUNT_SPREAD, /* an area of the policy's spread level (all areas of the case, also those without units) */
    KOPPEL_ACCOUNT_AGREEMENT, /* homes of a corporation */
    KOPPEL_ACCOUNT_LIMIT,     /* a row of limits.csv */
    KOPPEL_ACCOUNT_MIX,       /* a mix rule of the policy in one area */
    KOPPEL_ACCOUNT_BORDER,    /* households or persons outside the municipality of their link */
    KOPPEL_ACCOUNT_STAY       /* offers of an earlier proposal that are kept, when few may change */
};

/** One thing that is counted: what formulate and engine call a load, worked out from the tables. */
struct koppel_account {
    enum koppel_account_kind kind;
    enum koppel_enforce enforce;
    enum koppel_area area; /* spread, limit, mix: what `place` is a row of */
    int32_t place;         /* target: municipality; spread, limit, mix: row by `area`; agreement: row of agreements */
    int32_t rule;          /* limit: row of limits; mix: index in the policy; else KOPPEL_NONE */
    int32_t municipality;  /* that the place lies in; KOPPEL_NONE: none or several */
    int64_t base;          /* b: counted before this round */
    int64_t placed;        /* counted by this proposal */
    int64_t excepted;      /* of them by pairs for which the rule is overruled: they do not count against max */
    int64_t min;           /* least base + placed that the rule asks; KOPPEL_UNKNOWN: none */
    int64_t max;           /* most base + placed - excepted that the rule allows; KOPPEL_UNKNOWN: none */
    int32_t n_offers;      /* offers that it counts, also those that add 0 */
    int64_t kept;          /* placed by recorded decisions */
    int64_t kept_counted;  /* base and kept, as far as held against max */
    int64_t allowed_min;   /* of a must: min and max, as far as recorded decisions leave them; else min and max */
    int64_t allowed_max;
    bool is_apart; /* only the most of a rule, without the pairs for which it is overruled (koppel_ledger_split) */
    /* spread only: fair share of the area = fair_numerator / fair_denominator = S_m w_n / W_m; 0 below: W_m is 0 */
    int64_t fair_numerator;
    int64_t fair_denominator;
    int64_t reference; /* spread: w_n */
    bool is_open;      /* spread: no reference is known, and the policy then wants no cap and no fair share */
    int64_t cost; /* what it adds to its objective when it is a goal (scaled as koppel_objective_scale); 0 for a must */
};

enum koppel_violation_kind {
    KOPPEL_VIOLATION_PAIR,    /* the household does not fit the unit (refusal says why) */
    KOPPEL_VIOLATION_PLACES,  /* unit offered to more households than it has places */
    KOPPEL_VIOLATION_KEEP,    /* a recorded keep decision is not followed */
    KOPPEL_VIOLATION_ACCOUNT, /* a must load outside its limits */
    KOPPEL_VIOLATION_TIER,    /* the value claimed of a tier is not the recomputed one, or lies beyond its bound */
    KOPPEL_VIOLATION_FILE,    /* a value in a written file differs from what the tables give (the check of a folder) */
    KOPPEL_VIOLATION_POLICY,  /* a key of the policy is not what its name, or the policy that was given, says */
    KOPPEL_VIOLATION_PROOF    /* what is claimed to be proven follows from nothing in the folder */
};

/** A violation, with a sentence for a person. */
struct koppel_violation {
    enum koppel_violation_kind kind;
    enum koppel_refusal refusal;
    int32_t household, unit, account, tier; /* KOPPEL_NONE where it does not apply */
    char text[400];
};

struct koppel_verdict {
    struct koppel_account
        *accounts; /* targets, then spread, agreements, limits, mix, borders, stay; each in row order */
    int32_t n_accounts;
    struct koppel_violation *violations; /* in order of kind, then household, unit, account, tier */
    size_t n_violations;
    size_t violations_capacity;
    int64_t objective_cost[KOPPEL_N_OBJECTIVES]; /* minimisation costs, recomputed (urgency, fit and stay negated) */
    int64_t tier_cost[KOPPEL_MAX_TIERS];         /* by the policy's tiers */
    int32_t n_tiers;
    int64_t n_placed_households;
    int64_t n_placed_persons; /* persons that count for the target */
};

/**
 * Recomputes everything about a proposal and lists every violation.
 *
 * @param fit       case, policy and rules (not modified)
 * @param unit_of   n_households entries; row of the unit offered or KOPPEL_NONE
 * @param claimed   tiers as claimed by an engine or a file, n_claimed entries; NULL, 0 when nothing is claimed. They
 *                  are matched by name; a tier of the policy that counts nothing in this case may be absent
 * @param[out] verdict  owned by the caller; koppel_verdict_free
 * @return KOPPEL_OK when the check ran (the answer is n_violations == 0), KOPPEL_E_MEMORY, KOPPEL_E_ARGUMENT
 *
 * Time O((households + units) log + accounts + households * (limits + agreements + mix rules)); the spread rule `band`
 * looks for a fitting household of every unit, at worst units * households.
 */
enum koppel_status koppel_verdict_make(const struct koppel_suitability *fit, const int32_t *unit_of,
                                       const struct koppel_proposal_tier *claimed, int32_t n_claimed,
                                       struct koppel_verdict *verdict);

/** Are all violations claims that nothing proves? False without any. */
bool koppel_verdict_lacks_proof_only(const struct koppel_verdict *verdict);

/** A violation of a kind, about nothing and without words yet. */
struct koppel_violation koppel_violation_of(enum koppel_violation_kind kind);

/** Adds a violation (used by the folder check as well); the sentence is cut at the field's size. */
enum koppel_status koppel_verdict_add(struct koppel_verdict *verdict, const struct koppel_violation *violation);

void koppel_verdict_free(struct koppel_verdict *verdict);

/** The objective in which an account costs that is a goal. */
enum koppel_objective koppel_account_objective(const struct koppel_policy *policy,
                                               const struct koppel_account *account);

/** The most that the spread rule allows in the area, whoever lives there; KOPPEL_UNKNOWN: the rule has no cap there;
 * INT64_MAX: it allows any number. */
int64_t koppel_area_cap(const struct koppel_suitability *fit, const struct koppel_account *account);

/** The most that may live there; KOPPEL_UNKNOWN: no limit. A limit that must be met lies at who was there, where they are
 * more than the rule allows: here it is the rule's. */
int64_t koppel_area_limit(const struct koppel_suitability *fit, const struct koppel_account *account);

#endif
