// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* even_trade.c - moves and exchanges that cost nobody anything (see even_trade.h). */
#include "solve/questions/even_trade.h"

#include "model/policy.h"

#include <string.h>

enum { MOST_MOVES = 2 };

struct move {
    int32_t agent;
    int32_t slot; /* KOPPEL_NONE: goes without */
};

struct search {
    struct koppel_arena arena;
    const struct koppel_proven_part *part;
    int64_t *change;           /* n_loads: by the moves that are weighed */
    unsigned char *is_touched; /* n_loads: by an entry of theirs */
    int32_t *touched;          /* those loads */
    int32_t n_touched;
    struct move moves[MOST_MOVES];
    int n_moves;
};

/* Adds to the changes of loads `sign` times what an agent adds in a slot. */
static void change_loads(struct search *search, int32_t agent, int32_t slot, int64_t sign)
{
    const struct koppel_problem *problem = &search->part->problem;

    for (int64_t e = problem->entry_first[slot]; e < problem->entry_first[slot + 1]; e++) {
        int32_t load = problem->entries[e].load;

        if (!search->is_touched[load]) {
            search->is_touched[load] = 1;
            search->touched[search->n_touched++] = load;
        }
        search->change[load] += sign * koppel_amount_of_entry(problem, e, agent);
    }
}

/* Do the changes of loads break no limit and cost nothing in any tier? They are 0 again afterwards. */
static bool loads_are_even(struct search *search, int64_t *costs)
{
    const struct koppel_proven_part *part = search->part;
    bool keeps = true;

    for (int32_t k = 0; k < search->n_touched; k++) {
        int32_t g = search->touched[k];
        const struct koppel_load *load = &part->problem.loads[g];
        int64_t before = part->loads[g], after = before + search->change[g];

        search->change[g] = 0;
        search->is_touched[g] = 0;
        keeps = keeps && load->lo <= after && after <= load->hi;
        for (int64_t m = part->terms.first[g]; after != before && m < part->terms.first[g + 1]; m++) {
            const struct koppel_load_term *term = &part->terms.items[m];

            costs[term->tier] += koppel_cost_of_term(&term->term, after) - koppel_cost_of_term(&term->term, before);
        }
    }
    search->n_touched = 0;
    return keeps;
}

static void add_pair_cost(const struct koppel_problem *problem, int32_t agent, int32_t slot, int64_t sign,
                          int64_t *costs)
{
    int64_t pair = koppel_problem_pair(problem, agent, slot);

    for (int32_t t = 0; t < problem->n_tiers; t++) {
        costs[t] += sign * koppel_cost_of_pair(problem, t, agent, pair);
    }
}

/* Is there a place in every slot that is moved to? */
static bool has_places(const struct search *search)
{
    const struct koppel_proven_part *part = search->part;

    for (int k = 0; k < search->n_moves; k++) {
        int32_t slot = search->moves[k].slot, n_free = slot != KOPPEL_NONE ? part->n_free[slot] : 0;

        for (int m = 0; slot != KOPPEL_NONE && m < search->n_moves; m++) {
            n_free += part->slot_of[search->moves[m].agent] == slot;
            n_free -= search->moves[m].slot == slot;
        }
        if (n_free < 0) {
            return false;
        }
    }
    return true;
}

/* Do the moves keep every row and cost the same in every tier? */
static bool is_even(struct search *search)
{
    const struct koppel_proven_part *part = search->part;
    int64_t costs[KOPPEL_MAX_TIERS] = {0};
    bool even = has_places(search);

    if (!even) {
        return false;
    }
    for (int k = 0; k < search->n_moves; k++) {
        const struct move *move = &search->moves[k];
        int32_t before = part->slot_of[move->agent];

        if (before != KOPPEL_NONE) {
            change_loads(search, move->agent, before, -1);
            add_pair_cost(&part->problem, move->agent, before, -1, costs);
        }
        if (move->slot != KOPPEL_NONE) {
            change_loads(search, move->agent, move->slot, 1);
            add_pair_cost(&part->problem, move->agent, move->slot, 1, costs);
        }
    }
    even = loads_are_even(search, costs);
    for (int32_t t = 0; t < part->problem.n_tiers; t++) {
        even = even && costs[t] == 0;
    }
    return even;
}

static bool is_open(const struct koppel_proven_part *part, int64_t pair)
{
    return part->ruled_out->pair_tier[pair] == part->problem.n_tiers;
}

/* The other agent goes to another slot, or without. */
static bool other_can_go(struct search *search, int32_t other)
{
    const struct koppel_proven_part *part = search->part;
    const struct koppel_problem *problem = &part->problem;
    struct move *move = &search->moves[1];

    search->n_moves = 2;
    move->agent = other;
    for (int64_t p = problem->first[other]; p < problem->first[other + 1]; p++) {
        move->slot = koppel_pair_slot(problem, other, p);
        if (is_open(part, p) && move->slot != part->slot_of[other] && is_even(search)) {
            return true;
        }
    }
    move->slot = KOPPEL_NONE;
    return part->ruled_out->out_tier[other] == problem->n_tiers && part->ruled_out->out_cost[other] == 0 &&
           is_even(search);
}

/* Some other agent comes to the slot that is left: one without a slot, or one that has another. */
static bool other_can_come(struct search *search, bool from_nowhere)
{
    const struct koppel_proven_part *part = search->part;
    int32_t agent = search->moves[0].agent;

    search->n_moves = 2;
    search->moves[1].slot = part->slot_of[agent];
    for (int32_t k = 0; k < part->problem.n_agents && search->moves[1].slot != KOPPEL_NONE; k++) {
        int64_t pair =
            k != agent && part->slot_of[k] != search->moves[1].slot && (part->slot_of[k] == KOPPEL_NONE) == from_nowhere
                ? koppel_problem_pair(&part->problem, k, search->moves[1].slot)
                : KOPPEL_NONE;

        search->moves[1].agent = k;
        if (pair != KOPPEL_NONE && is_open(part, pair) && is_even(search)) {
            return true;
        }
    }
    return false;
}

/* Could anybody else who has no slot come to one? Then longer chains may disturb nobody, which only a solve can tell. */
static bool has_newcomers(const struct koppel_proven_part *part, int32_t agent)
{
    const struct koppel_problem *problem = &part->problem;

    for (int32_t k = 0; k < problem->n_agents; k++) {
        for (int64_t p = problem->first[k]; p < problem->first[k + 1]; p++) {
            if (k != agent && part->slot_of[k] == KOPPEL_NONE && is_open(part, p)) {
                return true;
            }
        }
    }
    return false;
}

/* Who takes part, the fewest that are disturbed first. */
enum trade { ALONE, WITH_NEWCOMER, WITH_ANOTHER };

/* Trades of a kind, slot by slot. */
static bool try_slots(struct search *search, enum trade trade)
{
    const struct koppel_proven_part *part = search->part;
    const struct koppel_problem *problem = &part->problem;
    struct move *move = &search->moves[0];
    int32_t agent = move->agent;
    bool found = false;

    for (int64_t p = problem->first[agent]; p < problem->first[agent + 1] && !found; p++) {
        int32_t slot = koppel_pair_slot(problem, agent, p);

        if (slot == part->slot_of[agent] || !is_open(part, p)) {
            continue;
        }
        move->slot = slot;
        search->n_moves = 1;
        if (trade == ALONE) {
            found = is_even(search);
        } else if (part->n_free[slot] > 0) {
            found = other_can_come(search, trade == WITH_NEWCOMER);
        } else if (trade == WITH_ANOTHER) {
            for (int32_t k = part->first_in[slot]; k != KOPPEL_NONE && !found; k = part->next_in[k]) {
                found = other_can_go(search, k);
            }
        }
    }
    return found;
}

enum koppel_status koppel_even_trade_find(const struct koppel_proven_part *part, int32_t agent, int32_t *slot_of,
                                          bool *found)
{
    struct search search = {.part = part, .moves = {{.agent = agent}}};
    size_t n_loads = (size_t)part->problem.n_loads;
    enum koppel_status status = KOPPEL_OK;

    search.change = koppel_arena_new(&search.arena, n_loads, sizeof *search.change);
    search.is_touched = koppel_arena_new(&search.arena, n_loads, sizeof *search.is_touched);
    search.touched = koppel_arena_new(&search.arena, n_loads, sizeof *search.touched);
    status = koppel_arena_status(&search.arena);
    *found = status == KOPPEL_OK && (try_slots(&search, ALONE) || try_slots(&search, WITH_NEWCOMER) ||
                                     (!has_newcomers(part, agent) && try_slots(&search, WITH_ANOTHER)));
    if (*found) {
        memcpy(slot_of, part->slot_of, (size_t)part->problem.n_agents * sizeof *slot_of);
        for (int k = 0; k < search.n_moves; k++) {
            slot_of[search.moves[k].agent] = search.moves[k].slot;
        }
    }
    koppel_arena_free(&search.arena);
    return status;
}
