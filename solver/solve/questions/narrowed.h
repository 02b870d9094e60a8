// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* narrowed.h - the best other slot of an agent, by solving again what the bounds of the proven proposal leave open.
 *
 * METHOD  An iterative deepening over what the answer may cost. Tier t and slack s admit all pairs that a tier after t
 *   rules out, or none, and those that t rules out at a reduced cost of at most s (for the agent: least + s, least being
 *   what its cheapest other pair costs there). By ruled_out.h, what is not admitted costs more in a tier before t, or
 *   D > (least + s - gap_t) / scale_t more in t. So an optimum of the admitted problem that costs no more than that
 *   is an optimum of the question, and all other optima are admitted as well; else t and s are widened. The last step
 *   admits everything, and what that proves is the answer.
 *     The admitted problem falls apart, for most agents have one slot left. Only the component of the agent is solved.
 * DIFFERS  Korf deepens a search; here every step is a solve by the engine of the question, mostly of a few pairs.
 * COMPLEXITY  O(pairs (entries of a slot + tiers)) a step, and its solve.
 * SOURCE  Korf, Depth-first iterative-deepening: an optimal admissible tree search, Artificial Intelligence 27, 1985;
 *   Posta, Ferland, Michelon, An exact method with variable fixing for solving the generalized assignment problem,
 *   Computational Optimization and Applications 52, 2012 (variable fixing under a rising cutoff).
 */
#ifndef KOPPEL_SOLVE_QUESTIONS_NARROWED_H
#define KOPPEL_SOLVE_QUESTIONS_NARROWED_H

#include "engine/engine.h"
#include "solve/questions/proven_parts.h"

/** What is asked; borrowed. */
struct koppel_narrowed_question {
    const struct koppel_proven_part *part; /* complete */
    const struct koppel_problem *problem;  /* of the component, with the last tier that counts moves */
    const struct koppel_engine *engine;
    const struct koppel_engine_options *options;
    int32_t agent;
};

struct koppel_narrowed_answer {
    enum koppel_outcome outcome; /* NO_ANSWER: it was stopped, or no narrowed problem was enough */
    int32_t *slot_of;            /* n_agents, the caller's: the best assignment, where PROVEN */
    int64_t *costs;              /* tiers of the part, the caller's: of that assignment */
};

/** KOPPEL_OK, KOPPEL_E_MEMORY or the engine's status. */
enum koppel_status koppel_narrowed_solve(const struct koppel_narrowed_question *question,
                                         struct koppel_narrowed_answer *answer);

#endif
