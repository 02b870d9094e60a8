// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* reserve.c - who comes next when an offer is refused (see reserve.h). */
#include "solve/questions/reserve.h"

#include "base/memory.h"
#include "problem/load_terms.h"

#include <stdlib.h>
#include <string.h>

/* What is needed for all offers. */
struct weighing {
    const struct koppel_problem *problem;
    const int32_t *slot_of;
    const struct koppel_load_subject *subjects; /* n_loads; NULL: no load gave way */
    struct koppel_arena arena;
    struct koppel_load_terms terms;
    int64_t *loads;       /* n_loads: of the proposal */
    int64_t *change;      /* n_loads: 0 but while a change is weighed */
    int64_t *lo, *hi;     /* n_loads: what holds without the offer that is weighed */
    bool *is_stricter;    /* n_loads: that is less than holds with it */
    int32_t *left;        /* n_slots: places that are left */
    int64_t *waits_first; /* n_slots + 1: agents without a slot to whom slot j is open are waits[waits_first[j]] .. */
    int32_t *waits;
    int64_t *cost, *best; /* n_tiers */
};

/* A change of the proposal: the agent leaves its slot for another one, and somebody takes it over. */
struct change {
    int32_t agent, slot;
    int32_t fallback, next; /* or KOPPEL_NONE */
};

static bool is_open(const struct koppel_problem *problem, int64_t pair)
{
    return koppel_state_of_pair(problem, pair) != KOPPEL_PAIR_BANNED;
}

/* Goes through the open pairs of agents without a slot: counts them by slot, or lists them. */
static void each_waiting(struct weighing *w, bool lists)
{
    for (int32_t i = 0; i < w->problem->n_agents; i++) {
        if (w->slot_of[i] != KOPPEL_NONE) {
            continue;
        }
        for (int64_t pair = w->problem->first[i]; pair < w->problem->first[i + 1]; pair++) {
            const int32_t slot = koppel_pair_slot(w->problem, i, pair);

            if (is_open(w->problem, pair) && lists) {
                w->waits[w->waits_first[slot]++] = i;
            } else if (is_open(w->problem, pair)) {
                w->waits_first[slot + 1]++;
            }
        }
    }
}

static enum koppel_status list_waiting(struct weighing *w)
{
    const int32_t n = w->problem->n_slots;

    each_waiting(w, false);
    for (int32_t j = 0; j < n; j++) {
        w->waits_first[j + 1] += w->waits_first[j];
    }
    w->waits = koppel_arena_new(&w->arena, (size_t)w->waits_first[n], sizeof *w->waits);
    if (w->waits == NULL) {
        return KOPPEL_E_MEMORY;
    }
    each_waiting(w, true);
    memmove(w->waits_first + 1, w->waits_first, (size_t)n * sizeof *w->waits_first);
    w->waits_first[0] = 0;
    return KOPPEL_OK;
}

static enum koppel_status start(struct weighing *w)
{
    const struct koppel_problem *problem = w->problem;
    const size_t n_tiers = (size_t)problem->n_tiers;

    w->loads = koppel_arena_new(&w->arena, (size_t)problem->n_loads, sizeof *w->loads);
    w->change = koppel_arena_new(&w->arena, (size_t)problem->n_loads, sizeof *w->change);
    w->lo = koppel_arena_new(&w->arena, (size_t)problem->n_loads, sizeof *w->lo);
    w->hi = koppel_arena_new(&w->arena, (size_t)problem->n_loads, sizeof *w->hi);
    w->is_stricter = koppel_arena_new(&w->arena, (size_t)problem->n_loads, sizeof *w->is_stricter);
    w->left = koppel_arena_new(&w->arena, (size_t)problem->n_slots, sizeof *w->left);
    w->waits_first = koppel_arena_new(&w->arena, (size_t)problem->n_slots + 1, sizeof *w->waits_first);
    w->cost = koppel_arena_new(&w->arena, n_tiers, sizeof *w->cost);
    w->best = koppel_arena_new(&w->arena, n_tiers, sizeof *w->best);
    if (koppel_arena_failed(&w->arena) ||
        koppel_load_terms_make(&w->terms, problem, problem->n_tiers, &w->arena) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    koppel_problem_loads(problem, w->slot_of, w->loads);
    for (int32_t g = 0; g < problem->n_loads; g++) {
        w->lo[g] = problem->loads[g].lo;
        w->hi[g] = problem->loads[g].hi;
    }
    for (int32_t j = 0; j < problem->n_slots; j++) {
        w->left[j] = problem->places[j];
    }
    for (int32_t i = 0; i < problem->n_agents; i++) {
        if (w->slot_of[i] != KOPPEL_NONE) {
            w->left[w->slot_of[i]]--;
        }
    }
    return list_waiting(w);
}

/* Is it the first entry of the slot for its load? */
static bool is_first(const struct koppel_problem *problem, int32_t slot, int64_t entry)
{
    for (int64_t e = problem->entry_first[slot]; e < entry; e++) {
        if (problem->entries[e].load == problem->entries[entry].load) {
            return false;
        }
    }
    return true;
}

/* Adds what a slot's loads cost more after the change, and forgets the change.
 * @param is_lost  the slot is the one that its agent loses: what is stricter without that offer is asked even where the same
 *                 amount comes back
 * @return false when a limit breaks */
static bool settle_loads(struct weighing *w, int32_t slot, bool is_lost)
{
    bool keeps = true;

    for (int64_t e = w->problem->entry_first[slot]; e < w->problem->entry_first[slot + 1]; e++) {
        const int32_t g = w->problem->entries[e].load;
        const int64_t after = w->loads[g] + w->change[g];

        if (w->change[g] == 0 && !(is_lost && w->is_stricter[g] && is_first(w->problem, slot, e))) {
            continue;
        }
        keeps = keeps && after >= w->lo[g] && after <= w->hi[g];
        for (int64_t k = w->terms.first[g]; k < w->terms.first[g + 1]; k++) {
            const struct koppel_load_term *item = &w->terms.items[k];

            w->cost[item->tier] +=
                koppel_cost_of_term(&item->term, after) - koppel_cost_of_term(&item->term, w->loads[g]);
        }
        w->change[g] = 0;
    }
    return keeps;
}

static void add_pair(struct weighing *w, int32_t agent, int32_t slot, int64_t sign)
{
    const int64_t pair = koppel_problem_pair(w->problem, agent, slot);

    for (int32_t t = 0; t < w->problem->n_tiers; t++) {
        w->cost[t] += sign * koppel_cost_of_pair(w->problem, t, agent, pair);
    }
    koppel_add_to_loads(w->problem, agent, slot, sign, w->change);
}

/* What the proposal costs more after a change, in w->cost. @return whether it keeps every row */
static bool weigh(struct weighing *w, const struct change *change)
{
    bool keeps = !w->problem->must_place[change->agent] || change->fallback != KOPPEL_NONE;

    memset(w->cost, 0, (size_t)w->problem->n_tiers * sizeof *w->cost);
    add_pair(w, change->agent, change->slot, -1);
    if (change->fallback != KOPPEL_NONE) {
        add_pair(w, change->agent, change->fallback, 1);
    }
    if (change->next != KOPPEL_NONE) {
        add_pair(w, change->next, change->slot, 1);
    }
    keeps = settle_loads(w, change->slot, true) && keeps;
    return (change->fallback == KOPPEL_NONE || settle_loads(w, change->fallback, false)) && keeps;
}

static int compare_costs(const int64_t *a, const int64_t *b, int32_t n_tiers)
{
    for (int32_t t = 0; t < n_tiers; t++) {
        if (a[t] != b[t]) {
            return a[t] < b[t] ? -1 : 1;
        }
    }
    return 0;
}

/* Weighs everybody who may take over the slot, but one, with a fallback. @return whether a better one was found */
static bool try_next(struct weighing *w, struct change change, int32_t but, bool has_best, int32_t *next)
{
    const int64_t first = w->waits_first[change.slot];
    bool found = false;

    for (int64_t k = first - 1; k < w->waits_first[change.slot + 1]; k++) {
        change.next = k < first ? KOPPEL_NONE : w->waits[k];
        if ((but != KOPPEL_NONE && (change.next == but || change.next == KOPPEL_NONE)) || !weigh(w, &change)) {
            continue;
        }
        if (!(has_best || found) || compare_costs(w->cost, w->best, w->problem->n_tiers) < 0) {
            memcpy(w->best, w->cost, (size_t)w->problem->n_tiers * sizeof *w->best);
            *next = change.next;
            found = true;
        }
    }
    return found;
}

static bool is_kept(const struct koppel_problem *problem, int32_t agent, int32_t slot)
{
    const int64_t pair = koppel_problem_pair(problem, agent, slot);

    return koppel_state_of_pair(problem, pair) == KOPPEL_PAIR_KEPT;
}

/* Takes back what loads gave way to one kept offer, (48) and (49) without it. */
static void take_back(struct weighing *w, int32_t agent, int32_t slot)
{
    const struct koppel_problem *problem = w->problem;

    koppel_add_to_loads(problem, agent, slot, 1, w->change);
    for (int64_t e = problem->entry_first[slot]; e < problem->entry_first[slot + 1]; e++) {
        const int32_t g = problem->entries[e].load;
        const struct koppel_way_given *way = &w->subjects[g].way;
        const int64_t others = way->held - w->change[g];
        const bool gives = others > problem->loads[g].base; /* to other kept offers */

        if (!way->is_given || w->is_stricter[g]) {
            continue;
        }
        w->is_stricter[g] = true;
        w->hi[g] = gives && way->hi != KOPPEL_NO_MAX && others > way->hi ? others : way->hi;
        w->lo[g] = gives && way->lo != KOPPEL_NO_MIN && others < way->lo && w->subjects[g].area != KOPPEL_AREA_CASE
                       ? others
                       : way->lo;
    }
    for (int64_t e = problem->entry_first[slot]; e < problem->entry_first[slot + 1]; e++) {
        w->change[problem->entries[e].load] = 0;
    }
}

/* Gives that way again. */
static void give_again(struct weighing *w, int32_t slot)
{
    for (int64_t e = w->problem->entry_first[slot]; e < w->problem->entry_first[slot + 1]; e++) {
        const int32_t g = w->problem->entries[e].load;

        w->is_stricter[g] = false;
        w->lo[g] = w->problem->loads[g].lo;
        w->hi[g] = w->problem->loads[g].hi;
    }
}

static void find_one(struct weighing *w, struct koppel_reserve *reserve)
{
    const struct koppel_problem *problem = w->problem;
    const size_t size = (size_t)problem->n_tiers * sizeof *w->cost;
    struct change change = {reserve->agent, reserve->slot, KOPPEL_NONE, KOPPEL_NONE};

    reserve->is_kept = is_kept(problem, reserve->agent, reserve->slot);
    if (reserve->is_kept && w->subjects != NULL) {
        take_back(w, reserve->agent, reserve->slot);
    }
    weigh(w, &change);
    memcpy(reserve->cost_alone, w->cost, size);
    reserve->fallback = reserve->next[0] = reserve->next[1] = KOPPEL_NONE;
    reserve->is_feasible = try_next(w, change, KOPPEL_NONE, false, &reserve->next[0]);
    for (int64_t pair = problem->first[reserve->agent]; pair < problem->first[reserve->agent + 1]; pair++) {
        change.fallback = koppel_pair_slot(problem, reserve->agent, pair);
        if (change.fallback != reserve->slot && w->left[change.fallback] > 0 && is_open(problem, pair) &&
            try_next(w, change, KOPPEL_NONE, reserve->is_feasible, &reserve->next[0])) {
            reserve->is_feasible = true;
            reserve->fallback = change.fallback;
        }
    }
    memcpy(reserve->cost, reserve->is_feasible ? w->best : reserve->cost_alone, size);
    change.fallback = reserve->fallback;
    if (reserve->is_feasible && reserve->next[0] != KOPPEL_NONE) {
        try_next(w, change, reserve->next[0], false, &reserve->next[1]);
    }
    if (reserve->is_kept && w->subjects != NULL) {
        give_again(w, reserve->slot);
    }
}

enum koppel_status koppel_reserves_find(struct koppel_reserves *reserves, const struct koppel_problem *problem,
                                        const int32_t *slot_of, const struct koppel_load_subject *subjects)
{
    const size_t n_tiers = (size_t)problem->n_tiers;
    struct weighing w = {.problem = problem, .slot_of = slot_of, .subjects = subjects};
    enum koppel_status status = start(&w);

    reserves->items = koppel_arena_new(&reserves->arena, (size_t)problem->n_agents, sizeof *reserves->items);
    for (int32_t i = 0; i < problem->n_agents && status == KOPPEL_OK && reserves->items != NULL; i++) {
        struct koppel_reserve *reserve = &reserves->items[reserves->n_items];

        if (slot_of[i] == KOPPEL_NONE) {
            continue;
        }
        reserve->agent = i;
        reserve->slot = slot_of[i];
        reserve->cost = koppel_arena_new(&reserves->arena, n_tiers, sizeof *reserve->cost);
        reserve->cost_alone = koppel_arena_new(&reserves->arena, n_tiers, sizeof *reserve->cost_alone);
        status = koppel_arena_status(&reserves->arena);
        if (status == KOPPEL_OK) {
            find_one(&w, reserve);
            reserves->n_kept += reserve->is_kept;
            reserves->n_items++;
        }
    }
    koppel_arena_free(&w.arena);
    return status == KOPPEL_OK ? koppel_arena_status(&reserves->arena) : status;
}

/* An offer while they are sorted. */
struct ranked {
    const struct koppel_reserve *reserve;
    int32_t n_tiers, row;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *x = a;
    const struct ranked *y = b;
    int order = 0;

    if (x->reserve->is_feasible != y->reserve->is_feasible) {
        return x->reserve->is_feasible ? 1 : -1;
    }
    order = compare_costs(y->reserve->cost, x->reserve->cost, x->n_tiers);
    return order != 0 ? order : (x->row > y->row) - (x->row < y->row);
}

enum koppel_status koppel_reserves_by_cost(const struct koppel_reserves *reserves, int32_t n_tiers, int32_t *order)
{
    struct ranked *ranked = koppel_new((size_t)reserves->n_items, sizeof *ranked);

    if (ranked == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int32_t k = 0; k < reserves->n_items; k++) {
        ranked[k] = (struct ranked){&reserves->items[k], n_tiers, k};
    }
    if (reserves->n_items > 0) {
        qsort(ranked, (size_t)reserves->n_items, sizeof *ranked, compare_ranked);
    }
    for (int32_t k = 0; k < reserves->n_items; k++) {
        order[k] = ranked[k].row;
    }
    free(ranked);
    return KOPPEL_OK;
}

void koppel_reserves_free(struct koppel_reserves *reserves)
{
    koppel_arena_free(&reserves->arena);
    *reserves = (struct koppel_reserves){0};
}
