// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* scale_engine.c - the engine for large problems: a component, tier after tier, on a problem that is reduced by proof.
 *
 * solve_tier is the loop that docs/engine.md gives in pseudo-code. Its steps, and where each stands under its name in
 * the literature:
 *
 *     find_multipliers  column generation and cuts (tier_bound.h); subgradient.h where rows are many
 *     open_tier         what is cheap: bound with loads kept whole (knapsack_bound.h); incumbent by a search over what
 *                       the relaxation uses (restricted_search.h), greedy.h, cyclic_exchange.h; fixing of pairs, values
 *                       of loads and agents by both bounds (reduced_cost_fixing.h), and again whenever the incumbent
 *                       improves
 *     close_tier        what is dear: a search of all pairs that are left, early where the Lagrangian bound is near the
 *                       best one; large neighbourhood search (lns.h); blocks, improved and solved for a bound in turns
 *                       (block_bound.h); a search of all pairs to the end
 *     hold_tier         objective cuts (objective_cut.h) and a row for a tier that is not settled; others need none
 */
#include "engine/engines.h"

#include "base/arena.h"
#include "base/bits.h"
#include "base/exact.h"
#include "base/memory.h"
#include "base/steps.h"
#include "engine/bound/objective_cut.h"
#include "engine/bound/subgradient.h"
#include "engine/branch/restricted_search.h"
#include "engine/branch/ruled_out.h"
#include "engine/componentwise.h"
#include "engine/heuristic/cyclic_exchange.h"
#include "engine/heuristic/greedy.h"
#include "engine/lns/block_bound.h"
#include "engine/lns/lns.h"
#include "engine/tier_assignment.h"
#include "problem/load_reach.h"

#include <stdlib.h>
#include <string.h>

static const int64_t guess_work = 300000; /* work_limit of the greedy descent for a first incumbent */

/* With fewer agents there are no blocks; with at most so many, no neighbourhoods and no early search of all pairs;
 * rounds of cyclic exchange before the relaxation. */
enum { LEAST_AGENTS_IN_BLOCKS = 6, FEW_AGENTS = 300, FIRST_EXCHANGES = 2 };

/* From so many agents on, a relaxation takes longer than a descent by blocks: that of the first tier, and those of later
 * tiers, which begin from an incumbent that was searched for the tiers before alone. */
enum { MANY_AGENTS = 2000, MANY_AGENTS_LATER = 5000 };

/* Nodes of the first search: about as many as a dive to a leaf takes. Nodes of an early search of all pairs, which
 * comes to an end soon or hardly at all. */
enum { NODES_AT_FIRST = 100, NODES_OF_ALL = 16 };

/* With more pairs of classes, all pairs are not searched. */
enum { MOST_SEARCHED_PAIRS = 3000000 };

/* In millionths: where the Lagrangian bound is further below the best bound, a search of all pairs is not tried
 * early, for its relaxations begin at the former. */
enum { MOST_BEHIND_PPM = 300 };

static enum koppel_status find_multipliers(struct koppel_reduced_problem *reduced, bool *is_relaxed);
static enum koppel_status open_tier(struct koppel_reduced_problem *reduced, bool is_relaxed);
static enum koppel_status close_tier(struct koppel_reduced_problem *reduced, bool has_blocks, bool has_many_rows);
static enum koppel_status hold_tier(struct koppel_reduced_problem *reduced, bool has_blocks);

/* The tier at hand, with every tier before it held at the cost of the incumbent, or settled. */
static enum koppel_status solve_tier(struct koppel_reduced_problem *reduced)
{
    struct koppel_lexicographic *component = reduced->component;
    int32_t tier = component->tier;
    bool has_blocks = component->most_nodes == 0 && reduced->left.n_agents >= LEAST_AGENTS_IN_BLOCKS;
    bool is_relaxed = false;
    enum koppel_status status = KOPPEL_OK;

    if (koppel_lexicographic_is_at_known_bound(component)) {
        component->bounds[tier] = component->costs[tier];
        reduced->is_held[tier] = 1;
        koppel_reduced_problem_view(reduced);
        return hold_tier(reduced, false);
    }
    reduced->gap_ppm = tier + 1 < component->problem->n_tiers ? 0 : component->gap_ppm;
    koppel_reduced_problem_view(reduced);
    if (component->ruled_out != NULL) {
        koppel_ruled_out_begin(component->ruled_out, reduced);
    }
    status = find_multipliers(reduced, &is_relaxed);
    if (status == KOPPEL_OK && tier < component->n_best_tiers) {
        koppel_reduced_problem_raise_bound(reduced, component->costs[tier]);
    }
    if (status == KOPPEL_OK && component->ruled_out != NULL) {
        status = koppel_ruled_out_note(component->ruled_out, reduced);
    }
    has_blocks = has_blocks && is_relaxed;
    if (status == KOPPEL_OK) {
        status = open_tier(reduced, is_relaxed);
    }
    reduced->gap_ppm = component->gap_ppm;
    if (status == KOPPEL_OK && !(component->is_first_turn && component->was_cut)) {
        status = close_tier(reduced, has_blocks, !is_relaxed);
    }
    reduced->is_held[tier] = status != KOPPEL_OK || !koppel_reduced_problem_is_settled(reduced);
    if (status != KOPPEL_OK || !reduced->is_held[tier] || koppel_deadline_expired(component->deadline)) {
        return status; /* once the deadline has passed there are no tiers to come */
    }
    return hold_tier(reduced, has_blocks);
}

static bool has_load_multipliers(const struct koppel_lagrangian *lagrangian)
{
    bool found = false;

    for (int32_t g = 0; g < lagrangian->problem->n_loads; g++) {
        found = found || lagrangian->load_price[g] != 0;
    }
    return found;
}

/* The assignment without loads, where all their multipliers are 0. */
static enum koppel_status try_without_loads(struct koppel_reduced_problem *reduced)
{
    struct koppel_lexicographic inner = {.problem = &reduced->left, .deadline = reduced->component->deadline};
    struct koppel_arena arena = {0};
    enum koppel_status status = koppel_lexicographic_start(&inner, &arena);

    if (status == KOPPEL_OK) {
        status = koppel_tier_assignment_solve(&inner);
    }
    if (status == KOPPEL_OK && inner.is_done && inner.has_incumbent) {
        memcpy(reduced->component->trial, inner.slot_of, (size_t)reduced->left.n_agents * sizeof *inner.slot_of);
        status = koppel_reduced_problem_try_incumbent(reduced);
        koppel_reduced_problem_raise_bound(reduced, INT64_MIN);
        koppel_reduced_problem_raise_bound(reduced, inner.bounds[reduced->component->tier]);
    }
    koppel_arena_free(&arena);
    return status;
}

/* Multipliers where there are many rows, and a feasible assignment that was met on the way. */
static enum koppel_status take_subgradient_steps(struct koppel_reduced_problem *reduced, bool *has_multipliers)
{
    enum koppel_status status = koppel_reduced_problem_subgradient(reduced, has_multipliers);

    if (status == KOPPEL_OK) {
        status = koppel_reduced_problem_try_incumbent(reduced);
        koppel_reduced_problem_raise_bound(reduced, INT64_MIN);
    }
    if (status == KOPPEL_OK) {
        status = koppel_reduced_problem_fix(reduced);
    }
    if (status == KOPPEL_OK && !koppel_reduced_problem_is_done(reduced) &&
        koppel_step_is_on(KOPPEL_STEP_WITHOUT_LOADS) && !has_load_multipliers(&reduced->bound.lagrangian)) {
        status = try_without_loads(reduced);
    }
    return status;
}

/* Are better incumbents looked for before the relaxation? Not inside a block, nor from a start that is best already. */
static bool is_descended(const struct koppel_reduced_problem *reduced)
{
    const struct koppel_lexicographic *component = reduced->component;

    return koppel_step_is_on(KOPPEL_STEP_BLOCK_DESCENT) && component->most_nodes == 0 &&
           component->tier >= component->n_best_tiers &&
           reduced->left.n_agents >= (component->tier == 0 ? MANY_AGENTS : MANY_AGENTS_LATER);
}

/* Multipliers of the tier. *is_relaxed: column generation was tried; if it came to nothing, there are no values. */
static enum koppel_status find_multipliers(struct koppel_reduced_problem *reduced, bool *is_relaxed)
{
    enum koppel_status status = koppel_tier_bound_open(&reduced->bound, false);
    bool has_multipliers = false;

    if (status == KOPPEL_OK && koppel_subgradient_suit(&reduced->bound.lagrangian)) {
        status = take_subgradient_steps(reduced, &has_multipliers);
    }
    if (has_multipliers || koppel_deadline_expired(reduced->component->deadline)) {
        return status;
    }
    if (status == KOPPEL_OK && is_descended(reduced)) {
        status = koppel_block_bound_descend(reduced);
    }
    if (status == KOPPEL_OK && koppel_step_is_on(KOPPEL_STEP_EXCHANGE_FIRST) &&
        koppel_tier_has_pair_costs(&reduced->left.tiers[reduced->component->tier])) {
        /* a better incumbent is a better first basis */
        status = koppel_reduced_problem_exchange(reduced, FIRST_EXCHANGES);
    }
    *is_relaxed = status == KOPPEL_OK;
    return status == KOPPEL_OK ? koppel_reduced_problem_relax(reduced) : status;
}

/* A better incumbent at the start of a tier: a search over what the relaxation uses, then a greedy descent. */
static enum koppel_status start_tier(struct koppel_reduced_problem *reduced)
{
    struct koppel_lexicographic *component = reduced->component;
    enum koppel_status status = koppel_step_is_on(KOPPEL_STEP_FIRST_SEARCH)
                                    ? koppel_restricted_search_values(reduced, NODES_AT_FIRST)
                                    : KOPPEL_OK;

    if (status == KOPPEL_OK && koppel_step_is_on(KOPPEL_STEP_DESCENT) && !koppel_reduced_problem_is_done(reduced)) {
        status =
            koppel_greedy_run(component->problem, component->deadline, component->slot_of,
                              koppel_descent_work(component, guess_work), component->trial, component->trial_costs);
        if (status == KOPPEL_OK) {
            status = koppel_reduced_problem_try_incumbent(reduced);
        }
    }
    koppel_reduced_problem_raise_bound(reduced, INT64_MIN);
    return status;
}

/* The cheap steps: knapsack bound, a better incumbent, and reduced-cost fixing by both bounds. */
static enum koppel_status open_tier(struct koppel_reduced_problem *reduced, bool is_relaxed)
{
    enum koppel_status status = KOPPEL_OK;

    if (koppel_step_is_on(KOPPEL_STEP_KNAPSACK_BOUND) && !koppel_reduced_problem_is_done(reduced)) {
        status = koppel_reduced_problem_knapsack_bound(reduced, false);
    }
    if (status == KOPPEL_OK && is_relaxed && !koppel_reduced_problem_is_done(reduced)) {
        status = start_tier(reduced);
    }
    if (status == KOPPEL_OK) {
        status = koppel_reduced_problem_exchange(reduced, KOPPEL_MOST_EXCHANGES);
    }
    if (status == KOPPEL_OK) {
        status = koppel_reduced_problem_fix(reduced);
    }
    return status == KOPPEL_OK && koppel_step_is_on(KOPPEL_STEP_KNAPSACK_BOUND)
               ? koppel_reduced_problem_knapsack_bound(reduced, true)
               : status;
}

/* Is a search of all pairs worth trying before neighbourhoods and blocks? */
static bool is_searchable(const struct koppel_reduced_problem *reduced)
{
    const struct koppel_lagrangian *lagrangian = &reduced->bound.lagrangian;

    return koppel_step_is_on(KOPPEL_STEP_EARLY_SEARCH) && reduced->left.n_agents > FEW_AGENTS &&
           reduced->bound.classes.n_pairs <= MOST_SEARCHED_PAIRS &&
           koppel_gap_within(koppel_reduced_problem_bound(reduced),
                             koppel_lagrangian_cost(lagrangian, koppel_lagrangian_unit(lagrangian)), MOST_BEHIND_PPM);
}

/* A search of all pairs to its end, or to that of the slice. One that ends before it for another reason, such as a
 * relaxation that cannot be solved, would end so in a longer turn, too. */
static enum koppel_status search_last(struct koppel_reduced_problem *reduced)
{
    struct koppel_lexicographic *component = reduced->component;
    bool is_slice = component->most_nodes == 0 && component->slice_nodes > 0;
    int64_t n_before = component->n_nodes;
    enum koppel_status status =
        koppel_restricted_search_all(reduced, is_slice ? component->slice_nodes : component->most_nodes);
    bool is_used_up = is_slice && component->n_nodes - n_before >= component->slice_nodes;

    component->was_cut = component->was_cut || (is_used_up && !koppel_reduced_problem_is_done(reduced));
    return status;
}

/* The dear steps, until the gap is closed. has_blocks: not for a block itself, nor with many rows. */
static enum koppel_status close_tier(struct koppel_reduced_problem *reduced, bool has_blocks, bool has_many_rows)
{
    bool has_lns = koppel_step_is_on(KOPPEL_STEP_LNS) && reduced->component->most_nodes == 0 &&
                   reduced->left.n_agents > FEW_AGENTS;
    enum koppel_status status = KOPPEL_OK;

    if (has_blocks && !koppel_reduced_problem_is_done(reduced) && is_searchable(reduced)) {
        status = koppel_restricted_search_all(reduced, NODES_OF_ALL);
    }
    if (status == KOPPEL_OK && has_lns && !koppel_reduced_problem_is_done(reduced)) {
        status = koppel_lns_improve(reduced);
    }
    if (status == KOPPEL_OK && has_blocks) {
        status = koppel_block_bound_run(reduced);
    }
    if (status == KOPPEL_OK && koppel_step_is_on(KOPPEL_STEP_LAST_SEARCH) && !koppel_reduced_problem_is_done(reduced) &&
        (!has_many_rows || reduced->bound.classes.n_pairs <= MOST_SEARCHED_PAIRS)) {
        status = search_last(reduced);
    }
    return status;
}

/* Objective cuts for the tiers to come, on the whole tier and on every block. */
static enum koppel_status hold_tier(struct koppel_reduced_problem *reduced, bool has_blocks)
{
    int32_t tier = reduced->bound.tier, n_added = 0;
    int64_t *weight = koppel_new((size_t)reduced->bound.n_tiers, sizeof *weight);
    struct koppel_objective_cut cut = {.tiers = reduced->tiers,
                                       .weight = weight,
                                       .n_tiers = reduced->bound.n_tiers,
                                       .least = koppel_reduced_problem_bound(reduced),
                                       .most = koppel_reduced_problem_cost(reduced)};
    enum koppel_status status = weight != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;

    if (status == KOPPEL_OK && has_blocks && koppel_step_is_on(KOPPEL_STEP_BLOCK_CUTS) &&
        !koppel_tier_has_pair_costs(&reduced->tiers[tier])) {
        status = koppel_block_bound_add_cuts(reduced);
    }
    if (status == KOPPEL_OK && koppel_step_is_on(KOPPEL_STEP_OBJECTIVE_CUTS)) {
        weight[tier] = 1;
        status = koppel_objective_cut_add(&reduced->left, &cut, &n_added);
    }
    free(weight);
    return status == KOPPEL_OK ? koppel_problem_limit_loads(&reduced->left) : status;
}

/* A start that breaks a row, repaired by the greedy descent: it is nearer to an optimum than what begins with nothing. */
static enum koppel_status repair(struct koppel_lexicographic *component, const int32_t *start)
{
    bool is_feasible = false;
    enum koppel_status status = koppel_problem_feasible(component->problem, start, &is_feasible);

    if (status != KOPPEL_OK || is_feasible) {
        return status;
    }
    status = koppel_greedy_run(component->problem, component->deadline, start,
                               koppel_descent_work(component, guess_work), component->trial, component->trial_costs);
    return status == KOPPEL_OK && component->trial_costs[0] == 0 ? koppel_lexicographic_try_incumbent(component)
                                                                 : status;
}

static enum koppel_status guess(struct koppel_lexicographic *component, const int32_t *start)
{
    enum koppel_status status = start != NULL ? repair(component, start) : KOPPEL_OK;

    if (status != KOPPEL_OK || component->has_incumbent) {
        return status;
    }
    status = koppel_greedy_run(component->problem, component->deadline, NULL,
                               koppel_descent_work(component, guess_work), component->trial, component->trial_costs);
    if (status == KOPPEL_OK && component->trial_costs[0] == 0) {
        status = koppel_lexicographic_try_incumbent(component);
    }
    if (status == KOPPEL_OK && start != NULL) {
        memcpy(component->trial, start, (size_t)component->problem->n_agents * sizeof *start);
        status = koppel_lexicographic_try_incumbent(component);
    }
    return status;
}

/* The pairs that are left, which have the rows of the component's problem. */
static void note_possible(const struct koppel_reduced_problem *reduced)
{
    struct koppel_lexicographic *component = reduced->component;
    const struct koppel_problem *left = &reduced->left, *problem = component->problem;

    component->possible = component->possible_room;
    for (int32_t i = 0; i < problem->n_agents; i++) {
        const int32_t *slots = koppel_slots_of(problem, i), *slots_left = koppel_slots_of(left, i);
        int64_t next = 0, n_left = left->first[i + 1] - left->first[i];

        for (int64_t k = 0; next < n_left; k++) {
            bool is_left = slots[k] == slots_left[next];

            koppel_bit_set(component->possible, problem->first[i] + k, is_left);
            next += is_left;
        }
    }
}

static enum koppel_status solve(struct koppel_lexicographic *component)
{
    struct koppel_reduced_problem reduced = {.component = component, .solve = solve};
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
    if (status == KOPPEL_OK && component->wants_possible) {
        note_possible(&reduced);
    }
    if (status == KOPPEL_OK && component->ruled_out != NULL) {
        koppel_ruled_out_end(component->ruled_out, &reduced);
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
