// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* large_problem.h - abstract problems like those of a region: municipalities with neighbourhoods, targets, even spread.
 */
#ifndef KOPPEL_TESTS_LARGE_PROBLEM_H
#define KOPPEL_TESTS_LARGE_PROBLEM_H

#include "problem/problem.h"

struct large_size {
    int32_t agents;
    int32_t slots;
    int32_t areas;          /* municipalities, each with 10 to 40 neighbourhoods */
    int32_t linked_percent; /* agents that may only go to one area */
    bool spread_must;       /* caps are limits, else costs of a tier */
    int64_t micro;          /* scores are whole numbers times this; above 1: with a random part below it */
};

/**
 * Draws a problem: sizes 1..8, rooms and rent class decide suitability, 20 % of the neighbourhoods hold 65 % of the
 * slots, targets at 95 % of all persons, caps at 25 % above the fair share; tiers target, urgency, spread (unless
 * spread_must), fit. Aborts without memory. The caller frees it with koppel_problem_free.
 */
struct koppel_problem large_problem(uint64_t seed, struct large_size size);

#endif
