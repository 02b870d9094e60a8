// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reduced_cost_fixing.h - reduced-cost fixing: pairs, values of loads and agents that no assignment as cheap as the
 * incumbent can use are taken out by proof.
 *
 * METHOD  With gap = scale * (cost of the incumbent) - bound, in no assignment that costs at most as much as the
 *   incumbent is
 *
 *     a pair             with r_SK - u_S > gap                         it is left out
 *     a value of a load  whose term is more than gap above its least   the load's limits are tightened
 *     an agent left out  with -u_S > gap                               the agent must be placed
 *
 *   Everything as cheap as the incumbent stays, the incumbent too.
 * DIFFERS  Pairs between two classes stay or go together, for single ones would split the classes. Reduced costs come
 *   from the Lagrangian or from the knapsack bound (koppel_fix_pairs_by). All is in whole numbers, so there is no
 *   tolerance.
 * COMPLEXITY  O(pairs) and O(log range) a load.
 * SOURCE  Dantzig, Fulkerson, Johnson, Solution of a large-scale traveling-salesman problem, Operations Research 2(4),
 *   1954; Posta, Ferland, Michelon, An exact method with variable fixing for solving the generalized assignment
 *   problem, Computational Optimization and Applications 52, 2012; docs/model.md, "Bound and certificate".
 */
#ifndef KOPPEL_ENGINE_BOUND_REDUCED_COST_FIXING_H
#define KOPPEL_ENGINE_BOUND_REDUCED_COST_FIXING_H

#include "engine/bound/lagrangian_bound.h"

/**
 * Marks the pairs between classes whose reduced cost is at most the gap.
 * @param reduced_costs_of  those of all pairs of agent class s, in their order, until the next call
 * @param data              goes to it
 * @param keep              a bit for every pair of the problem (out; bits.h)
 * @return how many are kept, or -1 without memory
 */
int64_t koppel_fix_pairs_by(const struct koppel_problem *problem, const struct koppel_classes *classes,
                            const int64_t *(*reduced_costs_of)(const void *data, int32_t s), const void *data,
                            koppel_wide gap, unsigned char *keep);

/**
 * The same with the reduced costs r - u of a Lagrangian.
 * @param gap   in units of 1 / scale
 * @param keep  a bit for every pair (out)
 * @return how many are kept, or -1 without memory
 */
int64_t koppel_fix_pairs(const struct koppel_lagrangian *lagrangian, koppel_wide gap, unsigned char *keep);

/**
 * Tightens the limits of loads in `problem`, and sets must_place of agents that cannot be left out.
 * @param skip  n_loads: 1 for loads to leave alone; NULL: none
 */
void koppel_fix_rows(const struct koppel_lagrangian *lagrangian, koppel_wide gap, const unsigned char *skip,
                     struct koppel_problem *problem);

/**
 * The gap under which about `wanted` pairs of classes are kept by koppel_fix_pairs, at most `most`: to choose the pairs
 * of a restricted search, not a proof.
 * @return -1 without memory
 */
koppel_wide koppel_fix_choose_gap(const struct koppel_lagrangian *lagrangian, int64_t wanted, koppel_wide most);

#endif
