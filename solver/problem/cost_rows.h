// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* cost_rows.h - what the pairs of one agent cost in the first tiers, worked out once for all looks at them. */
#ifndef KOPPEL_PROBLEM_COST_ROWS_H
#define KOPPEL_PROBLEM_COST_ROWS_H

#include "problem/problem.h"

struct koppel_cost_rows {
    const struct koppel_problem *problem;
    int32_t n_tiers;
    int64_t n;             /* pairs of the agent */
    const int64_t **costs; /* n_tiers x n: pair costs, agent costs left out; NULL: zeros */
    int64_t *scratch;
    int64_t length; /* of each tier in the scratch: the most pairs of an agent */
};

/** Sets up rows in the arena. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_cost_rows_start(struct koppel_cost_rows *rows, const struct koppel_problem *problem,
                                          int32_t n_tiers, struct koppel_arena *arena);

/** Makes them those of an agent. O(pairs of the agent * tiers) where costs are worked out, else O(tiers) */
void koppel_cost_rows_read(struct koppel_cost_rows *rows, int32_t agent);

#endif
