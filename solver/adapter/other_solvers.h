// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* other_solvers.h - cbc, HiGHS and glpsol as engines, where they are installed: for comparison.
 *
 * They run as programs of their own on the plain integer program of each tier (problem/tier_model.h), with the tiers
 * before it held at the values reached; none is linked. Their solution is rounded, tested and recomputed in whole
 * numbers; their bound is only what they say (said_bound), so nothing they do counts as proven.
 */
#ifndef KOPPEL_ADAPTER_OTHER_SOLVERS_H
#define KOPPEL_ADAPTER_OTHER_SOLVERS_H

#include "engine/engine.h"

/** "cbc", "highs", "glpsol"; ends with an engine whose name is NULL. Each is looked for in PATH, or where KOPPEL_CBC,
 * KOPPEL_HIGHS or KOPPEL_GLPSOL says. */
extern const struct koppel_engine koppel_other_solvers[];

/** An engine of engine.h or one of these (NULL: the default), or NULL when there is none of that name. */
const struct koppel_engine *koppel_solver_find(const char *name);

/** The engine to solve with again when questions about a proposal are asked (next-best homes, clashes): the same, but
 * the default one for another solver, whose answers prove nothing. */
const struct koppel_engine *koppel_solver_for_questions(const struct koppel_engine *engine);

#endif
