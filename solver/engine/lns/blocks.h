/* blocks.h - a problem cut into blocks of slots that few agents and loads have in common.
 *
 * Slots are in one block when they add to the same load, as long as the block stays small; loads that span blocks are
 * "cross" loads, agents with pairs in several blocks are "free". Without the cross loads and with the free agents left
 * to every block for a price, the blocks are independent integer programs, so their optima add up to a bound that is
 * at least that of the linear relaxation:
 *
 *     scale * cost >= sum_b z_b + sum over free i of u_i + sum over cross g of least_g - sum_s m_s best_s
 *     z_b = least cost of block b with pair costs r_ij = m_t c_t + sum_s m_s c_s + sum over cross g of pi_g a_ijg - u_i
 */
#ifndef KOPPEL_ENGINE_LNS_BLOCKS_H
#define KOPPEL_ENGINE_LNS_BLOCKS_H

#include "engine/bound/lagrangian_bound.h"

struct koppel_blocks {
    int32_t n_blocks;
    int32_t *block_of_slot;  /* n_slots */
    int32_t *block_of_agent; /* n_agents: KOPPEL_NONE = free, or without pairs */
    unsigned char *is_cross; /* n_loads */
};

/**
 * Finds the blocks; loads are taken up by their number of slots, ascending, as long as a block has at most most_slots.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due)
 */
enum koppel_status koppel_blocks_make(struct koppel_blocks *blocks, const struct koppel_problem *problem,
                                      int64_t most_slots);

/** Safe on zeroed blocks. */
void koppel_blocks_free(struct koppel_blocks *blocks);

/** Some agents and slots of a problem, with all loads that the slots add to and all tiers. */
struct koppel_block {
    struct koppel_problem problem;
    int32_t *agents; /* rows of the whole problem */
    int32_t *slots;
    int32_t *loads;
    int64_t *pairs;
};

/**
 * Copies the pairs between the agents and slots that are marked.
 * @param rest  n_loads: what others add to the loads, added to their bases; NULL: nothing
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (then free is still due)
 */
enum koppel_status koppel_block_make(struct koppel_block *block, const struct koppel_problem *problem,
                                     const unsigned char *has_agent, const unsigned char *has_slot,
                                     const int64_t *rest);

/**
 * Turns a block into the program of z_b: one tier, cross loads without limits, free agents may be left out.
 * @param free_price  n_agents of the whole: u_i of free agents
 * @return KOPPEL_OK or KOPPEL_E_MEMORY
 */
enum koppel_status koppel_block_price(struct koppel_block *block, const struct koppel_blocks *blocks,
                                      const struct koppel_lagrangian *lagrangian, const int64_t *free_price);

/** Safe on a zeroed block. */
void koppel_block_free(struct koppel_block *block);

#endif
