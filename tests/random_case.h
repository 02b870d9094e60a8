// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* random_case.h - small random cases, policies and rule sets in memory, valid for koppel_suitability_init, for property
 * tests.
 *
 * Every optional table, suitability rule, spread rule, level, measure and way to enforce turns up. Equal seeds give
 * equal cases on any machine.
 */
#ifndef KOPPEL_TESTS_RANDOM_CASE_H
#define KOPPEL_TESTS_RANDOM_CASE_H

#include "model/proposal.h"
#include "model/suitability.h"

/** The most rows of each kind; the numbers drawn lie between 1 (units and households: 0) and these. */
struct random_case_shape {
    int32_t municipalities;
    int32_t neighbourhoods;
    int32_t corporations;
    int32_t units;
    int32_t households;
};

struct random_case {
    struct koppel_case kase;
    struct koppel_policy policy;
    struct koppel_rules rules;
    int32_t as_of;
    int32_t period;
    uint64_t state; /* of the random numbers; a test may draw on from here */
};

/** The next number of splitmix64. */
uint64_t random_case_next(uint64_t *state);

/** A number 0 .. n-1, n > 0. */
int32_t random_case_below(uint64_t *state, int32_t n);

/** True in `percent` of a hundred draws. */
bool random_case_chance(uint64_t *state, int32_t percent);

/**
 * Makes a case of at most `shape` rows (NULL: 3 municipalities, 6 neighbourhoods, 2 corporations, 6 units, 6
 * households).
 * @return false when memory ran out or the case was refused (the messages are printed); random_case_free is safe then
 * too
 */
bool random_case_make(struct random_case *random, uint64_t seed, const struct random_case_shape *shape);

/** Does a row of the log say something, by a plain look at the others? */
bool random_case_rules(const struct random_case *random, int32_t row);

/** Works out the fit of the case; prints the messages when it is refused. @return as koppel_suitability_init */
enum koppel_status random_case_fit(const struct random_case *random, struct koppel_suitability *fit);

/**
 * A random proposal that keeps every pair rule, the places and the decisions (not the must loads).
 * @param[out] unit_of n_households entries
 */
bool random_case_propose(const struct koppel_suitability *fit, uint64_t *state, int32_t *unit_of);

void random_case_free(struct random_case *random);

#endif
