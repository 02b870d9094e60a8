/* reduced_cost_fixing.h - smaller problems with the same good choices: pairs, loads and agents fixed by proof. */
#ifndef KOPPEL_ENGINE_BOUND_REDUCED_COST_FIXING_H
#define KOPPEL_ENGINE_BOUND_REDUCED_COST_FIXING_H

#include "engine/bound/lagrangian_bound.h"

/**
 * A copy of a problem (no kept or banned pairs) with the pairs whose bits are set in keep, and room of its own.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then koppel_problem_free is still due)
 */
enum koppel_status koppel_problem_select(struct koppel_problem *to, const struct koppel_problem *from,
                                         const unsigned char *keep);

/** A copy of a problem that borrows its pairs. KOPPEL_OK or KOPPEL_E_MEMORY (then koppel_problem_free is still due).
 * O(rows + entries) */
enum koppel_status koppel_problem_share(struct koppel_problem *to, const struct koppel_problem *from);

/** Limits every load to what can be reached: lo and hi are numbers afterwards (lo > hi: no choice keeps the limits).
 * KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs * entries of a slot) */
enum koppel_status koppel_problem_limit_loads(struct koppel_problem *problem);

/**
 * Marks the pairs between classes whose deviation is at most the slack.
 * @param deviations_of  those of all pairs of agent class s, in their order, until the next call
 * @param data           goes to it
 * @param keep           a bit for every pair of the problem (out; bits.h)
 * @return how many are kept, or -1 without memory
 */
int64_t koppel_narrow_near(const struct koppel_problem *problem, const struct koppel_classes *classes,
                           const int64_t *(*deviations_of)(const void *data, int32_t s), const void *data,
                           koppel_wide slack, unsigned char *keep);

/**
 * Marks the pairs that a choice of cost at most `cost` can use: deviation at most scale * cost - bound (lagrangian_bound.h).
 * @param keep  a bit for every pair (out)
 * @return how many are kept, or -1 without memory
 */
int64_t koppel_narrow_pairs(const struct koppel_pricing *pricing, koppel_wide slack, unsigned char *keep);

/** The same for loads (limits are narrowed in `problem`) and for agents that cannot be left out (must_place).
 * @param skip  n_loads: 1 for loads to leave alone; NULL: none */
void koppel_narrow_rows(const struct koppel_pricing *pricing, koppel_wide slack, const unsigned char *skip,
                        struct koppel_problem *problem);

/**
 * The slack under which about `wanted` pairs of classes are kept (koppel_narrow_pairs), at most `most`.
 * @return -1 without memory
 */
koppel_wide koppel_narrow_choose(const struct koppel_pricing *pricing, int64_t wanted, koppel_wide most);

#endif
