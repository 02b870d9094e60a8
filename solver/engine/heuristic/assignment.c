// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* assignment.c - bids, then shortest augmenting paths (see assignment.h). */
#include "engine/heuristic/assignment.h"

#include "base/arena.h"
#include "base/steps.h"

#include <stdlib.h>
#include <string.h>

/* Agents between two looks at the clock; pairs that bids may look at for each agent on average. */
enum { WATCH_EVERY = 64, LISTED_PER_AGENT = 3000 };

/* Above FEW_PAIRS pairs an agent on average, it starts from a core and adds pairs of negative reduced cost, MOST_ROUNDS
 * times. */
enum { FEW_PAIRS = 64, MOST_ROUNDS = 12 };

/* Where the path of a new agent ends: in a slot with a free place, or with an agent that is left out instead. */
struct ending {
    koppel_wide distance;
    int32_t slot;  /* KOPPEL_NONE: not in a slot */
    int32_t agent; /* KOPPEL_NONE: nobody is left out */
    bool is_found;
};

enum koppel_status koppel_assignment_start(struct koppel_assignment *assignment, const struct koppel_problem *problem,
                                           int32_t n_tiers, bool *fits, struct koppel_arena *arena)
{
    size_t n_agents = (size_t)problem->n_agents;
    size_t n_slots = (size_t)problem->n_slots;

    *assignment = (struct koppel_assignment){
        .problem = problem,
        .pair_of = koppel_arena_new(arena, n_agents, sizeof *assignment->pair_of),
        .agent_price = koppel_arena_new(arena, n_agents, sizeof *assignment->agent_price),
        .slot_price = koppel_arena_new(arena, n_slots, sizeof *assignment->slot_price),
        .holder = koppel_arena_new(arena, n_slots, sizeof *assignment->holder),
        .next = koppel_arena_new(arena, n_agents, sizeof *assignment->next),
        .n_free = koppel_arena_new(arena, n_slots, sizeof *assignment->n_free),
        .distance = koppel_arena_new(arena, n_slots, sizeof *assignment->distance),
        .reached_by = koppel_arena_new(arena, n_slots, sizeof *assignment->reached_by),
        .reached_pair = koppel_arena_new(arena, n_slots, sizeof *assignment->reached_pair),
        .heap.items = koppel_arena_new(arena, n_slots, sizeof *assignment->heap.items),
        .heap.at = koppel_arena_new(arena, n_slots, sizeof *assignment->heap.at),
        .settled = koppel_arena_new(arena, n_slots, sizeof *assignment->settled),
        .touched = koppel_arena_new(arena, n_slots, sizeof *assignment->touched),
        .order = koppel_arena_new(arena, n_agents, sizeof *assignment->order),
        .has_to_go = koppel_arena_new(arena, n_agents, 1),
    };
    if (koppel_arena_failed(arena)) {
        return KOPPEL_E_MEMORY;
    }
    return koppel_assignment_core_start(&assignment->core, problem, n_tiers, fits, arena);
}

/* Nobody has a place, and nothing a price. */
static void empty(struct koppel_assignment *assignment)
{
    const struct koppel_problem *problem = assignment->problem;

    assignment->is_infeasible = false;
    for (int32_t i = 0; i < problem->n_agents; i++) {
        assignment->pair_of[i] = KOPPEL_NONE;
        assignment->agent_price[i] = 0;
        assignment->has_to_go[i] = 0;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        assignment->slot_price[j] = 0;
        assignment->holder[j] = KOPPEL_NONE;
        assignment->reached_by[j] = KOPPEL_NONE;
        assignment->n_free[j] = problem->places[j];
    }
}

static int compare_entrants(const void *left, const void *right)
{
    const struct koppel_entrant *a = left, *b = right;

    return a->cost != b->cost ? (a->cost > b->cost) - (a->cost < b->cost)
                              : (a->agent > b->agent) - (a->agent < b->agent);
}

/* Agents come in the order of their cheapest pairs: those who come late gain least, and their paths end soon. */
static void put_in_order(struct koppel_assignment *assignment)
{
    const struct koppel_problem *problem = assignment->problem;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        struct koppel_entrant *entrant = &assignment->order[i];
        const koppel_wide *costs = koppel_assignment_core_row(&assignment->core, i);
        const int32_t *slots = koppel_slots_of(problem, i);

        *entrant = (struct koppel_entrant){.agent = i};
        for (int64_t k = 0; k < problem->first[i + 1] - problem->first[i]; k++) {
            if (problem->places[slots[k]] > 0 && costs[k] < entrant->cost) {
                entrant->cost = costs[k];
            }
        }
    }
    qsort(assignment->order, (size_t)problem->n_agents, sizeof *assignment->order, compare_entrants);
}

/* Nearest first; among equals one with a free place, where the path ends, then the lower slot, so that the result is
 * the same everywhere. */
static bool comes_before(const void *data, int32_t a, int32_t b)
{
    const struct koppel_assignment *assignment = data;
    bool is_free = assignment->n_free[a] > 0;

    if (assignment->distance[a] != assignment->distance[b]) {
        return assignment->distance[a] < assignment->distance[b];
    }
    return is_free != (assignment->n_free[b] > 0) ? is_free : a < b;
}

/* Relaxes the pairs of an agent that is reached at some distance (a step of Dijkstra's algorithm). */
static void scan_agent(struct koppel_assignment *assignment, int32_t agent, koppel_wide distance)
{
    const struct koppel_problem *problem = assignment->problem;

    for (int64_t c = assignment->core.first[agent]; c < assignment->core.first[agent + 1]; c++) {
        const struct koppel_core_pair *way = &assignment->core.pairs[c];
        int32_t j = way->slot;
        koppel_wide there = distance + way->cost - assignment->agent_price[agent] - assignment->slot_price[j];
        bool is_new = assignment->reached_by[j] == KOPPEL_NONE;

        if (problem->places[j] == 0 || way->pair == assignment->pair_of[agent] ||
            (!is_new && there >= assignment->distance[j])) {
            continue;
        }
        assignment->distance[j] = there;
        assignment->reached_by[j] = agent;
        assignment->reached_pair[j] = way->pair;
        if (is_new) {
            assignment->touched[assignment->n_touched++] = j;
            koppel_heap_push(&assignment->heap, j, comes_before, assignment);
        } else {
            koppel_heap_rise(&assignment->heap, j, comes_before, assignment);
        }
    }
}

/* An agent on the path that may be left out is an ending too. */
static void consider_leaving(const struct koppel_assignment *assignment, int32_t agent, koppel_wide distance,
                             struct ending *ending)
{
    koppel_wide there = distance - assignment->agent_price[agent];

    if (!assignment->problem->must_place[agent] && (!ending->is_found || there < ending->distance)) {
        *ending = (struct ending){there, KOPPEL_NONE, agent, true};
    }
}

/* The end of the shortest augmenting path from a new agent. */
static struct ending find_ending(struct koppel_assignment *assignment, int32_t agent)
{
    struct ending ending = {.slot = KOPPEL_NONE, .agent = KOPPEL_NONE};

    assignment->heap.n = 0;
    assignment->n_settled = 0;
    assignment->n_touched = 0;
    assignment->agent_price[agent] = 0;
    consider_leaving(assignment, agent, 0, &ending);
    scan_agent(assignment, agent, 0);
    while (assignment->heap.n > 0) {
        int32_t j = koppel_heap_pop(&assignment->heap, comes_before, assignment);

        if (ending.is_found && assignment->distance[j] >= ending.distance) {
            break;
        }
        if (assignment->n_free[j] > 0) {
            return (struct ending){assignment->distance[j], j, KOPPEL_NONE, true};
        }
        assignment->settled[assignment->n_settled++] = j;
        for (int32_t k = assignment->holder[j]; k != KOPPEL_NONE; k = assignment->next[k]) {
            consider_leaving(assignment, k, assignment->distance[j], &ending);
            scan_agent(assignment, k, assignment->distance[j]);
        }
    }
    return ending;
}

/* Updates the duals: slots settled nearer than the end of the path become dearer by the difference. */
static void raise_prices(struct koppel_assignment *assignment, int32_t agent, koppel_wide distance)
{
    for (int32_t n = 0; n < assignment->n_settled; n++) {
        int32_t j = assignment->settled[n];
        koppel_wide rise = distance - assignment->distance[j];

        assignment->slot_price[j] -= rise;
        for (int32_t k = assignment->holder[j]; k != KOPPEL_NONE; k = assignment->next[k]) {
            assignment->agent_price[k] += rise;
        }
    }
    assignment->agent_price[agent] = distance;
}

static int32_t own_slot(const struct koppel_assignment *assignment, int32_t agent)
{
    return koppel_pair_slot(assignment->problem, agent, assignment->pair_of[agent]);
}

static void leave_slot(struct koppel_assignment *assignment, int32_t agent)
{
    int32_t *link = &assignment->holder[own_slot(assignment, agent)];

    while (*link != agent) {
        link = &assignment->next[*link];
    }
    *link = assignment->next[agent];
    assignment->pair_of[agent] = KOPPEL_NONE;
}

/* Moves the agents along the path, from its end back to the new agent. */
static void follow_path(struct koppel_assignment *assignment, int32_t agent, const struct ending *ending)
{
    int32_t j = ending->slot;

    if (ending->agent == agent) {
        return;
    }
    if (ending->agent != KOPPEL_NONE) {
        j = own_slot(assignment, ending->agent);
        leave_slot(assignment, ending->agent);
    } else {
        assignment->n_free[j]--;
    }
    for (;;) {
        int32_t mover = assignment->reached_by[j];
        int64_t pair = assignment->reached_pair[j];
        int32_t from = KOPPEL_NONE;

        if (mover != agent) {
            from = own_slot(assignment, mover);
            leave_slot(assignment, mover);
        }
        assignment->pair_of[mover] = pair;
        assignment->next[mover] = assignment->holder[j];
        assignment->holder[j] = mover;
        if (mover == agent) {
            return;
        }
        j = from;
    }
}

/* The two cheapest options of an agent: pairs, or to be left out (pair KOPPEL_NONE). */
struct ways {
    int64_t pair;
    koppel_wide cost;   /* of the cheapest */
    koppel_wide second; /* of the next, at least cost */
    bool has_second;
    bool is_found;
};

static void weigh_way(struct ways *ways, int64_t pair, koppel_wide cost)
{
    if (!ways->is_found || cost < ways->cost) {
        ways->second = ways->cost;
        ways->has_second = ways->is_found;
        ways->cost = cost;
        ways->pair = pair;
        ways->is_found = true;
    } else if (!ways->has_second || cost < ways->second) {
        ways->second = cost;
        ways->has_second = true;
    }
}

static struct ways best_ways(struct koppel_assignment *assignment, int32_t agent)
{
    const struct koppel_problem *problem = assignment->problem;
    struct ways ways = {.pair = KOPPEL_NONE};

    if (!problem->must_place[agent]) {
        weigh_way(&ways, KOPPEL_NONE, 0);
    }
    if (assignment->looks_at_all) {
        const koppel_wide *costs = koppel_assignment_core_row(&assignment->core, agent);
        const int32_t *slots = koppel_slots_of(problem, agent);

        for (int64_t k = 0; k < problem->first[agent + 1] - problem->first[agent]; k++) {
            if (problem->places[slots[k]] > 0) {
                weigh_way(&ways, problem->first[agent] + k, costs[k] - assignment->slot_price[slots[k]]);
            }
        }
        return ways;
    }
    for (int64_t c = assignment->core.first[agent]; c < assignment->core.first[agent + 1]; c++) {
        const struct koppel_core_pair *way = &assignment->core.pairs[c];

        if (problem->places[way->slot] > 0) {
            weigh_way(&ways, way->pair, way->cost - assignment->slot_price[way->slot]);
        }
    }
    return ways;
}

/* A bid: an agent takes its cheapest slot and raises its price until the second option costs as much. Slots of several
 * places, and ties over a held one, are left to paths.
 * @return the agent that is put out; KOPPEL_NONE: nobody; the agent itself: it needs a path */
static int32_t bid(struct koppel_assignment *assignment, int32_t agent)
{
    struct ways ways = best_ways(assignment, agent);
    int32_t j = 0, out = KOPPEL_NONE;

    if (!ways.is_found || !ways.has_second) {
        return agent;
    }
    if (ways.pair == KOPPEL_NONE) {
        assignment->agent_price[agent] = 0;
        return KOPPEL_NONE;
    }
    j = koppel_pair_slot(assignment->problem, agent, ways.pair);
    out = assignment->holder[j];
    if (assignment->problem->places[j] != 1 || (out != KOPPEL_NONE && ways.second == ways.cost)) {
        return agent;
    }
    if (out != KOPPEL_NONE) {
        leave_slot(assignment, out);
    }
    assignment->slot_price[j] -= ways.second - ways.cost;
    assignment->agent_price[agent] = ways.second;
    assignment->pair_of[agent] = ways.pair;
    assignment->next[agent] = KOPPEL_NONE;
    assignment->holder[j] = agent;
    assignment->n_free[j] = 0;
    return out;
}

static int64_t n_looked_at(const struct koppel_assignment *assignment, int32_t agent)
{
    const int64_t *first = assignment->looks_at_all ? assignment->problem->first : assignment->core.first;

    return first[agent + 1] - first[agent];
}

/* Most agents find a place by bids, at a fraction of what paths cost. Marks those that need a path. */
static void settle_by_bids(struct koppel_assignment *assignment, const struct koppel_deadline *deadline)
{
    const struct koppel_problem *problem = assignment->problem;
    int64_t n_left = (int64_t)LISTED_PER_AGENT * problem->n_agents;

    for (int32_t n = 0; n < problem->n_agents; n++) {
        int32_t agent = assignment->order[n].agent;

        while (agent != KOPPEL_NONE && n_left > 0) {
            int32_t out = bid(assignment, agent);

            n_left -= n_looked_at(assignment, agent) + 1;
            koppel_deadline_spend(deadline, n_looked_at(assignment, agent) + 1);
            if (out == agent) {
                break;
            }
            agent = out;
        }
        if (agent != KOPPEL_NONE) {
            assignment->has_to_go[agent] = 1;
        }
        if (n % WATCH_EVERY == 0 && koppel_deadline_expired(deadline)) {
            assignment->is_stopped = true;
            return;
        }
    }
}

/* The optimum over the core, unless the deadline passes. */
static void solve_core(struct koppel_assignment *assignment, const struct koppel_deadline *deadline)
{
    empty(assignment);
    settle_by_bids(assignment, deadline);
    for (int32_t n = 0; n < assignment->problem->n_agents && !assignment->is_stopped; n++) {
        int32_t i = assignment->order[n].agent;
        struct ending ending;

        if (!assignment->has_to_go[i]) {
            continue;
        }
        if (koppel_deadline_expired(deadline)) {
            assignment->is_stopped = true;
            return;
        }
        ending = find_ending(assignment, i);
        koppel_deadline_spend(deadline, (assignment->n_settled + 1) * (n_looked_at(assignment, i) + 1));
        if (!ending.is_found) {
            assignment->is_infeasible = true;
            return;
        }
        raise_prices(assignment, i, ending.distance);
        follow_path(assignment, i, &ending);
        for (int32_t k = 0; k < assignment->n_touched; k++) {
            assignment->reached_by[assignment->touched[k]] = KOPPEL_NONE;
        }
    }
}

/* Adds pairs of negative reduced cost to the core, or at first the cheapest of every agent.
 * @param[out] n_new  how many there are */
static enum koppel_status extend_core(struct koppel_assignment *assignment, const struct koppel_deadline *deadline,
                                      bool is_first, int64_t *n_new)
{
    static const koppel_wide no_limit = (koppel_wide)1 << 125;
    enum koppel_status status = KOPPEL_OK;

    koppel_deadline_spend(deadline, assignment->problem->n_pairs);
    for (int32_t i = 0; i < assignment->problem->n_agents && status == KOPPEL_OK; i++) {
        status = koppel_assignment_core_find(&assignment->core, i, assignment->slot_price,
                                             is_first ? no_limit : assignment->agent_price[i]);
    }
    return status == KOPPEL_OK ? koppel_assignment_core_take_found(&assignment->core, n_new) : status;
}

/* The optimum over a core that grows until no pair has a negative reduced cost. It begins with the cheapest pairs at
 * the prices of bids over all pairs.
 * @param[out] is_solved  false when MOST_ROUNDS were not enough (unless takes_good), or when the core has no place for
 *                        an agent that must be placed */
static enum koppel_status solve_by_core(struct koppel_assignment *assignment, const struct koppel_deadline *deadline,
                                        bool *is_solved)
{
    int64_t n_new = 0;
    enum koppel_status status = KOPPEL_OK;

    *is_solved = false;
    empty(assignment);
    assignment->looks_at_all = true;
    settle_by_bids(assignment, deadline);
    assignment->looks_at_all = false;
    status = extend_core(assignment, deadline, true, &n_new);
    for (int round = 0; status == KOPPEL_OK && round < MOST_ROUNDS && !assignment->is_stopped; round++) {
        solve_core(assignment, deadline);
        if (assignment->is_infeasible) {
            return KOPPEL_OK;
        }
        if (!assignment->is_stopped) {
            status = extend_core(assignment, deadline, false, &n_new);
        }
        if (status == KOPPEL_OK && !assignment->is_stopped && n_new == 0) {
            *is_solved = true;
            return KOPPEL_OK;
        }
    }
    *is_solved = assignment->is_stopped || assignment->takes_good;
    return status;
}

enum koppel_status koppel_assignment_solve(struct koppel_assignment *assignment, const struct koppel_deadline *deadline)
{
    bool has_core = assignment->problem->n_pairs > (int64_t)FEW_PAIRS * assignment->problem->n_agents &&
                    koppel_step_is_on(KOPPEL_STEP_ASSIGNMENT_CORE);
    bool is_solved = false;
    enum koppel_status status = KOPPEL_OK;

    assignment->is_stopped = false;
    put_in_order(assignment);
    if (has_core) {
        status = solve_by_core(assignment, deadline, &is_solved);
    }
    if (status == KOPPEL_OK && !is_solved) {
        status = koppel_assignment_core_take_all(&assignment->core);
        if (status == KOPPEL_OK) {
            solve_core(assignment, deadline);
        }
    }
    return status;
}
