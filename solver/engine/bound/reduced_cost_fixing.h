/* reduced_cost_fixing.h - smaller problems with the same good choices: pairs, loads and agents fixed by proof. */
#ifndef KOPPEL_ENGINE_BOUND_REDUCED_COST_FIXING_H
#define KOPPEL_ENGINE_BOUND_REDUCED_COST_FIXING_H

#include "engine/bound/lagrangian_bound.h"

/**
 * Marks the pairs between classes whose deviation is at most the slack.
 * @param deviations_of  those of all pairs of agent class s, in their order, until the next call
 * @param data           goes to it
 * @param keep           a bit for every pair of the problem (out; bits.h)
 * @return how many are kept, or -1 without memory
 */
int64_t koppel_fix_pairs_by(const struct koppel_problem *problem, const struct koppel_classes *classes,
                            const int64_t *(*reduced_costs_of)(const void *data, int32_t s), const void *data,
                            koppel_wide gap, unsigned char *keep);

/**
 * Marks the pairs that a choice of cost at most `cost` can use: deviation at most scale * cost - bound (lagrangian_bound.h).
 * @param keep  a bit for every pair (out)
 * @return how many are kept, or -1 without memory
 */
int64_t koppel_fix_pairs(const struct koppel_lagrangian *lagrangian, koppel_wide gap, unsigned char *keep);

/** The same for loads (limits are narrowed in `problem`) and for agents that cannot be left out (must_place).
 * @param skip  n_loads: 1 for loads to leave alone; NULL: none */
void koppel_fix_rows(const struct koppel_lagrangian *lagrangian, koppel_wide gap, const unsigned char *skip,
                     struct koppel_problem *problem);

/**
 * The slack under which about `wanted` pairs of classes are kept (koppel_fix_pairs), at most `most`.
 * @return -1 without memory
 */
koppel_wide koppel_fix_choose_gap(const struct koppel_lagrangian *lagrangian, int64_t wanted, koppel_wide most);

#endif
