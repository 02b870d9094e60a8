// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* problem.h - the abstract problem that engines solve; it knows nothing of housing.
 *
 * SETS        agents i (households), slots j (units), pairs (i,j) that may be chosen, loads g, tiers t
 * DATA        places k_j (agents a slot can take)
 *             a_ijg whole, >= 0 (what pair (i,j) adds to load g), base_g, lo_g and hi_g (hard limits of a load)
 *             costs of every tier, of agents, pairs and loads
 * VARIABLES   x_ij in {0,1}: pair (i,j) is chosen
 * ROWS        (1) sum_j x_ij <= 1              every agent (= 1 where must_place)
 *             (2) sum_i x_ij <= k_j            every slot
 *             (3) x_ij = 1 / 0                 pairs in state KEPT / BANNED
 *             (4) lo_g <= L_g <= hi_g          L_g = base_g + sum a_ijg x_ij
 * OBJECTIVE   lexicographic: minimise tier 0, then tier 1 among the optima of tier 0, ...
 *             cost_t(x) = sum_i agent_cost_t[i] [i is placed] + sum_(i,j) pair_cost_t[ij] x_ij
 *                       + sum over terms of t: over * max(0, L - at) + under * max(0, at - L)
 *             A tier that the user maximises is stored with its sign turned (see `maximise`).
 * SOURCE      docs/model.md rows (1)-(8) and (10)
 *
 * Loads are in product form: slot j lists (load, measure) entries, and
 *
 *     a_ijg = sum over the entries (g, q) of slot j of measure_q[i]
 *
 * so that pairs need not store what they add. A measure is any vector of whole numbers >= 0 over the agents: persons,
 * ones, children, ..., or the weights of one slot, as in the generalised assignment problem.
 *
 * Pairs are implicit as far as they can be: agents with the same slots share one list of them, states are held only
 * where some pair is kept or banned, and a tier can have a rule that works out its pair costs instead of the costs. A
 * problem then takes the memory of its agents, its slots and the lists that differ. A pair has a number all the same:
 * the k-th pair of agent i is pair first[i] + k.
 */
#ifndef KOPPEL_PROBLEM_PROBLEM_H
#define KOPPEL_PROBLEM_PROBLEM_H

#include "base/arena.h"

#include "koppel.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KOPPEL_NO_MIN INT64_MIN
#define KOPPEL_NO_MAX INT64_MAX

enum koppel_pair_state { KOPPEL_PAIR_FREE = 0, KOPPEL_PAIR_KEPT = 1, KOPPEL_PAIR_BANNED = 2 };

/** One entry of a slot: choosing pair (i, j) adds measure[i] to the load. */
struct koppel_entry {
    int32_t load;
    int32_t measure;
};

struct koppel_load {
    int64_t base;
    int64_t lo; /* KOPPEL_NO_MIN: none */
    int64_t hi; /* KOPPEL_NO_MAX: none */
};

/** A convex cost of a load: over * max(0, L - at) + under * max(0, at - L); over, under >= 0. */
struct koppel_term {
    int32_t load;
    int64_t at;
    int64_t over;
    int64_t under;
};

/** Pair costs that are worked out when they are asked for, so that no problem has to hold them. */
struct koppel_cost_rule {
    /* costs[k] of an agent and slot_name[slots[k]] (NULL: slots[k]), k < n; NULL: there is no rule */
    void (*work_out)(const void *data, int32_t agent, const int32_t *slots, const int32_t *slot_name, int64_t n,
                     int64_t *costs);
    const void *data; /* borrowed */
    /* Components and copies hold their costs where they have at most so many pairs an agent and slot on average. */
    int32_t few_pairs;
    int64_t most; /* no cost is further from 0; 0: nobody knows */
};

struct koppel_tier {
    char name[64];
    bool maximise;       /* the user's value is the negated cost */
    int64_t scale;       /* the user's value is cost / scale (a power of ten) */
    int64_t *agent_cost; /* n_agents entries, or NULL for zeros */
    int64_t *pair_cost;  /* n_pairs entries, or NULL: by the rule, or zeros where there is none */
    struct koppel_cost_rule rule;
    struct koppel_term *terms;
    size_t n_terms;
};

struct koppel_problem {
    int32_t n_agents;
    int32_t n_slots;
    int32_t n_loads;
    int32_t n_measures;
    int32_t n_tiers;
    int64_t n_pairs;
    int64_t *first;            /* n_agents + 1: pairs of agent i are first[i] .. first[i+1]-1 */
    int64_t *list;             /* n_agents: the slots of i's pairs are slot[list[i]] .. in their order; agents with the
                                  same slots may share a list. NULL: the list of i begins at first[i] */
    int64_t n_listed;          /* length of slot; n_pairs where list is NULL */
    int32_t *slot;             /* slots, ascending within a list */
    unsigned char *state;      /* n_pairs: enum koppel_pair_state; NULL: all free */
    unsigned char *must_place; /* n_agents: 1 when the agent must get a slot */
    int32_t *places;           /* n_slots: k_j >= 0 */
    int64_t *entry_first;      /* n_slots + 1: entries of slot j are entry_first[j] .. entry_first[j+1]-1 */
    struct koppel_entry *entries;
    int32_t *measures; /* n_measures x n_agents, row by row, all >= 0 */
    struct koppel_load *loads;
    struct koppel_tier *tiers;
    const int32_t *agent_name; /* n_agents: what the data of cost rules calls an agent; NULL: the same. Borrowed */
    const int32_t *slot_name;  /* n_slots */
    bool borrows_pairs;        /* slot, state and pair costs belong to another problem, which must outlive this one */
};

/** Frees all arrays but borrowed ones and zeroes the struct. Safe on a zeroed problem. */
void koppel_problem_free(struct koppel_problem *problem);

/**
 * Checks the integrity of a problem: shapes, ranges, ascending slots, measures >= 0, and that no cost or load can leave
 * -2^60 .. 2^60 whatever is chosen.
 * @return KOPPEL_OK, KOPPEL_E_ARGUMENT or KOPPEL_E_MEMORY. Time O(pairs * tiers + entries)
 */
enum koppel_status koppel_problem_check(const struct koppel_problem *problem);

/**
 * Adds a load behind the others, and n_measures measures of its own behind theirs. Other loads stay as they are.
 * @param measure_of  n_slots: the new measure, from 0, by which the slot counts; KOPPEL_NONE: it does not count
 * @param amounts     the new measures, n_measures x n_agents, row by row, all >= 0
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the problem is then as before). Time O(entries + measures * agents)
 */
enum koppel_status koppel_problem_add_load(struct koppel_problem *problem, const struct koppel_load *load,
                                           const int32_t *measure_of, int32_t n_measures, const int32_t *amounts);

/** costs[k] of agent and slots[k] by the rule of a tier, which has one. */
static inline void koppel_work_out_costs(const struct koppel_problem *problem, int32_t tier, int32_t agent,
                                         const int32_t *slots, int64_t n, int64_t *costs)
{
    const struct koppel_cost_rule *rule = &problem->tiers[tier].rule;

    rule->work_out(rule->data, problem->agent_name != NULL ? problem->agent_name[agent] : agent, slots,
                   problem->slot_name, n, costs);
}

/* The functions that follow stand here because they are asked for every pair. */

/** The slots of an agent's pairs first[agent] .. first[agent+1]-1, in that order. */
static inline const int32_t *koppel_slots_of(const struct koppel_problem *problem, int32_t agent)
{
    return problem->slot + (problem->list != NULL ? problem->list[agent] : problem->first[agent]);
}

static inline int32_t koppel_pair_slot(const struct koppel_problem *problem, int32_t agent, int64_t pair)
{
    return koppel_slots_of(problem, agent)[pair - problem->first[agent]];
}

static inline enum koppel_pair_state koppel_state_of_pair(const struct koppel_problem *problem, int64_t pair)
{
    return problem->state != NULL ? (enum koppel_pair_state)problem->state[pair] : KOPPEL_PAIR_FREE;
}

static inline bool koppel_tier_has_pair_costs(const struct koppel_tier *tier)
{
    return tier->pair_cost != NULL || tier->rule.work_out != NULL;
}

/** What placing an agent costs in a tier, whatever the pair. */
static inline int64_t koppel_cost_of_agent(const struct koppel_tier *tier, int32_t agent)
{
    return tier->agent_cost != NULL ? tier->agent_cost[agent] : 0;
}

/** What choosing an agent's pair costs in a tier: agent_cost and pair_cost. */
static inline int64_t koppel_cost_of_pair(const struct koppel_problem *problem, int32_t tier, int32_t agent,
                                          int64_t pair)
{
    const struct koppel_tier *t = &problem->tiers[tier];
    int64_t cost = t->pair_cost != NULL ? t->pair_cost[pair] : 0;

    if (t->rule.work_out != NULL) {
        koppel_work_out_costs(problem, tier, agent, koppel_slots_of(problem, agent) + (pair - problem->first[agent]), 1,
                              &cost);
    }
    return cost + koppel_cost_of_agent(t, agent);
}

/**
 * pair_cost of all pairs of an agent: those that the problem holds, or worked out in `scratch`; NULL: zeros.
 * @param scratch  as many entries as the agent has pairs
 */
static inline const int64_t *koppel_costs_of(const struct koppel_problem *problem, int32_t tier, int32_t agent,
                                             int64_t *scratch)
{
    const struct koppel_tier *t = &problem->tiers[tier];

    if (t->rule.work_out == NULL) {
        return t->pair_cost != NULL ? t->pair_cost + problem->first[agent] : NULL;
    }
    koppel_work_out_costs(problem, tier, agent, koppel_slots_of(problem, agent),
                          problem->first[agent + 1] - problem->first[agent], scratch);
    return scratch;
}

/** What an agent adds to the load of entry `e` of a slot when it gets the slot. */
static inline int32_t koppel_amount_of_entry(const struct koppel_problem *problem, int64_t e, int32_t agent)
{
    return problem->measures[(int64_t)problem->entries[e].measure * problem->n_agents + agent];
}

/** Adds to the loads (n_loads entries) `sign` times what an agent adds in a slot. */
static inline void koppel_add_to_loads(const struct koppel_problem *problem, int32_t agent, int32_t slot, int64_t sign,
                                       int64_t *loads)
{
    for (int64_t e = problem->entry_first[slot]; e < problem->entry_first[slot + 1]; e++) {
        loads[problem->entries[e].load] += sign * koppel_amount_of_entry(problem, e, agent);
    }
}

/** Cost of a term at a value of its load. */
static inline int64_t koppel_cost_of_term(const struct koppel_term *term, int64_t value)
{
    return value > term->at ? term->over * (value - term->at) : term->under * (term->at - value);
}

/** Lets pairs have states: all are free where there were none. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_problem_hold_states(struct koppel_problem *problem);

/**
 * Works out the costs of all pairs by a rule and holds them, where pairs are few enough for it. So a problem never
 * needs more memory than its agents and slots do, within a factor.
 * @return KOPPEL_OK or KOPPEL_E_MEMORY (the rules then stay). O(pairs * tiers with rules)
 */
enum koppel_status koppel_problem_hold_costs(struct koppel_problem *problem);

/** The agent of a pair. O(log agents) */
int32_t koppel_problem_agent(const struct koppel_problem *problem, int64_t pair);

/** The largest amount of every measure (n_measures entries, in the arena); NULL without memory. O(measures * agents) */
int64_t *koppel_problem_largest_amounts(const struct koppel_problem *problem, struct koppel_arena *arena);

/** The most pairs of an agent. O(agents) */
int64_t koppel_problem_most_pairs(const struct koppel_problem *problem);

/** The pair (agent, slot), or KOPPEL_NONE when it is not a pair of the problem. O(log pairs of the agent). */
int64_t koppel_problem_pair(const struct koppel_problem *problem, int32_t agent, int32_t slot);

/**
 * L_g of every load of an assignment.
 * @param slot_of     n_agents entries; KOPPEL_NONE: not placed
 * @param[out] loads  n_loads entries. Time O(agents * entries of a slot)
 */
void koppel_problem_loads(const struct koppel_problem *problem, const int32_t *slot_of, int64_t *loads);

/** Cost of a tier for an assignment and its loads; what is no pair has no pair cost. O(agents log pairs + terms) */
int64_t koppel_problem_cost(const struct koppel_problem *problem, int32_t tier, const int32_t *slot_of,
                            const int64_t *loads);

/** Whether an assignment meets every row (1)-(4), in *ok. KOPPEL_OK or KOPPEL_E_MEMORY. O(pairs + entries) */
enum koppel_status koppel_problem_feasible(const struct koppel_problem *problem, const int32_t *slot_of, bool *ok);

#endif
