// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* steps.h - the steps of the engine that the build of `make ablation` can leave out, to measure what each is worth.
 *
 * Compiled with KOPPEL_ABLATION, the environment variable KOPPEL_WITHOUT names steps that are off, separated by commas.
 * In every other build all steps are on, and the compiler removes the question.
 *
 * SOURCE  own: names of steps as docs/engine.md has them.
 */
#ifndef KOPPEL_BASE_STEPS_H
#define KOPPEL_BASE_STEPS_H

#include <stdbool.h>

enum koppel_step {
    KOPPEL_STEP_ASSIGNMENT_FIRST,  /* a component without terms as one assignment problem, without its loads */
    KOPPEL_STEP_ASSIGNMENT_CORE,   /* a few pairs of every agent, more where prices ask for them */
    KOPPEL_STEP_BLOCK_BOUND,       /* blocks solved apart, agents of several at a price */
    KOPPEL_STEP_BLOCK_CUTS,        /* an objective cut for every block */
    KOPPEL_STEP_BLOCK_DESCENT,     /* all tiers in every block of a large problem, before the relaxation */
    KOPPEL_STEP_BLOCK_IMPROVE,     /* every block searched with all others left as they are */
    KOPPEL_STEP_BLOCK_SEARCH,      /* a search between the incumbent and what the blocks chose */
    KOPPEL_STEP_CLASSES,           /* equivalence classes of agents and slots */
    KOPPEL_STEP_COLUMN_GENERATION, /* in the relaxations of branch and bound */
    KOPPEL_STEP_COUPLING_ROW,      /* parts that one load joins, for every amount of it */
    KOPPEL_STEP_DESCENT,           /* greedy descent after the first search */
    KOPPEL_STEP_EARLY_SEARCH,      /* of all pairs with few nodes, before neighbourhoods and blocks */
    KOPPEL_STEP_EQUAL_SLOTS,       /* merged when the problem is split into components */
    KOPPEL_STEP_EXACT_COMPONENTS,  /* components of few pairs by branch and bound alone */
    KOPPEL_STEP_EXCHANGE,          /* cyclic exchange by assignment */
    KOPPEL_STEP_EXCHANGE_FIRST,    /* the same before the relaxation */
    KOPPEL_STEP_FIRST_SEARCH,      /* over the columns of the relaxation */
    KOPPEL_STEP_FIX_PAIRS,         /* by reduced cost */
    KOPPEL_STEP_FIX_ROWS,          /* limits of loads and agents that must be placed, by reduced cost */
    KOPPEL_STEP_KNAPSACK_BOUND,    /* and fixing by it */
    KOPPEL_STEP_LAST_SEARCH,       /* of all pairs that are left */
    KOPPEL_STEP_LNS,               /* large neighbourhood search */
    KOPPEL_STEP_MIR_CUTS,          /* in the relaxation */
    KOPPEL_STEP_OBJECTIVE_CUTS,    /* for a held tier as a whole */
    KOPPEL_STEP_ROUNDING,          /* of relaxations in branch and bound */
    KOPPEL_STEP_ROW_BRANCHING,     /* on sums of columns */
    KOPPEL_STEP_STAGE_CUTOFFS,     /* branch and bound below one cutoff after another */
    KOPPEL_STEP_STRONG_BRANCHING,  /* trial solves of both sides */
    KOPPEL_STEP_SUBGRADIENT,       /* load prices by steps and an auction where there are many rows */
    KOPPEL_STEP_WITHOUT_LOADS      /* an assignment without loads where their prices are 0 */
};

#ifdef KOPPEL_ABLATION
bool koppel_step_is_on(enum koppel_step step);
#else
static inline bool koppel_step_is_on(enum koppel_step step)
{
    (void)step;
    return true;
}
#endif

#endif
