// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* ruled_out.h - which tier rules out a pair, or leaving out an agent, and what that would cost there at least.
 *
 * METHOD  The reduced problem of a proven assignment (reduced_problem.h) loses pairs tier by tier. Before a tier fixes
 *   anything, the reduced cost of every pair that is left is noted; a pair that is gone when all tiers are done was ruled
 *   out by the tier that noted it last. For every assignment that costs in all tiers before t what the proven one costs
 *   there, and D more in t,
 *
 *     the tiers that rule out what it uses are t or later,    sum of its reduced costs in t <= scale_t D + gap_t
 *
 *   with scale_t and gap_t of the Lagrangian of t. What no tier rules out counts 0 in every sum.
 * DIFFERS  Sensitivity analysis of a linear program asks how far its optimal basis holds; these numbers are valid bounds
 *   for whole assignments, however far they are from the proven one.
 * COMPLEXITY  O(pairs) a tier, besides the multipliers.
 * SOURCE  Dantzig, Fulkerson, Johnson 1954 (reduced_cost_fixing.h); docs/model.md, "Bound and certificate".
 */
#ifndef KOPPEL_ENGINE_BRANCH_RULED_OUT_H
#define KOPPEL_ENGINE_BRANCH_RULED_OUT_H

#include "engine/branch/reduced_problem.h"

/** Zero-initialise. Of a component without kept or banned pairs; reduced costs are in units of 1 / scale. */
struct koppel_ruled_out {
    int32_t n_tiers;
    unsigned char *pair_tier; /* n_pairs: the tier that rules out the pair; n_tiers: none does */
    int64_t *pair_cost;       /* n_pairs: its reduced cost in that tier; 0 where none does */
    unsigned char *out_tier;  /* n_agents: the same for leaving out the agent */
    int64_t *out_cost;        /* n_agents: INT64_MAX for agents that the problem says must be placed */
    int64_t *scale;           /* n_tiers */
    koppel_wide *gap;         /* n_tiers: what the proven cost lies above the bound, in units of 1 / scale */
    bool is_complete;         /* false: the deadline passed first, and nothing is known */
};

/** Makes room for a component in the arena. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_ruled_out_start(struct koppel_ruled_out *ruled_out, const struct koppel_problem *problem,
                                          struct koppel_arena *arena);

/** Begins the tier at hand: what is left may be ruled out by it, for all that is known at 0. */
void koppel_ruled_out_begin(struct koppel_ruled_out *ruled_out, const struct koppel_reduced_problem *reduced);

/** Notes the reduced costs of what is left, when the multipliers of the tier at hand are found. KOPPEL_OK or
 * KOPPEL_E_MEMORY */
enum koppel_status koppel_ruled_out_note(struct koppel_ruled_out *ruled_out,
                                         const struct koppel_reduced_problem *reduced);

/** Ends with what is left after the last tier: that is ruled out by none. */
void koppel_ruled_out_end(struct koppel_ruled_out *ruled_out, const struct koppel_reduced_problem *reduced);

#endif
