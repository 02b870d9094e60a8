/* multiplier_run.h - what is shared while multipliers are found, tier after tier and component after component.
 *
 * METHOD  See multiplier_search.h. Every component works on its own entries of the arrays here, so threads change
 *   nothing.
 * SOURCE  docs/model.md, "Bound and certificate".
 */
#ifndef KOPPEL_ENGINE_CERTIFICATE_MULTIPLIER_RUN_H
#define KOPPEL_ENGINE_CERTIFICATE_MULTIPLIER_RUN_H

#include "base/deadline.h"
#include "engine/bound/mir_cuts.h"
#include "engine/certificate/multiplier_search.h"
#include "problem/components.h"

/** The mixed-integer rounding cuts of a component, which are its last loads. */
struct koppel_mir_cut_list {
    struct koppel_mir_cut *items;
    int64_t *prices; /* of the tier at hand; as many as there were when they were kept */
    size_t n_items;
    size_t capacity;
    size_t n_priced;
    size_t prices_capacity;
};

/** Zero-initialise with problem, options and prices; koppel_multiplier_run_free releases the rest. */
struct koppel_multiplier_run {
    const struct koppel_problem *problem;
    const struct koppel_engine_options *options;
    struct koppel_proof_multipliers *prices;
    struct koppel_deadline deadline;
    struct koppel_components components;
    struct koppel_mir_cut_list *cuts; /* n_components */
    int32_t **slot_of;                /* n_components x its agents: the assignment in rows of the component */
    int64_t *held;                    /* n_components x n_tiers: H_sp of the tiers before the one at hand */
    int64_t *bounds;                  /* n_components x n_tiers: LB_sp */
    int64_t *costs;                   /* n_tiers: of the assignment */
    unsigned char *ones;              /* n_tiers: every earlier tier is held */
    unsigned char *is_whole;          /* n_components: its bound of the tier at hand keeps loads whole */
    int32_t tier;                     /* the tier at hand */
};

/**
 * Splits the problem into components and makes room for multipliers.
 * @return KOPPEL_OK, KOPPEL_E_ARGUMENT (nothing keeps every row), KOPPEL_E_MEMORY; free is due always
 */
enum koppel_status koppel_multiplier_run_start(struct koppel_multiplier_run *run, const int32_t *slot_of);

/** Frees all but the multipliers found. */
void koppel_multiplier_run_free(struct koppel_multiplier_run *run);

/**
 * Limits the loads of a component from `first` on to what can be reached: from the base, to the places of each slot
 * taken by the agents that add most. An upper limit of a cut stays. KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_multiplier_run_limit(struct koppel_problem *component, int32_t first, bool is_rounded);

#endif
