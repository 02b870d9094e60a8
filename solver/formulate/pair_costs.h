// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* pair_costs.h - what the pairs of a case cost in a tier, worked out when it is asked for: a cost rule of problem.h. */
#ifndef KOPPEL_FORMULATE_PAIR_COSTS_H
#define KOPPEL_FORMULATE_PAIR_COSTS_H

#include "model/score_rows.h"
#include "problem/problem.h"

/** pair_cost of (i, j): -fit_factor * s_ij + access_factor * the metres beyond of the pair (access.h), and -stay_factor
 * more where j was offered to i earlier. */
struct koppel_pair_costs {
    const struct koppel_suitability *fit;   /* borrowed */
    const struct koppel_score_rows *scores; /* borrowed; not looked at where fit_factor is 0 */
    int64_t fit_factor;
    int64_t access_factor;
    int64_t stay_factor;
};

/** A rule that works out costs as `costs` says, which must outlive it. */
struct koppel_cost_rule koppel_pair_costs_rule(const struct koppel_pair_costs *costs);

#endif
