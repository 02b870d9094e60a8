// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* future_prices.c - prices of one imagined future (see future_prices.h). */
#include "simulate/future_prices.h"

#include "base/memory.h"
#include "engine/heuristic/assignment.h"
#include "engine/lp/glpk_guard.h"
#include "engine/lp/tier_bound.h"
#include "simulate/future_start.h"

#include <string.h>

/* What is needed while a future is priced. */
struct pricing {
    const struct koppel_policy_run *run;
    const struct koppel_part *today;
    const int32_t *given; /* agents of today: slot of today or KOPPEL_NONE; NULL: not decided */
    struct koppel_future_prices *prices;
    struct koppel_arena arena;
    int32_t *left;             /* slots of today: places that are not given */
    int64_t *loads;            /* n_loads of the world: with what is given */
    struct koppel_course path; /* who comes */
    struct koppel_part part;
    int32_t *agent_now, *slot_now; /* of the part: that of today's part or KOPPEL_NONE */
    int32_t *places;
    struct koppel_part_problem made;
    int32_t *slot_of; /* of the part's agents, in some assignment */
    struct koppel_tier_bound bound;
    int64_t *costs; /* of nothing that is held */
};

static int64_t scaled(const struct pricing *p, koppel_wide price)
{
    return (int64_t)(price * KOPPEL_PRICE_SCALE / p->bound.kept.scale);
}

/* ---- The part of the path that begins tomorrow ------------------------------------------------------------------ */

static enum koppel_status comers_start(struct koppel_comers *comers, int32_t **now, int32_t n,
                                       struct koppel_arena *arena)
{
    comers->row = koppel_arena_new(arena, (size_t)n, sizeof *comers->row);
    comers->first = koppel_arena_new(arena, (size_t)n, sizeof *comers->first);
    comers->last = koppel_arena_new(arena, (size_t)n, sizeof *comers->last);
    comers->grown = koppel_arena_new(arena, (size_t)n, sizeof *comers->grown);
    *now = koppel_arena_new(arena, (size_t)n, sizeof **now);
    return koppel_arena_status(arena);
}

static void take(struct koppel_comers *to, int32_t *now, const struct koppel_comers *from, int32_t k, int32_t until,
                 int32_t number)
{
    to->row[to->n_items] = from->row[k];
    to->first[to->n_items] = from->first[k];
    to->last[to->n_items] = from->last[k] < until ? from->last[k] : until;
    to->grown[to->n_items] = from->grown != NULL ? from->grown[k] : INT32_MAX;
    now[to->n_items++] = number;
}

static bool suits(const struct koppel_problem *problem, int32_t agent, int32_t slot)
{
    const int64_t pair = koppel_problem_pair(problem, agent, slot);

    return pair != KOPPEL_NONE && koppel_state_of_pair(problem, pair) != KOPPEL_PAIR_BANNED;
}

static bool is_overdue(const struct koppel_policy_run *run, const struct koppel_part *today, int32_t agent)
{
    return today->step * run->world->every - today->agents.since[agent] > run->world->term_days;
}

/* Marks slots of today that will be gone tomorrow where nothing is held against agents past their term: each of these
 * takes an equal share of every slot that it could have, and more than half a slot is as good as taken. */
static enum koppel_status mark_as_good_as_taken(struct pricing *p, bool *gone)
{
    const struct koppel_problem *problem = p->run->world->problem;
    const struct koppel_part *today = p->today;
    int64_t *share = koppel_arena_new(&p->arena, (size_t)today->slots.n_items, sizeof *share);

    for (int32_t i = 0; i < today->agents.n_items && share != NULL; i++) {
        int32_t n = 0;

        for (int pass = 0; pass < 2 && is_overdue(p->run, today, i); pass++) {
            for (int32_t j = 0; j < today->slots.n_items; j++) {
                const bool is_open = suits(problem, today->agents.row[i], today->slots.row[j]);

                n += pass == 0 && is_open;
                share[j] += pass == 1 && is_open ? KOPPEL_PRICE_SCALE / n : 0;
            }
        }
    }
    for (int32_t j = 0; j < today->slots.n_items && share != NULL; j++) {
        gone[j] = 2 * share[j] > (int64_t)KOPPEL_PRICE_SCALE * today->places[j];
    }
    return koppel_arena_status(&p->arena);
}

/* What is given out today, and what is so in loads; without a choice, what is as good as taken. */
static enum koppel_status give(struct pricing *p, bool *gone_agent, bool *gone_slot)
{
    const struct koppel_problem *problem = p->run->world->problem;
    const struct koppel_part *today = p->today;

    memcpy(p->left, today->places, (size_t)today->slots.n_items * sizeof *p->left);
    memcpy(p->loads, today->loads, (size_t)problem->n_loads * sizeof *p->loads);
    if (p->given == NULL) {
        return p->run->holds_against_overdue ? KOPPEL_OK : mark_as_good_as_taken(p, gone_slot);
    }
    for (int32_t i = 0; i < today->agents.n_items; i++) {
        const int32_t j = p->given[i];

        gone_agent[i] = j != KOPPEL_NONE;
        if (gone_agent[i]) {
            gone_slot[j] = --p->left[j] == 0;
            koppel_add_to_loads(problem, today->agents.row[i], today->slots.row[j], 1, p->loads);
        }
    }
    return KOPPEL_OK;
}

/* Who is here today and still tomorrow, and who comes, by row. @param gone  of today's */
static void merge(struct koppel_comers *to, int32_t *now, const struct koppel_comers *today,
                  const struct koppel_comers *later, const bool *gone, int32_t tomorrow, int32_t until)
{
    int32_t b = 0;

    for (int32_t a = 0; a < today->n_items; a++) {
        while (b < later->n_items && later->row[b] < today->row[a]) {
            take(to, now, later, b++, until, KOPPEL_NONE);
        }
        if (today->last[a] >= tomorrow && !gone[a]) {
            take(to, now, today, a, until, a);
        }
    }
    while (b < later->n_items) {
        take(to, now, later, b++, until, KOPPEL_NONE);
    }
}

/* The course itself, as a future. */
static enum koppel_status foresee(struct pricing *p, int32_t until)
{
    const struct koppel_course *path = p->run->path;
    const struct koppel_comers *from[] = {&path->agents, &path->slots};
    struct koppel_comers *to[] = {&p->path.agents, &p->path.slots};

    for (int k = 0; k < 2; k++) {
        int32_t *now = NULL;

        if (comers_start(to[k], &now, from[k]->n_items, &p->path.arena) != KOPPEL_OK) {
            return KOPPEL_E_MEMORY;
        }
        for (int32_t a = 0; a < from[k]->n_items; a++) {
            if (from[k]->first[a] > p->today->step && from[k]->first[a] <= until) {
                take(to[k], now, from[k], a, INT32_MAX, KOPPEL_NONE);
            }
        }
    }
    return KOPPEL_OK;
}

static enum koppel_status imagine(struct pricing *p, int32_t future)
{
    const struct koppel_world *world = p->run->world;
    const struct koppel_part *today = p->today;
    const int32_t far = today->step + (p->run->look_days + world->every - 1) / world->every;
    const int32_t until = far < world->n_steps ? far : world->n_steps - 1;
    bool *gone_agent = koppel_arena_new(&p->arena, (size_t)today->agents.n_items, sizeof *gone_agent);
    bool *gone_slot = koppel_arena_new(&p->arena, (size_t)today->slots.n_items, sizeof *gone_slot);
    struct koppel_stream stream = p->run->stream;
    enum koppel_status status = KOPPEL_OK;

    stream.step = today->step;
    stream.future = future;
    p->left = koppel_arena_new(&p->arena, (size_t)today->slots.n_items, sizeof *p->left);
    p->loads = koppel_arena_new(&p->arena, (size_t)world->problem->n_loads, sizeof *p->loads);
    if (koppel_arena_failed(&p->arena) || give(p, gone_agent, gone_slot) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    status = p->run->foresees ? foresee(p, until) : koppel_course_draw(&p->path, world, &stream, today->step, until);
    if (status != KOPPEL_OK ||
        comers_start(&p->part.agents, &p->agent_now, today->agents.n_items + p->path.agents.n_items, &p->arena) !=
            KOPPEL_OK ||
        comers_start(&p->part.slots, &p->slot_now, today->slots.n_items + p->path.slots.n_items, &p->arena) !=
            KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    p->part.world = world;
    p->part.step = today->step + 1;
    p->part.first_half_year = world->half_year_of_step[today->step + 1];
    p->part.last_half_year = world->half_year_of_step[until];
    p->part.loads = p->loads;
    merge(&p->part.agents, p->agent_now, &today->agents, &p->path.agents, gone_agent, today->step + 1, until);
    merge(&p->part.slots, p->slot_now, &today->slots, &p->path.slots, gone_slot, today->step + 1, until);
    p->places = koppel_arena_new(&p->arena, (size_t)p->part.slots.n_items, sizeof *p->places);
    if (p->places == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t j = 0; j < p->part.slots.n_items; j++) {
        p->places[j] =
            p->slot_now[j] != KOPPEL_NONE ? p->left[p->slot_now[j]] : world->problem->places[p->part.slots.row[j]];
    }
    p->part.places = p->places;
    return koppel_part_problem_make(&p->made, &p->part);
}

/* ---- Multipliers ------------------------------------------------------------------------------------------------ */

/* The first multipliers do: they are averaged over futures, and cuts would price one of them more sharply than that. */
static enum koppel_status keep_first(void *data, bool *is_enough)
{
    struct pricing *p = data;

    *is_enough = true;
    return koppel_tier_bound_keep(&p->bound);
}

/* All tiers as one: what is priced. */
static enum koppel_status blend(struct pricing *p)
{
    const struct koppel_world *world = p->run->world;
    struct koppel_problem *problem = &p->made.problem;
    struct koppel_tier blended = {.name = "blended", .scale = 1};
    size_t n_terms = 0;

    for (int32_t t = 0; t < problem->n_tiers; t++) {
        n_terms += problem->tiers[t].n_terms;
    }
    blended.pair_cost = koppel_new((size_t)problem->n_pairs, sizeof *blended.pair_cost);
    blended.terms = koppel_new(n_terms, sizeof *blended.terms);
    for (int32_t t = 0; t < problem->n_tiers && blended.pair_cost != NULL && blended.terms != NULL; t++) {
        for (size_t k = 0; k < problem->tiers[t].n_terms; k++) {
            struct koppel_term term = problem->tiers[t].terms[k];

            term.over = koppel_world_part_of_blend(world, t, term.over);
            term.under = koppel_world_part_of_blend(world, t, term.under);
            blended.terms[blended.n_terms++] = term;
        }
        for (int32_t i = 0; i < problem->n_agents; i++) {
            for (int64_t pair = problem->first[i]; pair < problem->first[i + 1]; pair++) {
                blended.pair_cost[pair] +=
                    koppel_world_part_of_blend(world, t, koppel_cost_of_pair(problem, t, i, pair));
            }
        }
    }
    return koppel_part_one_tier(problem, &blended);
}

static enum koppel_status begin(struct pricing *p)
{
    p->costs = koppel_arena_new(&p->arena, 1, sizeof *p->costs);
    p->slot_of = koppel_arena_new(&p->arena, (size_t)p->made.problem.n_agents, sizeof *p->slot_of);
    return koppel_arena_status(&p->arena);
}

/* Gives every load finite limits, beyond all that agents can add: a limit that just holds would have a price that belongs
 * to no row. */
static enum koppel_status limit_loads(struct pricing *p)
{
    struct koppel_problem *problem = &p->made.problem;
    int64_t *top = koppel_arena_new(&p->arena, (size_t)problem->n_loads, sizeof *top);
    const int64_t *largest = koppel_problem_largest_amounts(problem, &p->arena);

    if (koppel_arena_failed(&p->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        const int64_t agents = problem->places[j] < problem->n_agents ? problem->places[j] : problem->n_agents;

        for (int64_t e = problem->entry_first[j]; e < problem->entry_first[j + 1]; e++) {
            top[problem->entries[e].load] += agents * largest[problem->entries[e].measure];
        }
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        struct koppel_load *load = &problem->loads[g];

        load->lo = load->lo == KOPPEL_NO_MIN ? load->base - top[g] - 1 : load->lo;
        load->hi = load->hi == KOPPEL_NO_MAX ? load->base + 2 * top[g] + 1 : load->hi;
    }
    return KOPPEL_OK;
}

static enum koppel_status find_multipliers(struct pricing *p)
{
    struct koppel_problem *problem = &p->made.problem;
    enum koppel_status status = limit_loads(p);

    p->bound = (struct koppel_tier_bound){.problem = problem,
                                          .tiers = problem->tiers,
                                          .n_tiers = problem->n_tiers,
                                          .tier = 0,
                                          .costs = p->costs,
                                          .deadline = &p->run->options.deadline,
                                          .slot_of = p->slot_of,
                                          .n_rounded = problem->n_loads,
                                          .most_rounds = 1,
                                          .keep = keep_first,
                                          .data = p};
    if (status == KOPPEL_OK) {
        status = koppel_tier_bound_open(&p->bound, false);
    }
    return status == KOPPEL_OK ? koppel_tier_bound_run(&p->bound) : status;
}

/* Any assignment serves as a start. */
static enum koppel_status price(struct pricing *p)
{
    const enum koppel_status status = koppel_future_start(&p->made.problem, p->slot_of);

    return status == KOPPEL_OK ? find_multipliers(p) : status;
}

/* Where no load costs anything, an assignment that keeps their limits is optimal, and its duals are the prices. */
static enum koppel_status assign(struct pricing *p, bool *is_done)
{
    const struct koppel_problem *problem = &p->made.problem;
    struct koppel_multipliers *kept = &p->bound.kept;
    struct koppel_assignment assignment = {0};
    bool fits = false;
    enum koppel_status status = koppel_assignment_start(&assignment, problem, 1, &fits, &p->arena);
    int64_t *loads = koppel_arena_new(&p->arena, (size_t)problem->n_loads, sizeof *loads);

    kept->slot_price = koppel_arena_new(&p->arena, (size_t)problem->n_slots, sizeof *kept->slot_price);
    kept->load_price = koppel_arena_new(&p->arena, (size_t)problem->n_loads, sizeof *kept->load_price);
    if (status == KOPPEL_OK && fits && !koppel_arena_failed(&p->arena)) {
        status = koppel_assignment_solve(&assignment, &p->run->options.deadline);
    }
    if (status != KOPPEL_OK || koppel_arena_failed(&p->arena)) {
        return KOPPEL_E_MEMORY;
    }
    *is_done = fits && !assignment.is_stopped;
    for (int32_t g = 0; g < problem->n_loads; g++) {
        loads[g] = problem->loads[g].base;
    }
    for (int32_t i = 0; i < problem->n_agents && *is_done; i++) {
        p->slot_of[i] = KOPPEL_NONE;
        if (assignment.pair_of[i] != KOPPEL_NONE) {
            p->slot_of[i] = koppel_pair_slot(problem, i, assignment.pair_of[i]);
            koppel_add_to_loads(problem, i, p->slot_of[i], 1, loads);
        }
    }
    for (int32_t g = 0; g < problem->n_loads; g++) {
        *is_done = *is_done && (problem->loads[g].hi == KOPPEL_NO_MAX || loads[g] <= problem->loads[g].hi ||
                                loads[g] == problem->loads[g].base);
    }
    for (int32_t j = 0; j < problem->n_slots && *is_done; j++) {
        kept->slot_price[j] = (int64_t)-assignment.slot_price[j];
    }
    kept->scale = *is_done ? 1 : 0;
    return KOPPEL_OK;
}

/* The least reduced cost of an agent's pairs, or 0; in units of 1 / scale. */
static koppel_wide agent_price(const struct pricing *p, int32_t agent)
{
    const struct koppel_problem *problem = &p->made.problem;
    const struct koppel_multipliers *kept = &p->bound.kept;
    koppel_wide least = 0;

    for (int64_t pair = problem->first[agent]; pair < problem->first[agent + 1]; pair++) {
        const int32_t slot = koppel_pair_slot(problem, agent, pair);
        koppel_wide cost = kept->slot_price[slot];

        cost += (koppel_wide)kept->scale * koppel_cost_of_pair(problem, 0, agent, pair);
        for (int64_t e = problem->entry_first[slot]; e < problem->entry_first[slot + 1]; e++) {
            cost += (koppel_wide)kept->load_price[problem->entries[e].load] * koppel_amount_of_entry(problem, e, agent);
        }
        least = cost < least ? cost : least;
    }
    return least;
}

/* Who gets today's slots in the solution. */
static void write_takers(struct pricing *p)
{
    for (int32_t i = 0; i < p->part.agents.n_items; i++) {
        const int32_t slot = p->slot_of[i] != KOPPEL_NONE ? p->slot_now[p->slot_of[i]] : KOPPEL_NONE;

        if (slot != KOPPEL_NONE) {
            p->prices->taker[slot] = p->part.agents.row[i];
            p->prices->taken[slot] = p->part.agents.first[i] > p->part.step ? p->part.agents.first[i] : p->part.step;
        }
    }
}

static void write_prices(struct pricing *p)
{
    const struct koppel_problem *world = p->run->world->problem;
    const struct koppel_multipliers *kept = &p->bound.kept;
    const int32_t n_half_years = p->part.last_half_year - p->part.first_half_year + 1;

    for (int32_t i = 0; i < p->part.agents.n_items; i++) {
        if (p->agent_now[i] != KOPPEL_NONE) {
            p->prices->agent[p->agent_now[i]] = scaled(p, agent_price(p, i));
        }
    }
    for (int32_t j = 0; j < p->part.slots.n_items; j++) {
        if (p->slot_now[j] != KOPPEL_NONE) {
            p->prices->slot[p->slot_now[j]] = scaled(p, kept->slot_price[j]);
        }
    }
    for (int32_t k = 0; k < world->n_loads * n_half_years; k++) {
        const int32_t under = p->made.under[k];
        const int32_t over = p->made.over[k];
        koppel_wide price = under != KOPPEL_NONE ? kept->load_price[under] : 0;

        price += over != KOPPEL_NONE && over != under ? kept->load_price[over] : 0;
        p->prices->load[k / n_half_years] += scaled(p, price);
    }
}

/* A slot that is given: the most that tomorrow's agents would gain by it. */
static int64_t price_of_given_slot(const struct pricing *p, const int64_t *agent_price, int32_t slot)
{
    const struct koppel_world *world = p->run->world;
    const struct koppel_part *part = &p->part;
    const int32_t row = p->today->slots.row[slot];
    int64_t most = 0;

    for (int32_t i = 0; i < part->agents.n_items; i++) {
        if (part->agents.first[i] <= p->today->slots.last[slot] && suits(world->problem, part->agents.row[i], row)) {
            const int64_t gains = koppel_future_gain(p->prices, world, part->agents.row[i], row) + agent_price[i];

            most = gains > most ? gains : most;
        }
    }
    return most;
}

/* An agent that has a slot: the least reduced cost of tomorrow's slots, and of those given. */
static int64_t price_of_given_agent(const struct pricing *p, int32_t agent)
{
    const struct koppel_world *world = p->run->world;
    const int32_t row = p->today->agents.row[agent];
    const struct koppel_comers *all[] = {&p->part.slots, &p->today->slots};
    int64_t least = 0;

    for (int k = 0; k < 2; k++) {
        for (int32_t j = 0; j < all[k]->n_items; j++) {
            const bool is_there = k == 0 || (p->left[j] == 0 && p->today->slots.last[j] >= p->part.step);

            if (is_there && suits(world->problem, row, all[k]->row[j])) {
                const int64_t price = k == 0 ? scaled(p, p->bound.kept.slot_price[j]) : p->prices->slot[j];
                const int64_t loses = price - koppel_future_gain(p->prices, world, row, all[k]->row[j]);

                least = loses < least ? loses : least;
            }
        }
    }
    return least;
}

static enum koppel_status write_prices_of_given(struct pricing *p)
{
    int64_t *agent_prices = koppel_arena_new(&p->arena, (size_t)p->part.agents.n_items, sizeof *agent_prices);

    for (int32_t i = 0; i < p->part.agents.n_items && agent_prices != NULL; i++) {
        agent_prices[i] = scaled(p, agent_price(p, i));
    }
    for (int32_t j = 0; j < p->today->slots.n_items && agent_prices != NULL; j++) {
        if (p->left[j] == 0 && p->today->slots.last[j] >= p->part.step) {
            p->prices->slot[j] = price_of_given_slot(p, agent_prices, j);
        }
    }
    for (int32_t i = 0; i < p->today->agents.n_items && agent_prices != NULL; i++) {
        if (p->given[i] != KOPPEL_NONE) {
            p->prices->agent[i] = price_of_given_agent(p, i);
        }
    }
    return koppel_arena_status(&p->arena);
}

/* What tomorrow costs when nobody is placed any more: some of each load is in it. */
static koppel_wide cost_of_loads(const struct pricing *p)
{
    const struct koppel_problem *problem = &p->made.problem;
    koppel_wide cost = 0;

    for (int32_t t = 0; t < problem->n_tiers; t++) {
        for (size_t k = 0; k < problem->tiers[t].n_terms; k++) {
            const struct koppel_term *term = &problem->tiers[t].terms[k];

            cost += koppel_world_part_of_blend(p->run->world, t,
                                               koppel_cost_of_term(term, problem->loads[term->load].base));
        }
    }
    return cost;
}

static void write_cost(struct pricing *p, bool is_assigned)
{
    const struct koppel_problem *problem = &p->made.problem;
    koppel_wide cost = 0;

    if (!is_assigned) {
        p->prices->cost = scaled(p, -koppel_tier_bound_gap(&p->bound, NULL, 0));
        return;
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        if (p->slot_of[i] != KOPPEL_NONE) {
            cost += koppel_cost_of_pair(problem, 0, i, koppel_problem_pair(problem, i, p->slot_of[i]));
        }
    }
    p->prices->cost = scaled(p, cost);
}

static enum koppel_status start(struct koppel_future_prices *prices, const struct koppel_policy_run *run,
                                const struct koppel_part *today)
{
    const struct koppel_problem *world = run->world->problem;

    prices->slot = koppel_arena_new(&prices->arena, (size_t)today->slots.n_items, sizeof *prices->slot);
    prices->agent = koppel_arena_new(&prices->arena, (size_t)today->agents.n_items, sizeof *prices->agent);
    prices->load = koppel_arena_new(&prices->arena, (size_t)world->n_loads, sizeof *prices->load);
    prices->taker = koppel_arena_new(&prices->arena, (size_t)today->slots.n_items, sizeof *prices->taker);
    prices->taken = koppel_arena_new(&prices->arena, (size_t)today->slots.n_items, sizeof *prices->taken);
    for (int32_t j = 0; prices->taker != NULL && j < today->slots.n_items; j++) {
        prices->taker[j] = KOPPEL_NONE;
    }
    return koppel_arena_status(&prices->arena);
}

enum koppel_status koppel_future_prices_find(struct koppel_future_prices *prices, const struct koppel_policy_run *run,
                                             const struct koppel_part *today, const int32_t *given, int32_t future)
{
    struct pricing p = {.run = run, .today = today, .given = given, .prices = prices};
    enum koppel_status status = start(prices, run, today);

    if (status == KOPPEL_OK) {
        status = imagine(&p, future);
    }
    if (status == KOPPEL_OK) {
        prices->cost = (int64_t)(KOPPEL_PRICE_SCALE * cost_of_loads(&p));
    }
    if (status == KOPPEL_OK && p.made.problem.n_pairs > 0) {
        bool is_priced = false;

        status = blend(&p);
        if (status == KOPPEL_OK) {
            status = begin(&p);
        }
        if (status == KOPPEL_OK && p.made.problem.tiers[0].n_terms == 0) {
            status = assign(&p, &is_priced);
        }
        if (status == KOPPEL_OK && !is_priced) {
            status = price(&p);
        }
        if (status == KOPPEL_OK && p.bound.kept.scale > 0) {
            write_prices(&p);
            write_takers(&p);
            write_cost(&p, is_priced);
        }
        if (status == KOPPEL_OK && p.bound.kept.scale > 0 && given != NULL) {
            status = write_prices_of_given(&p);
        }
    }
    koppel_tier_bound_free(&p.bound);
    koppel_guard_end();
    koppel_part_problem_free(&p.made);
    koppel_course_free(&p.path);
    koppel_arena_free(&p.arena);
    return status;
}

int64_t koppel_future_gain(const struct koppel_future_prices *prices, const struct koppel_world *world, int32_t agent,
                           int32_t slot)
{
    const struct koppel_problem *problem = world->problem;
    int64_t cost = KOPPEL_PRICE_SCALE * koppel_world_blended(world, agent, koppel_problem_pair(problem, agent, slot));

    for (int64_t e = problem->entry_first[slot]; e < problem->entry_first[slot + 1]; e++) {
        cost += prices->load[problem->entries[e].load] * koppel_amount_of_entry(problem, e, agent);
    }
    return -cost;
}

void koppel_future_prices_free(struct koppel_future_prices *prices)
{
    koppel_arena_free(&prices->arena);
    *prices = (struct koppel_future_prices){0};
}
