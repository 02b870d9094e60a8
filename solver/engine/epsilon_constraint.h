// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* epsilon_constraint.h - the whole trade-off between two tiers: every assignment that cannot be better in one without
 * being worse in the other.
 *
 *     SETS    the assignments that are optimal in all tiers of a problem but the last two, a and b
 *     RESULT  the points (cost of a, cost of b) that no other such assignment dominates, all of them, by rising cost
 *             of a
 *
 * METHOD  Epsilon-constraint: the least a, and of that the least b; then the least a among those whose b is lower than
 *   the last point's; and so on until b is at its best. b <= epsilon becomes a load (every slot has its own measure,
 *   the cost or gain of each agent there), so any engine solves it.
 * DIFFERS  Components have trade-offs of their own; the whole is made of their sums, from which what is dominated is
 *   struck out. Known bounds of tiers from one point to the next save most proofs.
 * COMPLEXITY  A lexicographic solve a point of a component; at most MOST_SUMS sums.
 * SOURCE  Haimes, Lasdon, Wismer, On a bicriterion formulation of the problems of integrated system identification and
 *   system optimization, IEEE Transactions on Systems, Man, and Cybernetics 1(3), 1971; Chankong, Haimes,
 *   Multiobjective Decision Making: Theory and Methodology, North-Holland 1983.
 */
#ifndef KOPPEL_ENGINE_EPSILON_CONSTRAINT_H
#define KOPPEL_ENGINE_EPSILON_CONSTRAINT_H

#include "engine/engine.h"

struct koppel_trade_off_point {
    int64_t a;
    int64_t b;
    int32_t *slot_of; /* n_agents of the problem: an assignment that has these costs */
};

/** Zero-initialise; koppel_trade_off_free releases everything. */
struct koppel_trade_off {
    struct koppel_arena arena;             /* of the arrays */
    struct koppel_trade_off_point *points; /* a rises, b falls; none when nothing keeps every row */
    int32_t n_points;
    bool is_complete; /* no point is missing; every one that is there is proven */
    bool is_stopped;  /* by time, an interrupt or an engine that does not prove: it goes on after the last point */
};

/**
 * Finds the trade-off.
 * @param problem      n_tiers >= 2; in its last tier loads cost nothing, and pairs cost all at most 0 (a goal that is
 *                     maximised) or all at least 0
 * @param options      the time limit holds for the whole; gap_ppm is taken as 0
 * @param most_points  if there may be more, about so many, evenly spaced in b, where the problem is one component;
 *                     0: all
 * @return KOPPEL_OK also when it was stopped: then there are the points with the least a, or none when there are
 *         several components; KOPPEL_E_ARGUMENT for a problem of another kind or too large; KOPPEL_E_MEMORY; or the
 *         engine's own
 */
enum koppel_status koppel_trade_off_find(const struct koppel_problem *problem, const struct koppel_engine *engine,
                                         const struct koppel_engine_options *options, int32_t most_points,
                                         struct koppel_trade_off *trade_off);

void koppel_trade_off_free(struct koppel_trade_off *trade_off);

#endif
