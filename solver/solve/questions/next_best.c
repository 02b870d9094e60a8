/* next_best.c - the best other home of every household (see next_best.h). */
#include "solve/questions/next_best.h"

#include "base/memory.h"
#include "base/workers.h"

#include <stdlib.h>

struct run {
    const struct koppel_next_best *asked;
    struct koppel_alternative *found;
    /* A copy of the components for every worker, because asking marks pairs; opened when it takes its first item. */
    struct koppel_alternatives of_worker[KOPPEL_MOST_WORKERS];
};

/* Is there still time for this household? */
static bool take(void *data, int32_t agent)
{
    const struct run *run = data;
    bool goes_on = !koppel_deadline_expired(&run->asked->options->deadline);

    if (goes_on && run->asked->tell != NULL) {
        run->asked->tell(run->asked->tell_data, agent, run->asked->problem->n_agents);
    }
    return goes_on;
}

static enum koppel_status work(void *data, int32_t worker, int32_t agent)
{
    struct run *run = data;
    const struct koppel_next_best *asked = run->asked;
    struct koppel_engine_options options = *asked->options;
    enum koppel_status status = KOPPEL_OK;
    int32_t n_found = 0;

    if (run->of_worker[worker].engine == NULL) { /* not open yet */
        status = koppel_alternatives_open(&run->of_worker[worker], asked->problem, asked->engine, asked->slot_of,
                                          asked->is_best);
    }
    options.n_threads = 1;
    options.progress = NULL;
    return status == KOPPEL_OK
               ? koppel_alternatives_find(&run->of_worker[worker], &options, agent, 1, &run->found[agent], &n_found)
               : status;
}

enum koppel_status koppel_next_best_find(const struct koppel_next_best *asked, struct koppel_alternative **found)
{
    struct run run = {.asked = asked};
    const struct koppel_workers workers = {.n_items = asked->problem->n_agents,
                                           .n_threads = asked->options->n_threads,
                                           .data = &run,
                                           .take = take,
                                           .work = work};
    enum koppel_status status = KOPPEL_OK;

    *found = NULL;
    run.found = koppel_new((size_t)asked->problem->n_agents, sizeof *run.found);
    if (run.found == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < asked->problem->n_agents; i++) {
        run.found[i].unit = KOPPEL_NONE;
    }
    status = koppel_workers_run(&workers);
    for (int32_t w = 0; w < KOPPEL_MOST_WORKERS; w++) {
        koppel_alternatives_close(&run.of_worker[w]);
    }
    if (status == KOPPEL_OK) {
        *found = run.found;
    } else {
        free(run.found);
    }
    return status;
}
