/* block_search.h - bounds and better choices from the blocks of a problem, each solved as an integer program. */
#ifndef KOPPEL_ENGINE_LNS_BLOCK_SEARCH_H
#define KOPPEL_ENGINE_LNS_BLOCK_SEARCH_H

#include "engine/branch/lexicographic.h"
#include "engine/lns/blocks.h"

struct koppel_block_search {
    const struct koppel_blocks *blocks;
    const struct koppel_lagrangian *lagrangian; /* prices of the relaxation, with agent prices */
    const struct koppel_deadline *deadline;
    int64_t gap_ppm;    /* of a block */
    int64_t most_nodes; /* of a block's search */
    int32_t n_rounds;   /* of new prices for free agents */
    int32_t n_threads;  /* on which blocks are solved for their bound; changes nothing but the time */
    /** Solves the only tier of a block from its choice. */
    enum koppel_status (*solve)(struct koppel_lexicographic *component);
    int32_t *slot_of;  /* n_agents: a choice that keeps every row; improved by koppel_block_search_improve */
    int32_t *proposed; /* n_agents (out of koppel_block_search_bound): what the blocks chose, free agents once */
    int64_t *costs;    /* n_tiers of slot_of */
    int64_t bound;     /* (out) no choice costs less in the tier; INT64_MIN: unknown */
    /* (out) of the best bound, in units of 1 / its scale: */
    int64_t *least;      /* n_blocks: z_b */
    int64_t *extra;      /* n_agents: -u_i of free agents, else 0 */
    int64_t *weight;     /* n_tiers: m */
    int64_t *load_price; /* n_loads: pi */
    koppel_wide gap;     /* scale * cost - bound */
    int64_t n_nodes;     /* (out) added to */
};

/** Solves all blocks for prices of the free agents, and adjusts these a few times. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_block_search_bound(struct koppel_block_search *search);

/**
 * Adds to a problem (the one searched, perhaps with its tiers in another order) a load for every block: what its pairs
 * cost at the prices of the best bound, between the block's least and what the other blocks leave.
 * KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_block_search_floors(const struct koppel_block_search *search, struct koppel_problem *problem,
                                              int32_t *n_added);

/** Frees what koppel_block_search_bound keeps. Safe on a zeroed search. */
void koppel_block_search_free(struct koppel_block_search *search);

/** Solves the tier in every block with all other agents left where they are. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_block_search_improve(struct koppel_block_search *search);

#endif
