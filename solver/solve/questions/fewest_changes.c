// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* fewest_changes.c - the fewest changes of an earlier proposal (see fewest_changes.h). */
#include "solve/questions/fewest_changes.h"

#include "base/memory.h"
#include "model/earlier.h"

#include <stdlib.h>
#include <string.h>

/* The limits of the loads, without that on changes. */
static struct koppel_load *other_loads(const struct koppel_formulation *formulation)
{
    const struct koppel_problem *problem = &formulation->problem;
    struct koppel_load *loads = koppel_new((size_t)problem->n_loads, sizeof *loads);

    for (int32_t g = 0; g < problem->n_loads && loads != NULL; g++) {
        loads[g] = problem->loads[g];
        if (formulation->subjects[g].kind == KOPPEL_LOAD_STAY) {
            loads[g].lo = KOPPEL_NO_MIN;
        }
    }
    return loads;
}

/* A pair that is kept costs -1. */
static int64_t *pair_costs(const struct koppel_formulation *formulation)
{
    const struct koppel_problem *problem = &formulation->problem;
    int64_t *costs = koppel_new((size_t)problem->n_pairs, sizeof *costs);

    for (int32_t i = 0; i < problem->n_agents && costs != NULL; i++) {
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            costs[p] = koppel_pair_is_earlier(formulation->fit, i, koppel_pair_slot(problem, i, p)) ? -1 : 0;
        }
    }
    return costs;
}

enum koppel_status koppel_fewest_changes_find(const struct koppel_formulation *formulation,
                                              const struct koppel_engine *engine,
                                              const struct koppel_engine_options *options,
                                              struct koppel_fewest_changes *fewest)
{
    int64_t n_standing = formulation->fit->n_earlier_standing;
    struct koppel_problem problem = formulation->problem;
    struct koppel_tier tier = {.name = "stay", .maximise = true, .scale = 1, .pair_cost = pair_costs(formulation)};
    struct koppel_engine_options asked = *options;
    struct koppel_solution solution = {0};
    enum koppel_status status = KOPPEL_E_MEMORY;

    *fewest = (struct koppel_fewest_changes){.outcome = KOPPEL_NO_ANSWER, .n_changes = n_standing};
    problem.loads = other_loads(formulation);
    problem.tiers = &tier;
    problem.n_tiers = 1;
    asked.gap_ppm = 0;
    asked.progress = NULL;
    asked.known_bound = NULL;
    asked.start = formulation->fit->earlier_unit;
    if (problem.loads != NULL && tier.pair_cost != NULL) {
        status = engine->solve(&problem, &asked, &solution);
    }
    if (status == KOPPEL_OK) {
        fewest->outcome = solution.outcome;
    }
    if (status == KOPPEL_OK && solution.slot_of != NULL) {
        fewest->n_changes = n_standing + solution.tiers[0].cost;
        fewest->at_least = solution.tiers[0].bound == INT64_MIN ? 0 : n_standing + solution.tiers[0].bound;
    }
    koppel_solution_free(&solution);
    free(problem.loads);
    free(tier.pair_cost);
    return status;
}
