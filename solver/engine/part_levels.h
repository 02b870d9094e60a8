// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* part_levels.h - one part of a component at every amount that it may use of a load (coupling_row.h).
 *
 * METHOD  What is used of a load with a largest value is its amount, else what is missing of the most that the part can
 *   add. Optima fall with the level, so the bounds of a level hold below it, and its assignment serves every level down
 *   to what it uses. Costs and bounds are vectors, one number a tier, in lexicographic order.
 * COMPLEXITY  O(levels * tiers) for what a solved level says of the others.
 * SOURCE  own, for coupling_row.h.
 */
#ifndef KOPPEL_ENGINE_PART_LEVELS_H
#define KOPPEL_ENGINE_PART_LEVELS_H

#include "engine/componentwise.h"

struct koppel_part_level {
    struct koppel_solution solution; /* of the part when it may use at most so much; zeroed: not solved */
    bool is_solved;                  /* or as far as options allow */
};

/** Filled in by the caller down to n_tiers, zeroed below. */
struct koppel_part_levels {
    const struct koppel_problem *problem;
    const struct koppel_engine_options *options; /* of a solve of the part; no start, no known bound */
    const struct koppel_component_method *method;
    int32_t load;     /* KOPPEL_NONE: nothing in the part counts */
    bool is_least;    /* the load has a least value, not a largest */
    int64_t top;      /* the most that the part can add to the load, from 0 */
    int32_t n_levels; /* from 0, at most top + 1 */
    int32_t n_tiers;  /* that are solved, the first ones; at least 1 */
    struct koppel_part_level *levels;
    int64_t *simple;    /* n_tiers: bounds that hold whatever is held in other tiers */
    int64_t *least;     /* n_levels x n_tiers: nothing at the level costs less; from INT64_MAX: nothing is possible */
    int64_t *cost;      /* n_levels x n_tiers: of the best assignment that is known; from INT64_MAX: none is */
    int32_t *choice_of; /* n_levels: the level that has it */
};

/** Arrays in the arena, and simple bounds. Solutions are freed by koppel_part_levels_free. KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_part_levels_start(struct koppel_part_levels *part, struct koppel_arena *arena);

/** Frees the solutions. Safe on a zeroed part. */
void koppel_part_levels_free(struct koppel_part_levels *part);

/**
 * Solves a level.
 * @param start  an assignment of the part, as koppel_engine_options has it, for when no better one is known; or NULL
 * @return KOPPEL_OK, KOPPEL_E_MEMORY or a status of the method
 */
enum koppel_status koppel_part_levels_solve(struct koppel_part_levels *part, int32_t level, const int32_t *start);

/** Is the optimum of the level known, or that it has none? */
bool koppel_part_level_is_exact(const struct koppel_part_levels *part, int32_t level);

/** The lowest level from this one on that has been solved: what is ruled out there is ruled out here when both are
 * exact and cost the same. NULL: there is none. */
const struct koppel_solution *koppel_part_level_above(const struct koppel_part_levels *part, int32_t level);

#endif
