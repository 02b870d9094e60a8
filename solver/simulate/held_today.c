// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* held_today.c - homes worth holding beside a proposal (see held_today.h). */
#include "simulate/held_today.h"

#include "base/memory.h"

#include <stdlib.h>

/* As koppel simulate has them when it is not told otherwise. */
enum { EVERY = 7, VACANT = 28, FUTURES = 10, LOOK = 182, PATIENCE_PERCENT = 2, MOST_NODES = 2000 };

static int32_t *offered_units(const struct koppel_held_request *request, int32_t n_units)
{
    int32_t *offered = koppel_new((size_t)n_units, sizeof *offered);

    for (int32_t j = 0; offered != NULL && j < n_units; j++) {
        offered[j] = KOPPEL_NONE;
    }
    for (int32_t i = 0; offered != NULL && i < request->n_households; i++) {
        if (request->unit_of[i] != KOPPEL_NONE) {
            offered[request->unit_of[i]] = i;
        }
    }
    return offered;
}

static enum koppel_status weigh(const struct koppel_held_request *request, const struct koppel_case_world *made,
                                struct koppel_text *csv, struct koppel_text *words)
{
    const struct koppel_policy_run run = {.options = request->options,
                                          .stream = {.seed = request->seed, .step = KOPPEL_NONE},
                                          .n_futures = FUTURES,
                                          .look_days = LOOK,
                                          .patience_percent = PATIENCE_PERCENT,
                                          .holds_against_overdue = request->holds_against_overdue};
    struct koppel_held_homes held = {0};
    int32_t *offered = offered_units(request, made->job.kase.n_units);
    enum koppel_status status = offered != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK) {
        status = koppel_held_homes_find(&held, made, &run);
    }
    if (status == KOPPEL_OK) {
        koppel_held_table(made, &held, FUTURES, offered, csv);
        koppel_held_print(made, &held, FUTURES, offered, words);
        status = koppel_text_status(csv) == KOPPEL_OK ? koppel_text_status(words) : KOPPEL_E_MEMORY;
    }
    koppel_held_homes_free(&held);
    free(offered);
    return status;
}

enum koppel_status koppel_held_today(const struct koppel_held_request *request, struct koppel_text *csv,
                                     struct koppel_text *words, struct koppel_errors *errors,
                                     struct koppel_errors *notes)
{
    const struct koppel_case_days days = {.every = EVERY, .vacant = VACANT, .horizon = LOOK + 2 * EVERY};
    struct koppel_held_request here = *request;
    struct koppel_case_world made = {0};
    enum koppel_status status = koppel_case_world_open(&made, request->files, &days, errors, NULL);

    if (status == KOPPEL_OK) {
        koppel_case_world_note(&made, notes);
        here.options.n_threads = 1;
        here.options.most_nodes = MOST_NODES;
        here.options.progress = NULL;
        status = weigh(&here, &made, csv, words);
        if (status != KOPPEL_OK) {
            koppel_errors_add(errors, status, NULL, 0, 0, "the homes worth holding could not be worked out");
        }
    }
    koppel_case_world_close(&made);
    return status;
}
