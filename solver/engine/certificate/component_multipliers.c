// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* component_multipliers.c - multipliers of one tier in one component (see component_multipliers.h). */
#include "engine/certificate/component_multipliers.h"

#include "base/arena.h"
#include "base/bits.h"
#include "base/memory.h"
#include "problem/problem_copy.h"

#include <stdlib.h>

/* The first relaxation, and rounds of cuts after it. */
enum { MOST_RELAXATIONS = 9 };

/* What keep_better needs. */
struct pricing {
    struct koppel_multiplier_run *run;
    int32_t k;
    int64_t cost; /* of the assignment within the component */
};

/* Keeps the multipliers of agents, and which loads are whole; NULL: none is. */
static void keep_whole(struct koppel_multiplier_run *run, int32_t k, const struct koppel_knapsacks *whole)
{
    const struct koppel_component *component = &run->components.items[k];
    struct koppel_tier_multipliers *tier = &run->prices->tiers[run->tier];

    run->items[k].is_whole = whole != NULL;
    for (int32_t g = 0; g < run->items[k].bound.n_rounded; g++) {
        tier->is_whole[component->loads[g]] = whole != NULL && whole->is_own[g];
    }
    for (int32_t i = 0; i < component->problem.n_agents; i++) {
        tier->agent_price[component->agents[i]] =
            whole != NULL ? -whole->lagrangian.agent_price[whole->lagrangian.classes->class_of_agent[i]] : 0;
    }
}

/* A bound that keeps loads whole is taken when it is better than the Lagrangian one, when its loads are rows of the
 * problem itself (not cuts), and when its numbers can be written down. */
static bool is_whole_better(const struct koppel_tier_bound *bound, const struct koppel_knapsacks *whole)
{
    const struct koppel_lagrangian *lagrangian = &bound->lagrangian;
    bool is_better = whole->n_own > 0 && whole->lagrangian.bound > lagrangian->bound;

    for (int32_t o = 0; o < whole->n_own; o++) {
        is_better = is_better && whole->own[o].load < bound->n_rounded;
    }
    for (int32_t s = 0; s < bound->classes.n_agent_classes; s++) {
        int64_t price = whole->lagrangian.agent_price[s];

        is_better = is_better && price <= lagrangian->most_slot_price && price >= -lagrangian->most_slot_price;
    }
    return is_better;
}

/* A multiplier of the wrong sign on a cut would rest on its other limit, which it does not have: 0 instead. */
static void drop_wrong_signs(const struct koppel_mir_cut_list *cuts, struct koppel_tier_bound *bound)
{
    int64_t *prices = bound->lagrangian.load_price + bound->n_rounded;

    for (size_t c = 0; c < cuts->n_items; c++) {
        prices[c] = cuts->items[c].is_upper == (prices[c] > 0) ? prices[c] : 0;
    }
    koppel_lagrangian_bound(&bound->lagrangian);
}

/* Keeps the multipliers of a round with the better of their two bounds, when they prove more than those before. Those
 * of whole loads and of slots are kept, too, until the tier is settled: those of agents follow from them. */
static enum koppel_status keep_better(void *data, bool *is_enough)
{
    const struct pricing *pricing = data;
    struct koppel_multiplier_run *run = pricing->run;
    struct koppel_tier_bound *bound = &run->items[pricing->k].bound;
    int64_t *proven = &run->bounds[(int64_t)pricing->k * run->problem->n_tiers + run->tier];
    struct koppel_arena arena = {0};
    struct koppel_knapsacks whole;
    enum koppel_status status = KOPPEL_OK;

    drop_wrong_signs(&run->items[pricing->k].cuts, bound);
    status = koppel_knapsacks_make(&whole, &bound->lagrangian, &arena);
    if (status == KOPPEL_OK && whole.n_own > 0) {
        koppel_knapsacks_bound(&whole);
    }
    if (status == KOPPEL_OK) {
        bool is_whole = is_whole_better(bound, &whole);
        int64_t proves = koppel_lagrangian_cost(is_whole ? &whole.lagrangian : &bound->lagrangian,
                                                koppel_lagrangian_unit(&bound->lagrangian));

        if (bound->kept.scale == 0 || proves > *proven) {
            status = koppel_tier_bound_keep(bound);
            keep_whole(run, pricing->k, is_whole ? &whole : NULL);
            *proven = proves;
        }
    }
    koppel_arena_free(&arena);
    *is_enough = bound->is_lost || *proven >= pricing->cost || koppel_deadline_expired(&run->deadline);
    return status;
}

/* Cost of the assignment within a component. */
static enum koppel_status component_cost(const struct koppel_multiplier_run *run, int32_t k, int64_t *cost)
{
    const struct koppel_problem *problem = &run->components.items[k].problem;
    int64_t *loads = koppel_new((size_t)problem->n_loads, sizeof *loads);

    if (loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    koppel_problem_loads(problem, run->items[k].slot_of, loads);
    *cost = koppel_problem_cost(problem, run->tier, run->items[k].slot_of, loads);
    free(loads);
    return KOPPEL_OK;
}

enum koppel_status koppel_component_multipliers_find(struct koppel_multiplier_run *run, int32_t k)
{
    struct koppel_problem *problem = &run->components.items[k].problem;
    struct koppel_tier_bound *bound = &run->items[k].bound;
    struct pricing pricing = {.run = run, .k = k};
    int64_t cost = run->costs[run->tier];
    enum koppel_status status = component_cost(run, k, &pricing.cost);

    koppel_tier_bound_free(bound);
    *bound = (struct koppel_tier_bound){.problem = problem,
                                        .tiers = problem->tiers,
                                        .n_tiers = problem->n_tiers,
                                        .tier = run->tier,
                                        .costs = run->held + (int64_t)k * run->problem->n_tiers,
                                        .deadline = &run->deadline,
                                        .slot_of = run->items[k].slot_of,
                                        .close_enough = 1e-9 * (double)(cost < 0 ? -cost : cost),
                                        .n_rounded = problem->n_loads,
                                        .most_rounds = MOST_RELAXATIONS,
                                        .tries_subgradient = true,
                                        .cuts = &run->items[k].cuts,
                                        .keep = keep_better,
                                        .data = &pricing};
    if (status == KOPPEL_OK) {
        status = koppel_tier_bound_open(bound, false);
    }
    if (status == KOPPEL_OK) {
        status = koppel_tier_bound_run(bound);
    }
    koppel_tier_bound_close(bound);
    return status;
}

/* Takes the cuts of a component out again, but for the first n_kept. */
static void drop_cuts(struct koppel_component_run *item, size_t n_kept)
{
    struct koppel_problem *problem = item->bound.problem;
    int32_t n_loads = item->bound.n_rounded + (int32_t)n_kept;
    int64_t n = 0;

    for (int32_t j = 0; j < problem->n_slots; j++) {
        int64_t first = problem->entry_first[j];

        problem->entry_first[j] = n;
        for (int64_t e = first; e < problem->entry_first[j + 1]; e++) {
            if (problem->entries[e].load < n_loads) {
                problem->entries[n++] = problem->entries[e];
            }
        }
    }
    problem->entry_first[problem->n_slots] = n;
    problem->n_measures -= problem->n_loads - n_loads; /* theirs are the last ones, too */
    problem->n_loads = n_loads;
    item->cuts.n_items = n_kept;
}

/* Reduced-cost fixing against H, by the bound that was kept: marks pairs to keep, tightens rows of the component. */
static enum koppel_status mark_pairs(struct koppel_component_run *item, unsigned char *keep)
{
    struct koppel_tier_bound *bound = &item->bound;
    int64_t most = bound->costs[bound->tier], n_kept = 0;
    struct koppel_arena arena = {0};
    struct koppel_knapsacks whole;
    enum koppel_status status = koppel_tier_bound_open(bound, true);

    if (status == KOPPEL_OK && item->is_whole) {
        status = koppel_knapsacks_make(&whole, &bound->lagrangian, &arena);
    }
    if (status == KOPPEL_OK && item->is_whole) {
        koppel_knapsacks_bound(&whole);
    }
    if (status == KOPPEL_OK) {
        status = koppel_tier_bound_fix(bound, item->is_whole ? &whole : NULL, most, keep, &n_kept);
    }
    koppel_arena_free(&arena);
    koppel_tier_bound_close(bound);
    return status;
}

/* Fixes what no assignment uses that costs at most H in the tier at hand; cuts go. */
static enum koppel_status fix_component(struct koppel_component_run *item)
{
    struct koppel_problem *problem = item->bound.problem;
    struct koppel_problem smaller = {0};
    unsigned char *keep = koppel_bits_new(problem->n_pairs);
    enum koppel_status status = KOPPEL_E_MEMORY;

    drop_cuts(item, (size_t)(item->bound.kept.n_loads - item->bound.n_rounded));
    if (keep != NULL) {
        status = mark_pairs(item, keep);
    }
    if (status == KOPPEL_OK) {
        drop_cuts(item, 0);
        status = koppel_problem_select(&smaller, problem, keep);
    }
    if (status == KOPPEL_OK) {
        koppel_problem_free(problem);
        *problem = smaller;
    } else {
        koppel_problem_free(&smaller);
    }
    free(keep);
    return status;
}

/* Lists the multipliers of the cuts of a component; a cut that was found twice gets their sum. */
static enum koppel_status list_cuts(const struct koppel_multiplier_run *run, int32_t k)
{
    struct koppel_tier_multipliers *tier = &run->prices->tiers[run->tier];
    const struct koppel_tier_bound *bound = &run->items[k].bound;
    size_t first = tier->n_cuts;

    for (int32_t g = bound->n_rounded; g < bound->kept.n_loads; g++) {
        const struct koppel_mir_cut *cut = &run->items[k].cuts.items[g - bound->n_rounded];
        int32_t load = run->components.items[k].loads[cut->load];
        size_t row = first;

        if (bound->kept.load_price[g] == 0) {
            continue;
        }
        while (row < tier->n_cuts && (tier->cuts[row].load != load || tier->cuts[row].divisor != cut->divisor ||
                                      tier->cuts[row].is_upper != cut->is_upper)) {
            row++;
        }
        if (row == tier->n_cuts) {
            if (koppel_arena_grow(&run->prices->arena, (void **)&tier->cuts, &tier->cuts_capacity, row + 1,
                                  sizeof *tier->cuts) != KOPPEL_OK) {
                return KOPPEL_E_MEMORY;
            }
            tier->cuts[tier->n_cuts++] = (struct koppel_mir_cut_price){load, cut->divisor, cut->is_upper, 0};
        }
        tier->cuts[row].price += bound->kept.load_price[g];
    }
    return KOPPEL_OK;
}

/* Writes the multipliers down by rows of the whole problem. Where loads are kept whole, those of agents stand for those
 * of these loads and of slots, which are 0. */
static void write_down(const struct koppel_multiplier_run *run, int32_t k)
{
    const struct koppel_component *component = &run->components.items[k];
    const struct koppel_multipliers *kept = &run->items[k].bound.kept;
    struct koppel_tier_multipliers *tier = &run->prices->tiers[run->tier];

    for (int32_t g = 0; g < run->items[k].bound.n_rounded; g++) {
        tier->load_price[component->loads[g]] = tier->is_whole[component->loads[g]] ? 0 : kept->load_price[g];
    }
    for (int32_t j = 0; j < component->problem.n_slots; j++) {
        tier->slot_price[component->slots[j]] = run->items[k].is_whole ? 0 : kept->slot_price[j];
    }
    for (int32_t s = 0; s < run->tier; s++) {
        tier->held_price[(int64_t)k * run->problem->n_tiers + s] = kept->tier_price[s];
    }
    tier->scale[k] = kept->scale;
}

enum koppel_status koppel_component_multipliers_settle(struct koppel_multiplier_run *run, int32_t k)
{
    bool is_last = run->tier + 1 == run->problem->n_tiers;
    enum koppel_status status = list_cuts(run, k);

    write_down(run, k);
    return status == KOPPEL_OK && !is_last ? fix_component(&run->items[k]) : status;
}
