/* scale_engine.c - the engine for large problems: a component, tier after tier, on a problem that is reduced by proof.
 *
 * solve_tier is the loop that docs/engine.md gives in pseudo-code. Its steps, each a file under its name in the
 * literature:
 *
 *     multipliers  column generation and cuts (column_generation.h, mir_cuts.h); subgradient.h where rows are many
 *     bound        Lagrangian (lagrangian_bound.h), then with loads kept whole (knapsack_bound.h)
 *     fixing       pairs, values of loads, agents (reduced_cost_fixing.h), and again whenever the incumbent improves
 *     incumbent    a search over what the relaxation uses, greedy.h, cyclic_exchange.h
 *     search       of all pairs that are left; early where the Lagrangian bound is near the best one
 *     LNS          neighbourhoods of near pairs (lns_neighbourhood.h)
 *     blocks       improved one by one, solved for a bound, searched around what they propose (block_search.h)
 *     search       of all pairs that are left, to the end
 *     hold         a settled tier needs no row in later tiers; others get a row and objective cuts (objective_cut.h)
 */
#include "engine/engines.h"
#include "problem/load_reach.h"
#include "problem/problem_copy.h"

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

static const int64_t guess_work = 300000;  /* work_limit of the greedy descent for a first incumbent */
static const int64_t opening_work = 50000; /* and from a point that a search found */

/* With fewer agents there are no blocks; rounds of cyclic exchange before the relaxation. */
enum { LEAST_AGENTS_IN_BLOCKS = 6, FIRST_EXCHANGES = 2 };

/* Nodes of the first search: about as many as a dive to a leaf takes. Nodes of an early search of all pairs, which
 * comes to an end soon or hardly at all. */
enum { NODES_AT_FIRST = 100, NODES_OF_ALL = 16 };

/* With more pairs of classes, all pairs are not searched. */
enum { MOST_SEARCHED_PAIRS = 3000000 };

/* In millionths: where the Lagrangian bound is further below the best bound, a search of all pairs is not tried
 * early, for its relaxations begin at the former. */
enum { MOST_BEHIND_PPM = 300 };

/* Of the large neighbourhood search. Rounds take N_SIZES sizes in turn, from FEWEST_IN_NEIGHBOURHOOD agents on, each
 * twice the one before, with NODES_IN_SMALLEST nodes and half as many for each next size. */
enum {
    NEAR_PAIRS = 8,
    FEWEST_IN_NEIGHBOURHOOD = 125,
    N_SIZES = 4,
    MOST_IDLE_ROUNDS = 3 * N_SIZES,
    NODES_IN_SMALLEST = 200,
    FEW_AGENTS = 300
};

/* Takes component->trial when it is better and costs the same in all earlier tiers: `left` is known to hold the best
 * assignments for these costs only, so a better earlier tier must be refused here. */
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

/* The same, with the view brought up to date and the new cost reported. */
static enum koppel_status take_trial(struct koppel_reduced_problem *reduced)
{
    enum koppel_status status = try_incumbent(reduced);

    koppel_reduced_problem_view(reduced);
    koppel_reduced_problem_raise_bound(reduced, koppel_reduced_problem_bound(reduced));
    return status;
}

/* Cyclic exchange. */
static enum koppel_status exchange(struct koppel_reduced_problem *reduced, int most_rounds)
{
    struct koppel_lexicographic *component = reduced->component;
    enum koppel_status status = KOPPEL_OK;

    if (koppel_reduced_problem_is_done(reduced)) {
        return KOPPEL_OK;
    }
    memcpy(component->trial, component->slot_of, (size_t)component->problem->n_agents * sizeof *component->trial);
    status = koppel_cyclic_exchange_run(component->problem, &reduced->left, component->tier, most_rounds,
                                        component->deadline, component->trial);
    return status == KOPPEL_OK ? take_trial(reduced) : status;
}

/* The largest cost that the known bound proves within the gap. */
static int64_t stop_cutoff_now(const struct koppel_reduced_problem *reduced)
{
    koppel_wide bound = koppel_reduced_problem_bound(reduced);

    return (int64_t)(bound + (bound < 0 ? -bound : bound) * reduced->gap_ppm / 1000001);
}

/* Branch and bound on the tier over the marked pairs of the view, or all (NULL). *bound: nothing over these pairs costs
 * less. */
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

/* Marks the pairs of an assignment, as far as they are left. */
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

/* Branch and bound over the pairs of the incumbent, of the blocks' solutions, and those of least reduced cost. */
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

/* Sets up a search of the stage's blocks from the incumbent. */
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

/* Every block with all other agents left where they are, as long as it helps. */
static enum koppel_status improve_blocks(struct koppel_reduced_problem *reduced, int most_rounds)
{
    enum koppel_status status = KOPPEL_OK;

    for (int round = 0; round < most_rounds && status == KOPPEL_OK && !koppel_reduced_problem_is_done(reduced);
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

/* Blocks prove little when most agents are free. */
static bool is_apart(const struct koppel_reduced_problem *reduced, const struct koppel_blocks *blocks)
{
    int32_t n_free = 0;

    for (int32_t i = 0; i < reduced->view.n_agents; i++) {
        n_free += blocks->block_of_agent[i] == KOPPEL_NONE && reduced->view.first[i] < reduced->view.first[i + 1];
    }
    return n_free <= reduced->view.n_agents / 2;
}

/* A bound from the blocks, and a search around their solutions. */
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
        if (!koppel_reduced_problem_is_done(reduced)) {
            status = search_between(reduced, stage.search.proposed);
        }
    }
    stage_free(&stage);
    return status;
}

/* Branch and bound over all pairs that are left: raises the bound, and may find a better incumbent. */
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

/* The near pairs: those of least reduced cost, about NEAR_PAIRS an agent, and the incumbent's. */
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

/* One round: every neighbourhood with all other agents left where they are. */
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

/* Large neighbourhood search, until MOST_IDLE_ROUNDS rounds in a row have not helped. */
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

/* True when everything that is left and keeps the held tiers costs what the incumbent costs, so that later tiers
 * need no row for this one. With a gap of 0, fixing has taken out every pair, value and agent left out of positive
 * reduced cost; reduced costs of empty places and of held tiers it does not take out, so these must be 0. */
static bool is_settled(const struct koppel_reduced_problem *reduced)
{
    bool settled = koppel_reduced_problem_gap(reduced) == 0;

    for (int32_t k = 0; k < reduced->classes.n_slot_classes; k++) {
        settled = settled && reduced->lagrangian.slot_price[k] == 0;
    }
    for (int32_t t = 0; t < reduced->tier; t++) {
        settled = settled && reduced->lagrangian.tier_price[t] == 0;
    }
    return settled || most_cost(&reduced->left, reduced->component->tier) <= koppel_reduced_problem_cost(reduced);
}

/* Objective cuts for the tiers to come, on the whole tier and on every block. */
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

    if (status == KOPPEL_OK && has_blocks && !koppel_tier_has_pair_costs(&reduced->view.tiers[reduced->tier])) {
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
    if (status == KOPPEL_OK) {
        weight[reduced->tier] = 1;
        status = koppel_objective_cut_add(&reduced->left, &cut, &n_added);
    }
    free(weight);
    return status == KOPPEL_OK ? koppel_problem_limit_loads(&reduced->left) : status;
}

/* A better incumbent at the start of a tier: a search over what the relaxation uses, then a greedy descent. */
static enum koppel_status start_tier(struct koppel_reduced_problem *reduced, const struct koppel_class_values *values)
{
    struct koppel_lexicographic *component = reduced->component;
    unsigned char *keep = koppel_bits_new(reduced->view.n_pairs);
    enum koppel_status status =
        keep != NULL ? koppel_reduced_problem_mark_values(reduced, values, keep) : KOPPEL_E_MEMORY;
    int64_t bound = 0;

    if (status == KOPPEL_OK) {
        status = search_pairs(reduced, keep, NODES_AT_FIRST, &bound);
    }
    free(keep);
    if (status == KOPPEL_OK && !koppel_reduced_problem_is_done(reduced)) {
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

/* Is a search of all pairs worth trying before neighbourhoods and blocks? */
static bool is_searchable(const struct koppel_reduced_problem *reduced)
{
    int64_t known = koppel_reduced_problem_bound(reduced);
    int64_t priced = koppel_lagrangian_cost(&reduced->lagrangian, koppel_lagrangian_unit(&reduced->lagrangian));

    return reduced->left.n_agents > FEW_AGENTS && reduced->classes.n_pairs <= MOST_SEARCHED_PAIRS &&
           koppel_gap_within(known, priced, MOST_BEHIND_PPM);
}

static bool has_load_prices(const struct koppel_reduced_problem *reduced)
{
    bool found = false;

    for (int32_t g = 0; g < reduced->view.n_loads; g++) {
        found = found || reduced->lagrangian.load_price[g] != 0;
    }
    return found;
}

/* The assignment without loads, where all their multipliers are 0. */
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

/* Multipliers where there are many rows, and a feasible assignment that was met on the way. */
static enum koppel_status price_loads(struct koppel_reduced_problem *reduced, bool *has_prices)
{
    enum koppel_status status = koppel_reduced_problem_price_loads(reduced, has_prices);

    if (status == KOPPEL_OK) {
        status = take_trial(reduced);
    }
    if (status == KOPPEL_OK) {
        status = koppel_reduced_problem_fix(reduced);
    }
    if (status == KOPPEL_OK && !koppel_reduced_problem_is_done(reduced) && !has_load_prices(reduced)) {
        status = try_without_loads(reduced);
    }
    return status;
}

/* Multipliers of the tier. The values of the relaxation are the caller's to free. *is_relaxed: column generation was
 * tried; if it came to nothing, there are no values. */
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
    if (status == KOPPEL_OK && koppel_tier_has_pair_costs(&reduced->left.tiers[reduced->component->tier])) {
        status = exchange(reduced, FIRST_EXCHANGES); /* a better incumbent is a better first basis */
    }
    *is_relaxed = status == KOPPEL_OK;
    return status == KOPPEL_OK ? koppel_reduced_problem_find_prices(reduced, values) : status;
}

/* The cheap steps: knapsack bound, a better incumbent, and reduced-cost fixing by both bounds. */
static enum koppel_status open_tier(struct koppel_reduced_problem *reduced, const struct koppel_class_values *values,
                                    bool is_relaxed)
{
    enum koppel_status status = KOPPEL_OK;

    if (!koppel_reduced_problem_is_done(reduced)) {
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
    return status == KOPPEL_OK ? koppel_reduced_problem_knapsack_bound(reduced, true) : status;
}

/* Improvement and bound by blocks, in turns as long as the blocks' solutions help. */
static enum koppel_status work_on_blocks(struct koppel_reduced_problem *reduced)
{
    enum koppel_status status = improve_blocks(reduced, 3);

    for (int round = 0; round < 2 && status == KOPPEL_OK && !koppel_reduced_problem_is_done(reduced); round++) {
        int64_t before = koppel_reduced_problem_cost(reduced);

        status = bound_blocks(reduced, 2);
        if (koppel_reduced_problem_cost(reduced) == before) {
            break;
        }
        if (status == KOPPEL_OK) {
            status = improve_blocks(reduced, 2);
        }
    }
    return status;
}

/* The dear steps, until the gap is closed. has_blocks: not for a block itself, nor with many rows. */
static enum koppel_status close_tier(struct koppel_reduced_problem *reduced, bool has_blocks, bool has_many_rows)
{
    bool has_lns = reduced->component->most_nodes == 0 && reduced->left.n_agents > FEW_AGENTS;
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
    if (status == KOPPEL_OK && !koppel_reduced_problem_is_done(reduced) &&
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
        return status; /* once the deadline has passed there are no tiers to come */
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
