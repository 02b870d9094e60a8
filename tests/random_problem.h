// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* random_problem.h - random abstract problems for the property tests: every kind of load, term, tier and fixed pair. */
#ifndef KOPPEL_TESTS_RANDOM_PROBLEM_H
#define KOPPEL_TESTS_RANDOM_PROBLEM_H

#include "engine/engine.h"
#include "problem/problem.h"

/** splitmix64: the same numbers everywhere. */
uint64_t random_next(uint64_t *state);

/** A whole number from low to high, both included. */
int64_t random_between(uint64_t *state, int64_t low, int64_t high);

/** Rough size of what is drawn. */
struct random_size {
    int32_t agents;
    int32_t slots;
    int32_t loads;
    int32_t tiers;
};

/**
 * Draws a problem of at most that size; about half have agents and slots of a few types, so that many are
 * interchangeable. Aborts without memory. The caller frees it with koppel_problem_free.
 */
struct koppel_problem random_problem(uint64_t seed, struct random_size size);

/** The same problem with agents, slots and loads in another order. */
struct koppel_problem random_permuted(const struct koppel_problem *problem, uint64_t seed);

/** The same problem with one more slot: the last, open to every agent at no pair cost and without entries. */
struct koppel_problem random_with_slot(const struct koppel_problem *problem);

/** What a rule of random_by_rule looks costs up in. */
struct random_rule {
    const struct koppel_problem *problem;
    int32_t tier;
};

/**
 * The same problem with lists that agents with the same slots share, with states only where a pair is kept or banned,
 * and with pair costs by rules that look them up in `problem`, which must outlive it.
 * @param few_pairs  of the rules
 * @param rules      n_tiers of the problem (out)
 */
struct koppel_problem random_by_rule(const struct koppel_problem *problem, int32_t few_pairs,
                                     struct random_rule *rules);

/** Are costs what the problem says, do bounds not exceed them, and does the choice keep every row? For problems of at
 * most 4096 loads. */
bool solution_is_honest(const struct koppel_problem *problem, const struct koppel_solution *solution);

#endif
