// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* suitability.h - the rules that decide whether a household may be offered a unit.
 *
 * Shared by the model and the independent check. The first rule that refuses a pair, in the order of the enum, is its
 * answer to "why not this home?".
 *
 * SOURCE  docs/model.md section 8; T_m: (12).
 */
#ifndef KOPPEL_MODEL_SUITABILITY_H
#define KOPPEL_MODEL_SUITABILITY_H

#include "base/error.h"
#include "model/access.h"
#include "model/case.h"
#include "model/policy.h"
#include "model/rules.h"

enum koppel_refusal {
    KOPPEL_SUITABLE = 0,
    KOPPEL_REFUSAL_LINK,
    KOPPEL_REFUSAL_TIE,
    KOPPEL_REFUSAL_ROOMS,
    KOPPEL_REFUSAL_RENT,
    KOPPEL_REFUSAL_STEP_FREE,
    KOPPEL_REFUSAL_LABEL,
    KOPPEL_REFUSAL_DATE,
    KOPPEL_REFUSAL_SHARE,
    KOPPEL_REFUSAL_AREA,
    KOPPEL_REFUSAL_REFUSED,
    KOPPEL_REFUSAL_FORBIDDEN,
    KOPPEL_N_REFUSALS
};

/** Code of a refusal: "link", "tie", ...; "suitable" for KOPPEL_SUITABLE. */
const char *koppel_refusal_code(enum koppel_refusal refusal);

/** The refusal in a few words for a caseworker, such as "too few or too many rooms for the household". */
const char *koppel_refusal_text(enum koppel_refusal refusal);

/** What a household needs, worked out once. */
struct koppel_need {
    int32_t persons_target; /* persons that count for the target and limits */
    int32_t persons_rooms;
    int32_t persons_rent;
    int32_t persons_spread;
    int32_t rooms_needed; /* fewest rooms that are enough by the occupancy table; INT32_MAX: no home is large enough */
    int32_t latest_day;   /* latest day on which a home may become available */
    int32_t days_overdue; /* days past the term at the day of the run, 0 when within it */
    int64_t rent_limit_cents;
    uint32_t age_bit;
    int32_t urgency_class;  /* of the policy */
    int32_t urgency_points; /* urg_i: class points + points per day past the term */
};

/** Everything that the rules need for one case, policy and rule set. Borrows case and policy. Zero-initialise. */
struct koppel_suitability {
    const struct koppel_case *kase;
    const struct koppel_policy *policy;
    struct koppel_rules rules;
    int32_t as_of;             /* day of the run */
    int32_t period;            /* half-year that is solved */
    struct koppel_need *needs; /* n_households */
    uint32_t *unit_ages;       /* n_units: age groups that the unit's label admits */
    /* the log of decisions, see decisions.h: the rows that say something of a pair, sorted, one a pair */
    int64_t *decision_keys;        /* household * n_units + unit */
    int32_t *decision_rows;        /* rows of kase->decisions */
    unsigned char *decision_kinds; /* enum koppel_decision_kind */
    int32_t n_decisions;
    int32_t *barred; /* rows that bar a household from an area, by household */
    int32_t n_barred;
    int32_t n_excepted;             /* pairs with an overruled count */
    bool *is_decided;               /* n_households: some such row is about it */
    unsigned char *decision_states; /* enum koppel_decision_state of every row of kase->decisions */
    int64_t *spread_reference;      /* n_neighbourhoods: w_n, see reference.h */
    bool *spread_is_open;           /* n_neighbourhoods */
    unsigned char *wanted;          /* n_units: what a household needs of what it has, see scarce_homes.h */
    bool has_wanted;                /* of some unit */
    int32_t *target_row;            /* n_municipalities: ruling row of targets or KOPPEL_NONE */
    struct koppel_access access;    /* how far it is to what people use */
    int64_t *vacancies; /* fields * n_municipalities: of field f within reach of m at [f * n_municipalities + m];
                                       NULL without jobs.csv */
    bool *has_jobs;     /* n_municipalities: something is known of the vacancies within reach */
    /* scores.csv sorted by (household, area, place) */
    const struct koppel_score **scores;
    bool *has_scores; /* n_households */
    /* the earlier proposal, see earlier.h; NULL without one */
    int32_t *earlier_unit;       /* n_households: the unit offered earlier when that can still stand, or KOPPEL_NONE */
    int32_t *earlier_row;        /* n_households: the row of kase->earlier, also when it cannot stand, or KOPPEL_NONE */
    unsigned char *earlier_fate; /* enum koppel_fate of each row of kase->earlier */
    int32_t n_earlier_standing;
};

/**
 * Works out the needs and checks what can only be checked with policy and rules together: a period with targets, a
 * target for every municipality with linked households, labels, age groups and urgency classes that exist, decisions
 * that contradict each other.
 * @param kase, policy  borrowed until koppel_suitability_free
 * @param rules  the versions of the case's period (copied)
 * @param as_of, period  from koppel_suitability_day
 * @return KOPPEL_OK, KOPPEL_E_INPUT (messages in errors), KOPPEL_E_MEMORY
 */
enum koppel_status koppel_suitability_init(struct koppel_suitability *fit, const struct koppel_case *kase,
                                           const struct koppel_policy *policy, const struct koppel_rules *rules,
                                           int32_t as_of, int32_t period, struct koppel_errors *errors);

/** Day of the run and period of a case under a policy. @return KOPPEL_OK or KOPPEL_E_INPUT (no period can be found;
 * message) */
enum koppel_status koppel_suitability_day(const struct koppel_case *kase, const struct koppel_policy *policy,
                                          int32_t *as_of, int32_t *period, struct koppel_errors *errors);

void koppel_suitability_free(struct koppel_suitability *fit);

/** The first rule that refuses the pair and is not overruled, or KOPPEL_SUITABLE: also for every pair that a decision
 * holds. O(log decisions), reads a few integers. */
enum koppel_refusal koppel_household_fits_unit(const struct koppel_suitability *fit, int32_t household, int32_t unit);

/** All rules that refuse the pair, whatever is decided of it alone: bit r of the word for a value r of enum
 * koppel_refusal. */
uint32_t koppel_rules_against(const struct koppel_suitability *fit, int32_t household, int32_t unit);

/** True when a recorded decision holds the unit for the household. */
bool koppel_pair_is_kept(const struct koppel_suitability *fit, int32_t household, int32_t unit);

/** Spare rooms of the pair: rooms - rooms_needed (0 for shared units). May be negative when the unit is too small. */
int32_t koppel_pair_spare_rooms(const struct koppel_suitability *fit, int32_t household, int32_t unit);

/** T_m under the ruling version, with the swaps agreed by the day of the run; 0 when the municipality has none. */
int64_t koppel_municipality_persons_left(const struct koppel_suitability *fit, int32_t municipality);

/** The municipality for whose target an offer counts: by the policy that of the household's link, or of the home. */
int32_t koppel_counted_municipality(const struct koppel_suitability *fit, int32_t household, int32_t unit);

/** Is the household one of a group of the policy? An x_ column that the case lacks holds nobody. */
bool koppel_household_in_group(const struct koppel_suitability *fit, int32_t household,
                               const struct koppel_group *group);

/** Does the household count for a mix rule (by size, or as one of the group of which it is the floor)? */
bool koppel_household_in_mix(const struct koppel_suitability *fit, int32_t household,
                             const struct koppel_mix_rule *mix);

/** Does the household count for a limit (by its where column)? */
bool koppel_household_in_limit(const struct koppel_suitability *fit, int32_t household,
                               const struct koppel_limit *limit);

/** What a household adds to a measure: persons (that count for the target), 1, adults, children or its x_ column; of an
 * offer's measure the most that an offer can add. */
int64_t koppel_household_measure(const struct koppel_suitability *fit, int32_t household, enum koppel_measure measure,
                                 int32_t extra_column);

/** What an offer adds to a measure that has no x_ column. */
int64_t koppel_offer_measure(const struct koppel_suitability *fit, int32_t household, int32_t unit,
                             enum koppel_measure measure);

#endif
