// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* world.h - an abstract problem whose agents and slots come over time: what is known of all of them, and when.
 *
 * TIME    days 0 .. n_days - 1; decisions are taken every `every` days: step s is day s * every. What comes between two
 *         steps is known at the later one. A slot that came free can be given out for `vacant_days` days, and at the
 *         first step in any case
 * LOADS   a load counts over the whole horizon (places in a neighbourhood), or half-year by half-year with its balance
 *         carried over (targets, agreements): with c_h what is in it by the end of half-year h = 0, 1, ...,
 *
 *             c_h <= (h + 1) hi        cost of c_h at at_h, summed over h      at_h = (h + 1) at, or at + h later
 *
 *         Lower limits are left out: on a single day they could not be met
 * SOURCE  docs/time.md
 */
#ifndef KOPPEL_SIMULATE_WORLD_H
#define KOPPEL_SIMULATE_WORLD_H

#include "base/exact.h"
#include "problem/problem.h"
#include "simulate/breakdown.h"
#include "simulate/world_chances.h"

struct koppel_expected;

/** Zero-initialise and fill in; all arrays are borrowed but those of koppel_world_start. */
struct koppel_world {
    const struct koppel_problem *problem;
    const int32_t *agent_day;   /* n_agents: 0: here from the first day; else when it comes */
    const int32_t *agent_since; /* n_agents: day from which its term runs; below 0: before the first day */
    const int32_t *slot_day;    /* n_slots: as agent_day */
    int32_t n_days, every, vacant_days;
    int32_t term_days;            /* within which an agent is to be placed */
    bool holds_against_overdue;   /* its policy says so (history.h) */
    const int32_t *persons;       /* n_agents: who are placed with it */
    const int32_t *half_year_end; /* n_half_years: last day of each, ascending; the last one ends the horizon */
    int32_t n_half_years;
    const bool *by_half_year;    /* n_loads */
    const int64_t *target;       /* n_loads: persons that are to be in it in the first half-year; KOPPEL_UNKNOWN_TARGET:
                                    it is no target */
    const int64_t *later_target; /* n_loads: what a later half-year adds; KOPPEL_UNKNOWN_TARGET: as much as the first */
    const struct koppel_expected *expected;     /* futures are drawn by it; NULL: from what is still to come */
    const struct koppel_breakdown *breakdown;   /* NULL: nothing is divided by it */
    const struct koppel_world_chances *chances; /* NULL: all goes as planned */
    /* by koppel_world_start */
    struct koppel_arena arena;
    int32_t n_steps;
    int32_t *half_year_of_step; /* n_steps */
    int64_t *weight;            /* n_tiers: koppel_world_blended */
    bool *has_under, *has_over; /* n_loads: some tier has such a cost, or the load has an upper limit */
};

enum { KOPPEL_UNKNOWN_TARGET = -1 };

/** Works out what follows from the rest. KOPPEL_OK or KOPPEL_E_MEMORY; koppel_world_end frees. */
enum koppel_status koppel_world_start(struct koppel_world *world);
void koppel_world_end(struct koppel_world *world);

/** First step at or after a day; n_steps or more: beyond the horizon. */
int32_t koppel_world_step(const struct koppel_world *world, int32_t day);

/** Last step at which a slot that comes free on a day can be given out. */
int32_t koppel_world_last_step(const struct koppel_world *world, int32_t day);

/** at_h of a term of a load in half-year h; the whole horizon's where the load is not counted by half-year. */
int64_t koppel_world_at(const struct koppel_world *world, int32_t load, int64_t at, int32_t half_year);

/** (h + 1) hi of a load, KOPPEL_NO_MAX where it has none. */
int64_t koppel_world_most(const struct koppel_world *world, int32_t load, int32_t half_year);

/**
 * The cost of a pair of the world in all tiers as one number, for prices: sum_t weight_t * cost_t / scale_t, with weights
 * such that one unit of a tier is more than any one pair can bring in all tiers behind it. Of one tier its cost.
 */
int64_t koppel_world_blended(const struct koppel_world *world, int32_t agent, int64_t pair);

/** A cost of a tier as its part of that number. */
int64_t koppel_world_part_of_blend(const struct koppel_world *world, int32_t tier, int64_t cost);

#endif
