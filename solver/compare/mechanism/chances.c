// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* chances.c - the most equal chances of a home (see chances.h). */
#include "compare/mechanism/chances.h"

#include "base/exact.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

/* A maximum flow from the active households through their pairs to the active homes. A household is active when it has
 * no group yet; a home is active until a group has used it up. */
struct network {
    const struct koppel_problem *open;
    const int32_t *group_of; /* NONE: active, if the household has an open pair */
    int64_t *flow;           /* n_pairs */
    int64_t *supply_left;    /* n_agents */
    int64_t *room_left;      /* n_slots */
    bool *is_used_up;        /* n_slots */
    int64_t *holder_first;   /* n_slots + 1: the pairs of each home, by home */
    int64_t *holder_pair;    /* n_pairs */
    int32_t *holder_agent;   /* n_pairs: household of holder_pair */
    /* of the last search, from households forward */
    int64_t *came_by;    /* n_agents: pair by which its flow can be sent back; NONE: a start; -2: not reached */
    int64_t *reached_by; /* n_slots: pair by which the home is reached; NONE: not reached */
    int32_t *queue;      /* n_agents */
};

enum { NOT_REACHED = -2 };

static bool is_active(const struct network *net, int32_t i)
{
    return net->group_of[i] == KOPPEL_NONE && net->open->first[i] < net->open->first[i + 1];
}

static void list_holders(struct network *net)
{
    const struct koppel_problem *open = net->open;

    for (int64_t p = 0; p < open->n_pairs; p++) {
        net->holder_first[open->slot[p] + 1]++;
    }
    for (int32_t j = 0; j < open->n_slots; j++) {
        net->holder_first[j + 1] += net->holder_first[j];
    }
    for (int32_t i = 0; i < open->n_agents; i++) {
        for (int64_t p = open->first[i]; p < open->first[i + 1]; p++) {
            int64_t at = net->holder_first[open->slot[p]]++;

            net->holder_pair[at] = p;
            net->holder_agent[at] = i;
        }
    }
    for (int32_t j = open->n_slots; j > 0; j--) { /* each has run to the start of the next */
        net->holder_first[j] = net->holder_first[j - 1];
    }
    net->holder_first[0] = 0;
}

static enum koppel_status network_make(struct network *net, const struct koppel_problem *open, const int32_t *group_of,
                                       int64_t *flow)
{
    size_t n_agents = (size_t)open->n_agents;
    size_t n_slots = (size_t)open->n_slots;
    size_t n_pairs = (size_t)open->n_pairs;

    *net = (struct network){.open = open,
                            .group_of = group_of,
                            .flow = flow,
                            .supply_left = koppel_new(n_agents, sizeof *net->supply_left),
                            .room_left = koppel_new(n_slots, sizeof *net->room_left),
                            .is_used_up = koppel_new(n_slots, sizeof *net->is_used_up),
                            .holder_first = koppel_new(n_slots + 1, sizeof *net->holder_first),
                            .holder_pair = koppel_new(n_pairs, sizeof *net->holder_pair),
                            .holder_agent = koppel_new(n_pairs, sizeof *net->holder_agent),
                            .came_by = koppel_new(n_agents, sizeof *net->came_by),
                            .reached_by = koppel_new(n_slots, sizeof *net->reached_by),
                            .queue = koppel_new(n_agents, sizeof *net->queue)};
    if (net->supply_left == NULL || net->room_left == NULL || net->is_used_up == NULL || net->holder_first == NULL ||
        net->holder_pair == NULL || net->holder_agent == NULL || net->came_by == NULL || net->reached_by == NULL ||
        net->queue == NULL) {
        return KOPPEL_E_MEMORY;
    }
    list_holders(net);
    return KOPPEL_OK;
}

static void network_free(struct network *net)
{
    free(net->supply_left);
    free(net->room_left);
    free(net->is_used_up);
    free(net->holder_first);
    free(net->holder_pair);
    free(net->holder_agent);
    free(net->came_by);
    free(net->reached_by);
    free(net->queue);
}

static int32_t household_of_pair(const struct network *net, int64_t pair)
{
    int32_t low = 0;
    int32_t high = net->open->n_agents;

    while (high - low > 1) { /* the last household whose pairs begin at or before it */
        int32_t middle = low + (high - low) / 2;

        if (net->open->first[middle] <= pair) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Searches forward from the n households in the queue. @return a home with room, or NONE when none is reached */
static int32_t search(struct network *net, int32_t n)
{
    const struct koppel_problem *open = net->open;

    for (int32_t at = 0; at < n; at++) {
        int32_t i = net->queue[at];

        for (int64_t p = open->first[i]; p < open->first[i + 1]; p++) {
            int32_t j = open->slot[p];

            if (net->is_used_up[j] || net->reached_by[j] != KOPPEL_NONE) {
                continue;
            }
            net->reached_by[j] = p;
            if (net->room_left[j] > 0) {
                return j;
            }
            for (int64_t h = net->holder_first[j]; h < net->holder_first[j + 1]; h++) {
                int32_t other = net->holder_agent[h];

                if (net->flow[net->holder_pair[h]] > 0 && net->came_by[other] == NOT_REACHED) {
                    net->came_by[other] = net->holder_pair[h];
                    net->queue[n++] = other;
                }
            }
        }
    }
    return KOPPEL_NONE;
}

static void forget_search(struct network *net)
{
    for (int32_t i = 0; i < net->open->n_agents; i++) {
        net->came_by[i] = NOT_REACHED;
    }
    for (int32_t j = 0; j < net->open->n_slots; j++) {
        net->reached_by[j] = KOPPEL_NONE;
    }
}

/* Sends as much as the path that ends in home j carries. */
static void augment(struct network *net, int32_t j)
{
    int64_t amount = net->room_left[j];
    int32_t i = household_of_pair(net, net->reached_by[j]);

    for (int32_t k = i; net->came_by[k] != KOPPEL_NONE;) {
        int64_t back = net->came_by[k];

        amount = net->flow[back] < amount ? net->flow[back] : amount;
        k = household_of_pair(net, net->reached_by[net->open->slot[back]]);
        i = k;
    }
    amount = net->supply_left[i] < amount ? net->supply_left[i] : amount;
    net->room_left[j] -= amount;
    net->supply_left[i] -= amount;
    for (;;) {
        int32_t k = household_of_pair(net, net->reached_by[j]);

        net->flow[net->reached_by[j]] += amount;
        if (net->came_by[k] == KOPPEL_NONE) {
            return;
        }
        net->flow[net->came_by[k]] -= amount;
        j = net->open->slot[net->came_by[k]];
    }
}

/* A maximum flow of p for each active household and q for each place. @return true when everybody gets p */
static bool send(struct network *net, int64_t p, int64_t q)
{
    const struct koppel_problem *open = net->open;
    bool is_full = true;

    for (int32_t j = 0; j < open->n_slots; j++) {
        net->room_left[j] = net->is_used_up[j] ? 0 : q * open->places[j];
    }
    for (int32_t i = 0; i < open->n_agents; i++) {
        net->supply_left[i] = is_active(net, i) ? p : 0;
        for (int64_t pair = open->first[i]; is_active(net, i) && pair < open->first[i + 1]; pair++) {
            net->flow[pair] = 0;
        }
    }
    for (int32_t i = 0; i < open->n_agents; i++) {
        while (net->supply_left[i] > 0) {
            int32_t j = KOPPEL_NONE;

            forget_search(net);
            net->came_by[i] = KOPPEL_NONE;
            net->queue[0] = i;
            j = search(net, 1);
            if (j == KOPPEL_NONE) {
                is_full = false;
                break;
            }
            augment(net, j);
        }
    }
    return is_full;
}

/* Marks (came_by) all households reached from those with supply left, and (reached_by) their homes: the cut. */
static void find_cut(struct network *net)
{
    int32_t n = 0;

    forget_search(net);
    for (int32_t i = 0; i < net->open->n_agents; i++) {
        if (net->supply_left[i] > 0) {
            net->came_by[i] = KOPPEL_NONE;
            net->queue[n++] = i;
        }
    }
    search(net, n); /* no home with room is reached: the flow is a maximum */
}

/* Places and households of the cut, in lowest terms. */
static struct koppel_chance_group cut_ratio(const struct network *net)
{
    struct koppel_chance_group ratio = {0, 0};
    int64_t divisor = 1;

    for (int32_t i = 0; i < net->open->n_agents; i++) {
        ratio.q += net->came_by[i] != NOT_REACHED ? 1 : 0;
    }
    for (int32_t j = 0; j < net->open->n_slots; j++) {
        ratio.p += net->reached_by[j] != KOPPEL_NONE ? net->open->places[j] : 0;
    }
    divisor = koppel_gcd(ratio.p, ratio.q);
    ratio.p /= divisor;
    ratio.q /= divisor;
    return ratio;
}

/* Marks (came_by) the active households from which no home with room can be reached: backwards from those homes. */
static void find_tight(struct network *net)
{
    const struct koppel_problem *open = net->open;
    int32_t n_done = 0;
    int32_t n = 0;

    for (int32_t i = 0; i < open->n_agents; i++) {
        net->came_by[i] = is_active(net, i) ? KOPPEL_NONE : NOT_REACHED;
    }
    /* A household that reaches room is taken off the marked ones; its homes then let all who may have them reach room:
     * whoever may live in a home whose flow can be sent on. */
    for (int32_t j = 0; j < open->n_slots; j++) {
        bool has_room = !net->is_used_up[j] && net->room_left[j] > 0;

        for (int64_t h = net->holder_first[j]; has_room && h < net->holder_first[j + 1]; h++) {
            if (net->came_by[net->holder_agent[h]] == KOPPEL_NONE) {
                net->came_by[net->holder_agent[h]] = NOT_REACHED;
                net->queue[n++] = net->holder_agent[h];
            }
        }
    }
    while (n_done < n) {
        int32_t i = net->queue[n_done++];

        for (int64_t p = open->first[i]; p < open->first[i + 1]; p++) {
            int32_t j = open->slot[p];

            for (int64_t h = net->holder_first[j]; net->flow[p] > 0 && h < net->holder_first[j + 1]; h++) {
                if (net->came_by[net->holder_agent[h]] == KOPPEL_NONE) {
                    net->came_by[net->holder_agent[h]] = NOT_REACHED;
                    net->queue[n++] = net->holder_agent[h];
                }
            }
        }
    }
}

/* Gives the marked households their group; their homes are used up. */
static enum koppel_status close_group(struct koppel_chances *chances, struct network *net, size_t *capacity,
                                      struct koppel_chance_group group)
{
    void *groups = chances->groups;
    enum koppel_status status = koppel_grow(&groups, capacity, (size_t)chances->n_groups + 1, sizeof group);

    if (status != KOPPEL_OK) {
        return status;
    }
    chances->groups = groups;
    chances->groups[chances->n_groups] = group;
    for (int32_t i = 0; i < net->open->n_agents; i++) {
        if (net->came_by[i] == NOT_REACHED) {
            continue;
        }
        chances->group_of[i] = chances->n_groups;
        for (int64_t p = net->open->first[i]; p < net->open->first[i + 1]; p++) {
            net->is_used_up[net->open->slot[p]] = true;
        }
    }
    chances->n_groups++;
    return KOPPEL_OK;
}

static bool anybody_is_active(const struct network *net)
{
    for (int32_t i = 0; i < net->open->n_agents; i++) {
        if (is_active(net, i)) {
            return true;
        }
    }
    return false;
}

enum koppel_status koppel_chances_find(const struct koppel_market *market, struct koppel_chances *chances)
{
    const struct koppel_problem *open = &market->open;
    struct network net = {0};
    size_t capacity = 0;
    enum koppel_status status = KOPPEL_E_MEMORY;

    *chances = (struct koppel_chances){.group_of = koppel_new((size_t)open->n_agents, sizeof *chances->group_of),
                                       .flow = koppel_new((size_t)open->n_pairs, sizeof *chances->flow)};
    if (chances->group_of == NULL || chances->flow == NULL) {
        goto out;
    }
    for (int32_t i = 0; i < open->n_agents; i++) {
        chances->group_of[i] = KOPPEL_NONE;
    }
    status = network_make(&net, open, chances->group_of, chances->flow);
    while (status == KOPPEL_OK && anybody_is_active(&net)) {
        struct koppel_chance_group group = {1, 1};

        while (!send(&net, group.p, group.q)) { /* every round lowers the ratio, so it ends */
            find_cut(&net);
            group = cut_ratio(&net);
        }
        if (group.p == group.q) { /* everybody who is left is housed */
            memset(net.room_left, 0, (size_t)open->n_slots * sizeof *net.room_left);
        }
        find_tight(&net);
        status = close_group(chances, &net, &capacity, group);
    }
out:
    network_free(&net);
    if (status != KOPPEL_OK) {
        koppel_chances_free(chances);
    }
    return status;
}

void koppel_chances_free(struct koppel_chances *chances)
{
    free(chances->groups);
    free(chances->group_of);
    free(chances->flow);
    *chances = (struct koppel_chances){0};
}
