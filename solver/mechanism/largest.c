/* largest.c - the one best assignment of households to homes (see largest.h). */
#include "mechanism/largest.h"

#include "base/memory.h"
#include "engine/assignment.h"

#include <stdlib.h>

/* A person outweighs all households and all fit, a household all fit. Nobody gets a home at a cost above 0, for being
 * left out costs nothing. */
static void fill_costs(const struct koppel_market *market, const bool *exactly, struct koppel_assignment *assignment)
{
    const struct koppel_problem *open = &market->open;
    koppel_wide n = open->n_agents;
    koppel_wide all_fit = (n + 1) * 1000 * KOPPEL_MICRO;

    for (int32_t i = 0; i < open->n_agents; i++) {
        koppel_wide gain = all_fit * (market->persons[i] * (n + 1) + 1);
        bool may_be_housed = exactly == NULL || exactly[i];

        for (int64_t p = open->first[i]; p < open->first[i + 1]; p++) {
            assignment->cost[p] = may_be_housed ? -gain - market->score[p] : 1;
        }
    }
}

enum koppel_status koppel_largest_find(const struct koppel_market *market, const bool *exactly, int32_t *unit_of)
{
    struct koppel_problem open = market->open; /* its own must_place, the rest borrowed */
    struct koppel_engine_options no_limit = {0};
    struct koppel_assignment assignment = {0};
    struct koppel_watch watch = {0};
    enum koppel_status status = KOPPEL_E_MEMORY;

    open.must_place = koppel_new((size_t)open.n_agents, sizeof *open.must_place);
    if (open.must_place == NULL || koppel_assignment_start(&assignment, &open) != KOPPEL_OK) {
        goto out;
    }
    for (int32_t i = 0; i < open.n_agents; i++) {
        open.must_place[i] = exactly != NULL && exactly[i] && market->kept[i] == KOPPEL_NONE;
    }
    fill_costs(market, exactly, &assignment);
    koppel_watch_start(&watch, &no_limit);
    koppel_assignment_solve(&assignment, &watch);
    status = assignment.is_infeasible ? KOPPEL_E_INTERNAL : KOPPEL_OK;
    for (int32_t i = 0; i < open.n_agents; i++) {
        int64_t p = assignment.pair_of[i];

        unit_of[i] = p == KOPPEL_NONE ? market->kept[i] : open.slot[p];
    }
out:
    free(open.must_place);
    koppel_assignment_free(&assignment);
    return status;
}
