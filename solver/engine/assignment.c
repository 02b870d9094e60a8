/* assignment.c - the least-cost assignment of agents to places (see assignment.h). */
#include "engine/assignment.h"

#include "base/memory.h"

#include <stdlib.h>

/* Packed costs stay below this, so that sums over paths fit. */
static const koppel_wide largest = (koppel_wide)1 << 90;

enum { WATCH_EVERY = 64 };

/* Where the path of a new agent ends: in a slot with a free place, or with an agent that is left out instead. */
struct ending {
    koppel_wide distance;
    int32_t slot;  /* KOPPEL_NONE: not in a slot */
    int32_t agent; /* KOPPEL_NONE: nobody is left out */
    bool is_found;
};

void koppel_assignment_free(struct koppel_assignment *assignment)
{
    free(assignment->cost);
    free(assignment->pair_of);
    free(assignment->agent_price);
    free(assignment->slot_price);
    free(assignment->holder);
    free(assignment->next);
    free(assignment->n_free);
    free(assignment->distance);
    free(assignment->reached_by);
    free(assignment->reached_pair);
    free(assignment->heap);
    free(assignment->heap_at);
    free(assignment->settled);
    free(assignment->touched);
    *assignment = (struct koppel_assignment){0};
}

enum koppel_status koppel_assignment_start(struct koppel_assignment *assignment, const struct koppel_problem *problem)
{
    size_t n_agents = (size_t)problem->n_agents;
    size_t n_slots = (size_t)problem->n_slots;

    *assignment = (struct koppel_assignment){
        .problem = problem,
        .cost = koppel_new((size_t)problem->n_pairs, sizeof *assignment->cost),
        .pair_of = koppel_new(n_agents, sizeof *assignment->pair_of),
        .agent_price = koppel_new(n_agents, sizeof *assignment->agent_price),
        .slot_price = koppel_new(n_slots, sizeof *assignment->slot_price),
        .holder = koppel_new(n_slots, sizeof *assignment->holder),
        .next = koppel_new(n_agents, sizeof *assignment->next),
        .n_free = koppel_new(n_slots, sizeof *assignment->n_free),
        .distance = koppel_new(n_slots, sizeof *assignment->distance),
        .reached_by = koppel_new(n_slots, sizeof *assignment->reached_by),
        .reached_pair = koppel_new(n_slots, sizeof *assignment->reached_pair),
        .heap = koppel_new(n_slots, sizeof *assignment->heap),
        .heap_at = koppel_new(n_slots, sizeof *assignment->heap_at),
        .settled = koppel_new(n_slots, sizeof *assignment->settled),
        .touched = koppel_new(n_slots, sizeof *assignment->touched),
    };
    if (assignment->cost == NULL || assignment->pair_of == NULL || assignment->agent_price == NULL ||
        assignment->slot_price == NULL || assignment->holder == NULL || assignment->next == NULL ||
        assignment->n_free == NULL || assignment->distance == NULL || assignment->reached_by == NULL ||
        assignment->reached_pair == NULL || assignment->heap == NULL || assignment->heap_at == NULL ||
        assignment->settled == NULL || assignment->touched == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t i = 0; i < n_agents; i++) {
        assignment->pair_of[i] = KOPPEL_NONE;
    }
    for (size_t j = 0; j < n_slots; j++) {
        assignment->holder[j] = KOPPEL_NONE;
        assignment->reached_by[j] = KOPPEL_NONE;
        assignment->n_free[j] = problem->places[j];
    }
    return KOPPEL_OK;
}

/* Nearest first; among equals the lower slot, so that the result is the same everywhere. */
static bool comes_before(const struct koppel_assignment *assignment, int32_t a, int32_t b)
{
    if (assignment->distance[a] != assignment->distance[b]) {
        return assignment->distance[a] < assignment->distance[b];
    }
    return a < b;
}

static void heap_set(struct koppel_assignment *assignment, int32_t at, int32_t slot)
{
    assignment->heap[at] = slot;
    assignment->heap_at[slot] = at;
}

/* Moves a slot towards the top after its distance has come down. */
static void heap_rise(struct koppel_assignment *assignment, int32_t at, int32_t slot)
{
    while (at > 0 && comes_before(assignment, slot, assignment->heap[(at - 1) / 2])) {
        heap_set(assignment, at, assignment->heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    heap_set(assignment, at, slot);
}

static int32_t heap_pop(struct koppel_assignment *assignment)
{
    int32_t top = assignment->heap[0];
    int32_t last = assignment->heap[--assignment->n_heap];
    int32_t at = 0;

    for (int32_t below = 1; below < assignment->n_heap; below = 2 * at + 1) {
        if (below + 1 < assignment->n_heap &&
            comes_before(assignment, assignment->heap[below + 1], assignment->heap[below])) {
            below++;
        }
        if (!comes_before(assignment, assignment->heap[below], last)) {
            break;
        }
        heap_set(assignment, at, assignment->heap[below]);
        at = below;
    }
    if (assignment->n_heap > 0) {
        heap_set(assignment, at, last);
    }
    return top;
}

/* Looks at the pairs of an agent that the path has reached at some distance. */
static void scan_agent(struct koppel_assignment *assignment, int32_t agent, koppel_wide distance)
{
    const struct koppel_problem *problem = assignment->problem;

    for (int64_t p = problem->first[agent]; p < problem->first[agent + 1]; p++) {
        int32_t j = problem->slot[p];
        koppel_wide there = distance + assignment->cost[p] - assignment->agent_price[agent] - assignment->slot_price[j];

        if (problem->places[j] == 0 || p == assignment->pair_of[agent]) {
            continue;
        }
        if (assignment->reached_by[j] == KOPPEL_NONE) {
            assignment->touched[assignment->n_touched++] = j;
            assignment->heap_at[j] = assignment->n_heap++;
        } else if (there >= assignment->distance[j]) {
            continue;
        }
        assignment->distance[j] = there;
        assignment->reached_by[j] = agent;
        assignment->reached_pair[j] = p;
        heap_rise(assignment, assignment->heap_at[j], j);
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

/* The cheapest ending of a path from a new agent. */
static struct ending find_ending(struct koppel_assignment *assignment, int32_t agent)
{
    struct ending ending = {.slot = KOPPEL_NONE, .agent = KOPPEL_NONE};

    assignment->n_heap = 0;
    assignment->n_settled = 0;
    assignment->n_touched = 0;
    assignment->agent_price[agent] = 0;
    consider_leaving(assignment, agent, 0, &ending);
    scan_agent(assignment, agent, 0);
    while (assignment->n_heap > 0) {
        int32_t j = heap_pop(assignment);

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

/* Prices after a path: what was settled nearer than the ending becomes dearer by the difference. */
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

static void leave_slot(struct koppel_assignment *assignment, int32_t agent)
{
    int32_t *link = &assignment->holder[assignment->problem->slot[assignment->pair_of[agent]]];

    while (*link != agent) {
        link = &assignment->next[*link];
    }
    *link = assignment->next[agent];
    assignment->pair_of[agent] = KOPPEL_NONE;
}

/* Moves the agents along the path, from its ending back to the new agent. */
static void follow_path(struct koppel_assignment *assignment, int32_t agent, const struct ending *ending)
{
    int32_t j = ending->slot;

    if (ending->agent == agent) {
        return;
    }
    if (ending->agent != KOPPEL_NONE) {
        j = assignment->problem->slot[assignment->pair_of[ending->agent]];
        leave_slot(assignment, ending->agent);
    } else {
        assignment->n_free[j]--;
    }
    for (;;) {
        int32_t mover = assignment->reached_by[j];
        int64_t pair = assignment->reached_pair[j];
        int32_t from = KOPPEL_NONE;

        if (mover != agent) {
            from = assignment->problem->slot[assignment->pair_of[mover]];
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

void koppel_assignment_solve(struct koppel_assignment *assignment, const struct koppel_watch *watch)
{
    for (int32_t i = 0; i < assignment->problem->n_agents; i++) {
        struct ending ending;

        if (i % WATCH_EVERY == 0 && koppel_watch_expired(watch)) {
            assignment->is_stopped = true;
            return;
        }
        ending = find_ending(assignment, i);
        if (!ending.is_found) {
            assignment->is_infeasible = true;
            return;
        }
        raise_prices(assignment, i, ending.distance);
        follow_path(assignment, i, &ending);
        for (int32_t n = 0; n < assignment->n_touched; n++) {
            assignment->reached_by[assignment->touched[n]] = KOPPEL_NONE;
        }
    }
}

static int64_t pair_cost(const struct koppel_tier *tier, int32_t agent, int64_t pair)
{
    return (tier->agent_cost != NULL ? tier->agent_cost[agent] : 0) +
           (tier->pair_cost != NULL ? tier->pair_cost[pair] : 0);
}

/* The most by which the costs of two choices can differ in a tier. */
static koppel_wide range_of(const struct koppel_problem *problem, const struct koppel_tier *tier)
{
    koppel_wide range = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t low = 0, high = 0;

        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int64_t cost = pair_cost(tier, i, p);

            low = cost < low ? cost : low;
            high = cost > high ? cost : high;
        }
        range += (koppel_wide)high - low;
    }
    return range;
}

bool koppel_assignment_pack(struct koppel_assignment *assignment, int32_t n_tiers)
{
    const struct koppel_problem *problem = assignment->problem;
    koppel_wide weight = 1;

    for (int32_t t = n_tiers - 1; t >= 0; t--) {
        const struct koppel_tier *tier = &problem->tiers[t];
        koppel_wide range = range_of(problem, tier);

        if (__builtin_mul_overflow(range + 1, weight, &range) || range > largest) {
            return false;
        }
        for (int32_t i = 0; i < problem->n_agents; i++) {
            for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
                assignment->cost[p] += weight * pair_cost(tier, i, p);
            }
        }
        weight = range;
    }
    return true;
}
