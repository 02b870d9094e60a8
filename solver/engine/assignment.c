/* assignment.c - the least-cost assignment of agents to places (see assignment.h). */
#include "engine/assignment.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* Packed costs stay below this, so that sums over paths fit. */
static const koppel_wide largest = (koppel_wide)1 << 90;

/* Bids end after so many pairs looked at, for each agent in the mean. */
enum { WATCH_EVERY = 64, LISTED_PER_AGENT = 3000 };

/* Where agents have more pairs than so many in the mean, most are left aside until prices show that they are needed. */
enum { FEW_PAIRS = 64, CORE_PAIRS = 24, MOST_ROUNDS = 12 };

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
    free(assignment->order);
    free(assignment->has_to_go);
    free(assignment->in_core);
    free(assignment->core_first);
    free(assignment->core);
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
        .order = koppel_new(n_agents, sizeof *assignment->order),
        .has_to_go = koppel_new(n_agents, 1),
        .in_core = koppel_new((size_t)problem->n_pairs, 1),
        .core_first = koppel_new(n_agents + 1, sizeof *assignment->core_first),
        .core = koppel_new((size_t)problem->n_pairs, sizeof *assignment->core),
    };
    if (assignment->cost == NULL || assignment->pair_of == NULL || assignment->agent_price == NULL ||
        assignment->slot_price == NULL || assignment->holder == NULL || assignment->next == NULL ||
        assignment->n_free == NULL || assignment->distance == NULL || assignment->reached_by == NULL ||
        assignment->reached_pair == NULL || assignment->heap == NULL || assignment->heap_at == NULL ||
        assignment->settled == NULL || assignment->touched == NULL || assignment->order == NULL ||
        assignment->has_to_go == NULL || assignment->in_core == NULL || assignment->core_first == NULL ||
        assignment->core == NULL) {
        return KOPPEL_E_MEMORY;
    }
    return KOPPEL_OK;
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

/* Agents come by their cheapest pairs: when the places are taken, those who come later gain least and turn back soon.
 */
static void put_in_order(struct koppel_assignment *assignment)
{
    const struct koppel_problem *problem = assignment->problem;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        struct koppel_entrant *entrant = &assignment->order[i];

        *entrant = (struct koppel_entrant){.agent = i};
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            if (problem->places[koppel_pair_slot(problem, i, p)] > 0 && assignment->cost[p] < entrant->cost) {
                entrant->cost = assignment->cost[p];
            }
        }
    }
    qsort(assignment->order, (size_t)problem->n_agents, sizeof *assignment->order, compare_entrants);
}

/* Lists the marked pairs. */
static void list_core(struct koppel_assignment *assignment)
{
    const struct koppel_problem *problem = assignment->problem;
    int64_t n = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        assignment->core_first[i] = n;
        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            if (assignment->in_core[p]) {
                assignment->core[n++] = p;
            }
        }
    }
    assignment->core_first[problem->n_agents] = n;
}

static void take_all(struct koppel_assignment *assignment)
{
    memset(assignment->in_core, 1, (size_t)assignment->problem->n_pairs);
    list_core(assignment);
}

/* Nearest first; among equals one with a free place, where the path ends, then the lower slot, so that the result is
 * the same everywhere. */
static bool comes_before(const struct koppel_assignment *assignment, int32_t a, int32_t b)
{
    bool is_free = assignment->n_free[a] > 0;

    if (assignment->distance[a] != assignment->distance[b]) {
        return assignment->distance[a] < assignment->distance[b];
    }
    return is_free != (assignment->n_free[b] > 0) ? is_free : a < b;
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

    for (int64_t c = assignment->core_first[agent]; c < assignment->core_first[agent + 1]; c++) {
        int64_t p = assignment->core[c];
        int32_t j = koppel_pair_slot(problem, agent, p);
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

/* Moves the agents along the path, from its ending back to the new agent. */
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

/* The cheapest two ways for an agent: pairs, or to be left out (pair KOPPEL_NONE). */
struct offer {
    int64_t pair;
    koppel_wide cost;   /* of the cheapest */
    koppel_wide second; /* of the next, at least cost */
    bool has_second;
    bool is_found;
};

static void weigh_way(struct offer *offer, int64_t pair, koppel_wide cost)
{
    if (!offer->is_found || cost < offer->cost) {
        offer->second = offer->cost;
        offer->has_second = offer->is_found;
        offer->cost = cost;
        offer->pair = pair;
        offer->is_found = true;
    } else if (!offer->has_second || cost < offer->second) {
        offer->second = cost;
        offer->has_second = true;
    }
}

static struct offer best_ways(const struct koppel_assignment *assignment, int32_t agent)
{
    const struct koppel_problem *problem = assignment->problem;
    struct offer offer = {.pair = KOPPEL_NONE};

    if (!problem->must_place[agent]) {
        weigh_way(&offer, KOPPEL_NONE, 0);
    }
    for (int64_t c = assignment->core_first[agent]; c < assignment->core_first[agent + 1]; c++) {
        int64_t p = assignment->core[c];
        int32_t j = koppel_pair_slot(problem, agent, p);

        if (problem->places[j] > 0) {
            weigh_way(&offer, p, assignment->cost[p] - assignment->slot_price[j]);
        }
    }
    return offer;
}

/* An agent takes the slot that is cheapest for it and makes it as dear as its second way, so that who is put out there
 * finds another. @return the agent that is put out; KOPPEL_NONE: nobody; the agent itself: it has to go a path */
static int32_t bid(struct koppel_assignment *assignment, int32_t agent)
{
    struct offer offer = best_ways(assignment, agent);
    int32_t j = 0, out = KOPPEL_NONE;

    if (!offer.is_found || !offer.has_second) {
        return agent;
    }
    if (offer.pair == KOPPEL_NONE) {
        assignment->agent_price[agent] = 0;
        return KOPPEL_NONE;
    }
    j = koppel_pair_slot(assignment->problem, agent, offer.pair);
    out = assignment->holder[j];
    if (assignment->problem->places[j] != 1 || (out != KOPPEL_NONE && offer.second == offer.cost)) {
        return agent;
    }
    if (out != KOPPEL_NONE) {
        leave_slot(assignment, out);
    }
    assignment->slot_price[j] -= offer.second - offer.cost;
    assignment->agent_price[agent] = offer.second;
    assignment->pair_of[agent] = offer.pair;
    assignment->next[agent] = KOPPEL_NONE;
    assignment->holder[j] = agent;
    assignment->n_free[j] = 0;
    return out;
}

/* Most agents find a place by bids, at a fraction of what paths cost. Marks who still has to go a path. */
static void settle_by_bids(struct koppel_assignment *assignment, const struct koppel_watch *watch)
{
    const struct koppel_problem *problem = assignment->problem;
    int64_t n_left = (int64_t)LISTED_PER_AGENT * problem->n_agents;

    for (int32_t n = 0; n < problem->n_agents; n++) {
        int32_t agent = assignment->order[n].agent;

        while (agent != KOPPEL_NONE && n_left > 0) {
            int32_t out = bid(assignment, agent);

            n_left -= assignment->core_first[agent + 1] - assignment->core_first[agent] + 1;
            if (out == agent) {
                break;
            }
            agent = out;
        }
        if (agent != KOPPEL_NONE) {
            assignment->has_to_go[agent] = 1;
        }
        if (n % WATCH_EVERY == 0 && koppel_watch_expired(watch)) {
            assignment->is_stopped = true;
            return;
        }
    }
}

/* The optimum over the core, unless the watch expires. */
static void solve_core(struct koppel_assignment *assignment, const struct koppel_watch *watch)
{
    empty(assignment);
    settle_by_bids(assignment, watch);
    for (int32_t n = 0; n < assignment->problem->n_agents && !assignment->is_stopped; n++) {
        int32_t i = assignment->order[n].agent;
        struct ending ending;

        if (!assignment->has_to_go[i]) {
            continue;
        }
        if (koppel_watch_expired(watch)) {
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
        for (int32_t k = 0; k < assignment->n_touched; k++) {
            assignment->reached_by[assignment->touched[k]] = KOPPEL_NONE;
        }
    }
}

/* Marks the pairs of an agent that are cheapest at the prices, below a limit, at most CORE_PAIRS.
 * @return how many are new */
static int mark_cheapest(struct koppel_assignment *assignment, int32_t agent, koppel_wide limit)
{
    const struct koppel_problem *problem = assignment->problem;
    int64_t pairs[CORE_PAIRS];
    koppel_wide costs[CORE_PAIRS];
    int n = 0;

    for (int64_t p = problem->first[agent]; p < problem->first[agent + 1]; p++) {
        int32_t j = koppel_pair_slot(problem, agent, p);
        koppel_wide cost = assignment->cost[p] - assignment->slot_price[j];
        int at = n < CORE_PAIRS ? n : CORE_PAIRS - 1;

        if (cost >= limit || assignment->in_core[p] || problem->places[j] == 0 ||
            (n == CORE_PAIRS && cost >= costs[at])) {
            continue;
        }
        for (; at > 0 && costs[at - 1] > cost; at--) {
            costs[at] = costs[at - 1];
            pairs[at] = pairs[at - 1];
        }
        costs[at] = cost;
        pairs[at] = p;
        n += n < CORE_PAIRS;
    }
    for (int k = 0; k < n; k++) {
        assignment->in_core[pairs[k]] = 1;
    }
    return n;
}

/* Marks the pairs that the prices of the core do not hold for. @return how many there are */
static int64_t mark_violated(struct koppel_assignment *assignment)
{
    int64_t n = 0;

    for (int32_t i = 0; i < assignment->problem->n_agents; i++) {
        n += mark_cheapest(assignment, i, assignment->agent_price[i]);
    }
    list_core(assignment);
    return n;
}

/* The core at first: the cheapest pairs at the prices of bids over all pairs. */
static void find_core(struct koppel_assignment *assignment, const struct koppel_watch *watch)
{
    static const koppel_wide no_limit = (koppel_wide)1 << 125;

    take_all(assignment);
    empty(assignment);
    settle_by_bids(assignment, watch);
    memset(assignment->in_core, 0, (size_t)assignment->problem->n_pairs);
    for (int32_t i = 0; i < assignment->problem->n_agents; i++) {
        mark_cheapest(assignment, i, no_limit);
    }
    list_core(assignment);
}

/* The optimum over a core that grows until its prices hold for all pairs. @return false when that does not come about,
 * or when the core leaves no place for an agent that must have one */
static bool solve_by_core(struct koppel_assignment *assignment, const struct koppel_watch *watch)
{
    find_core(assignment, watch);
    for (int round = 0; round < MOST_ROUNDS && !assignment->is_stopped; round++) {
        solve_core(assignment, watch);
        if (assignment->is_infeasible) {
            return false;
        }
        if (!assignment->is_stopped && mark_violated(assignment) == 0) {
            return true;
        }
    }
    return assignment->is_stopped;
}

void koppel_assignment_solve(struct koppel_assignment *assignment, const struct koppel_watch *watch)
{
    bool has_core = assignment->problem->n_pairs > (int64_t)FEW_PAIRS * assignment->problem->n_agents;

    assignment->is_stopped = false;
    put_in_order(assignment);
    if (!has_core || !solve_by_core(assignment, watch)) {
        take_all(assignment);
        solve_core(assignment, watch);
    }
}

/* The most by which the costs of two choices can differ in a tier. */
static koppel_wide range_of(const struct koppel_problem *problem, int32_t tier)
{
    koppel_wide range = 0;

    for (int32_t i = 0; i < problem->n_agents; i++) {
        int64_t low = 0, high = 0;

        for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
            int64_t cost = koppel_cost_of_pair(problem, tier, i, p);

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
        koppel_wide range = range_of(problem, t);

        if (__builtin_mul_overflow(range + 1, weight, &range) || range > largest) {
            return false;
        }
        for (int32_t i = 0; i < problem->n_agents; i++) {
            for (int64_t p = problem->first[i]; p < problem->first[i + 1]; p++) {
                assignment->cost[p] += weight * koppel_cost_of_pair(problem, t, i, p);
            }
        }
        weight = range;
    }
    return true;
}
