// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* lns.h - large neighbourhood search: parts of the incumbent that belong together, each searched with all others fixed.
 *
 * METHOD  Only near pairs count: of every agent the few of least reduced cost, and the incumbent's. In every round the
 *   slots are divided into neighbourhoods anew (lns_neighbourhood.h), and each is searched as an integer program with
 *   all other agents left where they are (block_bound.h). Rounds take N_SIZES sizes in turn, each twice the one before
 *   with half as many nodes: small ones are solved in a moment, larger ones see more.
 * DIFFERS  Sizes go round instead of adapting to what has helped (Pisinger, Ropke 2010), and nothing is accepted that
 *   is not better.
 * COMPLEXITY  O(pairs) to choose near pairs; a search for every neighbourhood of a round, and at most MOST_IDLE_ROUNDS
 *   rounds after the last one that helped.
 * SOURCE  Shaw, Using constraint programming and local search methods to solve vehicle routing problems, CP98, LNCS
 *   1520, 1998; Pisinger, Ropke, Large neighborhood search, in Handbook of Metaheuristics, Springer 2010.
 */
#ifndef KOPPEL_ENGINE_LNS_LNS_H
#define KOPPEL_ENGINE_LNS_LNS_H

#include "engine/branch/reduced_problem.h"

/** Improves the incumbent until MOST_IDLE_ROUNDS rounds in a row have not helped, then fixes what it rules out.
 * KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_lns_improve(struct koppel_reduced_problem *reduced);

#endif
