/* narrowing.h - smaller problems with the same good choices: pairs, loads and agents fixed by proof. */
#ifndef KOPPEL_ENGINE_NARROWING_H
#define KOPPEL_ENGINE_NARROWING_H

#include "engine/pricing.h"

/** The prices of a pricing by row of the problem, so that they outlive its classes. */
struct koppel_price_list {
    int64_t scale;
    int32_t n_loads;
    int64_t *load_price; /* n_loads */
    int64_t *slot_price; /* n_slots */
    int64_t *tier_price; /* n_tiers */
};

/** Copies the prices. KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). */
enum koppel_status koppel_price_list_save(struct koppel_price_list *list, const struct koppel_pricing *pricing);

/** Sets the prices in a pricing of the same problem, perhaps narrowed since, and works out its bound. */
void koppel_price_list_load(const struct koppel_price_list *list, struct koppel_pricing *pricing);

/** Adds prices of 0 for n new loads. KOPPEL_OK or KOPPEL_E_MEMORY. */
enum koppel_status koppel_price_list_extend(struct koppel_price_list *list, int32_t n);

/** Safe on a zeroed list. */
void koppel_price_list_free(struct koppel_price_list *list);

/**
 * A copy of a problem (no kept or banned pairs) with the pairs for which keep is not 0, and room of its own.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then koppel_problem_free is still due)
 */
enum koppel_status koppel_problem_select(struct koppel_problem *to, const struct koppel_problem *from,
                                         const unsigned char *keep);

/** Limits every load to what can be reached: lo and hi are numbers afterwards (lo > hi: no choice keeps the limits).
 * KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs * entries of a slot) */
enum koppel_status koppel_problem_limit_loads(struct koppel_problem *problem);

/**
 * Marks the pairs between classes whose deviation is at most the slack.
 * @param deviations  n_pairs of classes
 * @param keep        n_pairs of the problem (out): 1 or 0
 * @return how many are kept, or -1 without memory
 */
int64_t koppel_narrow_near(const struct koppel_problem *problem, const struct koppel_classes *classes,
                           const int64_t *deviations, koppel_wide slack, unsigned char *keep);

/**
 * Marks the pairs that a choice of cost at most `cost` can use: deviation at most scale * cost - bound (pricing.h).
 * @param keep  n_pairs (out): 1 or 0
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
