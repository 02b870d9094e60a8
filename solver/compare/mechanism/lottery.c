// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* lottery.c - a lottery with the most equal chances (see lottery.h).
 *
 * TAKING A GROUP APART
 * Of weight W (at first q), household i has flow_ij for its homes and d_i = W - sum_j flow_ij for going without. Every
 * place of the group's homes has W in all, as the group uses its homes up. So there is a whole assignment that fills
 * every home and uses only positive flows: x / W is a point of the assignment polytope, whose corners are whole. It
 * becomes a ticket whose weight is the smallest flow that it uses. That weight is taken off, and the rest has the same
 * form with a smaller W. Every ticket uses up a flow, so there are at most as many tickets as flows. The certain group
 * (p = q = 1) needs one ticket.
 */
#include "compare/mechanism/lottery.h"

#include "base/memory.h"
#include "compare/mechanism/largest.h"
#include "compare/mechanism/lot.h"

#include <stdlib.h>

/* One group while it is taken apart. Slot n_slots stands for going without. */
struct parting {
    const struct koppel_market *market;
    int32_t group;
    int64_t weight_left;
    const int32_t *group_of;
    int64_t *part;    /* n_pairs: flow that is left; the lottery's own copy */
    int64_t *without; /* n_agents: d_i */
    int64_t *pair_of; /* n_agents: pair of the whole assignment; NONE: without; UNSET: none yet */
    int32_t *n_free;  /* n_slots + 1 */
    int32_t *members; /* households of the group */
    int32_t n_members;
    bool *is_reached; /* n_slots + 1: by the search that runs */
};

enum { UNSET = -2 };

static enum koppel_status parting_make(struct parting *parting, const struct koppel_market *market,
                                       const struct koppel_chances *chances)
{
    size_t n_agents = (size_t)market->open.n_agents;
    size_t n_slots = (size_t)market->open.n_slots;

    *parting = (struct parting){.market = market,
                                .group_of = chances->group_of,
                                .part = koppel_new((size_t)market->open.n_pairs, sizeof *parting->part),
                                .without = koppel_new(n_agents, sizeof *parting->without),
                                .pair_of = koppel_new(n_agents, sizeof *parting->pair_of),
                                .n_free = koppel_new(n_slots + 1, sizeof *parting->n_free),
                                .members = koppel_new(n_agents, sizeof *parting->members),
                                .is_reached = koppel_new(n_slots + 1, sizeof *parting->is_reached)};
    if (parting->part == NULL || parting->without == NULL || parting->pair_of == NULL || parting->n_free == NULL ||
        parting->members == NULL || parting->is_reached == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int64_t p = 0; p < market->open.n_pairs; p++) {
        parting->part[p] = chances->flow[p];
    }
    return KOPPEL_OK;
}

static void parting_free(struct parting *parting)
{
    free(parting->part);
    free(parting->without);
    free(parting->pair_of);
    free(parting->n_free);
    free(parting->members);
    free(parting->is_reached);
}

/* Begins with a group: its households, its homes, and how many go without at a time. */
static void begin_group(struct parting *parting, int32_t group, struct koppel_chance_group chance)
{
    const struct koppel_problem *open = &parting->market->open;
    int32_t n_places = 0;

    parting->group = group;
    parting->weight_left = chance.q;
    parting->n_members = 0;
    for (int32_t j = 0; j <= open->n_slots; j++) {
        parting->n_free[j] = 0;
    }
    for (int32_t i = 0; i < open->n_agents; i++) {
        if (parting->group_of[i] != group) {
            continue;
        }
        parting->members[parting->n_members++] = i;
        parting->pair_of[i] = UNSET;
        parting->without[i] = chance.q - chance.p;
        for (int64_t p = open->first[i]; p < open->first[i + 1]; p++) {
            if (parting->part[p] > 0 && parting->n_free[open->slot[p]] == 0) {
                parting->n_free[open->slot[p]] = open->places[open->slot[p]];
                n_places += open->places[open->slot[p]];
            }
        }
    }
    parting->n_free[open->n_slots] = parting->n_members > n_places ? parting->n_members - n_places : 0;
}

static int32_t slot_of(const struct parting *parting, int64_t pair)
{
    return pair == KOPPEL_NONE ? parting->market->open.n_slots : parting->market->open.slot[pair];
}

static bool settle(struct parting *parting, int32_t i);

/* Gives household i this pair (NONE: without), if need be by moving another household. */
static bool take(struct parting *parting, int32_t i, int64_t pair)
{
    int32_t j = slot_of(parting, pair);

    if (parting->is_reached[j]) {
        return false;
    }
    parting->is_reached[j] = true;
    if (parting->n_free[j] > 0) {
        parting->n_free[j]--;
        parting->pair_of[i] = pair;
        return true;
    }
    for (int32_t m = 0; m < parting->n_members; m++) {
        int32_t other = parting->members[m];

        if (parting->pair_of[other] != UNSET && slot_of(parting, parting->pair_of[other]) == j &&
            settle(parting, other)) {
            parting->pair_of[i] = pair;
            return true;
        }
    }
    return false;
}

/* Finds the household a part that it still has; the depth is at most the number of homes. */
static bool settle(struct parting *parting, int32_t i)
{
    const struct koppel_problem *open = &parting->market->open;

    for (int64_t p = open->first[i]; p < open->first[i + 1]; p++) {
        if (parting->part[p] > 0 && take(parting, i, p)) {
            return true;
        }
    }
    return parting->without[i] > 0 && take(parting, i, KOPPEL_NONE);
}

static bool settle_all(struct parting *parting)
{
    for (int32_t m = 0; m < parting->n_members; m++) {
        if (parting->pair_of[parting->members[m]] == UNSET) {
            for (int32_t j = 0; j <= parting->market->open.n_slots; j++) {
                parting->is_reached[j] = false;
            }
            if (!settle(parting, parting->members[m])) {
                return false;
            }
        }
    }
    return true;
}

static int64_t *part_of(struct parting *parting, int32_t i)
{
    return parting->pair_of[i] == KOPPEL_NONE ? &parting->without[i] : &parting->part[parting->pair_of[i]];
}

/* Makes the whole assignment a ticket, and takes it off. */
static enum koppel_status take_off(struct parting *parting, struct koppel_lottery *lottery)
{
    size_t n_agents = (size_t)parting->market->open.n_agents;
    struct koppel_ticket ticket = {.group = parting->group, .weight = parting->weight_left};
    void *tickets = lottery->tickets;

    if (koppel_grow(&tickets, &lottery->capacity, (size_t)lottery->n_tickets + 1, sizeof ticket) != KOPPEL_OK) {
        return KOPPEL_E_MEMORY;
    }
    lottery->tickets = tickets;
    ticket.pair_of = koppel_new(n_agents, sizeof *ticket.pair_of);
    if (ticket.pair_of == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (size_t i = 0; i < n_agents; i++) {
        ticket.pair_of[i] = KOPPEL_NONE;
    }
    for (int32_t m = 0; m < parting->n_members; m++) {
        int64_t part = *part_of(parting, parting->members[m]);

        ticket.weight = part < ticket.weight ? part : ticket.weight;
    }
    parting->weight_left -= ticket.weight;
    for (int32_t m = 0; m < parting->n_members; m++) {
        int32_t i = parting->members[m];
        int64_t *part = part_of(parting, i);

        *part -= ticket.weight;
        ticket.pair_of[i] = parting->pair_of[i];
        if (*part == 0) {
            parting->n_free[slot_of(parting, parting->pair_of[i])]++;
            parting->pair_of[i] = UNSET;
        }
    }
    lottery->tickets[lottery->n_tickets++] = ticket;
    return KOPPEL_OK;
}

enum koppel_status koppel_lottery_make(const struct koppel_market *market, struct koppel_lottery *lottery)
{
    struct parting parting = {0};
    enum koppel_status status = koppel_chances_find(market, &lottery->chances);

    if (status == KOPPEL_OK) {
        status = parting_make(&parting, market, &lottery->chances);
    }
    for (int32_t g = 0; status == KOPPEL_OK && g < lottery->chances.n_groups; g++) {
        begin_group(&parting, g, lottery->chances.groups[g]);
        while (status == KOPPEL_OK && parting.weight_left > 0) {
            status = settle_all(&parting) ? take_off(&parting, lottery) : KOPPEL_E_INTERNAL;
        }
    }
    parting_free(&parting);
    return status;
}

enum koppel_status koppel_lottery_draw(const struct koppel_market *market, const struct koppel_lottery *lottery,
                                       uint64_t *state, int32_t *unit_of)
{
    int32_t n_agents = market->open.n_agents;
    bool *is_housed = koppel_new((size_t)n_agents, sizeof *is_housed);
    enum koppel_status status = is_housed == NULL ? KOPPEL_E_MEMORY : KOPPEL_OK;
    int32_t t = 0;

    for (int32_t g = 0; status == KOPPEL_OK && g < lottery->chances.n_groups; g++) {
        int64_t lot = (int64_t)koppel_lot_below(state, (uint64_t)lottery->chances.groups[g].q);

        for (; t < lottery->n_tickets && lottery->tickets[t].group == g; t++) {
            const struct koppel_ticket *ticket = &lottery->tickets[t];

            for (int32_t i = 0; lot >= 0 && lot < ticket->weight && i < n_agents; i++) {
                is_housed[i] = is_housed[i] || ticket->pair_of[i] != KOPPEL_NONE;
            }
            lot -= ticket->weight;
        }
    }
    if (status == KOPPEL_OK) {
        status = koppel_largest_find(market, is_housed, unit_of);
    }
    free(is_housed);
    return status;
}

void koppel_lottery_free(struct koppel_lottery *lottery)
{
    for (int32_t t = 0; t < lottery->n_tickets; t++) {
        free(lottery->tickets[t].pair_of);
    }
    free(lottery->tickets);
    koppel_chances_free(&lottery->chances);
    *lottery = (struct koppel_lottery){0};
}
