/* lns.h - large neighbourhood search: parts of the incumbent that belong together, each searched with all others fixed.
 *
 * Of every agent the few pairs of least reduced cost count. Neighbourhoods (lns_neighbourhood.h) are drawn anew in every
 * round, small and large ones in turn: small ones are solved in a moment, larger ones see more.
 *
 * SOURCE  Shaw, Using constraint programming and local search methods to solve vehicle routing problems, CP 1998.
 */
#ifndef KOPPEL_ENGINE_LNS_LNS_H
#define KOPPEL_ENGINE_LNS_LNS_H

#include "engine/branch/reduced_problem.h"

/** Improves the incumbent as long as one round in a few helps, then fixes what it rules out. KOPPEL_OK or KOPPEL_E_MEMORY */
enum koppel_status koppel_lns_improve(struct koppel_reduced_problem *reduced);

#endif
