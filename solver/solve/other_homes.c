// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* other_homes.c - the best other home of every household in the order of lots (see other_homes.h). */
#include "solve/other_homes.h"

#include "base/memory.h"
#include "solve/tie_draw.h"

#include <stdlib.h>

/* The households that are named, by rows of the case, ascending. */
static void name_affected(const struct koppel_arrangement *arrangement, struct koppel_affected *affected)
{
    int32_t n = affected->n < KOPPEL_NAMED_HOUSEHOLDS ? affected->n : KOPPEL_NAMED_HOUSEHOLDS;

    for (int32_t k = 0; k < n; k++) {
        int32_t row = arrangement->agent_of[affected->first[k]];
        int32_t at = k;

        for (; at > 0 && affected->first[at - 1] > row; at--) {
            affected->first[at] = affected->first[at - 1];
        }
        affected->first[at] = row;
    }
}

/* The best other homes, by households and units of the case again. */
static enum koppel_status name_homes(const struct koppel_arrangement *arrangement,
                                     const struct koppel_alternative *arranged, struct koppel_alternative **found)
{
    int32_t n = arrangement->problem.n_agents;

    *found = koppel_new((size_t)n, sizeof **found);
    for (int32_t i = 0; *found != NULL && i < n; i++) {
        struct koppel_alternative *home = &(*found)[arrangement->agent_of[i]];

        *home = arranged[i];
        home->unit = home->unit != KOPPEL_NONE ? arrangement->slot_of[home->unit] : KOPPEL_NONE;
        for (int effect = 0; effect < KOPPEL_N_EFFECTS; effect++) {
            name_affected(arrangement, &home->others[effect]);
        }
    }
    return *found != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

enum koppel_status koppel_other_homes_find(const struct koppel_formulation *formulation,
                                           const struct koppel_next_best *asked, struct koppel_alternative **found)
{
    struct koppel_next_best within = *asked;
    struct koppel_arrangement arrangement = {0};
    struct koppel_alternative *arranged = NULL;
    int32_t *slot_of = koppel_new((size_t)formulation->problem.n_agents, sizeof *slot_of);
    enum koppel_status status = koppel_ties_arrange(formulation, asked->options->seed, &arrangement);

    *found = NULL;
    status = slot_of != NULL ? status : KOPPEL_E_MEMORY;
    if (status == KOPPEL_OK) {
        koppel_arrangement_enter(&arrangement, asked->slot_of, slot_of);
        within.problem = &arrangement.problem;
        within.slot_of = slot_of;
        status = koppel_next_best_find(&within, &arranged);
    }
    if (status == KOPPEL_OK) {
        status = name_homes(&arrangement, arranged, found);
    }
    free(arranged);
    free(slot_of);
    koppel_arrangement_free(&arrangement);
    return status;
}
