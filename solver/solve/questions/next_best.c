// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* next_best.c - the best other home of every household (see next_best.h). */
#include "solve/questions/next_best.h"

#include "base/memory.h"
#include "base/workers.h"

#include <stdlib.h>

struct run {
    const struct koppel_next_best *asked;
    bool is_best; /* the proposal is proven best */
    struct koppel_alternative *found;
    /* A copy of the components for every worker, because asking marks pairs; opened when it takes its first item. */
    struct koppel_alternatives of_worker[KOPPEL_MOST_WORKERS];
    struct koppel_proven_parts parts; /* for all workers */
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
                                          run->is_best);
        run->of_worker[worker].parts = run->is_best ? &run->parts : NULL;
    }
    options.n_threads = 1;
    options.progress = NULL;
    return status == KOPPEL_OK
               ? koppel_alternatives_find(&run->of_worker[worker], &options, agent, 1, &run->found[agent], &n_found)
               : status;
}

/* Where nobody says that the proposal is best, a solve from it tells: answers must not depend on who asks. */
static enum koppel_status prove_best(struct run *run)
{
    const struct koppel_problem *problem = run->asked->problem;
    struct koppel_engine_options options = *run->asked->options;
    struct koppel_solution solution = {0};
    int64_t *loads = koppel_new((size_t)problem->n_loads, sizeof *loads);
    enum koppel_status status = KOPPEL_E_MEMORY;

    options.progress = NULL;
    options.start = run->asked->slot_of;
    if (loads != NULL) {
        status = run->asked->engine->solve(problem, &options, &solution);
    }
    if (status == KOPPEL_OK && solution.slot_of != NULL) {
        run->is_best = koppel_solution_is_best(&solution);
        koppel_problem_loads(problem, run->asked->slot_of, loads);
        for (int32_t t = 0; t < problem->n_tiers; t++) {
            run->is_best =
                run->is_best && solution.tiers[t].cost == koppel_problem_cost(problem, t, run->asked->slot_of, loads);
        }
    }
    koppel_solution_free(&solution);
    free(loads);
    return status;
}

/* What bounds of the proposal leave open, where it is proven best. Components are numbered alike for every worker. */
static enum koppel_status find_parts(struct run *run)
{
    const struct koppel_next_best *asked = run->asked;
    struct koppel_alternatives *first = &run->of_worker[0];
    enum koppel_status status = run->is_best ? KOPPEL_OK : prove_best(run);

    if (status == KOPPEL_OK) {
        status = koppel_alternatives_open(first, asked->problem, asked->engine, asked->slot_of, run->is_best);
    }
    if (status == KOPPEL_OK && run->is_best) {
        status = koppel_proven_parts_make(&run->parts, &first->components, asked->problem->n_tiers, asked->slot_of,
                                          asked->options->n_threads, &asked->options->deadline);
        first->parts = &run->parts;
    }
    return status;
}

/* How many households can be asked for where work is limited and no bounds answer: a solve looks at every pair of its
 * part for each tier before it counts a step. All questions together may take what the solve itself could. */
static int32_t n_within_work(const struct run *run)
{
    const struct koppel_alternatives *first = &run->of_worker[0];
    const int32_t n_agents = run->asked->problem->n_agents;
    int64_t left = KOPPEL_QUESTIONS_OF_WORK * run->asked->options->most_steps;

    if (run->asked->options->most_steps == 0 || run->is_best) {
        return n_agents;
    }
    for (int32_t i = 0; i < n_agents; i++) {
        if (first->component_of[i] != KOPPEL_NONE) {
            const struct koppel_problem *part = &first->components.items[first->component_of[i]].problem;

            left -= part->first[part->n_agents] * (part->n_tiers + 1);
        }
        if (left < 0) {
            return i;
        }
    }
    return n_agents;
}

enum koppel_status koppel_next_best_find(const struct koppel_next_best *asked, struct koppel_alternative **found)
{
    struct run run = {.asked = asked, .is_best = asked->is_best};
    struct koppel_workers workers = {.n_threads = asked->options->n_threads, .data = &run, .take = take, .work = work};
    enum koppel_status status = KOPPEL_OK;

    *found = NULL;
    run.found = koppel_new((size_t)asked->problem->n_agents, sizeof *run.found);
    if (run.found == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < asked->problem->n_agents; i++) {
        run.found[i].unit = KOPPEL_NONE;
    }
    if (!koppel_deadline_expired(&asked->options->deadline)) { /* else nothing is known of anybody */
        status = find_parts(&run);
        workers.n_items = status == KOPPEL_OK ? n_within_work(&run) : 0;
        status = status == KOPPEL_OK ? koppel_workers_run(&workers) : status;
    }
    for (int32_t w = 0; w < KOPPEL_MOST_WORKERS; w++) {
        koppel_alternatives_close(&run.of_worker[w]);
    }
    koppel_proven_parts_free(&run.parts);
    if (status == KOPPEL_OK) {
        *found = run.found;
    } else {
        free(run.found);
    }
    return status;
}
