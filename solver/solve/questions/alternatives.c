// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* alternatives.c - what other homes for one household would cost (see alternatives.h). */
#include "solve/questions/alternatives.h"

#include "base/memory.h"
#include "solve/questions/even_trade.h"
#include "solve/questions/narrowed.h"

#include <stdlib.h>

/* Pair costs of the last tier: -1 for the home that the proposal offers. */
static void work_out_stay(const void *data, int32_t agent, const int32_t *slots, const int32_t *slot_name, int64_t n,
                          int64_t *costs)
{
    const int32_t *slot_of = data;

    for (int64_t k = 0; k < n; k++) {
        costs[k] = slot_of[agent] == (slot_name != NULL ? slot_name[slots[k]] : slots[k]) ? -1 : 0;
    }
}

struct koppel_tier koppel_moves_tier(const int32_t *named_slot)
{
    return (struct koppel_tier){
        .name = "moves", .maximise = true, .scale = 1, .rule = {work_out_stay, named_slot, 0, 1}};
}

/* Adds the last tier to a part: among equals, the proposal in which the fewest others move. */
static enum koppel_status add_stay(const struct koppel_alternatives *alternatives, struct koppel_problem *problem)
{
    struct koppel_tier *tiers = NULL;

    if (problem->n_tiers >= KOPPEL_MAX_TIERS) {
        return KOPPEL_OK;
    }
    tiers = realloc(problem->tiers, ((size_t)problem->n_tiers + 1) * sizeof *tiers);
    if (tiers == NULL) {
        return KOPPEL_E_MEMORY;
    }
    problem->tiers = tiers;
    tiers[problem->n_tiers++] = koppel_moves_tier(alternatives->named_slot);
    return KOPPEL_OK;
}

/* The proposal by the names that cost rules know agents and slots by. */
static enum koppel_status name_slots(struct koppel_alternatives *alternatives, const struct koppel_problem *problem)
{
    alternatives->named_slot = koppel_new((size_t)problem->n_agents, sizeof *alternatives->named_slot);
    for (int32_t i = 0; i < problem->n_agents && alternatives->named_slot != NULL; i++) {
        int32_t agent = problem->agent_name != NULL ? problem->agent_name[i] : i;
        int32_t slot = alternatives->slot_of[i];

        alternatives->named_slot[agent] =
            slot != KOPPEL_NONE && problem->slot_name != NULL ? problem->slot_name[slot] : slot;
    }
    return alternatives->named_slot != NULL ? KOPPEL_OK : KOPPEL_E_MEMORY;
}

enum koppel_status koppel_alternatives_open(struct koppel_alternatives *alternatives,
                                            const struct koppel_problem *problem, const struct koppel_engine *engine,
                                            const int32_t *slot_of, bool is_best)
{
    enum koppel_status status = KOPPEL_OK;

    *alternatives = (struct koppel_alternatives){.engine = engine,
                                                 .slot_of = slot_of,
                                                 .is_best = is_best,
                                                 .n_agents = problem->n_agents,
                                                 .n_tiers = problem->n_tiers};
    alternatives->component_of = koppel_new((size_t)problem->n_agents, sizeof *alternatives->component_of);
    alternatives->row_of = koppel_new((size_t)problem->n_agents, sizeof *alternatives->row_of);
    if (alternatives->component_of == NULL || alternatives->row_of == NULL ||
        name_slots(alternatives, problem) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    status = koppel_components_make(&alternatives->components, problem, KOPPEL_LEAVE_EQUAL_SLOTS);
    if (status != KOPPEL_OK) {
        return status;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        alternatives->component_of[i] = KOPPEL_NONE;
    }
    for (int32_t k = 0; k < alternatives->components.n_items && status == KOPPEL_OK; k++) {
        struct koppel_component *component = &alternatives->components.items[k];

        status = koppel_problem_hold_states(&component->problem);
        if (status == KOPPEL_OK) {
            status = add_stay(alternatives, &component->problem);
        }
        for (int32_t i = 0; i < component->problem.n_agents; i++) {
            alternatives->component_of[component->agents[i]] = k;
            alternatives->row_of[component->agents[i]] = i;
        }
    }
    return status;
}

/* Costs of the proposal in a component, and its assignment there. */
static enum koppel_status part_costs(const struct koppel_alternatives *alternatives, int32_t component,
                                     int32_t *slot_of, int64_t *costs)
{
    const struct koppel_problem *problem = &alternatives->components.items[component].problem;
    int64_t *loads = koppel_new((size_t)problem->n_loads, sizeof *loads);

    if (loads == NULL) {
        return KOPPEL_E_MEMORY;
    }
    koppel_components_restrict(&alternatives->components, component, alternatives->slot_of, slot_of);
    koppel_problem_loads(problem, slot_of, loads);
    for (int32_t t = 0; t < problem->n_tiers; t++) {
        costs[t] = koppel_problem_cost(problem, t, slot_of, loads);
    }
    /* nobody knows how many must move */
    if (problem->n_tiers > alternatives->n_tiers) {
        costs[alternatives->n_tiers] = INT64_MIN;
    }
    free(loads);
    return KOPPEL_OK;
}

void koppel_affected_count(struct koppel_alternative *alternative, int32_t agent, int32_t before, int32_t after)
{
    enum koppel_effect effect = after == KOPPEL_NONE    ? KOPPEL_EFFECT_LOSES
                                : before == KOPPEL_NONE ? KOPPEL_EFFECT_GAINS
                                                        : KOPPEL_EFFECT_MOVES;
    struct koppel_affected *affected = &alternative->others[effect];

    if (before == after) {
        return;
    }
    if (affected->n < KOPPEL_NAMED_HOUSEHOLDS) {
        affected->first[affected->n] = agent;
    }
    affected->n++;
}

/* Who else would lose a home, get one or move: the solution of the component against the proposal. */
static void list_affected(const struct koppel_alternatives *alternatives, const struct koppel_component *component,
                          int32_t row, const int32_t *slot_of, struct koppel_alternative *alternative)
{
    for (int32_t i = 0; i < component->problem.n_agents; i++) {
        int32_t agent = component->agents[i];

        if (i != row) {
            koppel_affected_count(alternative, agent, alternatives->slot_of[agent],
                                  slot_of[i] != KOPPEL_NONE ? component->slots[slot_of[i]] : KOPPEL_NONE);
        }
    }
}

/* Is every tier of the proposal proven to its very bound? */
static bool is_least(const struct koppel_solution *solution, int32_t n_tiers)
{
    for (int32_t t = 0; t < n_tiers; t++) {
        if (!solution->tiers[t].proven || solution->tiers[t].cost != solution->tiers[t].bound) {
            return false;
        }
    }
    return true;
}

/* Solves the component as it is marked now; `alternative` is what the household gets. */
static enum koppel_status solve_again(const struct koppel_alternatives *alternatives,
                                      const struct koppel_engine_options *options,
                                      const struct koppel_component *component, int32_t row, const int64_t *costs,
                                      struct koppel_alternative *alternative)
{
    struct koppel_solution solution = {0};
    enum koppel_status status = alternatives->engine->solve(&component->problem, options, &solution);

    *alternative = (struct koppel_alternative){.state = KOPPEL_ALTERNATIVE_UNKNOWN, .unit = KOPPEL_NONE};
    if (status == KOPPEL_OK && solution.outcome == KOPPEL_INFEASIBLE) {
        alternative->state = KOPPEL_ALTERNATIVE_NONE;
    } else if (status == KOPPEL_OK && solution.slot_of != NULL) {
        /* proven within an allowed gap is not yet the least cost */
        alternative->state =
            is_least(&solution, alternatives->n_tiers) ? KOPPEL_ALTERNATIVE_EXACT : KOPPEL_ALTERNATIVE_FEASIBLE;
        alternative->unit = component->slots[solution.slot_of[row]];
        for (int32_t t = 0; t < alternatives->n_tiers; t++) {
            alternative->cost[t] = solution.tiers[t].cost - costs[t];
        }
        list_affected(alternatives, component, row, solution.slot_of, alternative);
    }
    koppel_solution_free(&solution);
    return status;
}

/* The best other home from what bounds leave open: an even trade, or a solve of few pairs. It stays UNKNOWN where
 * neither has an answer. */
static enum koppel_status ask_bounds(const struct koppel_alternatives *alternatives,
                                     const struct koppel_engine_options *options, int32_t part, int32_t row,
                                     struct koppel_alternative *alternative)
{
    const struct koppel_component *component = &alternatives->components.items[part];
    const struct koppel_narrowed_question question = {.part = &alternatives->parts->items[part],
                                                      .problem = &component->problem,
                                                      .engine = alternatives->engine,
                                                      .options = options,
                                                      .agent = row};
    struct koppel_narrowed_answer answer = {.costs = alternative->cost};
    bool is_even = false;
    enum koppel_status status = KOPPEL_E_MEMORY;

    *alternative = (struct koppel_alternative){.state = KOPPEL_ALTERNATIVE_UNKNOWN, .unit = KOPPEL_NONE};
    answer.slot_of = koppel_new((size_t)component->problem.n_agents, sizeof *answer.slot_of);
    if (answer.slot_of != NULL) {
        status = koppel_even_trade_find(question.part, row, answer.slot_of, &is_even);
    }
    if (status == KOPPEL_OK && is_even) {
        answer.outcome = KOPPEL_PROVEN;
    } else if (status == KOPPEL_OK) {
        status = koppel_narrowed_solve(&question, &answer);
    }
    if (status == KOPPEL_OK && answer.outcome == KOPPEL_INFEASIBLE) {
        alternative->state = KOPPEL_ALTERNATIVE_NONE;
    } else if (status == KOPPEL_OK && answer.outcome != KOPPEL_NO_ANSWER) {
        alternative->state = answer.outcome == KOPPEL_PROVEN ? KOPPEL_ALTERNATIVE_EXACT : KOPPEL_ALTERNATIVE_FEASIBLE;
        alternative->unit = component->slots[answer.slot_of[row]];
        list_affected(alternatives, component, row, answer.slot_of, alternative);
    }
    free(answer.slot_of);
    return status;
}

/* Bans or frees the pair of a household and a slot of its component. */
static void mark(struct koppel_problem *problem, int32_t row, int32_t slot, enum koppel_pair_state state)
{
    int64_t pair = slot != KOPPEL_NONE ? koppel_problem_pair(problem, row, slot) : KOPPEL_NONE;

    if (pair != KOPPEL_NONE) {
        problem->state[pair] = (unsigned char)state;
    }
}

/* Are bounds of the component known, from which questions are answered? */
static bool has_bounds(const struct koppel_alternatives *alternatives, int32_t part)
{
    return alternatives->parts != NULL && alternatives->n_tiers > 0 &&
           alternatives->parts->items[part].ruled_out->is_complete;
}

enum koppel_status koppel_alternatives_find(struct koppel_alternatives *alternatives,
                                            const struct koppel_engine_options *options, int32_t agent, int32_t n_most,
                                            struct koppel_alternative *found, int32_t *n_found)
{
    struct koppel_component *component = NULL;
    struct koppel_engine_options again = *options;
    int64_t costs[KOPPEL_MAX_TIERS] = {0};
    int64_t known_bound[KOPPEL_MAX_TIERS] = {0};
    int32_t *slot_of = NULL;
    int32_t row = alternatives->row_of[agent], part = alternatives->component_of[agent];
    unsigned char must_place = 0;
    enum koppel_status status = KOPPEL_OK;

    *n_found = 0;
    if (part == KOPPEL_NONE) {
        found[(*n_found)++] = (struct koppel_alternative){.state = KOPPEL_ALTERNATIVE_NONE, .unit = KOPPEL_NONE};
        return KOPPEL_OK;
    }
    component = &alternatives->components.items[part];
    slot_of = koppel_new((size_t)component->problem.n_agents, sizeof *slot_of);
    if (slot_of == NULL) {
        return KOPPEL_E_MEMORY;
    }
    status = part_costs(alternatives, part, slot_of, costs);
    mark(&component->problem, row, slot_of[row], KOPPEL_PAIR_BANNED);
    slot_of[row] = KOPPEL_NONE; /* start from the proposal, without this household's home */
    again.start = slot_of;
    again.known_bound = alternatives->is_best ? costs : NULL;
    must_place = component->problem.must_place[row];
    component->problem.must_place[row] = 1;
    while (*n_found < n_most && status == KOPPEL_OK) {
        struct koppel_alternative *alternative = &found[(*n_found)++];

        *alternative = (struct koppel_alternative){.state = KOPPEL_ALTERNATIVE_UNKNOWN, .unit = KOPPEL_NONE};
        if (*n_found == 1 && has_bounds(alternatives, part)) {
            status = ask_bounds(alternatives, options, part, row, alternative);
        }
        if (status == KOPPEL_OK && alternative->state == KOPPEL_ALTERNATIVE_UNKNOWN) {
            status = solve_again(alternatives, &again, component, row, costs, alternative);
        }
        if (status != KOPPEL_OK || alternative->unit == KOPPEL_NONE) {
            break;
        }
        mark(&component->problem, row, alternatives->components.row_of_slot[alternative->unit], KOPPEL_PAIR_BANNED);
        for (int32_t t = 0; t < component->problem.n_tiers; t++) {
            known_bound[t] = t < alternatives->n_tiers ? costs[t] + alternative->cost[t] : INT64_MIN;
        }
        /* with one home fewer the next best cannot be better than this one */
        again.known_bound = alternative->state == KOPPEL_ALTERNATIVE_EXACT ? known_bound : again.known_bound;
    }
    component->problem.must_place[row] = must_place;
    for (int64_t p = component->problem.first[row]; p < component->problem.first[row + 1]; p++) {
        component->problem.state[p] = (unsigned char)KOPPEL_PAIR_FREE; /* parts hold no other marks */
    }
    free(slot_of);
    return status;
}

/* The pair of a household and a slot within the household's component, or KOPPEL_NONE. */
static int64_t pair_in_part(const struct koppel_alternatives *alternatives, int32_t agent, int32_t slot)
{
    const struct koppel_components *components = &alternatives->components;
    int32_t component = alternatives->component_of[agent];

    if (component == KOPPEL_NONE || components->component_of_slot[slot] != component) {
        return KOPPEL_NONE;
    }
    return koppel_problem_pair(&components->items[component].problem, alternatives->row_of[agent],
                               components->row_of_slot[slot]);
}

enum koppel_status koppel_alternatives_ask(struct koppel_alternatives *alternatives,
                                           const struct koppel_engine_options *options, int32_t agent, int32_t slot,
                                           struct koppel_alternative *alternative)
{
    struct koppel_component *component = NULL;
    struct koppel_engine_options again = *options;
    int64_t costs[KOPPEL_MAX_TIERS] = {0};
    int64_t pair = pair_in_part(alternatives, agent, slot);
    int32_t row = alternatives->row_of[agent];
    int32_t *slot_of = NULL;
    unsigned char must_place = 0;
    enum koppel_status status = KOPPEL_OK;

    *alternative = (struct koppel_alternative){.state = KOPPEL_ALTERNATIVE_NONE, .unit = KOPPEL_NONE};
    if (pair == KOPPEL_NONE) {
        return KOPPEL_OK;
    }
    component = &alternatives->components.items[alternatives->component_of[agent]];
    slot_of = koppel_new((size_t)component->problem.n_agents, sizeof *slot_of);
    if (slot_of == NULL) {
        return KOPPEL_E_MEMORY;
    }
    status = part_costs(alternatives, alternatives->component_of[agent], slot_of, costs);
    slot_of[row] = koppel_pair_slot(&component->problem, row, pair);
    again.start = slot_of;
    again.known_bound = alternatives->is_best ? costs : NULL;
    must_place = component->problem.must_place[row];
    component->problem.must_place[row] = 1;
    for (int64_t p = component->problem.first[row]; p < component->problem.first[row + 1]; p++) {
        component->problem.state[p] = p == pair ? (unsigned char)KOPPEL_PAIR_FREE : (unsigned char)KOPPEL_PAIR_BANNED;
    }
    if (status == KOPPEL_OK) {
        status = solve_again(alternatives, &again, component, row, costs, alternative);
    }
    component->problem.must_place[row] = must_place;
    for (int64_t p = component->problem.first[row]; p < component->problem.first[row + 1]; p++) {
        component->problem.state[p] = (unsigned char)KOPPEL_PAIR_FREE; /* parts hold no other marks */
    }
    free(slot_of);
    return status;
}

void koppel_alternatives_close(struct koppel_alternatives *alternatives)
{
    koppel_components_free(&alternatives->components);
    free(alternatives->named_slot);
    free(alternatives->component_of);
    free(alternatives->row_of);
    *alternatives = (struct koppel_alternatives){0};
}
