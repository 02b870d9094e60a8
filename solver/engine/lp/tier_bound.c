// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* tier_bound.c - what a tier costs at least, and what that fixes (see tier_bound.h for the loop). */
#include "engine/lp/tier_bound.h"

#include "base/arena.h"
#include "base/memory.h"
#include "base/steps.h"
#include "engine/bound/reduced_cost_fixing.h"
#include "engine/bound/subgradient.h"
#include "engine/lp/column_generation.h"
#include "problem/load_reach.h"

#include <stdlib.h>

void koppel_tier_bound_view(struct koppel_tier_bound *bound)
{
    bound->view = *bound->problem;
    bound->view.tiers = bound->tiers;
    bound->view.n_tiers = bound->n_tiers;
}

static void free_values(struct koppel_tier_bound *bound)
{
    koppel_arena_free(&bound->found);
    bound->values = (struct koppel_class_values){0};
}

void koppel_tier_bound_close(struct koppel_tier_bound *bound)
{
    koppel_arena_free(&bound->opened);
    free_values(bound);
}

void koppel_tier_bound_free(struct koppel_tier_bound *bound)
{
    koppel_tier_bound_close(bound);
    koppel_arena_free(&bound->keeping);
}

enum koppel_status koppel_tier_bound_open(struct koppel_tier_bound *bound, bool with_kept)
{
    enum koppel_status status = KOPPEL_OK;

    koppel_arena_free(&bound->opened);
    koppel_tier_bound_view(bound);
    koppel_deadline_spend(bound->deadline, bound->view.n_pairs);
    status = koppel_classes_make(&bound->classes, &bound->view, bound->tier + 1, &bound->opened);
    if (status == KOPPEL_OK) {
        status = koppel_lagrangian_make(&bound->lagrangian, &bound->view, &bound->classes, bound->tier, bound->costs,
                                        &bound->opened);
    }
    if (status == KOPPEL_OK && with_kept) {
        koppel_multipliers_load(&bound->kept, &bound->lagrangian);
    }
    return status;
}

enum koppel_status koppel_tier_bound_keep(struct koppel_tier_bound *bound)
{
    koppel_arena_free(&bound->keeping);
    if (koppel_multipliers_start(&bound->kept, &bound->lagrangian, &bound->keeping) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    koppel_multipliers_save(&bound->kept, &bound->lagrangian);
    return KOPPEL_OK;
}

enum koppel_status koppel_tier_bound_subgradient(struct koppel_tier_bound *bound, int32_t *slot_of, bool *has_incumbent,
                                                 bool *has_multipliers)
{
    struct koppel_subgradient search = {.lagrangian = &bound->lagrangian,
                                        .deadline = bound->deadline,
                                        .close_enough = bound->close_enough,
                                        .slot_of = slot_of};
    enum koppel_status status = koppel_subgradient_find(&search);

    *has_incumbent = search.has_incumbent;
    *has_multipliers = search.has_prices;
    return status;
}

/* Multipliers and values of the relaxation. Without GLPK's answer, multipliers of 0 prove something, too. */
static enum koppel_status generate_columns(struct koppel_tier_bound *bound)
{
    struct koppel_column_generation generation = {.lagrangian = &bound->lagrangian,
                                                  .deadline = bound->deadline,
                                                  .slot_of = bound->slot_of,
                                                  .close_enough = bound->close_enough,
                                                  .arena = &bound->found};
    enum koppel_status status = koppel_column_generation_run(&generation);

    bound->values = generation.values;
    bound->is_lost = status == KOPPEL_E_ENGINE;
    if (bound->is_lost) {
        status = koppel_tier_bound_open(bound, false);
        if (status == KOPPEL_OK) {
            koppel_lagrangian_bound(&bound->lagrangian);
        }
    }
    return status;
}

static enum koppel_status find_multipliers(struct koppel_tier_bound *bound)
{
    bool has_incumbent = false, has_multipliers = false;
    enum koppel_status status = KOPPEL_OK;

    free_values(bound);
    if (bound->tries_subgradient && koppel_subgradient_suit(&bound->lagrangian)) {
        int32_t *slot_of = koppel_new((size_t)bound->view.n_agents, sizeof *slot_of);

        status = slot_of != NULL ? koppel_tier_bound_subgradient(bound, slot_of, &has_incumbent, &has_multipliers)
                                 : KOPPEL_E_MEMORY;
        free(slot_of);
    }
    return status == KOPPEL_OK && !has_multipliers ? generate_columns(bound) : status;
}

/* Separates cuts by the values of the relaxation, and opens again with them. */
static enum koppel_status add_cuts(struct koppel_tier_bound *bound, int32_t *n_added)
{
    int32_t first = bound->problem->n_loads;
    enum koppel_status status =
        koppel_mir_cuts_add(bound->problem, bound->n_rounded, &bound->classes, &bound->values, bound->cuts, n_added);

    if (status != KOPPEL_OK || *n_added == 0) {
        return status;
    }
    status = bound->cuts != NULL ? koppel_problem_limit_by_slots(bound->problem, first, true)
                                 : koppel_problem_limit_loads(bound->problem);
    if (status == KOPPEL_OK && bound->is_warm) {
        status = koppel_multipliers_extend(&bound->kept, *n_added, &bound->keeping);
    }
    return status == KOPPEL_OK ? koppel_tier_bound_open(bound, bound->is_warm) : status;
}

enum koppel_status koppel_tier_bound_run(struct koppel_tier_bound *bound)
{
    enum koppel_status status = KOPPEL_OK;
    int32_t n_added = 1;

    for (int32_t round = 0; round < bound->most_rounds && n_added > 0 && status == KOPPEL_OK; round++) {
        bool is_enough = false;

        status = find_multipliers(bound);
        if (status == KOPPEL_OK) {
            status = bound->keep(bound->data, &is_enough);
        }
        if (status != KOPPEL_OK || is_enough || !koppel_step_is_on(KOPPEL_STEP_MIR_CUTS)) {
            break;
        }
        status = add_cuts(bound, &n_added);
    }
    return status;
}

koppel_wide koppel_tier_bound_gap(const struct koppel_tier_bound *bound, const struct koppel_knapsacks *whole,
                                  int64_t cost)
{
    const struct koppel_lagrangian *lagrangian = whole != NULL ? &whole->lagrangian : &bound->lagrangian;

    return (koppel_wide)lagrangian->scale * cost - lagrangian->bound;
}

enum koppel_status koppel_tier_bound_fix(struct koppel_tier_bound *bound, struct koppel_knapsacks *whole, int64_t cost,
                                         unsigned char *keep, int64_t *n_kept)
{
    koppel_wide gap = koppel_tier_bound_gap(bound, whole, cost);
    koppel_wide gap_of_pairs = koppel_step_is_on(KOPPEL_STEP_FIX_PAIRS) ? gap : INT64_MAX;

    if (gap < 0) {
        return KOPPEL_E_INTERNAL;
    }
    if (whole != NULL) {
        koppel_knapsacks_price_amounts(whole);
    }
    *n_kept = whole != NULL ? koppel_fix_pairs_by(&bound->view, &bound->classes, koppel_knapsacks_reduced_costs_of,
                                                  whole, gap_of_pairs, keep)
                            : koppel_fix_pairs(&bound->lagrangian, gap_of_pairs, keep);
    if (*n_kept < 0) {
        return KOPPEL_E_MEMORY;
    }
    if (!koppel_step_is_on(KOPPEL_STEP_FIX_ROWS)) {
        return KOPPEL_OK;
    }
    if (whole != NULL) {
        koppel_knapsacks_fix_rows(whole, gap, bound->problem);
    } else {
        koppel_fix_rows(&bound->lagrangian, gap, NULL, bound->problem);
    }
    return KOPPEL_OK;
}
