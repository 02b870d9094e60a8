/* prices.c - prices for every tier and part of a solved problem (see prices.h). */
#include "engine/prices.h"

#include "base/memory.h"
#include "engine/guard.h"
#include "engine/price_part.h"

#include <stdlib.h>

enum { MOST_THREADS = 64 };

/* The next part of this tier, or KOPPEL_NONE. */
static int32_t take_part(struct koppel_price_run *run)
{
    int32_t part = KOPPEL_NONE;

    pthread_mutex_lock(&run->lock);
    if (run->status == KOPPEL_OK && run->next < run->parts.n_items && !koppel_watch_expired(&run->watch)) {
        part = run->next++;
    }
    pthread_mutex_unlock(&run->lock);
    return part;
}

static void *work(void *data)
{
    struct koppel_price_run *run = data;

    for (int32_t k = take_part(run); k != KOPPEL_NONE; k = take_part(run)) {
        enum koppel_status status = koppel_price_part_find(run, k);

        if (status != KOPPEL_OK) {
            pthread_mutex_lock(&run->lock);
            run->status = run->status == KOPPEL_OK ? status : run->status;
            pthread_mutex_unlock(&run->lock);
        }
    }
    koppel_guard_end();
    return NULL;
}

/* One tier on threads of our own, so that GLPK's state is never that of the caller's thread. */
static void work_on_threads(struct koppel_price_run *run)
{
    pthread_t threads[MOST_THREADS];
    int32_t n_wanted = run->options->n_threads < 1 ? 1 : run->options->n_threads;
    int32_t n_started = 0;
    sigset_t all, before;

    n_wanted = n_wanted < MOST_THREADS ? n_wanted : MOST_THREADS;
    n_wanted = n_wanted < run->parts.n_items ? n_wanted : run->parts.n_items;
    run->next = 0;
    /* Signals go to the caller's thread. */
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    while (n_started < n_wanted && pthread_create(&threads[n_started], NULL, work, run) == 0) {
        n_started++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (n_started == 0 && n_wanted > 0) {
        run->status = KOPPEL_E_MEMORY;
    }
    while (n_started > 0) {
        pthread_join(threads[--n_started], NULL);
    }
}

/* LB_t, and from it H_tp of every part for the tiers after; INT64_MIN when a part has no bound. */
static int64_t add_bounds(struct koppel_price_run *run)
{
    int32_t n_tiers = run->problem->n_tiers;
    int64_t bound = run->parts.constants[run->tier];

    for (int32_t k = 0; k < run->parts.n_items; k++) {
        int64_t part = run->bounds[(int64_t)k * n_tiers + run->tier];

        if (part == INT64_MIN) {
            return INT64_MIN;
        }
        bound += part;
    }
    for (int32_t k = 0; k < run->parts.n_items; k++) {
        int64_t at = (int64_t)k * n_tiers + run->tier;

        run->held[at] = run->costs[run->tier] - (bound - run->bounds[at]);
    }
    return bound;
}

enum koppel_status koppel_prices_find(const struct koppel_problem *problem, const int32_t *slot_of,
                                      const struct koppel_engine_options *options, struct koppel_prices *prices)
{
    struct koppel_price_run run = {.problem = problem, .options = options, .prices = prices};
    enum koppel_status status = KOPPEL_OK;

    *prices = (struct koppel_prices){0};
    if (pthread_mutex_init(&run.lock, NULL) != 0) {
        return KOPPEL_E_MEMORY;
    }
    koppel_watch_start(&run.watch, options);
    status = koppel_price_run_start(&run, slot_of);
    for (run.tier = 0; run.tier < problem->n_tiers && status == KOPPEL_OK; run.tier++) {
        work_on_threads(&run);
        status = run.status;
        if (status != KOPPEL_OK || koppel_watch_expired(&run.watch)) {
            break;
        }
        prices->tiers[run.tier].bound = add_bounds(&run);
        if (prices->tiers[run.tier].bound == INT64_MIN) {
            break;
        }
        prices->n_found++;
        for (int32_t k = 0; k < run.parts.n_items && status == KOPPEL_OK; k++) {
            status = koppel_price_part_settle(&run, k);
        }
    }
    koppel_price_run_free(&run);
    pthread_mutex_destroy(&run.lock);
    if (status != KOPPEL_OK) {
        koppel_prices_free(prices);
    }
    return status;
}

void koppel_prices_free(struct koppel_prices *prices)
{
    for (int32_t t = 0; prices->tiers != NULL && t < prices->n_tiers; t++) {
        free(prices->tiers[t].load_price);
        free(prices->tiers[t].cuts);
        free(prices->tiers[t].slot_price);
        free(prices->tiers[t].scale);
        free(prices->tiers[t].held_price);
        free(prices->tiers[t].agent_price);
        free(prices->tiers[t].is_whole);
    }
    free(prices->tiers);
    free(prices->agent_of_part);
    *prices = (struct koppel_prices){0};
}
