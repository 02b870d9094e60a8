// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* held_homes.c - which homes are worth holding today (see held_homes.h). */
#include "simulate/held_homes.h"

#include "simulate/policies.h"

#include <math.h>

/* What is needed while today is weighed. */
struct weighing {
    const struct koppel_policy_run *run;
    const struct koppel_case *kase;
    struct koppel_part today;
    struct koppel_held_homes *held;
    struct koppel_arena arena;
    struct koppel_future_prices *futures; /* n_futures */
    int32_t *choice;                      /* agents of today: slot of today or KOPPEL_NONE */
    int32_t *places;                      /* slots of today: left after the choice */
};

static enum koppel_status list_today(struct koppel_comers *to, const struct koppel_comers *from,
                                     struct koppel_arena *arena)
{
    to->row = koppel_arena_new(arena, (size_t)from->n_items, sizeof *to->row);
    to->since = koppel_arena_new(arena, (size_t)from->n_items, sizeof *to->since);
    to->first = koppel_arena_new(arena, (size_t)from->n_items, sizeof *to->first);
    to->last = koppel_arena_new(arena, (size_t)from->n_items, sizeof *to->last);
    for (int32_t k = 0; k < from->n_items && !koppel_arena_failed(arena); k++) {
        if (from->first[k] == 0) {
            to->row[to->n_items] = from->row[k];
            to->since[to->n_items] = from->since[k];
            to->first[to->n_items] = 0;
            to->last[to->n_items++] = from->last[k];
        }
    }
    return koppel_arena_status(arena);
}

static enum koppel_status start(struct weighing *w)
{
    const struct koppel_world *world = w->run->world;
    struct koppel_course course = {0};
    int64_t *loads = koppel_arena_new(&w->arena, (size_t)world->problem->n_loads, sizeof *loads);
    enum koppel_status status = koppel_course_real(&course, world);

    if (status == KOPPEL_OK) {
        status = list_today(&w->today.agents, &course.agents, &w->arena);
    }
    if (status == KOPPEL_OK) {
        status = list_today(&w->today.slots, &course.slots, &w->arena);
    }
    koppel_course_free(&course);
    w->places = koppel_arena_new(&w->arena, (size_t)w->today.slots.n_items, sizeof *w->places);
    w->choice = koppel_arena_new(&w->arena, (size_t)w->today.agents.n_items, sizeof *w->choice);
    w->futures = koppel_arena_new(&w->arena, (size_t)w->run->n_futures, sizeof *w->futures);
    if (status != KOPPEL_OK || koppel_arena_failed(&w->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t g = 0; g < world->problem->n_loads; g++) {
        loads[g] = world->problem->loads[g].base;
    }
    for (int32_t j = 0; j < w->today.slots.n_items; j++) {
        w->places[j] = world->problem->places[w->today.slots.row[j]];
    }
    for (int32_t i = 0; i < w->today.agents.n_items; i++) {
        w->choice[i] = KOPPEL_NONE;
    }
    w->today.world = world;
    w->today.places = w->places;
    w->today.loads = loads;
    w->today.with_decisions = true;
    return KOPPEL_OK;
}

/* Decides today, and imagines the futures by which that was done. */
static enum koppel_status decide(struct weighing *w)
{
    enum koppel_status status = koppel_look_ahead_decide(w->run, &w->today, w->choice);

    for (int32_t k = 0; k < w->run->n_futures && status == KOPPEL_OK; k++) {
        status = koppel_future_prices_find(&w->futures[k], w->run, &w->today, NULL, k + 1);
    }
    return status;
}

/* What an offer of today loses in a future, in units of the last tier. */
static double loss(const struct weighing *w, int32_t future, int32_t agent, int32_t slot, double *gains)
{
    const struct koppel_problem *problem = w->run->world->problem;
    const struct koppel_future_prices *prices = &w->futures[future];
    const int64_t gain =
        koppel_future_gain(prices, w->run->world, w->today.agents.row[agent], w->today.slots.row[slot]);
    const double unit = (double)(problem->n_tiers == 1 ? problem->tiers[0].scale : 1) * KOPPEL_PRICE_SCALE;

    *gains = (double)gain / unit;
    return (double)(prices->slot[slot] - prices->agent[agent] - gain) / unit;
}

/* Means over the futures of what an offer loses and gains. */
static void weigh_offer(const struct weighing *w, int32_t agent, int32_t slot, struct koppel_held_home *home)
{
    const int32_t n = w->run->n_futures;
    double sum = 0;
    double squares = 0;
    double gains = 0;

    for (int32_t k = 0; k < n; k++) {
        double gain = 0;
        const double loses = loss(w, k, agent, slot, &gain);

        sum += loses;
        squares += loses * loses;
        gains += gain;
    }
    home->agent = w->today.agents.row[agent];
    home->loses = sum / n;
    home->gains = gains / n;
    home->loses_error = n > 1 ? sqrt(fmax(0, squares - sum * sum / n) / (n - 1) / n) : NAN;
}

/* To whom the home goes in the futures. */
static void look_ahead(const struct weighing *w, int32_t slot, struct koppel_held_home *home)
{
    const struct koppel_world *world = w->run->world;
    int32_t n_of[KOPPEL_N_HOUSEHOLD_CLASSES] = {0};
    double days = 0;

    for (int32_t k = 0; k < w->run->n_futures; k++) {
        const int32_t taker = w->futures[k].taker[slot];
        const int32_t persons = taker != KOPPEL_NONE ? world->persons[taker] : 0;

        if (taker == KOPPEL_NONE) {
            continue;
        }
        home->least_persons = home->n_taken == 0 || persons < home->least_persons ? persons : home->least_persons;
        home->most_persons = persons > home->most_persons ? persons : home->most_persons;
        n_of[koppel_class_of_household(&w->kase->households[taker])]++;
        home->n_taken++;
        days += w->futures[k].taken[slot] * world->every;
    }
    home->class_ = 0;
    for (int32_t c = 1; c < KOPPEL_N_HOUSEHOLD_CLASSES; c++) {
        home->class_ = n_of[c] > n_of[home->class_] ? c : home->class_;
    }
    home->days = home->n_taken > 0 ? days / home->n_taken : NAN;
}

/* The best offer that could be made of a slot today; false when there is none. */
static bool find_offer(const struct weighing *w, int32_t slot, struct koppel_held_home *home)
{
    const struct koppel_problem *problem = w->run->world->problem;
    bool found = false;

    for (int32_t i = 0; i < w->today.agents.n_items; i++) {
        const int64_t pair = koppel_problem_pair(problem, w->today.agents.row[i], w->today.slots.row[slot]);
        struct koppel_held_home offer = *home;

        if (w->choice[i] != KOPPEL_NONE || pair == KOPPEL_NONE ||
            koppel_state_of_pair(problem, pair) == KOPPEL_PAIR_BANNED) {
            continue;
        }
        weigh_offer(w, i, slot, &offer);
        if (!found || offer.loses - offer.gains < home->loses - home->gains) {
            *home = offer;
            found = true;
        }
    }
    return found;
}

/* Does today's offer lose at least half a per cent of what it brings? Less is no reason to wait. */
static bool loses_enough(const struct koppel_held_home *home)
{
    return home->loses > 0 && 200 * home->loses >= home->gains;
}

static enum koppel_status list_held(struct weighing *w)
{
    struct koppel_held_homes *held = w->held;

    held->items = koppel_arena_new(&held->arena, (size_t)w->today.slots.n_items, sizeof *held->items);
    held->slot_of = koppel_arena_new(&held->arena, (size_t)w->run->world->problem->n_agents, sizeof *held->slot_of);
    if (koppel_arena_failed(&held->arena)) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t i = 0; i < w->run->world->problem->n_agents; i++) {
        held->slot_of[i] = KOPPEL_NONE;
    }
    for (int32_t i = 0; i < w->today.agents.n_items; i++) {
        if (w->choice[i] != KOPPEL_NONE) {
            held->slot_of[w->today.agents.row[i]] = w->today.slots.row[w->choice[i]];
            w->places[w->choice[i]]--;
        }
    }
    for (int32_t j = 0; j < w->today.slots.n_items; j++) {
        struct koppel_held_home home = {.slot = w->today.slots.row[j], .last_step = w->today.slots.last[j]};

        look_ahead(w, j, &home);
        if (w->places[j] > 0 && home.n_taken > 0 && find_offer(w, j, &home) && loses_enough(&home)) {
            held->items[held->n_items++] = home;
        }
    }
    return KOPPEL_OK;
}

enum koppel_status koppel_held_homes_find(struct koppel_held_homes *held, const struct koppel_case_world *made,
                                          const struct koppel_policy_run *run)
{
    struct koppel_policy_run here = *run;
    struct weighing w = {.run = &here, .kase = &made->job.kase, .held = held};
    enum koppel_status status = KOPPEL_OK;

    here.world = &made->world;
    here.holds_against_overdue = run->holds_against_overdue || made->world.holds_against_overdue;
    status = start(&w);
    if (status == KOPPEL_OK) {
        status = decide(&w);
    }
    if (status == KOPPEL_OK) {
        status = list_held(&w);
    }
    for (int32_t k = 0; w.futures != NULL && k < run->n_futures; k++) {
        koppel_future_prices_free(&w.futures[k]);
    }
    koppel_arena_free(&w.arena);
    return status;
}

void koppel_held_homes_free(struct koppel_held_homes *held)
{
    koppel_arena_free(&held->arena);
    *held = (struct koppel_held_homes){0};
}
