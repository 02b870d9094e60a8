// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* steps.c - which steps of the engine are on (see steps.h); without KOPPEL_ABLATION there is nothing here. */
#include "base/steps.h"

#ifdef KOPPEL_ABLATION
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* bench/ablation.sh reads this list. */
static const char *const names[] = {
    [KOPPEL_STEP_ASSIGNMENT_FIRST] = "assignment-first",
    [KOPPEL_STEP_ASSIGNMENT_CORE] = "assignment-core",
    [KOPPEL_STEP_BLOCK_BOUND] = "block-bound",
    [KOPPEL_STEP_BLOCK_CUTS] = "block-cuts",
    [KOPPEL_STEP_BLOCK_DESCENT] = "block-descent",
    [KOPPEL_STEP_BLOCK_IMPROVE] = "block-improve",
    [KOPPEL_STEP_BLOCK_SEARCH] = "block-search",
    [KOPPEL_STEP_CLASSES] = "classes",
    [KOPPEL_STEP_COLUMN_GENERATION] = "column-generation",
    [KOPPEL_STEP_COUPLING_ROW] = "coupling-row",
    [KOPPEL_STEP_DESCENT] = "descent",
    [KOPPEL_STEP_EARLY_SEARCH] = "early-search",
    [KOPPEL_STEP_EQUAL_SLOTS] = "equal-slots",
    [KOPPEL_STEP_EXACT_COMPONENTS] = "exact-components",
    [KOPPEL_STEP_EXCHANGE] = "exchange",
    [KOPPEL_STEP_EXCHANGE_FIRST] = "exchange-first",
    [KOPPEL_STEP_FIRST_SEARCH] = "first-search",
    [KOPPEL_STEP_FIX_PAIRS] = "fix-pairs",
    [KOPPEL_STEP_FIX_ROWS] = "fix-rows",
    [KOPPEL_STEP_KNAPSACK_BOUND] = "knapsack-bound",
    [KOPPEL_STEP_LAST_SEARCH] = "last-search",
    [KOPPEL_STEP_LNS] = "lns",
    [KOPPEL_STEP_MIR_CUTS] = "mir-cuts",
    [KOPPEL_STEP_OBJECTIVE_CUTS] = "objective-cuts",
    [KOPPEL_STEP_ROUNDING] = "rounding",
    [KOPPEL_STEP_ROW_BRANCHING] = "row-branching",
    [KOPPEL_STEP_STAGE_CUTOFFS] = "stage-cutoffs",
    [KOPPEL_STEP_STRONG_BRANCHING] = "strong-branching",
    [KOPPEL_STEP_SUBGRADIENT] = "subgradient",
    [KOPPEL_STEP_WITHOUT_LOADS] = "without-loads",
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static bool is_off[sizeof names / sizeof *names];

static void read_environment(void)
{
    const char *at = getenv("KOPPEL_WITHOUT");

    while (at != NULL && *at != '\0') {
        size_t length = strcspn(at, ",");

        for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
            is_off[k] = is_off[k] || (strlen(names[k]) == length && strncmp(at, names[k], length) == 0);
        }
        at += length + (at[length] == ',');
    }
}

bool koppel_step_is_on(enum koppel_step step)
{
    pthread_once(&once, read_environment);
    return !is_off[step];
}
#endif
