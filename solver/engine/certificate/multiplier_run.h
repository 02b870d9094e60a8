// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* multiplier_run.h - what is shared while multipliers are found, tier after tier and component after component.
 *
 * METHOD  See multiplier_search.h. Every component works on its own entries of the arrays here, so threads change
 *   nothing.
 * SOURCE  docs/model.md, "Bound and certificate".
 */
#ifndef KOPPEL_ENGINE_CERTIFICATE_MULTIPLIER_RUN_H
#define KOPPEL_ENGINE_CERTIFICATE_MULTIPLIER_RUN_H

#include "base/deadline.h"
#include "engine/certificate/multiplier_search.h"
#include "engine/lp/tier_bound.h"
#include "problem/components.h"

/** A component, with what was found for the tier at hand. */
struct koppel_component_run {
    int32_t *slot_of;                /* n_agents of the component: the assignment in its rows */
    struct koppel_tier_bound bound;  /* keeps the best multipliers */
    struct koppel_mir_cut_list cuts; /* the last loads of the component */
    bool is_whole;                   /* the bound keeps loads of the component whole */
};

/** Zero-initialise with problem, options and prices; koppel_multiplier_run_free releases the rest. */
struct koppel_multiplier_run {
    struct koppel_arena arena; /* of the arrays below; not for threads */
    const struct koppel_problem *problem;
    const struct koppel_engine_options *options;
    struct koppel_proof_multipliers *prices;
    struct koppel_deadline deadline;
    struct koppel_components components;
    struct koppel_component_run *items; /* n_components */
    int64_t *held;                      /* n_components x n_tiers: H_sp of the tiers before the one at hand */
    int64_t *bounds;                    /* n_components x n_tiers: LB_sp */
    int64_t *costs;                     /* n_tiers: of the assignment */
    int32_t tier;                       /* the tier at hand */
};

/**
 * Splits the problem into components and allocates the multipliers.
 * @return KOPPEL_OK, KOPPEL_E_ARGUMENT (nothing keeps every row), KOPPEL_E_MEMORY; free is due always
 */
enum koppel_status koppel_multiplier_run_start(struct koppel_multiplier_run *run, const int32_t *slot_of);

/** Frees all but the multipliers found. */
void koppel_multiplier_run_free(struct koppel_multiplier_run *run);

#endif
