/* next_best.c - the best other home of every household (see next_best.h). */
#include "library/next_best.h"

#include "base/memory.h"
#include "base/steady.h"

#include <pthread.h>
#include <stdlib.h>

enum { MOST_THREADS = 64 };

struct run {
    const struct koppel_next_best *asked;
    struct koppel_alternative *found;
    pthread_mutex_t lock;
    int32_t next; /* household that the next free thread takes */
    double end;   /* on the steady clock; 0: no limit */
    enum koppel_status status;
};

static bool is_over(const struct run *run)
{
    const struct koppel_engine_options *options = run->asked->options;

    return run->status != KOPPEL_OK || run->next >= run->asked->problem->n_agents ||
           (options->stop != NULL && *options->stop != 0) || (run->end > 0 && koppel_steady_seconds() >= run->end);
}

/* The next household, or KOPPEL_NONE. */
static int32_t take(struct run *run)
{
    int32_t agent = KOPPEL_NONE;

    pthread_mutex_lock(&run->lock);
    if (!is_over(run)) {
        agent = run->next++;
        if (run->asked->tell != NULL) {
            run->asked->tell(run->asked->tell_data, agent, run->asked->problem->n_agents);
        }
    }
    pthread_mutex_unlock(&run->lock);
    return agent;
}

/* A worker with a copy of the parts of its own, because asking changes their marks. */
static void *work(void *data)
{
    struct run *run = data;
    struct koppel_alternatives alternatives = {0};
    struct koppel_engine_options options = *run->asked->options;
    enum koppel_status status = koppel_alternatives_open(&alternatives, run->asked->problem, run->asked->engine,
                                                         run->asked->slot_of, run->asked->is_best);

    options.n_threads = 1;
    options.progress = NULL;
    for (int32_t i = take(run); i != KOPPEL_NONE && status == KOPPEL_OK; i = take(run)) {
        int32_t n_found = 0;

        options.time_limit = koppel_steady_left(run->end);
        status = koppel_alternatives_find(&alternatives, &options, i, 1, &run->found[i], &n_found);
    }
    koppel_alternatives_close(&alternatives);
    if (status != KOPPEL_OK) {
        pthread_mutex_lock(&run->lock);
        run->status = status;
        pthread_mutex_unlock(&run->lock);
    }
    return NULL;
}

enum koppel_status koppel_next_best_find(const struct koppel_next_best *asked, struct koppel_alternative **found)
{
    struct run run = {.asked = asked};
    pthread_t threads[MOST_THREADS];
    int32_t n_wanted = asked->options->n_threads < MOST_THREADS ? asked->options->n_threads : MOST_THREADS;
    int32_t n_started = 0;

    *found = NULL;
    run.found = koppel_new((size_t)asked->problem->n_agents, sizeof *run.found);
    if (run.found == NULL || pthread_mutex_init(&run.lock, NULL) != 0) {
        free(run.found);
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < asked->problem->n_agents; i++) {
        run.found[i].unit = KOPPEL_NONE;
    }
    run.end = asked->options->time_limit > 0 ? koppel_steady_seconds() + asked->options->time_limit : 0;
    while (n_started + 1 < n_wanted && pthread_create(&threads[n_started], NULL, work, &run) == 0) {
        n_started++;
    }
    work(&run);
    while (n_started > 0) {
        pthread_join(threads[--n_started], NULL);
    }
    pthread_mutex_destroy(&run.lock);
    if (run.status != KOPPEL_OK) {
        free(run.found);
        return run.status;
    }
    *found = run.found;
    return KOPPEL_OK;
}
