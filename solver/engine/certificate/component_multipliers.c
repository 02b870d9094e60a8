/* component_multipliers.c - prices of one tier in one part (see component_multipliers.h). */
#include "engine/certificate/component_multipliers.h"
#include "problem/load_reach.h"
#include "problem/problem_copy.h"

#include "base/bits.h"
#include "base/memory.h"
#include "engine/bound/knapsack_bound.h"
#include "engine/bound/reduced_cost_fixing.h"
#include "engine/bound/subgradient.h"
#include "engine/lp/column_generation.h"
#include "engine/lp/glpk_guard.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CUT_ROUNDS = 8 };

/* The loads of a part that the whole problem has; its rounded rows come after them. */
static int32_t count_loads(const struct koppel_multiplier_run *run, int32_t k)
{
    return run->components.items[k].problem.n_loads - (int32_t)run->cuts[k].n_items;
}

/* Prices of agents and which loads are whole; NULL: none is. */
static void keep_whole(struct koppel_multiplier_run *run, int32_t k, const struct koppel_knapsacks *whole)
{
    const struct koppel_component *component = &run->components.items[k];
    struct koppel_tier_multipliers *tier = &run->prices->tiers[run->tier];

    run->is_whole[k] = whole != NULL;
    for (int32_t g = 0; g < count_loads(run, k); g++) {
        tier->is_whole[component->loads[g]] = whole != NULL && whole->is_own[g];
    }
    for (int32_t i = 0; i < component->problem.n_agents; i++) {
        tier->agent_price[component->agents[i]] =
            whole != NULL ? -whole->lagrangian.agent_price[whole->lagrangian.classes->class_of_agent[i]] : 0;
    }
}

/* Keeps the prices of a part, by rows of the whole problem, when they prove more than those before. Those of whole
 * loads and of slots are kept, too, until the tier is settled: the agents' prices follow from them. */
static enum koppel_status keep_prices(struct koppel_multiplier_run *run, int32_t k,
                                      const struct koppel_lagrangian *lagrangian, const struct koppel_knapsacks *whole)
{
    const struct koppel_component *component = &run->components.items[k];
    struct koppel_tier_multipliers *tier = &run->prices->tiers[run->tier];
    struct koppel_mir_cut_list *cuts = &run->cuts[k];
    int64_t row = (int64_t)k * run->problem->n_tiers;
    int64_t bound =
        koppel_lagrangian_cost(whole != NULL ? &whole->lagrangian : lagrangian, koppel_lagrangian_unit(lagrangian));
    int32_t n_loads = count_loads(run, k);

    if (tier->scale[k] != 0 && bound <= run->bounds[row + run->tier]) {
        return KOPPEL_OK;
    }
    if (koppel_grow((void **)&cuts->prices, &cuts->prices_capacity, cuts->n_items, sizeof *cuts->prices) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t g = 0; g < n_loads; g++) {
        tier->load_price[component->loads[g]] = lagrangian->load_price[g];
    }
    for (size_t c = 0; c < cuts->n_items; c++) {
        cuts->prices[c] = lagrangian->load_price[n_loads + (int32_t)c];
    }
    cuts->n_priced = cuts->n_items;
    for (int32_t j = 0; j < component->problem.n_slots; j++) {
        tier->slot_price[component->slots[j]] = lagrangian->slot_price[lagrangian->classes->class_of_slot[j]];
    }
    for (int32_t s = 0; s < run->tier; s++) {
        tier->held_price[row + s] = lagrangian->tier_price[s];
    }
    keep_whole(run, k, whole);
    tier->scale[k] = lagrangian->scale;
    run->bounds[row + run->tier] = bound;
    return KOPPEL_OK;
}

/* A bound that keeps loads whole is of use when it is better than that of the prices, when its loads are rows of the
 * problem itself, and when its numbers can be written down. */
static bool is_whole_better(const struct koppel_multiplier_run *run, int32_t k, const struct koppel_knapsacks *whole,
                            const struct koppel_lagrangian *lagrangian)
{
    bool is_better = whole->n_own > 0 && whole->lagrangian.bound > lagrangian->bound;

    for (int32_t o = 0; o < whole->n_own; o++) {
        is_better = is_better && whole->own[o].load < count_loads(run, k);
    }
    for (int32_t s = 0; s < lagrangian->classes->n_agent_classes; s++) {
        int64_t price = whole->lagrangian.agent_price[s];

        is_better = is_better && price <= lagrangian->most_slot_price && price >= -lagrangian->most_slot_price;
    }
    return is_better;
}

/* Keeps the prices with the better of their two bounds: as they are, or with loads kept whole. */
static enum koppel_status keep_better(struct koppel_multiplier_run *run, int32_t k,
                                      const struct koppel_lagrangian *lagrangian)
{
    struct koppel_knapsacks whole;
    enum koppel_status status = koppel_knapsacks_make(&whole, lagrangian);

    if (status == KOPPEL_OK && whole.n_own > 0) {
        koppel_knapsacks_bound(&whole);
    }
    if (status == KOPPEL_OK) {
        status = keep_prices(run, k, lagrangian, is_whole_better(run, k, &whole, lagrangian) ? &whole : NULL);
    }
    koppel_knapsacks_free(&whole);
    return status;
}

/* A price of the wrong sign on a rounded row rests on its other end, which the row does not have. */
static void drop_wrong_signs(const struct koppel_multiplier_run *run, int32_t k, struct koppel_lagrangian *lagrangian)
{
    int32_t n_loads = count_loads(run, k);

    for (size_t c = 0; c < run->cuts[k].n_items; c++) {
        int64_t *price = &lagrangian->load_price[n_loads + (int32_t)c];

        *price = run->cuts[k].items[c].is_upper == (*price > 0) ? *price : 0;
    }
    koppel_lagrangian_bound(lagrangian);
}

/* The same for a part with more rows than a relaxation can have: no values, so nothing is cut off. */
static enum koppel_status price_loads(struct koppel_multiplier_run *run, struct koppel_lagrangian *lagrangian,
                                      double close_enough, bool *has_prices)
{
    int32_t *slot_of = koppel_new((size_t)lagrangian->problem->n_agents, sizeof *slot_of);
    struct koppel_subgradient search = {
        .lagrangian = lagrangian, .deadline = &run->deadline, .close_enough = close_enough, .slot_of = slot_of};
    enum koppel_status status = slot_of != NULL ? koppel_subgradient_find(&search) : KOPPEL_E_MEMORY;

    *has_prices = search.has_prices;
    free(slot_of);
    return status;
}

/* The best prices of one part that the relaxation gives; prices of 0 prove something, too. */
static enum koppel_status generate_columns(struct koppel_multiplier_run *run, int32_t k,
                                           struct koppel_lagrangian *lagrangian, struct koppel_class_values *values)
{
    struct koppel_column_generation generation = {
        .lagrangian = lagrangian, .deadline = &run->deadline, .slot_of = run->slot_of[k]};
    int64_t cost = run->costs[run->tier];
    enum koppel_status status = KOPPEL_OK;
    bool lost = false;

    generation.close_enough = 1e-9 * (double)(cost < 0 ? -cost : cost);
    if (koppel_subgradient_suit(lagrangian)) {
        bool has_prices = false;

        status = price_loads(run, lagrangian, generation.close_enough, &has_prices);

        if (status != KOPPEL_OK || has_prices) {
            return status;
        }
    }
    status = koppel_guard_run(koppel_column_generation_run, &generation, &lost);
    *values = generation.values;
    return status;
}

/* Rounds the loads that the values of the relaxation break. *again: there are new rows to price. */
static enum koppel_status add_cuts(struct koppel_multiplier_run *run, int32_t k, const struct koppel_classes *classes,
                                   const struct koppel_class_values *values, bool *again)
{
    struct koppel_problem *problem = &run->components.items[k].problem;
    struct koppel_mir_cut_list *cuts = &run->cuts[k];
    int32_t first = problem->n_loads;
    int32_t n_added = 0;
    enum koppel_status status = koppel_mir_cuts_list(problem, count_loads(run, k), classes, values, &cuts->items,
                                                     cuts->n_items, &cuts->capacity, &n_added);

    cuts->n_items += (size_t)n_added;
    *again = n_added > 0;
    return status == KOPPEL_OK && *again ? koppel_problem_limit_by_slots(problem, first, true) : status;
}

/* One relaxation of a part: its prices are kept, and what it breaks is cut off. */
static enum koppel_status price_once(struct koppel_multiplier_run *run, int32_t k, bool *again)
{
    const struct koppel_problem *problem = &run->components.items[k].problem;
    const int64_t *held = run->held + (int64_t)k * run->problem->n_tiers;
    struct koppel_classes classes = {0};
    struct koppel_lagrangian lagrangian = {0};
    struct koppel_class_values values = {0};
    enum koppel_status status = koppel_classes_make(&classes, problem, run->tier + 1);

    if (status == KOPPEL_OK) {
        status = koppel_lagrangian_make(&lagrangian, problem, &classes, run->tier, held);
    }
    if (status == KOPPEL_OK) {
        status = generate_columns(run, k, &lagrangian, &values);
        *again = status == KOPPEL_OK;
    }
    if (status == KOPPEL_E_ENGINE) {
        koppel_lagrangian_free(&lagrangian);
        status = koppel_lagrangian_make(&lagrangian, problem, &classes, run->tier, held);
    }
    if (status == KOPPEL_OK) {
        drop_wrong_signs(run, k, &lagrangian);
        status = keep_better(run, k, &lagrangian);
    }
    if (status == KOPPEL_OK && *again) {
        status = add_cuts(run, k, &classes, &values, again);
    }
    koppel_lagrangian_free(&lagrangian);
    koppel_classes_free(&classes);
    free(values.items);
    return status;
}

/* Cost of the choice within a part. */
static enum koppel_status part_cost(const struct koppel_multiplier_run *run, int32_t k, int64_t *cost)
{
    const struct koppel_problem *problem = &run->components.items[k].problem;
    int64_t *loads = koppel_new((size_t)problem->n_loads, sizeof *loads);

    if (loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    koppel_problem_loads(problem, run->slot_of[k], loads);
    *cost = koppel_problem_cost(problem, run->tier, run->slot_of[k], loads);
    free(loads);
    return KOPPEL_OK;
}

enum koppel_status koppel_component_multipliers_find(struct koppel_multiplier_run *run, int32_t k)
{
    int64_t at = (int64_t)k * run->problem->n_tiers + run->tier;
    int64_t cost = 0;
    bool again = true;
    enum koppel_status status = part_cost(run, k, &cost);

    run->cuts[k].n_priced = 0;
    for (int round = 0; round <= MOST_CUT_ROUNDS && again && status == KOPPEL_OK; round++) {
        again = false;
        status = price_once(run, k, &again);
        again = again && run->bounds[at] < cost && !koppel_deadline_expired(&run->deadline);
    }
    return status;
}

/* Takes the rounded rows of a part out again, but for the first n_kept. */
static void drop_cuts(struct koppel_multiplier_run *run, int32_t k, size_t n_kept)
{
    struct koppel_problem *problem = &run->components.items[k].problem;
    int32_t n_loads = count_loads(run, k) + (int32_t)n_kept;
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
    run->cuts[k].n_items = n_kept;
}

/* The prices that are kept of a part, in a pricing of it. */
static void load_prices(const struct koppel_multiplier_run *run, int32_t k, struct koppel_lagrangian *lagrangian)
{
    const struct koppel_component *component = &run->components.items[k];
    const struct koppel_tier_multipliers *tier = &run->prices->tiers[run->tier];
    int32_t n_loads = count_loads(run, k);

    for (int32_t g = 0; g < n_loads; g++) {
        lagrangian->load_price[g] = tier->load_price[component->loads[g]];
    }
    for (size_t c = 0; c < run->cuts[k].n_priced; c++) {
        lagrangian->load_price[n_loads + (int32_t)c] = run->cuts[k].prices[c];
    }
    for (int32_t j = 0; j < component->problem.n_slots; j++) {
        lagrangian->slot_price[lagrangian->classes->class_of_slot[j]] = tier->slot_price[component->slots[j]];
    }
    for (int32_t s = 0; s < run->tier; s++) {
        lagrangian->tier_price[s] = tier->held_price[(int64_t)k * run->problem->n_tiers + s];
    }
    koppel_lagrangian_bound(lagrangian);
}

/* Marks the pairs that a choice uses which costs at most H in the tier at hand, and narrows the rows of the part. */
static enum koppel_status mark_plain(const struct koppel_lagrangian *lagrangian, int64_t most,
                                     struct koppel_problem *problem, unsigned char *keep)
{
    koppel_wide gap = (koppel_wide)lagrangian->scale * most - lagrangian->bound;

    if (koppel_fix_pairs(lagrangian, gap, keep) < 0) {
        return KOPPEL_E_MEMORY;
    }
    koppel_fix_rows(lagrangian, gap, NULL, problem);
    return KOPPEL_OK;
}

/* The same by the bound that keeps loads whole. */
static enum koppel_status mark_whole(const struct koppel_lagrangian *lagrangian, int64_t most,
                                     struct koppel_problem *problem, unsigned char *keep)
{
    const struct koppel_classes *classes = lagrangian->classes;
    struct koppel_knapsacks whole;
    koppel_wide gap = 0;
    enum koppel_status status = koppel_knapsacks_make(&whole, lagrangian);

    if (status == KOPPEL_OK) {
        koppel_knapsacks_bound(&whole);
        gap = (koppel_wide)whole.lagrangian.scale * most - whole.lagrangian.bound;
        status = koppel_knapsacks_price_amounts(&whole);
    }
    if (status == KOPPEL_OK) {
        status = koppel_fix_pairs_by(problem, classes, koppel_knapsacks_reduced_costs_of, &whole, gap, keep) >= 0
                     ? KOPPEL_OK
                     : KOPPEL_E_MEMORY;
    }
    if (status == KOPPEL_OK) {
        koppel_knapsacks_fix_rows(&whole, gap, problem);
    }
    koppel_knapsacks_free(&whole);
    return status;
}

/* Takes out of a part what no choice uses that costs at most H in the tier at hand. */
static enum koppel_status fix_component(struct koppel_multiplier_run *run, int32_t k)
{
    struct koppel_problem *problem = &run->components.items[k].problem;
    const int64_t *held = run->held + (int64_t)k * run->problem->n_tiers;
    struct koppel_problem smaller = {0};
    struct koppel_classes classes = {0};
    struct koppel_lagrangian lagrangian = {0};
    unsigned char *keep = koppel_bits_new(problem->n_pairs);
    enum koppel_status status = KOPPEL_E_MEMORY;

    drop_cuts(run, k, run->cuts[k].n_priced);
    if (keep != NULL) {
        status = koppel_classes_make(&classes, problem, run->tier + 1);
    }
    if (status == KOPPEL_OK) {
        status = koppel_lagrangian_make(&lagrangian, problem, &classes, run->tier, held);
    }
    if (status == KOPPEL_OK) {
        load_prices(run, k, &lagrangian);
        status = run->is_whole[k] ? mark_whole(&lagrangian, held[run->tier], problem, keep)
                                  : mark_plain(&lagrangian, held[run->tier], problem, keep);
    }
    if (status == KOPPEL_OK) {
        drop_cuts(run, k, 0);
        status = koppel_problem_select(&smaller, problem, keep);
    }
    if (status == KOPPEL_OK) {
        koppel_problem_free(problem);
        *problem = smaller;
    } else {
        koppel_problem_free(&smaller);
    }
    koppel_lagrangian_free(&lagrangian);
    koppel_classes_free(&classes);
    free(keep);
    return status;
}

/* Lists the prices of the rounded rows of a part; the same row found twice has the sum of its prices. */
static enum koppel_status list_cuts(struct koppel_multiplier_run *run, int32_t k)
{
    struct koppel_tier_multipliers *tier = &run->prices->tiers[run->tier];
    const struct koppel_mir_cut_list *cuts = &run->cuts[k];
    size_t first = tier->n_cuts;

    for (size_t c = 0; c < cuts->n_priced; c++) {
        const struct koppel_mir_cut *cut = &cuts->items[c];
        int32_t load = run->components.items[k].loads[cut->load];
        size_t row = first;

        if (cuts->prices[c] == 0) {
            continue;
        }
        while (row < tier->n_cuts && (tier->cuts[row].load != load || tier->cuts[row].divisor != cut->divisor ||
                                      tier->cuts[row].is_upper != cut->is_upper)) {
            row++;
        }
        if (row == tier->n_cuts) {
            if (koppel_grow((void **)&tier->cuts, &tier->cuts_capacity, row + 1, sizeof *tier->cuts) != KOPPEL_OK) {
                return KOPPEL_E_MEMORY;
            }
            tier->cuts[tier->n_cuts++] = (struct koppel_mir_cut_price){load, cut->divisor, cut->is_upper, 0};
        }
        tier->cuts[row].price += cuts->prices[c];
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_component_multipliers_settle(struct koppel_multiplier_run *run, int32_t k)
{
    const struct koppel_component *component = &run->components.items[k];
    struct koppel_tier_multipliers *tier = &run->prices->tiers[run->tier];
    bool is_last = run->tier + 1 == run->problem->n_tiers;
    enum koppel_status status = list_cuts(run, k);

    if (status == KOPPEL_OK && !is_last) {
        status = fix_component(run, k);
    }
    for (int32_t g = 0; g < count_loads(run, k); g++) {
        tier->load_price[component->loads[g]] =
            tier->is_whole[component->loads[g]] ? 0 : tier->load_price[component->loads[g]];
    }
    for (int32_t j = 0; j < component->problem.n_slots; j++) {
        tier->slot_price[component->slots[j]] = run->is_whole[k] ? 0 : tier->slot_price[component->slots[j]];
    }
    return status;
}
