/* lns.h - large neighbourhood search: parts of the incumbent that belong together, each searched with all others fixed.
 *
 * METHOD  Of every agent the few pairs of least reduced cost count, and that of the incumbent. Neighbourhoods
 *   (lns_neighbourhood.h) are drawn anew in every round, N_SIZES sizes in turn, and each is solved as an integer
 *   program (block_bound.h) until MOST_IDLE_ROUNDS rounds in a row have not helped.
 * SOURCE  Shaw, Using constraint programming and local search methods to solve vehicle routing problems, CP98, LNCS
 *   1520, 1998; Pisinger, Ropke, Large neighborhood search, in Handbook of Metaheuristics, Springer 2010.
 */
#ifndef KOPPEL_ENGINE_LNS_LNS_H
#define KOPPEL_ENGINE_LNS_LNS_H

#include "engine/branch/reduced_problem.h"

/** Improves the incumbent as long as rounds help, then fixes what it rules out. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_lns_improve(struct koppel_reduced_problem *reduced);

#endif
