/* tier_assignment.c - all tiers at once where no load matters (see tier_assignment.h). */
#include "engine/tier_assignment.h"

#include "base/memory.h"
#include "engine/assignment.h"

#include <stdlib.h>

/* Packed costs stay below this, so that sums over paths fit. */
static const koppel_wide largest = (koppel_wide)1 << 90;

static bool has_terms(const struct koppel_problem *problem)
{
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        if (problem->tiers[t].n_terms > 0) {
            return true;
        }
    }
    return false;
}

static int64_t pair_cost(const struct koppel_tier *tier, int32_t agent, int64_t pair)
{
    return (tier->agent_cost != NULL ? tier->agent_cost[agent] : 0) +
           (tier->pair_cost != NULL ? tier->pair_cost[pair] : 0);
}

/* The most by which the costs of two choices can differ in a tier. */
static koppel_wide range_of(const struct koppel_problem *problem, const struct koppel_tier *tier)
{
    koppel_wide range = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t low = 0, high = 0;

        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int64_t cost = pair_cost(tier, i, p);

            low = cost < low ? cost : low;
            high = cost > high ? cost : high;
        }
        range += (koppel_wide)high - low;
    }
    return range;
}

/* Packs the tiers: one unit of a tier weighs more than all later tiers together. @return false when it does not fit */
static bool pack_costs(struct koppel_assignment *assignment)
{
    const struct koppel_problem *problem = assignment->problem;
    koppel_wide weight = 1;

    for (int32_t t = problem->n_tiers - 1; t >= 0; t--) {
        const struct koppel_tier *tier = &problem->tiers[t];
        koppel_wide range = range_of(problem, tier);

        if (__builtin_mul_overflow(range + 1, weight, &range) || range > largest) {
            return false;
        }
        for (int32_t i = 0; i < problem->n_agents; i++) {
            for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
                assignment->cost[p] += weight * pair_cost(tier, i, p);
            }
        }
        weight = range;
    }
    return true;
}

enum koppel_status koppel_tier_assignment_solve(struct koppel_tierwise *part)
{
    const struct koppel_problem *problem = part->problem;
    struct koppel_assignment assignment = {0};
    enum koppel_status status = KOPPEL_OK;

    if (has_terms(problem)) {
        return KOPPEL_OK;
    }
    status = koppel_assignment_start(&assignment, problem);
    if (status != KOPPEL_OK || !pack_costs(&assignment)) {
        goto out;
    }
    koppel_assignment_solve(&assignment, part->watch);
    if (assignment.is_infeasible) {
        part->is_infeasible = true;
        part->is_done = true;
    }
    if (assignment.is_infeasible || assignment.is_stopped) {
        goto out;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t p = assignment.pair_of[i];

        part->trial[i] = p != KOPPEL_NONE ? problem->slot[p] : KOPPEL_NONE;
    }
    status = koppel_tierwise_offer(part);
    if (status == KOPPEL_OK && part->has_choice) {
        for (int32_t t = 0; t < problem->n_tiers; t++) {
            part->bounds[t] = part->costs[t];
        }
        part->is_done = true;
    }
out:
    koppel_assignment_free(&assignment);
    return status;
}
