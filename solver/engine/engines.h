// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* engines.h - the solve functions behind the registry; each fulfils `solve` of engine.h.
 *
 * SOURCE  own: names for registry.c; docs/engine.md tells what each engine does.
 */
#ifndef KOPPEL_ENGINE_ENGINES_H
#define KOPPEL_ENGINE_ENGINES_H

#include "engine/engine.h"

/** Each component by the one of the two engines below that suits its size. */
enum koppel_status koppel_auto_solve(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                     struct koppel_solution *solution);

/** Branch and bound over classes, component by component and tier after tier. */
enum koppel_status koppel_exact_solve(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                      struct koppel_solution *solution);

/** The same for large problems: Lagrangian and knapsack bounds, reduced-cost fixing, large neighbourhood search, and
 * branch and bound on what is left (scale_engine.c). */
enum koppel_status koppel_scale_solve(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                      struct koppel_solution *solution);

/** A greedy descent, with bounds of a simple relaxation only. */
enum koppel_status koppel_greedy_solve(const struct koppel_problem *problem,
                                       const struct koppel_engine_options *options, struct koppel_solution *solution);

/** Tries every assignment; KOPPEL_E_ARGUMENT beyond KOPPEL_EXHAUSTIVE_LIMIT of them. The oracle of the tests. */
enum koppel_status koppel_exhaustive_solve(const struct koppel_problem *problem,
                                           const struct koppel_engine_options *options,
                                           struct koppel_solution *solution);

enum { KOPPEL_EXHAUSTIVE_LIMIT = 20000000 };

#endif
