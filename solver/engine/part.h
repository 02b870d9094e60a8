/* part.h - what is left of a problem once decisions are applied, split into parts that share no agent, slot or load.
 *
 * Kept pairs are taken out (their places, loads and costs are booked), banned pairs and full slots are dropped, and so
 * are loads that can neither break a limit nor change a cost. Lexicographic sums separate: the parts' optima together
 * are the optimum.
 */
#ifndef KOPPEL_ENGINE_PART_H
#define KOPPEL_ENGINE_PART_H

#include "formulate/problem.h"

/** One independent part: a problem of its own without kept or banned pairs. */
struct koppel_part {
    struct koppel_problem problem;
    int32_t *agents; /* n_agents of the part: agent of the whole problem */
    int32_t *slots;  /* n_slots of the part: slot of the whole problem */
    int32_t *loads;  /* n_loads of the part: load of the whole problem */
};

struct koppel_parts {
    struct koppel_part *items;
    int32_t n_items;
    int32_t *kept;      /* n_agents of the whole problem: slot of the kept pair, KOPPEL_NONE = none */
    int64_t *constants; /* n_tiers: cost of what is outside the parts: kept pairs, loads that nothing can change */
    bool infeasible;    /* kept pairs, agents or loads outside the parts already break a row */
};

/**
 * Splits a problem that koppel_problem_check accepts. Parts are in the order of their first agents.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due). O(pairs * entries of a slot)
 */
enum koppel_status koppel_parts_make(struct koppel_parts *parts, const struct koppel_problem *problem);

/** Safe on zeroed parts. */
void koppel_parts_free(struct koppel_parts *parts);

#endif
