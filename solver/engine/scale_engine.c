/* scale_engine.c - proven choices for large problems.
 *
 * Tier after tier, on a copy of the problem that gets smaller and smaller:
 *   1. Prices (sifting.h): the linear relaxation over few pairs, to which pairs are added by pricing, and loads that
 * cut off what only split households could do (cut_loads.h). The prices prove a bound in whole numbers (pricing.h).
 *   2. A bound that keeps one load of every slot whole (knapsacks.h), often the optimum itself where persons fill caps.
 *      Narrowing (narrowing.h): pairs, load values and left-out agents that would cost more than the known choice by
 *      either bound are taken out for good, here and whenever a better choice is found.
 *   3. Better choices: every block (a municipality, say) is solved with all other agents left where they are
 *      (block_search.h), and agents that count alike trade places (reassignment.h).
 *   4. A better bound: every block is solved on its own, with the agents that several blocks want at a price. What the
 *      blocks choose and what is known span a small problem, which is searched for a better choice.
 *   5. A search over all pairs that are left closes the tier.
 *   6. A tier whose bound is met leaves exactly its optima behind and needs no row in the tiers after it. Any other is
 *      held by a row, and by loads that tell what it and every block of it can cost (floor_load.h).
 */
#include "engine/engines.h"

#include "base/memory.h"
#include "engine/block_search.h"
#include "engine/cut_loads.h"
#include "engine/floor_load.h"
#include "engine/greedy.h"
#include "engine/guard.h"
#include "engine/knapsacks.h"
#include "engine/narrowing.h"
#include "engine/partwise.h"
#include "engine/reassignment.h"
#include "engine/sifting.h"
#include "engine/solution.h"

#include <stdlib.h>
#include <string.h>

static const int64_t guess_work = 300000;  /* exchanges weighed for the first choice */
static const int64_t opening_work = 50000; /* and for one found by a search */

enum { MOST_CUT_ROUNDS = 8, LEAST_AGENTS_IN_BLOCKS = 6, MANY_ROWS = 4500, MOST_IMPROVEMENTS = 12 };

struct scale {
    struct koppel_tierwise *part;
    struct koppel_problem left; /* what can still be chosen; all tiers */
    unsigned char *is_held;     /* n_tiers: needs a row in later tiers */
    struct koppel_problem view; /* left, with the held tiers, then the tier at hand, then the later ones */
    struct koppel_tier *tiers;  /* of the view */
    int64_t *costs;             /* of the part's choice, in the view's order */
    unsigned char *all_held;    /* n_tiers ones */
    int32_t tier;               /* the tier at hand, in the view */
    int64_t gap_ppm; /* at which it is left: 0 while the optimum of a tier that others follow may come easily,
                        for an optimum rules out most of what the later tiers would have to look at */
    struct koppel_price_list prices;
    struct koppel_classes classes;
    struct koppel_pricing pricing;
};

static void scale_free(struct scale *scale)
{
    koppel_problem_free(&scale->left);
    koppel_price_list_free(&scale->prices);
    koppel_pricing_free(&scale->pricing);
    koppel_classes_free(&scale->classes);
    free(scale->is_held);
    free(scale->tiers);
    free(scale->costs);
    free(scale->all_held);
}

static enum koppel_status scale_start(struct scale *scale)
{
    const struct koppel_problem *problem = scale->part->problem;
    size_t n_tiers = (size_t)problem->n_tiers;
    unsigned char *keep = koppel_new((size_t)problem->n_pairs, 1);
    enum koppel_status status = KOPPEL_E_MEMORY;

    scale->is_held = koppel_new(n_tiers, 1);
    scale->all_held = koppel_new(n_tiers, 1);
    scale->tiers = koppel_new(n_tiers, sizeof *scale->tiers);
    scale->costs = koppel_new(n_tiers, sizeof *scale->costs);
    if (keep != NULL && scale->is_held != NULL && scale->all_held != NULL && scale->tiers != NULL &&
        scale->costs != NULL) {
        memset(keep, 1, (size_t)problem->n_pairs);
        memset(scale->all_held, 1, n_tiers);
        status = koppel_problem_select(&scale->left, problem, keep);
    }
    free(keep);
    return status == KOPPEL_OK ? koppel_problem_limit_loads(&scale->left) : status;
}

/* The view of what is left for the part's tier. */
static void look(struct scale *scale)
{
    const struct koppel_problem *left = &scale->left;
    int32_t n = 0;

    scale->view = *left;
    scale->view.tiers = scale->tiers;
    for (int32_t t = 0; t < left->n_tiers; t++) {
        if (t >= scale->part->tier || scale->is_held[t]) {
            scale->tier = t == scale->part->tier ? n : scale->tier;
            scale->costs[n] = scale->part->costs[t];
            scale->tiers[n++] = left->tiers[t];
        }
    }
    scale->view.n_tiers = n;
}

static int64_t cost_now(const struct scale *scale)
{
    return scale->part->costs[scale->part->tier];
}

static int64_t bound_now(const struct scale *scale)
{
    return scale->part->bounds[scale->part->tier];
}

static bool is_done(const struct scale *scale)
{
    return koppel_gap_within(cost_now(scale), bound_now(scale), scale->gap_ppm) ||
           koppel_watch_expired(scale->part->watch);
}

static void raise_bound(struct scale *scale, int64_t bound)
{
    int64_t *best = &scale->part->bounds[scale->part->tier];

    bound = bound < cost_now(scale) ? bound : cost_now(scale);
    *best = bound > *best ? bound : *best;
    if (scale->part->report != NULL) {
        scale->part->report(scale->part->report_data, scale->part, scale->part->tier, cost_now(scale), *best);
    }
}

/* Classes and pricing of the view, with the known prices if there are any. */
static enum koppel_status make_pricing(struct scale *scale, bool with_prices)
{
    enum koppel_status status = KOPPEL_OK;

    koppel_pricing_free(&scale->pricing);
    koppel_classes_free(&scale->classes);
    look(scale);
    status = koppel_classes_make(&scale->classes, &scale->view, scale->tier + 1);
    if (status == KOPPEL_OK) {
        status = koppel_pricing_make(&scale->pricing, &scale->view, &scale->classes, scale->tier, scale->all_held,
                                     scale->costs);
    }
    if (status == KOPPEL_OK && with_prices) {
        koppel_price_list_load(&scale->prices, &scale->pricing);
    }
    return status;
}

static koppel_wide slack_now(const struct scale *scale)
{
    return (koppel_wide)scale->pricing.scale * cost_now(scale) - scale->pricing.bound;
}

/* Replaces what is left by the marked pairs; the pricing is renewed. */
static enum koppel_status keep_only(struct scale *scale, const unsigned char *keep)
{
    struct koppel_problem smaller = {0};
    enum koppel_status status = koppel_problem_select(&smaller, &scale->left, keep);

    if (status != KOPPEL_OK) {
        koppel_problem_free(&smaller);
        return status;
    }
    koppel_problem_free(&scale->left);
    scale->left = smaller;
    status = koppel_problem_limit_loads(&scale->left);
    return status == KOPPEL_OK ? make_pricing(scale, true) : status;
}

/* Takes out what a choice as cheap as the known one cannot use. The pricing is that of the view; it is renewed. */
static enum koppel_status narrow(struct scale *scale)
{
    unsigned char *keep = koppel_new((size_t)scale->left.n_pairs, 1);
    koppel_wide slack = slack_now(scale);
    enum koppel_status status = slack < 0 ? KOPPEL_E_INTERNAL : KOPPEL_E_MEMORY;

    if (keep != NULL && slack >= 0 && koppel_narrow_pairs(&scale->pricing, slack, keep) >= 0) {
        koppel_narrow_rows(&scale->pricing, slack, NULL, &scale->left);
        status = keep_only(scale, keep);
    }
    free(keep);
    return status;
}

/* A bound that keeps loads whole, and what it rules out where narrows is set. */
static enum koppel_status bound_whole(struct scale *scale, bool narrows)
{
    struct koppel_knapsacks knapsacks;
    unsigned char *keep = koppel_new((size_t)scale->left.n_pairs, 1);
    int64_t *deviations = koppel_new((size_t)scale->classes.n_pairs, sizeof *deviations);
    enum koppel_status status = koppel_knapsacks_make(&knapsacks, &scale->pricing);
    koppel_wide slack = 0;

    status = keep != NULL && deviations != NULL ? status : KOPPEL_E_MEMORY;
    if (status == KOPPEL_OK && knapsacks.n_own > 0) {
        koppel_knapsacks_bound(&knapsacks);
        raise_bound(scale, koppel_pricing_cost(&knapsacks.pricing, koppel_pricing_unit(&knapsacks.pricing)));
        slack = (koppel_wide)knapsacks.pricing.scale * cost_now(scale) - knapsacks.pricing.bound;
        status = slack < 0 ? KOPPEL_E_INTERNAL : KOPPEL_OK;
    }
    narrows = narrows && knapsacks.n_own > 0;
    if (status == KOPPEL_OK && narrows) {
        status = koppel_knapsacks_deviations(&knapsacks, deviations);
    }
    if (status == KOPPEL_OK && narrows) {
        koppel_knapsacks_narrow_rows(&knapsacks, slack, &scale->left);
        status = koppel_narrow_near(&scale->view, &scale->classes, deviations, slack, keep) >= 0 ? KOPPEL_OK
                                                                                                 : KOPPEL_E_MEMORY;
    }
    if (status == KOPPEL_OK && narrows) {
        status = keep_only(scale, keep);
    }
    koppel_knapsacks_free(&knapsacks);
    free(keep);
    free(deviations);
    return status;
}

/* Prices for the loads that there are now; the values of the relaxation (n_pairs of classes) are the caller's to free.
 */
static enum koppel_status sift(struct scale *scale, double **values)
{
    struct koppel_sifting sifting = {
        .pricing = &scale->pricing, .watch = scale->part->watch, .slot_of = scale->part->slot_of};
    int64_t cost = cost_now(scale);
    bool lost = false;
    enum koppel_status status = KOPPEL_OK;

    sifting.close_enough = 1e-7 * (double)(cost < 0 ? -cost : cost);
    *values = sifting.values = koppel_new((size_t)scale->classes.n_pairs, sizeof *sifting.values);
    if (sifting.values == NULL) {
        return KOPPEL_E_MEMORY;
    }
    status = koppel_guard_run(koppel_sifting_run, &sifting, &lost);
    if (status == KOPPEL_E_ENGINE) {
        /* prices of 0 prove something, too */
        status = make_pricing(scale, false);
        koppel_pricing_bound(&scale->pricing);
    }
    if (status == KOPPEL_OK) {
        koppel_price_list_free(&scale->prices);
        status = koppel_price_list_save(&scale->prices, &scale->pricing);
        raise_bound(scale, koppel_pricing_cost(&scale->pricing, koppel_pricing_unit(&scale->pricing)));
    }
    return status;
}

/* Marks the pairs between classes that the relaxation or the known choice uses. Single pairs would split the classes.
 */
static enum koppel_status keep_values(const struct scale *scale, const double *values, unsigned char *keep)
{
    const struct koppel_classes *classes = &scale->classes;
    int32_t *used_by = koppel_new((size_t)classes->n_slot_classes, sizeof *used_by);

    if (used_by == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t s = 0; s < classes->n_agent_classes; s++) {
        for (int64_t k = classes->first[s]; k < classes->first[s + 1]; k++) {
            if (values[k] > 0) {
                used_by[classes->slot_class[k]] = s + 1;
            }
        }
        for (int32_t m = classes->agent_first[s]; m < classes->agent_first[s + 1]; m++) {
            int32_t j = scale->part->slot_of[classes->agents[m]];

            if (j != KOPPEL_NONE) {
                used_by[classes->class_of_slot[j]] = s + 1;
            }
        }
        for (int32_t m = classes->agent_first[s]; m < classes->agent_first[s + 1]; m++) {
            int32_t i = classes->agents[m];

            for (int64_t p = scale->view.first[i]; p < scale->view.first[i + 1]; p++) {
                keep[p] = used_by[classes->class_of_slot[scale->view.slot[p]]] == s + 1;
            }
        }
    }
    free(used_by);
    return KOPPEL_OK;
}

/* Step 1. The values of the last relaxation (n_pairs of classes) are the caller's to free. */
static enum koppel_status find_prices(struct scale *scale, double **last)
{
    double *values = NULL;
    enum koppel_status status = make_pricing(scale, false);

    for (int round = 0; status == KOPPEL_OK && round < MOST_CUT_ROUNDS; round++) {
        int32_t n_added = 0;

        free(values);
        status = sift(scale, &values);
        if (status != KOPPEL_OK || is_done(scale)) {
            break;
        }
        status = koppel_cut_loads_add(&scale->left, scale->part->problem->n_loads, &scale->classes, values, &n_added);
        if (status != KOPPEL_OK || n_added == 0) {
            break;
        }
        status = koppel_problem_limit_loads(&scale->left);
        if (status == KOPPEL_OK) {
            status = koppel_price_list_extend(&scale->prices, n_added);
        }
        if (status == KOPPEL_OK) {
            status = make_pricing(scale, true);
        }
    }
    *last = values;
    return status;
}

/* Takes the part's trial if it is better and leaves the tiers before where they are: what is left is known to hold the
 * best choices only for their costs. */
static enum koppel_status offer(struct scale *scale)
{
    struct koppel_tierwise *part = scale->part;
    int64_t *loads = koppel_new((size_t)part->problem->n_loads, sizeof *loads);
    bool is_same = loads != NULL;

    if (loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    koppel_problem_loads(part->problem, part->trial, loads);
    for (int32_t t = 0; t < part->tier && is_same; t++) {
        is_same = koppel_problem_cost(part->problem, t, part->trial, loads) == part->costs[t];
    }
    free(loads);
    return is_same ? koppel_tierwise_offer(part) : KOPPEL_OK;
}

/* Lets agents trade places where no load changes. */
static enum koppel_status reassign(struct scale *scale)
{
    struct koppel_tierwise *part = scale->part;
    enum koppel_status status = KOPPEL_OK;

    if (is_done(scale)) {
        return KOPPEL_OK;
    }
    memcpy(part->trial, part->slot_of, (size_t)part->problem->n_agents * sizeof *part->trial);
    status = koppel_reassignment_run(part->problem, &scale->left, part->tier, part->watch, part->trial);
    if (status == KOPPEL_OK) {
        status = offer(scale);
    }
    look(scale);
    raise_bound(scale, bound_now(scale));
    return status;
}

/* A cost that is proven within the gap asked for by the bound that is known. */
static int64_t enough_now(const struct scale *scale)
{
    koppel_wide bound = bound_now(scale);

    return (int64_t)(bound + (bound < 0 ? -bound : bound) * scale->gap_ppm / 1000001);
}

/* Searches the tier over some pairs of the view. *bound: nothing over these pairs costs less. */
static enum koppel_status search_pairs(struct scale *scale, const unsigned char *keep, int64_t most_nodes,
                                       int64_t *bound)
{
    struct koppel_problem some = {0};
    struct koppel_tierwise inner = {.problem = &some,
                                    .watch = scale->part->watch,
                                    .gap_ppm = scale->gap_ppm,
                                    .most_nodes = most_nodes,
                                    .opening_work = opening_work,
                                    .has_enough = bound_now(scale) != INT64_MIN,
                                    .enough = enough_now(scale),
                                    .tier = scale->tier};
    size_t n_agents = (size_t)scale->view.n_agents;
    enum koppel_status status = koppel_problem_select(&some, &scale->view, keep);

    *bound = INT64_MIN;
    if (status == KOPPEL_OK) {
        status = koppel_tierwise_start(&inner);
    }
    if (status == KOPPEL_OK) {
        memcpy(inner.slot_of, scale->part->slot_of, n_agents * sizeof *inner.slot_of);
        memcpy(inner.costs, scale->costs, (size_t)scale->view.n_tiers * sizeof *inner.costs);
        inner.has_choice = true;
        status = koppel_tierwise_solve_tier(&inner);
    }
    if (status == KOPPEL_OK || status == KOPPEL_E_ENGINE) {
        scale->part->n_nodes += inner.n_nodes;
        *bound = inner.bounds[scale->tier];
        memcpy(scale->part->trial, inner.slot_of, n_agents * sizeof *inner.slot_of);
        status = offer(scale);
    }
    koppel_tierwise_free(&inner);
    koppel_problem_free(&some);
    return status;
}

/* Marks the pair of every agent in a choice, where it is left. */
static void keep_choice(const struct scale *scale, const int32_t *slot_of, unsigned char *keep)
{
    for (int32_t i = 0; i < scale->view.n_agents; i++) {
        int64_t p = slot_of[i] != KOPPEL_NONE ? koppel_problem_pair(&scale->view, i, slot_of[i]) : KOPPEL_NONE;

        if (p != KOPPEL_NONE) {
            keep[p] = 1;
        }
    }
}

static enum koppel_status solve(struct koppel_tierwise *part);

/* Searches what lies between the known choice and what the blocks chose: the pairs of both, and those of least
 * deviation. */
static enum koppel_status search_between(struct scale *scale, const int32_t *proposed)
{
    unsigned char *keep = koppel_new((size_t)scale->view.n_pairs, 1);
    int64_t n_rows = scale->classes.n_agent_classes + scale->classes.n_slot_classes;
    koppel_wide slack = koppel_narrow_choose(&scale->pricing, n_rows + n_rows / 2, slack_now(scale));
    enum koppel_status status = KOPPEL_E_MEMORY;
    int64_t bound = 0, before = cost_now(scale);

    if (keep != NULL && slack >= 0 && koppel_narrow_pairs(&scale->pricing, slack, keep) >= 0) {
        keep_choice(scale, scale->part->slot_of, keep);
        keep_choice(scale, proposed, keep);
        status = search_pairs(scale, keep, 50, &bound);
    }
    free(keep);
    if (status == KOPPEL_OK && cost_now(scale) < before) {
        raise_bound(scale, bound_now(scale));
        status = narrow(scale);
    }
    return status;
}

/* What the searches of blocks have in common. */
struct block_stage {
    struct koppel_blocks blocks;
    struct koppel_block_search search;
};

static void stage_free(struct block_stage *stage)
{
    koppel_blocks_free(&stage->blocks);
    koppel_block_search_free(&stage->search);
    free(stage->search.slot_of);
    free(stage->search.proposed);
}

static enum koppel_status stage_start(struct block_stage *stage, struct scale *scale)
{
    size_t n_agents = (size_t)scale->view.n_agents;
    enum koppel_status status = KOPPEL_OK;

    *stage = (struct block_stage){.search = {.watch = scale->part->watch,
                                             .gap_ppm = scale->part->gap_ppm / 4,
                                             .most_nodes = 200,
                                             .solve = solve,
                                             .bound = INT64_MIN}};
    status = koppel_blocks_make(&stage->blocks, &scale->view, scale->view.n_slots / 2);
    stage->search.blocks = &stage->blocks;
    stage->search.pricing = &scale->pricing;
    stage->search.costs = scale->costs;
    stage->search.slot_of = koppel_new(n_agents, sizeof *stage->search.slot_of);
    stage->search.proposed = koppel_new(n_agents, sizeof *stage->search.proposed);
    if (status != KOPPEL_OK || stage->search.slot_of == NULL || stage->search.proposed == NULL) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(stage->search.slot_of, scale->part->slot_of, n_agents * sizeof *stage->search.slot_of);
    return KOPPEL_OK;
}

/* Step 3: every block with all other agents left where they are, as long as it helps. */
static enum koppel_status improve_blocks(struct scale *scale, int most_rounds)
{
    enum koppel_status status = KOPPEL_OK;

    for (int round = 0; round < most_rounds && status == KOPPEL_OK && !is_done(scale); round++) {
        struct block_stage stage;
        int64_t before = cost_now(scale);

        status = stage_start(&stage, scale);
        if (status == KOPPEL_OK) {
            status = koppel_block_search_improve(&stage.search);
        }
        if (status == KOPPEL_OK) {
            memcpy(scale->part->trial, stage.search.slot_of,
                   (size_t)scale->view.n_agents * sizeof *stage.search.slot_of);
            status = offer(scale);
        }
        stage_free(&stage);
        if (status == KOPPEL_OK) {
            status = reassign(scale);
        }
        if (status != KOPPEL_OK || cost_now(scale) == before) {
            break;
        }
        raise_bound(scale, bound_now(scale));
        look(scale);
        status = narrow(scale);
    }
    return status;
}

/* Blocks tell little when most agents could go to several of them. */
static bool is_apart(const struct scale *scale, const struct koppel_blocks *blocks)
{
    int32_t n_free = 0;

    for (int32_t i = 0; i < scale->view.n_agents; i++) {
        n_free += blocks->block_of_agent[i] == KOPPEL_NONE && scale->view.first[i] < scale->view.first[i + 1];
    }
    return n_free <= scale->view.n_agents / 2;
}

/* Step 4: a bound from the blocks, and what they chose as a hint. */
static enum koppel_status bound_blocks(struct scale *scale, int32_t n_rounds)
{
    struct block_stage stage;
    enum koppel_status status = stage_start(&stage, scale);

    if (status == KOPPEL_OK && is_apart(scale, &stage.blocks)) {
        stage.search.n_rounds = n_rounds;
        status = koppel_block_search_bound(&stage.search);
        scale->part->n_nodes += stage.search.n_nodes;
    }
    if (status == KOPPEL_OK && stage.search.bound != INT64_MIN) {
        raise_bound(scale, stage.search.bound);
        if (!is_done(scale)) {
            status = search_between(scale, stage.search.proposed);
        }
    }
    stage_free(&stage);
    return status;
}

/* Step 5. */
static enum koppel_status search_all_pairs(struct scale *scale)
{
    unsigned char *keep = koppel_new((size_t)scale->view.n_pairs, 1);
    int64_t bound = INT64_MIN;
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (keep != NULL) {
        memset(keep, 1, (size_t)scale->view.n_pairs);
        status = search_pairs(scale, keep, scale->part->most_nodes, &bound);
    }
    if (status == KOPPEL_OK) {
        raise_bound(scale, bound);
    }
    free(keep);
    return status;
}

/* The most that a tier can cost in what is left, each agent and load on its own. */
static koppel_wide most_cost(const struct koppel_problem *problem, const struct koppel_tier *tier)
{
    koppel_wide sum = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t most = problem->must_place[i] ? INT64_MIN : 0;

        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int64_t cost = (tier->agent_cost != NULL ? tier->agent_cost[i] : 0) +
                           (tier->pair_cost != NULL ? tier->pair_cost[p] : 0);

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

/* True when everything that is left and keeps the held tiers costs what the known choice costs: a bound that is met
 * exactly by every choice without deviations, and all deviations are taken out (empty places and held tiers are not).
 */
static bool is_settled(const struct scale *scale)
{
    bool settled = slack_now(scale) == 0;

    for (int32_t k = 0; k < scale->classes.n_slot_classes; k++) {
        settled = settled && scale->pricing.slot_price[k] == 0;
    }
    for (int32_t t = 0; t < scale->tier; t++) {
        settled = settled && scale->pricing.tier_price[t] == 0;
    }
    return settled || most_cost(&scale->left, &scale->left.tiers[scale->part->tier]) <= cost_now(scale);
}

/* The tiers to come cannot gain in this one: neither in all, nor in any block. */
static enum koppel_status raise_floors(struct scale *scale, bool has_blocks)
{
    int64_t *weight = koppel_new((size_t)scale->view.n_tiers, sizeof *weight);
    struct koppel_floor floor = {.tiers = scale->view.tiers,
                                 .weight = weight,
                                 .n_tiers = scale->view.n_tiers,
                                 .least = bound_now(scale),
                                 .most = cost_now(scale)};
    struct block_stage stage = {0};
    int32_t n_added = 0;
    enum koppel_status status = weight != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK && has_blocks && scale->view.tiers[scale->tier].pair_cost == NULL) {
        status = stage_start(&stage, scale);
        stage.search.n_rounds = 1;
        if (status == KOPPEL_OK && is_apart(scale, &stage.blocks)) {
            status = koppel_block_search_bound(&stage.search);
        }
        if (status == KOPPEL_OK && stage.search.bound != INT64_MIN) {
            status = koppel_block_search_floors(&stage.search, &scale->left, &n_added);
        }
        stage_free(&stage);
        look(scale);
    }
    if (status == KOPPEL_OK) {
        weight[scale->tier] = 1;
        status = koppel_floor_load_add(&scale->left, &floor, &n_added);
    }
    free(weight);
    return status == KOPPEL_OK ? koppel_problem_limit_loads(&scale->left) : status;
}

/* The first better choice of a tier: what the relaxation uses, then a descent. */
static enum koppel_status start_tier(struct scale *scale, const double *values)
{
    struct koppel_tierwise *part = scale->part;
    unsigned char *keep = koppel_new((size_t)scale->view.n_pairs, 1);
    enum koppel_status status = keep != NULL ? keep_values(scale, values, keep) : KOPPEL_E_MEMORY;
    int64_t bound = 0;

    if (status == KOPPEL_OK) {
        status = search_pairs(scale, keep, 20, &bound);
    }
    free(keep);
    if (status == KOPPEL_OK && !is_done(scale)) {
        status =
            koppel_greedy_run(part->problem, part->watch, part->slot_of, guess_work, part->trial, part->trial_costs);
        if (status == KOPPEL_OK) {
            status = offer(scale);
        }
    }
    look(scale);
    raise_bound(scale, bound_now(scale));
    return status;
}

static enum koppel_status solve_tier(struct scale *scale)
{
    double *values = NULL;
    bool has_blocks = scale->part->most_nodes == 0 && scale->left.n_agents >= LEAST_AGENTS_IN_BLOCKS;
    bool is_large = false;
    enum koppel_status status = KOPPEL_OK;

    if (koppel_tierwise_is_at_floor(scale->part)) {
        scale->part->bounds[scale->part->tier] = cost_now(scale);
        scale->is_held[scale->part->tier] = 1;
        look(scale);
        return raise_floors(scale, false);
    }
    scale->gap_ppm = scale->part->tier + 1 < scale->part->problem->n_tiers ? 0 : scale->part->gap_ppm;
    status = find_prices(scale, &values);
    is_large = has_blocks && scale->classes.n_agent_classes + scale->classes.n_slot_classes > MANY_ROWS;
    if (status == KOPPEL_OK && !is_done(scale)) {
        status = bound_whole(scale, false);
    }
    if (status == KOPPEL_OK && is_large) {
        status = improve_blocks(scale, MOST_IMPROVEMENTS);
    } else if (status == KOPPEL_OK && !is_done(scale)) {
        status = start_tier(scale, values);
    }
    if (status == KOPPEL_OK) {
        status = reassign(scale);
    }
    free(values);
    if (status == KOPPEL_OK) {
        status = narrow(scale);
    }
    if (status == KOPPEL_OK) {
        status = bound_whole(scale, true);
    }
    scale->gap_ppm = scale->part->gap_ppm;
    if (status == KOPPEL_OK && has_blocks) {
        status = improve_blocks(scale, 3);
    }
    for (int round = 0; round < 2 && status == KOPPEL_OK && has_blocks && !is_done(scale); round++) {
        int64_t before = cost_now(scale);

        status = bound_blocks(scale, 2);
        if (cost_now(scale) == before) {
            break;
        }
        if (status == KOPPEL_OK) {
            status = improve_blocks(scale, 2);
        }
    }
    if (status == KOPPEL_OK && !is_done(scale)) {
        int64_t before = cost_now(scale);

        status = search_all_pairs(scale);
        if (status == KOPPEL_OK && cost_now(scale) < before) {
            status = narrow(scale);
        }
    }
    scale->is_held[scale->part->tier] = status != KOPPEL_OK || !is_settled(scale);
    return status == KOPPEL_OK && scale->is_held[scale->part->tier] ? raise_floors(scale, has_blocks) : status;
}

static enum koppel_status guess(struct koppel_tierwise *part, const int32_t *start)
{
    enum koppel_status status =
        koppel_greedy_run(part->problem, part->watch, NULL, guess_work, part->trial, part->trial_costs);

    if (status == KOPPEL_OK && part->trial_costs[0] == 0) {
        status = koppel_tierwise_offer(part);
    }
    if (status == KOPPEL_OK && start != NULL) {
        memcpy(part->trial, start, (size_t)part->problem->n_agents * sizeof *start);
        status = koppel_tierwise_offer(part);
    }
    return status;
}

static enum koppel_status solve(struct koppel_tierwise *part)
{
    struct scale scale = {.part = part};
    enum koppel_status status = KOPPEL_OK;

    if (!part->has_choice) {
        status = koppel_tierwise_find(part);
    }
    if (status != KOPPEL_OK || !part->has_choice) {
        return status;
    }
    status = scale_start(&scale);
    for (part->tier = 0; status == KOPPEL_OK && part->tier < part->problem->n_tiers; part->tier++) {
        if (koppel_watch_expired(part->watch)) {
            break;
        }
        status = solve_tier(&scale);
    }
    scale_free(&scale);
    return status;
}

const struct koppel_part_method koppel_scale_method = {guess, solve};

enum koppel_status koppel_scale_solve(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                      struct koppel_solution *solution)
{
    return koppel_partwise_solve(problem, options, &koppel_scale_method, solution);
}
