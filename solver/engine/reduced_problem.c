/* reduced_problem.c - what can still be chosen in a tier (see reduced_problem.h). */
#include "engine/reduced_problem.h"

#include "base/bits.h"
#include "base/memory.h"
#include "engine/bound/knapsack_bound.h"
#include "engine/bound/mir_cuts.h"
#include "engine/bound/subgradient.h"
#include "engine/lp/column_generation.h"
#include "engine/lp/glpk_guard.h"
#include "engine/solution.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CUT_ROUNDS = 8, FEW_OF_PAIRS = 50 };

void koppel_remainder_free(struct koppel_remainder *rest)
{
    koppel_problem_free(&rest->left);
    koppel_price_list_free(&rest->prices);
    koppel_pricing_free(&rest->pricing);
    koppel_classes_free(&rest->classes);
    free(rest->is_held);
    free(rest->tiers);
    free(rest->costs);
    free(rest->all_held);
}

enum koppel_status koppel_remainder_start(struct koppel_remainder *rest)
{
    const struct koppel_problem *problem = rest->part->problem;
    size_t n_tiers = (size_t)problem->n_tiers;
    enum koppel_status status = KOPPEL_E_MEMORY;

    rest->is_held = koppel_new(n_tiers, 1);
    rest->all_held = koppel_new(n_tiers, 1);
    rest->tiers = koppel_new(n_tiers, sizeof *rest->tiers);
    rest->costs = koppel_new(n_tiers, sizeof *rest->costs);
    if (rest->is_held != NULL && rest->all_held != NULL && rest->tiers != NULL && rest->costs != NULL) {
        memset(rest->all_held, 1, n_tiers);
        status = koppel_problem_share(&rest->left, problem);
    }
    return status == KOPPEL_OK ? koppel_problem_limit_loads(&rest->left) : status;
}

/* The view of what is left for the part's tier. */
void koppel_remainder_look(struct koppel_remainder *rest)
{
    const struct koppel_problem *left = &rest->left;
    int32_t n = 0;

    rest->view = *left;
    rest->view.tiers = rest->tiers;
    for (int32_t t = 0; t < left->n_tiers; t++) {
        if (t >= rest->part->tier || rest->is_held[t]) {
            rest->tier = t == rest->part->tier ? n : rest->tier;
            rest->costs[n] = rest->part->costs[t];
            rest->tiers[n++] = left->tiers[t];
        }
    }
    rest->view.n_tiers = n;
}

int64_t koppel_remainder_cost(const struct koppel_remainder *rest)
{
    return rest->part->costs[rest->part->tier];
}

int64_t koppel_remainder_bound(const struct koppel_remainder *rest)
{
    return rest->part->bounds[rest->part->tier];
}

bool koppel_remainder_is_done(const struct koppel_remainder *rest)
{
    return koppel_gap_within(koppel_remainder_cost(rest), koppel_remainder_bound(rest), rest->gap_ppm) ||
           koppel_watch_expired(rest->part->watch);
}

void koppel_remainder_raise_bound(struct koppel_remainder *rest, int64_t bound)
{
    int64_t *best = &rest->part->bounds[rest->part->tier];

    bound = bound < koppel_remainder_cost(rest) ? bound : koppel_remainder_cost(rest);
    *best = bound > *best ? bound : *best;
    if (rest->part->report != NULL) {
        rest->part->report(rest->part->report_data, rest->part, rest->part->tier, koppel_remainder_cost(rest), *best);
    }
}

/* Classes and pricing of the view, with the known prices if there are any. */
static enum koppel_status make_pricing(struct koppel_remainder *rest, bool with_prices)
{
    enum koppel_status status = KOPPEL_OK;

    koppel_pricing_free(&rest->pricing);
    koppel_classes_free(&rest->classes);
    koppel_remainder_look(rest);
    status = koppel_classes_make(&rest->classes, &rest->view, rest->tier + 1);
    if (status == KOPPEL_OK) {
        status =
            koppel_pricing_make(&rest->pricing, &rest->view, &rest->classes, rest->tier, rest->all_held, rest->costs);
    }
    if (status == KOPPEL_OK && with_prices) {
        koppel_price_list_load(&rest->prices, &rest->pricing);
    }
    return status;
}

enum koppel_status koppel_remainder_open(struct koppel_remainder *rest)
{
    return make_pricing(rest, false);
}

bool koppel_remainder_has_many_rows(const struct koppel_remainder *rest)
{
    return koppel_load_prices_suit(&rest->pricing);
}

koppel_wide koppel_remainder_slack(const struct koppel_remainder *rest)
{
    return (koppel_wide)rest->pricing.scale * koppel_remainder_cost(rest) - rest->pricing.bound;
}

static enum koppel_status replace_left(struct koppel_remainder *rest, const unsigned char *keep)
{
    struct koppel_problem smaller = {0};
    enum koppel_status status = koppel_problem_select(&smaller, &rest->left, keep);

    if (status != KOPPEL_OK) {
        koppel_problem_free(&smaller);
        return status;
    }
    koppel_problem_free(&rest->left);
    rest->left = smaller;
    return KOPPEL_OK;
}

/* Replaces what is left by the n marked pairs; the pricing is renewed. Borrowed pairs are not copied for a few that
 * fall out, unless the known choice is an optimum, after which no other pair may be left. */
static enum koppel_status keep_only(struct koppel_remainder *rest, const unsigned char *keep, int64_t n,
                                    koppel_wide slack)
{
    int64_t few = rest->left.borrows_pairs && slack > 0 ? rest->left.n_pairs / FEW_OF_PAIRS : 0;
    enum koppel_status status = rest->left.n_pairs - n > few ? replace_left(rest, keep) : KOPPEL_OK;

    if (status == KOPPEL_OK) {
        status = koppel_problem_limit_loads(&rest->left);
    }
    return status == KOPPEL_OK ? make_pricing(rest, true) : status;
}

/* Takes out what a choice as cheap as the known one cannot use. The pricing is that of the view; it is renewed. */
enum koppel_status koppel_remainder_narrow(struct koppel_remainder *rest)
{
    unsigned char *keep = NULL;
    int64_t n_kept = -1;
    koppel_wide slack = koppel_remainder_slack(rest);
    enum koppel_status status = slack < 0 ? KOPPEL_E_INTERNAL : KOPPEL_E_MEMORY;

    if (koppel_watch_expired(rest->part->watch)) {
        return KOPPEL_OK; /* nothing comes after that would gain by it */
    }
    keep = koppel_bits_new(rest->left.n_pairs);
    if (keep != NULL && slack >= 0) {
        n_kept = koppel_narrow_pairs(&rest->pricing, slack, keep);
    }
    if (n_kept >= 0) {
        koppel_narrow_rows(&rest->pricing, slack, NULL, &rest->left);
        status = keep_only(rest, keep, n_kept, slack);
    }
    free(keep);
    return status;
}

/* A bound that keeps loads whole, and what it rules out where narrows is set. */
enum koppel_status koppel_remainder_bound_whole(struct koppel_remainder *rest, bool narrows)
{
    struct koppel_knapsacks knapsacks;
    unsigned char *keep = koppel_bits_new(rest->left.n_pairs);
    enum koppel_status status = koppel_knapsacks_make(&knapsacks, &rest->pricing);
    koppel_wide slack = 0;
    int64_t n_kept = 0;

    status = keep != NULL ? status : KOPPEL_E_MEMORY;
    if (status == KOPPEL_OK && knapsacks.n_own > 0) {
        koppel_knapsacks_bound(&knapsacks);
        koppel_remainder_raise_bound(rest,
                                     koppel_pricing_cost(&knapsacks.pricing, koppel_pricing_unit(&knapsacks.pricing)));
        slack = (koppel_wide)knapsacks.pricing.scale * koppel_remainder_cost(rest) - knapsacks.pricing.bound;
        status = slack < 0 ? KOPPEL_E_INTERNAL : KOPPEL_OK;
    }
    narrows = narrows && knapsacks.n_own > 0 && !koppel_watch_expired(rest->part->watch);
    if (status == KOPPEL_OK && narrows) {
        status = koppel_knapsacks_price_amounts(&knapsacks);
    }
    if (status == KOPPEL_OK && narrows) {
        koppel_knapsacks_narrow_rows(&knapsacks, slack, &rest->left);
        n_kept =
            koppel_narrow_near(&rest->view, &rest->classes, koppel_knapsacks_deviations_of, &knapsacks, slack, keep);
        status = n_kept >= 0 ? keep_only(rest, keep, n_kept, slack) : KOPPEL_E_MEMORY;
    }
    koppel_knapsacks_free(&knapsacks);
    free(keep);
    return status;
}

/* What is left open of a relaxation, in units of cost. */
static double close_enough(const struct koppel_remainder *rest)
{
    int64_t cost = koppel_remainder_cost(rest);

    return 1e-7 * (double)(cost < 0 ? -cost : cost);
}

/* Keeps the prices of the pricing, and what they prove. */
static enum koppel_status keep_prices(struct koppel_remainder *rest)
{
    enum koppel_status status = KOPPEL_OK;

    koppel_price_list_free(&rest->prices);
    status = koppel_price_list_save(&rest->prices, &rest->pricing);
    koppel_remainder_raise_bound(rest, koppel_pricing_cost(&rest->pricing, koppel_pricing_unit(&rest->pricing)));
    return status;
}

enum koppel_status koppel_remainder_price_loads(struct koppel_remainder *rest, bool *has_prices)
{
    struct koppel_tierwise *part = rest->part;
    struct koppel_load_prices search = {
        .pricing = &rest->pricing, .watch = part->watch, .close_enough = close_enough(rest), .slot_of = part->trial};
    enum koppel_status status = koppel_load_prices_find(&search);

    *has_prices = search.has_prices;
    if (!search.has_choice) {
        memcpy(part->trial, part->slot_of, (size_t)rest->view.n_agents * sizeof *part->trial);
    }
    return status == KOPPEL_OK ? keep_prices(rest) : status;
}

/* Prices for the loads that there are now; the values of the relaxation are the caller's to free. */
static enum koppel_status sift(struct koppel_remainder *rest, struct koppel_class_values *values)
{
    struct koppel_sifting sifting = {
        .pricing = &rest->pricing, .watch = rest->part->watch, .slot_of = rest->part->slot_of};
    bool lost = false;
    enum koppel_status status = KOPPEL_OK;

    sifting.close_enough = close_enough(rest);
    status = koppel_guard_run(koppel_sifting_run, &sifting, &lost);
    *values = sifting.values;
    if (status == KOPPEL_E_ENGINE) {
        /* prices of 0 prove something, too */
        status = make_pricing(rest, false);
        if (status == KOPPEL_OK) {
            koppel_pricing_bound(&rest->pricing);
        }
    }
    return status == KOPPEL_OK ? keep_prices(rest) : status;
}

/* Marks the pairs between classes that the relaxation or the known choice uses. Single pairs would split the classes.
 */
enum koppel_status koppel_remainder_mark_values(const struct koppel_remainder *rest,
                                                const struct koppel_class_values *values, unsigned char *keep)
{
    const struct koppel_classes *classes = &rest->classes;
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
            int32_t j = rest->part->slot_of[classes->agents[m]];

            if (j != KOPPEL_NONE) {
                used_by[classes->class_of_slot[j]] = s + 1;
            }
        }
        for (int32_t m = classes->agent_first[s]; m < classes->agent_first[s + 1]; m++) {
            int32_t i = classes->agents[m];

            for (int64_t p = rest->view.first[i]; p < rest->view.first[i + 1]; p++) {
                koppel_bit_set(keep, p, used_by[classes->class_of_slot[koppel_pair_slot(&rest->view, i, p)]] == s + 1);
            }
        }
    }
    free(used_by);
    return KOPPEL_OK;
}

/* Step 1. The values of the last relaxation are the caller's to free. */
enum koppel_status koppel_remainder_find_prices(struct koppel_remainder *rest, struct koppel_class_values *values)
{
    enum koppel_status status = KOPPEL_OK;

    for (int round = 0; status == KOPPEL_OK && round < MOST_CUT_ROUNDS; round++) {
        int32_t n_added = 0;

        free(values->items);
        *values = (struct koppel_class_values){0};
        status = sift(rest, values);
        if (status != KOPPEL_OK || koppel_remainder_is_done(rest)) {
            break;
        }
        status = koppel_cut_loads_add(&rest->left, rest->part->problem->n_loads, &rest->classes, values, &n_added);
        if (status != KOPPEL_OK || n_added == 0) {
            break;
        }
        status = koppel_problem_limit_loads(&rest->left);
        if (status == KOPPEL_OK) {
            status = koppel_price_list_extend(&rest->prices, n_added);
        }
        if (status == KOPPEL_OK) {
            status = make_pricing(rest, true);
        }
    }
    return status;
}
