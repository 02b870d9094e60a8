// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* exact_engine.c - every component by branch and bound over classes, tier after tier (lexicographic.h). */
#include "engine/engines.h"

#include "engine/componentwise.h"

const struct koppel_component_method koppel_exact_method = {koppel_lexicographic_guess, koppel_lexicographic_solve, 0};

enum koppel_status koppel_exact_solve(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                      struct koppel_solution *solution)
{
    return koppel_componentwise_solve(problem, options, &koppel_exact_method, solution);
}
