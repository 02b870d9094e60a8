/* column_generation.h - good prices for a tier: the linear relaxation over few pairs, to which pairs are added by pricing.
 *
 * Most pairs are never worth choosing. The relaxation starts with the cheapest pairs of every agent class and those of
 * a known choice; GLPK's simplex gives prices, koppel_lagrangian_bound prices all pairs and proves a bound, and the pairs
 * that come out cheaper than what their agents pay are added, until none does.
 *
 * ROWS     (1) agents of a class, at most (or exactly, where must_place) its size    (2) places of a slot class
 *          (4) loads: base + sum a x = lo + sum of segments, one for every slope of the load's costs
 *          (6) held tiers: cost at most best
 */
#ifndef KOPPEL_ENGINE_LP_COLUMN_GENERATION_H
#define KOPPEL_ENGINE_LP_COLUMN_GENERATION_H

#include "base/deadline.h"
#include "engine/bound/lagrangian_bound.h"

struct koppel_column_generation {
    struct koppel_lagrangian *lagrangian; /* in: prices of 0; out: the best prices found, with their bound */
    const struct koppel_deadline *deadline;
    const int32_t *slot_of; /* n_agents: a choice that keeps every row and the held tiers */
    double close_enough;    /* ends when the relaxation is at most this far above the bound, in units of cost */
    struct koppel_class_values
        values;        /* (out) of the last relaxation; the caller frees the array, also after a fault */
    double cost;       /* of the last relaxation (out) */
    int32_t n_columns; /* pairs of classes in the last relaxation (out) */
    bool is_optimal;   /* (out) no pair was left to add */
};

/**
 * Finds prices. To be run within koppel_guard_run; `sifting` is the data of the body.
 * @return KOPPEL_OK (also when it was stopped early), KOPPEL_E_MEMORY
 */
enum koppel_status koppel_column_generation_run(void *generation);

#endif
