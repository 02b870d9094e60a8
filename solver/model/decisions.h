// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* decisions.h - the log of recorded decisions: which rows rule, and what they say of a pair.
 *
 * Rows are only ever added. Of the rows on one pair of household and unit, or household and area, the one decided last
 * rules, of one day the one that stands last; the others are its history. A ruling row says nothing when it withdraws
 * or when its last day has passed. A home that is offered is held like one that is accepted, signed or kept, until one
 * of these gives the household another home, or all its places to others.
 *
 * SOURCE  docs/model.md section 23
 */
#ifndef KOPPEL_MODEL_DECISIONS_H
#define KOPPEL_MODEL_DECISIONS_H

#include "model/exceptions.h"

/** What became of a row of the log. */
enum koppel_decision_state {
    KOPPEL_DECISION_RULES,
    KOPPEL_DECISION_HISTORY,  /* a later row about the same pair or area rules */
    KOPPEL_DECISION_EXPIRED,  /* its last day has passed */
    KOPPEL_DECISION_OVERTAKEN /* an offer: household or home went otherwise */
};

/** Its word in tables: "offered", "accepted", ... */
const char *koppel_decision_word(enum koppel_decision_kind kind);

/** True for the decisions that hold a home for a household: offered, accepted, signed, keep. */
bool koppel_decision_holds(enum koppel_decision_kind kind);

/**
 * Finds the rows that rule: fills fit->decision_states, is_decided, barred, decision_keys, decision_rows and
 * decision_kinds. Needs the day of the run. Part of koppel_suitability_init.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY. O(decisions log decisions)
 */
enum koppel_status koppel_decisions_sort(struct koppel_suitability *fit);

/**
 * Checks the homes that are held: a message for a household that has two, and for a unit with more than its places.
 * Needs the sorted decisions.
 * @return KOPPEL_OK (also when there are messages) or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_decisions_check(const struct koppel_suitability *fit, struct koppel_errors *errors);

/** The row that says something of the pair, or NULL. O(log decisions) */
const struct koppel_decision *koppel_pair_decision(const struct koppel_suitability *fit, int32_t household,
                                                   int32_t unit);

/** The row of a kind, forbid or refused, on the pair, or on an area in which the unit stands, or NULL. O(log decisions
 * + such rows of the household) */
const struct koppel_decision *koppel_pair_refused(const struct koppel_suitability *fit, int32_t household, int32_t unit,
                                                  enum koppel_decision_kind kind);

/** Is the pair left out of the most of what is counted there? `counted` is a value of enum koppel_counted. */
bool koppel_pair_is_excepted(const struct koppel_suitability *fit, int32_t household, int32_t unit, int counted);

/** Household and unit of a sorted decision: fit->decision_keys[d]. */
int32_t koppel_decided_household(const struct koppel_suitability *fit, int32_t d);
int32_t koppel_decided_unit(const struct koppel_suitability *fit, int32_t d);

#endif
