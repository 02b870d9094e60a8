/* reduced_problem.c - what can still be chosen in a tier (see reduced_problem.h). */
#include "engine/reduced_problem.h"
#include "problem/load_reach.h"
#include "problem/problem_copy.h"

#include "base/bits.h"
#include "base/memory.h"
#include "base/steps.h"
#include "engine/bound/knapsack_bound.h"
#include "engine/bound/mir_cuts.h"
#include "engine/bound/subgradient.h"
#include "engine/lp/column_generation.h"
#include "engine/lp/glpk_guard.h"
#include "engine/solution.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CUT_ROUNDS = 8, FEW_OF_PAIRS = 50 };

void koppel_reduced_problem_free(struct koppel_reduced_problem *reduced)
{
    koppel_problem_free(&reduced->left);
    koppel_multipliers_free(&reduced->prices);
    koppel_lagrangian_free(&reduced->lagrangian);
    koppel_classes_free(&reduced->classes);
    free(reduced->is_held);
    free(reduced->tiers);
    free(reduced->costs);
    free(reduced->all_held);
}

enum koppel_status koppel_reduced_problem_start(struct koppel_reduced_problem *reduced)
{
    const struct koppel_problem *problem = reduced->component->problem;
    size_t n_tiers = (size_t)problem->n_tiers;
    enum koppel_status status = KOPPEL_E_MEMORY;

    reduced->is_held = koppel_new(n_tiers, 1);
    reduced->all_held = koppel_new(n_tiers, 1);
    reduced->tiers = koppel_new(n_tiers, sizeof *reduced->tiers);
    reduced->costs = koppel_new(n_tiers, sizeof *reduced->costs);
    if (reduced->is_held != NULL && reduced->all_held != NULL && reduced->tiers != NULL && reduced->costs != NULL) {
        memset(reduced->all_held, 1, n_tiers);
        status = koppel_problem_share(&reduced->left, problem);
    }
    return status == KOPPEL_OK ? koppel_problem_limit_loads(&reduced->left) : status;
}

/* The view of what is left for the part's tier. */
void koppel_reduced_problem_view(struct koppel_reduced_problem *reduced)
{
    const struct koppel_problem *left = &reduced->left;
    int32_t n = 0;

    reduced->view = *left;
    reduced->view.tiers = reduced->tiers;
    for (int32_t t = 0; t < left->n_tiers; t++) {
        if (t >= reduced->component->tier || reduced->is_held[t]) {
            reduced->tier = t == reduced->component->tier ? n : reduced->tier;
            reduced->costs[n] = reduced->component->costs[t];
            reduced->tiers[n++] = left->tiers[t];
        }
    }
    reduced->view.n_tiers = n;
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

/* Classes and pricing of the view, with the known prices if there are any. */
static enum koppel_status make_lagrangian(struct koppel_reduced_problem *reduced, bool with_prices)
{
    enum koppel_status status = KOPPEL_OK;

    koppel_lagrangian_free(&reduced->lagrangian);
    koppel_classes_free(&reduced->classes);
    koppel_reduced_problem_view(reduced);
    status = koppel_classes_make(&reduced->classes, &reduced->view, reduced->tier + 1);
    if (status == KOPPEL_OK) {
        status = koppel_lagrangian_make(&reduced->lagrangian, &reduced->view, &reduced->classes, reduced->tier,
                                        reduced->all_held, reduced->costs);
    }
    if (status == KOPPEL_OK && with_prices) {
        koppel_multipliers_load(&reduced->prices, &reduced->lagrangian);
    }
    return status;
}

enum koppel_status koppel_reduced_problem_open(struct koppel_reduced_problem *reduced)
{
    return make_lagrangian(reduced, false);
}

bool koppel_reduced_problem_has_many_rows(const struct koppel_reduced_problem *reduced)
{
    return koppel_subgradient_suit(&reduced->lagrangian);
}

koppel_wide koppel_reduced_problem_gap(const struct koppel_reduced_problem *reduced)
{
    return (koppel_wide)reduced->lagrangian.scale * koppel_reduced_problem_cost(reduced) - reduced->lagrangian.bound;
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

/* Replaces what is left by the n marked pairs; the pricing is renewed. Borrowed pairs are not copied for a few that
 * fall out, unless the known choice is an optimum, after which no other pair may be left. */
static enum koppel_status keep_only(struct koppel_reduced_problem *reduced, const unsigned char *keep, int64_t n,
                                    koppel_wide gap)
{
    int64_t few = reduced->left.borrows_pairs && gap > 0 ? reduced->left.n_pairs / FEW_OF_PAIRS : 0;
    enum koppel_status status = reduced->left.n_pairs - n > few ? replace_left(reduced, keep) : KOPPEL_OK;

    if (status == KOPPEL_OK) {
        status = koppel_problem_limit_loads(&reduced->left);
    }
    return status == KOPPEL_OK ? make_lagrangian(reduced, true) : status;
}

/* Takes out what a choice as cheap as the known one cannot use. The pricing is that of the view; it is renewed. */
enum koppel_status koppel_reduced_problem_fix(struct koppel_reduced_problem *reduced)
{
    unsigned char *keep = NULL;
    int64_t n_kept = -1;
    koppel_wide gap = koppel_reduced_problem_gap(reduced);
    enum koppel_status status = gap < 0 ? KOPPEL_E_INTERNAL : KOPPEL_E_MEMORY;

    if (koppel_deadline_expired(reduced->component->deadline)) {
        return KOPPEL_OK; /* nothing comes after that would gain by it */
    }
    keep = koppel_bits_new(reduced->left.n_pairs);
    if (keep != NULL && gap >= 0) {
        n_kept =
            koppel_fix_pairs(&reduced->lagrangian, koppel_step_is_on(KOPPEL_STEP_FIX_PAIRS) ? gap : INT64_MAX, keep);
    }
    if (n_kept >= 0) {
        if (koppel_step_is_on(KOPPEL_STEP_FIX_ROWS)) {
            koppel_fix_rows(&reduced->lagrangian, gap, NULL, &reduced->left);
        }
        status = keep_only(reduced, keep, n_kept, gap);
    }
    free(keep);
    return status;
}

/* A bound that keeps loads whole, and what it rules out where narrows is set. */
enum koppel_status koppel_reduced_problem_knapsack_bound(struct koppel_reduced_problem *reduced, bool fixes)
{
    struct koppel_knapsacks knapsacks;
    unsigned char *keep = koppel_bits_new(reduced->left.n_pairs);
    enum koppel_status status = koppel_knapsacks_make(&knapsacks, &reduced->lagrangian);
    koppel_wide gap = 0;
    int64_t n_kept = 0;

    status = keep != NULL ? status : KOPPEL_E_MEMORY;
    if (status == KOPPEL_OK && knapsacks.n_own > 0) {
        koppel_knapsacks_bound(&knapsacks);
        koppel_reduced_problem_raise_bound(
            reduced, koppel_lagrangian_cost(&knapsacks.lagrangian, koppel_lagrangian_unit(&knapsacks.lagrangian)));
        gap =
            (koppel_wide)knapsacks.lagrangian.scale * koppel_reduced_problem_cost(reduced) - knapsacks.lagrangian.bound;
        status = gap < 0 ? KOPPEL_E_INTERNAL : KOPPEL_OK;
    }
    fixes = fixes && knapsacks.n_own > 0 && !koppel_deadline_expired(reduced->component->deadline);
    if (status == KOPPEL_OK && fixes) {
        status = koppel_knapsacks_price_amounts(&knapsacks);
    }
    if (status == KOPPEL_OK && fixes) {
        if (koppel_step_is_on(KOPPEL_STEP_FIX_ROWS)) {
            koppel_knapsacks_fix_rows(&knapsacks, gap, &reduced->left);
        }
        n_kept = koppel_fix_pairs_by(&reduced->view, &reduced->classes, koppel_knapsacks_reduced_costs_of, &knapsacks,
                                     koppel_step_is_on(KOPPEL_STEP_FIX_PAIRS) ? gap : INT64_MAX, keep);
        status = n_kept >= 0 ? keep_only(reduced, keep, n_kept, gap) : KOPPEL_E_MEMORY;
    }
    koppel_knapsacks_free(&knapsacks);
    free(keep);
    return status;
}

/* What is left open of a relaxation, in units of cost. */
static double close_enough(const struct koppel_reduced_problem *reduced)
{
    int64_t cost = koppel_reduced_problem_cost(reduced);

    return 1e-7 * (double)(cost < 0 ? -cost : cost);
}

/* Keeps the prices of the pricing, and what they prove. */
static enum koppel_status keep_prices(struct koppel_reduced_problem *reduced)
{
    enum koppel_status status = KOPPEL_OK;

    koppel_multipliers_free(&reduced->prices);
    status = koppel_multipliers_save(&reduced->prices, &reduced->lagrangian);
    koppel_reduced_problem_raise_bound(
        reduced, koppel_lagrangian_cost(&reduced->lagrangian, koppel_lagrangian_unit(&reduced->lagrangian)));
    return status;
}

enum koppel_status koppel_reduced_problem_price_loads(struct koppel_reduced_problem *reduced, bool *has_prices)
{
    struct koppel_lexicographic *component = reduced->component;
    struct koppel_subgradient search = {.lagrangian = &reduced->lagrangian,
                                        .deadline = component->deadline,
                                        .close_enough = close_enough(reduced),
                                        .slot_of = component->trial};
    enum koppel_status status = koppel_subgradient_find(&search);

    *has_prices = search.has_prices;
    if (!search.has_incumbent) {
        memcpy(component->trial, component->slot_of, (size_t)reduced->view.n_agents * sizeof *component->trial);
    }
    return status == KOPPEL_OK ? keep_prices(reduced) : status;
}

/* Prices for the loads that there are now; the values of the relaxation are the caller's to free. */
static enum koppel_status generate_columns(struct koppel_reduced_problem *reduced, struct koppel_class_values *values)
{
    struct koppel_column_generation generation = {.lagrangian = &reduced->lagrangian,
                                                  .deadline = reduced->component->deadline,
                                                  .slot_of = reduced->component->slot_of};
    bool lost = false;
    enum koppel_status status = KOPPEL_OK;

    generation.close_enough = close_enough(reduced);
    status = koppel_guard_run(koppel_column_generation_run, &generation, &lost);
    *values = generation.values;
    if (status == KOPPEL_E_ENGINE) {
        /* prices of 0 prove something, too */
        status = make_lagrangian(reduced, false);
        if (status == KOPPEL_OK) {
            koppel_lagrangian_bound(&reduced->lagrangian);
        }
    }
    return status == KOPPEL_OK ? keep_prices(reduced) : status;
}

/* Marks the pairs between classes that the relaxation or the known choice uses. Single pairs would split the classes.
 */
enum koppel_status koppel_reduced_problem_mark_values(const struct koppel_reduced_problem *reduced,
                                                      const struct koppel_class_values *values, unsigned char *keep)
{
    const struct koppel_classes *classes = &reduced->classes;
    int32_t *used_by = koppel_new((size_t)classes->n_slot_classes, sizeof *used_by);
    int64_t v = 0;

    if (used_by == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        for (; v < values->n_items && values->items[v].pair < classes->first[s + 1]; v++) {
            used_by[koppel_slot_class_of(classes, s, values->items[v].pair)] = s + 1;
        }
        for (int32_t m = classes->agent_first[s]; m < classes->agent_first[s + 1]; m++) {
            int32_t j = reduced->component->slot_of[classes->agents[m]];

            if (j != KOPPEL_NONE) {
                used_by[classes->class_of_slot[j]] = s + 1;
            }
        }
        for (int32_t m = classes->agent_first[s]; m < classes->agent_first[s + 1]; m++) {
            int32_t i = classes->agents[m];

            for (int64_t p = reduced->view.first[i]; p < reduced->view.first[i + 1]; p++) {
                koppel_bit_set(keep, p,
                               used_by[classes->class_of_slot[koppel_pair_slot(&reduced->view, i, p)]] == s + 1);
            }
        }
    }
    free(used_by);
    return KOPPEL_OK;
}

/* Step 1. The values of the last relaxation are the caller's to free. */
enum koppel_status koppel_reduced_problem_find_prices(struct koppel_reduced_problem *reduced,
                                                      struct koppel_class_values *values)
{
    enum koppel_status status = KOPPEL_OK;

    for (int round = 0; status == KOPPEL_OK && round < MOST_CUT_ROUNDS; round++) {
        int32_t n_added = 0;

        free(values->items);
        *values = (struct koppel_class_values){0};
        status = generate_columns(reduced, values);
        if (status != KOPPEL_OK || !koppel_step_is_on(KOPPEL_STEP_MIR_CUTS) ||
            koppel_reduced_problem_is_done(reduced)) {
            break;
        }
        status = koppel_mir_cuts_add(&reduced->left, reduced->component->problem->n_loads, &reduced->classes, values,
                                     &n_added);
        if (status != KOPPEL_OK || n_added == 0) {
            break;
        }
        status = koppel_problem_limit_loads(&reduced->left);
        if (status == KOPPEL_OK) {
            status = koppel_multipliers_extend(&reduced->prices, n_added);
        }
        if (status == KOPPEL_OK) {
            status = make_lagrangian(reduced, true);
        }
    }
    return status;
}
