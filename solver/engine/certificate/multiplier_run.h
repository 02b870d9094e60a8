/* multiplier_run.h - what is shared while prices are found, tier after tier and part after part (see multiplier_search.h). */
#ifndef KOPPEL_ENGINE_CERTIFICATE_MULTIPLIER_RUN_H
#define KOPPEL_ENGINE_CERTIFICATE_MULTIPLIER_RUN_H

#include "base/deadline.h"
#include "engine/bound/mir_cuts.h"
#include "engine/certificate/multiplier_search.h"
#include "problem/components.h"

/** The rounded rows of a part, which are its last loads. */
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
    struct koppel_mir_cut_list *cuts; /* n_parts */
    int32_t **slot_of;                /* n_parts x agents of the part: the choice in rows of the part */
    int64_t *held;                    /* n_parts x n_tiers: H_sp of the tiers before the one at hand */
    int64_t *bounds;                  /* n_parts x n_tiers: LB_sp */
    int64_t *costs;                   /* n_tiers: of the choice */
    unsigned char *is_whole;          /* n_parts: the bound of the tier at hand keeps loads of the part whole */
    int32_t tier;                     /* the tier at hand */
};

/**
 * Takes the problem apart and makes room for prices.
 * @return KOPPEL_OK, KOPPEL_E_ARGUMENT (no choice keeps every row), KOPPEL_E_MEMORY; free is due always
 */
enum koppel_status koppel_multiplier_run_start(struct koppel_multiplier_run *run, const int32_t *slot_of);

/** Frees all but the prices. */
void koppel_multiplier_run_free(struct koppel_multiplier_run *run);

#endif
