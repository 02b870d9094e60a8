// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tie_draw.h - a problem solved so that what is equal is drawn by lot: the order of rows decides nothing.
 *
 * METHOD  The engine sees households and homes in the order of their lots (problem/arrangement.h). Where every tier is
 *   proven to its very bound, the proposal is then the one with the least sum of lots among all that are as good: what
 *   bounds have ruled out stays out, and the rest is solved again with the sum of lots as a last tier.
 * DIFFERS  The lots are a tier of their own, not a small change of the costs of another one, so that no tier gives way.
 *   They come after the search, because homes that are alike are one home for it, and a lot tells them apart. What the
 *   draw may cost is counted in pairs and nodes, so that it does not depend on the machine.
 * COMPLEXITY  A second solve of what is left, and a third one for what the other way round would have given.
 * SOURCE  docs/model.md (44), (45), section 24.
 */
#ifndef KOPPEL_SOLVE_TIE_DRAW_H
#define KOPPEL_SOLVE_TIE_DRAW_H

#include "engine/engine.h"
#include "formulate/formulation.h"
#include "model/proposal.h"
#include "problem/arrangement.h"

/** A formulation's problem in the order of lots. KOPPEL_OK or KOPPEL_E_MEMORY (koppel_arrangement_free is due) */
enum koppel_status koppel_ties_arrange(const struct koppel_formulation *formulation, uint64_t seed,
                                       struct koppel_arrangement *arrangement);

/**
 * Solves a formulation by an engine, and draws its ties.
 * @param options   of the engine; the seed is that of the lots
 * @param[out] solution  as `solve` of engine.h, rows in the order of the tables
 * @param[out] draw      what became of the ties; free by_lot, also after a fault
 * @return that of the engine, or a fault of the draw
 */
enum koppel_status koppel_ties_solve(const struct koppel_formulation *formulation, const struct koppel_engine *engine,
                                     const struct koppel_engine_options *options, struct koppel_solution *solution,
                                     struct koppel_tie_draw *draw);

#endif
