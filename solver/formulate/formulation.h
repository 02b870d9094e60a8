// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* formulation.h - from case and policy to the abstract problem, and what each of its loads stands for.
 *
 * SETS        agents = households i, slots = units j (rows of the case), pairs E = suitable pairs
 *             loads g = targets, areas of spread, agreements, limits, areas of mix rules, borders,
 *             kept offers
 * DATA        persons p_i (by what they count for), T_m, b_n, w_n, agreed homes, limits: whole numbers
 * VARIABLES   x_ij: household i is offered unit j
 * OBJECTIVE   the policy's tiers in order, each a cost in whole numbers
 * ROWS        (1) a household gets at most one home
 *             (2) a unit has places
 *             (3) decisions that hold a home for a household
 *             (4) loads that must
 *             (5) loads that are goals
 * RECOVERING  slot_of of the solution is unit_of of the proposal, row by row
 * SOURCE      docs/model.md sections 3 to 5
 */
#ifndef KOPPEL_FORMULATE_FORMULATION_H
#define KOPPEL_FORMULATE_FORMULATION_H

#include "formulate/pair_costs.h"
#include "model/suitability.h"
#include "problem/problem.h"

enum koppel_load_kind {
    KOPPEL_LOAD_TARGET,
    KOPPEL_LOAD_SPREAD,
    KOPPEL_LOAD_AGREEMENT,
    KOPPEL_LOAD_LIMIT,
    KOPPEL_LOAD_MIX,
    KOPPEL_LOAD_BORDER,
    KOPPEL_LOAD_STAY /* kept offers of an earlier proposal, of the whole case */
};

/** What a load asked before it gave way to pairs that decisions keep, docs/model.md (48) and (49). */
struct koppel_way_given {
    int64_t lo, hi; /* before */
    int64_t held;   /* base and what is kept */
    bool is_given;  /* it counts a kept pair, and is a must that gives way */
};

/** What a load of the problem stands for. */
struct koppel_load_subject {
    enum koppel_load_kind kind;
    enum koppel_area area; /* spread, limit, mix: what `place` is a row of */
    int32_t place;         /* target: municipality; agreement: row of agreements; border: row of borders, n_borders for
                              all together; else a row by `area` */
    int32_t rule;          /* limit: row of limits; mix: index in the policy; else KOPPEL_NONE */
    int32_t municipality;  /* spread at complex level: the part of the complex in this municipality; else KOPPEL_NONE */
    bool is_apart;         /* only the most of the rule, without the pairs for which it is overruled */
    struct koppel_way_given way; /* of a must that gives way to what decisions keep; not is_given: it does not */
};

/** Zero-initialise; koppel_formulation_free releases everything. */
struct koppel_formulation {
    const struct koppel_suitability *fit;
    struct koppel_problem problem;        /* its pair costs are worked out from the two that follow */
    struct koppel_score_rows *scores;     /* NULL where no tier looks at fit */
    struct koppel_pair_costs *costs;      /* problem.n_tiers */
    struct koppel_load_subject *subjects; /* problem.n_loads */
    int32_t tier_rule[KOPPEL_MAX_TIERS]; /* tier of the problem -> tier of the policy; tiers that count nothing are left
                                            out */
};

/**
 * Builds the problem of a case.
 * @param fit  borrowed until koppel_formulation_free
 * @return KOPPEL_OK, KOPPEL_E_MEMORY, KOPPEL_E_INPUT (numbers too large to count exactly; message)
 * Time O(households x units of the municipalities that they may go to + units x loads of a unit).
 */
enum koppel_status koppel_formulation_make(struct koppel_formulation *formulation, const struct koppel_suitability *fit,
                                           struct koppel_errors *errors);

void koppel_formulation_free(struct koppel_formulation *formulation);

/** Name of a load that a person can trace, such as "spread_BU90020103"; written into `name`. */
void koppel_load_name(const struct koppel_formulation *formulation, int32_t load, char *name, size_t n_name);

#endif
