// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* part.h - the abstract problem of a part of a path: those who wait and what is free at a step, or a stretch of days with
 * those who come in it.
 *
 * SETS    agents and slots of the part; pairs (i,j) of the world's problem with a step at which both are there,
 *         first_ij = max(step, first_i, first_j) <= min(last_i, last_j)
 * LOADS   one for each load over the horizon; for each load by half-year and each half-year h of the part two: what can be
 *         in it by the end of h, for its costs below at_h (a pair counts from first_ij on), and what must be in it by
 *         then, for costs above at_h and its upper limit (a pair counts from the last step of the slot on). On a single
 *         step the two are the same. So over several steps, the optimum is a bound on what any policy reaches
 * COSTS   those of the world's pairs; costs of loads are summed over the half-years
 * SOURCE  docs/time.md
 */
#ifndef KOPPEL_SIMULATE_PART_H
#define KOPPEL_SIMULATE_PART_H

#include "simulate/course.h"

/** An agent of the path refused a slot of it. */
struct koppel_refusal_told {
    int32_t agent, slot, step;
};

/** All borrowed. Agents and slots by row of the world, ascending. */
struct koppel_part {
    const struct koppel_world *world;
    int32_t step; /* nothing is decided before */
    int32_t first_half_year, last_half_year;
    struct koppel_comers agents, slots;    /* `copy` and `day` are not looked at */
    const int32_t *places;                 /* n_items of slots: places that are left */
    const int64_t *loads;                  /* n_loads of the world: what is in them, base included */
    bool with_decisions;                   /* pairs that are kept stay so; else they count as free */
    const int32_t *agent_item, *slot_item; /* agents and slots of the path; for refusals, and where prices are logged */
    const struct koppel_refusal_told *refused; /* n_refused: these pairs of the path are no pairs any more */
    int32_t n_refused;
    const struct koppel_course
        *foreseen; /* its refusals are known beforehand; agents and slots are those of the path */
};

/** Zero-initialise; koppel_part_problem_free releases everything. */
struct koppel_part_problem {
    struct koppel_problem problem;
    int32_t *under, *over; /* n_loads of the world x half-years of the part: load of the problem or KOPPEL_NONE */
};

/** KOPPEL_OK, KOPPEL_E_MEMORY, KOPPEL_E_ARGUMENT (numbers too large). O(pairs * tiers + entries * half-years) */
enum koppel_status koppel_part_problem_make(struct koppel_part_problem *made, const struct koppel_part *part);

/** Puts one tier in the place of all tiers of a problem with tiers of its own; the tier's arrays are taken over, also on
 * failure. KOPPEL_OK, KOPPEL_E_MEMORY (an array is missing) or KOPPEL_E_ARGUMENT (numbers too large) */
enum koppel_status koppel_part_one_tier(struct koppel_problem *problem, const struct koppel_tier *tier);

void koppel_part_problem_free(struct koppel_part_problem *made);

/** May a pair of the part that suits still be made, as far as is known: not refused, and large enough for who has grown? */
bool koppel_part_is_open(const struct koppel_part *part, int32_t agent, int32_t slot);

/** Adds a pair of the part to loads (n_loads of the world) when every upper limit of its first half-year holds with it.
 * @return false: it does not, and loads are as before. O(loads of the slot) */
bool koppel_part_keeps_limits(const struct koppel_part *today, int32_t agent, int32_t slot, int64_t *loads);

#endif
