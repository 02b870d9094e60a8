// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* multiplier_search.c - multipliers for every tier and component (see multiplier_search.h). */
#include "engine/certificate/multiplier_search.h"

#include "base/workers.h"
#include "engine/certificate/component_multipliers.h"
#include "engine/lp/glpk_guard.h"

static bool take_part(void *data, int32_t k)
{
    struct koppel_multiplier_run *run = data;

    (void)k;
    return !koppel_deadline_expired(&run->deadline);
}

static enum koppel_status find_part(void *data, int32_t worker, int32_t k)
{
    (void)worker; /* all that a component needs is its own */
    return koppel_component_multipliers_find(data, k);
}

/* One tier over all components, as far as there is time. */
static enum koppel_status find_parts(struct koppel_multiplier_run *run)
{
    const struct koppel_workers workers = {.n_items = run->components.n_items,
                                           .n_threads = run->options->n_threads,
                                           .data = run,
                                           .take = take_part,
                                           .work = find_part,
                                           .end = koppel_guard_end};

    return koppel_workers_run(&workers);
}

/* LB_t, and from it H_tp of every component for the tiers after; INT64_MIN when a component has no bound. */
static int64_t add_bounds(struct koppel_multiplier_run *run)
{
    int32_t n_tiers = run->problem->n_tiers;
    int64_t bound = run->components.constants[run->tier];

    for (int32_t k = 0; k < run->components.n_items; k++) {
        int64_t component = run->bounds[(int64_t)k * n_tiers + run->tier];

        if (component == INT64_MIN) {
            return INT64_MIN;
        }
        bound += component;
    }
    for (int32_t k = 0; k < run->components.n_items; k++) {
        int64_t at = (int64_t)k * n_tiers + run->tier;

        run->held[at] = run->costs[run->tier] - (bound - run->bounds[at]);
    }
    return bound;
}

enum koppel_status koppel_multiplier_search(const struct koppel_problem *problem, const int32_t *slot_of,
                                            int32_t n_tiers, const struct koppel_engine_options *options,
                                            struct koppel_proof_multipliers *prices)
{
    struct koppel_multiplier_run run = {.problem = problem, .options = options, .prices = prices};
    enum koppel_status status = KOPPEL_OK;

    *prices = (struct koppel_proof_multipliers){0};
    run.deadline = options->deadline;
    status = koppel_multiplier_run_start(&run, slot_of);
    for (run.tier = 0; run.tier < n_tiers && status == KOPPEL_OK; run.tier++) {
        status = find_parts(&run);
        if (status != KOPPEL_OK || koppel_deadline_expired(&run.deadline)) {
            break;
        }
        prices->tiers[run.tier].bound = add_bounds(&run);
        if (prices->tiers[run.tier].bound == INT64_MIN) {
            break;
        }
        prices->n_found++;
        for (int32_t k = 0; k < run.components.n_items && status == KOPPEL_OK; k++) {
            status = koppel_component_multipliers_settle(&run, k);
        }
    }
    koppel_multiplier_run_free(&run);
    if (status != KOPPEL_OK) {
        koppel_proof_multipliers_free(prices);
    }
    return status;
}

void koppel_proof_multipliers_free(struct koppel_proof_multipliers *prices)
{
    koppel_arena_free(&prices->arena);
    *prices = (struct koppel_proof_multipliers){0};
}
