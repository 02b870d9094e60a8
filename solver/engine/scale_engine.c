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
#include "problem/load_reach.h"
#include "problem/problem_copy.h"

#include "base/bits.h"
#include "base/memory.h"
#include "base/steps.h"
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

enum { LEAST_AGENTS_IN_BLOCKS = 6, FIRST_EXCHANGES = 2 };

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
    FEWEST_IN_NEIGHBOURHOOD = 125,
    N_SIZES = 4,
    MOST_IDLE_ROUNDS = 3 * N_SIZES,
    NODES_IN_SMALLEST = 200,
    FEW_AGENTS = 300
};

/* Takes the part's trial if it is better and leaves the tiers before where they are: what is left is known to hold the
 * best choices only for their costs. */
static enum koppel_status try_incumbent(struct koppel_reduced_problem *reduced)
{
    struct koppel_lexicographic *component = reduced->component;
    int64_t *loads = koppel_new((size_t)component->problem->n_loads, sizeof *loads);
    bool is_same = loads != NULL;

    if (loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    koppel_problem_loads(component->problem, component->trial, loads);
    for (int32_t t = 0; t < component->tier && is_same; t++) {
        is_same = koppel_problem_cost(component->problem, t, component->trial, loads) == component->costs[t];
    }
    free(loads);
    return is_same ? koppel_lexicographic_try_incumbent(component) : KOPPEL_OK;
}

/* The same, with the view and what is reported brought up to date. */
static enum koppel_status take_trial(struct koppel_reduced_problem *reduced)
{
    enum koppel_status status = try_incumbent(reduced);

    koppel_reduced_problem_view(reduced);
    koppel_reduced_problem_raise_bound(reduced, koppel_reduced_problem_bound(reduced));
    return status;
}

/* Lets agents trade places where no load changes. */
static enum koppel_status exchange(struct koppel_reduced_problem *reduced, int most_rounds)
{
    struct koppel_lexicographic *component = reduced->component;
    enum koppel_status status = KOPPEL_OK;

    if (!koppel_step_is_on(KOPPEL_STEP_EXCHANGE) || koppel_reduced_problem_is_done(reduced)) {
        return KOPPEL_OK;
    }
    memcpy(component->trial, component->slot_of, (size_t)component->problem->n_agents * sizeof *component->trial);
    status = koppel_cyclic_exchange_run(component->problem, &reduced->left, component->tier, most_rounds,
                                        component->deadline, component->trial);
    return status == KOPPEL_OK ? take_trial(reduced) : status;
}

/* A cost that is proven within the gap asked for by the bound that is known. */
static int64_t stop_cutoff_now(const struct koppel_reduced_problem *reduced)
{
    koppel_wide bound = koppel_reduced_problem_bound(reduced);

    return (int64_t)(bound + (bound < 0 ? -bound : bound) * reduced->gap_ppm / 1000001);
}

/* Searches the tier over the marked pairs of the view, or all (NULL). *bound: nothing over these pairs costs less. */
static enum koppel_status search_pairs(struct koppel_reduced_problem *reduced, const unsigned char *keep,
                                       int64_t most_nodes, int64_t *bound)
{
    struct koppel_problem some = {0};
    struct koppel_lexicographic inner = {.problem = &some,
                                         .deadline = reduced->component->deadline,
                                         .gap_ppm = reduced->gap_ppm,
                                         .most_nodes = most_nodes,
                                         .opening_work = opening_work,
                                         .prices =
                                             reduced->prices.n_loads == reduced->view.n_loads ? &reduced->prices : NULL,
                                         .has_stop_cutoff = koppel_reduced_problem_bound(reduced) != INT64_MIN,
                                         .stop_cutoff = stop_cutoff_now(reduced),
                                         .tier = reduced->tier};
    size_t n_agents = (size_t)reduced->view.n_agents;
    enum koppel_status status =
        keep != NULL ? koppel_problem_select(&some, &reduced->view, keep) : koppel_problem_share(&some, &reduced->view);

    *bound = INT64_MIN;
    if (status == KOPPEL_OK) {
        status = koppel_lexicographic_start(&inner);
    }
    if (status == KOPPEL_OK) {
        memcpy(inner.slot_of, reduced->component->slot_of, n_agents * sizeof *inner.slot_of);
        memcpy(inner.costs, reduced->costs, (size_t)reduced->view.n_tiers * sizeof *inner.costs);
        inner.has_incumbent = true;
        status = koppel_lexicographic_solve_tier(&inner);
    }
    if (status == KOPPEL_OK || status == KOPPEL_E_ENGINE) {
        reduced->component->n_nodes += inner.n_nodes;
        *bound = inner.bounds[reduced->tier];
        memcpy(reduced->component->trial, inner.slot_of, n_agents * sizeof *inner.slot_of);
        status = try_incumbent(reduced);
    }
    koppel_lexicographic_free(&inner);
    koppel_problem_free(&some);
    return status;
}

/* Marks the pair of every agent in a choice, where it is left. */
static void keep_choice(const struct koppel_reduced_problem *reduced, const int32_t *slot_of, unsigned char *keep)
{
    for (int32_t i = 0; i < reduced->view.n_agents; i++) {
        int64_t p = slot_of[i] != KOPPEL_NONE ? koppel_problem_pair(&reduced->view, i, slot_of[i]) : KOPPEL_NONE;

        if (p != KOPPEL_NONE) {
            koppel_bit_set(keep, p, true);
        }
    }
}

static enum koppel_status solve(struct koppel_lexicographic *component);

/* Searches what lies between the known choice and what the blocks chose: the pairs of both, and those of least
 * deviation. */
static enum koppel_status search_between(struct koppel_reduced_problem *reduced, const int32_t *proposed)
{
    unsigned char *keep = koppel_bits_new(reduced->view.n_pairs);
    int64_t n_rows = reduced->classes.n_agent_classes + reduced->classes.n_slot_classes;
    koppel_wide gap =
        koppel_fix_choose_gap(&reduced->lagrangian, n_rows + n_rows / 2, koppel_reduced_problem_gap(reduced));
    enum koppel_status status = KOPPEL_E_MEMORY;
    int64_t bound = 0, before = koppel_reduced_problem_cost(reduced);

    if (keep != NULL && gap >= 0 && koppel_fix_pairs(&reduced->lagrangian, gap, keep) >= 0) {
        keep_choice(reduced, reduced->component->slot_of, keep);
        keep_choice(reduced, proposed, keep);
        status = search_pairs(reduced, keep, 50, &bound);
    }
    free(keep);
    if (status == KOPPEL_OK && koppel_reduced_problem_cost(reduced) < before) {
        koppel_reduced_problem_raise_bound(reduced, koppel_reduced_problem_bound(reduced));
        status = koppel_reduced_problem_fix(reduced);
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
static enum koppel_status stage_fill(struct block_stage *stage, const struct koppel_reduced_problem *reduced,
                                     const struct koppel_lagrangian *lagrangian)
{
    size_t n_agents = (size_t)reduced->view.n_agents;

    stage->search = (struct koppel_block_search){.blocks = &stage->blocks,
                                                 .lagrangian = lagrangian,
                                                 .costs = reduced->costs,
                                                 .deadline = reduced->component->deadline,
                                                 .gap_ppm = reduced->component->gap_ppm / 4,
                                                 .most_nodes = 200,
                                                 .n_threads = reduced->component->n_threads,
                                                 .solve = solve,
                                                 .bound = INT64_MIN};
    stage->search.slot_of = koppel_new(n_agents, sizeof *stage->search.slot_of);
    stage->search.proposed = koppel_new(n_agents, sizeof *stage->search.proposed);
    if (stage->search.slot_of == NULL || stage->search.proposed == NULL) {
        return KOPPEL_E_MEMORY;
    }
    memcpy(stage->search.slot_of, reduced->component->slot_of, n_agents * sizeof *stage->search.slot_of);
    return KOPPEL_OK;
}

static enum koppel_status stage_start(struct block_stage *stage, const struct koppel_reduced_problem *reduced)
{
    enum koppel_status status = KOPPEL_OK;

    *stage = (struct block_stage){0};
    status = koppel_blocks_make(&stage->blocks, &reduced->view, reduced->view.n_slots / 2);
    return status == KOPPEL_OK ? stage_fill(stage, reduced, &reduced->lagrangian) : status;
}

/* Step 3: every block with all other agents left where they are, as long as it helps. */
static enum koppel_status improve_blocks(struct koppel_reduced_problem *reduced, int most_rounds)
{
    enum koppel_status status = KOPPEL_OK;

    for (int round = 0; round < most_rounds && status == KOPPEL_OK && !koppel_reduced_problem_is_done(reduced) &&
                        koppel_step_is_on(KOPPEL_STEP_BLOCK_IMPROVE);
         round++) {
        struct block_stage stage;
        int64_t before = koppel_reduced_problem_cost(reduced);

        status = stage_start(&stage, reduced);
        if (status == KOPPEL_OK) {
            status = koppel_block_search_improve(&stage.search);
        }
        if (status == KOPPEL_OK) {
            memcpy(reduced->component->trial, stage.search.slot_of,
                   (size_t)reduced->view.n_agents * sizeof *stage.search.slot_of);
            status = try_incumbent(reduced);
        }
        stage_free(&stage);
        if (status == KOPPEL_OK) {
            status = exchange(reduced, KOPPEL_MOST_EXCHANGES);
        }
        if (status != KOPPEL_OK || koppel_reduced_problem_cost(reduced) == before) {
            break;
        }
        koppel_reduced_problem_raise_bound(reduced, koppel_reduced_problem_bound(reduced));
        koppel_reduced_problem_view(reduced);
        status = koppel_reduced_problem_fix(reduced);
    }
    return status;
}

/* Blocks tell little when most agents could go to several of them. */
static bool is_apart(const struct koppel_reduced_problem *reduced, const struct koppel_blocks *blocks)
{
    int32_t n_free = 0;

    for (int32_t i = 0; i < reduced->view.n_agents; i++) {
        n_free += blocks->block_of_agent[i] == KOPPEL_NONE && reduced->view.first[i] < reduced->view.first[i + 1];
    }
    return n_free <= reduced->view.n_agents / 2;
}

/* Step 4: a bound from the blocks, and what they chose as a hint. */
static enum koppel_status bound_blocks(struct koppel_reduced_problem *reduced, int32_t n_rounds)
{
    struct block_stage stage;
    enum koppel_status status = stage_start(&stage, reduced);

    if (status == KOPPEL_OK && is_apart(reduced, &stage.blocks)) {
        stage.search.n_rounds = n_rounds;
        status = koppel_block_search_bound(&stage.search);
        reduced->component->n_nodes += stage.search.n_nodes;
    }
    if (status == KOPPEL_OK && stage.search.bound != INT64_MIN) {
        koppel_reduced_problem_raise_bound(reduced, stage.search.bound);
        if (koppel_step_is_on(KOPPEL_STEP_BLOCK_SEARCH) && !koppel_reduced_problem_is_done(reduced)) {
            status = search_between(reduced, stage.search.proposed);
        }
    }
    stage_free(&stage);
    return status;
}

/* Step 5. */
static enum koppel_status search_all_pairs(struct koppel_reduced_problem *reduced, int64_t most_nodes)
{
    int64_t bound = INT64_MIN, before = koppel_reduced_problem_cost(reduced);
    enum koppel_status status = search_pairs(reduced, NULL, most_nodes, &bound);

    if (status == KOPPEL_OK) {
        koppel_reduced_problem_raise_bound(reduced, bound);
        koppel_reduced_problem_view(reduced);
    }
    if (status == KOPPEL_OK && koppel_reduced_problem_cost(reduced) < before) {
        status = koppel_reduced_problem_fix(reduced);
    }
    return status;
}

/* The pairs of least deviation, about NEAR_PAIRS an agent, and those of the choice. */
static enum koppel_status select_near(const struct koppel_reduced_problem *reduced, struct koppel_problem *near)
{
    unsigned char *keep = koppel_bits_new(reduced->view.n_pairs);
    koppel_wide gap = koppel_fix_choose_gap(&reduced->lagrangian, (int64_t)NEAR_PAIRS * reduced->view.n_agents,
                                            koppel_reduced_problem_gap(reduced));
    enum koppel_status status = KOPPEL_E_MEMORY;

    if (keep != NULL && gap >= 0 && koppel_fix_pairs(&reduced->lagrangian, gap, keep) >= 0) {
        keep_choice(reduced, reduced->component->slot_of, keep);
        status = koppel_problem_select(near, &reduced->view, keep);
    }
    free(keep);
    return status;
}

/* Searches every vicinity of a round with all other agents left where they are. */
static enum koppel_status improve_round(struct koppel_reduced_problem *reduced, const struct koppel_problem *near,
                                        int32_t round)
{
    struct koppel_lagrangian lagrangian = reduced->lagrangian;
    struct block_stage stage = {0};
    enum koppel_status status = koppel_lns_neighbourhoods_make(&stage.blocks, near, reduced->component->slot_of, round,
                                                               FEWEST_IN_NEIGHBOURHOOD << round % N_SIZES);

    lagrangian.problem = near;
    if (status == KOPPEL_OK) {
        status = stage_fill(&stage, reduced, &lagrangian);
    }
    if (status == KOPPEL_OK) {
        stage.search.most_nodes = NODES_IN_SMALLEST >> round % N_SIZES;
        status = koppel_block_search_improve(&stage.search);
    }
    if (status == KOPPEL_OK) {
        memcpy(reduced->component->trial, stage.search.slot_of,
               (size_t)reduced->view.n_agents * sizeof *stage.search.slot_of);
        status = try_incumbent(reduced);
    }
    stage_free(&stage);
    return status;
}

/* Step 3: vicinities of near pairs, drawn anew as long as one round in a few helps. */
static enum koppel_status improve_by_lns(struct koppel_reduced_problem *reduced)
{
    struct koppel_problem near = {0};
    enum koppel_status status = select_near(reduced, &near);
    int64_t at_first = koppel_reduced_problem_cost(reduced);
    int n_idle = 0;

    for (int32_t round = 0;
         status == KOPPEL_OK && n_idle < MOST_IDLE_ROUNDS && !koppel_reduced_problem_is_done(reduced); round++) {
        int64_t before = koppel_reduced_problem_cost(reduced);

        status = improve_round(reduced, &near, round);
        n_idle = koppel_reduced_problem_cost(reduced) < before ? 0 : n_idle + 1;
        koppel_reduced_problem_view(reduced);
    }
    koppel_problem_free(&near);
    if (status == KOPPEL_OK && koppel_reduced_problem_cost(reduced) < at_first) {
        koppel_reduced_problem_raise_bound(reduced, koppel_reduced_problem_bound(reduced));
        status = koppel_reduced_problem_fix(reduced);
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
static bool is_settled(const struct koppel_reduced_problem *reduced)
{
    bool settled = koppel_reduced_problem_gap(reduced) == 0 && koppel_step_is_on(KOPPEL_STEP_FIX_PAIRS) &&
                   koppel_step_is_on(KOPPEL_STEP_FIX_ROWS);

    for (int32_t k = 0; k < reduced->classes.n_slot_classes; k++) {
        settled = settled && reduced->lagrangian.slot_price[k] == 0;
    }
    for (int32_t t = 0; t < reduced->tier; t++) {
        settled = settled && reduced->lagrangian.tier_price[t] == 0;
    }
    return settled || most_cost(&reduced->left, reduced->component->tier) <= koppel_reduced_problem_cost(reduced);
}

/* The tiers to come cannot gain in this one: neither in all, nor in any block. */
static enum koppel_status add_objective_cuts(struct koppel_reduced_problem *reduced, bool has_blocks)
{
    int64_t *weight = koppel_new((size_t)reduced->view.n_tiers, sizeof *weight);
    struct koppel_objective_cut cut = {.tiers = reduced->view.tiers,
                                       .weight = weight,
                                       .n_tiers = reduced->view.n_tiers,
                                       .least = koppel_reduced_problem_bound(reduced),
                                       .most = koppel_reduced_problem_cost(reduced)};
    struct block_stage stage = {0};
    int32_t n_added = 0;
    enum koppel_status status = weight != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK && has_blocks && koppel_step_is_on(KOPPEL_STEP_BLOCK_CUTS) &&
        !koppel_tier_has_pair_costs(&reduced->view.tiers[reduced->tier])) {
        status = stage_start(&stage, reduced);
        stage.search.n_rounds = 1;
        if (status == KOPPEL_OK && is_apart(reduced, &stage.blocks)) {
            status = koppel_block_search_bound(&stage.search);
        }
        if (status == KOPPEL_OK && stage.search.bound != INT64_MIN) {
            status = koppel_block_search_floors(&stage.search, &reduced->left, &n_added);
        }
        stage_free(&stage);
        koppel_reduced_problem_view(reduced);
    }
    if (status == KOPPEL_OK && koppel_step_is_on(KOPPEL_STEP_OBJECTIVE_CUTS)) {
        weight[reduced->tier] = 1;
        status = koppel_objective_cut_add(&reduced->left, &cut, &n_added);
    }
    free(weight);
    return status == KOPPEL_OK ? koppel_problem_limit_loads(&reduced->left) : status;
}

/* The first better choice of a tier: what the relaxation uses, then a descent. */
static enum koppel_status start_tier(struct koppel_reduced_problem *reduced, const struct koppel_class_values *values)
{
    struct koppel_lexicographic *component = reduced->component;
    unsigned char *keep = koppel_bits_new(reduced->view.n_pairs);
    enum koppel_status status =
        keep != NULL ? koppel_reduced_problem_mark_values(reduced, values, keep) : KOPPEL_E_MEMORY;
    int64_t bound = 0;

    if (status == KOPPEL_OK && koppel_step_is_on(KOPPEL_STEP_FIRST_SEARCH)) {
        status = search_pairs(reduced, keep, NODES_AT_FIRST, &bound);
    }
    free(keep);
    if (status == KOPPEL_OK && koppel_step_is_on(KOPPEL_STEP_DESCENT) && !koppel_reduced_problem_is_done(reduced)) {
        status = koppel_greedy_run(component->problem, component->deadline, component->slot_of, guess_work,
                                   component->trial, component->trial_costs);
        if (status == KOPPEL_OK) {
            status = try_incumbent(reduced);
        }
    }
    koppel_reduced_problem_view(reduced);
    koppel_reduced_problem_raise_bound(reduced, koppel_reduced_problem_bound(reduced));
    return status;
}

/* Can a search of all pairs come to an end before vicinities and blocks are looked at? */
static bool is_searchable(const struct koppel_reduced_problem *reduced)
{
    int64_t known = koppel_reduced_problem_bound(reduced);
    int64_t priced = koppel_lagrangian_cost(&reduced->lagrangian, koppel_lagrangian_unit(&reduced->lagrangian));

    return koppel_step_is_on(KOPPEL_STEP_EARLY_SEARCH) && reduced->left.n_agents > FEW_AGENTS &&
           reduced->classes.n_pairs <= MOST_SEARCHED_PAIRS && koppel_gap_within(known, priced, MOST_BEHIND_PPM);
}

static bool has_load_prices(const struct koppel_reduced_problem *reduced)
{
    bool found = false;

    for (int32_t g = 0; g < reduced->view.n_loads; g++) {
        found = found || reduced->lagrangian.load_price[g] != 0;
    }
    return found;
}

/* The assignment without loads, where their prices say that they hardly matter. */
static enum koppel_status try_without_loads(struct koppel_reduced_problem *reduced)
{
    struct koppel_lexicographic inner = {.problem = &reduced->left, .deadline = reduced->component->deadline};
    enum koppel_status status = koppel_lexicographic_start(&inner);

    if (status == KOPPEL_OK) {
        status = koppel_tier_assignment_solve(&inner);
    }
    if (status == KOPPEL_OK && inner.is_done && inner.has_incumbent) {
        memcpy(reduced->component->trial, inner.slot_of, (size_t)reduced->left.n_agents * sizeof *inner.slot_of);
        status = take_trial(reduced);
        koppel_reduced_problem_raise_bound(reduced, inner.bounds[reduced->component->tier]);
    }
    koppel_lexicographic_free(&inner);
    return status;
}

/* Step 1 where there are many rows: prices of loads, and a choice that was met on the way. */
static enum koppel_status price_loads(struct koppel_reduced_problem *reduced, bool *has_prices)
{
    enum koppel_status status = koppel_reduced_problem_price_loads(reduced, has_prices);

    if (status == KOPPEL_OK) {
        status = take_trial(reduced);
    }
    if (status == KOPPEL_OK) {
        status = koppel_reduced_problem_fix(reduced);
    }
    if (status == KOPPEL_OK && !koppel_reduced_problem_is_done(reduced) &&
        koppel_step_is_on(KOPPEL_STEP_WITHOUT_LOADS) && !has_load_prices(reduced)) {
        status = try_without_loads(reduced);
    }
    return status;
}

/* Step 1. The values of a relaxation are the caller's to free. *is_relaxed: it was tried, though it may have come to
 * nothing, and then there are no values. */
static enum koppel_status find_prices(struct koppel_reduced_problem *reduced, struct koppel_class_values *values,
                                      bool *is_relaxed)
{
    enum koppel_status status = koppel_reduced_problem_open(reduced);
    bool has_prices = false;

    if (status == KOPPEL_OK && koppel_reduced_problem_has_many_rows(reduced)) {
        status = price_loads(reduced, &has_prices);
    }
    if (has_prices || koppel_deadline_expired(reduced->component->deadline)) {
        return status;
    }
    if (status == KOPPEL_OK && koppel_step_is_on(KOPPEL_STEP_EXCHANGE_FIRST) &&
        koppel_tier_has_pair_costs(&reduced->left.tiers[reduced->component->tier])) {
        status = exchange(reduced, FIRST_EXCHANGES); /* the nearer the choice, the sooner the relaxation is solved */
    }
    *is_relaxed = status == KOPPEL_OK;
    return status == KOPPEL_OK ? koppel_reduced_problem_find_prices(reduced, values) : status;
}

/* Steps 2 and 3 as far as they are cheap: the bound of whole loads, a first better choice, and what they rule out. */
static enum koppel_status open_tier(struct koppel_reduced_problem *reduced, const struct koppel_class_values *values,
                                    bool is_relaxed)
{
    enum koppel_status status = KOPPEL_OK;

    if (koppel_step_is_on(KOPPEL_STEP_KNAPSACK_BOUND) && !koppel_reduced_problem_is_done(reduced)) {
        status = koppel_reduced_problem_knapsack_bound(reduced, false);
    }
    if (status == KOPPEL_OK && is_relaxed && !koppel_reduced_problem_is_done(reduced)) {
        status = start_tier(reduced, values);
    }
    if (status == KOPPEL_OK) {
        status = exchange(reduced, KOPPEL_MOST_EXCHANGES);
    }
    if (status == KOPPEL_OK) {
        status = koppel_reduced_problem_fix(reduced);
    }
    return status == KOPPEL_OK && koppel_step_is_on(KOPPEL_STEP_KNAPSACK_BOUND)
               ? koppel_reduced_problem_knapsack_bound(reduced, true)
               : status;
}

/* Steps 3 and 4 by blocks, in turns as long as the blocks' choices help. */
static enum koppel_status work_on_blocks(struct koppel_reduced_problem *reduced)
{
    enum koppel_status status = improve_blocks(reduced, 3);

    for (int round = 0; round < 2 && status == KOPPEL_OK && !koppel_reduced_problem_is_done(reduced); round++) {
        int64_t before = koppel_reduced_problem_cost(reduced);

        status = koppel_step_is_on(KOPPEL_STEP_BLOCK_BOUND) ? bound_blocks(reduced, 2) : KOPPEL_OK;
        if (koppel_reduced_problem_cost(reduced) == before) {
            break;
        }
        if (status == KOPPEL_OK) {
            status = improve_blocks(reduced, 2);
        }
    }
    return status;
}

/* Steps 3 to 5, until the gap is closed. has_blocks: not for a problem that is a block or a vicinity itself, nor with
 * many rows. */
static enum koppel_status close_tier(struct koppel_reduced_problem *reduced, bool has_blocks, bool has_many_rows)
{
    bool has_lns = koppel_step_is_on(KOPPEL_STEP_LNS) && reduced->component->most_nodes == 0 &&
                   reduced->left.n_agents > FEW_AGENTS;
    enum koppel_status status = KOPPEL_OK;

    if (has_blocks && !koppel_reduced_problem_is_done(reduced) && is_searchable(reduced)) {
        status = search_all_pairs(reduced, NODES_OF_ALL);
    }
    if (status == KOPPEL_OK && has_lns && !koppel_reduced_problem_is_done(reduced)) {
        status = improve_by_lns(reduced);
    }
    if (status == KOPPEL_OK && has_blocks) {
        status = work_on_blocks(reduced);
    }
    if (status == KOPPEL_OK && koppel_step_is_on(KOPPEL_STEP_LAST_SEARCH) && !koppel_reduced_problem_is_done(reduced) &&
        (!has_many_rows || reduced->classes.n_pairs <= MOST_SEARCHED_PAIRS)) {
        status = search_all_pairs(reduced, reduced->component->most_nodes);
    }
    return status;
}

static enum koppel_status solve_tier(struct koppel_reduced_problem *reduced)
{
    struct koppel_class_values values = {0};
    bool has_parts = reduced->component->most_nodes == 0 && reduced->left.n_agents >= LEAST_AGENTS_IN_BLOCKS;
    bool is_relaxed = false, has_many_rows = false, has_blocks = false;
    enum koppel_status status = KOPPEL_OK;

    if (koppel_lexicographic_is_at_known_bound(reduced->component)) {
        reduced->component->bounds[reduced->component->tier] = koppel_reduced_problem_cost(reduced);
        reduced->is_held[reduced->component->tier] = 1;
        koppel_reduced_problem_view(reduced);
        return add_objective_cuts(reduced, false);
    }
    reduced->gap_ppm =
        reduced->component->tier + 1 < reduced->component->problem->n_tiers ? 0 : reduced->component->gap_ppm;
    koppel_reduced_problem_view(reduced);
    status = find_prices(reduced, &values, &is_relaxed);
    has_many_rows = !is_relaxed;
    has_blocks = has_parts && !has_many_rows;
    if (status == KOPPEL_OK) {
        status = open_tier(reduced, &values, is_relaxed);
    }
    free(values.items);
    reduced->gap_ppm = reduced->component->gap_ppm;
    if (status == KOPPEL_OK) {
        status = close_tier(reduced, has_blocks, has_many_rows);
    }
    reduced->is_held[reduced->component->tier] = status != KOPPEL_OK || !is_settled(reduced);
    if (status != KOPPEL_OK || !reduced->is_held[reduced->component->tier] ||
        koppel_deadline_expired(reduced->component->deadline)) {
        return status; /* once time is up, there are no tiers to come */
    }
    return add_objective_cuts(reduced, has_blocks);
}

static enum koppel_status guess(struct koppel_lexicographic *component, const int32_t *start)
{
    enum koppel_status status = koppel_greedy_run(component->problem, component->deadline, NULL, guess_work,
                                                  component->trial, component->trial_costs);

    if (status == KOPPEL_OK && component->trial_costs[0] == 0) {
        status = koppel_lexicographic_try_incumbent(component);
    }
    if (status == KOPPEL_OK && start != NULL) {
        memcpy(component->trial, start, (size_t)component->problem->n_agents * sizeof *start);
        status = koppel_lexicographic_try_incumbent(component);
    }
    return status;
}

static enum koppel_status solve(struct koppel_lexicographic *component)
{
    struct koppel_reduced_problem reduced = {.component = component};
    enum koppel_status status = KOPPEL_OK;

    if (!component->has_incumbent) {
        status = koppel_lexicographic_find(component);
    }
    if (status != KOPPEL_OK || !component->has_incumbent) {
        return status;
    }
    status = koppel_reduced_problem_start(&reduced);
    for (component->tier = 0; status == KOPPEL_OK && component->tier < component->problem->n_tiers; component->tier++) {
        if (koppel_deadline_expired(component->deadline)) {
            break;
        }
        status = solve_tier(&reduced);
    }
    koppel_reduced_problem_free(&reduced);
    return status;
}

const struct koppel_component_method koppel_scale_method = {guess, solve, KOPPEL_MOST_TRIED_PAIRS};

enum koppel_status koppel_scale_solve(const struct koppel_problem *problem, const struct koppel_engine_options *options,
                                      struct koppel_solution *solution)
{
    return koppel_componentwise_solve(problem, options, &koppel_scale_method, solution);
}
