// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* home_value.c - what one more home is worth (see home_value.h). */
#include "needed/home_value.h"

#include "base/memory.h"
#include "problem/components.h"

#include <stdlib.h>

/* One more home leaves the best proposal near where it was: no descent weighs more changes than this. */
enum { MOST_WEIGHED = 2000 };

/* What a proposal costs within a component. `within` gets its assignment there. */
static enum koppel_status cost_within(const struct koppel_components *components, int32_t part, const int32_t *slot_of,
                                      int32_t *within, int64_t *costs)
{
    const struct koppel_problem *problem = &components->items[part].problem;
    int64_t *loads = koppel_new((size_t)problem->n_loads, sizeof *loads);

    if (loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    koppel_components_restrict(components, part, slot_of, within);
    koppel_problem_loads(problem, within, loads);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        costs[t] = koppel_problem_cost(problem, t, within, loads);
    }
    free(loads);
    return KOPPEL_OK;
}

/* Solves the component of a new home. */
static enum koppel_status weigh_within(const struct koppel_needed_request *request,
                                       const struct koppel_components *components, int32_t part, const int32_t *slot_of,
                                       int64_t *value, unsigned char *has_value)
{
    const struct koppel_problem *problem = &components->items[part].problem;
    int32_t *within = koppel_new((size_t)problem->n_agents, sizeof *within);
    int64_t costs[KOPPEL_MAX_TIERS] = {0};
    struct koppel_engine_options options = *request->options;
    struct koppel_solution solution = {0};
    enum koppel_status status =
        within != NULL ? cost_within(components, part, slot_of, within, costs) : KOPPEL_E_MEMORY;

    options.start = within;
    options.most_weighed = MOST_WEIGHED;
    if (status == KOPPEL_OK) {
        status = request->engine->solve(problem, &options, &solution);
    }
    if (status == KOPPEL_OK && koppel_solution_is_best(&solution)) {
        *has_value = 1;
        for (int32_t t = 0; t < problem->n_tiers; t++) {
            value[t] = solution.tiers[t].cost - costs[t];
        }
    }
    koppel_solution_free(&solution);
    free(within);
    return status;
}

/* One more home: the slot has a place. */
static enum koppel_status weigh(const struct koppel_needed_request *request, const struct koppel_problem *problem,
                                int32_t slot, const int32_t *slot_of, int64_t *value, unsigned char *has_value)
{
    struct koppel_components components = {0};
    enum koppel_status status = koppel_components_make(&components, problem, KOPPEL_LEAVE_EQUAL_SLOTS);
    int32_t part = status == KOPPEL_OK ? components.component_of_slot[slot] : KOPPEL_NONE;

    if (status == KOPPEL_OK && part == KOPPEL_NONE) {
        *has_value = 1; /* it suits nobody */
    } else if (status == KOPPEL_OK) {
        status = weigh_within(request, &components, part, slot_of, value, has_value);
    }
    koppel_components_free(&components);
    return status;
}

enum koppel_status koppel_needed_weigh(const struct koppel_needed_request *request, struct koppel_problem *problem,
                                       int32_t first, struct koppel_needed *needed)
{
    int32_t n = needed->homes.n_items;
    struct koppel_solution base = {0};
    enum koppel_status status = KOPPEL_OK;

    needed->n_tiers = problem->n_tiers;
    needed->value = koppel_new((size_t)n * (size_t)problem->n_tiers, sizeof *needed->value);
    needed->has_value = koppel_new((size_t)n, sizeof *needed->has_value);
    if (needed->value == NULL || needed->has_value == NULL) {
        return KOPPEL_E_MEMORY;
    }
    status = request->engine->solve(problem, request->options, &base);
    for (int32_t k = 0; k < n && status == KOPPEL_OK && koppel_solution_is_best(&base); k++) {
        if (koppel_deadline_expired(&request->options->deadline)) {
            break;
        }
        if (request->tell != NULL) {
            request->tell(request->tell_data, k, n);
        }
        problem->places[first + k] = 1;
        status = weigh(request, problem, first + k, base.slot_of, needed->value + (int64_t)k * problem->n_tiers,
                       &needed->has_value[k]);
        problem->places[first + k] = 0;
    }
    koppel_solution_free(&base);
    return status;
}
