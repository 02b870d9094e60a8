// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* rule_out.c - which tier rules out what in components whose optima are known (see rule_out.h). */
#include "engine/rule_out.h"

#include "base/workers.h"
#include "engine/componentwise.h"
#include "engine/lp/glpk_guard.h"

#include <string.h>

struct run {
    struct koppel_proven_component *components;
    const struct koppel_deadline *deadline;
};

static enum koppel_status work(void *data, int32_t worker, int32_t k)
{
    const struct run *run = data;
    struct koppel_proven_component *item = &run->components[k];
    struct koppel_lexicographic component = {.problem = item->problem,
                                             .deadline = run->deadline,
                                             .n_best_tiers = item->problem->n_tiers,
                                             .ruled_out = &item->ruled_out};
    struct koppel_arena arena = {0};
    enum koppel_status status = koppel_ruled_out_start(&item->ruled_out, item->problem, item->arena);

    (void)worker;
    if (status == KOPPEL_OK) {
        status = koppel_lexicographic_start(&component, &arena);
    }
    if (status == KOPPEL_OK) {
        memcpy(component.trial, item->slot_of, (size_t)item->problem->n_agents * sizeof *component.trial);
        status = koppel_lexicographic_try_incumbent(&component);
    }
    if (status == KOPPEL_OK && component.has_incumbent) {
        status = koppel_scale_method.solve(&component);
    }
    koppel_arena_free(&arena);
    return status;
}

enum koppel_status koppel_rule_out(struct koppel_proven_component *components, int32_t n, int32_t n_threads,
                                   const struct koppel_deadline *deadline)
{
    struct run run = {components, deadline};
    const struct koppel_workers workers = {
        .n_items = n, .n_threads = n_threads, .data = &run, .work = work, .end = koppel_guard_end};

    return koppel_workers_run(&workers);
}
