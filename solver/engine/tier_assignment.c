// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tier_assignment.c - a component as one assignment problem (see tier_assignment.h). */
#include "engine/tier_assignment.h"

#include "base/arena.h"
#include "base/bits.h"
#include "engine/heuristic/assignment.h"

static bool has_terms(const struct koppel_problem *problem)
{
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        if (problem->tiers[t].n_terms > 0) {
            return true;
        }
    }
    return false;
}

/* By complementary slackness, no pair of positive reduced cost is in any optimum. */
static void note_possible(struct koppel_lexicographic *component, struct koppel_assignment *assignment)
{
    const struct koppel_problem *problem = component->problem;

    component->possible = component->possible_room;
    for (int32_t i = 0; i < problem->n_agents; i++) {
        const koppel_wide *costs = koppel_assignment_core_row(&assignment->core, i);
        const int32_t *slots = koppel_slots_of(problem, i);

        for (int64_t k = 0; k < problem->first[i + 1] - problem->first[i]; k++) {
            bool is_tight = costs[k] <= assignment->agent_price[i] + assignment->slot_price[slots[k]];

            koppel_bit_set(component->possible, problem->first[i] + k, is_tight);
        }
    }
}

enum koppel_status koppel_tier_assignment_solve(struct koppel_lexicographic *component)
{
    const struct koppel_problem *problem = component->problem;
    struct koppel_assignment assignment;
    struct koppel_arena arena = {0};
    bool fits = false;
    enum koppel_status status = KOPPEL_OK;

    if (has_terms(problem)) {
        return KOPPEL_OK;
    }
    status = koppel_assignment_start(&assignment, problem, problem->n_tiers, &fits, &arena);
    if (status == KOPPEL_OK && fits) {
        status = koppel_assignment_solve(&assignment, component->deadline);
    }
    if (status != KOPPEL_OK || !fits) {
        goto out;
    }
    if (assignment.is_infeasible) {
        component->is_infeasible = true;
        component->is_done = true;
    }
    if (assignment.is_infeasible || assignment.is_stopped) {
        goto out;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t p = assignment.pair_of[i];

        component->trial[i] = p != KOPPEL_NONE ? koppel_pair_slot(problem, i, p) : KOPPEL_NONE;
    }
    status = koppel_lexicographic_try_incumbent(component);
    if (status == KOPPEL_OK && component->has_incumbent) {
        for (int32_t t = 0; t < problem->n_tiers; t++) {
            component->bounds[t] = component->costs[t];
        }
        component->is_done = true;
        if (component->wants_possible) {
            note_possible(component, &assignment);
        }
    }
out:
    koppel_arena_free(&arena);
    return status;
}
