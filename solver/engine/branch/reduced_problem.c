// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reduced_problem.c - bounds and fixing on what is left of a component (see reduced_problem.h). */
#include "engine/branch/reduced_problem.h"

#include "base/arena.h"
#include "base/bits.h"
#include "base/exact.h"
#include "base/memory.h"
#include "base/steps.h"
#include "engine/heuristic/cyclic_exchange.h"
#include "problem/load_reach.h"
#include "problem/problem_copy.h"

#include <stdlib.h>
#include <string.h>

/* Relaxations with cuts at most; borrowed pairs are copied only when more than 1 / FEW_OF_PAIRS of them is fixed. */
enum { MOST_RELAXATIONS = 8, FEW_OF_PAIRS = 50 };

void koppel_reduced_problem_free(struct koppel_reduced_problem *reduced)
{
    koppel_problem_free(&reduced->left);
    koppel_tier_bound_free(&reduced->bound);
    koppel_arena_free(&reduced->arena);
}

/* Keeps the multipliers of the Lagrangian, and raises the bound by what they prove. */
static enum koppel_status keep_round(void *data, bool *is_enough)
{
    struct koppel_reduced_problem *reduced = data;
    const struct koppel_lagrangian *lagrangian = &reduced->bound.lagrangian;
    enum koppel_status status = koppel_tier_bound_keep(&reduced->bound);

    koppel_reduced_problem_raise_bound(reduced, koppel_lagrangian_cost(lagrangian, koppel_lagrangian_unit(lagrangian)));
    *is_enough = koppel_reduced_problem_is_done(reduced);
    return status;
}

enum koppel_status koppel_reduced_problem_start(struct koppel_reduced_problem *reduced)
{
    const struct koppel_problem *problem = reduced->component->problem;
    size_t n_tiers = (size_t)problem->n_tiers;
    enum koppel_status status = KOPPEL_OK;

    reduced->is_held = koppel_arena_new(&reduced->arena, n_tiers, 1);
    reduced->tiers = koppel_arena_new(&reduced->arena, n_tiers, sizeof *reduced->tiers);
    reduced->costs = koppel_arena_new(&reduced->arena, n_tiers, sizeof *reduced->costs);
    status = koppel_arena_status(&reduced->arena);
    if (status == KOPPEL_OK) {
        status = koppel_problem_share(&reduced->left, problem);
    }
    reduced->bound = (struct koppel_tier_bound){.problem = &reduced->left,
                                                .tiers = reduced->tiers,
                                                .costs = reduced->costs,
                                                .deadline = reduced->component->deadline,
                                                .slot_of = reduced->component->slot_of,
                                                .n_rounded = problem->n_loads,
                                                .most_rounds = MOST_RELAXATIONS,
                                                .is_warm = true,
                                                .keep = keep_round,
                                                .data = reduced};
    return status == KOPPEL_OK ? koppel_problem_limit_loads(&reduced->left) : status;
}

void koppel_reduced_problem_view(struct koppel_reduced_problem *reduced)
{
    struct koppel_tier_bound *bound = &reduced->bound;
    int32_t at_hand = reduced->component->tier;

    bound->n_tiers = 0;
    for (int32_t t = 0; t < reduced->left.n_tiers; t++) {
        if (t >= at_hand || reduced->is_held[t]) {
            bound->tier = t == at_hand ? bound->n_tiers : bound->tier;
            reduced->costs[bound->n_tiers] = reduced->component->costs[t];
            reduced->tiers[bound->n_tiers++] = reduced->left.tiers[t];
        }
    }
    koppel_tier_bound_view(bound);
}

int64_t koppel_reduced_problem_cost(const struct koppel_reduced_problem *reduced)
{
    return reduced->component->costs[reduced->component->tier];
}

int64_t koppel_reduced_problem_bound(const struct koppel_reduced_problem *reduced)
{
    return reduced->component->bounds[reduced->component->tier];
}

bool koppel_reduced_problem_is_done(const struct koppel_reduced_problem *reduced)
{
    return koppel_gap_within(koppel_reduced_problem_cost(reduced), koppel_reduced_problem_bound(reduced),
                             reduced->gap_ppm) ||
           koppel_deadline_expired(reduced->component->deadline);
}

void koppel_reduced_problem_raise_bound(struct koppel_reduced_problem *reduced, int64_t bound)
{
    int64_t *best = &reduced->component->bounds[reduced->component->tier];

    bound = bound < koppel_reduced_problem_cost(reduced) ? bound : koppel_reduced_problem_cost(reduced);
    *best = bound > *best ? bound : *best;
    if (reduced->component->report != NULL) {
        reduced->component->report(reduced->component->report_data, reduced->component, reduced->component->tier,
                                   koppel_reduced_problem_cost(reduced), *best);
    }
}

/* An upper bound on what a tier can cost in what is left: every agent and load on its own at its dearest. */
static koppel_wide most_cost(const struct koppel_problem *problem, int32_t t)
{
    const struct koppel_tier *tier = &problem->tiers[t];
    koppel_wide sum = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t most = problem->must_place[i] ? INT64_MIN : 0;

        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int64_t cost = koppel_cost_of_pair(problem, t, i, p);

            most = cost > most ? cost : most;
        }
        sum += most;
    }
    for (size_t k = 0; k < tier->n_terms; k++) {
        const struct koppel_term *term = &tier->terms[k];
        const struct koppel_load *load = &problem->loads[term->load];
        koppel_wide over = load->hi > term->at ? (koppel_wide)term->over * (load->hi - term->at) : 0;
        koppel_wide under = load->lo < term->at ? (koppel_wide)term->under * (term->at - load->lo) : 0;

        sum += over > under ? over : under;
    }
    return sum;
}

/* With a gap of 0, fixing has taken out every pair, value and agent left out of positive reduced cost; reduced costs of
 * empty places and of held tiers it does not take out, so these must be 0. */
bool koppel_reduced_problem_is_settled(const struct koppel_reduced_problem *reduced)
{
    const struct koppel_tier_bound *bound = &reduced->bound;
    bool settled = koppel_tier_bound_gap(bound, NULL, koppel_reduced_problem_cost(reduced)) == 0 &&
                   koppel_step_is_on(KOPPEL_STEP_FIX_PAIRS) && koppel_step_is_on(KOPPEL_STEP_FIX_ROWS);

    for (int32_t k = 0; k < bound->classes.n_slot_classes; k++) {
        settled = settled && bound->lagrangian.slot_price[k] == 0;
    }
    for (int32_t t = 0; t < bound->tier; t++) {
        settled = settled && bound->lagrangian.tier_price[t] == 0;
    }
    return settled || most_cost(&reduced->left, reduced->component->tier) <= koppel_reduced_problem_cost(reduced);
}

enum koppel_status koppel_reduced_problem_try_incumbent(struct koppel_reduced_problem *reduced)
{
    struct koppel_lexicographic *component = reduced->component;
    int64_t *loads = koppel_new((size_t)component->problem->n_loads, sizeof *loads);
    bool is_same = loads != NULL;
    enum koppel_status status = loads != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    if (loads != NULL) {
        koppel_problem_loads(component->problem, component->trial, loads);
    }
    for (int32_t t = 0; t < component->tier && is_same; t++) {
        is_same = koppel_problem_cost(component->problem, t, component->trial, loads) == component->costs[t];
    }
    free(loads);
    if (is_same) {
        status = koppel_lexicographic_try_incumbent(component);
    }
    koppel_reduced_problem_view(reduced);
    return status;
}

enum koppel_status koppel_reduced_problem_exchange(struct koppel_reduced_problem *reduced, int most_rounds)
{
    struct koppel_lexicographic *component = reduced->component;
    enum koppel_status status = KOPPEL_OK;

    if (!koppel_step_is_on(KOPPEL_STEP_EXCHANGE) || koppel_reduced_problem_is_done(reduced)) {
        return KOPPEL_OK;
    }
    memcpy(component->trial, component->slot_of, (size_t)component->problem->n_agents * sizeof *component->trial);
    status = koppel_cyclic_exchange_run(component->problem, &reduced->left, component->tier, most_rounds,
                                        component->deadline, component->trial);
    if (status == KOPPEL_OK) {
        status = koppel_reduced_problem_try_incumbent(reduced);
        koppel_reduced_problem_raise_bound(reduced, INT64_MIN);
    }
    return status;
}

/* How far above its bound a relaxation is left, in units of cost. */
static double close_enough(const struct koppel_reduced_problem *reduced)
{
    int64_t cost = koppel_reduced_problem_cost(reduced);

    return 1e-7 * (double)(cost < 0 ? -cost : cost);
}

enum koppel_status koppel_reduced_problem_subgradient(struct koppel_reduced_problem *reduced, bool *has_multipliers)
{
    struct koppel_lexicographic *component = reduced->component;
    enum koppel_status status = KOPPEL_OK;
    bool has_incumbent = false, is_enough = false;

    reduced->bound.close_enough = close_enough(reduced);
    status = koppel_tier_bound_subgradient(&reduced->bound, component->trial, &has_incumbent, has_multipliers);
    if (!has_incumbent) {
        memcpy(component->trial, component->slot_of, (size_t)component->problem->n_agents * sizeof *component->trial);
    }
    return status == KOPPEL_OK ? keep_round(reduced, &is_enough) : status;
}

enum koppel_status koppel_reduced_problem_relax(struct koppel_reduced_problem *reduced)
{
    reduced->bound.close_enough = close_enough(reduced);
    return koppel_tier_bound_run(&reduced->bound);
}

static enum koppel_status replace_left(struct koppel_reduced_problem *reduced, const unsigned char *keep)
{
    struct koppel_problem smaller = {0};
    enum koppel_status status = koppel_problem_select(&smaller, &reduced->left, keep);

    if (status != KOPPEL_OK) {
        koppel_problem_free(&smaller);
        return status;
    }
    koppel_problem_free(&reduced->left);
    reduced->left = smaller;
    return KOPPEL_OK;
}

/* Reduced-cost fixing by the Lagrangian bound (whole is NULL), or by the knapsack bound. Borrowed pairs are not copied
 * for a few that fall out, unless the incumbent is proven optimal: then the tier may be settled, for which all others
 * must go. */
static enum koppel_status fix_by(struct koppel_reduced_problem *reduced, struct koppel_knapsacks *whole)
{
    int64_t cost = koppel_reduced_problem_cost(reduced), n_kept = 0, few = 0;
    unsigned char *kept = NULL;
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (koppel_deadline_expired(reduced->component->deadline)) {
        return KOPPEL_OK; /* nothing that comes after gains by it */
    }
    if (reduced->left.borrows_pairs && koppel_tier_bound_gap(&reduced->bound, whole, cost) > 0) {
        few = reduced->left.n_pairs / FEW_OF_PAIRS;
    }
    kept = koppel_bits_new(reduced->left.n_pairs);
    if (kept != NULL) {
        status = koppel_tier_bound_fix(&reduced->bound, whole, cost, kept, &n_kept);
    }
    if (status == KOPPEL_OK && reduced->left.n_pairs - n_kept > few) {
        status = replace_left(reduced, kept);
    }
    free(kept);
    if (status == KOPPEL_OK) {
        status = koppel_problem_limit_loads(&reduced->left);
    }
    koppel_reduced_problem_view(reduced);
    return status == KOPPEL_OK ? koppel_tier_bound_open(&reduced->bound, true) : status;
}

enum koppel_status koppel_reduced_problem_fix(struct koppel_reduced_problem *reduced)
{
    return fix_by(reduced, NULL);
}

enum koppel_status koppel_reduced_problem_knapsack_bound(struct koppel_reduced_problem *reduced, bool fixes)
{
    struct koppel_arena arena = {0};
    struct koppel_knapsacks whole;
    const struct koppel_lagrangian *lagrangian = &whole.lagrangian;
    enum koppel_status status = koppel_knapsacks_make(&whole, &reduced->bound.lagrangian, &arena);

    koppel_deadline_spend(reduced->component->deadline, reduced->left.n_pairs);
    if (status == KOPPEL_OK && whole.n_own > 0) {
        koppel_knapsacks_bound(&whole);
        koppel_reduced_problem_raise_bound(reduced,
                                           koppel_lagrangian_cost(lagrangian, koppel_lagrangian_unit(lagrangian)));
        status = koppel_tier_bound_gap(&reduced->bound, &whole, koppel_reduced_problem_cost(reduced)) < 0
                     ? KOPPEL_E_INTERNAL
                     : KOPPEL_OK;
    }
    if (status == KOPPEL_OK && fixes && whole.n_own > 0) {
        status = fix_by(reduced, &whole);
    }
    koppel_arena_free(&arena);
    return status;
}
