/* scale_engine.c - proven choices for large problems.
 *
 * Tier after tier, on a copy of the problem that gets smaller and smaller:
 *   1. Prices (column_generation.h, or subgradient.h where there are too many rows): the linear relaxation over few pairs, to
 * which pairs are added by pricing, and loads that cut off what only split households could do (mir_cuts.h). The
 * prices prove a bound in whole numbers (lagrangian_bound.h).
 *   2. A bound that keeps one load of every slot whole (knapsack_bound.h), often the optimum itself where persons fill caps.
 *      Narrowing (reduced_cost_fixing.h): pairs, load values and left-out agents that would cost more than the known choice by
 *      either bound are taken out for good, here and whenever a better choice is found.
 *   3. Better choices: agents that count alike trade places (cyclic_exchange.h), parts of the choice that belong together
 *      are searched over their pairs of least deviation (lns_neighbourhood.h), and every block (a municipality, say) is solved
 *      with all other agents left where they are (block_search.h).
 *   4. A better bound: every block is solved on its own, with the agents that several blocks want at a price. What the
 *      blocks choose and what is known span a small problem, which is searched for a better choice.
 *   5. A search over all pairs that are left closes the tier. Where the relaxation is near what is proven it ends soon
 * or hardly at all, so there it is tried before 3 and 4, with few nodes.
 *   6. A tier whose bound is met leaves exactly its optima behind and needs no row in the tiers after it. Any other is
 *      held by a row, and by loads that tell what it and every block of it can cost (objective_cut.h).
 */
#include "engine/engines.h"

#include "base/bits.h"
#include "base/memory.h"
#include "engine/bound/objective_cut.h"
#include "engine/componentwise.h"
#include "engine/heuristic/cyclic_exchange.h"
#include "engine/heuristic/greedy.h"
#include "engine/lns/block_search.h"
#include "engine/lns/lns_neighbourhood.h"
#include "engine/reduced_problem.h"
#include "engine/solution.h"
#include "engine/tier_assignment.h"

#include <stdlib.h>
#include <string.h>

static const int64_t guess_work = 300000;  /* exchanges weighed for the first choice */
static const int64_t opening_work = 50000; /* and for one found by a search */

enum { LEAST_AGENTS_IN_BLOCKS = 6, FIRST_REASSIGNMENTS = 2 };

/* Nodes that the first search may use: about as many as it takes to fix one value after another. A search of all pairs
 * either comes to an end soon or hardly at all. */
enum { NODES_AT_FIRST = 100, NODES_OF_ALL = 16 };

/* More pairs between classes are beyond a search. */
enum { MOST_SEARCHED_PAIRS = 3000000 };

/* In millionths: where the prices of the relaxation stay further below what is proven, a search of all pairs would have
 * to get there first. */
enum { MOST_BEHIND_PPM = 300 };

/* Of a search of vicinities: small ones are solved in a moment, larger ones see more; rounds take them in turn. */
enum {
    NEAR_PAIRS = 8,
    FEWEST_IN_VICINITY = 125,
    N_SIZES = 4,
    MOST_IDLE_ROUNDS = 3 * N_SIZES,
    NODES_IN_SMALLEST = 200,
    FEW_AGENTS = 300
};

/* Takes the part's trial if it is better and leaves the tiers before where they are: what is left is known to hold the
 * best choices only for their costs. */
static enum koppel_status offer(struct koppel_remainder *rest)
{
    struct koppel_tierwise *part = rest->part;
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

/* The same, with the view and what is reported brought up to date. */
static enum koppel_status take_trial(struct koppel_remainder *rest)
{
    enum koppel_status status = offer(rest);

    koppel_remainder_look(rest);
    koppel_remainder_raise_bound(rest, koppel_remainder_bound(rest));
    return status;
}

/* Lets agents trade places where no load changes. */
static enum koppel_status reassign(struct koppel_remainder *rest, int most_rounds)
{
    struct koppel_tierwise *part = rest->part;
    enum koppel_status status = KOPPEL_OK;

    if (koppel_remainder_is_done(rest)) {
        return KOPPEL_OK;
    }
    memcpy(part->trial, part->slot_of, (size_t)part->problem->n_agents * sizeof *part->trial);
    status = koppel_reassignment_run(part->problem, &rest->left, part->tier, most_rounds, part->watch, part->trial);
    return status == KOPPEL_OK ? take_trial(rest) : status;
}

/* A cost that is proven within the gap asked for by the bound that is known. */
static int64_t enough_now(const struct koppel_remainder *rest)
{
    koppel_wide bound = koppel_remainder_bound(rest);

    return (int64_t)(bound + (bound < 0 ? -bound : bound) * rest->gap_ppm / 1000001);
}

/* Searches the tier over the marked pairs of the view, or all (NULL). *bound: nothing over these pairs costs less. */
static enum koppel_status search_pairs(struct koppel_remainder *rest, const unsigned char *keep, int64_t most_nodes,
                                       int64_t *bound)
{
    struct koppel_problem some = {0};
    struct koppel_tierwise inner = {.problem = &some,
                                    .watch = rest->part->watch,
                                    .gap_ppm = rest->gap_ppm,
                                    .most_nodes = most_nodes,
                                    .opening_work = opening_work,
                                    .prices = rest->prices.n_loads == rest->view.n_loads ? &rest->prices : NULL,
                                    .has_enough = koppel_remainder_bound(rest) != INT64_MIN,
                                    .enough = enough_now(rest),
                                    .tier = rest->tier};
    size_t n_agents = (size_t)rest->view.n_agents;
    enum koppel_status status =
        keep != NULL ? koppel_problem_select(&some, &rest->view, keep) : koppel_problem_share(&some, &rest->view);

    *bound = INT64_MIN;
    if (status == KOPPEL_OK) {
        status = koppel_tierwise_start(&inner);
    }
    if (status == KOPPEL_OK) {
        memcpy(inner.slot_of, rest->part->slot_of, n_agents * sizeof *inner.slot_of);
        memcpy(inner.costs, rest->costs, (size_t)rest->view.n_tiers * sizeof *inner.costs);
        inner.has_choice = true;
        status = koppel_tierwise_solve_tier(&inner);
    }
    if (status == KOPPEL_OK || status == KOPPEL_E_ENGINE) {
        rest->part->n_nodes += inner.n_nodes;
        *bound = inner.bounds[rest->tier];
        memcpy(rest->part->trial, inner.slot_of, n_agents * sizeof *inner.slot_of);
        status = offer(rest);
    }
    koppel_tierwise_free(&inner);
    koppel_problem_free(&some);
    return status;
}

/* Marks the pair of every agent in a choice, where it is left. */
static void keep_choice(const struct koppel_remainder *rest, const int32_t *slot_of, unsigned char *keep)
{
    for (int32_t i = 0; i < rest->view.n_agents; i++) {
        int64_t p = slot_of[i] != KOPPEL_NONE ? koppel_problem_pair(&rest->view, i, slot_of[i]) : KOPPEL_NONE;

        if (p != KOPPEL_NONE) {
            koppel_bit_set(keep, p, true);
        }
    }
}

static enum koppel_status solve(struct koppel_tierwise *part);

/* Searches what lies between the known choice and what the blocks chose: the pairs of both, and those of least
 * deviation. */
static enum koppel_status search_between(struct koppel_remainder *rest, const int32_t *proposed)
{
    unsigned char *keep = koppel_bits_new(rest->view.n_pairs);
    int64_t n_rows = rest->classes.n_agent_classes + rest->classes.n_slot_classes;
    koppel_wide slack = koppel_narrow_choose(&rest->pricing, n_rows + n_rows / 2, koppel_remainder_slack(rest));
    enum koppel_status status = KOPPEL_E_MEMORY;
    int64_t bound = 0, before = koppel_remainder_cost(rest);

    if (keep != NULL && slack >= 0 && koppel_narrow_pairs(&rest->pricing, slack, keep) >= 0) {
        keep_choice(rest, rest->part->slot_of, keep);
        keep_choice(rest, proposed, keep);
        status = search_pairs(rest, keep, 50, &bound);
    }
    free(keep);
    if (status == KOPPEL_OK && koppel_remainder_cost(rest) < before) {
        koppel_remainder_raise_bound(rest, koppel_remainder_bound(rest));
        status = koppel_remainder_narrow(rest);
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

/* Sets up a search of the stage's blocks from the known choice. */
static enum koppel_status stage_fill(struct block_stage *stage, const struct koppel_remainder *rest,
                                     const struct koppel_pricing *pricing)
{
    size_t n_agents = (size_t)rest->view.n_agents;

    stage->search = (struct koppel_block_search){.blocks = &stage->blocks,
                                                 .pricing = pricing,
                                                 .costs = rest->costs,
                                                 .watch = rest->part->watch,
                                                 .gap_ppm = rest->part->gap_ppm / 4,
                                                 .most_nodes = 200,
                                                 .n_threads = rest->part->n_threads,
                                                 .solve = solve,
                                                 .bound = INT64_MIN};
    stage->search.slot_of = koppel_new(n_agents, sizeof *stage->search.slot_of);
    stage->search.proposed = koppel_new(n_agents, sizeof *stage->search.proposed);
    if (stage->search.slot_of == NULL || stage->search.proposed == NULL) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(stage->search.slot_of, rest->part->slot_of, n_agents * sizeof *stage->search.slot_of);
    return KOPPEL_OK;
}

static enum koppel_status stage_start(struct block_stage *stage, const struct koppel_remainder *rest)
{
    enum koppel_status status = KOPPEL_OK;

    *stage = (struct block_stage){0};
    status = koppel_blocks_make(&stage->blocks, &rest->view, rest->view.n_slots / 2);
    return status == KOPPEL_OK ? stage_fill(stage, rest, &rest->pricing) : status;
}

/* Step 3: every block with all other agents left where they are, as long as it helps. */
static enum koppel_status improve_blocks(struct koppel_remainder *rest, int most_rounds)
{
    enum koppel_status status = KOPPEL_OK;

    for (int round = 0; round < most_rounds && status == KOPPEL_OK && !koppel_remainder_is_done(rest); round++) {
        struct block_stage stage;
        int64_t before = koppel_remainder_cost(rest);

        status = stage_start(&stage, rest);
        if (status == KOPPEL_OK) {
            status = koppel_block_search_improve(&stage.search);
        }
        if (status == KOPPEL_OK) {
            memcpy(rest->part->trial, stage.search.slot_of, (size_t)rest->view.n_agents * sizeof *stage.search.slot_of);
            status = offer(rest);
        }
        stage_free(&stage);
        if (status == KOPPEL_OK) {
            status = reassign(rest, KOPPEL_MOST_REASSIGNMENTS);
        }
        if (status != KOPPEL_OK || koppel_remainder_cost(rest) == before) {
            break;
        }
        koppel_remainder_raise_bound(rest, koppel_remainder_bound(rest));
        koppel_remainder_look(rest);
        status = koppel_remainder_narrow(rest);
    }
    return status;
}

/* Blocks tell little when most agents could go to several of them. */
static bool is_apart(const struct koppel_remainder *rest, const struct koppel_blocks *blocks)
{
    int32_t n_free = 0;

    for (int32_t i = 0; i < rest->view.n_agents; i++) {
        n_free += blocks->block_of_agent[i] == KOPPEL_NONE && rest->view.first[i] < rest->view.first[i + 1];
    }
    return n_free <= rest->view.n_agents / 2;
}

/* Step 4: a bound from the blocks, and what they chose as a hint. */
static enum koppel_status bound_blocks(struct koppel_remainder *rest, int32_t n_rounds)
{
    struct block_stage stage;
    enum koppel_status status = stage_start(&stage, rest);

    if (status == KOPPEL_OK && is_apart(rest, &stage.blocks)) {
        stage.search.n_rounds = n_rounds;
        status = koppel_block_search_bound(&stage.search);
        rest->part->n_nodes += stage.search.n_nodes;
    }
    if (status == KOPPEL_OK && stage.search.bound != INT64_MIN) {
        koppel_remainder_raise_bound(rest, stage.search.bound);
        if (!koppel_remainder_is_done(rest)) {
            status = search_between(rest, stage.search.proposed);
        }
    }
    stage_free(&stage);
    return status;
}

/* Step 5. */
static enum koppel_status search_all_pairs(struct koppel_remainder *rest, int64_t most_nodes)
{
    int64_t bound = INT64_MIN, before = koppel_remainder_cost(rest);
    enum koppel_status status = search_pairs(rest, NULL, most_nodes, &bound);

    if (status == KOPPEL_OK) {
        koppel_remainder_raise_bound(rest, bound);
        koppel_remainder_look(rest);
    }
    if (status == KOPPEL_OK && koppel_remainder_cost(rest) < before) {
        status = koppel_remainder_narrow(rest);
    }
    return status;
}

/* The pairs of least deviation, about NEAR_PAIRS an agent, and those of the choice. */
static enum koppel_status select_near(const struct koppel_remainder *rest, struct koppel_problem *near)
{
    unsigned char *keep = koppel_bits_new(rest->view.n_pairs);
    koppel_wide slack =
        koppel_narrow_choose(&rest->pricing, (int64_t)NEAR_PAIRS * rest->view.n_agents, koppel_remainder_slack(rest));
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (keep != NULL && slack >= 0 && koppel_narrow_pairs(&rest->pricing, slack, keep) >= 0) {
        keep_choice(rest, rest->part->slot_of, keep);
        status = koppel_problem_select(near, &rest->view, keep);
    }
    free(keep);
    return status;
}

/* Searches every vicinity of a round with all other agents left where they are. */
static enum koppel_status improve_round(struct koppel_remainder *rest, const struct koppel_problem *near, int32_t round)
{
    struct koppel_pricing pricing = rest->pricing;
    struct block_stage stage = {0};
    enum koppel_status status =
        koppel_vicinities_make(&stage.blocks, near, rest->part->slot_of, round, FEWEST_IN_VICINITY << round % N_SIZES);

    pricing.problem = near;
    if (status == KOPPEL_OK) {
        status = stage_fill(&stage, rest, &pricing);
    }
    if (status == KOPPEL_OK) {
        stage.search.most_nodes = NODES_IN_SMALLEST >> round % N_SIZES;
        status = koppel_block_search_improve(&stage.search);
    }
    if (status == KOPPEL_OK) {
        memcpy(rest->part->trial, stage.search.slot_of, (size_t)rest->view.n_agents * sizeof *stage.search.slot_of);
        status = offer(rest);
    }
    stage_free(&stage);
    return status;
}

/* Step 3: vicinities of near pairs, drawn anew as long as one round in a few helps. */
static enum koppel_status improve_vicinities(struct koppel_remainder *rest)
{
    struct koppel_problem near = {0};
    enum koppel_status status = select_near(rest, &near);
    int64_t at_first = koppel_remainder_cost(rest);
    int n_idle = 0;

    for (int32_t round = 0; status == KOPPEL_OK && n_idle < MOST_IDLE_ROUNDS && !koppel_remainder_is_done(rest);
         round++) {
        int64_t before = koppel_remainder_cost(rest);

        status = improve_round(rest, &near, round);
        n_idle = koppel_remainder_cost(rest) < before ? 0 : n_idle + 1;
        koppel_remainder_look(rest);
    }
    koppel_problem_free(&near);
    if (status == KOPPEL_OK && koppel_remainder_cost(rest) < at_first) {
        koppel_remainder_raise_bound(rest, koppel_remainder_bound(rest));
        status = koppel_remainder_narrow(rest);
    }
    return status;
}

/* The most that a tier can cost in what is left, each agent and load on its own. */
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

/* True when everything that is left and keeps the held tiers costs what the known choice costs: a bound that is met
 * exactly by every choice without deviations, and all deviations are taken out (empty places and held tiers are not).
 */
static bool is_settled(const struct koppel_remainder *rest)
{
    bool settled = koppel_remainder_slack(rest) == 0;

    for (int32_t k = 0; k < rest->classes.n_slot_classes; k++) {
        settled = settled && rest->pricing.slot_price[k] == 0;
    }
    for (int32_t t = 0; t < rest->tier; t++) {
        settled = settled && rest->pricing.tier_price[t] == 0;
    }
    return settled || most_cost(&rest->left, rest->part->tier) <= koppel_remainder_cost(rest);
}

/* The tiers to come cannot gain in this one: neither in all, nor in any block. */
static enum koppel_status raise_floors(struct koppel_remainder *rest, bool has_blocks)
{
    int64_t *weight = koppel_new((size_t)rest->view.n_tiers, sizeof *weight);
    struct koppel_floor floor = {.tiers = rest->view.tiers,
                                 .weight = weight,
                                 .n_tiers = rest->view.n_tiers,
                                 .least = koppel_remainder_bound(rest),
                                 .most = koppel_remainder_cost(rest)};
    struct block_stage stage = {0};
    int32_t n_added = 0;
    enum koppel_status status = weight != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK && has_blocks && !koppel_tier_has_pair_costs(&rest->view.tiers[rest->tier])) {
        status = stage_start(&stage, rest);
        stage.search.n_rounds = 1;
        if (status == KOPPEL_OK && is_apart(rest, &stage.blocks)) {
            status = koppel_block_search_bound(&stage.search);
        }
        if (status == KOPPEL_OK && stage.search.bound != INT64_MIN) {
            status = koppel_block_search_floors(&stage.search, &rest->left, &n_added);
        }
        stage_free(&stage);
        koppel_remainder_look(rest);
    }
    if (status == KOPPEL_OK) {
        weight[rest->tier] = 1;
        status = koppel_floor_load_add(&rest->left, &floor, &n_added);
    }
    free(weight);
    return status == KOPPEL_OK ? koppel_problem_limit_loads(&rest->left) : status;
}

/* The first better choice of a tier: what the relaxation uses, then a descent. */
static enum koppel_status start_tier(struct koppel_remainder *rest, const struct koppel_class_values *values)
{
    struct koppel_tierwise *part = rest->part;
    unsigned char *keep = koppel_bits_new(rest->view.n_pairs);
    enum koppel_status status = keep != NULL ? koppel_remainder_mark_values(rest, values, keep) : KOPPEL_E_MEMORY;
    int64_t bound = 0;

    if (status == KOPPEL_OK) {
        status = search_pairs(rest, keep, NODES_AT_FIRST, &bound);
    }
    free(keep);
    if (status == KOPPEL_OK && !koppel_remainder_is_done(rest)) {
        status =
            koppel_greedy_run(part->problem, part->watch, part->slot_of, guess_work, part->trial, part->trial_costs);
        if (status == KOPPEL_OK) {
            status = offer(rest);
        }
    }
    koppel_remainder_look(rest);
    koppel_remainder_raise_bound(rest, koppel_remainder_bound(rest));
    return status;
}

/* Can a search of all pairs come to an end before vicinities and blocks are looked at? */
static bool is_searchable(const struct koppel_remainder *rest)
{
    int64_t known = koppel_remainder_bound(rest);
    int64_t priced = koppel_pricing_cost(&rest->pricing, koppel_pricing_unit(&rest->pricing));

    return rest->left.n_agents > FEW_AGENTS && rest->classes.n_pairs <= MOST_SEARCHED_PAIRS &&
           koppel_gap_within(known, priced, MOST_BEHIND_PPM);
}

static bool has_load_prices(const struct koppel_remainder *rest)
{
    bool found = false;

    for (int32_t g = 0; g < rest->view.n_loads; g++) {
        found = found || rest->pricing.load_price[g] != 0;
    }
    return found;
}

/* The assignment without loads, where their prices say that they hardly matter. */
static enum koppel_status try_without_loads(struct koppel_remainder *rest)
{
    struct koppel_tierwise inner = {.problem = &rest->left, .watch = rest->part->watch};
    enum koppel_status status = koppel_tierwise_start(&inner);

    if (status == KOPPEL_OK) {
        status = koppel_tier_assignment_solve(&inner);
    }
    if (status == KOPPEL_OK && inner.is_done && inner.has_choice) {
        memcpy(rest->part->trial, inner.slot_of, (size_t)rest->left.n_agents * sizeof *inner.slot_of);
        status = take_trial(rest);
        koppel_remainder_raise_bound(rest, inner.bounds[rest->part->tier]);
    }
    koppel_tierwise_free(&inner);
    return status;
}

/* Step 1 where there are many rows: prices of loads, and a choice that was met on the way. */
static enum koppel_status price_loads(struct koppel_remainder *rest, bool *has_prices)
{
    enum koppel_status status = koppel_remainder_price_loads(rest, has_prices);

    if (status == KOPPEL_OK) {
        status = take_trial(rest);
    }
    if (status == KOPPEL_OK) {
        status = koppel_remainder_narrow(rest);
    }
    if (status == KOPPEL_OK && !koppel_remainder_is_done(rest) && !has_load_prices(rest)) {
        status = try_without_loads(rest);
    }
    return status;
}

/* Step 1. The values of a relaxation are the caller's to free. *is_relaxed: it was tried, though it may have come to
 * nothing, and then there are no values. */
static enum koppel_status find_prices(struct koppel_remainder *rest, struct koppel_class_values *values,
                                      bool *is_relaxed)
{
    enum koppel_status status = koppel_remainder_open(rest);
    bool has_prices = false;

    if (status == KOPPEL_OK && koppel_remainder_has_many_rows(rest)) {
        status = price_loads(rest, &has_prices);
    }
    if (has_prices || koppel_watch_expired(rest->part->watch)) {
        return status;
    }
    if (status == KOPPEL_OK && koppel_tier_has_pair_costs(&rest->left.tiers[rest->part->tier])) {
        status = reassign(rest, FIRST_REASSIGNMENTS); /* the nearer the choice, the sooner the relaxation is solved */
    }
    *is_relaxed = status == KOPPEL_OK;
    return status == KOPPEL_OK ? koppel_remainder_find_prices(rest, values) : status;
}

/* Steps 2 and 3 as far as they are cheap: the bound of whole loads, a first better choice, and what they rule out. */
static enum koppel_status open_tier(struct koppel_remainder *rest, const struct koppel_class_values *values,
                                    bool is_relaxed)
{
    enum koppel_status status = KOPPEL_OK;

    if (!koppel_remainder_is_done(rest)) {
        status = koppel_remainder_bound_whole(rest, false);
    }
    if (status == KOPPEL_OK && is_relaxed && !koppel_remainder_is_done(rest)) {
        status = start_tier(rest, values);
    }
    if (status == KOPPEL_OK) {
        status = reassign(rest, KOPPEL_MOST_REASSIGNMENTS);
    }
    if (status == KOPPEL_OK) {
        status = koppel_remainder_narrow(rest);
    }
    return status == KOPPEL_OK ? koppel_remainder_bound_whole(rest, true) : status;
}

/* Steps 3 and 4 by blocks, in turns as long as the blocks' choices help. */
static enum koppel_status work_on_blocks(struct koppel_remainder *rest)
{
    enum koppel_status status = improve_blocks(rest, 3);

    for (int round = 0; round < 2 && status == KOPPEL_OK && !koppel_remainder_is_done(rest); round++) {
        int64_t before = koppel_remainder_cost(rest);

        status = bound_blocks(rest, 2);
        if (koppel_remainder_cost(rest) == before) {
            break;
        }
        if (status == KOPPEL_OK) {
            status = improve_blocks(rest, 2);
        }
    }
    return status;
}

/* Steps 3 to 5, until the gap is closed. has_blocks: not for a problem that is a block or a vicinity itself, nor with
 * many rows. */
static enum koppel_status close_tier(struct koppel_remainder *rest, bool has_blocks, bool has_many_rows)
{
    bool has_vicinities = rest->part->most_nodes == 0 && rest->left.n_agents > FEW_AGENTS;
    enum koppel_status status = KOPPEL_OK;

    if (has_blocks && !koppel_remainder_is_done(rest) && is_searchable(rest)) {
        status = search_all_pairs(rest, NODES_OF_ALL);
    }
    if (status == KOPPEL_OK && has_vicinities && !koppel_remainder_is_done(rest)) {
        status = improve_vicinities(rest);
    }
    if (status == KOPPEL_OK && has_blocks) {
        status = work_on_blocks(rest);
    }
    if (status == KOPPEL_OK && !koppel_remainder_is_done(rest) &&
        (!has_many_rows || rest->classes.n_pairs <= MOST_SEARCHED_PAIRS)) {
        status = search_all_pairs(rest, rest->part->most_nodes);
    }
    return status;
}

static enum koppel_status solve_tier(struct koppel_remainder *rest)
{
    struct koppel_class_values values = {0};
    bool has_parts = rest->part->most_nodes == 0 && rest->left.n_agents >= LEAST_AGENTS_IN_BLOCKS;
    bool is_relaxed = false, has_many_rows = false, has_blocks = false;
    enum koppel_status status = KOPPEL_OK;

    if (koppel_tierwise_is_at_floor(rest->part)) {
        rest->part->bounds[rest->part->tier] = koppel_remainder_cost(rest);
        rest->is_held[rest->part->tier] = 1;
        koppel_remainder_look(rest);
        return raise_floors(rest, false);
    }
    rest->gap_ppm = rest->part->tier + 1 < rest->part->problem->n_tiers ? 0 : rest->part->gap_ppm;
    koppel_remainder_look(rest);
    status = find_prices(rest, &values, &is_relaxed);
    has_many_rows = !is_relaxed;
    has_blocks = has_parts && !has_many_rows;
    if (status == KOPPEL_OK) {
        status = open_tier(rest, &values, is_relaxed);
    }
    free(values.items);
    rest->gap_ppm = rest->part->gap_ppm;
    if (status == KOPPEL_OK) {
        status = close_tier(rest, has_blocks, has_many_rows);
    }
    rest->is_held[rest->part->tier] = status != KOPPEL_OK || !is_settled(rest);
    if (status != KOPPEL_OK || !rest->is_held[rest->part->tier] || koppel_watch_expired(rest->part->watch)) {
        return status; /* once time is up, there are no tiers to come */
    }
    return raise_floors(rest, has_blocks);
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
    struct koppel_remainder rest = {.part = part};
    enum koppel_status status = KOPPEL_OK;

    if (!part->has_choice) {
        status = koppel_tierwise_find(part);
    }
    if (status != KOPPEL_OK || !part->has_choice) {
        return status;
    }
    status = koppel_remainder_start(&rest);
    for (part->tier = 0; status == KOPPEL_OK && part->tier < part->problem->n_tiers; part->tier++) {
        if (koppel_watch_expired(part->watch)) {
            break;
        }
        status = solve_tier(&rest);
    }
    koppel_remainder_free(&rest);
    return status;
}

const struct koppel_part_method koppel_scale_method = {guess, solve, KOPPEL_MOST_TRIED_PAIRS};

enum koppel_status koppel_scale_solve(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                      struct koppel_solution *solution)
{
    return koppel_partwise_solve(problem, options, &koppel_scale_method, solution);
}
