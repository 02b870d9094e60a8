// SPDX-FileCopyrightText: 2026 the authors of Koppel
// SPDX-License-Identifier: GPL-3.0-or-later
/* stable.c - stable matching of households and corporations (see stable.h). */
#include "compare/mechanism/stable.h"

#include "base/memory.h"

#include <stdlib.h>

/* True when the corporation prefers household a, by pair p, to household b, by pair q, of the same home. */
static bool corporation_prefers(const struct koppel_market *market, enum koppel_stable_sense sense, int32_t a,
                                int64_t p, int32_t b, int64_t q)
{
    if (sense == KOPPEL_STABLE_INDIFFERENT) {
        return market->persons[a] > market->persons[b];
    }
    if (market->spare_rooms[p] != market->spare_rooms[q]) {
        return market->spare_rooms[p] < market->spare_rooms[q];
    }
    if (market->waits_since[a] != market->waits_since[b]) {
        return market->waits_since[a] < market->waits_since[b];
    }
    return a < b;
}

/* ---- Deferred acceptance ---- */

/* A pair of a household, to be sorted by what the household prefers. */
struct wish {
    int64_t score;
    int64_t pair;
};

/* The households that a home holds for now are a list through `next`. */
struct holding {
    struct wish *wishes; /* n_pairs: of each household, the best first */
    int64_t *asked;      /* n_agents: next of its wishes to ask for */
    int64_t *pair_of;    /* n_agents: pair by which it is held, or KOPPEL_NONE */
    int32_t *first;      /* n_slots: a household that the home holds, or KOPPEL_NONE */
    int32_t *next;       /* n_agents */
    int32_t *n_free;     /* n_slots */
};

static int compare_wishes(const void *a, const void *b)
{
    const struct wish *one = a;
    const struct wish *two = b;

    if (one->score != two->score) {
        return one->score > two->score ? -1 : 1;
    }
    return one->pair < two->pair ? -1 : 1;
}

static enum koppel_status holding_make(struct holding *holding, const struct koppel_market *market)
{
    const struct koppel_problem *open = &market->open;
    size_t n_agents = (size_t)open->n_agents;
    size_t n_slots = (size_t)open->n_slots;

    *holding = (struct holding){.wishes = koppel_new((size_t)open->n_pairs, sizeof *holding->wishes),
                                .asked = koppel_new(n_agents, sizeof *holding->asked),
                                .pair_of = koppel_new(n_agents, sizeof *holding->pair_of),
                                .first = koppel_new(n_slots, sizeof *holding->first),
                                .next = koppel_new(n_agents, sizeof *holding->next),
                                .n_free = koppel_new(n_slots, sizeof *holding->n_free)};
    if (holding->wishes == NULL || holding->asked == NULL || holding->pair_of == NULL || holding->first == NULL ||
        holding->next == NULL || holding->n_free == NULL) {
        return KOPPEL_E_MEMORY;
    }
    for (int64_t p = 0; p < open->n_pairs; p++) {
        holding->wishes[p] = (struct wish){market->score[p], p};
    }
    for (int32_t i = 0; i < open->n_agents; i++) {
        size_t n = (size_t)(open->first[i + 1] - open->first[i]);

        qsort(holding->wishes + open->first[i], n, sizeof *holding->wishes, compare_wishes);
        holding->asked[i] = open->first[i];
        holding->pair_of[i] = KOPPEL_NONE;
    }
    for (int32_t j = 0; j < open->n_slots; j++) {
        holding->first[j] = KOPPEL_NONE;
        holding->n_free[j] = open->places[j];
    }
    return KOPPEL_OK;
}

static void holding_free(struct holding *holding)
{
    free(holding->wishes);
    free(holding->asked);
    free(holding->pair_of);
    free(holding->first);
    free(holding->next);
    free(holding->n_free);
}

/* The full home lets go of the household that it likes least. @return it */
static int32_t let_go(const struct koppel_market *market, struct holding *holding, int32_t slot)
{
    int32_t *worst = &holding->first[slot];
    int32_t household = KOPPEL_NONE;

    for (int32_t *at = &holding->next[*worst]; *at != KOPPEL_NONE; at = &holding->next[*at]) {
        if (corporation_prefers(market, KOPPEL_STABLE_STRICT, *worst, holding->pair_of[*worst], *at,
                                holding->pair_of[*at])) {
            worst = at;
        }
    }
    household = *worst;
    *worst = holding->next[household];
    holding->pair_of[household] = KOPPEL_NONE;
    return household;
}

/* The household asks for its best home that has not let it go yet. @return who has to ask next, or KOPPEL_NONE */
static int32_t ask(const struct koppel_market *market, struct holding *holding, int32_t household)
{
    const struct koppel_problem *open = &market->open;
    int64_t pair = KOPPEL_NONE;
    int32_t slot = KOPPEL_NONE;

    if (holding->asked[household] == open->first[household + 1]) {
        return KOPPEL_NONE; /* every home has refused it */
    }
    pair = holding->wishes[holding->asked[household]++].pair;
    slot = open->slot[pair];
    holding->pair_of[household] = pair;
    holding->next[household] = holding->first[slot];
    holding->first[slot] = household;
    if (holding->n_free[slot] > 0) {
        holding->n_free[slot]--;
        return KOPPEL_NONE;
    }
    return let_go(market, holding, slot);
}

enum koppel_status koppel_stable_find(const struct koppel_market *market, int32_t *unit_of)
{
    const struct koppel_problem *open = &market->open;
    struct holding holding = {0};
    enum koppel_status status = holding_make(&holding, market);

    for (int32_t i = 0; status == KOPPEL_OK && i < open->n_agents; i++) {
        for (int32_t asking = i; asking != KOPPEL_NONE;) {
            asking = ask(market, &holding, asking);
        }
    }
    for (int32_t i = 0; status == KOPPEL_OK && i < open->n_agents; i++) {
        unit_of[i] = holding.pair_of[i] == KOPPEL_NONE ? market->kept[i] : open->slot[holding.pair_of[i]];
    }
    holding_free(&holding);
    return status;
}

/* ---- Blocking pairs ---- */

/* The pair of every open household in its home. */
static void find_pairs(const struct koppel_market *market, const int32_t *unit_of, int64_t *pair_of)
{
    for (int32_t i = 0; i < market->open.n_agents; i++) {
        pair_of[i] = unit_of[i] == KOPPEL_NONE ? KOPPEL_NONE : koppel_problem_pair(&market->open, i, unit_of[i]);
    }
}

/* For every home, the household that the corporation likes least of those who have it. */
static void find_least_liked(const struct koppel_market *market, enum koppel_stable_sense sense, const int64_t *pair_of,
                             int32_t *least, int32_t *n_free)
{
    for (int32_t j = 0; j < market->open.n_slots; j++) {
        least[j] = KOPPEL_NONE;
        n_free[j] = market->open.places[j];
    }
    for (int32_t i = 0; i < market->open.n_agents; i++) {
        int32_t j = pair_of[i] == KOPPEL_NONE ? KOPPEL_NONE : market->open.slot[pair_of[i]];

        if (j == KOPPEL_NONE) {
            continue;
        }
        n_free[j]--;
        if (least[j] == KOPPEL_NONE || corporation_prefers(market, sense, least[j], pair_of[least[j]], i, pair_of[i])) {
            least[j] = i;
        }
    }
}

enum koppel_status koppel_stable_block(const struct koppel_market *market, enum koppel_stable_sense sense,
                                       const int32_t *unit_of, int64_t *pair)
{
    const struct koppel_problem *open = &market->open;
    int64_t *pair_of = koppel_new((size_t)open->n_agents, sizeof *pair_of);
    int32_t *least = koppel_new((size_t)open->n_slots, sizeof *least);
    int32_t *n_free = koppel_new((size_t)open->n_slots, sizeof *n_free);
    enum koppel_status status = KOPPEL_E_MEMORY;

    *pair = KOPPEL_NONE;
    if (pair_of == NULL || least == NULL || n_free == NULL) {
        goto out;
    }
    find_pairs(market, unit_of, pair_of);
    find_least_liked(market, sense, pair_of, least, n_free);
    for (int32_t i = 0; i < open->n_agents; i++) {
        for (int64_t p = open->first[i]; *pair == KOPPEL_NONE && p < open->first[i + 1]; p++) {
            int32_t j = open->slot[p];
            bool household_wants = pair_of[i] == KOPPEL_NONE ||
                                   (sense == KOPPEL_STABLE_STRICT && koppel_market_prefers(market, p, pair_of[i]));
            bool home_wants = n_free[j] > 0 || (least[j] != KOPPEL_NONE &&
                                                corporation_prefers(market, sense, i, p, least[j], pair_of[least[j]]));

            if (household_wants && home_wants) {
                *pair = p;
            }
        }
    }
    status = KOPPEL_OK;
out:
    free(pair_of);
    free(least);
    free(n_free);
    return status;
}
