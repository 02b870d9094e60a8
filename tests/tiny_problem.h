// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tiny_problem.h - abstract problems of a few agents written out by hand, and every choice of a tiny problem: what the
 * steps of the engines are held against. */
#ifndef KOPPEL_TESTS_TINY_PROBLEM_H
#define KOPPEL_TESTS_TINY_PROBLEM_H

#include "problem/problem.h"

/** Most rows of a problem whose choices are enumerated. */
enum { TINY_AGENTS = 16, TINY_SLOTS = 16, TINY_LOADS = 32, TINY_TIERS = 8 };

/** Sizes of a problem. */
struct tiny_size {
    int32_t agents;
    int32_t slots;
    int32_t loads;
    int32_t measures;
    int32_t tiers;
};

/**
 * A problem in which every agent may have every slot, slots have one place and add to no load, loads have base 0 and no
 * limits, measures are 1, and nothing costs anything. Aborts without memory. The caller frees it with
 * koppel_problem_free.
 * */
struct koppel_problem tiny_problem(struct tiny_size size);

/** Lets slot `slot` count measure `measure` for a load. */
void tiny_problem_entry(struct koppel_problem *problem, int32_t slot, int32_t load, int32_t measure);

/** Sets what every agent adds by a measure (n_agents entries). */
void tiny_problem_measure(struct koppel_problem *problem, int32_t measure, const int32_t *amounts);

/** Sets the costs of all pairs in a tier (n_agents x n_slots entries, row by row). */
void tiny_problem_pair_costs(struct koppel_problem *problem, int32_t tier, const int64_t *costs);

/** Sets what placing each agent costs in a tier (n_agents entries). */
void tiny_problem_agent_costs(struct koppel_problem *problem, int32_t tier, const int64_t *costs);

/** Adds a cost of a load to a tier. */
void tiny_problem_term(struct koppel_problem *problem, int32_t tier, struct koppel_term term);

/** Takes a pair out of a problem whose pairs hold their own slots and costs, as those above do. */
void tiny_problem_drop_pair(struct koppel_problem *problem, int32_t agent, int32_t slot);

/** One choice with what it comes to. */
struct tiny_choice {
    const int32_t *slot_of; /* n_agents */
    const int64_t *loads;   /* n_loads */
    const int64_t *costs;   /* n_tiers */
};

/**
 * Calls look(data, choice) for every choice that keeps every row. Rows and costs are worked out here, from the
 * definitions in problem.h, and not by the code under test.
 * Time O((slots + 1) ^ agents * (entries + terms)).
 */
void each_choice(const struct koppel_problem *problem, void (*look)(void *data, const struct tiny_choice *choice),
                 void *data);

/** The lexicographically best choice. @return false when no choice keeps every row
 * @param[out] slot_of  n_agents; NULL: not asked for
 * @param[out] costs    n_tiers */
bool best_choice(const struct koppel_problem *problem, int32_t *slot_of, int64_t *costs);

/** The least cost of a tier over the choices that cost at most best[s] in the tiers s < tier. INT64_MAX: there is
 * none */
int64_t least_cost_of_tier(const struct koppel_problem *problem, int32_t tier, const int64_t *best);

#endif
