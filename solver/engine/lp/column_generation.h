// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* column_generation.h - multipliers of a tier: its linear relaxation over few pairs of classes, to which pairs of
 * negative reduced cost are added (column generation, or sifting).
 *
 * METHOD  The restricted program starts with the pairs of the incumbent, which make its first basis, and the
 *   FIRST_PAIRS pairs of least cost of every agent class. GLPK's primal simplex gives duals; koppel_lagrangian_bound
 *   prices all pairs in whole numbers with them and proves a bound; up to ROUND_PAIRS pairs of every agent class with a
 *   reduced cost below the dual of its row are added; and so on, until there is none, or the program is close_enough to
 *   the best bound. The multipliers of the best bound are the result.
 *
 * ROWS     (1) agents of a class      at most its size (exactly, where they must be placed)
 *          (2) places of a slot class at most its places
 *          (4) loads                  base + sum a x = lo + sum of segments
 *          (6) held tiers             cost at most best
 * COLUMNS  pairs of classes; for every load a segment a slope of its costs between lo and hi
 *
 * DIFFERS  The columns are pairs of classes, not assignments of a whole load (Dantzig, Wolfe 1960; Savelsbergh 1997),
 *   so the relaxation is the plain linear one; knapsack_bound.h goes beyond it with the same duals. Costs of pairs are
 *   worked out when they are priced: the pairs outside of the program take no memory but a bit each.
 * COMPLEXITY  O(pairs of classes) a round for pricing, at most MOST_ROUNDS, and the simplex on rows of (1), (2), (4),
 *   (6).
 * SOURCE  Gilmore, Gomory, A linear programming approach to the cutting-stock problem, Operations Research 9(6), 1961;
 *   Desaulniers, Desrosiers, Solomon (eds.), Column Generation, Springer 2005; docs/model.md (1), (2), (4), (5).
 */
#ifndef KOPPEL_ENGINE_LP_COLUMN_GENERATION_H
#define KOPPEL_ENGINE_LP_COLUMN_GENERATION_H

#include "base/deadline.h"
#include "engine/bound/lagrangian_bound.h"

struct koppel_column_generation {
    struct koppel_lagrangian *lagrangian; /* in: multipliers of 0; out: the best ones found, with their bound */
    const struct koppel_deadline *deadline;
    const int32_t *slot_of;     /* n_agents: an assignment that keeps every row and the held tiers */
    double close_enough;        /* ends when the relaxation is at most this far above the bound, in units of cost */
    struct koppel_arena *arena; /* for the values; borrowed */
    struct koppel_class_values values; /* (out) of the last relaxation */
    double cost;                       /* of the last relaxation (out) */
    int32_t n_columns;                 /* pairs of classes in the last relaxation (out) */
    bool is_optimal;                   /* (out) no pair was left to add */
};

/**
 * Finds multipliers. Not to be called within koppel_guard_run, for it guards GLPK itself.
 * @return KOPPEL_OK (also when it was stopped early), KOPPEL_E_MEMORY, or KOPPEL_E_ENGINE when GLPK failed
 */
enum koppel_status koppel_column_generation_run(struct koppel_column_generation *generation);

#endif
